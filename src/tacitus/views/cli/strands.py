"""tacitus groups, group, agreements, agreement: what is followed over many reports."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.console import Console

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.ledger import weighed
from tacitus.ledger.weighed import AGREEMENT, GROUP
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.agreement_draw import draw_pact
from tacitus.views.cli.group_draw import draw_body
from tacitus.views.cli.guard import guarded, say
from tacitus.views.cli.screen import screen
from tacitus.work.weigh import threads_of

Key = Annotated[str, typer.Argument(metavar="ID", help="An id, or its beginning.", show_default=False)]
_DRAW: dict[str, Callable[..., None]] = {GROUP: draw_body, AGREEMENT: draw_pact}


def groups(ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Follow convoys, columns and displaced people over all reports: states, splits, balance per speaker, contradictions."""
    _list(GROUP, ledger, as_json)


def agreements(ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Follow agreements over all reports: parties, terms, deeds under each, alleged breaches and who alleges them."""
    _list(AGREEMENT, ledger, as_json)


def group(key: Key, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show one group."""
    _one(GROUP, key, ledger, as_json)


def agreement(key: Key, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show one agreement."""
    _one(AGREEMENT, key, ledger, as_json)


def _list(kind: str, where: str | None, as_json: bool) -> None:
    with guarded(), lo.opened(where) as book, book.reads() as connection:
        lines = list(weighed.threads(connection, kind))
        if as_json:
            sys.stdout.writelines(json_line(line) for line in lines)
            return
        if not lines:
            say(f"no {kind} is told of")
            return
        drawn = threads_of(connection)
        _draw(kind, [drawn.by_id[line["id"]] for line in lines if line["id"] in drawn.by_id], drawn.entries, screen())


def _one(kind: str, key: str, where: str | None, as_json: bool) -> None:
    with guarded(), lo.opened(where) as book, book.reads() as connection:
        found, whole = weighed.weighed_id(connection, key)
        if found != kind:
            raise InputError(f"{whole}: it is no {kind}; see: tacitus {found} {key}")
        if as_json:
            sys.stdout.write(json_line(next(line for line in weighed.threads(connection, kind) if line["id"] == whole)))
            return
        drawn = threads_of(connection)
        _draw(kind, [drawn.by_id[whole]], drawn.entries, screen())


def _draw(kind: str, threads: list[Any], entries: Any, console: Console) -> None:
    for number, thread in enumerate(threads):
        if number:
            console.print()
        _DRAW[kind](thread, console, entries)
