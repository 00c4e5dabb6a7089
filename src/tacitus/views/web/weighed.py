"""What weighing many reports gives the pages. Until a ledger is weighed there is nothing, and the pages say so.

Everything is JSON-able, so that a page and /api show the same. `Nothing` is the ledger that nobody has weighed; stored.py reads
what weighing keeps.
"""

from dataclasses import dataclass
from typing import Protocol

from tacitus.format.pieces import Json
from tacitus.ledger.listed import Sort
from tacitus.ledger.survey import Reads, Stretch
from tacitus.ledger.wanted import Filter

NOUNS = ("incidents", "groups", "agreements")


@dataclass(frozen=True, slots=True)
class Span:
    """The incidents under a filter: on which days they lie, and those that the map draws, each with the name of its place;
    `unplaced` have none."""

    days: tuple[Stretch, ...]
    drawn: tuple[tuple[Json, str], ...]
    unplaced: int


class Weighed(Protocol):
    """The results of weighing, read by the connection of one request. Every method returns None where nothing was weighed."""

    def listed(self, reads: Reads, noun: str, wanted: Filter, most: int, skip: int, sort: Sort = Sort.DAY) -> Json | None:
        """One page of incidents, groups or agreements: `count` in all, and `items`, each with `id`, `name`, `from`, `to`, `claims`
        (how many) and `grade` (None where it has none). Only incidents are sorted otherwise than by day."""

    def one(self, reads: Reads, noun: str, key: str) -> Json | None:
        """One of them whole, as the format's own JSON. Raises InputError for an id that is not there."""

    def incidents_of(self, reads: Reads, claim: str) -> list[Json] | None:
        """The incidents that a claim is part of, each as an item of `listed`."""

    def span(self, reads: Reads, wanted: Filter, most: int) -> Span | None:
        """Where and when the incidents lie, at most so many on the map. Raises InputError."""


class Nothing:
    """A ledger that was not weighed."""

    def listed(self, reads: Reads, noun: str, wanted: Filter, most: int, skip: int, sort: Sort = Sort.DAY) -> Json | None:  # noqa: ARG002
        return None

    def one(self, reads: Reads, noun: str, key: str) -> Json | None:  # noqa: ARG002
        return None

    def incidents_of(self, reads: Reads, claim: str) -> list[Json] | None:  # noqa: ARG002
        return None

    def span(self, reads: Reads, wanted: Filter, most: int) -> Span | None:  # noqa: ARG002
        return None
