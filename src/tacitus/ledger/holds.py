"""What the ledger holds of a report that arrives."""

from sqlalchemy import Connection, func, select

from tacitus.ledger import schema
from tacitus.ledger.erase import tombstone
from tacitus.model.source import Source


def holds(connection: Connection, identity: str, build: str | None) -> bool:
    """Whether a report was read by a build; by any, where `build` is None."""
    columns = schema.reading.c
    query = select(columns.seq).where(columns.identity == identity)
    return connection.execute((query if build is None else query.where(columns.build == build)).limit(1)).first() is not None


def text_of(connection: Connection, identity: str) -> tuple[str | None, int]:
    """The text of a report's newest reading, and how many claims that has."""
    columns = schema.reading.c
    query = select(columns.text, columns.claims).where(columns.identity == identity).order_by(columns.seq.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    return (found.text, found.claims) if found else (None, 0)


def arrived(connection: Connection, source: Source, text: str | None) -> bool:
    """Whether it is known that this report came from there."""
    columns = schema.arrival.c
    query = select(func.count()).where(
        columns.uri == source.uri,
        columns.key == source.key,
        columns.identity == source.identity,
        columns.text.is_not_distinct_from(text),
    )
    return connection.execute(query).scalar_one() > 0


def refused(connection: Connection, document: str) -> str | None:
    """Why bytes that were erased are not taken again; None where they were not."""
    stone = tombstone(connection, document)
    return f"it was erased on {stone.at[:10]} ({stone.why}); give --again to take it all the same" if stone else None
