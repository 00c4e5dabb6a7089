"""Towns about a point: the nearest, then those of most people. Nothing is answered by them; they are for finding one's way."""

import numpy as np

from tacitus.model.answers import Point
from tacitus.questions.where.gazetteer import Gazetteer


def towns_about(gazetteer: Gazetteer, middle: Point, tall: float, wide: float, nearest: int, most: int) -> tuple[int, ...]:
    """The rows of at most so many towns within `tall` degrees north and south and `wide` east and west of the middle: the nearest
    first, whatever their size, then the largest."""
    first = gazetteer.areas
    places = gazetteer.places[first:]
    lats, lons = np.asarray(places["lat"]), np.asarray(places["lon"])
    inside = np.flatnonzero((abs(lats - middle.lat) <= tall) & (abs(lons - middle.lon) <= wide))
    far = (lats[inside] - middle.lat) ** 2 + ((lons[inside] - middle.lon) * np.cos(np.radians(middle.lat))) ** 2
    near = inside[np.lexsort((inside, far))][:nearest].tolist()
    large = inside[np.lexsort((inside, -np.asarray(places["people"])[inside].astype(np.int64)))][:most].tolist()
    return tuple(first + at for at in dict.fromkeys((*near, *large)))[:most]
