"""DATE frames: what the calendar's own names mean where they stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tacitus.model.interval import Interval
from tacitus.questions.when.ancient import named_before_christ
from tacitus.questions.when.calendar import (
    SEASONS,
    Named,
    before_christ,
    holding,
    moved,
    named_century,
    named_day,
    named_decade,
    named_half,
    named_month,
    named_quarter,
    named_season,
    named_weekend,
    named_year,
    stretch,
)
from tacitus.questions.when.choose import by_direction, by_mark, by_report, nearest, years_around
from tacitus.questions.when.feasts import feast, hijri_day, hijri_month, moon_dependent
from tacitus.questions.when.figures import figures
from tacitus.questions.when.phrase import Frame
from tacitus.questions.when.setting import NO_REPORT_DAY, Mark, Reckoned, Setting, Unknown

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR = "a date of the calendar"
_HIJRI_AGE = 1300
_SLIP = 31


def dated(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    """What a DATE frame without a `within` means."""
    if frame.value is not None:
        return _slashed(frame.value)
    if frame.hijri is not None or frame.feast is not None:
        return _of_another_calendar(frame, setting)
    if frame.century is not None or frame.decade is not None or frame.era == "BC":
        return _large(frame)
    if frame.year is not None:
        return _absolute(frame)
    if frame.month is not None or frame.season or frame.quarter or frame.half:
        return _without_year(frame, setting)
    if frame.day is not None:
        return _without_month(frame.day, setting)
    if frame.weekday is not None:
        return _weekday(frame, setting)
    if frame.unit == "weekend":
        return _weekend(setting)
    return _hour(setting, frame.daytime == "MO")


def inside(frame: Frame, outer: Reckoned) -> Reckoned | Unknown:
    """A month, weekday or counted unit inside a stretch that is known: "March last year", "the first week of May"."""
    days = outer.named.days
    if days is None or days.start is None or days.end is None:
        return Unknown("the stretch of time that it is part of has no days")
    if frame.ordinal is not None and frame.unit is not None:
        return _ordinal(frame, outer, days.start, days.end)
    if frame.weekday is not None and frame.day is None:
        return replace(outer, named=named_day(days.start + timedelta(days=frame.weekday - 1)))
    whole = replace(frame, year=days.start.year, month=frame.month or (days.start.month if frame.day else None), within=None)
    found = dated(whole, Setting())
    return replace(outer, named=found.named) if isinstance(found, Reckoned) else found


def _ordinal(frame: Frame, outer: Reckoned, start: date, end: date) -> Reckoned | Unknown:
    """The n-th unit, or so many units, from the start or (the last ones) to the end."""
    unit, count, ordinal = frame.unit or "day", frame.count or 1, frame.ordinal or 1
    if ordinal < 0:
        days = Interval(max(start, min(end, moved(end + timedelta(days=1), unit, -count))), end)
    else:
        first = moved(start, unit, (ordinal - 1) * count)
        if first > end:
            return Unknown("the stretch of time that it is part of is too short")
        last = max(first, moved(first, unit, count) - timedelta(days=1))
        days = Interval(first, min(end, last))
    value = (
        holding(unit, days.start or start).value
        if frame.count is None and unit in ("day", "month", "year")
        else stretch(count, unit)
    )
    return replace(outer, named=Named(value, unit, days), why=f"counted inside {outer.named.value}")


def _slashed(text: str) -> Reckoned | Unknown:
    """Day, month and year in figures: the day is told from the month only where one of them is over 12."""
    parts = figures(text)
    return _day(*parts) if parts else Unknown("which figure is the day and which the month cannot be told")


def _day(year: int, month: int, day: int) -> Reckoned | Unknown:
    try:
        return Reckoned(named_day(date(year, month, day)), _CALENDAR)
    except ValueError:
        return Unknown("there is no such day")


def _of_another_calendar(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    if frame.hijri is not None and frame.day is not None:
        if frame.year is None or frame.year > _HIJRI_AGE + 300:
            return Unknown("the hijri year is not stated")
        day = hijri_day(frame.year, frame.hijri, frame.day)
        if day is None:
            return Unknown("the hijri tables do not reach that far")
        return Reckoned(day, "the Umm al-Qura calendar", approximate=True)
    lunar = frame.hijri is not None or moon_dependent(frame.feast or "")
    if frame.year is not None:
        candidates = _feast_days(frame, frame.year)
        if not candidates:
            return Unknown("the calendar of that feast does not reach that year")
        return Reckoned(candidates[0], "the feast of that year", approximate=lunar)
    found = _chosen(frame, setting, lambda year: _feast_days(frame, year), 1, "feast of that name")
    return replace(found, approximate=True) if lunar and isinstance(found, Reckoned) else found


def _feast_days(frame: Frame, year: int) -> tuple[Named, ...]:
    return hijri_month(year, frame.hijri) if frame.hijri is not None else feast(frame.feast or "", year)


def _large(frame: Frame) -> Reckoned | Unknown:
    before = frame.era == "BC"
    if frame.century is not None:
        return Reckoned(before_christ("century", frame.century) if before else named_century(frame.century), _CALENDAR)
    if frame.decade is not None:
        decade = frame.decade if frame.decade > 9 else 190 + frame.decade
        return Reckoned(before_christ("decade", decade) if before else named_decade(decade), _CALENDAR)
    return Reckoned(named_before_christ(frame), _CALENDAR)


def _absolute(frame: Frame) -> Reckoned | Unknown:
    year = frame.year or 0
    if frame.month is not None and frame.day is not None:
        found = _day(year, frame.month, frame.day)
        return _called(found, frame.weekday) if isinstance(found, Reckoned) else found
    return Reckoned(_of_year(frame, year), _CALENDAR)


def _called(found: Reckoned, weekday: int | None) -> Reckoned:
    """A date that is called a weekday which it was not keeps its figures, and says so."""
    start = found.named.days.start if found.named.days else None
    if weekday is None or start is None or start.isoweekday() == weekday:
        return found
    said, was = _WEEKDAYS[weekday - 1], _WEEKDAYS[start.isoweekday() - 1]
    return replace(found, why=f"{found.why}; the text calls it a {said}, it was a {was}")


def _of_year(frame: Frame, year: int) -> Named:
    if frame.month is not None:
        return named_month(year, frame.month)
    if frame.season is not None:
        return named_season(year, frame.season)
    if frame.quarter is not None:
        return named_quarter(year, frame.quarter)
    return named_half(year, frame.half) if frame.half is not None else named_year(year)


def _without_year(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    label = "season of that name" if frame.season else "part of a year"
    if frame.month:
        label = "day of that date" if frame.day else "month of that name"

    def candidates(year: int) -> tuple[Named, ...]:
        found = _absolute(replace(frame, year=year, weekday=None))
        return (found.named,) if isinstance(found, Reckoned) else ()

    first = frame.month or SEASONS.get(frame.season or "") or (frame.quarter or 1) * 3 - 2
    called = _year_of_weekday(frame, setting, candidates) if frame.weekday and frame.day else None
    if called is not None:
        return called
    found = _chosen(frame, setting, candidates, first, label)
    return _called(found, frame.weekday) if isinstance(found, Reckoned) else found


def _year_of_weekday(frame: Frame, setting: Setting, candidates: Callable[[int], tuple[Named, ...]]) -> Reckoned | None:
    """ "Saturday, April 25": the one year of three in which the date is that weekday.

    None where no year of them fits, and where the date of another weekday lies near: that is a slip of the pen.
    """
    mark = setting.year_mark or (setting.time if setting.report is None else None)
    seen = mark.start if mark else setting.report
    if seen is None or frame.direction is not None:
        return None
    every = [named for year in (seen.year - 1, seen.year, seen.year + 1) for named in candidates(year)]
    days = [(named, named.days.start) for named in every if named.days and named.days.start]
    fitting = [(named, day) for named, day in days if day.isoweekday() == frame.weekday]
    near = min((abs((day - seen).days) for _, day in days), default=0)
    if len(fitting) != 1 or (abs((fitting[0][1] - seen).days) > near and near <= _SLIP):
        return None
    why = f"the year near {seen.isoformat()} in which that date is a {_WEEKDAYS[(frame.weekday or 1) - 1]}"
    return Reckoned(fitting[0][0], why, "time" if mark else "published", mark.index if mark else None)


def _chosen(
    frame: Frame, setting: Setting, candidates: Callable[[int], tuple[Named, ...]], month: int, label: str
) -> Reckoned | Unknown:
    """One of the years' candidates, by what the words and their surroundings say."""
    mark = setting.year_mark
    every = [each for year in years_around(setting, mark or setting.time) for each in candidates(year)]
    if frame.direction is not None:
        return _directed(frame, setting, every, label)
    return by_mark(every, month, label, mark) if mark else nearest(every, label, setting)


def _directed(frame: Frame, setting: Setting, every: list[Named], label: str) -> Reckoned | Unknown:
    """ "Last May" looks from the report's day, "the following May" from the time before it."""
    direction = frame.direction or 0
    if frame.anchor == "time" or setting.report is None:
        if setting.time is None:
            return Unknown(NO_REPORT_DAY if frame.anchor != "time" else "no time before it in the text to reckon from")
        day = setting.time.start if direction < 0 else setting.time.end
        return by_direction(every, direction, day, label, "time", setting.time.index)
    return by_direction(every, direction, setting.report, label, "published", None)


def _without_month(day: int, setting: Setting) -> Reckoned | Unknown:
    """ "On the 19th": of the month that the text last named."""
    mark = setting.time
    if mark is None or mark.grain not in ("day", "time", "month", "week"):
        return Unknown("no month before it in the text")
    found = _day(mark.start.year, mark.start.month, day)
    if isinstance(found, Unknown):
        return found
    why = f"that day of the month that the text last named ({mark.value})"
    return replace(found, why=why, anchor="time", anchor_time=mark.index)


def _weekday(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    weekday = frame.weekday or 1
    label = _WEEKDAYS[weekday - 1]
    near = setting.time
    to_the_day = near is not None and near.grain in ("day", "time")
    told = to_the_day and frame.direction is None and setting.narrative
    from_mark = near is not None and (told or frame.anchor == "time" or (to_the_day and setting.report is None))
    base = near.start if near is not None and from_mark else setting.report
    if base is None:
        return Unknown(NO_REPORT_DAY)
    every = [named_day(base + timedelta(days=(weekday - base.isoweekday()) % 7 + 7 * week)) for week in (-2, -1, 0, 1)]
    if frame.direction is not None:
        return _directed(frame, setting, every, label)
    if near is not None and told:
        return Reckoned(every[2], f"the {label} on or after the time before it ({near.value})", "time", near.index)
    return by_report(every, label, setting)


def _weekend(setting: Setting) -> Reckoned | Unknown:
    mark = setting.time
    base = mark.start if setting.narrative and mark and mark.grain in ("day", "time", "week") else setting.report
    if base is None:
        return Unknown(NO_REPORT_DAY)
    weekends = [named_weekend(base + timedelta(days=days)) for days in (-7, 0, 7)]
    return by_report(weekends, "weekend", replace(setting, report=base))


def _hour(setting: Setting, morning: bool) -> Reckoned | Unknown:
    """An hour or a part of a day without its day: of the day that the text last named (a dawn after a night: of the next), else of
    the report's."""
    near = _day_mark(setting)
    if near is not None and morning and near.value[10:] in ("TNI", "TEV") and near.days.start is not None:
        return Reckoned(
            named_day(near.days.start + timedelta(days=1)),
            f"after the night that the text last named ({near.value})",
            "time",
            near.index,
        )
    if near is not None:
        why = f"of the day that the text last named ({near.value})"
        return Reckoned(Named(near.value[:10], "day", near.days), why, "time", near.index)
    if setting.report is not None and not setting.narrative:
        return Reckoned(named_day(setting.report), f"of the report's day ({setting.report.isoformat()})", "published")
    return Unknown("no day before it in the text")


def _day_mark(setting: Setting) -> Mark | None:
    mark = setting.time
    return mark if mark is not None and mark.grain in ("day", "time") and mark.days.days == 1 else None
