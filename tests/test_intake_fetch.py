"""The network: what may be reached, how much is taken, and what is said where nothing comes."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tacitus.intake.addresses import is_public
from tacitus.intake.fetch import Fetched, fetch
from tacitus.intake.options import Options
from tacitus.intake.refused import Refused
from tacitus.intake.sources import sources
from tacitus.model.source import Skipped, Source
from tacitus.settings import Limits

PAGE = b"<!doctype html><p>Shells fell on Kadugli, and the medics said that nine people were killed."
QUICK = Limits(response_bytes=50_000, fetch_seconds=2.0, connect_seconds=1.0, redirects=3)


class Handler(BaseHTTPRequestHandler):
    """Pages by path; the request's host is kept for the tests to look at."""

    hosts: list[str] = []  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silent."""

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        name = self.path.strip("/").partition("?")[0].replace("-", "_")
        getattr(self, f"get_{name}", self.get_missing)()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def get_page(self) -> None:
        self.answer(200, PAGE, Content_Type='text/html; charset="UTF-8"')

    def get_missing(self) -> None:
        self.answer(404)

    def get_moved(self) -> None:
        self.answer(301, Location="/page")

    def get_circle(self) -> None:
        self.answer(302, Location="/circle")

    def get_on_and_on(self) -> None:
        self.answer(302, Location=f"/on-and-on?{time.monotonic()}")

    def get_nowhere(self) -> None:
        self.answer(302)

    def get_inside(self) -> None:
        self.answer(302, Location=f"http://127.0.0.2:{self.connection.getsockname()[1]}/page")

    def get_to_a_file(self) -> None:
        self.answer(302, Location="file:///etc/hostname")

    def get_picture(self) -> None:
        self.answer(200, b"x", Content_Type="image/png")

    def get_packed(self) -> None:
        self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip", Content_Type="text/html")

    def get_bomb(self) -> None:
        self.answer(200, gzip.compress(b"Shells " * 3_000_000), Content_Encoding="gzip", Content_Type="text/html")

    def get_broken(self) -> None:
        self.answer(200, gzip.compress(PAGE)[:20], Content_Encoding="gzip", Content_Type="text/html")

    def get_corpus(self) -> None:
        self.answer(200, b'{"id": "a", "text": "Shells fell."}\n', Content_Type="application/x-ndjson")

    def get_large(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2000000000")
        self.end_headers()

    def get_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.pour(b"Shells fell. " * 100, 0.0)

    def get_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.pour(b"S", 0.05)

    def pour(self, part: bytes, pause: float) -> None:
        try:
            for _ in range(100_000):
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=here.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{here.server_address[1]}"
    here.shutdown()
    here.server_close()
    thread.join()


def got(uri: str, limits: Limits = QUICK) -> Fetched:
    answer = fetch(uri, limits, allow_private_addresses=True)
    assert isinstance(answer, Fetched), answer
    return answer


def why_not(uri: str, limits: Limits = QUICK, allow: bool = True) -> str:
    answer = fetch(uri, limits, allow_private_addresses=allow)
    assert isinstance(answer, Refused), answer
    assert "\n" not in answer.why_not
    return answer.why_not


def test_a_page_comes_with_its_type_and_charset(server: str) -> None:
    assert got(f"{server}/page") == Fetched(f"{server}/page", PAGE, "text/html", "UTF-8")


def test_a_redirect_is_followed_and_the_last_address_kept(server: str) -> None:
    assert got(f"{server}/moved").uri == f"{server}/page"


def test_compressed_answers_are_unpacked(server: str) -> None:
    assert got(f"{server}/packed").data == PAGE


def test_the_server_is_asked_by_its_name(server: str) -> None:
    got(server.replace("127.0.0.1", "localhost") + "/page")
    assert Handler.hosts[-1].startswith("localhost:")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "404 Not Found"),
        ("circle", "circle"),
        ("on-and-on", "more than 3 redirects"),
        ("nowhere", "does not say where to"),
        ("to-a-file", "only http and https"),
        ("picture", "image/png"),
        ("large", "larger than 50,000 bytes"),
        ("endless", "larger than 50,000 bytes"),
        ("bomb", "larger than 50,000 bytes"),
        ("slow", "longer than 0.5 seconds"),
    ],
)
def test_what_cannot_be_taken_is_said(server: str, path: str, reason: str) -> None:
    limits = Limits(response_bytes=50_000, fetch_seconds=0.5, redirects=3) if path == "slow" else QUICK
    assert reason in why_not(f"{server}/{path}", limits)


def test_a_broken_compression_is_no_page(server: str) -> None:
    assert "compression ends in the middle" in why_not(f"{server}/broken")


def test_this_machine_and_its_network_are_refused_unless_allowed(server: str) -> None:
    assert "private network" in why_not(f"{server}/page", allow=False)


def test_a_redirect_into_this_machine_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tacitus.intake.addresses.is_public", lambda address: address != "127.0.0.2")
    assert "127.0.0.2" in why_not(f"{server}/inside", allow=False)


def test_the_checked_address_is_the_one_connected_to(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means something else when it is looked up again leads nowhere else."""
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        looked_up.append(host)
        return real("127.0.0.1" if host == "reports.example" else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert got(server.replace("127.0.0.1", "reports.example") + "/page").data == PAGE
    assert looked_up.count("reports.example") == 1


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.9.9",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "240.0.0.1",
        ),
        *("::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0"),
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("http://", "only http and https"),
        ("http://reader:secret@example.org/", "credentials are never sent"),
        ("http://[::1", "not a web address"),
        ("http://no-such-host.invalid/", "there is no host"),
        ("http://2130706433/", "private network"),
    ],
)
def test_addresses_that_are_none(uri: str, reason: str) -> None:
    assert reason in why_not(uri, allow=False)


def test_a_server_that_does_not_answer_is_skipped() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        assert "no answer" in why_not(f"http://127.0.0.1:{port}/")
        deaf.listen(1)
        assert "longer than 0.3 seconds" in why_not(f"http://127.0.0.1:{port}/", Limits(fetch_seconds=0.3))


def test_sources_give_the_address_asked_for_as_the_key(server: str) -> None:
    (item,) = sources(f"{server}/moved", Options(allow_private_addresses=True, limits=QUICK))
    assert isinstance(item, Source)
    assert (item.key, item.uri, item.media_type, item.charset) == (f"{server}/moved", f"{server}/page", "text/html", "UTF-8")


def test_sources_read_a_corpus_behind_an_address(server: str) -> None:
    (item,) = sources(f"{server}/corpus", Options(allow_private_addresses=True, limits=QUICK))
    assert item.key == "a"


def test_sources_skip_an_address_that_is_refused(server: str) -> None:
    (item,) = sources(f"{server}/page", Options())
    assert isinstance(item, Skipped)
