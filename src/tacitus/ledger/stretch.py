"""Stretches of the book: records from one number to another, with the rows that they made."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, select

from tacitus.ledger import schema
from tacitus.ledger.fault import UNREADABLE, said
from tacitus.ledger.rows import APART

FIRST, LAST = -(2**63), 2**63 - 1
HELD = 256  # records that are held at a time


@dataclass(frozen=True, slots=True)
class Stretch:
    """Records number `first` to `last`. The first one begins before all numbers and the last one ends after them: no row of
    any table lies outside."""

    first: int
    last: int

    def keys(self, table: Table) -> tuple[int, int]:
        """The least and the greatest key of the rows that these records make."""
        times = rows_apart(table)
        return max(FIRST, self.first * times), min(LAST, (self.last + 1) * times - 1)


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in the database: records as (seq, id, kind, body), and each table's rows in the order of their keys. `unread`
    says of a table why it cannot be read."""

    records: list[tuple[int, str, str, bytes | None]]
    rows: dict[str, list[tuple[Any, ...]]]
    unread: dict[str, str] = field(default_factory=dict)


def stretches(connection: Connection, size: int) -> Iterator[Stretch]:
    """All records in stretches of `size`. Raises DBAPIError where they cannot be read."""
    seq, start = schema.record.c.seq, FIRST
    while True:
        query = select(seq).where(seq >= start).order_by(seq).limit(1).offset(size)
        after = connection.execute(query).scalar()
        if after is None:
            yield Stretch(start, LAST)
            return
        yield Stretch(start, after - 1)
        start = after


def handfuls(connection: Connection, whole: Stretch) -> Iterator[tuple[Stretch, list[int]]]:
    """A stretch, a few records at a time, with their numbers. Raises DBAPIError where they cannot be read."""
    seq, start = schema.record.c.seq, whole.first
    while True:
        query = select(seq).where(seq.between(start, whole.last)).order_by(seq).limit(HELD + 1)
        numbers = list(connection.execute(query).scalars())
        if len(numbers) <= HELD:
            yield Stretch(start, whole.last), numbers
            return
        after = numbers.pop()
        yield Stretch(start, after - 1), numbers
        start = after


def halves(part: Stretch, numbers: list[int]) -> Iterator[tuple[Stretch, list[int]]]:
    """The two halves of a handful of several records."""
    half = len(numbers) // 2
    middle = numbers[half]
    yield Stretch(part.first, middle - 1), numbers[:half]
    yield Stretch(middle, part.last), numbers[half:]


def fetch(connection: Connection, part: Stretch) -> Stored:
    """Read the records of a stretch, and their rows: as the driver gives them, which is twice as fast."""
    stored = Stored([], {})
    unreadable = (*UNREADABLE, connection.dialect.loaded_dbapi.Error)
    for name, query in _QUERIES.items():
        table = schema.metadata.tables[name]
        least, greatest = part.keys(table)
        try:
            with closing(connection.execute(query, {"least": least, "greatest": greatest})) as result:
                found = list(result.cursor.fetchall())
        except unreadable as error:
            stored.unread[name] = said(error)
            continue
        if table is schema.record:
            stored.records.extend((row[0], str(row[1]), str(row[2]), row[3]) for row in found)
        else:
            stored.rows[name] = found
    return stored


def key_of(table: Table) -> "Column[Any]":
    """The key by which a table's rows are in order: it is the first of its columns."""
    (key,) = table.primary_key.columns
    return key


def rows_apart(table: Table) -> int:
    """How far the keys of two records' first rows lie apart."""
    return APART[table.name][0] if table.name in APART else 1


def _between(table: Table) -> Select[Any]:
    key = key_of(table)
    columns = [column for column in table.columns if not (table is schema.record and column.name == "chain")]
    return select(*columns).where(key.between(bindparam("least"), bindparam("greatest"))).order_by(key)


_QUERIES = {table.name: _between(table) for table in (schema.record, *schema.INDEXES)}
