"""Incidents as GeoJSON features (RFC 7946): the ground that all versions allow, else that any does, with both in the properties."""

from tacitus.format.pieces import Json, day_json, interval_json, number_json
from tacitus.model.answers import Footprint
from tacitus.model.versions import Coded, Field, Figures, Relates, Toll, Voice
from tacitus.views.export.incidents import pick
from tacitus.views.export.incidents.acled import own_id
from tacitus.views.export.incidents.cell import Cell, Left, Row, empty
from tacitus.views.export.incidents.hxl import row as flat_row
from tacitus.views.export.incidents.weighed import Story, Terms
from tacitus.views.export.outline import Outline, cut

_PLACES = 5  # decimals of a degree: about a metre


def feature(story: Story, row: Row) -> Json:
    """The feature of a row. `row` gives the values; the versions stand beside them."""
    places = story.versions.places
    common, whole = geometry(places.common), geometry(places.whole)
    shape = common or whole or _point(row)
    properties: Json = {name: cell.value for name, cell in row.items() if name not in ("latitude", "longitude")}
    return {
        "type": "Feature",
        "id": own_id(story.incident.id),
        "geometry": shape,
        "properties": {
            **properties,
            "geometry_is": "common to all versions" if common else "round all versions" if whole else "point" if shape else None,
            "common": common,
            "whole": whole,
            "km2": number_json(places.km2),
            "where_why": places.why,
            "point": _pair(row),
            "start": row["date_start"].value,
            "end": row["date_end"].value,
            "days_common": interval_json(story.versions.times.common) if story.versions.times.common else None,
            "days_whole": interval_json(story.versions.times.whole) if story.versions.times.whole else None,
            "when_why": story.versions.times.why,
            "time_codes": _codes(story.versions.times.coded),
            "place_codes": _codes(places.coded),
            "versions": [_field(field) for field in story.versions.fields],
            "tolls": [_toll(toll) for toll in story.tolls],
            "voices": _voices(story),
        },
    }


def row(story: Story, terms: Terms) -> Row | Left:
    """The flat values of a feature, and cells for what is told as a whole."""
    flat = flat_row(story, terms)
    if isinstance(flat, Left):
        return flat
    spot = pick.spot(story)
    told = tuple(entry.id for entry in story.told)
    ground = Cell(story.versions.places.why, "the ground of every version", told) if not isinstance(spot, Left) else empty(spot.why)
    time = Cell(story.versions.times.why, "the days of every version", told)
    return {**flat, "where_why": ground, "when_why": time}


def geometry(footprint: Footprint | None) -> Json | None:
    """A polygon, counter-clockwise, in two where it crosses the 180th meridian."""
    if footprint is None:
        return None
    ring = tuple((round(point.lon, _PLACES), round(point.lat, _PLACES)) for point in footprint.ring)
    return Outline(ring[0], cut(ring), None).geometry


def _pair(row: Row) -> list[float] | None:
    lat, lon = (row[name].value if name in row else None for name in ("latitude", "longitude"))
    return [lon, lat] if isinstance(lat, float) and isinstance(lon, float) else None


def _point(row: Row) -> Json | None:
    pair = _pair(row)
    return {"type": "Point", "coordinates": pair} if pair else None


def _codes(coded: Coded | None) -> Json | None:
    return {"acled": coded.acled, "ucdp": coded.ucdp, "airwars": coded.airwars, "words": coded.words} if coded else None


def _field(field: Field) -> Json:
    """A field's versions with how many voices tell each, and whether two of them conflict."""
    versions = [{"text": version.text, "voices": len(version.voices), "claims": len(version.claims)} for version in field.versions]
    conflict = any(one.relates is Relates.CONFLICT for version in field.versions for one in version.relations)
    return {"field": field.name, "about": field.about, "conflict": conflict, "versions": versions, "silent": len(field.silent)}


def _toll(toll: Toll) -> Json:
    history = [{"day": day_json(step.day), "text": step.text, "change": step.change} for step in toll.history]
    return {"outcome": toll.outcome, "whom": toll.whom, "figures": [_figures(one) for one in toll.figures], "history": history}


def _figures(figures: Figures) -> Json:
    bounds = {name: number_json(getattr(figures, name)) for name in ("low", "best", "high")}
    return {"policy": figures.policy, "suggested": True, **bounds, "rule": figures.rule}


def _voices(story: Story) -> Json:
    voices = story.versions.voices
    return {
        "independent": _names(voices.independent),
        "parties": _names(voices.parties),
        "deniers": _names(voices.deniers),
    }


def _names(voices: tuple[Voice, ...]) -> list[str]:
    return [voice.name for voice in voices]
