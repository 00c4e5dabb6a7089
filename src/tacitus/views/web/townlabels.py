"""Names of towns for a map: from the gazetteer on this machine, so that areas can be told by what lies about them."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from tacitus.errors import ModelError
from tacitus.format.pieces import Json
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
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    wide, tall = max(_WIDE, (max(lons) - min(lons)) * 1.4) / 2, max(_TALL, (max(lats) - min(lats)) * 1.4) / 2
    return list(_towns(gazetteer, middle, tall, wide))


def _towns(gazetteer: Gazetteer, middle: tuple[float, float], tall: float, wide: float) -> Iterator[Json]:
    first = gazetteer.areas
    places = gazetteer.places[first:]
    lats, lons = np.asarray(places["lat"]), np.asarray(places["lon"])
    inside = np.flatnonzero((abs(lats - middle[0]) <= tall) & (abs(lons - middle[1]) <= wide))
    far = (lats[inside] - middle[0]) ** 2 + ((lons[inside] - middle[1]) * np.cos(np.radians(middle[0]))) ** 2
    nearest = inside[np.lexsort((inside, far))][:_NEAREST].tolist()
    largest = inside[np.lexsort((inside, -np.asarray(places["people"])[inside].astype(np.int64)))].tolist()
    for at in list(dict.fromkeys((*nearest, *largest)))[:MOST]:
        point = gazetteer.point(first + at)
        yield {"name": gazetteer.name(first + at), "at": [point.lon, point.lat]}


@cache
def _gazetteer() -> Gazetteer | None:
    try:
        return open_gazetteer()
    except ModelError:
        return None
