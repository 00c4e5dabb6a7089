"""Named things as samples: re3d (its free part) and the sentences under train/names, which are this project's own.

re3d's BBC documents are non-commercial: a sentence is used only where it matches a document of another source. Sentences that
share six words in a row with a held-out text are dropped.
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tacitus.reading.tokens import tokenize
from train.samples import Sample, in_bio, joined

LABELS = (
    "Organisation", "Person", "Location", "Nationality", "MilitaryPlatform",
    "Weapon", "Temporal", "Quantity", "Money", "DocumentReference",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_BRACES = re.compile(r"\{(\w+) ([^{}]+)\}")


def records(path: Path) -> list[dict[str, object]]:
    """The lines of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def grams(text: str, size: int = 6) -> set[tuple[str, ...]]:
    """Every run of `size` words, in lower case; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))}


def held_out(data: Path, gold: Path | None) -> set[tuple[str, ...]]:
    """The six-word runs of the texts that figures are taken on."""
    runs: set[tuple[str, ...]] = set()
    for name in ("conflibert_re3d/dev.jsonl.gz", "re3d/dev.jsonl.gz"):
        for record in records(data / name):
            runs |= grams(str(record["text"]))
    for article in sorted(gold.rglob("article.txt")) if gold else []:
        runs |= grams(article.read_text(encoding="utf8"))
    return {run for run in runs if len(run) == 6}


def free_sentences(data: Path, gold: Path | None, free_only: bool = True) -> tuple[list[Sample], dict[str, int]]:
    """re3d's training sentences that may be used, and how many fell for which reason."""
    sources = {str(record["id"]): record for part in ("train", "dev") for record in records(data / "re3d" / f"{part}.jsonl.gz")}
    runs = {number: grams(str(record["text"])) for number, record in sources.items()}
    barred = held_out(data, gold)
    kept: list[Sample] = []
    fell = {"held-out": 0, "non-commercial": 0, "no document": 0}
    for record in records(data / "conflibert_re3d" / "train.jsonl.gz"):
        own = grams(str(record["text"]))
        home = max(runs, key=lambda number: (len(own & runs[number]), number))
        if own & barred:
            fell["held-out"] += 1
        elif free_only and len(own & runs[home]) * 2 < len(own):
            fell["no document"] += 1
        elif free_only and sources[home]["source"] == "BBC Online":
            fell["non-commercial"] += 1
        else:
            kept.append(given(record))
    return kept, fell


def given(record: dict[str, object]) -> Sample:
    """A sentence of re3d with its own words."""
    words, tags = record["tokens"], record["bio"]
    assert isinstance(words, list) and isinstance(tags, list)
    return Sample("names", tuple(words), (1,) * len(words), {"names": tuple(tags)})


def own_sentences(folder: Path) -> list[Sample]:
    """The sentences of every text file of a folder, in file order.

    A line is a sentence with its names in braces, the label first; # begins a remark.
    """
    found: list[Sample] = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    found.append(marked(line))
                except ValueError as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from error
    return found


def marked(line: str) -> Sample:
    """A sentence with its names in braces.

    >>> marked("{Person He} left {Location Goma}.").columns["names"]
    ('B-Person', 'O', 'B-Location', 'O')
    """
    text, spans, at = "", list[tuple[int, int, str]](), 0
    for hit in _BRACES.finditer(line):
        if hit[1] not in LABELS:
            raise ValueError(f"no label {hit[1]!r}; the labels are {', '.join(LABELS)}")
        text += line[at : hit.start()]
        spans.append((len(text), len(text) + len(hit[2]), hit[1]))
        text += hit[2]
        at = hit.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise ValueError("a brace without its partner or its label")
    pieces = tokenize(text)
    in_words = [
        (
            next(place for place, piece in enumerate(pieces) if piece.span.end > start),
            max(place for place, piece in enumerate(pieces) if piece.span.start < end) + 1,
            label,
        )
        for start, end, label in spans
    ]
    words = tuple(piece.text for piece in pieces)
    return Sample("names", words, (1,) * len(words), {"names": tuple(in_bio(len(words), in_words))})


def apart(sample: Sample) -> Sample:
    """The same words as re3d's tokens write them: every apostrophe a word of its own.

    >>> apart(marked("{Organisation Da'esh} fled.")).words
    ('Da', "'", 'esh', 'fled', '.')
    """
    words: list[str] = []
    tags: list[str | None] = []
    for word, tag in zip(sample.words, sample.columns["names"], strict=True):
        parts = re.findall(r"['’]|[^'’]+", word)
        words += parts
        tags += [tag, *[tag if tag is None or tag == "O" else f"I-{tag[2:]}"] * (len(parts) - 1)]
    return Sample("names", tuple(words), (1,) * len(words), {"names": tuple(tags)})


def shuffled(samples: Iterable[Sample], seed: int, most: int = 4) -> Iterator[Sample]:
    """The sentences in another order, one to `most` of them joined, so that a window is not always one sentence."""
    chance = random.Random(seed)
    order = [apart(sample) if chance.random() < 0.4 else sample for sample in samples]
    chance.shuffle(order)
    while order:
        size = min(chance.choice(range(1, most + 1)), len(order))
        taken, order = order[:size], order[size:]
        yield joined(taken)
