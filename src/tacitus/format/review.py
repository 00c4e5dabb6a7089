"""Reviews as JSON: the body of a `review` record, as `tacitus reviews --json` prints it with its id, and back."""

from tacitus.format.pieces import Json
from tacitus.model.review import Action, Anchor, Review


def review_json(review: Review) -> Json:
    """The body of the record: everything but its id, which is made of it. Seconds that nobody measured are left out, so that
    records from before keep their ids."""
    anchor = review.anchor
    measured = {} if review.seconds is None else {"seconds": review.seconds}
    return {
        "claim": review.claim,
        "reading": review.reading,
        "anchor": {"text": anchor.text, "type": anchor.type, "start": anchor.start, "end": anchor.end},
        "action": review.action.value,
        "slot": review.slot,
        "value": review.value,
        "undoes": review.undoes,
        "after": review.after,
        "why": review.why,
        "by": review.by,
        "at": review.at,
        **measured,
    }


def review_of(key: str, body: Json) -> Review:
    """A review back from its record's id and body."""
    anchor = body["anchor"]
    return Review(
        id=key,
        claim=body["claim"],
        reading=body["reading"],
        anchor=Anchor(anchor["text"], anchor["type"], anchor["start"], anchor["end"]),
        action=Action(body["action"]),
        by=body["by"],
        at=body["at"],
        why=body["why"],
        slot=body["slot"],
        value=body["value"],
        undoes=body["undoes"],
        after=body["after"],
        seconds=body.get("seconds"),
    )
