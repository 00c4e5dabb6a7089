"""Web archives that end too early, are damaged or mean harm: what is whole is kept, the rest is said, memory stays flat."""

import gzip
import io
import tracemalloc
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.intake.options import Options
from tacitus.intake.warc import read_archive
from tacitus.model.source import Skipped, Source
from tacitus.settings import Limits
from tests.warcs import answer, packed, page, record

RECORDS = [page(1), record("request", b"GET /2 HTTP/1.1\r\n\r\n", number=2), page(3), page(4)]
PLAIN, PACKED = b"".join(RECORDS), packed(*RECORDS)
LAST, LAST_MEMBER = len(RECORDS[-1]), len(packed(RECORDS[-1]))


def read(data: bytes, is_packed: bool, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """The numbers of the pages that came, and what was said."""
    items = list(read_archive("crawl", io.BytesIO(data), Options(limits=limits or Limits()), is_packed))
    pages = [item.uri.rpartition("/")[2] for item in items if isinstance(item, Source)]
    return pages, [item.why_not for item in items if isinstance(item, Skipped)]


def test_whole_archives_say_nothing() -> None:
    assert read(PLAIN, False) == read(PACKED, True) == (["1", "3", "4"], [])
    assert read(gzip.compress(PLAIN), True) == (["1", "3", "4"], [])
    assert read(PACKED + b"\0" * 512, True) == (["1", "3", "4"], [])


def test_a_plain_archive_cut_anywhere_in_a_record_says_so_and_keeps_the_rest() -> None:
    for cut in range(1, LAST):
        pages, said = read(PLAIN[:-cut], False)
        assert pages == (["1", "3", "4"] if cut <= 4 else ["1", "3"]), cut
        (why_not,) = said
        assert "record 4" in why_not or "cut off behind record 3" in why_not
        assert "what is whole was read" in why_not


def test_a_packed_archive_cut_anywhere_in_a_record_says_so_and_keeps_the_rest() -> None:
    for cut in range(1, LAST_MEMBER):
        pages, said = read(PACKED[:-cut], True)
        assert pages[:2] == ["1", "3"], cut
        (why_not,) = said
        assert "the archive ends in the middle of record 4" in why_not


def test_an_archive_packed_as_one_and_cut_keeps_what_is_whole() -> None:
    pages, said = read(gzip.compress(PLAIN)[:-20], True)
    assert pages[:2] == ["1", "3"]
    assert "ends in the middle" in said[0]


def test_the_fault_is_said_last_under_the_name_of_the_archive() -> None:
    items = list(read_archive("crawl", io.BytesIO(PLAIN[:-9]), Options(), False))
    assert [type(item) for item in items] == [Source, Source, Skipped]
    assert (items[-1].key, items[-1].uri) == ("crawl", "crawl")


def test_a_record_whose_check_sum_does_not_hold_is_not_given() -> None:
    for place, kept in ((len(PACKED) - 6, ["1", "3"]), (len(packed(RECORDS[0])) - 6, [])):
        flipped = bytearray(PACKED)
        flipped[place] ^= 1
        pages, (why_not,) = read(bytes(flipped), True)
        assert pages == kept
        assert "damaged at record" in why_not


def test_bytes_behind_the_last_record_are_said() -> None:
    for data, is_packed in ((PLAIN + b"and more", False), (PACKED + b"and more", True)):
        pages, said = read(data, is_packed)
        assert pages == ["1", "3", "4"]
        assert "damaged" in said[0]


@pytest.mark.parametrize("length", ["-5", "x", "99999999999999999999999", "1e3", ""])
def test_a_length_that_is_none_ends_the_reading_in_words(length: str) -> None:
    pages, said = read(page(1) + record(block=answer(), Content_Length=length) + page(3), False)
    assert pages == ["1"]
    assert "record 2" in said[-1]


def test_a_bomb_takes_no_memory() -> None:
    """Thirty megabytes in a member and inside a page's own compression."""
    zeros = gzip.compress(b"\0" * 30_000_000)
    huge = packed(record(block=answer(b"\0" * 30_000_000)), page(2))
    inner = packed(record(block=answer(zeros, Content_Encoding="gzip")), page(2))
    for data in (huge, inner):
        tracemalloc.start()
        pages, said = read(data, True, Limits(record_bytes=1_000_000, report_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert sorted([*pages, *said]) == ["2", "larger than 1,000,000 bytes: no single report is"]
        assert peak < 8_000_000


def test_memory_does_not_grow_with_the_archive() -> None:
    class Long(io.RawIOBase):
        left = 20_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            if not self.left:
                return 0
            self.left -= 1
            buffer[: len(RECORDS[0])] = RECORDS[0]
            return len(RECORDS[0])

    tracemalloc.start()
    count = sum(isinstance(item, Source) for item in read_archive("crawl", cast("BinaryIO", Long()), Options(), False))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 4_000_000


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, bool]:
    """An archive with bytes changed, taken out, put in, and its end cut off."""
    is_packed = draw(st.booleans())
    data = bytearray(PACKED if is_packed else PLAIN)
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(data) - 1))
        data[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data[: draw(st.integers(0, len(data)))]), is_packed


@settings(max_examples=400, deadline=None)
@given(damaged())
def test_no_bytes_raise(case: tuple[bytes, bool]) -> None:
    items = list(read_archive("crawl", io.BytesIO(case[0]), Options(), case[1]))
    assert items
    assert all("\n" not in item.why_not for item in items if isinstance(item, Skipped))
