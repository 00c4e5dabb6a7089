"""Numbers in words and digits: round trips, scales, what has two readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.model.answers import Amount
from tacitus.questions.how_many.hedges import quantities
from tacitus.questions.how_many.numbers import digits, number_at, render, share_at, value_of
from tests.builders import make_reading

WHOLE = st.integers(0, 10**15 - 1)


@given(WHOLE)
def test_a_number_in_words_reads_back(value: int) -> None:
    assert value_of(render(value)) == value


@given(WHOLE)
def test_grouping_changes_no_value(value: int) -> None:
    assert digits(f"{value:,}") == digits(str(value)) == value


@given(st.integers(10**6, 10**12))
def test_dots_and_spaces_group_as_commas_do(value: int) -> None:
    assert digits(f"{value:,}".replace(",", ".")) == value
    [quantity] = quantities(make_reading(f"{value:,}".replace(",", "\u00a0") + " people"))
    assert quantity.amount.best == value


@given(st.integers(1, 999), st.sampled_from(["thousand", "million", "billion", "lakh", "crore", "bn"]))
def test_a_scale_multiplies(value: int, scale: str) -> None:
    one = value_of(f"1 {scale}")
    assert one is not None
    assert value_of(f"{value} {scale}") == value * one


WORDS = ["two", "dozen", "hundred", "and", "a", "half", "million", "-", "12", "of", "third", "zero"]


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_no_words_break_the_reader_and_a_read_number_moves_on(words: list[str]) -> None:
    for at in range(len(words)):
        for read in (number_at(words, at), share_at(words, at)):
            assert read is None or at < read[1] <= len(words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a million", 500_000),
        ("a dozen", 12),
        ("half-dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("twenty-three", 23),
        ("1.1 bn", 1_100_000_000),
        ("8.3 million", 8_300_000),
        ("2,5 million", 2_500_000),
        ("1,00,000", 100_000),
        ("3 lakh", 300_000),
        ("one hundred and twenty thousand", 120_000),
    ],
)
def test_numbers_as_reports_write_them(text: str, value: float) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["1.200", "2,5", "0300", "a few", "dozens", "", "two two"])
def test_what_can_be_read_two_ways_or_is_none_has_no_value(text: str) -> None:
    assert value_of(text) is None


@pytest.mark.parametrize("value", [-1, 10**15])
def test_words_are_given_for_no_other_numbers(value: int) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        render(value)


@pytest.mark.parametrize(
    ("text", "amount", "words"),
    [
        ("at least 28 people", Amount(28, 28, None, "at least"), "at least 28"),
        ("at least another 15 people", Amount(15, 15, None, "at least"), "at least another 15"),
        ("more than an estimated 300 homes", Amount(300, 300, None, "more than"), "more than an estimated 300"),
        ("up to 70 people", Amount(70, None, 70, "up to"), "up to 70"),
        ("nearly two dozen trucks", Amount(24, None, 24, "nearly"), "nearly two dozen"),
        ("some 85 rebels", Amount(85, None, None, "some"), "some 85"),
        ("an additional 125 soldiers", Amount(125, None, None), "125"),
        ("between 20 and 30 bodies", Amount(None, 20, 30, "between"), "between 20 and 30"),
        ("20 to 30 bodies", Amount(None, 20, 30, "to"), "20 to 30"),
        ("20-30 bodies", Amount(None, 20, 30, "to"), "20-30"),
        ("three or four men", Amount(None, 3, 4, "or"), "three or four"),
        ("2 to 3 million people", Amount(None, 2e6, 3e6, "to"), "2 to 3 million"),
        ("30 or more villagers", Amount(30, 30, None, "or more"), "30 or more"),
        ("50+ villagers", Amount(50, 50, None, "+"), "50+"),
        ("over £1.1bn", Amount(1.1e9, 1.1e9, None, "over"), "over £1.1bn"),
        ("nearly $100 million", Amount(1e8, None, 1e8, "nearly"), "nearly $100 million"),
        ("£5m", Amount(5e6, None, None), "£5m"),
        ("40 000 people", Amount(40_000, None, None), "40 000"),
    ],
)
def test_a_hedge_bounds_the_number_and_belongs_to_its_words(text: str, amount: Amount, words: str) -> None:
    reading = make_reading(text)
    [quantity] = quantities(reading)
    assert quantity.amount == amount
    span = reading.cover(tuple(range(quantity.first, quantity.last)))
    assert span.of(text) == words


@pytest.mark.parametrize("text", ["2003-2011", "12-3", "30 to 20 people"])
def test_years_and_scores_are_no_ranges(text: str) -> None:
    assert all(not quantity.ranged for quantity in quantities(make_reading(text)))


def test_a_change_is_no_range() -> None:
    found = list(quantities(make_reading("Deaths increase from 20 to 30.")))
    assert [quantity.amount.best for quantity in found] == [20, 30]


@pytest.mark.parametrize("text", ["dozens of people", "tens of thousands of people", "several hundred people", "scores of people"])
def test_vague_words_have_no_figure(text: str) -> None:
    [quantity] = quantities(make_reading(text))
    assert quantity.vague
    assert quantity.amount == Amount(None, None, None)
