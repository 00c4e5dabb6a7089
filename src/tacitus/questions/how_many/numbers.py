"""Cardinal numbers in words and digits: what value some words have, and back.

Digits may be grouped (1,200,000 · 1.200.000 · 1,00,000 · 40 000) and carry a scale (2.5 million, 3 lakh). What can be read two
ways ("1.200", "2,5" without a scale) has no value.
"""

import re
from collections.abc import Sequence

_BELOW_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: value for value, word in enumerate(_BELOW_TWENTY)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, 2)}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "mn": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
DOZEN = 12
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "fifth": 0.2, "tenth": 0.1}
_PARTS = {**_FRACTIONS, "halves": 0.5, "quarters": 0.25, "thirds": 1 / 3, "fifths": 0.2, "tenths": 0.1}
NUMBER_WORDS = frozenset({*SMALL, *TENS, *_PARTS, "a", "an"})  # the words that a number or a share can begin with
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,2}(?:,\d{2})+,\d{3}$")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}$")
_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?$")
_LOOSE = re.compile(r"\d{1,3},\d{1,2}$")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}$")

Read = tuple[float, int]


def digits(word: str, scaled: bool = False) -> float | None:
    """The value of a word of digits; None for what is no number or could be two (`scaled`: a scale word follows).

    >>> digits("1,200"), digits("2,5", scaled=True), digits("2,5"), digits("0300")
    (1200.0, 2.5, None, None)
    """
    if _GROUPED.match(word):
        return float(word.replace(",", ""))
    if _DOTTED.match(word):
        return float(word.replace(".", ""))
    if _LOOSE.match(word):
        return float(word.replace(",", ".")) if scaled else None
    if _ONE_GROUP.match(word) and not scaled:
        return None
    return float(word) if _PLAIN.match(word) else None


def number_at(words: Sequence[str], at: int) -> Read | None:
    """The number that begins at `words[at]` (plain, case-folded words; hyphens are words), and the index after it."""
    if at >= len(words):
        return None
    return _half(words, at) or _words(words, at) or _digits(words, at)


def value_of(text: str) -> float | None:
    """The value of a text that is one number and nothing else.

    >>> value_of("two hundred and five"), value_of("half a million"), value_of("a few")
    (205.0, 500000.0, None)
    """
    words = re.findall(r"[a-z]+|\d[\d.,]*|-", text.casefold())
    read = number_at(words, 0)
    return read[0] if read and read[1] == len(words) else None


def _times(value: float, scale: int) -> float:
    """A product without the crumbs of binary fractions (8.3 million is 8,300,000)."""
    return float(round(value * scale, 4))


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _dash(words: Sequence[str], at: int) -> int:
    """The index after a hyphen, where there is one."""
    return at + 1 if _word(words, at) == "-" else at


def _scale(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A scale word or a dozen at `at` (a hyphen before it is allowed), and the index after it."""
    at = _dash(words, at)
    word = _word(words, at)
    if word == "dozen":
        return DOZEN, at + 1
    return (SCALES[word], at + 1) if word in SCALES else None


def _half(words: Sequence[str], at: int) -> Read | None:
    """Half a million, a quarter of a million, half-dozen, a half million, three quarters of a million."""
    place, times = at, 1.0
    if _word(words, place) in ("a", "one", "an"):
        place += 1
    elif _word(words, place) in SMALL and _word(words, place + 1) in _PARTS:
        times, place = float(SMALL[words[place]]), place + 1
    if _word(words, place) not in _PARTS:
        return None
    share, place = times * _PARTS[words[place]], _dash(words, place + 1)
    if _word(words, place) == "of":
        place += 1
    article = _word(words, place) in ("a", "one")
    scale = _scale(words, place + 1 if article else place)
    return (_times(share, scale[0]), scale[1]) if scale else None


def _digits(words: Sequence[str], at: int) -> Read | None:
    scale = _scale(words, at + 1)
    value = digits(words[at], scaled=scale is not None)
    if value is None:
        return None
    if scale:
        return _times(value, scale[0]), scale[1]
    return _and_a_half(words, value, at + 1) or (value, at + 1)


def _words(words: Sequence[str], at: int) -> Read | None:
    """Two hundred and five thousand; a hundred; two dozen; one and a half million."""
    if words[at] in ("a", "an"):
        scale = _scale(words, at + 1)
        if scale is None or words[at + 1] == "-" or words[at + 1] in ("bn", "tn", "mn", "mln"):
            return None
        return _sum(words, at + 2, 0, scale[0])
    if words[at] not in SMALL and words[at] not in TENS:
        return None
    return _sum(words, at, 0, None)


def _sum(words: Sequence[str], at: int, total: int, current: int | None) -> Read:
    """Add words up from the left: `current` is the part below the next scale, None before it has begun."""
    smallest = 10**15
    while at < len(words):
        step = _step(words, at, current, total, smallest)
        if step is None:
            break
        current, at, scaled = step
        if scaled:
            total, smallest, current = total + scaled, min(smallest, scaled), None
    value = total + (current or 0)
    return _and_a_half(words, float(value), at) or (float(value), at)


def _step(words: Sequence[str], at: int, current: int | None, total: int, smallest: int) -> tuple[int | None, int, int] | None:
    """One more word of a number: the new `current`, the index after it, and what a scale word adds to the total."""
    word = words[at]
    if word in SCALES or word == "dozen":
        return _scaled(word, at, current, smallest)
    if word in ("and", "-") and (current or total):
        after = _word(words, at + 1)
        tail = after in SMALL or (after in TENS and word == "and")
        joined = (current is None or current % 100 == 0) if word == "and" else (current or 0) % 100 in TENS.values()
        return _step(words, at + 1, current, total, smallest) if tail and joined else None
    if word in SMALL or word in TENS:
        value = SMALL.get(word, TENS.get(word, 0))
        if current is None:
            return (value, at + 1, 0) if not total or value else None
        fits = (current % 100 == 0 and current) or (current % 10 == 0 and current % 100 >= 20 and 0 < value < 10)
        return (current + value, at + 1, 0) if fits and value else None
    return None


def _scaled(word: str, at: int, current: int | None, smallest: int) -> tuple[int | None, int, int] | None:
    if not current:
        return None
    if word == "hundred":
        return (current * 100, at + 1, 0) if current < 100 else None
    value = current * (DOZEN if word == "dozen" else SCALES[word])
    return (None, at + 1, value) if value < smallest else None


def _and_a_half(words: Sequence[str], value: float, at: int) -> Read | None:
    """Two and a half million; a million and a half."""
    if list(words[at : at + 2]) != ["and", "a"] or _word(words, at + 2) not in ("half", "quarter"):
        return None
    share = _FRACTIONS[words[at + 2]]
    scale = _scale(words, at + 3)
    if scale:
        return _times(value + share, scale[0]), scale[1]
    whole = next((size for size in sorted(SCALES.values(), reverse=True) if value >= size and value % size == 0), None)
    return (value + share * whole, at + 3) if whole and whole > 100 else None


def share_at(words: Sequence[str], at: int) -> Read | None:
    """A share of something: half, a third, two thirds, three-quarters; and the index after it."""
    times = 1.0
    place = at + 1 if _word(words, at) in ("a", "one") else at
    if _word(words, place) in SMALL and _word(words, _dash(words, place + 1)) in _PARTS:
        times, place = float(SMALL[words[place]]), _dash(words, place + 1)
    word = _word(words, place)
    return (times * _PARTS[word], place + 1) if word in _PARTS else None


def render(value: int) -> str:
    """A whole number below 10**15 in words, the British way.

    >>> render(1_205), render(45)
    ('one thousand two hundred and five', 'forty-five')
    """
    if not 0 <= value < 10**15:
        raise ValueError(f"only whole numbers below 10**15 have words here, not {value}")
    if value < 100:
        return _below_hundred(value)
    if value < 1000:
        rest = value % 100
        return f"{_below_hundred(value // 100)} hundred" + (f" and {_below_hundred(rest)}" if rest else "")
    word = next(word for word in ("trillion", "billion", "million", "thousand") if value >= SCALES[word])
    times, rest = divmod(value, SCALES[word])
    tail = "" if not rest else f" and {render(rest)}" if rest < 100 else f" {render(rest)}"
    return f"{render(times)} {word}{tail}"


def _below_hundred(value: int) -> str:
    if value < 20:
        return next(word for word, number in SMALL.items() if number == value)
    ten = next(word for word, number in TENS.items() if number == value - value % 10)
    return ten if value % 10 == 0 else f"{ten}-{_below_hundred(value % 10)}"
