"""One writer a folder. The lock goes with the process, however that ends."""

import os
import sys
from pathlib import Path

from tacitus.errors import OutputError

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


NAME = ".writer"


def hold(folder: Path) -> int:
    """The descriptor of the folder's lock file; closing it lets go. Raises OutputError where another process holds it.

    A file system that knows no locks (some clusters') is written without one.
    """
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _hold(descriptor)
    except (BlockingIOError, PermissionError) as error:
        os.close(descriptor)
        raise OutputError(f"another process is writing to {folder}") from error
    except OSError:
        return descriptor
    return descriptor
