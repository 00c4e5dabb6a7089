"""The knobs, in one place, each with what it costs."""

from dataclasses import dataclass


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
