"""The ground that two shapes share, for simple rings of any form.

Shapes are cut into convex pieces (a convex ring is one, another is cut into triangles by its ears), and pieces are clipped by one
another (Sutherland and Hodgman 1974) on the plane of latitude and longitude. A shape on the far side of the 180th meridian is
counted on (181 for 179 west) until it lies beside the other; one that holds a pole is not handled.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from tacitus.measures.geometry import Ring, area_km2, bounds, distance_km, hull
from tacitus.model.answers import Point

LEAST_KM2 = 0.01  # less ground than this is rounding, not ground
_SAME = 1e-12
Area = tuple[Ring, ...]


@lru_cache(maxsize=4096)
def area_of(ring: Ring) -> Area:
    """A ring as convex pieces, each counter-clockwise."""
    corners = _corners(ring)
    return (_ring(corners),) if _convex(corners) else tuple(_ring(piece) for piece in _ears(corners))


def common(left: Area, right: Area) -> Area:
    """The pieces of ground that lie in both, largest first; empty where they share none worth the name."""
    moved = tuple(_beside(piece, left) for piece in right)
    cut = (_clip(one, other) for one in left for other in moved if _may_meet(one, other))
    pieces = [_ring(piece) for piece in cut if len(piece) >= 3]
    return tuple(
        sorted((piece for piece in pieces if area_km2(piece) > LEAST_KM2), key=lambda piece: (-area_km2(piece), ring_order(piece)))
    )


def km2(area: Area) -> float:
    """How much ground, in square kilometres."""
    return sum(area_km2(piece) for piece in area)


def round_all(rings: Iterable[Ring]) -> Ring:
    """The smallest convex ring round several, those beyond the 180th meridian counted on beside the first."""
    given = sorted(rings, key=ring_order)
    return hull(point for ring in given for point in _beside(ring, (given[0],)))


@lru_cache(maxsize=65536)
def shared_km2(left: Ring, right: Ring) -> float:
    """How much ground two rings share."""
    return km2(common(area_of(left), area_of(right)))


def within(inner: Ring, outer: Ring) -> bool:
    """Whether a ring lies in another, but for a hundredth of its ground."""
    return shared_km2(inner, outer) >= 0.99 * km2(area_of(inner))


def ring_order(ring: Ring) -> tuple[tuple[float, float], ...]:
    """What rings are put in order by."""
    return tuple((point.lat, point.lon) for point in ring)


def width_km(ring: Ring) -> float:
    """The way between the two points of a ring that lie farthest apart."""
    return max(distance_km(a, b) for a in ring for b in ring)


@lru_cache(maxsize=65536)
def gap_km(left: Ring, right: Ring) -> float:
    """The way between the nearest corners of two rings that share no ground: a little more than the way between their edges."""
    moved = _beside(right, (left,))
    wide = math.cos(math.radians(left[0].lat)) ** 2  # a degree of longitude is shorter than one of latitude
    pairs = ((a, b) for a in left for b in moved)
    return distance_km(*min(pairs, key=lambda pair: (pair[0].lat - pair[1].lat) ** 2 + wide * (pair[0].lon - pair[1].lon) ** 2))


def _corners(ring: Ring) -> list[Point]:
    """The corners once each, counter-clockwise."""
    kept = [after for before, after in pairwise((ring[-2], *ring[:-1])) if (before.lat, before.lon) != (after.lat, after.lon)]
    return kept if _signed(kept) >= 0 else kept[::-1]


def _signed(points: Sequence[Point]) -> float:
    return sum(a.lon * b.lat - b.lon * a.lat for a, b in pairwise((*points, points[0])))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon)


def _convex(points: Sequence[Point]) -> bool:
    """Turns left at every corner, and goes round once."""
    size = len(points)
    turns = [_turn(points[at - 2], points[at - 1], points[at]) for at in range(size)]
    rises = [
        points[at].lat > points[at - 1].lat or (points[at].lat == points[at - 1].lat and points[at].lon > points[at - 1].lon)
        for at in range(size)
    ]
    changes = sum(rises[at] != rises[at - 1] for at in range(size))
    return all(turn >= -_SAME for turn in turns) and changes <= 2


def _ears(points: Sequence[Point]) -> Iterable[list[Point]]:
    """The triangles of a simple ring. One that crosses itself gives the triangles found before it cannot go on."""
    left = list(points)
    while len(left) > 3:
        ear = next((at for at in range(len(left)) if _is_ear(left, at)), None)
        if ear is None:
            return
        yield [left[ear - 1], left[ear], left[(ear + 1) % len(left)]]
        del left[ear]
    yield left


def _is_ear(points: Sequence[Point], at: int) -> bool:
    a, b, c = points[at - 1], points[at], points[(at + 1) % len(points)]
    if _turn(a, b, c) < -_SAME:
        return False
    corners = {(point.lat, point.lon) for point in (a, b, c)}
    return not any(_inside(a, b, c, point) for point in points if (point.lat, point.lon) not in corners)


def _inside(a: Point, b: Point, c: Point, point: Point) -> bool:
    return min(_turn(a, b, point), _turn(b, c, point), _turn(c, a, point)) > -_SAME


def _may_meet(one: Ring, other: Ring) -> bool:
    (south, west, north, east), (low, left, high, right) = bounds(one), bounds(other)
    return south <= high and low <= north and west <= right and left <= east


def _clip(subject: Ring, window: Ring) -> list[Point]:
    """The part of one convex ring that lies in another."""
    kept = list(subject[:-1])
    for a, b in pairwise(window):
        points, kept = kept, []
        for before, after in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            was, now = _turn(a, b, before), _turn(a, b, after)
            if (was >= 0) != (now >= 0):
                along = was / (was - now)
                kept.append(Point(before.lat + (after.lat - before.lat) * along, before.lon + (after.lon - before.lon) * along))
            if now >= 0:
                kept.append(after)
    return kept


def _beside(ring: Ring, area: Area) -> Ring:
    """A ring turned round the globe, if need be, so that its longitudes count on from those of an area."""
    if not area:
        return ring
    _, west, _, east = bounds([point for piece in area for point in piece])
    _, own_west, _, own_east = bounds(ring)
    turn = 360 * round(((west + east) - (own_west + own_east)) / 720)
    return tuple(Point(point.lat, point.lon + turn) for point in ring) if turn else ring


def _ring(points: Sequence[Point]) -> Ring:
    return (*points, points[0])
