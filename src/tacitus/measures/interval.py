"""What rooms compare days with: intervals joined, cut and moved, and the calendar's own weeks, months and years."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from tacitus.model.interval import Interval


def intersect(left: Interval, right: Interval) -> Interval | None:
    """The days that lie in both; None where there are none.

    >>> intersect(Interval(date(2024, 3, 1), None), Interval(date(2024, 2, 1), date(2024, 3, 5))).days
    5
    """
    start, end = _latest(left.start, right.start), _earliest(left.end, right.end)
    return None if start and end and end < start else Interval(start, end)


def hull(left: Interval, right: Interval) -> Interval:
    """The shortest interval that holds both; open where either is open."""
    start = min(left.start, right.start) if left.start and right.start else None
    end = max(left.end, right.end) if left.end and right.end else None
    return Interval(start, end)


def within(inner: Interval, outer: Interval) -> bool:
    """Whether every day of `inner` is a day of `outer`."""
    return intersect(inner, outer) == inner


def overlaps(left: Interval, right: Interval) -> bool:
    return intersect(left, right) is not None


def shift(interval: Interval, days: int) -> Interval:
    """The interval moved by some days; an open end stays open. Raises OverflowError outside the years 1 to 9999."""
    step = timedelta(days=days)
    return Interval(interval.start + step if interval.start else None, interval.end + step if interval.end else None)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day. Raises OverflowError outside the years 1 to 9999.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("the calendar ends at the years 1 and 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week(day: date) -> Interval:
    """The ISO week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6))


def weekend(day: date) -> Interval:
    """Saturday and Sunday of the ISO week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday + timedelta(days=5), monday + timedelta(days=6))


def month(year: int, number: int) -> Interval:
    return months(year, number, number)


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of one month to the last day of another; `last` may reach past 12, into the next year.

    >>> months(2023, 12, 14).end
    datetime.date(2024, 2, 29)
    """
    over, place = divmod(last - 1, 12)
    until = date(year + over, place + 1, monthrange(year + over, place + 1)[1])
    return Interval(date(year, first, 1), until)


def years(first: int, last: int) -> Interval:
    """From 1 January of one year to 31 December of another."""
    return Interval(date(first, 1, 1), date(last, 12, 31))


def _latest(left: date | None, right: date | None) -> date | None:
    return max(left, right) if left and right else left or right


def _earliest(left: date | None, right: date | None) -> date | None:
    return min(left, right) if left and right else left or right
