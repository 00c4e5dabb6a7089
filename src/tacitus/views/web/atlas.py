"""The places of claims and incidents as GeoJSON areas: where it could have been, never a point that says more than the words."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tacitus.format.pieces import Json
from tacitus.ledger.survey import Ground
from tacitus.views.plain import shown
from tacitus.views.web.weighed import Span

MOST = 300  # areas on one map
_SEEN = 10  # pixels: an area smaller than this is helped by a dot
_WORLD = 512  # pixels of the world at zoom 0


def features(grounds: Sequence[Ground], lines: Mapping[int, Json]) -> Json:
    """The areas, the widest first so that the sharp lie above; `left` counts the claims that have no area to draw."""
    made, left = [], 0
    for ground in grounds:
        place = (lines.get(ground.row) or {}).get("place") or {}
        if place.get("footprint"):
            made.append(_feature(ground, place))
        else:
            left += ground.claims
    made.sort(key=lambda feature: feature["properties"]["until"])
    return {"type": "FeatureCollection", "features": made, "left": left}


def _feature(ground: Ground, place: Json) -> Json:
    ring = place["footprint"]["coordinates"][0]
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    told: dict[str, Any] = {
        "name": shown(ground.place),
        "country": ground.country,
        "precision": ground.precision,
        "claims": ground.claims,
        "middle": [round((west + east) / 2, 5), round((south + north) / 2, 5)],
        "box": [west, south, east, north],
        "until": _until(east - west),
    }
    return {"type": "Feature", "geometry": place["footprint"], "properties": told}


def footprints(span: Span) -> Json:
    """Where incidents could have been: the ground that all their versions allow, else the whole; those of one ground together."""
    found: dict[str, list[Json]] = {}
    left = span.unplaced
    for line, name in span.drawn:
        places = line["versions"]["places"]
        area = places["common"] or places["whole"]
        if area:
            found.setdefault(repr(area["coordinates"]), []).append({"area": area, "name": name, "coded": places["coded"]})
        else:
            left += 1
    made = [_footprint(some) for some in found.values()]
    made.sort(key=lambda feature: feature["properties"]["until"])
    return {"type": "FeatureCollection", "features": made, "left": left}


def _footprint(some: Sequence[Json]) -> Json:
    coded = some[0]["coded"]
    ground = Ground(some[0]["name"], None, coded["row"] if coded else None, None, None, 0, len(some))
    return _feature(ground, {"footprint": some[0]["area"]})


def _until(degrees: float) -> float:
    """The zoom up to which an area so many degrees wide is too small to be seen."""
    wide = max(degrees, 1e-4) * _WORLD / 360
    return round(max(0.0, math.log2(_SEEN / wide)), 2)
