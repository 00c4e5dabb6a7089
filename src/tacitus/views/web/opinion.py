"""What people said of a claim, as a page shows it: the verdicts, the corrections, the notes, and every record in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tacitus.format.pieces import Json
from tacitus.format.review import review_json
from tacitus.model.review import SLOTS, Action, Review
from tacitus.reviews.force import in_force, ordered, taken_back
from tacitus.reviews.view import KEY
from tacitus.views.web.person import Person
from tacitus.views.web.site import days_words
from tacitus.views.wording import amount_words

LABELS = {
    "type": "what", "standing": "standing", "hedged": "hedged", "agents": "who", "targets": "to whom", "place": "where",
    "when": "when", "counts": "how many", "said_by": "said by", "verdict": "the claim",
}  # fmt: skip
"""What a page calls a slot."""
NUMBERED = tuple((number, slot, LABELS[slot]) for number, slot in enumerate(SLOTS, 1))
"""The slots with the digits that choose them."""
SAID = {
    "accept": "Recorded: the claim is accepted.",
    "reject": "Recorded: the claim is rejected.",
    "correct": "Recorded: the slot is corrected.",
    "note": "Recorded: the note.",
    "undo": "Taken back.",
    "judged": "Recorded: it takes effect with the next weighing.",
}
"""What a page says once something was recorded."""


@dataclass(frozen=True, slots=True)
class Event:
    """One record. `text` says what it does; `holds` is false for what was taken back; `own` for what the reader can take back."""

    id: str
    action: str
    by: str
    at: str
    text: str
    why: str
    seconds: float | None
    holds: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder says where they differ."""

    by: str
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """`status` is empty where nobody holds anything; `own` is the reader's verdict, `last` the reader's last record that holds."""

    status: str
    own: str
    last: str
    events: tuple[Event, ...]
    differ: tuple[tuple[str, tuple[Side, ...]], ...]

    @property
    def held(self) -> tuple[Event, ...]:
        """What holds, without the undos."""
        return tuple(event for event in self.events if event.holds and event.action != "undo")


def opinion(line: Json, reviews: Iterable[Review], person: Person) -> Opinion:
    """Of a claim's line as the person sees it, and the reviews that are put to it."""
    listed = visible(reviews, person)
    told = line.get(KEY, {})
    mine = [one for one in in_force(listed) if one.by == person.name]
    verdicts = [one.action.value for one in mine if one.action in (Action.ACCEPT, Action.REJECT)]
    gone = taken_back(listed)
    return Opinion(
        status=told.get("status", ""),
        own=verdicts[-1] if verdicts else "",
        last=mine[-1].id if mine else "",
        events=tuple(_event(one, one.id not in gone, person) for one in listed),
        differ=tuple(
            (LABELS[one["slot"]], tuple(_side(one["slot"], side) for side in one["sides"])) for one in told.get("disagreements", ())
        ),
    )


def visible(reviews: Iterable[Review], person: Person) -> Sequence[Review]:
    """The reviews that the person may see, in order."""
    return ordered(one for one in reviews if person.only in (None, one.by))


def said(slot: str, value: Any) -> str:
    """The value of a corrected slot in words.

    >>> said("targets", [{"name": "the market"}, {"name": "two stalls"}]), said("place", None)
    ('the market; two stalls', 'nothing')
    """
    if isinstance(value, list):
        return "; ".join(said(slot, one) for one in value) or "nothing"
    if value is None:
        return "nothing"
    if not isinstance(value, dict):
        return {True: "hedged", False: "not hedged"}[value] if isinstance(value, bool) else str(value)
    if slot == "type":
        return str(value["type"]).replace("_", " ")
    if slot == "when":
        return days_words(value)
    if slot == "counts":
        words = (
            amount_words(value["hedge"], value["low"], value["best"], value["high"]),
            value["unit"] or value["kind"],
            value["outcome"],
        )
        return " ".join(word for word in words if word)
    return str(value.get("name") or "")


def reviews_json(line: Json, reviews: Iterable[Review], person: Person) -> Json:
    """The reviews as data."""
    listed = visible(reviews, person)
    gone = taken_back(listed)
    items = [{"id": one.id, **review_json(one), "holds": one.id not in gone} for one in listed]
    return {"claim": line["id"], "status": line.get(KEY, {}).get("status"), "items": items}


def _event(one: Review, holds: bool, person: Person) -> Event:
    text = {Action.ACCEPT: "accepted", Action.REJECT: "rejected", Action.NOTE: "noted"}.get(one.action, "")
    if one.action is Action.CORRECT:
        text = f"{LABELS[one.slot or 'verdict']}: {said(one.slot or '', one.value)}"
    elif one.action is Action.UNDO:
        text = f"took back {(one.undoes or '')[:15]}"
    return Event(one.id, one.action.value, one.by, one.at, text, one.why, one.seconds, holds, one.by == person.name)


def _side(slot: str, side: Json) -> Side:
    says = "as it was read" if side["as_read"] else f"{side['value']}ed" if slot == "verdict" else said(slot, side["value"])
    return Side(side["by"], says, side.get("why", ""))
