"""What a person types to search, as words, phrases and exclusions: the same on every database."""

import re
from dataclasses import dataclass

from tacitus.errors import InputError

_PART = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """Alternatives of which one must match: each a tuple of phrases (words in a row) that must all be there; `without` are phrases
    that must not. A phrase's last word ends in `*` where any ending will do."""

    alternatives: tuple[tuple[tuple[str, ...], ...], ...]
    without: tuple[tuple[str, ...], ...] = ()


def asked(query: str) -> Asked:
    """Words that must all be there, "phrases", -without, `or` between alternatives, `begin*`. Raises InputError.

    >>> asked('convoy "Deir ez-Zor" -drone').alternatives
    ((('convoy',), ('Deir', 'ez', 'Zor')),)
    """
    alternatives: list[list[tuple[str, ...]]] = [[]]
    without: list[tuple[str, ...]] = []
    for match in _PART.finditer(query):
        minus, words = (match[1], match[2]) if match[2] is not None else (match[3], match[4])
        if match[4] and match[4].casefold() == "or" and not minus:
            alternatives.append([])
            continue
        phrase = _phrase(words)
        if phrase:
            (without if minus else alternatives[-1]).append(phrase)
    kept = tuple(tuple(phrases) for phrases in alternatives if phrases)
    if not kept:
        raise InputError(f"{query!r}: there is no word to look for; give one, such as: convoy")
    return Asked(kept, tuple(without))


def _phrase(words: str) -> tuple[str, ...]:
    found = _WORD.findall(words)
    if found and words.endswith("*"):
        found[-1] += "*"
    return tuple(found)
