"""What one row can say of an incident: one value of each field, the rule that chose it, and what else is told.

Of several versions the one that most voices tell is taken. Of what happened and where, a version that says the same and more takes
its place, where there is exactly one. Who did it is never sharpened: that would be taking one side's word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tacitus.incidents.agreed.actors import proper, table_id
from tacitus.model.entry import Entry, Named, Quote, Site
from tacitus.model.interval import Interval
from tacitus.model.versions import Coded, Field, Relates, Version
from tacitus.views.export.incidents.cell import Left, Origin, quoted
from tacitus.views.export.incidents.tables import actor_row, deed_row
from tacitus.views.export.incidents.weighed import Story

MOST_TOLD, SHARPER, ALONE = "the version that most voices tell", "the version of most voices, told more sharply", "the only version"
TOGETHER = "the two who are named together"


@dataclass(frozen=True, slots=True)
class Deed:
    """What happened: its kind, ACLED's code as event and sub-event, and where that is from."""

    kind: str
    event: str
    sub: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Side:
    """Those on one side, the first the one who is named first."""

    named: tuple[Named, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Days:
    """When: the days that all versions allow, else all that any does, with the schemes' codes."""

    days: Interval
    first: date
    last: date
    coded: Coded
    origin: Origin

    @property
    def middle(self) -> date:
        return self.first + timedelta(days=(self.last - self.first).days // 2)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the place as one version names it, the codes for the ground of all."""

    site: Site
    words: str
    coded: Coded
    origin: Origin


def asserted(version: Version, story: Story) -> list[Entry]:
    """The claims of a version that say that it happened."""
    return [story.claims[claim] for claim in version.claims if claim in story.asserted]


def versions(story: Story, name: str) -> Iterator[tuple[int, Version, Field]]:
    """The versions of a field that anybody asserts, those of most voices first, with their places among all."""
    for field in story.versions.fields:
        if field.name == name:
            yield from ((at, version, field) for at, version in enumerate(field.versions) if asserted(version, story))


def _sharper(chosen: int, told: Sequence[tuple[int, Version, Field]]) -> tuple[int, Version] | None:
    """The only version that says the same as the chosen one, and more."""
    found = [
        (at, version)
        for at, version, _ in told
        if any(one.other == chosen and one.relates is Relates.NARROWER for one in version.relations)
    ]
    return found[0] if len(found) == 1 else None


def note(chosen: int, told: Sequence[tuple[int, Version, Field]]) -> str | None:
    """What else is told, where it is."""
    others = [version.text for at, version, _ in told if at != chosen]
    return f"others tell: {'; '.join(others)}" if others else None


def deed(story: Story) -> Deed | Left:
    """What happened, by ACLED's codes."""
    told = list(versions(story, "what"))
    coded = [one for one in told if asserted(one[1], story)[0].codes.acled]
    if not coded:
        kinds = ", ".join(sorted({version.text for _, version, _ in told}))
        toll = all(version.text == "casualties" for _, version, _ in told)
        return Left("only a toll is told, not what it came of" if toll else f"ACLED codes deeds, and has no code for: {kinds}")
    at, version, _ = coded[0]
    sharper = _sharper(at, coded)
    rule = ALONE if len(coded) == 1 else SHARPER if sharper else MOST_TOLD
    at, version = sharper or (at, version)
    entries = asserted(version, story)
    event, _, sub = str(entries[0].codes.acled).partition(" / ")
    origin = Origin(rule, _ids(entries), quoted(entries, [entry.trigger for entry in entries]), note(at, coded))
    return Deed(entries[0].kind, event, sub, origin)


def _ids(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def sides(story: Story, kind: str) -> tuple[Side | None, Side | None]:
    """Those who did it and those it was done to; the two who did it together, for what takes two."""
    one, other = _side(story, "who", "agents"), _side(story, "to whom", "targets")
    if one and not other and deed_row("mutual", kind) and len(one.named) > 1:
        rest = f"also named, on neither side for certain: {', '.join(named.name for named in one.named[2:])}"
        origin = Origin(TOGETHER, one.origin.claims, one.origin.words, rest if len(one.named) > 2 else one.origin.note)
        return Side(one.named[:1], origin), Side(one.named[1:2], origin)
    return one, other


def _side(story: Story, name: str, slot: str) -> Side | None:
    told = list(versions(story, name))
    for at, version, _ in told:
        entries = asserted(version, story)
        cast = {named.name: named for named in reversed(getattr(entries[0], slot)) if is_actor(named)}
        if cast:
            words: list[Quote | None] = [getattr(entry, slot)[0].quote for entry in entries]
            rule = ALONE if len(told) == 1 else MOST_TOLD
            origin = Origin(rule, _ids(entries), quoted(entries, words), note(at, told))
            return Side(tuple(reversed(cast.values())), origin)
    return None


def is_actor(named: Named) -> bool:
    """Whether it can act: its kind is one of actors.toml, or it has a name of its own. A market or a bridge cannot."""
    return actor_row(named) is not None or table_id(named) is not None or (named.kind is not None and proper(named.name))


def days(story: Story) -> Days | Left:
    """When it was."""
    times = story.versions.times
    held = times.common or times.whole
    if held is None:
        return Left("no claim says when; the day of a report is not the day of what it tells")
    if held.start is None or held.end is None or times.coded is None:
        return Left(f"the time is open at an end, or too wide for a code: {times.why}")
    entries = [entry for entry in story.told if entry.when]
    words = quoted(entries, [entry.when.quote if entry.when else None for entry in entries])
    conflict = None if times.common else times.why
    return Days(held, held.start, held.end, times.coded, Origin(times.why, _ids(entries), words, conflict))


def spot(story: Story) -> Spot | Left:
    """Where it was: a place that is on the map."""
    told = [one for one in versions(story, "where") if _site(one[1], story)]
    if not told:
        named = any(entry.place for entry in story.told)
        return Left("its places are on no map at hand" if named else "no claim says where")
    coded = story.versions.places.coded
    if coded is None:
        return Left("how precise its place is, is not known")
    at, version, _ = told[0]
    sharper = _sharper(at, told)
    rule = ALONE if len(told) == 1 else SHARPER if sharper else MOST_TOLD
    at, version = sharper or (at, version)
    entries = asserted(version, story)
    words = quoted(entries, [entry.place.quote if entry.place else None for entry in entries])
    site = _site(version, story)
    if site is None:
        return Left("its places are on no map at hand")
    return Spot(site, version.text, coded, Origin(rule, _ids(entries), words, note(at, told)))


def _site(version: Version, story: Story) -> Site | None:
    """The place of a version, where it has a point."""
    return next((entry.place for entry in asserted(version, story) if entry.place and entry.place.point), None)
