"""Days, and what is known of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days: the first and the last day it could have been; None is an open end.

    >>> Interval(date(2024, 3, 1), date(2024, 3, 3)).days
    3
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> "Interval":
        return cls(day, day)

    @property
    def days(self) -> int | None:
        """How many days it spans; None where an end is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1
