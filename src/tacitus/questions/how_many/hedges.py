"""Numbers with the words that hedge them: at least 28, some 85, 20 to 30, nearly $100 million, dozens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tacitus.model.answers import Amount
from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import PACKAGE, words_of
from tacitus.questions.how_many.numbers import NUMBER_WORDS, SCALES, number_at, share_at
from tacitus.rules.table import load_rows

_SINCE = frozenset({"since", "in", "early", "late", "mid", "mid-", "of"})
_SHORT = {"k": 1e3, "m": 1e6, "b": 1e9}
_OPEN = Amount(None, None, None)


@dataclass(frozen=True, slots=True)
class Hedge:
    """A row of hedges.toml. `bound` is low, high, none (softened) or exact (no hedge at all)."""

    id: str
    before: tuple[str, ...]
    bound: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    after: tuple[str, ...] = ()
    also_preposition: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vague:
    """A row of hedges.toml: words that stand for a number without a figure.

    `carried`: where the text says what became of the counted, they are a count whose hedge they are."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first` to `last` (half-open) are a number with its hedge; `number` is the index of its first figure.

    A vague one has no figure in `amount` and its row's id in `vague`; `share` is set where the figure is a part of the number
    that follows ("half of the 600"); `ranged` where it was given as two.
    """

    first: int
    number: int
    last: int
    amount: Amount
    vague: str | None = None
    ranged: bool = False
    share: float | None = None


Phrase = tuple[str, ...]


@cache
def hedges() -> tuple[tuple[tuple[Phrase, Hedge], ...], tuple[tuple[Phrase, Hedge], ...]]:
    """The phrases before and after a number, the longest first."""
    rows = load_rows(Hedge, PACKAGE, "hedges.toml")
    before = [(tuple(phrase.split()), row) for row in rows for phrase in row.before]
    after = [(tuple(phrase.split()), row) for row in rows for phrase in row.after]
    return tuple(sorted(before, key=_length)), tuple(sorted(after, key=_length))


Phrases = Sequence[tuple[Phrase, Hedge]]


@cache
def _hedges_ending() -> Mapping[str, Phrases]:
    """The phrases before a number by their last word, the longest first."""
    return _grouped(hedges()[0], -1)


@cache
def _hedges_beginning() -> Mapping[str, Phrases]:
    """The phrases after a number by their first word, the longest first."""
    return _grouped(hedges()[1], 0)


def _grouped(phrases: Phrases, place: int) -> Mapping[str, Phrases]:
    found: dict[str, list[tuple[Phrase, Hedge]]] = {}
    for phrase, row in phrases:
        found.setdefault(phrase[place], []).append((phrase, row))
    return found


def _length(entry: tuple[Phrase, object]) -> int:
    return -len(entry[0])


@cache
def vague_words() -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """The phrases for a number without a figure by their first word, the longest first."""
    rows = load_rows(Vague, PACKAGE, "hedges.toml", "vague")
    phrases = sorted(((tuple(phrase.split()), row.id) for row in rows for phrase in row.words), key=_length)
    return {first: tuple(entry for entry in phrases if entry[0][0] == first) for first in {words[0] for words, _ in phrases}}


@cache
def carried_words() -> frozenset[str]:
    """The ids of the words for a number that a claim can carry."""
    return frozenset(row.id for row in load_rows(Vague, PACKAGE, "hedges.toml", "vague") if row.carried)


def quantities(reading: Reading) -> Iterator[Quantity]:
    """The numbers of a reading with their hedges, in text order, none inside another."""
    for sentence in reading.sentences:
        line = _Line(reading.words(sentence))
        at = 0
        while at < len(line.words):
            quantity = (line.vague(at) or line.share(at) or line.number(at)) if line.may_begin(at) else None
            if quantity:
                by = sentence.first
                yield replace(quantity, first=quantity.first + by, number=quantity.number + by, last=quantity.last + by)
            at = quantity.last if quantity else at + 1


class _Line:
    """The words of one sentence, and how a number is read from them."""

    __slots__ = ("tokens", "words")

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.words = [token.norm for token in tokens]

    def _has(self, at: int, phrase: Phrase) -> bool:
        return at >= 0 and tuple(self.words[at : at + len(phrase)]) == phrase

    def _tight(self, at: int) -> bool:
        """Whether nothing stands between the word at `at` and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].span.start == self.tokens[at - 1].span.end

    def may_begin(self, at: int) -> bool:
        """Whether a number can begin at a word: a quick no for most."""
        word = self.words[at]
        return word[:1].isdigit() or word in NUMBER_WORDS or word in vague_words()

    def vague(self, at: int) -> Quantity | None:
        hit = next(((phrase, row) for phrase, row in vague_words().get(self.words[at], ()) if self._has(at, phrase)), None)
        return Quantity(at, at, at + len(hit[0]), _OPEN, hit[1]) if hit else None

    def share(self, at: int) -> Quantity | None:
        """Half of the (600): what it comes to is worked out once the whole is known."""
        read = share_at(self.words, at)
        figure = number_at(self.words, at)
        if not read or (figure and figure[1] > read[1]):
            return None
        place = read[1]
        while place < min(len(self.words), read[1] + 6) and self._before_whole(place):
            place += 1
        if place == read[1] or number_at(self.words, place) is None:
            return None
        first, amount, _ = self._hedged(at, _OPEN, read[1])
        return Quantity(first, at, read[1], amount, None, False, read[0])

    def _before_whole(self, place: int) -> bool:
        """Whether a word may stand between a share and its whole: of the, of the town's."""
        owner = self.words[place + 1 : place + 2] == ["'s"] and self.tokens[place].upos in ("NOUN", "PROPN")
        return self.words[place] in words_of("before-whole") or self.words[place] == "'s" or owner

    def number(self, at: int) -> Quantity | None:
        read, part = self._figure(at), share_at(self.words, at)
        if read is None or (part and part[1] > read[1]):  # three quarters of the army: a share of no known number
            return None
        ranged = self._range(at, *read)
        if ranged:
            first, amount, _ = self._hedged(at, ranged[0], ranged[1])
            opened = at > 0 and self.words[at - 1] in ("between", "from")
            return Quantity(at - 1 if opened else first, at, ranged[1], ranged[0], None, True)
        first, amount, last = self._hedged(at, Amount(read[0], None, None), read[1])
        return Quantity(first, at, last, amount)

    def _figure(self, at: int) -> tuple[float, int] | None:
        """A number at `at`, with spaces between its groups (40 000) and short scales (£5m) taken in."""
        read = number_at(self.words, at)
        if read is None:
            return None
        value, end = read
        groups = end
        while self.words[at].isdigit() and len(self.words[at]) <= 3 and groups < len(self.words) and self._group(groups):
            groups += 1
        if groups > end + 1 or (groups > end and self.words[end] == "000"):
            return float("".join(self.words[at:groups])), groups
        if end < len(self.words) and self.words[end] in _SHORT and self._tight(end) and self._may_scale(at, end):
            return value * _SHORT[self.words[end]], end + 1
        return value, end

    def _group(self, place: int) -> bool:
        """Three digits after one space: a group of a long number."""
        word = self.words[place]
        return len(word) == 3 and word.isdigit() and self.tokens[place].span.start - self.tokens[place - 1].span.end == 1

    def _may_scale(self, at: int, end: int) -> bool:
        """A lone m after digits is a million where money stands before it or a noun after it, else metres."""
        return (at > 0 and self.words[at - 1] in words_of("money-signs")) or (
            end + 1 < len(self.words) and self.tokens[end + 1].upos in ("NOUN", "PROPN")
        )

    def _range(self, at: int, low: float, end: int) -> tuple[Amount, int] | None:
        """20 to 30, between 20 and 30, 20-30, two or three: bounds without a best figure, and the index after them."""
        joint = self.words[end] if end < len(self.words) else ""
        between = at > 0 and self.words[at - 1] == "between"
        joined = joint in ("to", "or") or (joint == "and" and between) or (joint == "-" and self._tight(end))
        start = end + 2 if end + 1 < len(self.words) and self.words[end + 1] in words_of("money-signs") else end + 1
        other = self._figure(start) if joined and start < len(self.words) else None
        if other is None:
            return None
        high, last = other
        scale = SCALES.get(self.words[last - 1], 1)
        if end == at + 1 and scale >= 1000 and low < 1000:
            low *= scale
        dated = at > 0 and (self.words[at - 1] in words_of("months") or self.words[at - 1] in _SINCE)
        years = low >= 1900 and (high <= 2100 or (dated and self.words[at].isdigit() and low <= 2100))
        place = self._before_money(at)
        if not low < high or years or (place > 0 and self.words[place - 1] == "from" and self._changes(place)):
            return None
        return Amount(None, low, high, "between" if between else "or" if joint == "or" else "to"), last

    def _changes(self, at: int) -> bool:
        """Rose from 20 to 30: two figures, not a range."""
        return any(token.lemma in words_of("change") for token in self.tokens[max(0, at - 8) : at])

    def _hedged(self, at: int, amount: Amount, end: int) -> tuple[int, Amount, int]:
        """The hedges on both sides of a figure: the first token, the bounded amount, the index after it."""
        first, hedge = self._before(at)
        for phrase, row in _hedges_beginning().get(self.words[end], ()) if end < len(self.words) else ():
            if self._has(end, phrase) and (phrase[0] != "-" or self._tight(end)):
                end += len(phrase)
                bounded = hedge is not None and hedge[0] != "none"
                if row.bound != "exact" and not bounded:
                    hedge = (row.bound, " ".join(word for word in phrase if word != "-"))
                break
        return first, _bounded(amount, hedge), end

    def _before(self, at: int) -> tuple[int, tuple[str, str] | None]:
        """The first token of a figure with the hedges before it, and the hedge that counts: the outermost that bounds."""
        first = place = self._before_money(at)
        hedge: tuple[str, str] | None = None
        for _ in range(4):
            known = _hedges_ending().get(self.words[place - 1], ()) if place else ()
            hit = next(((phrase, row) for phrase, row in known if self._hedge_at(place - len(phrase), phrase, row)), None)
            if hit is None:
                break
            place -= len(hit[0])
            if hit[1].bound != "exact":
                first, hedge = place, (hit[1].bound, " ".join(hit[0]))
                if hit[1].bound != "none":
                    break
        return first, hedge

    def _before_money(self, at: int) -> int:
        """The index of the currency sign before a figure, else of the figure."""
        while at and self.words[at - 1] in words_of("money-signs"):
            at -= 1
        return at

    def _hedge_at(self, start: int, phrase: Phrase, row: Hedge) -> bool:
        if not self._has(start, phrase):
            return False
        return " ".join(phrase) not in row.also_preposition or not self._preposition(start)

    def _preposition(self, at: int) -> bool:
        """Flew over two villages, handed over 60: the word stands before a place or a topic, or belongs to the verb."""
        token = self.tokens[at]
        if token.dep == "compound:prt" or (at and token.norm == "over" and self.tokens[at - 1].lemma in words_of("hand-over")):
            return True
        if token.upos != "ADP" or token.dep != "case" or token.head < 0:
            return False
        held = self.tokens[token.head - self.tokens[0].index]
        return held.dep in ("obl", "nmod")


def _bounded(amount: Amount, hedge: tuple[str, str] | None) -> Amount:
    if hedge is None:
        return amount
    bound, words = hedge
    return Amount(amount.best, amount.best if bound == "low" else None, amount.best if bound == "high" else None, words)


def worked_out(quantity: Quantity, value: float) -> Amount:
    """The amount of a share ("more than half of the 600") once the number that it is a share of is known."""
    hedge = quantity.amount.hedge
    row = next((row for phrase, row in hedges()[0] if " ".join(phrase) == hedge), None)
    return _bounded(Amount(value, None, None), (row.bound, hedge) if row and hedge else None)
