"""The best labelling of a row of words, against trying them all."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tacitus.reading.bio import chances, path

LABELS = 5  # O, B- and I- of two kinds


def worth(labels: tuple[int, ...], chance: np.ndarray, turn: float) -> float:
    """What a labelling is worth; minus infinity where an I- has no beginning of its kind."""
    total, before = 0.0, 0
    for place, label in enumerate(labels):
        if label > 2 and before not in (label, label - 2):
            return -np.inf
        closes = before > 0 and label <= 2 and place > 0
        total += float(chance[place, label]) - turn * (label in (1, 2)) - turn * closes
        before = label
    return total


@given(st.integers(1, 5), st.integers(0, 10**6), st.sampled_from([0.0, 0.5, 2.0]))
def test_no_labelling_is_better_than_the_one_found(words: int, seed: int, turn: float) -> None:
    chance = chances(np.random.default_rng(seed).normal(size=(1, words, LABELS)).astype(np.float32) * 2)
    found = tuple(path(chance, turn)[0].tolist())
    best = max(worth(labels, chance[0], turn) for labels in product(range(LABELS), repeat=words))
    assert abs(worth(found, chance[0], turn) - best) < 1e-4


@given(st.integers(0, 10**6))
def test_a_row_is_labelled_the_same_whatever_stands_beside_it(seed: int) -> None:
    draw = np.random.default_rng(seed)
    chance = chances(draw.normal(size=(3, 9, LABELS)).astype(np.float32))
    turns = np.array([[0.0], [0.3], [1.0]], np.float32)
    together = path(chance, turns)
    for row in range(3):
        assert (path(chance[row : row + 1], float(turns[row, 0]))[0] == together[row]).all()


def test_a_doubtful_word_does_not_break_a_span_that_is_dear_to_open() -> None:
    chance = np.log(np.array([[[0.1, 0.8, 0.1], [0.5, 0.05, 0.45], [0.1, 0.1, 0.8]]], np.float32))
    assert path(chance, 0.5).tolist() == [[1, 2, 2]]
