"""The options of `tacitus read`, with their help."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"


_given = partial(typer.Option, rich_help_panel="What you know of the reports")
_column = partial(typer.Option, metavar="NAME", rich_help_panel="Columns of a corpus")
_output = partial(typer.Option, rich_help_panel="What to print")
_run = partial(typer.Option, rich_help_panel="How to run")

_INPUT = "Files (text, HTML), folders, web addresses, - for standard input, corpora (JSON lines, CSV, JSON, also gzipped)."
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=_INPUT, show_default=False)]

Published = Annotated[str | None, _given("--published", metavar="DATE", help="The day of publication, as 2024-03-05.")]
Publisher = Annotated[str | None, _given("--publisher", metavar="NAME", help="Who published them.")]
Title = Annotated[str | None, _given("--title", metavar="TEXT", help="The headline.")]

TextColumn = Annotated[str | None, _column("--text-column", help="The report's text.")]
IdColumn = Annotated[str | None, _column("--id-column", help="Its key.")]
PublishedColumn = Annotated[str | None, _column("--published-column", help="Its day of publication.")]
PublisherColumn = Annotated[str | None, _column("--publisher-column", help="Its publisher.")]
TitleColumn = Annotated[str | None, _column("--title-column", help="Its headline.")]
UriColumn = Annotated[str | None, _column("--uri-column", help="Its web address.")]

AsJson = Annotated[bool, _output("--json", help="One line of JSON a report (see tacitus schema).")]
AsText = Annotated[bool, _output("--text", help="The report's text, in which all offsets count.")]
Why = Annotated[int | None, _output("--why", metavar="NO", min=1, help="Explain one claim: its words, rules and blanks.")]
Out = Annotated[Path | None, _output("--out", metavar="FOLDER", help="Write tables there, or go on where an earlier run ended.")]
AsFormat = Annotated[Format | None, _output("--format", help="With --out: flat tables with a codebook, or JSON lines.")]
Figures = Annotated[str | None, _output("--figures", metavar="RULE", help="Show counts under acled, ucdp or airwars's rule too.")]
Excel = Annotated[bool, _output("--excel", help="With --out: CSV that spreadsheets open safely.")]

Jobs = Annotated[int, _run("--jobs", metavar="N", min=1, help="Processes; the output is the same.")]
Part = Annotated[str | None, _run("--shard", metavar="I/N", help="With --out: part I of N; then tacitus merge.")]
Actors = Annotated[Path | None, _run("--actors", metavar="FILE", help="A table of actors of your own.")]
Gazetteer = Annotated[
    Path | None, _run("--gazetteer", metavar="FOLDER", help="Where your own places are kept (tacitus gazetteer).")
]
Private = Annotated[bool, _run("--allow-private-addresses", help="Fetch from private networks too.")]
