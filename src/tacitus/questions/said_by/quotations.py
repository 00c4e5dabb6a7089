"""Quotations that go on: after their cue's sentence, into the next paragraph, or as a block that a colon opens.

A quotation without a cue of its own belongs to whoever was speaking just before it: in the same paragraph it is part of that
saying, in the next one a saying of its own whose source is inherited.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tacitus.model.document import ZoneKind
from tacitus.model.found import Basis
from tacitus.model.reading import Quote, Sentence
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import Cue, spot
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.sight import Sight
from tacitus.questions.said_by.speakers import Speaker, speaker
from tacitus.questions.said_by.tables import stop_words

LEAST = 4  # words of a quotation that can stand as a saying of its own; shorter ones are names and scare quotes
_THIRD_PERSON = frozenset({"he", "she", "they", "it"})


def continued(sight: Sight, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with the quotations that go on from them."""
    found = list(drafts)
    for quote in sight.reading.quotes:
        if quote.depth == 0 and _stands_alone(sight, quote) and not any(_takes(draft, quote) for draft in found):
            place = _voice_before(sight, found, quote)
            if place is not None:
                _join(sight, found, place, quote)
    return tuple(found)


def _takes(draft: Draft, quote: Quote) -> bool:
    """Whether a draft that speaks from outside a quotation reports it."""
    outside = draft.cue is None or not quote.span.overlaps(draft.cue)
    return outside and any(part.overlaps(quote.span) for part in draft.parts)


def _stands_alone(sight: Sight, quote: Quote) -> bool:
    """Whether a quotation begins a sentence, ends one and holds a clause, or the encoder sees it as reported."""
    first, last = sight.range_of(quote.inner)
    seen = 2 * sum(sight.kind(place) == "Content" for place in range(first, last)) >= last - first
    if first == last or _is_heading(sight, first, last) or not (seen or (last - first >= LEAST and sight.is_clause(first, last))):
        return False
    begins = sight.reading.sentences[sight.tokens[first].sentence].span.start >= quote.span.start
    after = next((token for token in sight.tokens[last:] if token.span.start >= quote.span.end), None)
    several = sight.tokens[first].sentence != sight.tokens[last - 1].sentence
    return begins and (several or after is None or after.sentence != sight.tokens[last - 1].sentence)


def _is_heading(sight: Sight, first: int, last: int) -> bool:
    """Whether some words are written as a title is, every longer one with a capital: “All Roads Are Closed.”"""
    words = [token for token in sight.tokens[first:last] if token.text.isalpha() and len(token.text) >= LEAST]
    common = [token for token in words if token.upos not in ("PROPN", "X")]
    return len(words) > 1 and bool(common) and all(token.text[0].isupper() for token in words)


def _voice_before(sight: Sight, drafts: Sequence[Draft], quote: Quote) -> int | None:
    """The draft whose voice a quotation goes on with: the last one of the sentence before it."""
    number = sight.tokens[sight.range_of(quote.inner)[0]].sentence
    if number == 0:
        return None
    span = sight.reading.sentences[number - 1].span
    near = [place for place, draft in enumerate(drafts) if draft.source is not None and _touches(draft, span)]
    outer = [place for place in near if not _inside_quote(sight, drafts[place])]
    return max(outer, key=lambda place: drafts[place].content.end, default=None)


def _touches(draft: Draft, span: Span) -> bool:
    return draft.content.overlaps(span) or (draft.cue is not None and draft.cue.overlaps(span))


def _inside_quote(sight: Sight, draft: Draft) -> bool:
    return draft.head is not None and sight.around[draft.head] >= 0


def _join(sight: Sight, drafts: list[Draft], place: int, quote: Quote) -> None:
    """Take a quotation into the drafts: a part of the saying before it, or in a new paragraph a saying of its own."""
    draft = drafts[place]
    if draft.content.end > quote.span.start:
        return
    broken = "\n" in sight.reading.text[draft.content.end : quote.span.start]
    quoted = any(part.overlaps(other.span) for part in draft.parts for other in sight.reading.quotes)
    if quoted and not broken and draft.basis is Basis.STATED:
        drafts[place] = replace(draft, parts=(*draft.parts, quote.span))
    else:
        alone = Draft("quotation-goes-on", "said", (quote.span,), draft.source, draft.words, form="direct", basis=Basis.INHERITED)
        drafts.append(alone)


def block_drafts(sight: Sight, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The block quotations: a line that ends in "said:", and the paragraphs after it until the voice ends."""
    for cue in spot(sight):
        sentence = sight.reading.sentences[sight.tokens[cue.head].sentence]
        if "quote" in cue.row.takes and _opens_block(sight, cue, sentence):
            who = speaker(sight, cue, None)
            parts = _block(sight, sentence, who, drafts) if who else ()
            if who and parts:
                rule, words = f"{cue.row.id}-block", sight.span(cue.first, cue.last)
                yield Draft(rule, cue.row.strength, parts, who.head, who.span(sight), cue.head, words, "direct")


def _opens_block(sight: Sight, cue: Cue, sentence: Sentence) -> bool:
    """Whether a sentence ends in a colon after its cue, and its line ends there."""
    after = sight.reading.sentences[sentence.index + 1 : sentence.index + 2]
    if not after or sight.tokens[sentence.last - 1].text != ":" or sight.around[cue.head] >= 0:
        return False
    gap = sight.reading.text[sentence.span.end : after[0].span.start]
    between = sight.tokens[cue.last : sentence.last - 1]
    return "\n" in gap and not any(token.relation == "ccomp" for token in between)


def _block(sight: Sight, opener: Sentence, who: Speaker, drafts: Sequence[Draft]) -> tuple[Span, ...]:
    """One span for each paragraph of the block; a block that opens as a quotation ends with its paragraphs in marks."""
    paragraphs: list[Span] = []
    marked = False
    for sentence in sight.reading.sentences[opener.index + 1 :]:
        if paragraphs and "\n" not in sight.reading.text[paragraphs[-1].end : sentence.span.start]:
            paragraphs[-1] = paragraphs[-1].cover(sentence.span)
            continue
        in_marks = any(quote.span.start == sentence.span.start and quote.depth == 0 for quote in sight.reading.quotes)
        marked = in_marks if not paragraphs else marked
        if in_marks != marked or _ends_voice(sight, sentence, who, drafts):
            break
        paragraphs.append(sentence.span)
    return tuple(paragraphs)


def _ends_voice(sight: Sight, sentence: Sentence, who: Speaker, drafts: Sequence[Draft]) -> bool:
    """Whether a paragraph is no longer the speaker's: a caption, a closing line, or the speaker is told of in it."""
    line = " ".join(token.norm for token in sight.reading.words(sentence))
    if sentence.zone is not ZoneKind.BODY or line.startswith(stop_words()):
        return True
    name = sight.tokens[who.last - 1].norm
    for draft in drafts:
        if draft.cue and draft.words and draft.source is not None and sentence.span.contains(draft.cue):
            told = sight.tokens[draft.source].norm in _THIRD_PERSON
            if told or name in draft.words.of(sight.reading.text).casefold():
                return True
    return False
