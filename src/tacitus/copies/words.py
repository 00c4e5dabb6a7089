"""A text as folded words with their places, and which of them it says in its own voice.

Folding leaves out white space, punctuation, symbols and invisible characters, takes case away and composes accents: two prints of
one text have the same folded words whatever their quotation marks, dashes and line breaks.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tacitus.copies.quoted import quoted
from tacitus.model.document import Document, ZoneKind
from tacitus.model.span import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # inside words, and no part of them
# Scripts that set no spaces: each sign is a word.
_SIGNS = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
AROUND = (ZoneKind.FURNITURE, ZoneKind.SECTION, ZoneKind.CAPTION)
_GONE = str.maketrans("", "", _INVISIBLE)


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text, where they stand, and whether each stands outside every quotation ("told").

    `holes` are the words before which something of the text was left out.
    """

    text: str
    fold: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    told: tuple[bool, ...]
    holes: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.fold)

    def span(self, first: int, many: int) -> Span:
        """The characters of `many` words from word `first` on."""
        return Span(self.places[first][0], self.places[first + many - 1][1])


def words_of(text: str, outside: tuple[Span, ...] = ()) -> Words:
    """The words of any text; there may be none. What begins in a span of `outside` is left out.

    >>> words_of("“Shells fell,” he said").fold
    ('shells', 'fell', 'he', 'said')
    >>> words_of("“Shells fell,” he said").told
    (False, False, True, True)
    """
    places, holes = _without(tuple(hit.span() for hit in _word().finditer(text)), outside)
    words = [text[start:end] for start, end in places]
    fold = tuple(word.lower() if word.isascii() else _folded(word) for word in words)
    return Words(text, fold, places, tuple(_apart(places, quoted(text))), holes)


def report_words(document: Document) -> Words:
    """The words of a report without what the page puts around it: what a publisher prints on every page makes no copies."""
    return words_of(document.text, tuple(sorted(zone.span for zone in document.zones if zone.kind in AROUND)))


def _without(places: tuple[tuple[int, int], ...], outside: tuple[Span, ...]) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """The words that are not left out, and those of them that follow one that is."""
    if not outside:
        return places, frozenset()
    kept = tuple(_apart(places, outside))
    numbers = [number for number, stays in enumerate(kept) if stays]
    holes = frozenset(number for number, place in enumerate(numbers) if place and not kept[place - 1])
    return tuple(places[number] for number in numbers), holes


def _apart(places: tuple[tuple[int, int], ...], spans: tuple[Span, ...]) -> Iterator[bool]:
    """Whether each word begins outside all spans; both are in order of the text."""
    at = 0
    for start, _ in places:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        yield at == len(spans) or start < spans[at].start


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word.translate(_GONE)).casefold())


@cache
def _word() -> re.Pattern[str]:
    """A letter, digit or sign and what goes on from it: marks (a vowel sign of Hindi or Burmese) belong to their word."""
    marks = "".join(re.escape(chr(place)) for place in range(0x300, 0xFFFF) if unicodedata.category(chr(place)) in ("Mn", "Mc"))
    plain = rf"[A-Za-z0-9]++(?![\w{marks}{_INVISIBLE}])"  # most words, found faster
    other = rf"[{_SIGNS}][{marks}]*|(?:(?![{_SIGNS}])[^\W_])(?:(?![{_SIGNS}])[^\W_]|[{marks}{_INVISIBLE}])*"
    return re.compile(f"{plain}|{other}")
