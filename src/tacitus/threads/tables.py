"""The rows of this room's tables, by what is asked of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows

PACKAGE = "tacitus.threads"
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")


@dataclass(frozen=True, slots=True)
class Noun:
    """A class of nouns for one kind of body; `of` are the units that a whole may be made of."""

    id: str
    level: str
    words: tuple[str, ...]
    of: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freight:
    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a kind of claim (its id) says of a body that stands in it in that role."""

    id: str
    role: str
    state: str
    stance: str
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    id: str
    way: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """Small words of one use."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of the policy."""

    id: str
    says: str
    weight: float
    yes: tuple[str, ...]
    own: bool = False
    never: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """From which sum on two members are one, and up to which they are two."""

    id: str
    same: float
    different: float


@dataclass(frozen=True, slots=True)
class Use:
    """Words in the names of those who say things."""

    id: str
    use: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """Words for an agreement."""

    id: str
    kind: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a claim says that an agreement stands."""

    id: str
    status: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    standing: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """Which claims tell of what a term is about being done."""

    id: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    done: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters.

    >>> words_of("The U.S.-led convoy's 17 buses")
    ['the', 'u', 's', 'led', "convoy's", '17', 'buses']
    """
    return _WORD.findall(text.casefold().replace("’", "'"))


def holds_words(words: list[str], phrase: str) -> bool:
    """Whether the words of a phrase stand in a row among some words."""
    return place_of(words, phrase) is not None


def place_of(words: list[str], phrase: str) -> int | None:
    """Where the words of a phrase begin among some words; None where they do not stand in a row there."""
    wanted = words_of(phrase)
    starts = (at for at in range(len(words) - len(wanted) + 1) if words[at : at + len(wanted)] == wanted)
    return next(starts, None)


def plurals(word: str) -> tuple[str, ...]:
    """A noun and what its plural may be."""
    return (word, f"{word}s", f"{word}es", *((f"{word[:-1]}ies",) if word.endswith("y") else ()))


@cache
def nouns() -> dict[str, Noun]:
    """The rows of nouns by their ids."""
    return {row.id: row for row in load_rows(Noun, PACKAGE, "bodies.toml", "noun")}


@cache
def _noun_forms() -> dict[str, str]:
    return {form: row.id for row in nouns().values() for word in row.words for form in plurals(word)}


def nouns_in(texts: Iterable[str]) -> frozenset[str]:
    """The ids of the classes of body nouns in some names."""
    return frozenset(_noun_forms()[word] for text in texts for word in words_of(text) if word in _noun_forms())


def is_noun(word: str) -> bool:
    return word in _noun_forms()


@cache
def _freights() -> dict[str, str]:
    return {word: row.id for row in load_rows(Freight, PACKAGE, "bodies.toml", "freight") for word in row.words}


def freight_in(texts: Iterable[str]) -> frozenset[str]:
    """What bodies of these names carry or are for."""
    return frozenset(_freights()[word] for text in texts for word in words_of(text) if word in _freights())


@cache
def stances() -> dict[str, Stance]:
    return {row.id: row for row in load_rows(Stance, PACKAGE, "bodies.toml", "state")}


@cache
def ways() -> tuple[Way, ...]:
    return load_rows(Way, PACKAGE, "bodies.toml", "way")


@cache
def small(use: str) -> frozenset[str]:
    """The small words of one use."""
    return frozenset(word for row in load_rows(Small, PACKAGE, "bodies.toml", "small") if row.id == use for word in row.words)


@cache
def policy(which: str) -> dict[str, Feature]:
    """The features of "body" or "pact" by their ids."""
    return {row.id: row for row in load_rows(Feature, PACKAGE, "policy.toml", which)}


@cache
def mark(which: str) -> Mark:
    return next(row for row in load_rows(Mark, PACKAGE, "policy.toml", "mark") if row.id == which)


@cache
def uses(use: str) -> frozenset[str]:
    """The words of names for one use: document or office."""
    return frozenset(word for row in load_rows(Use, PACKAGE, "voices.toml") if row.use == use for word in row.words)


@cache
def called() -> tuple[Called, ...]:
    return load_rows(Called, PACKAGE, "pacts.toml", "noun")


@cache
def _called_words() -> tuple[tuple[str, str], ...]:
    return tuple((form, row.kind) for row in called() for word in row.words for form in plurals(word))


def kinds_called(text: str) -> frozenset[str]:
    """The kinds of agreement that a text calls by a noun."""
    words = words_of(text)
    return frozenset(kind for form, kind in _called_words() if holds_words(words, form))


@cache
def stands() -> tuple[Stand, ...]:
    return load_rows(Stand, PACKAGE, "pacts.toml", "status")


@cache
def doings() -> tuple[Doing, ...]:
    return load_rows(Doing, PACKAGE, "pacts.toml", "deed")
