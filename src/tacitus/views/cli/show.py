"""tacitus show: anything by its id."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tacitus.errors import InputError
from tacitus.format.entry import entry_of
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.ledger import find
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger
from tacitus.ledger.find import Thing
from tacitus.ledger.trace import trace
from tacitus.ledger.wanted import Filter
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.entry_draw import draw_entries, draw_entry, draw_legend
from tacitus.views.cli.guard import guarded
from tacitus.views.cli.screen import screen
from tacitus.views.entries import entry_page
from tacitus.views.plain import lines, shown

Key = Annotated[str, typer.Argument(metavar="ID", help="An id, or its beginning.", show_default=False)]
AsText = Annotated[bool, typer.Option("--text", help="A report's text.")]
AsBytes = Annotated[bool, typer.Option("--bytes", help="A report's archived bytes, as they came.")]


def command(key: Key, ledger: lo.Where = None, text: AsText = False, bytes_: AsBytes = False, as_json: lo.AsJson = False) -> None:
    """Show a claim, a report, or any record, by its id."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        thing = find.resolve(connection, key)
        if text or bytes_:
            _print_words(connection, book, thing, bytes_)
        elif thing.kind == "claim":
            _claim(connection, book, thing.id, as_json)
        elif thing.kind in ("document", "text") and not as_json:
            _report(connection, book, thing)
        else:
            _record(connection, thing, as_json)


def _claim(connection: Connection, book: Ledger, key: str, as_json: bool) -> None:
    line = trace(connection, book.archive, key).line
    if as_json:
        sys.stdout.write(json_line(line))
        return
    console, entry = screen(), entry_of(line)
    page = entry_page(entry)
    console.print(Text(page.report, style="bold"))
    console.print(draw_entry(page, full_id=True))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    codes = entry.codes
    named = (("PLOVER", codes.plover), ("ACLED", codes.acled), ("CAMEO", codes.cameo), ("UCDP", codes.ucdp))
    grid.add_row("  codes", Text("; ".join(f"{scheme} {code}" for scheme, code in named if code) or "–"))
    for slot, why in entry.blanks:
        grid.add_row(f"  no {slot}", Text(shown(why)))
    grid.add_row("  report", Text(entry.report.document))
    console.print(grid)


def _report(connection: Connection, book: Ledger, thing: Thing) -> None:
    """A report: where it came from, what it claims."""
    console = screen()
    for row in find.arrivals(connection, thing):
        why = f": not read: {row.why_not}" if row.why_not else ""
        console.print(Text(shown(f"{row.uri}, {row.at}, added by {row.by}{why}")))
    found = [entry_page(entry_of(line)) for line in find.claims(connection, book.backend, Filter(document=thing.id))]
    console.print()
    draw_entries(found, console)
    if found:
        draw_legend(console)


def _print_words(connection: Connection, book: Ledger, thing: Thing, as_bytes: bool) -> None:
    """The text, or the bytes, of a report or of a claim's report."""
    document, words = find.text_of(connection, thing)
    if as_bytes:
        sys.stdout.buffer.write(book.archive.get(document))
        return
    sys.stdout.write(lines(words) if sys.stdout.isatty() else words)


def _record(connection: Connection, thing: Thing, as_json: bool) -> None:
    """The record as it is kept."""
    key = find.newest_text(connection, thing.id) if thing.kind == "document" else thing.id
    body: Json | None = find.body(connection, key)
    if body is None:
        raise InputError(f"{key}: it was erased; only its place in the chain is left")
    _print_json({"id": key, **body}, as_json, screen())


def _print_json(body: Json, as_json: bool, console: Console) -> None:
    if as_json:
        sys.stdout.write(json_line(body))
    else:
        console.print(Text(json.dumps(body, ensure_ascii=False, indent=1)))
