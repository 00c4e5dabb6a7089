"""How far coders agree: Krippendorff's alpha for nominal values, with missing ones, and the list of what they differ on.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections B and C.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tacitus.model.review import SLOTS, Review
from tacitus.reviews.force import AS_READ, Stance, said_of, stances
from tacitus.reviews.view import VERDICT


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of nominal values. Each unit holds the values that it was given, missing ones left out.

    None where it is not defined: no unit has two values, or all values are the same.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("a",)])
    0.4444444444444444
    """
    totals: Counter[Hashable] = Counter()
    agreed = Fraction(0)
    for unit in units:
        if len(unit) > 1:
            counted = Counter(unit)
            totals.update(counted)
            agreed += Fraction(sum(number * (number - 1) for number in counted.values()), len(unit) - 1)
    whole = sum(totals.values())
    chance = sum(number * (number - 1) for number in totals.values())
    if not whole or whole * (whole - 1) == chance:
        return None
    return float(1 - (whole - agreed) * (whole - 1) / (whole * (whole - 1) - chance))


@dataclass(frozen=True, slots=True)
class Measure:
    """How far coders agree on one thing: the verdict, or a slot. `units` are the claims, `pairs` how often two coders said
    something of the same one; `alpha` is None where it is not defined."""

    about: str
    units: int
    pairs: int
    same: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim on which coders differ, with what each says (as JSON, or "as read")."""

    claim: str
    about: str
    says: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of these coders: `claims` is how many at least two of them judged."""

    coders: tuple[str, ...]
    claims: int
    measures: tuple[Measure, ...]
    differences: tuple[Difference, ...]


def agreement(by_claim: Mapping[str, Iterable[Review]], coders: Iterable[str] = ()) -> Agreement:
    """How far coders (those named, else all) agree on the claims that at least two of them judged.

    The verdict: that the claim stands (accepted, or corrected), or not. A slot: the value that a coder gave it, or that it is as
    it was read, where the coder accepted the claim; slots that nobody corrected are left out of the measures.
    """
    wanted = frozenset(coders)
    held = {claim: _of(stances(reviews), wanted) for claim, reviews in sorted(by_claim.items())}
    told = {(claim, about): said for claim, own in held.items() for about, said in _said(own).items() if len(said) > 1}
    measures = []
    for about in (VERDICT, *SLOTS):
        units = [tuple(said.values()) for (_, name), said in told.items() if name == about]
        if units and (about == VERDICT or any(value != AS_READ for unit in units for value in unit)):
            pairs = sum(len(unit) * (len(unit) - 1) // 2 for unit in units)
            measures.append(Measure(about, len(units), pairs, sum(len(set(unit)) == 1 for unit in units), alpha(units)))
    differ = [Difference(*place, tuple(sorted(said.items()))) for place, said in told.items() if len(set(said.values())) > 1]
    named = tuple(sorted({stance.by for own in held.values() for stance in own}))
    return Agreement(named, len({claim for claim, _ in told}), tuple(measures), tuple(differ))


def _of(held: Iterable[Stance], wanted: frozenset[str]) -> tuple[Stance, ...]:
    return tuple(stance for stance in held if not wanted or stance.by in wanted)


def _said(held: tuple[Stance, ...]) -> dict[str, dict[str, str]]:
    """What is said of the verdict and of each slot, by coder."""
    verdicts = {stance.by: "reject" if stance.rejects else "accept" for stance in held if stance.rejects or stance.stands}
    return {VERDICT: verdicts, **{slot: said_of(slot, held) for slot in SLOTS}}
