"""A report as it arrived, before anything is made of it."""

from dataclasses import dataclass

from tacitus.model.ids import bytes_id, content_id
from tacitus.model.span import Span


@dataclass(frozen=True, slots=True)
class Given:
    """What the person (or the corpus record) says about a report; it outranks what the report says of itself."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one report. `key` is the record's id in a corpus, else the path or URL as given.

    `retrieved` is when an archive took them (ISO 8601, UTC); None where they were just fetched or read.
    """

    key: str
    uri: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    given: Given = Given()
    retrieved: str | None = None

    @property
    def identity(self) -> str:
        """The id of the report: its bytes and what was given with them, wherever they come from."""
        return content_id("document", bytes_id(self.data), self.given.published, self.given.publisher, self.given.title)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something seen and not understood: a whole report (`span` None) or some words of it."""

    key: str
    step: str
    why_not: str
    span: Span | None = None
    uri: str | None = None
