"""Follow bodies through a report: a convoy sets off, halts, splits; who says what of which part, what adds up, what clashes."""

from collections.abc import Sequence
from dataclasses import replace

from tacitus.groups.balance import balance
from tacitus.groups.bodies import Body, Mention, bodies
from tacitus.groups.contradict import Told, contradictions
from tacitus.groups.parts import Part, parts_of, settled, whole_of
from tacitus.groups.ways import aims_of, course_of
from tacitus.model.answered import Answers
from tacitus.model.answers import Amount
from tacitus.model.claim import Claim
from tacitus.model.group import Balance, Group, State
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading

_MOVING = frozenset({"movement", "presence", "split", "merge", "evacuation", "retreat", "displacement"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "half": 2, "halves": 2, "five": 5}


def follow(reading: Reading, answers: Answers, claims: tuple[Claim, ...]) -> tuple[Group, ...]:
    """The bodies that move, stay or split, in text order; a noun that does nothing is no group."""
    told = (_once(answers, settled(answers, body)) for body in bodies(reading, answers, claims))
    return tuple(_group(reading, answers, body) for body in told if _followed(answers, body))


def _once(answers: Answers, body: Body) -> Body:
    """A claim speaks once of a part, however many of its parties are of it."""
    part_of = _part_of(parts_of(answers, body, whole_of(answers, body)))
    kept = {(mention.claim.id, part_of.get(place)): place for place, mention in reversed(list(enumerate(body.mentions)))}
    return replace(body, mentions=tuple(body.mentions[place] for place in sorted(kept.values())))


def _part_of(parts: Sequence[Part]) -> dict[int, int]:
    """The part of each mention that is of one."""
    return {place: number for number, part in enumerate(parts) for place in part.mentions}


def _followed(answers: Answers, body: Body) -> bool:
    """Whether a body does something, and enough is told of it: a split, two states, or numbered parts."""
    kinds = {mention.stance.id for mention in body.mentions}
    if not kinds & _MOVING:
        return False
    told = {mention.claim.id for mention in body.mentions}
    return "split" in kinds or len(told) > 1 or len(parts_of(answers, body, whole_of(answers, body))) > 1


def _group(reading: Reading, answers: Answers, body: Body) -> Group:
    whole = whole_of(answers, body)
    parts = parts_of(answers, body, whole)
    part_of = _part_of(parts)
    states = tuple(_state(mention, whole, part_of.get(place)) for place, mention in enumerate(body.mentions))
    told = _told(reading, answers, body, states)
    return Group(
        id=content_id("group", reading.document.id, body.name, *dict.fromkeys(state.claim for state in states)),
        name=body.name,
        aliases=_aliases(reading, body),
        states=states,
        parts=tuple(tuple(part.mentions) for part in parts),
        balance=_balance(reading, answers, body, whole, parts),
        contradictions=contradictions(told),
    )


def _state(mention: Mention, whole: int | None, part: int | None) -> State:
    claim = mention.claim
    bound = [count.count for count in claim.counts]
    own = tuple(count for count in mention.counts if count != whole)
    counts = own if mention.piece else tuple(sorted({*mention.counts, *bound}))
    return State(claim.id, mention.stance.state, claim.said_by, counts, claim.place, claim.when, part)


def _told(reading: Reading, answers: Answers, body: Body, states: Sequence[State]) -> tuple[Told, ...]:
    aims = aims_of(reading, body)
    return tuple(
        Told(
            state,
            mention.claim,
            _amount(answers, body, mention),
            course_of(reading, mention.claim, aims),
            mention.stance.stance,
            bool(mention.counts) or mention.those,
        )
        for mention, state in zip(body.mentions, states, strict=True)
    )


def _amount(answers: Answers, body: Body, mention: Mention) -> Amount | None:
    """The number of the whole, or of the part, that a mention tells."""
    if mention.piece:
        own = next((answers.counts[at].value for at in mention.counts if answers.counts[at].value), None)
        return own.amount if own else None
    whole = whole_of(answers, Body(body.name, body.unit, (mention,))) if mention.counts else None
    found = answers.counts[whole].value if whole is not None else None
    return found.amount if found else None


def _aliases(reading: Reading, body: Body) -> tuple[str, ...]:
    """Every string by which the report calls the body."""
    names = [mention.party.span.of(reading.text) for mention in body.mentions]
    names += [alias for mention in body.mentions for alias in (mention.party.name, *mention.party.aliases)]
    return tuple(dict.fromkeys(name for name in names if name.casefold() != body.name.casefold()))


def _balance(reading: Reading, answers: Answers, body: Body, whole: int | None, parts: Sequence[Part]) -> Balance:
    found = answers.counts[whole].value if whole is not None else None
    numbered = [part.amount for part in parts if part.amount]
    return balance(found.unit if found else body.unit, found.amount if found else None, numbered, _pieces(reading, body))


def _pieces(reading: Reading, body: Body) -> int | None:
    """In how many pieces the body is said to have come apart: split into two."""
    for mention in body.mentions:
        if mention.stance.id == "split":
            head = reading.head_of(mention.claim.trigger)
            words = [token.norm for token in reading.tokens[head.index : head.index + 6]] if head else []
            number = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
            if number:
                return number
    return None
