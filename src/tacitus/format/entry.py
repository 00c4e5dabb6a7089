"""Claims out of their report: each a line whole in itself, as `tacitus claims --json` prints it, and back into an Entry.

A line has the keys of a claim in tacitus/1. Where that points into the report's other lists, the line holds what stands there.
"""

from collections.abc import Container, Iterator
from datetime import date
from typing import Any

from tacitus.format.pieces import Json
from tacitus.model.answers import Codes, Counted, Footprint, Point, Relation, Standing
from tacitus.model.entry import Entry, Known, Moment, Named, Quote, Report, Site, Told
from tacitus.model.interval import Interval
from tacitus.model.span import Span

FORMAT = "tacitus-claim/1"
_ORDER = (
    "type", "codes", "standing", "hedged", "said_by", "agents", "targets", "place", "when", "counts", "instruments",
    "trigger", "evidence", "triggers", "saying", "cause_of", "effect_of", "also", "blanks", "confidence",
)  # fmt: skip
_ACTOR = ("id", "kind", "country")
_PLACE = ("start", "end", "text", "id", "kind", "precision", "relation", "role")
_TIME = ("start", "end", "text", "value", "grain", "approximate")
_COUNT = ("start", "end", "text", "part_of")


def entry_lines(reading: Json, report: Json, numbers: Container[int] | None = None) -> Iterator[Json]:
    """Every claim of a reading in tacitus/1 (or those of these numbers) as a line of its own; `report` are the facts of the report
    (see `report_json`)."""
    for number, claim in enumerate(reading["claims"], 1):
        if numbers is not None and number not in numbers:
            continue
        whole = _whole(claim, reading)
        slots = {key: whole[key] for key in _ORDER}
        yield {"format": FORMAT, "id": claim["id"], "number": number, "report": report, **slots}


def report_json(document: Json, text: str, reading: str) -> Json:
    """The facts of a report, from the document of tacitus/1 and the ids of the text's and the reading's records."""
    day = document["published"]
    return {
        "document": document["id"],
        "text": text,
        "reading": reading,
        "key": document["key"],
        "uri": document["uri"],
        "title": document["title"],
        "publisher": document["publisher"],
        "agency": document["agency"],
        "published": {"from": day["from"], "to": day["to"], "basis": day["basis"]},
    }


def _whole(claim: Json, reading: Json) -> Json:
    """The claim with what its indices point at."""
    actors = reading["actors"]
    return {
        **claim,
        "said_by": [_with(mouth, actors, "actor", _ACTOR) for mouth in claim["said_by"]],
        "agents": [_with(party, actors, "actor", _ACTOR) for party in claim["agents"]],
        "targets": [_with(party, actors, "actor", _ACTOR) for party in claim["targets"]],
        "place": claim["place"] and _with(claim["place"], reading["places"], "place", _PLACE),
        "when": claim["when"] and _with(claim["when"], reading["times"], "time", _TIME),
        "counts": [_with(count, reading["counts"], "count", _COUNT) for count in claim["counts"]],
    }


def _with(slot: Json, entries: list[Json], index: str, keys: tuple[str, ...]) -> Json:
    """A slot with those keys of the entry that it points at; null where it points at none."""
    place = slot[index]
    pointed = {} if place is None else entries[place]
    return {**slot, **{key: pointed.get(key) for key in keys}}


def entry_of(line: Json) -> Entry:
    """An Entry from its line. Raises KeyError, TypeError or ValueError for what is no such line."""
    if line["format"] != FORMAT:
        raise ValueError(f"{line['format']} is not {FORMAT}")
    codes = line["codes"]
    return Entry(
        id=line["id"],
        number=line["number"],
        report=report_of(line["report"]),
        kind=line["type"],
        codes=Codes(codes["plover"], codes["acled"], codes["cameo"], codes["ucdp"]),
        standing=Standing(line["standing"]),
        hedged=line["hedged"],
        trigger=_quote(line["trigger"]),
        evidence=_quote(line["evidence"]),
        rule=line["trigger"]["rule"],
        said_by=tuple(_mouth(mouth) for mouth in line["said_by"]),
        agents=tuple(_party(party) for party in line["agents"]),
        targets=tuple(_party(party) for party in line["targets"]),
        place=_site(line["place"]) if line["place"] else None,
        when=_moment(line["when"]) if line["when"] else None,
        counts=tuple(_told(count) for count in line["counts"]),
        instruments=tuple(_quote(words) for words in line["instruments"]),
        cause_of=tuple(line["cause_of"]),
        effect_of=tuple(line["effect_of"]),
        also=tuple(line["also"]),
        again=tuple(_quote(words) for words in line["triggers"]),
        blanks=tuple(line["blanks"].items()),
        confidence=line["confidence"],
        review=line["review"]["status"] if "review" in line else None,
    )


def report_of(facts: Json) -> Report:
    """A Report from its facts."""
    day = facts["published"]
    names = ("document", "text", "reading", "key", "uri", "title", "publisher", "agency")
    return Report(**{name: facts[name] for name in names}, published=_days(day), basis=day["basis"])


def _quote(words: Json) -> Quote:
    return Quote(Span(words["start"], words["end"]), words["text"])


def _words(slot: Json) -> Quote | None:
    return _quote(slot) if slot.get("start") is not None else None


def _known(slot: Json) -> Known:
    return Known(slot["basis"], slot["rule"])


def _named(slot: Json, quote: Quote | None, known: Known | None) -> Named:
    return Named(slot["name"], quote, slot["id"], slot["kind"], slot["country"], tuple(slot["aliases"]), known, slot.get("why_not"))


def _mouth(slot: Json) -> Named:
    return _named(slot, _quote(slot["span"]) if slot["span"] else None, None)


def _party(slot: Json) -> Named:
    return _named(slot, _quote(slot), _known(slot))


def _site(slot: Json) -> Site:
    said: dict[str, Any] | None = slot["relation"]
    return Site(
        name=slot["name"],
        quote=_words(slot),
        id=slot["id"],
        kind=slot["kind"],
        point=Point(slot["lat"], slot["lon"]) if slot["lat"] is not None else None,
        country=slot["country"],
        precision=slot["precision"],
        relation=Relation(said["type"], said.get("bearing"), said.get("km"), said.get("other")) if said else None,
        footprint=_footprint(slot["footprint"]),
        known=_known(slot),
    )


def _footprint(polygon: Json | None) -> Footprint | None:
    return Footprint(tuple(Point(lat, lon) for lon, lat in polygon["coordinates"][0])) if polygon else None


def _moment(slot: Json) -> Moment:
    days = _days(slot)
    if days is None:
        raise ValueError("a claim's time has neither a first nor a last day")
    return Moment(days, _words(slot), slot["value"], slot["grain"], bool(slot["approximate"]), _known(slot))


def _days(slot: Json) -> Interval | None:
    start, end = (date.fromisoformat(slot[key]) if slot[key] else None for key in ("from", "to"))
    return Interval(start, end) if start or end else None


def _told(slot: Json) -> Told:
    who = slot["who"]
    return Told(
        quote=_quote(slot),
        outcome=slot["outcome"],
        kind=slot["kind"],
        unit=slot["unit"],
        who=Counted(who["side"], who["status"], who["sex"], who["age"]),
        low=slot["low"],
        best=slot["best"],
        high=slot["high"],
        hedge=slot["hedge"],
        count=slot["count"],
        part_of=slot["part_of"],
        known=_known(slot),
    )
