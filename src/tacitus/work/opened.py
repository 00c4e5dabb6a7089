"""Files of places as they are given: plain, gzipped, or zipped, each with the lines that it holds."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from tacitus.errors import InputError

ENDINGS = (".txt", ".csv", ".tsv")
_CHUNK = 1 << 20
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Given:
    """A file of rows: on its own, or a `member` of a zip archive. `name` is what it will go by: SY for SY.txt, SY.zip."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        last = PurePosixPath(self.member).name if self.member else self.path.name.removesuffix(".gz")
        return last.rpartition(".")[0] or last

    @property
    def shown(self) -> str:
        return f"{self.path}/{self.member}" if self.member else str(self.path)


def given_in(path: Path) -> list[Given]:
    """The files of rows that a path holds. Raises InputError for an archive without any."""
    if path.suffix.lower() != ".zip":
        return [Given(path)]
    with _told(str(path)), zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
    names = [name for name in sorted(names) if name.lower().endswith(ENDINGS) and "readme" not in name.lower()]
    if not names:
        raise InputError(f"{path}: no file of rows is in it ({', '.join(ENDINGS)}); unpack it and add the file itself")
    return [Given(path, name) for name in names]


def keep(given: Given, target: Path) -> str:
    """Copy a file, gzipped, and give the sha256 of its bytes."""
    digest = hashlib.sha256()
    with (
        _told(given.shown),
        _opened(given) as source,
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
    ):
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            packed.write(chunk)
    return digest.hexdigest()


@contextmanager
def lines_of(kept: Path) -> Iterator[Iterator[str]]:
    """The lines of a kept file, their ends with them; bytes that are no UTF-8 stand in them as lone surrogates."""
    with gzip.open(kept, "rb") as packed:
        yield iter(io.TextIOWrapper(packed, "utf-8", "surrogateescape", newline=""))


@contextmanager
def _opened(given: Given) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if given.member:
        with zipfile.ZipFile(given.path) as archive, archive.open(given.member) as member:
            yield member
    elif given.path.suffix.lower() == ".gz":
        with gzip.open(given.path, "rb") as packed:
            yield packed
    else:
        with given.path.open("rb") as plain:
            yield plain


@contextmanager
def _told(shown: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
        raise InputError(f"{shown}: it cannot be read: {why}") from error
