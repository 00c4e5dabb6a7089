"""Source text made fit to show: what a terminal or a page would obey is taken out, what a reader sees stays.

The words of a report are not ours: they may hold control characters that move a cursor, marks that turn the direction of a
line, invisible characters. Offsets are counted in the text itself, never in what these functions give.
"""

import re

from tacitus.model.span import Span

# C0 and C1 controls but tab and line feed; bidirectional controls; invisible separators; halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def shown(text: str) -> str:
    """Text in one line, safe to print.

    >>> shown("the \\x1b[31mred\\u202e army\\n\\n marched")
    'the [31mred army marched'
    """
    return _SPACE.sub(" ", _UNSAFE.sub("", text.replace("\r", " "))).strip()


def lines(text: str) -> str:
    """Text with its lines, safe to print: every unsafe character is replaced by one that shows its place."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n"))


def shortened(text: str, size: int) -> str:
    """One line of at most `size` characters, cut at a word.

    >>> shortened("The column left the town at dawn", 21)
    'The column left the …'
    """
    line = shown(text)
    if len(line) <= size:
        return line
    cut = line[: size - 2]
    head = cut.rpartition(" ")[0] if not line[size - 2].isspace() else cut
    return f"{head or cut} …"


def around(text: str, whole: Span, core: Span, size: int) -> tuple[str, str, str]:
    """The words before, at and after `core` within `whole`, each safe to print, cut to about `size` characters in all."""
    before, middle, after = text[whole.start : core.start], text[core.start : core.end], text[core.end : whole.end]
    room = max(0, size - len(middle))
    if len(before) + len(after) > room:
        left = min(len(before), max(room // 2, room - len(after)))
        before, after = _tail(before, left), _head(after, room - left)
    return _joined(before, "left").lstrip(",;:.–— "), shown(middle), _joined(after, "right").rstrip(",;:–— ")


def _head(text: str, size: int) -> str:
    if len(text) <= size:
        return text
    return text[:size].rpartition(" ")[0] + " …"


def _tail(text: str, size: int) -> str:
    if len(text) <= size:
        return text
    return "… " + text[len(text) - size :].partition(" ")[2] if size else "… "


def _joined(text: str, side: str) -> str:
    """One line that keeps the space towards the core."""
    line = shown(text)
    if not line:
        return " " if text else ""
    if side == "left":
        return line + (" " if text[-1:].isspace() else "")
    return (" " if text[:1].isspace() else "") + line
