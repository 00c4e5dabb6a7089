"""What a person names becomes reports: files, folders, standard input, corpora."""

import gzip
import io
import json
from pathlib import Path

import pytest

from tacitus.errors import InputError
from tacitus.intake.options import Columns, Options
from tacitus.intake.sources import sources
from tacitus.model.source import Given, Skipped, Source
from tacitus.settings import Limits

REPORT = "Shells fell on the market in Omdurman, and the medics said that nine people were killed.\n"


def read(locator: object, options: Options | None = None) -> list[Source | Skipped]:
    return list(sources(str(locator), options or Options()))


def one(locator: object, options: Options | None = None) -> Source:
    (item,) = read(locator, options)
    assert isinstance(item, Source), item
    return item


def refusal(locator: object, options: Options | None = None) -> str:
    (item,) = read(locator, options)
    assert isinstance(item, Skipped), item
    assert "\n" not in item.why_not
    return item.why_not


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_file_is_one_report_under_the_name_that_was_given(tmp_path: Path) -> None:
    path = write(tmp_path / "report.txt", REPORT)
    source = one(path)
    assert (source.key, source.data, source.media_type) == (str(path), REPORT.encode(), "text/plain")


def test_markup_is_known_by_its_bytes_whatever_the_name(tmp_path: Path) -> None:
    assert one(write(tmp_path / "report.txt", "<!doctype html><p>Shells fell.")).media_type == "text/html"
    assert one(write(tmp_path / "report", "\n<!-- saved --><html><p>Shells fell.")).media_type == "text/html"
    assert one(write(tmp_path / "notes", "Shells fell on <b>Kadugli</b>.")).media_type == "text/plain"


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.txt") == "no such file or folder"


def test_a_name_that_no_file_can_have_is_skipped() -> None:
    assert "cannot be opened" in refusal("x" * 5000) or "no such file" in refusal("x" * 5000)
    assert refusal("a\0b") == "no such file or folder"


def test_a_folder_gives_its_reports_by_path_and_names_the_documents_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path / "b" / "two.txt", REPORT)
    write(tmp_path / "a.html", f"<html><p>{REPORT}")
    write(tmp_path / "c.pdf", b"%PDF-1.7")
    write(tmp_path / "d.py", "print()")
    write(tmp_path / ".hidden.txt", REPORT)
    items = read(tmp_path)
    assert [Path(item.key).name for item in items] == ["a.html", "two.txt", "c.pdf"]
    assert isinstance(items[2], Skipped)
    assert "PDF" in items[2].why_not


def test_a_folder_without_a_report_is_an_error_at_once(tmp_path: Path) -> None:
    write(tmp_path / "picture.png", b"\x89PNG")
    with pytest.raises(InputError, match="no report in this folder"):
        sources(str(tmp_path), Options())


def test_an_empty_file_is_skipped(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "empty.txt", "")) == "the file is empty"
    assert refusal(write(tmp_path / "blank.jsonl", " \n\n")) == "the file is empty"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (bytes(range(256)) * 8, "binary"),
        (b"Shells\0fell", "binary"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "feed"),
        (b"{\\rtf1 Shells}", "RTF"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    assert what in refusal(write(tmp_path / "report.txt", content))


def test_a_report_larger_than_the_limit_is_skipped(tmp_path: Path) -> None:
    path = write(tmp_path / "long.txt", REPORT * 100)
    assert "larger than 1,000 bytes" in refusal(path, Options(limits=Limits(report_bytes=1000)))


def test_fifty_megabytes_of_text_are_skipped(tmp_path: Path) -> None:
    assert "larger than" in refusal(write(tmp_path / "long.txt", b"Shells fell. " * 4_000_000))


def test_what_is_no_file_is_skipped() -> None:
    assert refusal("/dev/null") == "neither a file nor a folder"


def test_standard_input_is_a_report_or_a_corpus_by_its_bytes() -> None:
    assert one("-", Options(stdin=io.BytesIO(REPORT.encode()))).key == "-"
    lines = "\n".join(json.dumps({"id": key, "text": REPORT}) for key in "ab")
    assert [item.key for item in read("-", Options(stdin=io.BytesIO(lines.encode())))] == ["a", "b"]
    table = f'id,text\nx,"{REPORT}"\n'
    assert one("-", Options(stdin=io.BytesIO(table.encode()))).data == REPORT.encode()


def test_no_standard_input_is_an_error() -> None:
    with pytest.raises(InputError, match="standard input"):
        sources("-", Options())


def test_a_given_date_that_could_be_two_days_is_an_error() -> None:
    with pytest.raises(InputError, match="2024-03-05"):
        sources("-", Options(given=Given(published="03/04/2024"), stdin=io.BytesIO(b"x")))


def test_what_a_person_gives_reaches_every_source(tmp_path: Path) -> None:
    given = Given(published="2024-04-16", publisher="Nile Courier")
    assert one(write(tmp_path / "report.txt", REPORT), Options(given=given)).given == given


# corpora


def test_json_lines_give_one_source_a_record_with_its_text_unchanged(tmp_path: Path) -> None:
    text = "\ufeff Shells fell.\u00a0\r\n\r\nNine died. "
    said = {"published": "2024-04-16", "publisher": "Nile Courier", "title": "Shells"}
    source = one(write(tmp_path / "corpus.jsonl", json.dumps({"id": 7, "text": text, "url": "https://x.org/7"} | said)))
    assert (source.key, source.uri, source.data.decode()) == ("7", "https://x.org/7", text)
    assert (source.media_type, source.charset) == ("text/plain", "utf-8")
    assert source.given == Given("2024-04-16", "Nile Courier", "Shells")


def test_a_broken_line_is_skipped_by_its_number_and_the_rest_go_on(tmp_path: Path) -> None:
    good = json.dumps({"text": REPORT})
    path = write(
        tmp_path / "corpus.jsonl", f'{good}\n{{"text": "Shel\n\n[1]\n{good}\n'.encode() + b'{"text": "\xff"}\n' + b"[" * 100_000
    )
    items = read(path)
    assert [item.key for item in items] == [f"{path}:{line}" for line in (1, 2, 4, 5, 6, 7)]
    reasons = [item.why_not for item in items if isinstance(item, Skipped)]
    starts = ["not JSON", "the line is no JSON object", "it is not UTF-8", "not JSON"]
    assert [reason[: len(start)] for reason, start in zip(reasons, starts, strict=True)] == starts


@pytest.mark.parametrize(
    ("record", "why_not"),
    [
        ({"id": 1, "text": ""}, "empty"),
        ({"id": 1, "text": None}, "empty"),
        ({"id": 1, "text": ["Shells"]}, "no string"),
        ({"id": 1, "words": "Shells"}, "its columns are: id, words"),
        ({"id": 1, "text": "half \ud83d"}, "surrogate"),
        ({"id": 1, "text": None, "notes": "Shells fell."}, "empty"),
    ],
)
def test_a_record_without_text_is_skipped(tmp_path: Path, record: dict[str, object], why_not: str) -> None:
    assert why_not in refusal(write(tmp_path / "corpus.jsonl", json.dumps(record)))


def test_a_line_longer_than_a_record_is_skipped_and_left(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": REPORT})
    path = write(tmp_path / "corpus.jsonl", json.dumps({"text": "x" * 5_000_000}) + "\n" + good)
    items = read(path, Options(limits=Limits(record_bytes=1000)))
    assert [item.key for item in items] == [f"{path}:1", "good"]
    assert "longer than 1,000 bytes" in str(items[0])


def test_a_json_file_may_hold_one_object_or_a_list_or_lines(tmp_path: Path) -> None:
    record = {"id": "a", "text": REPORT}
    for content in (json.dumps(record, indent=1), json.dumps([record]), f"{json.dumps(record)}\n"):
        assert one(write(tmp_path / "corpus.json", content)).key == "a"
    both = f"{json.dumps(record)}\n{json.dumps({**record, 'id': 'b'})}\n"
    assert [item.key for item in read(write(tmp_path / "corpus.json", both))] == ["a", "b"]
    assert "not JSON" in refusal(write(tmp_path / "corpus.json", "[1, 2"))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_may_part_its_fields_by_comma_semicolon_or_tab(tmp_path: Path, mark: str) -> None:
    rows = [["event_id_cnty", "NOTES", "source"], ["SUD1", '"Shells, and\r\n""more""; fell.\tNine died."', "Radio Kivu"]]
    path = write(tmp_path / "corpus.csv", "\ufeff" + "\n".join(mark.join(row) for row in rows))
    source = one(path)
    assert (source.key, source.data.decode()) == ("SUD1", 'Shells, and\r\n"more"; fell.\tNine died.')
    assert source.given.publisher == "Radio Kivu"


def test_csv_without_a_text_column_is_skipped_once_and_its_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "corpus.csv", "id,words\n1,Shells\n2,Mortars\n")
    assert "its columns are: id, words" in refusal(path)
    assert one(write(tmp_path / "one.csv", "id,words\n1,Shells\n"), Options(columns=Columns(text=("Words",)))).data == b"Shells"


def test_broken_rows_of_csv_are_skipped_by_their_line(tmp_path: Path) -> None:
    path = write(tmp_path / "corpus.csv", "id,text\na,Shells fell.\nb,Shells, mortars\nc\nd,Nine died.\n")
    items = read(path)
    assert [item.key for item in items] == ["a", f"{path}:3", "c", "d"]
    assert [item.why_not.partition(":")[0] for item in items if isinstance(item, Skipped)] == [
        "the row has 3 fields, the header 2",
        "the record's text is empty",
    ]


def test_a_quotation_mark_that_is_never_closed_is_said(tmp_path: Path) -> None:
    items = read(write(tmp_path / "corpus.csv", 'id,text\na,Shells fell.\nb,"Mortars\nc,Nine died.\n'))
    assert [type(item) for item in items] == [Source, Skipped]
    assert "unexpected end of data" in str(items[1])


def test_a_field_of_a_megabyte_is_read(tmp_path: Path) -> None:
    assert len(one(write(tmp_path / "corpus.csv", "id,text\na," + "x" * 1_000_000)).data) == 1_000_000


def test_a_csv_line_longer_than_a_record_ends_the_reading(tmp_path: Path) -> None:
    items = read(write(tmp_path / "corpus.csv", "id,text\na,Shells\nb," + "x" * 5000), Options(limits=Limits(record_bytes=1000)))
    assert "what follows is not read" in str(items[-1])


def test_csv_in_a_windows_code_page_is_decoded(tmp_path: Path) -> None:
    content = "id,text\na,“Shells fell”, he said"
    assert one(write(tmp_path / "corpus.csv", content.replace("”,", "”").encode("cp1252"))).data.decode() == "“Shells fell” he said"


def test_a_byte_that_does_not_fit_skips_its_row_only(tmp_path: Path) -> None:
    head = "id,text\n" + "".join(f"{number},Café in Kyiv\n" for number in range(9000))
    items = read(write(tmp_path / "corpus.csv", head.encode() + b"bad,caf\xe9\ngood,Shells\n"))
    assert [type(item) for item in items[-2:]] == [Skipped, Source]


def test_a_corpus_may_be_gzipped(tmp_path: Path) -> None:
    content = "".join(json.dumps({"id": key, "text": REPORT}) + "\n" for key in "ab").encode()
    assert [item.key for item in read(write(tmp_path / "corpus.jsonl.gz", gzip.compress(content)))] == ["a", "b"]
    assert one(write(tmp_path / "report.txt.gz", gzip.compress(REPORT.encode()))).data == REPORT.encode()


def test_a_broken_or_doubled_gzip_file_is_skipped(tmp_path: Path) -> None:
    packed = gzip.compress(REPORT.encode() * 1000)
    assert "broken" in refusal(write(tmp_path / "a.txt.gz", packed[:40]))
    assert refusal(write(tmp_path / "b.txt.gz", gzip.compress(packed))) == "compressed twice"


def test_a_gzip_bomb_is_cut_off(tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.txt.gz", gzip.compress(b"Shells " * 10_000_000))
    assert "larger than" in refusal(path)


def test_a_corpus_without_a_record_is_said(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "corpus.csv", "id,text\n")) == "no record in it"
    assert refusal(write(tmp_path / "corpus.json", "[]")) == "no record in it"


def test_a_corpus_is_read_only_as_far_as_it_is_asked_for(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = json.dumps({"text": REPORT}).encode() + b"\n"
            part = (line * (len(buffer) // len(line) + 1))[: len(buffer) // len(line) * len(line)]
            buffer[: len(part)] = part
            self.taken += len(part)
            return len(part)

    endless = Endless()
    stream = sources("-", Options(stdin=io.BufferedReader(endless)))  # type: ignore[type-var]
    assert [type(next(stream)) for _ in range(100)] == [Source] * 100
    assert endless.taken < 1_000_000
