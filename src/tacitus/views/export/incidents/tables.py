"""The crosswalk tables of exports of incidents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from tacitus.model.entry import Named
from tacitus.rules.table import load_rows

_PACKAGE = "tacitus.views.export.incidents"
UcdpRole = Literal["government", "organised", "civilians", "unclear"]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of actors.toml."""

    id: str
    kinds: tuple[str, ...]
    inter: int
    abroad: int
    ucdp: UcdpRole
    words: str
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of deeds.toml, `[[event]]`."""

    id: str
    subs: tuple[str, ...]
    disorder: str
    but: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindsRow:
    """A row of deeds.toml, `[[mutual]]`, `[[armed]]` or `[[taken]]`."""

    id: str
    kinds: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    becomes: str = ""
    state: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.toml."""

    id: str
    iso: int
    name: str
    acled: str
    ucdp: str | None = None
    gw: int | None = None
    called: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a format, from its own table: `empty` says why a cell of it can be, or always is, without a value."""

    id: str
    type: str
    meaning: str
    vocabulary: str = ""
    empty: str = ""
    tag: str = ""
    table: str = ""

    @property
    def name(self) -> str:
        """The name in the file."""
        return self.id.rpartition(".")[2]


@cache
def actor_rows() -> tuple[ActorRow, ...]:
    return load_rows(ActorRow, _PACKAGE, "actors.toml")


@cache
def _by_kind() -> Mapping[str, ActorRow]:
    return {kind: row for row in actor_rows() for kind in row.kinds}


def actor_row(named: Named) -> ActorRow | None:
    """The row of an actor's kind; None for a kind that no row has."""
    return _by_kind().get(named.kind) if named.kind else None


def inter(named: Named, country: str | None) -> int | None:
    """ACLED's number of an actor in a country; None where it is the coder's to decide.

    >>> inter(Named("Armed Forces of Chad", kind="state military", country="TD"), "SD")
    8
    """
    row = actor_row(named)
    if row is None or (row.inter != row.abroad and (named.country is None or country is None)):
        return None
    return (row.inter if named.country == country or row.inter == row.abroad else row.abroad) or None


@cache
def events() -> Mapping[str, EventRow]:
    return {row.id: row for row in load_rows(EventRow, _PACKAGE, "deeds.toml", "event")}


@cache
def deeds(of: str) -> tuple[KindsRow, ...]:
    """The rows of `mutual`, `armed` or `taken`."""
    return load_rows(KindsRow, _PACKAGE, "deeds.toml", of)


def deed_row(of: str, kind: str) -> KindsRow | None:
    return next((row for row in deeds(of) if kind in row.kinds), None)


@cache
def countries() -> Mapping[str, Country]:
    return {row.id: row for row in load_rows(Country, _PACKAGE, "countries.toml")}


@cache
def columns(form: str, table: str = "") -> tuple[Column, ...]:
    """The columns of a format in their order; of one of its tables, where it has several."""
    return tuple(column for column in load_rows(Column, _PACKAGE, f"{form}.toml", "column") if column.table == table)
