"""Corpora into coded samples: `python -m train.prepare DATA OUT [--gold FOLDER] [--everything]`.

Writes OUT/samples.pickle (what is learnt from, by task), OUT/labels.json and OUT/prepared.json (what was taken and what fell).
`--everything` keeps the non-commercial parts too, to measure what leaving them out costs; such weights must not be shipped.
"""

import argparse
import json
import pickle
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from train import attribution, names, roles, trees
from train.encode import Coded, Coder
from train.samples import TASKS, Sample, dumped, grouped, vocabulary

LEAST = {"feats": 5, "lemma": 5, "dep": 3}
NAMES = Path(__file__).parent / "names"
VOCABULARY = Path(__file__).parent.parent / "src" / "tacitus" / "reading" / "weights" / "wordpiece-vocab.txt"


def word_pieces() -> dict[str, int]:
    return {word: place for place, word in enumerate(VOCABULARY.read_text(encoding="utf8").rstrip("\n").split("\n"))}


def tree_samples(data: Path, free_only: bool) -> Iterator[Sample]:
    """Windows of two lengths, and every third sentence alone."""
    chance = random.Random(1)
    for name in ("en_ewt-ud-train", "en_gum-ud-train"):
        for document in trees.documents(data / "ud" / f"{name}.conllu.gz", free_only):
            yield from grouped(document, 110)
            yield from grouped(document, 60)
            yield from (sample for sample in document if chance.random() < 0.33)


def name_samples(found: Iterable[Sample]) -> Iterator[Sample]:
    """The same sentences in six orders, alone and joined."""
    for seed in range(6):
        yield from names.shuffled(found, seed, 1 + seed % 4)


def attribution_samples(data: Path) -> Iterator[Sample]:
    for article in attribution.articles(data / "polnear" / "train.jsonl.gz"):
        yield from attribution.windows(article, 110)
        yield from attribution.windows(article, 150, 60)


def coded(coder: Coder, samples: Iterable[Sample]) -> list[Coded]:
    return [one for one in map(coder.code, samples) if one is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--everything", action="store_true")
    asked = parser.parse_args()
    free, fell = names.free_sentences(asked.data, asked.gold, not asked.everything)
    own = names.own_sentences(NAMES)
    samples = {
        "trees": list(tree_samples(asked.data, not asked.everything)),
        "names": list(name_samples([*free, *free, *own])),
        "roles": list(roles.windows(asked.data / "geowebnews" / "train.jsonl.gz", 110)),
        "attribution": list(attribution_samples(asked.data)),
    }
    known = vocabulary((sample for task in TASKS for sample in samples[task]), LEAST)
    coder = Coder(word_pieces(), known)
    asked.out.mkdir(parents=True, exist_ok=True)
    report = {
        "samples": {task: len(samples[task]) for task in TASKS},
        "words": {task: sum(len(sample.words) for sample in samples[task]) for task in TASKS},
        "re3d sentences": len(free), "own sentences": len(own), "re3d sentences dropped": fell,
        "labels": {name: len(found) for name, found in known.items()},
    }  # fmt: skip
    with (asked.out / "samples.pickle").open("wb") as file:
        pickle.dump({task: coded(coder, samples[task]) for task in TASKS}, file)
    (asked.out / "labels.json").write_text(dumped(known), encoding="utf8")
    (asked.out / "prepared.json").write_text(json.dumps(report, indent=1), encoding="utf8")
    print(json.dumps(report))


if __name__ == "__main__":
    main()
