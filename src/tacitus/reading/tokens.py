"""Our own words: Universal Dependencies' tokens of English, each tied to its characters.

Contractions come apart (did | n't, city | 's), hyphens between words too (US | - | led), as in UD's English EWT and GUM; codes
(F-16), prefixes (anti-terror), e-mail and web addresses stay whole. Nothing is changed: a token is a span.
"""

import re
from dataclasses import dataclass

from tacitus.model.span import Span
from tacitus.rules.table import load_rows


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of abbreviations.toml. `ends` is whether a sentence may end after it: never, maybe (a capital decides)."""

    id: str
    words: tuple[str, ...]
    ends: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A token before it has a reading: its span, its text and its plain, case-folded form."""

    span: Span
    text: str
    norm: str


_ROWS = load_rows(Abbreviation, "tacitus.reading", "abbreviations.toml")
NEVER_ENDS = frozenset(word.casefold() for row in _ROWS if row.ends == "never" for word in row.words)
MAY_END = frozenset(word.casefold() for row in _ROWS if row.ends == "maybe" for word in row.words)
_DOTTED = sorted(NEVER_ENDS | MAY_END, key=len, reverse=True)

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DAMAGED = r"(?<=[ÃÂ])[\u00a1-\u00ba\u00bc-\u00bf]"  # what UTF-8 read as Latin-1 leaves of an accented letter: Ã©, Ã§
_LETTERS = rf"[^\W\d_](?:[^\W_]|[{_INVISIBLE}\u0300-\u036f]|{_DAMAGED})*"
_APOSTROPHE = "['’ʼ‘`]"
_ENDINGS = "com|org|net|gov|edu|mil|info|pdf|docx?|xlsx?|html?"
_PREFIX = r"(?:anti|non|pro|re|co|ex|pre|post|counter|semi|multi|un|self|mid|cross|vice|inter|sub|ultra|e|x|de)"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"”’]*[^\s<>"”’.,;:!?)\]]         # a web address
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # an e-mail address
  | (?<![\w.])\w[\w-]*(?:\.[\w-]+)*\.(?:{_ENDINGS})(?!\w)      # example.org, annex.pdf
  | (?<!\w)(?:{"|".join(re.escape(word) for word in _DOTTED)})(?!\w)  # U.S., Jan., a.m.
  | (?<!\w)(?:[^\W\d_]\.){{2,}}                               # any other J.D.
  | (?<![\w.])[A-Z]{{1,3}}-?\d{{1,4}}[A-Za-z]{{0,2}}(?!\w)    # F-16, M1A, T72
  | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)                    # 1,200,000.5
  | \d+(?:st|nd|rd|th|s)(?![^\W_])                            # 71st, 1990s
  | \d+(?:[.,:/]\d+)*                                         # 7.5, 10:30, 28/08/2017
  | (?<!\w){_PREFIX}-{_LETTERS}                               # anti-terror
  | {_LETTERS}(?:{_APOSTROPHE}{_LETTERS})*                    # word, don't, Qa'im
  | \.{{2,}}|…|--+|[!?]+
  | (?P<mark>[=*_~#<>$+])(?P=mark)+                            # a ruled line, >>
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONTRACTION = re.compile(rf"(?P<stem>.+?)(?P<tail>n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_WHOLE = re.compile(r"(?:can)(?:not)$", re.IGNORECASE)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"})
_GONE = re.compile(rf"[{_INVISIBLE}]")


def plain(text: str) -> str:
    """Case-folded, typographic marks made plain, invisible characters gone: for comparing, never for printing.

    >>> plain("Da’esh")
    "da'esh"
    """
    if text.isascii():
        return text.replace("`", "'").casefold()
    return _GONE.sub("", text.translate(_PLAIN)).casefold()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The tokens of a stretch of text, in order; only white space lies between them.

    >>> [piece.text for piece in tokenize("US-led jets didn't hit al-Qa’im's bridge.")]
    ['US', '-', 'led', 'jets', 'did', "n't", 'hit', 'al', '-', 'Qa’im', "'s", 'bridge', '.']
    """
    pieces: list[Piece] = []
    for hit in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = hit.group()
        for low, high in _split(word):
            part = word[low:high]
            pieces.append(Piece(Span(hit.start() + low, hit.start() + high), part, plain(part)))
    return pieces


def _split(word: str) -> list[tuple[int, int]]:
    """Where a word comes apart: n't, 's and their kin, and cannot."""
    if _WHOLE.match(word):
        return [(0, 3), (3, len(word))]
    if word.isascii() and "'" not in word and "`" not in word:
        return [(0, len(word))]
    tail = _CONTRACTION.match(word) if len(word) < 60 else None
    if tail and not word.startswith(("http", "www")):
        return [(0, tail.end("stem")), (tail.start("tail"), len(word))]
    return [(0, len(word))]
