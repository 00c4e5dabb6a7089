"""tacitus erase: take a report out for good; that it was, and why it went, stays."""

import sys
from typing import Annotated

import typer

from tacitus.format.line import json_line
from tacitus.ledger.erase import erase
from tacitus.settings import coder, now
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say

Named = Annotated[str, typer.Argument(metavar="ID", help="A report, text, reading or claim by its id, or an address.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, which stays in the ledger.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="All documents, where the id or address means several.")]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who erases; else TACITUS_CODER.", show_default=False)]


def command(
    named: Named, why: Why, ledger: lo.Where = None, several: All = False, by: As = None, as_json: lo.AsJson = False
) -> None:
    """Remove a report's bytes, its text and everything read from it. A tombstone stays, and verify accepts it."""
    with guarded("interrupted; what was not erased is there still: look with tacitus show"):
        with lo.opened(ledger, writable=True) as book:
            erased = erase(book, named, why, by or coder(), now(), several)
        if as_json:
            sys.stdout.write(json_line({"documents": list(erased.documents), "records": erased.records, "why": why}))
        else:
            documents = count(len(erased.documents), "document")
            sys.stdout.write(f"{documents} and the bodies of {count(erased.records, 'record')} are erased\n")
        say("tacitus compact writes over what the file may still hold of it; copies and bags elsewhere are not touched")
