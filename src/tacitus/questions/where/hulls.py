"""Outlines of areas, made of the towns that lie in them."""

from collections.abc import Sequence
from statistics import median
from typing import Protocol

from tacitus.measures.geometry import Ring, circle, distance_km, hull
from tacitus.model.answers import Point


class Spot(Protocol):
    """Anything that stands at a point."""

    @property
    def lat(self) -> float: ...

    @property
    def lon(self) -> float: ...


def outline(towns: Sequence[Spot], centre: Point) -> Ring:
    """The hull of an area's towns, without the outer 0.5 per cent on any side: far islands. A circle where few are known."""
    if len(towns) < 4:
        return circle(centre, 25)
    lats, lons = sorted(town.lat for town in towns), sorted(town.lon for town in towns)
    cut = len(towns) // 200
    south, north, west, east = lats[cut], lats[-1 - cut], lons[cut], lons[-1 - cut]
    kept = [Point(town.lat, town.lon) for town in towns if south <= town.lat <= north and west <= town.lon <= east]
    return hull(kept) if len(kept) > 3 else circle(centre, 25)


def province_outline(towns: Sequence[Spot], centre: Point) -> Ring:
    """The hull of a province's towns, without those that lie oddly far off (three times the median, and 50 km)."""
    if len(towns) < 4:
        return circle(centre, 25)
    points = [Point(town.lat, town.lon) for town in towns]
    core = Point(median(point.lat for point in points), median(point.lon for point in points))
    reach = 3 * median(distance_km(core, point) for point in points) + 50
    return hull(point for point in points if distance_km(core, point) <= reach)
