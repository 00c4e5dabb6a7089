"""The encoder: one pass over a report's words gives sentences, tags, parse, names and attribution. The one importer of onnxruntime.

A batch never mixes reports: dynamic int8 takes its scales from the whole batch, so a word's reading would else depend on
what stands beside it. Windows are whole runs up to WINDOW words; batches are made of windows of like length.
"""

import json
import math
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
from tacitus.reading import bio, tree, wordpiece

WINDOW = 100
BUDGET = 1600  # sub-words a batch: the figures of the model's notes; larger gains nothing on two cores


OUTPUTS = ("upos", "ends", "arcs", "dep", "names", "source", "cue", "content", "nested")
LAYERS = {"content": "Content", "nested": "Content", "source": "Source", "cue": "Cue"}  # the later stands over the earlier
TURNS = {"content": 0.25, "nested": 0.25, "source": 0.0, "cue": 0.0}  # nats a span's opening and closing; set on dev
MUST, FREE, NEVER, FILLING = 1, 0, -1, 2

Bio = tuple[tuple[str, float], ...]
OUTSIDE = ("O", 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another, as the rules see a sentence. `ends` says of each word whether a sentence MUST end after
    it, may NEVER do so, or whether the encoder is FREE to decide."""

    words: tuple[str, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence as the encoder reads it: a tag, head (-1 the root) and dependency a word, and labels in BIO with their
    probability (O has none). `attribution` has a row a layer: contents, contents inside contents, sources, cues."""

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    names: Bio
    attribution: tuple[Bio, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    limits: tuple[int, ...]


class Encoder:
    """The network with its vocabulary. Give it all runs of one report at once."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            data = (folder / "encoder-int8.onnx").read_bytes()
            words = (folder / "wordpiece-vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n")
            self._labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf8"))
            for layer, kind in LAYERS.items():
                self._labels[layer] = [label if label == "O" else label[:2] + kind for label in self._labels[layer]]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the encoder's files under {folder} cannot be read ({error}); install tacitus again") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._vocabulary = {word: place for place, word in enumerate(words)}
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}
        self.digest = bytes_id(data)

    def read(self, runs: Sequence[Run]) -> list[Tagged]:
        """The sentences of one report, in order; together they are all the words of the runs."""
        windows = [self._window(group) for group in _groups(runs)]
        found: list[list[Tagged]] = [[] for _ in windows]
        for batch in _batches(windows):
            outputs = self._session.run(OUTPUTS, _inputs([windows[place] for place in batch]))
            answers = self._decoded(dict(zip(OUTPUTS, outputs, strict=True)), [len(windows[place].first) - 1 for place in batch])
            for row, place in enumerate(batch):
                size = len(windows[place].first) - 1
                found[place] = self._sentences({name: answer[row][:size] for name, answer in answers.items()})
        return [tagged for sentences in found for tagged in sentences]

    def _window(self, group: Sequence[Run]) -> _Window:
        ids, shapes, first, limits = [wordpiece.START], [0], [0], [0]
        for run in group:
            for word in run.words:
                known = self._seen.get(word)
                if known is None:
                    known = self._seen[word] = (wordpiece.pieces(word, self._vocabulary), wordpiece.shape(word))
                first.append(len(ids))
                room = max(1, 500 - len(ids))
                ids += known[0][:room] if room > 1 else known[0][:1]
                shapes += [known[1]] * (len(ids) - len(shapes))
            limits += run.ends
        limits[-1] = MUST
        if len(self._seen) > 100_000:
            self._seen.clear()
        return _Window((*ids, wordpiece.END), (*shapes, 0), tuple(first), tuple(limits))

    def _decoded(self, answers: dict[str, NDArray[Any]], sizes: Sequence[int]) -> dict[str, NDArray[Any]]:
        """The scores of names and of each layer as the best labels with their log-probabilities, [windows, words, 2]."""
        filling = np.arange(answers["upos"].shape[1])[None, :] >= np.array(sizes)[:, None]
        layers = np.concatenate([answers.pop(layer) for layer in LAYERS])
        turns = np.repeat(np.array([*TURNS.values()], np.float32), len(sizes))[:, None]
        labelled = _labelled(layers, np.tile(filling, (len(LAYERS), 1)), turns)
        answers |= dict(zip(LAYERS, np.split(labelled, len(LAYERS)), strict=True))
        answers["names"] = _labelled(answers["names"], filling, 0.0)
        return answers

    def _sentences(self, answers: dict[str, NDArray[Any]]) -> list[Tagged]:
        """A window's answers, each [words, ...], as sentences."""
        names = _told(answers["names"], self._labels["names"])
        layers = [_told(answers[layer], self._labels[layer]) for layer in LAYERS]
        upos, deps = (_named(answers[name], self._labels[name]) for name in ("upos", "dep"))
        found: list[Tagged] = []
        low = 0
        for last in np.flatnonzero(answers["ends"]).tolist():
            high = last + 1
            heads = tree.heads(np.concatenate([answers["arcs"][low:high, :1], answers["arcs"][low:high, low + 1 : high + 1]], 1))
            relations = [
                "root" if head < 0 else "dep" if label == "root" else label
                for head, label in zip(heads, deps[low:high], strict=True)
            ]
            spread = tuple(tuple(layer[low:high]) for layer in layers)
            tags = tuple(upos[low:high])
            found.append(Tagged(tags, tuple(heads), tuple(relations), tuple(names[low:high]), spread))
            low = high
        return found


def _relation(head: int, label: str) -> str:
    """The root is where the tree has it, whatever the label says."""
    return "root" if head < 0 else "dep" if label == "root" else label


def _groups(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs in windows of up to WINDOW words; a longer one stands alone."""
    groups: list[list[Run]] = []
    size = 0
    for run in runs:
        if not groups or size + len(run.words) > WINDOW:
            groups.append([])
            size = 0
        groups[-1].append(run)
        size += len(run.words)
    return groups


def _named(ids: NDArray[np.int64], labels: Sequence[str]) -> list[str]:
    return [labels[label] for label in ids.tolist()]


def _labelled(scores: NDArray[np.float32], filling: NDArray[np.bool_], turn: NDArray[np.float32] | float) -> NDArray[np.float32]:
    chance = bio.chances(scores)
    chance[filling] = -np.inf
    chance[filling, 0] = 0
    labels = bio.path(chance, turn)[..., None]
    return np.concatenate([labels, np.take_along_axis(chance, labels, -1)], -1)


def _told(labelled: NDArray[np.float32], labels: Sequence[str]) -> list[tuple[str, float]]:
    """Labels with their probability, rounded so that it prints the same everywhere."""
    tags = [OUTSIDE] * len(labelled)
    for place in np.flatnonzero(labelled[:, 0]).tolist():
        label, chance = labelled[place].tolist()
        tags[place] = (labels[int(label)], round(math.exp(chance), 3))
    return tags


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
        "limits": _padded([window.limits for window in batch], FILLING),
    }


def _padded(rows: Sequence[Sequence[int]], value: int) -> NDArray[np.int64]:
    padded = np.full((len(rows), max(len(row) for row in rows)), value, np.int64)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded
