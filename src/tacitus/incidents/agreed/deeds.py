"""How two kinds of happening stand to each other, by the codes and the other kinds that each claim brings."""

from dataclasses import dataclass

from tacitus.incidents.agreed.actors import Told
from tacitus.model.versions import Relates


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind, the kinds that a careful coder could choose for the same words, and its PLOVER code."""

    kind: str
    also: frozenset[str]
    plover: str | None


def relate_deeds(one: Deed, other: Deed) -> Told:
    """A strike is an attack and more; a toll tells only what came of it; kinds that could each be the other agree."""
    if one.kind == other.kind:
        return Relates.AGREE, "the same"
    if _special(one, other):
        return Relates.NARROWER, f"{one.kind} says how; {other.kind} does not"
    if _special(other, one):
        return Relates.WIDER, f"{other.kind} says how; {one.kind} does not"
    there, back = other.kind in one.also, one.kind in other.also
    if (one.plover is None) != (other.plover is None) and (there or back or one.also & other.also):
        wide = one.plover is None
        name = one.kind if wide else other.kind
        return Relates.WIDER if wide else Relates.NARROWER, f"{name} tells the outcome alone"
    if there and back:
        return Relates.AGREE, "the words of each can be coded as the other"
    if there or back:
        broad = other.kind if there else one.kind
        return Relates.NARROWER if there else Relates.WIDER, f"the words of one can also be coded as {broad}"
    shared = sorted(one.also & other.also)
    if shared:
        return Relates.CONFLICT, f"both could be {shared[0]}, but {' is not '.join(sorted((one.kind, other.kind)))}"
    return Relates.SILENT, f"{' and '.join(sorted((one.kind, other.kind)))} cannot be held against each other"


def _special(one: Deed, other: Deed) -> bool:
    """One's PLOVER code has a mode where the other's event has none."""
    if one.plover is None or other.plover is None:
        return False
    event, _, mode = one.plover.partition("-")
    return bool(mode) and other.plover == event
