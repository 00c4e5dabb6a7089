"""The only network: one http(s) address becomes bytes, or the reason why not.

A server that somebody else names must not reach into this machine's own network. Every hop is resolved by us, every address
it resolves to must be a public one, and the connection goes to the very address that was checked, so that a second look-up
cannot lead elsewhere. Proxies of the environment are not used, cookies and credentials never sent.
"""

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from tacitus.intake.refused import Refused
from tacitus.settings import Limits

PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "tacitus (reads one report; a person asked for it)",
    "Accept": "text/html, application/xhtml+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Fetched:
    """`uri` is the address that answered, after redirects; `data` the body with its transfer compression undone."""

    uri: str
    data: bytes
    media_type: str | None
    charset: str | None


def fetch(uri: str, limits: Limits, allow_private_addresses: bool = False) -> Fetched | Refused:
    """The body behind an address. Redirects are followed by hand, each hop checked like the first."""
    deadline = time.monotonic() + limits.fetch_seconds
    seen: list[str] = []
    while True:
        if uri in seen:
            return Refused(f"its redirects go in a circle, back to {uri}")
        if len(seen) > limits.redirects:
            return Refused(f"more than {limits.redirects} redirects")
        seen.append(uri)
        result = _hop(uri, limits, allow_private_addresses, deadline)
        if not isinstance(result, str):
            return result
        uri = result


def _hop(uri: str, limits: Limits, allow_private: bool, deadline: float) -> Fetched | Refused | str:
    """One request: the body, the reason why not, or the address that it redirects to."""
    url = _checked_url(uri)
    if isinstance(url, Refused):
        return url
    addresses = _resolve(url, allow_private)
    if isinstance(addresses, Refused):
        return addresses
    try:
        with _answer(url, addresses, limits, deadline) as answer:
            return _take(url, answer, limits, deadline)
    except HTTPError as error:
        return Refused(f"no answer from {url.host}: {_in_words(error)}")
    except (OSError, ValueError) as error:
        return Refused(f"no answer from {url.host}: {error}")


def _checked_url(uri: str) -> Url | Refused:
    try:
        url = parse_url(uri)
    except LocationParseError:
        return Refused(f"not a web address: {uri[:200]}")
    if url.scheme not in PORTS or not url.host:
        return Refused(f"only http and https addresses are read, not {uri[:200]}")
    if url.auth:
        return Refused("the address holds a user name; credentials are never sent")
    return url


def _resolve(url: Url, allow_private: bool) -> list[str] | Refused:
    """The numbers behind the host; one that is not public refuses them all."""
    host = (url.host or "").strip("[]")
    try:
        found = socket.getaddrinfo(host, url.port or PORTS[url.scheme or "http"], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Refused(f"there is no host {host}, or its name cannot be looked up")
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    bad = [address for address in addresses if not is_public(address)]
    if bad and not allow_private:
        name = host if host == bad[0] else f"{host} ({bad[0]})"
        return Refused(f"{name} is an address inside a private network; such addresses are refused unless allowed")
    return addresses or Refused(f"there is no host {host}")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where an IPv6 address carries an IPv4 one.

    >>> [is_public(address) for address in ("1.1.1.1", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1%eth0")]
    [True, False, False, False, False]
    """
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return number.is_global and not (number.is_multicast or number.is_reserved)


@contextmanager
def _answer(url: Url, addresses: list[str], limits: Limits, deadline: float) -> Iterator[urllib3.BaseHTTPResponse]:
    """The answer of the first address that can be connected to. The host's name is what the certificate must carry."""
    for place, address in enumerate(addresses, 1):
        left = max(deadline - time.monotonic(), 0.1)
        pool = _pool(url, address, urllib3.Timeout(connect=min(limits.connect_seconds, left), read=left))
        with pool:
            try:
                answer = pool.urlopen(
                    "GET", url.request_uri, headers={**_HEADERS, "Host": url.netloc or ""},
                    retries=False, redirect=False, preload_content=False, decode_content=True, assert_same_host=False,
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


def _pool(url: Url, address: str, timeout: urllib3.Timeout) -> urllib3.HTTPConnectionPool:
    port = url.port or PORTS[url.scheme or "http"]
    if url.scheme == "https":
        host = (url.host or "").strip("[]")
        return urllib3.HTTPSConnectionPool(address, port, timeout=timeout, server_hostname=host, assert_hostname=host)
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout)


def _take(url: Url, answer: urllib3.BaseHTTPResponse, limits: Limits, deadline: float) -> Fetched | Refused | str:
    if answer.status in _REDIRECTS:
        there = answer.headers.get("Location")
        return _joined(url, there) if there else Refused(f"the server answered {answer.status} and does not say where to")
    if answer.status != 200:
        return Refused(f"the server answered {answer.status} {answer.reason or ''}".strip())
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > limits.response_bytes:
        return Refused(f"the answer is larger than {limits.response_bytes:,} bytes")
    media_type, charset = _content_type(answer.headers.get("Content-Type", ""))
    if media_type and media_type.partition("/")[0] in ("image", "audio", "video", "font"):
        return Refused(f"the answer is no text but {media_type}")
    body = _body(answer, limits, deadline)
    return body if isinstance(body, Refused) else Fetched(url.url, body, media_type, charset)


def _body(answer: urllib3.BaseHTTPResponse, limits: Limits, deadline: float) -> bytes | Refused:
    """The body as far as size and time allow; what is larger once unpacked is refused like what is larger as sent."""
    parts, size = [], 0
    while part := answer.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limits.response_bytes:
            return Refused(f"the answer is larger than {limits.response_bytes:,} bytes")
        if time.monotonic() > deadline:
            return Refused(f"the answer takes longer than {limits.fetch_seconds:g} seconds")
    return b"".join(parts)


def _joined(url: Url, there: str) -> str | Refused:
    """The address a redirect leads to, seen from the one that sent it."""
    try:
        return urldefrag(urljoin(url.url, there.strip())).url
    except ValueError:
        return Refused(f"it redirects to what is no address: {there[:200]}")


def _content_type(header: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header."""
    media_type, _, rest = header.partition(";")
    pairs = (part.partition("=") for part in rest.split(";"))
    charset = next((value.strip(" \"'") for name, _, value in pairs if name.strip().casefold() == "charset"), None)
    return media_type.strip().casefold() or None, charset or None


def _in_words(error: HTTPError) -> str:
    """urllib3's message without the object it begins with."""
    return str(error).rpartition("object at ")[2].partition(": ")[2] or str(error) or type(error).__name__
