"""Samples as numbers: sub-words, labels, and batches padded to their longest."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tacitus.reading import wordpiece
from train.samples import NOTHING, Sample, label_ids

MASK = 103
LONGEST = 500  # sub-words; the network has 512 places
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """A sample as numbers. `first` is each word's first sub-word, the start mark's first; `labels` are one a word."""

    task: str
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    sentence: tuple[int, ...]
    labels: Mapping[str, tuple[int, ...]]


class Coder:
    """Gives samples their numbers; words are coded once."""

    def __init__(self, vocabulary: Mapping[str, int], labels: Mapping[str, Sequence[str]]) -> None:
        self._vocabulary = vocabulary
        self._labels = {name: {label: place for place, label in enumerate(known)} for name, known in labels.items()}
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}

    def code(self, sample: Sample) -> Coded | None:
        """None where it is too long for the network."""
        ids, shapes, first = [wordpiece.START], [0], [0]
        for word in sample.words:
            if word not in self._seen:
                self._seen[word] = (wordpiece.pieces(word, self._vocabulary), wordpiece.shape(word))
            pieces, shape = self._seen[word]
            first.append(len(ids))
            ids += pieces
            shapes += [shape] * len(pieces)
        if len(ids) >= LONGEST:
            return None
        labels = {name: tuple(label_ids(sample, name, self._labels[name])) for name in sample.columns}
        if sample.task == "trees":
            labels["heads"] = sample.heads
            labels["ends"] = ends_of(sample.sentence)
        labels |= sample.links
        return Coded(sample.task, (*ids, wordpiece.END), (*shapes, 0), tuple(first), sample.sentence, labels)


def ends_of(sentence: Sequence[int]) -> tuple[int, ...]:
    """1 for a sentence's last word, else 0; nothing for the window's last word, which is always one.

    >>> ends_of([1, 1, 2, 2])
    (0, 1, 0, -100)
    """
    return (*(int(now != after) for now, after in pairwise(sentence)), NOTHING)


def padded(rows: Sequence[Sequence[int]], value: int) -> Numbers:
    """Rows as one array, short ones filled up with `value`."""
    table = np.full((len(rows), max(len(row) for row in rows)), value, np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def inputs(batch: Sequence[Coded]) -> dict[str, Numbers]:
    """What the network reads of a batch; `limits` is left to the caller."""
    return {
        "ids": padded([coded.ids for coded in batch], 0),
        "shape": padded([coded.shapes for coded in batch], 0),
        "mask": padded([(1,) * len(coded.ids) for coded in batch], 0),
        "first": padded([coded.first for coded in batch], 0),
    }


def sentences(batch: Sequence[Coded]) -> Numbers:
    """[batch, 1 + words]: 0 for the root, 1, 2, ... for the words of each sentence, -1 for filling."""
    return padded([(0, *coded.sentence) for coded in batch], -1)


def labels(batch: Sequence[Coded], name: str) -> Numbers:
    """One column of a batch, [batch, words]."""
    return padded([coded.labels[name] for coded in batch], NOTHING)


def by_length(sizes: Sequence[int], budget: int, chance: random.Random | None = None) -> list[list[int]]:
    """Places of samples of like length, about `budget` sub-words a batch with its filling; in a chance order where one is given."""
    order = sorted(range(len(sizes)), key=lambda place: (sizes[place] + (chance.random() * 8 if chance else 0.0), place))
    found: list[list[int]] = []
    longest = 0
    for place in order:
        longest = max(longest, sizes[place])
        if not found or longest * (len(found[-1]) + 1) > budget:
            found.append([])
            longest = sizes[place]
        found[-1].append(place)
    if chance:
        chance.shuffle(found)
    return found


def recased(shapes: Numbers, chance: random.Random) -> Numbers:
    """Now and then a row all in capitals, all small or every word with a capital: case alone must decide nothing."""
    changed = shapes.copy()
    for row in changed:
        draw = chance.random()
        if draw < 0.08:
            row[np.isin(row, (1, 2, 4))] = 3
        elif draw < 0.13:
            row[np.isin(row, (2, 3, 4, 7))] = 1
        elif draw < 0.16:
            row[row == 1] = 2
    return changed


def masked(ids: Numbers, chance: random.Random, share: float) -> Numbers:
    """Sub-words hidden at random, the marks at both ends never."""
    draw = np.random.default_rng(chance.getrandbits(32)).random(ids.shape)
    return np.where((draw < share) & (ids > MASK), MASK, ids)
