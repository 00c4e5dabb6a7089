"""Words compared without regard to capitals and accents, their places in the text kept."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’ʼ.\-‐‑][^\W_]+)*")
PIECE = re.compile(r"[^\W_]+")
PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "abu", "abd", "van", "von", "de", "da", "del", "della", "di", "la", "le", "dos", "ul", "ur"}
    | {"y", "ag", "ould", "um", "umm", "bint", "e"}
)
_MARKS = dict(zip("øłđıßæœʻ’‘ʼ‐‑", "oldisao''''--", strict=True))


def folded(text: str) -> str:
    """The text in lower case and without accents, of the same length: what stands at a place stays there.

    >>> folded("Ālbū-Kamāl’s")
    "albu-kamal's"
    """
    return text.lower() if text.isascii() else "".join(_plain(letter) for letter in text)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    low = letter.lower()[:1]
    base = unicodedata.normalize("NFKD", low)[:1].lower()[:1] or low
    return _MARKS.get(low, _MARKS.get(base, base)) or letter


def pieces(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a folded text."""
    return tuple(PIECE.findall(folded(text)))


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of the phrases as whole words in a folded text, the longest first; None where there are none."""
    written = {r"[\W_]+".join(map(re.escape, pieces(phrase))) for phrase in phrases if pieces(phrase)}
    if not written:
        return None
    either = "|".join(sorted(written, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


@lru_cache(maxsize=512)
def finder(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """The same, kept for lists that come again and again."""
    return phrase_pattern(phrases)


def holds(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the text."""
    pattern = finder(phrases)
    return pattern is not None and pattern.search(folded(text)) is not None


def capital(word: str, figures: bool = False) -> bool:
    """Whether a word may be a name: it has a capital, or a letter of a script without capitals, and no figure (M23)."""
    named = word.lower() != word or (not word.isascii() and any(unicodedata.category(letter) == "Lo" for letter in word))
    return named and (figures or not any(letter.isdigit() for letter in word))
