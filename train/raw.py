"""Raw text, read from nothing: words, sentences and trees by our own tokens: `python -m train.raw DATA WEIGHTS_FOLDER`.

The measure is that of the CoNLL 2018 shared task: F1 of words and sentences by their characters, and of dependencies over
aligned words. WEIGHTS_FOLDER holds the exported encoder, its labels and vocabulary.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tacitus.model.reading import Reading
from tacitus.reading.read import open_parser
from train.attribution import plain_document
from train.measure import f1


@dataclass(frozen=True, slots=True)
class Gold:
    """A document: its text, its words (start, end, head as a word or -1, dependency) and its sentences (start, end)."""

    text: str
    words: tuple[tuple[int, int, int, str], ...]
    sentences: tuple[tuple[int, int], ...]


def documents(path: Path) -> Iterator[Gold]:
    """The documents of a CoNLL-U file, paragraphs a blank line apart. Words of one contraction share out its characters."""
    making = _Making()
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            if line.startswith("# newdoc") and making.sentences:
                yield making.made()
                making = _Making()
            elif line.startswith("# newpar"):
                making.gap = "\n\n"
            elif line[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                making.add(rows)
                rows = []
    yield making.made()


class _Making:
    def __init__(self) -> None:
        self.text, self.gap = "", ""
        self.words: list[tuple[int, int, int, str]] = []
        self.sentences: list[tuple[int, int]] = []

    def add(self, rows: list[list[str]]) -> None:
        self.text += self.gap if self.text else ""
        self.gap = " "
        begun, base, whole = len(self.text), len(self.words), 0
        for row in rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                whole = int(row[0].split("-")[1])
                self.text += row[1]
                left = len(self.text) - len(row[1])
                space = "SpaceAfter=No" not in row[9]
                continue
            inside = whole and int(row[0]) <= whole
            if inside:
                last = int(row[0]) == whole
                end = len(self.text) if last else min(len(self.text), left + len(row[1]))
                start, left = left, end
                spaced = last and space
            else:
                start = len(self.text)
                self.text += row[1]
                end, spaced = len(self.text), "SpaceAfter=No" not in row[9]
            self.words.append((start, end, base + int(row[6]) - 1 if row[6] != "0" else -1, row[7]))
            self.text += " " if spaced and row is not rows[-1] else ""
        self.sentences.append((begun, len(self.text)))

    def made(self) -> Gold:
        return Gold(self.text, tuple(self.words), tuple(self.sentences))


def compare(gold: Gold, reading: Reading, count: dict[str, int]) -> None:
    """Add up what is right, wanted and given."""
    words = {(start, end): place for place, (start, end, _, _) in enumerate(gold.words)}
    aligned = {
        token.index: words[token.span.start, token.span.end]
        for token in reading.tokens
        if (token.span.start, token.span.end) in words
    }
    ours = {(reading.tokens[one.first].span.start, reading.tokens[one.last - 1].span.end) for one in reading.sentences}
    theirs = {(start, start + len(gold.text[start:end].rstrip())) for start, end in gold.sentences}
    heads = labelled = 0
    for token in reading.tokens:
        place = aligned.get(token.index)
        if place is None:
            continue
        _, _, head, dep = gold.words[place]
        right = head == -1 if token.head < 0 else aligned.get(token.head) == head
        heads += right
        labelled += right and token.dep == dep
    for name, value in {
        "words": len(gold.words), "our words": len(reading.tokens), "right words": len(aligned), "sentences": len(theirs),
        "our sentences": len(ours), "right sentences": len(ours & theirs), "UAS": heads, "LAS": labelled,
    }.items():  # fmt: skip
        count[name] = count.get(name, 0) + value


def figures(path: Path, weights: Path | None, most: int = 10_000) -> dict[str, float]:
    parse, _ = open_parser(weights, 2)
    count: dict[str, int] = {}
    for number, gold in enumerate(documents(path)):
        if number < most:
            compare(gold, parse(plain_document(str(number), gold.text)), count)
    return {
        "words F1": f1(count["right words"], count["our words"], count["words"]),
        "sentences F1": f1(count["right sentences"], count["our sentences"], count["sentences"]),
        "UAS F1": f1(count["UAS"], count["our words"], count["words"]),
        "LAS F1": f1(count["LAS"], count["our words"], count["words"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path, nargs="?")
    asked = parser.parse_args()
    for name in ("ewt", "gum"):
        print(f"{name} dev, raw text", json.dumps(figures(asked.data / "ud" / f"en_{name}-ud-dev.conllu.gz", asked.weights)))


if __name__ == "__main__":
    main()
