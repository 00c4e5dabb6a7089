"""tacitus queue: which claims are worth a person's time."""

import sys
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from tacitus.format.entry import entry_of
from tacitus.format.line import json_line
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.entry_draw import draw_entry
from tacitus.views.cli.guard import guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.entries import entry_page
from tacitus.work.review import queued

Only = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="What this coder has not judged, blind to what others said.", show_default=False),
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, max=10_000, help="How many at most.")]


def command(by: Only = None, most: Most = 20, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """List the claims that are worth a person's time, each with the reasons, the most worth first."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        waiting = queued(connection, book.backend, by, most)
        if as_json:
            sys.stdout.writelines(json_line({"points": one.points, "why": list(one.why), "claim": one.line}) for one in waiting)
            return
        console = screen()
        for one in waiting:
            console.print(draw_entry(entry_page(entry_of(one.line))))
            console.print(
                Padding(Text(f"{one.points} points: {'; '.join(one.why) or 'nothing speaks for it'}", style="yellow"), (0, 0, 1, 2))
            )
        if not waiting:
            say("nothing waits: every claim was reviewed")
