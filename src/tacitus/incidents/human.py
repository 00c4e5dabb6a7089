"""What people judged: who is kept together, who apart, and where they contradict each other.

A person's later judgement of a pair supersedes the earlier one. Where two people differ on a pair, or a *different* lies
between two claims that a chain of *same* joins, the judgements concerned are contested: nobody guesses who is right. Their
*same* is then left to the policy, their *different* is never crossed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tacitus.model.judgement import Judgement, Verdict

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of claim ids that people keep together or apart, or were unsure of; `said` are the judgements in force on a pair."""

    together: frozenset[Pair]
    apart: frozenset[Pair]
    unsure: frozenset[Pair]
    contested: frozenset[Pair]
    said: dict[Pair, tuple[Judgement, ...]]


def decide(judgements: Iterable[Judgement]) -> Decided:
    """The judgements in force, whatever their order. Those of the policy are left out: it is asked anew."""
    said = _in_force(judgement for judgement in judgements if judgement.human)
    verdicts = {pair: {one.verdict for one in all_} for pair, all_ in said.items()}
    same = {pair for pair, found in verdicts.items() if Verdict.SAME in found}
    apart = {pair for pair, found in verdicts.items() if Verdict.DIFFERENT in found}
    unsure = {pair for pair, found in verdicts.items() if Verdict.UNSURE in found}
    differ = {pair for pair, found in verdicts.items() if len(found) > 1}
    chained, between = _chained(same - differ, apart)
    contested = differ | chained | between
    return Decided(frozenset(same - contested), frozenset(apart), frozenset(unsure), frozenset(contested), said)


def _in_force(judgements: Iterable[Judgement]) -> dict[Pair, tuple[Judgement, ...]]:
    """By pair, the last judgement of each person, if it was not taken back; of two at one moment the one whose verdict and words
    sort last."""
    last: dict[tuple[Pair, str], Judgement] = {}
    for one in judgements:
        known = last.get((one.pair, one.by))
        if known is None or _moment(known) < _moment(one):
            last[one.pair, one.by] = one
    found: dict[Pair, list[Judgement]] = {}
    for (pair, _), one in sorted(last.items()):
        if one.verdict is not Verdict.WITHDRAWN:
            found.setdefault(pair, []).append(one)
    return {pair: tuple(all_) for pair, all_ in found.items()}


def _moment(one: Judgement) -> tuple[datetime, str, tuple[str, ...]]:
    at = one.at or _LONG_AGO
    return (at if at.tzinfo else at.replace(tzinfo=UTC), one.verdict.value, one.why)


def _chained(same: set[Pair], apart: set[Pair]) -> tuple[set[Pair], set[Pair]]:
    """The *same* pairs on a chain between two claims judged different, and those *different* pairs.

    Within each chained part, ends that lead nowhere are taken off until only what lies between such claims is left.
    """
    beside: dict[str, set[str]] = {}
    for left, right in same:
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    between = {pair for pair in apart if _reached(pair[0], beside) >= set(pair)}
    ends = {claim for pair in between for claim in pair}
    parts = {claim for end in ends for claim in _reached(end, beside)}
    left_over = {claim: set(beside[claim]) for claim in parts}
    waiting = [claim for claim in left_over if len(left_over[claim]) < 2 and claim not in ends]
    while waiting:
        claim = waiting.pop()
        for other in left_over.pop(claim, set()):
            left_over[other].discard(claim)
            if len(left_over[other]) < 2 and other not in ends:
                waiting.append(other)
    return {pair for pair in same if pair[0] in left_over and pair[1] in left_over}, between


def _reached(start: str, beside: dict[str, set[str]]) -> set[str]:
    """What a claim is joined with, itself too."""
    found, waiting = {start}, [start]
    while waiting:
        for other in beside.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found
