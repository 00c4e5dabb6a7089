"""tacitus reviews: what people said of claims, in order."""

import sys
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.format.review import review_json
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shown
from tacitus.work.review import Listed, listed

Only = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Only of this coder.", show_default=False)]
Lost = Annotated[bool, typer.Option("--orphaned", help="Only those whose claim no newest reading has.")]


def command(by: Only = None, orphaned: Lost = False, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """List reviews with what became of them: in force, superseded or taken back, and of which claim they are now."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        found = [one for one in listed(connection) if by in (None, one.review.by) and (one.why_not or not orphaned)]
        if as_json:
            sys.stdout.writelines(_line(one) for one in found)
            return
        for one in found:
            _draw(one)
        if not found:
            say("nothing was reviewed" if not orphaned else "every review has its claim")


def _line(one: Listed) -> str:
    return json_line(
        {"id": one.review.id, **review_json(one.review), "in_force": one.holds, "now": one.now, "orphaned": one.why_not}
    )


def _draw(one: Listed) -> None:
    made, console = one.review, screen()
    style = "bold" if one.holds else "dim"
    what = " ".join(part for part in (made.action.value, made.slot, made.undoes and made.undoes[:19]) if part)
    head = Text.assemble((f"{made.at}  ", "dim"), (what, style), f"  {made.claim}  ", shown(made.by), (f"  {made.id[:19]}", "cyan"))
    console.print(head)
    moved = f"now {one.now}" if one.now not in (None, made.claim) else ""
    notes = (shown(made.why), moved, f"orphaned: {one.why_not}" if one.why_not else "", "" if one.holds else "not in force")
    for note in notes:
        if note and not (note == "not in force" and made.undoes):
            console.print(Padding(Text(note), (0, 0, 0, 22)))
