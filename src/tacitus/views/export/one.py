"""One file written whole or not at all: under a hidden name first."""

import os
from contextlib import suppress
from pathlib import Path

from tacitus.errors import OutputError


def check_out(out: Path, replace: bool) -> None:
    """Raises OutputError where a file cannot be written there, or is there already (unless `replace`)."""
    if out.is_dir():
        raise OutputError(f"{out} is a folder; give the name of a file")
    if out.exists() and not replace:
        raise OutputError(f"{out} is there already; choose another --out, or say --replace")
    if not out.parent.is_dir():
        raise OutputError(f"{out.parent} is no folder; make it first")


def write_out(out: Path, content: bytes) -> None:
    """Write it, on the disk before it has its name. Raises OutputError."""
    hidden = out.with_name(f".{out.name}.{os.getpid()}.partial")
    try:
        with hidden.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(out)
    except OSError as error:
        with suppress(OSError):
            hidden.unlink(missing_ok=True)
        raise OutputError(f"{out} cannot be written: {error.strerror or error}") from error
