"""Learning itself: only where torch is installed (train/requirements.txt)."""

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: learning is not tested here")
safetensors = pytest.importorskip("safetensors.torch", reason="safetensors is not installed: learning is not tested here")

from train.encode import Coder
from train.export import export
from train.learn import Plan, Worker, newest, rate
from train.network import DEEP, INNER, INPUTS, OUTPUTS, PLACES, WIDE, WORDS, Network, Reader
from train.prepare import word_pieces
from train.samples import TASKS, Sample, dumped, vocabulary

TEXTS = ("The rebels left Goma at dawn .", "Shells hit a school in Kharkiv , residents said .", "No one was hurt .")


def samples() -> dict[str, list[Sample]]:
    made: dict[str, list[Sample]] = {task: [] for task in TASKS}
    for text in TEXTS:
        words = tuple(text.split())
        size = len(words)
        tree = dict.fromkeys(("upos", "feats", "lemma", "dep", "mention"), ("NOUN",) * size)
        made["trees"].append(Sample("trees", words, (1,) * size, tree, (0,) + (1,) * (size - 1)))
        made["names"].append(Sample("names", words, (1,) * size, {"names": ("O",) * (size - 1) + ("B-Person",)}))
        made["roles"].append(Sample("roles", words, (1,) * size, {"role": ("O",) * (size - 1) + ("B-literal",)}))
        layers: dict[str, tuple[str | None, ...]] = dict.fromkeys(("source", "cue", "content", "nested"), ("O",) * size)
        links = dict.fromkeys(("source_link", "content_link"), (0,) * size)
        made["attribution"].append(Sample("attribution", words, (1,) * size, layers, links=links))
    return made


def plain_weights(path: Path) -> None:
    """A body of MiniLM's shape with small chance weights."""
    torch.manual_seed(0)
    state: dict[str, Any] = {
        "embeddings.word_embeddings.weight": torch.randn(WORDS, WIDE) * 0.02,
        "embeddings.position_embeddings.weight": torch.randn(PLACES, WIDE) * 0.02,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, WIDE),
    }
    shapes = {"attention.self.query": (WIDE, WIDE), "attention.self.key": (WIDE, WIDE), "attention.self.value": (WIDE, WIDE)}
    shapes |= {"attention.output.dense": (WIDE, WIDE), "intermediate.dense": (INNER, WIDE), "output.dense": (WIDE, INNER)}
    for number in range(DEEP):
        for name, (rows, columns) in shapes.items():
            state[f"encoder.layer.{number}.{name}.weight"] = torch.randn(rows, columns) * 0.02
            state[f"encoder.layer.{number}.{name}.bias"] = torch.zeros(rows)
    norms = ["embeddings.LayerNorm"]
    norms += [f"encoder.layer.{n}.{part}.LayerNorm" for n in range(DEEP) for part in ("attention.output", "output")]
    for name in norms:
        state[f"{name}.weight"], state[f"{name}.bias"] = torch.ones(WIDE), torch.zeros(WIDE)
    safetensors.save_file(state, path)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("learning")
    made = samples()
    known = vocabulary((sample for task in TASKS for sample in made[task]), {})
    coder = Coder(word_pieces(), known)
    (out / "labels.json").write_text(dumped(known), encoding="utf8")
    with (out / "samples.pickle").open("wb") as file:
        pickle.dump({task: [coder.code(sample) for sample in made[task]] for task in TASKS}, file)
    plain_weights(out / "plain.safetensors")
    return out


def run(begun: Path, out: Path, stop_after: int | None = None) -> dict[str, Any]:
    """Eight steps of learning, or as many as happen before it is stopped; then the weights."""
    out.mkdir(exist_ok=True)
    for name in ("labels.json", "samples.pickle"):
        (out / name).write_bytes((begun / name).read_bytes())
    worker = Worker(0, Plan(str(out), steps=8, workers=1, keep=2, weights=str(begun / "plain.safetensors")))
    once = worker._one

    def counted() -> dict[str, float]:
        if worker.step == stop_after:
            raise KeyboardInterrupt
        return once()

    worker._one = counted  # type: ignore[method-assign]
    worker.run()
    state: dict[str, Any] = torch.load(out / "net.pt", weights_only=True)
    return state


def test_a_run_that_was_stopped_goes_on_to_the_same_weights(begun: Path, tmp_path: Path) -> None:
    whole = run(begun, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        run(begun, tmp_path / "stopped", stop_after=5)
    assert newest(tmp_path / "stopped", 1) == 4
    resumed = run(begun, tmp_path / "stopped")
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_learning_lowers_the_loss_of_what_it_sees(begun: Path, tmp_path: Path) -> None:
    plan = Plan(str(begun), steps=60, workers=1, weights=str(begun / "plain.safetensors"), only="roles", drop=0.0)
    worker = Worker(0, plan)
    worker.net.train()
    losses = [worker._one()["role"] for _ in range(30)]
    assert losses[-1] < losses[0] / 2


def test_a_frozen_body_stays_as_it_was(begun: Path) -> None:
    worker = Worker(0, Plan(str(begun), steps=9, workers=1, weights=str(begun / "plain.safetensors"), frozen=True))
    before = {name: weight.clone() for name, weight in worker.net.body.named_parameters() if name != "shape.weight"}
    worker._one()
    assert all(torch.equal(weight, before[name]) for name, weight in worker.net.body.named_parameters() if name in before)


def test_the_exported_graph_answers_as_the_network(begun: Path, tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    known = json.loads((begun / "labels.json").read_text(encoding="utf8"))
    torch.manual_seed(3)
    network = Network({name: len(found) for name, found in known.items()})
    export(network, tmp_path / "graph.onnx")
    given = {
        "ids": np.array([[101, 2002, 2187, 1012, 2027, 102]]),
        "shape": np.array([[0, 2, 1, 6, 2, 0]]),
        "mask": np.ones((1, 6), np.int64),
        "first": np.array([[0, 1, 2, 3, 4]]),
        "limits": np.array([[0, -1, -1, 1, 1]]),
    }
    found = onnxruntime.InferenceSession(str(tmp_path / "graph.onnx")).run(None, given)
    with torch.no_grad():
        wanted = Reader(network).eval()(*(torch.from_numpy(given[name]) for name in INPUTS))
    for name, ours, theirs in zip(OUTPUTS, found, wanted, strict=True):
        assert np.allclose(ours, theirs.numpy(), atol=1e-3), name
    ends, arcs = found[OUTPUTS.index("ends")], found[OUTPUTS.index("arcs")]
    assert ends.tolist() == [[0, 0, 1, 1]]
    assert (arcs[0, :3, 4] < -1000).all() and (arcs[0, 3, 1:4] < -1000).all()


def test_the_rate_rises_and_falls_to_nothing() -> None:
    rates = [rate(step, 100) for step in range(101)]
    assert rates[4] == max(rates) and rates[100] == 0.0 and rates[0] > 0
