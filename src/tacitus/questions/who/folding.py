"""Names compared as a reader would: capitals, hyphens, apostrophes, full stops and diacritics make no difference.

A text becomes a stream of plain parts, each with the token it came from; a phrase book finds the longest phrase that begins
at a place of the stream.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from tacitus.model.reading import Token

P = TypeVar("P")

_APOSTROPHES = re.compile(r"['’‘ʼ`]")
_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")
_SKIPPED = frozenset("-–—‑‐/.\u00ad")


@lru_cache(maxsize=65536)
def parts(text: str) -> tuple[str, ...]:
    """The plain parts of a stretch of text.

    >>> parts("Al-Qa’ida's U.S. cell")
    ('al', 'qaida', 's', 'us', 'cell')
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub(" s", text.casefold()))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"(?<=\w)\.(?=\w|$|\s)", "", _APOSTROPHES.sub("", plain))
    return tuple(piece for piece in _PIECES.findall(plain) if piece not in _SKIPPED)


@dataclass(frozen=True, slots=True)
class Stream:
    """The parts of some tokens in order; `token[i]` is the index of the token that part i came from."""

    part: tuple[str, ...]
    token: tuple[int, ...]

    def starts(self, place: int) -> bool:
        """Whether a token begins at this part."""
        return place == 0 or self.token[place - 1] != self.token[place]

    def ends(self, place: int) -> bool:
        """Whether a token ends before this part."""
        return place == len(self.token) or self.token[place - 1] != self.token[place]


def stream(tokens: Sequence[Token]) -> Stream:
    """The parts of the tokens; a bare apostrophe-s gives the part s."""
    pairs = [(part, token.index) for token in tokens for part in (("s",) if token.norm == "'s" else parts(token.text))]
    return Stream(tuple(part for part, _ in pairs), tuple(place for _, place in pairs))


@dataclass(frozen=True, slots=True)
class Hit(Generic[P]):
    """Tokens `first` to `last` (half-open) read as a phrase; `entries` is all that the phrase can mean."""

    first: int
    last: int
    entries: tuple[P, ...]


@dataclass(slots=True)
class PhraseBook(Generic[P]):
    """Phrases by their first part, the longest first. Built once, then only read."""

    _by_first: dict[str, dict[tuple[str, ...], list[P]]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: str, entry: P) -> None:
        key = parts(phrase)
        if not key:
            return
        entries = self._by_first.setdefault(key[0], {}).setdefault(key, [])
        if entry not in entries:
            entries.append(entry)
        self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def get(self, phrase: str) -> tuple[P, ...]:
        """What a whole phrase can mean."""
        key = parts(phrase)
        return tuple(self._by_first.get(key[0], {}).get(key, ())) if key else ()

    def at(self, words: Stream, place: int) -> Iterator[Hit[P]]:
        """The phrases that begin at a part, the longest first; they begin and end with whole tokens."""
        known = self._by_first.get(words.part[place])
        if known is None or not words.starts(place):
            return
        for size in range(min(self._longest[words.part[place]], len(words.part) - place), 0, -1):
            entries = known.get(words.part[place : place + size])
            if entries and words.ends(place + size):
                yield Hit(words.token[place], words.token[place + size - 1] + 1, tuple(entries))
