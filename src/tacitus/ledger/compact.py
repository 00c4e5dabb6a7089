"""Room given back: files that no record names, what erasures left in free pages, the write-ahead log."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from tacitus.errors import LedgerError
from tacitus.ledger import schema
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.faults import told
from tacitus.ledger.verify import strays


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many files went, and the bytes that were given back: by them and by the database (None where a server holds it)."""

    files: int
    archive: int
    database: int | None


def compact(ledger: Ledger) -> Compacted:
    """Tidy a ledger; nothing that is recorded changes. Raises LedgerError, also where the archive's records are not whole."""
    files = _swept(ledger)
    before = ledger.backend.size()
    with told(ledger.name):
        ledger.backend.tidy(ledger.engine)
    after = ledger.backend.size()
    given = before - after if before is not None and after is not None else None
    return Compacted(len(files), sum(files), given)


def _swept(ledger: Ledger) -> list[int]:
    """Remove the files that no record names, and return their sizes. Nobody writes meanwhile: what is half-written is nobody's."""
    with ledger.writes() as writer:
        _whole(writer, ledger.name)
        return [_removed(path) for path in strays(writer.connection, ledger.archive)]


def _whole(writer: Writer, name: str) -> None:
    """A table of archived bytes that lacks rows would make files look like nobody's."""
    record = schema.record.c
    recorded = select(func.count()).where(record.kind == "bytes", record.body.is_not(None))
    listed = select(func.count()).select_from(schema.archived)
    if writer.connection.execute(recorded).scalar_one() != writer.connection.execute(listed).scalar_one():
        raise LedgerError(f"{name}: its list of archived files is damaged, so none was touched; run tacitus verify")


def _removed(path: Path) -> int:
    try:
        size = path.stat().st_size
        path.unlink()
    except OSError as error:
        raise LedgerError(f"{path}: it cannot be removed ({error.strerror})") from error
    return size
