"""The ground of a claim as exports draw it: rings cut at the 180th meridian, boxes, WKB; longitude first, WGS 84."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tacitus.format.pieces import Json
from tacitus.measures.geometry import distance_km
from tacitus.model.answers import Point

Corner = tuple[float, float]
Ring = tuple[Corner, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """`rings` are polygons without holes, counter-clockwise and closed; where there are none the ground is the `point`.

    `precision_m` is how far from the point the ground reaches, in metres.
    """

    point: Corner
    rings: tuple[Ring, ...]
    precision_m: int | None

    @property
    def kind(self) -> str:
        return "Point" if not self.rings else "Polygon" if len(self.rings) == 1 else "MultiPolygon"

    @property
    def geometry(self) -> Json:
        """As GeoJSON (RFC 7946)."""
        polygons = [[[list(corner) for corner in ring]] for ring in self.rings]
        coordinates = list(self.point) if not polygons else polygons[0] if len(polygons) == 1 else polygons
        return {"type": self.kind, "coordinates": coordinates}

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        corners = [corner for ring in self.rings for corner in ring] or [self.point]
        lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
        return min(lons), min(lats), max(lons), max(lats)

    @property
    def wkb(self) -> bytes:
        """As well-known binary, little-endian (OGC 06-103r4)."""
        polygons = [b"\x01" + struct.pack("<II", 3, 1) + _points(ring) for ring in self.rings]
        if not polygons:
            return b"\x01" + struct.pack("<Idd", 1, *self.point)
        return polygons[0] if len(polygons) == 1 else b"\x01" + struct.pack("<II", 6, len(polygons)) + b"".join(polygons)


def outline(line: Json) -> Outline | None:
    """The ground of a claim; None where no coordinates are known."""
    place = line["place"]
    if not place or place["lat"] is None:
        return None
    point = (float(place["lon"]), float(place["lat"]))
    if not place["footprint"]:
        return Outline(point, (), None)
    ring = tuple((float(lon), float(lat)) for lon, lat in place["footprint"]["coordinates"][0])
    reach = max(distance_km(Point(point[1], point[0]), Point(lat, lon)) for lon, lat in ring)
    return Outline(point, cut(ring), round(reach * 1000))


def why_none(line: Json) -> str:
    """Why a claim has no ground."""
    if line["place"]:
        return "the place is named but its coordinates are not known"
    return str(line["blanks"].get("place") or "no place is known")


def cut(ring: Ring) -> tuple[Ring, ...]:
    """A ring that counts on past the 180th meridian, as the pieces on either side of it.

    >>> [[lon for lon, _ in piece] for piece in cut(((179.0, 0.0), (182.0, 0.0), (182.0, 1.0), (179.0, 1.0), (179.0, 0.0)))]
    [[179.0, 180.0, 180.0, 179.0, 179.0], [-180.0, -178.0, -178.0, -180.0, -180.0]]
    """
    if all(-180 <= lon <= 180 for lon, _ in ring):
        return (_wound(ring),)
    pieces = []
    for turn in (0, 360, -360):
        kept = _side(_side(ring[:-1], -180 + turn, 1), 180 + turn, -1)
        piece = tuple((round(lon - turn, 5), lat) for lon, lat in kept)
        if len(piece) > 2 and _area((*piece, piece[0])):
            pieces.append(_wound((*piece, piece[0])))
    return tuple(pieces)


def _side(corners: Sequence[Corner], limit: float, sign: int) -> tuple[Corner, ...]:
    """What lies on one side of a meridian (Sutherland and Hodgman)."""
    inside: Callable[[Corner], bool] = lambda corner: sign * corner[0] >= sign * limit  # noqa: E731
    kept: list[Corner] = []
    for number, corner in enumerate(corners):
        before = corners[number - 1]
        if inside(corner) != inside(before):
            share = (limit - before[0]) / (corner[0] - before[0])
            kept.append((float(limit), round(before[1] + share * (corner[1] - before[1]), 5)))
        if inside(corner):
            kept.append(corner)
    return tuple(kept)


def _wound(ring: Ring) -> Ring:
    """Counter-clockwise, as RFC 7946 wants the outer ring."""
    return ring if _area(ring) >= 0 else ring[::-1]


def _area(ring: Ring) -> float:
    """Twice the area, negative where the ring goes clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _points(ring: Ring) -> bytes:
    return struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *corner) for corner in ring)
