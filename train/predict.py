"""The network's answers as arrays, from torch or from an exported file: the measures do not care which."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from train.encode import Coded, by_length, inputs, padded
from train.network import INPUTS, OUTPUTS, Network, Reader

Answers = dict[str, NDArray[Any]]
Predictor = Callable[[dict[str, NDArray[np.int64]]], Answers]


def of_network(network: Network) -> Predictor:
    """Full precision, as it was learnt."""
    reader = Reader(network).eval()

    @torch.no_grad()
    def predict(given: dict[str, NDArray[np.int64]]) -> Answers:
        found = reader(*(torch.from_numpy(given[name]) for name in INPUTS))
        return {name: answer.numpy() for name, answer in zip(OUTPUTS, found, strict=True)}

    return predict


def of_file(path: Path, threads: int = 1) -> Predictor:
    """An exported graph."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda given: dict(zip(OUTPUTS, session.run(list(OUTPUTS), given), strict=True))


def answers(predict: Predictor, coded: Sequence[Coded], told: bool, budget: int = 1600) -> list[Answers]:
    """The answers to every sample, in order, cut to its words. With `told` the sentences are given, else only the last end is."""
    found: list[Answers] = [{} for _ in coded]
    for batch in by_length([len(sample.ids) for sample in coded], budget):
        samples = [coded[place] for place in batch]
        limits = padded([(0, *limits_of(sample, told)) for sample in samples], 2)
        answer = predict({**inputs(samples), "limits": limits})
        for row, place in enumerate(batch):
            size = len(coded[place].sentence)
            found[place] = {name: _cut(table[row], size, name) for name, table in answer.items()}
    return found


def limits_of(sample: Coded, told: bool) -> list[int]:
    """What the graph is told of the sentence ends: all of them, or only the last."""
    numbers = sample.sentence
    last = [*(int(now != after) for now, after in pairwise(numbers)), 1]
    return [1 if end else -1 for end in last] if told else [*[0] * (len(last) - 1), 1]


def _cut(answer: NDArray[Any], size: int, name: str) -> NDArray[Any]:
    if name in ("arcs", "source_link", "content_link"):
        return answer[:size, : size + 1]
    return answer[:size]
