"""What a ledger hands to another made from it: which readings, where texts came from, which are copies, what was counted."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import func, select

from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.backend import Connection
from tacitus.ledger.record import body_of


def newest_of(connection: Connection, texts: Iterable[str]) -> set[int]:
    """The numbers of the newest readings of some texts."""
    table = schema.reading.c
    found = (connection.execute(select(func.max(table.seq)).where(table.text == text)).scalar() for text in texts)
    return {seq for seq in found if seq is not None}


def readings(connection: Connection, seqs: Collection[int]) -> Iterator[str]:
    """The ids of readings, in the order of their numbers."""
    table = schema.reading.c
    for seq in sorted(seqs):
        yield str(connection.execute(select(table.id).where(table.seq == seq)).scalar_one())


def arrivals(connection: Connection, text: str) -> list[Json]:
    """Where a text arrived from, in order."""
    columns = schema.arrival.c
    names = ("uri", "key", "document", "text", "at")
    query = select(*(columns[name] for name in names)).where(columns.text == text).order_by(columns.seq)
    return [{**dict(zip(names, row, strict=True)), "why_not": None} for row in connection.execute(query)]


def copies(connection: Connection) -> Iterator[tuple[str, str, Json]]:
    """The pairs of texts of which one is a copy of the other, with their record's body."""
    table, record = schema.copy.c, schema.record.c
    query = select(table.left, table.right, record.body).join_from(schema.copy, schema.record, record.seq == table.seq)
    for row in connection.execute(query.order_by(table.seq)):
        if row.body is not None:
            yield row.left, row.right, body_of(row.body)


def archived(connection: Connection) -> Iterator[tuple[str, int]]:
    """The archived files: sha256 and size in bytes."""
    table = schema.archived.c
    for row in connection.execute(select(table.sha256, table.size).order_by(table.seq)):
        yield row.sha256, row.size


def unread(connection: Connection) -> list[str]:
    """The identities of what arrived and was never read, sorted."""
    arrived = set(connection.execute(select(schema.arrival.c.identity)).scalars())
    return sorted(arrived - set(connection.execute(select(schema.reading.c.identity)).scalars()))


def erasures(connection: Connection) -> list[str]:
    """When reports were erased, in order."""
    table = schema.erasure.c
    return [str(at) for at in connection.execute(select(table.at).order_by(table.seq)).scalars()]
