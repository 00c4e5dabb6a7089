"""What ends a command early becomes one line and an exit code, never a traceback.

0 all reports were read; 1 some were skipped; 2 a wrong use, or nothing could be read; 130 interrupted; 141 the reader of our
output went away, as a shell would say it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from tacitus.errors import TacitusError
from tacitus.views.plain import shown

READ, SOME, NOTHING, INTERRUPTED, GONE = 0, 1, 2, 130, 141


@contextmanager
def guarded(interrupted: str = "interrupted") -> Iterator[None]:
    """Run a verb's body; `interrupted` is what to say when the user stops it."""
    try:
        yield
        sys.stdout.flush()
    except TacitusError as error:
        say(str(error))
        raise typer.Exit(NOTHING) from error
    except KeyboardInterrupt as error:
        say(interrupted)
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        _silence()
        raise typer.Exit(GONE) from error
    except OSError as error:
        _silence()
        say(f"the output cannot be written: {error.strerror or error}")
        raise typer.Exit(NOTHING) from error


def say(line: str) -> None:
    """One line to the person, on standard error."""
    sys.stderr.write(f"tacitus: {shown(line)}\n")
    sys.stderr.flush()


def say_skipped(key: str, why_not: str, uri: str | None = None) -> None:
    """A report by its key and, where that alone does not tell, the file and line or the address it stands at."""
    place = "" if uri is None or uri in key else f" ({uri})"
    say(f"skipped {key or '(nothing)'}{place}: {why_not}")


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def code(read: int, skipped: int) -> int:
    """The exit code of a run."""
    return SOME if skipped and read else READ if read else NOTHING


def _silence() -> None:
    """Nobody reads what we print: what is still in the buffer goes nowhere, without complaint."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
