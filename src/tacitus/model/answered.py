"""The six questions' answers of one report, side by side."""

from dataclasses import dataclass

from tacitus.model.answers import HowMany, SaidBy, What, When, Where, Who
from tacitus.model.found import Found


@dataclass(frozen=True, slots=True)
class Answers:
    """Indices inside the answers (an actor's, a count's, a time's) point into these tuples."""

    whats: tuple[Found[What], ...]
    times: tuple[Found[When], ...]
    places: tuple[Found[Where], ...]
    actors: tuple[Found[Who], ...]
    counts: tuple[Found[HowMany], ...]
    sayings: tuple[Found[SaidBy], ...]
