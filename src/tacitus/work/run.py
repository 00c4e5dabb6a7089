"""Many reports: one process or several, the same outcomes in the same order.

With several, the reports handed out and not yet taken back are bounded, so that memory stays flat over any corpus. A worker
opens the kit once, at its first report. A worker that dies (memory, a fault in native code) costs the report that killed it.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from tacitus.flow import Kit
from tacitus.model.source import Skipped, Source
from tacitus.work.kit import Opener, kit_of, settle
from tacitus.work.plan import Arrival

T = TypeVar("T")
Make = Callable[[Source, Kit], T | Skipped]

AHEAD = 4  # reports a worker handed out in advance: enough that a long report does not leave the others idle

# What a mistake in our own code raises. TacitusError is none of them: there a person must act.
_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, NameError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What became of a report."""

    arrival: Arrival
    outcome: T | Skipped


def run(arrived: Iterable[Arrival], make: Make[T], opener: Opener, jobs: int = 1) -> Generator[Done[T], None, None]:
    """Make something of every report, in the order of arrival.

    `make` and `opener` travel to the workers when `jobs` is more than 1: `make` is then a function of a module (or a partial
    of one), and what it gives can be pickled.
    """
    if jobs > 1:
        yield from _several(arrived, make, opener, jobs)
        return
    for arrival in arrived:
        yield Done(arrival, arrival.source if isinstance(arrival.source, Skipped) else _read(arrival.source, make, opener))


def _read(source: Source, make: Make[T], opener: Opener) -> T | Skipped:
    """One report. A fault of ours costs that report and is said aloud; the others go on."""
    kit = kit_of(opener)
    try:
        return make(source, kit)
    except _FAULTS as error:
        message = " ".join(f"{type(error).__name__}: {error}".split())
        why_not = f"a fault of Tacitus at {_place(error.__traceback__)} ({message}); please report it"
        return Skipped(source.key, "flow", why_not, uri=source.uri)
    finally:
        settle()


def _place(trace: TracebackType | None) -> str:
    """The file and line that a fault came from."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "an unknown place"


def _several(arrived: Iterable[Arrival], make: Make[T], opener: Opener, jobs: int) -> Generator[Done[T], None, None]:
    workers = _Workers(make, opener, jobs)
    try:
        for arrival in arrived:
            workers.hand(arrival)
            if workers.waiting >= jobs * AHEAD:
                yield workers.take()
        while workers.waiting:
            yield workers.take()
    finally:
        workers.stop()


class _Workers(Generic[T]):
    """Processes that read, and the reports they have in hand, in order of arrival."""

    def __init__(self, make: Make[T], opener: Opener, jobs: int) -> None:
        self._make, self._opener, self._jobs = make, opener, jobs
        self._pool = self._start()
        self._queue: deque[tuple[Arrival, Future[T | Skipped] | Skipped]] = deque()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def hand(self, arrival: Arrival) -> None:
        self._queue.append((arrival, self._submit(arrival)))

    def take(self) -> Done[T]:
        """The outcome of the report that arrived first."""
        arrival, future = self._queue.popleft()
        if isinstance(future, Skipped):
            return Done(arrival, future)
        try:
            return Done(arrival, future.result())
        except BrokenProcessPool:
            return Done(arrival, self._again(arrival))

    def stop(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _again(self, arrival: Arrival) -> T | Skipped:
        """A worker died, and with it all that was in hand. Read the oldest alone: if it kills a worker again, it is skipped."""
        outcome: T | Skipped
        self._restart()
        try:
            future = self._submit(arrival)
            outcome = future if isinstance(future, Skipped) else future.result()
        except BrokenProcessPool:
            outcome = Skipped(arrival.source.key, "run", "the process that read it died, twice", uri=arrival.source.uri)
            self._restart()
        self._queue = deque((other, future if _stands(future) else self._submit(other)) for other, future in self._queue)
        return outcome

    def _submit(self, arrival: Arrival) -> Future[T | Skipped] | Skipped:
        """Hand a report out; one that has no bytes is its own outcome. A pool that broke meanwhile gives a broken future."""
        if isinstance(arrival.source, Skipped):
            return arrival.source
        try:
            return self._pool.submit(_read, arrival.source, self._make, self._opener)
        except BrokenProcessPool as broken:
            failed: Future[T | Skipped] = Future()
            failed.set_exception(broken)
            return failed

    def _restart(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"), initializer=_begin)


def _stands(future: Future[T | Skipped] | Skipped) -> bool:
    """Whether an outcome was had before the worker died."""
    return isinstance(future, Skipped) or (future.done() and not future.cancelled() and future.exception() is None)


def _begin() -> None:
    """A worker's first act: leave interruptions to the main process, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
