"""A place told roughly: the cells of a grid that hold it, the same for every claim about it."""

import math
from collections.abc import Mapping
from typing import Any

from tacitus.measures.geometry import Ring, bounds, box_ring, wrapped
from tacitus.model.answers import Point

Json = Mapping[str, Any]
FINE = frozenset({"exact", "near", "area", None})
_DISTRICT = 0.25  # degrees: about 28 km; cells of this size and more stand for a district


def coarse(place: Json, degrees: float) -> dict[str, Any]:
    """The place without its name, its words and its point: a cell of so many degrees, or as many as its footprint needs.

    A grid that does not move is used and not a shift by chance: from many shifted points the true one could be reckoned.
    """
    where = f"a place in {place['country']}" if place["country"] else "a place"
    told = {**place, "name": f"{where} (name withheld)", "id": None, "relation": None, "altered": True}
    ring = _ring(place)
    if ring is None:
        return {**told, "lat": None, "lon": None, "footprint": None}
    south, west, north, east = snapped(bounds(ring), degrees)
    corners = [[point.lon, point.lat] for point in box_ring((south, west, north, east))]
    middle = {"lat": round((south + north) / 2, 5), "lon": round(wrapped((west + east) / 2), 5)}
    precision = "district" if degrees >= _DISTRICT else "area"
    return {**told, **middle, "footprint": {"type": "Polygon", "coordinates": [corners]}, "precision": precision}


def snapped(box: tuple[float, float, float, float], degrees: float) -> tuple[float, float, float, float]:
    """The cells of the grid that hold a box: south, west, north, east.

    >>> snapped((33.9, 36.2, 33.9, 36.2), 0.5)
    (33.5, 36.0, 34.0, 36.5)
    """
    south, west, north, east = box
    low, left = _floor(south, degrees), _floor(west, degrees)
    high, right = max(_ceil(north, degrees), low + degrees), max(_ceil(east, degrees), left + degrees)
    return max(round(low, 5), -90.0), round(left, 5), min(round(high, 5), 90.0), round(right, 5)


def _floor(value: float, step: float) -> float:
    return math.floor(value / step + 1e-9) * step


def _ceil(value: float, step: float) -> float:
    return math.ceil(value / step - 1e-9) * step


def _ring(place: Json) -> Ring | None:
    """The footprint, or the point as a ring."""
    footprint = place.get("footprint")
    if footprint:
        return tuple(Point(lat, lon) for lon, lat in footprint["coordinates"][0])
    return (Point(place["lat"], place["lon"]),) if place.get("lat") is not None else None
