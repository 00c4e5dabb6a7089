"""English or not: script first, then English function words, and only where these leave doubt a language identifier.

A text too short to tell is read as English; what is refused is refused by its language's name.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from tacitus.intake.refused import Refused
from tacitus.rules.table import load_rows

TABLE = "language.toml"
SAMPLE = 200_000  # characters
ENOUGH_RATE, ENOUGH_KINDS = 0.04, 2
LATIN_SHARE = 0.6
MARGIN = 20.0  # nats by which another language must beat English; measured on headlines of 1 to 7 words, see docs/inputs.md
_IN_BRACKETS = re.compile(r"\([^()\n]{1,200}\)")  # a name in its own script stands there
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that hardly any other language written in Latin letters has."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """ISO 639-1 (or -3) code and English name."""

    id: str
    name: str


def not_english(text: str) -> Refused | None:
    """Why a text is not read; None for English and for what is too short to tell."""
    sample = text[:SAMPLE].casefold()
    words = _WORD.findall(_IN_BRACKETS.sub(" ", sample)) or _WORD.findall(sample)
    if not words:
        return Refused("there are no words in it")
    if _latin_share(words) < LATIN_SHARE:
        return Refused(f"it is written in {_named(text)}; only English is read")
    seen = Counter(word for word in words if word in _english())
    if len(seen) >= ENOUGH_KINDS and seen.total() >= ENOUGH_RATE * len(words):
        return None
    code, margin = _identified(text)
    if code == "en" or margin < MARGIN:
        return None
    return Refused(f"it seems to be written in {_names().get(code, code)}; only English is read")


def _latin_share(words: list[str]) -> float:
    letters = Counter("".join(words))
    latin = sum(count for char, count in letters.items() if char < "\u0250" or unicodedata.name(char, "").startswith("LATIN"))
    return latin / letters.total()


def _named(text: str) -> str:
    """The language of a text in another script; the identifier knows which of those that share it."""
    code, _ = _identified(text)
    return "another script" if code == "en" else _names().get(code, code)


def _identified(text: str) -> tuple[str, float]:
    """The likeliest language and how many nats it is ahead of English."""
    import py3langid  # 1 s to open its model: only where it is needed

    ranks = py3langid.rank(text[:SAMPLE])
    best, score = ranks[0]
    return str(best), float(score - dict(ranks).get("en", score))


@cache
def _english() -> frozenset[str]:
    return frozenset(word for row in load_rows(Words, __package__, TABLE, "english") for word in row.words)


@cache
def _names() -> dict[str, str]:
    return {row.id: row.name for row in load_rows(Language, __package__, TABLE, "language")}
