"""The gate on accuracy: what falls is seen, what is held only rises, what is let down says why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate import TOLERANCE, Held, Lowered, Taken, Verdict, compare, complaint, read_floors, record, write_floors

FIGURES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
HELD = Held(0.8, "a1")


def _taken(figure: float, data: str = "a1", down: bool = False) -> Taken:
    return Taken("place-found", figure, data, down)


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (0.9, Verdict.ROSE),
        (0.8, Verdict.HOLDS),
        (0.799, Verdict.HOLDS),
        (0.798, Verdict.HOLDS),
        (0.797, Verdict.FELL),
        (0.0, Verdict.FELL),
    ],
)
def test_a_figure_may_fall_by_the_tolerance_and_no_more(figure: float, verdict: Verdict) -> None:
    assert compare(_taken(figure), HELD) is verdict


def test_a_count_of_faults_has_no_tolerance_and_rises_by_falling() -> None:
    held = Held(2, "a1")
    assert compare(_taken(3, down=True), held) is Verdict.FELL
    assert compare(_taken(2, down=True), held) is Verdict.HOLDS
    assert compare(_taken(0, down=True), held) is Verdict.ROSE


def test_other_data_are_never_compared() -> None:
    assert compare(_taken(0.1, data="b2"), HELD) is Verdict.CHANGED
    assert "not compared" in (complaint(_taken(0.1, data="b2"), HELD) or "")


def test_the_complaint_names_the_measure_and_both_figures() -> None:
    assert complaint(_taken(0.7), HELD) == "place-found: fell from 0.8 to 0.7"
    assert complaint(_taken(0.81), HELD) is None
    assert complaint(_taken(0.1), None) is None


def test_recording_holds_what_is_new_and_what_rose() -> None:
    kept, refused = record({"other": Held(0.5, "c3")}, [_taken(0.7)])
    assert (kept, refused) == ({"other": Held(0.5, "c3"), "place-found": Held(0.7, "a1")}, [])
    assert record(kept, [_taken(0.75)])[0]["place-found"].figure == 0.75


def test_recording_refuses_what_fell_and_says_how_to_lower_it() -> None:
    kept, refused = record({"place-found": HELD}, [_taken(0.7)])
    assert kept == {"place-found": HELD}
    assert len(refused) == 1 and "--lower place-found --why" in refused[0]


def test_a_slip_within_the_tolerance_is_neither_held_nor_refused() -> None:
    assert record({"place-found": HELD}, [_taken(0.799)]) == ({"place-found": HELD}, [])


def test_a_figure_is_let_down_by_name_and_the_reason_stays() -> None:
    kept, refused = record({"place-found": HELD}, [_taken(0.7)], ["place-found"], " another encoder ")
    assert refused == []
    assert kept["place-found"] == Held(0.7, "a1", (Lowered(0.8, 0.7, "another encoder"),))
    later, _ = record(kept, [_taken(0.9)])
    assert later["place-found"] == Held(0.9, "a1", (Lowered(0.8, 0.7, "another encoder"),))


@pytest.mark.parametrize("why", ["", "  "])
def test_nothing_is_let_down_without_a_reason(why: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        record({"place-found": HELD}, [_taken(0.7)], ["place-found"], why)


@pytest.mark.parametrize(("name", "figure"), [("place-found", 0.9), ("no-such-measure", 0.1)])
def test_only_what_fell_can_be_let_down(name: str, figure: float) -> None:
    with pytest.raises(ValueError, match=f"nothing to lower: {name}"):
        record({"place-found": HELD}, [_taken(figure)], [name], "because")


def test_letting_one_down_does_not_let_down_another() -> None:
    held = {"place-found": HELD, "when-found": Held(0.6, "a1")}
    kept, refused = record(held, [_taken(0.7), Taken("when-found", 0.5, "a1")], ["place-found"], "because")
    assert kept["when-found"] == held["when-found"]
    assert [line.partition(":")[0] for line in refused] == ["when-found"]


def test_on_changed_data_the_figure_is_recorded_anew() -> None:
    kept, refused = record({"place-found": HELD}, [_taken(0.3, data="b2")])
    assert (kept["place-found"], refused) == (Held(0.3, "b2"), [])


@given(st.lists(FIGURES, min_size=1))
def test_recording_never_lowers(figures: list[float]) -> None:
    floors: dict[str, Held] = {}
    for figure in figures:
        floors, _ = record(floors, [_taken(figure)])
    assert floors["place-found"].figure == max(figures)


@given(FIGURES, FIGURES)
def test_what_is_refused_is_what_the_gate_fails(held: float, figure: float) -> None:
    fell = compare(_taken(figure), Held(held, "a1")) is Verdict.FELL
    assert fell == bool(record({"place-found": Held(held, "a1")}, [_taken(figure)])[1])
    assert fell == (round(held - figure, 6) > TOLERANCE)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"b": Held(0.7, "a1", (Lowered(0.8, 0.7, "l’encodeur a changé"),)), "a": Held(2, "c3")}
    write_floors(tmp_path / "floors.json", floors)
    first = (tmp_path / "floors.json").read_bytes()
    assert read_floors(tmp_path / "floors.json") == floors
    write_floors(tmp_path / "floors.json", dict(reversed(list(floors.items()))))
    assert (tmp_path / "floors.json").read_bytes() == first


def test_without_a_file_nothing_is_held(tmp_path: Path) -> None:
    assert read_floors(tmp_path / "floors.json") == {}
