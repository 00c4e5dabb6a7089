"""Two ledgers become one: what the other has and this one has not is added, in its order, with who recorded it and when.

An erasure travels: what either ledger erased is erased in the joined one. Merging A into B and B into A gives the same records,
but for the record of the merge itself.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select

from tacitus.errors import LedgerError
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.erase import Tombstone, belongings, strip, tombstones
from tacitus.ledger.faults import told
from tacitus.ledger.record import Record, body_of, link, plain_id, plain_of, text_digest
from tacitus.ledger.rows import rows_of
from tacitus.ledger.verify import verify

_BATCH = 100


@dataclass(slots=True)
class Merged:
    """What a merge brought: records that were new here (those of other merges are not counted), archived files, and how many
    records here lost their bodies to an erasure of theirs."""

    records: int = 0
    files: int = 0
    erased: int = 0


def merge(ledger: Ledger, other: Ledger, by: str, at: str, jobs: int = 1) -> Merged:
    """Add to a ledger what another one holds. Raises LedgerError where the other does not verify."""
    verdict = verify(other, jobs=jobs)
    if not verdict.holds:
        more = f", and {verdict.count - 1:,} more faults" if verdict.count > 1 else ""
        raise LedgerError(f"{other.name}: it does not hold, so nothing was taken from it ({verdict.faults[0].line}{more})")
    with told(other.name), other.reads() as theirs, ledger.writes() as writer:
        joining = _Joining(writer, theirs, _graves(writer.connection, theirs))
        joining.join()
        joining.merged.files = _carry(writer, joining.first, other)
        if joining.merged.records:
            joining.note(by, at)
        gone = [grave for grave in joining.graves if not _kept(writer.connection, grave)]
    for document in gone:
        ledger.archive.remove(document)
    return joining.merged


@dataclass(slots=True)
class _Joining:
    """A merge on its way. `graves` are the documents that either side erased, with the newest erasure of each; `lost` the
    numbers of the other's records that such an erasure takes, with their documents."""

    writer: Writer
    theirs: Connection
    graves: Mapping[str, Tombstone]
    merged: Merged = field(default_factory=Merged)
    lost: dict[int, str] = field(default_factory=dict)
    doomed: dict[str, set[str]] = field(default_factory=dict)  # the ids of both sides' records that the erasures take
    first: int = 0  # the number of the first record that is added
    ends: tuple[int, str] = (0, "")

    def join(self) -> None:
        self.first = self.writer.head[0] + 1
        for document, stone in self.graves.items():
            theirs, ours = (_doomed(side, document, stone) for side in (self.theirs, self.writer.connection))
            self.lost.update(dict.fromkeys(theirs, document))
            self.doomed[document] = {*theirs.values(), *ours.values()}
        for page in _pages(self.theirs):
            known = self.writer.known(row[1] for row in page)
            self._add([row for row in page if row[1] not in known])
            self.ends = (page[-1][0], page[-1][4])
        self._bury()

    def _add(self, rows: "list[_Row]") -> None:
        """Some of their records. What lost its body there, or loses it here, comes without; erasures take effect at once."""
        self.merged.records += sum(row[2] != "merge" for row in rows)
        drafts: list[Draft] = []
        for seq, key, kind, packed, _ in rows:
            whole = packed is not None and seq not in self.lost
            if packed is not None and whole:
                drafts.append(_draft(self.theirs, key, kind, packed))
            if whole and kind not in ("erasure", "bytes"):
                continue
            if whole and kind == "bytes" and self._double(drafts[-1]):
                self._bury()
            self.writer.add(drafts)
            drafts.clear()
            if packed is not None and kind == "erasure":
                self._strip(body_of(packed)["erased"])
            elif not whole:
                _add_bodiless(self.writer, key, kind)
        self.writer.add(drafts)

    def _double(self, draft: Draft) -> bool:
        """Whether the bytes are here already under another record: both sides brought them back after an erasure of their own."""
        sha256 = body_of(draft.record.packed)["sha256"]
        return sha256 in self.graves and _kept(self.writer.connection, sha256)

    def _strip(self, ids: Sequence[str]) -> None:
        """Take the bodies of what an erasure names."""
        record = schema.record.c
        here: list[int] = []
        for start in range(0, len(ids), _BATCH):
            named = select(record.seq).where(record.id.in_(ids[start : start + _BATCH]), record.body.is_not(None))
            here += self.writer.connection.execute(named).scalars()
        strip(self.writer.connection, here)
        self.merged.erased += len(here)

    def _bury(self) -> None:
        """What an erasure takes beyond the records that it names is named by a record of its own."""
        for document, stone in self.graves.items():
            ids = self.doomed[document] - _named(self.writer.connection, self.doomed[document])
            if ids:
                body = {"target": document, "why": stone.why, "by": stone.by, "at": stone.at, "through": stone.id}
                self.writer.add([draft("erasure", {**body, "erased": sorted(ids)})])
                self._strip(sorted(ids))

    def note(self, by: str, at: str) -> None:
        """The record of the merge."""
        first = select(schema.record.c.id).order_by(schema.record.c.seq).limit(1)
        whose = self.theirs.execute(first).scalar_one()
        self.writer.add([draft("merge", {"ledger": whose, "number": self.ends[0], "head": self.ends[1], "by": by, "at": at})])


_Row = tuple[int, str, str, bytes | None, str]


def _pages(theirs: Connection) -> Iterator[list[_Row]]:
    """All their records but merges' own, in their order."""
    columns, after = schema.record.c, 0
    while True:
        query = select(columns.seq, columns.id, columns.kind, columns.body, columns.chain).where(columns.seq > after)
        page = [(row[0], row[1], row[2], row[3], row[4]) for row in theirs.execute(query.order_by(columns.seq).limit(_BATCH))]
        if not page:
            return
        yield page
        after = page[-1][0]


def _draft(theirs: Connection, key: str, kind: str, packed: bytes) -> Draft:
    """A record of theirs with its rows, checked once more. Raises LedgerError."""
    plain = plain_of(packed)
    body: Json = json.loads(plain)
    words = None
    if kind == "text":
        words = theirs.execute(select(schema.text.c.text).where(schema.text.c.id == key)).scalar() or ""
    if plain_id(kind, plain) != key or (words is not None and text_digest(words) != body["sha256"]):
        raise LedgerError(f"{key}: its body changed while it was merged; verify the other ledger")
    return Draft(Record(kind, key, packed), rows_of(kind, key, body, words))


def _add_bodiless(writer: Writer, key: str, kind: str) -> None:
    """A record whose body was erased: its id keeps its place in the chain."""
    seq, chain = writer.head[0] + 1, link(writer.head[1], key)
    writer.connection.execute(insert(schema.record), {"seq": seq, "id": key, "kind": kind, "body": None, "chain": chain})
    writer.head = (seq, chain)


def _graves(*ledgers: Connection) -> dict[str, Tombstone]:
    """The newest erasure of every document that a ledger erased."""
    graves: dict[str, Tombstone] = {}
    for connection in ledgers:
        for document, stone in tombstones(connection):
            if document not in graves or stone.age > graves[document].age:
                graves[document] = stone
    return dict(sorted(graves.items()))


def _doomed(connection: Connection, document: str, stone: Tombstone) -> dict[int, str]:
    """The records of a document that do not lift its newest erasure, with all that belongs to them."""
    text, archived = schema.text.c, schema.archived.c
    texts = connection.execute(select(text.seq, text.id).where(text.document == document)).all()
    dead = [row.id for row in texts if not _lifts(connection, row.seq, stone)]
    held = connection.execute(select(archived.seq).where(archived.sha256 == document)).scalar()
    whole = held is None or not _lifts(connection, held, stone)
    return belongings(connection, document, dead, whole)


def _lifts(connection: Connection, seq: int, stone: Tombstone) -> bool:
    packed = connection.execute(select(schema.record.c.body).where(schema.record.c.seq == seq)).scalar()
    return packed is not None and body_of(packed).get("again") == stone.id


def _named(connection: Connection, ids: set[str]) -> set[str]:
    """Those of the ids that an erasure names already."""
    return {key for key in ids if connection.execute(select(schema.erased.c.row).where(schema.erased.c.id == key).limit(1)).first()}


def _kept(connection: Connection, document: str) -> bool:
    return connection.execute(select(schema.archived.c.seq).where(schema.archived.c.sha256 == document)).first() is not None


def _carry(writer: Writer, first: int, other: Ledger) -> int:
    """Copy the archived bytes of the records from that number on; how many files."""
    archived = schema.archived.c
    files = 0
    for sha256 in writer.connection.execute(select(archived.sha256).where(archived.seq >= first)).scalars().all():
        if not writer.archive.path(sha256).exists():
            writer.archive.put(sha256, other.archive.get(sha256))
            files += 1
    return files
