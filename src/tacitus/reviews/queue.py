"""The review queue: which claims are worth a person's time, and why; its points are rows of queue.toml."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
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
class Queued:
    """A claim in the queue: `line` as reviewed so far, its points, the reasons by their weight."""

    line: Line
    points: int
    why: tuple[str, ...]


def queue(
    lines: Iterable[Line],
    by_claim: Mapping[str, Iterable[Review]],
    weights: Mapping[str, Weight],
    by: str | None = None,
    most: int = 1_000,
) -> tuple[Queued, ...]:
    """Claims (`lines` as they were read) by what they are worth, the most first, then by their report's day and their id.

    For a coder (`by`) all that he has not judged, as if nobody else had: coders stay blind to one another. Without one, all that
    nobody has judged, and all that coders differ on.
    """
    waiting = _waiting(lines, by_claim, weights, by)
    order = heapq.nsmallest(most, waiting, key=lambda one: (-one.points, _day(one.line), one.line["id"]))
    return tuple(order)


def _waiting(
    lines: Iterable[Line], by_claim: Mapping[str, Iterable[Review]], weights: Mapping[str, Weight], by: str | None
) -> Iterator[Queued]:
    for line in lines:
        reviews = tuple(by_claim.get(line["id"], ()))
        own = tuple(review for review in reviews if review.by == by) if by else reviews
        seen = reviewed(line, own)
        judged = any(stance.rejects or stance.stands for stance in stances(own))
        if not judged or _differ(seen):
            yield _queued(seen, weights.get(line["id"]))


def _day(line: Line) -> str:
    return str(line["report"]["published"]["from"] or "9999")


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


def _queued(line: Line, weight: Weight | None) -> Queued:
    told = sorted(_reasons(line, weight), reverse=True)
    return Queued(line, sum(points for points, _ in told), tuple(says for _, says in told))


def _reasons(line: Line, weight: Weight | None) -> Iterator[tuple[int, str]]:
    blank = [name for slot, name in KEY_SLOTS.items() if not line[slot]]
    found: list[tuple[str, int, str]] = [
        ("differ", len(_differ(line)), ", ".join(_differ(line))),
        ("unsure", round((1 - float(line["confidence"])) * 10), ""),
        ("blank", len(blank), ", ".join(blank)),
        ("hedged", int(line["hedged"]), ""),
    ]
    if weight:
        found += [
            ("contested", int(weight.contested), ""),
            ("conflict", len(weight.conflicts), ", ".join(weight.conflicts)),
            ("many", weight.claims if weight.claims > 1 else 0, ""),
        ]
    for key, number, what in found:
        if number:
            row = rows()[key]
            yield min(row.most, row.points * number), row.says.format(n=number, what=what)
