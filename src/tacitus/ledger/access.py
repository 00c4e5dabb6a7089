"""Whether a ledger may be written to, asked before anything is: a medium without permission, a database user who only reads."""

import os

from sqlalchemy import text

from tacitus.ledger.book import Ledger, place_of
from tacitus.ledger.sqlite import Sqlite

_MAY = """SELECT has_table_privilege(current_user, 'record', 'INSERT'), has_table_privilege(current_user, 'incident', 'DELETE'),
 current_setting('transaction_read_only') = 'on', pg_is_in_recovery()"""


def may_write(where: str) -> bool:
    """Whether a file and its folder may be written to; of a server's database the server is asked, by `sealed`."""
    backend = place_of(where).backend
    if not isinstance(backend, Sqlite) or not backend.path.exists():
        return True
    return all(os.access(path, os.W_OK) for path in (backend.path, backend.path.absolute().parent))


def sealed(ledger: Ledger) -> str:
    """Why the ledger can only be read; empty where it can be written. Raises LedgerError."""
    if isinstance(ledger.backend, Sqlite):
        return "" if ledger.backend.writable else "its file or folder cannot be written by who runs tacitus serve"
    with ledger.reads() as connection:
        insert, delete, only, standby = connection.execute(text(_MAY)).one()
    if only or standby:
        return "the server takes no changes"
    return "" if insert and delete else "the database user may not write"
