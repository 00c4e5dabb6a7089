"""A text as folded words with their places, and which of them it says in its own voice.

Folding leaves out white space, punctuation, symbols and invisible characters, takes case away and composes accents: two prints of
one text have the same folded words whatever their quotation marks, dashes and line breaks.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tacitus.copies.quoted import quoted
from tacitus.model.document import Document, ZoneKind
from tacitus.model.span import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # inside words, and no part of them
# Scripts that set no spaces: each sign is a word.
_SIGNS = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
AROUND = (ZoneKind.FURNITURE, ZoneKind.SECTION, ZoneKind.CAPTION)
_GONE = str.maketrans("", "", _INVISIBLE)
_BETWEEN = "’“”‘–—…\u00a0„«»•"  # usual marks outside ASCII that belong to no word
_PLAIN = bytes(place if chr(place).isalnum() and place < 128 else 32 for place in range(256)).lower()


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


def told_words(text: str, outside: tuple[Span, ...] = ()) -> list[list[bytes]]:
    """The folded words that a text tells in its own voice, in stretches between which it quotes: those of `words_of`, but for
    their places, found several times as fast.

    >>> told_words("“Shells fell,” he said")
    [[], [b'he', b'said']]
    """
    inside = quoted(text)
    cuts = sorted({0, len(text), *(min(place, len(text)) for span in (*inside, *outside) for place in (span.start, span.end))})
    if any(one.end > after.start for one, after in pairwise(outside)) or any(_in_word(text, place) for place in cuts):
        return _told_apart(words_of(text, outside))
    found: list[list[bytes]] = [[]]
    for start, end in pairwise(cuts):
        if not _within(start, outside):
            words = _bare(text[start:end])
            if not _within(start, inside):
                found[-1] += words
            elif words:
                found.append([])
    return found


def _told_apart(words: Words) -> list[list[bytes]]:
    found: list[list[bytes]] = [[]]
    for word, told in zip(words.fold, words.told, strict=True):
        if told:
            found[-1].append(word.encode("utf-8", "surrogatepass"))
        else:
            found.append([])
    return found


def _within(place: int, spans: tuple[Span, ...]) -> bool:
    """Whether one of these spans, which are in order and do not overlap, begins there or before and ends after it."""
    at = bisect(spans, place, key=lambda span: span.start)
    return at > 0 and place < spans[at - 1].end


def _in_word(text: str, place: int) -> bool:
    """Whether a word could go on over that place."""
    around = text[place - 1 : place + 1] if place else ""
    return len(around) == 2 and not any(
        mark.isspace() or mark in _BETWEEN or (mark.isascii() and not mark.isalnum()) for mark in around
    )


def _bare(text: str) -> list[bytes]:
    """The folded words of a text, as UTF-8."""
    if not text.isascii():
        for mark in _BETWEEN:
            text = text.replace(mark, " ")
    if text.isascii():
        return text.encode().translate(_PLAIN).split()
    words: list[bytes] = []
    for line in text.split("\n"):
        if line.isascii():
            words += line.encode().translate(_PLAIN).split()
        else:
            words += [_folded(word).encode("utf-8", "surrogatepass") for word in _word().findall(line)]
    return words


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word.translate(_GONE)).casefold())


@cache
def _word() -> re.Pattern[str]:
    """A letter, digit or sign and what goes on from it: marks (a vowel sign of Hindi or Burmese) belong to their word."""
    marks = "".join(re.escape(chr(place)) for place in range(0x300, 0xFFFF) if unicodedata.category(chr(place)) in ("Mn", "Mc"))
    plain = rf"[A-Za-z0-9]++(?![\w{marks}{_INVISIBLE}])"  # most words, found faster
    other = rf"[{_SIGNS}][{marks}]*|(?:(?![{_SIGNS}])[^\W_])(?:(?![{_SIGNS}])[^\W_]|[{marks}{_INVISIBLE}])*"
    return re.compile(f"{plain}|{other}")
