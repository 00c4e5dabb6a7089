"""Which count is part of which: six of them, including 30 children, 12 of the 17; and 26 = 15 + 11 further on.

A number of the text is never added to the number that it is a part of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tacitus.model.reading import Reading
from tacitus.questions.how_many.befell import Fate
from tacitus.questions.how_many.phrase import Phrase

LEAST_WHOLE = 10.0  # over several sentences smaller totals are met by chance too often (3 = 2 + 1)
LEAST_BESIDE = 4.0
MOST_PARTS = 12
_MARKS = tuple(
    tuple(mark.split())
    for mark in ("including", "includes", "include", "included", "among", "amongst", "of whom", "of them", "of these", "of those")
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A phrase with its outcome, before it is known what it is a part of."""

    phrase: Phrase
    fate: Fate | None
    part_of: int | None = None

    @property
    def best(self) -> float | None:
        amount = self.phrase.quantity.amount
        return amount.best if amount.best is not None else amount.high


def wholes(reading: Reading, drawn: Sequence[Drawn]) -> list[int | None]:
    """For each count the index of the count that it is part of, or None."""
    found: list[int | None] = []
    for place in range(len(drawn)):
        found.append(_whole(reading, drawn, place, found))
    _sums(reading, drawn, found)
    return found


def _whole(reading: Reading, drawn: Sequence[Drawn], place: int, found: Sequence[int | None]) -> int | None:
    """The number before this one, in the same sentence, of which the words say that this is a part."""
    part = drawn[place]
    if part.phrase.whole is not None:
        return next((at for at, other in enumerate(drawn) if other.phrase.quantity.number == part.phrase.whole), None)
    sentence = reading.tokens[part.phrase.first].sentence
    mark = 0 if part.phrase.pronoun else _mark(reading, part.phrase)
    if mark is None:
        return None
    limit = part.phrase.first if part.phrase.pronoun else mark
    for at in range(place - 1, -1, -1):
        other = drawn[at]
        if other.phrase.last > limit or (found[at] is not None and not part.phrase.pronoun):
            continue
        if not _holds(other, part):
            return None
        distance = sentence - reading.tokens[other.phrase.first].sentence
        return at if distance == 0 or (distance == 1 and part.phrase.pronoun) else None
    return None


def _holds(whole: Drawn, part: Drawn) -> bool:
    """Whether one number can hold another: both of people or both of one kind of thing, and the whole at least as big."""
    alike = (peopled(whole) and peopled(part)) or part.phrase.kind in (whole.phrase.kind, None)
    return alike and (whole.best is None or part.best is None or whole.best >= part.best)


def peopled(drawn: Drawn) -> bool:
    """Whether a count is of people, or a bare figure (a toll) that can be of nothing else here."""
    return drawn.phrase.people or (drawn.phrase.bare and drawn.phrase.kind is None)


def _mark(reading: Reading, phrase: Phrase) -> int | None:
    """The index of the "including", "among them" or "of whom" that stands before a phrase with no clause between."""
    tokens = reading.tokens
    first = reading.sentences[tokens[phrase.first].sentence].first
    for place in range(phrase.first - 1, max(first, phrase.first - 14) - 1, -1):
        for mark in _MARKS:
            if tokens[place].norm == mark[0] and tuple([token.norm for token in tokens[place : place + len(mark)]]) == mark:
                return place
        verb = tokens[place].upos in ("VERB", "AUX") and not tokens[place].relation.startswith("a")
        if verb or tokens[place].norm in (";", ":", "."):
            return None
    return None


def _sums(reading: Reading, drawn: Sequence[Drawn], found: list[int | None]) -> None:
    """Fill in the parts that add up: the next exact counts whose sum is the whole, none left out between."""
    for place, whole in enumerate(drawn):
        best = whole.phrase.quantity.amount.best
        if best is None or whole.phrase.quantity.ranged:
            continue
        beside = _run(drawn, found, place, partial(_beside, reading, whole)) if best >= LEAST_BESIDE else []
        along = _run(drawn, found, place, partial(_same_noun, reading, whole)) if best >= LEAST_WHOLE else []
        for at in beside or along:
            found[at] = place


def _run(drawn: Sequence[Drawn], found: list[int | None], place: int, fits: Callable[[Drawn], bool]) -> list[int]:
    """The indices of the counts after a whole that fit and, taken one after the other, add up to it."""
    known = [at for at, whole in enumerate(found) if whole == place and fits(drawn[at])]
    run: list[int] = []
    total, best = sum(drawn[at].best or 0.0 for at in known), drawn[place].best or 0.0
    for at in range(place + 1, len(drawn)):
        if found[at] is None and fits(drawn[at]):
            total += drawn[at].best or 0.0
            run.append(at)
            if total >= best or len(run) == MOST_PARTS:
                break
    return run if total == best and len(run) + len(known) > 1 else []


def _beside(reading: Reading, whole: Drawn, part: Drawn) -> bool:
    """Whether two counts of people stand in one sentence and nothing else became of the second."""
    same = reading.tokens[whole.phrase.first].sentence == reading.tokens[part.phrase.first].sentence
    fates = {one.fate.outcome if one.fate else None for one in (whole, part)}
    return same and peopled(whole) and peopled(part) and not part.phrase.bare and len(fates - {None}) < 2


def _same_noun(reading: Reading, whole: Drawn, part: Drawn) -> bool:
    """Whether a count of a later sentence is of the same noun and outcome, told as an exact figure."""
    if reading.tokens[part.phrase.first].sentence == reading.tokens[whole.phrase.first].sentence and part.phrase.whole is None:
        return False
    if whole.phrase.bare or part.phrase.bare or part.phrase.quantity.amount.best is None or part.phrase.quantity.ranged:
        return False
    nouns = {whole.phrase.noun, part.phrase.noun}
    fates = {drawn.fate.outcome if drawn.fate else None for drawn in (whole, part)}
    return len(nouns - {None}) == 1 and len(fates) == 1
