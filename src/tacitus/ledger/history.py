"""What happened to claims in the ledger, in the order in which it was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tacitus.ledger import schema
from tacitus.ledger.record import body_of


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was recorded: `what` is arrived, read, judged or reviewed, `who` did it; `at` is empty where no time is."""

    seq: int
    at: str
    what: str
    who: str
    words: str


def claim_history(connection: Connection, claims: Iterable[str]) -> tuple[Event, ...]:
    """The arrivals of the claims' reports, the readings that give them, the judgements and the reviews on them."""
    wanted = sorted(set(claims))
    found: set[Event] = set()
    texts: set[str] = set()
    for claim in wanted:
        query = (
            select(schema.reading.c.seq, schema.reading.c.text, schema.reading.c.build)
            .join_from(schema.claim, schema.reading, schema.reading.c.seq == schema.claim.c.seq)
            .where(schema.claim.c.id == claim)
        )
        for row in connection.execute(query):
            texts.add(row.text)
            found.add(Event(row.seq, "", "read", _build(connection, row.build), claim))
    for text in sorted(texts):
        columns = schema.arrival.c
        query_arrivals = select(columns.seq, columns.at, columns.by, columns.uri).where(columns.text == text)
        found.update(Event(row.seq, row.at, "arrived", row.by, row.uri) for row in connection.execute(query_arrivals))
    found.update(_judged(connection, wanted))
    found.update(_reviewed(connection, wanted))
    return tuple(sorted(found, key=lambda event: (event.seq, event.words)))


def _build(connection: Connection, key: str) -> str:
    columns = schema.build.c
    row = connection.execute(select(columns.version, columns.encoder).where(columns.id == key)).one_or_none()
    return f"tacitus {row.version}, encoder {row.encoder[:12]}" if row else key


def _judged(connection: Connection, claims: list[str]) -> Iterable[Event]:
    columns = schema.judgement.c
    query = (
        select(columns.seq, columns.at, columns.by, schema.record.c.body)
        .join_from(schema.judgement, schema.record, schema.record.c.seq == columns.seq)
        .where(columns.left.in_(claims) | columns.right.in_(claims))
    )
    for row in connection.execute(query):
        if row.body is not None:
            body = body_of(row.body)
            words = f"{body['left']} and {body['right']}: {body['verdict']} ({'; '.join(body['why'])})"
            yield Event(row.seq, row.at, "judged", row.by, words)


def _reviewed(connection: Connection, claims: list[str]) -> Iterable[Event]:
    columns = schema.review.c
    query = (
        select(columns.seq, columns.at, columns.by, schema.record.c.body)
        .join_from(schema.review, schema.record, schema.record.c.seq == columns.seq)
        .where(columns.claim.in_(claims))
    )
    for row in connection.execute(query):
        if row.body is not None:
            body = body_of(row.body)
            what = " ".join(part for part in (body["action"], body["slot"], body["undoes"]) if part)
            yield Event(
                row.seq, row.at, "reviewed", row.by, f"{body['claim']}: {what}" + (f" ({body['why']})" if body["why"] else "")
            )
