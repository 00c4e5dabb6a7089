"""Sayings of verbs: said, told, warned, accused, ..., with the quotations that their words begin or end in."""

from dataclasses import replace

from tacitus.model.span import Span
from tacitus.questions.said_by.contents import Room, content, room
from tacitus.questions.said_by.cues import Cue, spot
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.sight import Sight
from tacitus.questions.said_by.speakers import Speaker, speaker

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})


def drafts(sight: Sight) -> tuple[Draft, ...]:
    """The sayings whose cue is a verb, in text order of their cues."""
    cues = tuple(cue for cue in spot(sight) if "thing" not in cue.row.takes)
    found: list[Draft] = []
    last: tuple[Cue, Speaker] | None = None
    for cue in cues:
        before = last[1] if last and _together(sight, last[0], cue) else None
        who = speaker(sight, cue, before)
        draft = _draft(sight, cue, who, cues) if who else None
        if who and draft:
            found.append(draft)
            last = (cue, who)
    return tuple(found)


def _together(sight: Sight, one: Cue, other: Cue) -> bool:
    same = sight.tokens[one.head].sentence == sight.tokens[other.head].sentence
    return same and sight.around[one.head] == sight.around[other.head]


def _draft(sight: Sight, cue: Cue, who: Speaker, cues: tuple[Cue, ...]) -> Draft | None:
    if sight.tokens[who.head].norm in FIRST_PERSON and sight.around[cue.head] < 0 and not _quoted_voice(sight, cue):
        return None
    place = room(sight, cue, who, cues)
    parts = tuple(sight.span(first, last) for first, last in content(sight, cue, place)) or _sentence_before(sight, cue, place)
    if not parts or any(part.contains(sight.tokens[cue.head].span) for part in parts):
        return None
    parts = tuple(_whole_quote(sight, cue, part) for part in parts)
    if any(part.contains(who.span(sight)) for part in parts) and who.own:
        return None
    return Draft(cue.row.id, cue.row.strength, parts, who.head, who.span(sight), cue.head, sight.span(cue.first, cue.last))
