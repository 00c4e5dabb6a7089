"""A total and its parts: "forces conducted 26 strikes", then "near X, one strike ...; near Y, seven strikes ...".

A part that names no doer has the doer of its total, one that names no time its day: the nearest earlier claim of the same kind
and voice that counts more of the same.
"""

from dataclasses import replace

from tacitus.model.answered import Answers
from tacitus.model.answers import Standing
from tacitus.model.claim import Claim
from tacitus.model.found import Basis, Maker
from tacitus.model.reading import Reading

_COUNTED = frozenset({"strikes", "attacks"})
_REAL = frozenset({Standing.HAPPENED, Standing.ONGOING})


def lend(reading: Reading, claims: tuple[Claim, ...], answers: Answers) -> tuple[Claim, ...]:
    """The claims, parts filled in from their totals."""
    found: list[Claim] = []
    for claim in claims:
        number = _number(claim, answers)
        totals = [one for one in found if number is not None and _holds(one, claim, number, answers)]
        found.append(_filled(reading, claim, totals, answers) if totals else claim)
    return tuple(found)


def _number(claim: Claim, answers: Answers) -> float | None:
    """How many acts a claim counts."""
    values = (answers.counts[count.count].value for count in claim.counts)
    return next((value.amount.best for value in values if value and value.kind in _COUNTED), None)


def _holds(total: Claim, part: Claim, number: float, answers: Answers) -> bool:
    more = _number(total, answers)
    alike = total.kind == part.kind and total.said_by == part.said_by and {total.standing, part.standing} <= _REAL
    return alike and more is not None and more > number


def _filled(reading: Reading, claim: Claim, totals: list[Claim], answers: Answers) -> Claim:
    maker = Maker("claims", "part-of-a-total")
    doer = next((total for total in reversed(totals) if total.agents), None)
    if not claim.agents and doer is not None:
        agents = tuple(replace(party, basis=Basis.INHERITED, maker=maker) for party in doer.agents)
        claim = replace(claim, agents=agents, blanks=tuple(blank for blank in claim.blanks if blank.slot != "agents"))
    dated = next((total.when for total in reversed(totals) if total.when), None)
    if claim.when is None and dated is not None and not _dated(reading, claim, answers):
        when = replace(dated, basis=Basis.INHERITED, maker=maker)
        claim = replace(claim, when=when, blanks=tuple(blank for blank in claim.blanks if blank.slot != "when"))
    return claim


def _dated(reading: Reading, claim: Claim, answers: Answers) -> bool:
    """Whether the claim's own sentence names a day."""
    inside = reading.inside(claim.trigger)
    sentence = reading.sentences[inside[0].sentence] if inside else None
    times = (time for time in answers.times if time.value and time.value.interval)
    return sentence is not None and any(sentence.span.contains(time.span) for time in times)
