"""The cues that the encoder sees, each with the words that it reports: its Contents, given to the Cue that governs them."""

from collections.abc import Sequence
from dataclasses import replace

from tacitus.model.reading import Label, Token
from tacitus.questions.said_by.cues import Cue, is_asserted
from tacitus.questions.said_by.sight import Sight, completed, trimmed
from tacitus.questions.said_by.speakers import speaker
from tacitus.questions.said_by.tables import CueRow, attitudes, rows_by_word, seen_words, through_words
from tacitus.questions.said_by.voices import is_somebody

RULE = "encoder"
PERSONAL = frozenset({"he", "she", "they"})
UNSAID = "unsaid"  # the strength of a cue that is denied or only possible: did not mention, would not say
NEAR = 12  # words between a cue and the words it reports
NEAR_END = 5  # words between a cue and the end of its sentence, where the next one opens with what was said
_HELD = ("obj", "ccomp", "xcomp", "obl")
_GOVERNED = ("obj", "ccomp", "xcomp", "obl", "nmod", "acl")

Range = tuple[int, int]


def reported(sight: Sight) -> tuple[tuple[Cue, list[Range]], ...]:
    """The cues of the encoder's, in text order, each with the words that it reports."""
    cues = [cue for label in sight.reading.attribution if label.kind == "Cue" and (cue := _cue(sight, label))]
    reported: dict[Cue, list[Range]] = {}
    for label in sight.reading.attribution:
        part = _part(sight, label) if label.kind == "Content" else None
        cue = _cue_of(sight, *part, cues) if part else None
        if part and cue:
            reported.setdefault(cue, []).append(part)
    reported.update({cue: parts for cue in cues if cue not in reported and (parts := _governed(sight, cue))})
    reported.update({cue: [part] for cue in cues if cue not in reported and (part := _quoted_after(sight, cue))})
    return tuple(sorted(reported.items(), key=lambda entry: entry[0].first))


def _cue(sight: Sight, label: Label) -> Cue | None:
    """A cue of the encoder's with its main word: the verb of saying in it, else its first verb, else the top of its words. What
    somebody means to do is no part of it: refused [to leave]."""
    words = sight.reading.inside(label.span)
    verbs = [word for word in words if word.upos == "VERB" and not _passes_on(sight, word, words)]
    head = next((word for word in verbs if strength_of(word, words)), next(iter(verbs), sight.reading.head_of(label.span)))
    return _made(sight, head, words) if head else None


def _passes_on(sight: Sight, verb: Token, words: Sequence[Token]) -> bool:
    """Whether a verb of a cue only leads to another one of its words: [continued] to call for."""
    led = (kid for kid in sight.reading.kids(verb.index, "xcomp", "advcl") if kid in words)
    return through_words().get(verb.lemma, False) and any(True for _ in led)


def _made(sight: Sight, head: Token, words: Sequence[Token]) -> Cue:
    """A cue of some words; one that is not asserted says nothing."""
    strength = strength_of(head, words) or ("said" if head.upos == "PUNCT" else "reported")
    last = _act_in(sight, head.index, words[-1].index + 1)
    row = CueRow(RULE, (), strength, ("clause", "quote"), ())
    cue = Cue(head.index, words[0].index, last, row)
    return cue if is_asserted(sight, cue) else replace(cue, row=replace(row, strength=UNSAID))


def _act_in(sight: Sight, head: int, last: int) -> int:
    """Where the infinitive begins that a cue's label takes in; where there is none, the label's end."""
    return next((place for place in range(head + 1, last - 1) if opens_act(sight, place)), last)


def opens_act(sight: Sight, place: int) -> bool:
    token = sight.tokens[place]
    return token.norm == "to" and token.upos == "PART"


def strength_of(head: Token, words: Sequence[Token]) -> str | None:
    """What a word, with the others of its cue, lets its speaker do, as the tables have it."""
    known = seen_words().get(head.lemma) or attitudes().get(head.lemma)
    if known:
        return known
    forms = {form for word in words for form in (word.lemma, word.norm)}
    return next((row.strength for phrase, row in rows_by_word().get(head.lemma, ()) if forms.issuperset(phrase)), None)


def _part(sight: Sight, label: Label) -> Range | None:
    """The tokens of a content: no "that" before it, no half of a name at its end."""
    first, last = sight.range_of(label.span)
    if first == last:
        return None
    sentence = sight.reading.sentences[sight.tokens[first].sentence]
    last = completed(sight, first, last)
    if first >= sentence.first + 2 and sight.kind(first - 1) == "Cue" and opens_act(sight, first - 2):
        first -= 2
    first += sight.tokens[first].norm == "that" and sight.tokens[first].upos == "SCONJ"
    return trimmed(sight, range(first, last))


def _cue_of(sight: Sight, first: int, last: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue that governs some reported words in the parse, else the nearest one of their sentence that no other part of a
    saying parts from them, one before them rather than after."""
    top = sight.reading.head_of(sight.span(first, last))
    above = next((word for word in sight.reading.ancestors(top.index) if sight.kind(word.index) == "Cue"), None) if top else None
    governing = next((cue for cue in cues if above and cue.first <= above.index < cue.last), None)
    if governing:
        return governing
    if above is None and top and (unseen := _unlabelled(sight, top, first)):
        return unseen
    before = [cue for cue in cues if cue.last <= first and _beside(sight, cue.last, first)]
    after = [cue for cue in cues if last <= cue.first and _beside(sight, last, cue.first)]
    return next(iter([*before[-1:], *after[:1]]), None)


def _governed(sight: Sight, cue: Cue) -> list[Range]:
    """What a cue governs where the encoder gives it no content of its own: the clause or infinitive of a word of the seen rows,
    else words that the encoder gives to another cue (criticised and mocked [the plan])."""
    high = sight.bounds(cue.head)[1]
    if sight.tokens[cue.head].lemma in seen_words():
        told = [kid.index for kid in sight.reading.kids(cue.head, "xcomp", "ccomp") if cue.last <= kid.index < high]
        part = _below(sight, cue, told[:1], high)
        return [part] if part else []
    below = (kid.index for place in range(cue.first, cue.last) for kid in sight.reading.kids(place, *_GOVERNED))
    part = _below(sight, cue, sorted(place for place in below if cue.last <= place < high)[:1], high)
    return [part] if part and sight.kind(part[0]) == "Content" else []


def _below(sight: Sight, cue: Cue, heads: Sequence[int], high: int) -> Range | None:
    """The words behind a cue that hang on some heads."""
    return trimmed(sight, (place for head in heads for place in sight.reading.subtree(head) if cue.last <= place < high))


def _unlabelled(sight: Sight, top: Token, first: int) -> Cue | None:
    """A cue that the encoder leaves out, given the top of a content (from a token on): the verb that joins it to a source, or
    the noun whose clause it is (amid fears that the dam would burst)."""
    if top.head < 0 or sight.kind(top.head):
        return None
    head = sight.tokens[top.head]
    cue = _made(sight, head, (head,))
    if head.upos == "NOUN":
        return cue if top.dep in ("acl", "ccomp") and follows_that(sight, first) else None
    if head.upos != "VERB" or top.relation not in _HELD:
        return None
    who = speaker(sight, cue, None)
    known = strength_of(head, sight.tokens[head.index : head.index + 2])
    return cue if who and (sight.kind(who.head) == "Source" or (known and _is_person(sight, who.head))) else None


def _is_person(sight: Sight, head: int) -> bool:
    return is_somebody(sight, head) or sight.tokens[head].norm in PERSONAL


def follows_that(sight: Sight, first: int) -> bool:
    """Whether reported words (from a token on) are the clause that "that" opens."""
    return first > 0 and sight.tokens[first - 1].norm == "that" and sight.tokens[first - 1].upos == "SCONJ"


def _quoted_after(sight: Sight, cue: Cue) -> Range | None:
    """The quotation that opens the next sentence, where a cue's own ends in a colon or the cue is one of its last words: made
    the following comment: “...”; shouted to the crowd. “...”"""
    here = sight.reading.sentences[sight.tokens[cue.head].sentence]
    after = sight.reading.sentences[here.index + 1 : here.index + 2]
    opened = sight.tokens[here.last - 1].text == ":"
    head = sight.tokens[cue.head]
    shown = opened or (strength_of(head, (head,)) and here.last - cue.last <= NEAR_END)
    if not after or not shown or sight.around[cue.head] >= 0:
        return None
    opening = (quote.span for quote in sight.reading.quotes if quote.span.start == after[0].span.start and quote.depth == 0)
    first, last = next((sight.range_of(span) for span in opening), (0, 0))
    return (first, last) if first < last else None


def _beside(sight: Sight, first: int, last: int) -> bool:
    """Whether the words between a cue and what it reports are few, of the same sentence, and hold no other words reported."""
    if last - first > NEAR or sight.tokens[max(first - 1, 0)].sentence != sight.tokens[last].sentence:
        return False
    return not any(sight.kind(place) in ("Cue", "Content") for place in range(first, last))
