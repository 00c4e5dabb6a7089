"""A claim out of its report, whole in itself: what the ledger gives, what is weighed and exported.

A `Claim` points by index into the answers of its report; an `Entry` holds what stands there: the words with their place in the
text, who the actors are, the numbers, the place with its footprint, and the facts of the report it stands in.
"""

from dataclasses import dataclass
from datetime import date

from tacitus.model.answers import Codes, Counted, Footprint, Point, Relation, Standing
from tacitus.model.interval import Interval
from tacitus.model.span import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report: `span` counts code points of the text whose id the entry's report names."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """How a value is known (stated, derived, inherited; corrected by a coder) and the rule that made it, as step/row."""

    basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something in a role. `id` and `kind` are those of the actor table, or None where the actor is not known.

    A link of the chain of those who say it has no `known`; a publisher has no `quote`.
    """

    name: str
    quote: Quote | None = None
    id: str | None = None
    kind: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    known: Known | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where it happened. `precision` is exact, near, area, district, province or country; None where only a name is known."""

    name: str
    quote: Quote | None
    id: str | None
    kind: str | None
    point: Point | None
    country: str | None
    precision: str | None
    relation: Relation | None
    footprint: Footprint | None
    known: Known


@dataclass(frozen=True, slots=True)
class Moment:
    """When it happened: the closed interval of days, the words, their TIMEX3 value and grain."""

    days: Interval
    quote: Quote | None
    value: str | None
    grain: str | None
    approximate: bool
    known: Known


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the claim, as said; `count` is its index in the report, `part_of` that of the number it is part of."""

    quote: Quote
    outcome: str | None
    kind: str | None
    unit: str | None
    who: Counted
    low: float | None
    best: float | None
    high: float | None
    hedge: str | None
    count: int
    part_of: int | None
    known: Known


@dataclass(frozen=True, slots=True)
class Report:
    """The report that an entry stands in. `document` is the sha256 of the archived bytes, `text` the id of the text's record,
    `published` the day in force with its basis."""

    document: str
    text: str
    reading: str
    key: str
    uri: str
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: Interval | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Who says that what happened to whom, where, when and how many; `number` is the claim's place in its report, from 1."""

    id: str
    number: int
    report: Report
    kind: str
    codes: Codes
    standing: Standing
    hedged: bool
    trigger: Quote
    evidence: Quote
    rule: str
    said_by: tuple[Named, ...]
    agents: tuple[Named, ...] = ()
    targets: tuple[Named, ...] = ()
    place: Site | None = None
    when: Moment | None = None
    counts: tuple[Told, ...] = ()
    instruments: tuple[Quote, ...] = ()
    cause_of: tuple[str, ...] = ()
    effect_of: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    again: tuple[Quote, ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
    confidence: float = 1.0
    review: str | None = None  # what reviews come to: accepted, corrected, rejected, disputed, noted

    @property
    def day(self) -> date | None:
        """The first day it could have been, else the report's."""
        days = self.when.days if self.when else None
        return (days and (days.start or days.end)) or (self.report.published.start if self.report.published else None)
