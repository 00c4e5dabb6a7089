"""The day of a happening that an expression is reckoned from, where the text gives it elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.measures.interval import within
from tacitus.model.answers import What, When
from tacitus.model.found import Found
from tacitus.model.reading import Reading, Token
from tacitus.questions.when.phrase import Phrase
from tacitus.questions.when.setting import Mark
from tacitus.rules.table import load_rows

_ARGUMENTS = ("nsubj", "obj")
_NAMING = ("compound", "nmod", "amod", "flat")
_LONGEST = 31
_GRAINS = frozenset({"day", "time", "month"})


@dataclass(frozen=True, slots=True)
class _Words:
    id: str
    words: tuple[str, ...]


@cache
def _beginnings() -> frozenset[str]:
    rows = load_rows(_Words, "tacitus.questions.when", "happenings.toml")
    return frozenset(word for row in rows for word in row.words)


def day_of(
    phrase: Phrase, phrases: Sequence[Phrase], times: Sequence[Found[When]], whats: Sequence[Found[What]], reading: Reading
) -> Mark | None:
    """The one time that the text gives the happening; None where it gives none, or several that differ.

    Times that a verb of beginning ties to it outrank the others; of two times, one within the other, the closer one counts.
    A part of a happening ("the first week of the siege") is counted from its beginning alone, not from a day on which it went on.
    """
    if phrase.event is None:
        return None
    event = reading.tokens[phrase.event]
    kinds = frozenset(what.value.kind for what in whats if what.value is not None and what.value.head == event.index)
    begun: list[Mark] = []
    told: list[Mark] = []
    for place, (other, time) in enumerate(zip(phrases, times, strict=True)):
        mark = _mark(place, time)
        governor = _governor(other, reading)
        if mark is None or governor is None or other is phrase:
            continue
        if _tells_of(governor, event, reading) or (_of_kind(governor, kinds, whats) and _alike(governor, event, reading)):
            (begun if governor.lemma in _beginnings() and governor.index != event.index else told).append(mark)
    return _one(begun) or (_one(told) if phrase.frame.ordinal is None else None)


def _mark(place: int, time: Found[When]) -> Mark | None:
    value = time.value
    if value is None or value.interval is None or value.anchor == "event" or value.grain not in _GRAINS:
        return None
    length = value.interval.days
    return Mark(place, value.value, value.grain, value.interval) if length is not None and length <= _LONGEST else None


def _governor(phrase: Phrase, reading: Reading) -> Token | None:
    """The word that a time hangs on."""
    head = reading.head_of(phrase.span)
    return next(reading.ancestors(head.index), None) if head is not None else None


def _tells_of(governor: Token, event: Token, reading: Reading) -> bool:
    """Whether the word that a time hangs on is another mention of the happening, or a verb that has one as subject or object."""
    if governor.index == event.index or _of_which(governor, event, reading):
        return True
    if event.upos == "VERB":
        return governor.lemma == event.lemma and bool(_arguments(governor, reading) & _arguments(event, reading))
    near = (governor, *reading.kids(governor.index, *_ARGUMENTS))
    mentions = (token for token in near if token.lemma == event.lemma and token.upos != "VERB")
    return any(_same_name(mention, event, reading) for mention in mentions)


def _of_which(governor: Token, event: Token, reading: Reading) -> bool:
    """ "The first week of the operation, which began on 3 May": the verb of a relative clause on the happening, or on its part."""
    relative = governor.dep == "acl:relcl" and governor.head in (event.index, event.head) and governor.index > event.index
    return relative and any(kid.norm in ("which", "that") for kid in reading.kids(governor.index, "nsubj"))


def _arguments(verb: Token, reading: Reading) -> frozenset[str]:
    return frozenset(kid.lemma for kid in reading.kids(verb.index, *_ARGUMENTS) if kid.upos != "PRON")


def _same_name(mention: Token, event: Token, reading: Reading) -> bool:
    """Two mentions that are both named are of one happening only where the names share a word."""
    left, right = _names(mention, reading), _names(event, reading)
    return not left or not right or bool(left & right)


def _alike(governor: Token, event: Token, reading: Reading) -> bool:
    """Whether nothing beside a word of the same kind names another happening (the assault on Bunia, the one on Goma)."""
    near = (governor, *reading.kids(governor.index, *_ARGUMENTS, "obl"))
    return all(_same_name(mention, event, reading) for mention in near)


def _names(token: Token, reading: Reading) -> frozenset[str]:
    return frozenset(kid.norm for kid in reading.kids(token.index, *_NAMING) if kid.upos == "PROPN")


def _of_kind(governor: Token, kinds: frozenset[str], whats: Sequence[Found[What]]) -> bool:
    return any(what.value is not None and what.value.head == governor.index and what.value.kind in kinds for what in whats)


def _one(marks: Sequence[Mark]) -> Mark | None:
    """The closest of marks that lie within each other; None where two do not."""
    if not marks:
        return None
    closest = min(marks, key=lambda mark: (mark.days.days or 0, mark.index or 0))
    return closest if all(within(closest.days, mark.days) for mark in marks) else None
