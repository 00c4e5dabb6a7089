"""What exports of incidents are given, and the same as it may leave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tacitus.model.entry import Entry, Site
from tacitus.model.incident import Incident
from tacitus.model.versions import Toll, Versions
from tacitus.profiles import Profile


def no_province(_: Site) -> str | None:
    """For a caller that has no gazetteer at hand."""
    return None


@dataclass(frozen=True, slots=True)
class Weighed:
    """An incident with its claims and what `agree` made of them. `families` maps a text's id to its family of near-identical texts.

    `tolls` are the claims of the incidents that are linked to it as its toll: they count in its figures, and nowhere else.
    """

    incident: Incident
    entries: tuple[Entry, ...]
    versions: Versions
    families: Mapping[str, str] = field(default_factory=dict)
    tolls: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An incident as it may leave: its own claims under the profile, their versions, and the tolls with those of linked incidents.

    `claims` holds every claim that a cell can lead to, by its id; `asserted` are the ids of those that say that it happened.
    """

    incident: Incident
    claims: Mapping[str, Entry]
    versions: Versions
    tolls: tuple[Toll, ...]
    asserted: frozenset[str]
    families: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Entry, ...]:
        """The incident's own claims that say that it happened, in order."""
        return tuple(self.claims[said.claim] for said in self.versions.claims if said.claim in self.asserted)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms incidents leave. `province` gives the name of the first-order division of a place, or None."""

    profile: Profile
    as_of: date | None = None
    province: Callable[[Site], str | None] = no_province
