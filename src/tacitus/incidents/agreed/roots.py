"""The root of each claim: the last named link of those who say it, else the report itself, and which roots are one voice.

A report is known by its family (near-identical texts), and by its agency, or else by whoever published the family first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tacitus.incidents.agreed.actors import NOBODY, Actors, folded, proper
from tacitus.incidents.agreed.order import report_day
from tacitus.incidents.agreed.sides import Sides
from tacitus.incidents.agreed.tables import speaks_as, speech
from tacitus.model.entry import Entry, Named


@dataclass(frozen=True, slots=True)
class Root:
    """`key` is the same for all claims of one voice; `own` where nobody named stands behind the report's word."""

    key: str
    name: str
    named: Named | None
    own: bool
    family: str


def named_root(entry: Entry, actors: Actors) -> Named | None:
    """The last named link; where the claim is itself an act of speech (a denial), the one who speaks."""
    if speech(entry.kind):
        speaker = next((agent for agent in reversed(entry.agents) if _has_name(agent, actors)), None)
        if speaker:
            return speaker
    return next((link for link in reversed(entry.said_by[1:]) if _has_name(link, actors)), None)


def _has_name(link: Named, actors: Actors) -> bool:
    known = (proper(link.name) or actors.known(link)) and link.why_not is None and link.name not in NOBODY
    return known and speaks_as("nobody", link.kind) is None


def roots(entries: Sequence[Entry], families: Mapping[str, str], actors: Actors, sides: Sides) -> dict[str, Root]:
    """The root of every claim by its id. `families` maps a text's id to its family; a text that is not in it is its own."""
    outlets = _outlets(entries, families, actors)
    joined = _Joined()
    for family, names in sorted(outlets.items()):
        for key in sorted(names):
            joined.join(f"family {family}", f"voice {sides.voice(key)}")
    nodes: dict[str, tuple[str, Named | None]] = {}
    for entry in entries:
        named = named_root(entry, actors)
        key = f"voice {sides.voice_of(named)}" if named else f"family {family_of(entry, families)}"
        nodes[entry.id] = (joined.top(key), named)
    labels = _labels(entries, nodes, outlets, families)
    return {
        entry.id: Root(
            nodes[entry.id][0],
            labels[nodes[entry.id][0]],
            nodes[entry.id][1],
            nodes[entry.id][1] is None,
            family_of(entry, families),
        )
        for entry in entries
    }


def family_of(entry: Entry, families: Mapping[str, str]) -> str:
    return families.get(entry.report.text, entry.report.text)


def _outlets(entries: Sequence[Entry], families: Mapping[str, str], actors: Actors) -> dict[str, dict[str, str]]:
    """Of each family the keys and names of its agencies; without one, of whoever published it on its first day."""
    agencies: dict[str, dict[str, str]] = defaultdict(dict)
    first: dict[str, tuple[date, dict[str, str]]] = {}
    for entry in entries:
        family, report = family_of(entry, families), entry.report
        if report.agency:
            agencies[family][actors.outlet(report.agency)] = report.agency
        day = report_day(entry) or date.max
        if family not in first or day < first[family][0]:
            first[family] = (day, {})
        if report.publisher and day == first[family][0]:
            first[family][1][actors.outlet(report.publisher)] = report.publisher
    return {family: agencies.get(family) or names for family, (_, names) in first.items()}


def _labels(
    entries: Sequence[Entry],
    nodes: Mapping[str, tuple[str, Named | None]],
    outlets: Mapping[str, Mapping[str, str]],
    families: Mapping[str, str],
) -> dict[str, str]:
    """A name for each voice: that of its root most often told, else of its outlet, else of its report."""
    told: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        key, named = nodes[entry.id]
        outlet = outlets[family_of(entry, families)]
        told[key].append(named.name if named else min(outlet.values(), default=f"report {entry.report.key}"))
    return {key: min(set(names), key=lambda name: (-names.count(name), folded(name), name)) for key, names in told.items()}


class _Joined:
    """Sets that grow together: each is known by its greatest member, so by a voice where it has one."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def top(self, one: str) -> str:
        while one in self._above:
            one = self._above[one]
        return one

    def join(self, one: str, other: str) -> None:
        tops = sorted({self.top(one), self.top(other)}, reverse=True)
        if len(tops) == 2:
            self._above[tops[1]] = tops[0]
