"""Visits to feeds, as the ledger keeps them: what the last one said, and whether a page is there already."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, or_, select

from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.erase import taken_down
from tacitus.ledger.record import body_of

_FORM = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class KeptVisit:
    """A visit to a feed: see `intake.poll.Visit`; times are in UTC."""

    url: str
    etag: str | None
    last_modified: str | None
    at: datetime
    status: int
    failures: int
    next_at: datetime


def last_visit(connection: Connection, url: str) -> KeptVisit | None:
    """What was kept of the last visit to a feed."""
    columns = schema.visit.c
    query = (
        select(schema.record.c.body)
        .join_from(schema.visit, schema.record, schema.record.c.seq == columns.seq)
        .where(columns.url == url)
        .order_by(columns.seq.desc())
        .limit(1)
    )
    packed = connection.execute(query).scalar_one_or_none()
    if packed is None:
        return None
    body = body_of(packed)
    at, next_at = (datetime.strptime(body[key], _FORM).replace(tzinfo=UTC) for key in ("at", "next_at"))
    return KeptVisit(url, body["etag"], body["last_modified"], at, body["status"], body["failures"], next_at)


def visit_draft(visit: KeptVisit, by: str) -> Draft:
    """The record of a visit."""
    body: Json = {name: getattr(visit, name) for name in ("url", "etag", "last_modified", "status", "failures")}
    return draft("visit", {**body, "at": visit.at.strftime(_FORM), "next_at": visit.next_at.strftime(_FORM), "by": by})


def link_held(connection: Connection, link: str) -> bool:
    """Whether the page behind a link is in the ledger, or was, and is to stay away."""
    columns = schema.arrival.c
    found = connection.execute(select(columns.seq).where(or_(columns.uri == link, columns.key == link)).limit(1)).first()
    return found is not None or taken_down(connection, link) is not None
