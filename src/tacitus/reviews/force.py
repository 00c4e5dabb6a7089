"""Which reviews are in force: of each coder the last, without what was taken back. The order of the records does not matter."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tacitus.model.review import Action, Review

AS_READ = "as read"


@dataclass(frozen=True, slots=True)
class Stance:
    """What one coder holds of one claim: accepted or rejected, the corrections by slot, the notes in order."""

    by: str
    verdict: Review | None = None
    slots: Mapping[str, Review] = field(default_factory=dict)
    notes: tuple[Review, ...] = ()

    @property
    def rejects(self) -> bool:
        return self.verdict is not None and self.verdict.action is Action.REJECT

    @property
    def stands(self) -> bool:
        """Whether the coder holds that the claim is there: who corrects it holds so too."""
        return not self.rejects and (self.verdict is not None or bool(self.slots))


def ordered(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """By time, and each coder's own in the order in which they were made, also within a second or by a clock that was set back.

    Where the review that came before is not among them (they are one claim's of a report's), they must come in their order.
    """
    by_id = {review.id: review for review in reviews}
    before = _before(by_id)
    place: dict[str, tuple[str, int, str]] = {}
    for review in by_id.values():
        path: list[Review] = []
        step: Review | None = review
        while step is not None and step.id not in place and step not in path:
            path.append(step)
            step = by_id.get(before[step.id])
        for one in reversed(path):
            at, deep, _ = place.get(before[one.id], ("", -1, ""))
            place[one.id] = (max(at, one.at), deep + 1, one.id)
    return tuple(sorted(by_id.values(), key=lambda review: place[review.id]))


def _before(by_id: Mapping[str, Review]) -> dict[str, str]:
    """The review of the same coder that each follows; empty for the first."""
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    for review in by_id.values():
        known = review.after is None or review.after in by_id
        found[review.id] = (review.after or "") if known else last.get(review.by, "")
        last[review.by] = review.id
    return found


def in_force(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews that were not taken back, in order, without the undos."""
    listed = ordered(reviews)
    gone = taken_back(listed)
    return tuple(review for review in listed if review.id not in gone and review.action is not Action.UNDO)


def taken_back(reviews: Iterable[Review]) -> frozenset[str]:
    """The ids of the reviews that were taken back. Only who made one takes it back; an undo can be taken back too."""
    listed = ordered(reviews)
    undone: set[str] = set()
    by = {review.id: review.by for review in listed}
    for review in reversed(listed):
        if review.action is Action.UNDO and review.id not in undone and review.undoes and by.get(review.undoes) == review.by:
            undone.add(review.undoes)
    return frozenset(undone)


def stances(reviews: Iterable[Review]) -> tuple[Stance, ...]:
    """What each coder holds of one claim, by name; coders who took all back are left out."""
    held: dict[str, list[Review]] = {}
    for review in in_force(reviews):
        held.setdefault(review.by, []).append(review)
    return tuple(_stance(by, own) for by, own in sorted(held.items()))


def _stance(by: str, own: list[Review]) -> Stance:
    verdicts = [review for review in own if review.action in (Action.ACCEPT, Action.REJECT)]
    slots = {review.slot: review for review in own if review.action is Action.CORRECT and review.slot}
    return Stance(by, verdicts[-1] if verdicts else None, slots, tuple(one for one in own if one.action is Action.NOTE))


def sense(review: Review) -> str:
    """What a correction says, to be compared: its value."""
    value = review.value["type"] if review.slot == "type" else review.value
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def said_of(slot: str, held: Iterable[Stance]) -> dict[str, str]:
    """What each coder says of a slot: the value's sense, or that it is as it was read. Who only corrected other slots, or holds
    that the claim is not there, says nothing of it."""
    listed = tuple(held)
    corrections = {stance.slots[slot].id: stance.slots[slot] for stance in listed if slot in stance.slots}
    told = {}
    for stance in listed:
        if stance.rejects:
            continue
        if slot in stance.slots:
            told[stance.by] = sense(stance.slots[slot])
        elif stance.verdict is not None:
            seen = [corrections[key] for key in stance.verdict.value or () if key in corrections]
            told[stance.by] = sense(seen[-1]) if seen else AS_READ
    return told
