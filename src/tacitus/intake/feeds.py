"""A feed (RSS, RDF, Atom) as its entries. The only importer of feedparser, which is given bytes in memory and never an address."""

import html
import io
import re
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax import SAXException

from tacitus.intake.days import stated
from tacitus.intake.page import one_line
from tacitus.intake.refused import Refused

MOST_BYTES = 5_000_000  # feedparser takes some six seconds for a megabyte of the worst
MOST_ENTRIES = 10_000
FULL = 500  # characters of text from which on a feed's content is the report and no teaser
_TAGS = re.compile(r"<[^<>]{0,2000}>")
# what feedparser's loose reader raises on broken bytes
_BREAKS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, ArithmeticError, RecursionError, OSError)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `published` are its own words; `content` is the markup or text that it brings along."""

    link: str | None
    title: str | None = None
    published: str | None = None
    content: str = ""
    media_type: str = "text/html"

    @property
    def characters(self) -> int:
        """How much text the content holds."""
        return len(one_line(_TAGS.sub(" ", self.content)))

    @property
    def is_full(self) -> bool:
        return self.characters >= FULL


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries in the feed's order, each link once. `fault` is what is wrong with its XML, where it could be read anyhow."""

    entries: tuple[FeedEntry, ...]
    fault: str | None = None


def read_feed(data: bytes, uri: str, charset: str | None = None) -> Feed | Refused:
    """The entries of a feed; links are seen from `uri`. Refused where it is none."""
    if len(data) > MOST_BYTES:
        return Refused(f"the feed is larger than {MOST_BYTES:,} bytes")
    if not data.strip():
        return Refused("the feed is empty")
    import feedparser  # a fifth of a second: only where there is a feed

    headers = {"content-location": uri, "content-type": "application/xml" + (f"; charset={charset}" if charset else "")}
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
        entries = tuple(_entry(entry, parsed.get("version") or "") for entry in parsed["entries"][:MOST_ENTRIES])
    except _BREAKS as error:
        return Refused(f"the feed cannot be read: {one_line(str(error))[:120]}")
    fault = _fault(parsed.get("bozo_exception"))
    if not entries and (fault or not parsed.get("version")):
        return Refused(f"it is no feed (RSS or Atom){f': {fault}' if fault else ''}")
    return Feed(tuple({entry.link or number: entry for number, entry in reversed([*enumerate(entries)])}.values())[::-1], fault)


def _fault(error: object) -> str | None:
    """What is wrong with the XML. Doubts about the encoding are none: they are settled."""
    if not isinstance(error, SAXException):
        return None
    return f"its XML is broken ({one_line(error.getMessage())[:120]})"


def _entry(entry: Mapping[str, Any], version: str) -> FeedEntry:
    contents: list[Mapping[str, Any]] = [part for part in entry.get("content", ()) if part.get("value")]
    best: Mapping[str, Any] = max(contents, key=lambda part: len(part["value"]), default={})
    media_type = "text/plain" if best.get("type") == "text/plain" else "text/html"
    link = _words(entry.get("link"))
    return FeedEntry(link, _title(entry.get("title")), _published(entry, version), str(best.get("value", "")), media_type)


def _words(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _title(value: object) -> str | None:
    """The title without markup."""
    return _words(one_line(html.unescape(_TAGS.sub(" ", value)))) if isinstance(value, str) else None


def _published(entry: Mapping[str, Any], version: str) -> str | None:
    """The day of publication in the entry's words, or in UTC where only feedparser understands them.

    In RSS 1.0 dc:date, which feedparser calls updated, is the only one.
    """
    name = "updated" if version == "rss10" and "published" not in entry else "published"
    if name not in entry:
        return None
    words = _words(entry.get(name))
    if words and stated(words):
        return words
    parts = entry.get(f"{name}_parsed")
    return datetime.fromtimestamp(timegm(parts), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parts else None
