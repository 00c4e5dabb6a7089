"""Names of towns for a map: from the gazetteer on this machine, so that areas can be told by what lies about them."""

from collections.abc import Iterable
from functools import cache

from tacitus.errors import ModelError
from tacitus.format.pieces import Json
from tacitus.model.answers import Point
from tacitus.questions.where.about import towns_about
from tacitus.questions.where.gazetteer import Gazetteer, open_gazetteer

MOST = 16  # names on one map; those that find no room are not drawn
_NEAREST = 3  # of them, whatever their size
_WIDE, _TALL = 5.0, 3.2  # degrees that a map of one place shows about


def town_labels(areas: Iterable[Json]) -> list[Json]:
    """Towns about the middle of some areas (GeoJSON polygons): the nearest, then those of most people. None without a gazetteer."""
    points = [point for area in areas for point in area["coordinates"][0]]
    gazetteer = _gazetteer()
    if gazetteer is None or not points:
        return []
    lons, lats = zip(*points, strict=True)
    middle = Point((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    wide, tall = max(_WIDE, (max(lons) - min(lons)) * 1.4) / 2, max(_TALL, (max(lats) - min(lats)) * 1.4) / 2
    found = [(row, gazetteer.point(row)) for row in towns_about(gazetteer, middle, tall, wide, _NEAREST, MOST)]
    return [{"name": gazetteer.name(row), "at": [point.lon, point.lat]} for row, point in found]


@cache
def _gazetteer() -> Gazetteer | None:
    try:
        return open_gazetteer()
    except ModelError:
        return None
