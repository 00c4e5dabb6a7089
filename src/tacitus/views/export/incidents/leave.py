"""An incident under a profile: every claim of it as it may leave, and all that follows from the claims made anew from those.

Actors whose names are left out stay as many as they were: each is "Actor 1", "Actor 2" within the incident, so that two witnesses
do not become one voice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from tacitus.incidents.agreed.actors import Actors, proper
from tacitus.incidents.agreed.agree import agree
from tacitus.model.entry import Entry, Named
from tacitus.profiles import NOTHING_KNOWN, Known, Profile, apply, known_of
from tacitus.views.export.facts import Facts, Tally
from tacitus.views.export.incidents.lines import entry_back, line_of
from tacitus.views.export.incidents.weighed import Story, Weighed

_READINGS = 64  # what so many reports' readings know is kept; incidents come across reports
HELD = "every claim is held back by the profile"


class Gate:
    """What incidents leave through. Each claim is counted in the tally once an incident."""

    def __init__(self, profile: Profile, facts: Facts) -> None:
        self.profile, self.facts, self.tally = profile, facts, Tally()
        self._known = lru_cache(maxsize=_READINGS)(self._asked)

    def _asked(self, reading: str) -> Known:
        found = self.facts.reading_of(reading)
        return known_of(found) if found else NOTHING_KNOWN

    def leave(self, weighed: Weighed) -> Story | None:
        """The incident as it may leave; None where every claim of its own is held back."""
        own = self._told(weighed.entries)
        if not own:
            return None
        tolls = self._told(weighed.tolls)
        _number_hidden((weighed.entries, weighed.tolls), (own, tolls))
        same = list(own.values()) == list(weighed.entries)
        versions = weighed.versions if same else agree(own.values(), weighed.families)
        figures = agree((*own.values(), *tolls.values()), weighed.families).tolls if tolls else versions.tolls
        asserted = frozenset(said.claim for said in versions.claims if said.says == "yes")
        return Story(weighed.incident, {**own, **tolls}, versions, figures, asserted, weighed.families)

    def _told(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        """The claims that may leave, by their ids."""
        found: dict[str, Entry] = {}
        for entry in entries:
            if entry.id not in found:
                told = self._one(entry)
                found.update({entry.id: told} if told else {})
        return found

    def _one(self, entry: Entry) -> Entry | None:
        self.tally.given += 1
        if not self.profile.rules:
            return entry
        line, rules = apply(self.profile, line_of(entry), self.facts.as_of, self._known(entry.report.reading))
        self.tally.rules.update(rules)
        if line is None:
            self.tally.held_back += 1
            return None
        return entry_back(line, entry) if rules else entry


def _number_hidden(before: Sequence[Sequence[Entry]], told: Sequence[dict[str, Entry]]) -> None:
    """Give everybody whose name was left out a number, the same in every claim of the incident."""
    actors = Actors([entry for entries in before for entry in entries])
    numbers: dict[str, int] = {}
    for entries, leaving in zip(before, told, strict=True):
        for entry in entries:
            if entry.id in leaving and leaving[entry.id] is not entry:
                leaving[entry.id] = _numbered(leaving[entry.id], entry, actors, numbers)


def _numbered(told: Entry, before: Entry, actors: Actors, numbers: dict[str, int]) -> Entry:
    def named(now: Sequence[Named], old: Sequence[Named]) -> tuple[Named, ...]:
        return tuple(_alias(one, was, actors, numbers) for one, was in zip(now, old, strict=True))

    said_by, agents = named(told.said_by, before.said_by), named(told.agents, before.agents)
    return replace(told, said_by=said_by, agents=agents, targets=named(told.targets, before.targets))


def _alias(told: Named, before: Named, actors: Actors, numbers: dict[str, int]) -> Named:
    if told.name == before.name or not proper(before.name):
        return told
    number = numbers.setdefault(actors.key(before), len(numbers) + 1)
    return replace(told, name=f"Actor {number}, {told.name}")
