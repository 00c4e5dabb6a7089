"""A web server for tests: pages by path, each a function of its handler; what was asked is kept."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


@dataclass
class Web:
    """`pages` by path; a path without a page is 404. `asked` holds the paths in order, `headers` those of the last request."""

    address: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return self.address + path

    def put(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """A page; returns its address."""
        self.pages[path] = lambda handler: handler.send(body, status, **headers)
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    """Answers from the server's `web`."""

    web: Web

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silent."""

    def do_GET(self) -> None:
        self.web.asked.append(self.path)
        self.web.headers = dict(self.headers.items())
        self.web.pages.get(self.path, Handler.missing)(self)

    def missing(self) -> None:
        self.send(b"", 404)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """An answer with its right length unless the headers say another."""
        self.start({"Content_Length": str(len(body))} | headers, status)
        self.pour([body])

    def start(self, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for header, value in headers.items():
            if value:
                self.send_header(header.replace("_", "-"), value)
        self.end_headers()

    def pour(self, parts: Iterator[bytes] | list[bytes], pause: float = 0.0) -> None:
        """The parts one by one, until the other side has enough."""
        try:
            for part in parts:
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            self.close_connection = True


@contextmanager
def serving() -> Iterator[Web]:
    """A server on this machine for as long as the block lasts."""
    web = Web()
    here = ThreadingHTTPServer(("127.0.0.1", 0), type("Handling", (Handler,), {"web": web}))
    here.daemon_threads = True
    web.address = f"http://127.0.0.1:{here.server_address[1]}"
    thread = threading.Thread(target=here.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        here.shutdown()
        here.server_close()
        thread.join()
