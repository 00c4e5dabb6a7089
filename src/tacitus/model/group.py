"""A body that moves, splits or merges: a convoy, a column, a displaced population."""

from dataclasses import dataclass

from tacitus.model.answers import Mouth
from tacitus.model.claim import ClaimPlace, ClaimTime


@dataclass(frozen=True, slots=True)
class State:
    """What one claim says of the body or a part of it. `counts` are indices; `part` numbers the parts from 0, None the whole."""

    claim: str
    state: str
    said_by: tuple[Mouth, ...]
    counts: tuple[int, ...]
    place: ClaimPlace | None
    when: ClaimTime | None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """Whether the parts add up to the whole, in one unit; `holds` is None where a figure is missing."""

    unit: str | None
    whole: float | None
    parts: tuple[float, ...]
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that cannot both be so, and in what they differ."""

    field: str
    left: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: str
    aliases: tuple[str, ...]
    states: tuple[State, ...]
    parts: tuple[tuple[int, ...], ...]
    balance: Balance
    contradictions: tuple[Contradiction, ...]
