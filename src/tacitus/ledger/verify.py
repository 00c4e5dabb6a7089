"""The whole ledger, read again: the chain, every body, row, quote and archived file, and what the database says of itself.

Records are streamed, so that memory does not grow with the ledger; in several processes where it is large.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, select

from tacitus.errors import LedgerError
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.archive import Archive
from tacitus.ledger.backend import Backend
from tacitus.ledger.book import Ledger
from tacitus.ledger.chain import Chain, follow, still_there, unexplained
from tacitus.ledger.check import Checked, check
from tacitus.ledger.fault import UNREADABLE, Fault, Faults, said
from tacitus.ledger.faults import told
from tacitus.ledger.seal import broken
from tacitus.ledger.stretch import FIRST, LAST, Stretch, stretches

PART = 2_000  # records that a process checks at a time
_WORTH = 3  # parts that a process must have to do, to be worth its start
_ORPHANS = 20  # files without a record that are named; the rest are counted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. `number` and `head` are the end of the chain; `size` the bytes read and checked: bodies, texts and
    archived files, unpacked. Faults beyond `MOST` are only counted."""

    number: int
    head: str
    kinds: dict[str, int]
    rows: int
    size: int
    faults: tuple[Fault, ...]
    count: int
    notes: tuple[str, ...] = ()
    passed: int | None = None

    @property
    def holds(self) -> bool:
        return self.count == 0

    @property
    def json(self) -> Json:
        return {
            "holds": self.holds,
            "number": self.number,
            "head": self.head,
            "records": dict(sorted(self.kinds.items())),
            "rows": self.rows,
            "bytes": self.size,
            "passed": self.passed,
            "faults": [fault.json for fault in self.faults],
            "fault_count": self.count,
            "notes": list(self.notes),
        }


def verify(ledger: Ledger, earlier: str | None = None, jobs: int = 1) -> Verdict:
    """Read everything again. `earlier` is a head of the chain that somebody wrote down. Raises LedgerError where the database
    cannot be read at all."""
    with told(ledger.name):
        return _verify(ledger, earlier, jobs)


def _verify(ledger: Ledger, earlier: str | None, jobs: int) -> Verdict:
    with _checking(ledger, _parts(ledger), jobs) as parts:
        with _looking(ledger) as connection:
            chain = follow(connection, earlier)
        sound = ledger.backend.sound(ledger.engine)
        faults, whole = Faults(), Checked()
        faults.extend(sound.faults)
        faults.join(chain.faults)
        for part in parts:
            whole.join(part)
    with _looking(ledger) as connection:
        _settle(connection, whole, faults)
        notes = (*sound.notes, *_orphans(connection, ledger.archive))
    return _verdict(chain, whole, faults, notes)


def _parts(ledger: Ledger) -> list[Stretch]:
    """All records in parts; in one part where their numbers cannot be read: what is wrong there is told as any other fault."""
    with _looking(ledger) as connection:
        try:
            return list(stretches(connection, PART))
        except UNREADABLE:
            return [Stretch(FIRST, LAST)]


@contextmanager
def _looking(ledger: Ledger) -> Iterator[Connection]:
    """A connection whose transaction is dropped in the end: a damaged database may be unable to end it properly."""
    with told(ledger.name), ledger.engine.connect() as connection:
        yield connection


def _verdict(chain: Chain, whole: Checked, faults: Faults, notes: tuple[str, ...]) -> Verdict:
    return Verdict(
        chain.number, chain.head, whole.kinds, whole.rows, whole.size, tuple(faults.kept), faults.count, notes, chain.passed
    )


def _settle(connection: Connection, whole: Checked, faults: Faults) -> None:
    """Erasures, seen at the end: one that was recorded meanwhile explains what it took away."""
    try:
        faults.extend(unexplained(connection, whole.bodiless))
        faults.extend(still_there(connection))
    except UNREADABLE as error:
        faults.add(Fault(f"it cannot be read ({said(error)})", table="erased"))
    try:
        faults.extend(broken(connection))
    except UNREADABLE as error:
        faults.add(Fault(f"what was weighed cannot be read ({said(error)})", table="incident"))
    faults.join(whole.faults)


def _orphans(connection: Connection, archive: Archive) -> Iterator[str]:
    """Files of the archive that no record names: what an interrupted run left, or an interrupted erasure."""
    names, count = [], 0
    for path in strays(connection, archive):
        count += 1
        if count <= _ORPHANS:
            names.append(str(path))
    if count:
        more = f" and {count - len(names):,} more" if count > len(names) else ""
        yield f"no record names {', '.join(names)}{more}; tacitus compact takes them away"


def strays(connection: Connection, archive: Archive) -> Iterator[Path]:
    """The files of the archive that no record names, a folder at a time."""
    column = schema.archived.c.sha256
    for folder, files in groupby(archive.names(), key=lambda named: named[0].parent):
        begins = folder.name
        known = set(connection.execute(select(column).where(column >= begins, column < begins + "g")).scalars())
        yield from (path for path, sha256 in files if sha256 not in known)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a process needs to open the ledger."""

    name: str
    backend: Backend
    folder: Path


@contextmanager
def _checking(ledger: Ledger, parts: list[Stretch], jobs: int) -> Iterator[Iterator[Checked]]:
    """The stretches' outcomes, in order: in this process, or in others while this one does something else."""
    jobs = min(jobs, len(parts) // _WORTH)
    if jobs < 2:
        yield (_checked(ledger, part) for part in parts)
        return
    place = _Place(ledger.name, ledger.backend, ledger.archive.folder)
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(_start()), initializer=_begin) as pool:
        waiting = [pool.submit(_check_alone, place, part) for part in parts]
        try:
            yield (_outcome(future) for future in waiting)
        finally:
            pool.shutdown(cancel_futures=True)


def _start() -> str:
    """How processes begin: as copies of this one, which is at once, where that is safe (on Linux, without other threads)."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _outcome(future: "Future[Checked]") -> Checked:
    try:
        return future.result()
    except multiprocessing.ProcessError as error:
        raise LedgerError(f"a process that was checking died ({error}); run verify again with --jobs 1") from error


def _check_alone(place: _Place, part: Stretch) -> Checked:
    """Check a stretch in a process of its own."""
    with told(place.name):
        ledger = Ledger(place.name, place.backend, Archive(place.folder), place.backend.engine())
        try:
            return _checked(ledger, part)
        finally:
            ledger.close()


def _checked(ledger: Ledger, part: Stretch) -> Checked:
    with _looking(ledger) as connection:
        return check(connection, ledger.archive, part)


def _begin() -> None:
    """A process's first act: leave interruptions to the main one, end when that is gone. What is read has no cycles: the
    collector would only look for them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
