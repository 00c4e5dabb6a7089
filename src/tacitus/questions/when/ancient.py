"""Times before Christ: a value and no days, since no day of ours reaches them."""

from collections.abc import Sequence
from dataclasses import replace

from tacitus.model.answers import When
from tacitus.model.found import Found
from tacitus.model.interval import Interval
from tacitus.questions.when.calendar import SEASONS, Named, before_christ
from tacitus.questions.when.phrase import Frame, Kind, Phrase
from tacitus.questions.when.setting import Mark, Reckoned, Setting, Unknown

_NEVER = Interval(None, None)
_MANY = 3
_ROLL = 7
_YEARS = {"year": 1, "decade": 10, "century": 100}
_UNREACHED = "it is reckoned from a time before Christ, whose days are not known"


def ancient_story(phrases: Sequence[Phrase]) -> bool:
    """Whether a text tells of the time before Christ: several of its years are of it, and more than of our era."""
    eras = [phrase.frame.era for phrase in phrases if phrase.frame.year is not None]
    before = eras.count("BC")
    return before >= _MANY and 2 * before > len(eras)


def ancient_mark(place: int, frame: Frame, time: Found[When]) -> Mark | None:
    """A time before Christ as one that others are reckoned from: a value, and an interval that is open at both ends."""
    value = time.value
    if value is None or not value.value.startswith("BC") or frame.bound == "since":
        return None
    return Mark(place, value.value, value.grain, _NEVER)


def named_before_christ(frame: Frame) -> Named:
    """A year before Christ, or a season, month or day of it: BC0480-SP."""
    year = before_christ("year", frame.year or 0)
    if frame.season is not None:
        return replace(year, value=f"{year.value}-{frame.season}", grain="season")
    if frame.month is None:
        return year
    value = f"{year.value}-{frame.month:02}"
    return Named(value, "month", None) if frame.day is None else Named(f"{value}-{frame.day:02}", "day", None)


def in_ancient_story(frame: Frame, setting: Setting) -> Reckoned | Unknown | None:
    """What an expression means that leans on a time before Christ; None where it leans on nothing, or on the report's day."""
    mark = setting.ancient
    if mark is None or frame.within is not None:
        return None
    if frame.kind is Kind.SHIFT and frame.anchor in ("time", "either"):
        return _shifted(frame, mark)
    leaning = frame.kind is Kind.DATE and frame.year is None and frame.century is None and frame.decade is None
    if not leaning or frame.ordinal is not None or frame.value is not None:
        return None
    year = _year(mark)
    if year is None or frame.direction is not None or not (frame.season or frame.month) or frame.hijri is not None:
        return Unknown(_UNREACHED)
    first, behind = frame.month or SEASONS[frame.season or "SP"], _month(mark)
    named = named_before_christ(replace(frame, year=year - (behind - first >= _ROLL)))
    return Reckoned(named, f"of the year that the text last named ({mark.value})", "time", mark.index)


def _month(mark: Mark) -> int:
    """The month or the first month of the season that a mark names; 0 where it names none."""
    part = mark.value.partition("-")[2][:2]
    return int(part) if part.isdigit() else SEASONS.get(part, 0)


def _year(mark: Mark) -> int | None:
    """The year of a mark that is known to the year; BC0481 is 481."""
    digits = mark.value.removeprefix("BC").partition("-")[0]
    return int(digits) if len(digits) == 4 and digits.isdigit() else None


def _shifted(frame: Frame, mark: Mark) -> Reckoned | Unknown | None:
    """The following year, ten years later: the figures of years before Christ fall as time goes on."""
    year, size = _year(mark), _YEARS.get(frame.unit or "")
    if frame.step is None and frame.count is None:
        return None
    count = frame.step if frame.step is not None else (frame.count or 0) * (frame.sign or 1)
    if year is None or size is None or (frame.step is not None and size > 1):
        return Unknown(_UNREACHED)
    reached = year - count * size
    if reached < 1 or reached != int(reached):
        return Unknown(_UNREACHED)
    way = "after" if count > 0 else "before"
    why = f"{abs(count * size):g} years {way} the time before it ({mark.value})"
    return Reckoned(before_christ("year", int(reached)), why, "time", mark.index)
