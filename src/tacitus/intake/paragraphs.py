"""Paragraphs of a text: what stands between blank lines, and each line of it unless lines are hard-wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tacitus.model.span import Span

_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "―": "-", "‑": "-", "‐": "-", "−": "-"}
    | dict.fromkeys([*map(chr, range(0x2000, 0x200B)), *"\u00a0\u202f\u3000\t\x0b\x0c\ufeff\u200b"], " ")
)
_EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200e\u200f\ufeff"
_BULLET = re.compile(r"[-*•·▪■●◦‣–—+►]\s|\d{1,2}[.)]\s|[(]?[a-z][.)]\s")
_CLOSERS = "\"')]}»”’"
_STOPS = ".!?…"
NARROW, WIDE = 40, 100  # characters of a hard-wrapped line
PROSE_WORDS, LONG_WORDS = 6, 25


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`plain` is the text with typographic marks made plain, one character for one, so that places in it are places in the text.

    `gap` says that a blank line (or the end) follows, `lines` how many lines it has.
    """

    span: Span
    plain: str
    lines: int
    gap: bool

    @property
    def words(self) -> int:
        return len(self.plain.split())

    @property
    def is_prose(self) -> bool:
        """A sentence that comes to an end, or a stretch too long for anything else."""
        stopped = self.plain.rstrip(_CLOSERS + " ").endswith(tuple(_STOPS))
        return self.words > LONG_WORDS or (stopped and self.words >= PROSE_WORDS)

    @property
    def is_bullet(self) -> bool:
        return _BULLET.match(self.plain) is not None


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every stretch of a text that is not blank, in order.

    >>> [paragraph.plain for paragraph in paragraphs("Shells fall\\n\\nTwo died.\\nOne fled.")]
    ['Shells fall', 'Two died.', 'One fled.']
    """
    return tuple(paragraph for block in _blocks(text) for paragraph in _split(text, block))


def plain(words: str) -> str:
    """Typographic apostrophes, quotation marks, dashes and spaces made plain; as long as before."""
    return words.translate(_PLAIN)


def _blocks(text: str) -> Iterator[list[Span]]:
    """The lines between blank lines, without the white space at their ends."""
    block: list[Span] = []
    breaks = 0
    for hit in _LINE.finditer(text):
        span = _stripped(text, hit.start(), hit.end())
        if span is None:
            breaks += hit[0] in ("\r\n", "\r", "\n")
            continue
        if breaks > 1 and block:
            yield block
            block = []
        block.append(span)
        breaks = 0
    if block:
        yield block


def _stripped(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    left = len(line) - len(line.lstrip(_EDGE))
    right = len(line.rstrip(_EDGE))
    return Span(start + left, start + right) if left < right else None


def _split(text: str, block: list[Span]) -> Iterator[Paragraph]:
    if _wrapped(text, block):
        span = Span(block[0].start, block[-1].end)
        yield Paragraph(span, plain(span.of(text)), len(block), True)
        return
    for place, span in enumerate(block, 1):
        yield Paragraph(span, plain(span.of(text)), 1, place == len(block))


def _wrapped(text: str, block: list[Span]) -> bool:
    """Whether most lines go on in the next one: it begins with a small letter, or a line of a steady width has no stop."""
    going = sum(_goes_on(span.of(text), after.of(text)) for span, after in pairwise(block))
    return going > 0 and going * 2 >= len(block) - 1


def _goes_on(line: str, after: str) -> bool:
    if _BULLET.match(after) or line.rstrip(_CLOSERS).endswith(tuple(_STOPS + ":;")):
        return False
    return after[0].islower() or NARROW <= len(line) <= WIDE
