"""What was said: the words that a verb of saying reports, before it, after it or on both sides.

The parse gives where the reported clause begins and ends, the encoder's labels and the quotations fill what it misses. All
positions are tokens, ranges half-open.
"""

from dataclasses import dataclass

from tacitus.model.reading import Token
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import UNLISTED, Cue
from tacitus.questions.said_by.sight import MARKS, Sight, trimmed
from tacitus.questions.said_by.speakers import Speaker

_COMPLEMENTS = {"clause": ("ccomp",), "doing": ("xcomp", "ccomp", "advcl"), "to": ("xcomp", "ccomp", "advcl"), "of": ("advcl", "obl", "xcomp")}
_OF = frozenset({"of", "for", "with"})
REACH = 16  # words between a cue and the words it reports: "told reporters at a briefing in Goma on Monday that"
GAP = 12  # words the encoder may leave out within one stretch of content


@dataclass(frozen=True, slots=True)
class Room:
    """Where a cue's reported words may stand: the tokens `low` to `high`, around the group of source and cue."""

    low: int
    first: int
    last: int
    high: int


def room(sight: Sight, cue: Cue, speaker: Speaker, cues: tuple[Cue, ...]) -> Room:
    """The room of a cue: its sentence (or its part of a quotation), cut where another cue of the same voice takes over."""
    low, high = sight.bounds(cue.head)
    first, last = cue.first, cue.last
    if speaker.own:
        first, last = min(first, speaker.first), max(last, speaker.last)
    for other in cues:
        if cue.last <= other.first < high and (cut := _cut(sight, cue, other)):
            high = min(high, cut)
    return Room(low, first, last, max(high, last))


def _cut(sight: Sight, cue: Cue, other: Cue) -> int | None:
    """Where a later cue of the sentence ends the room of an earlier one: ", adding that", "and accused", "though he admits"."""
    at = other.first
    while at > cue.last and (sight.kind(at - 1) == "Source" or sight.tokens[at - 1].upos in ("ADV", "AUX")):
        at -= 1
    led = at < other.first and any(sight.kind(place) == "Source" for place in range(at, other.first))
    joint = at
    while joint > cue.last and (sight.tokens[joint - 1].upos in ("CCONJ", "SCONJ") or sight.tokens[joint - 1].text in {",", "-", "–", "—", ";"}):
        joint -= 1
    if joint == at or sight.kind(other.head) == "Content" or sight.around[other.head] != sight.around[cue.head]:
        return None
    if led or sight.tokens[other.head].norm.endswith("ing") or _same_voice(sight, cue, other):
        return joint
    return None


def _same_voice(sight: Sight, cue: Cue, other: Cue) -> bool:
    token = sight.tokens[other.head]
    return token.relation == "conj" and token.head == cue.head


def content(sight: Sight, cue: Cue, place: Room) -> tuple[tuple[int, int], ...]:
    """The ranges of tokens that a cue reports, in text order; none where what follows is no clause and no quotation."""
    after = _after(sight, cue, place)
    before = _before(sight, cue, place, bool(after))
    return tuple(part for part in (before, after) if part)


def _after(sight: Sight, cue: Cue, place: Room) -> tuple[int, int] | None:
    start = _start(sight, cue, place)
    if start is None:
        return None
    end = max(_parsed_end(sight, cue, start, place), _labelled_end(sight, start, place), _quoted_end(sight, cue, start, place))
    found = trimmed(sight, range(start, min(end, place.high)))
    return found if found and _fits(sight, cue, *found) else None


def _start(sight: Sight, cue: Cue, place: Room) -> int | None:
    """The first token of the reported words after a cue."""
    found = [start for start in (_parsed_start(sight, cue, place), _labelled_start(sight, place), _quoted_start(sight, cue, place)) if start]
    if not found:
        return None
    start = min(found)
    while start < place.high and (sight.tokens[start].norm == "that" and sight.tokens[start].upos == "SCONJ" or sight.tokens[start].text in {",", ":", "-", "–", "—"}):
        start += 1
    return start if start < place.high else None


def _complements(sight: Sight, cue: Cue, place: Room) -> list[Token]:
    """The clauses below a cue and after it that its row allows."""
    found = []
    for takes in cue.row.takes:
        for kid in sight.reading.kids(cue.head, *_COMPLEMENTS.get(takes, ())):
            if place.last <= kid.index < place.high and _suits(sight, kid, takes):
                found.append(kid)
    return found


def _suits(sight: Sight, kid: Token, takes: str) -> bool:
    marks = {mark.norm for mark in sight.reading.kids(kid.index, "mark", "case")}
    below = {kid.norm, *(aux.norm for aux in sight.reading.kids(kid.index, "aux", "cop"))}
    doing = any(word.endswith("ing") for word in below)
    if takes == "to":
        return "to" in marks and kid.upos != "NOUN" or "to" in marks and bool(sight.reading.kids(kid.index, "cop"))
    if takes == "doing":
        return doing and not marks
    if takes == "of":
        return bool(marks & _OF) and (doing or kid.relation == "obl")
    return True


def _parsed_start(sight: Sight, cue: Cue, place: Room) -> int | None:
    starts = []
    for kid in _complements(sight, cue, place):
        below = [index for index in sight.reading.subtree(kid.index) if index >= place.last]
        starts.append(min(below))
        if {"of", "to"} & set(cue.row.takes) and kid.relation != "ccomp":
            starts += [min(sight.reading.subtree(whom.index)) for whom in sight.reading.kids(cue.head, "obj", "iobj") if whom.index >= place.last]
    return min(starts) if starts else None


def _labelled_start(sight: Sight, place: Room) -> int | None:
    """The first word after the cue that the encoder sees as content, nothing of another saying in between."""
    for index in range(place.last, min(place.high, place.last + REACH)):
        if sight.kind(index) == "Content":
            return index
        if sight.kind(index) or sight.tokens[index].text == ";":
            return None
    return None


def _quoted_start(sight: Sight, cue: Cue, place: Room) -> int | None:
    quotes = sight.quotes_in(place.last, place.high, cue.head)
    if not quotes:
        return None
    start = next(index for index in range(place.last, place.high) if sight.tokens[index].span.start >= quotes[0].span.start)
    return start if start - place.last <= REACH else None


def _parsed_end(sight: Sight, cue: Cue, start: int, place: Room) -> int:
    """After the last word of the clause that the parse gives; where it gives none, after the start."""
    ends = [start + 1]
    for kid in _complements(sight, cue, place):
        ends.append(max(sight.reading.subtree(kid.index)) + 1)
    return max(ends)


def _labelled_end(sight: Sight, start: int, place: Room) -> int:
    """After the last word of the encoder's content from a start on, small gaps bridged."""
    end = start
    for index in range(start, place.high):
        if sight.kind(index) == "Content":
            end = index + 1
        elif index - end > GAP:
            break
    return end


def _quoted_end(sight: Sight, cue: Cue, start: int, place: Room) -> int:
    """After the last word of a quotation that begins at the start or within the stretch."""
    ends = [start]
    for quote in sight.quotes_in(start, place.high, cue.head):
        inside = sight.range_of(quote.span)
        if inside[0] - max(ends) <= GAP:
            ends.append(min(inside[1], place.high))
    return max(ends)


def _fits(sight: Sight, cue: Cue, first: int, last: int) -> bool:
    """Whether the words found are what the cue's row takes: a clause, a quotation, an act."""
    takes = cue.row.takes
    quoted = bool(sight.quotes_in(first, last, cue.head))
    if "quote" in takes and quoted and sight.tokens[first].text in MARKS:
        return True
    if "phrase" in takes and quoted:
        return True
    if {"of", "to", "doing"} & set(takes):
        allowed = [kid for kid in sight.reading.kids(cue.head, "xcomp", "ccomp", "advcl", "obl") if first <= kid.index < last]
        if any(_suits(sight, kid, takes_one) for kid in allowed for takes_one in takes if takes_one in ("of", "to", "doing")):
            return True
    if "clause" not in takes or not sight.is_clause(first, last):
        return False
    return cue.row is not UNLISTED or sight.tokens[max(0, first - 1)].norm == "that"


def _before(sight: Sight, cue: Cue, place: Room, more: bool) -> tuple[int, int] | None:
    """The reported words that a cue follows: “...,” she said. `more` is whether words after it were found too."""
    if "quote" not in cue.row.takes or place.first <= place.low:
        return None
    joint = sight.tokens[place.first - 1]
    if joint.text not in MARKS | {",", "-", "–", "—", "?", "!", ";", ")"} and not _hangs(sight, cue, place):
        return None
    found = trimmed(sight, range(place.low, place.first))
    if found is None:
        return None
    first, last = found
    while first < last and (sight.tokens[first].upos == "CCONJ" or sight.tokens[first].text == ","):
        first += 1
    quoted = any(sight.tokens[index].text in MARKS for index in range(first, last)) and bool(_quoted(sight, cue, first, last))
    if more and not quoted and not any(sight.kind(index) == "Content" for index in range(first, last)):
        return None
    return (first, last) if quoted or _reported(sight, cue, first, last, more) else None


def _quoted(sight: Sight, cue: Cue, first: int, last: int) -> bool:
    """Whether the words before a cue end in a quotation."""
    end = sight.tokens[last - 1].span.end
    return any(quote.span.start < end <= quote.span.end + 1 for quote in sight.reading.quotes)


def _reported(sight: Sight, cue: Cue, first: int, last: int, more: bool) -> bool:
    """Whether unquoted words before a cue are what it reports: the cue says nothing else, and they are a clause or, in a
    headline, all there is."""
    labelled = sum(sight.kind(index) == "Content" for index in range(first, last))
    if sight.is_clause(first, last):
        return not more or 2 * labelled >= last - first
    return not more and last - first >= 4 and (2 * labelled >= last - first or _ends_sentence(sight, cue))


def _ends_sentence(sight: Sight, cue: Cue) -> bool:
    sentence = sight.reading.sentences[sight.tokens[cue.head].sentence]
    return all(token.upos == "PUNCT" for token in sight.tokens[cue.last : sentence.last])


def _hangs(sight: Sight, cue: Cue, place: Room) -> bool:
    """Whether the parse makes the words before a cue its reported clause although no mark parts them."""
    kids = sight.reading.kids(cue.head, "ccomp")
    return any(kid.index < place.first and sight.kind(kid.index) == "Content" for kid in kids)


def parts_as_spans(sight: Sight, parts: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(sight.span(first, last) for first, last in parts)
