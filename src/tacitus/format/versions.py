"""One incident's versions as JSON: what `agree` found, key by key.

- `claims`: `id`, `number` (in its report), `type`, `standing`, `hedged`, `says` (yes / no / maybe: whether it happened), `voice`,
  `chain` (publisher first), `report`, `text`, `title`, `published` {`from`, `to`}, `words` and `trigger` (spans with their text)
- `fields`: `name` (what, who, to whom, where, when, how many, standing), `about` (whose number, else null), `versions`:
  [{`text`, `claims`, `voices`, `relations`: [{`other` (index of a version of the field), `relates` (agree / narrower / wider /
  conflict / silent), `why`}]}], `silent`: [{`claim`, `why`}]
- `voices`: `independent`, `parties`, `deniers`, `aside`: [{`id`, `name`, `claims`, `why`: [...]}]
- `grade`: `scheme`, `grade` (or null), `suggested` (always true), `rule`, `words`, `facts`, `why_not`
- `tolls`: `outcome`, `whom`, `figures`: [{`policy`, `rule`, `low`, `best`, `high`, `places`}], `left_out`, `history`
    - `places`: [{`claim`, `count`, `roles`, `why`}]; `left_out`: [{`claim`, `count`, `why`}]
    - `history`: [{`day`, `voice`, `claim`, `text`, `low`, `best`, `high`, `change` (first / rises / falls / repeats / unknown)}]
- `sums`: `outcome`, `whole`, `parts`, `claims`, `holds` (true / false / null), `why`
- `times`: `common` and `whole` {`from`, `to`} or null, `why`, `coded` {`row`, `acled`, `ucdp`, `airwars`, `words`} or null
- `places`: `common` and `whole` (GeoJSON polygons, or null), `km2`, `why`, `coded`

`common` is what every version allows, `whole` what any does. `count` is the index of the number in its report.
"""

from tacitus.format.pieces import Json, day_json, footprint_json, interval_json, number_json
from tacitus.model.entry import Quote
from tacitus.model.interval import Interval
from tacitus.model.versions import Coded, Field, Figures, Grade, Places, Said, Step, Sum, Times, Toll, Version, Versions, Voice


def versions_json(versions: Versions) -> Json:
    """Everything, in the order of the noun."""
    voices = versions.voices
    return {
        "claims": [_said(said) for said in versions.claims],
        "fields": [_field(field) for field in versions.fields],
        "voices": {
            "independent": [_voice(voice) for voice in voices.independent],
            "parties": [_voice(voice) for voice in voices.parties],
            "deniers": [_voice(voice) for voice in voices.deniers],
            "aside": [_voice(voice) for voice in voices.aside],
        },
        "grade": _grade(versions.grade),
        "tolls": [_toll(toll) for toll in versions.tolls],
        "sums": [_sum(one) for one in versions.sums],
        "times": _times(versions.times),
        "places": _places(versions.places),
    }


def _said(said: Said) -> Json:
    return {
        "id": said.claim,
        "number": said.number,
        "type": said.kind,
        "standing": said.standing.value,
        "hedged": said.hedged,
        "says": said.says,
        "voice": said.voice,
        "chain": list(said.chain),
        "report": said.report,
        "text": said.text,
        "title": said.title,
        "published": interval_json(said.published),
        "words": _quote(said.words),
        "trigger": _quote(said.trigger),
    }


def _quote(quote: Quote) -> Json:
    return {"start": quote.span.start, "end": quote.span.end, "text": quote.text}


def _field(field: Field) -> Json:
    return {
        "name": field.name,
        "about": field.about,
        "versions": [_version(version) for version in field.versions],
        "silent": [{"claim": silent.claim, "why": silent.why} for silent in field.silent],
    }


def _version(version: Version) -> Json:
    return {
        "text": version.text,
        "claims": list(version.claims),
        "voices": list(version.voices),
        "relations": [{"other": one.other, "relates": one.relates.value, "why": one.why} for one in version.relations],
    }


def _voice(voice: Voice) -> Json:
    return {"id": voice.id, "name": voice.name, "claims": list(voice.claims), "why": list(voice.why)}


def _grade(grade: Grade) -> Json:
    return {
        "scheme": grade.scheme,
        "grade": grade.grade,
        "suggested": True,
        "rule": grade.rule,
        "words": grade.words,
        "facts": list(grade.facts),
        "why_not": grade.why_not,
    }


def _toll(toll: Toll) -> Json:
    return {
        "outcome": toll.outcome,
        "whom": toll.whom,
        "figures": [_figures(figures) for figures in toll.figures],
        "left_out": [{"claim": left.claim, "count": left.count, "why": left.why} for left in toll.left_out],
        "history": [_step(step) for step in toll.history],
    }


def _figures(figures: Figures) -> Json:
    places = [{"claim": one.claim, "count": one.count, "roles": list(one.roles), "why": one.why} for one in figures.places]
    return {"policy": figures.policy, "rule": figures.rule, **_bounds(figures), "places": places}


def _step(step: Step) -> Json:
    said: Json = {"day": day_json(step.day), "voice": step.voice, "claim": step.claim, "text": step.text}
    return {**said, **_bounds(step), "change": step.change}


def _bounds(held: Figures | Step) -> Json:
    return {"low": number_json(held.low), "best": number_json(held.best), "high": number_json(held.high)}


def _sum(held: Sum) -> Json:
    parts, claims = list(held.parts), list(held.claims)
    return {"outcome": held.outcome, "whole": held.whole, "parts": parts, "claims": claims, "holds": held.holds, "why": held.why}


def _days(days: Interval | None) -> Json | None:
    return interval_json(days) if days else None


def _times(times: Times) -> Json:
    return {"common": _days(times.common), "whole": _days(times.whole), "why": times.why, "coded": _coded(times.coded)}


def _places(places: Places) -> Json:
    rings = {"common": footprint_json(places.common), "whole": footprint_json(places.whole)}
    return {**rings, "km2": number_json(places.km2), "why": places.why, "coded": _coded(places.coded)}


def _coded(coded: Coded | None) -> Json | None:
    if coded is None:
        return None
    codes: Json = {"row": coded.row, "acled": coded.acled, "ucdp": coded.ucdp}
    return {**codes, "airwars": coded.airwars, "words": coded.words}
