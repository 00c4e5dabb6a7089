"""A ledger as a bag (BagIt 1.0, RFC 8493): the database, the archived bytes and the checksums of both, for handing over or away.

The same ledger gives the same bag, byte for byte. Whatever the ledger lies in, the bag holds it as a file with the same records,
the same chain and the same head: `tacitus verify` reads it.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select

from tacitus.errors import LedgerError, OutputError
from tacitus.ledger import schema
from tacitus.ledger.archive import Archive
from tacitus.ledger.book import ENDING, Ledger, archive_beside
from tacitus.ledger.migrate import upgrade
from tacitus.ledger.sqlite import Sqlite
from tacitus.ledger.stretch import key_of

_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ROWS = 1_000
_STREAMED = {"yield_per": _ROWS}
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Bag:
    """What a bag holds: how many files, of how many bytes, and the chain of the ledger in it."""

    folder: Path
    files: int
    size: int
    number: int
    head: str


def bag(ledger: Ledger, folder: Path, name: str = "ledger", agent: str = "Tacitus") -> Bag:
    """Make a bag in a folder that is not there yet, or empty. Raises OutputError, and LedgerError for a damaged archive."""
    with _arriving(folder) as arriving:
        database = arriving / "data" / f"{name}{ENDING}"
        with ledger.reads() as connection:
            last = connection.execute(select(schema.record.c.seq, schema.record.c.chain).order_by(schema.record.c.seq.desc()))
            number, head = last.first() or (0, "")
            first = connection.execute(select(schema.record.c.id).order_by(schema.record.c.seq).limit(1)).scalar() or ""
            _copy_rows(connection, database)
            _copy_files(connection, ledger.archive, Archive(archive_beside(database)))
        payload = sorted(path for path in (arriving / "data").rglob("*") if path.is_file())
        size = sum(path.stat().st_size for path in payload)
        _write(arriving / "manifest-sha256.txt", _manifest(arriving, payload))
        _write(arriving / "bagit.txt", _DECLARED)
        facts = {
            "Bag-Software-Agent": agent,
            "External-Identifier": first,
            "External-Description": f"A Tacitus ledger of {number} records",
            "Payload-Oxum": f"{size}.{len(payload)}",
            "Tacitus-Chain-Head": head,
        }
        _write(arriving / "bag-info.txt", "".join(f"{label}: {value}\n" for label, value in facts.items()))
        tags = [arriving / tag for tag in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
        _write(arriving / "tagmanifest-sha256.txt", _manifest(arriving, tags))
    return Bag(folder, len(payload), size, number, head)


@contextmanager
def _arriving(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one that takes its name once it is whole."""
    arriving = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder} is there already; name a new folder")
        (arriving / "data").mkdir(parents=True)
        yield arriving
        if folder.exists():
            folder.rmdir()
        arriving.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: the bag cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(arriving, ignore_errors=True)


def _copy_rows(connection: Connection, database: Path) -> None:
    """Every record and row, in order, into a new file; what finds them is made by its triggers."""
    database.touch()
    engine = Sqlite(database).engine()
    with engine.connect().execution_options(write=True) as copy, copy.begin():
        upgrade(copy)
        for table in (schema.record, *schema.INDEXES):
            with closing(connection.execute(select(table).order_by(key_of(table)), execution_options=_STREAMED)) as found:
                for rows in found.mappings().partitions(_ROWS):
                    copy.execute(insert(table), [dict(row) for row in rows])
    engine.dispose()


def _copy_files(connection: Connection, archive: Archive, copies: Archive) -> None:
    """Every archived file that a record names, checked."""
    copies.folder.mkdir()
    query = select(schema.archived.c.sha256, schema.archived.c.size).order_by(schema.archived.c.sha256)
    with closing(connection.execute(query, execution_options=_STREAMED)) as found:
        for sha256, size in found:
            why = archive.fault(sha256, size)
            if why:
                raise LedgerError(f"{why}; run tacitus verify")
            there = copies.path(sha256)
            there.parent.mkdir(exist_ok=True)
            shutil.copyfile(archive.path(sha256), there)


def _manifest(folder: Path, files: list[Path]) -> str:
    return "".join(f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf8", newline="\n")
