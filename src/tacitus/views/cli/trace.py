"""tacitus trace: from a claim to the bytes."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tacitus.errors import InputError
from tacitus.format.entry import entry_of
from tacitus.format.line import json_line
from tacitus.ledger import find
from tacitus.ledger.trace import Trace, Words, trace
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.entry_draw import draw_entry
from tacitus.views.cli.guard import SOME, guarded
from tacitus.views.cli.screen import screen
from tacitus.views.entries import entry_page
from tacitus.views.plain import shown

Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its beginning.", show_default=False)]


def command(claim: Claim, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Follow a claim to its words, its text, the archived bytes and the build; each step is checked."""
    with guarded():
        with lo.opened(ledger) as book, book.reads() as connection:
            thing = find.resolve(connection, claim)
            if thing.kind != "claim":
                raise InputError(f"{claim}: it is a {thing.kind}, not a claim; see: tacitus show {claim}")
            traced = trace(connection, book.archive, thing.id)
        if as_json:
            sys.stdout.write(json_line({**asdict(traced), "holds": traced.holds}))
        else:
            _draw(traced, screen())
    raise typer.Exit(0 if traced.holds else SOME)


def _draw(traced: Trace, console: Console) -> None:
    page = entry_page(entry_of(traced.line))
    console.print(Text(page.report, style="bold"))
    console.print(draw_entry(page, full_id=True), end="\n\n")
    console.print(_words_table(traced.words), end="\n\n")
    console.print(_steps(traced))


def _words_table(words: tuple[Words, ...]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Words", no_wrap=True)
    for name in ("Characters", "Bytes"):
        table.add_column(name, no_wrap=True)
    table.add_column("In the text", overflow="fold")
    for one in words:
        at = f"{one.bytes[0]}–{one.bytes[1]}" if one.bytes else "–"
        place = Text.assemble(
            (shown(one.before) + " ", "dim"), (shown(one.text), "underline" if one.holds else "bold red"),
            (" " + shown(one.after), "dim"),
        )  # fmt: skip
        table.add_row(one.role, f"{one.start}–{one.end}", at, place)
    return table


def _steps(traced: Trace) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    numbers = {key: seq for seq, key in traced.records}
    steps = [
        ("text", traced.text_id, "holds" if traced.text_holds else "DOES NOT HOLD"),
        ("bytes", f"{traced.file} ({traced.size:,} bytes, sha256 {traced.document})", traced.bytes_fault or "holds"),
        *(("arrived", f"{one.uri} at {one.at}, added by {one.by}", "") for one in traced.arrivals),
        ("reading", traced.reading, f"record {numbers.get(traced.reading, '?')} of the chain"),
        ("build", f"tacitus {traced.build.get('version')}", f"encoder {str(traced.build.get('encoder'))[:12]}"),
    ]
    for label, what, note in steps:
        grid.add_row(
            label, Text.assemble(shown(what), (f"  {shown(note)}" if note else "", "green" if note == "holds" else "yellow"))
        )
    return grid
