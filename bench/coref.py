"""How well two groupings of the same mentions agree, by the standard scorers of coreference.

MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAF-e (Luo 2005, φ4) and LEA (Moosavi and Strube 2016); CoNLL F1 is the
mean of the first three (Pradhan et al. 2012). A grouping is a list of sets of mentions, singletons and all. Mentions that only one
side has count against the other, as in the reference scorer: nothing is dropped or added.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]
Clusters = Sequence[Cluster]


@dataclass(frozen=True, slots=True)
class Score:
    """Recall and precision, each with what it is a share of, so that scores of several parts can be added up."""

    hit_gold: float = 0.0
    gold: float = 0.0
    hit_read: float = 0.0
    read: float = 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hit_gold + other.hit_gold, self.gold + other.gold, self.hit_read + other.hit_read, self.read + other.read)

    @property
    def recall(self) -> float:
        return self.hit_gold / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.hit_read / self.read if self.read else 0.0

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def clusters(groups: Iterable[Iterable[Hashable]]) -> tuple[Cluster, ...]:
    """The groups as sets. Raises ValueError for an empty one and for a mention that stands in two."""
    made = tuple(frozenset(group) for group in groups)
    if not all(made):
        raise ValueError("a cluster is empty")
    if sum(map(len, made)) != len(frozenset().union(*made)):
        raise ValueError("a mention stands in two clusters of one grouping")
    return made


def muc(gold: Clusters, read: Clusters) -> Score:
    """Links: how many of the links that hold a cluster together the other side keeps. Singletons have none."""
    return Score(*_links(gold, read), *_links(read, gold))


def _links(one: Clusters, other: Clusters) -> tuple[float, float]:
    place = _places(other)
    kept = sum(len(cluster) - _pieces(cluster, place) for cluster in one)
    return float(kept), float(sum(len(cluster) - 1 for cluster in one))


def _pieces(cluster: Cluster, place: dict[Hashable, int]) -> int:
    """Into how many pieces the other side cuts a cluster; a mention that it lacks is a piece of its own."""
    held = {place[mention] for mention in cluster if mention in place}
    return len(held) + sum(mention not in place for mention in cluster)


def _places(groups: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(groups) for mention in cluster}


def b_cubed(gold: Clusters, read: Clusters) -> Score:
    """Mention by mention: how much of its cluster is in its cluster on the other side."""
    return Score(*_shares(gold, read), *_shares(read, gold))


def _shares(one: Clusters, other: Clusters) -> tuple[float, float]:
    place = _places(other)
    total = 0.0
    for cluster in one:
        for mention in cluster:
            total += len(cluster & other[place[mention]]) / len(cluster) if mention in place else 0.0
    return total, float(sum(map(len, one)))


def ceaf_e(gold: Clusters, read: Clusters) -> Score:
    """Cluster by cluster, each matched to one at most, so that the sum of φ4 = 2 |K ∩ R| / (|K| + |R|) is greatest."""
    likeness = [[2 * len(one & other) / (len(one) + len(other)) for other in read] for one in gold]
    total = best_match(likeness)
    return Score(total, float(len(gold)), total, float(len(read)))


def lea(gold: Clusters, read: Clusters) -> Score:
    """Links weighed by the size of their cluster; a singleton has one link, to itself."""
    return Score(*_weighed(gold, read), *_weighed(read, gold))


def _weighed(one: Clusters, other: Clusters) -> tuple[float, float]:
    place, alone = _places(other), {next(iter(cluster)) for cluster in other if len(cluster) == 1}
    total = 0.0
    for cluster in one:
        if len(cluster) == 1:
            total += float(next(iter(cluster)) in alone)
            continue
        shared = [len(cluster & other[number]) for number in {place[mention] for mention in cluster if mention in place}]
        total += len(cluster) * sum(map(_pairs, shared)) / _pairs(len(cluster))
    return total, float(sum(map(len, one)))


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def conll(gold: Clusters, read: Clusters) -> float:
    """CoNLL F1: the mean of the F1 of MUC, B³ and CEAF-e."""
    return (muc(gold, read).f1 + b_cubed(gold, read).f1 + ceaf_e(gold, read).f1) / 3


def scores(gold: Clusters, read: Clusters) -> dict[str, Score]:
    """Every scorer by its name."""
    scorers: dict[str, Callable[[Clusters, Clusters], Score]] = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e, "LEA": lea}
    return {name: scorer(gold, read) for name, scorer in scorers.items()}


def best_match(worth: Sequence[Sequence[float]]) -> float:
    """The greatest sum of a matching of rows to columns, each used once at most.

    Pairs worth nothing change nothing, so each connected part is matched by itself.
    """
    columns_of = [{column for column, value in enumerate(row) if value > 0} for row in worth]
    rows_of: dict[int, set[int]] = {}
    for row, columns in enumerate(columns_of):
        for column in columns:
            rows_of.setdefault(column, set()).add(row)
    total, seen = 0.0, set[int]()
    for start in range(len(worth)):
        if start in seen or not columns_of[start]:
            continue
        rows, columns = _part(start, columns_of, rows_of)
        seen |= rows
        total += _hungarian([[worth[row][column] for column in sorted(columns)] for row in sorted(rows)])
    return total


def _part(start: int, columns_of: list[set[int]], rows_of: dict[int, set[int]]) -> tuple[set[int], set[int]]:
    """The rows and columns that a row is connected with."""
    rows, columns, waiting = {start}, set[int](), [start]
    while waiting:
        for column in columns_of[waiting.pop()] - columns:
            columns.add(column)
            waiting.extend(rows_of[column] - rows)
            rows |= rows_of[column]
    return rows, columns


def _hungarian(worth: list[list[float]]) -> float:
    """The assignment of greatest worth (Kuhn and Munkres, with potentials: cubic at worst)."""
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    rows, columns = len(worth), len(worth[0])
    above, beside = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0] = row
        way = _augment(worth, above, beside, match)
        column = way[-1]
        for before in reversed(way[:-1]):
            match[column] = match[before]
            column = before
    return sum(worth[match[column] - 1][column - 1] for column in range(1, columns + 1) if match[column])


def _augment(worth: list[list[float]], above: list[float], beside: list[float], match: list[int]) -> list[int]:
    """The columns of a shortest augmenting path from column 0, its last column free; the potentials are moved on."""
    columns = len(beside)
    least, before, used = [float("inf")] * columns, [0] * columns, [False] * columns
    column = 0
    while True:
        used[column] = True
        row, delta, following = match[column], float("inf"), 0
        for other in range(1, columns):
            if used[other]:
                continue
            cost = -worth[row - 1][other - 1] - above[row] - beside[other]
            if cost < least[other]:
                least[other], before[other] = cost, column
            if least[other] < delta:
                delta, following = least[other], other
        for other in range(columns):
            if used[other]:
                above[match[other]] += delta
                beside[other] -= delta
            else:
                least[other] -= delta
        column = following
        if match[column] == 0:
            break
    path = [column]
    while column:
        column = before[column]
        path.append(column)
    return path[::-1]
