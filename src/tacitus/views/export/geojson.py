"""The export `geojson`: one FeatureCollection (RFC 7946), a feature a claim.

The outline is where it could have been; `point` is for maps that draw points, `precision_m` how far from it the outline reaches.
A claim without a place has the geometry null and says why. The statement is the foreign member `tacitus`.
"""

from collections.abc import Iterator

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.views.export.crosswalk import precise
from tacitus.views.export.flat import flat
from tacitus.views.export.form import text_form
from tacitus.views.export.outline import outline, why_none
from tacitus.views.export.sheet import Sheet

_ELSEWHERE = frozenset({"claim_id", "lat", "lon", "when_from", "when_to", "place_why_not"})


def feature(line: Json) -> Json:
    """A claim as a feature. `start` and `end` are ISO days, as most timelines read them."""
    ground = outline(line)
    acled, ucdp = precise(line["place"])
    when = line["when"] or {}
    where: Json = {"geo_precision": acled, "where_prec": ucdp}
    if ground is None:
        where["geometry_why_not"] = why_none(line)
    else:
        where |= {"point": list(ground.point), "precision_m": ground.precision_m}
    told = {name: value for name, value in flat(line).items() if name not in _ELSEWHERE}
    return {
        "type": "Feature",
        "id": line["id"],
        "geometry": ground and ground.geometry,
        "properties": {**where, "start": when.get("from"), "end": when.get("to"), **told},
    }


def _lines(sheet: Sheet) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":[\n'
    between = ""
    for line in sheet.claims:
        yield between + json_line(feature(line)).rstrip("\n")
        between = ",\n"
    yield '\n],"tacitus":' + json_line(sheet.about()).rstrip("\n") + "}\n"


GEOJSON = text_form(_lines)
