"""A person's list of feeds (FEEDS.toml) as frozen rows. A wrong row is named, by file and key.

[[feed]]
url = "https://courier.example/world.rss"
name = "Nile Courier"
every = "30m"
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tacitus.errors import InputError, TableError
from tacitus.intake.addresses import checked_url
from tacitus.intake.options import Take
from tacitus.intake.refused import Refused
from tacitus.rules.table import read_rows

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=30)
_EVERY = re.compile(r"(\d{1,4})\s*([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed to be polled. `publisher` is given to its reports, and then outranks what their pages say."""

    url: str
    name: str
    every: timedelta = timedelta(minutes=30)
    publisher: str | None = None
    take: Take = Take.PAGE


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of FEEDS.toml as it is written."""

    url: str
    name: str | None = None
    every: str = "30m"
    publisher: str | None = None
    take: str = "page"


def read_watchlist(path: Path) -> tuple[WatchedFeed, ...]:
    """The feeds of a list, in order. Raises InputError for a file that cannot be read, TableError for one that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: the list of feeds cannot be opened: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: the list of feeds is not UTF-8; save it as UTF-8") from error
    rows = read_rows(_Row, text, str(path), "feed")
    if not rows:
        raise TableError(f"{path}: no feed in it; begin each with [[feed]] and give it a url")
    feeds = tuple(_feed(row, f"{path}: feed {number}") for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for number, feed in enumerate(feeds, 1):
        if feed.url in seen:
            raise TableError(f"{path}: feed {number}: url: {feed.url} stands in the list twice; take one away")
        seen.add(feed.url)
    return feeds


def _feed(row: _Row, where: str) -> WatchedFeed:
    url = checked_url(row.url)
    if isinstance(url, Refused):
        raise TableError(f"{where}: url: {url.why_not}")
    if row.take not in (Take.PAGE, Take.FEED):
        raise TableError(f'{where}: take: {row.take!r} is neither "page" nor "feed"')
    return WatchedFeed(row.url, row.name or row.url, _every(row.every, where), row.publisher or None, Take(row.take))


def _every(words: str, where: str) -> timedelta:
    hit = _EVERY.fullmatch(words.strip())
    every = timedelta(**{_UNITS[hit[2]]: int(hit[1])}) if hit else timedelta()
    if not SHORTEST <= every <= LONGEST:
        raise TableError(f'{where}: every: {words!r} is no pause of five minutes to thirty days; write it like "30m", "2h" or "1d"')
    return every
