"""Quotations: typographic, straight and doubled marks, nested, over several paragraphs. An unclosed one costs only itself.

Each paragraph is read for itself; then what is left open is joined over paragraphs, each of them becoming one Quote: where the
next paragraph opens with the same mark again (the newspaper convention), or where a later one closes it (“ ... ¶ ... ”).
A paragraph that is quoted as a field of a table is ("He said ""no"" twice.") stands in no quotation for that.
An apostrophe is no mark: neither in a word (Qa'im) nor after a plural (soldiers' homes) nor before a shortened one ('90s).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tacitus.model.document import Document
from tacitus.model.reading import Quote
from tacitus.model.span import Span
from tacitus.reading.sentences import READ_ZONES, blocks

_MARK = re.compile(r"''|``|\"\"|[“”„«»\"‘’']")
_CLOSE = {"“": "”", "”": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'", "''": "''", "``": "''", '""': '""'}
_DIRECTED = frozenset("“„«")
_SINGLE = frozenset("'’‘")
_ELISION = re.compile(r"['’‘](?:tis|twas|em|cause|til|bout|n|\d\ds)\b", re.IGNORECASE)
LONGEST = 4000  # characters: a quotation that seems longer is an unclosed one


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    place: int

    @property
    def end(self) -> int:
        return self.place + len(self.text)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's closed quotations, the marks that nothing closes and the closing marks that nothing opens."""

    span: Span
    closed: tuple[tuple[_Mark, _Mark], ...]
    open: tuple[_Mark, ...]
    stray: tuple[_Mark, ...]


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """The quotations of the parts of the page that are read, in text order; any two are nested or apart."""
    found: list[tuple[Span, Span]] = []
    for zone in document.zones:
        if zone.kind in READ_ZONES:
            paragraphs = [_paragraph(document.text, block) for block in blocks(document.text, zone.span)]
            found += [_spans(low, high) for paragraph in paragraphs for low, high in paragraph.closed if high.place > low.end]
            found += _across(document.text, paragraphs)
    return _nested(sorted(set(found), key=lambda pair: (pair[0].start, -pair[0].end)))


def _spans(low: _Mark, high: _Mark) -> tuple[Span, Span]:
    return Span(low.place, high.end), Span(low.end, high.place)


def _nested(pairs: Sequence[tuple[Span, Span]]) -> tuple[Quote, ...]:
    """Spans with their depths; one that crosses an earlier one is left out."""
    quotes: list[Quote] = []
    around: list[Span] = []
    for span, inner in pairs:
        while around and around[-1].end <= span.start:
            around.pop()
        if not around or (around[-1].contains(span) and around[-1] != span):
            quotes.append(Quote(span, inner, len(around)))
            around.append(span)
    return tuple(quotes)


def _paragraph(text: str, span: Span) -> _Paragraph:
    closed: list[tuple[_Mark, _Mark]] = []
    open_marks: list[_Mark] = []
    stray: list[_Mark] = []
    span = _unwrapped(text, span)
    for hit in _MARK.finditer(text, span.start, span.end):
        mark = _Mark(hit.group(), hit.start())
        if open_marks and mark.text in _CLOSE[open_marks[-1].text] and _may_close(text, mark, open_marks[-1], span):
            closed.append((open_marks.pop(), mark))
        elif _may_open(text, mark, span):
            open_marks.append(mark)
        elif mark.text not in _SINGLE and _closes_something(text, mark, span):
            stray.append(mark)
    short = tuple(pair for pair in closed if pair[1].place - pair[0].place < LONGEST)
    return _mended(_Paragraph(span, short, tuple(open_marks), tuple(stray)))


def _unwrapped(text: str, span: Span) -> Span:
    """A paragraph without the marks that make it a field of a table: inside them every mark is doubled (RFC 4180)."""
    field = text[span.start : span.end].rstrip()
    inner = field[1:-1]
    if not (field.startswith('"') and field.endswith('"')) or '""' not in inner or '"' in inner.replace('""', ""):
        return span
    return Span(span.start + 1, span.start + len(field) - 1)


def _closes_something(text: str, mark: _Mark, span: Span) -> bool:
    return mark.place > span.start and not text[mark.place - 1].isspace()


def _mended(paragraph: _Paragraph) -> _Paragraph:
    """Marks of two kinds that belong together (“ ... "): an opening mark left over and the next closing mark left over."""
    closed, left, stray = list(paragraph.closed), list[_Mark](), list(paragraph.stray)
    for mark in paragraph.open:
        after = next((other for other in stray if other.place > mark.end), None)
        if after is None or mark.text in _SINGLE or after.place - mark.place >= LONGEST or _crosses(mark, after, closed):
            left.append(mark)
        else:
            closed.append((mark, after))
            stray.remove(after)
    return _Paragraph(paragraph.span, tuple(closed), tuple(left), tuple(stray))


def _crosses(low: _Mark, high: _Mark, closed: Sequence[tuple[_Mark, _Mark]]) -> bool:
    return any(start.place < mark.place < end.place for start, end in closed for mark in (low, high))


def _across(text: str, paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[Span, Span]]:
    """The quotations that run over a paragraph's end."""
    place = 0
    while place < len(paragraphs):
        mark = next((mark for mark in paragraphs[place].open if mark.text not in _SINGLE), None)
        stop = _closing(paragraphs, place, mark) if mark else None
        if mark and place + 1 < len(paragraphs) and _opens_with(text, paragraphs[place + 1], mark):
            yield _to_end(text, mark, paragraphs[place])
        elif mark and stop:
            last, close = stop
            yield _to_end(text, mark, paragraphs[place])
            yield from ((paragraph.span, paragraph.span) for paragraph in paragraphs[place + 1 : last])
            if close.place > paragraphs[last].span.start:
                yield Span(paragraphs[last].span.start, close.end), Span(paragraphs[last].span.start, close.place)
            place = last
        place += 1


def _opens_with(text: str, paragraph: _Paragraph, mark: _Mark) -> bool:
    return text.startswith(mark.text, paragraph.span.start)


def _to_end(text: str, mark: _Mark, paragraph: _Paragraph) -> tuple[Span, Span]:
    stop = mark.end + len(text[mark.end : paragraph.span.end].rstrip())
    return Span(mark.place, max(stop, mark.end)), Span(mark.end if stop > mark.end else mark.place, max(stop, mark.end))


def _closing(paragraphs: Sequence[_Paragraph], place: int, mark: _Mark) -> tuple[int, _Mark] | None:
    """The paragraph and the mark that close a directed mark left open, when nothing in between opens or closes on its own."""
    if mark.text not in _DIRECTED:
        return None
    for number in range(place + 1, len(paragraphs)):
        paragraph = paragraphs[number]
        if paragraph.span.start - mark.place > LONGEST:
            return None
        close = next((stray for stray in paragraph.stray if stray.text in _CLOSE[mark.text]), None)
        if close:
            return None if any(low.place < close.place < high.place for low, high in paragraph.closed) else (number, close)
        if paragraph.open or paragraph.stray:
            return None
    return None


def _may_open(text: str, mark: _Mark, span: Span) -> bool:
    if mark.text == "”":  # both marks of a pair in some languages: ”...”
        return _begins(text, mark, span) and any(hit.group() == "”" for hit in _MARK.finditer(text, mark.end, span.end))
    if mark.text in "’»" or (mark.text == "''" and _closes_something(text, mark, span)):
        return False
    before = text[mark.place - 1] if mark.place > span.start else " "
    after = text[mark.end] if mark.end < span.end else " "
    if mark.text in _SINGLE:  # outside words only, and never a shortened word
        return (before.isspace() or before in '([“"«—–') and after.isalnum() and not _ELISION.match(text, mark.place)
    return (not before.isalnum() or mark.text in _DIRECTED) and not after.isspace()


def _begins(text: str, mark: _Mark, span: Span) -> bool:
    """Whether a mark stands before a word and after a gap."""
    return (mark.place == span.start or text[mark.place - 1].isspace()) and text[mark.end : mark.end + 1].isalnum()


def _may_close(text: str, mark: _Mark, opened: _Mark, span: Span) -> bool:
    before = text[mark.place - 1]
    after = text[mark.end] if mark.end < span.end else " "
    if mark.text in _SINGLE:  # not inside a word, and not a plural's possessive with the true end still to come
        possessive = before == "s" and after == " " and _ends_later(text, mark, span)
        return not after.isalnum() and not possessive
    if mark.text in ('"', "''", '""'):
        return not before.isspace() or not after.isalnum()
    return mark.place > opened.place


def _ends_later(text: str, mark: _Mark, span: Span) -> bool:
    """Whether another mark like this one follows soon that stands at a word's end."""
    near = text[mark.end : min(span.end, mark.end + 80)]
    return any(not near[hit.end() : hit.end() + 1].isalnum() for hit in re.finditer(re.escape(mark.text), near))
