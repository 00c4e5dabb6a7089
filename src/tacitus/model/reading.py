"""A document as read: words with their tags and parse, sentences, quotations, names and attribution."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from tacitus.model.document import Document, ZoneKind
from tacitus.model.span import Span

R = TypeVar("R")
_NONE: dict[str, tuple["Token", ...]] = {}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `head` is the index of its head in the reading's tokens, -1 at a sentence's root.

    `norm` is the case-folded text with typographic apostrophes and dashes made plain; `upos` and `dep` follow Universal
    Dependencies 2; `lemma` is the dictionary form. `relation` is the dependency without its subtype: nsubj for nsubj:pass.
    """

    index: int
    span: Span
    text: str
    norm: str
    lemma: str
    upos: str
    head: int
    dep: str
    sentence: int
    relation: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "relation", self.dep.partition(":")[0])


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (half-open); `zone` is the kind of the part of the page it stands in."""

    index: int
    span: Span
    first: int
    last: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` with its marks, `inner` without. `depth` is 0 outside any other quotation."""

    span: Span
    inner: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of words that the encoder labelled, with its mean probability."""

    span: Span
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one pass over a document gives. Titles, captions and body are read; section lines and furniture are not.

    `names` carries Organisation, Person, Location, Nationality, MilitaryPlatform, Weapon, Temporal, Quantity, Money,
    DocumentReference; `attribution` carries Source, Cue, Content.
    `children[i]` are the indices of the tokens whose head is i, in text order. `memo` keeps what has been worked out of it (see
    `remembered`): it changes no answer.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    names: tuple[Label, ...]
    attribution: tuple[Label, ...]
    children: tuple[tuple[int, ...], ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _below: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _by_relation: tuple[dict[str, tuple[Token, ...]], ...] = field(init=False, repr=False, compare=False)
    memo: dict[tuple[object, int], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple([token.span.start for token in self.tokens]))
        object.__setattr__(self, "_ends", tuple([token.span.end for token in self.tokens]))
        below = [tuple([self.tokens[child] for child in children]) if children else () for children in self.children]
        object.__setattr__(self, "_below", tuple(below))
        object.__setattr__(self, "_by_relation", tuple([_by_relation(kids) if kids else _NONE for kids in below]))

    @property
    def text(self) -> str:
        return self.document.text

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def inside(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie wholly within a span, in text order."""
        low = bisect_left(self._starts, span.start)
        return self.tokens[low : bisect_right(self._ends, span.end, low)]

    def kids(self, index: int, *relations: str) -> tuple[Token, ...]:
        """The children of a token, all or those whose dependency (or its part before the colon) is named."""
        below = self._below[index]
        if not relations or not below:
            return below
        by_relation = self._by_relation[index]
        if len(relations) == 1:
            return by_relation.get(relations[0], ())
        if by_relation.keys().isdisjoint(relations):
            return ()
        found = []
        for kid in below:
            if kid.relation in relations or kid.dep in relations:
                found.append(kid)
        return tuple(found)

    def subtree(self, index: int) -> tuple[int, ...]:
        """The indices of a token and all below it, in text order."""
        found = [index]
        for place in found:  # grows while it is read
            found += self.children[place]
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[Token]:
        """The heads above a token, nearest first."""
        place = self.tokens[index].head
        while place >= 0:
            yield self.tokens[place]
            place = self.tokens[place].head

    def head_of(self, span: Span) -> Token | None:
        """The token of a span whose head lies outside it: the word that the others hang on."""
        inside = self.inside(span)
        if not inside:
            return None
        first, last = inside[0].index, inside[-1].index
        for token in inside:
            if not first <= token.head <= last and token.upos != "PUNCT":
                return token
        return inside[0]

    def cover(self, indices: tuple[int, ...]) -> Span:
        """The span from the first to the last of some tokens."""
        return Span(self.tokens[min(indices)].span.start, self.tokens[max(indices)].span.end)


def _by_relation(kids: tuple[Token, ...]) -> dict[str, tuple[Token, ...]]:
    """The children of a token by their dependency, and by its part before the colon."""
    found: dict[str, tuple[Token, ...]] = {}
    for kid in kids:
        found[kid.relation] = (*found.get(kid.relation, ()), kid)
        if kid.dep != kid.relation:
            found[kid.dep] = (*found.get(kid.dep, ()), kid)
    return found


_UNKNOWN = object()


def remembered(work: Callable[[Reading, int], R]) -> Callable[[Reading, int], R]:
    """A function of a reading and the number of a token or sentence, worked out once a reading; nobody may change what it gives."""

    @wraps(work)
    def recalled(reading: Reading, index: int) -> R:
        known: R = reading.memo.get((work, index), _UNKNOWN)
        if known is _UNKNOWN:
            known = reading.memo[work, index] = work(reading, index)
        return known

    return recalled
