"""tacitus diff: the versions of a page."""

import sys
from dataclasses import asdict
from itertools import pairwise
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from tacitus.errors import InputError
from tacitus.format.entry import entry_of
from tacitus.format.line import json_line
from tacitus.ledger.diff import Change, Version, changes, versions
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.entry_draw import draw_entry
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.entries import entry_page
from tacitus.views.plain import shown

Uri = Annotated[str, typer.Argument(metavar="URL", help="The address (or path) of a page that was added more than once.")]
_STYLES = {"new": "green", "gone": "red", "changed": "yellow", "same": "dim"}


def command(uri: Uri, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show how each version of a page differs from the one before in what it claims."""
    with guarded(), lo.opened(ledger) as book:
        with book.reads() as connection:
            found = versions(connection, uri)
        if not found:
            raise InputError(f"{uri}: nothing from that address is in the ledger")
        if len(found) == 1:
            say(f"{uri}: one version, of {found[0].at}")
        for before, after in pairwise(found):
            told = changes(before.lines, after.lines)
            if as_json:
                ends = {"uri": uri, "from": before.document, "to": after.document, "at": after.at}
                sys.stdout.writelines(json_line({**ends, **asdict(change)}) for change in told)
            else:
                _draw(before, after, told, screen())


def _draw(before: Version, after: Version, told: tuple[Change, ...], console: Console) -> None:
    console.print(Text(f"{before.at} {before.document[:12]} → {after.at} {after.document[:12]}", style="bold"))
    for change in told:
        if change.what != "same":
            _draw_change(change, console)
    same = sum(change.what == "same" for change in told)
    console.print(Text(f"{count(same, 'claim')} the same", style="dim"), end="\n\n")


def _draw_change(change: Change, console: Console) -> None:
    line = change.after or change.before
    if line is None:
        return
    console.print(Text(change.what, style=_STYLES[change.what]))
    console.print(draw_entry(entry_page(entry_of(line))))
    for field in change.fields:
        before, after = (shown(words) or "–" for words in (field.before, field.after))
        console.print(Text.assemble((f"  {field.name}: ", "dim"), (before, "red strike"), " → ", (after, "green")))
    console.print()
