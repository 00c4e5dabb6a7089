"""A cell of a table, with the rule that filled it, the claims it is from and the words in them. An empty one says why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tacitus.model.entry import Entry, Quote
from tacitus.views.export.table import Cell as Value

Words = tuple[tuple[str, Quote], ...]
Row = Mapping[str, "Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """`words` are of the claims named with them. `suggested` says what a coder has to know who would stand by the value."""

    value: Value
    rule: str
    claims: tuple[str, ...] = ()
    words: Words = ()
    suggested: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """An incident that has no row, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims that say a thing, with the words in which they say it and the rule by which it is taken from them."""

    rule: str
    claims: tuple[str, ...] = ()
    words: Words = field(default=())
    note: str | None = None

    def cell(self, value: Value, rule: str | None = None, suggested: str | None = None) -> Cell:
        return Cell(value, rule or self.rule, self.claims, self.words, suggested or self.note)


def empty(why: str) -> Cell:
    """A cell without a value."""
    return Cell(None, f"empty: {why}")


def quoted(entries: Iterable[Entry], quotes: Iterable[Quote | None]) -> Words:
    """Words with their claims, those that there are."""
    return tuple((entry.id, quote) for entry, quote in zip(entries, quotes, strict=True) if quote is not None and quote.text)
