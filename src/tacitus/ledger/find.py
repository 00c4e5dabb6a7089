"""What is asked of the ledger: claims in a stable order, claims by words, reports, and anything by its id."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select, text

from tacitus.errors import InputError
from tacitus.format.entry import entry_lines, report_json
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.backend import Backend
from tacitus.ledger.changed import reviewing
from tacitus.ledger.record import body_of
from tacitus.ledger.reviewed import seen
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import Filter, Shown, conditions

_ORDER = "coalesce(reading.published_from, '9999'), reading.text, reading.seq, claim.number"
_SHORT = 4  # characters of an id's hash that a person must at least give


def claims(connection: Connection, backend: Backend, wanted: Filter | None = None) -> Iterator[Json]:
    """Every claim that is wanted, as a line of its own: by the report's day, then its text, then its place in it."""
    asked = reviewing(connection, wanted or Filter(), lines_of)
    made = conditions(asked, backend)
    query = f"SELECT claim.seq, claim.number {made.sql} ORDER BY {_ORDER}"
    found = connection.execute(text(query), made.values).all()
    for seq, rows in groupby(found, key=lambda row: row[0]):
        yield from lines_of(connection, seq, {row[1] for row in rows}, asked.shown)


@dataclass(frozen=True, slots=True)
class Hits:
    """The best claims for some words, and how many there are in all."""

    lines: tuple[Json, ...]
    count: int


def search(connection: Connection, backend: Backend, wanted: Filter, most: int = 20, skip: int = 0) -> Hits:
    """Claims by their words, the best first; without words, in the order of `claims`."""
    wanted = reviewing(connection, wanted, lines_of)
    made = conditions(wanted, backend)
    page = "SELECT place, (SELECT count(*) FROM found) FROM found ORDER BY rank, day, text, place LIMIT :most OFFSET :skip"
    rows = connection.execute(text(f"{made.found} {page}"), {**made.values, "most": most, "skip": skip}).all()
    count = rows[0][1] if rows else connection.execute(text(f"SELECT count(*) {made.sql}"), made.values).scalar_one()
    found = [divmod(row[0], STEP) for row in rows]
    numbers: dict[int, set[int]] = {}
    for seq, number in found:
        numbers.setdefault(seq, set()).add(number)
    shown = Shown.AS_READ if wanted.shown is Shown.AS_READ else Shown.ALL
    lines = {(seq, line["number"]): line for seq, some in numbers.items() for line in lines_of(connection, seq, some, shown)}
    return Hits(tuple(lines[seq, number] for seq, number in found), count)


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report whose text has the words: `passage` is a stretch of it, with the words between \x02 and \x03."""

    text: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    uri: str
    passage: str


def search_reports(connection: Connection, backend: Backend, words: str, most: int = 20) -> tuple[ReportHit, ...]:
    """Reports by the words of their text and title, the best first."""
    matched, rank, values = backend.words(words, "text")
    if backend.dialect == "sqlite":
        passage, tables = "snippet(text_fts, 1, '\x02', '\x03', ' … ', 24)", "text_fts JOIN text ON text.seq = text_fts.rowid"
    else:
        marks = "'StartSel=\x02, StopSel=\x03, MaxWords=28, MinWords=16'"
        passage, tables = f"ts_headline('english', text.text, to_tsquery('english', :words), {marks})", "text"
    query = (
        f"SELECT text.id, text.document, text.title, text.publisher, {passage} AS passage,"
        " (SELECT min(published_from) FROM reading WHERE reading.text = text.id) AS published"
        f" FROM {tables} WHERE {matched} ORDER BY {rank}, text.id LIMIT :most"
    )
    found = connection.execute(text(query), {**values, "most": most}).all()
    return tuple(
        ReportHit(row.id, row.document, row.title, row.publisher, row.published, where(connection, row.id)["uri"], row.passage)
        for row in found
    )


def lines_of(connection: Connection, seq: int, numbers: Container[int] | None = None, shown: Shown = Shown.ALL) -> list[Json]:
    """All claims (or those of these numbers) of the reading that is record number `seq`."""
    found = connection.execute(select(schema.record.c.id, schema.record.c.body).where(schema.record.c.seq == seq)).one()
    if found.body is None:
        return []
    return list(reading_lines(connection, found.id, body_of(found.body), numbers, shown))


def claims_by_id(connection: Connection, ids: Iterable[str], shown: Shown = Shown.ALL) -> Iterator[Json]:
    """Claims by their whole ids, in that order, each in its newest reading. Raises InputError for one that is not there."""
    wanted = list(ids)
    places: dict[str, tuple[int, int]] = {}
    claim = schema.claim.c
    for start in range(0, len(wanted), 500):
        query = select(claim.id, claim.seq, claim.number).where(claim.id.in_(wanted[start : start + 500])).order_by(claim.seq)
        places |= {row.id: (row.seq, row.number) for row in connection.execute(query)}
    missing = next((key for key in wanted if key not in places), None)
    if missing:
        raise InputError(f"{missing}: no such claim is in the ledger")
    numbers: dict[int, set[int]] = {}
    for seq, number in places.values():
        numbers.setdefault(seq, set()).add(number)
    lines = {line["id"]: line for seq, some in numbers.items() for line in lines_of(connection, seq, some, shown)}
    yield from (lines[key] for key in wanted)


def reading_lines(
    connection: Connection,
    key: str,
    body: Json,
    numbers: Container[int] | None = None,
    shown: Shown = Shown.REVIEWED,
    by: str | None = None,
) -> Iterator[Json]:
    """The claims of a reading's body, as people (or one coder, `by`) reviewed them; `key` is the reading's id."""
    document = {**body["report"], **where(connection, body["text"]), "published": body["published"]}
    return seen(connection, body, entry_lines(body, report_json(document, body["text"], key), numbers), shown, by)


def where(connection: Connection, text_id: str) -> dict[str, str]:
    """Where a text was first found: its address and its key."""
    columns = schema.arrival.c
    first = select(columns.uri, columns.key).where(columns.text == text_id).order_by(columns.at, columns.uri, columns.key).limit(1)
    found = connection.execute(first).one_or_none()
    return {"uri": found.uri, "key": found.key} if found else {"uri": "", "key": ""}


def texts(connection: Connection, ids: Iterable[str]) -> dict[str, Json]:
    """Texts by their ids: `words` and what is known of them."""
    columns, day = schema.text.c, schema.reading.c.published_from
    found = {}
    for key in ids:
        row = connection.execute(select(schema.text).where(columns.id == key)).one()
        published = connection.execute(
            select(day).where(schema.reading.c.text == key).order_by(schema.reading.c.seq.desc())
        ).first()
        names = ("document", "title", "publisher", "agency")
        known = {name: getattr(row, name) for name in names} | {"words": row.text, "published": published[0] if published else None}
        found[key] = known | where(connection, key)
    return found


def readings(connection: Connection, every: bool = False) -> Iterator[tuple[int, str, Json]]:
    """The newest reading of every report (or every reading), in the order of `claims`: record number, id and body."""
    newest = (
        "" if every else " WHERE NOT EXISTS (SELECT 1 FROM reading AS newer WHERE newer.identity = reading.identity"
        " AND newer.seq > reading.seq)"
    )  # fmt: skip
    order = "coalesce(reading.published_from, '9999'), reading.text, reading.seq"
    for (seq,) in connection.execute(text(f"SELECT reading.seq FROM reading{newest} ORDER BY {order}")).all():
        found = connection.execute(select(schema.record.c.id, schema.record.c.body).where(schema.record.c.seq == seq)).one()
        if found.body is not None:
            yield seq, found.id, body_of(found.body)


def head(connection: Connection) -> tuple[str, str]:
    """The ledger's name, and the end of its chain."""
    columns = schema.record.c
    first = connection.execute(select(columns.body).where(columns.kind == "ledger").order_by(columns.seq).limit(1)).scalar_one()
    chain = connection.execute(select(columns.chain).order_by(columns.seq.desc()).limit(1)).scalar_one()
    return body_of(first)["name"], chain


def builds(connection: Connection) -> dict[str, Json]:
    """Every build that read something, by its id."""
    names = ("version", "encoder", "gazetteer", "tables")
    rows = connection.execute(select(schema.build).order_by(schema.build.c.seq))
    return {row.id: {name: getattr(row, name) for name in names} for row in rows}


def words(connection: Connection, text_id: str) -> str | None:
    """A text by its id."""
    return connection.execute(select(schema.text.c.text).where(schema.text.c.id == text_id)).scalar_one_or_none()


def body(connection: Connection, key: str) -> Json | None:
    """The body of a record by its whole id; None where it is erased. Raises InputError where there is none."""
    found = connection.execute(select(schema.record.c.body).where(schema.record.c.id == key)).one_or_none()
    if found is None:
        raise InputError(f"{key}: there is no such record")
    return None if found.body is None else body_of(found.body)


@dataclass(frozen=True, slots=True)
class Thing:
    """What an id names: `kind` is claim, document or a record's kind; `id` the whole of it."""

    kind: str
    id: str


def resolve(connection: Connection, given: str) -> Thing:
    """What an id, or the beginning of one, names. Raises InputError where it is nothing, or several things."""
    wanted = given.strip().casefold()
    kind, _, digest = wanted.rpartition("-")
    if not digest or len(digest) < _SHORT or not all(mark in "0123456789abcdef" for mark in digest):
        raise InputError(f"{given}: not an id; ids look like claim-9f326a3de2e94503 (its first {_SHORT} hex digits are enough)")
    found = sorted(set(_named(connection, kind, digest)), key=lambda thing: (thing.kind, thing.id))
    if not found:
        raise InputError(f"{given}: nothing in the ledger has that id")
    if len(found) > 1:
        some = ", ".join(_shortened(thing) for thing in found[:5])
        raise InputError(f"{given}: {len(found)} things begin so ({some}); give more of the id")
    return found[0]


def _named(connection: Connection, kind: str, digest: str) -> Iterator[Thing]:
    if kind in ("", "claim"):
        yield from (Thing("claim", key) for key in _begins(connection, "claim", "id", f"claim-{digest}"))
    if kind in ("", "document"):
        yield from (Thing("document", key) for key in _begins(connection, "text", "document", digest))
        yield from (Thing("document", key) for key in _begins(connection, "archived", "sha256", digest))
    kinds: Iterable[str] = [kind] if kind else [row[0] for row in connection.execute(text("SELECT DISTINCT kind FROM record"))]
    for one in kinds:
        yield from (Thing(one, key) for key in _begins(connection, "record", "id", f"{one}-{digest}"))


def _begins(connection: Connection, table: str, column: str, start: str) -> list[str]:
    query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= :start AND {column} < :end ORDER BY {column} LIMIT 6"
    values: dict[str, Any] = {"start": start, "end": start + "g"}
    return [row[0] for row in connection.execute(text(query), values)]


def _shortened(thing: Thing) -> str:
    kind, _, digest = thing.id.rpartition("-")
    return f"{kind or thing.kind}-{digest[:12]}"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where a report came from, when, and through whom; `why_not` where it could not be read."""

    uri: str
    at: str
    by: str
    why_not: str | None


def arrivals(connection: Connection, thing: Thing) -> tuple[Arrived, ...]:
    """The arrivals of a document or a text."""
    columns = schema.arrival.c
    same = columns.document == thing.id if thing.kind == "document" else columns.text == thing.id
    rows = connection.execute(select(columns.uri, columns.at, columns.by, columns.why_not).where(same).order_by(columns.seq))
    return tuple(Arrived(row.uri, row.at, row.by, row.why_not) for row in rows)


def newest_text(connection: Connection, document: str) -> str:
    """The id of the newest text of archived bytes; what was asked for, where there is none."""
    columns = schema.text.c
    query = select(columns.id).where(columns.document == document).order_by(columns.seq.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or document


def text_of(connection: Connection, thing: Thing) -> tuple[str, str]:
    """The sha256 of the bytes and the text of a document, a text or a claim's report. Raises InputError."""
    columns = schema.text.c
    wanted = {"document": columns.document == thing.id, "text": columns.id == thing.id}.get(thing.kind)
    if thing.kind == "claim":
        read = select(schema.reading.c.text).join_from(schema.claim, schema.reading, schema.reading.c.seq == schema.claim.c.seq)
        wanted = columns.id.in_(read.where(schema.claim.c.id == thing.id))
    if wanted is None:
        raise InputError(f"{thing.id}: a {thing.kind} has no text of its own; give a claim or a report")
    query = select(columns.document, columns.text).where(wanted).order_by(columns.seq.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    if found is None:
        raise InputError(f"{thing.id}: its text is not in the ledger (not read, or erased)")
    return found.document, found.text
