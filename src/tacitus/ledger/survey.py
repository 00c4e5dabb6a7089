"""What a screen shows of many claims at once, counted by the database: in which order they stand, on which days, at which places.

Every function takes one connection, so that what is shown together is of one moment. Claims count as people reviewed them: the
rejected are left out, the corrected count by what they are now.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from tacitus.format.pieces import Json
from tacitus.ledger.amended import Amended, amended, asked, of_rows, unchanged
from tacitus.ledger.backend import Backend
from tacitus.ledger.find import lines_of
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import FROM, Conditions, Filter, conditions

_ORDER = "coalesce(reading.published_from, '9999'), reading.text, reading.seq, claim.number"
ROLES = ("agent", "target", "speaker")
_GROUND = ("place", "country", "precision", "lat", "lon")
_CALLED = ("role", "name", "kind", "country", "alias")
Reads: TypeAlias = Connection
"""What a ledger gives those who read it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The ledger as it is: the number of its last record, how many erasures it holds, the number of the last review. What was
    counted holds for one moment."""

    head: int
    erasures: int
    reviews: int = 0

    @property
    def of_lines(self) -> "Moment":
        """What a reading's lines hold for: a reading never changes, but it can be erased, and its claims be reviewed."""
        return Moment(0, self.erasures, self.reviews)


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
    query = "SELECT (SELECT max(seq) FROM record), (SELECT count(*) FROM erasure), (SELECT max(seq) FROM review)"
    found = connection.execute(text(query)).one()
    return Moment(found[0] or 0, found[1], found[2] or 0)


def rows(connection: Connection, backend: Backend, wanted: Filter) -> "array[int]":
    """The claims that are wanted, by their rows: with words the best first, else in the order of `claims`."""
    made = conditions(asked(connection, wanted), backend)
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
    made = unchanged(connection, backend, wanted)
    own = "(claim.day_from IS NOT NULL OR claim.day_to IS NOT NULL)"
    first = f"CASE WHEN {own} THEN claim.day_from ELSE reading.published_from END"
    last = f"CASE WHEN {own} THEN claim.day_to ELSE reading.published_to END"
    query = f"SELECT {first} AS first, {last} AS last, {own} AS own, count(*) {made.sql} GROUP BY 1, 2, 3"
    found = Counter({(row[0], row[1], bool(row[2])): row[3] for row in _run(connection, made, query)})
    found.update(one.days for one in amended(connection, backend, wanted))
    return _stretched(found)


def _stretched(found: "Counter[tuple[str | None, str | None, bool]]") -> tuple[Stretch, ...]:
    ordered = sorted(found.items(), key=lambda item: (item[0][0] or "", item[0][1] or "", item[0][2]))
    return tuple(Stretch(*key, count) for key, count in ordered)


def grounds(connection: Connection, backend: Backend, wanted: Filter) -> tuple[Ground, ...]:
    """At which places, the most told first."""
    made = unchanged(connection, backend, wanted)
    made.tables.append("LEFT JOIN claim_box ON claim_box.row = claim.row")
    made.add("claim.place IS NOT NULL")
    named = ", ".join([*(f"claim.{name}" for name in _GROUND), *(f"claim_box.{side}" for side in "wesn")])
    query = f"SELECT {named}, min(claim.row), count(*) AS number {made.sql} GROUP BY {named}"
    found: dict[tuple[Any, ...], tuple[int, int]] = {tuple(row[:-2]): (row[-2], row[-1]) for row in _run(connection, made, query)}
    for one in amended(connection, backend, wanted):
        if one.values["place"] is not None:
            key = (*(one.values[name] for name in _GROUND), *one.box)
            row, claims = found.get(key, (one.row, 0))
            found[key] = (min(row, one.row), claims + 1)
    ordered = sorted(found.items(), key=lambda item: (-item[1][1], item[0][0], item[1][0]))
    return tuple(
        Ground(name, country, precision, lat, lon, row, claims)
        for (name, country, precision, lat, lon, *_), (row, claims) in ordered
    )


def words_of(connection: Connection, backend: Backend, column: str, most: int) -> tuple[tuple[str, int], ...]:
    """The words of a column of claim (type, standing, country) with how many claims, the most first."""
    made = unchanged(connection, backend, Filter())
    made.add(f"claim.{column} IS NOT NULL")
    now = amended(connection, backend, Filter())
    query = f"SELECT claim.{column}, count(*) AS number {made.sql} GROUP BY 1"
    found = _counted(connection, made, query if now else f"{query} ORDER BY number DESC, 1 LIMIT {most:d}")
    found.update((one.values[column],) for one in now if one.values[column] is not None)
    return tuple((key[0], count) for key, count in _most(found, most))


def names_of(connection: Connection, backend: Backend, roles: Iterable[str], most: int) -> tuple[tuple[str, int], ...]:
    """The names of those in some roles (agent, target, speaker, place) with how many claims, the most first."""
    some = tuple(roles)
    made = unchanged(connection, backend, Filter())
    made.tables.append("JOIN claim_name ON claim_name.claim = claim.row")
    made.add(f"claim_name.alias = 0 AND claim_name.role IN ({_listed(some)})")
    now = amended(connection, backend, Filter())
    query = f"SELECT claim_name.name, count(DISTINCT claim.row) AS number {made.sql} GROUP BY 1"
    found = _counted(connection, made, query if now else f"{query} ORDER BY number DESC, 1 LIMIT {most:d}")
    for one in now:
        found.update({(name["name"],) for name in one.names if not name["alias"] and name["role"] in some})
    return tuple((key[0], count) for key, count in _most(found, most))


def called(connection: Connection, backend: Backend, actor: str) -> tuple[Called, ...]:
    """Every name by which the reports call the actor of this id, in each role, the most told first."""
    made = unchanged(connection, backend, Filter())
    made.tables.append("JOIN claim_name ON claim_name.claim = claim.row")
    made.add(f"claim_name.actor = :actor AND claim_name.role IN ({_listed(ROLES)})", actor=actor)
    named = ", ".join(f"claim_name.{name}" for name in _CALLED)
    found = _counted(connection, made, f"SELECT {named}, count(DISTINCT claim.row) AS number {made.sql} GROUP BY {named}")
    for one in amended(connection, backend, Filter()):
        own = (name for name in one.names if name["actor"] == actor and name["role"] in ROLES)
        found.update({tuple(name[column] for column in _CALLED) for name in own})
    ordered = sorted(found.items(), key=lambda item: (item[0][-1], -item[1], item[0][1], item[0][0]))
    return tuple(Called(role, name, kind, country, count) for (role, name, kind, country, _), count in ordered)


def rows_as(connection: Connection, backend: Backend, actor: str, role: str) -> "array[int]":
    """The claims in which the actor of this id has that role, in the order of `claims`."""
    made = unchanged(connection, backend, Filter())
    made.add("claim.row IN (SELECT claim FROM claim_name WHERE actor = :actor AND role = :role)", actor=actor, role=role)
    some = [one.row for one in amended(connection, backend, Filter()) if _has(one, actor, role)]
    if some:
        made.parts = [f"({' AND '.join(made.parts)} OR claim.row IN ({', '.join(map(str, some))}))"]
    return array("q", (row[0] for row in _run(connection, made, f"SELECT claim.row {made.sql} ORDER BY {_ORDER}")))


def opposite(
    connection: Connection, backend: Backend, actor: str, role: str, other: str, most: int
) -> tuple[tuple[str, str | None, int], ...]:
    """Who stands most often in another role of the claims in which the actor of this id has that one: name, id, claims."""
    made = unchanged(connection, backend, Filter())
    made.tables.append("JOIN claim_name AS own ON own.claim = claim.row JOIN claim_name AS their ON their.claim = claim.row")
    made.add("own.actor = :actor AND own.role = :role", actor=actor, role=role)
    made.add("their.role = :other AND their.alias = 0", other=other)
    counted = f"SELECT their.name, their.actor, count(DISTINCT claim.row) AS number {made.sql} GROUP BY 1, 2"
    found = _counted(connection, made, counted)
    for one in amended(connection, backend, Filter()):
        if _has(one, actor, role):
            found.update({(name["name"], name["actor"]) for name in one.names if name["role"] == other and not name["alias"]})
    return tuple((key[0], key[1], count) for key, count in _most(found, most))


def _has(one: Amended, actor: str, role: str) -> bool:
    return any(name["actor"] == actor and name["role"] == role for name in one.names)


def _counted(connection: Connection, made: Conditions, query: str) -> "Counter[tuple[Any, ...]]":
    """How many claims by the columns before the last, which is their number."""
    return Counter({tuple(row[:-1]): row[-1] for row in _run(connection, made, query)})


def _most(found: "Counter[tuple[Any, ...]]", most: int) -> list[tuple[tuple[Any, ...], int]]:
    """The first so many, the most claims first."""
    return sorted(found.items(), key=lambda item: (-item[1], *(part or "" for part in item[0])))[:most]


def days_of(connection: Connection, wanted: Sequence[int]) -> tuple[Stretch, ...]:
    """As `stretches`, of these rows."""
    now = of_rows(connection, frozenset(wanted))
    found = Counter(one.days for one in now.values())
    some = [row for row in wanted if row not in now]
    for start in range(0, len(some), 500):
        part = ", ".join(str(int(row)) for row in some[start : start + 500])
        columns = "claim.day_from, claim.day_to, reading.published_from, reading.published_to"
        for row in connection.execute(text(f"SELECT {columns} {FROM} WHERE claim.row IN ({part})")):
            own = bool(row[0] or row[1])
            found[(row[0], row[1], True) if own else (row[2], row[3], False)] += 1
    return _stretched(found)


def _run(connection: Connection, made: Conditions, query: str, **values: Any) -> Any:
    return connection.execute(text(query), {**made.values, **values})


def _listed(words: Iterable[str]) -> str:
    """Words of our own as an SQL list."""
    return ", ".join(f"'{word}'" for word in words)
