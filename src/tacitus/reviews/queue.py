"""The review queue: which claims are worth a person's time, and why; its points are rows of queue.toml."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.review import Line, Review
from tacitus.reviews.force import stances
from tacitus.reviews.view import reviewed
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.reviews"
KEY_SLOTS = {"agents": "who", "targets": "to whom", "place": "where", "when": "when"}


@dataclass(frozen=True, slots=True)
class Row:
    """A reason to look at a claim; see the head of queue.toml."""

    id: str
    points: int
    most: int
    says: str


@dataclass(frozen=True, slots=True)
class Weight:
    """What weighing says of a claim: its incident, how many claims tell that, whether it is contested, and the fields in which
    others tell otherwise."""

    incident: str
    claims: int
    contested: bool
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the queue looks at in a claim: `day` is its report's, `blank` the key slots in which nothing stands; `row` is the
    claim's in the ledger, 0 where that is not known."""

    id: str
    row: int
    day: str | None
    confidence: float
    hedged: bool
    blank: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim by what it is worth: its points, and the rows of queue.toml that give them."""

    facts: Facts
    points: int
    rows: tuple[str, ...]

    @property
    def place(self) -> tuple[int, str, str]:
        """Where it stands: the most points first, then by its report's day and its id."""
        return -self.points, self.facts.day or "9999", self.facts.id


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim is worth a look: the row, its points, the words."""

    row: str
    points: int
    says: str


@dataclass(frozen=True, slots=True)
class Queued:
    """A claim in the queue: `line` as reviewed so far, the reasons by their weight."""

    line: Line
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def why(self) -> tuple[str, ...]:
        return tuple(reason.says for reason in self.reasons)


def queue(
    lines: Iterable[Line],
    by_claim: Mapping[str, Iterable[Review]],
    weights: Mapping[str, Weight],
    by: str | None = None,
    most: int = 1_000,
) -> tuple[Queued, ...]:
    """Claims (`lines` as they were read) by what they are worth; see `waiting`."""
    known = {line["id"]: line for line in lines}
    order = ranked((facts_of(line) for line in known.values()), weights)
    left = waiting(order, by_claim, weights, by, known.__getitem__)
    return tuple(queued(known[one.facts.id], by_claim.get(one.facts.id, ()), weights, by) for one in left[:most])


def ranked(facts: Iterable[Facts], weights: Mapping[str, Weight]) -> tuple[Ranked, ...]:
    """All claims in their order, as long as nobody has judged any."""
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    made = []
    for one in facts:
        found = [(row, _points(row, number)) for row, number, _ in _held(one, weights.get(one.id), ())]
        names = tuple(row for row, _ in found)
        made.append(Ranked(one, sum(points for _, points in found), same.setdefault(names, names)))
    return tuple(sorted(made, key=lambda one: one.place))


def waiting(
    order: Iterable[Ranked],
    by_claim: Mapping[str, Iterable[Review]],
    weights: Mapping[str, Weight],
    by: str | None,
    line_of: Callable[[str], Line],
) -> list[Ranked]:
    """Those that wait, in order. For a coder (`by`) all that he has not judged, as if nobody else had: coders stay blind to one
    another. Without one, all that nobody has judged, and all that coders differ on; `line_of` gives the line of such a claim as it
    was read, by its id."""
    done, again = set(), []
    for claim, reviews in by_claim.items():
        own = [review for review in reviews if by in (None, review.by)]
        judges = [stance for stance in stances(own) if stance.rejects or stance.stands]
        if judges:
            done.add(claim)
        if len(judges) > 1:
            again.append((claim, own))
    left = [one for one in order if one.facts.id not in done]
    differ = [one for claim, own in again if (one := _disputed(reviewed(line_of(claim), own), weights.get(claim)))]
    return sorted([*left, *differ], key=lambda one: one.place) if differ else left


def _disputed(line: Line, weight: Weight | None) -> Ranked | None:
    """A claim that several coders judged, where they differ."""
    if not _differ(line):
        return None
    found = [(row, _points(row, number)) for row, number, _ in _held(facts_of(line), weight, _differ(line))]
    return Ranked(facts_of(line), sum(points for _, points in found), tuple(row for row, _ in found))


def queued(line: Line, reviews: Iterable[Review], weights: Mapping[str, Weight], by: str | None = None) -> Queued:
    """A claim (`line` as it was read) as the coder sees it, with the reasons in words."""
    seen = reviewed(line, [review for review in reviews if by in (None, review.by)])
    held = _held(facts_of(seen), weights.get(line["id"]), _differ(seen))
    told = [Reason(row, _points(row, number), rows()[row].says.format(n=number, what=what)) for row, number, what in held]
    return Queued(seen, tuple(sorted(told, key=lambda one: (-one.points, one.row))))


def facts_of(line: Line, row: int = 0) -> Facts:
    """What the queue looks at in a line. A time without a day says not when."""
    when, place = line["when"] or {}, line["place"] or {}
    said = {"agents": line["agents"], "targets": line["targets"], "place": place.get("name")}
    said["when"] = when.get("from") or when.get("to")
    blank = tuple(name for slot, name in KEY_SLOTS.items() if not said[slot])
    return Facts(line["id"], row, line["report"]["published"]["from"], float(line["confidence"]), bool(line["hedged"]), blank)


def weights_of(incidents: Iterable[Line]) -> dict[str, Weight]:
    """What weighing says of each claim, from the lines of incidents."""
    found = {}
    for incident in incidents:
        conflicts: dict[str, set[str]] = {}
        for field in incident["versions"]["fields"]:
            for version in field["versions"]:
                if any(relation["relates"] == "conflict" for relation in version["relations"]):
                    for claim in version["claims"]:
                        conflicts.setdefault(claim, set()).add(field["name"])
        for held in incident["versions"]["sums"]:
            for claim in held["claims"] if held["holds"] is False else ():
                conflicts.setdefault(claim, set()).add("a sum that does not add up")
        for claim in incident["claims"]:
            told = tuple(sorted(conflicts.get(claim, ())))
            found[claim] = Weight(incident["id"], len(incident["claims"]), bool(incident["contested"]), told)
    return found


@cache
def rows() -> Mapping[str, Row]:
    """The rows by their ids."""
    return {row.id: row for row in load_rows(Row, PACKAGE, "queue.toml")}


def _differ(line: Line) -> list[str]:
    return [one["slot"] for one in line.get("review", {}).get("disagreements", ())]


def _points(row: str, number: int) -> int:
    return min(rows()[row].most, rows()[row].points * number)


def _held(facts: Facts, weight: Weight | None, differ: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """The rows that hold of a claim, each with how many units and what they are."""
    found = [
        ("differ", len(differ), ", ".join(differ)),
        ("unsure", round((1 - facts.confidence) * 10), ""),
        ("blank", len(facts.blank), ", ".join(facts.blank)),
        ("hedged", int(facts.hedged), ""),
    ]
    if weight:
        found += [
            ("contested", int(weight.contested), ""),
            ("conflict", len(weight.conflicts), ", ".join(weight.conflicts)),
            ("many", weight.claims if weight.claims > 1 else 0, ""),
        ]
    return (one for one in found if one[1])
