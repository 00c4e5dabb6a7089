"""A stretch of the book, read again: each body against its id, each row against its body, each quote against its text, each
archived file against its name."""

import zlib
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select

from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.archive import Archive
from tacitus.ledger.fault import UNREADABLE, Fault, Faults, said
from tacitus.ledger.record import loaded, plain_id, plain_of, text_digest
from tacitus.ledger.rows import at, rows_of
from tacitus.ledger.spans import untrue
from tacitus.ledger.stretch import Stored, Stretch, fetch, halves, handfuls, rows_apart

_MISSHAPEN = (LookupError, TypeError, ValueError, AttributeError)  # what rows_of makes of a body that another version wrote
_QUOTING = ("text", "reading")


@dataclass(slots=True)
class Checked:
    """What was found in a stretch. `bodiless` are the records without a body; `size` counts the bytes of bodies, texts and
    archived files, unpacked."""

    faults: Faults = field(default_factory=Faults)
    bodiless: list[tuple[int, str]] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    size: int = 0

    def join(self, other: "Checked") -> None:
        self.faults.join(other.faults)
        self.bodiless += other.bodiless
        for kind, number in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + number
        self.rows, self.size = self.rows + other.rows, self.size + other.size


def check(connection: Connection, archive: Archive, whole: Stretch) -> Checked:
    """Check a stretch, a few records at a time."""
    told = Checked()
    reached = whole.first
    try:
        for part, numbers in handfuls(connection, whole):
            _check(connection, archive, part, numbers, told)
            reached = part.last + 1
    except UNREADABLE as error:
        told.faults.add(Fault(f"the records from {max(1, reached)} on cannot be read ({said(error)})", table="record"))
    return told


def _check(connection: Connection, archive: Archive, part: Stretch, numbers: list[int], told: Checked) -> None:
    """Check a handful; where something in it cannot be read, its halves, so that the fault names one record."""
    stored = fetch(connection, part)
    if stored.unread and len(numbers) > 1:
        for half, ours in halves(part, numbers):
            _check(connection, archive, half, ours, told)
        return
    name = f"record {numbers[0]}" if numbers else f"after record {part.first - 1}"
    told.faults.extend(Fault(f"it cannot be read ({why})", name, table) for table, why in stored.unread.items())
    handful = _Handful(connection, archive, stored, told)
    for record in stored.records:
        handful.record(*record)
    if "record" not in stored.unread:
        for table in schema.INDEXES:
            if table.name not in stored.unread:
                handful.compare(table)


@dataclass(slots=True)
class _Handful:
    """A few records, with the rows that are stored for them (`stored`) and those that their bodies make (`wanted`)."""

    connection: Connection
    archive: Archive
    stored: Stored
    told: Checked
    wanted: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table.name: [] for table in schema.INDEXES})
    broken: set[int] = field(default_factory=set)  # records that are faults already: what rows they should have is not known
    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.stored.rows.get("text", ()):
            of = dict(zip(schema.text.columns.keys(), row, strict=True))
            if isinstance(of["text"], str):
                self.words[of["id"]] = of["text"]

    def record(self, seq: int, key: str, kind: str, packed: bytes | None) -> None:
        """One record: its id, its bytes, what it quotes; and the rows that it should have made."""
        self.told.kinds[kind] = self.told.kinds.get(kind, 0) + 1
        name = f"record {seq} ({key})"
        if packed is None:
            self.told.bodiless.append((seq, key))
            return
        plain = self._opened(name, key, kind, packed)
        if plain is None:
            self.broken.add(seq)
            return
        body = loaded(plain)
        if kind == "bytes":
            self._file(name, body)
        words = self._quotes(name, key, kind, body, plain) if kind in _QUOTING else None
        try:
            for table, rows in rows_of(kind, key, body, words if kind == "text" else None).items():
                self.wanted[table] += at(table, rows, seq)
        except _MISSHAPEN as error:
            self.broken.add(seq)
            self._fault(f"its rows cannot be made again ({type(error).__name__}: {error})", name)

    def _opened(self, name: str, key: str, kind: str, packed: bytes) -> bytes | None:
        """The body's bytes, where they are those of its id."""
        try:
            plain = plain_of(packed)
        except (zlib.error, TypeError) as error:
            self._fault(f"its body cannot be unpacked ({error})", name, "record")
            return None
        self.told.size += len(plain)
        if plain_id(kind, plain) != key:
            self._fault("its id is not made of its kind and body", name, "record")
            return None
        return plain

    def _quotes(self, name: str, key: str, kind: str, body: Json, plain: bytes) -> str | None:
        """The text that a record quotes from, checked."""
        wanted = key if kind == "text" else body["text"]
        words = self.words.get(wanted)
        if words is None:
            words = self._text(wanted)
        if words is None:
            self._fault(f"the text {wanted} is not there" if kind == "reading" else "its text is not there", name, "text")
            return None
        self.words[wanted] = words
        if kind == "text":
            self.told.size += len(words.encode("utf-8", "surrogatepass"))
            if text_digest(words) != body["sha256"]:
                self._fault("the text is not the one that was recorded", name, "text")
        for why in untrue(body, words, plain):
            self._fault(why, name)
        return words

    def _text(self, key: str) -> str | None:
        try:
            found = self.connection.execute(select(schema.text.c.text).where(schema.text.c.id == key)).scalar()
        except UNREADABLE:
            return None
        return found if isinstance(found, str) else None

    def _file(self, name: str, body: Json) -> None:
        why = self.archive.fault(body["sha256"], body["size"])
        if why:
            file, _, words = why.partition(": ")
            self._fault(words, name, file=file)
        else:
            self.told.size += body["size"]

    def compare(self, table: Table) -> None:
        """The stored rows and those that the records make: both stand in the order of their keys."""
        stored, wanted = self.stored.rows[table.name], self.wanted[table.name]
        self.told.rows += len(stored)
        if stored == wanted:
            return
        have, need = {row[0]: row for row in stored}, {row[0]: row for row in wanted}
        for key in sorted(have.keys() | need.keys()):
            owner = key // rows_apart(table)
            if have.get(key) != need.get(key) and owner not in self.broken:
                self._fault(f"row {key} {_differs(table, have.get(key), need.get(key))}", f"record {owner}", table.name)

    def _fault(self, why: str, record: str | None = None, table: str | None = None, file: str | None = None) -> None:
        self.told.faults.add(Fault(why, record, table, file))


def _differs(table: Table, have: tuple[Any, ...] | None, need: tuple[Any, ...] | None) -> str:
    if have is None or need is None:
        return "is missing" if have is None else "is of no record"
    names = [column.name for column, old, new in zip(table.columns, have, need, strict=True) if old != new]
    return f"is not what the record says: {', '.join(names)}"
