"""The figures of the model card, on development parts: `python -m train.measure DATA WEIGHTS LABELS [--quick]`.

WEIGHTS is net.pt or an exported .onnx. Words and, for trees, sentences are the corpora's own here; raw text is measured by
train/raw.py with the whole reading.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tacitus.reading import bio, tree
from tacitus.reading.encoder import TURNS
from train import attribution, names, roles, trees
from train.encode import Coder
from train.network import Network
from train.predict import Predictor, answers, of_file, of_network
from train.prepare import word_pieces
from train.samples import Sample, grouped, spans_of, stretches

Figures = dict[str, float]
WINDOW = 100


def f1(right: int, found: int, wanted: int) -> float:
    """Per cent, two decimals."""
    return round(200 * right / max(1, found + wanted), 2)


def heads_of(arcs: NDArray[Any], sentence: Sequence[int]) -> list[int]:
    """Heads as word numbers from 1 (0 the root), every sentence made a tree."""
    numbers = np.array(sentence)
    heads: list[int] = []
    for number in range(1, int(numbers.max()) + 1):
        rows = np.flatnonzero(numbers == number)
        low, high = int(rows[0]), int(rows[-1]) + 1
        own = np.concatenate([arcs[low:high, :1], arcs[low:high, low + 1 : high + 1]], 1)
        heads += [0 if head < 0 else low + head + 1 for head in tree.heads(own)]
    return heads


class Bench:
    """A predictor with its labels."""

    def __init__(self, predict: Predictor, known: Mapping[str, list[str]]) -> None:
        self.predict, self.known, self.coder = predict, known, Coder(word_pieces(), known)

    def read(self, samples: Iterable[Sample], told: bool = True) -> list[tuple[Sample, dict[str, NDArray[Any]]]]:
        pairs = [(sample, coded) for sample in samples if (coded := self.coder.code(sample)) is not None]
        found = answers(self.predict, [coded for _, coded in pairs], told)
        return [(sample, answer) for (sample, _), answer in zip(pairs, found, strict=True)]

    def trees(self, path: Path, single: bool, most: int) -> Figures:
        """UPOS, FEATS, LEMMA (as a rule), UAS, LAS, in windows of several sentences or one sentence at a time."""
        documents = trees.documents(path, free_only=False)[:most]
        samples = [one for document in documents for one in (document if single else grouped(document, WINDOW))]
        count: Counter[str] = Counter()
        for sample, found in self.read(samples):
            for place, head in enumerate(heads_of(found["arcs"], sample.sentence)):
                right = head == sample.heads[place]
                dep = "root" if head == 0 else self.known["dep"][int(found["dep"][place])]
                count.update(words=1, UAS=right, LAS=right and dep == sample.columns["dep"][place])
                for name in ("upos", "feats", "lemma"):
                    count[name.upper()] += self.known[name][int(found[name][place])] == sample.columns[name][place]
        return {name: round(100 * count[name] / count["words"], 2) for name in ("UPOS", "FEATS", "LEMMA", "UAS", "LAS")}

    def ends(self, path: Path, most: int) -> Figures:
        """F1 of the sentence ends inside windows, the window's own end not counted."""
        right = wanted = given = 0
        for sample, found in self.read(
            [one for document in trees.documents(path, False)[:most] for one in grouped(document, WINDOW)], False
        ):
            gold = np.array([now != after for now, after in zip(sample.sentence, sample.sentence[1:], strict=False)], bool)
            told = found["ends"][:-1] > 0
            right, wanted, given = right + int((gold & told).sum()), wanted + int(gold.sum()), given + int(told.sum())
        return {"ends F1": f1(right, given, wanted)}

    def spans(self, samples: Iterable[Sample], name: str) -> Figures:
        """Exact span and type, in all and by type."""
        count: Counter[tuple[str, str]] = Counter()
        for sample, found in self.read(samples):
            gold = set(spans_of(sample.columns[name]))
            told = set(spans_of(self.tags(found[name], name)))
            for kind, spans in (("right", gold & told), ("wanted", gold), ("given", told)):
                count.update((kind, label) for _, _, label in spans)
                count[kind, name] += len(spans)
        labels = sorted({label for _, label in count})
        return {f"{label} F1": f1(count["right", label], count["given", label], count["wanted", label]) for label in labels}

    def tags(self, logits: NDArray[Any], name: str) -> list[str]:
        labels = bio.path(bio.chances(logits)[None], TURNS.get(name, 0.0))[0]
        return [self.known[name][label] for label in labels.tolist()]

    def attribution(self, path: Path, most: int) -> Figures:
        """Exact F1 of the stretches of sources, cues and contents over whole articles; links right of those of gold stretches."""
        count: Counter[str] = Counter()
        for article in attribution.articles(path)[:most]:
            self._article(article, count)
        figures = {
            f"{role} F1": f1(count[f"{role} right"], count[f"{role} given"], count[role]) for role in ("source", "cue", "content")
        }
        for role in ("source_link", "content_link"):
            figures[role] = round(100 * count[f"{role} right"] / max(1, count[role]), 2)
        return figures

    def _article(self, article: Mapping[str, Any], count: Counter[str]) -> None:
        words = attribution.words_of(article["id"], article["text"])
        cuts = stretches(words.sentence, WINDOW)
        told: dict[str, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
        for (start, _), (sample, found) in zip(cuts, self.read(attribution.windows(article, WINDOW)), strict=True):
            for layer in attribution.LAYERS:
                told["content" if layer == "nested" else layer] |= {
                    (start + first, start + last) for first, last, _ in spans_of(self.tags(found[layer], layer))
                }
            for name, links in sample.links.items():
                for place, cue in enumerate(links):
                    if cue > 0:
                        count[name] += 1
                        count[f"{name} right"] += int(found[name][place].argmax()) == cue
        gold = attribution.gold(article, words)
        for role, given in told.items():
            wanted = {run for entry in gold for run in attribution.runs(sorted(entry[role]))}
            count.update({role: len(wanted), f"{role} given": len(given), f"{role} right": len(wanted & given)})


def name_samples(path: Path) -> list[Sample]:
    """One sentence a sample, with the corpus's words."""
    return [names.given(record) for record in names.records(path)]


def figures(bench: Bench, data: Path, most: int = 10_000) -> dict[str, Figures]:
    """Every figure; `most` documents of each set."""
    ud = data / "ud"
    found: dict[str, Figures] = {}
    for name in ("ewt", "gum"):
        path = ud / f"en_{name}-ud-dev.conllu.gz"
        found[f"{name} dev, windows"] = bench.trees(path, False, most) | bench.ends(path, most)
        if most > 1000:
            found[f"{name} dev, single sentences"] = bench.trees(path, True, most)
    found["conflibert_re3d dev"] = bench.spans(name_samples(data / "conflibert_re3d" / "dev.jsonl.gz"), "names")
    found["geowebnews dev"] = bench.spans(roles.windows(data / "geowebnews" / "dev.jsonl.gz", WINDOW), "role")
    found["polnear dev"] = bench.attribution(data / "polnear" / "dev.jsonl.gz", most)
    return found


def bench_of(weights: Path, labels: Path) -> Bench:
    known = json.loads(labels.read_text(encoding="utf8"))
    if weights.suffix == ".onnx":
        return Bench(of_file(weights), known)
    network = Network({name: len(found) for name, found in known.items()})
    network.load_state_dict(torch.load(weights, weights_only=True))
    return Bench(of_network(network), known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--quick", action="store_true", help="twenty documents of each set")
    asked = parser.parse_args()
    for name, values in figures(bench_of(asked.weights, asked.labels), asked.data, 20 if asked.quick else 10_000).items():
        print(name, json.dumps(values))


if __name__ == "__main__":
    main()
