"""What a frame means where it stands: pure, one frame and its setting in, a value and its days out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tacitus.measures.interval import hull, intersect, shift
from tacitus.model.interval import Interval
from tacitus.questions.when.ancient import in_ancient_story
from tacitus.questions.when.calendar import Named, holding, moved, part_of, stretch
from tacitus.questions.when.clock import clock_value
from tacitus.questions.when.dates import dated, inside
from tacitus.questions.when.phrase import Frame, Kind
from tacitus.questions.when.setting import NO_REPORT_DAY, Mark, Reckoned, Setting, Unknown

_NO_TIME = "no time before it in the text to reckon from"
_SIZES = (
    *("second", "minute", "hour", "time", "day", "week", "weekend", "fortnight", "feast"),
    *("month", "season", "quarter", "half", "year", "decade", "century"),
)
_REFERENCE = {"PAST_REF": "some time past", "PRESENT_REF": "the present", "FUTURE_REF": "some time to come"}


def reckon(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    """The meaning of a frame; Unknown where nothing follows, with the reason."""
    try:
        found = in_ancient_story(frame, setting) or _MAKERS[frame.kind](frame, setting)
        return found if isinstance(found, Unknown) else _finished(found, frame, setting)
    except (OverflowError, ValueError):
        return Unknown("it lies outside the years that the calendar reaches")


def _vague(frame: Frame, _: Setting) -> Reckoned | Unknown:
    value = frame.value or "PRESENT_REF"
    return Reckoned(Named(value, "vague", None), f"{_REFERENCE.get(value, value)}: no day follows")


def _duration(frame: Frame, _: Setting) -> Reckoned | Unknown:
    unit = frame.unit or "day"
    return Reckoned(Named(stretch(frame.count, unit), unit, None), "a length of time: no day follows")


def _set(frame: Frame, _: Setting) -> Reckoned | Unknown:
    if frame.unit is not None:
        return Reckoned(Named(stretch(frame.count or 1, frame.unit), frame.unit, None), "again and again: no day follows")
    weekday = f"XXXX-WXX-{frame.weekday}" if frame.weekday else f"XXXX-{frame.month:02}" if frame.month else "XXXX-XX-XX"
    return Reckoned(Named(weekday, "day", None), "again and again: no day follows")


def _window(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    """So many units up to, or from, the report's day or the time before it."""
    unit, sign = frame.unit or "day", frame.sign or -1
    value = stretch(frame.count, unit)
    anchor, mark = _anchor(frame, setting)
    if frame.count is None or (mark is None and setting.report is None):
        return Reckoned(Named(value, unit, None), "a stretch whose ends the words do not give", anchor)
    base = mark.days if mark else Interval.day(setting.report or date.min)
    near = (base.start if sign < 0 else base.end) or date.min
    if unit in ("hour", "minute", "second"):
        far = near + timedelta(days=sign * max(1, round(frame.count / 24)) if unit == "hour" and frame.count > 1 else 0)
    else:
        far = moved(near, unit, sign * frame.count)
    days = Interval(min(near, far), max(near, far))
    seen = f"the time before it ({mark.value})" if mark else f"the report's day ({near.isoformat()})"
    return Reckoned(Named(value, unit, days), f"{'up to' if sign < 0 else 'from'} {seen}", anchor, mark.index if mark else None)


def _shift(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    """A step of units ("last week") or a counted distance ("two years ago")."""
    unit = frame.unit or "day"
    if frame.anchor == "event" and frame.step is None:
        length = Named(stretch(frame.count, unit), unit, None)
        return Reckoned(length, "reckoned from a happening whose day the text does not give", "event")
    if frame.anchor == "event":
        return Unknown("it is reckoned from a happening whose day the text does not give")
    if frame.step is None and frame.count is None:
        value = "PAST_REF" if (frame.sign or 0) < 0 else "FUTURE_REF"
        return Reckoned(Named(value, "vague", None), f"how many {unit}s is not said", _anchor(frame, setting)[0])
    anchor, mark = _anchor(frame, setting)
    if mark is None:
        if setting.report is None or anchor == "time":
            return Unknown(_NO_TIME if anchor == "time" else NO_REPORT_DAY)
        return _from_day(frame, unit, setting.report)
    return _from_mark(frame, unit, mark)


def _anchor(frame: Frame, setting: Setting) -> tuple[str, Mark | None]:
    """What the frame is reckoned from: the report's day, or a time before it in the text."""
    by_dates = setting.time is not None and setting.narrative
    told = frame.anchor == "time" or (frame.anchor == "either" and by_dates)
    return ("time", setting.time) if told else ("published", None)


def _distance(frame: Frame, unit: str) -> tuple[str, float]:
    """The unit in which the result is named, and how many of them away it is."""
    if frame.step is not None:
        return unit, frame.step
    count = (frame.count or 1) * (frame.sign or 1)
    return ("year", count * {"decade": 10, "century": 100}[unit]) if unit in ("decade", "century") else (unit, count)


def _from_day(frame: Frame, unit: str, day: date) -> Reckoned | Unknown:
    unit, distance = _distance(frame, unit)
    named = holding(_day_or_more(unit), moved(day, unit, distance))
    return Reckoned(named, f"{_words(unit, distance)} the report's day ({day.isoformat()})", "published")


def _from_mark(frame: Frame, unit: str, mark: Mark) -> Reckoned | Unknown:
    unit, distance = _distance(frame, unit)
    why = f"{_words(unit, distance)} the time before it ({mark.value})"
    target = _day_or_more(unit)
    if mark.grain in _SIZES and _SIZES.index(mark.grain) > _SIZES.index(target) and mark.days.days != 1:
        return _blurred(mark, target, unit, distance, why)
    base = mark.start if distance <= 0 else mark.end
    return Reckoned(holding(target, moved(base, unit, distance)), why, "time", mark.index)


def _blurred(mark: Mark, target: str, unit: str, distance: float, why: str) -> Reckoned:
    """A distance in smaller units than the time it is counted from: the days move, their name stays open."""
    moved_by = (moved(mark.start, unit, distance) - mark.start).days
    days = shift(mark.days, moved_by)
    year = f"{(days.start or mark.start).year:04}"
    month = f"{year}-{(days.start or mark.start).month:02}"
    day = f"{month}-XX" if mark.grain == "month" else f"{year}-XX-XX"
    value = {"day": day, "week": f"{year}-WXX", "month": f"{year}-XX"}.get(target, year)
    return Reckoned(Named(value, target, days), why, "time", mark.index, approximate=True)


def _day_or_more(unit: str) -> str:
    return "day" if unit in ("hour", "minute", "second") else unit


def _words(unit: str, distance: float) -> str:
    if distance == 0:
        return f"the {unit} of"
    return f"{abs(distance):g} {unit}{'' if abs(distance) == 1 else 's'} {'after' if distance > 0 else 'before'}"


def _date(frame: Frame, setting: Setting) -> Reckoned | Unknown:
    if frame.within is None and frame.ordinal is not None and frame.unit is not None:
        length = Named(stretch(frame.count or 1, frame.unit), frame.unit, None)
        return Reckoned(length, "part of a happening whose days the text does not give", "event")
    if frame.within is None:
        return dated(frame, setting)
    outer = reckon(frame.within, setting)
    return outer if isinstance(outer, Unknown) else inside(frame, outer)


_MAKERS: dict[Kind, Callable[[Frame, Setting], Reckoned | Unknown]] = {
    Kind.DATE: _date,
    Kind.SHIFT: _shift,
    Kind.WINDOW: _window,
    Kind.DURATION: _duration,
    Kind.SET: _set,
    Kind.VAGUE: _vague,
}


def _finished(found: Reckoned, frame: Frame, setting: Setting) -> Reckoned | Unknown:
    """What was reckoned, narrowed to its part, joined to its other end, given its hour and its bound."""
    found = replace(found, approximate=found.approximate or frame.approximate)
    if frame.to is not None:
        other = reckon(replace(frame.to, to=None, bound=None), setting)
        if isinstance(other, Unknown):
            return other
        found = _ranged(found, other)
    if frame.part is not None:
        found = _parted(found, frame.part, setting)
    if frame.clock is not None or frame.daytime is not None:
        time = clock_value(frame.clock, frame.daytime)
        zone = f", {frame.zone.upper()}" if frame.zone and frame.clock else ""
        found = replace(found, named=replace(found.named, value=f"{found.named.value}{time}", grain="time"), why=found.why + zone)
    return _bounded(found, frame.bound)


def _ranged(found: Reckoned, other: Reckoned) -> Reckoned:
    left, right = found.named.days, other.named.days
    if left is None or right is None:
        return found
    if left.start and right.start and right.start < left.start:
        return replace(found, named=Named(f"{other.named.value}/{found.named.value}", found.named.grain, hull(left, right)))
    return replace(found, named=Named(f"{found.named.value}/{other.named.value}", found.named.grain, hull(left, right)))


def _parted(found: Reckoned, part: str, setting: Setting) -> Reckoned:
    """Narrowed to a part: by the conventions of parts.toml, or up to or from the day it is seen from."""
    days = found.named.days
    if part in ("earlier", "later") and days is not None:
        days = _seen_from(days, part, found.anchor, setting)
    elif part == "week" and days is not None and days.start is not None:
        return replace(found, named=holding("week", days.start))
    elif part == "overnight" and days is not None and days.end is not None:
        days = Interval(days.start, days.end + timedelta(days=1))
    else:
        days = part_of(found.named, part)
    why = found.why if found.named.grain == "day" else f"{found.why}; {part} in it"
    return replace(found, named=replace(found.named, days=days), why=why)


def _seen_from(days: Interval, part: str, anchor: str | None, setting: Setting) -> Interval:
    """The days of a stretch up to, or from, the day that "earlier" and "later" are seen from; all where that lies outside."""
    seen = Interval.day(setting.report) if setting.report else None
    if anchor == "time":
        seen = setting.time.days if setting.time else None
    if seen is None:
        return days
    half = Interval(None, seen.end) if part == "earlier" else Interval(seen.start, None)
    return intersect(days, half) or days


def _bounded(found: Reckoned, bound: str | None) -> Reckoned:
    """The days that a bound leaves open: from then on, up to then, before or after it."""
    days = found.named.days
    if bound is None or days is None:
        return found
    day = timedelta(days=1)
    bounded = {
        "since": Interval(days.start, None),
        "from": Interval(days.start, None),
        "until": Interval(None, days.end),
        "before": Interval(None, days.start - day if days.start else None),
        "after": Interval(days.end + day if days.end else None, None),
    }[bound]
    return replace(
        found,
        named=replace(found.named, days=bounded),
        why=f"{found.why}; {bound} then on" if bound == "from" else f"{found.why}; {bound} then",
    )
