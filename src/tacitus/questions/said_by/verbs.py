"""Sayings of verbs: said, told, warned, accused, ..., with the quotations that their words begin or end in."""

from collections.abc import Iterable, Iterator

from tacitus.model.reading import Quote
from tacitus.model.span import Span
from tacitus.questions.said_by.contents import content
from tacitus.questions.said_by.cues import Cue, spot
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.rooms import Room, Voices, room, thing_before
from tacitus.questions.said_by.sight import Sight
from tacitus.questions.said_by.speakers import Speaker, speaker
from tacitus.questions.said_by.voices import is_first_person, is_in_capitals, is_somebody

AFTERMATH = 8  # words of a sentence that only says who spoke: “Why us?” the old man asked reporters.


def verb_drafts(sight: Sight) -> tuple[Draft, ...]:
    """The sayings whose cue is a verb, in text order of their cues."""
    voices: dict[Cue, Speaker | None] = {}
    last: tuple[Cue, Speaker] | None = None
    for cue in spot(sight):
        if "thing" not in cue.row.takes:
            before = last[1] if last and _together(sight, last[0], cue) else None
            who = voices[cue] = speaker(sight, cue, before)
            last = (cue, who) if who else last
    return tuple(draft for cue, who in voices.items() if who and (draft := _draft(sight, cue, who, voices)))


def _together(sight: Sight, one: Cue, other: Cue) -> bool:
    """Whether two cues stand in one sentence and in the same quotation, or in none."""
    same = sight.tokens[one.head].sentence == sight.tokens[other.head].sentence
    return same and sight.around[one.head] == sight.around[other.head]


def _draft(sight: Sight, cue: Cue, who: Speaker, voices: Voices) -> Draft | None:
    if cue.row.voice == "voice" and not (is_somebody(sight, who.head) or is_in_capitals(sight, who.head)):
        return None
    if cue.row.strength == "believed" and is_first_person(sight, who.head):
        return None
    place = room(sight, cue, who, voices)
    found = tuple(sight.span(*part) for part in content(sight, cue, place, who.own))
    found = found or _quotation_before(sight, cue, place) or _antecedent(sight, cue, who, voices)
    parts = tuple(whole(sight, cue.head, part) for part in found)
    heads = {sight.tokens[cue.head].span, sight.tokens[who.head if who.own else cue.head].span}
    if not parts or any(part.contains(head) for part in parts for head in heads):
        return None
    return Draft(cue.row.id, cue.row.strength, parts, who.head, who.span(sight), cue.head, sight.span(cue.first, cue.last))


def whole(sight: Sight, home: int, part: Span) -> Span:
    """Reported words with all of every quotation that they reach into; `home` is the cue, which stands outside of it."""
    for quote in _beside(sight, home):
        if quote.span.overlaps(part):
            part = part.cover(quote.span)
    return part


def _beside(sight: Sight, home: int) -> Iterator[Quote]:
    """The quotations one level below the cue that do not hold it."""
    depth = sight.reading.quotes[sight.around[home]].depth + 1 if sight.around[home] >= 0 else 0
    here = sight.tokens[home].span
    return (quote for quote in sight.reading.quotes if quote.depth == depth and not quote.span.overlaps(here))


def _quotation_before(sight: Sight, cue: Cue, place: Room) -> tuple[Span, ...]:
    """The quotation that ends the sentence before, when a cue's own sentence holds nothing else: “Why?” she asked."""
    sentence = sight.reading.sentences[sight.tokens[cue.head].sentence]
    if "quote" not in cue.row.takes or place.first != sentence.first or sentence.last - place.last > AFTERMATH:
        return ()
    start = sentence.span.start
    for quote in _beside(sight, cue.head):
        if quote.span.end <= start and sight.reading.text[quote.span.end : start].strip(" \u00a0") == "":
            return (quote.span,)
    return ()


def _antecedent(sight: Sight, cue: Cue, who: Speaker, cues: Iterable[Cue]) -> tuple[Span, ...]:
    """What "which" stands for in "accused of firing first, which the army denied" (or "a charge the army denied"): the words
    of the cue before."""
    which = [kid.index for kid in sight.reading.kids(cue.head, "obj") if kid.norm == "which" and kid.index < cue.head]
    thing = thing_before(sight, cue)
    before = [other for other in cues if other.head < cue.head and _together(sight, other, cue)]
    if not before or not (which or thing):
        return ()
    low, high = sight.bounds(cue.head)
    place = Room(low, before[-1].first, before[-1].last, min([*which, thing or who.first, who.first]), high)
    return tuple(sight.span(*part) for part in content(sight, before[-1], place, own=False))
