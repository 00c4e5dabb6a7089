"""Claims put together, greedily: the two groups whose claims fit best on average are joined first, until none fit well enough.

Average linkage over a sparse graph. A pair that no block brought together counts `unseen`, at most as many of them as were seen:
so one good pair does not chain two groups, and many unseen ones do not part what fits. All sums are of whole numbers and
all ties go by the number of the claim, so the order of arrival changes nothing.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]
Sums = dict[int, tuple[int, int]]  # by the other group: the sum of points, and how many pairs were seen


def components(members: Iterable[int], edges: Iterable[Pair]) -> list[list[int]]:
    """What hangs together by edges: each part sorted, the parts by their first."""
    root = {member: member for member in members}

    def top(member: int) -> int:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for left, right in edges:
        one, other = top(left), top(right)
        root[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = {}
    for member in sorted(root):
        found.setdefault(top(member), []).append(member)
    return list(found.values())


def joined(
    members: Iterable[int],
    points: Mapping[Pair, int],
    kept: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    join: int = 0,
    unseen: int = 0,
) -> list[list[int]]:
    """The groups of `members`: `points` are those of the pairs seen, (low, high).

    Pairs `kept` always stand together, pairs `apart` never; a pair that is both is the caller's mistake: `kept` wins.
    """
    work = _Groups(components(members, kept), points, apart, unseen)
    heap = [entry for one in work.sums for entry in work.offers(one, join) if entry[1] == one]
    heapify(heap)
    while heap:
        _, one, other, stamp = heappop(heap)
        if stamp != work.stamps.get(one, 0) + work.stamps.get(other, 0) or one not in work.groups or other not in work.groups:
            continue
        work.merge(one, other)
        for entry in work.offers(one, join):
            heappush(heap, entry)
    return sorted(sorted(group) for group in work.groups.values())


class _Groups:
    """The groups as they grow, each named by its smallest member, with what is seen between them."""

    def __init__(self, first: list[list[int]], points: Mapping[Pair, int], apart: Iterable[Pair], unseen: int) -> None:
        self.groups = {group[0]: group for group in first}
        self.stamps: dict[int, int] = {}
        self.unseen = unseen
        home = {member: group[0] for group in first for member in group}
        self.sums: dict[int, Sums] = {name: {} for name in self.groups}
        for (left, right), value in points.items():
            self._see(home[left], home[right], value)
        self.apart: dict[int, set[int]] = {}
        for left, right in apart:
            if home[left] != home[right]:
                self.apart.setdefault(home[left], set()).add(home[right])
                self.apart.setdefault(home[right], set()).add(home[left])

    def _see(self, one: int, other: int, value: int) -> None:
        if one != other:
            for name, far in ((one, other), (other, one)):
                total, seen = self.sums[name].get(far, (0, 0))
                self.sums[name][far] = (total + value, seen + 1)

    def offers(self, one: int, join: int) -> list[tuple[float, int, int, int]]:
        """The joins that one group can make, as heap entries: the greatest mean first, then by the groups' names."""
        found = []
        for other, (total, seen) in self.sums[one].items():
            if other in self.apart.get(one, ()):
                continue
            missing = min(len(self.groups[one]) * len(self.groups[other]) - seen, seen)
            mean = (total + missing * self.unseen) / (seen + missing)
            if mean >= join:
                low, high = min(one, other), max(one, other)
                found.append((-mean, low, high, self.stamps.get(low, 0) + self.stamps.get(high, 0)))
        return found

    def merge(self, one: int, other: int) -> None:
        """Take a group (the higher name) into another."""
        self.groups[one] = self.groups[one] + self.groups.pop(other)
        self.stamps[one] = self.stamps.get(one, 0) + self.stamps.get(other, 0) + 1
        for far, (total, seen) in self.sums.pop(other).items():
            del self.sums[far][other]
            if far != one:
                before, count = self.sums[one].get(far, (0, 0))
                self.sums[one][far] = self.sums[far][one] = (before + total, count + seen)
        for far in self.apart.pop(other, set()):
            self.apart[far].discard(other)
            self.apart[far].add(one)
            self.apart.setdefault(one, set()).add(far)
