"""Bytes become a Document: decoded, its page taken apart, its language known, its frame found. Nothing here ever raises."""

from tacitus.intake.body import Body, read_body
from tacitus.intake.datelines import agency_in
from tacitus.intake.days import stated
from tacitus.intake.decode import Decoded, decode
from tacitus.intake.frame import Frame, frame
from tacitus.intake.language import not_english
from tacitus.intake.metadata import Metadata, read_metadata
from tacitus.intake.page import parse_page
from tacitus.intake.refused import Refused
from tacitus.intake.sniff import HEAD, Kind, kind_of, not_text
from tacitus.model.document import Document, Published
from tacitus.model.ids import bytes_id
from tacitus.model.source import Given, Skipped, Source
from tacitus.settings import LIMITS, Limits

STEP = "intake"
_NONE = Metadata()


def to_document(source: Source, limits: Limits = LIMITS) -> Document | Skipped:
    """The document of a source, or the reason why it is not read. A plain text stays as it is, character by character."""
    made = _made(source, limits)
    return Skipped(source.key, STEP, made.why_not, uri=source.uri) if isinstance(made, Refused) else made


def _made(source: Source, limits: Limits) -> Document | Refused:
    refused = _unreadable(source.data, limits)
    if refused:
        return refused
    is_page = _is_page(source)
    decoded = decode(source.data, source.charset, html=is_page)
    if isinstance(decoded, Refused):
        return decoded
    read = _page(decoded.text, limits) if is_page else (Body(decoded.text, None, ()), _NONE)
    if isinstance(read, Refused):
        return read
    body, said = read
    refused = _not_for_us(body.text, limits)
    if refused:
        return refused
    framed = frame(body.text, source.given.title or body.title, body.zones, find_title=not is_page)
    if not framed.zones:
        return Refused("there are no words in it")
    return _document(source, decoded, body, said, framed, "text/html" if is_page else "text/plain")


def _unreadable(data: bytes, limits: Limits) -> Refused | None:
    if not data.strip():
        return Refused("it is empty")
    if len(data) > limits.report_bytes:
        return Refused(f"larger than {limits.report_bytes:,} bytes: no single report is")
    what = not_text(data[:HEAD])
    return Refused(f"it is {what}: save it as text or HTML") if what else None


def _is_page(source: Source) -> bool:
    """A stated kind of text is believed; without one the bytes and the name decide."""
    if source.media_type in ("text/plain", "text/html"):
        return source.media_type == "text/html"
    return kind_of(source.data[:HEAD], source.uri, source.media_type) is Kind.HTML


def _page(markup: str, limits: Limits) -> tuple[Body, Metadata] | Refused:
    tree = parse_page(markup, limits)
    if isinstance(tree, Refused):
        return tree
    said = read_metadata(tree)
    body = read_body(tree, said)
    return body if isinstance(body, Refused) else (body, said)


def _not_for_us(text: str, limits: Limits) -> Refused | None:
    if len(text) > limits.document_characters:
        return Refused(f"longer than {limits.document_characters:,} characters: no single report is")
    if "\0" in text:
        return Refused("it is a binary file: save it as text or HTML")
    return not_english(text)


def _document(source: Source, decoded: Decoded, body: Body, said: Metadata, framed: Frame, media_type: str) -> Document:
    """What a person gives outranks what the page says, and that what its lines say."""
    return Document(
        key=source.key,
        id=bytes_id(source.data),
        uri=source.uri,
        media_type=media_type,
        text=body.text,
        language="en",
        zones=framed.zones,
        published=_published(source.given, said, framed),
        title=framed.title,
        section=said.section or framed.section,
        publisher=source.given.publisher or said.publisher or framed.publisher,
        byline=said.byline or framed.byline,
        agency=framed.agency or (agency_in(said.byline) if said.byline else None),
        dateline=framed.dateline,
        modified=said.modified or framed.modified,
        encoding=decoded.encoding,
        identity=source.identity,
    )


def _published(given: Given, said: Metadata, framed: Frame) -> Published:
    """The stated day: given, or the page's own word. A dateline's is worked out later, by the question *when*."""
    if given.published:
        day = stated(given.published)
        if day is None:
            return Published(None, why_not=f"the given date {given.published!r} is no day that can be read without guessing")
        return Published(day.days, "given", f"given: {given.published}", moment=day.moment)
    if said.published:
        where, words, day = said.published
        return Published(day.days, "metadata", f"{where}: {words}", moment=day.moment)
    if framed.published:
        words, day = framed.published
        return Published(day.days, "metadata", f"a line of the page: {words}", moment=day.moment)
    return Published(None, why_not="neither given nor stated on the page")
