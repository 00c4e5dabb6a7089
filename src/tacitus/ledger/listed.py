"""What a screen shows of many incidents, groups and agreements at once, filtered and counted by the database.

An incident is wanted where one of its claims is; a group or an agreement where a claim that its line names is.
"""

import zlib
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, func, select, text

from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.backend import Backend
from tacitus.ledger.record import loaded
from tacitus.ledger.survey import Stretch
from tacitus.ledger.wanted import Filter, conditions
from tacitus.ledger.weighed import judgements, state

Stamp: TypeAlias = tuple[tuple[str, str], ...]
"""What the last weighing was made from; empty where there was none."""
_PART = 500  # ids in one query
_UNSAID = "(incident.day_from IS NULL AND incident.day_to IS NULL)"
_REPORTED = """(SELECT {} FROM incident_claim JOIN claim ON claim.id = incident_claim.claim JOIN reading ON reading.seq = claim.seq
 WHERE incident_claim.incident = incident.id)"""


def stamp(connection: Connection) -> Stamp:
    """Which weighing the ledger holds."""
    return tuple(sorted(state(connection).items()))


def unweighed(connection: Connection, weighing: Stamp) -> tuple[int, int]:
    """How many records and how many judgements came after that weighing."""
    known = dict(weighing)
    last = connection.execute(select(func.coalesce(func.max(schema.record.c.seq), 0))).scalar_one()
    return last - int(known.get("seq", "0")), len(judgements(connection)) - int(known.get("judgements", "0"))


def grades(connection: Connection) -> tuple[str, ...]:
    """The grades that incidents have."""
    column = schema.incident.c.grade
    query = select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc(), column)
    return tuple(grade for grade in connection.execute(query).scalars() if grade)


def incident_ids(connection: Connection, backend: Backend, wanted: Filter) -> tuple[str, ...]:
    """The incidents that are wanted, by their first day, those without one last. Raises InputError."""
    where, values = _wanted(wanted, backend)
    order = "coalesce(incident.day_from, incident.day_to, '9999'), incident.id"
    query = text(f"SELECT incident.id FROM incident WHERE {where} ORDER BY {order}")
    return tuple(connection.execute(query, values).scalars())


def incident_stretches(connection: Connection, backend: Backend, wanted: Filter) -> tuple[Stretch, ...]:
    """On which days the incidents could lie, as of claims: those without a day by the days of their reports."""
    where, values = _wanted(wanted, backend)
    first = f"CASE WHEN {_UNSAID} THEN {_REPORTED.format('min(reading.published_from)')} ELSE incident.day_from END"
    last = f"CASE WHEN {_UNSAID} THEN {_REPORTED.format('max(reading.published_to)')} ELSE incident.day_to END"
    inner = f"SELECT {first} AS first, {last} AS last, NOT {_UNSAID} AS own FROM incident WHERE {where}"
    query = text(f"SELECT first, last, own, count(*) FROM ({inner}) AS days GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
    return tuple(Stretch(row[0], row[1], bool(row[2]), row[3]) for row in connection.execute(query, values))


def incident_places(connection: Connection, backend: Backend, wanted: Filter, most: int) -> tuple[tuple[str, ...], int]:
    """The incidents with a place that most claims tell, at most so many; and how many have no place at all."""
    where, values = _wanted(wanted, backend)
    query = f"SELECT id FROM incident WHERE place IS NOT NULL AND {where} ORDER BY claims DESC, id LIMIT :most"
    found = tuple(connection.execute(text(query), {**values, "most": most}).scalars())
    none = connection.execute(text(f"SELECT count(*) FROM incident WHERE place IS NULL AND {where}"), values).scalar_one()
    return found, int(none)


def _wanted(wanted: Filter, backend: Backend) -> tuple[str, Json]:
    """Which incidents, as SQL."""
    if wanted == Filter():
        return "1 = 1", {}
    made = conditions(wanted, backend)
    return f"incident.id IN (SELECT incident FROM incident_claim WHERE claim IN (SELECT claim.id {made.sql}))", made.values


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
    names = ("type", "day_from", "day_to", "country", "place", "grade", "claims", "voices", "happened")
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
    made, listed, found = conditions(wanted, backend), sorted(claims), set[str]()
    made.add("claim.id IN :ids")
    query = text(f"SELECT DISTINCT claim.id {made.sql}").bindparams(bindparam("ids", expanding=True))
    for start in range(0, len(listed), _PART):
        found.update(connection.execute(query, {**made.values, "ids": listed[start : start + _PART]}).scalars())
    return found
