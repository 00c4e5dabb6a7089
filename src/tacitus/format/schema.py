"""The JSON Schema (draft 2020-12) of tacitus/1, written by hand: it changes only when the format does.

Every object is closed (`additionalProperties` is false), so that a key that is printed and not described here fails the tests.
Each key carries its meaning; docs/reading.md tells the same in prose.
"""

from tacitus.format.pieces import Json
from tacitus.format.shapes import (
    ALIASES,
    COUNT_VALUE,
    COUNTRY,
    DAYS,
    FIGURES,
    FOOTPRINT,
    INDEX,
    KNOWN,
    PARTS,
    POINT,
    SPAN,
    STRING,
    WHY_NOT,
    closed,
    index,
    is_a,
    list_of,
    maybe,
    part,
    part_or_null,
    word,
    word_or_null,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAME = "urn:tacitus:schema:1"


def schema() -> Json:
    """The schema of one line: a report that was read, or one that could not be."""
    return {
        "$schema": DRAFT,
        "$id": NAME,
        "title": "tacitus/1",
        "description": "One report as Tacitus read it. Spans are half-open, in Unicode code points of the document's text.",
        "oneOf": [{"$ref": "#/$defs/reading"}, {"$ref": "#/$defs/unread"}],
        "$defs": {**PARTS, **_ENTRIES, **_THREADS, **_REPORTS},
    }


_ENTRIES: Json = {
    "time": closed(
        "A time expression.",
        {
            **SPAN,
            **KNOWN,
            **DAYS,
            "value": maybe("string", "The TIMEX3 value."),
            "grain": maybe("string", "Day, week, month, season, year, ..."),
            "approximate": is_a("boolean", "Whether the words say about, around, ..."),
            "anchor": word_or_null("What it was reckoned from; null for an absolute one.", "published", "time", "event"),
            "anchor_time": index("the time expression it was reckoned from"),
            "why": maybe("string", "How the days follow from the words."),
        },
        WHY_NOT,
    ),
    "place": closed(
        "A toponym.",
        {
            **SPAN,
            **KNOWN,
            "role": word(
                "Whether it names a place, colours another noun, or stands for a body.", "literal", "associative", "metonym"
            ),
            "name": is_a("string", "The gazetteer's name, else the words."),
            "id": maybe("string", "The gazetteer's id, such as geonames:174448."),
            **POINT,
            "country": COUNTRY,
            "kind": maybe("string", "What kind of place it is."),
            "relation": part_or_null("relation", "How the words put a thing in relation to it."),
            "footprint": FOOTPRINT,
            "precision": word_or_null("How sharp the place is.", "exact", "near", "area", "district", "province", "country"),
            "why": maybe("string", "Why it is this place."),
            "others": list_of({"$ref": "#/$defs/candidate"}, "The next candidates."),
        },
        WHY_NOT,
    ),
    "relation": closed(
        "Northwest of, toward, between, near, border, outskirts, ...",
        {"type": is_a("string", "The kind of relation.")},
        {
            "bearing": is_a("string", "A compass point."),
            "km": is_a("number", "A stated distance."),
            "other": {**INDEX, "description": "The index of a second place (between A and B)."},
        },
    ),
    "candidate": closed(
        "A place that the name could also mean.",
        {"id": is_a("string", "The gazetteer's id."), "name": is_a("string", "Its name."), **POINT, "country": COUNTRY},
    ),
    "actor": closed(
        "One mention of an actor.",
        {
            **SPAN,
            **KNOWN,
            "name": maybe("string", "Who it stands for, never a pronoun."),
            "id": maybe("string", "A table row's id or one made of the content."),
            "kind": maybe("string", "State military, rebel group, ..."),
            "country": COUNTRY,
            "mention": word_or_null("What the words are.", "name", "nominal", "pronoun"),
            "aliases": ALIASES,
            "mentions": list_of(INDEX, "For an actor's first mention the indices of all others, for each other that of the first."),
            "loaded": list_of({"$ref": "#/$defs/loaded"}, "Labels that take a side."),
            "active": part_or_null("active", "Its time under this name, where the table knows it."),
        },
        WHY_NOT,
    ),
    "active": closed(
        "An actor's time under its name.",
        {
            "since": maybe("integer", "The first year."),
            "until": maybe("integer", "The last year."),
            "became": list_of(STRING, "The ids of whom it was renamed to, merged with or split into."),
        },
    ),
    "loaded": closed(
        "A label's slant, in whose voice.",
        {
            "words": is_a("string", "The label."),
            "slant": is_a("string", "What it implies."),
            "voice": is_a("string", "Whose word it is."),
        },
    ),
    "count": closed(
        "A counted thing.", {**SPAN, **KNOWN, **COUNT_VALUE, "part_of": index("the count it is part of")}, {**WHY_NOT, **FIGURES}
    ),
    "saying": closed(
        "Somebody says something.",
        {
            "source": part_or_null("source", "Who says it."),
            "cue": part_or_null("cue", "The words that attribute it."),
            "content": part("span", "What is said, from its first to its last character."),
            "content_parts": list_of({"$ref": "#/$defs/span"}, "Its parts, where a cue or a paragraph breaks it."),
            "form": word_or_null("Its form.", "direct", "indirect", "mixed", "implied"),
            "said_on": part_or_null("days", "When it was said, where the words date it."),
            "within": index("the saying that encloses it"),
            **KNOWN,
        },
        WHY_NOT,
    ),
    "source": closed(
        "Who says it.",
        {
            "name": is_a("string", "Who it stands for; unattributed where nobody is named."),
            "actor": index("the mention among actors"),
            "aliases": ALIASES,
        },
        {**SPAN, **WHY_NOT},
    ),
    "cue": closed(
        "The words that attribute it.", {"strength": is_a("string", "Said, claimed, warned, denied, accused, ...")}, SPAN
    ),
}

_THREADS: Json = {
    "claim": closed(
        "Somebody says that something happened.",
        {
            "id": is_a("string", "Made of the content: the same words, the same id."),
            "type": is_a("string", "The kind of happening."),
            "codes": closed(
                "The schemes' codes; null where a scheme does not code it.",
                {scheme: maybe("string", f"{scheme.upper()}'s code.") for scheme in ("plover", "acled", "cameo", "ucdp")},
            ),
            "trigger": closed("The words that tell it.", {**SPAN, **KNOWN}),
            "triggers": list_of({"$ref": "#/$defs/span"}, "Where the report tells the same happening once more."),
            "evidence": part("span", "The clause."),
            "said_by": list_of({"$ref": "#/$defs/mouth"}, "Who says it: the publisher first, then each mouth.", minItems=1),
            "saying": index("the saying that holds it"),
            "hedged": is_a("boolean", "Reportedly, allegedly, ..."),
            "standing": word(
                "What the text asserts of it.", "happened", "ongoing", "planned", "possible", "demanded", "denied", "negated"
            ),
            "agents": list_of({"$ref": "#/$defs/party"}, "Who did it."),
            "targets": list_of({"$ref": "#/$defs/party"}, "To whom it was done."),
            "place": part_or_null("where", "Where it happened."),
            "when": part_or_null("when", "When it happened."),
            "counts": list_of({"$ref": "#/$defs/claim_count"}, "The numbers that belong to it."),
            "instruments": list_of({"$ref": "#/$defs/span"}, "With what."),
            "cause_of": list_of(STRING, "The ids of the claims that it brought about."),
            "effect_of": list_of(STRING, "The ids of the claims that brought it about."),
            "also": list_of(STRING, "Other types that a careful coder could choose."),
            "blanks": is_a("object", "Empty slots, each with its reason.", additionalProperties={"type": "string", "minLength": 1}),
            "confidence": is_a(
                "number",
                "The share of filled slots whose words stand in its own clause; no measure of truth.",
                minimum=0,
                maximum=1,
            ),
        },
    ),
    "claim_count": closed(
        "A number that belongs to a claim.",
        {**COUNT_VALUE, "count": {**INDEX, "description": "The index of the words among counts."}, **KNOWN},
        FIGURES,
    ),
    "group": closed(
        "A body that moves, splits or merges.",
        {
            "id": is_a("string", "Made of the content."),
            "name": is_a("string", "What the report calls it."),
            "aliases": ALIASES,
            "states": list_of({"$ref": "#/$defs/state"}, "What each claim says of it, in order."),
            "parts": list_of(
                closed(
                    "A part.",
                    {"states": list_of(INDEX, "Indices of its states."), "counts": list_of(INDEX, "Indices of its counts.")},
                ),
                "The parts it split into.",
            ),
            "balance": closed(
                "Whether the parts add up.",
                {
                    "unit": maybe("string", "What is counted."),
                    "whole": maybe("number", "The whole."),
                    "parts": list_of({"type": "number"}, "The parts."),
                    "holds": word("Whether whole and parts agree.", True, False, "unknown"),
                },
            ),
            "contradictions": list_of({"$ref": "#/$defs/contradiction"}, "Claims that cannot both be so."),
        },
    ),
    "state": closed(
        "What one claim says of a group or a part of it.",
        {
            "claim": is_a("string", "The claim's id."),
            "state": is_a("string", "What it does or is."),
            "part": index("the part; null is the whole"),
            "counts": list_of(INDEX, "Indices of counts."),
            "place": part_or_null("where", "Where it is."),
            "when": part_or_null("when", "When it is there."),
            "said_by": list_of({"$ref": "#/$defs/mouth"}, "Who says so."),
        },
    ),
    "contradiction": closed(
        "Two claims that cannot both be so.",
        {
            "field": is_a("string", "In what they differ."),
            "left": is_a("string", "A claim's id."),
            "right": is_a("string", "A claim's id."),
            "why": is_a("string", "How they differ."),
        },
    ),
    "agreement": closed(
        "An agreement as the claims tell it.",
        {
            "id": is_a("string", "Made of the content."),
            "kind": is_a("string", "Ceasefire, evacuation, ..."),
            "parties": list_of({"$ref": "#/$defs/party"}, "Who agreed."),
            "terms": list_of({"$ref": "#/$defs/term"}, "What it obliges or allows."),
            "effective": part_or_null("days", "When it took effect."),
            "effective_why_not": maybe("string", "Why that is not known."),
            "status": is_a("string", "In effect, proposed, broken, ..."),
            "opposed_by": list_of({"$ref": "#/$defs/party"}, "Who opposes it."),
            "breaches": list_of(STRING, "The ids of claims that allege a breach."),
            "claim": is_a("string", "The id of the claim that names it."),
            "claims": list_of(STRING, "The ids of all claims it was read from.", minItems=1),
        },
    ),
    "term": closed(
        "What somebody must or may do.",
        {
            "obliges": maybe("string", "Whom."),
            "action": is_a("string", "To do what."),
            "span": part("span", "The words."),
            "from_place": index("a place"),
            "to_place": index("a place"),
        },
    ),
}

_FRAME: Json = {
    "section": "The page's section line.",
    "publisher": "Who published it.",
    "byline": "Who signed it.",
    "agency": "The agency it is taken from.",
}

_REPORTS: Json = {
    "document": closed(
        "The report itself.",
        {
            "key": is_a("string", "The record's id in a corpus, else the path or URL as given."),
            "id": is_a("string", "The sha256 of the bytes.", pattern="^[0-9a-f]{64}$"),
            "uri": is_a("string", "Where it came from."),
            "media_type": is_a("string", "text/plain, text/html, ..."),
            "encoding": maybe("string", "How the bytes were decoded, and what decided."),
            "language": maybe("string", "ISO 639-1."),
            "title": maybe("string", "The headline."),
            **{key: maybe("string", meaning) for key, meaning in _FRAME.items()},
            "dateline": part_or_null("span", "The dateline's words."),
            "published": part("published", "When it came out."),
            "zones": list_of({"$ref": "#/$defs/zone"}, "The parts of the page."),
        },
    ),
    "published": closed(
        "When it came out, and how that is known.",
        {
            **DAYS,
            "basis": word_or_null("How it is known.", "given", "metadata", "dateline", "inferred"),
            "why": maybe("string", "From what."),
            "why_not": maybe("string", "Why it is not known."),
        },
        {
            "moment": is_a("string", "The stated instant, with its zone.", format="date-time"),
            "modified": is_a("string", "The page's own word for when it was changed: never the day of publication."),
        },
    ),
    "zone": closed(
        "A part of the page.",
        {
            "kind": word("What it is.", "title", "section", "caption", "body", "furniture"),
            "start": SPAN["start"],
            "end": SPAN["end"],
        },
    ),
    "skipped": closed(
        "Seen and not understood.",
        {"step": is_a("string", "Which step."), "why_not": is_a("string", "The reason.", minLength=1)},
        SPAN,
    ),
    "build": closed(
        "What made it: the same input and build give the same bytes out.",
        {
            "version": is_a("string", "Tacitus's version."),
            "encoder": is_a("string", "The encoder's digest."),
            "gazetteer": is_a("string", "The gazetteer's digest."),
            "tables": is_a("string", "The rule tables' digest."),
        },
    ),
    "reading": closed(
        "A report that was read.",
        {
            "format": {"const": "tacitus/1"},
            "document": {"$ref": "#/$defs/document"},
            "times": list_of({"$ref": "#/$defs/time"}, "Every time expression."),
            "places": list_of({"$ref": "#/$defs/place"}, "Every toponym."),
            "actors": list_of({"$ref": "#/$defs/actor"}, "Every mention of an actor."),
            "counts": list_of({"$ref": "#/$defs/count"}, "Every counted thing."),
            "sayings": list_of({"$ref": "#/$defs/saying"}, "Every saying."),
            "claims": list_of({"$ref": "#/$defs/claim"}, "Who says that what happened to whom, where, when and how many."),
            "groups": list_of({"$ref": "#/$defs/group"}, "Bodies that move, split or merge."),
            "agreements": list_of({"$ref": "#/$defs/agreement"}, "Agreements."),
            "skipped": list_of({"$ref": "#/$defs/skipped"}, "What was seen and not understood."),
            "build": {"$ref": "#/$defs/build"},
        },
        {"figures": part("policy", "The published rule under which counts are shown too, where one was chosen.")},
    ),
    "unread": closed(
        "A report that could not be read.",
        {
            "format": {"const": "tacitus/1"},
            "document": closed("The report.", {"key": is_a("string", "Its key.")}),
            "skipped": list_of({"$ref": "#/$defs/skipped"}, "Why.", minItems=1),
        },
    ),
}
