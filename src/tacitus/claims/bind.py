"""Claims: each happening with who says so, its parties, place, time and numbers. Every empty slot has its reason."""

from collections.abc import Iterator
from dataclasses import replace

from tacitus.claims.again import gather
from tacitus.claims.check import check
from tacitus.claims.inherit import inherit
from tacitus.claims.mouths import mouths
from tacitus.claims.numbers import counts_of
from tacitus.claims.parties import parties
from tacitus.claims.slots import when_of, where_of
from tacitus.claims.taken_up import take_up
from tacitus.claims.told import Told, told_of
from tacitus.claims.totals import lend
from tacitus.model.answered import Answers
from tacitus.model.answers import Standing, What
from tacitus.model.claim import Blank, Claim
from tacitus.model.document import Published
from tacitus.model.found import Basis, Found
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading
from tacitus.model.source import Skipped

_EMPTY = {
    "place": "no place is named with the happening",
    "when": "no time is named with the happening",
    "agents": "nobody is named as the doer",
    "targets": "nobody and nothing is named as the target",
}


def bind(reading: Reading, answers: Answers, published: Published | None = None) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The report's claims in text order, and what was seen but is no claim.

    `published` is the report's day: what has happened cannot have happened after it.
    """
    told = told_of(reading, answers)
    claims = tuple(_claim(reading, found, found.value, told, answers) for found in answers.whats if found.value)
    gathered = gather(reading, lend(reading, inherit(reading, take_up(reading, claims, answers), answers), answers))
    possible = (_not_after(claim, published) for claim in _linked(reading, gathered))
    kept, refused = check(reading, tuple(_weighed(claim) for claim in possible), answers)
    return kept, (*_unread(reading, answers), *refused)


def _claim(reading: Reading, found: Found[What], what: What, told: Told, answers: Answers) -> Claim:
    chain, saying, hearsay = mouths(reading, found, told.sayings)
    agents, no_agents = parties(reading, "agents", what.agents, answers)
    targets, no_targets = parties(reading, "targets", what.targets, answers)
    place = where_of(reading, what, answers)
    when = when_of(reading, found, saying, answers)
    filled = {"place": place, "when": when, "agents": agents or no_agents, "targets": targets or no_targets}
    blanks = tuple(Blank(slot, why_not) for slot, why_not in _EMPTY.items() if not filled[slot])
    span = found.span
    return Claim(
        id=content_id("claim", reading.document.identity or reading.document.id, what.kind, span.start, span.end),
        kind=what.kind,
        codes=what.codes,
        trigger=span,
        evidence=what.evidence,
        said_by=chain,
        hedged=what.hedged or hearsay,
        standing=what.standing,
        maker=found.maker,
        agents=agents,
        targets=targets,
        place=place,
        when=when,
        counts=counts_of(reading, found, told),
        instruments=what.instruments,
        saying=saying,
        blanks=(*no_agents, *no_targets, *blanks),
        also=what.also,
    )


def _linked(reading: Reading, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """Cause and effect where the grammar says so: a participle clause tells what the act it hangs on led to."""
    owner = {token.index: claim.id for claim in claims for token in reading.inside(claim.trigger) if token.upos in ("VERB", "NOUN")}
    effects: dict[str, list[str]] = {}
    causes: dict[str, list[str]] = {}
    for index, effect in owner.items():
        token = reading.tokens[index]
        cause = owner.get(token.head) if token.relation == "advcl" and token.norm.endswith("ing") else None
        if cause and cause != effect and not any(kid.upos in ("SCONJ", "ADP") for kid in reading.kids(index, "mark", "case")):
            effects.setdefault(cause, []).append(effect)
            causes.setdefault(effect, []).append(cause)
    for claim in claims:
        linked = claim.id in effects or claim.id in causes
        cause_of, effect_of = tuple(effects.get(claim.id, ())), tuple(causes.get(claim.id, ()))
        yield replace(claim, cause_of=cause_of, effect_of=effect_of) if linked else claim


def _not_after(claim: Claim, published: Published | None) -> Claim:
    """A claim without a time that it cannot have: one after the report that says it happened."""
    last = published.days.end if published and published.days else None
    start = claim.when.interval.start if claim.when else None
    if last is None or start is None or start <= last or claim.standing not in (Standing.HAPPENED, Standing.ONGOING):
        return claim
    why_not = f"the time named with it, {start.isoformat()}, lies after the report"
    return replace(claim, when=None, blanks=(*claim.blanks, Blank("when", why_not)))


def _weighed(claim: Claim) -> Claim:
    """The share of the filled slots whose words stand in the claim's own clause."""
    bases = [party.basis for party in (*claim.agents, *claim.targets)]
    bases += [slot.basis for slot in (claim.place, claim.when) if slot]
    stated = 1 + sum(basis is Basis.STATED for basis in bases)
    confidence = round(stated / (1 + len(bases)), 2)
    return claim if confidence == claim.confidence else replace(claim, confidence=confidence)


def _unread(reading: Reading, answers: Answers) -> tuple[Skipped, ...]:
    """Happenings that the question saw and did not understand."""
    key = reading.document.key
    seen = ((found.span, found.why_not) for found in answers.whats if found.value is None)
    return tuple(Skipped(key, "what", why_not, span) for span, why_not in seen if why_not)
