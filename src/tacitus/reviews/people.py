"""What each coder did: how many claims by verdict, how long a claim took, on which days."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from tacitus.model.review import Review
from tacitus.reviews.alpha import Agreement, agreement
from tacitus.reviews.force import Stance, stances

ACCEPTED, CORRECTED, REJECTED, NOTED = "accepted", "corrected", "rejected", "noted"
HELD = (ACCEPTED, CORRECTED, REJECTED, NOTED)
"""What a coder can hold of a claim."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The seconds of the claims that were measured: their number, median and quartiles; None where none was."""

    claims: int
    lower: float | None
    median: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Coder:
    """`held` counts the claims by what the coder holds of them now; `reviews` the records, also those that hold no longer;
    `days` those by the day (UTC) on which they were made."""

    name: str
    reviews: int
    held: Mapping[str, int]
    pace: Pace
    days: tuple[tuple[str, int], ...]

    @property
    def claims(self) -> int:
        return sum(self.held.values())


def people(reviews: Iterable[Review], by_claim: Mapping[str, Iterable[Review]]) -> tuple[Coder, ...]:
    """Everybody who reviewed anything, by name. `by_claim` are the reviews by the claims that they are of now."""
    made: dict[str, list[Review]] = {}
    for review in reviews:
        made.setdefault(review.by, []).append(review)
    held: dict[str, Counter[str]] = {}
    for own in by_claim.values():
        for stance in stances(own):
            held.setdefault(stance.by, Counter())[_held(stance)] += 1
    return tuple(_coder(name, own, held.get(name, Counter())) for name, own in sorted(made.items()))


def _coder(name: str, own: list[Review], held: Mapping[str, int]) -> Coder:
    days = Counter(review.at[:10] for review in own)
    return Coder(name, len(own), {kind: held.get(kind, 0) for kind in HELD}, pace(own), tuple(sorted(days.items())))


def _held(stance: Stance) -> str:
    if stance.rejects:
        return REJECTED
    return CORRECTED if stance.slots else ACCEPTED if stance.verdict else NOTED


def pace(reviews: Iterable[Review]) -> Pace:
    """Seconds that a claim takes: those of all a coder's reviews of it together, also of those that hold no longer."""
    taken: dict[tuple[str, str], float] = {}
    for review in reviews:
        if review.seconds is not None:
            key = (review.by, review.claim)
            taken[key] = taken.get(key, 0.0) + review.seconds
    seconds = sorted(taken.values())
    if not seconds:
        return Pace(0, None, None, None)
    lower, median, upper = statistics.quantiles(seconds, n=4, method="inclusive") if len(seconds) > 1 else seconds * 3
    return Pace(len(seconds), round(lower, 1), round(median, 1), round(upper, 1))


def pairs(by_claim: Mapping[str, Iterable[Review]], names: Iterable[str]) -> tuple[Agreement, ...]:
    """How far every two coders agree who judged a claim in common."""
    told = (agreement(by_claim, pair) for pair in combinations(sorted(names), 2))
    return tuple(one for one in told if one.claims)
