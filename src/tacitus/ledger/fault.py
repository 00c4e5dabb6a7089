"""What does not hold, as `verify` tells it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from tacitus.format.pieces import Json

UNREADABLE = (DBAPIError, UnicodeDecodeError)  # sqlite3 raises the second where a damaged schema is part of what it says
MOST = 200  # faults that are kept; the rest are counted
_ALIKE = 10  # of those that say the same of a table


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: `why`, and the record, table or file that it is in where that is known."""

    why: str
    record: str | None = None
    table: str | None = None
    file: str | None = None

    @property
    def line(self) -> str:
        """In one line."""
        where = [self.record, f"table {self.table}" if self.table else None, self.file]
        return ": ".join([", ".join(part for part in where if part) or "the ledger", self.why])

    @property
    def json(self) -> Json:
        return {"record": self.record, "table": self.table, "file": self.file, "why": self.why}


@dataclass(slots=True)
class Faults:
    """The first faults, and how many there are in all: a wholly damaged ledger has too many to hold."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0
    _alike: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def add(self, fault: Fault) -> None:
        self.count += 1
        self._alike[fault.why, fault.table] += 1
        if len(self.kept) < MOST and self._alike[fault.why, fault.table] <= _ALIKE:
            self.kept.append(fault)

    def join(self, other: "Faults") -> None:
        for fault in other.kept:
            self.add(fault)
        self.count += other.count - len(other.kept)

    def extend(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.add(fault)


def said(error: Exception) -> str:
    """What the database says, in one line."""
    words = "what it says of itself is no text" if isinstance(error, UnicodeDecodeError) else getattr(error, "orig", error)
    return " ".join(str(words).split())[:200]
