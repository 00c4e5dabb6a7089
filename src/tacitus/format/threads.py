"""Claims, groups and agreements as tacitus/1."""

from tacitus.format.figures import figures_json
from tacitus.format.pieces import (
    Json,
    count_value_json,
    footprint_json,
    interval_json,
    mouth_json,
    number_json,
    span_json,
)
from tacitus.model.agreement import Agreement, Term
from tacitus.model.claim import Claim, ClaimPlace, ClaimTime, Party
from tacitus.model.found import Basis, Maker
from tacitus.model.group import Group, State
from tacitus.model.readout import Readout


def claim_json(claim: Claim, readout: Readout) -> Json:
    """One claim: every slot with its words, its basis and its rule; empty ones under `blanks` with the reason."""
    text = readout.document.text
    codes = claim.codes
    return {
        "id": claim.id,
        "type": claim.kind,
        "codes": {"plover": codes.plover, "acled": codes.acled, "cameo": codes.cameo, "ucdp": codes.ucdp},
        "trigger": {**span_json(claim.trigger, text), **_known(Basis.STATED, claim.maker)},
        "triggers": [span_json(span, text) for span in claim.again],
        "evidence": span_json(claim.evidence, text),
        "said_by": [mouth_json(mouth, text) for mouth in claim.said_by],
        "saying": claim.saying,
        "hedged": claim.hedged,
        "standing": str(claim.standing),
        "agents": [party_json(party, text) for party in claim.agents],
        "targets": [party_json(party, text) for party in claim.targets],
        "place": _place(claim.place),
        "when": _when(claim.when),
        "counts": [_counted(claim, place, readout) for place in range(len(claim.counts))],
        "instruments": [span_json(span, text) for span in claim.instruments],
        "cause_of": list(claim.cause_of),
        "effect_of": list(claim.effect_of),
        "also": list(claim.also),
        "blanks": _blanks(claim),
        "confidence": round(claim.confidence, 2),
    }


def _blanks(claim: Claim) -> Json:
    """Each empty slot with its reason; several reasons side by side."""
    reasons: dict[str, list[str]] = {}
    for blank in claim.blanks:
        reasons.setdefault(blank.slot, []).append(blank.why_not)
    return {slot: "; ".join(dict.fromkeys(why)) for slot, why in reasons.items()}


def _known(basis: Basis, maker: Maker) -> Json:
    return {"basis": str(basis), "rule": f"{maker.step}/{maker.rule}"}


def party_json(party: Party, text: str) -> Json:
    named: Json = {"name": party.name, "actor": party.actor, "aliases": list(party.aliases)}
    return {**span_json(party.span, text), **named, **_known(party.basis, party.maker)}


def _place(place: ClaimPlace | None) -> Json | None:
    if place is None:
        return None
    point = place.point
    return {
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "country": place.country,
        "name": place.name,
        "footprint": footprint_json(place.footprint),
        "place": place.place,
        **_known(place.basis, place.maker),
    }


def _when(when: ClaimTime | None) -> Json | None:
    return None if when is None else {**interval_json(when.interval), "time": when.time, **_known(when.basis, when.maker)}


def _counted(claim: Claim, place: int, readout: Readout) -> Json:
    bound = claim.counts[place]
    found = readout.counts[bound.count]
    value = found.value
    if value is None:
        raise ValueError(f"claim {claim.id} counts number {bound.count}, which has no value")
    counted = {**count_value_json(value), "count": bound.count, **_known(bound.basis, bound.maker)}
    return {**counted, **figures_json(found, readout.figures)}


def group_json(group: Group, readout: Readout) -> Json:
    text, balance = readout.document.text, group.balance
    return {
        "id": group.id,
        "name": group.name,
        "aliases": list(group.aliases),
        "states": [_state(state, text) for state in group.states],
        "parts": [_part(part, group) for part in group.parts],
        "balance": {
            "unit": balance.unit,
            "whole": number_json(balance.whole),
            "parts": [number_json(part) for part in balance.parts],
            "holds": "unknown" if balance.holds is None else balance.holds,
        },
        "contradictions": [
            {"field": pair.field, "left": pair.left, "right": pair.right, "why": pair.why} for pair in group.contradictions
        ],
    }


def _part(states: tuple[int, ...], group: Group) -> Json:
    counts = {count for place in states for count in group.states[place].counts}
    return {"states": list(states), "counts": sorted(counts)}


def _state(state: State, text: str) -> Json:
    return {
        "claim": state.claim,
        "state": state.state,
        "part": state.part,
        "counts": list(state.counts),
        "place": _place(state.place),
        "when": _when(state.when),
        "said_by": [mouth_json(mouth, text) for mouth in state.said_by],
    }


def agreement_json(agreement: Agreement, readout: Readout) -> Json:
    text = readout.document.text
    effective: Json | None = interval_json(agreement.effective) if agreement.effective else None
    return {
        "id": agreement.id,
        "kind": agreement.kind,
        "parties": [party_json(party, text) for party in agreement.parties],
        "terms": [_term(term, text) for term in agreement.terms],
        "effective": effective,
        "effective_why_not": agreement.effective_why_not,
        "status": agreement.status,
        "opposed_by": [party_json(party, text) for party in agreement.opposed_by],
        "breaches": list(agreement.breaches),
        "claim": agreement.claims[0],
        "claims": list(agreement.claims),
    }


def _term(term: Term, text: str) -> Json:
    return {
        "obliges": term.obliges,
        "action": term.action,
        "span": span_json(term.span, text),
        "from_place": term.from_place,
        "to_place": term.to_place,
    }
