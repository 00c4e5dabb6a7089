"""Feature by feature: whether two members are one body. Every feature is a row of policy.toml and says what it saw."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tacitus.measures.geometry import distance_km
from tacitus.measures.interval import overlaps
from tacitus.model.entry import Site
from tacitus.model.interval import Interval
from tacitus.model.thread import Reason
from tacitus.threads.members import Member
from tacitus.threads.tables import Mark, mark, nouns, policy

NEAR_DAYS, FAR_DAYS = 3, 21
NEAR_KM = 40.0
KM_A_DAY = 1000.0  # more than this in a day no convoy goes
TELLING = 4  # a smaller number is shared by chance
_SHARP = frozenset({"exact", "near", "area", None})
Seen = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`same` is True, False or None (unsure), from the sum of the features that held, which are kept where it is True."""

    same: bool | None
    total: float
    reasons: tuple[Reason, ...] = ()


def judged(which: str, left: str, right: str, seen: Iterator[Seen]) -> Verdict:
    """The verdict of a policy on the features that held."""
    rows = policy(which)
    held: list[Seen] = []
    for found in seen:
        held.append(found)
        if rows[found[0]].never:
            return Verdict(False, rows[found[0]].weight)
    total = sum(rows[row].weight for row, _ in held)
    same = _side(total, any(rows[row].own for row, _ in held), mark(which))
    reasons = (Reason(left, right, row, rows[row].weight, why) for row, why in sorted(held)) if same else ()
    return Verdict(same, total, tuple(reasons))


def _side(total: float, own: bool, bar: Mark) -> bool | None:
    if total >= bar.same and own:
        return True
    return False if total <= bar.different else None


def compare(left: Member, right: Member) -> Verdict:
    """Whether two members are one body."""
    seen = (_together, _when, _numbers, _words, _who, _where)
    return judged("body", left.id, right.id, (found for feature in seen for found in feature(left, right)))


def _together(left: Member, right: Member) -> Iterator[Seen]:
    """Two members of one report: one by a number that both use, or by words that take up the other; else told apart."""
    if left.report != right.report:
        return
    if left.strand and right.strand and left.strand.figures & right.strand.figures:
        yield "same-figure", "both use one number of the report"
    elif left.strand and right.strand:
        yield "same-report", "the report tells of both"
    elif (_takes_up(left, right) or _takes_up(right, left)) and not _other_units(left, right) and _fits(left, right):
        yield "told-together", "one takes up the other in the same report"


def _takes_up(taker: Member, other: Member) -> bool:
    """ "The convoy" takes up a convoy, "its buses" the buses or what is made of buses; "the convoy" does not take up buses."""
    made = {unit for noun in other.nouns for unit in nouns()[noun].of}
    return taker.takes_up and bool(taker.nouns & (other.nouns | made))


def _other_units(left: Member, right: Member) -> bool:
    return bool(left.unit and right.unit) and not left.unit & right.unit


def _fits(left: Member, right: Member) -> bool:
    """No part is more than the other's whole."""
    pairs = ((left.parts, right.wholes), (right.parts, left.wholes))
    return all(max(parts) <= max(wholes) for parts, wholes in pairs if parts and wholes)


def _words(left: Member, right: Member) -> Iterator[Seen]:
    kin = _kin(left.nouns, right.nouns)
    if kin:
        yield "noun", ", ".join(sorted(kin))
    names = left.long & right.long
    if names:
        yield "name", min(names)
    if left.freight and right.freight:
        shared = left.freight & right.freight
        yield ("freight", ", ".join(sorted(shared))) if shared else ("other-freight", _against(left.freight, right.freight))


def _kin(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Classes of nouns that both have, or of which one is made of the other."""
    made = {unit for noun in left for unit in nouns()[noun].of} & right | {
        unit for noun in right for unit in nouns()[noun].of
    } & left
    return left & right | made


def _against(left: frozenset[str], right: frozenset[str]) -> str:
    return f"{', '.join(sorted(left))} against {', '.join(sorted(right))}"


def _numbers(left: Member, right: Member) -> Iterator[Seen]:
    if _other_units(left, right):
        yield "other-unit", _against(left.unit, right.unit)
    if not _kin(left.unit, right.unit):
        return
    shared = {number for number in left.wholes & right.wholes if number >= TELLING}
    if shared:
        yield "number", f"{max(shared):g}"
    elif left.wholes and right.wholes and not left.wholes & right.wholes:
        yield "other-number", f"{max(left.wholes):g} against {max(right.wholes):g}"
    parts = left.parts & right.parts
    if len(parts) > 1:
        yield "parts", " and ".join(f"{number:g}" for number in sorted(parts))


def _who(left: Member, right: Member) -> Iterator[Seen]:
    if left.parties and right.parties:
        shared = left.parties & right.parties
        yield ("party", ", ".join(sorted(shared))) if shared else ("other-party", _against(left.parties, right.parties))


def _when(left: Member, right: Member) -> Iterator[Seen]:
    if left.days and right.days:
        gap = gap_days(left.days, right.days)
        if gap > FAR_DAYS:
            yield "far-in-time", f"{gap} days apart"
        elif gap <= NEAR_DAYS:
            yield "time", "the same days" if gap == 0 else f"{gap} days apart"
    starts = [
        (one, other) for one in left.starts for other in right.starts if _short(one) and _short(other) and overlaps(one, other)
    ]
    if starts:
        yield "start", f"both on {max(one.start or date.min for one in starts[0])}"


def _short(days: Interval) -> bool:
    return days.days is not None and days.days <= 7


def gap_days(left: Interval, right: Interval) -> int:
    """Whole days between two intervals; 0 where they meet, or where an end is open."""
    if overlaps(left, right):
        return 0
    early, late = sorted((left, right), key=lambda days: days.end or date.max)
    return (late.start - early.end).days if late.start and early.end else 0


def _where(left: Member, right: Member) -> Iterator[Seen]:
    near = [one.name for one, _ in left.sites for other, _ in right.sites if beside(one, other)]
    if near:
        yield "route", min(near)
    shared = left.setting & right.setting
    if shared and left.report != right.report:
        yield "setting", f"{len(shared)} in common"
    far = next((why for one in left.sites for other in right.sites if (why := _too_far(one, other))), None)
    if far:
        yield "far-in-space", far


def beside(one: Site, other: Site) -> bool:
    """Whether two places are the same, or lie near one another; a country or a province is no place to meet at."""
    if one.precision not in _SHARP or other.precision not in _SHARP:
        return False
    if one.id is not None and one.id == other.id:
        return True
    return one.point is not None and other.point is not None and distance_km(one.point, other.point) <= NEAR_KM


def _too_far(one: tuple[Site, Interval | None], other: tuple[Site, Interval | None]) -> str | None:
    (here, days), (there, others) = one, other
    if not (days and others and here.point and there.point) or "country" in (here.precision, there.precision):
        return None
    apart, time = distance_km(here.point, there.point), gap_days(days, others) + 1
    longest = time + (days.days or FAR_DAYS) + (others.days or FAR_DAYS) - 2
    return f"{here.name} and {there.name} are {apart:.0f} km apart" if apart > KM_A_DAY * longest else None
