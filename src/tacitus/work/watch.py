"""Feeds looked at again and again: what is new goes into the ledger, and with it what the next visit must know."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from tacitus.intake.hosts import Clock, Hosts, Sleep
from tacitus.intake.options import Options
from tacitus.intake.poll import Visit, is_due, poll
from tacitus.intake.watchlist import WatchedFeed
from tacitus.ledger import visits
from tacitus.ledger.book import Ledger
from tacitus.work.add import Added, Clerk, add
from tacitus.work.kit import Opener
from tacitus.work.plan import Arrival, Position

_FORM = "%Y-%m-%dT%H:%M:%SZ"
LONGEST_NAP = 3600.0  # seconds: a watch that sleeps notices a changed clock within the hour


@dataclass(frozen=True, slots=True)
class Round:
    """What watching needs beside the ledger: how to read, who records, how to fetch, the clock, and how to wait."""

    opener: Opener
    by: str
    options: Options
    now: Clock
    sleep: Sleep
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Visited:
    """A feed that was visited, or left for later: `visit` is the last one."""

    feed: WatchedFeed
    visit: Visit
    left: bool = False


def watch(
    feeds: Sequence[WatchedFeed], ledger: Ledger, rounds: Round, once: bool = False
) -> Generator[Added | Visited, None, None]:
    """Visit every feed; with `once` a single time, else whenever it is due, for ever.

    One pass (as a machine's own timetable calls it) visits also what is not due yet by its `every`, but never a server that
    asked to be left alone or that failed.
    """
    hosts = Hosts(rounds.options, rounds.now, rounds.sleep)
    while True:
        for feed in feeds:
            before = last_visit(ledger, feed.url)
            if before and not is_due(before, rounds.now()) and (not once or before.failures):
                if once:
                    yield Visited(feed, before, left=True)
                continue
            yield from _visit(feed, before, ledger, rounds, hosts)
        if once:
            return
        rounds.sleep(_nap(feeds, ledger, rounds.now()))


def last_visit(ledger: Ledger, url: str) -> Visit | None:
    """What was kept of the last visit to a feed."""
    with ledger.reads() as connection:
        kept = visits.last_visit(connection, url)
    return Visit(**asdict(kept)) if kept else None


def _visit(feed: WatchedFeed, before: Visit | None, ledger: Ledger, rounds: Round, hosts: Hosts) -> Iterator[Added | Visited]:
    """The reports first, then the visit: one that is cut short is made again."""
    made: list[Visit] = []

    def arrived() -> Iterator[Arrival]:
        for place, item in enumerate(poll(feed, before, rounds.options, rounds.now, rounds.sleep, _held(ledger), hosts)):
            if isinstance(item, Visit):
                made.append(item)
            else:
                yield Arrival(Position(0, place), item)

    yield from add(arrived(), ledger, rounds.opener, Clerk(rounds.by, rounds.now().strftime(_FORM)), rounds.jobs)
    for visit in made:
        with ledger.writes() as writer:
            writer.add([visits.visit_draft(visits.KeptVisit(**asdict(visit)), rounds.by)])
        yield Visited(feed, visit)


def _held(ledger: Ledger) -> Callable[[str], bool]:
    """Tells of a link whether its page is in the ledger."""

    def held(link: str) -> bool:
        with ledger.reads() as connection:
            return visits.link_held(connection, link)

    return held


def _nap(feeds: Sequence[WatchedFeed], ledger: Ledger, now: datetime) -> float:
    """Seconds until the next feed is due."""
    last = [last_visit(ledger, feed.url) for feed in feeds]
    waits = [(visit.next_at - now).total_seconds() if visit else 0.0 for visit in last]
    return min(max(min(waits), 1.0), LONGEST_NAP)
