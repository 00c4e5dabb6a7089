"""Copies among the texts of a ledger: found while a report is added, by fingerprints, confirmed by words, kept with passages."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from tacitus.copies.confirm import compare_words, copy_of
from tacitus.copies.credits import agency_of
from tacitus.copies.family import Facts, families
from tacitus.copies.sketch import needed
from tacitus.copies.words import Words, report_words
from tacitus.format.document import document_of, published_of
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.record import body_of
from tacitus.model.copy import Copy, Family, Passage
from tacitus.model.document import Document
from tacitus.model.span import Span

REMEMBERED = 300  # texts
MOST = 400  # fingerprints that are asked for in one query


def copies_of(connection: Connection, text_id: str) -> Iterator[Draft]:
    """The copies of a text among those that are there, as drafts of their records."""
    seq = connection.execute(select(schema.text.c.seq).where(schema.text.c.id == text_id)).scalar_one()
    found = sorted(_candidates(connection, seq))
    if not found:
        return
    own = _told(connection, text_id)
    names = select(schema.text.c.seq, schema.text.c.id).where(schema.text.c.seq.in_(found))
    ids = {row.seq: row.id for row in connection.execute(names)}
    for other_id in (ids[other] for other in found):
        other = _told(connection, other_id)
        same_agency = own.agency is not None and own.agency == other.agency
        left, right = sorted(((text_id, own.words), (other_id, other.words)), key=lambda side: side[0])
        copy = copy_of(left[0], right[0], compare_words(left[1], right[1], same_agency))
        if copy:
            yield draft("copy", copy_json(copy))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of a text."""

    words: Words
    agency: str | None


_KNOWN: OrderedDict[str, _Told] = OrderedDict()  # a text's id is the hash of what it says: whoever asks, it is the same


def _told(connection: Connection, text_id: str) -> _Told:
    """A text ready to be compared; the last few hundred are remembered."""
    known = _KNOWN.pop(text_id, None)
    if known is None:
        document = _document(connection, text_id)
        known = _Told(report_words(document), agency_of(document))
    _KNOWN[text_id] = known
    if len(_KNOWN) > REMEMBERED:
        _KNOWN.popitem(last=False)
    return known


def _candidates(connection: Connection, seq: int) -> set[int]:
    """The numbers of the texts that share enough fingerprints with this one."""
    band = schema.band.c
    own = list(connection.execute(select(band.band).where(band.text == seq)).scalars())
    shared: dict[int, int] = {}
    for start in range(0, len(own), MOST):
        query = (
            select(band.text, func.count()).where(band.band.in_(own[start : start + MOST]), band.text != seq).group_by(band.text)
        )
        for other, many in connection.execute(query):
            shared[other] = shared.get(other, 0) + many
    sizes = select(band.text, func.count()).where(band.text.in_(list(shared))).group_by(band.text)
    return {other for other, size in connection.execute(sizes) if shared[other] >= needed(len(own), size)} if shared else set()


def _document(connection: Connection, text_id: str) -> Document:
    """A text as a document."""
    columns = schema.text.c
    query = (
        select(columns.text, schema.record.c.body)
        .join_from(schema.text, schema.record, schema.record.c.seq == columns.seq)
        .where(columns.id == text_id)
    )
    row = connection.execute(query).one()
    return document_of(body_of(row.body), row.text)


def copy_json(copy: Copy) -> Json:
    """A copy as it is kept."""
    passages = [{"left": [one.left.start, one.left.end], "right": [one.right.start, one.right.end]} for one in copy.passages]
    shares = {"share_left": round(copy.share_left, 4), "share_right": round(copy.share_right, 4)}
    return {"left": copy.left, "right": copy.right, **shares, "passages": passages, "how": copy.how}


def copy_from(body: Json) -> Copy:
    """A copy back from what is kept."""
    passages = tuple(Passage(Span(*one["left"]), Span(*one["right"])) for one in body["passages"])
    return Copy(body["left"], body["right"], body["share_left"], body["share_right"], passages, body["how"])


def kept_copies(connection: Connection, text_id: str | None = None) -> tuple[Copy, ...]:
    """Every copy that is recorded, or those of one text."""
    columns = schema.copy.c
    query = select(schema.record.c.body).join_from(schema.copy, schema.record, schema.record.c.seq == columns.seq)
    if text_id is not None:
        query = query.where((columns.left == text_id) | (columns.right == text_id))
    bodies = connection.execute(query.order_by(columns.left, columns.right)).scalars()
    return tuple(copy_from(body_of(packed)) for packed in bodies if packed is not None)


def kept_families(connection: Connection) -> tuple[Family, ...]:
    """The families of all texts: one family is one voice."""
    copies = kept_copies(connection)
    members = {member for copy in copies for member in (copy.left, copy.right)}
    return families(copies, {member: _facts(connection, member) for member in sorted(members)})


def _facts(connection: Connection, text_id: str) -> Facts:
    """When a text came out (by its newest reading) and the agency that it credits."""
    newest = select(schema.reading.c.published_from, schema.reading.c.published_to, schema.reading.c.basis).where(
        schema.reading.c.text == text_id
    )
    day = connection.execute(newest.order_by(schema.reading.c.seq.desc()).limit(1)).one_or_none()
    told = {"from": day.published_from, "to": day.published_to, "basis": day.basis} if day else None
    return Facts(published_of(told), agency_of(_document(connection, text_id)))
