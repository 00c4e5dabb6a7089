"""Numbers of human targets in MUC-4 (1992): how many were killed, hurt, kidnapped or attacked.

    bench/muc4.py SET.jsonl[.gz] READINGS.jsonl [--show]

The key: every human target whose number slot holds a figure of two or more. "~100" is 100, "23 -" (at least) 23, "- 15" (at
most) 15, "5/6" either. The same target in several templates of one report (a figure and a description in common) is one. What
the key calls optional is neither asked for nor held against the reader.

Ours: every figure of two or more that counts people and either says what became of them (killed, injured, captured, missing)
or stands in a target of a claim of assault. The same figure with the same outcome, or with none, is one figure a report.

The two match when a figure of ours (best, else low, else high) is exactly one of the key's, and either the outcome is the
key's effect (killed: DEATH; injured: INJURY; captured: KIDNAPPING) or the noun counted is a word of the target's description.

Recall is over all reports. Precision is over reports that have a template: the key leaves out battles, and whole reports
without an act of terror; a second line gives it over all. It is a lower bound: figures of older acts in the same report,
and of soldiers killed in battle, are right and not in the key.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEOPLE = {"people", "civilians", "fighters"}
EFFECTS = {"killed": "DEATH", "injured": "INJURY", "captured": "KIDNAPPING", "missing": "KIDNAPPING"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = {"the", "and", "for", "from", "who", "was", "were", "that", "with", "his", "her", "their"}


@dataclass(frozen=True, slots=True)
class Target:
    """A human target of the key with its figure."""

    numbers: frozenset[int]
    words: frozenset[str]
    effects: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of ours: people to whom something was done."""

    number: int
    words: frozenset[str]
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """`hit` of `gold` targets and of `read` figures."""

    hit: int = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.hit + other.hit, self.gold + other.gold, self.read + other.read)

    def line(self, name: str) -> str:
        """As the other scorers print it."""
        precision, recall = self.hit / (self.read or 1), self.hit / (self.gold or 1)
        both = 2 * precision * recall / (precision + recall) if self.hit else 0.0
        counts = f"({self.hit} of {self.gold}, {self.read} predicted)"
        return f"{name:<26} P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}   {counts}"


def figures(value: str | None) -> frozenset[int]:
    """The figures of two or more that a number slot allows.

    >>> sorted(figures("5/6")), sorted(figures("~1000")), sorted(figures("23 -")), sorted(figures("1")), sorted(figures("PLURAL"))
    ([5, 6], [1000], [23], [], [])
    """
    return frozenset(number for number in map(int, re.findall(r"\d+", (value or "").replace(",", ""))) if number > 1)


def words(*texts: str | None) -> frozenset[str]:
    """The words of three letters and more, folded, a plural's s taken off, without the small words."""
    found = {word.casefold() for text in texts for word in _WORD.findall(text or "")}
    return frozenset(word.removesuffix("s") for word in found - _SMALL)


def targets(record: dict[str, Any]) -> tuple[Target, ...]:
    """The human targets with a figure, each once a report."""
    found: list[Target] = []
    for template in record["templates"]:
        for answer in _targets(template):
            same = next((other for other in found if answer.numbers & other.numbers and answer.words & other.words), None)
            if same:
                found.remove(same)
                answer = Target(
                    same.numbers | answer.numbers,
                    same.words | answer.words,
                    same.effects | answer.effects,
                    same.optional and answer.optional,
                )
            found.append(answer)
    return tuple(found)


def _targets(template: dict[str, Any]) -> Iterator[Target]:
    kidnapped = {"KIDNAPPING"} & {str(entry["value"]) for entry in _entries(template, "type")}
    for answer in template.get("hum_tgt_number") or ():
        numbers = frozenset().union(*(figures(entry["value"]) for entry in answer))
        if not numbers:
            continue
        names = {name for entry in answer for name in entry["strings"]}
        described = [entry for entry in _entries(template, "hum_tgt_effect") if names & set(entry["strings"])]
        effects = frozenset(str(entry["value"]) for entry in described if entry["value"]) | kidnapped
        optional = bool(template["optional"]) or any(entry["optional"] for entry in answer)
        yield Target(numbers, words(*names), effects, optional)


def _entries(template: dict[str, Any], slot: str) -> list[dict[str, Any]]:
    return [entry for answer in template.get(slot) or () for entry in answer]


def counted(reading: dict[str, Any]) -> tuple[Counted, ...]:
    """The figures of people to whom something was done, each once a report."""
    attacked = [
        target
        for claim in reading.get("claims", [])
        if str((claim.get("codes") or {}).get("plover") or "").startswith("ASSAULT")
        for target in claim.get("targets") or ()
    ]
    found: list[Counted] = []
    for count in reading.get("counts", []):
        number = next((int(count[key]) for key in ("best", "low", "high") if count.get(key) is not None), 0)
        if number < 2 or count.get("kind") not in PEOPLE or not (count.get("outcome") in EFFECTS or _within(count, attacked)):
            continue
        _once(found, Counted(number, words(count.get("text"), count.get("unit")), count.get("outcome")))
    return tuple(found)


def _within(count: dict[str, Any], spans: list[dict[str, Any]]) -> bool:
    return any(count["start"] < span["end"] and span["start"] < count["end"] for span in spans)


def _once(found: list[Counted], new: Counted) -> None:
    """Add a figure; one that was told before gains its words and its outcome."""
    for place, old in enumerate(found):
        if old.number == new.number and (old.outcome == new.outcome or None in (old.outcome, new.outcome)):
            found[place] = Counted(old.number, old.words | new.words, old.outcome or new.outcome)
            return
    found.append(new)


def fits(target: Target, count: Counted) -> bool:
    """The same figure of the same people."""
    harmed = count.outcome is not None and EFFECTS.get(count.outcome) in target.effects
    return count.number in target.numbers and (harmed or bool(target.words & count.words))


def matched(wanted: tuple[Target, ...], read: tuple[Counted, ...]) -> tuple[Tally, list[Target], list[Counted]]:
    """The tally of one report, the targets missed and the figures in excess. Greedy, one to one, in the order of the text."""
    left, missed, hit, optional = list(read), [], 0, 0
    for target in sorted(wanted, key=lambda one: one.optional):
        found = next((count for count in left if fits(target, count)), None)
        if found:
            left.remove(found)
        elif not target.optional:
            missed.append(target)
        hit += bool(found) and not target.optional
        optional += bool(found) and target.optional
    return Tally(hit, hit + len(missed), len(read) - optional), missed, left


def score(records: list[dict[str, Any]], readings: list[dict[str, Any]], show: bool = False) -> str:
    """The lines of the report."""
    read = {str((reading.get("document") or {}).get("key")): reading for reading in readings}
    relevant, every, shown = Tally(), Tally(), []
    for record in records:
        tally, missed, excess = matched(targets(record), counted(read.get(record["id"], {})))
        every += tally
        relevant += tally if record["templates"] else Tally()
        shown += [f"  {record['id']} missed: {sorted(one.numbers)} {sorted(one.words)} {sorted(one.effects)}" for one in missed]
        if record["templates"]:
            shown += [f"  {record['id']} not in the key: {one.number} {sorted(one.words)} {one.outcome}" for one in excess]
    lines = [relevant.line("human targets, number"), every.line("  in all reports")]
    return "\n".join([*(shown if show else []), *lines]) + "\n"


def load(path: Path) -> list[dict[str, Any]]:
    """JSON lines, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


if __name__ == "__main__":
    given = [Path(part) for part in sys.argv[1:] if not part.startswith("-")]
    print(score(load(given[0]), load(given[1]), "--show" in sys.argv), end="")
