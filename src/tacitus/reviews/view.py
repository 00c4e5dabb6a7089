"""A claim as reviewed: what its coders agree on is in it, what they differ on is shown and left as it was read."""

from collections.abc import Iterable, Mapping, Sequence

from tacitus.model.review import PARTIES, PLAIN, SINGLE, SLOTS, Line, Review
from tacitus.reviews.force import AS_READ, Stance, said_of, stances

CORRECTED = "corrected"
KEY = "review"
VERDICT = "verdict"
RULE = "review/"


def reviewed(line: Line, reviews: Iterable[Review]) -> Line:
    """The line with the reviews in force; the very line where none is.

    It gains the key `review`: `status` (accepted, corrected, rejected, disputed or noted), `by` (the coders), `verdicts`,
    `corrections`, `notes` and `disagreements`. Two coders who differ are not merged: of what they differ on, none is taken.
    """
    held = stances(reviews)
    if not held:
        return line
    disputed = any(stance.rejects for stance in held) and any(stance.stands for stance in held)
    rejected = not disputed and any(stance.rejects for stance in held)
    taken, differ = ([], [_verdicts(held)]) if disputed else _slots(held)
    told = dict(line)
    for made in taken:
        told = _with(told, made[0])
    told[KEY] = {
        "status": _status(held, rejected, bool(differ), bool(taken)),
        "by": [stance.by for stance in held],
        "verdicts": [{"action": stance.verdict.action.value, **_mark(stance.verdict)} for stance in held if stance.verdict],
        "corrections": [{"slot": review.slot, **_mark(review)} for made in taken for review in made],
        "notes": [_mark(note) for stance in held for note in stance.notes],
        "disagreements": differ,
    }
    return told


def is_rejected(line: Line) -> bool:
    """Whether every coder who looked at the claim rejects it: views leave it out unless asked."""
    return bool(KEY in line and line[KEY]["status"] == "rejected")


def nameless(line: Line) -> Line:
    """The line without who reviewed it and why: coders are known to one another, not to the world."""
    return {**line, KEY: {"status": line[KEY]["status"]}} if KEY in line else line


def _status(held: Sequence[Stance], rejected: bool, differ: bool, taken: bool) -> str:
    if rejected or differ:
        return "rejected" if rejected else "disputed"
    if taken:
        return CORRECTED
    return "accepted" if any(stance.verdict for stance in held) else "noted"


def _slots(held: Sequence[Stance]) -> tuple[list[list[Review]], list[Line]]:
    """The corrections that are taken, each with all who make it, and what the coders differ on."""
    if any(stance.rejects for stance in held):
        return [], []
    taken, differ = [], []
    for slot in SLOTS:
        made = [stance.slots[slot] for stance in held if slot in stance.slots]
        told = said_of(slot, held)
        if made and len(set(told.values())) == 1:
            taken.append(made)
        elif made:
            differ.append({"slot": slot, "sides": [_side(stance, slot, told) for stance in held if stance.by in told]})
    return taken, differ


def _side(stance: Stance, slot: str, told: Mapping[str, str]) -> Line:
    review = stance.slots.get(slot) or stance.verdict
    says = None if told[stance.by] == AS_READ or review is None else review.value
    return {"by": stance.by, "as_read": told[stance.by] == AS_READ, "value": says, **(_mark(review) if review else {})}


def _verdicts(held: Sequence[Stance]) -> Line:
    sides = []
    for stance in held:
        review = stance.verdict or next(iter(stance.slots.values()), None)
        if review:
            sides.append({"as_read": False, "value": "reject" if stance.rejects else "accept", **_mark(review)})
    return {"slot": VERDICT, "sides": sides}


def _mark(review: Review) -> Line:
    return {
        "by": review.by,
        "at": review.at,
        "why": review.why,
        "record": review.id,
        "claim": review.claim,
        "reading": review.reading,
    }


def _with(line: Line, review: Review) -> Line:
    """The line with a corrected slot. The rule names the review's record, not the coder: lines leave the house."""
    slot, value = str(review.slot), review.value
    known = {"basis": CORRECTED, "rule": RULE + review.id.rpartition("-")[2][:16]}
    if slot == "type":
        return {**line, **value, "trigger": {**line["trigger"], **known}}
    if slot in PLAIN or slot == "said_by":
        return {**line, slot: value}
    filled = value and {**value, **known} if slot in SINGLE else [{**one, **known} for one in value]
    blanks = {key: why for key, why in line["blanks"].items() if key != slot}
    if not value and (slot in PARTIES or slot in SINGLE or slot == "counts"):
        blanks[slot] = "a coder took it out"
    return {**line, slot: filled, "blanks": blanks}
