"""Copies made from real reports, and whether they are found; a hundred events told by many papers, and what is taken for a copy.

    python bench/copies.py DATA=FOLDER [--only copies,ecbplus,families,size] [--show]

FOLDER holds public sets as JSON lines, `data/SET/train.jsonl.gz` and `dev.jsonl.gz`. The seed is fixed: every run prints the same
figures, but for times and memory. Skipped with a line where the data are absent.
"""

import argparse
import gzip
import json
import random
import re
import resource
import sys
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path

from tacitus.copies.confirm import Compared, compare_words, copy_of
from tacitus.copies.family import Facts, families
from tacitus.copies.quoted import quoted
from tacitus.copies.sketch import DIGEST, FORM, Index, sketch, sketch_words
from tacitus.copies.words import Words, words_of
from tacitus.model.copy import Copy
from tacitus.model.document import Published
from tacitus.model.interval import Interval

SETS = ("tbaq", "trnews", "lgl", "polnear", "geovirus", "geowebnews")
SEED, MANY = 117, 300
SHORTEST, LONGEST = 150, 1500  # words of an original
TEXTS = 10_000
EXCHANGED = {
    "said": "stated", "killed": "slain", "people": "persons", "two": "three", "after": "following", "officials": "authorities",
    "also": "too", "against": "versus", "week": "month", "million": "billion", "first": "second", "told": "informed",
}  # fmt: skip
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"”’']*(?=\s|$)|$)", re.DOTALL)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
Maker = Callable[[str, tuple[str, str], random.Random], str]  # a report, two strange ones and a chance


def sentences(text: str) -> list[str]:
    return [" ".join(hit[0].split()) for hit in _SENTENCE.finditer(text)]


def reparagraphed(text: str, _: tuple[str, str], chance: random.Random) -> str:
    return "".join(one + chance.choice((" ", " ", "\n\n", "\n")) for one in sentences(text))


def curled(text: str, _: tuple[str, str], __: random.Random) -> str:
    """Other marks: curly quotation marks, long dashes, hard spaces, capitals in the first sentence."""
    plain = text.translate(_STRAIGHT).replace("``", '"').replace("''", '"')
    paired = re.sub(r'"([^"\n]*)"', r"“\1”", plain).replace("'", "’").replace(" - ", " — ").replace(" of ", "\u00a0of ")
    return paired[:60].upper() + paired[60:]


def bare(text: str, _: tuple[str, str], __: random.Random) -> str:
    """The quotation marks lost."""
    return re.sub(r"[“”\"«»]|``|''", "", text)


def edited(text: str, _: tuple[str, str], chance: random.Random) -> str:
    """Words and numbers exchanged, one sentence in ten left out."""
    kept = [one for one in sentences(text) if chance.random() > 0.1]
    return " ".join(re.sub(r"\w+", lambda hit: _exchanged(hit[0], chance), one) for one in kept)


def _exchanged(word: str, chance: random.Random) -> str:
    if word.isdigit():
        return str(int(word) + 1) if chance.random() < 0.5 else word
    return EXCHANGED.get(word, word) if chance.random() < 0.7 else word


def dropped(text: str, _: tuple[str, str], chance: random.Random) -> str:
    return " ".join(one for one in sentences(text) if chance.random() > 0.3)


def framed(text: str, others: tuple[str, str], _: random.Random) -> str:
    """A headline, a first and two last sentences of another report."""
    strange = sentences(others[1])
    return "\n\n".join([strange[0][:60], strange[1 % len(strange)], text, *strange[-2:]])


def cut(first: float, last: float) -> Maker:
    def made(text: str, _: tuple[str, str], __: random.Random) -> str:
        words = text.split(" ")
        return " ".join(words[int(len(words) * first) : int(len(words) * last)])

    return made


def merged(first: float) -> Maker:
    """Two reports printed one after the other, of each its first part."""

    def made(text: str, others: tuple[str, str], chance: random.Random) -> str:
        return cut(0, first)(text, others, chance) + "\n\n" + cut(0, first)(others[0], others, chance)

    return made


def reworded(share: float) -> Maker:
    """A share of the sentences with every third word another one."""

    def made(text: str, others: tuple[str, str], chance: random.Random) -> str:
        strange = [word for word in others[1].split() if word.isalpha()] or ["then"]
        return " ".join(_reworded(one, strange, chance) if chance.random() < share else one for one in sentences(text))

    return made


def _reworded(sentence: str, strange: Sequence[str], chance: random.Random) -> str:
    return " ".join(chance.choice(strange) if place % 3 == 2 else word for place, word in enumerate(sentence.split()))


def quoting(text: str, others: tuple[str, str], _: random.Random) -> str:
    """No copy: another report that holds every quotation of this one."""
    return "\n\n".join([others[0], *(f"An official said: {span.of(text)}" for span in quoted(text))])


def background(text: str, others: tuple[str, str], _: random.Random) -> str:
    """No copy: another report that ends with the last sentence of this one."""
    return f"{others[0]}\n\n{sentences(text)[-1]}"


KINDS: dict[str, Maker] = {
    "the same": lambda text, _, __: text,
    "other paragraphs": reparagraphed,
    "other marks": curled,
    "quotation marks lost": bare,
    "light edits": edited,
    "30 % of sentences dropped": dropped,
    "new headline, lead and tail": framed,
    "first third": cut(0, 1 / 3),
    "middle third": cut(1 / 3, 2 / 3),
    "first half": cut(0, 1 / 2),
    "two reports merged": merged(1.0),
    "two first halves merged": merged(0.5),
    "30 % of sentences reworded": reworded(0.3),
    "60 % of sentences reworded": reworded(0.6),
}
OTHERS: dict[str, Maker] = {"no copy: shared quotations": quoting, "no copy: a shared last sentence": background}


@dataclass(frozen=True, slots=True)
class Made:
    """A text made from an original; `of` its number, `also` that of a second one that it holds too."""

    id: str
    kind: str
    of: int
    also: int
    words: Words


def load(folder: Path, names: Iterable[str]) -> Iterator[dict[str, str]]:
    for name in names:
        for path in sorted((folder / "data" / name).glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf8") as lines:
                yield from (json.loads(line) for line in lines)


def originals(folder: Path) -> list[str]:
    """Reports of some length, none of them a copy of another, in an order of their own."""
    texts = sorted({one["text"] for one in load(folder, SETS) if SHORTEST <= len(one["text"].split()) <= LONGEST})
    random.Random(SEED).shuffle(texts)
    index, kept = Index(), list[str]()
    for text in texts:
        if len(kept) < 3 * MANY and not index.candidates(sketch(text)):
            index.insert(str(len(kept)), sketch(text))
            kept.append(text)
    return kept


def made_from(texts: Sequence[str]) -> list[Made]:
    """Every original of the first third in all its kinds; the others are merged with it or give the strange sentences."""
    found = []
    for number in range(MANY):
        also, others = number + MANY, (texts[number + MANY], texts[number + 2 * MANY])
        for kind, maker in ({"original": KINDS["the same"]} | KINDS | OTHERS).items():
            text = maker(texts[number], others, random.Random(f"{SEED} {number} {kind}"))
            found.append(Made(f"{number:04}-{kind}", kind, number, also, words_of(text)))
    return found


def pairs(made: Sequence[Made]) -> dict[tuple[str, str], Compared]:
    """Every pair of texts that the index gives as candidates, compared."""
    words = {one.id: one.words for one in made}
    index, found = Index(), dict[tuple[str, str], Compared]()
    for one in made:
        sketched = sketch_words(one.words)
        for other in index.candidates(sketched):
            found[other, one.id] = compare_words(words[other], one.words)
        index.insert(one.id, sketched)
    return found


def copies(folder: Path) -> Iterator[Sequence[str]]:
    """Recall by kind, against the original; precision over every pair of all texts."""
    made = made_from(originals(folder))
    compared = pairs(made)
    by_id = {one.id: one for one in made}
    claimed = {pair for pair, one in compared.items() if one.how}
    yield "made copies", "asked", "found", "recall"
    for kind in (*KINDS, *OTHERS):
        asked = [(f"{number:04}-original", f"{number:04}-{kind}") for number in range(MANY)]
        hits = sum(pair in claimed for pair in asked)
        yield kind, str(MANY), str(hits), f"{hits / MANY:.3f}"
    right = sum(related(by_id[left], by_id[right]) for left, right in claimed)
    yield "precision, all pairs", str(len(claimed)), str(right), f"{right / len(claimed):.3f}"


def related(left: Made, right: Made) -> bool:
    """Whether two made texts hold text of one original."""
    return bool(holds(left) & holds(right))


def holds(one: Made) -> set[int]:
    """The originals whose narration a made text holds: of what is no copy, the other report."""
    if one.kind in OTHERS:
        return {one.also}
    return {one.of, one.also} if one.kind in ("two reports merged", "two first halves merged") else {one.of}


def grouped(folder: Path) -> Iterator[Sequence[str]]:
    """Families of the made copies, of which some hold two reports: pairs of a family that share an original."""
    made = made_from(originals(folder))
    by_id = {one.id: one for one in made}
    found = [copy for (left, right), one in pairs(made).items() if (copy := copy_of(left, right, one))]
    yield "families", "pairs", "right", "share"
    whole = [(number, kind) for number in range(MANY) for kind in KINDS if "merged" not in kind]
    asked = {tuple(sorted((f"{number:04}-{kind}", f"{number:04}-original"))) for number, kind in whole}
    ways = {"": together(found, {}), ", dates known": together(found, dated(made)), ", all chains joined": linked(found)}
    for says, joined in ways.items():
        right = sum(related(by_id[left], by_id[other]) for left, other in joined)
        yield f"precision{says}", str(len(joined)), str(right), f"{right / len(joined):.3f}"
        yield f"recall{says}", str(len(asked)), str(len(asked & joined)), f"{len(asked & joined) / len(asked):.3f}"


def together(found: Sequence[Copy], facts: Mapping[str, Facts]) -> set[tuple[str, ...]]:
    return {pair for family in families(found, facts) for pair in combinations(family.members, 2)}


def dated(made: Iterable[Made]) -> dict[str, Facts]:
    """The originals came out on the first day, what is made from them on the second."""
    days = {kind: Interval.day(date(2024, 3, 1 if kind == "original" else 2)) for kind in ("original", *KINDS, *OTHERS)}
    return {one.id: Facts(Published(days[one.kind], "given")) for one in made}


def linked(found: Iterable[Copy]) -> set[tuple[str, ...]]:
    """What would be joined if every copy joined two families."""
    groups: dict[str, set[str]] = {}
    for copy in found:
        group = groups.setdefault(copy.left, {copy.left}) | groups.setdefault(copy.right, {copy.right})
        groups.update(dict.fromkeys(group, group))
    return {pair for group in {min(group): group for group in groups.values()}.values() for pair in combinations(sorted(group), 2)}


def events(folder: Path, show: bool) -> Iterator[Sequence[str]]:
    """ECB+: every two reports of one topic."""
    topics: dict[str, dict[str, Words]] = defaultdict(dict)
    for one in load(folder, ("ecbplus",)):
        topics[str(one["topic"])][one["id"]] = words_of(one["text"])
    compared = {
        (left, right): compare_words(topic[left], topic[right])
        for topic in topics.values()
        for left, right in combinations(sorted(topic), 2)
    }
    claimed = {pair: one for pair, one in compared.items() if one.how}
    every = [one for topic in topics.values() for one in topic.items()]
    met = {tuple(sorted(pair)) for pair in _candidates(every)}
    found = [copy for (left, right), one in claimed.items() if (copy := copy_of(left, right, one))]
    strange = sum(left.split("_")[0] != right.split("_")[0] for left, right in met)
    yield "ECB+, reports of one topic", "pairs", "claimed", "share"
    yield "pairs", str(len(compared)), str(len(claimed)), f"{len(claimed) / len(compared):.3f}"
    yield "of them candidates of the index", str(len(claimed)), str(len(met & claimed.keys())), f"{_part(met, claimed):.3f}"
    yield "candidates of two topics", str(len(met)), str(strange), f"{strange / len(met):.3f}"
    yield "families and their members", str(len(families(found))), str(sum(len(one.members) for one in families(found))), ""
    if show:
        yield from (_shown(copy) for copy in sorted(found, key=lambda copy: copy.share_left + copy.share_right))


def _shown(copy: Copy) -> Sequence[str]:
    longest = max(len(passage.left) for passage in copy.passages)
    return f"{copy.left} {copy.right}", f"{copy.share_left:.2f}", f"{copy.share_right:.2f}", f"  longest {longest} characters"


def _part(met: set[tuple[str, ...]], claimed: Iterable[tuple[str, ...]]) -> float:
    wanted = list(claimed)
    return sum(pair in met for pair in wanted) / len(wanted)


def _candidates(texts: Iterable[tuple[str, Words]]) -> Iterator[tuple[str, str]]:
    index = Index()
    for key, words in texts:
        sketched = sketch_words(words)
        yield from ((other, key) for other in index.candidates(sketched))
        index.insert(key, sketched)


def size(folder: Path) -> Iterator[Sequence[str]]:
    """Time and memory of an index of many texts that have nothing in common."""
    texts = originals(folder)
    begun = time.perf_counter()
    sketches = [sketch(text) for text in texts]
    each = (time.perf_counter() - begun) / len(texts)
    many = [_changed(sketches[number % len(texts)], number) for number in range(TEXTS)]
    before, begun, index = _memory(), time.perf_counter(), Index()
    met = 0
    for number, sketched in enumerate(many):
        met += len(index.candidates(sketched))
        index.insert(str(number), sketched)
    took = time.perf_counter() - begun
    yield "size", "figure", "", ""
    yield "words of a text, on average", f"{sum(len(one) for one in many) / TEXTS / 4:.0f}", "", ""
    yield "sketch, milliseconds a text", f"{each * 1000:.2f}", "", ""
    yield f"{TEXTS} texts looked up and added, seconds", f"{took:.1f}", "", ""
    yield "memory, MiB", f"{_memory() - before:.0f}", "", ""
    yield "candidates", str(met), "", ""


def _changed(sketched: bytes, number: int) -> bytes:
    """The sketch of a text as long as this one that shares no run with any other."""
    runs = array("I", sketched[1 + DIGEST :])
    changed = array("I", ((run * 2654435761 + number * 40503) % 2**32 for run in runs))
    return FORM + number.to_bytes(DIGEST, "big") + changed.tobytes()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", default="", metavar="DATA=FOLDER", help="holds data/")
    parser.add_argument("--only", default="size,copies,families,ecbplus", metavar="WHAT")
    parser.add_argument("--show", action="store_true", help="list the pairs of ECB+ that are called copies")
    asked = parser.parse_args(arguments)
    folder = Path(asked.data.removeprefix("DATA="))
    if not asked.data or not (folder / "data" / "ecbplus").is_dir():
        print(f"copies: skipped: no sets at {folder / 'data'}; run with DATA=FOLDER")
        return 0
    parts: dict[str, Callable[[Path], Iterator[Sequence[str]]]]
    parts = {"size": size, "copies": copies, "families": grouped, "ecbplus": partial(events, show=asked.show)}
    wanted = asked.only.split(",")
    if unknown := sorted(set(wanted) - parts.keys()):
        parser.error(f"--only {','.join(unknown)}: known are {', '.join(parts)}")
    for part in wanted:
        for cells in parts[part](folder):
            print(f"{cells[0]:<44}" + "".join(f"{cell:>12}" for cell in cells[1:]), flush=True)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
