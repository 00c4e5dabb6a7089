"""A claim out of its report back as a line of tacitus-claim/1: the shape that profiles are applied to."""

from collections.abc import Sequence
from dataclasses import replace

from tacitus.format.entry import FORMAT, entry_of
from tacitus.format.pieces import Json, footprint_json, interval_json, number_json
from tacitus.model.entry import Entry, Known, Moment, Named, Quote, Site, Told

_NO_WORDS: Json = {"start": 0, "end": 1, "text": ""}


def line_of(entry: Entry) -> Json:
    """The line; what an entry does not keep (which sayings, the roles of places) is not in it."""
    report = entry.report
    facts = {name: getattr(report, name) for name in ("document", "text", "reading", "key", "uri", "title", "publisher", "agency")}
    codes = entry.codes
    return {
        "format": FORMAT,
        "id": entry.id,
        "number": entry.number,
        "report": {**facts, "published": {**interval_json(report.published), "basis": report.basis}},
        "type": entry.kind,
        "codes": {"plover": codes.plover, "acled": codes.acled, "cameo": codes.cameo, "ucdp": codes.ucdp},
        "standing": entry.standing.value,
        "hedged": entry.hedged,
        "said_by": [{**_named(link), "span": _words(link.quote)} for link in entry.said_by],
        "agents": [_party(one) for one in entry.agents],
        "targets": [_party(one) for one in entry.targets],
        "place": _site(entry.place) if entry.place else None,
        "when": _moment(entry.when) if entry.when else None,
        "counts": [_told(told) for told in entry.counts],
        "instruments": [_words(quote) for quote in entry.instruments],
        "trigger": {**(_words(entry.trigger) or {}), "rule": entry.rule},
        "evidence": _words(entry.evidence),
        "triggers": [_words(quote) for quote in entry.again],
        "saying": None,
        "cause_of": list(entry.cause_of),
        "effect_of": list(entry.effect_of),
        "also": list(entry.also),
        "blanks": dict(entry.blanks),
        "confidence": entry.confidence,
    }


def entry_back(line: Json, before: Entry) -> Entry:
    """The entry of a line that was made of `before`: parties without words of their own have none afterwards either."""
    told = entry_of(line)
    agents, targets = _wordless(told.agents, before.agents), _wordless(told.targets, before.targets)
    return replace(told, agents=agents, targets=targets)


def _wordless(told: Sequence[Named], before: Sequence[Named]) -> tuple[Named, ...]:
    pairs = zip(told, before, strict=True)
    return tuple(replace(one, quote=one.quote if old.quote else None, known=one.known if old.known else None) for one, old in pairs)


def _words(quote: Quote | None) -> Json | None:
    return {"start": quote.span.start, "end": quote.span.end, "text": quote.text} if quote else None


def _known(known: Known | None) -> Json:
    return {"basis": known.basis if known else "stated", "rule": known.rule if known else "none"}


def _named(one: Named) -> Json:
    names: Json = {"name": one.name, "id": one.id, "kind": one.kind, "country": one.country, "aliases": list(one.aliases)}
    return {**names, "why_not": one.why_not} if one.why_not else names


def _party(one: Named) -> Json:
    return {**_named(one), **(_words(one.quote) or _NO_WORDS), **_known(one.known)}


def _site(site: Site) -> Json:
    said, point = site.relation, site.point
    relation = {"type": said.type, "bearing": said.bearing, "km": said.km, "other": said.other} if said else None
    words = _words(site.quote) or {"start": None, "end": None, "text": None}
    lat, lon = (point.lat, point.lon) if point else (None, None)
    named: Json = {"name": site.name, "id": site.id, "kind": site.kind, "country": site.country, "precision": site.precision}
    ground: Json = {"lat": lat, "lon": lon, "relation": relation, "footprint": footprint_json(site.footprint)}
    return {**words, **named, **ground, **_known(site.known)}


def _moment(when: Moment) -> Json:
    words = _words(when.quote) or {"start": None, "end": None, "text": None}
    said: Json = {"value": when.value, "grain": when.grain, "approximate": when.approximate}
    return {**words, **said, **interval_json(when.days), **_known(when.known)}


def _told(told: Told) -> Json:
    who = told.who
    counted = {"side": who.side, "status": who.status, "sex": who.sex, "age": who.age}
    bounds = {"low": number_json(told.low), "best": number_json(told.best), "high": number_json(told.high)}
    what: Json = {"outcome": told.outcome, "kind": told.kind, "unit": told.unit, "who": counted, "hedge": told.hedge}
    place: Json = {"count": told.count, "part_of": told.part_of}
    return {**(_words(told.quote) or {}), **what, **bounds, **place, **_known(told.known)}
