"""What the ledger holds, in numbers."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from tacitus.ledger import schema
from tacitus.ledger.backend import Backend
from tacitus.ledger.wanted import FROM, Filter, conditions

_SPEAKERS = "AND claim_name.role = 'speaker' AND claim_name.alias = 0"


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the newest readings; pairs are of a name and how many claims it has, the most first."""

    records: int
    head: str
    reports: int
    addresses: int
    unread: int
    readings: int
    builds: int
    archived: int
    bytes: int
    erased: int
    copies: int
    claims: int
    first: str | None
    last: str | None
    types: tuple[tuple[str, int], ...]
    standings: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    speakers: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    without: tuple[tuple[str, int], ...]


def stats(connection: Connection, backend: Backend, most: int = 10) -> Stats:
    """Count everything once."""
    made = conditions(Filter(), backend)
    newest = " AND ".join(made.parts)

    def one(query: str) -> int:
        return int(connection.execute(text(query)).scalar_one() or 0)

    def listed(column: str, joined: str = "", more: str = "") -> tuple[tuple[str, int], ...]:
        query = (
            f"SELECT {column} AS name, count(DISTINCT claim.row) AS number {FROM} {joined} WHERE {newest} {more}"
            f" GROUP BY {column} ORDER BY number DESC, name LIMIT {most}"
        )
        return tuple((row.name, row.number) for row in connection.execute(text(query)) if row.name is not None)

    last = select(schema.record.c.seq, schema.record.c.chain).order_by(schema.record.c.seq.desc()).limit(1)
    head = connection.execute(last).one()
    days = connection.execute(text(f"SELECT min(claim.day_from), max(claim.day_to) {FROM} WHERE {newest}")).one()
    return Stats(
        records=head.seq,
        head=head.chain,
        reports=one("SELECT count(DISTINCT identity) FROM reading"),
        addresses=one("SELECT count(DISTINCT uri) FROM arrival WHERE text IS NOT NULL"),
        unread=one("SELECT count(DISTINCT identity) FROM arrival WHERE identity NOT IN (SELECT identity FROM reading)"),
        readings=one("SELECT count(*) FROM reading"),
        builds=one("SELECT count(*) FROM build"),
        archived=one("SELECT count(*) FROM archived"),
        bytes=one("SELECT sum(size) FROM archived"),
        erased=one("SELECT count(*) FROM erasure"),
        copies=one("SELECT count(*) FROM copy"),
        claims=one(f"SELECT count(*) {FROM} WHERE {newest}"),
        first=days[0],
        last=days[1],
        types=listed("claim.type"),
        standings=listed("claim.standing"),
        countries=listed("claim.country"),
        speakers=listed("claim_name.name", "JOIN claim_name ON claim_name.claim = claim.row", _SPEAKERS),
        publishers=listed("text.publisher", "JOIN text ON text.id = reading.text"),
        without=(
            ("no place", one(f"SELECT count(*) {FROM} WHERE {newest} AND claim.place IS NULL")),
            ("no day", one(f"SELECT count(*) {FROM} WHERE {newest} AND claim.day_from IS NULL AND claim.day_to IS NULL")),
        ),
    )
