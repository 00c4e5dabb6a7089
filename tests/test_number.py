"""Amounts: bounds in order, sums that lose nothing, comparisons that mirror, and the published rules."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.measures.number import NOTHING, Comparison, add, bounds, compare, exact, holds, low_best_high, policies, total
from tacitus.model.answers import Amount, Counted, HowMany

FIGURES = st.integers(0, 10**6).map(float)


def _ranged(pair: tuple[float, float]) -> Amount:
    return Amount(None, min(pair), max(pair) + 1, "to")


AMOUNTS = st.one_of(
    FIGURES.map(lambda figure: Amount(figure, None, None)),
    FIGURES.map(lambda figure: Amount(figure, figure, None, "at least")),
    FIGURES.map(lambda figure: Amount(figure, None, figure, "nearly")),
    FIGURES.map(lambda figure: Amount(figure, None, None, "about")),
    st.tuples(FIGURES, FIGURES).map(_ranged),
    st.just(Amount(None, None, None, "dozens")),
)
MIRROR = {Comparison.NARROWER: Comparison.WIDER, Comparison.WIDER: Comparison.NARROWER}


def count(best: float, part_of: int | None = None) -> HowMany:
    return HowMany(Amount(best, None, None), "vehicles", None, "buses", Counted(), 0, part_of)


def told(text: str) -> Amount:
    """An amount as the examples of conventions.toml write it."""
    if "," not in text:
        return Amount(None, None, None, text.strip())
    best, low, high = (None if part.strip() == "-" else float(part) for part in text.split(","))
    return Amount(best, low, high)


@given(AMOUNTS)
def test_bounds_are_in_order_and_hold_the_figure(amount: Amount) -> None:
    low, high = bounds(amount)
    assert low <= high
    assert amount.best is None or low <= amount.best <= high


@given(AMOUNTS, AMOUNTS)
def test_a_sum_does_not_ask_who_comes_first(left: Amount, right: Amount) -> None:
    assert add(left, right) == add(right, left)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_sum_does_not_ask_where_the_brackets_stand(first: Amount, second: Amount, third: Amount) -> None:
    assert add(add(first, second), third) == add(first, add(second, third))


@given(AMOUNTS)
def test_nothing_added_changes_nothing(amount: Amount) -> None:
    assert add(amount, NOTHING) == amount


@given(AMOUNTS, AMOUNTS)
def test_a_sum_keeps_its_bounds_in_order(left: Amount, right: Amount) -> None:
    summed = add(left, right)
    known = [figure for figure in (summed.low, summed.best, summed.high) if figure is not None]
    assert known == sorted(known)


@given(AMOUNTS, AMOUNTS)
def test_comparing_back_gives_the_mirror(left: Amount, right: Amount) -> None:
    there, back = compare(left, right), compare(right, left)
    assert back is MIRROR.get(there, there)


@given(AMOUNTS)
def test_an_amount_agrees_with_itself_unless_it_has_no_figure(amount: Amount) -> None:
    expected = Comparison.UNKNOWN if amount.hedge == "dozens" else Comparison.AGREE
    assert compare(amount, amount) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Amount(28, None, None), Amount(28, 28, None, "at least"), Comparison.NARROWER),
        (Amount(28, None, None), Amount(31, 31, None, "at least"), Comparison.CONFLICT),
        (Amount(85, None, None, "some"), Amount(90, None, None), Comparison.WIDER),
        (Amount(12, None, None), Amount(14, None, None), Comparison.CONFLICT),
        (Amount(None, 10, 20, "to"), Amount(None, 15, 30, "to"), Comparison.OVERLAP),
    ],
)
def test_amounts_compare_as_intervals(left: Amount, right: Amount, expected: Comparison) -> None:
    assert compare(left, right) is expected


def test_a_part_is_not_added_to_its_whole() -> None:
    counts = {0: count(17), 1: count(6, 0), 2: count(11, 0), 3: count(4)}
    assert total(counts, counts).best == 21
    assert total(counts, [1, 2]).best == 17


def test_a_part_of_a_part_is_not_added_either() -> None:
    counts = {0: count(26), 1: count(15, 0), 2: count(12, 1)}
    assert total(counts, [0, 2]).best == 26


def test_counts_that_are_part_of_each_other_do_not_hang() -> None:
    counts = {0: count(5, 1), 1: count(5, 0)}
    assert total(counts, counts) == NOTHING


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        (Amount(17, None, None), [Amount(6, None, None), Amount(11, None, None)], True),
        (Amount(17, None, None), [Amount(6, None, None), Amount(12, None, None)], False),
        (Amount(600, None, None), [Amount(300, None, None), Amount(310, None, None, "about")], None),
        (Amount(600, None, None, "about"), [Amount(300, None, None), Amount(310, None, None)], None),
        (Amount(17, None, None), [], None),
        (None, [Amount(6, None, None)], None),
        (Amount(17, None, None), [Amount(None, None, None, "dozens")], None),
    ],
)
def test_parts_add_up_or_not_or_nobody_knows(whole: Amount | None, parts: list[Amount], expected: bool | None) -> None:
    assert holds(whole, parts) is expected


@pytest.mark.parametrize(("policy", "example"), [(policy.id, example) for policy in policies().values() for example in policy.yes])
def test_every_example_of_the_conventions_is_true(policy: str, example: str) -> None:
    amounts, _, figures = example.partition(" => ")
    expected = told(figures)
    estimate = low_best_high([told(amount) for amount in amounts.split(";")], policy)
    assert (estimate.low, estimate.best, estimate.high) == (expected.best, expected.low, expected.high)
    assert estimate.policy == policy


@given(st.lists(AMOUNTS), st.sampled_from(sorted(policies())))
def test_an_estimate_is_in_order(amounts: list[Amount], policy: str) -> None:
    estimate = low_best_high(amounts, policy)
    known = [figure for figure in (estimate.low, estimate.best, estimate.high) if figure is not None]
    assert known == sorted(known)


def test_an_unbounded_amount_reaches_to_infinity() -> None:
    assert bounds(Amount(3, 3, None, "at least")) == (3, math.inf)
    assert not exact(Amount(3, 3, None, "at least"))


def test_every_policy_names_its_source() -> None:
    assert set(policies()) == {"acled", "ucdp", "airwars"}
    assert all(policy.source and policy.yes for policy in policies().values())
