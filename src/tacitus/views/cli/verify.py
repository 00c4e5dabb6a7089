"""tacitus verify: read the whole ledger again and name what does not hold."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.ledger.verify import Verdict, verify
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import SOME, count, guarded, say
from tacitus.views.plain import shown

_SHORTEST = 16  # characters of a head that say which one is meant

Head = Annotated[
    str | None,
    typer.Option("--head", metavar="HASH", help="A head that verify printed once: is it still on the chain?", show_default=False),
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, help="Processes; else one a core.", show_default=False)]


def command(ledger: lo.Where = None, head: Head = None, jobs: Jobs = None, as_json: lo.AsJson = False) -> None:
    """Read every byte, text, quote and row again. Ends with 1 where something does not hold, and says what."""
    with guarded():
        earlier = _head(head)
        where = lo.named(ledger)
        with lo.opened(ledger, writable=_may_write(where)) as book:
            verdict = verify(book, earlier, jobs or os.cpu_count() or 1)
            name = book.name
        if as_json:
            sys.stdout.write(json_line({"ledger": name, **verdict.json}))
        else:
            _tell(name, verdict, earlier)
    if not verdict.holds:
        raise typer.Exit(SOME)


def _head(given: str | None) -> str | None:
    if given is None:
        return None
    head = given.strip().lower()
    if not _SHORTEST <= len(head) <= 64 or set(head) - set("0123456789abcdef"):
        raise InputError(f"--head {given}: it is no head; give what verify printed, {_SHORTEST} to 64 characters of 0-9 and a-f")
    return head


def _may_write(where: str) -> bool:
    """Checking the indexes of words needs a file that can be written; a ledger on a read-only medium is read as it is."""
    path = Path(where)
    return "://" in where or (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))


def _tell(name: str, verdict: Verdict, earlier: str | None) -> None:
    """Faults first, as they are what must be seen; the head last, as it is what must be written down."""
    lines = [f"does not hold: {fault.line}" for fault in verdict.faults]
    if verdict.count > len(verdict.faults):
        lines.append(f"and {count(verdict.count - len(verdict.faults), 'more fault')}")
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in sorted(verdict.kinds.items()))
    lines.append(f"{name}: {count(sum(verdict.kinds.values()), 'record')} ({kinds}), {count(verdict.rows, 'row')}")
    lines.append(f"{verdict.size / 1e6:,.1f} MB checked; {count(verdict.count, 'fault')}")
    if earlier and verdict.passed is not None:
        lines.append(f"the head {earlier} is on the chain, at record {verdict.passed:,}")
    lines.append(f"head {verdict.number} {verdict.head}")
    for note in verdict.notes:
        say(note)
    sys.stdout.write("".join(f"{shown(line)}\n" for line in lines))
