"""One visit to a watched feed: what is new in it becomes reports, and what is to be known the next time becomes a Visit.

A feed is asked with what it said last (ETag, Last-Modified); after failures the pauses double, up to a day; a server that names a
time to come back (Retry-After) is believed, up to a week.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tacitus.intake.entries import STEP, FeedBytes, Held, nothing_held, read_entries
from tacitus.intake.fetch import NEW, Fetched, Known, NotModified
from tacitus.intake.hosts import Clock, Hosts, Sleep, retry_pause
from tacitus.intake.options import Options
from tacitus.intake.refused import Denied, Refused
from tacitus.intake.watchlist import WatchedFeed
from tacitus.model.source import Skipped, Source

LONGEST_BACKOFF = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """What is kept of the last visit to a feed. `status` is what the server answered, 0 where nothing; times are in UTC.

    `failures` counts those in a row; before `next_at` the feed is not visited.
    """

    url: str
    etag: str | None
    last_modified: str | None
    at: datetime
    status: int
    failures: int
    next_at: datetime


def is_due(before: Visit | None, at: datetime) -> bool:
    """Whether a feed may be visited."""
    return before is None or at >= before.next_at


def poll(
    feed: WatchedFeed,
    before: Visit | None,
    options: Options,
    now: Clock,
    sleep: Sleep,
    held: Held = nothing_held,
    hosts: Hosts | None = None,
) -> Iterator[Source | Skipped | Visit]:
    """One visit: the reports that are not `held` (by link), what was skipped, and last of all, always, the Visit to keep.

    Feeds of one pass share `hosts`, so that the pauses hold between them. A reader that stops before the Visit has kept nothing
    of it: the next visit then reads the whole feed again.
    """
    hosts = hosts or Hosts(options, now, sleep)
    known = Known(before.etag, before.last_modified) if before else NEW
    answer = hosts.get(feed.url, known)
    if isinstance(answer, Refused):
        yield Skipped(feed.url, STEP, f"the feed: {answer.why_not}", uri=feed.url)
        yield _failed(feed, before, now(), answer)
    elif isinstance(answer, NotModified):
        at = now()
        yield Visit(feed.url, known.etag, known.last_modified, at, 304, 0, at + feed.every)
    else:
        yield from _taken(feed, before, answer, _for_feed(options, feed), hosts, now, held)


def _for_feed(options: Options, feed: WatchedFeed) -> Options:
    return replace(options, take=feed.take, given=replace(options.given, publisher=feed.publisher or options.given.publisher))


def _taken(
    feed: WatchedFeed, before: Visit | None, answer: Fetched, options: Options, hosts: Hosts, now: Clock, held: Held
) -> Iterator[Source | Skipped | Visit]:
    """The entries. Where one of them has to be asked for again, the marks are not kept, so that the feed is sent whole again."""
    settled = yield from read_entries(FeedBytes(feed.url, answer.uri, answer.data, answer.charset), options, hosts, held)
    at = now()
    if settled is None:
        yield _failed(feed, before, at, Denied("no feed", 200))
        return
    marks = (answer.etag, answer.last_modified) if settled else (None, None)
    yield Visit(feed.url, *marks, at, 200, 0, at + feed.every)


def _failed(feed: WatchedFeed, before: Visit | None, at: datetime, answer: Refused) -> Visit:
    """The visit after a failure: the marks of the last good one stay."""
    failures = (before.failures if before else 0) + 1
    pause = max(feed.every, min(feed.every * 2 ** min(failures, 20), LONGEST_BACKOFF))
    status, retry = (answer.status or 0, answer.retry_after) if isinstance(answer, Denied) else (0, None)
    pause = max(pause, retry_pause(retry, at))
    etag, modified = (before.etag, before.last_modified) if before else (None, None)
    return Visit(feed.url, etag, modified, at, status, failures, at + pause)
