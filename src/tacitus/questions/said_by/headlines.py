"""Sources that a mark alone joins to what they say: "Minister: ...", "... : police", "... – UN", “...” — Amina Bello."""

import re
from collections.abc import Iterator

from tacitus.model.reading import Sentence, Token
from tacitus.model.span import Span
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.sight import DASHES, MARKS, Sight, trimmed
from tacitus.questions.said_by.voices import is_somebody, is_voice

MOST = 7  # words of a source in a headline
MOST_SIGNED = 14  # words of a name, office and place below a quotation
_CREDITS = frozenset({"reporting", "writing", "editing", "contributed"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "gen", "col", "maj", "capt", "adm"})


def headline_drafts(sight: Sight) -> Iterator[Draft]:
    """The sayings of sentences in which a colon or a dash stands for the verb."""
    for sentence in sight.reading.sentences:
        draft = _source_first(sight, sentence) or _source_last(sight, sentence) or _signed(sight, sentence)
        if draft:
            yield draft


def _source_first(sight: Sight, sentence: Sentence) -> Draft | None:
    """SOURCE: what it says. A name in capitals speaks to the end of its paragraph, as in a transcript."""
    for place in range(sentence.first + 1, min(sentence.last - 2, sentence.first + MOST + 1)):
        if sight.tokens[place].text == ":":
            content = trimmed(sight, range(place + 1, sentence.last))
            if content is None or content[1] - content[0] < 3:
                return None
            first = min(place - 1, sentence.first + (sight.tokens[sentence.first].text in MARKS))
            name = sight.span(first, place).of(sight.reading.text)
            span = sight.span(*content)
            if sight.kind(place + 1) == "Source":
                return None
            if name.isupper() and not span.of(sight.reading.text).isupper():
                known = sight.tokens[first].norm.rstrip(".") in _TITLES or _speaks_again(sight, name)
                span = _to_paragraph_end(sight, span, sentence)
                return _draft(sight, (first, place), place, span, "transcript", known=known)
            return _draft(sight, (sentence.first, place), place, span, "headline-source-first")
    return None


def _speaks_again(sight: Sight, name: str) -> bool:
    """Whether a name in capitals with a colon opens more than one paragraph."""
    return len(re.findall(rf"^\W*{re.escape(name)}\s*:", sight.reading.text, re.MULTILINE)) > 1


def _to_paragraph_end(sight: Sight, span: Span, sentence: Sentence) -> Span:
    for after in sight.reading.sentences[sentence.index + 1 :]:
        if "\n" in sight.reading.text[span.end : after.span.start]:
            break
        span = span.cover(after.span)
    return span


def _source_last(sight: Sight, sentence: Sentence) -> Draft | None:
    """What it says: SOURCE (or – SOURCE); a sentence with a full stop is no headline."""
    if sight.tokens[sentence.last - 1].text in {".", "!", ":"}:
        return None
    for place in range(sentence.last - 2, max(sentence.first + 3, sentence.last - 1 - MOST), -1):
        before, mark, after = sight.tokens[place - 1 : place + 2]
        spaced = before.span.end < mark.span.start and mark.span.end < after.span.start
        if mark.text == ":" or (mark.text in DASHES and spaced):
            part = trimmed(sight, range(sentence.first, place))
            source = (place + 1, sentence.last)
            return _draft(sight, source, place, sight.span(*part), "headline-source-last") if part else None
    return None


def _signed(sight: Sight, sentence: Sentence) -> Draft | None:
    """A quotation, and after it a dash with the name of who said it."""
    at = _after_quotation(sight, sentence)
    words = trimmed(sight, range(at, sentence.last))
    if sight.tokens[at].text not in DASHES or words is None or words[1] - words[0] > MOST_SIGNED:
        return None
    if any(token.upos == "VERB" and token.relation in ("root", "parataxis") for token in sight.tokens[words[0] : words[1]]):
        return None
    if any(token.norm in _CREDITS for token in sight.tokens[words[0] : words[1]]):
        return None
    text, start = sight.reading.text, sight.tokens[at].span.start
    before = [quote for quote in sight.reading.quotes if quote.span.end <= start and not text[quote.span.end : start].strip()]
    outer = [quote for quote in before if quote.depth == 0]
    mark = sight.tokens[at]
    return _draft(sight, words, mark.index, outer[-1].span, "signed-quotation", known=True) if outer else None


def _after_quotation(sight: Sight, sentence: Sentence) -> int:
    """Where a sentence goes on after the quotation that it begins in; its first token where it begins in none."""
    start = sentence.span.start
    around = (quote.span for quote in sight.reading.quotes if quote.span.start <= start < quote.span.end and quote.depth == 0)
    last = next((sight.range_of(span)[1] for span in around), sentence.first)
    return last if sentence.first < last < sentence.last else sentence.first


def _draft(sight: Sight, source: tuple[int, int], mark: int, part: Span, rule: str, known: bool = False) -> Draft | None:
    words = trimmed(sight, range(*source))
    head = sight.reading.head_of(sight.span(*words)) if words else None
    if words is None or head is None or sight.is_clause(*words):
        return None
    if not known and not is_voice(sight, head.index) and not _is_named_voice(sight, head):
        return None
    return Draft(rule, "said", (part,), head.index, sight.span(*words), mark, sight.tokens[mark].span)


def _is_named_voice(sight: Sight, head: Token) -> bool:
    """Whether the encoder sees a name as a source and nowhere in the report as a place: a headline also opens with places."""
    places = {
        token.norm
        for label in sight.reading.names
        if label.kind in ("Location", "Nationality")
        for token in sight.reading.inside(label.span)
    }
    return sight.kind(head.index) == "Source" and is_somebody(sight, head.index) and head.norm not in places
