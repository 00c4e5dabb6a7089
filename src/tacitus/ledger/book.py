"""The book itself: opened, written to by one at a time, read by anybody."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select

from tacitus.errors import LedgerError
from tacitus.ledger import schema
from tacitus.ledger.archive import Archive
from tacitus.ledger.backend import Backend
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.faults import told
from tacitus.ledger.migrate import newest, upgrade, version_of
from tacitus.ledger.postgres import Postgres
from tacitus.ledger.record import START, link
from tacitus.ledger.rows import Rows, Values, at
from tacitus.ledger.sqlite import Sqlite

ENDING = ".tacitus.db"
_SERVER = ("postgresql://", "postgresql+psycopg://", "postgres://")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger is: what the person named, the database, and the folder of archived bytes."""

    name: str
    backend: Backend
    archive: Path


def place_of(where: str, writable: bool = True) -> Place:
    """The place that a path or URL names. Raises LedgerError for an address of another kind of server.

    A file's archive lies beside it (`week.tacitus.db`, `week.tacitus.archive`); a server's where the URL says
    (`?archive=FOLDER`), which every machine that writes must reach.
    """
    if where.startswith(_SERVER):
        address, _, options = where.partition("?")
        folders = [part.partition("=")[2] for part in options.split("&") if part.startswith("archive=")]
        if not folders:
            raise LedgerError(f"{_shown(address)}: say where the archived bytes lie: add ?archive=/folder/that/ends/in-archive")
        return Place(_shown(address), Postgres(where.replace("postgres://", "postgresql://", 1)), Path(folders[0]))
    if "://" in where:
        raise LedgerError(f"{_shown(where)}: a ledger is a file, or postgresql://...")
    path = Path(where)
    return Place(where, Sqlite(path, writable), archive_beside(path))


def archive_beside(path: Path) -> Path:
    """The folder of the archived bytes of a ledger file."""
    return path.with_name(f"{path.name.removesuffix('.db').removesuffix('.sqlite')}.archive")


def _shown(url: str) -> str:
    """An address without its password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


@dataclass(slots=True)
class Ledger:
    """An open ledger. `name` is for people."""

    name: str
    backend: Backend
    archive: Archive
    engine: Engine = field(repr=False)

    @classmethod
    def open(cls, where: str, writable: bool = True) -> "Ledger":
        """Open one that is there. Raises LedgerError where there is none, or one of another version."""
        place = place_of(where, writable)
        if isinstance(place.backend, Sqlite) and not place.backend.path.is_file():
            raise LedgerError(f"{where}: there is no ledger; make one with: tacitus init {where}")
        ledger = cls._at(place)
        with ledger.reads() as connection:
            version = version_of(connection)
        if version != newest():
            raise LedgerError(_other_version(where, version))
        return ledger

    @classmethod
    def create(cls, where: str, name: str, at: str, by: str) -> "Ledger":
        """Make a ledger, or bring the tables of one that is there up to date; what it holds stays. Raises LedgerError."""
        place = place_of(where)
        if isinstance(place.backend, Sqlite):
            _made(place.backend.path)
        _folder(place.archive)
        ledger = cls._at(place)
        with ledger.writes() as writer:
            if version_of(writer.connection) != newest():
                upgrade(writer.connection)
                writer.begin()
            if writer.head[0] == 0:
                writer.add([draft("ledger", {"name": name, "at": at, "by": by, "salt": os.urandom(16).hex()})])
            writer.add([draft("migration", {"version": newest()})])
        return ledger

    @classmethod
    def _at(cls, place: Place) -> "Ledger":
        with told(place.name):
            return cls(place.name, place.backend, Archive(place.archive), place.backend.engine())

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger."""
        with told(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writes(self) -> Iterator["Writer"]:
        """The only writer, for as long as this lasts: all of it is recorded, or none."""
        with told(self.name), self.engine.connect().execution_options(write=True) as connection, connection.begin():
            self.backend.lock(connection)
            writer = Writer(connection, self.archive)
            writer.begin()
            try:
                yield writer
                self.archive.settle()
            finally:
                self.archive.abandon()

    def close(self) -> None:
        self.engine.dispose()


@dataclass(slots=True)
class Writer:
    """Adds records. `head` is the number of the last record and the end of the chain."""

    connection: Connection
    archive: Archive
    head: tuple[int, str] = (0, START)

    def begin(self) -> None:
        """Find the end of the chain, where there are tables."""
        if version_of(self.connection) is None:
            return
        last = select(schema.record.c.seq, schema.record.c.chain).order_by(schema.record.c.seq.desc()).limit(1)
        found = self.connection.execute(last).one_or_none()
        self.head = (found.seq, found.chain) if found else (0, START)

    def add(self, drafts: Iterable[Draft]) -> int:
        """Add the records that are not there yet, with their rows; how many were new."""
        wanted = {one.record.id: one for one in drafts}
        known = self.known(wanted)
        new = [one for key, one in wanted.items() if key not in known]
        rows: Rows = {"record": []}
        for one in new:
            seq, chain = self.head[0] + 1, link(self.head[1], one.record.id)
            self.head = (seq, chain)
            rows["record"].append((seq, one.record.id, one.record.kind, one.record.packed, chain))
            for table, made in one.rows.items():
                rows.setdefault(table, []).extend(at(table, made, seq))
        for table, values in rows.items():
            if values:
                self._put(schema.metadata.tables[table], values)
        return len(new)

    def _put(self, table: Table, rows: list[Values]) -> None:
        """Insert rows; SQLite takes them as they are, at half the cost."""
        columns = table.columns.keys()
        if self.connection.dialect.name != "sqlite":
            self.connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
            return
        listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        self.connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})', rows)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Which of the ids are recorded."""
        asked = list(ids)
        found: set[str] = set()
        for start in range(0, len(asked), 500):
            part = select(schema.record.c.id).where(schema.record.c.id.in_(asked[start : start + 500]))
            found.update(self.connection.execute(part).scalars())
        return found

    def keep(self, sha256: str, data: bytes) -> Draft:
        """Archive bytes, and the draft of their record."""
        self.archive.put(sha256, data)
        return draft("bytes", {"sha256": sha256, "size": len(data)})


def counts(connection: Connection, tables: Sequence[str]) -> Mapping[str, int]:
    """How many rows each table has."""
    return {
        name: connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one() for name in tables
    }


def _other_version(where: str, version: str | None) -> str:
    if version is None:
        return f"{where}: it holds no ledger; make one with: tacitus init {where}"
    if version < newest():
        return f"{where}: its tables are of an older version ({version}); bring them up to date with: tacitus init {where}"
    return f"{where}: its tables are of a newer version ({version}); install a newer Tacitus"


def _made(path: Path) -> None:
    """An empty file for SQLite to fill, with the write-ahead log on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(f"{path}: a ledger cannot be made there ({error})") from error


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{path}: the archive's folder cannot be made ({error.strerror})") from error
