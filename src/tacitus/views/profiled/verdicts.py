"""What coders come to on a claim, told without who they are and what they wrote."""

from collections.abc import Iterator

from tacitus.format.pieces import Json
from tacitus.model.review import Action, Anchor, Review

ONE, ANOTHER = "a coder", "another coder"
_ACCEPTS = frozenset({"accepted", "corrected", "disputed"})


def verdicts(line: Json, at: str) -> Iterator[Review]:
    """Reviews that come to the same: a corrected claim, which holds the corrections already, is one that somebody accepts."""
    status = line["review"]["status"] if "review" in line else None
    if status in _ACCEPTS:
        yield _review(line, Action.ACCEPT, ONE, at)
    if status == "disputed":
        yield _review(line, Action.REJECT, ANOTHER, at)


def _review(line: Json, action: Action, by: str, at: str) -> Review:
    trigger, report = line["trigger"], line["report"]
    anchor = Anchor(report["text"], line["type"], trigger["start"], trigger["end"])
    return Review("", line["id"], report["reading"], anchor, action, by, at)
