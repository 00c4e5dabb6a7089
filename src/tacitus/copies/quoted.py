"""Which characters stand in quotation marks: typographic, straight, doubled and angled ones, over lines and paragraphs.

Only telling what a text says in its own voice from what it quotes, so one layer is enough. A mark that nothing closes within its
paragraph costs only itself, unless the next paragraph opens with the same mark (the newspaper's way of going on).
"""

import re
from collections.abc import Iterator

from tacitus.model.span import Span

_MARK = re.compile(r"''|``|\"\"|[“”„«»\"‘’']")
_CLOSE = {"“": '”“"', "„": "“”", "«": "»", '"': '"”', "‘": "’'", "'": "'’", "''": "''", "``": "''", '""': '""'}
_SINGLE = frozenset("'‘’")
_BLANK = re.compile(r"\n[^\S\n]*\n")
SHORT = 25  # characters: what stands in single marks and is shorter may be an apostrophe and its plural


def quoted(text: str) -> tuple[Span, ...]:
    """The quotations of a text without overlaps, in order.

    >>> text = "He said: “No.” They left."
    >>> [span.of(text) for span in quoted(text)]
    ['“No.”']
    """
    found: list[Span] = []
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        after = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        found += _inside(text, start, end, after)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _inside(text: str, start: int, end: int, after: int) -> Iterator[Span]:
    """The quotations of the paragraph from `start` to `end`; the next one begins near `after`."""
    opened: re.Match[str] | None = None
    for hit in _MARK.finditer(text, start, end):
        if opened and hit[0] in _CLOSE[opened[0]] and _closes(text, opened, hit, end):
            yield Span(opened.start(), hit.end())
            opened = None
        elif _opens(text, hit, start, end) and not (opened and hit[0] in _SINGLE):
            opened = hit
    if opened and opened[0] not in _SINGLE and text[after : after + 80].lstrip().startswith(opened[0]):
        yield Span(opened.start(), end)


def _opens(text: str, hit: re.Match[str], start: int, end: int) -> bool:
    if hit[0] not in _CLOSE:
        return False
    before = text[hit.start() - 1] if hit.start() > start else " "
    after = text[hit.end()] if hit.end() < end else " "
    return hit[0] in ("“", "„", "«", "``") or (not before.isalnum() and not after.isspace())


def _closes(text: str, opened: re.Match[str], hit: re.Match[str], end: int) -> bool:
    after = text[hit.end()] if hit.end() < end else " "
    if hit[0] in _SINGLE:
        return not after.isalnum() and text[hit.start() - 1] in ".,!?…" and hit.start() - opened.end() >= SHORT
    if hit[0] in ('"', '""') and text[hit.start() - 1].isspace() and not after.isspace():
        return False
    return hit.start() >= opened.end() and not (hit[0] == "“" and not text[hit.start() - 1].strip())
