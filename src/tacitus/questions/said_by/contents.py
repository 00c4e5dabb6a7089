"""What was said: the words that a verb of saying reports, before it, after it or on both sides.

The parse gives where the reported clause begins and ends; the encoder's labels and the quotations fill in what it misses. All
positions are tokens, ranges half-open.
"""

from dataclasses import replace

from tacitus.model.reading import Token
from tacitus.questions.said_by.cues import Cue
from tacitus.questions.said_by.relatives import told_of_noun, told_of_opener
from tacitus.questions.said_by.rooms import Room
from tacitus.questions.said_by.sight import DASHES, MARKS, SUBJECTS, Sight, own_end, trimmed
from tacitus.questions.said_by.tables import things

_COMPLEMENTS = {
    "clause": ("ccomp",),
    "doing": ("xcomp", "ccomp", "advcl"),
    "to": ("xcomp", "ccomp", "advcl"),
    "of": ("advcl", "obl", "xcomp", "nmod"),
    "as": ("advcl", "xcomp"),
}
_ACTS = frozenset({"of", "to", "doing", "as", "claim"})
_OF = frozenset({"of", "for", "with"})
_JOINTS = MARKS | DASHES | {",", "?", "!", ")"}
TOLD = frozenset({"tell", "inform", "notify", "assure", "ask", "warn"})
REACH = 16  # words between a cue and the words it reports: "told reporters at a briefing in Goma on Monday that"
LEAST = 4  # words of a headline without a verb: "Nine dead in ambush, police say"
NEAR_ACT = 9  # words between a cue and the "of" of what it accuses somebody of
GAP = 12  # words the encoder may leave out within one stretch of content


def content(sight: Sight, cue: Cue, room: Room, own: bool) -> tuple[tuple[int, int], ...]:
    """The ranges of tokens that a cue reports, in text order; none where what follows is no clause and no quotation. `own`
    is whether the source stands beside the cue: else nothing before the cue is its."""
    aside = told_of_opener(sight, room.first, room.last, room.low, room.high) if own and "clause" in cue.row.takes else ()
    if aside:
        return aside
    after = _after(sight, cue, room, own)
    before = _before(sight, cue, room, bool(after)) if own else None
    return tuple(part for part in (before, after) if part)


def has_that(sight: Sight, clause: Token) -> bool:
    return any(mark.norm == "that" for mark in sight.reading.kids(clause.index, "mark"))


def _after(sight: Sight, cue: Cue, room: Room, own: bool) -> tuple[int, int] | None:
    """The reported words that follow a cue."""
    opening = _after_as(sight, room)
    if opening:
        return trimmed(sight, range(opening, room.high))
    start = _start(sight, cue, room)
    if start is None:
        return None
    of_noun = told_of_noun(sight, cue.head, start, room.high) if own and "clause" in cue.row.takes else None
    if of_noun:
        return of_noun if cue.row.strength != "believed" else None
    end = _closed_quote(sight, cue, start, room)
    if "phrase" in cue.row.takes:
        end = _quoted_end(sight, cue, start, room)
    if end is None:
        end = max(_parsed_end(sight, cue, start, room), _labelled_end(sight, start, room), _quoted_end(sight, cue, start, room))
    found = trimmed(sight, range(start, own_end(sight, cue.head, start, min(end, room.high))))
    return found if found and _fits(sight, cue, room, *found) else None


def _after_as(sight: Sight, room: Room) -> int | None:
    """Where the main clause begins after an opening "As the minister said, ..."."""
    if sight.tokens[room.first].norm != "as" or room.first > room.low + 1:
        return None
    comma = next((index for index in range(room.last, room.high) if sight.tokens[index].text == ","), None)
    return comma + 1 if comma and comma + 1 < room.high and sight.is_clause(comma + 1, room.high) else None


def _start(sight: Sight, cue: Cue, room: Room) -> int | None:
    """The first token of the reported words after a cue."""
    introduced = _introduced_quote(sight, cue, room)
    if introduced is not None:
        return introduced
    parsed = _parsed_start(sight, cue, room)
    found = [start for start in (parsed, _labelled_start(sight, room), _quoted_start(sight, cue, room)) if start is not None]
    if not found:
        return None
    start = parsed if parsed and sight.tokens[parsed].norm == "that" else _past_told(sight, cue, min(found), room)
    while start + 1 < room.high and _opens_clause(*sight.tokens[start : start + 2]):
        start += 1
    return start if start < room.high else None


def _opens_clause(token: Token, after: Token) -> bool:
    """Whether a word only leads to the reported words: "that" (not the "that" of "that was wrong"), a comma, a colon."""
    return (token.norm == "that" and after.upos not in ("VERB", "AUX")) or token.text in DASHES | {",", ":"}


def _introduced_quote(sight: Sight, cue: Cue, room: Room) -> int | None:
    """The quotation that a comma or a colon opens after a cue and its circumstances: said on Friday: “...”."""
    start = _quoted_start(sight, cue, room)
    if start is None or "quote" not in cue.row.takes or sight.tokens[start - 1].text not in {":", ","}:
        return None
    between = sight.tokens[room.last : start]
    return None if any(token.upos == "VERB" or token.norm == "that" for token in between) else start


def _past_told(sight: Sight, cue: Cue, start: int, room: Room) -> int:
    """The start after the people told or the day: warned [its citizens] that; assessed [on May 12] that."""
    reach = range(start, min(room.high, start + REACH))
    that = next((index for index in reach if sight.tokens[index].norm == "that"), None)
    if that is None or "clause" not in cue.row.takes or sight.tokens[that].upos != "SCONJ":
        return start
    told = {index for kid in sight.reading.kids(cue.head, "iobj", "obj") for index in sight.reading.subtree(kid.index)}
    verbless = not any(token.upos in ("VERB", "AUX") for token in sight.tokens[start:that])
    aside = sight.tokens[start].upos == "ADP" and verbless
    return that if aside or all(index in told for index in range(start, that)) else start


def _complements(sight: Sight, cue: Cue, room: Room) -> list[Token]:
    """The clauses below a cue and after it that its row allows."""
    found = []
    for takes in cue.row.takes:
        for head in sorted({cue.head, *range(cue.first, cue.last)}):
            kids = _claims(sight, head) if takes == "claim" else sight.reading.kids(head, *_COMPLEMENTS.get(takes, ("none",)))
            kids += _that_clauses(sight, head) if takes == "clause" else _acts_near(sight, head) if takes == "of" else ()
            found += [kid for kid in kids if room.last <= kid.index < room.high and _suits(sight, kid, takes)]
    return found


def _that_clauses(sight: Sight, head: int) -> tuple[Token, ...]:
    """The clauses with "that" which the parse hangs on a cue in some other way."""
    return tuple(kid for kid in sight.reading.kids(head, "parataxis", "advcl") if has_that(sight, kid))


def _acts_near(sight: Sight, head: int) -> tuple[Token, ...]:
    """The act that follows whom a cue lays it on, where the parse hangs it elsewhere: accusing [Israel] of spreading."""
    for place in range(head + 1, min(len(sight.tokens) - 1, head + NEAR_ACT)):
        token, after = sight.tokens[place : place + 2]
        if token.upos in ("VERB", "AUX") or token.sentence != sight.tokens[head].sentence:
            return ()
        if token.norm in _OF and after.norm.endswith("ing"):
            return (after,)
    return ()


def _claims(sight: Sight, head: int) -> tuple[Token, ...]:
    """The clauses of the nouns of saying that are a verb's object: rejected the claim that."""
    nouns = [noun for noun in sight.reading.kids(head, "obj") if noun.lemma in things()]
    return tuple(kid for noun in nouns for kid in sight.reading.kids(noun.index, "acl", "ccomp") if has_that(sight, kid))


def _suits(sight: Sight, kid: Token, takes: str) -> bool:
    """Whether a complement has the form that a row takes: "to leave", "firing", "of firing", "as saying"."""
    marks = {mark.norm for mark in sight.reading.kids(kid.index, "mark", "case")}
    helpers = sight.reading.kids(kid.index, "aux", "cop")
    doing = any(word.norm.endswith("ing") for word in (kid, *helpers))
    if takes == "to":
        return "to" in marks and (kid.upos != "NOUN" or bool(helpers))
    if takes == "doing":
        return doing and not marks
    if takes == "of":
        return bool(marks & _OF) and (doing or kid.relation == "obl")
    return takes != "as" or ("as" in marks and doing)


def _parsed_start(sight: Sight, cue: Cue, room: Room) -> int | None:
    """The first word of the clause that the parse gives; with whom an act is asked of or laid on."""
    starts = []
    for kid in _complements(sight, cue, room):
        start = min(index for index in sight.reading.subtree(kid.index) if index >= room.last)
        starts.append(start)
        if {"of", "to", "as"} & set(cue.row.takes) and kid.relation != "ccomp":
            whom = [kid for kid in sight.reading.kids(cue.head, "obj", "iobj", "obl") if room.last <= kid.index < start]
            starts += [min(index for index in sight.reading.subtree(kid.index) if index >= room.last) for kid in whom]
    return min(starts, default=None)


def _labelled_start(sight: Sight, room: Room) -> int | None:
    """The first word after the cue that the encoder sees as content, nothing of another saying in between."""
    for index in range(room.last, min(room.high, room.last + REACH)):
        if sight.kind(index) == "Content":
            return index
        if sight.kind(index) or sight.tokens[index].text == ";":
            return None
    return None


def _quoted_start(sight: Sight, cue: Cue, room: Room) -> int | None:
    """The first mark of the first quotation after a cue."""
    quotes = sight.quotes_in(room.last, room.high, cue.head)
    start = sight.range_of(quotes[0].span)[0] if quotes else None
    return start if start is not None and start - room.last <= REACH else None


def _closed_quote(sight: Sight, cue: Cue, start: int, room: Room) -> int | None:
    """After a quotation that begins the reported words and ends as a sentence does: “... .”"""
    for quote in sight.quotes_in(start, start + 1, cue.head):
        first, last = sight.range_of(quote.span)
        ends = sight.reading.text[quote.inner.end - 1] in ".,?!"
        if first == start and last <= room.high and ends and quote.inner.end < quote.span.end:
            return last
    return None


def _parsed_end(sight: Sight, cue: Cue, start: int, room: Room) -> int:
    """After the last word of the clause that the parse gives; where it gives none, after the start."""
    return max([start + 1, *(max(sight.reading.subtree(kid.index)) + 1 for kid in _complements(sight, cue, room))])


def _labelled_end(sight: Sight, start: int, room: Room) -> int:
    """After the last word of the encoder's content from a start on, small gaps bridged."""
    end = start
    for index in range(start, room.high):
        if sight.kind(index) == "Content":
            end = index + 1
        elif index - end > GAP:
            break
    return end


def _quoted_end(sight: Sight, cue: Cue, start: int, room: Room) -> int:
    """After the last word of the quotations that begin at the start or soon after the one before."""
    end = start
    for quote in sight.quotes_in(start, room.high, cue.head):
        first, last = sight.range_of(quote.span)
        if first - end <= GAP:
            end = min(last, room.high)
    return end


def _fits(sight: Sight, cue: Cue, room: Room, first: int, last: int) -> bool:
    """Whether the words found are what the cue's row takes: a quotation, an act, a clause."""
    takes = cue.row.takes
    quoted = bool(sight.quotes_in(first, last, cue.head))
    if "quote" in takes and quoted and sight.tokens[first].text in MARKS:
        return takes != ("quote",) or _quiet(sight, cue)
    if "phrase" in takes and quoted:
        return True
    acts = replace(cue, row=replace(cue.row, takes=tuple(act for act in takes if act in _ACTS)))
    if any(first <= kid.index < last for kid in _complements(sight, acts, room)):
        return True
    return "clause" in takes and _is_clause_of(sight, cue, first, last)


def _is_clause_of(sight: Sight, cue: Cue, first: int, last: int) -> bool:
    """Whether words after a cue are a clause that it reports, not a thing with a clause of its own."""
    gapped = cue.row.strength == "believed" and sight.tokens[first].upos in ("VERB", "AUX")
    if gapped or not sight.is_clause(first, last):
        return False
    if sight.tokens[max(0, first - 1)].norm == "that":
        return True
    heads = {cue.head, *range(cue.first, cue.last)}
    objects = [kid for head in heads for kid in sight.reading.kids(head, "obj", "obl") if kid.index >= cue.last]
    a_thing = any(first in sight.reading.subtree(thing.index) for thing in objects)
    clauses = [kid for head in heads for kid in sight.reading.kids(head, "ccomp")]
    return bool(clauses or not a_thing)


def _before(sight: Sight, cue: Cue, room: Room, more: bool) -> tuple[int, int] | None:
    """The reported words that a cue follows: “...,” she said. `more` is whether words after it were found too."""
    if "quote" not in cue.row.takes or room.first <= room.low or sight.tokens[room.end - 1].text == ":":
        return None
    found = trimmed(sight, range(room.low, room.first))
    if found is None or not (sight.tokens[room.first - 1].text in _JOINTS or _hangs(sight, cue, room)):
        return None
    if _has_thing(sight, cue) or (cue.row.takes == ("quote",) and not _quiet(sight, cue)):
        return None
    first, last = _without_opening(sight, *found)
    quoted = first < last and _ends_quoted(sight, first, last)
    labelled = any(sight.kind(index) == "Content" for index in range(first, last))
    if more and _is_subject(sight, room, first, last):
        return first, last
    if first == last or (not (more or quoted) and _is_circumstance(sight, cue, first, last)):
        return None
    if more and (_runs_on(sight, room, first) or not (quoted or labelled)):
        return None
    return (first, last) if quoted or _reported(sight, cue, first, last, more) else None


def _is_circumstance(sight: Sight, cue: Cue, first: int, last: int) -> bool:
    """Whether words are only the clause that a cue's own sentence opens with: [While the road is open,] he is set to warn them."""
    top = sight.reading.head_of(sight.span(first, last))
    below = top is not None and top.relation == "advcl" and top.head == cue.head
    return below and any(mark.index == first for mark in sight.reading.kids(top.index if top else 0, "mark"))


def _runs_on(sight: Sight, room: Room, first: int) -> bool:
    """Whether the reported words follow a cue with no mark between, and what stands before it (from a token on) is no quotation:
    Though the road is open, [drivers say it is mined]."""
    return sight.tokens[room.last].upos != "PUNCT" and sight.tokens[first].text not in MARKS


def _is_subject(sight: Sight, room: Room, first: int, last: int) -> bool:
    """Whether the words before a cue are the subject of those after it: The strikes, he said, missed."""
    subjects = [token for token in sight.tokens[first:last] if token.relation in SUBJECTS]
    return any(room.last <= subject.head < room.high for subject in subjects)


def _without_opening(sight: Sight, first: int, last: int) -> tuple[int, int]:
    """Without a dateline or the "and" that opens a sentence."""
    dateline = sight.reading.document.dateline
    while first < last and dateline and sight.tokens[first].span.overlaps(dateline.span):
        first += 1
    while first < last and (sight.tokens[first].upos == "CCONJ" or sight.tokens[first].text in DASHES | {","}):
        first += 1
    return first, last


def _ends_quoted(sight: Sight, first: int, last: int) -> bool:
    """Whether words before a cue end with a quotation that says something, not with a title in quotation marks."""
    start, end = sight.tokens[first].span.start, sight.tokens[last - 1].span.end
    for quote in sight.reading.quotes:
        if quote.span.start < end <= quote.span.end + 1:
            inside = sight.range_of(quote.inner)
            labelled = sum(sight.kind(index) == "Content" for index in range(*inside))
            return quote.span.start <= start or sight.is_clause(*inside) or 2 * labelled >= inside[1] - inside[0]
    return False


def _reported(sight: Sight, cue: Cue, first: int, last: int, more: bool) -> bool:
    """Whether unquoted words before a cue are what it reports: the cue says nothing else, and they are a clause or, in a
    headline, all there is."""
    labelled = 2 * sum(sight.kind(index) == "Content" for index in range(first, last)) >= last - first
    if not _quiet(sight, cue):
        return False
    if sight.is_clause(first, last):
        return not more or labelled
    verbal = any(token.upos == "VERB" for token in sight.tokens[first:last])
    return not more and last - first >= LEAST and ((labelled and verbal) or _ends_sentence(sight, cue))


def _quiet(sight: Sight, cue: Cue) -> bool:
    """Whether a cue has no object of its own after it but the people told."""
    after = [kid for kid in sight.reading.kids(cue.head, "obj", "xcomp") if kid.index >= cue.last]
    return not after or sight.tokens[cue.head].lemma in TOLD


def _has_thing(sight: Sight, cue: Cue) -> bool:
    """Whether a cue acts on a thing close by and reports nothing: requested anonymity, rejected the offer."""
    things_after = [kid for kid in sight.reading.kids(cue.head, "obj") if kid.index >= cue.last and kid.upos == "NOUN"]
    return bool(things_after) and sight.tokens[cue.head].lemma not in TOLD


def _ends_sentence(sight: Sight, cue: Cue) -> bool:
    sentence = sight.reading.sentences[sight.tokens[cue.head].sentence]
    return all(token.upos == "PUNCT" for token in sight.tokens[cue.last : sentence.last])


def _hangs(sight: Sight, cue: Cue, room: Room) -> bool:
    """Whether the parse makes the words before a cue its reported clause although no mark parts them."""
    kids = sight.reading.kids(cue.head, "ccomp")
    return any(kid.index < room.first and sight.kind(kid.index) == "Content" for kid in kids)
