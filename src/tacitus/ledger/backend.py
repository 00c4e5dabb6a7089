"""What differs between SQLite and PostgreSQL: how to connect, to write alone, to search words and boxes, to check and to tidy."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection as Connection
from sqlalchemy import Engine

from tacitus.ledger.sound import Soundness


class Backend(Protocol):
    """One kind of database."""

    @property
    def dialect(self) -> str:
        """The name of its DDL files: sqlite or postgresql."""

    def engine(self) -> Engine:
        """Connections to it."""

    def lock(self, connection: Connection) -> None:
        """Keep other writers out until the transaction ends. Raises LedgerError where another one stays too long."""

    def words(self, query: str, table: str) -> tuple[str, str, Mapping[str, Any]]:
        """The SQL that matches a query in `claim_words` or `text` (over its column `row` or `seq`), the SQL of its rank (less
        is better) and their parameters."""

    def within(self, west: float, south: float, east: float, north: float) -> tuple[str, Mapping[str, Any]]:
        """The SQL that says that a claim's box (by claim.row) touches that box."""

    def sound(self, engine: Engine) -> Soundness:
        """What the database itself finds wrong in its files, tables, triggers and indexes."""

    def overwrite(self, connection: Connection) -> None:
        """What this transaction deletes is overwritten, not merely forgotten, where the database can do that."""

    def size(self) -> int | None:
        """The bytes that the database takes on the disk; None where a server knows."""

    def tidy(self, engine: Engine) -> None:
        """Give back room, and put indexes in order."""
