"""Lines of tacitus-claim/1 made by hand, and the readings that they come from."""

import zlib
from typing import Any

Json = dict[str, Any]


def party(name: str, kind: str | None = None, identity: str | None = None, **more: Any) -> Json:
    words = more.pop("text", name)
    told = {"start": 0, "end": len(words), "text": words, "name": name, "actor": 0, "aliases": [], "basis": "stated"}
    return {**told, "rule": "who/name", "id": identity, "kind": kind, "country": None, **more}


def person(name: str, *aliases: str, **more: Any) -> Json:
    return party(name, "person", "person-0123456789abcdef", aliases=[name, *aliases], **more)


def mouth(name: str, kind: str | None = None, identity: str | None = None, **more: Any) -> Json:
    span = {"start": 0, "end": len(name), "text": name}
    return {"name": name, "actor": None, "aliases": [], "span": span, "id": identity, "kind": kind, "country": None, **more}


def place(
    name: str, lat: float = 15.6, lon: float = 32.5, kind: str = "town", precision: str | None = "exact", **more: Any
) -> Json:
    around = [[lon + 0.1, lat], [lon, lat + 0.1], [lon - 0.1, lat], [lon, lat - 0.1], [lon + 0.1, lat]]
    told: Json = {"lat": lat, "lon": lon, "country": "SD", "name": name, "place": 0, "basis": "stated", "rule": "where/name"}
    told |= {"footprint": {"type": "Polygon", "coordinates": [around]}, "start": 0, "end": len(name), "text": name}
    return {**told, "id": "geonames:379252", "kind": kind, "precision": precision, "relation": None, "role": "literal", **more}


def count(outcome: str | None, best: float | None, **more: Any) -> Json:
    who = {"side": None, "status": None, "sex": None, "age": None}
    told: Json = {"outcome": outcome, "kind": "people", "who": who, "unit": "people", "low": None, "best": best, "high": None}
    told |= {
        "hedge": None,
        "count": 0,
        "basis": "stated",
        "rule": "claims/count",
        "start": 0,
        "end": 1,
        "text": "1",
        "part_of": None,
    }
    return {**told, "part_of": None, **more}


def line(kind: str = "strike", evidence: str = "shells hit the market", trigger: str | None = None, **more: Any) -> Json:
    """A claim of a report of 6 March 2024, whose text is the evidence."""
    words = trigger or evidence.split()[0]
    at = evidence.index(words)
    report: Json = {
        "document": "d" * 64,
        "text": "text-1",
        "reading": "reading-1",
        "key": "note-1",
        "uri": "https://news.example/a/1",
    }
    report |= {"title": None, "publisher": "The Outlet", "agency": None}
    told: Json = {"format": "tacitus-claim/1", "id": f"claim-{zlib.crc32(evidence.encode()):016x}", "number": 1}
    told["report"] = {**report, "published": {"from": "2024-03-06", "to": "2024-03-06", "basis": "given"}, **more.pop("report", {})}
    told |= {"type": kind, "codes": {"plover": "ASSAULT-aerial", "acled": None, "cameo": "195", "ucdp": "armed force"}}
    told |= {"trigger": {"start": at, "end": at + len(words), "text": words, "basis": "stated", "rule": "what/hit"}, "triggers": []}
    told["evidence"] = {"start": 0, "end": len(evidence), "text": evidence}
    told |= {"said_by": [{**mouth("The Outlet"), "span": None}], "saying": None, "hedged": False, "standing": "happened"}
    told |= {
        "agents": [],
        "targets": [],
        "place": None,
        "when": None,
        "counts": [],
        "instruments": [],
        "cause_of": [],
        "effect_of": [],
    }
    return {**told, "also": [], "blanks": {}, "confidence": 1.0, **more}


def when(first: str | None = "2024-03-05", last: str | None = "2024-03-05") -> Json:
    told: Json = {"from": first, "to": last, "time": 0, "basis": "stated", "rule": "claims/time-words"}
    return {**told, "start": None, "end": None, "text": None, "value": first, "grain": "day", "approximate": False}


def reading(actors: list[Json] | None = None, places: list[Json] | None = None) -> Json:
    """What a profile asks a reading for."""
    build = {"version": "0", "encoder": "e", "gazetteer": "g", "tables": "t"}
    return {"format": "tacitus/1", "actors": actors or [], "places": places or [], "build": build}
