"""Sketches of texts, and an index that finds which of many texts could be copies of one without reading them again.

A sketch holds a digest of the folded words and the hashes of every run of five words that the text tells in its own voice. It
depends on the text alone, not on any library, so that it can be stored for years. MinHash values (Broder 1997) are made of it when
it enters an index, some for each window of the text, so that a cut copy finds the whole one; texts that agree in one of them are
candidates.
"""

import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, islice
from math import ceil

from tacitus.copies.words import Words, told_words, words_of
from tacitus.model.span import Span

FORM = b"\x01"
DIGEST = 16  # bytes
RUN = 5  # words
WINDOW = 24  # runs: see docs/copies.md for what chose it
SHARE = 0.04  # of the fewer fingerprints, below which no comparison of texts could call them copies


def sketch(text: str) -> bytes:
    """What an index needs to know of a text: 17 bytes and 4 for each word that it tells in its own voice."""
    return sketch_words(words_of(text))


def sketch_words(words: Words) -> bytes:
    """The sketch of a text whose words are known."""
    if not words:
        return FORM + bytes(DIGEST)
    runs = array("I", _hashes(words))
    if sys.byteorder == "big":
        runs.byteswap()
    return FORM + blake2b(_packed(words.fold), digest_size=DIGEST).digest() + runs.tobytes()


def _packed(words: tuple[str, ...]) -> bytes:
    return " ".join(words).encode("utf-8", "surrogatepass")


def _hashes(words: Words) -> Iterator[int]:
    """The hash of each run of words that stand outside quotation marks, in order."""
    packed = memoryview(_packed(words.fold))
    starts = [0, *accumulate(len(word if word.isascii() else _packed((word,))) + 1 for word in words.fold)]
    told = 0
    for place, outside in enumerate(words.told):
        told = told + 1 if outside else 0
        if told >= RUN:
            yield zlib.crc32(packed[starts[place - RUN + 1] : starts[place + 1] - 1])


def prints(sketched: bytes) -> tuple[int, ...]:
    """The fingerprints of a text, in order: of every `WINDOW` runs in a row the one with the least hash (winnowing, Schleimer,
    Wilkerson and Aiken 2003). Two texts that share a passage of WINDOW + RUN - 1 told words share a fingerprint, always.

    A text too short for a run has one fingerprint, of all its words.
    """
    digest, packed = _opened(sketched)
    runs = array("I", packed)
    if sys.byteorder == "big":
        runs.byteswap()
    if not runs:
        return (int.from_bytes(digest[:6], "big") | 1 << 48,) if any(digest) else ()
    return tuple(sorted(_least(runs)))


def fingerprints(text: str, outside: tuple[Span, ...] = ()) -> tuple[int, ...]:
    """The fingerprints of a text without what begins in `outside`: those of its sketch, without making one.

    >>> fingerprints("Shells fell on the old bridge.") == prints(sketch("Shells fell on the old bridge."))
    True
    """
    runs = [one for words in told_words(text, outside) if len(words) >= RUN for one in _crcs(words)]
    return tuple(sorted(_least(runs))) if runs else prints(sketch_words(words_of(text, outside)))


def _crcs(words: list[bytes]) -> list[int]:
    """The hash of each run of these words."""
    packed = b" ".join(words)
    starts = list(accumulate(map((1).__add__, map(len, words)), initial=0))
    return [zlib.crc32(packed[start : after - 1]) for start, after in zip(starts, starts[RUN:], strict=False)]


def _least(runs: Sequence[int]) -> set[int]:
    """The least of every WINDOW hashes in a row."""
    least = min(runs[:WINDOW])
    at, found = runs.index(least), {least}
    for place, one in enumerate(islice(runs, WINDOW, None), WINDOW):
        if one <= least:
            least, at = one, place
        elif place - at >= WINDOW:
            least = min(runs[at + 1 : place + 1])
            at = runs.index(least, at + 1)
        else:
            continue
        found.add(least)
    return found


def needed(left: int, right: int) -> int:
    """How many fingerprints two texts that have so many must share to be compared at all.

    >>> needed(40, 4), needed(40, 400)
    (1, 2)
    """
    return max(1, ceil(SHARE * min(left, right)))


class Index:
    """Texts by their fingerprints. Texts are added one by one; the order changes no answer.

    >>> index = Index()
    >>> index.insert("a", sketch("Shells fell."))
    >>> index.candidates(sketch("shells fell"))
    ('a',)
    """

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._texts: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._sizes)

    def insert(self, key: str, sketched: bytes) -> None:
        """Adds a text under its id; an id that is there already is left as it is. ValueError for what is no sketch of this form."""
        found = prints(sketched)
        if key in self._sizes:
            return
        self._sizes[key] = len(found)
        for one in found:
            self._texts.setdefault(one, []).append(key)

    def candidates(self, sketched: bytes) -> tuple[str, ...]:
        """The ids of the texts that could be copies of this one, in order; its own too, where it is in the index."""
        found = prints(sketched)
        shared = Counter(key for one in found for key in self._texts.get(one, ()))
        return tuple(sorted(key for key, many in shared.items() if many >= needed(len(found), self._sizes[key])))


def _opened(sketched: bytes) -> tuple[bytes, bytes]:
    """The digest and the packed hashes of a sketch."""
    if sketched[:1] != FORM or len(sketched) < 1 + DIGEST or (len(sketched) - 1 - DIGEST) % 4:
        raise ValueError("this is no sketch of this version; make it again from the text")
    return sketched[1 : 1 + DIGEST], sketched[1 + DIGEST :]
