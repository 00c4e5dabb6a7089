"""Labels in BIO from scores: the best path that a labelling may take, not the best label of each word (Viterbi 1967).

The first word of a span is B-, the others I-; no I- stands without its beginning. Opening and closing a span may cost
something, so that a long span does not break at one doubtful word.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def chances(logits: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    low: Scores = logits - logits.max(-1, keepdims=True)
    found: Scores = low - np.log(np.exp(low).sum(-1, keepdims=True))
    return found


def path(chance: Scores, turn: Scores | float = 0.0) -> NDArray[np.int64]:
    """The best labels of each row, [rows, words], of log-probabilities [rows, words, 1 + 2 kinds].

    Labels are O, then B- of every kind, then I- of every kind in the same order. `turn` is the price, in nats, of opening a
    span and of closing one: one for all, or one a row, [rows, 1].

    >>> path(np.log(np.array([[[0.6, 0.3, 0.1], [0.2, 0.1, 0.7]]], np.float32))).tolist()
    [[1, 2]]
    """
    rows, words, labels = chance.shape
    kinds = labels // 2
    score = chance[:, 0].copy()
    score[:, 1 : 1 + kinds] -= turn
    score[:, 1 + kinds :] = -np.inf
    back = np.zeros((words, rows, labels), np.int64)
    every = np.arange(rows)
    for word in range(1, words):
        leaving = score.copy()
        leaving[:, 1:] -= turn
        best = leaving.argmax(1)
        value = leaving[every, best][:, None]
        opened, inside = score[:, 1 : 1 + kinds], score[:, 1 + kinds :]
        back[word, :, : 1 + kinds] = best[:, None]
        back[word, :, 1 + kinds :] = np.where(opened >= inside, np.arange(1, 1 + kinds), np.arange(1 + kinds, labels))
        score = np.concatenate([value, np.repeat(value - turn, kinds, 1), np.maximum(opened, inside)], 1) + chance[:, word]
    found: NDArray[Any] = np.zeros((rows, words), np.int64)
    found[:, -1] = score.argmax(1)
    for word in range(words - 1, 0, -1):
        found[:, word - 1] = back[word, every, found[:, word]]
    return found
