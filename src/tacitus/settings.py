"""The knobs, in one place, each with what it costs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What intake refuses, in bytes, characters and seconds: one report is never this large."""

    response_bytes: int = 20_000_000
    document_characters: int = 1_000_000
    fetch_seconds: float = 20.0
    redirects: int = 5


LIMITS = Limits()
