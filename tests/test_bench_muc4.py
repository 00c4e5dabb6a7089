"""How counted people are matched to the human targets of an answer key."""

from typing import Any

import pytest

from muc4 import Counted, Tally, Target, counted, figures, fits, matched, score, targets, words


def _entry(name: str, value: str | None = None, optional: bool = False) -> dict[str, Any]:
    return {"strings": [name], "value": value, "optional": optional}


def _template(name: str, number: str, effect: str | None, kind: str = "ATTACK", optional: bool = False) -> dict[str, Any]:
    return {
        "optional": optional,
        "type": [[{"strings": [], "value": kind, "optional": False}]],
        "hum_tgt_number": [[_entry(name, number)]],
        "hum_tgt_effect": [[_entry(name, effect)]] if effect else None,
    }


def _count(text: str, best: int | None, outcome: str | None, start: int = 0, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": start + len(text), "text": text, "best": best, "outcome": outcome, "kind": "people"} | more


def _target(number: int, name: str, *effects: str, optional: bool = False) -> Target:
    return Target(frozenset({number}), words(name), frozenset(effects), optional)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("6", {6}),
        ("~1,000", {1000}),
        ("23 -", {23}),
        ("- 15", {15}),
        ("5/6", {5, 6}),
        ("1", set()),
        ("PLURAL", set()),
        (None, set()),
    ],
)
def test_number_slots(value: str | None, wanted: set[int]) -> None:
    assert figures(value) == frozenset(wanted)


def test_a_target_told_in_two_templates_is_one() -> None:
    record = {"templates": [_template("TEACHERS", "4", "DEATH"), _template("THE TEACHERS", "4", "INJURY", optional=True)]}
    assert targets(record) == (Target(frozenset({4}), frozenset({"teacher"}), frozenset({"DEATH", "INJURY"}), False),)


def test_the_kidnapped_have_an_effect_by_the_type_of_the_template() -> None:
    record = {"templates": [_template("NURSES", "3", None, "KIDNAPPING"), _template("FARMER", "1", "DEATH")]}
    assert targets(record) == (_target(3, "NURSES", "KIDNAPPING"),)


@pytest.mark.parametrize(
    ("count", "same"),
    [
        (Counted(4, words("four people"), "killed"), True),  # the outcome agrees
        (Counted(4, words("four teachers"), None), True),  # the noun agrees
        (Counted(4, words("four people"), "injured"), False),
        (Counted(4, words("four people"), None), False),
        (Counted(5, words("five teachers"), "killed"), False),  # the figure must be exact
    ],
)
def test_the_figure_and_the_people_must_be_the_same(count: Counted, same: bool) -> None:
    assert fits(_target(4, "RURAL TEACHERS", "DEATH"), count) is same


def test_people_count_where_something_became_of_them_or_where_they_were_attacked() -> None:
    assault = {"codes": {"plover": "ASSAULT-aerial"}, "targets": [{"start": 40, "end": 60}]}
    meeting = {"codes": {"plover": "CONSULT"}, "targets": [{"start": 80, "end": 99}]}
    counts = [
        _count("nine nurses", 9, "killed"),
        _count("six drivers", 6, None, start=45),
        _count("ten envoys", 10, None, start=82),
        _count("two lorries", 2, "killed", kind="vehicles"),
        _count("a guard", 1, "killed"),
        _count("at least 30 pupils", None, "injured", low=30),
    ]
    found = counted({"claims": [assault, meeting], "counts": counts})
    assert [(one.number, one.outcome) for one in found] == [(9, "killed"), (6, None), (30, "injured")]


def test_a_figure_told_twice_is_one() -> None:
    counts = [_count("nine nurses", 9, "killed"), _count("the nine dead", 9, "killed"), _count("nine hurt", 9, "injured")]
    assert [(one.number, one.outcome) for one in counted({"counts": counts})] == [(9, "killed"), (9, "injured")]


def test_what_the_key_calls_optional_is_neither_asked_for_nor_held_against_the_reader() -> None:
    wanted = (_target(4, "TEACHERS", "DEATH"), _target(7, "GUARDS", "DEATH", optional=True), _target(3, "CLERKS", "INJURY"))
    read = (Counted(7, words("guards"), "killed"), Counted(4, words("people"), "killed"), Counted(2, words("men"), "killed"))
    tally, missed, excess = matched(wanted, read)
    assert tally == Tally(hit=1, gold=2, read=2)
    assert [one.numbers for one in missed] == [{3}]
    assert [one.number for one in excess] == [2]


def test_precision_is_over_reports_that_have_a_template() -> None:
    records: list[dict[str, Any]] = [{"id": "a", "templates": [_template("TEACHERS", "4", "DEATH")]}, {"id": "b", "templates": []}]
    readings: list[dict[str, Any]] = [
        {"document": {"key": key}, "counts": [_count("four teachers", 4, "killed")]} for key in ("a", "b")
    ]
    first, second = score(records, readings).splitlines()
    assert "P 1.000  R 1.000" in first and "(1 of 1, 1 predicted)" in first
    assert "P 0.500  R 1.000" in second and "(1 of 1, 2 predicted)" in second


def test_a_report_that_was_not_read_misses_its_targets() -> None:
    printed = score([{"id": "a", "templates": [_template("TEACHERS", "4", "DEATH")]}], [], show=True)
    assert "a missed: [4] ['teacher'] ['DEATH']" in printed
    assert "R 0.000" in printed
