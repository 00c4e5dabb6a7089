"""The nouns: what they refuse, and what they promise."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.model.found import Basis, Found, Maker, found, unresolved
from tacitus.model.ids import content_id
from tacitus.model.interval import Interval
from tacitus.model.span import Span

SPANS = st.tuples(st.integers(0, 500), st.integers(1, 60)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (3, 3), (5, 2)])
def test_a_span_without_characters_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_a_span_past_the_text_is_never_cut_short() -> None:
    with pytest.raises(ValueError, match="past a text of 5"):
        Span(2, 9).of("siege")


@given(SPANS, SPANS)
def test_overlap_is_mutual_and_cover_holds_both(left: Span, right: Span) -> None:
    assert left.overlaps(right) == right.overlaps(left)
    assert left.cover(right).contains(left) and left.cover(right).contains(right)
    assert left.cover(right) == right.cover(left)


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Interval(date(2020, 5, 2), date(2020, 5, 1))


def test_an_open_interval_has_no_length() -> None:
    assert Interval(date(2014, 1, 1), None).days is None
    assert Interval.day(date(2014, 1, 1)).days == 1


@given(st.lists(st.one_of(st.none(), st.integers(), st.text()), max_size=5))
def test_ids_depend_on_content_alone(parts: list[str | int | None]) -> None:
    assert content_id("claim", *parts) == content_id("claim", *parts)
    assert content_id("claim", *parts) != content_id("group", *parts)


def test_ids_do_not_run_parts_together() -> None:
    assert content_id("claim", "a", "bc") != content_id("claim", "ab", "c")


def test_a_found_has_a_value_or_a_reason() -> None:
    span = Span(0, 3)
    assert found(span, 7, "when", "year").value == 7
    empty: Found[int] = unresolved(span, "two readings", "when", "year")
    assert empty.value is None and empty.why_not == "two readings"
    with pytest.raises(ValueError, match="never both"):
        Found(span, 7, Basis.STATED, Maker("when", "year"), "a reason too")
    with pytest.raises(ValueError, match="never neither"):
        Found(span, None, Basis.STATED, Maker("when", "year"))


def test_the_nouns_travel_between_processes() -> None:
    here = found(Span(0, 3), Interval.day(date(2024, 3, 7)), "when", "day")
    assert pickle.loads(pickle.dumps(here)) == here
