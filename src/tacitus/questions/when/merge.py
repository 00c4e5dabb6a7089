"""What two neighbouring time expressions say together; None where they are two."""

from dataclasses import replace

from tacitus.questions.when.phrase import Frame, Kind

_LONG = frozenset({"week", "weekend", "month", "quarter", "year", "decade", "century"})
_FILLERS = frozenset({",", "on", "of", "at", "in", "the", "during", "around", "about", "(", "by"})
_PARTS_OF_A_YEAR = ("month", "season", "quarter", "half", "feast")


def classes_of(frame: Frame) -> set[str]:
    """What joins may be said of it (`takes` in joins.toml)."""
    if frame.kind is Kind.DURATION:
        return {"duration"}
    if frame.kind is Kind.SHIFT and frame.step is None:
        return {"counted"}
    if is_clock(frame):
        return {"clock"}
    if is_day(frame):
        return {"day", "dated"}
    return {"span", "dated"} if frame.kind in (Kind.DATE, Kind.SHIFT) and frame.ordinal is None else set()


def is_clock(frame: Frame) -> bool:
    """A part of a day or an hour, of a day that it does not name."""
    named = (frame.year, frame.month, frame.day, frame.weekday, frame.feast, frame.unit, frame.within, frame.hijri)
    return frame.kind in (Kind.DATE, Kind.SET) and bool(frame.daytime or frame.clock) and all(each is None for each in named)


def is_day(frame: Frame) -> bool:
    if frame.kind is Kind.SHIFT:
        return frame.unit == "day" and frame.step is not None
    names = (frame.day, frame.weekday, frame.feast, frame.value)
    return frame.kind is Kind.DATE and any(each is not None for each in names)


def merged(left: Frame, right: Frame, gap: tuple[str, ...]) -> Frame | None:
    """One frame for both, the words in `gap` lying between them (case-folded)."""
    if left.bound or right.bound or left.to or (right.to and not is_clock(left)):
        return None
    if gap == ("'s",):
        return replace(right, within=left) if _holds(left, right) else None
    if not set(gap) <= _FILLERS:
        return None
    return _same_day(left, right, gap) or _day_and_hour(left, right) or _hour_and_part(left, right) or _part_of(left, right, gap)


def _same_day(left: Frame, right: Frame, gap: tuple[str, ...]) -> Frame | None:
    """ "Thursday, 15 December": a weekday and the date that it is."""
    if not set(gap) <= {",", "(", "the", "on", "of"}:
        return None
    if _weekday_alone(left) and _date_alone(right):
        return replace(right, weekday=left.weekday, daytime=right.daytime or left.daytime, clock=right.clock or left.clock)
    if _only_weekday(right) and _date_alone(left) and gap in ((",",), ("(",)):
        return replace(left, weekday=right.weekday)
    return None


def _date_alone(frame: Frame) -> bool:
    """A day of our calendar without its weekday."""
    return frame.kind is Kind.DATE and frame.day is not None and frame.weekday is None and frame.hijri is None


def _weekday_alone(frame: Frame) -> bool:
    """A weekday without its date, perhaps with an hour."""
    bare = frame.day is None and frame.direction is None and frame.within is None
    return frame.kind is Kind.DATE and frame.weekday is not None and bare


def _only_weekday(frame: Frame) -> bool:
    return _weekday_alone(frame) and not frame.daytime and not frame.clock


def _day_and_hour(left: Frame, right: Frame) -> Frame | None:
    for hour, day in ((left, right), (right, left)):
        overnight = hour.part == "overnight"
        if not (is_clock(hour) or overnight) or not is_day(day) or day.part == "overnight":
            continue
        if (hour.daytime and day.daytime) or (hour.clock and day.clock):
            continue
        part = None if overnight else hour.part or day.part
        clock, zone = day.clock or hour.clock, day.zone or hour.zone
        return replace(day, daytime=day.daytime or hour.daytime, clock=clock, zone=zone, part=part)
    return None


def _hour_and_part(left: Frame, right: Frame) -> Frame | None:
    """ "10:30 in the morning"."""
    if is_clock(left) and is_clock(right) and left.clock and not right.clock and not left.daytime:
        return replace(left, daytime=right.daytime)
    return None


def _part_of(left: Frame, right: Frame, gap: tuple[str, ...]) -> Frame | None:
    """ "March last year", "the first week of May", "Friday of last week"."""
    if left.ordinal is not None and left.unit is not None and left.within is None:
        return replace(left, within=right) if set(gap) <= {"the"} and "span" in classes_of(right) else None
    return replace(left, within=right) if set(gap) <= {"of", "in", "the"} and _holds(right, left) else None


def _holds(outer: Frame, inner: Frame) -> bool:
    """Whether the inner expression lacks just what the outer one gives."""
    if inner.kind is not Kind.DATE or inner.year or inner.within or inner.direction is not None or is_clock(inner):
        return False
    if outer.kind is not Kind.SHIFT or outer.step is None or outer.unit not in _LONG:
        return False
    if outer.unit == "year":
        return any(getattr(inner, name) is not None for name in _PARTS_OF_A_YEAR)
    if outer.unit == "week":
        return _only_weekday(inner)
    return outer.unit == "month" and inner.day is not None and inner.month is None
