"""A record: one thing that the ledger keeps, as canonical JSON. Its id is the hash of what it says; the chain runs over the ids.

Kinds: `ledger` (the first of all: its name and when it was made), `build`, `bytes` (archived bytes: their sha256 and size), `text`
(a report's text and frame), `reading` (what a build found in a text), `arrival` (which report came from where, when, through
whom), `copy`, `visit`, `judgement`, `review`, `merge`, `migration`, `erasure`. Records that somebody makes (arrivals, judgements,
reviews, erasures) say who and when in their body; what is merely read off the bytes (texts, readings) does not, so that it is the
same everywhere.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass

import orjson

from tacitus.format.pieces import Json

START = "0" * 64  # what the chain begins with
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False, sort_keys=True)
_LEVEL = 4  # 1.7 times as fast as 6, and 13 per cent larger


@dataclass(frozen=True, slots=True)
class Record:
    """`packed` is the body, compressed."""

    kind: str
    id: str
    packed: bytes


def record_of(kind: str, body: Json) -> Record:
    """The record of a body.

    >>> record_of("build", {"a": 1, "b": 2}) == record_of("build", {"b": 2, "a": 1})
    True
    """
    try:
        plain = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # halves of characters, and numbers beyond 64 bits
        plain = _PLAIN.encode(body).encode("utf-8", "surrogatepass")
    return Record(kind, plain_id(kind, plain), zlib.compress(plain, _LEVEL))


def plain_id(kind: str, plain: bytes) -> str:
    """The id of a record of that kind whose body is these bytes."""
    digest = hashlib.sha256(kind.encode() + b"\0" + plain).hexdigest()
    return f"{kind}-{digest}"


def plain_of(packed: bytes) -> bytes:
    """The body's bytes. Raises zlib.error where they are broken or more than they say."""
    opened = zlib.decompressobj()
    plain = opened.decompress(packed)
    if not opened.eof or opened.unused_data:
        raise zlib.error("the packed body does not end where it should")
    return plain


def body_of(packed: bytes) -> Json:
    """The body as JSON."""
    return loaded(plain_of(packed))


def loaded(plain: bytes) -> Json:
    """JSON, five times as fast as the standard library reads it; that one reads what orjson will not (halves of characters)."""
    try:
        body: Json = orjson.loads(plain)
    except orjson.JSONDecodeError:
        body = json.loads(plain)
    return body


def text_digest(text: str) -> str:
    """The sha256 of a text's UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def link(chain: str, key: str) -> str:
    """The next link of the chain: the hash of the last one and the id of the record, `key`.

    >>> link(START, "build-1") == link(START, "build-1") != link(START, "build-2")
    True
    """
    return hashlib.sha256(f"{chain}\0{key}".encode()).hexdigest()
