"""What a screen shows of many claims at once, counted by the database: in which order they stand, on which days, at which places.

Every function takes one connection, so that what is shown together is of one moment.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from tacitus.format.pieces import Json
from tacitus.ledger.backend import Backend
from tacitus.ledger.find import lines_of
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import FROM, Conditions, Filter, conditions

_ORDER = "coalesce(reading.published_from, '9999'), reading.text, reading.seq, claim.number"
ROLES = ("agent", "target", "speaker")
Reads: TypeAlias = Connection
"""What a ledger gives those who read it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The ledger as it is: the number of its last record and how many erasures it holds. What was counted holds for one moment."""

    head: int
    erasures: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that claims could lie in, ISO, None an open end. `own` is false where they are the report's: the claim names none."""

    first: str | None
    last: str | None
    own: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A place of claims with one precision and one box; `row` is that of one of the claims, whose footprint they share."""

    place: str
    country: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    row: int
    claims: int


@dataclass(frozen=True, slots=True)
class Called:
    """A name of an actor in a role, with how many claims."""

    role: str
    name: str
    kind: str | None
    country: str | None
    claims: int


def moment(connection: Connection) -> Moment:
    """Which moment of the ledger the connection sees."""
    query = "SELECT (SELECT max(seq) FROM record), (SELECT count(*) FROM erasure)"
    found = connection.execute(text(query)).one()
    return Moment(found[0] or 0, found[1])


def rows(connection: Connection, backend: Backend, wanted: Filter) -> "array[int]":
    """The claims that are wanted, by their rows: with words the best first, else in the order of `claims`."""
    made = conditions(wanted, backend)
    order = f"{made.rank}, {_ORDER}" if made.rank else _ORDER
    return array("q", (row[0] for row in _run(connection, made, f"SELECT claim.row {made.sql} ORDER BY {order}")))


def lines(connection: Connection, wanted: Sequence[int]) -> list[Json]:
    """The claims of these rows as lines, in their order."""
    numbers: dict[int, set[int]] = {}
    for row in wanted:
        numbers.setdefault(row // STEP, set()).add(row % STEP)
    found = {(seq, line["number"]): line for seq, some in numbers.items() for line in lines_of(connection, seq, some)}
    return [found[row // STEP, row % STEP] for row in wanted if (row // STEP, row % STEP) in found]


def stretches(connection: Connection, backend: Backend, wanted: Filter) -> tuple[Stretch, ...]:
    """On which days the claims could lie, the first day first; a claim without a day of its own by its report's."""
    made = conditions(wanted, backend)
    own = "(claim.day_from IS NOT NULL OR claim.day_to IS NOT NULL)"
    first = f"CASE WHEN {own} THEN claim.day_from ELSE reading.published_from END"
    last = f"CASE WHEN {own} THEN claim.day_to ELSE reading.published_to END"
    query = f"SELECT {first} AS first, {last} AS last, {own} AS own, count(*) {made.sql} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    return tuple(Stretch(row[0], row[1], bool(row[2]), row[3]) for row in _run(connection, made, query))


def grounds(connection: Connection, backend: Backend, wanted: Filter) -> tuple[Ground, ...]:
    """At which places, the most told first."""
    made = conditions(wanted, backend)
    made.tables.append("LEFT JOIN claim_box ON claim_box.row = claim.row")
    made.add("claim.place IS NOT NULL")
    named = "claim.place, claim.country, claim.precision, claim.lat, claim.lon"
    query = (
        f"SELECT {named}, min(claim.row), count(*) AS number {made.sql}"
        f" GROUP BY {named}, claim_box.w, claim_box.e, claim_box.s, claim_box.n ORDER BY number DESC, claim.place, 6"
    )
    return tuple(Ground(*row) for row in _run(connection, made, query))


def words_of(connection: Connection, backend: Backend, column: str, most: int) -> tuple[tuple[str, int], ...]:
    """The words of a column of claim (type, standing, country) with how many claims, the most first."""
    made = conditions(Filter(), backend)
    made.add(f"claim.{column} IS NOT NULL")
    query = f"SELECT claim.{column}, count(*) AS number {made.sql} GROUP BY 1 ORDER BY number DESC, 1 LIMIT :most"
    return tuple((row[0], row[1]) for row in _run(connection, made, query, most=most))


def names_of(connection: Connection, backend: Backend, roles: Iterable[str], most: int) -> tuple[tuple[str, int], ...]:
    """The names of those in some roles (agent, target, speaker, place) with how many claims, the most first."""
    made = conditions(Filter(), backend)
    made.tables.append("JOIN claim_name ON claim_name.claim = claim.row")
    made.add(f"claim_name.alias = 0 AND claim_name.role IN ({_listed(roles)})")
    counted = "count(DISTINCT claim.row) AS number"
    query = f"SELECT claim_name.name, {counted} {made.sql} GROUP BY 1 ORDER BY number DESC, 1 LIMIT :most"
    return tuple((row[0], row[1]) for row in _run(connection, made, query, most=most))


def called(connection: Connection, backend: Backend, actor: str) -> tuple[Called, ...]:
    """Every name by which the reports call the actor of this id, in each role, the most told first."""
    made = conditions(Filter(), backend)
    made.tables.append("JOIN claim_name ON claim_name.claim = claim.row")
    made.add(f"claim_name.actor = :actor AND claim_name.role IN ({_listed(ROLES)})", actor=actor)
    named = "claim_name.role, claim_name.name, claim_name.kind, claim_name.country"
    query = (
        f"SELECT {named}, count(DISTINCT claim.row) AS number {made.sql}"
        f" GROUP BY {named}, claim_name.alias ORDER BY claim_name.alias, number DESC, claim_name.name"
    )
    return tuple(Called(*row) for row in _run(connection, made, query))


def rows_as(connection: Connection, backend: Backend, actor: str, role: str) -> "array[int]":
    """The claims in which the actor of this id has that role, in the order of `claims`."""
    made = conditions(Filter(), backend)
    made.add("claim.row IN (SELECT claim FROM claim_name WHERE actor = :actor AND role = :role)", actor=actor, role=role)
    return array("q", (row[0] for row in _run(connection, made, f"SELECT claim.row {made.sql} ORDER BY {_ORDER}")))


def opposite(
    connection: Connection, backend: Backend, actor: str, role: str, other: str, most: int
) -> tuple[tuple[str, str | None, int], ...]:
    """Who stands most often in another role of the claims in which the actor of this id has that one: name, id, claims."""
    made = conditions(Filter(), backend)
    made.tables.append("JOIN claim_name AS own ON own.claim = claim.row JOIN claim_name AS their ON their.claim = claim.row")
    made.add("own.actor = :actor AND own.role = :role", actor=actor, role=role)
    made.add("their.role = :other AND their.alias = 0", other=other)
    counted = "count(DISTINCT claim.row) AS number"
    query = f"SELECT their.name, their.actor, {counted} {made.sql} GROUP BY 1, 2 ORDER BY number DESC, 1, 2 LIMIT :most"
    return tuple((row[0], row[1], row[2]) for row in _run(connection, made, query, most=most))


def days_of(connection: Connection, wanted: Sequence[int]) -> tuple[Stretch, ...]:
    """As `stretches`, of these rows."""
    found: dict[tuple[str | None, str | None, bool], int] = {}
    for start in range(0, len(wanted), 500):
        some = ", ".join(str(int(row)) for row in wanted[start : start + 500])
        query = (
            f"SELECT claim.day_from, claim.day_to, reading.published_from, reading.published_to {FROM} WHERE claim.row IN ({some})"
        )
        for row in connection.execute(text(query)):
            own = bool(row[0] or row[1])
            key = (row[0], row[1], True) if own else (row[2], row[3], False)
            found[key] = found.get(key, 0) + 1
    ordered = sorted(found.items(), key=lambda item: (item[0][0] or "", item[0][1] or "", item[0][2]))
    return tuple(Stretch(*key, count) for key, count in ordered)


def _run(connection: Connection, made: Conditions, query: str, **values: Any) -> Any:
    return connection.execute(text(query), {**made.values, **values})


def _listed(words: Iterable[str]) -> str:
    """Words of our own as an SQL list."""
    return ", ".join(f"'{word}'" for word in words)
