"""Quotations: typographic and straight, nested, over several paragraphs. An unclosed quotation costs only itself.

An opening mark without its close ends at its paragraph; a paragraph that opens with the same mark again goes on with the
quotation of the paragraph before (the newspaper convention), each paragraph then being one Quote.
"""

import re

from tacitus.model.document import Document
from tacitus.model.reading import Quote
from tacitus.model.span import Span
from tacitus.reading.sentences import READ_ZONES

_MARK = re.compile(r"[“”„«»\"‘’']")
_CLOSE = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[“\"«])")
LONGEST = 4000  # characters: a quotation that seems longer is an unclosed one


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """The quotations of the parts of the page that are read, in text order."""
    found: list[Quote] = []
    for zone in document.zones:
        if zone.kind in READ_ZONES:
            at = zone.span.start
            for gap in [*_PARAGRAPH.finditer(document.text, zone.span.start, zone.span.end), None]:
                end = gap.start() if gap else zone.span.end
                if end > at:
                    found += _paragraph(document.text, at, end)
                at = gap.end() if gap else end
    return tuple(sorted(found, key=lambda quote: quote.span))


def _paragraph(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    open_marks: list[tuple[str, int]] = []
    for hit in _MARK.finditer(text, start, end):
        mark, place = hit.group(), hit.start()
        if open_marks and mark in _CLOSE[open_marks[-1][0]] and _may_close(text, place, mark, open_marks[-1][1]):
            _, low = open_marks.pop()
            if place > low + 1 and place - low < LONGEST:
                found.append(Quote(Span(low, place + 1), Span(low + 1, place), len(open_marks)))
        elif _may_open(text, place, mark, start, bool(open_marks)):
            open_marks.append((mark, place))
    if open_marks and open_marks[0][0] in "“\"«" and open_marks[0][1] <= start + 2:
        low = open_marks[0][1]  # a paragraph that opens a quotation and leaves it open: the next one goes on with it
        stop = low + 1 + len(text[low + 1 : end].rstrip())
        if stop > low + 1 and stop - low < LONGEST:
            found = [Quote(quote.span, quote.inner, max(1, quote.depth)) for quote in found]
            found.append(Quote(Span(low, stop), Span(low + 1, stop), 0))
    elif open_marks:
        lost = open_marks[0][1]
        found = [quote if quote.span.start < lost else Quote(quote.span, quote.inner, max(0, quote.depth - 1)) for quote in found]
    return found


def _may_open(text: str, place: int, mark: str, start: int, inside: bool) -> bool:
    if mark in "”’»":
        return False
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark == "'":  # a straight apostrophe opens only outside words, and never before a year ('90s)
        return (before.isspace() or before in "([“\"—–") and after.isalpha() and not _elision(text, place)
    return (not before.isalnum() or mark in "“„«") and not after.isspace()


def _elision(text: str, place: int) -> bool:
    return bool(re.match(r"'(?:tis|twas|em|cause|til|bout)\b", text[place : place + 8], re.IGNORECASE))


def _may_close(text: str, place: int, mark: str, opened: int) -> bool:
    before = text[place - 1]
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark in "'’":  # not an apostrophe inside a word or a plural's possessive in mid-quotation
        if after.isalnum():
            return False
        return not (before == "s" and after == " " and text.find(mark, place + 1, place + 80) > 0)
    if mark == '"':
        return not before.isspace() or not after.isalnum()
    return place > opened
