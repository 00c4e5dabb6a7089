"""What weighing many reports gives the pages. Until a ledger is weighed there is nothing, and the pages say so.

Everything is JSON-able, so that a page and /api show the same. `Nothing` is the ledger that nobody has weighed; whoever stores
incidents gives `make_app` something else that keeps to `Weighed`.
"""

from typing import Protocol

from tacitus.format.pieces import Json
from tacitus.ledger.wanted import Filter

NOUNS = ("incidents", "groups", "agreements")


class Weighed(Protocol):
    """The results of weighing. Every method returns None where nothing was weighed."""

    def listed(self, noun: str, wanted: Filter, most: int, skip: int) -> Json | None:
        """One page of incidents, groups or agreements: `count` in all, and `items`, each with `id`, `name`, `from`, `to`, `claims`
        (how many) and `grade` (None where it has none)."""

    def one(self, noun: str, key: str) -> Json | None:
        """One of them whole, as the format's own JSON. Raises InputError for an id that is not there."""

    def incidents_of(self, claim: str) -> list[Json] | None:
        """The incidents that a claim is part of, each as an item of `listed`."""


class Nothing:
    """A ledger that was not weighed."""

    def listed(self, noun: str, wanted: Filter, most: int, skip: int) -> Json | None:  # noqa: ARG002
        return None

    def one(self, noun: str, key: str) -> Json | None:  # noqa: ARG002
        return None

    def incidents_of(self, claim: str) -> list[Json] | None:  # noqa: ARG002
        return None
