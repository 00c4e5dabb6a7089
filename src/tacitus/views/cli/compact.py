"""tacitus compact: give back room; nothing that is recorded changes."""

import sys
from dataclasses import asdict

from tacitus.format.line import json_line
from tacitus.ledger.compact import compact
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded


def command(ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Remove archived files that no record names, write over what was erased, and put indexes in order."""
    with guarded("interrupted; nothing that is recorded changed"):
        with lo.opened(ledger, writable=True) as book:
            done = compact(book)
        if as_json:
            sys.stdout.write(json_line(asdict(done)))
            return
        database = "the server keeps its own room" if done.database is None else f"{done.database:,} bytes of the database"
        sys.stdout.write(f"{count(done.files, 'file')} that no record names ({done.archive:,} bytes); {database}\n")
