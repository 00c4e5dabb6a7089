"""Copies among the texts of a ledger: found while a report is added, by fingerprints, confirmed by words, kept with passages."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from tacitus.copies.confirm import compare_words, copy_of
from tacitus.copies.credits import agency_of
from tacitus.copies.family import Facts, families
from tacitus.copies.sketch import needed
from tacitus.copies.words import report_words
from tacitus.format.document import document_of, published_of
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.record import body_of
from tacitus.model.copy import Copy, Family, Passage
from tacitus.model.document import Document
from tacitus.model.span import Span

MOST = 400  # fingerprints that are asked for in one query


def copies_of(connection: Connection, text_id: str) -> Iterator[Draft]:
    """The copies of a text among those that are there, as drafts of their records."""
    seq = connection.execute(select(schema.text.c.seq).where(schema.text.c.id == text_id)).scalar_one()
    found = [_document(connection, other) for other in sorted(_candidates(connection, seq))]
    if not found:
        return
    own_id, own = _document(connection, seq)
    words, agency = report_words(own), agency_of(own)
    for other_id, other in found:
        same_agency = agency is not None and agency == agency_of(other)
        pair = sorted(((own_id, words), (other_id, report_words(other))))
        copy = copy_of(pair[0][0], pair[1][0], compare_words(pair[0][1], pair[1][1], same_agency))
        if copy:
            yield draft("copy", copy_json(copy))


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


def _document(connection: Connection, seq: int) -> tuple[str, Document]:
    """A text by its record's number, as a document."""
    columns = schema.text.c
    query = (
        select(columns.id, columns.text, schema.record.c.body)
        .join_from(schema.text, schema.record, schema.record.c.seq == columns.seq)
        .where(columns.seq == seq)
    )
    row = connection.execute(query).one()
    return row.id, document_of(body_of(row.body), row.text)


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
    columns = schema.text.c
    query = (
        select(columns.text, schema.record.c.body)
        .join_from(schema.text, schema.record, schema.record.c.seq == columns.seq)
        .where(columns.id == text_id)
    )
    row = connection.execute(query).one()
    newest = select(schema.reading.c.published_from, schema.reading.c.published_to, schema.reading.c.basis).where(
        schema.reading.c.text == text_id
    )
    day = connection.execute(newest.order_by(schema.reading.c.seq.desc()).limit(1)).one_or_none()
    told = {"from": day.published_from, "to": day.published_to, "basis": day.basis} if day else None
    return Facts(published_of(told), agency_of(document_of(body_of(row.body), row.text)))
