"""Samples into weights: `python -m train.learn OUT [--steps N] [--workers 2] [--only TASK] [--frozen]`.

Each worker takes its own batches; every SYNC steps their weights are averaged (local SGD: Stich 2019), which on a few cores is
faster than threads that wait for one another. On a GPU there is one worker. All that is drawn by chance is drawn from (seed,
worker, step), so that a run that was killed goes on from its checkpoint as if nothing had happened.
"""

import argparse
import json
import os
import pickle
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as together
import torch.nn.functional as F
from torch import Tensor

from train.encode import Coded, by_length, inputs, labels, masked, recased, sentences
from train.network import Network
from train.samples import NOTHING, TASKS

SYNC = 8
SHARES = {"trees": 0.47, "names": 0.12, "roles": 0.05, "attribution": 0.36}
BUDGETS = {"trees": 1600, "names": 900, "roles": 1200, "attribution": 1600}
WEIGHTS = {"upos": 0.5, "feats": 0.3, "lemma": 0.2, "mention": 0.3, "nested": 0.5}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is: where its files are, how long and how hard it learns."""

    out: str
    steps: int = 6000
    workers: int = 2
    seed: int = 1
    body_rate: float = 1.5e-4
    head_rate: float = 1.2e-3
    drop: float = 0.1
    hidden: float = 0.05
    only: str = ""
    frozen: bool = False
    weights: str = ""
    keep: int = 200


class Pool:
    """The batches of one task without end; its place is two numbers, so that it can be taken up again."""

    def __init__(self, coded: list[Coded], budget: int, name: str, place: tuple[int, int] = (0, 0)) -> None:
        self._coded, self._budget, self._name = coded, budget, name
        self.place = place
        self._batches = self._order()

    def _order(self) -> list[list[int]]:
        return by_length([len(coded.ids) for coded in self._coded], self._budget, random.Random(f"{self._name} {self.place[0]}"))

    def next(self) -> list[Coded]:
        round_number, at = self.place
        if at >= len(self._batches):
            self.place = (round_number + 1, 0)
            self._batches = self._order()
            round_number, at = self.place
        self.place = (round_number, at + 1)
        return [self._coded[place] for place in self._batches[at]]


def tensors(batch: list[Coded], device: str, chance: random.Random | None = None, hidden: float = 0.0) -> dict[str, Tensor]:
    """The network's inputs; with `chance`, changed as for learning."""
    given = inputs(batch)
    if chance:
        given["shape"] = recased(given["shape"], chance)
        given["ids"] = masked(given["ids"], chance, hidden)
    return {name: torch.from_numpy(table).to(device) for name, table in given.items()}


def crossed(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy over the words of which the corpus speaks."""
    if not bool((wanted != NOTHING).any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=NOTHING)


def losses(net: Network, task: str, batch: list[Coded], given: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every head that the task teaches."""
    device = given["ids"].device
    wanted = {name: torch.from_numpy(labels(batch, name)).to(device) for name in batch[0].labels}
    h = net.words(**given)
    w = h[:, 1:]
    found = {name: WEIGHTS.get(name, 1.0) * crossed(net.tags[name](w), wanted[name]) for name in wanted if name in net.tags}
    if task == "attribution":
        found |= {name: 0.3 * crossed(getattr(net, name)(h), wanted[name]) for name in ("source_link", "content_link")}
    if task == "trees":
        sentence = torch.from_numpy(sentences(batch)).to(device)
        found["arc"] = crossed(net.head_scores(h, sentence), wanted["heads"])
        found["dep"] = crossed(net.relations(h, wanted["heads"].clamp(min=0)), wanted["dep"])
        known = wanted["ends"] != NOTHING
        scores = net.end_scores(h).float()
        found["ends"] = (
            0.5 * F.binary_cross_entropy_with_logits(scores[known], wanted["ends"][known].float())
            if known.any()
            else scores.sum() * 0
        )
    return found


def optimizer(net: Network, plan: Plan) -> torch.optim.Optimizer:
    body = {id(weight) for name, weight in net.body.named_parameters() if name != "shape.weight"}
    net.body.word.weight.requires_grad = False  # half of all weights; learning them is slower and no better
    if plan.frozen:
        for name, weight in net.body.named_parameters():
            weight.requires_grad = name == "shape.weight"
    learning = [weight for weight in net.parameters() if weight.requires_grad]
    groups = [
        {"params": [weight for weight in learning if id(weight) in body], "lr": plan.body_rate},
        {"params": [weight for weight in learning if id(weight) not in body], "lr": plan.head_rate},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def rate(step: int, steps: int) -> float:
    """Rises over the first twentieth, then falls to nothing."""
    return min(1.0, (step + 1) / (0.05 * steps)) * (1 - step / steps)


def averaged(net: Network, workers: int) -> None:
    """Every worker's weights become the mean of all."""
    learning = [weight for weight in net.parameters() if weight.requires_grad]
    flat = torch.cat([weight.data.flatten() for weight in learning])
    together.all_reduce(flat)
    flat /= workers
    at = 0
    for weight in learning:
        weight.data.copy_(flat[at : at + weight.numel()].view_as(weight))
        at += weight.numel()


class Worker:
    """One process of a run."""

    def __init__(self, rank: int, plan: Plan) -> None:
        self.rank, self.plan, self.out = rank, plan, Path(plan.out)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        known = json.loads((self.out / "labels.json").read_text(encoding="utf8"))
        torch.manual_seed(plan.seed)
        self.net = Network({name: len(found) for name, found in known.items()}, plan.drop)
        self.net.body.load(Path(plan.weights))
        self.net.to(self.device)
        self.optimizer = optimizer(self.net, plan)
        self.step, self.seen, places = 0, 0, {}
        kept = newest(self.out, plan.workers)
        if kept is not None:
            state = torch.load(self.out / f"checkpoint-{kept}-{rank}.pt", weights_only=True)
            self.net.load_state_dict(state["net"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.seen, places = kept, state["seen"], state["places"]
        with (self.out / "samples.pickle").open("rb") as file:
            samples = pickle.load(file)
        self.pools = {
            task: Pool(samples[task], BUDGETS[task], f"{plan.seed} {rank} {task}", tuple(places.get(task, (0, 0))))
            for task in TASKS
        }

    def run(self) -> None:
        self.net.train()
        began, first = time.perf_counter(), self.seen
        shown: dict[str, float] = {}
        while self.step < self.plan.steps:
            for name, loss in self._one().items():
                shown[name] = 0.97 * shown.get(name, loss) + 0.03 * loss
            if self.plan.workers > 1 and (self.step % SYNC == 0 or self.step == self.plan.steps):
                averaged(self.net, self.plan.workers)
            if self.step % self.plan.keep == 0 or self.step == self.plan.steps:
                self._keep()
                speed = (self.seen - first) / (time.perf_counter() - began)
                self._log({"step": self.step, "sub-words": self.seen, "a second": round(speed), "losses": shown})

    def _one(self) -> dict[str, float]:
        plan = self.plan
        chance = random.Random(f"{plan.seed} {self.rank} {self.step}")
        torch.manual_seed(chance.getrandbits(48))
        for group, base in zip(self.optimizer.param_groups, (plan.body_rate, plan.head_rate), strict=True):
            group["lr"] = base * rate(self.step, plan.steps)
        task = plan.only or chance.choices(list(SHARES), list(SHARES.values()))[0]
        batch = self.pools[task].next()
        with torch.autocast(self.device, dtype=torch.bfloat16):
            found = losses(self.net, task, batch, tensors(batch, self.device, chance, plan.hidden))
        self.optimizer.zero_grad()
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimizer.step()
        self.step += 1
        self.seen += sum(len(coded.ids) for coded in batch)
        return {name: loss.item() for name, loss in found.items()}

    def _keep(self) -> None:
        places = {task: list(pool.place) for task, pool in self.pools.items()}
        state = {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "places": places, "seen": self.seen}
        path = self.out / f"checkpoint-{self.step}-{self.rank}.pt"
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
        if self.plan.workers > 1:
            together.barrier()
        for old in self.out.glob(f"checkpoint-*-{self.rank}.pt"):
            if old != path:
                old.unlink()
        if self.rank == 0:
            torch.save(self.net.state_dict(), self.out / "net.part")
            (self.out / "net.part").rename(self.out / "net.pt")

    def _log(self, entry: dict[str, Any]) -> None:
        if self.rank == 0:
            entry["losses"] = {name: round(loss, 3) for name, loss in entry["losses"].items()}
            with (self.out / "learn.jsonl").open("a", encoding="utf8") as file:
                file.write(json.dumps(entry) + "\n")


def newest(out: Path, workers: int) -> int | None:
    """The last step of which every worker left a checkpoint."""
    steps: dict[int, int] = {}
    for path in out.glob("checkpoint-*-*.pt"):
        step = int(path.stem.split("-")[1])
        steps[step] = steps.get(step, 0) + 1
    return max((step for step, files in steps.items() if files == workers), default=None)


def work(rank: int, plan: Plan) -> None:
    """A worker's whole life."""
    if plan.workers > 1:
        torch.set_num_threads(1)
        together.init_process_group(
            "gloo", init_method=f"file://{Path(plan.out).resolve()}/meet-{os.getppid()}", rank=rank, world_size=plan.workers
        )
    Worker(rank, plan).run()
    if plan.workers > 1:
        together.destroy_process_group()


def asked_plan() -> Iterator[Plan]:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in asdict(Plan("")).items():
        if name == "out":
            parser.add_argument("out")
        elif isinstance(value, bool):
            parser.add_argument(f"--{name}", action="store_true")
        else:
            parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    yield Plan(**vars(parser.parse_args()))


def main() -> None:
    plan = next(asked_plan())
    if torch.cuda.is_available():
        plan = Plan(**(asdict(plan) | {"workers": 1}))
    (Path(plan.out) / "plan.json").write_text(json.dumps(asdict(plan)), encoding="utf8")
    if plan.workers > 1:
        torch.multiprocessing.spawn(work, (plan,), plan.workers)
    else:
        work(0, plan)


if __name__ == "__main__":
    main()
