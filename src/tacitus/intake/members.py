"""The bytes of a web archive, unpacked on the way, and whether they end where they should.

Readers of archives end without a word where a file was cut off. This stream keeps what they cannot say: the fault that ended
it, and up to where the bytes before it are known to be sound.
"""

import io
import zlib
from typing import BinaryIO

PIECE = 65_536
BOMB_BYTES, BOMB_RATIO = 1 << 30, 400  # no archive of pages packs a gigabyte to a four-hundredth of it
_GZIP = 31  # zlib's window bits
_MAGIC = b"\x1f\x8b"
_END = 4  # bytes: the two line ends behind a record


class Members(io.RawIOBase):
    """A plain archive, or the gzip members of a packed one as one stream. Reading never fails for what the bytes hold.

    `fault` is why the stream ended before its end, `cut` whether bytes are missing rather than wrong. `sound` counts the bytes
    (as unpacked) whose check sums held: all of a plain archive. `given` counts those that were read.
    """

    def __init__(self, raw: BinaryIO, packed: bool) -> None:
        super().__init__()
        self._raw = raw
        self._packed = packed
        self._unpacker = zlib.decompressobj(_GZIP)
        self._waiting = self._tail = b""
        self._read = self._made = 0  # packed bytes of this member, and unpacked ones
        self.given = self.sound = 0
        self.fault: str | None = None
        self.cut = False

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.given

    @property
    def is_closed_off(self) -> bool:
        """Whether the last bytes are the empty lines that end a record."""
        return not self._tail.strip() and self._tail.count(b"\n") >= 2

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        most = min(len(buffer), PIECE)
        part = self._unpacked(most) if self._packed else self._raw.read(most)
        buffer[: len(part)] = part
        self.given += len(part)
        self._tail = (self._tail + part[-_END:])[-_END:]
        if not self._packed:
            self.sound = self.given
        return len(part)

    def _unpacked(self, most: int) -> bytes:
        """The next bytes, of this member or of one after it; empty at the end or at a fault."""
        while self.fault is None:
            if self._unpacker.eof and not self._next_member():
                return b""
            try:
                piece = self._unpacker.decompress(self._waiting, most)
            except zlib.error as error:
                self.fault = f"its compression is broken ({str(error).rpartition(': ')[2]})"
                return b""
            self._waiting = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self.sound = self.given + len(piece)
            self._weigh(len(piece))
            if piece:
                return piece
            if not self._unpacker.eof and not self._waiting and not self._more():
                self.fault, self.cut = "its compression ends in the middle", True
        return b""

    def _weigh(self, made: int) -> None:
        self._made += made
        if self._made > BOMB_BYTES and self._made > BOMB_RATIO * self._read:
            self.fault = f"it unpacks to more than {BOMB_RATIO} times its size"

    def _more(self) -> bool:
        """Takes the next packed bytes; False at the end of the file."""
        part = self._raw.read(PIECE)
        self._waiting += part
        self._read += len(part)
        return bool(part)

    def _next_member(self) -> bool:
        """Begins the next member. Zeros behind the last one are padding."""
        while len(self._waiting) < len(_MAGIC) and self._more():
            self._waiting = self._waiting.lstrip(b"\0")
        if self._waiting.startswith(_MAGIC):
            self._unpacker = zlib.decompressobj(_GZIP)
            self._read, self._made = len(self._waiting), 0
            return True
        if self._waiting.strip(b"\0"):
            self.cut = _MAGIC.startswith(self._waiting)
            self.fault = "its compression ends in the middle" if self.cut else "what follows is not compressed"
        return False
