"""What the claims of one incident say, side by side: where they agree, who stands behind each version, and what follows by rule.

Nothing here is a verdict. Every value names the claims it was made from (by id) and the rule that made it; claims that say
nothing, and figures left out, stand there with the reason.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tacitus.model.answers import Footprint, Standing
from tacitus.model.entry import Quote
from tacitus.model.interval import Interval


class Relates(StrEnum):
    """How one version stands to another: `agree` where both can be so and neither says more, `silent` where they cannot be held
    against each other."""

    AGREE = "agree"
    NARROWER = "narrower"
    WIDER = "wider"
    CONFLICT = "conflict"
    SILENT = "silent"

    @property
    def mirrored(self) -> "Relates":
        """How the other one stands to this one."""
        return {Relates.NARROWER: Relates.WIDER, Relates.WIDER: Relates.NARROWER}.get(self, self)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of the incident: who says it, through whom (`chain`, publisher first), in which report, of which day.

    `voice` is the id of the independent root behind it, `text` that of the report's text. `says` is yes, no or maybe: whether
    the claim holds that it happened, that it did not, or only that it may or shall.
    """

    claim: str
    number: int
    kind: str
    standing: Standing
    hedged: bool
    says: str
    voice: str
    chain: tuple[str, ...]
    report: str
    text: str
    title: str | None
    published: Interval | None
    words: Quote
    trigger: Quote


@dataclass(frozen=True, slots=True)
class Relation:
    """How a version stands to the version with the index `other` of the same field."""

    other: int
    relates: Relates
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field as it is told, with who tells it. `relations` are to every other version of the field."""

    text: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """A claim that does not say a field, and why."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that claims can say: what, who, to whom, where, when, standing, or a number (`about` says of what)."""

    name: str
    about: str | None
    versions: tuple[Version, ...]
    silent: tuple[Silent, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Claims that have one root: copies, one agency, one monitor, one official. `why` says what makes them one, and why the
    voice stands where it stands."""

    id: str
    name: str
    claims: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """`independent` is corroboration: roots that are no party and say that it happened. Parties who say so stand apart, and so
    do all who deny it, parties or not. `aside` are voices that count as none, each with its reason."""

    independent: tuple[Voice, ...]
    parties: tuple[Voice, ...]
    deniers: tuple[Voice, ...]
    aside: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade suggested by a published scheme's rule, which is always named, with the facts that made it fire; `grade` is None
    where no rule fires, with `why_not`."""

    scheme: str
    grade: str | None
    rule: str | None
    words: str
    facts: tuple[str, ...] = ()
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a policy makes of one figure: `roles` are low, best and high, or counted (none of them), or left out (no figure)."""

    claim: str
    count: int
    roles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that a scheme would put, with the rule and every claim's place in them."""

    policy: str
    rule: str
    low: float | None
    best: float | None
    high: float | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number of the incident that is none of a toll, whatever the policy, and why."""

    claim: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """A toll on one report's day by one voice; `change` is first, rises, falls, repeats or unknown, against that voice's last."""

    day: date | None
    voice: str
    claim: str
    text: str
    low: float | None
    best: float | None
    high: float | None
    change: str


@dataclass(frozen=True, slots=True)
class Toll:
    """How many came to what end: `outcome` (killed, injured, ...) and `whom` (people, civilians, a side's fighters, buses, ...)."""

    outcome: str | None
    whom: str
    figures: tuple[Figures, ...]
    left_out: tuple[LeftOut, ...]
    history: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total held against its parts; `holds` is None where a figure is missing or hedged, or parts leave some over."""

    outcome: str | None
    whole: str
    parts: tuple[str, ...]
    claims: tuple[str, ...]
    holds: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes that the schemes give a time or a place for how sharply it is known, None where a scheme does not code it, and
    the row of measures/precision.toml."""

    row: str
    acled: int | None
    ucdp: int | None
    airwars: str
    words: str


@dataclass(frozen=True, slots=True)
class Times:
    """`common` are the days that every telling allows, None where there are none; `whole` those that any allows."""

    common: Interval | None
    whole: Interval | None
    why: str
    coded: Coded | None


@dataclass(frozen=True, slots=True)
class Places:
    """`common` is the ground that every telling allows, None where there is none; `whole` the smallest convex ring round all.

    The ring of `common` is the convex ring round the common ground; where that is not convex itself, `why` says so.
    """

    common: Footprint | None
    whole: Footprint | None
    km2: float | None
    why: str
    coded: Coded | None


@dataclass(frozen=True, slots=True)
class Versions:
    """One incident, field by field."""

    claims: tuple[Said, ...]
    fields: tuple[Field, ...]
    voices: Voices
    grade: Grade
    tolls: tuple[Toll, ...]
    sums: tuple[Sum, ...]
    times: Times
    places: Places
