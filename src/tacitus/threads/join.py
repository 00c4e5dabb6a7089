"""Members put together: candidates by shared marks, the surest pairs first, and never across a pair that is different.

A person's word goes before all. Cost stays near-linear: only members that share a mark are compared, and in a crowded mark each
only with its neighbours in time.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tacitus.model.judgement import Judgement
from tacitus.model.thread import Reason
from tacitus.threads.compare import Verdict
from tacitus.threads.persons import Pair, decide

CROWD = 30  # in a mark that more members share, each is compared with this many that follow it in time


@dataclass(slots=True)
class Clusters:
    """Sets of members while they grow; `apart` are the members from which each is known to differ."""

    home: dict[str, str]
    held: dict[str, set[str]] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)

    def part(self, left: str, right: str) -> None:
        self.apart.setdefault(left, set()).add(right)
        self.apart.setdefault(right, set()).add(left)

    def may(self, left: str, right: str) -> bool:
        """Whether no member of the one set is known to differ from one of the other."""
        one, other = sorted((self.held[self.home[left]], self.held[self.home[right]]), key=len)
        return not any(self.apart.get(member, set()) & other for member in one)

    def unite(self, left: str, right: str) -> None:
        one, other = sorted((self.home[left], self.home[right]), key=lambda home: (len(self.held[home]), home))
        if one == other:
            return
        moved = self.held.pop(one)
        self.held[other] |= moved
        for member in moved:
            self.home[member] = other


Set = tuple[tuple[str, ...], tuple[Reason, ...]]


def clusters(ids: Sequence[str], pairs: Mapping[Pair, Verdict], judgements: Iterable[Judgement]) -> list[Set]:
    """The sets of members that are one, each with the reasons that joined it, by smallest id."""
    sets = Clusters({one: one for one in ids}, {one: {one} for one in ids})
    decided = decide(judgements, ids)
    for left, right in decided.apart:
        sets.part(left, right)
    joined: list[Reason] = []
    for (left, right), person in sorted(decided.together.items()):
        sets.unite(left, right)
        joined.append(Reason(left, right, "person", 0, f"{person} says so"))
    asked = {pair: verdict for pair, verdict in pairs.items() if pair not in decided.unsure and pair not in decided.together}
    for (left, right), verdict in asked.items():
        if verdict.same is False:
            sets.part(left, right)
    sure = sorted((-verdict.total, pair) for pair, verdict in asked.items() if verdict.same)
    for _, (left, right) in sure:
        if sets.home[left] != sets.home[right] and _joins(sets, left, right):
            joined += asked[left, right].reasons
    return _told(sets, joined)


def _joins(sets: Clusters, left: str, right: str) -> bool:
    if not sets.may(left, right):
        return False
    sets.unite(left, right)
    return True


def _told(sets: Clusters, joined: Sequence[Reason]) -> list[Set]:
    why: dict[str, list[Reason]] = {}
    for reason in joined:
        why.setdefault(sets.home[reason.left], []).append(reason)
    found = ((tuple(sorted(held)), tuple(sorted(why.get(home, []), key=_in_order))) for home, held in sets.held.items())
    return sorted(found)


def _in_order(reason: Reason) -> tuple[str, str, str]:
    return reason.left, reason.right, reason.feature


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def compared(
    ids: Sequence[str], marks: Mapping[str, Iterable[Hashable]], verdict: Callable[[str, str], Verdict]
) -> dict[Pair, Verdict]:
    """The verdict on every pair that shares a mark. `ids` are in order of time."""
    sharing: dict[Hashable, list[str]] = {}
    for member in ids:
        for one in dict.fromkeys(marks[member]):
            sharing.setdefault(one, []).append(member)
    pairs = {
        _pair(left, right) for held in sharing.values() for at, left in enumerate(held) for right in held[at + 1 : at + 1 + CROWD]
    }
    return {pair: verdict(*pair) for pair in sorted(pairs)}
