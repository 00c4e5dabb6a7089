"""The archived bytes: one file a content, named by its sha256, compressed, written once.

A file comes into being under its name only when it is whole and on the disk; a run that dies leaves at most a file that no record
names (`tacitus compact` takes it away).
"""

import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tacitus.errors import LedgerError

_LEVEL = 6
_CHUNK = 1 << 20
ENDING = ".z"


@dataclass(slots=True)
class Archive:
    """A folder of files. What `put` takes is on the disk for good after `settle`."""

    folder: Path
    _arriving: dict[Path, Path] = field(default_factory=dict)

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256[2:]}{ENDING}"

    def put(self, sha256: str, data: bytes) -> None:
        """Keep bytes; those that are there already are not written again."""
        there = self.path(sha256)
        if there in self._arriving or there.exists():
            return
        try:
            there.parent.mkdir(parents=True, exist_ok=True)
            arriving = there.with_name(f".{there.name}.{os.getpid()}")
            self._arriving[there] = arriving
            with arriving.open("wb") as file:
                file.write(zlib.compress(data, _LEVEL))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise LedgerError(f"{there}: the archive cannot be written ({error.strerror}); nothing recorded is lost") from error

    def settle(self) -> None:
        """Give the files their names. Raises LedgerError."""
        try:
            for there, arriving in self._arriving.items():
                arriving.replace(there)
            for folder in {there.parent for there in self._arriving} | ({self.folder} if self._arriving else set()):
                _sync(folder)
        except OSError as error:
            raise LedgerError(f"{self.folder}: the archive cannot be written ({error.strerror})") from error
        self._arriving.clear()

    def abandon(self) -> None:
        """Forget what has no name yet: the transaction that it belongs to failed."""
        for arriving in self._arriving.values():
            with suppress(OSError):
                arriving.unlink(missing_ok=True)
        self._arriving.clear()

    def get(self, sha256: str) -> bytes:
        """The bytes, checked. Raises LedgerError where they are missing or not what they were."""
        why = self.fault(sha256)
        if why:
            raise LedgerError(why)
        return b"".join(_opened(self.path(sha256)))

    def fault(self, sha256: str, size: int | None = None) -> str | None:
        """What is wrong with a file, in words; None where it holds what its name says."""
        path, digest, read = self.path(sha256), hashlib.sha256(), 0
        try:
            for chunk in _opened(path):
                digest.update(chunk)
                read += len(chunk)
                if size is not None and read > size:
                    return f"{path}: more bytes are in it than were archived"
        except FileNotFoundError:
            return f"{path}: the archived file is missing"
        except OSError as error:
            return f"{path}: it cannot be read ({error.strerror or error})"
        except zlib.error as error:
            return f"{path}: it is damaged ({error})"
        return None if digest.hexdigest() == sha256 else f"{path}: its bytes are not those that were archived"

    def names(self) -> Iterator[tuple[Path, str | None]]:
        """Every file of the folder with the sha256 that its name says; None for one that is no archived file."""
        for path in sorted(self.folder.glob("*/*")):
            sha256 = path.parent.name + path.name.removesuffix(ENDING)
            yield path, sha256 if len(sha256) == 64 and path.name.endswith(ENDING) and path.name[0] != "." else None

    def remove(self, sha256: str) -> None:
        """Take bytes away for good. Only an erasure does that."""
        self.path(sha256).unlink(missing_ok=True)


def _opened(path: Path) -> Iterator[bytes]:
    """The unpacked bytes, a piece at a time. Raises zlib.error for a file that does not end where it should."""
    unpacked = zlib.decompressobj()
    with path.open("rb") as file:
        while packed := file.read(_CHUNK):
            while packed:
                yield unpacked.decompress(packed, _CHUNK)
                packed = unpacked.unconsumed_tail
            if unpacked.unused_data:
                raise zlib.error("bytes follow its end")
    yield unpacked.flush()
    if not unpacked.eof:
        raise zlib.error("it is cut short")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
