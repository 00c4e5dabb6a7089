"""Where it could have been: a polygon for a place and the words that move it, and how precise that is.

The reaches are conventions, printed in docs/where.md; a reader who wants others changes them here. All in kilometres.
"""

from functools import lru_cache

from tacitus.measures.geometry import (
    Ring,
    area_km2,
    bounds,
    box_ring,
    circle,
    corridor,
    degrees_of,
    distance_km,
    middle_of,
    part,
    sector,
)
from tacitus.model.answers import Footprint, Relation
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.where.words import is_spot, precision_of_kind

NEAR = 15.0  # "near X", "in the vicinity of X": beyond the town's own reach
OUTSKIRTS = 5.0  # "on the outskirts of X": beyond the town's own reach
SIDE = 50.0  # "north of X" without a distance: how far out
TOWARD = 100.0  # "headed for X": how far off it may still be
OFF = 60.0  # "off the coast of X"
BORDER = 25.0  # "near the border": on either side
ROUND = 0.25  # a stated distance is good to a quarter


def precision_of(kind: str, relation: Relation | None) -> str:
    """exact, near, area, district, province or country: of a place of a kind, moved by the words beside it."""
    if relation is None or relation.type == "from":
        return precision_of_kind(kind)
    return "near" if relation.type in ("near", "outskirts") and is_spot(kind) else "area"


@lru_cache(maxsize=4096)
def footprint(row: int, other: int | None, relation: Relation | None, gazetteer: Gazetteer) -> Footprint | None:
    """The polygon for a place with its relation; None where words alone ("the border with X") draw none."""
    home = gazetteer.outline(row)
    if relation is None or relation.type == "from":
        return Footprint(home)
    ring = _ring(home, row, other, relation, gazetteer)
    return Footprint(ring) if ring else None


def _ring(home: Ring, row: int, other: int | None, relation: Relation, gazetteer: Gazetteer) -> Ring | None:
    """The shape that a type of relation draws."""
    centre, reach = gazetteer.point(row), _reach(home)
    if relation.type == "part":
        return part(home, relation.bearing or "N")
    if relation.type == "direction":
        turn = degrees_of(relation.bearing or "N")
        if relation.km:
            return sector(centre, turn, relation.km * (1 - ROUND), relation.km * (1 + ROUND), 45)
        return sector(centre, turn, reach, reach + SIDE)
    if relation.type == "toward":
        if relation.bearing:
            return sector(centre, degrees_of(relation.bearing) + 180, 0, reach + TOWARD)
        return circle(centre, reach + TOWARD)
    if relation.type in ("between", "border"):
        return _of_two(home, row, other, relation.type, gazetteer)
    widths = {"near": relation.km or reach + NEAR, "outskirts": reach + OUTSKIRTS, "off": reach + OFF}
    return circle(centre, widths[relation.type])


def _of_two(home: Ring, row: int, other: int | None, kind: str, gazetteer: Gazetteer) -> Ring | None:
    """Between two places, or along their border."""
    if other is None:
        return None
    if kind == "between" and not (gazetteer.kind(row) == "country" and gazetteer.kind(other) == "country"):
        a, b = gazetteer.point(row), gazetteer.point(other)
        return corridor(a, b, max(5.0, distance_km(a, b) / 10))
    return _shared(home, gazetteer.outline(other))


def _shared(one: Ring, two: Ring) -> Ring | None:
    """The box that two areas share, each let out by BORDER: a border lies inside it. None where they lie apart."""
    pad = BORDER / 111.2
    south, west, north, east = (
        max(bounds(one)[0], bounds(two)[0]) - pad,
        max(bounds(one)[1], bounds(two)[1]) - pad,
        min(bounds(one)[2], bounds(two)[2]) + pad,
        min(bounds(one)[3], bounds(two)[3]) + pad,
    )
    return box_ring((south, west, north, east)) if south < north and west < east else None


def _reach(ring: Ring) -> float:
    """The radius of a circle as large as an area."""
    return float((max(area_km2(ring), 0.0) / 3.1416) ** 0.5) or distance_km(middle_of(ring), ring[0])
