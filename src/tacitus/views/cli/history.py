"""tacitus history: what happened to a claim or an incident in the ledger, in order."""

import sys
from typing import Annotated

import typer
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.ledger import find, weighed
from tacitus.ledger.history import Event, claim_history
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded
from tacitus.views.cli.incident import incident_named
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shown

Key = Annotated[str, typer.Argument(metavar="ID", help="A claim's or an incident's id, or its beginning.", show_default=False)]


def command(key: Key, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show when each claim arrived and was read, by which build, what people judged, and how the toll moved."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        if key.startswith("claim-"):
            events = claim_history(connection, [find.resolve(connection, key).id])
            steps = []
        else:
            line = weighed.incident(connection, incident_named(connection, key))
            events = claim_history(connection, line["claims"])
            steps = [
                {"outcome": toll["outcome"], "whom": toll["whom"], **step}
                for toll in line["versions"]["tolls"]
                for step in toll["history"]
            ]
        if as_json:
            sys.stdout.writelines(
                json_line({"at": event.at, "what": event.what, "who": event.who, "words": event.words}) for event in events
            )
            sys.stdout.writelines(json_line({"what": "toll", **step}) for step in steps)
            return
        _draw(events, steps)


def _draw(events: tuple[Event, ...], steps: list[dict[str, object]]) -> None:
    console = screen()
    for event in events:
        console.print(Text.assemble((f"{event.at}  ", "dim"), (f"{event.what}  ", "bold"), shown(f"{event.words} · {event.who}")))
    for step in steps:
        words = f"{step['text']} ({step['whom']} {step['outcome']}): {step['voice']}, {step['change']}"
        console.print(Text.assemble((f"{step['day'] or 'undated'}  ", "dim"), ("toll  ", "bold"), shown(words)))
