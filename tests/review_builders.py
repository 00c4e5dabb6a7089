"""Reviews and claim lines for tests, made by hand."""

from typing import Any

from tacitus.format.entry import entry_lines, report_json
from tacitus.format.pieces import Json
from tacitus.ledger.draft import bundle
from tacitus.ledger.record import body_of
from tacitus.model.review import Action, Anchor, Review
from tests.ledgers import Report

AT = "2024-05-01T10:00:{:02d}Z"


def reading(number: int = 1) -> Json:
    """The body of a reading."""
    return body_of(bundle(Report(number).readout).reading.record.packed)


def lines(number: int = 1) -> list[Json]:
    """The claims of a reading, as read."""
    body = reading(number)
    facts = report_json({"key": "", "uri": "", **body["report"], "published": body["published"]}, body["text"], "reading-1")
    return list(entry_lines(body, facts))


def make_review(key: str, action: str = "accept", by: str = "Ana", at: int = 0, claim: Json | None = None, **more: Any) -> Review:
    """A review of a claim line (the third of the first report), made `at` seconds."""
    line = claim or lines()[2]
    anchor = Anchor(line["report"]["text"], line["type"], line["trigger"]["start"], line["trigger"]["end"])
    return Review(f"review-{key}", line["id"], "reading-1", anchor, Action(action), by, AT.format(at), **more)
