"""What find hands to resolve: the words of a time expression and what they say by themselves."""

from dataclasses import dataclass
from enum import StrEnum

from tacitus.model.document import ZoneKind
from tacitus.model.span import Span


class Kind(StrEnum):
    """What sort of time the words name; NOTHING marks words that look like a time and are none."""

    DATE = "date"
    SHIFT = "shift"
    WINDOW = "window"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words say, before it is known when they were written; None is "the words do not say".

    A DATE is named by the calendar (`year` to `clock`; `direction` is -1 in "last May", 1 in "next May", 0 in "this May").
    A SHIFT is a step of units ("last week": `step` -1) or a counted distance ("two years ago": `count` 2, `sign` -1).
    A WINDOW is a stretch that ends or begins at its anchor ("the past week"). Weekdays count from Monday, 1.
    `anchor` is what a SHIFT or WINDOW is reckoned from: published, time, event, or either (the text decides).
    `part` and `bound` narrow or open it: early, mid, late, earlier, later ...; since, from, until, before, after.
    `ordinal` with `unit` picks a unit inside `within` ("the last week of May": -1). `to` is the other end of a range.
    """

    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    era: str | None = None
    feast: str | None = None
    hijri: int | None = None
    daytime: str | None = None
    clock: str | None = None
    zone: str | None = None
    direction: int | None = None
    unit: str | None = None
    step: int | None = None
    count: float | None = None
    sign: int | None = None
    anchor: str | None = None
    ordinal: int | None = None
    part: str | None = None
    bound: str | None = None
    value: str | None = None
    approximate: bool = False
    within: "Frame | None" = None
    to: "Frame | None" = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression: tokens `first` to `last` (half-open) of the reading, and the id of the row that found it.

    `event` is the index of the token that names the happening it is reckoned from ("three days after the deal").
    """

    span: Span
    first: int
    last: int
    sentence: int
    zone: ZoneKind
    rule: str
    frame: Frame
    event: int | None = None
