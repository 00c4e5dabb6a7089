"""From a claim back to the bytes: every step can be checked by anyone with the archive, a hash and a text editor."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tacitus.errors import InputError, LedgerError
from tacitus.format.pieces import Json
from tacitus.ledger import find, schema
from tacitus.ledger.archive import Archive
from tacitus.ledger.record import body_of, text_digest
from tacitus.ledger.wanted import Shown

AROUND = 40  # characters before and after the words that are shown


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text: `holds` says that they stand there; `bytes` where in the archived file, if that is plain text."""

    role: str
    start: int
    end: int
    text: str
    before: str
    after: str
    holds: bool
    bytes: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where the report came from."""

    id: str
    uri: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Trace:
    """`steps` of custody: `text_holds` and `bytes_fault` say whether the text and the archived file are what their hashes say."""

    line: Json
    words: tuple[Words, ...]
    text_id: str
    text_sha256: str
    text_holds: bool
    document: str
    file: str
    size: int
    bytes_fault: str | None
    encoding: str | None
    media_type: str
    arrivals: tuple[Arrived, ...]
    reading: str
    build: Json
    records: tuple[tuple[int, str], ...]

    @property
    def holds(self) -> bool:
        """Whether every step is what its hash says."""
        return self.text_holds and self.bytes_fault is None and all(words.holds for words in self.words)


def trace(connection: Connection, archive: Archive, claim: str, by: str | None = None) -> Trace:
    """Follow a claim, by its whole id, in its newest reading, as people (or one coder, `by`) reviewed it. Raises InputError where
    it is not in the ledger."""
    line, build = _newest(connection, claim, by)
    report = line["report"]
    text = connection.execute(select(schema.text).where(schema.text.c.id == report["text"])).one()
    frame = find.body(connection, text.id) or {}
    data, fault = _bytes(archive, text.document)
    plain = data if frame["media_type"] == "text/plain" else None
    return Trace(
        line=line,
        words=tuple(_words(role, span, text.text, plain, frame["encoding"]) for role, span in spans_of(line)),
        text_id=text.id,
        text_sha256=frame["sha256"],
        text_holds=text_digest(text.text) == frame["sha256"],
        document=text.document,
        file=str(archive.path(text.document)),
        size=len(data),
        bytes_fault=fault,
        encoding=frame["encoding"],
        media_type=frame["media_type"],
        arrivals=_arrivals(connection, text.id),
        reading=report["reading"],
        build=build,
        records=_records(connection, (f"bytes-{_bytes_id(connection, text.document)}", text.id, report["reading"])),
    )


def spans_of(line: Json) -> list[tuple[str, Json]]:
    """Everything of a claim that is words of the text, by the role that the words have."""
    found = [("trigger", line["trigger"]), ("evidence", line["evidence"])]
    found += [("says", mouth["span"]) for mouth in line["said_by"] if mouth["span"]]
    found += [("who", party) for party in line["agents"]] + [("to whom", party) for party in line["targets"]]
    found += [("where", line["place"])] if line["place"] and line["place"]["start"] is not None else []
    found += [("when", line["when"])] if line["when"] and line["when"]["start"] is not None else []
    return found + [("how many", count) for count in line["counts"]] + [("with", words) for words in line["instruments"]]


def _newest(connection: Connection, claim: str, by: str | None) -> tuple[Json, Json]:
    """The claim's line in its newest reading, and the build that read it."""
    rows = select(schema.claim.c.seq).where(schema.claim.c.id == claim).order_by(schema.claim.c.seq.desc()).limit(1)
    seq = connection.execute(rows).scalar_one_or_none()
    if seq is None:
        raise InputError(f"{claim}: no such claim is in the ledger")
    packed = connection.execute(select(schema.record.c.id, schema.record.c.body).where(schema.record.c.seq == seq)).one()
    body = body_of(packed.body)
    lines = find.reading_lines(connection, packed.id, body, shown=Shown.ALL, by=by)
    line = next(line for line in lines if line["id"] == claim)
    return line, {"id": body["build"], **(find.body(connection, body["build"]) or {})}


def _bytes(archive: Archive, document: str) -> tuple[bytes, str | None]:
    try:
        return archive.get(document), None
    except LedgerError as error:
        return b"", str(error)


def _words(role: str, span: Json, text: str, data: bytes | None, encoding: str | None) -> Words:
    start, end = span["start"], span["end"]
    return Words(
        role=role,
        start=start,
        end=end,
        text=span["text"],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
        holds=text[start:end] == span["text"],
        bytes=_in_bytes(text, start, end, data, encoding) if data else None,
    )


def _in_bytes(text: str, start: int, end: int, data: bytes, encoding: str | None) -> tuple[int, int] | None:
    """Where the words stand in the file: only where cutting it there and decoding gives them back, exactly."""
    try:
        name = encoding or "utf-8"
        mark = len(data) - len(text.encode(name))
        first, last = (mark + len(text[:place].encode(name)) for place in (start, end))
        return (first, last) if mark >= 0 and data[first:last].decode(name) == text[start:end] else None
    except (LookupError, UnicodeError):
        return None


def _arrivals(connection: Connection, text_id: str) -> tuple[Arrived, ...]:
    columns, record = schema.arrival.c, schema.record.c
    query = (
        select(record.id, columns.uri, columns.at, columns.by)
        .join_from(schema.arrival, schema.record, record.seq == columns.seq)
        .where(columns.text == text_id)
        .order_by(columns.seq)
    )
    return tuple(Arrived(row.id, row.uri, row.at, row.by) for row in connection.execute(query))


def _bytes_id(connection: Connection, document: str) -> str:
    """The hash in the id of the record of the archived bytes."""
    query = (
        select(schema.record.c.id)
        .join_from(schema.archived, schema.record, schema.record.c.seq == schema.archived.c.seq)
        .where(schema.archived.c.sha256 == document)
    )
    found = connection.execute(query).scalar_one_or_none()
    return found.partition("-")[2] if found else hashlib.sha256().hexdigest()


def _records(connection: Connection, ids: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The numbers of records in the chain."""
    query = select(schema.record.c.seq, schema.record.c.id).where(schema.record.c.id.in_(ids)).order_by(schema.record.c.seq)
    return tuple((row.seq, row.id) for row in connection.execute(query))
