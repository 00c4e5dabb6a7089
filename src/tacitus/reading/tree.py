"""From scores to a tree: greedy heads where they already are one, else the best tree (Chu & Liu 1965, Edmonds 1967)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = np.float32(-1e9)


def heads(scores: Scores) -> list[int]:
    """The head of each word of one sentence.

    `scores` is [words, 1 + words]: column 0 is the root, column k word k - 1. Returns word indices, -1 for the root's
    child; always exactly one root and no cycle.
    """
    greedy: list[int] = scores.argmax(1).tolist()
    if _is_tree(greedy):
        return [head - 1 for head in greedy]
    full = np.full((len(scores) + 1, len(scores) + 1), _NEVER, np.float32)
    full[1:] = scores - _log_sum(scores)
    best: NDArray[np.int64] | None = None
    best_value = -np.inf
    for root in np.argsort(-full[1:, 0], kind="stable")[:3] + 1:
        trial = full.copy()
        trial[1:, 0] = _NEVER
        trial[root] = _NEVER
        trial[root, 0] = full[root, 0]
        found = _arborescence(trial)
        value = float(trial[np.arange(1, len(full)), found[1:]].sum())
        if value > best_value:
            best, best_value = found, value
    assert best is not None
    return [int(head) - 1 for head in best[1:]]


def _log_sum(scores: Scores) -> Scores:
    top = scores.max(1, keepdims=True)
    total: Scores = top + np.log(np.exp(scores - top).sum(1, keepdims=True))
    return total


def _is_tree(greedy: Sequence[int]) -> bool:
    """One root, and every word reaches it."""
    if greedy.count(0) != 1:
        return False
    for start in range(len(greedy)):
        place, steps = start + 1, 0
        while place and steps <= len(greedy):
            place, steps = greedy[place - 1], steps + 1
        if place:
            return False
    return True


def _arborescence(scores: Scores) -> NDArray[np.int64]:
    """The best tree: head of each node, -1 for node 0."""
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    head: NDArray[np.int64] = scores.argmax(1).astype(np.int64)
    head[0] = -1
    cycle = _cycle(head)
    if not cycle:
        return head
    return _expand(scores, head, cycle)


def _cycle(head: NDArray[np.int64]) -> list[int]:
    colour = np.zeros(len(head), int)
    for start in range(1, len(head)):
        path, place = [], start
        while place > 0 and not colour[place]:
            colour[place] = start
            path.append(place)
            place = int(head[place])
        if place > 0 and colour[place] == start and place in path:
            return path[path.index(place) :]
    return []


def _expand(scores: Scores, head: NDArray[np.int64], cycle: list[int]) -> NDArray[np.int64]:
    """Contract the cycle into one node, solve the smaller problem, open it again."""
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    size = len(rest)
    smaller = np.full((size + 1, size + 1), _NEVER, np.float32)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    ring = np.array(cycle)
    within = scores[ring, head[ring]]
    into = scores[np.ix_(ring, rest)] - within[:, None]
    smaller[size, :size] = into.max(0) + within.sum()
    entry = into.argmax(0)
    out = scores[np.ix_(rest, ring)]
    smaller[:size, size] = out.max(1)
    leave = out.argmax(1)
    smaller[0] = _NEVER
    solved = _arborescence(smaller)
    result = head.copy()
    for place in range(1, size):
        result[rest[place]] = rest[solved[place]] if solved[place] < size else cycle[leave[place]]
    broken = cycle[entry[solved[size]]]
    result[broken] = rest[solved[size]]
    return result
