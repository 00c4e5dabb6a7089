"""What the ledger holds, in numbers."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from tacitus.ledger import schema
from tacitus.ledger.amended import asked
from tacitus.ledger.backend import Backend
from tacitus.ledger.wanted import FROM, Filter, conditions

_SPEAKERS = "AND claim_name.role = 'speaker' AND claim_name.alias = 0"


_NUMBERS = {
    "reports": "SELECT count(DISTINCT identity) FROM reading",
    "addresses": "SELECT count(DISTINCT uri) FROM arrival WHERE text IS NOT NULL",
    "unread": "SELECT count(DISTINCT identity) FROM arrival WHERE identity NOT IN (SELECT identity FROM reading)",
    "readings": "SELECT count(*) FROM reading",
    "builds": "SELECT count(*) FROM build",
    "archived": "SELECT count(*) FROM archived",
    "bytes": "SELECT sum(size) FROM archived",
    "erased": "SELECT count(*) FROM erasure",
    "copies": "SELECT count(*) FROM copy",
}


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the newest readings, without the claims that people rejected; pairs are of a name and how many claims it has, the
    most first. Types and names of corrected claims are counted as they were read."""

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
    counted = _Counted(connection, " AND ".join(conditions(asked(connection, Filter()), backend).parts), most)
    last = select(schema.record.c.seq, schema.record.c.chain).order_by(schema.record.c.seq.desc()).limit(1)
    head = connection.execute(last).one()
    first, latest = counted.days()
    return Stats(
        records=head.seq,
        head=head.chain,
        **{name: counted.one(query) for name, query in _NUMBERS.items()},
        claims=counted.claims(),
        first=first,
        last=latest,
        types=counted.listed("claim.type"),
        standings=counted.listed("claim.standing"),
        countries=counted.listed("claim.country"),
        speakers=counted.listed("claim_name.name", "JOIN claim_name ON claim_name.claim = claim.row", _SPEAKERS),
        publishers=counted.listed("text.publisher", "JOIN text ON text.id = reading.text"),
        without=(
            ("no place", counted.claims("AND claim.place IS NULL")),
            ("no day", counted.claims("AND claim.day_from IS NULL AND claim.day_to IS NULL")),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """Counts over the newest readings."""

    connection: Connection
    newest: str
    most: int

    def one(self, query: str) -> int:
        return int(self.connection.execute(text(query)).scalar_one() or 0)

    def claims(self, more: str = "") -> int:
        return self.one(f"SELECT count(*) {FROM} WHERE {self.newest} {more}")

    def days(self) -> tuple[str | None, str | None]:
        query = f"SELECT min(claim.day_from), max(claim.day_to) {FROM} WHERE {self.newest}"
        first, last = self.connection.execute(text(query)).one()
        return first, last

    def listed(self, column: str, joined: str = "", more: str = "") -> tuple[tuple[str, int], ...]:
        """The values of a column with how many claims each has, the most first."""
        query = (
            f"SELECT {column} AS name, count(DISTINCT claim.row) AS number {FROM} {joined} WHERE {self.newest} {more}"
            f" GROUP BY {column} ORDER BY number DESC, name LIMIT {self.most}"
        )
        return tuple((row.name, row.number) for row in self.connection.execute(text(query)) if row.name is not None)
