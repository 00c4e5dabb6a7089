"""What pages are drawn from: the line of time, the painted text, the filter in the address, what is kept in memory."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import InputError
from tacitus.ledger.survey import Moment, Stretch
from tacitus.views.web.asked import FIELDS, asked_of, filter_of
from tacitus.views.web.memory import Memory
from tacitus.views.web.paint import Stroke, pieces
from tacitus.views.web.timeline import timeline

_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def _stretch(draw: st.DrawFn) -> Stretch:
    days = sorted(draw(st.tuples(_DAYS, _DAYS)))
    ends = draw(st.sampled_from([(True, True), (True, False), (False, True), (False, False)]))
    first, last = (day.isoformat() if known else None for day, known in zip(days, ends, strict=True))
    return Stretch(first, last, draw(st.booleans()), draw(st.integers(1, 10**6)))


@given(st.lists(_stretch(), max_size=12), st.sampled_from([360, 680]))
def test_everything_on_the_line_of_time_lies_on_it_and_nothing_is_lost(stretches: list[Stretch], width: int) -> None:
    line = timeline(stretches, width)
    whole = sum(one.claims for one in stretches)
    if line is None:
        assert all(one.first is None and one.last is None for one in stretches)
        return
    for bar in line.bars:
        assert bar.x >= -0.01 and bar.x + bar.width <= width + 2.01 and bar.width > 0 and bar.height > 0
        assert bar.y >= 0 and bar.y + bar.height <= line.height and bar.since <= bar.until
    assert sum(bar.claims for bar in line.bars) + line.before + line.after + line.hidden + line.undated == whole


def test_a_few_claims_far_off_do_not_squeeze_the_others() -> None:
    days = [date(2023, 6, 1) + timedelta(number) for number in range(20)]
    far = Stretch("1998-01-01", "1998-12-31", True, 1)
    line = timeline([far, *(Stretch(day.isoformat(), day.isoformat(), True, 5) for day in days)], 680)
    assert line is not None and (line.step, line.before, line.first) == ("day", 1, "2023-06-01")


def test_an_interval_is_a_bar_and_a_report_s_day_is_told_apart() -> None:
    given = [Stretch("2023-06-01", "2023-06-09", True, 3), Stretch("2023-06-05", "2023-06-05", False, 2)]
    line = timeline(given, 680)
    assert line is not None and {bar.kind for bar in line.bars} == {"long", "report"}


_STROKES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["who", "clause", "where"]), st.integers(0, 3)).map(
        lambda told: Stroke(min(told[:2]), max(told[:2]) + 1, told[2], told[3])
    ),
    max_size=10,
)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=50), _STROKES, st.lists(st.integers(0, 50), max_size=4)
)
def test_the_pieces_are_the_text(text: str, strokes: list[Stroke], places: list[int]) -> None:
    triggers = [(min(place, max(len(text) - 1, 0)), number) for number, place in enumerate(places, 1)]
    kept = [stroke for stroke in strokes if stroke.end <= len(text)]
    made = pieces(text, kept, triggers, [{"kind": "title", "start": 0, "end": min(3, len(text))}])
    assert "".join(piece.text for piece in made) == text
    if text:
        assert sorted(number for piece in made for number in piece.starts) == [number for _, number in triggers]
    for stroke in kept:
        if stroke.claim:
            under = [piece for piece in made if stroke.claim in piece.claims]
            assert sum(len(piece.text) for piece in under) >= stroke.end - stroke.start


def test_the_narrowest_words_give_the_colour() -> None:
    made = pieces("the army of Mellit", [Stroke(0, 18, "who", 1), Stroke(12, 18, "where", 1), Stroke(0, 18, "when")], [(4, 1)], [])
    assert [(piece.text, piece.kind, piece.starts) for piece in made] == [
        ("the ", "who", ()), ("army of ", "who", (1,)), ("Mellit", "where", ()),
    ]  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20)))
def test_an_address_asks_what_the_fields_ask(fields: dict[str, str]) -> None:
    asked = asked_of(fields)
    assert asked_of(dict(asked.given)) == asked
    for _, _, href in asked.chips:
        assert href.startswith("?")
    try:
        filter_of(asked)
    except InputError as error:
        assert "\n" not in str(error)


def test_a_question_is_answered_once_for_all_who_wait() -> None:
    memory, asked, barrier = Memory(), [], Barrier(8)

    def answer() -> int:
        asked.append(1)
        sleep(0.05)
        return 7

    def ask(_: int) -> int:
        barrier.wait()
        return memory.kept(Moment(1, 0), "q", answer)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {7}
    assert len(asked) == 1
    memory.kept(Moment(2, 0), "q", answer)
    assert len(asked) == 2


def test_a_failure_is_told_and_not_kept() -> None:
    memory = Memory()

    def fails() -> int:
        raise InputError("no such words")

    with pytest.raises(InputError):
        memory.kept(Moment(1, 0), "q", fails)
    assert memory.kept(Moment(1, 0), "q", lambda: 3) == 3


def test_only_so_much_is_kept() -> None:
    memory, asked = Memory(2), []
    for question in ("a", "b", "c", "a"):
        memory.kept(Moment(1, 0), question, lambda question=question: asked.append(question))  # type: ignore[misc]
    assert asked == ["a", "b", "c", "a"]
