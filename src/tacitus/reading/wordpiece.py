"""BERT's uncased WordPiece, for one word at a time (Schuster & Nakajima 2012; Devlin et al. 2019).

Checked equal to the reference tokenizer on the words of several corpora; the reference would bring in three more packages.
"""

import unicodedata
from collections.abc import Mapping

UNKNOWN = 100
START, END = 101, 102
MOST_PIECES = 8
_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def pieces(word: str, vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """The ids of a word's pieces, at most MOST_PIECES, never none."""
    found: list[int] = []
    for part in _parts(word[:200]):
        found += _greedy(part, vocabulary)
    return tuple(found[:MOST_PIECES]) or (UNKNOWN,)


def shape(word: str) -> int:
    """The case the uncased vocabulary loses: 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 a digit, 6 no letter, 7 one capital."""
    if any(mark.isdigit() for mark in word):
        return 5
    if not any(mark.isalpha() for mark in word):
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 7 if len(word) == 1 else 3
    return 2 if word[0].isupper() and word[1:].islower() else 4


def _parts(word: str) -> list[str]:
    kept = "".join(_kept(mark) for mark in word)
    stripped = "".join(mark for mark in unicodedata.normalize("NFD", kept) if unicodedata.category(mark) != "Mn").lower()
    return "".join(f" {mark} " if _is_mark(mark) else mark for mark in stripped).split()


def _kept(mark: str) -> str:
    kind = unicodedata.category(mark)
    if kind == "Zs" or mark in "\t\n\r":
        return " "
    if kind in ("Cc", "Cf", "Co", "Cn", "Cs") or mark == "\ufffd":
        return ""
    return f" {mark} " if any(low <= ord(mark) <= high for low, high in _CJK) else mark


def _is_mark(mark: str) -> bool:
    code = ord(mark)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(mark).startswith("P")


def _greedy(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(part) > 100:
        return [UNKNOWN]
    found: list[int] = []
    start = 0
    while start < len(part):
        end = len(part)
        while end > start and (("##" if start else "") + part[start:end]) not in vocabulary:
            end -= 1
        if end == start:
            return [UNKNOWN]
        found.append(vocabulary[("##" if start else "") + part[start:end]])
        start = end
    return found
