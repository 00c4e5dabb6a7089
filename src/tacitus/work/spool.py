"""A run's output folder: files that grow report by report, with a journal.

A journal line is written when the rows that it speaks of are on disk. After a kill at any moment the files are cut back to
the last line, and the run goes on behind it: no report is lost, none stands twice.
"""

import os
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO

from tacitus.errors import OutputError
from tacitus.work.journal import FINISHED, NAME, Entry, Journal, Run, difference, packed, read_journal
from tacitus.work.lock import hold
from tacitus.work.plan import Position

SECONDS = 1.0  # between two commits: how much work a kill can cost; what is committed it cannot touch


class Spool:
    """The one writer of a folder. Reports are written in the order of the run; what it holds already is in `journal`."""

    def __init__(self, folder: Path, run: Run) -> None:
        """Begin a folder or go on with one. Raises OutputError where it holds another run, or another process writes to it."""
        self._folder, self._run = folder, run
        self._files: dict[str, IO[bytes]] = {}
        self._waiting: list[bytes] = []
        self._synced = time.monotonic()
        try:
            with ExitStack() as stack:
                folder.mkdir(parents=True, exist_ok=True)
                self._refuse_strangers()
                stack.callback(os.close, hold(folder))
                self.journal = self._resume(stack)
                self._lines = stack.enter_context((folder / NAME).open("ab"))
                self._open = stack.pop_all()
        except OSError as error:
            why = "it is a file; name a folder" if isinstance(error, FileExistsError) else error.strerror
            raise OutputError(f"{folder} cannot be written: {why}") from error

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Whatever ends the run, what was written stays, and the run can go on from there."""
        with self._open:
            self._commit()

    def write(self, position: Position, key: str, digest: str, skipped: str | None, rows: Mapping[str, bytes]) -> None:
        """Add a report: its rows for each file, and for the journal its reason if it was skipped."""
        try:
            for name, data in rows.items():
                self._files[name].write(data)
        except OSError as error:
            raise OutputError(f"{self._folder} cannot be written: {error.strerror}") from error
        ends = tuple(self._files[name].tell() for name in self._run.files)
        self._waiting.append(Entry(position, key, digest, skipped, ends).line)
        if time.monotonic() - self._synced > SECONDS:
            self._commit()

    def finish(self) -> None:
        """All reports of the run, or of the shard, are written."""
        if not self.journal.finished:
            self._waiting.append(packed(FINISHED))
        self._commit()

    def _commit(self) -> None:
        """Rows first, then the lines that speak of them."""
        if not self._waiting:
            return
        try:
            for file in self._files.values():
                _sync(file)
            self._lines.write(b"".join(self._waiting))
            _sync(self._lines)
        except OSError as error:
            raise OutputError(f"{self._folder} cannot be written: {error.strerror}") from error
        self._waiting.clear()
        self._synced = time.monotonic()

    def _resume(self, stack: ExitStack) -> Journal:
        """Open the files, cut back to the last report that the journal holds."""
        if read_journal(self._folder) is None:
            self._begin()
        journal = read_journal(self._folder)
        if journal is None:
            raise OutputError(f"{self._folder / NAME} was removed while it was read")
        differs = difference(self._run, journal.header)
        if differs:
            raise OutputError(f"{self._folder} holds another run (they differ in: {differs}); choose another folder")
        os.truncate(journal.path, journal.size)
        for place, name in enumerate(self._run.files):
            file = self._reopen(name, journal.last.ends[place] if journal.last else None)
            self._files[name] = stack.enter_context(file)
        return journal

    def _begin(self) -> None:
        """The journal's first line, whole or not at all."""
        self._refuse_strangers()
        fresh = self._folder / f".{NAME}"
        with fresh.open("wb") as file:
            file.write(packed(self._run.header))
            _sync(file)
        fresh.replace(self._folder / NAME)

    def _refuse_strangers(self) -> None:
        """Asked before anything is made in the folder, and again by the one writer."""
        names = sorted(path.name for path in self._folder.iterdir())
        strangers = [name for name in names if not name.startswith(".")]
        if strangers and NAME not in names:
            raise OutputError(f"{self._folder} holds {strangers[0]} and no journal of a run; choose an empty folder")

    def _reopen(self, name: str, end: int | None) -> IO[bytes]:
        path, head = self._folder / name, self._run.heads[name]
        if end is None:
            path.write_bytes(head)
        elif not path.exists() or path.stat().st_size < end:
            raise OutputError(f"{path} is shorter than its journal says; remove {self._folder} and begin again")
        else:
            os.truncate(path, end)
        return path.open("ab")


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
