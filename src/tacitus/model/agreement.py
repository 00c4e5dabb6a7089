"""An agreement as the claims tell it: parties, terms, the day it took effect, who opposes it, alleged breaches."""

from dataclasses import dataclass

from tacitus.model.claim import Party
from tacitus.model.interval import Interval
from tacitus.model.span import Span


@dataclass(frozen=True, slots=True)
class Term:
    """What somebody must or may do. Places are indices of the report's places."""

    obliges: str | None
    action: str
    span: Span
    from_place: int | None = None
    to_place: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """`claims` are the ids of the claims it was read from, the first is the one that names it."""

    id: str
    kind: str
    parties: tuple[Party, ...]
    terms: tuple[Term, ...]
    effective: Interval | None
    status: str
    opposed_by: tuple[Party, ...]
    breaches: tuple[str, ...]
    claims: tuple[str, ...]
    effective_why_not: str | None = None
