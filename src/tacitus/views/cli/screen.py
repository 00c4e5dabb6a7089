"""The terminal: how wide it is, and a bar that tells how far a run is."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, cast

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tacitus.intake.options import Options
from tacitus.work.plan import Shard, arrivals, is_address

PIPED = 120  # columns where there is no terminal and COLUMNS does not say


def screen() -> Console:
    """Standard output for people: colours on a terminal only, nothing in the text taken for markup."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old terminal shows a question mark for what it has no letter for
    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else PIPED
    file = sys.stdout if terminal else cast(TextIO, _Trimmed(sys.stdout))
    return _Console(file=file, width=width, highlight=False, markup=False, emoji=False, legacy_windows=False)


class _Console(Console):
    """A reader of our output that goes away ends the verb as it does everywhere; rich would exit as if reports were skipped."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _Trimmed(io.TextIOBase):
    """Lines without the spaces that fill them up to the width: for files and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write("\n".join(line.rstrip(" ") for line in text.split("\n")))

    def flush(self) -> None:
        self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()


def _nothing(_: bool) -> None:
    """No bar."""


@contextmanager
def watch(
    inputs: Sequence[str], options: Options, shard: Shard | None = None, beside: bool = False
) -> Iterator[Callable[[bool], None]]:
    """A bar on standard error while reports are read; call what it gives after each, with whether it was skipped.

    There is one where standard error is a terminal that standard output (unless it prints nothing: `beside`) does not share,
    and more than one report. Inputs are counted beforehand where that is cheap: addresses and standard input are not.
    """
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not beside):
        yield _nothing
        return
    total = _count(inputs, options, shard)
    if total is not None and total < 2:
        yield _nothing
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("reports, {task.fields[skipped]} skipped"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total, skipped=0)
        counted = [0]

        def tick(skipped: bool) -> None:
            counted[0] += skipped
            progress.update(task, advance=1, skipped=counted[0])

        yield tick


def _count(inputs: Sequence[str], options: Options, shard: Shard | None) -> int | None:
    if any(locator == "-" or is_address(locator) for locator in inputs):
        return None
    return sum(1 for _ in arrivals(inputs, options, shard))
