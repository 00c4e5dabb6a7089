"""The codings that lie over a body on its way between two machines, undone piece by piece: gzip, deflate, br, chunks.

No piece is larger than PIECE, whatever it unpacks to, so that who reads them decides how much is too much.
"""

import re
import zlib
from collections.abc import Iterable, Iterator

import brotli

PIECE = 65_536
MOST_LAYERS = 3
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's window bits
_MAGIC = b"\x1f\x8b"
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,16})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class BodyError(ValueError):
    """Why a body cannot be taken, in words. Never leaves intake."""


def codings_of(header: str) -> tuple[str, ...]:
    """The codings that a Content-Encoding header names, the first applied first."""
    names = (name.strip().casefold().removeprefix("x-") for name in header.split(","))
    return tuple(name for name in names if name and name != "identity")


def undone(parts: Iterable[bytes], codings: tuple[str, ...]) -> Iterator[bytes]:
    """The body without its codings. Raises BodyError for one that is broken, cut off or unknown."""
    layers = {"gzip": _gzip, "deflate": _deflate, "br": _brotli}
    unknown = [name for name in codings if name not in layers]
    if unknown or len(codings) > MOST_LAYERS:
        raise BodyError(f"it is packed as {', '.join(unknown or codings)[:80]}, which is not read")
    body = iter(parts)
    for name in reversed(codings):
        body = layers[name](_Parts(body))
    return body


class _Parts:
    """The pieces of a body, of which the first bytes can be looked at before they are taken."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = (part for part in parts if part)
        self._kept = b""

    def head(self, size: int) -> bytes:
        while len(self._kept) < size and (part := next(self._parts, b"")):
            self._kept += part
        return self._kept[:size]

    def take(self) -> bytes:
        """The next piece; empty at the end."""
        kept, self._kept = self._kept, b""
        return kept or next(self._parts, b"")

    def back(self, part: bytes) -> None:
        self._kept = part + self._kept


def joined(parts: Iterable[bytes], most: int) -> bytes | None:
    """The pieces as one, None where they are more than `most` bytes."""
    kept, size = [], 0
    for part in parts:
        size += len(part)
        if size > most:
            return None
        kept.append(part)
    return b"".join(kept)


def _gzip(parts: _Parts) -> Iterator[bytes]:
    """Members one after another; what follows the last and begins no other is left, as browsers do."""
    first = True
    while (first and parts.head(1)) or parts.head(2) == _MAGIC:
        first = False
        yield from _inflated(parts, _GZIP)


def _deflate(parts: _Parts) -> Iterator[bytes]:
    """With zlib's head, as it should be, or without, as some servers send it."""
    head = parts.head(2)
    if head:
        has_head = head[0] & 15 == 8 and int.from_bytes(head, "big") % 31 == 0
        yield from _inflated(parts, _ZLIB if has_head else _RAW)


def _inflated(parts: _Parts, window: int) -> Iterator[bytes]:
    """One stream unpacked; what was read behind its end is put back."""
    unpacker = zlib.decompressobj(window)
    part = parts.take()
    while not unpacker.eof:
        try:
            piece = unpacker.decompress(part, PIECE)
        except zlib.error as error:
            raise BodyError(f"its compression is broken: {str(error).rpartition(': ')[2]}") from error
        part = unpacker.unconsumed_tail
        if piece:
            yield piece
        elif not part and not unpacker.eof:
            part = parts.take()
            if not part:
                raise BodyError("its compression ends in the middle")
    parts.back(unpacker.unused_data)


def _brotli(parts: _Parts) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    part = first = parts.take()
    while first and not unpacker.is_finished():
        try:
            piece = unpacker.process(part, output_buffer_limit=PIECE)
        except brotli.error as error:
            raise BodyError(f"its compression is broken: {error}") from error
        part = b""
        if piece:
            yield piece
        elif unpacker.can_accept_more_data() and not unpacker.is_finished():
            part = parts.take()
            if not part:
                raise BodyError("its compression ends in the middle")


def is_chunked(body: bytes) -> bool:
    """Whether a body that is said to be chunked still is: archives often keep the header of a coding that they undid."""
    return _CHUNK.match(body) is not None


def chunks(body: bytes) -> Iterator[bytes]:
    """The chunks of a body. Raises BodyError where one is broken or cut off."""
    at = 0
    while hit := _CHUNK.match(body, at):
        start = hit.end()
        end = start + int(hit[1], 16)
        if end == start:
            return
        if end > len(body):
            raise BodyError("it ends in the middle of a chunk")
        yield from (body[place : min(place + PIECE, end)] for place in range(start, end, PIECE))
        at = end + (2 if body.startswith(b"\r\n", end) else 1 if body.startswith(b"\n", end) else 0)
    raise BodyError("its chunks are broken" if at < len(body) else "it ends before its last chunk")
