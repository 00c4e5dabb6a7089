"""Ids are hashes of content: running twice is running once."""

import hashlib
import json

_PACKED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def bytes_id(data: bytes) -> str:
    """The sha256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def content_id(kind: str, *parts: str | int | float | None) -> str:
    """A short id for a thing that is made of `parts`: the kind, a hyphen and 16 hex digits.

    >>> content_id("claim", "killing", 3, None) == content_id("claim", "killing", 3, None)
    True
    """
    packed = _PACKED.encode([kind, *parts])
    return f"{kind}-{hashlib.sha256(packed.encode()).hexdigest()[:16]}"
