"""The answers to the six questions. A report gives `Found` of them; indices point into the tuple of that question.

Vocabularies are closed where the interchange format closes them (see docs/reading.md) and stand here once.
"""

from dataclasses import dataclass
from enum import StrEnum

from tacitus.model.interval import Interval
from tacitus.model.span import Span


class Standing(StrEnum):
    """What the text asserts of a happening; who asserts it is another question."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    DENIED = "denied"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Codes:
    """The schemes' codes of a kind of happening; None where a scheme does not code it."""

    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None
    ucdp: str | None = None


@dataclass(frozen=True, slots=True)
class What:
    """A happening as the grammar gives it. The Found's span is the trigger.

    `head` is the index of the trigger's main word in the reading's tokens; `evidence` is the clause. Agents, targets and
    instruments are spans of noun phrases, in text order, not yet known for who they are; `place_words` and `time_words` are
    spans of phrases that hang on the trigger.
    """

    kind: str
    head: int
    evidence: Span
    standing: Standing
    hedged: bool
    codes: Codes
    agents: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    instruments: tuple[Span, ...] = ()
    place_words: tuple[Span, ...] = ()
    time_words: tuple[Span, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time expression's meaning: TIMEX3 `value` and the interval of days (None where no day follows).

    `anchor` says what it was reckoned from: published, time (another expression, `anchor_time` its index), event, or None
    for an absolute one.
    """

    value: str
    grain: str
    interval: Interval | None
    why: str
    approximate: bool = False
    anchor: str | None = None
    anchor_time: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Footprint:
    """Where it could have been: a closed ring of points (a polygon), counter-clockwise, first point repeated."""

    ring: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How words put a thing in relation to a named place: direction, toward, between, near, border, outskirts, from, ...

    `bearing` is a compass point (N, NNE, ...), `km` a stated distance, `other` the index of a second place (between A and B).
    """

    type: str
    bearing: str | None = None
    km: float | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean."""

    id: str
    name: str
    point: Point
    country: str
    kind: str
    population: int


@dataclass(frozen=True, slots=True)
class Where:
    """A toponym in a role: literal, associative ("Syrian town of X" names X; "Syrian" is associative) or metonym.

    `precision` is exact, near, area, district, province or country. A metonym names no ground: its `candidate` is the place whose
    name is borrowed, and it has neither footprint nor precision.
    """

    role: str
    name: str
    candidate: Candidate | None
    why: str
    relation: Relation | None = None
    footprint: Footprint | None = None
    precision: str | None = None
    others: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A label's slant (terrorist, so-called, martyr, ...), in the speaker's words, and whose voice uses it."""

    words: str
    slant: str
    voice: str


@dataclass(frozen=True, slots=True)
class Active:
    """The first and the last year of an actor under its name, as far as the table knows them, and the ids of whom it became."""

    since: int | None = None
    until: int | None = None
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """One mention of an actor. `name` is who it stands for, never a pronoun; `id` is a table row or a content id.

    `same` are, for an actor's first mention, the indices of all others, and for
    each other that of the first; `aliases` every string by which the report calls it.
    `mention` is name, nominal or pronoun. `kind` and `country` are None where neither table nor text gives them, `active` where
    the table does not.
    """

    name: str
    id: str
    kind: str | None
    country: str | None
    mention: str
    aliases: tuple[str, ...] = ()
    same: tuple[int, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    active: Active | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as said: `best` the figure itself, `low` and `high` only where the words give a bound.

    "at least 28" has best 28 and low 28; "nearly 100" best 100 and high 100; "some 85" best 85 alone; "dozens" no best.
    """

    best: float | None
    low: float | None
    high: float | None
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Who was counted, each None where the text does not say."""

    side: str | None = None
    status: str | None = None
    sex: str | None = None
    age: str | None = None


@dataclass(frozen=True, slots=True)
class HowMany:
    """A counted thing. `outcome` is what became of it (killed, injured, captured, displaced, missing), `kind` what it is.

    `head` is the index of the token of the noun (or of the number where no noun follows); `part_of` the index of the count
    that it is part of.
    """

    amount: Amount
    kind: str
    outcome: str | None
    unit: str | None
    who: Counted
    head: int
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Mouth:
    """One link of an attribution chain: who it stands for, the index of the actor's mention, and the words."""

    name: str
    actor: int | None = None
    span: Span | None = None
    aliases: tuple[str, ...] = ()
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class SaidBy:
    """A saying. The Found's span covers the content.

    `form` is direct, indirect, mixed or implied; `strength` what the cue claims (said, claimed, warned, denied, accused,
    reported, ...); `within` is the index of the saying that encloses this one; `time_words` are the words that date it.
    """

    source: Mouth
    cue: Span | None
    strength: str
    content: Span
    content_parts: tuple[Span, ...]
    form: str
    within: int | None = None
    time_words: tuple[Span, ...] = ()
