"""What a person may say about the inputs of one run."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from tacitus.model.source import Given
from tacitus.settings import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that a corpus's columns may have, best first, compared without regard to case.

    A person who names a column gives it alone: `Columns(text=("notes",))`.
    """

    text: tuple[str, ...] = ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "report", "notes")
    id: tuple[str, ...] = ("id", "key", "doc_id", "docid", "document_id", "article_id", "event_id_cnty", "uid", "guid")
    published: tuple[str, ...] = (
        "published",
        "publication_date",
        "date_published",
        "published_at",
        "publish_date",
        "pubdate",
        "dct",
        "date",
    )
    publisher: tuple[str, ...] = ("publisher", "source", "outlet", "site_name", "newspaper")
    title: tuple[str, ...] = ("title", "headline", "heading")
    uri: tuple[str, ...] = ("url", "uri", "link", "source_url")


class Take(StrEnum):
    """What becomes of the entries of a feed: the page of each is fetched, or its text is taken from the feed where that holds all
    of it, or nothing."""

    PAGE = "page"
    FEED = "feed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Options:
    """`given` holds for every report that does not bring its own (a corpus record may). `stdin` is what `-` reads.

    `allow_private_addresses` lets URLs (and their redirects) lead to private, loopback and link-local addresses.
    `host_seconds` lie between two requests of pages from one host, unless its robots.txt asks for more.
    """

    columns: Columns = field(default_factory=Columns)
    given: Given = field(default_factory=Given)
    stdin: BinaryIO | None = None
    allow_private_addresses: bool = False
    limits: Limits = LIMITS
    take: Take = Take.PAGE
    host_seconds: float = 2.0
