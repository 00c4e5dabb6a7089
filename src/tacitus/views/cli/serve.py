"""tacitus serve: the ledger in the browser."""

import sys
from typing import Annotated

import typer

from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded, say
from tacitus.views.web.app import make_app
from tacitus.views.web.assets import find_assets
from tacitus.views.web.gate import Gate
from tacitus.views.web.server import listen, serve, show
from tacitus.views.web.stored import Stored

Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port on this machine; 0 takes a free one.")]
Quiet = Annotated[bool, typer.Option("--no-open", help="Only print the address; open no browser.")]


def command(ledger: lo.Where = None, port: Port = 8230, no_open: Quiet = False) -> None:
    """Serve the ledger to a browser on this machine, until Ctrl+C. The first line printed is the address, good for one visit."""
    with guarded("stopped"), lo.opened(ledger, writable=True) as book:
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

        serve(make_app(book, gate, Stored(book.backend), assets), made, ready)
