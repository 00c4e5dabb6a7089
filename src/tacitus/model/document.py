"""A report as text: the characters that every span counts in, and what frames them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tacitus.model.interval import Interval
from tacitus.model.span import Span


class ZoneKind(StrEnum):
    TITLE = "title"
    SECTION = "section"
    CAPTION = "caption"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the page. A caption has its own date and credit: they never speak for the body."""

    kind: ZoneKind
    span: Span
    credit: Span | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "KYIV, March 3 (Reuters) —": the words, and which of them are place, day and agency."""

    span: Span
    place: Span | None = None
    day: Span | None = None
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the report came out: an interval of days with its basis and reason, or None and why not.

    `basis` is given (a person said so), metadata (the page says so), dateline or inferred (its own words force it).
    `moment` is the stated instant with its zone, where there is one.
    """

    days: Interval | None
    basis: str | None = None
    why: str | None = None
    why_not: str | None = None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text never changes once made. `id` is the sha256 of the archived bytes; `identity` the id of the report, that is of
    the bytes and of what a person gave with them: the same words under another publisher's name are another report.

    `published` is the stated date only (given or metadata; or None with its reason); a dateline's or an inferred day is
    worked out by the question *when*. `modified` is the page's own word, kept apart.
    """

    key: str
    id: str
    uri: str
    media_type: str
    text: str
    language: str | None
    zones: tuple[Zone, ...]
    published: Published
    title: str | None = None
    section: str | None = None
    publisher: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    modified: str | None = None
    encoding: str | None = None
    identity: str = ""

    def zone_at(self, place: int) -> Zone | None:
        """The zone that holds the character at `place`."""
        return next((zone for zone in self.zones if zone.span.start <= place < zone.span.end), None)
