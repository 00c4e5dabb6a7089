"""A corrected slot as it is recorded: what a coder gives, made whole and checked against the text, or refused in one line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tacitus.errors import InputError
from tacitus.model.answers import Standing
from tacitus.model.review import PARTIES, SINGLE, SLOTS, Line

Spans = Sequence[tuple[int, int]]
_WORDS = ("start", "end", "text")
_WHO = ("side", "status", "sex", "age")
_PARTY: Line = {"name": None, "actor": None, "aliases": [], "id": None, "kind": None, "country": None}
_SHAPES: Mapping[str, Line] = {
    "agents": _PARTY,
    "targets": _PARTY,
    "said_by": {**_PARTY, "span": None},
    "place": {
        "name": None, "id": None, "kind": None, "lat": None, "lon": None, "country": None, "precision": None, "relation": None,
        "role": "literal", "footprint": None, "place": None,
    },
    "when": {"from": None, "to": None, "value": None, "grain": None, "approximate": False, "time": None},
    "counts": {
        "outcome": None, "kind": None, "unit": None, "who": None, "low": None, "best": None, "high": None, "hedge": None,
        "count": None, "part_of": None,
    },
}  # fmt: skip
_READ = {"agents": "actors", "targets": "actors", "said_by": "actors", "place": "places", "when": "times", "counts": "counts"}
_INDEX = {"agents": "actor", "targets": "actor", "said_by": "actor", "place": "place", "when": "time", "counts": "count"}
_NUMBERS = frozenset({"lat", "lon", "low", "best", "high"})
_PRECISIONS = frozenset({"exact", "near", "area", "district", "province", "country", None})
_OWN = 1_000_000  # from here on numbers of a claim are counted that the reading did not find: by where their words begin


def shaped(slot: str, given: Any, spans: Spans, text: str, reading: Line, kinds: Mapping[str, Line]) -> Any:
    """The value of a corrected slot, whole. `given` is the typed value, or None where only words (`spans`) were chosen; `reading`
    is the reading of tacitus/1 that the claim stands in, `kinds` the codes of every kind of claim. Raises InputError.

    Words that the reading found something in bring what it found: the actor, the place on the map, the days, the number.
    """
    if slot not in SLOTS:
        raise InputError(f"{slot}: no such slot; correct one of {', '.join(SLOTS)}")
    if slot in ("type", "standing", "hedged"):
        return _plain(slot, given, spans, kinds)
    if slot in SINGLE:
        if given is None and not spans:
            return None
        if len(spans) > 1 or not isinstance(given, dict | None):
            raise InputError(f"{slot}: give one stretch of words, or one value as a JSON object")
        return _whole(slot, given or {}, spans[0] if spans else None, text, reading)
    return _many(slot, given, spans, text, reading)


def _many(slot: str, given: Any, spans: Spans, text: str, reading: Line) -> list[Line]:
    """Values of a slot that holds several. One object goes with one stretch of words."""
    if isinstance(given, dict):
        if len(spans) > 1:
            raise InputError(f"{slot}: one value goes with one stretch of words; give a list of values, each with start and end")
        return [_whole(slot, given, spans[0] if spans else None, text, reading)]
    if given is not None and not isinstance(given, list):
        raise InputError(f"{slot}: give a list of JSON objects, or words of the text")
    made = [_whole(slot, one, None, text, reading) for one in given or ()]
    made += [_whole(slot, {}, span, text, reading) for span in spans]
    if slot == "said_by" and not made:
        raise InputError("said_by: somebody says it; give the publisher first, then each who is quoted")
    return made


def _plain(slot: str, given: Any, spans: Spans, kinds: Mapping[str, Line]) -> Any:
    if spans:
        raise InputError(f"{slot}: it is no words of the text; give its value")
    if slot == "type":
        kind = given["type"] if isinstance(given, dict) and "type" in given else given
        if not isinstance(kind, str) or kind not in kinds:
            raise InputError(f"type: {kind!r} is no kind of claim; the kinds are {', '.join(sorted(kinds))}")
        return {"type": kind, "codes": dict(kinds[kind])}
    allowed = [str(standing) for standing in Standing] if slot == "standing" else [True, False]
    if not any(type(given) is type(one) and given == one for one in allowed):
        raise InputError(f"{slot}: {given!r} is none of {', '.join(str(one).casefold() for one in allowed)}")
    return given


def _whole(slot: str, given: Any, span: tuple[int, int] | None, text: str, reading: Line) -> Line:
    """One value with all its keys: those that are given, those that the reading found in its words, else nothing."""
    if not isinstance(given, dict):
        raise InputError(f"{slot}: {given!r} is no JSON object")
    shape = _SHAPES[slot]
    extra = sorted(given.keys() - shape.keys() - {*_WORDS, "basis", "rule", "why_not", "role"})
    if extra:
        raise InputError(f"{slot}: no {', '.join(extra)} can be given; its keys are {', '.join((*_WORDS, *shape))}")
    words = _words(slot, given, span, text)
    index, found = _read(slot, words, reading)
    made = {key: found.get(key, default) for key, default in shape.items()} | {_INDEX[slot]: index}
    made |= {key: value for key, value in given.items() if key in shape}
    if "name" in shape:
        made["name"] = made["name"] or (words or {}).get("text")
    _FINISH.get(slot, _named)(slot, made)
    if slot == "said_by":
        return {**made, "span": words}
    if slot == "counts" and words and made["count"] is None:
        made["count"] = _OWN + words["start"]
    return {**(words or dict.fromkeys(_WORDS)), **made}


def _words(slot: str, given: Line, span: tuple[int, int] | None, text: str) -> Line | None:
    """The chosen words; their text is the text's own."""
    spoken = given.get("span")
    inner: Line = spoken if slot == "said_by" and isinstance(spoken, dict) else given
    start, end = span or (inner.get("start"), inner.get("end"))
    if start is None and end is None:
        if slot in PARTIES or slot == "counts":
            raise InputError(f"{slot}: it has to stand on words of the text; give start and end")
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise InputError(f"{slot}: {start}:{end} is no stretch of the text, which has {len(text):,} characters")
    words = text[start:end]
    if span is None and inner.get("text") not in (None, words):
        raise InputError(f"{slot}: the text says {words!r} at {start}:{end}, not {inner['text']!r}")
    return {"start": start, "end": end, "text": words}


def _read(slot: str, words: Line | None, reading: Line) -> tuple[int | None, Line]:
    """What the reading found in just these words, and its index."""
    for index, one in enumerate(reading[_READ[slot]] if words else ()):
        if words and one["start"] == words["start"] and one["end"] == words["end"] and not one.get("why_not"):
            return index, one
    return None, {}


def _named(slot: str, made: Line) -> None:
    _must(slot, made, "name", lambda one: isinstance(one, str) and bool(one.strip()), "a name")
    _must(
        slot, made, "aliases", lambda one: isinstance(one, list) and all(isinstance(name, str) for name in one), "a list of names"
    )
    made["actor"] = made["actor"] if type(made["actor"]) is int else None
    _strings(slot, made, ("id", "kind", "country"))


def _place(slot: str, made: Line) -> None:
    _must(slot, made, "name", lambda one: isinstance(one, str) and bool(one.strip()), "a name")
    _strings(slot, made, ("id", "kind", "country", "role"))
    _numbers(slot, made)
    _must(slot, made, "precision", lambda one: one in _PRECISIONS, "exact, near, area, district, province or country")
    if (made["lat"] is None) != (made["lon"] is None) or not (abs(made["lat"] or 0) <= 90 and abs(made["lon"] or 0) <= 180):
        raise InputError("place: give lat and lon together, in degrees")
    _must(slot, made, "relation", lambda one: one is None or (isinstance(one, dict) and "type" in one), "an object with a type")
    _must(slot, made, "footprint", _is_polygon, "a GeoJSON polygon, its ring closed")


def _when(slot: str, made: Line) -> None:
    for key in ("from", "to"):
        _must(slot, made, key, _is_day, "a day like 2024-03-05, or null")
    if made["from"] is None and made["to"] is None:
        raise InputError("when: no day is read in these words; give from and to")
    if made["from"] and made["to"] and made["to"] < made["from"]:
        raise InputError(f"when: {made['to']} lies before {made['from']}")
    made["approximate"] = bool(made["approximate"])
    _strings(slot, made, ("value", "grain"))


def _count(slot: str, made: Line) -> None:
    _numbers(slot, made)
    if made["hedge"] is None and all(made[key] is None for key in ("low", "best", "high")):
        raise InputError("counts: no number is read in these words; give best, or low and high")
    told = [made[key] for key in ("low", "best", "high") if made[key] is not None]
    if told != sorted(told) or any(number < 0 for number in told):
        raise InputError(f"counts: {told} do not rise from low over best to high")
    _strings(slot, made, ("outcome", "kind", "unit", "hedge"))
    who = made["who"] or {}
    _must(slot, made, "who", lambda one: one is None or isinstance(one, dict), "an object of side, status, sex, age")
    made["who"] = {key: who.get(key) for key in _WHO}
    made["part_of"] = made["part_of"] if type(made["part_of"]) is int else None
    if type(made["count"]) is not int:
        made["count"] = None


_FINISH: Mapping[str, Callable[[str, Line], None]] = {"place": _place, "when": _when, "counts": _count}


def _strings(slot: str, made: Line, keys: Iterable[str]) -> None:
    for key in keys:
        _must(slot, made, key, lambda one: one is None or isinstance(one, str), "words, or null")


def _numbers(slot: str, made: Line) -> None:
    for key in _NUMBERS & made.keys():
        _must(slot, made, key, lambda one: one is None or (type(one) in (int, float) and abs(one) < 1e12), "a number, or null")


def _must(slot: str, made: Line, key: str, holds: Callable[[Any], bool], what: str) -> None:
    if not holds(made[key]):
        raise InputError(f"{slot}: {key} is {made[key]!r}; give {what}")


def _is_day(given: Any) -> bool:
    if given is None:
        return True
    try:
        return isinstance(given, str) and date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def _is_polygon(given: Any) -> bool:
    if given is None:
        return True
    rings = given.get("coordinates") if isinstance(given, dict) and given.get("type") == "Polygon" else None
    ring = rings[0] if isinstance(rings, list) and rings else None
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        return False
    return all(isinstance(point, list) and len(point) == 2 and all(type(one) in (int, float) for one in point) for point in ring)
