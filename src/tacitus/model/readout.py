"""One report, read: everything found in it. The noun that is printed, stored and weighed."""

from dataclasses import dataclass

from tacitus.model.agreement import Agreement
from tacitus.model.answers import HowMany, SaidBy, What, When, Where, Who
from tacitus.model.claim import Claim
from tacitus.model.document import Document, Published
from tacitus.model.found import Found
from tacitus.model.group import Group
from tacitus.model.source import Skipped


@dataclass(frozen=True, slots=True)
class Build:
    """What made it: the same input and build give the same bytes out."""

    version: str
    encoder: str
    gazetteer: str
    tables: str


@dataclass(frozen=True, slots=True)
class Readout:
    """`published` is the stated day, or the one that the words force (see questions/when). Indices in claims, groups and
    agreements point into these tuples. `figures` names the rule of measures/conventions.toml under which counts are shown too."""

    document: Document
    published: Published
    whats: tuple[Found[What], ...]
    times: tuple[Found[When], ...]
    places: tuple[Found[Where], ...]
    actors: tuple[Found[Who], ...]
    counts: tuple[Found[HowMany], ...]
    sayings: tuple[Found[SaidBy], ...]
    claims: tuple[Claim, ...]
    groups: tuple[Group, ...]
    agreements: tuple[Agreement, ...]
    skipped: tuple[Skipped, ...]
    build: Build
    figures: str | None = None
