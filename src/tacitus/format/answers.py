"""The six questions' answers as tacitus/1."""


from tacitus.format.pieces import (
    Json,
    count_value_json,
    footprint_json,
    found_json,
    interval_json,
    mouth_json,
    span_json,
)
from tacitus.model.answers import HowMany, SaidBy, When, Where, Who
from tacitus.model.found import Found


def time_json(found: Found[When], text: str) -> Json:
    value = found.value
    if value is None:
        return {**found_json(found, text), "from": None, "to": None, "value": None, "grain": None, "approximate": False, "anchor": None, "why": None}
    reckoned: Json = {"value": value.value, "grain": value.grain, "approximate": value.approximate, "anchor": value.anchor, "why": value.why}
    if value.anchor_time is not None:
        reckoned["anchor_time"] = value.anchor_time
    return {**found_json(found, text), **interval_json(value.interval), **reckoned}


def place_json(found: Found[Where], text: str) -> Json:
    value = found.value
    if value is None:
        empty = dict.fromkeys(("role", "name", "id", "lat", "lon", "country", "kind", "relation", "footprint", "precision", "why"))
        return {**found_json(found, text), **empty, "role": "literal", "name": found.span.of(text), "others": []}
    place = value.candidate
    relation = value.relation
    said = {key: getattr(relation, key) for key in ("type", "bearing", "km", "other") if getattr(relation, key) is not None} if relation else None
    return {
        **found_json(found, text),
        "role": value.role,
        "name": place.name if place else value.name,
        "id": place.id if place else None,
        "lat": place.point.lat if place else None,
        "lon": place.point.lon if place else None,
        "country": place.country if place else None,
        "kind": place.kind if place else None,
        "relation": said,
        "footprint": footprint_json(value.footprint),
        "precision": value.precision,
        "why": value.why,
        "others": [
            {"id": other.id, "name": other.name, "lat": other.point.lat, "lon": other.point.lon, "country": other.country}
            for other in value.others
        ],
    }


def actor_json(found: Found[Who], text: str) -> Json:
    value = found.value
    if value is None:
        return {**found_json(found, text), "name": None, "id": None, "kind": None, "country": None, "aliases": [], "mentions": [], "loaded": []}
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
    }


def count_json(found: Found[HowMany], text: str) -> Json:
    if found.value is None:
        empty = dict.fromkeys(("outcome", "kind", "who", "unit", "low", "best", "high", "hedge", "part_of"))
        return {**found_json(found, text), **empty}
    return {**found_json(found, text), **count_value_json(found.value), "part_of": found.value.part_of}


def saying_json(found: Found[SaidBy], text: str, times: tuple[Found[When], ...]) -> Json:
    value = found.value
    if value is None:
        return {**found_json(found, text), "source": None, "cue": None, "content": span_json(found.span, text), "content_parts": [], "form": None, "said_on": None, "within": None}
    source: Json = mouth_json(value.source, text)
    words = source.pop("span") or {}
    dated = next((time for time in times if time.value and time.value.interval and any(part.overlaps(time.span) for part in value.time_words)), None)
    return {
        "source": {**words, **source},
        "cue": {**(span_json(value.cue, text) if value.cue else {}), "strength": value.strength},
        "content": span_json(value.content, text),
        "content_parts": [span_json(part, text) for part in value.content_parts],
        "form": value.form,
        "said_on": interval_json(dated.value.interval) if dated and dated.value else None,
        "within": value.within,
        "rule": f"{found.maker.step}/{found.maker.rule}",
    }
