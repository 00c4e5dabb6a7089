"""Sentences: runs of tokens that end at a full stop, a blank line, or a line's end where lines are not hard-wrapped.

A sentence never crosses two parts of the page. A run without any end is cut at MOST words, so that one endless line costs
only itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tacitus.model.document import Document, ZoneKind
from tacitus.model.span import Span
from tacitus.reading.tokens import MAY_END, NEVER_ENDS, Piece, tokenize

MOST = 150
READ_ZONES = (ZoneKind.TITLE, ZoneKind.CAPTION, ZoneKind.BODY)
_ENDS = re.compile(r"\.|\.\.\.|…|[!?]+")
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "»"})
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "«"})
_STARTERS = frozenset(
    {"the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "this", "that", "these"}
    | {"those", "his", "her", "their", "its", "there", "after", "when", "while", "meanwhile", "however", "earlier"}
)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")


def split(document: Document) -> list[tuple[ZoneKind, list[Piece]]]:
    """The sentences of every part of the page that is read, in text order, as the rules see them."""
    found: list[tuple[ZoneKind, list[Piece]]] = []
    for zone in sorted(document.zones, key=lambda zone: zone.span):
        if zone.kind in READ_ZONES:
            for block in blocks(document.text, zone.span):
                pieces = tokenize(document.text, block.start, block.end)
                found += [(zone.kind, part) for run in _runs(pieces, document.text) for part in _short(run)]
    return found


def blocks(text: str, span: Span) -> Iterator[Span]:
    """Paragraphs; each line is one unless the lines are hard-wrapped."""
    cut = _BLANK if _wrapped(text[span.start : span.end]) else re.compile(r"\s*\n\s*")
    at = span.start
    for gap in cut.finditer(text, span.start, span.end):
        if _broken(text, gap.start(), gap.end(), span.end):
            continue
        if gap.start() > at:
            yield Span(at, gap.start())
        at = gap.end()
    if span.end > at:
        yield Span(at, span.end)


def _broken(text: str, start: int, end: int, last: int) -> bool:
    """A line broken in mid-sentence: one line end, a letter or comma before it, a small letter after it."""
    if not start or end >= last or text[start:end].count("\n") > 1:
        return False
    return text[end].islower() and (text[start - 1].isalnum() or text[start - 1] == ",")


def _wrapped(text: str) -> bool:
    """Lines of a steady width (40 to 100) that stop in mid-sentence: hard-wrapped text."""
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    if len(pairs) < 3:
        return False
    loose = sum(1 for line, _ in pairs if 40 <= len(line) <= 100 and line[-1] not in ".!?:”\"'")
    return loose * 2 >= len(pairs)


def _runs(pieces: Sequence[Piece], text: str) -> Iterator[list[Piece]]:
    start, at = 0, 0
    while at < len(pieces):
        end = _end_after(pieces, at, text) if at > start else None  # a mark that opens a line is a bullet
        if end is None:
            at += 1
            continue
        yield list(pieces[start:end])
        start = at = end
    if start < len(pieces):
        yield list(pieces[start:])


def _end_after(pieces: Sequence[Piece], at: int, text: str) -> int | None:
    """The index after the sentence end at `at`, closing marks and note numbers taken in; None when it is no end."""
    piece = pieces[at]
    dotted = piece.norm in MAY_END
    if not _ENDS.fullmatch(piece.text) and not dotted:
        return None
    if piece.norm in NEVER_ENDS or _initial(pieces, at):
        return None
    end = at + 1
    while end < len(pieces) and _closes(pieces, end, text):
        end += 1
    if end == len(pieces):
        return end
    after = pieces[end]
    if after.span.start == pieces[end - 1].span.end:
        return None
    if dotted and end == at + 1:
        return end if after.norm in _STARTERS and after.text[0].isupper() else None
    if after.text in _OPENERS and end + 1 < len(pieces):
        after = pieces[end + 1]
    return end if not after.text[0].islower() or (piece.text[0] in "?!" and end == at + 1) else None


def _initial(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a full stop only shortens a middle name: "Ahmed K. Hassan"."""
    if at < 2 or at + 1 >= len(pieces) or pieces[at].text != ".":
        return False
    name, letter, after = pieces[at - 2], pieces[at - 1], pieces[at + 1]
    shortened = len(letter.text) == 1 and letter.text.isupper() and letter.span.end == pieces[at].span.start
    named = name.text[0].isupper() and (name.text.isalpha() or name.text == ".")
    return shortened and named and after.text[0].isupper() and after.norm not in _STARTERS


def _closes(pieces: Sequence[Piece], at: int, text: str) -> bool:
    """A closing mark or a bracketed note number that stands against what went before."""
    if pieces[at].span.start != pieces[at - 1].span.end:
        return False
    piece = pieces[at]
    if piece.text in _CLOSERS:
        return True
    if piece.text == "[":
        return bool(re.match(r"\[\w{1,3}\]", text[piece.span.start : piece.span.start + 5]))
    return pieces[at - 1].text == "[" and len(piece.text) <= 3


def _short(run: list[Piece]) -> Iterator[list[Piece]]:
    """A run cut to at most MOST words, at the last semicolon or comma where there is one in the later half."""
    while len(run) > MOST:
        marks = [place + 1 for place in range(MOST // 2, MOST) if run[place].text == ";"]
        marks = marks or [place + 1 for place in range(MOST // 2, MOST) if run[place].text == ","]
        cut = marks[-1] if marks else MOST
        yield run[:cut]
        run = run[cut:]
    if run:
        yield run
