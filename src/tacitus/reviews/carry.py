"""Reviews over a newer reading: each finds its claim there again, by its id or by its words; none is lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tacitus.model.review import Action, Line, Review
from tacitus.reviews.force import ordered


@dataclass(frozen=True, slots=True)
class Orphan:
    """A review whose claim is in no newest reading, and why."""

    review: Review
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The reviews by the ids of the claims that they are of now, and those that are of none."""

    by_claim: Mapping[str, tuple[Review, ...]]
    orphans: tuple[Orphan, ...]


def carried(reviews: Iterable[Review], claims: Sequence[Line], texts: Collection[str]) -> Carried:
    """Put reviews to the claims of one reading. `claims` need `id`, `type` and `trigger`; `texts` are the ids of the texts that
    have the words that were read.

    All reviews of a claim go together. Where its id is gone, they go to the claim of the same type (that it had, or that a coder
    gave it) whose trigger shares the most characters with its own.
    """
    together: dict[str, list[Review]] = {}
    listed = ordered(reviews)
    for review in listed:
        together.setdefault(review.claim, []).append(review)
    ids = {claim["id"] for claim in claims}
    found: dict[str, tuple[Review, ...]] = {}
    orphans: list[Orphan] = []
    for key, own in sorted(together.items()):
        target, why = (key, "") if key in ids else _again(own, claims, texts)
        if target is None:
            orphans += [Orphan(review, why) for review in own]
        else:
            found[target] = (*found.get(target, ()), *own)
    place = {review.id: at for at, review in enumerate(listed)}
    return Carried({key: tuple(sorted(own, key=lambda one: place[one.id])) for key, own in found.items()}, tuple(orphans))


def _again(own: Sequence[Review], claims: Sequence[Line], texts: Collection[str]) -> tuple[str | None, str]:
    """The claim that tells the same now; else None and why not."""
    anchor = own[0].anchor
    if anchor.text not in texts:
        return None, "the report's newest reading is of other words"
    types = {anchor.type} | {review.value["type"] for review in own if review.action is Action.CORRECT and review.slot == "type"}
    shared = [(_overlap(claim["trigger"], anchor.start, anchor.end), claim) for claim in claims]
    over = [(size, claim) for size, claim in shared if size > 0]
    alike = [(size, claim["id"]) for size, claim in over if claim["type"] in types]
    if not alike:
        others = sorted({claim["type"] for _, claim in over})
        kind = anchor.type.replace("_", " ")
        return None, f"no {kind} is read in these words any more" + (f", but {', '.join(others)}" if others else "")
    most = max(size for size, _ in alike)
    best = sorted({key for size, key in alike if size == most})
    return (best[0], "") if len(best) == 1 else (None, f"it could be any of {', '.join(best)}")


def _overlap(trigger: Line, start: int, end: int) -> int:
    return min(int(trigger["end"]), end) - max(int(trigger["start"]), start)
