"""Readings made by hand: no model, no network."""

from datetime import date

from tacitus.model.document import Document, Published, Zone, ZoneKind
from tacitus.model.ids import bytes_id
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.reading.encoder import Tagged
from tacitus.reading.read import assemble
from tacitus.reading.sentences import split


def make_document(text: str, published: str | None = None, title: str | None = None) -> Document:
    """A plain-text document with one body zone; `published` is an ISO day."""
    stated = Published(None, why_not="no date is stated")
    if published:
        stated = Published(Interval.day(date.fromisoformat(published)), "given", "given by the test")
    zones = (Zone(ZoneKind.BODY, Span(0, len(text))),) if text else ()
    return Document("test", bytes_id(text.encode()), "test", "text/plain", text, "en", zones, stated, title=title)


def make_reading(text: str, published: str | None = None) -> Reading:
    """A reading without a parse: every word is a NOUN that hangs on the first word of its sentence."""
    document = make_document(text, published)
    parts = split(document)
    tagged = [
        Tagged(
            tuple("PUNCT" if not piece.text[0].isalnum() else "NUM" if piece.text[0].isdigit() else "NOUN" for piece in pieces),
            tuple(-1 if place == 0 else 0 for place in range(len(pieces))),
            tuple("root" if place == 0 else "dep" for place in range(len(pieces))),
            tuple(("O", 1.0) for _ in pieces),
            (),
        )
        for _, pieces in parts
    ]
    return assemble(document, parts, tagged)
