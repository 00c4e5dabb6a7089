"""What is counted: the noun after a number, its kind, and who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tacitus.model.answers import Counted
from tacitus.model.reading import Token
from tacitus.questions.how_many.grammar import PACKAGE
from tacitus.rules.table import load_rows

PEOPLE = frozenset({"fighters", "civilians", "people"})
_LONGEST = 4
_PERSONS = ("ist", "sman", "woman", "eer", "ician")  # endings of nouns for people: a noun that the table lacks is still a person


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of units.toml. `kind` is "measure" where nothing is counted."""

    id: str
    kind: str
    nouns: tuple[str, ...]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    outcome: str | None = None
    status: str | None = None
    sex: str | None = None
    age: str | None = None


@dataclass(frozen=True, slots=True)
class Modifier:
    """A row of units.toml: a word before the noun, and what it says of the counted."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    kind: str | None = None
    status: str | None = None
    sex: str | None = None
    age: str | None = None


@cache
def _nouns() -> dict[str, Unit]:
    return {noun: row for row in load_rows(Unit, PACKAGE, "units.toml") for noun in row.nouns}


@cache
def _lasts() -> frozenset[str]:
    """The words that nouns of the table end with."""
    return frozenset(noun.rpartition(" ")[2] for noun in _nouns())


@cache
def _modifiers() -> dict[str, Modifier]:
    return {word: row for row in load_rows(Modifier, PACKAGE, "units.toml", "modifier") for word in row.words}


def unit_of(tokens: Iterable[Token]) -> tuple[Unit, int] | None:
    """The row of the noun that ends some tokens, and how many of them it takes; the longest noun wins."""
    words = [token for token in tokens if token.norm != "-"]
    forms = [form for form in _forms(words[-1]) if form in _lasts()] if words else []
    for many in range(min(_LONGEST, len(words)) if forms else 0, 0, -1):
        tail = words[-many:]
        before = [_singular(token) for token in tail[:-1]]
        for last in forms:
            row = _nouns().get(" ".join([*before, last]))
            if row:
                return row, many
    person = bool(words) and words[-1].upos == "NOUN" and words[-1].lemma.endswith(_PERSONS)
    return (_nouns()["person"], 1) if person else None


def _singular(token: Token) -> str:
    return token.lemma if token.upos == "NOUN" else token.norm


def _forms(token: Token) -> tuple[str, ...]:
    """The forms under which a noun may stand in the table: as written, its lemma, and without a plural ending."""
    norm = token.norm
    forms = [norm, token.lemma] if token.upos != "NOUN" else [token.lemma, norm]
    if norm.endswith("ies"):
        forms.append(norm[:-3] + "y")
    if norm.endswith("men"):
        forms.append(norm[:-3] + "man")
    if norm.endswith("es"):
        forms.append(norm[:-2])
    if norm.endswith("s"):
        forms.append(norm[:-1])
    return tuple(dict.fromkeys(forms))


def describes(token: Token) -> bool:
    """Whether a word before the noun says who they are (armed, female), so that it is no name."""
    return token.norm in _modifiers()


def described(unit: Unit | None, before: tuple[Token, ...], side: str | None) -> tuple[str | None, Counted]:
    """The kind that the words before the noun give (None where they leave the noun's own), and who they are.

    A modifier decides the kind only of nouns that leave it open (three armed men); it never overrules what the noun says.
    """
    rows = [row for token in before if (row := _modifiers().get(token.norm))]
    open_kind = unit is not None and unit.kind == "people" and unit.outcome is None
    kind = next((row.kind for row in rows if row.kind), None) if open_kind else None
    if unit is None or unit.kind not in PEOPLE:
        return None, Counted(side)
    status = unit.status or next((row.status for row in rows if row.status and row.kind == kind), None)
    sex = unit.sex or next((row.sex for row in rows if row.sex), None)
    age = unit.age or next((row.age for row in rows if row.age), None)
    return kind, Counted(side, status, sex, age)
