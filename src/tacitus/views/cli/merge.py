"""tacitus merge: shards of a run into one folder, or other ledgers into this one."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.ledger.book import ENDING, Ledger
from tacitus.ledger.merge import Merged
from tacitus.ledger.merge import merge as merge_ledgers
from tacitus.settings import coder, now
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.plain import shown
from tacitus.work.merge import merge

Inputs = Annotated[
    list[str], typer.Argument(metavar="FOLDERS|LEDGERS", help="All shards of one run, or other ledgers.", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", help="Of shards: the folder to make: the same, to the byte, as one run would have made.", show_default=False
    ),
]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who merges; else TACITUS_CODER.", show_default=False)]


def command(inputs: Inputs, out: Out = None, ledger: lo.Where = None, by: As = None, as_json: lo.AsJson = False) -> None:
    """Join the folders that `tacitus read --shard 1/N ... N/N --out` made into one; or add other ledgers to this one."""
    if out is None and (ledger or any(_is_ledger(name) for name in inputs)):
        with guarded("interrupted; each ledger was taken in whole or not at all: give the same command again"):
            _join(inputs, ledger, by or coder(), as_json)
        return
    with guarded("interrupted; remove the folder that was begun and merge again"):
        if out is None:
            raise InputError("shards need --out FOLDER; ledgers need --ledger PATH, and their names end in " + ENDING)
        if any(_is_ledger(name) for name in inputs):
            raise InputError("ledgers are merged into --ledger PATH, not into --out")
        say(f"{count(merge([Path(name) for name in inputs], out), 'report')} in {out}")


def _is_ledger(name: str) -> bool:
    return name.endswith(ENDING) or "://" in name


def _join(inputs: Sequence[str], ledger: str | None, by: str, as_json: bool) -> None:
    with lo.opened(ledger, writable=True) as book:
        for name in inputs:
            other = Ledger.open(name, writable=False)
            try:
                done = merge_ledgers(book, other, by, now(), os.cpu_count() or 1)
            finally:
                other.close()
            if as_json:
                sys.stdout.write(
                    json_line({"ledger": other.name, "records": done.records, "files": done.files, "erased": done.erased})
                )
            else:
                sys.stdout.write(f"{shown(other.name)}: {_told(done)}\n")


def _told(done: Merged) -> str:
    if not done.records and not done.erased:
        return "nothing in it is new"
    erased = f"; {count(done.erased, 'record')} erased, as erasures travel" if done.erased else ""
    return f"{count(done.records, 'new record')}, {count(done.files, 'new file')}{erased}"
