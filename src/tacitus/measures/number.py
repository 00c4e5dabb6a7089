"""Amounts compared and added up, and turned into figures under the published rules of conventions.toml.

An amount is an interval: "at least 28" is 28 and up, "20 to 30" what it says, an exact figure a point, a softened one ("some 85")
the figure give or take a tenth. Nothing is added twice: what is part of a number is not added to it.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from importlib import resources
from typing import Any

from tacitus.errors import TableError
from tacitus.model.answers import Amount, HowMany

NOTHING = Amount(0.0, None, None)
_FIELDS = frozenset({"id", "low", "best", "high", "words", "source", "yes"})


class Comparison(StrEnum):
    """How one amount stands to another."""

    AGREE = "agree"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAP = "overlap"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Policy:
    """A row of conventions.toml: a scheme's rule for figures."""

    id: str
    low: str
    best: str
    high: str
    words: tuple[tuple[str, float], ...]
    source: str
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The figures of a scheme, None where it has none; `policy` is the id of the rule, to be printed beside them."""

    low: float | None
    best: float | None
    high: float | None
    policy: str


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("tacitus.measures").joinpath("conventions.toml").read_text(encoding="utf8"))


@cache
def policies() -> Mapping[str, Policy]:
    """The schemes by id. Raises TableError for a row that lacks a field or has one too many."""
    found: dict[str, Policy] = {}
    for entry in _table()["row"]:
        if entry.keys() != _FIELDS:
            raise TableError(f"measures/conventions.toml: row {entry.get('id')}: the fields are {', '.join(sorted(_FIELDS))}")
        words = tuple((word, float(figure)) for word, figure in entry["words"].items())
        found[entry["id"]] = Policy(**{**entry, "words": words, "yes": tuple(entry["yes"])})
    return found


@cache
def softened_within() -> float:
    """The share by which a softened figure may miss."""
    return float(_table()["softened"][0]["within"])


def exact(amount: Amount) -> bool:
    """Whether the figure is told without any hedge."""
    return amount.best is not None and amount.low is None and amount.high is None and amount.hedge is None


def bounds(amount: Amount) -> tuple[float, float]:
    """The least and the most that an amount can be; 0 and infinity where nothing bounds it.

    >>> bounds(Amount(28, 28, None, "at least")), bounds(Amount(None, 20, 30, "to"))
    ((28, inf), (20, 30))
    """
    if amount.low is not None or amount.high is not None:
        low = 0.0 if amount.low is None else amount.low
        return low, math.inf if amount.high is None else amount.high
    if amount.best is None:
        return 0.0, math.inf
    slack = 0.0 if amount.hedge is None else amount.best * softened_within()
    return amount.best - slack, amount.best + slack


def compare(left: Amount, right: Amount) -> Comparison:
    """How the left amount stands to the right one: it agrees, is narrower or wider, overlaps, or conflicts."""
    if _vague(left) or _vague(right):
        return Comparison.UNKNOWN
    (low, high), (other_low, other_high) = bounds(left), bounds(right)
    if (low, high) == (other_low, other_high):
        return Comparison.AGREE
    if high < other_low or other_high < low:
        return Comparison.CONFLICT
    if other_low <= low and high <= other_high:
        return Comparison.NARROWER
    return Comparison.WIDER if low <= other_low and other_high <= high else Comparison.OVERLAP


def _vague(amount: Amount) -> bool:
    return amount.best is None and amount.low is None and amount.high is None


def add(left: Amount, right: Amount) -> Amount:
    """The sum: a bound is known where both have it, and the hedges of both are kept.

    >>> add(Amount(28, 28, None, "at least"), Amount(2, None, None))
    Amount(best=30, low=30, high=None, hedge='at least')
    """
    best = None if left.best is None or right.best is None else left.best + right.best
    if exact(left) and exact(right):
        return Amount(best, None, None)
    lows, highs = (_floor(left), _floor(right)), (_ceiling(left), _ceiling(right))
    low = None if lows[0] is None or lows[1] is None else lows[0] + lows[1]
    high = None if highs[0] is None or highs[1] is None else highs[0] + highs[1]
    words = {word for amount in (left, right) if amount.hedge for word in amount.hedge.split(" and ")}
    return Amount(best, low, high, " and ".join(sorted(words)) or None)


def _floor(amount: Amount) -> float | None:
    return amount.best if exact(amount) else amount.low


def _ceiling(amount: Amount) -> float | None:
    return amount.best if exact(amount) else amount.high


def total(counts: Mapping[int, HowMany], chosen: Iterable[int]) -> Amount:
    """The sum of the chosen counts; one that is part of another chosen one, at any remove, is not added again.

    `counts` are all counts of the report by their indices.
    """
    taken = frozenset(chosen)
    wholes = [counts[index] for index in sorted(taken) if not _inside(index, taken, counts)]
    return reduce(add, (count.amount for count in wholes), NOTHING)


def _inside(index: int, taken: frozenset[int], counts: Mapping[int, HowMany]) -> bool:
    """Whether a count is part of one that is taken."""
    above, seen = counts[index].part_of, {index}
    while above is not None and above not in seen:
        if above in taken:
            return True
        seen.add(above)
        above = counts[above].part_of if above in counts else None
    return False


def holds(whole: Amount | None, parts: Sequence[Amount]) -> bool | None:
    """Whether the parts add up to the whole; None where a figure is missing or hedges leave it open."""
    if whole is None or not parts or whole.best is None or any(part.best is None for part in parts):
        return None
    summed = reduce(add, parts)
    if summed.best == whole.best:
        return True
    return False if compare(summed, whole) is Comparison.CONFLICT else None


def low_best_high(amounts: Iterable[Amount], policy: str) -> Estimate:
    """The figures that a scheme would put for one thing that several reports count. Raises KeyError for an unknown scheme."""
    rule = policies()[policy]
    words = dict(rule.words)
    told = [amount for amount in amounts if not _vague(amount) or (amount.hedge or "") in words]
    least = [figure for amount in told if (figure := _least(amount, words)) is not None]
    most = [figure for amount in told if (figure := _most(amount, words)) is not None]
    figures = {
        "least": min(least, default=None),
        "most": max(most, default=None),
        "most-told": _most_told([amount.best if amount.best is not None else _least(amount, words) for amount in told]),
        "none": None,
    }
    return Estimate(figures[rule.low], figures[rule.best], figures[rule.high], rule.id)


def _least(amount: Amount, words: Mapping[str, float]) -> float | None:
    """The lowest figure that an amount names; that of its word where it names none."""
    named = [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]
    return min(named) if named else words.get(amount.hedge or "")


def _most(amount: Amount, words: Mapping[str, float]) -> float | None:
    named = [figure for figure in (amount.low, amount.best, amount.high) if figure is not None]
    return max(named) if named else words.get(amount.hedge or "")


def _most_told(figures: Sequence[float | None]) -> float | None:
    """The figure told most often, the least of those told equally often."""
    told = Counter(figure for figure in figures if figure is not None)
    return min(told, key=lambda figure: (-told[figure], figure)) if told else None
