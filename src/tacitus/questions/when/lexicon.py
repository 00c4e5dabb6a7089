"""The words of the calendar (words.toml) and the shapes of its numbers, as classes for patterns and as meanings."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Token
from tacitus.rules.pattern import Classes, Shape, Test
from tacitus.rules.table import load_rows

_PACKAGE = "tacitus.questions.when"
Meaning = int | str


@dataclass(frozen=True, slots=True)
class Group:
    """A class of words: what field of a time they fill, and what each of them means there."""

    id: str
    field: str
    words: dict[str, tuple[str, ...]]
    capital: bool = False


@cache
def groups() -> tuple[Group, ...]:
    return load_rows(Group, _PACKAGE, "words.toml", "group")


@cache
def meanings() -> dict[tuple[str, str], Meaning]:
    """What a word means in a field: (field, norm) to a number or a code."""
    return {(group.field, word): _value(key) for group in groups() for key, words in group.words.items() for word in words}


@cache
def capitals() -> frozenset[str]:
    """The words that are times only with a capital letter."""
    return frozenset(word for group in groups() if group.capital for words in group.words.values() for word in words)


def _value(key: str) -> Meaning:
    return int(key) if key.lstrip("-").isdigit() else key


_SHAPES = {
    "DIGITS": r"\d+(?:,\d{3})*(?:\.\d+)?",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "YEAR": r"1\d{3}|20\d\d|21\d\d",
    "SHORT_YEAR": r"\d{2}",
    "MONTH_NUMBER": r"0[1-9]|1[0-2]",
    "HOUR": r"1[0-2]|0?[1-9]",
    "TIME": r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?",
    "DOTTED_TIME": r"(?:[01]?\d|2[0-4])\.[0-5]\d",
    "MILITARY": r"(?:[01]\d|2[0-4])[0-5]\d",
    "MORNING_MILITARY": r"0\d[0-5]\d",
    "DECADE": r"1\d\d0s|20\d0s",
    "DECADE_YEAR": r"1\d\d0|20\d0",
    "MID_YEAR": r"mid-(?:1\d{3}|20\d\d)",
    "MID_DECADE": r"mid-(?:1\d\d|20\d)0s",
    "CENTURY": r"\d{1,2}(?:st|nd|rd|th)",
    "SLASHED": r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d{2})",
    "FISCAL": r"fy-?(?:20)?\d\d",
    "QUARTER_CODE": r"q[1-4]",
    "HALF_CODE": r"h[12]",
}


def _written(pattern: str) -> Callable[[str], bool]:
    """A test of a token's whole norm."""
    known = re.compile(pattern)
    return lambda norm: known.fullmatch(norm) is not None


def _capitalised(token: Token) -> bool:
    return token.text[0].isupper()


@cache
def classes() -> Classes:
    """What the upper-case names in the patterns stand for."""
    named: dict[str, frozenset[str] | Test] = {
        group.id: frozenset(word for words in group.words.values() for word in words) for group in groups()
    }
    return {**named, **{name: Shape(_written(pattern)) for name, pattern in _SHAPES.items()}, "CAPITAL": _capitalised}


def numeral(words: tuple[str, ...]) -> float | None:
    """A counted number in words or digits; None where it is vague ("several").

    >>> numeral(("twenty", "-", "four")), numeral(("one", "and", "a", "half")), numeral(("a", "few"))
    (24.0, 1.5, None)
    """
    total, half = 0.0, False
    for word in words:
        if meanings().get(("count", word)) == "X":
            return None
        half |= word == "half"
        value = _figure(word)
        if word in ("or", "to") and total:
            break
        total = total * value if value >= 100 and total and not word[0].isdigit() else total + value
    return (total + 0.5) if half else (total or 1.0)


def _figure(word: str) -> float:
    if word == "1/2":
        return 0.5
    if word[0].isdigit():
        return float(word.replace(",", ""))
    value = meanings().get(("count", word), 0)
    return float(value) if isinstance(value, int) else 0.0
