"""tacitus init: make a ledger, or bring one up to date."""

from typing import Annotated

import typer

from tacitus.ledger.book import ENDING, Ledger
from tacitus.settings import coder, now
from tacitus.views.cli.guard import guarded, say
from tacitus.views.plain import shown

Where = Annotated[str, typer.Argument(metavar="PATH|URL", help="A file such as week.tacitus.db, or postgresql://...")]
Name = Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What it is about, for people.", show_default=False)]


def command(where: Where, name: Name = None) -> None:
    """Make a ledger, with its archive beside it; one that is there keeps all that it holds."""
    with guarded("interrupted; nothing was made"):
        ledger = Ledger.create(where, name or where.rpartition("/")[2].removesuffix(ENDING), now(), coder())
        typer.echo(f"a ledger at {shown(ledger.name)}, the archived bytes in {shown(str(ledger.archive.folder))}")
        if not where.endswith(ENDING) and "://" not in where:
            say(f"ledgers are easier to find when their name ends in {ENDING}")
        ledger.close()
