"""Servers that mean harm or are broken: every answer ends in time, takes no more than its share, and is said in one line."""

import gzip
import itertools
import socket
import struct
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import brotli
import pytest

from tacitus.intake.fetch import Fetched, Known, NotModified, fetch, fetch_again
from tacitus.intake.options import Options
from tacitus.intake.refused import Denied, Refused
from tacitus.intake.sources import sources
from tacitus.model.source import Skipped
from tacitus.settings import Limits
from tests.web import Handler, Web, serving

PAGE = b"<!doctype html><p>Rockets hit the port of Hodeidah, and the harbour master said that two dockers were killed."
QUICK = Limits(response_bytes=50_000, fetch_seconds=2.0, connect_seconds=1.0, redirects=3)
BRIEF = Limits(response_bytes=50_000, fetch_seconds=0.4, connect_seconds=1.0)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving() as there:
        put_faults(there)
        yield there


def ask(uri: str, limits: Limits = QUICK) -> Fetched | Refused:
    return fetch(uri, limits, allow_private_addresses=True)


def why_not(uri: str, limits: Limits = QUICK) -> str:
    answer = ask(uri, limits)
    assert isinstance(answer, Refused), answer
    assert "\n" not in answer.why_not
    return answer.why_not


def chunk(body: bytes) -> bytes:
    return f"{len(body):x}\r\n".encode() + body + b"\r\n"


def reset(handler: Handler) -> None:
    """Closes the connection as a machine that crashed would."""
    handler.start({"Content_Length": "1000"})
    handler.pour([PAGE])
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def drip_headers(handler: Handler) -> None:
    handler.pour((b"HTTP/1.1 200 OK\r\nX-Pad: " if number == 0 else b"x" for number in range(200)), 0.05)


def pour(handler: Handler, parts: Iterator[bytes], headers: dict[str, str] | None = None, pause: float = 0.0) -> None:
    handler.start(headers or {})
    handler.pour(parts, pause)


def put_faults(web: Web) -> None:
    zeros, part = b"\0" * 1_000_000, b"\0" * 100_000
    chunked = {"Transfer_Encoding": "chunked"}
    web.pages |= {
        "/reset": reset,
        "/slow-head": drip_headers,
        "/slow-body": lambda handler: pour(handler, itertools.repeat(b"S", 200), {}, 0.05),
        "/slow-chunks": lambda handler: pour(handler, itertools.repeat(chunk(b"S"), 200), chunked, 0.05),
        "/silent": lambda handler: time.sleep(0.9),
        "/endless": lambda handler: pour(handler, itertools.repeat(part)),
        "/endless-chunks": lambda handler: pour(handler, itertools.repeat(chunk(part)), chunked),
        "/large": lambda handler: pour(handler, itertools.repeat(part, 1000), {"Content_Length": "100000000"}),
        "/large-chunks": lambda handler: pour(handler, itertools.repeat(chunk(part), 1000), chunked),
        "/empty-members": lambda handler: pour(handler, itertools.repeat(gzip.compress(b"") * 1000), {"Content_Encoding": "gzip"}),
        "/bad-chunks": lambda handler: pour(handler, iter([chunk(PAGE), b"zz\r\nmore"]), chunked),
        "/cut-chunks": lambda handler: pour(handler, iter([chunk(PAGE), b"fff\r\nmore"]), chunked),
        "/no-last-chunk": lambda handler: pour(handler, iter([chunk(PAGE)]), chunked),
    }
    web.put("/too-short", PAGE, Content_Length=str(len(PAGE) + 10))
    web.put("/bomb", gzip.compress(zeros * 30), Content_Encoding="gzip")
    web.put("/bomb-in-bomb", gzip.compress(gzip.compress(zeros * 30)), Content_Encoding="gzip, gzip")
    web.put("/deflate-bomb", zlib.compress(zeros * 30), Content_Encoding="deflate")
    web.put("/br-bomb", brotli.compress(zeros * 30, quality=1), Content_Encoding="br")
    web.put("/cut-gzip", gzip.compress(PAGE)[:-12], Content_Encoding="gzip")
    web.put("/no-gzip", PAGE, Content_Encoding="gzip")
    web.put("/unknown", PAGE, Content_Encoding="zstd")
    web.put("/many-layers", PAGE, Content_Encoding=", ".join(["gzip"] * 50))
    web.put("/a", b"", 302, Location="/b")
    web.put("/b", b"", 302, Location="/a")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("reset", "no answer from"),
        ("slow-head", "longer than 0.4 seconds"),
        ("slow-body", "longer than 0.4 seconds"),
        ("slow-chunks", "longer than 0.4 seconds"),
        ("silent", "longer than 0.4 seconds"),
        ("endless", "larger than 50,000 bytes"),
        ("endless-chunks", "larger than 50,000 bytes"),
        ("large", "larger than 50,000 bytes"),
        ("large-chunks", "larger than 50,000 bytes"),
        ("empty-members", "larger than 50,000 bytes"),
        ("bomb", "larger than 50,000 bytes"),
        ("bomb-in-bomb", "larger than 50,000 bytes"),
        ("deflate-bomb", "larger than 50,000 bytes"),
        ("br-bomb", "larger than 50,000 bytes"),
        ("bad-chunks", "no answer from"),
        ("cut-chunks", "no answer from"),
        ("no-last-chunk", "no answer from"),
        ("too-short", "no answer from"),
        ("cut-gzip", "compression ends in the middle"),
        ("no-gzip", "compression is broken"),
        ("unknown", "packed as zstd"),
        ("many-layers", "packed as"),
        ("a", "circle"),
    ],
)
def test_a_faulty_answer_ends_in_words_in_time_and_in_little_memory(web: Web, path: str, reason: str) -> None:
    limits = BRIEF if "0.4" in reason else QUICK
    tracemalloc.start()
    began = time.monotonic()
    assert reason in why_not(web.url(f"/{path}"), limits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 5
    assert peak < 16_000_000, "what the test's own server sends is in it"


def test_an_answer_with_less_than_it_says_is_refused_and_with_more_is_cut_to_its_word(web: Web) -> None:
    web.put("/too-long", PAGE + b"more", Content_Length=str(len(PAGE)))
    answer = ask(web.url("/too-long"))
    assert isinstance(answer, Fetched)
    assert answer.data == PAGE


def test_sources_say_the_fault_and_go_on(web: Web) -> None:
    (item,) = sources(web.url("/cut-gzip"), Options(allow_private_addresses=True, limits=QUICK))
    assert isinstance(item, Skipped)
    assert item.key == web.url("/cut-gzip")


def test_a_page_that_is_known_is_asked_for_as_such(web: Web) -> None:
    def tell(handler: Handler) -> None:
        same = handler.headers["If-None-Match"] == '"x1"'
        handler.send(b"" if same else PAGE, 304 if same else 200, ETag='"x1"', Last_Modified="Sat, 06 May 2023 07:08:09 GMT")

    web.pages["/page"] = tell
    first = ask(web.url("/page"))
    assert isinstance(first, Fetched)
    assert (first.etag, first.last_modified) == ('"x1"', "Sat, 06 May 2023 07:08:09 GMT")
    again = fetch_again(web.url("/page"), QUICK, True, Known(first.etag, first.last_modified))
    assert again == NotModified(web.url("/page"))
    assert web.headers["If-Modified-Since"] == first.last_modified
    ask(web.url("/page"))
    assert "If-None-Match" not in web.headers


def test_a_304_that_nobody_asked_for_is_no_page(web: Web) -> None:
    web.put("/page", b"", 304)
    assert "304" in why_not(web.url("/page"))


def test_a_refusal_keeps_the_status_and_when_to_come_back(web: Web) -> None:
    web.put("/busy", b"", 429, Retry_After="120")
    answer = ask(web.url("/busy"))
    assert isinstance(answer, Denied)
    assert (answer.status, answer.retry_after) == (429, "120")


def test_marks_that_could_not_be_sent_back_are_not_kept(web: Web) -> None:
    web.put("/page", PAGE, ETag='"' + "x" * 5000 + '"', Last_Modified="caf\xe9")
    answer = ask(web.url("/page"))
    assert isinstance(answer, Fetched)
    assert (answer.etag, answer.last_modified) == (None, None)


def test_each_hop_is_asked_for_at_the_gate(web: Web) -> None:
    web.put("/from", b"", 302, Location="/to")
    web.put("/to", PAGE)
    asked: list[str] = []

    def gate(uri: str) -> Refused | None:
        asked.append(uri)
        return Refused("shut") if uri.endswith("/to") else None

    assert fetch_again(web.url("/from"), QUICK, True, gate=gate) == Refused("shut")
    assert asked == [web.url("/from"), web.url("/to")]
