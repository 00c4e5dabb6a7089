"""Every example of the tables of *when* comes true: the report is of Thursday 2024-03-07."""

import re
from datetime import date

import pytest

from tacitus.measures.interval import within
from tacitus.model.answers import When
from tacitus.model.found import Found
from tacitus.questions.when import find, published, resolve
from tacitus.questions.when.calendar import holding, named_season, part_of, parts
from tacitus.questions.when.phrase import Kind
from tacitus.questions.when.table import JoinRow, PhraseRow, join_rows, phrase_rows
from tests.builders import make_reading

REPORT_DAY = "2024-03-07"
_EXAMPLE = re.compile(r"(?P<words>.+?) => (?P<value>\S+)(?: \[(?P<start>[\d-]*)\.\.(?P<end>[\d-]*)\])?$")
_ROWS: list[PhraseRow | JoinRow] = [*phrase_rows(), *join_rows("before"), *join_rows("after")]
_YES = [(row, example) for row in _ROWS for example in row.yes]
_NO = [(row, words) for row in _ROWS for words in row.no]


def read(words: str) -> tuple[Found[When], ...]:
    reading = make_reading(words, REPORT_DAY)
    phrases = find(reading)
    return resolve(phrases, published(phrases, reading), (), reading)


def rules(found: tuple[Found[When], ...]) -> set[str]:
    return {rule for each in found for rule in each.maker.rule.split("+")}


@pytest.mark.parametrize(("row", "example"), _YES, ids=[f"{row.id}: {example}" for row, example in _YES])
def test_what_a_row_should_find_it_finds(row: PhraseRow | JoinRow, example: str) -> None:
    wanted = _EXAMPLE.match(example)
    assert wanted, f"{example!r} is not written as: words => value [first..last]"
    found = read(wanted["words"])
    if wanted["value"] == "nothing":
        assert found == ()
        return
    assert found, "nothing was found"
    if isinstance(row, JoinRow) or row.kind is not Kind.NOTHING:
        assert row.id in rules(found)
    last = found[-1]
    assert last.value is not None, last.why_not
    assert last.value.value == wanted["value"]
    if wanted["start"] is not None:
        days = last.value.interval
        assert days is not None
        assert [day.isoformat() if day else "" for day in (days.start, days.end)] == [wanted["start"], wanted["end"]]


@pytest.mark.parametrize(("row", "words"), _NO, ids=[f"{row.id}: {words}" for row, words in _NO])
def test_what_a_row_should_leave_it_leaves(row: PhraseRow | JoinRow, words: str) -> None:
    assert row.id not in rules(read(words))


def test_a_row_without_an_example_is_refused() -> None:
    assert all(row.yes for row in _ROWS)


@pytest.mark.parametrize(("of", "part"), sorted(parts()))
def test_a_part_lies_in_its_stretch(of: str, part: str) -> None:
    whole = named_season(2024, "WI") if of == "season" else holding(of, date(2024, 2, 29))
    days = part_of(whole, part)
    assert days is not None and whole.days is not None
    assert within(days, whole.days) and days != whole.days
