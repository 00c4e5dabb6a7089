"""What was weighed: incidents, groups and agreements over many reports. Kept only so that they need not be made each time."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from tacitus.errors import InputError, LedgerError
from tacitus.format.incident import judgement_of
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.record import body_of, loaded
from tacitus.ledger.seal import SEAL, seal
from tacitus.model.judgement import Judgement

_PART = 500  # ids in one query
GROUP, AGREEMENT = "group", "agreement"
BODY, PACT = "body", "pact"  # what their ids begin with: a group of one report is "group-..."
_KINDS = {"incident": "incident", BODY: GROUP, PACT: AGREEMENT}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of incidents is sorted and filtered by."""

    type: str
    day_from: str | None
    day_to: str | None
    country: str | None
    place: str | None
    lat: float | None
    lon: float | None
    grade: str | None
    voices: int
    happened: bool


def state(connection: Connection) -> dict[str, str]:
    """What the last weighing was made from; nothing where there was none."""
    return {row.name: row.value for row in connection.execute(select(schema.weighing)) if row.name != SEAL}


def keep_state(connection: Connection, values: dict[str, str]) -> None:
    connection.execute(delete(schema.weighing))
    connection.execute(insert(schema.weighing), [{"name": name, "value": value} for name, value in sorted(values.items())])
    connection.execute(insert(schema.weighing), [{"name": SEAL, "value": seal(connection)}])


def forget(connection: Connection) -> None:
    """Throw away all that was weighed."""
    for table in schema.WEIGHED:
        connection.execute(delete(table))


def replace_incidents(connection: Connection, made: Iterable[tuple[Json, Summary]], claims: Iterable[str] = ()) -> int:
    """Put incidents in the place of all that share a claim with them, or with `claims`; how many were put."""
    rows, members = [], []
    for line, summary in made:
        packed = zlib.compress(json_line(line).encode(), 6)
        columns = {name: getattr(summary, name) for name in Summary.__slots__} | {"happened": int(summary.happened)}
        rows.append({"id": line["id"], **columns, "claims": len(line["claims"]), "body": packed})
        members += [{"claim": claim, "incident": line["id"]} for claim in line["claims"]]
    _drop(connection, {*claims, *(member["claim"] for member in members)}, {row["id"] for row in rows})
    if rows:
        connection.execute(insert(schema.incident), rows)
        connection.execute(insert(schema.incident_claim), members)
    return len(rows)


def _drop(connection: Connection, claims: set[str], ids: set[str]) -> None:
    table = schema.incident_claim
    old = set(ids)
    for some in _parts(claims):
        old.update(connection.execute(select(table.c.incident).where(table.c.claim.in_(some)).distinct()).scalars())
    for some in _parts(old):
        connection.execute(delete(table).where(table.c.incident.in_(some)))
        connection.execute(delete(schema.incident).where(schema.incident.c.id.in_(some)))


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    listed = sorted(values)
    return (listed[start : start + _PART] for start in range(0, len(listed), _PART))


def replace_threads(connection: Connection, kind: str, made: Iterable[tuple[Json, str, date | None, date | None]]) -> int:
    """All groups, or all agreements, anew: each with its name, its first and its last day."""
    connection.execute(delete(schema.thread).where(schema.thread.c.kind == kind))
    rows = [
        {
            "id": line["id"],
            "kind": kind,
            "name": name,
            "day_from": first.isoformat() if first else None,
            "day_to": last.isoformat() if last else None,
            "body": zlib.compress(json_line(line).encode(), 6),
        }
        for line, name, first, last in made
    ]
    if rows:
        connection.execute(insert(schema.thread), rows)
    return len(rows)


def incidents(connection: Connection) -> Iterator[Json]:
    """Every incident, by its first day, then its id; those without a day last. Raises LedgerError before weighing."""
    must_be(connection)
    columns = schema.incident.c
    order = (func.coalesce(columns.day_from, "9999"), columns.id)
    for key in connection.execute(select(columns.id).order_by(*order)).scalars().all():
        yield incident(connection, key)


def incident(connection: Connection, key: str) -> Json:
    """The line of an incident by its whole id. Raises InputError."""
    found = connection.execute(select(schema.incident.c.body).where(schema.incident.c.id == key)).scalar_one_or_none()
    if found is None:
        raise InputError(f"{key}: no such incident; weighing may have put its claims elsewhere")
    return loaded(zlib.decompress(found))


def threads(connection: Connection, kind: str) -> Iterator[Json]:
    """Every group, or every agreement, by its first day, then its id. Raises LedgerError before weighing."""
    must_be(connection)
    columns = schema.thread.c
    query = select(columns.body).where(columns.kind == kind).order_by(func.coalesce(columns.day_from, "9999"), columns.id)
    for packed in connection.execute(query).scalars().all():
        yield loaded(zlib.decompress(packed))


def incident_of(connection: Connection, claim: str) -> str | None:
    """The incident that a claim is in."""
    table = schema.incident_claim.c
    return connection.execute(select(table.incident).where(table.claim == claim)).scalar_one_or_none()


def weighed_id(connection: Connection, given: str) -> tuple[str, str]:
    """What the id of something weighed, or its beginning, names: its kind and the whole id. Raises InputError."""
    kind, _, digest = given.strip().casefold().rpartition("-")
    if len(digest) < 4 or not all(mark in "0123456789abcdef" for mark in digest):
        raise InputError(f"{given}: not an id; ids look like incident-9f326a3de2e94503 (its first 4 hex digits are enough)")
    found: list[tuple[str, str]] = []
    tables = ((schema.incident.c.id, "incident"), (schema.thread.c.id, BODY), (schema.thread.c.id, PACT))
    for column, prefix in tables:
        if kind in ("", prefix):
            start = f"{prefix}-{digest}"
            rows = connection.execute(select(column).where(column >= start, column < start + "g").limit(6)).scalars()
            found += [(_KINDS[prefix], key) for key in rows]
    if not found:
        must_be(connection)
        raise InputError(f"{given}: nothing that was weighed has that id")
    if len(found) > 1:
        raise InputError(f"{given}: {len(found)} things begin so ({', '.join(key for _, key in found[:5])}); give more of the id")
    return found[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a weighing depends on: the last record, how many readings are no longer the newest, how many erasures and how many
    reviews there were."""

    last: int
    superseded: int
    erased: int
    reviews: int


def facts(connection: Connection) -> Facts:
    """The facts of this moment."""
    read = schema.reading.c
    last = connection.execute(select(func.coalesce(func.max(schema.record.c.seq), 0))).scalar_one()
    all_, newest = connection.execute(select(func.count(), func.count(read.identity.distinct()))).one()
    erased, reviews = (
        connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (schema.erasure, schema.review)
    )
    return Facts(last, all_ - newest, erased, reviews)


def counted(connection: Connection) -> int:
    """How many incidents there are."""
    return connection.execute(select(func.count()).select_from(schema.incident)).scalar_one()


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """Every judgement that people made, in order."""
    columns = schema.judgement.c
    query = select(schema.record.c.body).join_from(schema.judgement, schema.record, schema.record.c.seq == columns.seq)
    bodies = connection.execute(query.order_by(columns.seq)).scalars()
    return tuple(judgement_of(body_of(packed)) for packed in bodies if packed is not None)


def must_be(connection: Connection) -> None:
    """Raises LedgerError where nothing was weighed."""
    if not state(connection):
        raise LedgerError("nothing was weighed yet; run: tacitus weigh")
