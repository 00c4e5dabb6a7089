"""Which claims are wanted: a filter, and the SQL that it is."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tacitus.ledger.backend import Backend
from tacitus.ledger.schema import STEP
from tacitus.measures.geometry import bounds, circle
from tacitus.measures.letters import unmarked
from tacitus.model.answers import Point

ROLES = ("agent", "target")
_NEWEST = """NOT EXISTS (SELECT 1 FROM reading AS newer WHERE newer.identity = reading.identity AND newer.seq > reading.seq)"""
FROM = "FROM claim JOIN reading ON reading.seq = claim.seq"


class Shown(StrEnum):
    """How claims are shown: as people reviewed them, the rejected left out; all of these; or as they were read."""

    REVIEWED = "reviewed"
    ALL = "all"
    AS_READ = "as-read"


@dataclass(frozen=True, slots=True)
class Beside:
    """Claims that people changed, by their rows: `out` are not judged by their rows, of which `taken` are wanted all the same."""

    out: tuple[int, ...]
    taken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a claim must be; None asks nothing.

    `since` and `until` are the days within which it could have happened; `box` is west, south, east, north in degrees; `near`
    latitude, longitude and kilometres. Names of places, actors and speakers are compared without regard to case and marks and
    match from their beginning. `grade` is that of the incident that a claim is in. `every` also takes the readings of older builds.
    """

    words: str | None = None
    place: str | None = None
    country: str | None = None
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    since: date | None = None
    until: date | None = None
    actor: str | None = None
    type: str | None = None
    speaker: str | None = None
    standing: str | None = None
    document: str | None = None
    grade: str | None = None
    every: bool = False
    shown: Shown = Shown.REVIEWED
    beside: Beside | None = None


_NOT_OF_ROWS = ("words", "every", "shown", "beside")


def is_plain(wanted: Filter) -> bool:
    """Whether a filter asks nothing of the claim itself, but for its words."""
    return all(getattr(wanted, name) is None for name in Filter.__slots__ if name not in _NOT_OF_ROWS)


@dataclass(slots=True)
class Conditions:
    """The SQL of a filter: `tables` beside claim and reading, what must hold, by what to rank, and the parameters; `hits` are the
    rows and ranks of what the words match, where nothing else is asked of a claim."""

    tables: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    rank: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    hits: str | None = None

    @property
    def sql(self) -> str:
        return " ".join([FROM, *self.tables, "WHERE", " AND ".join(self.parts or ["1 = 1"])])

    @property
    def found(self) -> str:
        """The SQL of a table `found` of all that is wanted: place (the claim's row), rank, day and text."""
        first, rank, source = "WITH", self.rank or "0", self.sql
        if self.hits:
            held = " AND ".join(self.parts[1:] or ["1 = 1"])
            first, rank = f"WITH hit AS MATERIALIZED ({self.hits}),", "claim.rank"
            source = f"FROM hit AS claim JOIN reading ON reading.seq = claim.row / {STEP} WHERE {held}"
        order = "coalesce(reading.published_from, '9999') AS day, reading.text AS text"
        return f"{first} found AS MATERIALIZED (SELECT claim.row AS place, {rank} AS rank, {order} {source})"

    def add(self, part: str, **values: Any) -> None:
        self.parts.append(part)
        self.values |= values


def conditions(wanted: Filter, backend: Backend) -> Conditions:
    """The SQL of a filter. Raises InputError for words without a word."""
    made = Conditions()
    if wanted.words is not None:
        _words(made, wanted.words, backend, is_plain(wanted))
    if not wanted.every:
        made.add(_NEWEST)
    if wanted.grade:
        graded = "SELECT id FROM incident WHERE grade = :grade"
        made.add(f"claim.id IN (SELECT claim FROM incident_claim WHERE incident IN ({graded}))", grade=wanted.grade)
    own = Conditions()
    _days(own, wanted)
    _equal(own, wanted)
    _names(own, wanted)
    box = wanted.box or (around(*wanted.near) if wanted.near else None)
    if box:
        inside, values = backend.within(*box)
        own.add(inside, **values)
    made.parts += _set_beside(own.parts, wanted.beside) if wanted.beside else own.parts
    made.values |= own.values
    return made


def around(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """West, south, east, north of a circle."""
    south, west, north, east = bounds(circle(Point(lat, lon), km))
    return west, south, east, north


def _set_beside(parts: list[str], beside: Beside) -> list[str]:
    """What must hold of rows, but not of those that people changed."""
    out, taken = (", ".join(str(row) for row in rows) for rows in (beside.out, beside.taken))
    held = " AND ".join([*parts, f"claim.row NOT IN ({out})"])
    return [f"(({held}) OR claim.row IN ({taken}))" if taken else f"({held})"]


def _words(made: Conditions, words: str, backend: Backend, alone: bool) -> None:
    matched, rank, values = backend.words(words, "claim_words")
    table, row = ("claim_fts", "claim_fts.rowid") if backend.dialect == "sqlite" else ("claim_words", "claim_words.row")
    made.tables.append(f"JOIN {table} ON {row} = claim.row")
    made.add(matched, **values)
    made.rank = rank
    if alone:
        made.hits = f"SELECT {row} AS row, {rank} AS rank FROM {table} WHERE {matched}"


def _days(made: Conditions, wanted: Filter) -> None:
    """A claim without a day of its own is taken by the day of its report."""
    if wanted.since:
        made.add("coalesce(claim.day_to, claim.day_from, reading.published_to) >= :since", since=wanted.since.isoformat())
    if wanted.until:
        made.add("coalesce(claim.day_from, claim.day_to, reading.published_from) <= :until", until=wanted.until.isoformat())


def _equal(made: Conditions, wanted: Filter) -> None:
    if wanted.country:
        made.add("claim.country = :country", country=wanted.country.upper())
    if wanted.standing:
        made.add("claim.standing = :standing", standing=wanted.standing)
    if wanted.document:
        made.add("reading.text IN (SELECT id FROM text WHERE document = :document OR id = :document)", document=wanted.document)
    if wanted.type:
        made.add(
            "(claim.type = :type OR claim.plover = :type OR claim.plover LIKE :mode OR claim.acled LIKE :acled)",
            type=wanted.type,
            mode=f"{wanted.type}-%",
            acled=f"{wanted.type}%",
        )


def _names(made: Conditions, wanted: Filter) -> None:
    for value, roles in ((wanted.place, ("place",)), (wanted.actor, ROLES), (wanted.speaker, ("speaker",))):
        if value is not None:
            key = roles[0]
            listed = ", ".join(f"'{role}'" for role in roles)
            folded = unmarked(value)
            made.add(
                f"claim.row IN (SELECT claim FROM claim_name WHERE role IN ({listed}) AND folded >= :{key} AND folded < :{key}_end"
                f" UNION SELECT claim FROM claim_name WHERE role IN ({listed}) AND actor = :{key}_id)",
                **{key: folded, f"{key}_end": folded + "\U0010ffff", f"{key}_id": value},
            )
