"""Why a step of intake made nothing of its input. `document.to_document` and `sources` turn it into Skipped."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """The reason, in words for the person who named the input."""

    why_not: str


@dataclass(frozen=True, slots=True)
class Denied(Refused):
    """A server gave nothing. `status` is what it answered, None where it did not; `retry_after` its header as sent."""

    status: int | None = None
    retry_after: str | None = None
