"""The export `plover`: the records of the PLOVER manual, one JSON object a line.

A claim without a PLOVER code, a doer or a day is left out and counted: those fields are required, and none is made up. Who says so
has no field in PLOVER and stands under names of its own (`said_by`, `standing`, `hedged`), as the manual allows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.rules.table import load_rows
from tacitus.views.export.flat import figure
from tacitus.views.export.form import text_form
from tacitus.views.export.iso import alpha3
from tacitus.views.export.sheet import Sheet

CODEBOOK = "PLOVER manual, February 2024"
NO_CODE = "PLOVER has no code for this kind of happening"
NO_DOER = "PLOVER wants an actor and nobody is named as the doer"
NO_DAY = "PLOVER wants a date and no first day is known"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of plover.toml; each list of the file uses some of the fields."""

    id: str
    quad: int | None = None
    modes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    after_days: int = 0
    kinds: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    resolution: int = 0


@cache
def rows(key: str) -> tuple[Row, ...]:
    return load_rows(Row, "tacitus.views.export", "plover.toml", key)


def record(line: Json) -> Json | str:
    """A claim as a record, or why it is none."""
    code, when = line["codes"]["plover"], line["when"]
    actors, recipients = _sides(line)
    if code is None:
        return NO_CODE
    if not actors:
        return NO_DOER
    if not when or not when["from"]:
        return NO_DAY
    event, _, mode = code.partition("-")
    quad = next((row.quad for row in rows("event") if row.id == event), None)
    told: Json = {
        "id": line["id"],
        "has_event": True,
        "date": when["from"],
        "enddate": when["to"],
        "actor": [_entity(party) for party in actors],
        "recipient": [_entity(party) for party in recipients],
        "event": [event],
        "mode": [*([mode] if mode else []), *_auxiliary(line)],
        "quad_code": quad,
        "size": _size(line),
        "event_loc": _location(line["place"]),
        "event_text": [line["evidence"]["text"]],
        "text_info": {"start": line["evidence"]["start"], "end": line["evidence"]["end"]},
        "cite_info": _citation(line),
        "coder": "Tacitus",
        "said_by": [mouth["name"] for mouth in line["said_by"]],
        "standing": line["standing"],
        "hedged": line["hedged"],
    }
    return {name: value for name, value in told.items() if value is not None}


def _sides(line: Json) -> tuple[list[Json], list[Json]]:
    """Actors and recipients; where both sides act all of them are actors."""
    if any(line["type"] in row.types for row in rows("mutual")):
        return [*line["agents"], *line["targets"]], []
    return line["agents"], line["targets"]


def _entity(party: Json) -> Json:
    sector = next((row.id for row in rows("sector") if party["kind"] in row.kinds), None)
    stateless = next((row.id for row in rows("stateless") if party["kind"] in row.kinds), None)
    told = {
        "code": alpha3(party["country"]) or stateless,
        "sector": sector,
        "entity_text": party["text"],
        "identifier_id": party["id"],
        "identifier_text": party["name"],
    }
    return {name: value for name, value in told.items() if value is not None}


def _auxiliary(line: Json) -> Iterator[str]:
    """historical, future, hypothetical or negation."""
    published, until = line["report"]["published"], line["when"]["to"]
    day = published and (published["from"] or published["to"])
    for row in rows("historical"):
        if day and until and date.fromisoformat(until) + timedelta(days=row.after_days) <= date.fromisoformat(day):
            yield row.id
    yield from (row.id for row in rows("standing") if line["standing"] in row.standings)


def _size(line: Json) -> Json | None:
    """The figure told, else the bound told."""
    told = {}
    for name, outcome in (("dead", "killed"), ("injured", "injured"), ("arrested", "captured")):
        found = [figure(line, outcome, bound) for bound in ("best", "low", "high")]
        told[name] = next((value for value in found if value is not None), None)
    return {name: value for name, value in told.items() if value is not None} or None


def _location(place: Json | None) -> Json | None:
    if place is None:
        return None
    told = {
        "extracted_place": place["text"],
        "resolved_place": place["name"],
        "geonameid": _geonames(place["id"]),
        "lat": place["lat"],
        "lon": place["lon"],
        "country_code": alpha3(place["country"]),
        "resolution": next((row.resolution for row in rows("place") if _fits(row, place)), None),
    }
    return {name: value for name, value in told.items() if value is not None}


def _fits(row: Row, place: Json) -> bool:
    return place["precision"] in row.precision and (not row.kinds or place["kind"] in row.kinds)


def _geonames(identity: str | None) -> int | None:
    scheme, _, number = (identity or "").partition(":")
    return int(number) if scheme == "geonames" and number.isdigit() else None


def _citation(line: Json) -> Json:
    report = line["report"]
    told = {
        "citation": f"sha256:{report['document']}",
        "url": report["uri"],
        "title": report["title"],
        "publication": report["publisher"] or report["agency"],
        "coder": line["trigger"]["rule"],
        "codebook": CODEBOOK,
    }
    return {name: value for name, value in told.items() if value is not None}


def _lines(sheet: Sheet) -> Iterator[str]:
    for line in sheet.claims:
        told = record(line)
        if isinstance(told, str):
            sheet.leave(told)
        else:
            yield json_line(told)


PLOVER = text_form(_lines)
