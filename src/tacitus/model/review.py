"""A review: what a person says of one claim. Never edited: a later one of the same coder supersedes it, an undo takes it back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Line = dict[str, Any]
"""A claim as a line of tacitus-claim/1, or a part of one."""


class Action(StrEnum):
    """What a review does. A note changes nothing; an undo takes back another review of the same coder."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    NOTE = "note"
    UNDO = "undo"


PARTIES, SINGLE, LISTED, PLAIN = ("agents", "targets"), ("place", "when"), ("counts", "said_by"), ("type", "standing", "hedged")
SLOTS = (*PLAIN, *PARTIES, *SINGLE, *LISTED)
"""The slots of a claim that can be corrected."""

LONGEST = 3_600.0
"""Seconds over one claim; what is longer is a coffee, not a claim."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the reviewed claim stood: the text's id, its type and the span of its trigger. By it a review finds its claim in a
    reading that calls it otherwise."""

    text: str
    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Review:
    """`id` is the record's; `reading` the id of the build's reading that the coder saw.

    `value` is the corrected slot in the shape of a claim line; of an acceptance the ids of the corrections that the coder saw
    and accepts with the claim. `undoes` is the record that is taken back. `after` is the coder's review of this claim before
    this one: it tells the order within one second. `seconds` is how long the coder looked at the claim before he decided, where
    the page measured it.
    """

    id: str
    claim: str
    reading: str
    anchor: Anchor
    action: Action
    by: str
    at: str
    why: str = ""
    slot: str | None = None
    value: Any = None
    undoes: str | None = None
    after: str | None = None
    seconds: float | None = None
