"""The six questions' answers as tacitus/1."""

from tacitus.format.figures import figures_json
from tacitus.format.pieces import (
    Json,
    count_value_json,
    footprint_json,
    found_json,
    interval_json,
    mouth_json,
    span_json,
)
from tacitus.model.answers import Active, HowMany, Relation, SaidBy, When, Where, Who
from tacitus.model.found import Found


def time_json(found: Found[When], text: str) -> Json:
    value = found.value
    if value is None:
        unknown = {"value": None, "grain": None, "approximate": False, "anchor": None, "anchor_time": None, "why": None}
        return {**found_json(found, text), **interval_json(None), **unknown}
    return {
        **found_json(found, text),
        **interval_json(value.interval),
        "value": value.value,
        "grain": value.grain,
        "approximate": value.approximate,
        "anchor": value.anchor,
        "anchor_time": value.anchor_time,
        "why": value.why,
    }


def place_json(found: Found[Where], text: str) -> Json:
    value = found.value
    if value is None:
        empty = dict.fromkeys(("role", "name", "id", "lat", "lon", "country", "kind", "relation", "footprint", "precision", "why"))
        return {**found_json(found, text), **empty, "role": "literal", "name": found.span.of(text), "others": []}
    place = value.candidate
    return {
        **found_json(found, text),
        "role": value.role,
        "name": place.name if place else value.name,
        "id": place.id if place else None,
        "lat": place.point.lat if place else None,
        "lon": place.point.lon if place else None,
        "country": (place.country or None) if place else None,
        "kind": place.kind if place else None,
        "relation": _relation(value.relation),
        "footprint": footprint_json(value.footprint),
        "precision": value.precision,
        "why": value.why,
        "others": [
            {"id": other.id, "name": other.name, "lat": other.point.lat, "lon": other.point.lon, "country": other.country or None}
            for other in value.others
        ],
    }


def _relation(relation: Relation | None) -> Json | None:
    """What the words say, without what they leave open."""
    if relation is None:
        return None
    said = {"type": relation.type, "bearing": relation.bearing, "km": relation.km, "other": relation.other}
    return {key: value for key, value in said.items() if value is not None}


def actor_json(found: Found[Who], text: str) -> Json:
    value = found.value
    if value is None:
        unknown: Json = dict.fromkeys(("name", "id", "kind", "country", "mention", "active"))
        return {**found_json(found, text), **unknown, "aliases": [], "mentions": [], "loaded": []}
    return {
        **found_json(found, text),
        "name": value.name,
        "id": value.id,
        "kind": value.kind,
        "country": value.country,
        "mention": value.mention,
        "aliases": list(value.aliases),
        "mentions": list(value.same),
        "loaded": [{"words": label.words, "slant": label.slant, "voice": label.voice} for label in value.loaded],
        "active": _active(value.active),
    }


def _active(active: Active | None) -> Json | None:
    return {"since": active.since, "until": active.until, "became": list(active.became)} if active else None


def count_json(found: Found[HowMany], text: str, policy: str | None = None) -> Json:
    if found.value is None:
        empty = dict.fromkeys(("outcome", "kind", "who", "unit", "low", "best", "high", "hedge", "part_of"))
        return {**found_json(found, text), **empty, **figures_json(found, policy)}
    known = {**found_json(found, text), **count_value_json(found.value), "part_of": found.value.part_of}
    return {**known, **figures_json(found, policy)}


def saying_json(found: Found[SaidBy], text: str, times: tuple[Found[When], ...]) -> Json:
    value = found.value
    known = found_json(found, text)
    how: Json = {key: known[key] for key in ("basis", "rule", "why_not") if key in known}
    if value is None:
        unknown: Json = dict.fromkeys(("form", "said_on", "within"))
        return {"source": None, "cue": None, "content": span_json(found.span, text), "content_parts": [], **unknown, **how}
    source: Json = mouth_json(value.source, text)
    words = source.pop("span") or {}
    return {
        "source": {**words, **source},
        "cue": {**(span_json(value.cue, text) if value.cue else {}), "strength": value.strength},
        "content": span_json(value.content, text),
        "content_parts": [span_json(part, text) for part in value.content_parts],
        "form": value.form,
        "said_on": _said_on(value, times),
        "within": value.within,
        **how,
    }


def _said_on(saying: SaidBy, times: tuple[Found[When], ...]) -> Json | None:
    """The days of the first time expression among the words that date the saying."""
    for time in times:
        dated = time.value and time.value.interval
        if dated and any(part.overlaps(time.span) for part in saying.time_words):
            return interval_json(dated)
    return None
