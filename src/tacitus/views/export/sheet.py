"""What a format is given to write: claims that may leave, one at a time, and what it may say of them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.format.pieces import Json
from tacitus.profiles import Profile
from tacitus.views.export.facts import Facts, Tally, about_json

_CONTEXT = 32  # characters on each side of a quotation where no rule says less; what annotation tools are used to


@dataclass(frozen=True, slots=True)
class Sheet:
    """`claims` can be gone through once. What a format cannot carry it counts with `leave`; `about` is complete when it is done."""

    name: str
    claims: Iterator[Json]
    profile: Profile
    facts: Facts
    tally: Tally
    excel: bool = False

    def leave(self, why: str) -> None:
        """One claim is left out of this format."""
        self.tally.left_out[why] += 1

    def about(self) -> Json:
        return about_json(self.name, self.profile, self.facts, self.tally)

    @property
    def context(self) -> int:
        """How many characters on each side of a quotation may be given."""
        rules = self.profile.doing("context")
        return min((int(rule.much) for rule in rules), default=_CONTEXT)
