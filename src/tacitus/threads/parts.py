"""The whole of a body and its parts over all reports: which number is the whole, and of which part each claim speaks.

A numbered part is known by its number, whoever tells it. A piece without a number is the one numbered part that does the same
(stays or moves), first among those of its own speaker, then among all; where several or none do, it has no number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tacitus.model.thread import Part
from tacitus.threads.members import Member, report_key
from tacitus.threads.phases import Telling

WHOLE = "whole"


def whole_number(members: Sequence[Member], told: Sequence[Telling]) -> float | None:
    """The number told for the whole in most reports, the largest of those told equally often."""
    reports = {(number, member.report) for member in members for number in member.wholes}
    reports |= {(one.number, report_key(one.entry)) for one in told if one.number is not None and not one.piece}
    often = Counter(number for number, _ in reports)
    return max(often, key=lambda number: (often[number], number)) if often else None


def assigned(told: Sequence[Telling], whole: float | None) -> dict[int, str]:
    """The key of the part of each telling, by its place among them."""
    found = {at: _own(one, whole) for at, one in enumerate(told)}
    keys = {at: key for at, key in found.items() if key is not None}
    mates = {one.mate: keys[at] for at, one in enumerate(told) if one.mate and at in keys}
    for at, one in enumerate(told):
        if at not in keys and one.mate in mates:
            keys[at] = mates[one.mate]
    numbered = _stances(told, keys)
    for at, one in enumerate(told):
        if at not in keys:
            keys[at] = _alike(one, numbered)
    return keys


def _own(one: Telling, whole: float | None) -> str | None:
    """The part that a claim's own words give; None for a piece without a number."""
    if not one.piece:
        return WHOLE
    if one.number is None:
        return None
    return WHOLE if one.number == whole else f"part-{one.number:g}"


def _stances(told: Sequence[Telling], keys: Mapping[int, str]) -> dict[tuple[str, str], set[str]]:
    """The numbered parts that do the same, by speaker ("" for all) and stance."""
    found: dict[tuple[str, str], set[str]] = {}
    for at, one in enumerate(told):
        if keys.get(at, WHOLE) != WHOLE and one.stance and not one.denied:
            for voice in ("", one.voice.name):
                found.setdefault((voice, one.stance), set()).add(keys[at])
    return found


def _alike(one: Telling, numbered: Mapping[tuple[str, str], set[str]]) -> str:
    if not one.stance:
        return WHOLE
    for voice in (one.voice.name, ""):
        keys = numbered.get((voice, one.stance), set())
        if len(keys) == 1:
            return next(iter(keys))
    return f"part-that-{one.stance}"


def parts_of(told: Sequence[Telling], keys: Mapping[int, str], whole: float | None, unit: str | None) -> tuple[Part, ...]:
    """The whole, then the numbered parts from the smallest, then those without a number."""
    claims: dict[str, set[str]] = {WHOLE: set()}
    numbers: dict[str, float | None] = {WHOLE: whole}
    for at, one in enumerate(told):
        claims.setdefault(keys[at], set()).add(one.entry.id)
        if keys[at] != WHOLE:
            numbers.setdefault(keys[at], None)
            if one.number is not None:
                numbers[keys[at]] = one.number
    order = sorted(claims, key=lambda key: (key != WHOLE, numbers[key] is None, numbers[key] or 0, key))
    return tuple(Part(key, _label(key, numbers[key], unit), numbers[key], tuple(sorted(claims[key]))) for key in order)


def _label(key: str, number: float | None, unit: str | None) -> str:
    if number is not None:
        return f"{number:g} {unit}" if unit else f"{number:g}"
    return "the whole" if key == WHOLE else f"the part {key.removeprefix('part-')}"


def unit_of(members: Iterable[Member]) -> str | None:
    """The noun that most reports count the body in, as they write it."""
    often = Counter(member.strand.unit for member in members if member.strand and member.strand.unit)
    often.update(
        told.unit for member in members if not member.strand for entry in member.entries for told in entry.counts if told.unit
    )
    return max(often, key=lambda unit: (often[unit], unit)) if often else None
