"""The tables of this room as frozen rows, read once."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tacitus.rules.table import load_rows

PACKAGE = "tacitus.incidents.agreed"
Words = tuple[str, ...]
Says = Literal["yes", "no", "maybe"]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A class of actors, or a kind that covers classes; see the head of kinds.toml."""

    id: str
    yes: Words
    kinds: Words = ()
    covers: Words = ()
    no: Words = ()


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Kinds of speakers, or of speech; see the head of voices.toml."""

    id: str
    words: str
    yes: Words
    kinds: Words = ()
    says: Says = "maybe"
    no: Words = ()


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A rule of a grading scheme; see the head of grades.toml."""

    id: str
    grade: str
    when: Words
    words: str
    yes: Words
    no: Words = ()


@cache
def class_of(kind: str | None) -> str | None:
    """The class of a kind of actor, or None."""
    return next((row.id for row in load_rows(KindRow, PACKAGE, "kinds.toml", "class") if kind in row.kinds), None)


@cache
def covers(wide: str | None, kind: str | None) -> bool:
    """Whether what is told as the wide kind can turn out to be of the other kind."""
    row = next((row for row in load_rows(KindRow, PACKAGE, "kinds.toml", "wide") if row.id == wide), None)
    return row is not None and class_of(kind) in row.covers


@cache
def speaks_as(section: str, kind: str | None) -> str | None:
    """The words of the row of a section (party, state, nobody) that lists a kind of speaker; None where no row does."""
    return next((row.words for row in load_rows(VoiceRow, PACKAGE, "voices.toml", section) if kind in row.kinds), None)


@cache
def speech(kind: str) -> VoiceRow | None:
    """The row of a kind of claim that says something of another happening."""
    rows = load_rows(VoiceRow, PACKAGE, "voices.toml", "speech")
    return next((row for row in rows if kind == row.id or kind in row.kinds), None)


def grade_rows() -> tuple[GradeRow, ...]:
    return load_rows(GradeRow, PACKAGE, "grades.toml")


def scheme() -> str:
    """The scheme whose grades grades.toml suggests."""
    return "airwars"
