"""A judgement: whether two claims tell the same happening, by whom and why. Superseded by a later one, never edited."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

POLICY = "policy"


class Verdict(StrEnum):
    """Three answers, not two; and that whoever gave one takes it back, as if nothing had been said."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"  # sorts after the others: of two words of one second it is the later


ANSWERS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`by` is a person's name, or "policy"; `why` are its reasons, one a line.

    `weight` are the policy's points: above nought for the same, below for different; None for a person's. `at` is None where
    the judgement is worked out anew each time.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    why: tuple[str, ...] = ()
    weight: int | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise ValueError(f"a judgement needs two claims, not {self.left} twice")

    @property
    def pair(self) -> tuple[str, str]:
        """The two claims in order of their ids: it does not matter which was left."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)

    @property
    def human(self) -> bool:
        return self.by != POLICY


def moment_of(words: str) -> datetime:
    """The moment of an ISO 8601 time in UTC, such as 2024-03-05T14:00:00Z."""
    return datetime.fromisoformat(words.replace("Z", "+00:00"))
