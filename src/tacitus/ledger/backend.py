"""What differs between SQLite and PostgreSQL: how to connect, to write alone, to search words and boxes, to check and to tidy."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Engine


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

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """What the database itself finds wrong in its files and indexes."""

    def tidy(self, engine: Engine) -> None:
        """Give back room, and put indexes in order."""
