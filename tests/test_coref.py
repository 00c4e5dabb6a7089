"""The scorers of coreference against cases worked out by hand, some of them from the papers, and against their laws."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coref import Clusters, b_cubed, best_match, ceaf_e, clusters, conll, lea, muc, scores

KEY = clusters(["abc", "defg"])  # the worked example of Luo et al. (2014) and of Moosavi and Strube (2016)
READ = clusters(["ab", "cd", "fghi"])
BAGGA = clusters(["12345", "67", "89ABC"])  # the example of Bagga and Baldwin (1998)
FIRST = clusters(["12345", "6789ABC"])
SECOND = clusters(["67", "1234589ABC"])


@pytest.mark.parametrize(
    ("scorer", "recall", "precision"),
    [
        (muc, (1 + 1) / (2 + 3), (1 + 0 + 1) / (1 + 1 + 3)),
        (b_cubed, (2 * 2 / 3 + 1 / 3 + 1 / 4 + 2 * 2 / 4) / 7, (2 * 1 + 2 * 1 / 2 + 2 * 2 / 4) / 8),
        (ceaf_e, (0.8 + 0.5) / 2, (0.8 + 0.5) / 3),
        (lea, (3 * (1 / 3) + 4 * (1 / 6)) / 7, (2 * 1 + 2 * 0 + 4 * (1 / 6)) / 8),
    ],
)
def test_the_worked_example_of_the_reference_scorer(scorer: object, recall: float, precision: float) -> None:
    score = scorer(KEY, READ)  # type: ignore[operator]
    assert (score.recall, score.precision) == pytest.approx((recall, precision))


def test_the_example_of_bagga_and_baldwin() -> None:
    assert muc(BAGGA, FIRST).recall == 1 and muc(BAGGA, FIRST).precision == pytest.approx(0.9)
    assert muc(BAGGA, SECOND).precision == pytest.approx(0.9)
    assert b_cubed(BAGGA, FIRST).precision == pytest.approx(16 / 21)
    assert b_cubed(BAGGA, SECOND).precision == pytest.approx(7 / 12)


def test_singletons_count_for_some_scorers_only() -> None:
    gold, read = clusters(["ab", "c", "d"]), clusters(["ab", "cd"])
    assert muc(gold, read).recall == 1 and muc(gold, read).precision == pytest.approx(1 / 2)
    assert b_cubed(gold, read).precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert ceaf_e(gold, read).recall == pytest.approx((1 + 2 / 3) / 3)
    assert lea(gold, read).recall == pytest.approx(2 / 4)


def test_the_mean_of_three() -> None:
    three = scores(KEY, READ)
    assert conll(KEY, READ) == pytest.approx((three["MUC"].f1 + three["B3"].f1 + three["CEAFe"].f1) / 3)


def test_a_mention_in_two_clusters_is_refused() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        clusters(["ab", "bc"])


GROUPINGS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


def grouped(labels: list[int]) -> Clusters:
    by_label: dict[int, set[int]] = {}
    for mention, label in enumerate(labels):
        by_label.setdefault(label, set()).add(mention)
    return clusters(by_label.values())


@given(GROUPINGS)
def test_a_grouping_agrees_with_itself(labels: list[int]) -> None:
    one = grouped(labels)
    for name, score in scores(one, one).items():
        assert score.f1 == pytest.approx(1) or (name == "MUC" and score.gold == 0)


@given(GROUPINGS, st.randoms())
def test_recall_one_way_is_precision_the_other(labels: list[int], random: Random) -> None:
    mixed = list(labels)
    random.shuffle(mixed)
    one, other = grouped(labels), grouped(mixed)
    back = scores(other, one)
    for name, score in scores(one, other).items():
        assert (score.recall, score.precision) == pytest.approx((back[name].precision, back[name].recall))


@given(st.lists(st.lists(st.sampled_from((0.0, 0.0, 0.2, 0.5, 0.9, 1.0)), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_best_match_is_the_best_of_all(worth: list[list[float]]) -> None:
    every = max(sum(row[column] for row, column in zip(worth, order, strict=False)) for order in permutations(range(4)))
    assert best_match(worth) == pytest.approx(every)
