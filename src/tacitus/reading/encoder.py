"""The encoder: one pass over a report's sentences gives tags, parse, names and attribution. The one importer of onnxruntime.

A batch never mixes reports: dynamic int8 takes its scales from the whole batch, so a word's reading would else depend on
what stands beside it. Windows are whole sentences up to WINDOW words; batches are made of windows of like length.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read as onnxruntime loads: else it reports each run to its maker and keeps a device id

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tacitus.errors import ModelError
from tacitus.model.ids import bytes_id
from tacitus.reading import tree, wordpiece

WINDOW = 100
BUDGET = 1600  # sub-words a batch: the figures of the model's notes; larger gains nothing on two cores


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence as the encoder reads it: a tag, head (-1 the root) and dependency a word, and labels in BIO with their
    probability."""

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    names: tuple[tuple[str, float], ...]
    attribution: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Window:
    sentences: tuple[int, ...]
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    sent: tuple[int, ...]


class Encoder:
    """The network with its vocabulary. Give it all sentences of one report at once."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            data = (folder / "encoder-int8.onnx").read_bytes()
            words = (folder / "wordpiece-vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n")
            self._labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"the encoder's files under {folder} cannot be read ({error}); install tacitus again") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._vocabulary = {word: place for place, word in enumerate(words)}
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}
        self.digest = bytes_id(data)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """The sentences (lists of words) of one report, in order."""
        windows = self._windows(sentences)
        found: list[Tagged | None] = [None] * len(sentences)
        for batch in _batches(windows):
            outputs = self._session.run(["upos", "arcs", "dep", "ner", "attr"], _inputs([windows[place] for place in batch]))
            for row, place in enumerate(batch):
                self._unpack(windows[place], [output[row] for output in outputs], found)
        return [tagged for tagged in found if tagged is not None]

    def _windows(self, sentences: Sequence[Sequence[str]]) -> list[_Window]:
        groups: list[list[int]] = []
        size = 0
        for place, words in enumerate(sentences):
            if not groups or size + len(words) > WINDOW:
                groups.append([])
                size = 0
            groups[-1].append(place)
            size += len(words)
        return [self._window(group, sentences) for group in groups]

    def _window(self, group: Sequence[int], sentences: Sequence[Sequence[str]]) -> _Window:
        ids, shapes, first, sent = [wordpiece.START], [0], [0], [0]
        for number, place in enumerate(group, 1):
            for word in sentences[place]:
                known = self._seen.get(word)
                if known is None:
                    known = self._seen[word] = (wordpiece.pieces(word, self._vocabulary), wordpiece.shape(word))
                first.append(len(ids))
                room = max(1, 500 - len(ids))
                ids += known[0][:room] if room > 1 else known[0][:1]
                shapes += [known[1]] * (len(ids) - len(shapes))
                sent.append(number)
        if len(self._seen) > 100_000:
            self._seen.clear()
        return _Window(tuple(group), (*ids, wordpiece.END), (*shapes, 0), tuple(first), tuple(sent))

    def _unpack(self, window: _Window, outputs: Sequence[NDArray[Any]], found: list[Tagged | None]) -> None:
        upos, arcs, dep, names, attribution = outputs
        sent = np.array(window.sent[1:])
        name_tags = _best(names[: len(sent)], self._labels["ner"])
        attr_tags = _best(attribution[: len(sent)], self._labels["attr"])
        for number, place in enumerate(window.sentences, 1):
            rows = np.flatnonzero(sent == number)
            low, high = int(rows[0]), int(rows[-1]) + 1
            own = np.concatenate([arcs[low:high, :1], arcs[low:high, low + 1 : high + 1]], 1)
            deps = [self._labels["dep"][label] for label in dep[low:high]]
            heads = tree.heads(own)
            named = ["root" if head < 0 else "dep" if label == "root" else label for head, label in zip(heads, deps, strict=True)]
            found[place] = Tagged(
                tuple(self._labels["upos"][tag] for tag in upos[low:high]),
                tuple(heads),
                tuple(named),
                tuple(name_tags[low:high]),
                tuple(attr_tags[low:high]),
            )


def _best(logits: NDArray[np.float32], labels: Sequence[str]) -> list[tuple[str, float]]:
    """The best label of each word with its probability, rounded so that it prints the same everywhere."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    chance = shifted / shifted.sum(-1, keepdims=True)
    best = chance.argmax(-1)
    return [(labels[int(label)], round(float(chance[row, label]), 3)) for row, label in enumerate(best)]


def _batches(windows: Sequence[_Window]) -> list[list[int]]:
    batches: list[list[int]] = []
    longest = 0
    for place in sorted(range(len(windows)), key=lambda place: (len(windows[place].ids), place)):
        size = len(windows[place].ids)
        if not batches or max(longest, size) * (len(batches[-1]) + 1) > BUDGET:
            batches.append([])
            longest = 0
        batches[-1].append(place)
        longest = max(longest, size)
    return batches


def _inputs(batch: Sequence[_Window]) -> dict[str, NDArray[np.int64]]:
    return {
        "ids": _padded([window.ids for window in batch], 0),
        "shape": _padded([window.shapes for window in batch], 0),
        "mask": _padded([(1,) * len(window.ids) for window in batch], 0),
        "first": _padded([window.first for window in batch], 0),
        "sent": _padded([window.sent for window in batch], -1),
    }


def _padded(rows: Sequence[Sequence[int]], value: int) -> NDArray[np.int64]:
    padded = np.full((len(rows), max(len(row) for row in rows)), value, np.int64)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded
