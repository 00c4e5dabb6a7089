"""tacitus serve: the ledger in the browser."""

import sys
from typing import Annotated

import typer

from tacitus.ledger.access import may_write
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded, say
from tacitus.views.web.app import app_of
from tacitus.views.web.assets import find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.gate import Gate
from tacitus.views.web.server import listen, serve, show
from tacitus.views.web.stored import Stored
from tacitus.views.web.warming import Warmer

ENDING = 2.0  # seconds that counting may take to end

Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port on this machine; 0 takes a free one.")]
Quiet = Annotated[bool, typer.Option("--no-open", help="Only print the address; open no browser.")]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who reviews there; else TACITUS_CODER.", show_default=False)]


def command(ledger: lo.Where = None, port: Port = 8230, no_open: Quiet = False, by: As = "") -> None:
    """Serve the ledger to a browser on this machine, until Ctrl+C. The first line printed is the address, good for one visit."""
    with guarded("stopped"), lo.opened(ledger, writable=may_write(lo.named(ledger))) as book:
        made = listen(port)
        gate = Gate(made.getsockname()[1])
        assets = find_assets()
        if assets.missing:
            say(assets.missing)

        def ready() -> None:
            sys.stdout.write(f"{gate.address}\n")
            sys.stdout.flush()
            if not no_open:
                show(gate.address)

        desk = Desk(book, Stored(book.backend), assets)
        app, warmer = app_of(desk, gate, by.strip()), Warmer(desk)
        counting = warmer.start()
        try:
            serve(app, made, ready)
        finally:
            warmer.ended.set()
            counting.join(ENDING)
