"""Place and time carried from claim to claim inside a paragraph, marked as inherited, and only where nothing speaks against it.

A claim takes them from the claim before it when both are acts in one voice, its own sentence names none, and something ties
them: the same sentence, a party carried over or in common, or an outcome told alone ("Nine people were killed.").
"""

from dataclasses import replace

from tacitus.model.answered import Answers
from tacitus.model.answers import Standing
from tacitus.model.claim import Blank, Claim
from tacitus.model.found import Basis, Maker
from tacitus.model.reading import Reading

_ACTS = frozenset(
    {"strike", "shelling", "bombing", "clash", "offensive", "attack", "killing", "casualties", "destruction", "capture"}
    | {"retreat", "presence", "abduction", "looting"}
)

_OUTCOMES = frozenset({"killing", "casualties", "destruction"})
_REAL = frozenset({Standing.HAPPENED, Standing.ONGOING})


def inherit(reading: Reading, claims: tuple[Claim, ...], answers: Answers) -> tuple[Claim, ...]:
    """The claims with inherited places and times filled in."""
    found: list[Claim] = []
    for claim in claims:
        before = found[-1] if found else None
        if before and _follows(reading, before, claim):
            claim = _timed(reading, _placed(reading, claim, before, answers), before, answers)
        found.append(claim)
    return tuple(found)


def _follows(reading: Reading, before: Claim, claim: Claim) -> bool:
    """Whether a claim goes on with the one before it: same paragraph and voice, acts both, and tied by more than nearness."""
    if not {claim.kind, before.kind} <= _ACTS or not {claim.standing, before.standing} <= _REAL:
        return False
    if not _same_paragraph(reading, before, claim) or claim.said_by[-1].name != before.said_by[-1].name:
        return False
    same = _sentence(reading, before) == _sentence(reading, claim)
    return same or _tied(before, claim)


def _tied(before: Claim, claim: Claim) -> bool:
    """A party carried over ("They ..."), one in common, or the outcome alone ("Nine people were killed.")."""
    parties = (*claim.agents, *claim.targets)
    if any(party.basis is Basis.INHERITED for party in parties):
        return True
    names = {party.name.casefold() for party in (*before.agents, *before.targets)}
    shared = any(party.name.casefold() in names for party in parties)
    return shared or (claim.kind in _OUTCOMES and not claim.agents)


def _placed(reading: Reading, claim: Claim, before: Claim, answers: Answers) -> Claim:
    if claim.place is not None or before.place is None or not _lends(before, answers):
        return claim
    sentence = reading.sentences[_sentence(reading, claim)]
    literal = (at for at, place in enumerate(answers.places) if place.value and place.value.role == "literal")
    own = (at for at in literal if at != before.place.place)
    if any(sentence.span.contains(answers.places[at].span) for at in own):
        return claim
    place = replace(before.place, basis=Basis.INHERITED, maker=Maker("claims", "place-of-the-claim-before"))
    return replace(claim, place=place, blanks=_without(claim, "place"))


def _timed(reading: Reading, claim: Claim, before: Claim, answers: Answers) -> Claim:
    if claim.when is not None or before.when is None or before.when.basis is Basis.DERIVED:
        return claim
    sentence = reading.sentences[_sentence(reading, claim)]
    own = (at for at, time in enumerate(answers.times) if time.value and time.value.interval and at != before.when.time)
    if any(sentence.span.contains(answers.times[at].span) for at in own):
        return claim
    when = replace(before.when, basis=Basis.INHERITED, maker=Maker("claims", "time-of-the-claim-before"))
    return replace(claim, when=when, blanks=_without(claim, "when"))


def _without(claim: Claim, slot: str) -> tuple[Blank, ...]:
    return tuple(blank for blank in claim.blanks if blank.slot != slot)


def _lends(before: Claim, answers: Answers) -> bool:
    """A place that the claim has of its own, where the act was: not one that somebody came from or made for."""
    place = before.place
    where = answers.places[place.place].value if place else None
    moving = where is not None and where.relation is not None and where.relation.type in ("toward", "from")
    return place is not None and place.maker.rule != "place-of-governing-clause" and not moving


def _same_paragraph(reading: Reading, before: Claim, claim: Claim) -> bool:
    between = reading.text[before.trigger.end : claim.trigger.start]
    return "\n" not in between.strip("\n") and _sentence(reading, claim) - _sentence(reading, before) <= 2


def _sentence(reading: Reading, claim: Claim) -> int:
    inside = reading.inside(claim.trigger)
    return inside[0].sentence if inside else 0
