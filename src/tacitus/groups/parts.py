"""The parts of a body: which numbers and which claims are of the same part.

A numbered part is known by its number; "those buses" are the part told last; an unnumbered piece ("one group", "others") is the
one part that stays where it stays, or moves where it moves, as long as only one part does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tacitus.groups.bodies import Body, Mention, unit_of
from tacitus.model.answered import Answers
from tacitus.model.answers import Amount, HowMany
from tacitus.model.claim import Claim


@dataclass(slots=True)
class Part:
    """A part while it is put together; `mentions` are indices into the body's mentions."""

    amount: Amount | None
    counts: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)


def settled(answers: Answers, body: Body) -> Body:
    """A body whose smaller numbers add up to its largest: the smaller ones are its pieces, in whatever order they are told.

    "Six buses are stuck; the other eleven went on. The convoy of 17 buses set off on Monday."
    """
    figures = {at: _value(answers, at).amount.best for mention in body.mentions for at in _own_counts(answers, body, mention)}
    known = {best for best in figures.values() if best is not None}
    if len(known) < 3 or sum(known) != 2 * max(known):
        return body
    most = max(known)
    smaller = {at for at, best in figures.items() if best != most}
    mentions = (replace(mention, piece=mention.piece or bool(smaller & set(mention.counts))) for mention in body.mentions)
    return replace(body, mentions=tuple(mentions))


def whole_of(answers: Answers, body: Body) -> int | None:
    """The index of the number of the whole body: in its own words, else the one that other numbers are part of."""
    own = [at for mention in body.mentions if not mention.piece for at in _own_counts(answers, body, mention)]
    above = [value.part_of for value in (found.value for found in answers.counts) if value and value.part_of is not None]
    held = [at for at in above if _of_unit(answers, body, at)]
    return next(iter(own), next(iter(held), None))


def _own_counts(answers: Answers, body: Body, mention: Mention) -> list[int]:
    """The numbers in the unit of the body that stand in the words of a mention and are no part of another."""
    return [at for at in mention.counts if _of_unit(answers, body, at) and _value(answers, at).part_of is None]


def _value(answers: Answers, at: int) -> HowMany:
    value = answers.counts[at].value
    if value is None:
        raise ValueError(f"count {at} has no value")
    return value


def _of_unit(answers: Answers, body: Body, at: int) -> bool:
    value = answers.counts[at].value
    return value is not None and body.unit is not None and unit_of(value) == body.unit


def parts_of(answers: Answers, body: Body, whole: int | None) -> list[Part]:
    """The parts in the order in which they are told."""
    parts: list[Part] = []
    last: Part | None = None
    for place, mention in enumerate(body.mentions):
        numbered = [at for at in mention.counts if at != whole and _smaller(answers, body, at, whole)]
        if mention.piece and numbered:
            last = _rival(parts, answers, body, place, numbered[0], whole) or _numbered(parts, answers, numbered[0])
            last.mentions.append(place)
        elif mention.those and last is not None:
            last.mentions.append(place)
    for at, found in enumerate(answers.counts):
        if whole is not None and found.value and found.value.part_of == whole and _of_unit(answers, body, at):
            _numbered(parts, answers, at)
    _unnumbered(parts, body)
    return sorted(parts, key=lambda part: (min(part.counts, default=len(answers.counts)), min(part.mentions, default=0)))


def _smaller(answers: Answers, body: Body, at: int, whole: int | None) -> bool:
    """Whether a number may be of a part: of the unit, and no bigger than the whole."""
    if not _of_unit(answers, body, at):
        return False
    best, most = _value(answers, at).amount.best, None if whole is None else _value(answers, whole).amount.best
    return best is None or most is None or best < most


def _numbered(parts: list[Part], answers: Answers, at: int) -> Part:
    """The part of a number, made where it is new; the same figure told twice is one part."""
    amount = _value(answers, at).amount
    part = next((one for one in parts if at in one.counts or (one.amount and one.amount.best == amount.best)), None)
    if part is None:
        part = Part(amount)
        parts.append(part)
    if at not in part.counts:
        part.counts.append(at)
    return part


def _rival(parts: list[Part], answers: Answers, body: Body, place: int, at: int, whole: int | None) -> Part | None:
    """The part of which another mouth tells the same with another figure, where both cannot be parts beside each other: "18 of the
    30 got through, the agency said; the rebels said 15 had arrived"."""
    most, best = None if whole is None else _value(answers, whole).amount.best, _value(answers, at).amount.best
    known = [part.amount.best for part in parts if part.amount and part.amount.best is not None]
    if most is None or best is None or best in known or sum(known) + best <= most:
        return None
    teller = body.mentions[place]
    for part in parts:
        others = all(mouth_of(body.mentions[one].claim) != mouth_of(teller.claim) for one in part.mentions)
        if part.amount and part.mentions and others and stance_of(part, body.mentions) == teller.stance.stance:
            return part
    return None


def mouth_of(claim: Claim) -> str:
    """Who answers for a claim: its last mouth."""
    return claim.said_by[-1].name.casefold() if claim.said_by else ""


def _unnumbered(parts: list[Part], body: Body) -> None:
    """Put pieces without a number to the part that does as they do, or make a part of them."""
    known = {place for part in parts for place in part.mentions}
    made: dict[str, Part] = {}
    for place, mention in enumerate(body.mentions):
        if not mention.piece or place in known or not mention.stance.stance:
            continue
        stance = mention.stance.stance
        alike = [part for part in parts if part.amount and stance_of(part, body.mentions) == stance]
        if len(alike) == 1:
            alike[0].mentions.append(place)
        elif not alike:
            part = made.setdefault(stance, Part(None))
            part.mentions.append(place)
    parts += [part for part in made.values() if part.mentions]


def stance_of(part: Part, mentions: Sequence[Mention]) -> str | None:
    """Whether a part stays or moves, as far as its claims agree."""
    stances = {mentions[place].stance.stance for place in part.mentions} - {""}
    return next(iter(stances)) if len(stances) == 1 else None
