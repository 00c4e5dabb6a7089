"""Where an expression stands: what it can be reckoned from, and what came of the reckoning."""

from dataclasses import dataclass
from datetime import date

from tacitus.model.interval import Interval
from tacitus.questions.when.calendar import Named

NO_REPORT_DAY = "the report's day is unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """A time of the text that others may be reckoned from; `index` is its place among the answers."""

    index: int | None
    value: str
    grain: str
    days: Interval

    @property
    def start(self) -> date:
        return self.days.start or self.days.end or date.min

    @property
    def end(self) -> date:
        return self.days.end or self.start


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known where an expression stands.

    `report` is the day the report came out; `time` the nearest time before the expression; `year_mark` the nearest one whose
    year is stated, where the year may be taken from it. `tense` is below 0 for what has happened, above 0 for what is to come
    (2 and -2 where the verb itself says so), 0 where the words do not say. `narrative` is whether the text tells of the past
    by dates, not by the day of the report. `ancient` is the time before Christ that the text last named, in a text that tells
    of those times.
    """

    report: date | None = None
    time: Mark | None = None
    year_mark: Mark | None = None
    tense: int = 0
    narrative: bool = False
    ancient: Mark | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A value, its days where days follow, and how they follow."""

    named: Named
    why: str
    anchor: str | None = None
    anchor_time: int | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing follows from the words here."""

    why_not: str
