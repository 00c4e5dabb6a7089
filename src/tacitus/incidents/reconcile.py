"""From claims and people's judgements to incidents: a pure function, the same in any order of arrival.

Claims are compared where they share a block; pairs that reach `join` hang together; each such part is put into groups by itself.
A part of at most FULL claims is compared pair by pair, a larger one where blocks brought pairs together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from tacitus.incidents.compare import points, reaches
from tacitus.incidents.group import Pair, components, joined
from tacitus.incidents.human import decide
from tacitus.incidents.judge import between, judge, linked, may_link
from tacitus.incidents.pair import Index, touched
from tacitus.incidents.sketch import Sketch
from tacitus.incidents.tables import LinkRow, Policy
from tacitus.model.incident import TURNED, Incident, Link, LinkKind, incident_id
from tacitus.model.judgement import Judgement

FULL = 40
Group = tuple[int, ...]


def reconcile(claims: Iterable[Sketch], decided: Iterable[Judgement], policy: Policy) -> tuple[Incident, ...]:
    """The incidents of all claims, each claim in one, in order of their smallest claim."""
    return tuple(incidents(Index(claims, policy), decided))


def incidents(index: Index, decided: Iterable[Judgement]) -> Iterator[Incident]:
    """As `reconcile`, one by one: a million claims need not lie in memory as incidents."""
    weighing = Weighing(index, decided)
    weighing.group(range(len(index)))
    return (weighing.incident(group) for place, group in sorted(weighing.groups.items()) if place == group[0])


def reconcile_new(index: Index, new: Iterable[str], decided: Iterable[Judgement]) -> tuple[Incident, ...]:
    """Of the incidents that `reconcile` gives, those that new claims make or change.

    `index` holds all claims; `new` are the ids of the new ones (all of a report at once), and of those that a new judgement names.
    The incidents given take the place of every old one that shares a claim with them; all others stand.
    """
    weighing = Weighing(index, decided)
    disputed = {claim for pair in weighing.decided.contested for claim in pair if claim in index.place}
    core = weighing.closed(touched({*new, *disputed}, index))
    beside = weighing.closed({other for place in core for other, _ in weighing.links(place)})
    places = sorted(core | beside)
    weighing.group(places)
    return tuple(weighing.incident(weighing.groups[place]) for place in places if weighing.groups[place][0] == place)


class Weighing:
    """An index and what people decided. `groups` are the claims' groups as far as they have been worked out."""

    def __init__(self, index: Index, decided: Iterable[Judgement]) -> None:
        self.index, self.policy, self.decided = index, index.policy, decide(decided)
        self.groups: dict[int, Group] = {}
        self._deeds: dict[int, str] = {}
        self._trees: dict[int, list[Pair]] = {}
        self._together = tuple(self._places(self.decided.together))
        self._apart = frozenset(self._places(self.decided.apart))
        self._unsure = frozenset(self._places(self.decided.unsure))
        self._kept: dict[int, list[int]] = {}
        for left, right in self._together:
            self._kept.setdefault(left, []).append(right)
            self._kept.setdefault(right, []).append(left)
        self._said: dict[int, list[tuple[str, str]]] = {}
        for pair in sorted(self.decided.said):
            for claim in pair:
                if claim in index.place:
                    self._said.setdefault(index.place[claim], []).append(pair)

    def _places(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Pair]:
        """Pairs of ids as pairs of places; claims that the index does not hold are left out."""
        place = self.index.place
        return ((place[left], place[right]) for left, right in sorted(pairs) if left in place and right in place)

    def points(self, low: int, high: int) -> int:
        """The sum of a pair; where a person was unsure, the policy does not know better."""
        if (low, high) in self._unsure:
            return min(0, self.policy.join - 1)
        return points(self.index.sketches[low], self.index.sketches[high], self.policy)

    def _reaches(self, low: int, high: int) -> bool:
        """Whether a pair hangs together."""
        if (low, high) in self._unsure:
            return False
        return reaches(self.index.sketches[low], self.index.sketches[high], self.policy, self.policy.join)

    def _edges(self, place: int) -> Iterator[int]:
        """The claims that hang together with a claim."""
        yield from self._kept.get(place, ())
        for other in self.index.near(place):
            if self._reaches(min(place, other), max(place, other)):
                yield other

    def closed(self, places: Iterable[int]) -> set[int]:
        """Some claims and all that hang together with them."""
        found = set(places)
        waiting = list(found)
        while waiting:
            more = set(self._edges(waiting.pop())) - found
            found |= more
            waiting.extend(more)
        return found

    def group(self, places: Iterable[int]) -> None:
        """Work out the groups of claims that are closed."""
        chosen = list(places)
        for part in components(chosen, self._all_edges(chosen)):
            for group in self._parted(part):
                self.groups.update(dict.fromkeys(group, group))

    def _all_edges(self, chosen: list[int]) -> Iterator[Pair]:
        """Every pair of closed claims that hangs together, once."""
        inside = set(chosen)
        yield from (pair for pair in self._together if pair[0] in inside)
        for place in chosen:
            for other in self.index.near(place):
                if other < place and self._reaches(other, place):
                    yield other, place

    def _parted(self, part: list[int]) -> list[Group]:
        """The groups of what hangs together."""
        if len(part) == 1:
            return [tuple(part)]
        seen, inside = self._seen(part), set(part)
        apart = [pair for pair, value in seen.items() if value <= self.policy.never or self._two(*pair)]
        apart += [pair for pair in self._apart if pair[0] in inside and pair[1] in inside]
        kept = [pair for pair in self._together if pair[0] in inside]
        groups = [tuple(group) for group in joined(part, seen, kept, apart, self.policy.join, self.policy.unseen)]
        home = {member: group[0] for group in groups for member in group}
        for low, high in _forest(part, kept, {pair: value for pair, value in seen.items() if home[pair[0]] == home[pair[1]]}):
            self._trees.setdefault(home[low], []).append((low, high))
        return groups

    def _seen(self, part: list[int]) -> dict[Pair, int]:
        """The points of the pairs of a part: of all while it is small, else of those that a block brought together."""
        inside, small = set(part), len(part) <= FULL
        seen = {}
        for number, place in enumerate(part):
            near = part[:number] if small else (other for other in self.index.near(place) if other in inside and other < place)
            for other in near:
                seen[other, place] = self.points(other, place)
        return seen

    def _two(self, low: int, high: int) -> bool:
        """Whether two claims belong together and are still two."""
        one, other = self.index.sketches[low], self.index.sketches[high]
        return bool(linked(one, other, self.policy) or linked(other, one, self.policy))

    # Incidents

    def incident(self, group: Group) -> Incident:
        """The incident of a group."""
        claims = [self.index.sketches[place] for place in group]
        told = sorted(claims, key=lambda one: (one.told is None, one.told or 0, one.id))
        kinds = Counter(one.kind for one in told)
        pairs = {pair for place in group for pair in self._said.get(place, ())}
        contested = (one for pair in sorted(pairs & self.decided.contested) for one in self.decided.said[pair])
        return Incident(
            id=incident_id(one.id for one in claims),
            kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
            claims=tuple(one.id for one in told),
            links=self._links(group),
            held=tuple(self._held(group, pairs)),
            contested=tuple(contested),
        )

    def _held(self, group: Group, pairs: set[tuple[str, str]]) -> Iterator[Judgement]:
        """What people said of pairs inside, and the policy's best judgements that reach every claim."""
        ids = {self.index.sketches[place].id for place in group}
        for pair in sorted(pair for pair in pairs - self.decided.contested if ids.issuperset(pair)):
            yield from self.decided.said[pair]
        for low, high in self._trees.get(group[0], ()):
            yield judge(self.index.sketches[low], self.index.sketches[high], self.policy)

    def links(self, place: int) -> Iterator[tuple[int, Link]]:
        """The claims that a claim is linked with; the link does not name the incident yet."""
        one = self.index.sketches[place]
        for other in sorted(self.index.near(place)):
            second = self.index.sketches[other]
            if not may_link(one, second, self.policy):
                continue
            row, back = linked(one, second, self.policy), linked(second, one, self.policy)
            if row and self._nearest(row, place, other):
                yield other, _link(row, one, second, True)
            elif back and not row and self._nearest(back, other, place):
                yield other, _link(back, one, second, False)

    def _nearest(self, row: LinkRow, toll: int, deed: int) -> bool:
        """Of several deeds of one report, a toll belongs to the one whose clause stands closest, the earlier first."""
        one = self.index.sketches[toll]
        if row.kind is not LinkKind.TOLL or self.index.sketches[deed].report != one.report:
            return True
        found = self._deeds.get(toll)
        if found is None:
            deeds = (place for place in self.index.near(toll) if self.index.sketches[place].report == one.report)
            told = [self.index.sketches[place] for place in deeds if linked(one, self.index.sketches[place], self.policy) is row]
            found = self._deeds[toll] = min((between(one, other), other.at, other.id) for other in told)[2]
        return found == self.index.sketches[deed].id

    def _links(self, group: Group) -> tuple[Link, ...]:
        """The links of a group, one for each kind and other group: that of its first claims."""
        found: dict[tuple[str, str], Link] = {}
        for place in group:
            for other, link in self.links(place):
                if other in group:
                    continue
                to = incident_id(self.index.sketches[member].id for member in self._group_of(other))
                found.setdefault((to, link.kind.value), Link(link.kind, to, link.left, link.right, link.why))
        return tuple(found[key] for key in sorted(found))

    def _group_of(self, place: int) -> Group:
        """The group of a claim, worked out where it is not yet known."""
        if place not in self.groups:
            self.group(sorted(self.closed({place})))
        return self.groups[place]


def _forest(part: list[int], kept: list[Pair], seen: dict[Pair, int]) -> Iterator[Pair]:
    """The best pairs that reach every claim which `kept` does not reach already."""
    home = {member: members[0] for members in components(part, kept) for member in members}
    away = {name: [member for member in part if home[member] == name] for name in set(home.values())}
    for low, high in sorted(seen, key=lambda pair: (-seen[pair], pair)):
        one, other = home[low], home[high]
        if one != other:
            for member in away[other]:
                home[member] = one
            away[one] += away.pop(other)
            yield low, high


def _link(row: LinkRow, one: Sketch, other: Sketch, forward: bool) -> Link:
    return Link(row.kind if forward else TURNED[row.kind], "", one.id, other.id, row.says)
