"""What each claim says of a body: the state, which part, how many, which way, where and when, and who says it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.thread import Step, Voice
from tacitus.threads.members import Member, counts_of, heads_body, in_role, is_piece
from tacitus.threads.tables import holds_words, place_of, stances, ways, words_of

DENIED = frozenset({Standing.DENIED, Standing.NEGATED})
_ASSERTED = frozenset({Standing.HAPPENED, Standing.ONGOING})
_REACH = 12  # words after the trigger in which the way may stand


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim about a body, before its part is known. `piece` is set where it speaks of a part; `mate` ties the claims of a
    report's part."""

    entry: Entry
    voice: Voice
    state: str
    stance: str
    number: float | None
    piece: bool
    mate: tuple[str, int] | None
    denied: bool
    course: str | None


def tellings(members: Sequence[Member], voices: Mapping[str, Voice]) -> list[Telling]:
    """All that is asserted or denied of a body, by claim; a claim speaks once of a part."""
    found = [telling for member in members for telling in _of(member, voices)]
    once = {(telling.entry.id, telling.mate, telling.number): telling for telling in found}
    return sorted(once.values(), key=lambda one: (one.entry.id, one.number or 0, str(one.mate)))


def _of(member: Member, voices: Mapping[str, Voice]) -> Iterator[Telling]:
    entries = {entry.id: entry for entry in member.entries}
    if member.strand is None:
        yield from (_single(entry, voices[entry.id]) for entry in member.entries if _told(entry))
        return
    for step in member.strand.steps:
        entry = entries.get(step.claim)
        if entry and _told(entry):
            yield _stepped(step, entry, member, voices[entry.id])


def _told(entry: Entry) -> bool:
    return entry.standing in _ASSERTED | DENIED


def _stepped(step: Step, entry: Entry, member: Member, voice: Voice) -> Telling:
    strand, row = member.strand, stances().get(entry.kind)
    part = strand.parts[step.part] if strand and step.part is not None and step.part < len(strand.parts) else None
    number = step.number if step.number is not None else part
    piece = step.part is not None or (number in member.parts and number not in member.wholes)
    mate = (member.id, step.part) if step.part is not None else None
    return Telling(
        entry, voice, step.state, row.stance if row else "", number, piece, mate, entry.standing in DENIED, course_of(entry)
    )


def _single(entry: Entry, voice: Voice) -> Telling:
    row = stances()[entry.kind]
    named = [one for one in in_role(entry) if heads_body(one.name) or (one.quote and heads_body(one.quote.text))]
    numbers = [told.best for one in named for told in counts_of(entry, one) if told.best is not None]
    piece = any(is_piece(text) for one in named for text in _texts(one))
    number = next(iter(sorted(numbers)), None)
    return Telling(entry, voice, row.state, row.stance, number, piece, None, entry.standing in DENIED, course_of(entry))


def _texts(named: Named) -> tuple[str, ...]:
    return (named.name, named.quote.text) if named.quote else (named.name,)


def course_of(entry: Entry) -> str | None:
    """Which way a movement goes, by the words from its trigger on: back or on before a compass point."""
    if entry.kind not in ("movement", "retreat", "evacuation", "displacement"):
        return None
    clause = words_of(entry.evidence.text)
    trigger = words_of(entry.trigger.text)
    start = place_of(clause, entry.trigger.text)
    ahead = trigger if start is None else clause[start : start + len(trigger) + _REACH]
    ahead = _until(ahead, "that", len(trigger))
    told = [row.way for row in ways() if any(holds_words(ahead, words) for words in row.words)]
    return next(iter(told), None)


def _until(words: list[str], stop: str, least: int) -> list[str]:
    """The words before the next clause of a saying: "turned back, and that six others crossed"."""
    at = next((at for at, word in enumerate(words) if word == stop and at >= least), len(words))
    return words[:at]
