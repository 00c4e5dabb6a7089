"""When and where it was: what every telling allows, what any does, and the schemes' codes for how sharply that is known."""

from collections.abc import Sequence
from functools import reduce

from tacitus.incidents.agreed.ground import ground_of
from tacitus.measures.geometry import Ring, hull
from tacitus.measures.interval import hull as joined
from tacitus.measures.interval import intersect
from tacitus.measures.overlap import Area, area_of, common, km2, ring_order, round_all, width_km
from tacitus.measures.precision import place_codes, sharpness, time_codes, width_codes
from tacitus.model.answers import Footprint
from tacitus.model.entry import Entry, Site
from tacitus.model.interval import Interval
from tacitus.model.versions import Coded, Places, Times


def times(entries: Sequence[Entry]) -> Times:
    """The days of an incident, from claims that hold that it happened."""
    told = sorted({entry.when.days for entry in entries if entry.when}, key=lambda days: (str(days.start), str(days.end)))
    if not told:
        return Times(None, None, "no claim says when", None)
    shared: Interval | None = told[0]
    for days in told[1:]:
        shared = intersect(shared, days) if shared else None
    whole = reduce(joined, told)
    coded = time_codes((shared or whole).days)
    return Times(shared, whole, _why(len(told), shared is not None, coded is not None), coded)


def _why(versions: int, agreed: bool, coded: bool) -> str:
    if versions == 1:
        why = "all who say when say the same"
    elif agreed:
        why = f"the days that all {versions} versions allow"
    else:
        why = f"no day suits all {versions} versions: the codes are for all days that any of them allows"
    return why if coded else f"{why}; too long, or open at an end, for a code"


def places(entries: Sequence[Entry]) -> Places:
    """The ground of an incident, from claims that hold that it happened."""
    sites = [entry.place for entry in entries if entry.place]
    rings = {ground.ring: site for site in reversed(sites) if (ground := ground_of(site)).ring is not None}
    known = {ring: site for ring, site in rings.items() if ring is not None}
    if not known:
        return Places(None, None, None, "no claim says where" if not sites else "no place that is named is on a map at hand", None)
    ordered = sorted(known, key=ring_order)
    shared = reduce(common, (area_of(ring) for ring in ordered[1:]), area_of(ordered[0]))
    whole = round_all(ordered) if len(ordered) > 1 else ordered[0]
    if not shared:
        why = f"no ground suits all {len(ordered)} versions: the codes are for the ring round them, {width_km(whole):,.0f} km wide"
        return Places(None, Footprint(whole), None, why, width_codes(width_km(whole)))
    ring, exact = _one_ring(shared, ordered)
    why = "all who say where say the same" if len(ordered) == 1 else f"the ground that all {len(ordered)} versions allow"
    why = why if exact else f"{why}; drawn as the ring round it, for it is not convex"
    return Places(Footprint(ring), Footprint(whole), round(km2(shared), 2), why, _sharpest(sites))


def _one_ring(area: Area, told: Sequence[Ring]) -> tuple[Ring, bool]:
    """The ground as one ring, and whether the ring holds no more than the ground."""
    if len(told) == 1:
        return told[0], True
    if len(area) == 1:
        return area[0], True
    ring = hull(point for piece in area for point in piece)
    return ring, km2((ring,)) <= 1.01 * km2(area)


def _sharpest(sites: Sequence[Site]) -> Coded | None:
    """The codes of the place that is told most sharply: the others hold it or share ground with it."""
    codes = [place_codes(site.precision, site.relation.type if site.relation else None, site.kind) for site in sites]
    known = [code for code in codes if code is not None]
    return min(known, key=lambda code: (sharpness(code.row), code.row)) if known else None
