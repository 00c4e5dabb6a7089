"""What people judged of members: who is kept together, who apart. The policy never overrules it.

A person's later judgement of a pair supersedes the earlier one. A *different* of anybody is never crossed; a *same* that somebody
else calls different, or that a chain of *same* would carry across a *different*, is left to the
policy: nobody guesses who is right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tacitus.model.judgement import Judgement, Verdict

Pair = tuple[str, str]
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of ids, each in order: kept together (with who says so), kept apart, and those on which somebody is unsure."""

    together: dict[Pair, str]
    apart: frozenset[Pair]
    unsure: frozenset[Pair]


def decide(judgements: Iterable[Judgement], known: Iterable[str]) -> Decided:
    """The judgements in force on known members, whatever their order; those of the policy are left out."""
    members = frozenset(known)
    last: dict[tuple[Pair, str], Judgement] = {}
    for one in judgements:
        held = last.get((one.pair, one.by))
        if one.human and members >= set(one.pair) and (held is None or _moment(held) < _moment(one)):
            last[one.pair, one.by] = one
    said: dict[Verdict, set[Pair]] = {verdict: set() for verdict in Verdict}
    for (pair, _), one in last.items():
        said[one.verdict].add(pair)
    apart, unsure = said[Verdict.DIFFERENT], said[Verdict.UNSURE]
    same = said[Verdict.SAME] - apart
    agreed = same - _carried(same, apart)
    names = {pair: by for (pair, by), one in sorted(last.items(), reverse=True) if pair in agreed and one.verdict is Verdict.SAME}
    return Decided(names, frozenset(apart), frozenset(unsure - agreed))


def _moment(one: Judgement) -> tuple[datetime, str, tuple[str, ...]]:
    at = one.at or _LONG_AGO
    return (at if at.tzinfo else at.replace(tzinfo=UTC), one.verdict.value, one.why)


def _carried(same: set[Pair], apart: set[Pair]) -> set[Pair]:
    """The *same* pairs of every chain that holds both sides of a *different*."""
    home: dict[str, frozenset[str]] = {}
    for left, right in sorted(same):
        both = home.get(left, frozenset({left})) | home.get(right, frozenset({right}))
        home.update(dict.fromkeys(both, both))
    torn = {home[left] for left, right in apart if left in home and right in home[left]}
    return {pair for pair in same if home[pair[0]] in torn}
