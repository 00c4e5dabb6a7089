"""The reports of a ledger: a list of them, and one whole, with its text, its reading, where it came from and what is like it."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find, schema
from tacitus.ledger.amended import left_out
from tacitus.ledger.record import body_of
from tacitus.ledger.schema import STEP
from tacitus.ledger.trace import Arrived
from tacitus.ledger.wanted import Shown

_NEWEST = "NOT EXISTS (SELECT 1 FROM reading AS newer WHERE newer.identity = reading.identity AND newer.seq > reading.seq)"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report in one line. `published` are its first and last day, `claims` those that people did not reject, `uri` where it was
    first found."""

    text: str
    document: str
    title: str | None
    publisher: str | None
    agency: str | None
    published: tuple[str | None, str | None]
    claims: int
    uri: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the text: `body` is None where it was erased."""

    id: str
    build: str
    claims: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A report whole in itself: `body` its newest reading in tacitus/1, `frame` what its text's record says of it.

    `versions` are other bytes that came from the same address; `size` counts the archived bytes, None where they are not kept.
    """

    line: Shelved
    words: str
    frame: Json
    body: Json
    reading: str
    claims: tuple[Json, ...]
    arrivals: tuple[Arrived, ...]
    readings: tuple[Reading, ...]
    versions: tuple[Shelved, ...]
    size: int | None


def reports(connection: Connection, most: int, skip: int = 0) -> tuple[Shelved, ...]:
    """Reports by their newest reading, the newest day first."""
    order = "coalesce(reading.published_from, '') DESC, reading.text"
    query = f"SELECT reading.seq FROM reading WHERE {_NEWEST} ORDER BY {order} LIMIT :most OFFSET :skip"
    return tuple(_shelved(connection, row[0]) for row in connection.execute(text(query), {"most": most, "skip": skip}).all())


def how_many(connection: Connection) -> int:
    """How many reports were read."""
    return int(connection.execute(select(func.count(func.distinct(schema.reading.c.identity)))).scalar_one())


def whole(connection: Connection, key: str, shown: Shown = Shown.REVIEWED, by: str | None = None) -> Whole:
    """A report by its text's id or its bytes' sha256. Raises InputError where it is not there."""
    reading, words = schema.reading.c, schema.text.c
    named = (
        select(reading.seq, reading.id, words.text, words.document, words.id.label("text_id"))
        .join_from(schema.text, schema.reading, reading.text == words.id)
        .where((words.id == key) | (words.document == key))
        .order_by(reading.seq.desc())
        .limit(1)
    )
    found = connection.execute(named).one_or_none()
    body = find.body(connection, found.id) if found else None
    frame = find.body(connection, found.text_id) if found else None
    if found is None or body is None or frame is None:
        raise InputError(f"{key}: no such report is in the ledger (not read, or erased)")
    line = _shelved(connection, found.seq)
    size = connection.execute(select(schema.archived.c.size).where(schema.archived.c.sha256 == found.document)).scalar_one_or_none()
    return Whole(
        line=line,
        words=found.text,
        frame=frame,
        body=body,
        reading=found.id,
        claims=tuple(find.reading_lines(connection, found.id, body, shown=shown, by=by)),
        arrivals=_arrivals(connection, found.text_id),
        readings=_readings(connection, found.text_id),
        versions=_versions(connection, found.text_id),
        size=size,
    )


def shelved(connection: Connection, text_id: str) -> Shelved | None:
    """A report in one line, by its text's id; None where it was not read."""
    query = select(schema.reading.c.seq).where(schema.reading.c.text == text_id).order_by(schema.reading.c.seq.desc()).limit(1)
    seq = connection.execute(query).scalar_one_or_none()
    return None if seq is None else _shelved(connection, seq)


def _shelved(connection: Connection, seq: int) -> Shelved:
    reading, words = schema.reading.c, schema.text.c
    query = (
        select(
            words.id, words.document, words.title, words.publisher, words.agency,
            reading.published_from, reading.published_to, reading.claims,
        )
        .join_from(schema.reading, schema.text, words.id == reading.text)
        .where(reading.seq == seq)
    )  # fmt: skip
    row = connection.execute(query).one()
    claims = row.claims - sum(one // STEP == seq for one in left_out(connection))
    return Shelved(
        row.id, row.document, row.title, row.publisher, row.agency, (row.published_from, row.published_to), claims,
        find.where(connection, row.id)["uri"],
    )  # fmt: skip


def _arrivals(connection: Connection, text_id: str) -> tuple[Arrived, ...]:
    columns, record = schema.arrival.c, schema.record.c
    query = (
        select(record.id, columns.uri, columns.at, columns.by)
        .join_from(schema.arrival, schema.record, record.seq == columns.seq)
        .where(columns.text == text_id)
        .order_by(columns.seq)
    )
    return tuple(Arrived(row.id, row.uri, row.at, row.by) for row in connection.execute(query))


def _readings(connection: Connection, text_id: str) -> tuple[Reading, ...]:
    columns = schema.reading.c
    query = select(columns.id, columns.build, columns.claims).where(columns.text == text_id).order_by(columns.seq.desc())
    return tuple(Reading(row.id, row.build, row.claims) for row in connection.execute(query))


def _versions(connection: Connection, text_id: str) -> tuple[Shelved, ...]:
    """Other texts that came from an address at which this one was found, as they arrived."""
    own, other = schema.arrival.c, schema.arrival.alias("other").c
    query = (
        select(other.text, func.min(other.seq))
        .where(own.text == text_id, other.uri == own.uri, other.text.is_not(None), other.text != text_id)
        .group_by(other.text)
        .order_by(func.min(other.seq))
    )
    found = (shelved(connection, row[0]) for row in connection.execute(query).all())
    return tuple(one for one in found if one)


@dataclass(frozen=True, slots=True)
class Build:
    """A build that read something: its facts, and how many readings it made."""

    id: str
    version: str
    encoder: str
    gazetteer: str
    tables: str
    readings: int


def builds(connection: Connection) -> tuple[Build, ...]:
    """Every build, the newest first."""
    columns = schema.build.c
    made = select(func.count()).where(schema.reading.c.build == columns.id).scalar_subquery()
    query = select(columns.id, columns.version, columns.encoder, columns.gazetteer, columns.tables, made).order_by(
        columns.seq.desc()
    )
    return tuple(Build(*row) for row in connection.execute(query))


def begun(connection: Connection) -> Json:
    """What the ledger's first record says: its name, when it was made and by whom."""
    query = select(schema.record.c.body).where(schema.record.c.kind == "ledger").order_by(schema.record.c.seq).limit(1)
    packed = connection.execute(query).scalar_one_or_none()
    return body_of(packed) if packed else {}
