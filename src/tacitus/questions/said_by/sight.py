"""A reading as this question sees it: what the encoder says of each word's part in a saying, and the quotation around it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tacitus.model.reading import Label, Quote, Reading, Token
from tacitus.model.span import Span

SUBJECTS = ("nsubj", "csubj")
DASHES = frozenset({"-", "–", "—", "--", "―"})
_UNFINISHED = frozenset({"compound", "amod", "det", "case", "nummod", "mark", "aux", "cop", "cc"})
_LEADING = 3  # adverbs and auxiliaries between a joint and its verb
MARKS = frozenset({'"', "'", "“", "”", "‘", "’", "«", "»", "„"})


@dataclass(frozen=True, slots=True)
class Sight:
    """`labels[i]` is the encoder's label on token i (Source, Cue, Content) or None; `around[i]` the index of the innermost
    quotation whose words hold it, -1 outside all. A quotation's own marks are not inside it; `marks` are the tokens of these.
    `times` are the tokens within the encoder's times."""

    reading: Reading
    labels: tuple[Label | None, ...]
    around: tuple[int, ...]
    marks: frozenset[int]
    times: frozenset[int]
    tokens: tuple[Token, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", self.reading.tokens)

    def kind(self, index: int) -> str:
        """Source, Cue, Content or nothing."""
        label = self.labels[index]
        return label.kind if label else ""

    def bounds(self, index: int) -> tuple[int, int]:
        """The tokens (half-open) of the sentence around a token, as far as its own quotation reaches."""
        sentence = self.reading.sentences[self.tokens[index].sentence]
        if self.around[index] < 0:
            return sentence.first, sentence.last
        low, high = index, index + 1
        while low > sentence.first and self._with(low - 1, index):
            low -= 1
        while high < sentence.last and self._with(high, index):
            high += 1
        return low, high

    def _with(self, index: int, home: int) -> bool:
        """Whether a token stands in the same quotation as `home`, or in one within it, or is a mark of such a one."""
        if self.around[home] < 0:
            return True
        return self.reading.quotes[self.around[home]].inner.contains(self.tokens[index].span)

    def span(self, first: int, last: int) -> Span:
        """From the first character of a token to the last of the one before `last`."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def range_of(self, span: Span) -> tuple[int, int]:
        """The tokens (half-open) within a span; empty where there is none."""
        inside = self.reading.inside(span)
        return (inside[0].index, inside[-1].index + 1) if inside else (0, 0)

    def quotes_in(self, first: int, last: int, home: int) -> tuple[Quote, ...]:
        """The quotations that begin among some tokens, none of them within another that does not hold `home`."""
        if first >= last:
            return ()
        low, high = self.tokens[first].span.start, self.tokens[last - 1].span.end
        depth = self.reading.quotes[self.around[home]].depth + 1 if self.around[home] >= 0 else 0
        return tuple(quote for quote in self.reading.quotes if quote.depth == depth and low <= quote.span.start < high)

    def is_clause(self, first: int, last: int) -> bool:
        """Whether some tokens hold a verb with its subject or its auxiliary: a clause rather than a phrase."""
        for index in range(first, last):
            token = self.tokens[index]
            head = self.tokens[token.head] if token.head >= 0 else None
            governed = token.relation in SUBJECTS or token.upos == "AUX"
            if governed and head and first <= head.index < last and not self._relative(head, first, last):
                return True
        return False

    def is_participle(self, index: int) -> bool:
        """Whether a verb in -ing stands without a form of "be": adding, accusing."""
        helped = any(kid.lemma == "be" for kid in self.reading.kids(index, "aux"))
        return self.tokens[index].norm.endswith("ing") and not helped

    def _relative(self, verb: Token, first: int, last: int) -> bool:
        """Whether a verb only describes a noun that stands among the same tokens."""
        return verb.relation == "acl" and first <= verb.head < last


def see(reading: Reading) -> Sight:
    """The words of a reading with the encoder's labels and the quotations spread over them."""
    labels: list[Label | None] = [None] * len(reading.tokens)
    for label in reading.attribution:
        for token in reading.inside(label.span):
            labels[token.index] = label
    around = [-1] * len(reading.tokens)
    for number in sorted(range(len(reading.quotes)), key=lambda number: reading.quotes[number].depth):
        for token in reading.inside(reading.quotes[number].inner):
            around[token.index] = number
    marks = frozenset(token.index for quote in reading.quotes for token in _marks(reading, quote))
    dated = (label for label in reading.names if label.kind == "Temporal")
    times = frozenset(token.index for label in dated for token in reading.inside(label.span))
    return Sight(reading, tuple(labels), tuple(around), marks, times)


def _marks(reading: Reading, quote: Quote) -> Iterator[Token]:
    """The tokens of a quotation that are its marks."""
    for start, end in ((quote.span.start, quote.inner.start), (quote.inner.end, quote.span.end)):
        if start < end:
            yield from reading.inside(Span(start, end))


def completed(sight: Sight, first: int, last: int) -> int:
    """Where words of the encoder's end that may break off within a phrase: after the noun of an article, the rest of a name."""
    end = sight.reading.sentences[sight.tokens[first].sentence].last
    while last < end and (_leans(sight.tokens[last - 1], last) or _belongs(sight.tokens[last], first, last)):
        last += 1
    return last


def _leans(token: Token, last: int) -> bool:
    """Whether a word leans on one behind it: an article, the first half of a name."""
    return (token.relation in _UNFINISHED or (token.dep == "nmod:poss" and token.upos == "PRON")) and token.head >= last


def _belongs(token: Token, first: int, last: int) -> bool:
    """Whether a word is the second half of a name that began before it."""
    return token.relation == "flat" and first <= token.head < last


def own_end(sight: Sight, cue: int, first: int, last: int) -> int:
    """Where the words that a cue reports end because the cue's own sentence goes on with another one: urged them to leave [and
    mocked the plan]; said so[, summing up the talks]."""
    for place in range(first + 1, last):
        token = sight.tokens[place]
        if token.head == cue and token.relation in ("conj", "advcl") and sight.kind(place) == "Cue" and token.upos == "VERB":
            at = next((at for at in range(place, first, -1) if _joins(sight.tokens[at - 1])), None)
            goes_on = token.norm.endswith("ing") or (token.relation == "conj" and not sight.reading.kids(place, *SUBJECTS))
            if at is not None and place - at <= _LEADING and goes_on:
                return at - 1
    return last


def _joins(token: Token) -> bool:
    return token.upos == "CCONJ" or token.text in DASHES | {",", ";"}


def trimmed(sight: Sight, indices: Iterable[int]) -> tuple[int, int] | None:
    """From the first to after the last of some tokens, marks at either end left off but those of a quotation; None where
    nothing is left."""
    kept = sorted(indices)
    while kept and sight.tokens[kept[-1]].upos == "PUNCT" and kept[-1] not in sight.marks:
        kept.pop()
    while kept and sight.tokens[kept[0]].upos == "PUNCT" and kept[0] not in sight.marks:
        kept.pop(0)
    return (kept[0], kept[-1] + 1) if kept else None
