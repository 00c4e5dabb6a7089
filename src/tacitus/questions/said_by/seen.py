"""Sayings that the encoder sees and no row of the tables found: its Content with the Cue that governs it and the Source beside it.

The tables say what counts where the grammar alone must tell; here the encoder has seen all parts of a saying. The reported words
are still a quotation, a clause or an infinitive, never only a thing.
"""

from collections.abc import Iterator, Sequence

from tacitus.model.reading import Label, Token
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import Cue, is_asserted
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.phrases import UNTOLD
from tacitus.questions.said_by.sight import DASHES, Sight, trimmed
from tacitus.questions.said_by.speakers import Speaker, may_speak, phrase, speaker
from tacitus.questions.said_by.tables import CueRow, rows_by_word, seen_words, through_words
from tacitus.questions.said_by.verbs import whole

RULE = "encoder"
NEAR = 12  # words between a cue and the words it reports or the source
_UNFINISHED = frozenset({"compound", "amod", "det", "case", "nummod", "mark", "aux", "cop", "cc"})

Range = tuple[int, int]


def seen_drafts(sight: Sight, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sayings of the encoder's cues that no draft has, in text order."""
    cues = [cue for label in sight.reading.attribution if label.kind == "Cue" and (cue := _cue(sight, label))]
    reported: dict[Cue, list[Range]] = {}
    for label in sight.reading.attribution:
        part = _part(sight, label) if label.kind == "Content" else None
        cue = _cue_of(sight, *part, cues) if part else None
        if part and cue:
            reported.setdefault(cue, []).append(part)
    found = list(drafts)
    for cue, parts in sorted(reported.items(), key=lambda entry: entry[0].first):
        draft = _draft(sight, cue, parts)
        if draft and not any(_tells(other, draft) for other in found):
            found.append(draft)
            yield draft


def _cue(sight: Sight, label: Label) -> Cue | None:
    """A cue of the encoder's with its main word: the verb of saying in it, else its first verb, else the top of its words."""
    words = sight.reading.inside(label.span)
    verbs = [word for word in words if word.upos == "VERB"]
    head = next((word for word in verbs if _strength(word)), next(iter(verbs), sight.reading.head_of(label.span)))
    if head is None:
        return None
    row = CueRow(RULE, (), _strength(head) or ("said" if head.upos == "PUNCT" else "reported"), ("clause", "quote"), ())
    cue = Cue(head.index, words[0].index, words[-1].index + 1, row)
    return cue if is_asserted(sight, cue) else None


def _strength(word: Token) -> str | None:
    """What a word lets its speaker do, as the tables have it."""
    rows = rows_by_word().get(word.lemma, ())
    return seen_words().get(word.lemma) or (rows[-1][1].strength if rows else None)


def _part(sight: Sight, label: Label) -> Range | None:
    """The tokens of a content: no "that" before it, no half of a name at its end."""
    first, last = sight.range_of(label.span)
    if first == last:
        return None
    sentence = sight.reading.sentences[sight.tokens[first].sentence]
    while last < sentence.last and _goes_on(sight.tokens[last - 1], last):
        last += 1
    first += sight.tokens[first].norm == "that" and sight.tokens[first].upos == "SCONJ"
    return trimmed(sight, range(first, last))


def _goes_on(token: Token, last: int) -> bool:
    """Whether a word leans on one behind it: the first half of a name, an article."""
    return token.relation in _UNFINISHED and token.head >= last


def _cue_of(sight: Sight, first: int, last: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue that governs some reported words in the parse, else the nearest one of their sentence that no other part of a
    saying parts from them, one before them rather than after."""
    top = sight.reading.head_of(sight.span(first, last))
    above = next((word for word in sight.reading.ancestors(top.index) if sight.kind(word.index) == "Cue"), None) if top else None
    governing = next((cue for cue in cues if above and cue.first <= above.index < cue.last), None)
    if governing:
        return governing
    before = [cue for cue in cues if cue.last <= first and _beside(sight, cue.last, first)]
    after = [cue for cue in cues if last <= cue.first and _beside(sight, last, cue.first)]
    return next(iter([*before[-1:], *after[:1]]), None)


def _beside(sight: Sight, first: int, last: int) -> bool:
    """Whether the words between a cue and what it reports are few, of the same sentence, and hold no other words reported."""
    if last - first > NEAR or sight.tokens[max(first - 1, 0)].sentence != sight.tokens[last].sentence:
        return False
    return not any(sight.kind(place) in ("Cue", "Content") for place in range(first, last))


def _draft(sight: Sight, cue: Cue, parts: Sequence[Range]) -> Draft | None:
    """The saying of a cue; None where nothing is reported but a thing, or the words hold the cue or the source."""
    if not any(_is_reported(sight, *part) for part in parts):
        return None
    who = _voice(sight, cue)
    heads = {sight.tokens[place].span for place in (cue.head, who.head if who else cue.head)}
    spans = tuple(whole(sight, cue.head, sight.span(*part)) for part in parts)
    if any(span.contains(head) for span in spans for head in heads):
        return None
    words = sight.span(cue.first, cue.last)
    if who is None:
        return Draft(RULE, cue.row.strength, spans, head=cue.head, cue=words, why_not=UNTOLD) if _hides(sight, cue) else None
    return Draft(RULE, cue.row.strength, spans, who.head, who.span(sight), cue.head, words)


def _is_reported(sight: Sight, first: int, last: int) -> bool:
    """Whether words are a quotation, a clause or an infinitive, not only a thing."""
    if sight.quotes_in(first, last, first) or sight.is_clause(first, last):
        return True
    top = sight.reading.head_of(sight.span(first, last))
    return top is not None and top.upos in ("VERB", "AUX")


def _voice(sight: Sight, cue: Cue) -> Speaker | None:
    """The source as the grammar gives it, else a cue's possessor, else the encoder's nearest source."""
    found = speaker(sight, cue, None)
    if found:
        return found
    owner = next(iter(sight.reading.kids(cue.head, "nmod:poss")), None)
    if owner and may_speak(sight, owner.index):
        return Speaker(owner.index, *phrase(sight, owner.index))
    low, high = sight.bounds(cue.head)
    for run in (range(cue.first - 1, max(low, cue.first - NEAR) - 1, -1), range(cue.last, min(high, cue.last + NEAR))):
        place = next((place for place in run if sight.kind(place)), None)
        label = sight.labels[place] if place is not None and sight.kind(place) == "Source" else None
        head = sight.reading.head_of(label.span) if label else None
        if head and label and may_speak(sight, head.index):
            return Speaker(head.index, *sight.range_of(label.span))
    return None


def _hides(sight: Sight, cue: Cue) -> bool:
    """Whether a cue is a passive that names nobody."""
    return bool(sight.reading.kids(cue.head, "nsubj:pass", "aux:pass"))


def _tells(other: Draft, draft: Draft) -> bool:
    """Whether another draft already has what a draft says: the same cue, or most of the same words, neither being the saying
    of a cue within the other's words."""
    if other.cue and draft.cue and other.cue.overlaps(draft.cue):
        return True
    nested = _holds(other, draft.cue) or _holds(draft, other.cue)
    shared = sum(_shared(one, part) for one in other.parts for part in draft.parts)
    return not nested and 2 * shared >= min(_size(other), _size(draft))


def _holds(draft: Draft, span: Span | None) -> bool:
    return span is not None and any(part.contains(span) for part in draft.parts)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _size(draft: Draft) -> int:
    return sum(len(part) for part in draft.parts)
