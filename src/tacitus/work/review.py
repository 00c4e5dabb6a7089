"""A person's review of a claim, recorded; and what all reviews come to: the queue, and how far coders agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find, reviewed
from tacitus.ledger.backend import Backend, Connection
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.waiting import facts
from tacitus.ledger.waiting import weights as kept_weights
from tacitus.ledger.wanted import Shown
from tacitus.model.review import LONGEST, Action, Anchor, Review
from tacitus.questions.what.rows import table
from tacitus.reviews.alpha import Agreement, agreement
from tacitus.reviews.carry import Carried
from tacitus.reviews.force import in_force, ordered, taken_back
from tacitus.reviews.people import Coder, people
from tacitus.reviews.queue import Queued, ranked, waiting
from tacitus.reviews.queue import queued as worded
from tacitus.reviews.shape import shaped
from tacitus.settings import now

NEED_WHY = (Action.REJECT, Action.NOTE)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a coder does. Of a correction: the slot, the typed value (or None) and the words chosen in the text (start, end).

    `as_read` accepts the claim as it was read, where else it is accepted as others corrected it: for coders who stay blind.
    `seconds` is how long it took, where that was measured; what cannot be is dropped.
    """

    action: Action
    why: str = ""
    slot: str | None = None
    value: Any = None
    words: Sequence[tuple[int, int]] = ()
    as_read: bool = False
    seconds: float | None = None


def review(ledger: Ledger, claim: str, deed: Deed, by: str) -> Review:
    """Record a review of a claim (its id, or its beginning). Raises InputError."""
    who, why = _named(by), deed.why.strip()
    if deed.action is Action.UNDO:
        raise InputError("an undo names the review that it takes back; see: tacitus reviews")
    if deed.action in NEED_WHY and not why:
        raise InputError(f"{deed.action.value}: it needs its reason; give it with --why")
    with ledger.writes() as writer:
        connection = writer.connection
        whole = _claim(connection, claim)
        key, body, line = _read(connection, whole)
        said = _said(connection, deed, body, line)
        anchor = Anchor(body["text"], _as_read(body, whole)["type"], line["trigger"]["start"], line["trigger"]["end"])
        own = [one for one in reviewed.reviews_of_report(connection, body["identity"]) if one.by == who]
        after = ordered(own)[-1].id if own else None
        made = Review("", whole, key, anchor, deed.action, who, now(), why, deed.slot, said, None, after, measured(deed.seconds))
        return _kept(writer, made)


def measured(seconds: float | None) -> float | None:
    """Seconds to a tenth; None for what nobody can have measured.

    >>> measured(12.345), measured(-1.0), measured(4000.0), measured(float("nan"))
    (12.3, None, None, None)
    """
    return round(float(seconds), 1) if seconds is not None and 0 <= seconds <= LONGEST else None


def _claim(connection: Connection, given: str) -> str:
    """The claim's whole id."""
    if reviewed.newest_reading(connection, given):
        return given
    thing = find.resolve(connection, given)
    if thing.kind != "claim":
        raise InputError(f"{given}: it is a {thing.kind}; only claims are reviewed")
    return thing.id


def undo(ledger: Ledger, record: str | None, by: str, why: str = "") -> Review:
    """Take back a review of one's own (its record's id, or its beginning), or the last one. Raises InputError."""
    who = _named(by)
    with ledger.writes() as writer:
        connection = writer.connection
        every = [one for one in reviewed.reviews(connection) if one.by == who]
        undone = record and find.resolve(connection, record).id
        target = _undoable(every, undone, who)
        own = {one.id for one in reviewed.reviews_of_report(connection, _identity(connection, target))}
        after = ordered(one for one in every if one.id in own)[-1].id
        made = replace(target, action=Action.UNDO, by=who, at=now(), why=why.strip(), slot=None, value=None, seconds=None)
        return _kept(writer, replace(made, undoes=target.id, after=after))


def _undoable(every: list[Review], wanted: str | None, who: str) -> Review:
    """What is taken back. An undo can be taken back too, as long as it is in force."""
    if wanted is None:
        held = in_force(every)
        if not held:
            raise InputError(f"{who} has no review that could be taken back")
        return held[-1]
    found = next((one for one in every if one.id == wanted), None)
    if found is None:
        raise InputError(f"{wanted}: it is no review of {who}; only who made a review takes it back (see: tacitus reviews)")
    if found.id in taken_back(every):
        raise InputError(f"{wanted}: it was taken back already")
    return found


def _identity(connection: Connection, target: Review) -> str:
    body = find.body(connection, target.reading)
    if body is None:
        raise InputError(f"{target.reading}: the reading was erased")
    return str(body["identity"])


def _named(by: str) -> str:
    who = by.strip()
    if not who:
        raise InputError("a review needs a name; give it with --as, or set TACITUS_CODER")
    return who


def _read(connection: Connection, claim: str) -> tuple[str, Json, Json]:
    """The newest reading that has the claim (its id and body), and the claim's line as reviewed."""
    key = reviewed.newest_reading(connection, claim)
    body = find.body(connection, key) if key else None
    if key is None or body is None:
        raise InputError(f"{claim}: its report was erased")
    lines = find.reading_lines(connection, key, body, shown=Shown.ALL)
    return key, body, next(line for line in lines if line["id"] == claim)


def _as_read(body: Json, claim: str) -> Json:
    found: Json = next(one for one in body["claims"] if one["id"] == claim)
    return found


def _said(connection: Connection, deed: Deed, body: Json, line: Json) -> Any:
    """The value of the record: of a correction the slot, made whole; of an acceptance the corrections that it takes over."""
    if deed.action is Action.CORRECT:
        if not deed.slot:
            raise InputError("correct: which slot? give it with --slot")
        kinds = {key: asdict(kind.codes) for key, kind in table().kinds.items()}
        return shaped(deed.slot, deed.value, deed.words, find.words(connection, body["text"]) or "", body, kinds)
    if deed.slot or deed.value is not None or deed.words:
        raise InputError(f"{deed.action.value}: it takes no slot, value or words; to change one: correct")
    if deed.action is Action.ACCEPT and not deed.as_read and "review" in line:
        return [one["record"] for one in line["review"]["corrections"]] or None
    return None


def _kept(writer: Writer, made: Review) -> Review:
    one = reviewed.review_draft(made)
    writer.add([one])
    return replace(made, id=one.record.id)


def queued(connection: Connection, backend: Backend, by: str | None = None, most: int = 50) -> tuple[Queued, ...]:
    """What is worth a person's time, the first `most` of it; for one coder without what he has judged."""
    weights = kept_weights(connection)
    by_claim = reviewed.by_claim(connection)
    known = Lines(connection)
    order = ranked(facts(connection, backend), weights)
    left = waiting(order, by_claim, weights, by, known)[:most]
    lines = known.of(one.facts.id for one in left)
    return tuple(worded(line, by_claim.get(line["id"], ()), weights, by) for line in lines)


@dataclass(frozen=True, slots=True)
class Lines:
    """Claims as they were read, by their ids."""

    connection: Connection

    def __call__(self, claim: str) -> Json:
        return self.of([claim])[0]

    def of(self, claims: Iterable[str]) -> list[Json]:
        return list(find.claims_by_id(self.connection, claims, Shown.AS_READ))


def coders(connection: Connection, names: Iterable[str] = ()) -> Agreement:
    """How far coders (those named, else all) agree. Raises InputError for a name that reviewed nothing."""
    by_claim = reviewed.by_claim(connection)
    known_coders({review.by for own in by_claim.values() for review in own}, names)
    return agreement(by_claim, names)


def known_coders(known: set[str], names: Iterable[str]) -> None:
    """Raises InputError for a name that reviewed nothing."""
    unknown = sorted(set(names) - known)
    if unknown:
        raise InputError(f"{', '.join(unknown)}: no such coder; those who reviewed are {', '.join(sorted(known)) or 'nobody'}")


def paces(connection: Connection, names: Iterable[str] = ()) -> tuple[Coder, ...]:
    """What each coder (those named, else all) did."""
    wanted = frozenset(names)
    found = people(reviewed.reviews(connection), reviewed.by_claim(connection))
    return tuple(one for one in found if not wanted or one.name in wanted)


@dataclass(frozen=True, slots=True)
class Listed:
    """A review with what became of it: whether it is in force, the claim it is of now, or why that is none."""

    review: Review
    holds: bool
    now: str | None
    why_not: str | None


def listed(connection: Connection) -> Iterator[Listed]:
    """Every review, in the order in which they were made."""
    put = [one.put for one in reviewed.touched(connection)]
    yield from listed_of(put, reviewed.reviews(connection))


def listed_of(put: Sequence[Carried], every: Sequence[Review]) -> Iterator[Listed]:
    """As `listed`, where it is known what the reviews of every report come to."""
    now = {review.id: claim for one in put for claim, own in one.by_claim.items() for review in own}
    lost = {orphan.review.id: orphan.why for orphan in reviewed.lost(put, every)}
    holds = {review.id for review in in_force(every)}
    for one in ordered(every):
        yield Listed(one, one.id in holds, now.get(one.id), lost.get(one.id))
