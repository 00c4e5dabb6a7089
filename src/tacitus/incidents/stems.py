"""Words made comparable: lower case, endings off, irregular forms brought home. No dictionary of all words is needed for this."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from sys import intern

from tacitus.incidents.tables import commonness, irregulars

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = (
    "ational",
    "ization",
    "isation",
    "ation",
    "ition",
    "ment",
    "ness",
    "ions",
    "ion",
    "ance",
    "ence",
    "al",
    "or",
    "er",
    "ee",
)
PLAIN = 4  # the weight of a word that common.toml does not list
NAME = 6  # of one that is always written with a capital
NUMBER = 2


def stems(text: str) -> Iterator[str]:
    """The stems of a text's words, in order."""
    return map(stem, words_of(text))


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def name_of(stemmed: str) -> str:
    """The stem of a name: with a capital, as no other stem has."""
    return intern(stemmed.capitalize())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its endings, after Porter (1980) and simpler: what matters is that forms of one word meet.

    >>> {stem(word) for word in ("Arrested", "arrests", "arresting", "arrest")}
    {'arrest'}
    >>> stem("nominated") == stem("nomination"), stem("shot") == stem("shooting"), stem("withdrew") == stem("withdrawal")
    (True, True, True)
    """
    low = word.lower()
    low = irregulars().get(low, low)
    return intern(_last(_derived(_inflected(low))) if low.isascii() and low.isalpha() and len(low) > 3 else low)


def singular(word: str) -> str:
    """A noun in lower case without its plural."""
    low = word.lower()
    return intern(_inflected(low)) if low.endswith("s") and low.isalpha() and len(low) > 3 else intern(low)


def _inflected(word: str) -> str:
    """Without plural, past and -ing."""
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        kept = word.removesuffix(ending)
        if kept != word and len(kept) > 2 and _VOWEL.search(kept):
            return _undoubled(kept)
    return word


def _undoubled(word: str) -> str:
    """bombarded, stopped: a consonant doubled before an ending is one again, but for l, s and z."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lszaeiou"
    return word[:-1] if doubled else word


def _derived(word: str) -> str:
    """Without the ending that makes a noun of a verb: nomination, withdrawal, appointment."""
    for ending in _ENDINGS:
        kept = word.removesuffix(ending)
        if kept != word and len(kept) > 3 and _VOWEL.search(kept):
            return _undoubled(kept)
    return word


def _last(word: str) -> str:
    """nominate and nomination, acquire and acquir-ing meet without their last letters."""
    if len(word) > 6 and word.endswith("ate"):
        return word[:-3]
    if len(word) > 5 and word.endswith("at"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word[-1] in "ey" else word


@cache
def weight(stemmed: str) -> int:
    """How much it says that two texts share this word: 0 for "the", PLAIN for a word seldom seen."""
    if stemmed[0].isdigit():
        return NUMBER if len(stemmed) > 1 else 0
    if stemmed[0].isupper():
        return NAME
    return commonness().get(stemmed, PLAIN if len(stemmed) > 1 else 0)


def telling(texts: Iterable[str]) -> tuple[str, ...]:
    """The stems that say something, each once, in order of the alphabet."""
    return tuple(sorted({found for text in texts for found in stems(text) if weight(found)}))
