"""Who contradicts whom about a body, field by field: direction, status, place, number. Both claims are shown; nothing is decided.

What one speaker says of one part is put together first; then the speakers are held against each other, part by part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tacitus.measures.geometry import distance_km
from tacitus.measures.interval import overlaps
from tacitus.model.group import Contradiction
from tacitus.threads.members import place_words
from tacitus.threads.parts import WHOLE
from tacitus.threads.phases import Telling

FAR_KM = 50.0  # two places that a stay cannot both be at
_OPPOSED = ({"N", "S"}, {"E", "W"}, {"back", "on"})
_POINTS = frozenset({"exact", "near"})


@dataclass(slots=True)
class Said:
    """All that one speaker says of one part."""

    voice: str
    part: str
    told: list[Telling] = field(default_factory=list)


def contradictions(told: Sequence[Telling], keys: Mapping[int, str], whole: float | None) -> tuple[Contradiction, ...]:
    """Each contradiction between two speakers about one part once, in the order of field and claims."""
    said: dict[tuple[str, str], Said] = {}
    for at, one in enumerate(told):
        said.setdefault((one.voice.name, keys[at]), Said(one.voice.name, keys[at])).told.append(one)
    parts: dict[str, list[Said]] = {}
    for key in sorted(said):
        parts.setdefault(key[1], []).append(said[key])
    found = [clash for held in parts.values() for left, right in combinations(held, 2) for clash in _between(left, right)]
    found += _numbers_of_parts(list(said.values()), whole)
    return tuple(sorted(set(found), key=lambda one: (one.field, one.left, one.right, one.why)))


def _between(left: Said, right: Said) -> Iterator[Contradiction]:
    """The first clash of each field between two speakers about one part."""
    pairs = [(one, other) for one in left.told for other in right.told]
    for name, why in (("direction", _direction), ("status", _status), ("place", _place), ("number", _number)):
        clash = next(
            ((one, other, words) for one, other in pairs if _meet(one, other) and (words := why(one, other, left.part))), None
        )
        if clash:
            one, other, words = clash
            yield Contradiction(name, one.entry.id, other.entry.id, words)


def _meet(one: Telling, other: Telling) -> bool:
    """No days that keep them apart."""
    days = [told.entry.when.days for told in (one, other) if told.entry.when]
    return len(days) < 2 or overlaps(days[0], days[1])


def _dated(one: Telling, other: Telling, part: str) -> bool:
    """Of the whole only what is told of one and the same day can clash: it stays on one day and moves on another."""
    if part != WHOLE:
        return True
    days = [told.entry.when.days for told in (one, other) if told.entry.when]
    return len(days) == 2 and days[0] == days[1] and days[0].days == 1


def _direction(one: Telling, other: Telling, part: str) -> str | None:
    if one.denied != other.denied and one.stance == other.stance == "moves" and one.course == other.course and one.course:
        yes, no = (other, one) if one.denied else (one, other)
        return f"{_of(part)}{_who(yes)} has it go {_way(one.course)}{_toward(yes)}, {_who(no)} denies it"
    if one.denied or other.denied or "moves" not in (one.stance, other.stance) or not (one.course and other.course):
        return None
    if {one.course, other.course} in _OPPOSED and _dated(one, other, part):
        ways = f"{_who(one)} has it go {_way(one.course)}{_toward(one)}, {_who(other)} {_way(other.course)}{_toward(other)}"
        return f"{_of(part)}{ways}"
    return None


def _of(part: str) -> str:
    """The part that is spoken of, before what is said of it."""
    return "" if part == WHOLE else f"the {part.removeprefix('part-')}: "


def _who(one: Telling) -> str:
    return one.voice.name


def _way(course: str) -> str:
    return {"N": "north", "E": "east", "S": "south", "W": "west"}.get(course, course)


def _toward(one: Telling) -> str:
    site = one.entry.place
    return f" ({place_words(site)})" if site else ""


def _status(one: Telling, other: Telling, part: str) -> str | None:
    if one.denied != other.denied:
        yes, no = (other, one) if one.denied else (one, other)
        same = one.state == other.state and (one.stance != "moves" or one.course == other.course)
        return f"{_of(part)}{_who(yes)} has it {yes.state}, {_who(no)} denies it" if same and _dated_denial(yes, no, part) else None
    if one.denied or {one.stance, other.stance} != {"stays", "moves"} or not _dated(one, other, part):
        return None
    return f"{_of(part)}{_who(one)} has it {_does(one)}, {_who(other)} {_does(other)}"


def _dated_denial(yes: Telling, no: Telling, part: str) -> bool:
    """A denial without a day is of all days before it was told."""
    return yes.stance == "" or _dated(yes, no, part)


def _does(one: Telling) -> str:
    return "stay" if one.stance == "stays" else "move"


def _place(one: Telling, other: Telling, part: str) -> str | None:
    here, there = one.entry.place, other.entry.place
    if not (one.stance == other.stance == "stays") or one.denied or other.denied or not _dated(one, other, part):
        return None
    if here is None or there is None or here.point is None or there.point is None:
        return None
    if here.precision not in _POINTS or there.precision not in _POINTS:
        return None
    apart = distance_km(here.point, there.point)
    return (
        f"{_of(part)}{_who(one)} has it at {place_words(here)}, {_who(other)} at {place_words(there)}" if apart > FAR_KM else None
    )


def _number(one: Telling, other: Telling, part: str) -> str | None:
    """Two numbers of the whole."""
    if part != WHOLE or one.number is None or other.number is None or one.number == other.number or one.denied or other.denied:
        return None
    return f"{_who(one)} counts {one.number:g}, {_who(other)} {other.number:g}"


def _numbers_of_parts(said: Sequence[Said], whole: float | None) -> Iterator[Contradiction]:
    """Two speakers who each have just one numbered part stay, or move: two numbers that are not of two parts of the whole."""
    for stance in ("stays", "moves"):
        alone = _alone(said, stance)
        for one, other in combinations([alone[voice] for voice in sorted(alone)], 2):
            if _same_part(one, other, whole):
                verb = "staying" if stance == "stays" else "moving"
                why = f"{_who(one)} has {one.number:g} {verb}, {_who(other)} {other.number:g}"
                yield Contradiction("number", one.entry.id, other.entry.id, why)


def _alone(said: Sequence[Said], stance: str) -> dict[str, Telling]:
    """By speaker, what is told of the only numbered part that does so."""
    parts: dict[str, dict[str, Telling]] = {}
    for one in said:
        for told in one.told:
            if one.part != WHOLE and _does_so(told, stance):
                parts.setdefault(one.voice, {}).setdefault(one.part, told)
    return {voice: next(iter(held.values())) for voice, held in parts.items() if len(held) == 1}


def _same_part(one: Telling, other: Telling, whole: float | None) -> bool:
    """Two numbers of which the whole has not room for both; where it is not known, of parts that go the same way."""
    if one.number is None or other.number is None or one.number == other.number:
        return False
    if whole is not None:
        return one.number + other.number > whole
    return one.course is not None and one.course == other.course


def _does_so(told: Telling, stance: str) -> bool:
    return told.stance == stance and told.number is not None and not told.denied
