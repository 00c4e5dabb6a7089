"""What a screen shows of many incidents, groups and agreements at once, filtered and counted by the database.

An incident is wanted where one of its claims is; a group or an agreement where a claim that its line names is. What people
rejected is not wanted, whether it was weighed since or not.
"""

import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, func, select, text

from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.amended import asked, left_out
from tacitus.ledger.backend import Backend
from tacitus.ledger.record import loaded
from tacitus.ledger.survey import Stretch
from tacitus.ledger.wanted import Filter, conditions
from tacitus.ledger.weighed import facts, state

Stamp: TypeAlias = tuple[tuple[str, str], ...]
"""What the last weighing was made from; empty where there was none."""
UCDP = "ucdp"
_PART = 500  # ids in one query
_UNSAID = "(incident.day_from IS NULL AND incident.day_to IS NULL)"
_REPORTED = """(SELECT {} FROM incident_claim JOIN claim ON claim.id = incident_claim.claim JOIN reading ON reading.seq = claim.seq
 WHERE incident_claim.incident = incident.id)"""


def stamp(connection: Connection) -> Stamp:
    """Which weighing the ledger holds."""
    return tuple(sorted(state(connection).items()))


@dataclass(frozen=True, slots=True)
class Unweighed:
    """What came after a weighing."""

    reports: int
    judgements: int
    reviews: int

    @property
    def number(self) -> int:
        return sum(max(0, number) for number in (self.reports, self.judgements, self.reviews))

    def __bool__(self) -> bool:
        return self.number > 0


def unweighed(connection: Connection, weighing: Stamp) -> Unweighed:
    """How many readings, judgements and reviews came after that weighing."""
    known, now = dict(weighing), facts(connection)
    newer = select(func.count()).where(schema.reading.c.seq > int(known.get("seq", "0")))
    said = select(func.count()).select_from(schema.judgement).join(schema.record, schema.record.c.seq == schema.judgement.c.seq)
    judged = connection.execute(said.where(schema.record.c.body.is_not(None))).scalar_one() - int(known.get("judgements", "0"))
    return Unweighed(connection.execute(newer).scalar_one(), judged, now.reviews - int(known.get("reviews", "0")))


def grades(connection: Connection) -> tuple[str, ...]:
    """The grades that incidents have."""
    column = schema.incident.c.grade
    query = select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc(), column)
    return tuple(grade for grade in connection.execute(query).scalars() if grade)


class Sort(StrEnum):
    """How incidents are listed. `torn`: by how many of their fields the versions conflict on; `apart`: by how far apart the low and
    the high of a toll are. Both are of incidents that more than one claim tells."""

    DAY = "day"
    NEWEST = "newest"
    VOICES = "voices"
    TORN = "torn"
    APART = "apart"


_ORDER = {
    Sort.NEWEST: "coalesce(incident.day_to, incident.day_from, '') DESC",
    Sort.VOICES: "incident.voices DESC, incident.claims DESC",
}
_BY_DAY = "coalesce(incident.day_from, incident.day_to, '9999'), incident.id"


def incident_ids(connection: Connection, backend: Backend, wanted: Filter, sort: Sort = Sort.DAY) -> tuple[str, ...]:
    """The incidents that are wanted, by their first day, those without one last; or by what the columns can sort. Raises
    InputError."""
    where, values = _wanted(connection, wanted, backend)
    order = ", ".join(part for part in (_ORDER.get(sort), _BY_DAY) if part)
    query = text(f"SELECT incident.id FROM incident WHERE {where} ORDER BY {order}")
    return tuple(connection.execute(query, values).scalars())


@dataclass(frozen=True, slots=True)
class Marks:
    """How many fields of an incident its versions conflict on, and the widest range of a toll under UCDP's rule."""

    torn: int
    apart: float


def marks_of(line: Json) -> Marks:
    """The marks of an incident's line."""
    fields = (field["versions"] for field in line["versions"]["fields"])
    torn = sum(any(one["relates"] == "conflict" for told in some for one in told["relations"]) for some in fields)
    figures = (one for toll in line["versions"]["tolls"] for one in toll["figures"] if one["policy"] == UCDP)
    return Marks(torn, max((one["high"] - one["low"] for one in figures if None not in (one["low"], one["high"])), default=0))


def marks(connection: Connection) -> dict[str, Marks]:
    """The marks of every incident that more than one claim tells."""
    query = select(schema.incident.c.id, schema.incident.c.body).where(schema.incident.c.claims > 1)
    return {row.id: marks_of(loaded(zlib.decompress(row.body))) for row in connection.execute(query)}


def incident_stretches(connection: Connection, backend: Backend, wanted: Filter) -> tuple[Stretch, ...]:
    """On which days the incidents could lie, as of claims: those without a day by the days of their reports."""
    where, values = _wanted(connection, wanted, backend)
    first = f"CASE WHEN {_UNSAID} THEN {_REPORTED.format('min(reading.published_from)')} ELSE incident.day_from END"
    last = f"CASE WHEN {_UNSAID} THEN {_REPORTED.format('max(reading.published_to)')} ELSE incident.day_to END"
    inner = f"SELECT {first} AS first, {last} AS last, NOT {_UNSAID} AS own FROM incident WHERE {where}"
    query = text(f"SELECT first, last, own, count(*) FROM ({inner}) AS days GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
    return tuple(Stretch(row[0], row[1], bool(row[2]), row[3]) for row in connection.execute(query, values))


def incident_places(connection: Connection, backend: Backend, wanted: Filter, most: int) -> tuple[tuple[str, ...], int]:
    """The incidents with a place that most claims tell, at most so many; and how many have no place at all."""
    where, values = _wanted(connection, wanted, backend)
    query = f"SELECT id FROM incident WHERE place IS NOT NULL AND {where} ORDER BY claims DESC, id LIMIT :most"
    found = tuple(connection.execute(text(query), {**values, "most": most}).scalars())
    none = connection.execute(text(f"SELECT count(*) FROM incident WHERE place IS NULL AND {where}"), values).scalar_one()
    return found, int(none)


def _wanted(connection: Connection, wanted: Filter, backend: Backend) -> tuple[str, Json]:
    """Which incidents, as SQL."""
    if wanted == Filter():
        empty = _emptied(connection)
        return (f"incident.id NOT IN ({', '.join(empty)})", {}) if empty else ("1 = 1", {})
    made = conditions(asked(connection, wanted), backend)
    return f"incident.id IN (SELECT incident FROM incident_claim WHERE claim IN (SELECT claim.id {made.sql}))", made.values


def _emptied(connection: Connection) -> list[str]:
    """The incidents of which people rejected every claim since they were weighed, as SQL words."""
    rows, rejected = sorted(left_out(connection)), dict[str, int]()
    for start in range(0, len(rows), _PART):
        named = select(schema.claim.c.id).where(schema.claim.c.row.in_(rows[start : start + _PART]))
        for incident in incidents_of(connection, tuple(connection.execute(named).scalars())).values():
            rejected[incident] = rejected.get(incident, 0) + 1
    sizes = summaries(connection, tuple(rejected))
    return [f"'{key}'" for key, number in sorted(rejected.items()) if sizes[key]["claims"] <= number]


def incident_lines(connection: Connection, ids: tuple[str, ...]) -> list[Json]:
    """The lines of these incidents, in their order; one that is gone is left out."""
    table, found = schema.incident.c, dict[str, Json]()
    for start in range(0, len(ids), _PART):
        query = select(table.id, table.body).where(table.id.in_(ids[start : start + _PART]))
        found |= {row.id: loaded(zlib.decompress(row.body)) for row in connection.execute(query)}
    return [found[key] for key in ids if key in found]


def summaries(connection: Connection, ids: tuple[str, ...]) -> dict[str, Json]:
    """What lists sort by: the columns of these incidents."""
    table, found = schema.incident.c, dict[str, Json]()
    names = ("type", "day_from", "day_to", "country", "place", "lat", "lon", "grade", "claims", "voices", "happened")
    for start in range(0, len(ids), _PART):
        query = select(table.id, *(table[name] for name in names)).where(table.id.in_(ids[start : start + _PART]))
        found |= {row.id: {name: getattr(row, name) for name in names} for row in connection.execute(query)}
    return found


def incidents_of(connection: Connection, claims: tuple[str, ...]) -> dict[str, str]:
    """The incident of each of these claims."""
    table, found = schema.incident_claim.c, dict[str, str]()
    for start in range(0, len(claims), _PART):
        query = select(table.claim, table.incident).where(table.claim.in_(claims[start : start + _PART]))
        found |= {row.claim: row.incident for row in connection.execute(query)}
    return found


def claim_rows(connection: Connection, claims: list[str]) -> dict[str, int]:
    """The row of each of these claims, in its newest reading; one that is gone is left out."""
    table, found = schema.claim.c, dict[str, int]()
    for start in range(0, len(claims), _PART):
        query = select(table.id, table.row).where(table.id.in_(claims[start : start + _PART])).order_by(table.row)
        found |= {row.id: row.row for row in connection.execute(query)}
    return found


def thread(connection: Connection, kind: str, key: str) -> Json | None:
    """The line of a group or an agreement by its whole id."""
    columns = schema.thread.c
    query = select(columns.body).where(columns.kind == kind, columns.id == key)
    packed = connection.execute(query).scalar_one_or_none()
    return None if packed is None else loaded(zlib.decompress(packed))


def threads(connection: Connection, kind: str) -> list[tuple[Json, str, str | None, str | None]]:
    """Every group or agreement: its line, name, first and last day."""
    columns = schema.thread.c
    query = select(columns.body, columns.name, columns.day_from, columns.day_to).where(columns.kind == kind)
    found = connection.execute(query.order_by(func.coalesce(columns.day_from, "9999"), columns.id))
    return [(loaded(zlib.decompress(row.body)), row.name, row.day_from, row.day_to) for row in found]


def claims_wanted(connection: Connection, backend: Backend, wanted: Filter, claims: set[str]) -> set[str]:
    """Those of the claims that are wanted. Raises InputError."""
    made, listed, found = conditions(asked(connection, wanted), backend), sorted(claims), set[str]()
    made.add("claim.id IN :ids")
    query = text(f"SELECT DISTINCT claim.id {made.sql}").bindparams(bindparam("ids", expanding=True))
    for start in range(0, len(listed), _PART):
        found.update(connection.execute(query, {**made.values, "ids": listed[start : start + _PART]}).scalars())
    return found
