"""What a report tells, made ready once for all its claims: its triggers, its numbers and its sayings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tacitus.claims.mouths import reported
from tacitus.model.answered import Answers
from tacitus.model.answers import HowMany, SaidBy
from tacitus.model.reading import Reading
from tacitus.model.span import Span

Triggers = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Number:
    """A count that has a value, by its index: the words of the number (`span`) and from there to its noun (`reach`)."""

    place: int
    value: HowMany
    span: Span
    reach: Span
    harms: bool


@dataclass(frozen=True, slots=True)
class Told:
    """`triggers` are the words of all triggers, each with the kind of its happening; `sayings` those with reported words;
    `speakers` the words of every saying's content with those that name its source."""

    triggers: Triggers
    numbers: tuple[Number, ...]
    sayings: tuple[tuple[int, SaidBy], ...]
    speakers: tuple[tuple[Span, Span], ...]


def told_of(reading: Reading, answers: Answers) -> Told:
    """What the answers tell."""
    whats = ((found, found.value) for found in answers.whats if found.value)
    triggers = {token.index: what.kind for found, what in whats for token in reading.inside(found.span)}
    said = (saying.value for saying in answers.sayings if saying.value)
    speakers = tuple((saying.content, saying.source.span) for saying in said if saying.source.span)
    return Told(triggers, tuple(_numbers(reading, answers)), tuple(reported(answers)), speakers)


def _numbers(reading: Reading, answers: Answers) -> Iterator[Number]:
    for place, count in enumerate(answers.counts):
        value = count.value
        if value is not None:
            yield Number(place, value, count.span, count.span.cover(reading.tokens[value.head].span), harms(value))


def harms(count: HowMany) -> bool:
    """Whether it counts the killed or the injured."""
    return count.outcome in ("killed", "injured")
