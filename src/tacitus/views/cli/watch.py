"""tacitus watch: look at feeds again and again."""

import sys
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tacitus.format.line import json_line
from tacitus.intake.options import Options
from tacitus.intake.watchlist import read_watchlist
from tacitus.settings import coder, now
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli import options as o
from tacitus.views.cli.add import tell
from tacitus.views.cli.guard import NOTHING, SOME, count, guarded, say
from tacitus.work.add import Added
from tacitus.work.kit import Equipment
from tacitus.work.places import index_folder
from tacitus.work.watch import Round, Visited, watch

Feeds = Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The list of feeds.", show_default=False)]
Once = Annotated[bool, typer.Option("--once", help="Visit every feed a single time, and end.")]
_STOPPED = "stopped; what was recorded is in the ledger, and the next visit goes on from there"


def command(
    feeds: Feeds,
    ledger: lo.Where = None,
    once: Once = False,
    as_json: lo.AsJson = False,
    jobs: o.Jobs = 1,
    actors: o.Actors = None,
    gazetteer: o.Gazetteer = None,
    allow_private_addresses: o.Private = False,
) -> None:
    """Visit feeds politely (robots.txt, ETag, pauses) and keep what is new; until it is stopped, or --once."""
    failed: Counter[bool] = Counter()
    with guarded(_STOPPED):
        listed = read_watchlist(feeds)
        options = Options(allow_private_addresses=allow_private_addresses)
        rounds = Round(Equipment(actors, places=index_folder(gazetteer)), coder(), options, _clock, time.sleep, jobs)
        with lo.opened(ledger, writable=True) as book, closing(watch(listed, book, rounds, once)) as stream:
            fresh = 0
            for told in stream:
                if isinstance(told, Added):
                    tell(told, as_json)
                    fresh += told.news in ("added", "again")
                    continue
                _tell_visit(told, fresh, as_json)
                fresh = 0
                failed[bool(told.visit.failures)] += 1
    raise typer.Exit(NOTHING if failed[True] and not failed[False] else SOME if failed[True] else 0)


def _clock() -> datetime:
    return datetime.strptime(now(), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _tell_visit(told: Visited, fresh: int, as_json: bool) -> None:
    """One feed in one line: what was new, and when it is visited next."""
    visit, then = told.visit, f"{told.visit.next_at:%Y-%m-%d %H:%M} UTC"
    if as_json:
        facts = {"feed": told.feed.name, "url": visit.url, "status": visit.status, "failures": visit.failures}
        sys.stdout.write(json_line({**facts, "new": fresh, "left": told.left, "next_at": f"{visit.next_at:%Y-%m-%dT%H:%M:%SZ}"}))
        return
    if told.left:
        say(f"{told.feed.name}: left alone until {then} after {count(visit.failures, 'failure')}")
    elif visit.failures:
        say(f"{told.feed.name}: {count(visit.failures, 'failure')} in a row; again not before {then}")
    else:
        say(f"{told.feed.name}: {'nothing changed' if visit.status == 304 else count(fresh, 'new report')}; next {then}")
