"""Intervals of days: laws that hold for every interval, and the calendar's own stretches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.measures.interval import add_months, hull, intersect, month, months, overlaps, shift, week, weekend, within, years
from tacitus.model.interval import Interval

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Interval(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


def holds(interval: Interval, day: date) -> bool:
    return (interval.start is None or interval.start <= day) and (interval.end is None or day <= interval.end)


@given(intervals(), intervals(), DAYS)
def test_a_day_lies_in_both_just_where_it_lies_in_their_intersection(left: Interval, right: Interval, day: date) -> None:
    both = intersect(left, right)
    assert (both is not None and holds(both, day)) == (holds(left, day) and holds(right, day))


@given(intervals(), intervals())
def test_intersection_and_hull_do_not_mind_the_order(left: Interval, right: Interval) -> None:
    assert intersect(left, right) == intersect(right, left)
    assert hull(left, right) == hull(right, left)


@given(intervals(), intervals())
def test_the_hull_holds_both(left: Interval, right: Interval) -> None:
    assert within(left, hull(left, right))
    assert within(right, hull(left, right))


@given(intervals())
def test_an_interval_lies_within_itself_and_overlaps_itself(interval: Interval) -> None:
    assert within(interval, interval)
    assert overlaps(interval, interval)
    assert intersect(interval, interval) == hull(interval, interval) == interval


@given(intervals(), st.integers(-3000, 3000))
def test_a_shift_can_be_taken_back(interval: Interval, days: int) -> None:
    assert shift(shift(interval, days), -days) == interval


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_and_holds_its_day(day: date) -> None:
    found = week(day)
    assert found.start and found.end
    assert (found.start.isoweekday(), found.end.isoweekday(), found.days) == (1, 7, 7)
    assert holds(found, day)
    assert within(weekend(day), found)


@given(DAYS, st.integers(-600, 600))
def test_months_are_added_without_leaving_the_month(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert moved.day <= day.day
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count


@given(st.integers(1900, 2099))
def test_twelve_months_make_the_year(year: int) -> None:
    assert months(year, 1, 12) == years(year, year)
    joined = month(year, 1)
    for number in range(2, 13):
        before, joined = joined, hull(joined, month(year, number))
        assert before.end and month(year, number).start == before.end + timedelta(days=1)
    assert joined == years(year, year)


def test_a_stretch_of_months_may_reach_into_the_next_year() -> None:
    assert months(2023, 12, 14) == Interval(date(2023, 12, 1), date(2024, 2, 29))


def test_intervals_that_do_not_meet_have_nothing_in_common() -> None:
    assert intersect(Interval(None, date(2020, 1, 1)), Interval(date(2020, 1, 2), None)) is None


def test_the_calendar_ends() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
