"""Splits and merges with their numbers, and each speaker's own sum: 17 = 6 + 11 by the one; the figures of another apart."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tacitus.measures.number import holds
from tacitus.model.answers import Amount
from tacitus.model.entry import Entry
from tacitus.model.thread import Flow, Reckoning
from tacitus.threads.members import Member, in_role, report_key
from tacitus.threads.parts import WHOLE
from tacitus.threads.phases import Telling
from tacitus.threads.tables import stances
from tacitus.threads.voices import publisher_of

Whole = tuple[bool, date, float, str]  # whether no claim tells it, the report's day, the number, who tells it


def _day(entry: Entry) -> date:
    return (entry.report.published.start if entry.report.published else None) or date.max


def flows(told: Sequence[Telling], keys: Mapping[int, str]) -> tuple[Flow, ...]:
    """Every split into a part and every merge, speaker by speaker, with the claims that tell it."""
    claims: dict[tuple[str, str, str, str], set[str]] = {}
    numbers: dict[str, float] = {keys[at]: one.number for at, one in enumerate(told) if one.number is not None}
    parted = {one.voice.name for at, one in enumerate(told) if keys[at] != WHOLE and not one.denied}
    for at, one in enumerate(told):
        for drawn in _edges(one, keys[at], parted):
            claims.setdefault((one.voice.name, *drawn), set()).add(one.entry.id)
    for at, one in enumerate(told):
        if one.entry.kind == "split" and keys[at] == WHOLE and not one.denied:
            for edge, ids in claims.items():
                if edge[:2] == (one.voice.name, "split"):
                    ids.add(one.entry.id)
    return tuple(
        Flow(kind, source, goal, numbers.get(goal) if kind == "split" else numbers.get(source), voice, tuple(sorted(ids)))
        for (voice, kind, source, goal), ids in sorted(
            claims.items(), key=lambda one: (one[0][:3], numbers.get(one[0][3], 0), one[0][3])
        )
    )


def _edges(one: Telling, key: str, parted: set[str]) -> Iterator[tuple[str, str, str]]:
    """Kind, source and goal of the edges that a telling draws."""
    if one.denied:
        return
    if key != WHOLE:
        yield "split", WHOLE, key
    elif one.entry.kind == "split" and one.voice.name not in parted:
        yield "split", WHOLE, ""
    if one.entry.kind == "merge":
        yield from (("merge", key, name) for name in _joined(one))


def _joined(one: Telling) -> tuple[str, ...]:
    """What a body joins: the other side of the claim, by name."""
    if one.entry.kind not in stances():
        return ()
    agents = {named.name for named in one.entry.agents}
    return tuple(sorted({named.name for named in in_role(one.entry)} - agents)) if agents else ()


def reckonings(
    members: Sequence[Member], told: Sequence[Telling], keys: Mapping[int, str], unit: str | None, whole: float | None
) -> tuple[Reckoning, ...]:
    """Each speaker's figures, by name; a speaker who tells no number of a part has none to add up."""
    wholes = _wholes(told, keys)
    by_report = _report_wholes(members, told, keys)
    voices = sorted({one.voice.name for one in told})
    return tuple(found for voice in voices for found in _reckoned(voice, told, keys, unit, whole, wholes, by_report))


def _wholes(told: Sequence[Telling], keys: Mapping[int, str]) -> dict[str, set[float]]:
    """The numbers that each speaker tells of the whole."""
    found: dict[str, set[float]] = {}
    for at, one in enumerate(told):
        if keys[at] == WHOLE and one.number is not None and not one.denied:
            found.setdefault(one.voice.name, set()).add(one.number)
    return found


def _report_wholes(members: Sequence[Member], told: Sequence[Telling], keys: Mapping[int, str]) -> dict[str, Whole]:
    """The number of the whole in each report, and who tells it: the report where no claim does."""
    found = {
        one.report: (True, _day(one.entries[0]), max(one.wholes), publisher_of(one.entries[0]))
        for one in members
        if one.wholes and one.strand
    }
    for at, one in enumerate(told):
        if keys[at] == WHOLE and one.number is not None:
            found[report_key(one.entry)] = (False, _day(one.entry), one.number, one.voice.name)
    return found


def _reckoned(
    voice: str,
    told: Sequence[Telling],
    keys: Mapping[int, str],
    unit: str | None,
    most: float | None,
    wholes: Mapping[str, set[float]],
    by_report: Mapping[str, Whole],
) -> Iterator[Reckoning]:
    mine = [(keys[at], one) for at, one in enumerate(told) if one.voice.name == voice and not one.denied]
    numbers = {key: _number(key) for key, _ in mine if key != WHOLE}
    parts = tuple(sorted(number for number in numbers.values() if number is not None))
    own = wholes.get(voice, set())
    whole, by = (
        (most if most in own else max(own), None)
        if own
        else next(iter(sorted(_beside(mine, by_report))), (False, date.max, None, None))[2:]
    )
    if parts:
        sums, why = added(whole, parts)
        yield Reckoning(voice, unit, whole, by, parts, sums, why)
    elif own:
        yield Reckoning(voice, unit, whole, None, (), None, "tells of no numbered part")


def _number(key: str) -> float | None:
    text = key.removeprefix("part-")
    return float(text) if text[:1].isdigit() else None


def _beside(mine: Sequence[tuple[str, Telling]], by_report: Mapping[str, Whole]) -> Iterator[Whole]:
    """The wholes that stand in the reports in which the speaker's parts are told."""
    for key, one in mine:
        if key != WHOLE and report_key(one.entry) in by_report:
            yield by_report[report_key(one.entry)]


def added(whole: float | None, parts: Sequence[float]) -> tuple[bool | None, str]:
    """Whether the parts make the whole, and what is missing or too many.

    >>> added(17, (6, 11)), added(17, (14,))
    ((True, 'adds up'), (None, '3 of 17 not told of'))
    """
    if whole is None:
        return None, "nobody beside it tells the whole"
    summed = sum(parts)
    if summed < whole:
        return None, f"{whole - summed:g} of {whole:g} not told of"
    sums = holds(Amount(whole, None, None), [Amount(part, None, None) for part in parts])
    return sums, "adds up" if sums else f"{summed - whole:g} more than {whole:g}"
