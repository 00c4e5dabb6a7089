"""The only network: one http(s) address becomes bytes, or the reason why not.

Every hop is resolved by us, every address it resolves to must be a public one, and the connection goes to the very address
that was checked, so that a second look-up cannot lead elsewhere. Proxies of the environment are not used, cookies and
credentials never sent.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Url

from tacitus.intake.addresses import checked_url, redirected, resolve
from tacitus.intake.coding import PIECE, BodyError, codings_of, joined, undone
from tacitus.intake.refused import Denied, Refused
from tacitus.intake.wire import Alarm, pool
from tacitus.settings import Limits

AGENT = "tacitus"
_HEADERS = {
    "User-Agent": f"{AGENT} (reads reports that a person asked for)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_MARK = 1000  # characters of an ETag that is sent back


@dataclass(frozen=True, slots=True)
class Fetched:
    """`uri` is the address that answered, after redirects; `data` the body with its transfer compression undone.

    `etag` and `last_modified` are the server's own words, to be given back to it as `Known`.
    """

    uri: str
    data: bytes
    media_type: str | None
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says (304) that the address holds what it held before."""

    uri: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the server said of an address when it was last read: it need not be sent again."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: words for name, words in said.items() if words}


NEW = Known()
Gate = Callable[[str], Refused | None]  # asked before each hop, with its address; may wait


@dataclass(frozen=True, slots=True)
class _Request:
    """One hop's: how it may be answered, and until when."""

    limits: Limits
    allow_private: bool
    known: Known
    deadline: float


def fetch(uri: str, limits: Limits, allow_private_addresses: bool = False) -> Fetched | Refused:
    """The body behind an address. Redirects are followed by hand, each hop checked like the first."""
    answer = fetch_again(uri, limits, allow_private_addresses)
    return Refused("the server answered 304, though nothing was known") if isinstance(answer, NotModified) else answer


def fetch_again(
    uri: str, limits: Limits, allow_private_addresses: bool = False, known: Known = NEW, gate: Gate | None = None
) -> Fetched | NotModified | Refused:
    """Like `fetch`, for an address that may be `known`. What the gate refuses is not asked for; its waiting does not count."""
    deadline = time.monotonic() + limits.fetch_seconds
    seen: list[str] = []
    while True:
        if uri in seen:
            return Refused(f"its redirects go in a circle, back to {uri}")
        if len(seen) > limits.redirects:
            return Refused(f"more than {limits.redirects} redirects")
        seen.append(uri)
        before = time.monotonic()
        shut = gate(uri) if gate else None
        if shut is not None:
            return shut
        deadline += time.monotonic() - before
        result = _hop(uri, _Request(limits, allow_private_addresses, known, deadline))
        if not isinstance(result, str):
            return result
        uri = result


def _hop(uri: str, request: _Request) -> Fetched | NotModified | Refused | str:
    """One request: the body, the reason why not, or the address that it redirects to."""
    url = checked_url(uri)
    if isinstance(url, Refused):
        return url
    addresses = resolve(url, request.allow_private)
    if isinstance(addresses, Refused):
        return Denied(addresses.why_not)
    with Alarm(max(request.deadline - time.monotonic(), 0.01)) as alarm:
        result = _asked(url, addresses, request, alarm)
    late = Denied(f"the answer takes longer than {request.limits.fetch_seconds:g} seconds")
    return late if alarm.rang and not isinstance(result, str) else result


def _asked(url: Url, addresses: list[str], request: _Request, alarm: Alarm) -> Fetched | NotModified | Refused | str:
    try:
        with _answer(url, addresses, request, alarm) as answer:
            return _take(url, answer, request)
    except BodyError as error:
        return Denied(f"the answer cannot be read: {error}")
    except HTTPError as error:
        return Denied(f"no answer from {url.host}: {_in_words(error)}")
    except (OSError, ValueError) as error:
        return Denied(f"no answer from {url.host}: {error}")


@contextmanager
def _answer(url: Url, addresses: list[str], request: _Request, alarm: Alarm) -> Iterator[urllib3.BaseHTTPResponse]:
    """The answer of the first address that can be connected to. The host's name is what the certificate must carry."""
    for place, address in enumerate(addresses, 1):
        left = max(request.deadline - time.monotonic(), 0.1)
        timeout = urllib3.Timeout(connect=min(request.limits.connect_seconds, left), read=left + 1)  # the alarm rings first
        with pool(url, address, timeout, alarm) as there:
            try:
                answer = there.urlopen(
                    "GET", url.request_uri, headers={**_HEADERS, **request.known.headers, "Host": url.netloc or ""},
                    retries=False, redirect=False, preload_content=False, decode_content=False, assert_same_host=False,
                )  # fmt: skip
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
                if place == len(addresses):
                    raise
                continue
            try:
                yield answer
            finally:
                answer.close()
            return


def _take(url: Url, answer: urllib3.BaseHTTPResponse, request: _Request) -> Fetched | NotModified | Refused | str:
    if answer.status in _REDIRECTS:
        there = answer.headers.get("Location")
        return redirected(url, there) if there else Denied(f"{_answered(answer)} and does not say where to", answer.status)
    if answer.status == 304 and request.known != NEW:
        return NotModified(url.url)
    if answer.status != 200:
        return Denied(f"{_answered(answer)} {answer.reason or ''}".strip(), answer.status, answer.headers.get("Retry-After"))
    too_large = Refused(f"the answer is larger than {request.limits.response_bytes:,} bytes")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:20]) > request.limits.response_bytes:
        return too_large
    media_type, charset = content_type(answer.headers.get("Content-Type", ""))
    if media_type and media_type.partition("/")[0] in ("image", "audio", "video", "font"):
        return Refused(f"the answer is no text but {media_type}")
    parts = undone(_sent(answer, request), codings_of(answer.headers.get("Content-Encoding", "")))
    body = joined(parts, request.limits.response_bytes)
    if body is None:
        return too_large
    return Fetched(url.url, body, media_type, charset, _mark(answer, "ETag"), _mark(answer, "Last-Modified"))


def _answered(answer: urllib3.BaseHTTPResponse) -> str:
    return f"the server answered {answer.status}"


def _mark(answer: urllib3.BaseHTTPResponse, name: str) -> str | None:
    """A header that can be sent back as it came: short, and of plain characters."""
    words = answer.headers.get(name, "").strip()
    return words if words and len(words) <= _LONGEST_MARK and words.isascii() and words.isprintable() else None


def _sent(answer: urllib3.BaseHTTPResponse, request: _Request) -> Iterator[bytes]:
    """The body as it is sent, as far as size and time allow: what unpacks to nothing has its limit too."""
    size = 0
    while part := answer.read1(PIECE, decode_content=False):
        size += len(part)
        if size > request.limits.response_bytes:
            raise BodyError(f"it is larger than {request.limits.response_bytes:,} bytes")
        if time.monotonic() > request.deadline:
            raise BodyError(f"it takes longer than {request.limits.fetch_seconds:g} seconds")
        yield part


def content_type(header: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header."""
    media_type, _, rest = header.partition(";")
    pairs = (part.partition("=") for part in rest.split(";"))
    charset = next((value.strip(" \"'") for name, _, value in pairs if name.strip().casefold() == "charset"), None)
    return media_type.strip().casefold() or None, charset or None


def _in_words(error: HTTPError) -> str:
    """urllib3's message without the object it begins with."""
    words = str(error)
    plain = words.rpartition("object at ")[2].partition(": ")[2] if "object at " in words else words
    return plain or type(error).__name__
