"""Web archives: which records become reports, and what is undone on the way."""

import gzip
import io
import zlib
from pathlib import Path

import brotli
import pytest

from tacitus.intake.archived import moment
from tacitus.intake.document import to_document
from tacitus.intake.options import Options
from tacitus.intake.sources import sources
from tacitus.model.document import Document
from tacitus.model.source import Given, Skipped, Source
from tacitus.settings import Limits
from tests.warcs import DATE, PAGE, answer, chunked, packed, page, record, sha1

TEXT = b"Mortars struck Goma at dawn. The governor said that four women were wounded.\n"


def read(data: bytes, options: Options | None = None) -> list[Source | Skipped]:
    return list(sources("-", Options(stdin=io.BytesIO(data)) if options is None else options))


def one(data: bytes) -> Source:
    (item,) = read(data)
    assert isinstance(item, Source), item
    return item


def refusal(data: bytes) -> str:
    (item,) = read(data)
    assert isinstance(item, Skipped), item
    assert "\n" not in item.why_not
    return item.why_not


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl", "crawl.gz"])
def test_an_archive_is_known_by_its_bytes_and_gives_its_pages_in_order(tmp_path: Path, name: str) -> None:
    records = [record("warcinfo", b"software: x\r\n", uri="", content_type="application/warc-fields"), page(1), page(2)]
    path = tmp_path / name
    path.write_bytes(packed(*records) if name.endswith(".gz") else b"".join(records))
    items = list(sources(str(path), Options()))
    assert [item.uri for item in items] == ["http://courier.example/1", "http://courier.example/2"]
    assert [item.key[-3:] for item in items] == ["001", "002"]


def test_a_page_keeps_its_address_type_charset_and_the_time_it_was_taken() -> None:
    source = one(record(block=answer(content_type='text/html; charset="windows-1251"'), uri="<http://courier.example/a>"))
    assert (source.uri, source.data, source.media_type, source.charset) == (
        "http://courier.example/a",
        PAGE,
        "text/html",
        "windows-1251",
    )
    assert source.retrieved == DATE
    made = to_document(source)
    assert isinstance(made, Document)
    assert "nine people" in made.text


def test_what_a_person_gives_holds_for_every_page() -> None:
    options = Options(given=Given(publisher="Nile Courier"), stdin=io.BytesIO(page(1) + page(2)))
    assert [item.given.publisher for item in read(b"", options) if isinstance(item, Source)] == ["Nile Courier"] * 2


def test_a_resource_is_read_like_an_answer() -> None:
    source = one(record("resource", TEXT, "file:///notes.txt", content_type="text/plain; charset=utf-8"))
    assert (source.data, source.media_type, source.charset) == (TEXT, "text/plain", "utf-8")


@pytest.mark.parametrize(
    "other",
    [
        record("request", b"GET / HTTP/1.1\r\n\r\n", content_type="application/http; msgtype=request"),
        record("revisit", answer(b"")),
        record("metadata", b"via: x\r\n", content_type="application/warc-fields"),
        record("conversion", TEXT, content_type="text/plain"),
        record("response", b"20230506 courier.example 192.0.2.1", uri="dns:courier.example", content_type="text/dns"),
        record("resource", b"x", uri="file:///a.png", content_type="image/png"),
        record(block=answer(b"\x89PNG", content_type="image/png")),
        record(block=answer(b"p { color: red }", content_type="text/css")),
        record(block=answer(b"{}", content_type="application/json")),
        record(block=answer(b"", "404 Not Found", "image/png")),
        record(block=answer(b"User-agent: *", content_type="text/plain"), uri="http://courier.example/robots.txt"),
    ],
)
def test_what_is_no_report_is_passed_over(other: bytes) -> None:
    assert [item.key[-1] for item in read(other + page(7))] == ["7"]
    assert refusal(other) == "no page in it"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (record(block=answer(b"", "404 Not Found")), "the server answered 404 Not Found"),
        (record(block=answer(b"", "301 Moved")), "301"),
        (record(block=answer(b"%PDF-1.7", content_type="application/pdf")), "a PDF"),
        (record(block=answer(b"  ")), "empty"),
        (record(block=b"SSH-2.0-x\r\n"), "no HTTP answer"),
        (record(block=answer(), WARC_Truncated="length"), "only the beginning"),
        (record(block=answer(), WARC_Segment_Number="1"), "segments"),
        (record(block=answer(), WARC_Block_Digest=sha1(b"other")), "not those that were archived"),
        (record(block=answer(b"x", Content_Encoding="zstd")), "it is broken"),
        (record(block=answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")), "ends in the middle"),
        (record(block=answer(chunked(PAGE)[:-30], Transfer_Encoding="chunked")), "chunk"),
    ],
)
def test_a_page_that_cannot_be_read_is_skipped_with_its_reason(other: bytes, reason: str) -> None:
    items = read(other + page(7))
    assert [type(item) for item in items] == [Skipped, Source]
    if reason != "it is broken":
        assert reason in refusal(other)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:]), {"Content_Encoding": "x-gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
        (brotli.compress(PAGE), {"Content_Encoding": "br"}),
        (chunked(gzip.compress(PAGE)), {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (brotli.compress(gzip.compress(PAGE)), {"Content_Encoding": "gzip, br"}),
        (PAGE, {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Encoding": "br"}),
        (PAGE, {"Content_Encoding": "identity"}),
    ],
)
def test_codings_are_undone_and_headers_of_codings_long_undone_do_no_harm(body: bytes, headers: dict[str, str]) -> None:
    assert one(record(block=answer(body, **headers))).data == PAGE


def test_a_digest_that_holds_is_no_news() -> None:
    assert one(record(block=answer(), WARC_Block_Digest=sha1(answer()))).data == PAGE
    assert one(record(block=answer(), WARC_Block_Digest="blake9:x")).data == PAGE


def test_a_page_without_a_type_is_known_by_its_bytes() -> None:
    assert one(record(block=answer(content_type=""))).media_type == "text/html"
    assert one(record(block=answer(TEXT, content_type=""), uri="http://courier.example/a.txt")).media_type == "text/plain"
    assert refusal(record(block=answer(TEXT, content_type=""))) == "no page in it"


def test_a_record_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    assert one(record(block=answer(), WARC_Record_ID="", WARC_Target_URI="")).key == "-#1"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023-05-06T07:08:09.5Z", "2023-05-06T07:08:09Z"),
        ("2023-05-06T09:08:09+02:00", "2023-05-06T07:08:09Z"),
        ("2023-05", "2023-05"),
        ("2023", "2023"),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_the_time_of_retrieval_is_in_utc(date: str | None, expected: str | None) -> None:
    assert moment(date) == expected


def test_a_record_larger_than_the_limit_is_skipped_and_the_next_one_read() -> None:
    large = record(block=answer(PAGE * 2000), number=1)
    small = Options(stdin=io.BytesIO(packed(large, page(2))), limits=Limits(record_bytes=100_000))
    skipped, source = read(b"", small)
    assert "larger than 100,000 bytes" in str(skipped)
    assert isinstance(source, Source)


def test_a_file_called_an_archive_that_is_none_is_skipped(tmp_path: Path) -> None:
    for name, content in (("a.warc", b"Shells fell."), ("b.warc.gz", gzip.compress(b"Shells fell."))):
        (tmp_path / name).write_bytes(content)
        (item,) = sources(str(tmp_path / name), Options())
        assert isinstance(item, Skipped)
        assert "no web archive" in item.why_not


def test_a_folder_reads_its_archives(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(page(1)))
    assert [item.uri for item in sources(str(tmp_path), Options())] == ["http://courier.example/1"]
