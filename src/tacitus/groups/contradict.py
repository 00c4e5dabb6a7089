"""Claims about one body or part that cannot both be so, field by field. Only claims of different mouths are held together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tacitus.groups.parts import mouth_of
from tacitus.groups.ways import Course
from tacitus.measures.geometry import distance_km
from tacitus.measures.interval import overlaps
from tacitus.measures.number import Comparison, compare
from tacitus.model.answers import Amount
from tacitus.model.claim import Claim
from tacitus.model.group import Contradiction, State

FAR_KM = 50.0  # two places that a stay cannot both be at
_POINTS = frozenset({"exact", "near"})
_LITTLE = frozenset({"area", "region", "place", "part", "other", "more"})


@dataclass(frozen=True, slots=True)
class Told:
    """One state with what is needed to hold it against another: its claim, its number, its course, whether it stays."""

    state: State
    claim: Claim
    amount: Amount | None
    course: Course
    stance: str
    sure: bool


def contradictions(told: Sequence[Told]) -> tuple[Contradiction, ...]:
    """The pairs of states of one part, or of the whole, that cannot both be so."""
    return tuple(found for left, right in combinations(told, 2) if _may_clash(left, right) for found in _clashes(left, right))


def _may_clash(left: Told, right: Told) -> bool:
    """The same part, different mouths, and no days that keep them apart."""
    if left.state.part != right.state.part or mouth_of(left.claim) == mouth_of(right.claim):
        return False
    days = [one.claim.when.interval for one in (left, right) if one.claim.when]
    return len(days) < 2 or overlaps(days[0], days[1])


def _clashes(left: Told, right: Told) -> Iterator[Contradiction]:
    """Every field in which two states clash."""
    reasons = (
        ("count", _numbers(left, right)),
        ("direction", _directions(left, right)),
        ("place", _places(left, right)),
        ("state", _stances(left, right)),
    )
    for field, why in reasons:
        if why:
            yield Contradiction(field, left.claim.id, right.claim.id, why)


def _numbers(left: Told, right: Told) -> str | None:
    """Two figures for the whole, or for one part, that cannot both be."""
    if left.amount is None or right.amount is None:
        return None
    if compare(left.amount, right.amount) is not Comparison.CONFLICT:
        return None
    return f"one counts {left.amount.best:g}, the other {right.amount.best:g}"


def _directions(left: Told, right: Told) -> str | None:
    """Back against on; into what the other leaves; opposite ways."""
    one, other = left.course, right.course
    if left.stance != "moves" or right.stance != "moves":
        return None
    for here, there in ((one, other), (other, one)):
        shared = (here.goal & there.source) - _LITTLE
        if len(shared) > 1:
            return f"one goes into what the other has left: {' '.join(sorted(shared))}"
    parted = left.state.part is not None or (left.claim.when is not None and right.claim.when is not None)
    if parted and {one.turn, other.turn} == {"back", "on"}:
        return "one has it turn back, the other go on"
    if parted and one.bearing is not None and other.bearing is not None and 120 <= abs(one.bearing - other.bearing) <= 240:
        return "they go opposite ways"
    return None


def _places(left: Told, right: Told) -> str | None:
    """Two stays that are far apart on the same days."""
    if left.stance != "stays" or right.stance != "stays":
        return None
    here, there = left.claim.place, right.claim.place
    if here is None or there is None or here.point is None or there.point is None:
        return None
    if here.footprint or there.footprint or not (left.claim.when and right.claim.when):
        return None
    apart = distance_km(here.point, there.point)
    return f"{here.name} and {there.name} are {apart:.0f} km apart" if apart > FAR_KM else None


def _stances(left: Told, right: Told) -> str | None:
    """One part is said to stay and to move; of the whole, only on the same known days."""
    if {left.stance, right.stance} != {"stays", "moves"} or not (left.sure and right.sure):
        return None
    dated = left.claim.when is not None and right.claim.when is not None
    return "one has it stay, the other move" if dated or left.state.part is not None else None
