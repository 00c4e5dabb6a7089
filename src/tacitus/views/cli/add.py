"""tacitus add: read reports and keep them in the ledger, with their bytes."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.intake.options import Columns
from tacitus.intake.options import Options as Intake
from tacitus.ledger.book import Ledger
from tacitus.model.source import Given
from tacitus.settings import coder, now
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli import options as o
from tacitus.views.cli.guard import SOME, count, guarded, say, say_skipped
from tacitus.views.cli.screen import watch
from tacitus.views.plain import shown
from tacitus.work.add import Added, Clerk, add
from tacitus.work.kit import Equipment
from tacitus.work.places import index_folder
from tacitus.work.plan import arrivals

Again = Annotated[bool, typer.Option("--again", help="Take reports that were erased before.")]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who adds them; else TACITUS_CODER.", show_default=False)]
_ORDER = ("added", "again", "there", "skipped")
_WORDS = {"again": "read again by this build", "there": "there already"}


def command(
    inputs: o.Inputs,
    ledger: lo.Where = None,
    published: o.Published = None,
    publisher: o.Publisher = None,
    title: o.Title = None,
    text_column: o.TextColumn = None,
    id_column: o.IdColumn = None,
    published_column: o.PublishedColumn = None,
    publisher_column: o.PublisherColumn = None,
    title_column: o.TitleColumn = None,
    uri_column: o.UriColumn = None,
    by: As = None,
    again: Again = False,
    as_json: lo.AsJson = False,
    jobs: o.Jobs = 1,
    actors: o.Actors = None,
    gazetteer: o.Gazetteer = None,
    allow_private_addresses: o.Private = False,
) -> None:
    """Read reports and keep them: the bytes, the text, every claim. What is there already is not read again."""
    with guarded("interrupted; what was recorded is in the ledger: give the same command again to go on"):
        named = {"text": text_column, "id": id_column, "published": published_column}
        named |= {"publisher": publisher_column, "title": title_column, "uri": uri_column}
        columns = Columns(**{column: (name,) for column, name in named.items() if name})
        intake = Intake(columns, Given(published, publisher, title), sys.stdin.buffer, allow_private_addresses)
        with lo.opened(ledger, writable=True) as book:
            stream = add(arrivals(inputs, intake), book, _reader(actors, gazetteer), Clerk(_name(by), now(), again), jobs)
            with closing(stream), watch(inputs, intake, beside=True) as tick:
                tally = _told(stream, as_json, tick)
            say(_summary(tally, book))
    raise typer.Exit(_ending(tally))


def _reader(actors: Path | None, gazetteer: Path | None) -> Equipment:
    return Equipment(actors, places=index_folder(gazetteer))


def _told(stream: Iterable[Added], as_json: bool, tick: Callable[[bool], None]) -> Counter[str]:
    """Tell of each report as it is recorded, and count."""
    tally: Counter[str] = Counter()
    for added in stream:
        tell(added, as_json)
        tick(added.news == "skipped")
        tally[added.news] += 1
        tally["claims"] += added.claims if added.news in ("added", "again") else 0
    return tally


def _name(given: str | None) -> str:
    if given is not None and not given.strip():
        raise InputError("--as: a name without a letter; give your name or initials")
    return (given or coder()).strip()


def tell(added: Added, as_json: bool) -> None:
    """One report: a line of JSON, or nothing but what was skipped."""
    if added.news == "skipped":
        say_skipped(added.key, added.why_not or "", added.uri)
    if as_json:
        line = {name: getattr(added, name) for name in ("key", "uri", "news", "claims", "document", "text", "why_not")}
        sys.stdout.write(json_line(line))


def _summary(tally: Counter[str], book: Ledger) -> str:
    told = [f"{tally[news]:,} {_WORDS.get(news, news)}" for news in _ORDER if tally[news]]
    return f"{shown(book.name)}: {', '.join(told) or 'no report'}; {count(tally['claims'], 'new claim')}"


def _ending(tally: Counter[str]) -> int:
    kept = sum(tally[news] for news in ("added", "again", "there"))
    return SOME if tally["skipped"] and kept else 0 if kept else 2
