"""A ledger in one file: SQLite with WAL, FTS5 and R*Tree."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from tacitus.ledger.asked import asked
from tacitus.ledger.sound import Soundness, sqlite_soundness

WAIT = 10.0  # seconds that a writer waits for another one
_RANK = {"claim_words": "bm25(claim_fts, 4.0, 3.0, 2.0, 1.0)", "text": "bm25(text_fts, 4.0, 1.0)"}
_INDEX = {"claim_words": "claim_fts", "text": "text_fts"}


@dataclass(frozen=True, slots=True)
class Sqlite:
    """The backend of one file. `writable` is false for those who only look: they leave no trace beside the file."""

    path: Path
    writable: bool = True
    dialect: str = "sqlite"

    def engine(self) -> Engine:
        address = f"sqlite:///file:{quote(str(self.path.absolute()))}?{self._mode}&uri=true"
        made = create_engine(address, poolclass=NullPool, connect_args={"timeout": WAIT})
        event.listen(made, "connect", _connected)
        event.listen(made, "begin", _begun)
        return made

    @property
    def _mode(self) -> str:
        """Those who only look open the file for reading; on a medium that cannot be written, as one that nobody changes."""
        if self.writable:
            return "mode=rw"
        return "mode=ro" if os.access(self.path.absolute().parent, os.W_OK) else "mode=ro&immutable=1"

    def lock(self, connection: Connection) -> None:
        """A transaction that is to write began as one: see `_begun`."""

    def words(self, query: str, table: str) -> tuple[str, str, Mapping[str, Any]]:
        return f"{_INDEX[table]} MATCH :words", _RANK[table], {"words": _match(query)}

    def within(self, west: float, south: float, east: float, north: float) -> tuple[str, Mapping[str, Any]]:
        inside = "SELECT row FROM claim_rtree WHERE w <= :east AND e >= :west AND s <= :north AND n >= :south"
        return f"claim.row IN ({inside})", {"west": west, "south": south, "east": east, "north": north}

    def sound(self, engine: Engine) -> Soundness:
        return sqlite_soundness(engine, self.writable)

    def overwrite(self, connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def size(self) -> int | None:
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def tidy(self, engine: Engine) -> None:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                return
            for index in _INDEX.values():
                raw.execute(f"INSERT INTO {index}({index}) VALUES('optimize')")
            raw.execute("PRAGMA optimize")
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _connected(connection: Any, _: object) -> None:
    """Transactions are ours: pysqlite begins none by itself."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -32000")


def _begun(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _match(query: str) -> str:
    """The query in FTS5's language, every word quoted.

    >>> _match('convoy or "six buses" -drone')
    '(("convoy") OR ("six buses")) NOT "drone"'
    """
    said = asked(query)
    wanted = " OR ".join("(" + " AND ".join(_quoted(phrase) for phrase in phrases) + ")" for phrases in said.alternatives)
    return f"({wanted})" + "".join(f" NOT {_quoted(phrase)}" for phrase in said.without)


def _quoted(phrase: tuple[str, ...]) -> str:
    words = " ".join(phrase)
    return f'"{words[:-1]}" *' if words.endswith("*") else f'"{words}"'
