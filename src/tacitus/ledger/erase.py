"""Erasure: a report's bytes, text and all that was read from it go; what they were, why, when and by whom it was done stays.

The records keep their numbers, ids and links, so that the chain holds: only their bodies go. The erasure is a record itself and
names each of them. A later `--again` brings a report back under new ids, which name the erasure that they lift.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, or_, select, update

from tacitus.errors import LedgerError
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.record import body_of
from tacitus.ledger.stretch import Stretch, key_of
from tacitus.ledger.weighed import forget
from tacitus.model.ids import bytes_id

_MANY = 400  # ids that one statement asks for
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That a document's bytes were erased: by which record, why, when and by whom."""

    id: str
    why: str
    at: str
    by: str

    @property
    def age(self) -> tuple[str, str]:
        """Greater for a newer one."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took away: the documents (sha256 of their bytes) and how many records lost their bodies."""

    documents: tuple[str, ...]
    records: int


def documents_of(connection: Connection, named: str) -> tuple[str, ...]:
    """The documents (sha256) that an id or address means: of a report, a text, a reading, a claim, or where reports came from."""
    text, reading, claim, arrival = schema.text.c, schema.reading.c, schema.claim.c, schema.arrival.c
    of_claim = select(text.document).join(schema.reading, reading.text == text.id).join(schema.claim, claim.seq == reading.seq)
    queries: Sequence[Select[Any]] = (
        select(schema.archived.c.sha256).where(schema.archived.c.sha256 == named),
        select(text.document).where(or_(text.document == named, text.id == named, text.identity == named)),
        select(text.document).join(schema.reading, reading.text == text.id).where(reading.id == named),
        of_claim.where(claim.id == named),
        select(arrival.document).where(or_(arrival.uri == named, arrival.identity == named)),
    )
    found = {document for query in queries for document in connection.execute(query).scalars() if document}
    return tuple(sorted(found))


def tombstone(connection: Connection, document: str) -> Tombstone | None:
    """The newest erasure of bytes that have not come back since; None where there is none."""
    if connection.execute(select(schema.archived.c.seq).where(schema.archived.c.sha256 == document)).first():
        return None
    return max((stone for _, stone in tombstones(connection, document)), key=lambda stone: stone.age, default=None)


def tombstones(connection: Connection, document: str | None = None) -> Iterator[tuple[str, Tombstone]]:
    """Every erasure that a person asked for, of one document or of all."""
    for key, body in _erasures(connection, document):
        if "through" not in body:
            yield body["target"], Tombstone(key, body["why"], body["at"], body["by"])


def taken_down(connection: Connection, address: str) -> str | None:
    """Why what came from an address was erased; None where nothing was. Erasures keep only the hashes of addresses."""
    wanted = bytes_id(address.encode())
    return next((body["why"] for _, body in _erasures(connection, None) if wanted in body.get("addresses", ())), None)


def _erasures(connection: Connection, document: str | None) -> list[tuple[str, Json]]:
    erasure, record = schema.erasure.c, schema.record.c
    query = select(record.id, record.body).join(schema.erasure, record.seq == erasure.seq).order_by(record.seq)
    found = connection.execute(query if document is None else query.where(erasure.target == document))
    return [(row.id, body_of(row.body)) for row in found]


def erased_before(connection: Connection, document: str) -> str | None:
    """Why bytes were erased and are not to come back unless somebody says so; None where they were not."""
    stone = tombstone(connection, document)
    return stone.why if stone else None


def to_lift(connection: Connection, document: str) -> str | None:
    """The erasure that new records of a document must lift, whether its bytes came back already or not; None where it was never
    erased."""
    query = select(schema.record.c.body).join(schema.archived, schema.archived.c.seq == schema.record.c.seq)
    held = connection.execute(query.where(schema.archived.c.sha256 == document)).scalar()
    if held is not None:
        again: str | None = body_of(held).get("again")
        return again
    stone = tombstone(connection, document)
    return stone.id if stone else None


def lifted(drafts: Iterable[Draft], again: str) -> list[Draft]:
    """A report's drafts, as they are recorded when a person takes it again after that erasure: under new ids that name it."""
    found: list[Draft] = []
    texts: dict[str, str] = {}
    for one in drafts:
        kind, body = one.record.kind, body_of(one.record.packed)
        if kind in ("bytes", "text"):
            new = draft(kind, {**body, "again": again}, one.rows["text"][0][-1] if kind == "text" else None)
            texts[one.record.id] = new.record.id
        else:
            new = draft(kind, {**body, "text": texts[body["text"]]}) if body.get("text") in texts else one
        found.append(new)
    return found


def erase(ledger: Ledger, named: str, why: str, by: str, at: str, several: bool = False) -> Erased:
    """Erase what an id or address means. Raises LedgerError where nothing is meant, or several documents and not `several`."""
    if not why.strip():
        raise LedgerError("an erasure needs its reason; give it with --why")
    with ledger.writes() as writer:
        ledger.backend.overwrite(writer.connection)
        documents = documents_of(writer.connection, named)
        if not documents:
            raise LedgerError(f"{named}: the ledger holds nothing of that name; give the id of a report, text, reading or claim")
        if len(documents) > 1 and not several:
            raise LedgerError(f"{named}: {len(documents)} documents are meant; give the id of one, or --all for all of them")
        records = sum(_erase(writer, document, why, by, at) for document in documents)
    for document in documents:
        ledger.archive.remove(document)
    return Erased(documents, records)


def _erase(writer: Writer, document: str, why: str, by: str, at: str) -> int:
    """One document's erasure; how many records it took the bodies of."""
    connection, text = writer.connection, schema.text.c
    texts = connection.execute(select(text.id).where(text.document == document)).scalars().all()
    records = belongings(connection, document, texts)
    erased = sorted(records.values())
    body = {"target": document, "why": why, "by": by, "at": at, "erased": erased, "addresses": _addresses(connection, records)}
    writer.add([draft("erasure", body)])
    strip(connection, records)
    return len(records)


def _addresses(connection: Connection, records: Iterable[int]) -> list[str]:
    """The hashes of where reports came from: so that who looks there again can know, and nobody can read it here."""
    arrival = schema.arrival.c
    found: set[str] = set()
    for part in _parts(set(records)):
        for row in connection.execute(select(arrival.uri, arrival.key).where(arrival.seq.in_(part))):
            found |= {bytes_id(row.uri.encode()), bytes_id(row.key.encode())}
    return sorted(found)


def strip(connection: Connection, numbers: Iterable[int]) -> None:
    """Take away the bodies of records that an erasure names, their rows, and what was weighed: that is made again without them."""
    forget(connection)
    for seq in sorted(numbers):
        connection.execute(update(schema.record).where(schema.record.c.seq == seq).values(body=None))
        for table in schema.INDEXES:
            least, greatest = Stretch(seq, seq).keys(table)
            connection.execute(delete(table).where(key_of(table).between(least, greatest)))


def belongings(connection: Connection, document: str, texts: Sequence[str], bytes_too: bool = True) -> dict[int, str]:
    """The records of a document, by number: its bytes, these texts of it, their readings; where it came from, the visits there,
    what it shares with copies, what was judged and reviewed of its claims."""
    arrival, reading, text, claim = schema.arrival.c, schema.reading.c, schema.text.c, schema.claim.c
    found = _numbers(connection, schema.text, text.id.in_(texts))
    found |= _numbers(connection, schema.reading, reading.text.in_(texts))
    came: ColumnElement[bool] = arrival.text.in_(texts)
    if bytes_too:
        found |= _numbers(connection, schema.archived, schema.archived.c.sha256 == document)
        came = or_(came, arrival.document == document)
    arrivals = _numbers(connection, schema.arrival, came)
    claims = set(connection.execute(select(claim.id).where(claim.seq.in_(found))).scalars())
    identities = set(connection.execute(select(text.identity).where(text.id.in_(texts))).scalars())
    for table in (schema.copy, schema.judgement):
        for ids in _parts({document, *texts, *identities, *claims}):
            found |= _numbers(connection, table, or_(table.c.left.in_(ids), table.c.right.in_(ids)))
    for ids in _parts(claims):
        found |= _numbers(connection, schema.review, schema.review.c.claim.in_(ids))
    found |= arrivals | _visits(connection, arrivals)
    return _named(connection, found)


def _visits(connection: Connection, arrivals: set[int]) -> set[int]:
    """The visits to the addresses that only these arrivals came from."""
    arrival, visit = schema.arrival.c, schema.visit.c
    uris = set(connection.execute(select(arrival.uri).where(arrival.seq.in_(arrivals))).scalars())
    others = select(arrival.uri).where(arrival.uri.in_(uris), arrival.seq.not_in(arrivals))
    return _numbers(connection, schema.visit, visit.url.in_(uris - set(connection.execute(others).scalars())))


def _numbers(connection: Connection, table: Table, where: ColumnElement[bool]) -> set[int]:
    return set(connection.execute(select(table.c.seq).where(where)).scalars())


def _named(connection: Connection, numbers: set[int]) -> dict[int, str]:
    named: dict[int, str] = {}
    for part in _parts(numbers):
        query = select(schema.record.c.seq, schema.record.c.id).where(schema.record.c.seq.in_(part))
        named.update({row.seq: row.id for row in connection.execute(query)})
    return named


def _parts(ids: set[T]) -> Iterable[list[T]]:
    whole = list(ids)
    return (whole[start : start + _MANY] for start in range(0, len(whole), _MANY))
