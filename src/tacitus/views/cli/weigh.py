"""tacitus weigh: which claims tell one happening, and what follows."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from tacitus.format.line import json_line
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.work.weigh import weigh

Whole = Annotated[bool, typer.Option("--all", help="Throw away what was weighed and make all of it anew.")]


def command(ledger: lo.Where = None, whole: Whole = False, as_json: lo.AsJson = False) -> None:
    """Weigh what is new: incidents with their versions, groups and agreements over all reports."""
    with guarded("interrupted; what was weighed before stands"), lo.opened(ledger, writable=True) as book:
        done = weigh(book, whole)
        if as_json:
            sys.stdout.write(json_line(asdict(done)))
            return
        found = f"{count(done.incidents, 'incident')}, {count(done.groups, 'group')}, {count(done.agreements, 'agreement')}"
        say(f"{book.name}: {count(done.claims, 'claim')} in {found}; {done.made:,} incidents made anew")
