"""What of a ledger is asked to leave, and what of it does not."""

from collections import Counter
from dataclasses import dataclass, field

REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a ledger is wanted: claims, texts, incidents and threads by their whole ids; None for all. The claims of the texts
    of `beside` come too, and are not counted."""

    claims: frozenset[str] | None = None
    texts: frozenset[str] | None = None
    beside: frozenset[str] = frozenset()
    incidents: frozenset[str] | None = None
    threads: frozenset[str] | None = None


@dataclass(slots=True)
class Left:
    """Incidents, groups and agreements that are held back whole, by kind; and the claims that all coders reject."""

    whole: Counter[str] = field(default_factory=Counter)
