"""An incident: the claims of many reports that tell one happening. Thrown away and made again from claims and judgements."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tacitus.model.ids import content_id
from tacitus.model.judgement import Judgement


class LinkKind(StrEnum):
    """How one incident stands to another, read from the first: its toll, a part of it, what it speaks of, what was planned."""

    TOLL = "toll of"
    PART = "part of"
    ABOUT = "about"
    PLAN = "plan of"
    WHOLE = "whole of"
    HAS_TOLL = "has toll"
    SPOKEN_OF = "spoken of in"
    PLANNED_IN = "planned in"


TURNED = {
    LinkKind.TOLL: LinkKind.HAS_TOLL,
    LinkKind.PART: LinkKind.WHOLE,
    LinkKind.ABOUT: LinkKind.SPOKEN_OF,
    LinkKind.PLAN: LinkKind.PLANNED_IN,
}
TURNED |= {turned: kind for kind, turned in TURNED.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """This incident is `kind` the incident `to`: `left` is the claim of this one and `right` that of the other that show it."""

    kind: LinkKind
    to: str
    left: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Incident:
    """`claims` are the ids, by the day of their report; `kind` is what most of them call it.

    `held` are the judgements that hold it together: people's, and of the policy's just enough to reach every claim. `contested`
    are people's judgements that contradict each other: none of their *same* was applied, none of their *different* crossed.
    """

    id: str
    kind: str
    claims: tuple[str, ...]
    links: tuple[Link, ...] = ()
    held: tuple[Judgement, ...] = ()
    contested: tuple[Judgement, ...] = ()


def incident_id(claims: Iterable[str]) -> str:
    """The id of the incident of these claims: that of its smallest claim, so that it stays while it grows.

    >>> incident_id(["claim-b", "claim-a"]) == incident_id(["claim-a", "claim-c"])
    True
    """
    return content_id("incident", min(claims))
