"""Names compared as a reader would: capitals, hyphens, apostrophes, full stops and diacritics make no difference.

A text becomes a stream of plain parts, each with the token it came from; a phrase book finds the longest phrase that begins
at a place of the stream.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from tacitus.model.reading import Token

P = TypeVar("P")

_APOSTROPHES = re.compile(r"['’‘ʼ`]")
_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_STOPS = re.compile(r"(?<=\w)\.(?=\w|$|\s)")
_PIECES = re.compile(r"[^\W_]+|[^\w\s]")
_SKIPPED = frozenset("-–—‑‐/.\u00ad")


@lru_cache(maxsize=65536)
def parts(text: str) -> tuple[str, ...]:
    """The plain parts of a stretch of text.

    >>> parts("Al-Qa’ida's U.S. cell")
    ('al', 'qaida', 's', 'us', 'cell')
    """
    plain = _POSSESSIVE.sub(" s", text.casefold())
    if not plain.isascii():
        plain = "".join([char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char)]).casefold()
    plain = _STOPS.sub("", _APOSTROPHES.sub("", plain))
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
    return Stream(tuple([part for part, _ in pairs]), tuple([place for _, place in pairs]))


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
    _lasts: set[str] = field(default_factory=set)

    def add(self, phrase: str, entry: P) -> None:
        key = parts(phrase)
        if not key:
            return
        entries = self._by_first.setdefault(key[0], {}).setdefault(key, [])
        if entry not in entries:
            entries.append(entry)
        self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
        self._lasts.add(key[-1])

    @property
    def firsts(self) -> KeysView[str]:
        """The parts that a phrase can begin with."""
        return self._by_first.keys()

    def get(self, phrase: str) -> tuple[P, ...]:
        """What a whole phrase can mean."""
        key = parts(phrase)
        known = self._by_first.get(key[0]) if key else None
        return tuple(known.get(key, ())) if known else ()

    def may_end(self, word: str) -> bool:
        """Whether any phrase may end with a word: where none does, no phrase with words before it need be looked up."""
        key = parts(word)
        return not key or key[-1] in self._lasts

    def at(self, words: Stream, place: int) -> Iterable[Hit[P]]:
        """The phrases that begin at a part, the longest first; they begin and end with whole tokens."""
        known = self._by_first.get(words.part[place])
        return () if known is None or not words.starts(place) else self._hits(words, place, known)

    def _hits(self, words: Stream, place: int, known: Mapping[tuple[str, ...], Sequence[P]]) -> Iterator[Hit[P]]:
        for size in range(min(self._longest[words.part[place]], len(words.part) - place), 0, -1):
            entries = known.get(words.part[place : place + size])
            if entries and words.ends(place + size):
                yield Hit(words.token[place], words.token[place + size - 1] + 1, tuple(entries))
