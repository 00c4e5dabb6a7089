"""The shapes of what weighing gives: tacitus-incident/1, tacitus-body/1, tacitus-pact/1 and their lists."""

from tacitus.format.incident import FORMAT
from tacitus.format.pieces import Json
from tacitus.format.shapes import DAYS, SPAN, STRING, closed, is_a, list_of, maybe, part, part_or_null, word
from tacitus.format.thread import BODY, PACT
from tacitus.ledger.weighed import AGREEMENT, GROUP
from tacitus.model.answers import Standing
from tacitus.model.incident import LinkKind
from tacitus.model.judgement import Verdict
from tacitus.model.versions import Relates

_IDS = list_of(STRING, "Ids of claims.")
_WHY = {"why": is_a("string", "Why.")}
_BOUNDS = {key: maybe("number", f"The {key} figure.") for key in ("low", "best", "high")}
_SAYS = word("Whether it says that it happened.", "yes", "no", "maybe")
_NUMBER: Json = {"type": "integer", "minimum": 0}
KINDS = {"incidents": "incident", "groups": GROUP, "agreements": AGREEMENT}


def weighed_shapes() -> Json:
    """The shapes by name."""
    days = closed("Days.", DAYS)
    return {
        "dated": days,
        "weighed_voice": closed(
            "A speaker, and through whom, the publisher first.", {"name": STRING, "chain": list_of(STRING, "Names.")}
        ),
        "weighed_reason": closed(
            "Why two are one.",
            {"left": STRING, "right": STRING, "feature": STRING, "weight": maybe("number", "Points; null for a person's."), **_WHY},
        ),
        "weighed_place": _place(),
        "ground": _ground(),
        **_items(),
        **_incident(),
        **_versions(),
        **_tolls(),
        "body": _body(),
        "pact": _pact(),
    }


def _items() -> Json:
    common = {
        "id": STRING,
        "name": is_a("string", "For people."),
        **DAYS,
        "claims": _NUMBER,
        "grade": maybe("string", "The grade."),
    }
    names = {name: maybe("string", "The version of most voices.") for name in ("who", "whom", "place")}
    toll = closed("The first toll after UCDP.", {"outcome": maybe("string", "End."), "whom": maybe("string", "Sort."), **_BOUNDS})
    more = {"type": STRING, **names, "country": maybe("string", "Country."), "voices": _NUMBER}
    more |= {"torn": {**_NUMBER, "description": "Fields that its versions conflict on."}}
    more |= {"happened": is_a("boolean", "Whether some claim says so."), "toll": {"anyOf": [toll, {"type": "null"}]}}
    thread = closed("A group or an agreement in one line.", common)
    return {"incident_item": closed("An incident in one line.", {**common, **more}), "group_item": thread, "agreement_item": thread}


def _ground() -> Json:
    role = word("Which.", "whole", "common", "version", "track")
    told = closed("What it is.", {"name": STRING, "words": STRING, "role": role, "key": STRING, "colour": _NUMBER})
    feature = {"type": {"const": "Feature"}, "geometry": part("footprint", "The area."), "properties": told}
    fields = {"type": {"const": "FeatureCollection"}, "features": list_of(closed("An area.", feature), "Areas.")}
    town = closed("A town about it.", {"name": STRING, "at": list_of({"type": "number"}, "Longitude, latitude.")})
    return closed("GeoJSON.", {**fields, "towns": list_of(town, "For labels.")})


def _incident() -> Json:
    judged = list_of(part("judgement", "One."), "Judgements.")
    link = {"kind": word("How.", *LinkKind), "to": STRING, "left": STRING, "right": STRING, **_WHY}
    judgement = {
        "left": STRING,
        "right": STRING,
        "verdict": word("What.", *Verdict),
        "by": STRING,
        "why": list_of(STRING, "Reasons."),
    }
    judgement |= {"weight": maybe("integer", "Points; null for a person's."), "at": maybe("string", "When a person said so.")}
    fields = {"format": {"const": FORMAT}, "id": STRING, "type": STRING, "claims": _IDS}
    fields |= {"links": list_of(closed("To another incident.", link), "Links."), "held": judged, "contested": judged}
    return {
        "judgement": closed("Whether two claims tell one happening.", judgement),
        "incident": closed("An incident.", {**fields, "versions": part("versions", "Side by side.")}),
    }


def _versions() -> Json:
    relation = closed("To another version.", {"other": _NUMBER, "relates": word("How.", *Relates), **_WHY})
    version = {"text": STRING, "claims": _IDS, "voices": list_of(STRING, "Ids."), "relations": list_of(relation, "All others.")}
    silent = closed("Says nothing of it.", {"claim": STRING, **_WHY})
    field = {
        "name": STRING,
        "about": maybe("string", "Whose number."),
        "versions": list_of(closed("One.", version), "Most voices first."),
    }
    voice = {"id": STRING, "name": STRING, "claims": _IDS, "why": list_of(STRING, "Why they are one.")}
    voices = list_of(closed("One.", voice), "Voices.")
    sides = closed("Who stands behind it.", dict.fromkeys(("independent", "parties", "deniers", "aside"), voices))
    coded = closed(
        "Precision codes.",
        {
            "row": STRING,
            "acled": maybe("integer", "ACLED."),
            "ucdp": maybe("integer", "UCDP."),
            "airwars": maybe("string", "Airwars."),
            "words": STRING,
        },
    )
    codes = {"coded": {"anyOf": [coded, {"type": "null"}]}, **_WHY}
    times = {"common": part_or_null("dated", "All allow."), "whole": part_or_null("dated", "Any allows."), **codes}
    ground = {"common": part_or_null("footprint", "All allow."), "whole": part_or_null("footprint", "Any allows.")}
    fields = {
        "claims": list_of(_said(), "By the day of their report."),
        "fields": list_of(closed("A field.", {**field, "silent": list_of(silent, "The others.")}), "Fields."),
        "voices": sides,
        "grade": _grade(),
        "tolls": list_of(part("toll", "One."), "Ends that people or things came to."),
        "sums": list_of(_sum(), "Totals and parts."),
        "times": closed("When.", times),
        "places": closed("Where.", {**ground, "km2": maybe("number", "Its size."), **codes}),
    }
    return {"versions": closed("An incident's versions.", fields)}


def _said() -> Json:
    words = closed("Words of the text.", SPAN)
    fields = {
        "id": STRING,
        "number": _NUMBER,
        "type": STRING,
        "standing": word("Standing.", *Standing),
        "hedged": {"type": "boolean"},
    }
    fields |= {
        "says": _SAYS,
        "voice": maybe("string", "Its voice."),
        "chain": list_of(STRING, "Publisher first."),
        "report": STRING,
    }
    fields |= {"text": STRING, "title": maybe("string", "Title."), "published": part_or_null("dated", "When."), "words": words}
    return closed("A claim in short.", {**fields, "trigger": words})


def _grade() -> Json:
    names = {name: maybe("string", name) for name in ("grade", "rule", "why_not")}
    fields = {"scheme": STRING, **names, "suggested": {"const": True}, "words": STRING, "facts": list_of(STRING, "What fired it.")}
    return closed("A suggested grade.", fields)


def _sum() -> Json:
    fields = {"outcome": maybe("string", "End."), "whole": STRING, "parts": list_of(STRING, "Parts."), "claims": _IDS}
    return closed("A total and its parts.", {**fields, "holds": maybe("boolean", "Whether it adds up."), **_WHY})


def _tolls() -> Json:
    place = closed("A figure's place.", {"claim": STRING, "count": _NUMBER, "roles": list_of(STRING, "Roles."), **_WHY})
    figures = closed("Under a rule.", {"policy": STRING, "rule": STRING, **_BOUNDS, "places": list_of(place, "All.")})
    left = closed("No part of it.", {"claim": STRING, "count": _NUMBER, **_WHY})
    step = {"day": maybe("string", "Its report's."), "voice": STRING, "claim": STRING, "text": STRING, **_BOUNDS, "change": STRING}
    fields = {"outcome": maybe("string", "End."), "whom": maybe("string", "Sort."), "figures": list_of(figures, "Each rule.")}
    fields |= {"left_out": list_of(left, "Why not."), "history": list_of(closed("A step.", step), "By day.")}
    return {"toll": closed("A toll.", fields)}


def _place() -> Json:
    names = {name: maybe("string", name) for name in ("text", "id", "country", "precision")}
    numbers = {name: maybe("number", name) for name in ("lat", "lon")}
    relation = maybe("object", "How the words relate to it.")
    return closed("A place.", {"name": STRING, **names, **numbers, "relation": relation})


def _body() -> Json:
    number, voice = maybe("number", "How many."), part("weighed_voice", "Who says it.")
    piece = closed("A part.", {"key": STRING, "label": STRING, "number": number, "claims": _IDS})
    when = {"when": part_or_null("dated", "Told."), "told": part_or_null("dated", "The report's day.")}
    state = {"claim": STRING, "voice": voice, "state": STRING, "denied": {"type": "boolean"}, "part": STRING, "number": number}
    state |= {"course": maybe("string", "Which way."), **when, "place": part_or_null("weighed_place", "Where.")}
    flow = {"kind": STRING, "from": STRING, "to": maybe("string", "Part."), "number": number, "voice": STRING, "claims": _IDS}
    balance = {"voice": STRING, "unit": maybe("string", "Noun."), "whole": number, "whole_by": maybe("string", "Whose whole.")}
    balance |= {"parts": list_of({"type": "number"}, "Numbers."), "holds": word_or_bool(), **_WHY}
    clash = closed("A contradiction.", {"field": STRING, "left": STRING, "right": STRING, **_WHY})
    fields = {
        "format": {"const": BODY},
        "id": STRING,
        "name": STRING,
        "aliases": list_of(STRING, "Names."),
        "unit": maybe("string", "Noun."),
    }
    fields |= {
        "members": list_of(STRING, "Ids."),
        "parts": list_of(piece, "The whole first."),
        "states": list_of(closed("A state.", state), "In time."),
    }
    fields |= {
        "flows": list_of(closed("A split or a merge.", flow), "By speaker."),
        "balances": list_of(closed("A sum.", balance), "By speaker."),
    }
    fields |= {"contradictions": list_of(clash, "All."), "reasons": list_of(part("weighed_reason", "One."), "Why it is one.")}
    return closed("A group over many reports.", fields)


def word_or_bool() -> Json:
    return {"enum": [True, False, "unknown"], "description": "Whether it adds up."}


def _pact() -> Json:
    voice, place = part("weighed_voice", "Who says it."), part_or_null("weighed_place", "Where.")
    when = {"when": part_or_null("dated", "Told."), "told": part_or_null("dated", "The report's day.")}
    party = closed("A party.", {"name": STRING, "id": maybe("string", "Id."), "aliases": list_of(STRING, "Names.")})
    told = closed("A wording.", {"member": STRING, "words": closed("Words.", SPAN), "from_place": place, "to_place": place})
    deed = closed("What was done.", {"claim": STRING, "voice": voice, "when": when["when"], **_WHY})
    term = closed(
        "A term.", {"duty": maybe("string", "Duty."), "told_by": list_of(told, "Wordings."), "deeds": list_of(deed, "Deeds.")}
    )
    effective = closed("From when.", {**DAYS, "members": list_of(STRING, "Ids."), "voices": list_of(STRING, "Names.")})
    status = closed("A status.", {"status": STRING, "voice": voice, **when, "claim": STRING, "rule": STRING})
    denial = closed("A denial.", {"claim": STRING, "voice": voice})
    breach = {"claim": STRING, "alleged_by": voice, "against": list_of(STRING, "Names."), **when, "place": place, "acts": _IDS}
    fields = {
        "format": {"const": PACT},
        "id": STRING,
        "kind": STRING,
        "parties": list_of(party, "All."),
        "members": list_of(STRING, "Ids."),
    }
    fields |= {
        "terms": list_of(term, "All."),
        "effective": list_of(effective, "Versions."),
        "statuses": list_of(status, "In time."),
    }
    fields |= {"opposed_by": list_of(closed("One.", {"name": STRING, "claims": _IDS}), "Who.")}
    fields |= {"breaches": list_of(closed("An allegation.", {**breach, "denials": list_of(denial, "All.")}), "All.")}
    return closed("An agreement.", {**fields, "reasons": list_of(part("weighed_reason", "One."), "Why it is one.")})


def changes_shape() -> Json:
    """What changed between two versions of a page."""
    side = {"anyOf": [closed("A version.", {"text": STRING, "document": STRING, "at": STRING}), {"type": "null"}]}
    slot = closed("A slot that reads otherwise.", {"name": STRING, "before": STRING, "after": STRING})
    fields = {"what": word("What became of it.", "same", "changed", "gone", "new"), "fields": list_of(slot, "Slots.")}
    ids = {"before": maybe("string", "The claim before."), "after": maybe("string", "The claim after.")}
    whole = {"uri": STRING, "before": side, "after": side, "changes": list_of(closed("A claim.", {**fields, **ids}), "Claims.")}
    return closed("Changes.", whole)
