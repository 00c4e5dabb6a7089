"""The lists of words.toml and kinds.toml, read once."""

from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows

PACKAGE = "tacitus.questions.where"


@dataclass(frozen=True, slots=True)
class Words:
    """A row of words.toml."""

    id: str
    means: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """A row of kinds.toml."""

    id: str
    precision: str
    kinds: tuple[str, ...]
    spot: bool = False


@cache
def _words() -> dict[str, frozenset[str]]:
    return {row.id: frozenset(row.words) for row in load_rows(Words, PACKAGE, "words.toml")}


@cache
def _kinds() -> tuple[Kinds, ...]:
    return load_rows(Kinds, PACKAGE, "kinds.toml")


def word_list(name: str) -> frozenset[str]:
    """A list of words by its id.

    >>> "near" in word_list("locative")
    True
    """
    return _words()[name]


@cache
def precision_of_kind(kind: str) -> str:
    """exact, area, district, province or country.

    >>> precision_of_kind("camp"), precision_of_kind("governorate")
    ('exact', 'province')
    """
    return next((row.precision for row in _kinds() if kind in row.kinds), "province")


@cache
def is_spot(kind: str) -> bool:
    """Whether a place of this kind is a spot: a town, a camp, a building.

    >>> is_spot("airbase"), is_spot("river")
    (True, False)
    """
    return any(row.spot and kind in row.kinds for row in _kinds())
