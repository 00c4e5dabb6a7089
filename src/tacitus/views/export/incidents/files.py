"""The files of one export, written into a hidden folder beside where they belong, and put there when all are whole."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tacitus.errors import OutputError
from tacitus.format.pieces import Json


class Files:
    """`out` is a file with others beside it (their names begin with its own), or, for `folder`, a folder that holds them all.

    Raises OutputError where something of the name is there (unless `replace`) or cannot be written. Of a folder only the files of
    these names are replaced.
    """

    def __init__(self, out: Path, names: Iterable[str], folder: bool, replace: bool) -> None:
        self._out, self._names, self._folder = out, tuple(names), folder
        self._home = out if folder else out.parent
        if not folder and out.is_dir():
            raise OutputError(f"{out} is a folder; give the name of a file")
        if folder and out.exists() and not out.is_dir():
            raise OutputError(f"{out} is a file; this format makes a folder")
        there = [self._home / name for name in self._names if (self._home / name).exists()]
        if there and not replace:
            raise OutputError(f"{there[0]} is there already; choose another --out, or say --replace")
        if not out.parent.is_dir():
            raise OutputError(f"{out.parent} is no folder; make it first")
        self._hidden = out.with_name(f".{out.name}.{os.getpid()}.partial")
        self._open: dict[str, BinaryIO] = {}

    def __enter__(self) -> Self:
        try:
            self._hidden.mkdir()
            self._open = {name: (self._hidden / name).open("wb") for name in self._names}
        except OSError as error:
            raise OutputError(f"{self._out} cannot be written: {error.strerror}") from error
        return self

    def write(self, name: str, text: str) -> None:
        self._open[name].write(text.encode("utf-8", "replace"))

    def digests(self, names: Iterable[str]) -> Mapping[str, Json]:
        """The length and the sha256 of files."""
        return {name: self._digest(name) for name in names}

    def _digest(self, name: str) -> Json:
        self._open[name].flush()
        with (self._hidden / name).open("rb") as file:
            return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": file.tell()}

    def finish(self) -> None:
        """Everything on the disk, then under its name; the first name last."""
        for file in self._open.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        self._home.mkdir(exist_ok=True)
        for name in reversed(self._names):
            (self._hidden / name).replace(self._home / name)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._open.values():
            file.close()
        shutil.rmtree(self._hidden, ignore_errors=True)
        if isinstance(error, OSError):
            raise OutputError(f"{self._out} cannot be written: {error.strerror or error}") from error
