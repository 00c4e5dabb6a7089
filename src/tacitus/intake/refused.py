"""Why a step of intake made nothing of its input. `document.to_document` and `sources` turn it into Skipped."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """The reason, in words for the person who named the input."""

    why_not: str
