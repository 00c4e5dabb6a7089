"""One record of a web archive as a report, its HTTP head taken off and its codings undone; or why not."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tacitus.intake.coding import BodyError, chunks, codings_of, is_chunked, joined, undone
from tacitus.intake.fetch import content_type
from tacitus.intake.options import Options
from tacitus.intake.sniff import HEAD, Kind, kind_of, suffix
from tacitus.model.source import Skipped, Source

STEP = "intake"
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?:[ \t]+([^\r\n]{0,80}))?")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_PAGES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_DOCUMENT_TYPES = {"application/pdf": "a PDF", "application/msword": "a Word document", "application/rtf": "an RTF document"}
_UNPACKED_MAGIC = {"gzip": b"\x1f\x8b"}  # how a body begins that still is what its header says
_NOT_FOR_READERS = ("/robots.txt", "/favicon.ico", "/ads.txt", "/humans.txt", "/security.txt")


@dataclass(frozen=True, slots=True)
class Archived:
    """A response or resource record. `block` is the record's content, or the beginning of it where `length` is larger."""

    key: str
    uri: str
    is_resource: bool
    content_type: str
    block: bytes
    length: int
    date: str | None = None
    digest: str | None = None
    truncated: str | None = None
    segment: str | None = None

    @property
    def is_http(self) -> bool:
        return self.content_type.casefold().startswith("application/http") or (not self.content_type and self.block[:5] == b"HTTP/")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the server sent: `body` still in its codings."""

    status: int
    reason: str
    headers: dict[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def report_of(record: Archived, options: Options) -> Source | Skipped | None:
    """The report that a record holds. None for what is none: pictures, style sheets, look-ups of names."""
    if not record.is_http and not record.is_resource:
        return None
    answer = _answer(record) if record.is_http else _Answer(200, "", {"content-type": record.content_type}, record.block)
    if answer is None:
        return _skip(record, "the record holds no HTTP answer")
    media_type, charset = content_type(answer.header("content-type"))
    if not _could_be(record.uri, media_type, answer):
        return None
    why_not = _why_not(record, answer, media_type, options)
    if why_not:
        return _skip(record, why_not)
    body = _body(answer, options.limits.report_bytes)
    if isinstance(body, str):
        return _skip(record, body)
    kind = _PAGES.get(media_type or "") or _kind(body, record.uri)
    if kind is None:
        return None
    if not body.strip():
        return _skip(record, "the answer is empty")
    return Source(record.key, record.uri, body, kind, charset, options.given, moment(record.date))


def _skip(record: Archived, why_not: str) -> Skipped:
    return Skipped(record.key, STEP, why_not, uri=record.uri)


def _answer(record: Archived) -> _Answer | None:
    """The HTTP message of a block; names of headers in small letters, the last of each kept."""
    status = _STATUS.match(record.block)
    if status is None:
        return None
    end = _HEAD_END.search(record.block, 0, HEAD)
    head = record.block[: end.start() if end else HEAD].decode("latin-1")
    pairs = (line.partition(":") for line in head.split("\n")[1:])
    headers = {name.strip().casefold(): value.strip() for name, _, value in pairs}
    reason = (status[2] or b"").decode("latin-1").strip()
    return _Answer(int(status[1]), reason, headers, record.block[end.end() :] if end else b"")


def _could_be(uri: str, media_type: str | None, answer: _Answer) -> bool:
    """Whether a person could miss it: a page, a text, a document, or something without a type."""
    path = uri.partition("?")[0].partition("#")[0].casefold()
    if path.endswith(_NOT_FOR_READERS):
        return False
    return media_type is None or media_type in _PAGES or (media_type in _DOCUMENT_TYPES and answer.status == 200)


def _why_not(record: Archived, answer: _Answer, media_type: str | None, options: Options) -> str | None:
    limits = options.limits
    if answer.status != 200:
        return f"the server answered {answer.status} {answer.reason}".strip()
    what = _DOCUMENT_TYPES.get(media_type or "")
    if what:
        return f"it is {what}: save it as text or HTML"
    if record.length > limits.record_bytes:
        return f"larger than {limits.record_bytes:,} bytes: no single report is"
    if record.truncated:
        return f"the archive holds only the beginning of it (WARC-Truncated: {record.truncated[:40]})"
    if record.segment:
        return "the archive holds it in segments, which are not put together"
    return None if digest_holds(record.digest, record.block) else "its bytes are not those that were archived (WARC-Block-Digest)"


def digest_holds(said: str | None, block: bytes) -> bool:
    """Whether a block has the digest that its record states, in base 32 or hexadecimal; an unknown kind says nothing."""
    name, _, words = (said or "").strip().partition(":")
    name = name.casefold().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha512") or not words:
        return True
    digest = hashlib.new(name, block, usedforsecurity=False).digest()
    return words.casefold().rstrip("=") in (digest.hex(), base64.b32encode(digest).decode().casefold().rstrip("="))


def _body(answer: _Answer, most: int) -> bytes | str:
    """The body without chunks and compression, or why not. What a header names but the bytes show undone is left as it is."""
    parts: Iterator[bytes] = iter([answer.body])
    if "chunked" in answer.header("transfer-encoding").casefold() and is_chunked(answer.body):
        parts = chunks(answer.body)
    try:
        sent = joined(parts, most)
        body = None if sent is None else joined(undone([sent], _codings(answer, sent)), most)
    except BodyError as error:
        return f"its body cannot be read: {error}"
    return f"larger than {most:,} bytes: no single report is" if body is None else body


def _codings(answer: _Answer, sent: bytes) -> tuple[str, ...]:
    """The codings that still lie over a body: archives often keep the header of one that they undid."""
    codings = codings_of(answer.header("content-encoding"))
    is_plain = bool(sent) and kind_of(sent[:HEAD]) is Kind.HTML
    is_other = bool(codings) and not sent.startswith(_UNPACKED_MAGIC.get(codings[-1], b""))
    return () if is_plain or (is_other and sent[:HEAD].isascii()) else codings


def _kind(body: bytes, uri: str) -> str | None:
    """The media type of a body that came without one: a page by its bytes, a text by its name."""
    kind = kind_of(body[:HEAD], uri.partition("?")[0])
    if kind is Kind.HTML:
        return "text/html"
    return "text/plain" if kind is Kind.TEXT and suffix(uri.partition("?")[0]) in (".txt", ".text", ".md") else None


def moment(date: str | None) -> str | None:
    """A WARC-Date in UTC to the second; None where it is none. Dates of less than a second's grain stay as they are.

    >>> moment("2023-05-06T07:08:09.123456789Z")
    '2023-05-06T07:08:09Z'
    """
    words = (date or "").strip()
    try:
        when = datetime.fromisoformat(words)
    except ValueError:
        return words if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", words) else None
    if "T" not in words:
        return words
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
