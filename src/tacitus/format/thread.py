"""Bodies and agreements over many reports: what goes in, from readings in tacitus/1, and what comes out, a line each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tacitus.format.pieces import Json, interval_json, number_json
from tacitus.model.answers import Footprint, Point, Relation
from tacitus.model.entry import Known, Named, Quote, Site
from tacitus.model.group import Contradiction
from tacitus.model.interval import Interval
from tacitus.model.span import Span
from tacitus.model.thread import Body, Breach, Clause, Deal, Flow, Pact, Phase, Reason, Reckoning, Status, Step, Strand, Term, Voice

BODY, PACT = "tacitus-body/1", "tacitus-pact/1"


def strands_of(reading: Json) -> Iterator[Strand]:
    """The groups of a reading in tacitus/1, whole in themselves. Raises KeyError or TypeError for what is no reading."""
    counts = reading["counts"]
    for group in reading["groups"]:
        used = {at for state in group["states"] for at in state["counts"]} | {
            at for part in group["parts"] for at in part["counts"]
        }
        above = {counts[at]["part_of"] for at in used} - {None}
        unit = group["balance"]["unit"]
        yield Strand(
            id=group["id"],
            name=group["name"],
            aliases=tuple(group["aliases"]),
            steps=tuple(_step(state, counts, unit) for state in group["states"]),
            whole=group["balance"]["whole"],
            unit=unit,
            parts=tuple(_part_number(part, counts) for part in group["parts"]),
            figures=frozenset(used | above),
            contradictions=tuple(
                Contradiction(one["field"], one["left"], one["right"], one["why"]) for one in group["contradictions"]
            ),
        )


def _step(state: Json, counts: list[Json], unit: str | None) -> Step:
    numbers = [counts[at]["best"] for at in state["counts"] if unit and counts[at]["unit"] == unit]
    return Step(state["claim"], state["state"], state["part"], next((one for one in numbers if one is not None), None))


def _part_number(part: Json, counts: list[Json]) -> float | None:
    return next((counts[at]["best"] for at in part["counts"] if counts[at]["best"] is not None), None)


def deals_of(reading: Json) -> Iterator[Deal]:
    """The agreements of a reading in tacitus/1, whole in themselves. Raises KeyError or TypeError for what is no reading."""
    for one in reading["agreements"]:
        yield Deal(
            id=one["id"],
            kind=one["kind"],
            parties=tuple(_party(party, reading) for party in one["parties"]),
            clauses=tuple(_clause(term, reading) for term in one["terms"]),
            effective=_days(one["effective"]),
            status=one["status"],
            opposed_by=tuple(_party(party, reading) for party in one["opposed_by"]),
            breaches=tuple(one["breaches"]),
            claims=tuple(one["claims"]),
            why_not=one["effective_why_not"],
        )


def _party(party: Json, reading: Json) -> Named:
    actor: Json = reading["actors"][party["actor"]] if party["actor"] is not None else {}
    return Named(
        name=party["name"],
        quote=Quote(Span(party["start"], party["end"]), party["text"]),
        id=actor.get("id"),
        kind=actor.get("kind"),
        country=actor.get("country"),
        aliases=tuple(party["aliases"]),
        known=Known(party["basis"], party["rule"]),
    )


def _clause(term: Json, reading: Json) -> Clause:
    words = term["span"]
    start, goal = (_site(reading["places"][term[key]]) if term[key] is not None else None for key in ("from_place", "to_place"))
    return Clause(term["obliges"], Quote(Span(words["start"], words["end"]), words["text"]), start, goal)


def _site(place: Json) -> Site:
    """A place of a reading."""
    ring = place["footprint"]["coordinates"][0] if place["footprint"] else None
    said: dict[str, Any] | None = place["relation"]
    return Site(
        name=place["name"],
        quote=Quote(Span(place["start"], place["end"]), place["text"]),
        id=place["id"],
        kind=place["kind"],
        point=Point(place["lat"], place["lon"]) if place["lat"] is not None else None,
        country=place["country"],
        precision=place["precision"],
        relation=Relation(said["type"], said.get("bearing"), said.get("km"), said.get("other")) if said else None,
        footprint=Footprint(tuple(Point(lat, lon) for lon, lat in ring)) if ring else None,
        known=Known(place["basis"], place["rule"]),
    )


def _days(slot: Json | None) -> Interval | None:
    start, end = (date.fromisoformat(slot[key]) if slot and slot[key] else None for key in ("from", "to"))
    return Interval(start, end) if start or end else None


def body_json(body: Body) -> Json:
    """One body as a line."""
    return {
        "format": BODY,
        "id": body.id,
        "name": body.name,
        "aliases": list(body.aliases),
        "unit": body.unit,
        "members": list(body.members),
        "parts": [
            {"key": part.key, "label": part.label, "number": number_json(part.number), "claims": list(part.claims)}
            for part in body.parts
        ],
        "states": [_phase(phase) for phase in body.phases],
        "flows": [_flow(flow) for flow in body.flows],
        "balances": [_balance(one) for one in body.balances],
        "contradictions": [
            {"field": one.field, "left": one.left, "right": one.right, "why": one.why} for one in body.contradictions
        ],
        "reasons": [_reason(reason) for reason in body.reasons],
    }


def _flow(flow: Flow) -> Json:
    ends: Json = {"kind": flow.kind, "from": flow.source, "to": flow.goal or None}
    return {**ends, "number": number_json(flow.number), "voice": flow.voice, "claims": list(flow.claims)}


def _balance(one: Reckoning) -> Json:
    return {
        "voice": one.voice,
        "unit": one.unit,
        "whole": number_json(one.whole),
        "whole_by": one.whole_by,
        "parts": [number_json(part) for part in one.parts],
        "holds": "unknown" if one.holds is None else one.holds,
        "why": one.why,
    }


def _voice(voice: Voice) -> Json:
    return {"name": voice.name, "chain": list(voice.chain)}


def _dated(days: Interval | None) -> Json | None:
    return interval_json(days) if days else None


def _phase(phase: Phase) -> Json:
    return {
        "claim": phase.claim,
        "voice": _voice(phase.voice),
        "state": phase.state,
        "denied": phase.denied,
        "part": phase.part,
        "number": number_json(phase.number),
        "course": phase.course,
        "when": _dated(phase.days),
        "told": _dated(phase.told),
        "place": _place(phase.place),
    }


def _place(site: Site | None) -> Json | None:
    if site is None:
        return None
    said = site.relation
    relation = {"type": said.type, "bearing": said.bearing, "km": said.km} if said else None
    point = site.point
    return {
        "name": site.name,
        "text": site.quote.text if site.quote else None,
        "id": site.id,
        "country": site.country,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "precision": site.precision,
        "relation": {key: value for key, value in relation.items() if value is not None} if relation else None,
    }


def _reason(reason: Reason) -> Json:
    weight = number_json(reason.weight)
    return {"left": reason.left, "right": reason.right, "feature": reason.feature, "weight": weight, "why": reason.why}


def pact_json(pact: Pact) -> Json:
    """One agreement as a line."""
    return {
        "format": PACT,
        "id": pact.id,
        "kind": pact.kind,
        "parties": [{"name": party.name, "id": party.id, "aliases": list(party.aliases)} for party in pact.parties],
        "members": list(pact.members),
        "terms": [_term(term) for term in pact.terms],
        "effective": [
            {**interval_json(one.days), "members": list(one.deals), "voices": list(one.voices)} for one in pact.effective
        ],
        "statuses": [_status(one) for one in pact.statuses],
        "opposed_by": [{"name": name, "claims": list(claims)} for name, claims in pact.opposed_by],
        "breaches": [_breach(one) for one in pact.breaches],
        "reasons": [_reason(reason) for reason in pact.reasons],
    }


def _term(term: Term) -> Json:
    return {
        "duty": term.duty,
        "told_by": [
            {
                "member": deal,
                "words": {"start": clause.quote.span.start, "end": clause.quote.span.end, "text": clause.quote.text},
                "from_place": _place(clause.start),
                "to_place": _place(clause.goal),
            }
            for deal, clause in term.clauses
        ],
        "deeds": [
            {"claim": deed.claim, "voice": _voice(deed.voice), "when": _dated(deed.days), "why": deed.why} for deed in term.deeds
        ],
    }


def _status(one: Status) -> Json:
    dated: Json = {"when": _dated(one.days), "told": _dated(one.told)}
    return {"status": one.status, "voice": _voice(one.voice), **dated, "claim": one.claim, "rule": f"threads/{one.rule}"}


def _breach(one: Breach) -> Json:
    return {
        "claim": one.claim,
        "alleged_by": _voice(one.voice),
        "against": list(one.against),
        "when": _dated(one.days),
        "told": _dated(one.told),
        "place": _place(one.place),
        "acts": list(one.acts),
        "denials": [{"claim": claim, "voice": _voice(voice)} for claim, voice in one.denials],
    }
