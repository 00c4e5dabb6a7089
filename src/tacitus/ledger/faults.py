"""What a database says when it cannot, in words that help: one line, what and where and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError, SQLAlchemyError

from tacitus.errors import LedgerError

_SAYS = (
    ("is locked", "another process is writing to it; try again when that is done"),
    ("lock timeout", "another process is writing to it; try again when that is done"),
    ("not a database", "it is no ledger, or its first bytes are damaged; restore a copy"),
    ("malformed", "it is damaged; run tacitus verify for what does not hold, and restore a copy"),
    ("readonly", "it cannot be written; make the file and its folder writable, or work on a copy"),
    ("read-only", "it cannot be written; make the file and its folder writable, or work on a copy"),
    ("is full", "the disk is full; make room and give the same command again: nothing recorded is lost"),
    ("no space left", "the disk is full; make room and give the same command again: nothing recorded is lost"),
    ("disk i/o error", "the disk cannot be read or written"),
    ("unable to open", "it cannot be opened; is the path right, and may it be read?"),
    ("only grows", "a ledger only grows: what is recorded is never changed"),
    ("password authentication", "the server refuses the name or the password"),
    ("does not exist", "there is no such database, role or table on the server; make it, then run tacitus init"),
    ("connection refused", "no server answers there"),
    ("could not translate host", "there is no such host"),
    ("permission denied", "the server does not allow it"),
    ("postgis", "the server lacks PostGIS; install it (Debian: postgresql-15-postgis-3) and run tacitus init again"),
)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the database raises into a LedgerError about `where`."""
    try:
        yield
    except (DatabaseError, InterfaceError, OperationalError) as error:
        words = " ".join(str(error.orig or error).split())
        known = next((says for sign, says in _SAYS if sign in words.casefold()), None)
        raise LedgerError(f"{where}: {known or words[:300]}") from error
    except UnicodeDecodeError as error:  # sqlite3, where a damaged schema is part of what it says
        raise LedgerError(f"{where}: it is damaged; restore a copy") from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{where}: {' '.join(str(error).split())[:300]}") from error
