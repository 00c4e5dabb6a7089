"""The server: on this machine alone, until it is stopped."""

import logging
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from tacitus.errors import InputError

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket of this machine alone; port 0 takes a free one. Raises InputError where the port is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        raise InputError(f"port {port} cannot be had ({error.strerror}); give another with --port, or 0 for any") from error
    return made


class _Server(uvicorn.Server):
    """Tells when it listens."""

    ready: Callable[[], None] | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """To be stopped is the usual end, not a failure: uvicorn would raise the signal once more."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.ready and self.started:
            self.ready()


def serve(app: ASGIApp, made: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until an interrupt or a request to end; `ready` is called when the first request can come."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        lifespan="off",
        ws="none",
    )
    server = _Server(config)
    server.ready = ready
    server.run(sockets=[made])


def show(address: str) -> None:
    """Open the page in the person's browser, where there is one."""
    webbrowser.open(address)
