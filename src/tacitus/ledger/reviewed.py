"""Reviews in the ledger: what people said of claims, put to the claims of a reading."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from tacitus.format.pieces import Json
from tacitus.format.review import review_json, review_of
from tacitus.ledger import schema
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.record import body_of
from tacitus.ledger.wanted import Shown
from tacitus.model.review import Review
from tacitus.reviews.carry import Carried, Orphan, carried
from tacitus.reviews.view import is_rejected, reviewed

_OF_REPORT = """SELECT DISTINCT review.seq FROM reading JOIN claim ON claim.seq = reading.seq JOIN review ON review.claim = claim.id
 WHERE reading.identity = :identity"""
_NEWEST = """SELECT max(newer.seq) AS seq, newer.identity FROM reading AS newer WHERE newer.identity IN
 (SELECT reading.identity FROM review JOIN claim ON claim.id = review.claim JOIN reading ON reading.seq = claim.seq{})
 GROUP BY newer.identity ORDER BY 1"""
_STANDS = """SELECT found.identity, (SELECT max(newer.seq) FROM reading AS newer WHERE newer.identity = found.identity),
 max(found.seq), count(*) FROM (SELECT DISTINCT reading.identity, review.seq FROM review JOIN claim ON claim.id = review.claim
 JOIN reading ON reading.seq = claim.seq) AS found GROUP BY found.identity ORDER BY found.identity"""
_PART = 400  # records in one query


def any_reviews(connection: Connection) -> bool:
    """Whether anybody reviewed anything: one look, so that a ledger without reviews pays nothing for them."""
    return connection.execute(select(schema.review.c.seq).limit(1)).first() is not None


def review_draft(review: Review) -> Draft:
    """The draft of a review's record; the id that the review has is not looked at."""
    return draft("review", review_json(review))


def reviews(connection: Connection, claims: Iterable[str] | None = None) -> tuple[Review, ...]:
    """Every review (or those that were made of these claims), in the order in which they were recorded."""
    columns = schema.review.c
    if claims is None:
        return _at(connection, connection.execute(select(columns.seq)).scalars())
    wanted = sorted(set(claims))
    found: set[int] = set()
    for start in range(0, len(wanted), _PART):
        found.update(
            connection.execute(select(columns.seq).where(columns.claim.in_(wanted[start : start + _PART]))).scalars().all()
        )
    return _at(connection, found)


def reviews_of_report(connection: Connection, identity: str) -> tuple[Review, ...]:
    """The reviews of all claims of a report, of whatever reading."""
    return _at(connection, connection.execute(text(_OF_REPORT), {"identity": identity}).scalars())


def newest_reading(connection: Connection, claim: str) -> str | None:
    """The id of the newest reading that has the claim of this whole id; None where none has."""
    columns = schema.claim.c
    seq = connection.execute(
        select(columns.seq).where(columns.id == claim).order_by(columns.seq.desc()).limit(1)
    ).scalar_one_or_none()
    return None if seq is None else connection.execute(select(schema.record.c.id).where(schema.record.c.seq == seq)).scalar_one()


def _at(connection: Connection, numbers: Iterable[int]) -> tuple[Review, ...]:
    record = schema.record.c
    wanted, found = sorted(set(numbers)), []
    for start in range(0, len(wanted), _PART):
        some = select(record.id, record.body).where(record.seq.in_(wanted[start : start + _PART])).order_by(record.seq)
        found += [review_of(row.id, body_of(row.body)) for row in connection.execute(some) if row.body is not None]
    return tuple(found)


def of_reading(connection: Connection, body: Json) -> Mapping[str, tuple[Review, ...]]:
    """The reviews of the claims of a reading (`body`), by the claims' ids."""
    found = reviews_of_report(connection, body["identity"]) if any_reviews(connection) else ()
    return carried(found, body["claims"], _alike(connection, body["text"], found)).by_claim if found else {}


def seen(
    connection: Connection, body: Json, lines: Iterable[Json], shown: Shown = Shown.REVIEWED, by: str | None = None
) -> Iterator[Json]:
    """The lines of a reading (`body`) as reviewed; by one coder, where it is named, as if nobody else had reviewed anything."""
    put = {} if shown is Shown.AS_READ else of_reading(connection, body)
    if not put:
        yield from lines
        return
    for line in lines:
        own = put.get(line["id"], ())
        told = reviewed(line, own if by is None else [review for review in own if review.by == by])
        if shown is Shown.ALL or not is_rejected(told):
            yield told


def _alike(connection: Connection, text_id: str, found: Iterable[Review]) -> set[str]:
    """The texts that reviews were made on and that have the words of this one."""
    others = sorted({review.anchor.text for review in found} - {text_id})
    columns, own = schema.text.c, schema.text.alias("own")
    same = select(columns.id).join(own, own.c.text == columns.text).where(own.c.id == text_id, columns.id.in_(others))
    return {text_id, *(connection.execute(same).scalars() if others else ())}


@dataclass(frozen=True, slots=True)
class Touched:
    """The newest reading of a report with reviews: its number, the rows of its claims by their ids, and the reviews put to them."""

    seq: int
    rows: Mapping[str, int]
    put: Carried


def touched(connection: Connection, deeds: bool = False) -> Iterator[Touched]:
    """Every report with reviews, by its newest reading; with `deeds` only those that something was corrected or rejected in."""
    which = " WHERE review.action IN ('correct', 'reject')" if deeds else ""
    for seq, identity in connection.execute(text(_NEWEST.format(which))).all():
        yield touched_one(connection, seq, identity)


def touched_one(connection: Connection, seq: int, identity: str) -> Touched:
    """One report with its reviews: by the number of its newest reading and its identity."""
    claim = schema.claim.c
    query = select(claim.row, claim.id, claim.type, claim.start, claim.end).where(claim.seq == seq).order_by(claim.row)
    rows = connection.execute(query).all()
    claims = [{"id": row.id, "type": row.type, "trigger": {"start": row.start, "end": row.end}} for row in rows]
    found = reviews_of_report(connection, identity)
    text_id = connection.execute(select(schema.reading.c.text).where(schema.reading.c.seq == seq)).scalar_one()
    put = carried(found, claims, _alike(connection, text_id, found))
    return Touched(seq, {row.id: row.row for row in rows}, put)


@dataclass(frozen=True, slots=True)
class Stand:
    """A report with reviews: its identity, the number of its newest reading and of its last review, how many there are. What its
    reviews come to holds as long as these do."""

    identity: str
    seq: int
    last: int
    reviews: int


def stands(connection: Connection) -> tuple[Stand, ...]:
    """Every report with reviews."""
    return tuple(Stand(*row) for row in connection.execute(text(_STANDS)))


def by_claim(connection: Connection) -> dict[str, tuple[Review, ...]]:
    """All reviews by the claims of the newest readings that they are of now."""
    return {key: own for one in touched(connection) for key, own in one.put.by_claim.items()}


def orphans(connection: Connection) -> tuple[Orphan, ...]:
    """The reviews whose claims no newest reading has, each with the reason."""
    return lost([one.put for one in touched(connection)], reviews(connection))


def lost(put: Iterable[Carried], made: Iterable[Review]) -> tuple[Orphan, ...]:
    """Of all reviews those that have no claim, where `put` is what the reviews of every report come to."""
    listed = list(put)
    found = {orphan.review.id: orphan for one in listed for orphan in one.orphans}
    told = {review.id for one in listed for own in one.by_claim.values() for review in own}
    gone = [Orphan(one, "no reading of the ledger has the claim") for one in made if one.id not in told | found.keys()]
    return (*(orphan for key, orphan in found.items() if key not in told), *gone)
