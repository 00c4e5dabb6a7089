"""Place and time carried from claim to claim inside a paragraph, marked as inherited, and only where nothing speaks against it.

A claim without a place takes that of the claim before it in the same paragraph when its own sentence names no place; a
claim without a time takes that of the claim it is told under (the clause it hangs on), never that of another sentence.
"""

from dataclasses import replace

from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.found import Basis, Maker
from tacitus.model.reading import Reading

_ACTS = frozenset(
    {"strike", "shelling", "bombing", "clash", "offensive", "attack", "killing", "casualties", "destruction", "capture"}
    | {"retreat", "presence", "abduction", "looting"}
)

_REAL = ("happened", "ongoing")


def inherit(reading: Reading, claims: tuple[Claim, ...], answers: Answers) -> tuple[Claim, ...]:
    """The claims with inherited places filled in."""
    found: list[Claim] = []
    for claim in claims:
        before = found[-1] if found else None
        found.append(_placed(reading, claim, before, answers) if before else claim)
    return tuple(found)


def _placed(reading: Reading, claim: Claim, before: Claim, answers: Answers) -> Claim:
    fits = claim.place is None and before.place is not None and {claim.kind, before.kind} <= _ACTS
    if (
        not fits
        or not _lends(before, answers)
        or claim.standing not in _REAL
        or not _same_paragraph(reading, before, claim)
        or claim.said_by[-1].name != before.said_by[-1].name
    ):
        return claim
    sentence = reading.sentences[_sentence(reading, claim)]
    if any(sentence.span.contains(place.span) for place in answers.places if place.value and place.value.role == "literal"):
        return claim
    assert before.place is not None
    place = replace(before.place, basis=Basis.INHERITED, maker=Maker("claims", "place-of-the-claim-before"))
    blanks = tuple(blank for blank in claim.blanks if blank.slot != "place")
    return replace(claim, place=place, blanks=blanks)


def _lends(before: Claim, answers: Answers) -> bool:
    """A place that the claim has of its own, where the act was: not one that somebody came from or made for."""
    place = before.place
    where = answers.places[place.place].value if place else None
    moving = where is not None and where.relation is not None and where.relation.type in ("toward", "from")
    own = place is not None and place.maker.rule != "place-of-governing-clause"
    return own and not moving and before.standing in _REAL


def _same_paragraph(reading: Reading, before: Claim, claim: Claim) -> bool:
    between = reading.text[before.trigger.end : claim.trigger.start]
    return "\n" not in between.strip("\n") and _sentence(reading, claim) - _sentence(reading, before) <= 2


def _sentence(reading: Reading, claim: Claim) -> int:
    inside = reading.inside(claim.trigger)
    return inside[0].sentence if inside else 0
