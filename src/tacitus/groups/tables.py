"""The rows of bodies.toml, by what is asked of them."""

from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows

PACKAGE = "tacitus.groups"


@dataclass(frozen=True, slots=True)
class Noun:
    """Nouns of one level: whole, unit, people or piece."""

    id: str
    level: str
    nouns: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a kind of claim (its id) says of a body: in which role it stands, its state, and whether it stays or moves."""

    id: str
    role: str
    state: str
    stance: str
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Words for one way of moving."""

    id: str
    way: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compass:
    """Words for one compass point (its id)."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]


@cache
def _levels() -> dict[str, str]:
    return {noun: row.level for row in load_rows(Noun, PACKAGE, "bodies.toml") for noun in row.nouns}


def level_of(lemma: str) -> str | None:
    """whole, unit, people, piece, or None for a noun of no body."""
    return _levels().get(lemma)


@cache
def stances() -> dict[str, Stance]:
    return {row.id: row for row in load_rows(Stance, PACKAGE, "bodies.toml", "state")}


@cache
def way_words(way: str) -> frozenset[str]:
    return frozenset(word for row in load_rows(Way, PACKAGE, "bodies.toml", "way") if row.way == way for word in row.words)


@cache
def compass_points() -> dict[str, str]:
    return {word: row.id for row in load_rows(Compass, PACKAGE, "bodies.toml", "compass") for word in row.words}
