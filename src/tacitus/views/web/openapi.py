"""The OpenAPI document of /api, made of the shapes of the format. Every answer of the tests is held against it."""

from functools import cache
from typing import Any

from tacitus import __version__
from tacitus.format.pieces import Json
from tacitus.format.schema import schema
from tacitus.format.shapes import DAYS, STRING, closed, is_a, list_of, maybe, part
from tacitus.views.web import coding, coverage, queueing
from tacitus.views.web.asked import FIELDS
from tacitus.views.web.claim_shape import claim_shapes, reviews_shape
from tacitus.views.web.coding_shapes import MEANT, coding_shapes
from tacitus.views.web.weighed import NOUNS
from tacitus.views.web.weighed_shapes import KINDS, changes_shape, weighed_shapes

_MEANT = {
    "since": "A day: that could have happened then or later.",
    "until": "A day: that could have happened then or before.",
    "words": 'Words that must all be there; "a phrase", -without, or, begin*.',
    "place": "A place's name, or how it begins.",
    "country": "ISO 3166-1 alpha-2.",
    "actor": "Who did it or to whom: a name, how it begins, or an id.",
    "speaker": "Who says it, or through whom.",
    "type": "A kind, a PLOVER code, or how an ACLED code begins.",
    "standing": "happened, ongoing, planned, possible, demanded, denied or negated.",
    "grade": "The suggested grade of the incident that the claim is in.",
    "near": "LAT,LON,KM",
    "box": "W,S,E,N in degrees",
    "show": "For pages: claims, not incidents.",
}


_LINES = {"incidents": "incident", "groups": "body", "agreements": "pact"}


@cache
def document() -> Json:
    """The whole document."""
    told = "Who says that what happened to whom, where, when and how many. Read only; errors are one line."
    made: Json = {
        "openapi": "3.1.0",
        "info": {"title": "Tacitus", "version": __version__, "description": told},
        "paths": _paths(),
        "components": {"schemas": {**schema()["$defs"], **claim_shapes(), **weighed_shapes(), **_own()}},
    }
    result: Json = _moved(made)
    return result


def _moved(value: Any) -> Any:
    """References where OpenAPI keeps its schemas."""
    if isinstance(value, dict):
        return {key: _moved(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner) for inner in value]
    return value.replace("#/$defs/", "#/components/schemas/") if isinstance(value, str) else value


def _paths() -> Json:
    """Every path, with what it takes and gives."""
    filters, window = [_query(name, _MEANT[name]) for name in FIELDS], _window()
    found = {
        "/api/openapi.json": _get("This document.", {"type": "object"}),
        "/api/ledger": _get("What the ledger holds.", part("ledger", "Counts.")),
        "/api/claims": _get("Claims under a filter.", part("claim_page", "A page."), *filters, *window),
        "/api/claims/{key}": _get("One claim.", part("claim_line", "The claim."), _key()),
        "/api/claims/{key}/trace": _get("A claim's way back to the bytes.", part("trace", "The way."), _key()),
        "/api/claims/{key}/reviews": _get("What people said of a claim.", part("reviews", "Every record."), _key()),
        "/api/days": _get("On which days the claims could lie.", part("days_found", "Days."), *filters),
        "/api/places": _get("Where the claims could lie, as GeoJSON.", part("areas", "Areas."), *filters),
        "/api/reports": _get("Reports, the newest first.", part("report_page", "A page."), *_also(*coverage.REPORTS), *window),
        "/api/reports/{key}": _get("A report with its text and reading.", part("report_whole", "The report."), _key()),
        "/api/reports/{key}/changes": _get(
            "What changed between two versions of its page.",
            part("version_changes", "Changes."),
            _key(),
            *(_query(name, "The number of a version, from 1.", "integer") for name in ("before", "after")),
        ),
        "/api/actors/{key}": _get("An actor by its id.", part("actor_found", "The actor."), _key()),
        "/api/actors/{key}/{role}": _get(
            "Its claims as agent, target or speaker.", part("claim_page", "A page."), _key(), _key("role"), *window
        ),
        "/api/footprints": _get("Where the incidents lie, as GeoJSON.", part("areas", "Areas."), *filters),
        "/api/search": _get("Reports by words.", part("hits", "The best."), _query("words", _MEANT["words"]), window[0]),
        "/api/queue": _get("Claims that wait for review.", part("queue_page", "A page."), *_also(*queueing.FIELDS), *window),
        "/api/coders": _get("Who reviewed what, how far they agree.", part("coding", "All."), *_also(*coding.FIELDS)),
        "/api/reviews": _get("All reviews, in order.", part("review_page", "A page."), *_also("as", "orphaned"), *window),
        "/api/coverage": _get("Who published how much, when.", part("calendar", "The calendar."), *_also("since", "until", "by")),
        "/api/rules": _get("Builds, tables of rules and profiles.", part("rules", "What is in force.")),
    }
    for noun in NOUNS:
        found[f"/api/{noun}"] = _get(f"The {noun} that weighing found.", part(f"{KINDS[noun]}_page", "A page."), *filters, *window)
        found[f"/api/{noun}/{{key}}"] = _get(f"One of the {noun}, whole.", part(_LINES[noun], "The line."), _key())
    for noun in ("incidents", "groups"):
        found[f"/api/{noun}/{{key}}/ground"] = _get("Where it could have been, as GeoJSON.", part("ground", "Areas."), _key())
    return found


def _get(says: str, answer: Json, *parameters: Json) -> Json:
    wrong = {"description": "It cannot be answered.", "content": {"application/json": {"schema": part("error", "Why.")}}}
    good = {"description": says, "content": {"application/json": {"schema": answer}}}
    return {"get": {"summary": says, "parameters": list(parameters), "responses": {"200": good, "default": wrong}}}


def _query(name: str, says: str, kind: str = "string") -> Json:
    return {"name": name, "in": "query", "required": False, "description": says, "schema": {"type": kind}}


def _also(*names: str) -> list[Json]:
    return [_query(name, {**_MEANT, **MEANT}[name]) for name in names]


def _key(name: str = "key") -> Json:
    return {"name": name, "in": "path", "required": True, "description": "Its id, or its role.", "schema": {"type": "string"}}


def _window() -> list[Json]:
    return [_query("most", "How many at most, to 1000.", "integer"), _query("skip", "Leave out the first.", "integer")]


def _page_of(item: str, **more: Json) -> Json:
    numbers = {
        name: is_a("integer", says, minimum=0) for name, says in (("count", "In all."), ("most", "Asked."), ("skip", "Left out."))
    }
    after = maybe("string", "The address of the next page; null at the end.")
    return closed("One page.", {**more, **numbers, "next": after, "items": list_of(part(item, "One."), "What is on it.")})


def _number(says: str) -> Json:
    return is_a("integer", says, minimum=0)


def _counts(name: str) -> Json:
    return list_of(
        closed("A word.", {"name": is_a("string", "The word."), "claims": _number("Its claims.")}), f"{name}, the most first."
    )


def _own() -> Json:
    """What only /api gives."""
    weighed = is_a("boolean", "Whether anybody weighed the ledger.")
    return {
        "error": closed("Why there is no answer.", {"error": is_a("string", "One line: what, where, what to do.")}),
        "claim_page": _page_of("claim_line"),
        "report_page": _page_of("shelved"),
        **{f"{kind}_page": _page_of(f"{kind}_item", weighed=weighed) for kind in KINDS.values()},
        "ledger": _ledger(),
        "trace": _trace(),
        "reviews": reviews_shape(),
        "version_changes": changes_shape(),
        **_reports(),
        **_finds(),
        **coding_shapes(),
    }


def _ledger() -> Json:
    numbers = ("records", "reports", "addresses", "unread", "readings", "builds", "archived", "bytes", "erased", "copies", "claims")
    lists = ("types", "standings", "countries", "speakers", "publishers", "without")
    return closed(
        "Counts over the newest readings.",
        {
            "name": is_a("string", "The ledger's name."),
            **{name: _number(f"How many {name}.") for name in numbers},
            "head": is_a("string", "The end of the chain."),
            "first": maybe("string", "The first day of a claim."),
            "last": maybe("string", "The last day of a claim."),
            **{name: _counts(name) for name in lists},
        },
    )


def _trace() -> Json:
    pair = {"anyOf": [closed("Bytes.", {"start": _number("The first."), "end": _number("After the last.")}), {"type": "null"}]}
    around = dict.fromkeys(("role", "text", "before", "after"), STRING)
    places = {"start": _number("The first character."), "end": _number("After the last.")}
    words = closed("Words.", {**around, **places, "holds": is_a("boolean", "Whether they stand there."), "bytes": pair})
    holds = {name: is_a("boolean", "Whether it is what its hash says.") for name in ("text_holds", "holds")}
    ids = dict.fromkeys(("text_id", "text_sha256", "document", "file", "media_type", "reading"), STRING)
    return closed(
        "A claim, and every step from it to the bytes.",
        {
            "claim": part("claim_line", "The claim."),
            "words": list_of(words, "Its words in the text."),
            **ids,
            **holds,
            "size": _number("The bytes in the archive."),
            "bytes_fault": maybe("string", "What is wrong with them."),
            "encoding": maybe("string", "How they were decoded."),
            "arrivals": list_of(part("arrival", "One."), "From where."),
            "build": is_a("object", "What read it."),
            "records": list_of(closed("One.", {"number": _number("In the chain."), "id": STRING}), "The records."),
        },
    )


def _reports() -> Json:
    arrived = dict.fromkeys(("id", "uri", "at", "by"), STRING)
    read = {"id": STRING, "build": STRING, "claims": _number("How many.")}
    names = {name: maybe("string", f"The {name}.") for name in ("title", "publisher", "agency")}
    facts = {"text": STRING, "document": STRING, **names, "published": part("days", "When."), "claims": _number("How many.")}
    return {
        "shelved": closed("A report in one line.", {**facts, "uri": STRING}),
        "arrival": closed("Where it came from.", arrived),
        "report_whole": closed(
            "A report, whole.",
            {
                "report": part("shelved", "Its facts."),
                "text": is_a("string", "In which all offsets count."),
                "frame": is_a("object", "What the text's record says."),
                "reading": is_a("object", "The newest reading, as it is kept."),
                "claims": list_of(part("claim_line", "One."), "Its claims."),
                "arrivals": list_of(part("arrival", "One."), "From where."),
                "readings": list_of(closed("One.", read), "Every reading of this text, the newest first."),
                "versions": list_of(part("shelved", "One."), "Other versions of the page."),
                "copies": list_of({"type": "object"}, "The reports that carry the same text, with the passages."),
                "size": maybe("integer", "The bytes in the archive."),
            },
        ),
    }


def _finds() -> Json:
    stretch = closed(
        "Days.",
        {**DAYS, "own": is_a("boolean", "False for the report's day: the claim names none."), "claims": _number("How many.")},
    )
    called = {"role": STRING, "name": STRING, "kind": maybe("string", "Kind."), "country": maybe("string", "Country.")}
    hit = dict.fromkeys(("text", "document", "uri", "passage"), STRING)
    hit |= {name: maybe("string", f"Its {name}.") for name in ("title", "publisher", "published")}
    build = dict.fromkeys(("id", "version", "encoder", "gazetteer", "tables"), STRING) | {"readings": _number("Made by it.")}
    table = {"file": STRING, "says": STRING, "rows": _number("Rows.")}
    profile = {"name": STRING, "says": STRING, "rules": list_of(STRING, "What it does.")}
    roles = closed("How many claims in each role.", {role: _number(role) for role in ("agent", "target", "speaker")})
    return {
        "days_found": closed("Days.", {"items": list_of(stretch, "In order.")}),
        "areas": closed(
            "GeoJSON.",
            {
                "type": {"const": "FeatureCollection"},
                "features": list_of(is_a("object", "An area.", required=["type", "geometry", "properties"]), "Areas."),
                "left": _number("Claims without an area."),
            },
        ),
        "actor_found": closed(
            "An actor.",
            {
                "id": STRING,
                "names": list_of(closed("A name.", {**called, "claims": _number("How many.")}), "Names."),
                "claims": roles,
            },
        ),
        "hits": closed("Reports.", {"items": list_of(closed("One.", hit), "The best first.")}),
        "rules": closed(
            "In force.",
            {
                "builds": list_of(closed("One.", build), "The newest first."),
                "tables": list_of(closed("One.", table), "Tables."),
                "profiles": list_of(closed("One.", profile), "Profiles."),
            },
        ),
    }
