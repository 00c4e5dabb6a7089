"""Claims of one page by small numbers, and voices by their names: what every part of an incident's page refers to."""

from collections.abc import Iterable
from dataclasses import dataclass

from tacitus.format.pieces import Json
from tacitus.views.plain import shown

SIDES = ("independent", "parties", "deniers", "aside")


@dataclass(frozen=True, slots=True)
class Numbering:
    """`numbers` by claim, from 1; `names`, places and sides by voice."""

    numbers: dict[str, int]
    names: dict[str, str]
    order: dict[str, int]
    sides: dict[str, str]

    def refs(self, claims: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self.numbers[claim] for claim in claims if claim in self.numbers}))

    def name(self, voice: str) -> str:
        return self.names.get(voice, shown(voice))


def numbering(versions: Json) -> Numbering:
    """The numbers of an incident's versions."""
    every = [(voice, side) for side in SIDES for voice in versions["voices"][side]]
    return Numbering(
        numbers={said["id"]: number for number, said in enumerate(versions["claims"], 1)},
        names={voice["id"]: shown(voice["name"]) for voice, _ in reversed(every)},
        order={voice["id"]: at for at, (voice, _) in reversed(list(enumerate(every)))},
        sides={voice["id"]: side for voice, side in reversed(every)},
    )
