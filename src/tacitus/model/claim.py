"""A claim: somebody says that something happened. Made once by `claims/bind`, never merged, never edited."""

from dataclasses import dataclass

from tacitus.model.answers import Codes, Footprint, Mouth, Point, Standing
from tacitus.model.found import Basis, Maker
from tacitus.model.interval import Interval
from tacitus.model.span import Span


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something in a role. `actor` is the index of the mention; `span` the words, where they stand."""

    name: str
    span: Span
    basis: Basis
    maker: Maker
    actor: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where it happened: `place` is the index of the words it was read from."""

    place: int
    name: str
    point: Point | None
    country: str | None
    footprint: Footprint | None
    basis: Basis
    maker: Maker


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When it happened: `time` is the index of the words it was read from."""

    interval: Interval
    time: int | None
    basis: Basis
    maker: Maker


@dataclass(frozen=True, slots=True)
class ClaimCount:
    """A number that belongs to the claim: the index of the count, and why it belongs."""

    count: int
    basis: Basis
    maker: Maker


@dataclass(frozen=True, slots=True)
class Blank:
    """A slot left empty, with its reason."""

    slot: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says that what happened to whom, where, when and how many. `said_by` begins with the publisher.

    `again` are the triggers where the report tells the same happening once more; `confidence` is the share of the filled
    slots whose words stand in the claim's own clause (see docs/claims.md), never a measure of truth.
    """

    id: str
    kind: str
    codes: Codes
    trigger: Span
    evidence: Span
    said_by: tuple[Mouth, ...]
    hedged: bool
    standing: Standing
    maker: Maker
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    place: ClaimPlace | None = None
    when: ClaimTime | None = None
    counts: tuple[ClaimCount, ...] = ()
    instruments: tuple[Span, ...] = ()
    cause_of: tuple[str, ...] = ()
    effect_of: tuple[str, ...] = ()
    saying: int | None = None
    blanks: tuple[Blank, ...] = ()
    also: tuple[str, ...] = ()
    again: tuple[Span, ...] = ()
    confidence: float = 1.0
