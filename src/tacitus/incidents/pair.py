"""Which claims are compared at all: those that share a block. Near-linear, and the same whatever the order of arrival.

A block is all claims of one family of kinds that share a value: a cell of the map in the same days, an actor in the same days, a
country in the same days, a word of the clause that is seldom seen, a word that the report is about. A block of more than MOST
claims (RARE for a word, which then is not seldom seen) is parted by the exact kind and first day; the claims of a part of more than
MOST are compared only with its first PIVOTS (by id). What a claim's partners are follows from the set of claims alone.
"""

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from tacitus.incidents.compare import senses
from tacitus.incidents.sketch import Sketch
from tacitus.incidents.stems import PLAIN, weight
from tacitus.incidents.tables import Policy

MOST = 32
PIVOTS = 8
RARE = 16
_DAYS = 4  # days of a bucket
_LONGEST = 12  # buckets that one claim can lie in; a longer time is none
_CELL = 0.5  # degrees
_CELLS = 9  # cells that one claim can lie in; a wider area is found by its country
_WORDS = 4
_STORY = 4
_STRETCH = 400  # characters
_NO_DAY = -1
_SHARES = 16
Keys = Iterator[tuple[str | int, ...]]


class Index:
    """The claims in order of their ids, and the blocks that they share.

    `near(place)` are the places of the claims to compare with the claim at `place`. Blocks and who is in them lie in flat
    arrays, one after the other, so that a million claims fit.
    """

    def __init__(self, sketches: Iterable[Sketch], policy: Policy) -> None:
        self.sketches = tuple(sorted({one.id: one for one in sketches}.values(), key=lambda one: one.id))
        self.place = {one.id: place for place, one in enumerate(self.sketches)}
        self.policy = policy
        self._parts, self._starts = array("I"), array("Q", [0])
        self._large: list[tuple[array[int], int]] = []
        for keys, most in _KEYS:
            self._fill(keys, most)
        self._member, self._first = self._memberships()

    def __len__(self) -> int:
        return len(self.sketches)

    def _fill(self, keys: Callable[[Sketch, str], Keys], most: int) -> None:
        """The blocks of one sort of key. Keys are told apart by their hashes (64 bits), a share of them at a time: no table of all
        keys is held. Should two ever meet, some claims are compared in vain."""
        shares = [(array("q"), array("I")) for _ in range(_SHARES)]
        for place, one in enumerate(self.sketches):
            for number in {hash(key) for key in keys(one, self.policy.family(one.kind))}:
                hashes, places = shares[number % _SHARES]
                hashes.append(number)
                places.append(place)
        for hashes, places in shares:
            order = sorted(range(len(hashes)), key=hashes.__getitem__)
            blocks = ([places[at] for at in same] for _, same in groupby(order, key=hashes.__getitem__))
            for members in sorted(members for members in blocks if len(members) > 1):
                self._add(members, most)

    def _add(self, members: list[int], most: int) -> None:
        if len(members) > most:
            self._large.append((array("I", members), most))
        for part in self.parts(members, most):
            self._parts.extend(part)
            self._starts.append(len(self._parts))

    def _memberships(self) -> tuple["array[int]", "array[int]"]:
        """The parts of each claim, one claim after the other, and where each claim's begin."""
        sizes = array("Q", bytes(8 * (len(self.sketches) + 1)))
        for member in self._parts:
            sizes[member + 1] += 1
        first = array("Q", accumulate(sizes))
        member_of, at = array("I", bytes(4 * len(self._parts))), array("Q", first)
        for number, (start, end) in enumerate(pairwise(self._starts)):
            for member in self._parts[start:end]:
                member_of[at[member]] = number
                at[member] += 1
        return member_of, first

    def large(self, places: frozenset[int]) -> list[tuple[Sequence[int], int]]:
        """The blocks of too many claims that hold one of some claims, each with how many it may hold."""
        return [(members, most) for members, most in self._large if not places.isdisjoint(members)]

    def parts(self, members: Sequence[int], most: int) -> Iterator[Sequence[int]]:
        """The parts of a block: itself while it is small, else by kind and first day; a part of one is none."""
        if len(members) <= most:
            yield members
            return
        fine: dict[tuple[str, int], list[int]] = {}
        for member in members:
            one = self.sketches[member]
            fine.setdefault((one.kind, one.first or one.told or _NO_DAY), []).append(member)
        yield from (part for part in fine.values() if len(part) > 1)

    def near(self, place: int) -> set[int]:
        """The places of the claims that share a block with the one at `place`."""
        found: set[int] = set()
        for number in self._member[self._first[place] : self._first[place + 1]]:
            found.update(partners(place, self._parts[self._starts[number] : self._starts[number + 1]]))
        found.discard(place)
        return found


def partners(place: int, part: Sequence[int]) -> Sequence[int]:
    """With which members of a part a member is compared: all of a small one, the first PIVOTS of a large one."""
    if len(part) <= MOST or place <= part[PIVOTS - 1]:
        return part
    return part[:PIVOTS]


def touched(new: Iterable[str], index: Index) -> frozenset[int]:
    """The places of new claims in an index that holds them, and of old ones that lost a partner as a block grew too large."""
    fresh = frozenset(index.place[one] for one in new)
    return fresh.union(*(_parted(members, most, fresh, index) for members, most in index.large(fresh)))


def _parted(members: Sequence[int], most: int, fresh: frozenset[int], index: Index) -> set[int]:
    """The old members of a large block that lose a partner by the new ones."""
    before = _partners_of([one for one in members if one not in fresh], most, index)
    after = _partners_of(members, most, index)
    return {one for one, had in before.items() if not had <= after.get(one, frozenset())}


def _partners_of(members: Sequence[int], most: int, index: Index) -> dict[int, frozenset[int]]:
    return {one: frozenset(partners(one, part)) for part in index.parts(members, most) for one in part}


# Keys


def _buckets(one: Sketch) -> Iterable[int]:
    """The stretches of days that a claim lies in, a day to either side; of an undated one those of its report and just before."""
    if one.first is not None and one.last is not None:
        low, high = one.first - 1, one.last + 1
    elif one.told is not None:
        low, high = one.told - 3, one.told + 1
    else:
        return (_NO_DAY,)
    days = range(low // _DAYS, high // _DAYS + 1)
    return days if len(days) <= _LONGEST else (_NO_DAY,)


def _by_cell(one: Sketch, family: str) -> Keys:
    if one.ground is None or one.ground.box is None or one.ground.wide:
        return
    south, west, north, east = one.ground.box
    rows = range(math.floor(south / _CELL), math.floor(north / _CELL) + 1)
    columns = range(math.floor(west / _CELL), math.floor(east / _CELL) + 1)
    if len(rows) * len(columns) <= _CELLS:
        yield from ((family, day, row, column) for day in _buckets(one) for row in rows for column in columns)


def _by_country(one: Sketch, family: str) -> Keys:
    if one.ground and one.ground.country:
        yield from ((family, day, one.ground.country) for day in _buckets(one))


def _by_actor(one: Sketch, family: str) -> Keys:
    for actor in {*one.agents, *one.targets}:
        if actor[0] != "~":
            yield from ((family, day, actor) for day in _buckets(one))


def _by_word(one: Sketch, family: str) -> Keys:
    rare = [word for word in one.words if weight(word) == PLAIN]
    yield from ((family, word) for word in sorted(rare, key=lambda word: (-len(word), word))[:_WORDS])


def _by_story(one: Sketch, family: str) -> Keys:
    """What the report is about, with the kind and days, or with the words of the deed where no kind is known."""
    if one.kind:
        days = _buckets(one)
        yield from ((family, day, word) for day in days for word in one.story[:_STORY])
    else:
        yield from ((deed, word) for deed in (*one.trigger, *senses(one.trigger)) for word in one.story)


def _by_clause(one: Sketch, _family: str) -> Keys:
    """One clause of one report, whatever the kind, where a statement and its subject stand; and a toll near its deed."""
    if one.at[1]:
        yield (one.report, one.at[0])
        yield (one.report, -one.at[1])
        stretch = one.at[0] // _STRETCH
        yield (one.report, "near", stretch)
        if one.kind == "casualties":
            yield (one.report, "near", stretch - 1)


_KEYS: tuple[tuple[Callable[[Sketch, str], Keys], int], ...] = (
    (_by_cell, MOST),
    (_by_country, MOST),
    (_by_actor, MOST),
    (_by_word, RARE),
    (_by_story, MOST),
    (_by_clause, MOST),
)
