"""The shape of a claim's line (tacitus-claim/1), made of that of a claim in tacitus/1 and what the line adds."""

from copy import deepcopy

from tacitus.format.entry import FORMAT
from tacitus.format.pieces import Json
from tacitus.format.schema import schema
from tacitus.format.shapes import COUNTRY, SPAN, STRING, closed, is_a, list_of, maybe, part, part_or_null, word, word_or_null

_ACTOR = {"id": maybe("string", "The actor's id."), "kind": maybe("string", "Its kind."), "country": COUNTRY}
_NO_WORDS = {name: maybe(shape["type"], shape["description"]) for name, shape in SPAN.items()}
_PLACE: Json = {
    **_NO_WORDS,
    "id": maybe("string", "The gazetteer's id."),
    "kind": maybe("string", "What kind of place."),
    "precision": maybe("string", "How sharp."),
    "relation": part_or_null("relation", "How the words relate to it."),
    "role": maybe("string", "literal, associative or metonym."),
}
_TIME: Json = {
    **_NO_WORDS,
    "value": maybe("string", "TIMEX3."),
    "grain": maybe("string", "Day, week, ..."),
    "approximate": maybe("boolean", "Whether the words say about."),
}


def claim_shapes() -> Json:
    """The shapes by name."""
    known = schema()["$defs"]
    line = deepcopy(known["claim"])
    own = {"format": {"const": FORMAT}, "number": is_a("integer", "Its place in the report.", minimum=1)}
    line["properties"] = {**own, "report": part("report_facts", "The report."), **line["properties"], **_slots()}
    status = {"status": word("What it comes to.", "accepted", "corrected", "rejected", "disputed", "noted")}
    line["properties"]["review"] = is_a(
        "object", "What coders say; there only where one did.", properties=status, required=["status"]
    )
    line["required"] = sorted({*line["required"], *own, "report"})
    return {
        "claim_line": line,
        "mouth_line": _more(known["mouth"], _ACTOR),
        "party_line": _more(known["party"], _ACTOR),
        "where_line": _more(known["where"], _PLACE),
        "when_line": _more(known["when"], _TIME),
        "count_line": _more(known["claim_count"], {**SPAN, "part_of": maybe("integer", "The count it is part of.")}),
        "report_facts": _facts(),
    }


def reviews_shape() -> Json:
    """What people said of a claim, record by record."""
    status = word_or_null("What it comes to.", "accepted", "corrected", "rejected", "disputed", "noted")
    one = closed("A review.", *review_fields())
    return closed("The reviews of a claim.", {"claim": STRING, "status": status, "items": list_of(one, "In their order.")})


def review_fields() -> tuple[Json, Json]:
    """What a review always has, and what it has where it was measured."""
    place = {"start": is_a("integer", "The first.", minimum=0), "end": is_a("integer", "After the last.", minimum=0)}
    said = {
        **dict.fromkeys(("id", "claim", "reading", "by", "at", "why"), STRING),
        "anchor": closed("Where the claim's trigger stood.", {"text": STRING, "type": STRING, **place}),
        "action": word("What it does.", "accept", "reject", "correct", "note", "undo"),
        "slot": maybe("string", "The corrected slot."),
        "value": {"description": "Of a correction the slot's value; of an acceptance the corrections that it takes over."},
        "undoes": maybe("string", "The record that is taken back."),
        "after": maybe("string", "The coder's review before it."),
        "holds": is_a("boolean", "False where it was taken back."),
    }
    return said, {"seconds": is_a("number", "How long the coder looked, where that was measured.", minimum=0)}


def _slots() -> Json:
    return {
        "said_by": list_of(part("mouth_line", "One."), "The chain, publisher first."),
        "agents": list_of(part("party_line", "One."), "Who."),
        "targets": list_of(part("party_line", "One."), "To whom."),
        "place": part_or_null("where_line", "Where."),
        "when": part_or_null("when_line", "When."),
        "counts": list_of(part("count_line", "One."), "How many."),
    }


def _more(shape: Json, fields: Json) -> Json:
    """A shape with more fields, all of them required."""
    made = deepcopy(shape)
    made["properties"] = {**made["properties"], **fields}
    made["required"] = sorted({*made["required"], *fields})
    return made


def _facts() -> Json:
    published = closed(
        "When.",
        {"from": maybe("string", "First day."), "to": maybe("string", "Last day."), "basis": maybe("string", "How it is known.")},
    )
    names = {name: maybe("string", f"The {name}.") for name in ("title", "publisher", "agency")}
    ids = dict.fromkeys(("document", "text", "reading", "key", "uri"), STRING)
    return closed("The facts of a report.", {**ids, **names, "published": published})
