"""The network: MiniLM (Wang et al. 2020; BERT's layers, Devlin et al. 2019) with a head for every task.

Trees are scored by biaffine attention (Dozat & Manning 2017). Inputs are of shape [batch, sub-words] or [batch, 1 + words],
where column 0 is the start mark, which stands for the root and for "no cue".
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

WIDE, HEADS, DEEP, INNER = 384, 12, 6, 1536
WORDS, PLACES, SHAPES = 30522, 512, 8
TAGS = ("upos", "feats", "lemma", "names", "mention", "role", "source", "cue", "content", "nested")
NEVER = -1e4
SURE = 2.0  # the score above which a sentence ends where the rules saw no end; higher than even, as they are seldom wrong


class Layer(nn.Module):
    """One transformer layer; attention is written out, which on a processor is faster to learn by than the fused kernel."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDE, 3 * WIDE), nn.Linear(WIDE, WIDE)
        self.f1, self.f2 = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.n1, self.n2 = nn.LayerNorm(WIDE, eps=1e-12), nn.LayerNorm(WIDE, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDE // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) * (1 / math.sqrt(WIDE // HEADS)) + bias, -1)
        mixed = torch.matmul(weights.to(v.dtype), v).transpose(1, 2).reshape(rows, length, WIDE)
        x = self.n1(x + self.drop(self.o(mixed)))
        return self.n2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Body(nn.Module):
    """MiniLM; `shape` gives back the case that its vocabulary does not see."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(WORDS, WIDE), nn.Embedding(PLACES, WIDE)
        self.shape = nn.Embedding(SHAPES, WIDE)
        nn.init.zeros_(self.shape.weight)
        self.norm, self.drop = nn.LayerNorm(WIDE, eps=1e-12), nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(DEEP))

    def forward(self, ids: Tensor, shape: Tensor, mask: Tensor) -> Tensor:
        x = self.drop(self.norm(self.word(ids) + self.shape(shape) + self.place.weight[: ids.shape[1]]))
        bias = (1.0 - mask.float())[:, None, None, :] * NEVER
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load(self, file: Path) -> None:
        """Take plain MiniLM's weights; its constant token type goes into the places."""
        given = {name.removeprefix("bert."): weight for name, weight in load_file(file).items()}
        embeddings = "embeddings."
        state = {
            "word.weight": given[embeddings + "word_embeddings.weight"],
            "place.weight": given[embeddings + "position_embeddings.weight"]
            + given[embeddings + "token_type_embeddings.weight"][0],
            "shape.weight": torch.zeros(SHAPES, WIDE),
            "norm.weight": given[embeddings + "LayerNorm.weight"],
            "norm.bias": given[embeddings + "LayerNorm.bias"],
        }
        for number in range(DEEP):
            state |= _layer_state(given, number)
        self.load_state_dict(state)


def _layer_state(given: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    old, new, state = f"encoder.layer.{number}.", f"layers.{number}.", dict[str, Tensor]()
    pairs = {"o": "attention.output.dense", "n1": "attention.output.LayerNorm", "f1": "intermediate.dense"}
    pairs |= {"f2": "output.dense", "n2": "output.LayerNorm"}
    for kind in ("weight", "bias"):
        parts = [given[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
        state[f"{new}qkv.{kind}"] = torch.cat(parts)
        for name, source in pairs.items():
            state[f"{new}{name}.{kind}"] = given[f"{old}{source}.{kind}"]
    return state


class Pairs(nn.Module):
    """Biaffine scores of every word [batch, words] with every word or the root [batch, 1 + words]."""

    def __init__(self, size: int, drop: float) -> None:
        super().__init__()
        self.below, self.above, self.drop = nn.Linear(WIDE, size), nn.Linear(WIDE, size), nn.Dropout(drop)
        self.middle, self.alone = nn.Parameter(torch.eye(size) * 0.1), nn.Linear(size, 1)

    def forward(self, h: Tensor) -> Tensor:
        below, above = self.drop(F.gelu(self.below(h[:, 1:]))), self.drop(F.gelu(self.above(h)))
        return torch.matmul(torch.matmul(below, self.middle), above.transpose(1, 2)) + self.alone(above).transpose(1, 2)


class Relations(nn.Module):
    """Biaffine scores of every dependency between a word and its head."""

    def __init__(self, size: int, kinds: int, drop: float) -> None:
        super().__init__()
        self.size, self.kinds, self.drop = size, kinds, nn.Dropout(drop)
        self.below, self.above = nn.Linear(WIDE, size), nn.Linear(WIDE, size)
        self.middle = nn.Parameter(torch.randn(size, kinds * size) * 0.02)
        self.of_below, self.of_above = nn.Linear(size, kinds), nn.Linear(size, kinds, bias=False)

    def forward(self, h: Tensor, heads: Tensor) -> Tensor:
        below, above = self.drop(F.gelu(self.below(h[:, 1:]))), self.drop(F.gelu(self.above(h)))
        above = torch.gather(above, 1, heads[:, :, None].expand(-1, -1, self.size))
        rows, words, _ = below.shape
        mixed = torch.matmul(below, self.middle).view(rows, words, self.kinds, self.size)
        scores = torch.matmul(mixed, above[:, :, :, None].to(mixed.dtype)).squeeze(-1)
        return scores + self.of_below(below) + self.of_above(above)


class Network(nn.Module):
    """Body and heads. `labels` gives each head its number of labels."""

    def __init__(self, labels: Mapping[str, int], drop: float = 0.1) -> None:
        super().__init__()
        self.body, self.drop = Body(drop), nn.Dropout(0.2)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDE, labels[name]) for name in TAGS})
        self.ends = nn.Linear(2 * WIDE, 1)
        self.arcs, self.relations = Pairs(256, 0.3), Relations(96, labels["dep"], 0.3)
        self.source_link, self.content_link = Pairs(64, 0.2), Pairs(64, 0.2)

    def words(self, ids: Tensor, shape: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """[batch, 1 + words, wide]: each word as its first sub-word."""
        x = self.body(ids, shape, mask)
        return self.drop(torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDE)))

    def end_scores(self, h: Tensor) -> Tensor:
        """[batch, words]: a word and the one after it tell whether a sentence ends between them."""
        after = torch.cat([h[:, 2:], h[:, :1]], 1)
        return self.ends(torch.cat([h[:, 1:], after], -1)).squeeze(-1)

    def head_scores(self, h: Tensor, sentence: Tensor) -> Tensor:
        """[batch, words, 1 + words], heads sought in the own sentence and at the root only, never in the word itself."""
        scores = self.arcs(h)
        place = torch.arange(h.shape[1], device=h.device)
        same = (sentence[:, 1:, None] == sentence[:, None, :]) | (sentence[:, None, :] == 0)
        own = (place[1:, None] == place[None, :])[None]
        return scores.float().masked_fill(~same | own, NEVER)


class Reader(nn.Module):
    """The graph that is exported. `limits` [batch, 1 + words]: 1 where a sentence must end, -1 where it may not, 0 where the
    network decides, 2 for filling."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shape: Tensor, mask: Tensor, first: Tensor, limits: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        h = net.words(ids, shape, mask, first)
        w = h[:, 1:]
        given = limits[:, 1:]
        ends = torch.where(given == 0, (net.end_scores(h) > SURE).long(), (given > 0).long())
        before = torch.cumsum(ends, 1) - ends + 1
        sentence = torch.cat([torch.zeros_like(before[:, :1]), torch.where(given == 2, -1, before)], 1)
        arcs = net.head_scores(h, sentence)
        dep = net.relations(h, arcs.argmax(-1)).argmax(-1)
        tags: dict[str, Any] = {name: layer(w) for name, layer in net.tags.items() if name != "mention"}
        plain = [tags[name].argmax(-1) for name in ("upos", "feats", "lemma")]
        scored = [tags[name] for name in ("names", "role", "source", "cue", "content", "nested")]
        return (*plain, ends, arcs, dep, *scored, net.source_link(h), net.content_link(h))


INPUTS = ("ids", "shape", "mask", "first", "limits")
OUTPUTS = (
    "upos", "feats", "lemma", "ends", "arcs", "dep", "names", "role", "source", "cue", "content", "nested",
    "source_link", "content_link",
)  # fmt: skip
