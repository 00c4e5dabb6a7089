"""Numbers with the words that hedge them: at least 28, some 85, 20 to 30, nearly $100 million, dozens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.answers import Amount
from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.numbers import number_at, share_at
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.questions.how_many"


@dataclass(frozen=True, slots=True)
class Hedge:
    """A row of hedges.toml. `bound` is low, high, none (softened) or exact."""

    id: str
    before: tuple[str, ...]
    bound: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vague:
    """A row of hedges.toml: words that stand for a number without a figure."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first` to `last` (half-open) are the number with its hedge; `number` is the index of its first figure.

    `amount` is None for a vague one, and `vague` then its row's id; `ranged` is a number given as two. `share` is set where the
    figure is a part of the number that follows ("half of the 600").
    """

    first: int
    number: int
    last: int
    amount: Amount | None
    vague: str | None = None
    ranged: bool = False
    share: float | None = None


Phrases = tuple[tuple[tuple[str, ...], Hedge], ...]


@cache
def hedges() -> tuple[Phrases, Phrases]:
    """The phrases before and after a number, the longest first."""
    rows = load_rows(Hedge, PACKAGE, "hedges.toml")
    before = [(tuple(phrase.split()), row) for row in rows for phrase in row.before]
    after = [(tuple(phrase.split()), row) for row in rows for phrase in row.after]
    return _longest(before), _longest(after)


def _longest(phrases: list[tuple[tuple[str, ...], Hedge]]) -> Phrases:
    return tuple(sorted(phrases, key=lambda entry: -len(entry[0])))


@cache
def vague_words() -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = load_rows(Vague, PACKAGE, "hedges.toml", "vague")
    phrases = [(tuple(phrase.split()), row.id) for row in rows for phrase in row.words]
    return tuple(sorted(phrases, key=lambda entry: -len(entry[0])))


def quantities(reading: Reading) -> Iterator[Quantity]:
    """The numbers of a reading with their hedges, in text order; none inside another."""
    for sentence in reading.sentences:
        tokens = reading.words(sentence)
        words = [token.norm for token in tokens]
        at = 0
        while at < len(words):
            quantity = _vague(words, at) or _share(words, at) or _number(tokens, words, at)
            if quantity:
                yield _placed(quantity, sentence.first)
            at = quantity.last if quantity else at + 1


def _placed(quantity: Quantity, by: int) -> Quantity:
    return Quantity(
        quantity.first + by, quantity.number + by, quantity.last + by,
        quantity.amount, quantity.vague, quantity.ranged, quantity.share,
    )  # fmt: skip


def _vague(words: list[str], at: int) -> Quantity | None:
    for phrase, row in vague_words():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return Quantity(at, at, at + len(phrase), None, row)
    return None


def _share(words: list[str], at: int) -> Quantity | None:
    """Half of the (600): the figure is worked out once the whole is known."""
    read = share_at(words, at)
    if not read or number_at(words, at):
        return None
    place = read[1] + (1 if words[read[1] : read[1] + 1] == ["of"] else 0)
    while place < len(words) and words[place] in ("the", "its", "their", "these", "those", "all", "some", "about", "an", "estimated"):
        place += 1
    if not number_at(words, place):
        return None
    first, amount, _ = _hedged(words, at, Amount(None, None, None))
    return Quantity(first, at, read[1], amount, None, False, read[0])


def _number(tokens: Sequence[Token], words: list[str], at: int) -> Quantity | None:
    read = _figure(tokens, words, at)
    if read is None:
        return None
    value, end = read
    ranged = _range(tokens, words, at, read)
    if ranged:
        amount, end = ranged
        first = at - 1 if at and words[at - 1] in ("between", "from", "about", "around", "some", "an estimated") else at
        return Quantity(first, at, end, amount, None, True)
    first, amount, end = _hedged(words, at, Amount(value, None, None), end)
    return Quantity(first, at, end, amount)


def _figure(tokens: Sequence[Token], words: list[str], at: int) -> tuple[float, int] | None:
    """A number at `at` with spaces between its groups (40 000) and short scales (£5m) taken in."""
    read = number_at(words, at)
    if read is None:
        return None
    value, end = read
    if words[at].isdigit() and len(words[at]) <= 3 and end == at + 1:
        groups = end
        while groups < len(words) and _group(tokens, groups):
            groups += 1
        if groups > end and (groups - end > 1 or words[end] == "000" or tokens[end].span.start - tokens[end - 1].span.end == 0):
            return float("".join(words[at:groups])), groups
    if end < len(words) and words[end] in _SHORT and tokens[end].span.start == tokens[end - 1].span.end and _may_scale(tokens, at, end):
        return value * _SHORT[words[end]], end + 1
    return value, end


_SHORT = {"k": 1e3, "m": 1e6, "b": 1e9}


def _group(tokens: Sequence[Token], place: int) -> bool:
    """Three digits after one space: a group of a long number."""
    token = tokens[place]
    return len(token.norm) == 3 and token.norm.isdigit() and token.span.start - tokens[place - 1].span.end == 1


def _may_scale(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A lone m after digits is a million where money stands before it or people after it, else metres."""
    money = at > 0 and not tokens[at - 1].text[0].isalnum() and tokens[at - 1].upos == "SYM"
    return money or (end + 1 < len(tokens) and tokens[end + 1].upos in ("NOUN", "PROPN"))


def _range(tokens: Sequence[Token], words: list[str], at: int, read: tuple[float, int]) -> tuple[Amount, int] | None:
    """20 to 30, between 20 and 30, 20-30, two or three: bounds without a best figure."""
    low, end = read
    if end + 1 >= len(words):
        return None
    joint = words[end]
    between = at > 0 and words[at - 1] == "between"
    tight = joint == "-" and tokens[end].span.start == tokens[end - 1].span.end
    if not (joint in ("to", "or") or (joint == "and" and between) or (joint == "-" and tight)):
        return None
    start = end + 2 if words[end + 1] in ("$", "£", "€") else end + 1
    other = _figure(tokens, words, start)
    if other is None:
        return None
    high, last = other
    if low < 1000 <= high and last - start > 1 and high / 1000 >= 1 and words[last - 1] in ("million", "billion", "bn", "m", "thousand", "crore", "lakh"):
        low *= high / (number_at(words[: last - 1], start) or (high, 0))[0]
    if not low < high or (low >= 1900 and high <= 2100) or (at and words[at - 1] == "from" and _changes(words, at)):
        return None
    return Amount(None, low, high, f"{joint if joint != '-' else 'to'}" if not between else "between"), last


def _changes(words: list[str], at: int) -> bool:
    """Rose from 20 to 30: two figures, not a range."""
    return any(word in _CHANGE for word in words[max(0, at - 8) : at])


_CHANGE = frozenset(
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown jump jumped climbed climb fall falls "
    "fell fallen drop dropped decline declined decrease decreased up down revised raised lowered cut reduced went gone changed".split()
)


def _hedged(words: list[str], at: int, amount: Amount, end: int | None = None) -> tuple[int, Amount, int]:
    """The hedges on both sides of a figure: the first token, the bounded amount, the index after it."""
    first, place, hedge = at, _before_money(words, at), None
    for _ in range(4):
        hit = next(((phrase, row) for phrase, row in hedges()[0] if _ends_with(words, place, phrase)), None)
        if hit is None:
            break
        phrase, row = hit
        place -= len(phrase)
        if row.bound != "exact":
            first, hedge = place, (row.bound, " ".join(phrase))
            if row.bound != "none":
                break
    last = at + 1 if end is None else end
    for phrase, row in hedges()[1]:
        if end is not None and tuple(words[end : end + len(phrase)]) == phrase:
            last = end + len(phrase)
            if row.bound != "exact" and not (hedge and hedge[0] in ("low", "high")):
                hedge = (row.bound, " ".join(phrase).replace("- ", ""))
            break
    return first, _bounded(amount, hedge), last


def _before_money(words: list[str], at: int) -> int:
    """The index of a currency sign or code before a figure, else `at`."""
    place = at
    while place and words[place - 1] in CURRENCY_SIGNS:
        place -= 1
    return place


CURRENCY_SIGNS = frozenset({"$", "£", "€", "¥", "₹", "₽", "₴", "₪", "₦", "₺", "us", "usd", "eur", "gbp", "a$", "c$", "us$", "rs", "rs."})


def _ends_with(words: list[str], place: int, phrase: tuple[str, ...]) -> bool:
    start = place - len(phrase)
    return start >= 0 and tuple(words[start:place]) == phrase


def _bounded(amount: Amount, hedge: tuple[str, str] | None) -> Amount:
    if hedge is None:
        return amount
    bound, words = hedge
    low = amount.best if bound == "low" else None
    high = amount.best if bound == "high" else None
    return Amount(amount.best, low, high, words)
