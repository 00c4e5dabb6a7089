"""Stub."""
from datetime import date

from tacitus.model.document import Document, Published, Zone, ZoneKind
from tacitus.model.ids import bytes_id
from tacitus.model.interval import Interval
from tacitus.model.source import Skipped, Source
from tacitus.model.span import Span


def to_document(source: Source) -> Document | Skipped:
    text = source.data.decode("utf8")
    if not text.strip():
        return Skipped(source.key, "intake", "the file is empty")
    given = source.given.published
    published = Published(Interval.day(date.fromisoformat(given[:10])), "given", "given") if given else Published(None, why_not="not stated")
    return Document(source.key, bytes_id(source.data), source.uri, "text/plain", text, "en", (Zone(ZoneKind.BODY, Span(0, len(text))),), published)
