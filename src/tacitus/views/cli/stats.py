"""tacitus stats: what the ledger holds."""

import sys
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.ledger.stats import Stats, stats
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shown

_LISTS = ("types", "standings", "countries", "speakers", "publishers", "without")


def command(ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Count what the ledger holds: reports, claims, days, places, speakers, and what is missing."""
    with guarded():
        with lo.opened(ledger) as book, book.reads() as connection:
            found = stats(connection, book.backend)
        if as_json:
            sys.stdout.write(json_line({**asdict(found), **{name: dict(getattr(found, name)) for name in _LISTS}}))
        else:
            screen().print(_table(found))


def _table(found: Stats) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    days = f", {found.first} to {found.last}" if found.first else ""
    grid.add_row("reports", f"{found.reports:,} from {found.addresses:,} addresses; {found.unread:,} could not be read")
    grid.add_row("claims", f"{found.claims:,}{days}")
    for name in _LISTS:
        pairs = ", ".join(f"{shown(word)} {number:,}" for word, number in getattr(found, name))
        grid.add_row(name, Text(pairs or "–"))
    grid.add_row("readings", f"{found.readings:,} by {found.builds:,} builds")
    grid.add_row("archive", f"{found.archived:,} files, {found.bytes:,} bytes; {found.copies:,} copies; {found.erased:,} erased")
    grid.add_row("chain", f"{found.records:,} records, head {found.head}")
    return grid
