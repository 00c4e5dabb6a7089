"""Reports into the ledger: what is there is not read again; what is read is recorded in batches, each whole or not at all."""

import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

from tacitus.flow import Kit, read_source
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.copying import copies_of
from tacitus.ledger.draft import Bundle, Draft, build_draft, bundle, draft
from tacitus.ledger.erase import lifted, to_lift
from tacitus.ledger.holds import arrived, holds, refused, text_of
from tacitus.model.ids import bytes_id
from tacitus.model.source import Skipped, Source
from tacitus.work.kit import Opener, kit_of
from tacitus.work.plan import Arrival
from tacitus.work.run import Done, run

BATCH = 32  # reports that are recorded together
SECONDS = 2.0  # and the longest that a report waits for the others
_HELD = "ledger"  # the step of a report that is there already


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a report: `news` is added, again (read by a newer build), there, or skipped with its reason."""

    key: str
    uri: str
    news: str
    claims: int = 0
    document: str | None = None
    text: str | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who records, and when: `now` gives the moment as ISO 8601."""

    by: str
    at: str
    again: bool = False


def add(arrived: Iterable[Arrival], ledger: Ledger, opener: Opener, clerk: Clerk, jobs: int = 1) -> Generator[Added, None, None]:
    """Record every report, in order; each is told once it is on the disk. What is killed on the way goes on with the same call."""
    desk = _Desk(ledger, clerk, build_draft(kit_of(opener).build).record.id)
    for done in run(desk.sorted(arrived), keep_report, opener, jobs):
        desk.take(done)
        if desk.full:
            yield from desk.record()
    yield from desk.record()


def keep_report(source: Source, kit: Kit) -> Bundle | Skipped:
    """A report read and packed, in whichever process."""
    outcome = read_source(source, kit)
    return outcome if isinstance(outcome, Skipped) else bundle(outcome)


@dataclass(slots=True)
class _Desk:
    """Reports that are read and not yet recorded."""

    ledger: Ledger
    clerk: Clerk
    build: str
    _held: dict[tuple[int, int], Source] = field(default_factory=dict)
    _waiting: list[tuple[Source | Skipped, Bundle | Skipped]] = field(default_factory=list)
    _since: float = field(default_factory=time.monotonic)

    def sorted(self, arrived: Iterable[Arrival]) -> Iterator[Arrival]:
        """The reports, with those that need no reading marked."""
        for one in arrived:
            why = None if isinstance(one.source, Skipped) else self._needless(one.source)
            if why is None:
                yield one
                continue
            self._held[one.position.input, one.position.report] = one.source  # type: ignore[assignment]
            yield Arrival(one.position, Skipped(one.source.key, _HELD, why, uri=one.source.uri))

    def _needless(self, source: Source) -> str | None:
        """Why a report need not be read: it is there, read by this build; or its bytes were erased."""
        with self.ledger.reads() as connection:
            why = None if self.clerk.again else refused(connection, bytes_id(source.data))
            return why or (_HELD if holds(connection, source.identity, self.build) else None)

    def take(self, done: "Done[Bundle]") -> None:
        place = done.arrival.position
        source = self._held.pop((place.input, place.report), done.arrival.source)
        self._waiting.append((source, done.outcome))

    @property
    def full(self) -> bool:
        return len(self._waiting) >= BATCH or time.monotonic() - self._since > SECONDS

    def record(self) -> list[Added]:
        """One transaction for all that waits."""
        told: list[Added] = []
        if self._waiting:
            with self.ledger.writes() as writer:
                told = [self._entered(writer, source, outcome) for source, outcome in self._waiting]
        self._waiting.clear()
        self._since = time.monotonic()
        return told

    def _entered(self, writer: Writer, source: Source | Skipped, outcome: Bundle | Skipped) -> Added:
        if isinstance(source, Skipped):
            return Added(source.key, source.uri or source.key, "skipped", why_not=source.why_not)
        if isinstance(outcome, Skipped) and outcome.step == _HELD and outcome.why_not != _HELD:
            return Added(source.key, source.uri, "skipped", why_not=outcome.why_not)
        sha256 = bytes_id(source.data)
        why_not = None if self.clerk.again else refused(writer.connection, sha256)
        if why_not:  # it was erased while it was read
            return Added(source.key, source.uri, "skipped", why_not=why_not)
        if isinstance(outcome, Skipped):
            return self._unread(writer, source, sha256, outcome)
        before = writer.head[0]
        again = holds(writer.connection, source.identity, None)
        drafts = self._drafts(writer, sha256, [outcome.build, writer.keep(sha256, source.data), outcome.text, outcome.reading])
        text = drafts[2].record.id
        writer.add(drafts)
        read = writer.head[0] > before
        if read:
            writer.add(copies_of(writer.connection, text))
        writer.add(self._arrival(writer, source, sha256, text, None))
        news = "there" if not read else "again" if again else "added"
        return Added(source.key, source.uri, news, outcome.claims, sha256, text)

    def _drafts(self, writer: Writer, sha256: str, drafts: list[Draft]) -> list[Draft]:
        """The drafts as they are recorded: those of bytes that were erased before name the erasure that they lift."""
        lift = to_lift(writer.connection, sha256)
        return lifted(drafts, lift) if lift else drafts

    def _unread(self, writer: Writer, source: Source, sha256: str, outcome: Skipped) -> Added:
        """A report that is there already, or that could not be read: its bytes are kept all the same."""
        if outcome.step == _HELD:
            text, claims = text_of(writer.connection, source.identity)
            writer.add(self._arrival(writer, source, sha256, text, None))
            return Added(source.key, source.uri, "there", claims, sha256, text)
        writer.add(self._drafts(writer, sha256, [writer.keep(sha256, source.data)]))
        writer.add(self._arrival(writer, source, sha256, None, outcome.why_not))
        return Added(source.key, source.uri, "skipped", 0, sha256, None, outcome.why_not)

    def _arrival(self, writer: Writer, source: Source, sha256: str, text: str | None, why_not: str | None) -> list[Draft]:
        """That this report came from there; nothing where that is known."""
        if arrived(writer.connection, source, text):
            return []
        given = source.given
        body = {
            "uri": source.uri,
            "key": source.key,
            "identity": source.identity,
            "document": sha256,
            "text": text,
            "why_not": why_not,
            "media_type": source.media_type,
            "charset": source.charset,
            "given": {"published": given.published, "publisher": given.publisher, "title": given.title},
            "retrieved": source.retrieved or self.clerk.at,
            "at": self.clerk.at,
            "by": self.clerk.by,
        }
        return [draft("arrival", body)]
