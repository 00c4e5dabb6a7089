"""Bodies and agreements over many reports: what each report tells of one, put side by side, speaker by speaker.

A `Strand` is what one report tells of a body and a `Deal` what it tells of an agreement, whole in themselves; a `Body` and a `Pact`
are made of them and of single claims. Nobody's version is preferred: whoever says a thing stands beside it.
"""

from dataclasses import dataclass

from tacitus.model.entry import Named, Quote, Site
from tacitus.model.group import Contradiction
from tacitus.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two members were taken for one: the feature (a row of the policy), its weight and the facts. A person's word weighs 0."""

    left: str
    right: str
    feature: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One claim of a strand. `part` numbers the parts of that report, None the whole; `number` is how many, if told."""

    claim: str
    state: str
    part: int | None
    number: float | None


@dataclass(frozen=True, slots=True)
class Strand:
    """A group of one report. `parts` are the numbers of its parts; `figures` the report's counts that it uses, by index."""

    id: str
    name: str
    aliases: tuple[str, ...]
    steps: tuple[Step, ...]
    whole: float | None
    unit: str | None
    parts: tuple[float | None, ...]
    figures: frozenset[int]
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for a claim. `name` is one for all that belong together; `chain` is who passed it on, publisher first."""

    name: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A state of a body or of a part of it, as one claim tells it.

    `part` is the key of a Part. `days` are None where the claim gives none: then it was so by `told`, the report's day, at the
    latest. `denied` is set where the speaker says that it was not so. `course` is back, on or a compass point, as far as words say.
    """

    claim: str
    voice: Voice
    state: str
    stance: str
    part: str
    number: float | None
    days: Interval | None
    told: Interval | None
    place: Site | None
    denied: bool = False
    course: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The whole (key "whole") or a part of a body: known by its number, else by what it does. `claims` speak of it."""

    key: str
    label: str
    number: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A split (from the whole into a part) or a merge (of the body into `goal`, by its name) as one speaker tells it."""

    kind: str
    source: str
    goal: str
    number: float | None
    voice: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One speaker's figures. `whole_by` tells the whole, where it is not the speaker; `holds` is None where it stays open."""

    voice: str
    unit: str | None
    whole: float | None
    whole_by: str | None
    parts: tuple[float, ...]
    holds: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body over many reports. `members` are the ids of strands and of single claims; the id is made of the smallest."""

    id: str
    name: str
    aliases: tuple[str, ...]
    unit: str | None
    members: tuple[str, ...]
    parts: tuple[Part, ...]
    phases: tuple[Phase, ...]
    flows: tuple[Flow, ...]
    balances: tuple[Reckoning, ...]
    contradictions: tuple[Contradiction, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A term as one report words it. `quote` are the words; `start` and `goal` the places that it leads from and to."""

    duty: str | None
    quote: Quote
    start: Site | None = None
    goal: Site | None = None


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement of one report. `effective` is None with `why_not`; `breaches` and `claims` are ids of claims."""

    id: str
    kind: str
    parties: tuple[Named, ...]
    clauses: tuple[Clause, ...]
    effective: Interval | None
    status: str
    opposed_by: tuple[Named, ...]
    breaches: tuple[str, ...]
    claims: tuple[str, ...]
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A claim that tells of what a term is about being done. `why` is what links them: no verdict that the term was fulfilled."""

    claim: str
    voice: Voice
    days: Interval | None
    why: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term with the words of each report that tells it, and what was done under it."""

    duty: str | None
    clauses: tuple[tuple[str, Clause], ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A day on which the agreement took effect, and the deals that give it."""

    days: Interval
    deals: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """An alleged breach: who alleges it, against whom; `acts` are claims of what was done; `denials` deny it or them."""

    claim: str
    voice: Voice
    against: tuple[str, ...]
    days: Interval | None
    told: Interval | None
    place: Site | None
    acts: tuple[str, ...]
    denials: tuple[tuple[str, Voice], ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Where somebody says that the agreement stands. `rule` is the row of pacts.toml that reads it so."""

    status: str
    voice: Voice
    days: Interval | None
    told: Interval | None
    claim: str
    rule: str


@dataclass(frozen=True, slots=True)
class Pact:
    """An agreement over many reports: no verdict, only who says what. `members` are the ids of deals and of single claims."""

    id: str
    kind: str
    parties: tuple[Named, ...]
    members: tuple[str, ...]
    terms: tuple[Term, ...]
    effective: tuple[Version, ...]
    statuses: tuple[Status, ...]
    opposed_by: tuple[tuple[str, tuple[str, ...]], ...]
    breaches: tuple[Breach, ...]
    reasons: tuple[Reason, ...]
