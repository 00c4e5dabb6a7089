"""The small parts that every entry is made of: spans, intervals, mouths, amounts."""

from datetime import date
from typing import Any

from tacitus.model.answers import Footprint, HowMany, Mouth
from tacitus.model.found import Found
from tacitus.model.interval import Interval
from tacitus.model.span import Span

Json = dict[str, Any]


def span_json(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def day_json(day: date | None) -> str | None:
    return day.isoformat() if day else None


def interval_json(interval: Interval | None) -> Json:
    return {"from": day_json(interval.start if interval else None), "to": day_json(interval.end if interval else None)}


def found_json(found: Found[Any], text: str) -> Json:
    """The words, and how the value is known."""
    known: Json = {**span_json(found.span, text), "basis": str(found.basis), "rule": f"{found.maker.step}/{found.maker.rule}"}
    return known if found.value is not None else {**known, "why_not": found.why_not}


def footprint_json(footprint: Footprint | None) -> Json | None:
    """A GeoJSON polygon, longitude first."""
    if footprint is None:
        return None
    return {"type": "Polygon", "coordinates": [[[point.lon, point.lat] for point in footprint.ring]]}


def number_json(value: float | None) -> int | float | None:
    return None if value is None else int(value) if value == int(value) else value


def count_value_json(value: HowMany) -> Json:
    who = value.who
    return {
        "outcome": value.outcome,
        "kind": value.kind,
        "who": {"side": who.side, "status": who.status, "sex": who.sex, "age": who.age},
        "unit": value.unit,
        "low": number_json(value.amount.low),
        "best": number_json(value.amount.best),
        "high": number_json(value.amount.high),
        "hedge": value.amount.hedge,
    }


def mouth_json(mouth: Mouth, text: str) -> Json:
    said: Json = {"name": mouth.name, "actor": mouth.actor, "aliases": list(mouth.aliases)}
    said["span"] = span_json(mouth.span, text) if mouth.span else None
    return {**said, "why_not": mouth.why_not} if mouth.why_not else said
