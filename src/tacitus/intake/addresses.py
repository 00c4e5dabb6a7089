"""Which addresses may be reached: a server that somebody else names must not lead into this machine's own network."""

import ipaddress
import socket
from urllib.parse import urldefrag, urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from tacitus.intake.refused import Refused

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked_url(uri: str) -> Url | Refused:
    """An http(s) address taken apart. Credentials in it are refused."""
    try:
        url = parse_url(uri)
    except LocationParseError:
        return Refused(f"not a web address: {uri[:200]}")
    if url.scheme not in PORTS or not url.host:
        return Refused(f"only http and https addresses are read, not {uri[:200]}")
    if url.auth:
        return Refused("the address holds a user name; credentials are never sent")
    return url


def resolve(url: Url, allow_private: bool) -> list[str] | Refused:
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


def redirected(url: Url, there: str) -> str | Refused:
    """The address a redirect leads to, seen from the one that sent it."""
    try:
        return urldefrag(urljoin(url.url, there.strip())).url
    except ValueError:
        return Refused(f"it redirects to what is no address: {there[:200]}")
