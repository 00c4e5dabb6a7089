"""A document back from what is kept of it: the text and its frame."""

from datetime import date

from tacitus.format.pieces import Json
from tacitus.model.document import Document, Published, Zone, ZoneKind
from tacitus.model.interval import Interval
from tacitus.model.span import Span


def document_of(frame: Json, text: str, published: Json | None = None) -> Document:
    """The document of a text's frame (see `format.readout.document_json`); `published` is the day in force, where it is known."""
    zones = tuple(Zone(ZoneKind(zone["kind"]), Span(zone["start"], zone["end"])) for zone in frame["zones"])
    return Document(
        key="",
        id=frame["id"],
        uri="",
        media_type=frame["media_type"],
        text=text,
        language=frame["language"],
        zones=zones,
        published=published_of(published),
        title=frame["title"],
        section=frame["section"],
        publisher=frame["publisher"],
        byline=frame["byline"],
        agency=frame["agency"],
        encoding=frame["encoding"],
        identity=frame["identity"],
    )


def published_of(told: Json | None) -> Published:
    """The day of publication, back from JSON."""
    start, end = (date.fromisoformat(told[key]) if told and told[key] else None for key in ("from", "to"))
    if told is None or not (start or end):
        return Published(None, why_not=(told or {}).get("why_not") or "no day is kept")
    return Published(Interval(start, end), told.get("basis"), told.get("why"))
