"""tacitus trace: from a claim to the bytes."""

import sys
from dataclasses import asdict, replace
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
from tacitus.views.export.incidents.trace import trace_address
from tacitus.views.plain import shown

Claim = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM", help="A claim's id, or its beginning; or FILE:ROW:COLUMN of an export of incidents.", show_default=False
    ),
]


def command(claim: Claim, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Follow a claim to its words, its text, the archived bytes and the build; each step is checked."""
    with guarded():
        if claim.count(":") >= 2:
            _cell(claim, as_json)
            return
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


def _cell(address: str, as_json: bool) -> None:
    """A cell of an export: no ledger is needed, what lies beside the file tells."""
    found = trace_address(address)
    if as_json:
        sys.stdout.write(json_line(asdict(replace(found, file=str(found.file)))))  # type: ignore[arg-type]
        return
    console = screen()
    value = "(empty)" if found.value in (None, "") else str(found.value)
    head = ((f"{found.column} ", "bold"), (shown(value), "bold cyan"), (f"  {found.incident}", "dim"))
    console.print(Text.assemble(*head))
    console.print(Text(shown(f"rule: {found.rule}" + (f"; suggested: {found.suggested}" if found.suggested else ""))))
    reports = {one.id: one for one in found.claims}
    for claim in found.claims:
        console.print(Text.assemble((claim.id, "cyan"), f"  {shown(str(claim.report))}", (f"  sha256 {claim.document}", "dim")))
    for words in found.words:
        at = f"{words.span.start}–{words.span.end}" if words.span else ""
        console.print(Text.assemble((f"  {at}  ", "dim"), f"“{shown(words.text or '')}”", (f"  {words.claim}", "dim")))
    if not reports:
        console.print(Text("no claim stands behind it", style="dim"))


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
