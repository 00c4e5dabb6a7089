"""Distances, bearings and shapes on a sphere, in degrees and kilometres.

Shapes are closed rings of at most MOST points, counter-clockwise, first point repeated. A ring that passes the 180th meridian
keeps counting (181 is 179 west), so that a shape is one piece; `wrapped` brings a longitude back. Good to about 0.5 per cent:
the words that these shapes come from are far less exact.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tacitus.model.answers import Point

RADIUS_KM = 6371.0088  # the mean radius of the Earth (IUGG)
MOST = 33
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]  # south, west, north, east

COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")


def distance_km(a: Point, b: Point) -> float:
    """The great-circle distance (haversine).

    >>> round(distance_km(Point(33.51, 36.29), Point(36.2, 37.16)))
    309
    """
    low, high = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((high - low) / 2) ** 2
    half += math.cos(low) * math.cos(high) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def bearing(a: Point, b: Point) -> float:
    """The direction from a to b at a, in degrees clockwise from north, 0 to 360."""
    low, high, apart = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    east = math.sin(apart) * math.cos(high)
    north = math.cos(low) * math.sin(high) - math.sin(low) * math.cos(high) * math.cos(apart)
    return math.degrees(math.atan2(east, north)) % 360


def degrees_of(compass: str) -> float:
    """A compass point in degrees.

    >>> degrees_of("NW")
    315.0
    """
    return COMPASS.index(compass) * 22.5


def destination(start: Point, degrees: float, km: float) -> Point:
    """The point `km` from `start` in a direction, as the great circle goes."""
    low, arc, turn = math.radians(start.lat), km / RADIUS_KM, math.radians(degrees)
    lat = math.asin(math.sin(low) * math.cos(arc) + math.cos(low) * math.sin(arc) * math.cos(turn))
    apart = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(low), math.cos(arc) - math.sin(low) * math.sin(lat))
    return Point(math.degrees(lat), wrapped(start.lon + math.degrees(apart)))


def wrapped(lon: float) -> float:
    """A longitude between -180 and 180.

    >>> wrapped(190.0), wrapped(-180.0)
    (-170.0, -180.0)
    """
    return (lon + 180) % 360 - 180


def middle(a: Point, b: Point) -> Point:
    """The point half way between two."""
    return destination(a, bearing(a, b), distance_km(a, b) / 2)


def circle(centre: Point, km: float, corners: int = 32) -> Ring:
    """All within `km` of a point."""
    return _closed(destination(centre, -360 * step / corners, km) for step in range(corners))


def sector(centre: Point, degrees: float, near_km: float, far_km: float, spread: float = 90.0) -> Ring:
    """What lies in a direction: a slice `spread` degrees wide from `near_km` to `far_km` away."""
    turns = [degrees - spread / 2 + spread * step / 10 for step in range(11)]
    outer = [destination(centre, turn, far_km) for turn in reversed(turns)]
    inner = [destination(centre, turn, near_km) for turn in turns] if near_km > 0 else [centre]
    return _closed([*outer, *inner])


def corridor(a: Point, b: Point, half_km: float) -> Ring:
    """All within `half_km` of the way from a to b, as the great circle goes."""
    way, length = bearing(a, b), distance_km(a, b)
    line = [destination(a, way, length * step / 8) for step in range(9)]
    right = [destination(point, _onward(point, b, way) + 90, half_km) for point in line[:-1]]
    left = [destination(point, _onward(point, b, way) - 90, half_km) for point in reversed(line[:-1])]
    back = bearing(b, a)
    ahead = [destination(b, back + 180 - turn, half_km) for turn in (-90, -45, 0, 45, 90)]
    behind = [destination(a, way + 180 - turn, half_km) for turn in (-45, 0, 45)]
    return _closed([*right, *ahead, *left, *behind])


def _onward(point: Point, end: Point, otherwise: float) -> float:
    """The direction in which the way goes on at a point."""
    return bearing(point, end) if distance_km(point, end) > 0.001 else otherwise


def box_ring(box: Box) -> Ring:
    """A box as a ring."""
    south, west, north, east = box
    return _closed([Point(south, west), Point(south, east), Point(north, east), Point(north, west)])


def bounds(ring: Sequence[Point]) -> Box:
    """The smallest box round a ring."""
    lats, lons = [point.lat for point in ring], [point.lon for point in ring]
    return (min(lats), min(lons), max(lats), max(lons))


def part(ring: Sequence[Point], compass: str, share: float = 0.5) -> Ring:
    """The part of an area towards a compass point: "northern" is the northern half, "northeastern" the half of each.

    The ring is cut by the lines that leave `share` of its box on that side. A ring that the cut leaves empty is kept whole.
    """
    south, west, north, east = bounds(ring)
    tall, wide = (north - south) * share, (east - west) * share
    cuts = {"N": (0, north - tall, 1), "S": (0, south + tall, -1), "E": (1, east - wide, 1), "W": (1, west + wide, -1)}
    kept = list(ring[:-1])
    for letter in dict.fromkeys(compass):  # in the order of the letters, so that the corners come out in one order
        kept = _cut(kept, *cuts[letter])
    cut = _closed(kept) if len(kept) >= 3 else tuple(ring)
    return cut if area_km2(cut) > 0 else tuple(ring)


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The points on one side of a line of latitude (axis 0) or longitude (axis 1), the line's crossings added."""
    kept: list[Point] = []
    for before, after in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
        low, high = (before.lat, after.lat) if axis == 0 else (before.lon, after.lon)
        inside, was = (high - limit) * sign >= 0, (low - limit) * sign >= 0
        if inside != was:
            along = (limit - low) / (high - low)
            kept.append(Point(before.lat + (after.lat - before.lat) * along, before.lon + (after.lon - before.lon) * along))
        if inside:
            kept.append(after)
    return kept


def middle_of(ring: Sequence[Point]) -> Point:
    """The centroid of a ring (of its points, where the ring has no area)."""
    twice, lat, lon = 0.0, 0.0, 0.0
    for a, b in pairwise(ring):
        cross = a.lon * b.lat - b.lon * a.lat
        twice += cross
        lat += (a.lat + b.lat) * cross
        lon += (a.lon + b.lon) * cross
    if abs(twice) < 1e-9:
        return Point(sum(point.lat for point in ring) / len(ring), sum(point.lon for point in ring) / len(ring))
    return Point(lat / (3 * twice), lon / (3 * twice))


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in a ring (even-odd rule; a point on the edge may fall either way)."""
    inside = False
    for lon in (point.lon, point.lon + 360, point.lon - 360):
        odd = False
        for a, b in pairwise(ring):
            if (a.lat > point.lat) != (b.lat > point.lat):
                odd ^= lon < (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat) + a.lon
        inside |= odd
    return inside


def in_box(box: Box, point: Point) -> bool:
    south, west, north, east = box
    return south <= point.lat <= north and west <= point.lon <= east


def area_km2(ring: Sequence[Point]) -> float:
    """The area of a ring on the sphere (Chamberlain and Duquette 2007); positive when counter-clockwise."""
    total = 0.0
    for a, b in pairwise(ring):
        total += math.radians(b.lon - a.lon) * (2 + math.sin(math.radians(a.lat)) + math.sin(math.radians(b.lat)))
    return -total * RADIUS_KM**2 / 2


def hull(points: Iterable[Point], corners: int = MOST - 1) -> Ring:
    """The convex ring round points, with at most `corners` corners: the ones that cost the least area are dropped.

    Fewer than three points, or points on one line, give a small box round them.
    """
    found = _chain(sorted({(point.lon, point.lat) for point in points}))
    while len(found) > corners:
        losses = [abs(_turn(found[at - 1], found[at], found[(at + 1) % len(found)])) for at in range(len(found))]
        del found[losses.index(min(losses))]
    ring = tuple(Point(lat, lon) for lon, lat in found)
    if len(ring) < 3:
        south, west, north, east = bounds(ring)
        return box_ring((south - 0.05, west - 0.05, north + 0.05, east + 0.05))
    return _closed(ring)


def _chain(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Andrew's monotone chain, counter-clockwise."""
    if len(points) < 3:
        return list(points)
    halves: list[list[tuple[float, float]]] = []
    for order in (points, points[::-1]):
        half: list[tuple[float, float]] = []
        for point in order:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _closed(points: Iterable[Point]) -> Ring:
    """A ring of points: longitudes made to run on from the first, turned counter-clockwise, the first point repeated."""
    ring: list[Point] = []
    for point in points:
        lon = point.lon
        if ring:
            lon += 360 * round((ring[-1].lon - lon) / 360)
        ring.append(Point(round(point.lat, 5), round(lon, 5)))
    ring.append(ring[0])
    return tuple(ring) if area_km2(ring) >= 0 else tuple(reversed(ring))
