"""The knobs, in one place, each with what it costs; and where a person's own data lie."""

import getpass
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What intake refuses, in bytes, characters, seconds and tags. One report is never this large; more costs memory and time.

    A corpus as a whole is not limited, for it streams; `record_bytes` is one record of it, `json_bytes` a JSON file that has to
    be read whole. `html_depth` is how many tags may stand inside one another: real pages stay under 100.
    """

    report_bytes: int = 20_000_000
    record_bytes: int = 20_000_000
    json_bytes: int = 100_000_000
    document_characters: int = 250_000
    html_depth: int = 400
    response_bytes: int = 20_000_000
    connect_seconds: float = 10.0
    fetch_seconds: float = 20.0
    redirects: int = 5


LIMITS = Limits()


def data_folder() -> Path:
    """What a person adds is kept here: TACITUS_DATA, else the platform's folder for the data of programs."""
    given = os.environ.get("TACITUS_DATA")
    if given:
        return Path(given)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "tacitus"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "tacitus"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "tacitus"


def now() -> str:
    """This moment in UTC, to the second, as 2024-03-05T14:00:00Z; SOURCE_DATE_EPOCH stands for it where it is set."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def coder() -> str:
    """Who works: TACITUS_CODER, else the name of the machine's user."""
    given = os.environ.get("TACITUS_CODER", "").strip()
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
