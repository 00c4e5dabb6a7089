"""The pieces that the JSON Schema is made of: small builders, and the objects that occur in several entries."""

from tacitus.format.pieces import Json


def closed(meaning: str, fields: Json, optional: Json | None = None) -> Json:
    """An object with exactly these keys, `fields` always and `optional` sometimes."""
    return {
        "description": meaning,
        "type": "object",
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


def is_a(kind: str, meaning: str, **more: object) -> Json:
    return {"type": kind, "description": meaning, **more}


def maybe(kind: str, meaning: str, **more: object) -> Json:
    """As `is_a`, or null where it is not known."""
    return {"type": [kind, "null"], "description": meaning, **more}


def word(meaning: str, *words: str | bool) -> Json:
    return {"enum": list(words), "description": meaning}


def word_or_null(meaning: str, *words: str) -> Json:
    return {"enum": [*words, None], "description": meaning}


def part(name: str, meaning: str) -> Json:
    return {"$ref": f"#/$defs/{name}", "description": meaning}


def part_or_null(name: str, meaning: str) -> Json:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}], "description": meaning}


def list_of(item: Json, meaning: str, **more: object) -> Json:
    return {"type": "array", "items": item, "description": meaning, **more}


def index(of: str) -> Json:
    return maybe("integer", f"The index of {of}, from 0.", minimum=0)


STRING: Json = {"type": "string"}
INDEX: Json = {"type": "integer", "minimum": 0}
_DAY = {"type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DAYS: Json = {
    "from": {**_DAY, "description": "The first day it could have been; null is an open end."},
    "to": {**_DAY, "description": "The last day it could have been; null is an open end."},
}
SPAN: Json = {
    "start": is_a("integer", "Where the words begin.", minimum=0),
    "end": is_a("integer", "Where they end (the first character after them).", minimum=1),
    "text": is_a("string", "The words: document_text[start:end], exactly.", minLength=1),
}
KNOWN: Json = {
    "basis": word(
        "How it is known: the words say it, it follows from them, or it is carried over.", "stated", "derived", "inherited"
    ),
    "rule": is_a("string", "The step and the table row (or named rule) that made it.", pattern="^[^/]+/.+$"),
}
WHY_NOT: Json = {"why_not": is_a("string", "Why there is no value; there only where there is none.", minLength=1)}
POINT: Json = {
    "lat": maybe("number", "Degrees north, WGS 84.", minimum=-90, maximum=90),
    "lon": maybe("number", "Degrees east, WGS 84.", minimum=-180, maximum=180),
}
COUNTRY = maybe("string", "ISO 3166-1 alpha-2.", pattern="^[A-Z]{2}$")
ALIASES = list_of(STRING, "Every string by which the report calls it.")
FOOTPRINT = part_or_null("footprint", "Where it could have been, where words give an area and not a point.")
COUNT_VALUE: Json = {
    "outcome": word_or_null("What became of the counted.", "killed", "injured", "captured", "displaced", "missing"),
    "kind": maybe("string", "What they are: fighters, civilians, people, vehicles, aircraft, buildings, weapons, ..."),
    "who": part_or_null("counted", "Who was counted."),
    "unit": maybe("string", "The noun that is counted."),
    "low": maybe("number", "The lower bound, where the words give one."),
    "best": maybe("number", "The figure itself; null for words such as dozens."),
    "high": maybe("number", "The upper bound, where the words give one."),
    "hedge": maybe("string", "The words that hedge it: some, about, at least, up to, dozens, ..."),
}
FIGURES: Json = {"figures": part("figures", "The figures under the published rule that was chosen; there only where one was.")}
PARTS: Json = {
    "figures": closed(
        "A count under a published rule for numbers.",
        {
            "policy": is_a("string", "The rule's name."),
            "low": maybe("number", "Its lower figure; null where the rule has none or the words give none."),
            "best": maybe("number", "Its best figure."),
            "high": maybe("number", "Its upper figure."),
        },
    ),
    "policy": closed(
        "A published rule for numbers.",
        {
            "policy": is_a("string", "Its name."),
            "rule": is_a("string", "What it says, and where."),
            **{
                figure: word(f"What stands as {figure}: of the figures told.", "least", "most", "most-told", "none")
                for figure in ("low", "best", "high")
            },
            "words": is_a("object", "The figures that it puts for words.", additionalProperties={"type": "number"}),
        },
    ),
    "span": closed("Words of the text.", SPAN),
    "days": closed("A closed interval of days.", DAYS),
    "footprint": closed(
        "A GeoJSON polygon.",
        {
            "type": {"const": "Polygon"},
            "coordinates": list_of(
                list_of(list_of({"type": "number"}, "Longitude, latitude.", minItems=2, maxItems=2), "A closed ring.", minItems=4),
                "The rings.",
            ),
        },
    ),
    "counted": closed(
        "Who was counted, each null where the text does not say.",
        {
            "side": maybe("string", "The side they belong to."),
            "status": maybe("string", "Civilian, combatant, ..."),
            "sex": maybe("string", "Women, men."),
            "age": maybe("string", "Children, adults, ..."),
        },
    ),
    "mouth": closed(
        "One link of the chain of those who say it.",
        {
            "name": is_a("string", "Who it stands for: never a pronoun; publisher where the publisher is not known."),
            "actor": index("the mention among actors"),
            "aliases": ALIASES,
            "span": part_or_null("span", "The words that name it; null for the publisher."),
        },
        WHY_NOT,
    ),
    "party": closed(
        "Somebody or something in a role.",
        {
            **SPAN,
            "name": is_a("string", "Who it stands for."),
            "actor": index("the mention among actors"),
            "aliases": ALIASES,
            **KNOWN,
        },
    ),
    "where": closed(
        "Where it happened.",
        {
            **POINT,
            "country": COUNTRY,
            "name": is_a("string", "The place's name."),
            "footprint": FOOTPRINT,
            "place": {**INDEX, "description": "The index of the words among places."},
            **KNOWN,
        },
    ),
    "when": closed("When it happened.", {**DAYS, "time": index("the words among times"), **KNOWN}),
}
