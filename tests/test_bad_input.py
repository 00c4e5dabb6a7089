"""The hostile and the clumsy user's files and addresses: one clear line for each that is no report; the rest is read as if alone.

The command line and the intake are the real ones; the reading finds nothing, which is quick.
"""

import gzip
import io
import json
import os
import random
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tacitus.intake import addresses
from tacitus.intake.options import Options
from tacitus.settings import Limits
from tacitus.views.cli import read as read_verb
from tacitus.views.cli.verbs import app
from tests.telling import GOOD, LINE, corpus, find_nothing, tell, write_good
from tests.test_intake_fetch import Handler


@pytest.fixture
def hollow_kit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from find_nothing(monkeypatch)


@pytest.fixture
def good(tmp_path: Path) -> str:
    return write_good(tmp_path)


def refused(good: str, bad: str, *options: str) -> str:
    """Why `bad`, which is one report, was not read. It fails alone, and costs a good report on either side nothing."""
    alone = tell("read", "--json", *options, bad)
    beside = tell("read", "--json", *options, good, bad, good)
    expected = tell("read", "--json", good).lines
    assert (alone.code, beside.code) == (2, 1)
    assert len(alone.complaints) == 1 and alone.complaints == beside.complaints
    assert beside.lines == [*expected, *alone.lines, *expected]
    ((key, line),) = alone.lines
    why_not = json.loads(line)["skipped"][0]["why_not"]
    assert alone.complaints[0] == f"tacitus: skipped {key}: {why_not}"
    return str(why_not)


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("report.txt", GOOD)
    return packed.getvalue()


WESTERN = "Shells fell on Abéché, said the mayor of Abéché. The café of the town was hit. "
NO_TEXT = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n\t \n", "empty"),
    "marks": (b"... --- !!! 1234\n", "no words"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(random.Random(1).randbytes(4000)), "a PDF: save it as text"),
    "zip": (zipped(), "a zip archive or an office document"),
    "nul at the end": (GOOD.encode() + b"\0\0", "a binary file"),
    "nul far behind": (GOOD.encode() * 400 + b"\0" + GOOD.encode(), "a binary file"),
    "noise": (bytes(random.Random(2).randbytes(20_000)), "a binary file"),
    "russian": ("Армия сообщила об обстреле города. Погибли девять человек. ".encode("cp1251") * 5, "Russian; only English"),
    "arabic": ("قال الجيش إن تسعة أشخاص قتلوا في القصف على المدينة. ".encode("cp1256") * 5, "Arabic; only English"),
    "half and half": (WESTERN.encode() * 20 + WESTERN.encode("cp1252") * 20, "encodings are mixed"),
    "broken utf-16": (GOOD.encode("utf-16") + b"x", "begins as UTF-16"),
    "50 MB": (LINE.encode() * (50_000_000 // len(LINE)), "larger than 20,000,000 bytes"),
    "a line of 5 MB": (LINE.encode() * (5_000_000 // len(LINE)), "longer than 250,000 characters"),
    "deep markup": (b"<html><body>" + b"<div>" * 10_000 + b"<p>" + LINE.encode(), "400 tags inside one another"),
    "half a gzip": (gzip.compress(GOOD.encode())[:60], "compressed file is broken"),
    "gzip of gzip": (gzip.compress(gzip.compress(GOOD.encode())), "compressed twice"),
}


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.parametrize("name", NO_TEXT)
def test_a_file_that_is_no_report_is_named_with_its_reason(good: str, tmp_path: Path, name: str) -> None:
    data, words = NO_TEXT[name]
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    assert words in refused(good, str(bad))


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.parametrize(
    ("encoding", "known_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 (bom)"),
        ("utf-16", "utf-16 (bom)"),
        ("utf-16-le", "utf-16-le (no bom)"),
        ("utf-16-be", "utf-16-be (no bom)"),
        ("cp1252", "cp1252 (its marks are the same in all Windows code pages)"),
        ("cp1251", "cp1252 (its marks are the same in all Windows code pages)"),
        ("cp1256", "cp1252 (its marks are the same in all Windows code pages)"),
    ],
)
def test_english_is_the_same_text_in_any_encoding(tmp_path: Path, encoding: str, known_as: str) -> None:
    text = GOOD + "“It was night,” a nurse said – and ‘all’ were asleep…\n"
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    assert tell("read", "--json", str(path)).of(str(path))["document"]["encoding"] == known_as
    assert CliRunner().invoke(app, ["read", "--text", str(path)]).stdout_bytes.decode() == text


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("gone.txt", "no such file or folder"),
        ("hollow", "no report in this folder"),
        ("hollow/", "no report in this folder"),
        ("x" * 5000, "cannot be opened"),
        ("nul\0byte.txt", "no such file or folder"),
        ("ftp://example.org/a.txt", "only http and https addresses are read"),
        ("file:///etc/hostname", "only http and https addresses are read"),
        ("http://[::1", "not a web address"),
        ("http://example.org:99999/", "not a web address"),
        ("https://me:secret@example.org/", "credentials are never sent"),
        ("http://127.0.0.1:9/", "inside a private network"),
        ("http://0x7f.1/", "inside a private network"),
    ],
)
def test_an_input_that_leads_nowhere(good: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locator: str, words: str) -> None:
    (tmp_path / "hollow").mkdir()
    (tmp_path / "hollow" / "notes.xyz").write_text(GOOD, encoding="utf8")
    monkeypatch.chdir(tmp_path)
    done = tell("read", "--json", good, locator)
    assert done.code == 1 and len(done.complaints) == 1 and words in done.complaints[0]
    assert done.lines[0] == tell("read", "--json", good).lines[0]
    assert done.complaints[0].count("hollow") <= 1


@pytest.mark.usefixtures("hollow_kit")
def test_an_empty_name_is_not_the_folder_one_stands_in(good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(good).parent)
    done = tell("read", "--json", "")
    assert done.code == 2 and len(done.lines) == 1 and "is a variable empty?" in done.complaints[0]


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to this user")
def test_what_is_closed_to_us(good: str, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert "the folder cannot be opened: Permission denied" in refused(good, str(closed))
        done = tell("read", good, "--out", str(closed / "out"))
        assert done.code == 2 and "cannot be written: Permission denied" in done.complaints[0]
    finally:
        closed.chmod(0o700)


@pytest.mark.usefixtures("hollow_kit")
def test_broken_records_cost_only_themselves(tmp_path: Path) -> None:
    report = {"id": "first", "text": GOOD}
    bad: list[tuple[object, str]] = [
        (b'{"id": "x", "text": "unfinish', "not JSON"),
        (["no", "object"], "no JSON object"),
        ({"id": "x5"}, "no text column"),
        ({"id": "x6", "text": 5}, "is no string"),
        ({"id": "x7", "text": None}, "is empty"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id":"x9","text":"half a \\ud800 character"}', "half a character"),
        (b'{"id":"x10","text":"a wrong \\uZZZZ escape"}', r"Invalid \uXXXX escape"),
        (b'{"id":"x11","text":"a byte \xff too many"}', "not UTF-8"),
        ({"id": "x12", "text": LINE * (5_000_000 // len(LINE))}, "longer than 250,000 characters"),
        ({"id": "x13", "text": GOOD + "\0"}, "binary"),
    ]
    path = corpus(tmp_path / "c.jsonl", report, *(record for record, _ in bad), report | {"id": "last"})
    done = tell("read", "--json", path)
    assert done.code == 1 and len(done.lines) == len(bad) + 2 and len(done.complaints) == len(bad)
    for number, ((_, words), line) in enumerate(zip(bad, done.complaints, strict=True), 2):
        assert words in line and f"{path}:{number}" in line, line
    (tmp_path / "short").mkdir()
    whole = tell("read", "--json", corpus(tmp_path / "short" / "c.jsonl", report, report | {"id": "last"}))
    for key in ("first", "last"):
        ours, alone = done.of(key), whole.of(key)
        del ours["document"]["uri"], alone["document"]["uri"]
        assert ours == alone


@pytest.mark.usefixtures("hollow_kit")
def test_an_id_may_hold_half_a_character_and_a_text_any_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'{"id":"a\\udfff","text":"Shells fell on the town \\ud83d\\ude00, the army said."}\n')
    done = tell("read", "--json", str(path))
    assert (done.code, [key for key, _ in done.lines]) == (0, ["a?"])


@pytest.mark.usefixtures("hollow_kit")
def test_ids_may_repeat(tmp_path: Path) -> None:
    report = {"id": "same", "text": GOOD}
    path = corpus(tmp_path / "c.jsonl", report, report | {"text": GOOD + LINE}, report)
    done = tell("read", "--json", path)
    assert (done.code, done.complaints, [key for key, _ in done.lines]) == (0, [], ["same"] * 3)
    assert [json.loads(line)["document"]["uri"] for _, line in done.lines] == [f"{path}:{number}" for number in (1, 2, 3)]
    assert tell("read", path, "--out", str(tmp_path / "out")).complaints[0].startswith("tacitus: 3 reports in ")


@pytest.mark.usefixtures("hollow_kit")
def test_a_missing_column_is_answered_with_those_that_are_there(good: str, tmp_path: Path) -> None:
    table = tmp_path / "c.csv"
    table.write_text("number,what_happened\n1,Shells fell\n", encoding="utf8")
    assert refused(good, str(table)).endswith("its columns are: number, what_happened")
    assert "(looked for words); its columns are: number, what_happened" in refused(good, str(table), "--text-column", "words")


@pytest.mark.usefixtures("hollow_kit")
def test_a_quotation_mark_that_is_never_closed_in_a_table(good: str, tmp_path: Path) -> None:
    table = tmp_path / "c.csv"
    table.write_text(f'id,text\na,"{LINE}"\nb,"{LINE}\nc,{LINE}\n', encoding="utf8")
    done = tell("read", "--json", str(table), good)
    assert done.code == 1 and [key for key, _ in done.lines] == ["a", f"{table}:3", good]
    assert len(done.complaints) == 1 and f"{table}:3" in done.complaints[0]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A web server on this machine, which is taken for a public address; all others of this machine are not. Little patience."""
    limits = Limits(response_bytes=200_000, fetch_seconds=1.0, connect_seconds=0.5)
    monkeypatch.setattr(read_verb, "Intake", partial(Options, limits=limits))
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=here.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{here.server_address[1]}"
    here.shutdown()
    here.server_close()
    thread.join()


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("large", "larger than 200,000 bytes"),
        ("endless", "larger than 200,000 bytes"),
        ("bomb", "larger than 200,000 bytes"),
        ("slow", "longer than 1 seconds"),
        ("inside", "127.0.0.2 is an address inside a private network"),
        ("to-a-file", "only http and https addresses are read"),
        ("circle", "go in a circle"),
        ("on-and-on", "more than 5 redirects"),
        ("missing", "answered 404"),
        ("picture", "image/png"),
    ],
)
def test_an_address_that_gives_no_report(server: str, good: str, path: str, words: str) -> None:
    done = tell("read", "--json", f"{server}/{path}", good)
    assert done.code == 1 and len(done.complaints) == 1 and words in done.complaints[0]
    assert done.lines[1] == tell("read", "--json", good).lines[0]


@pytest.mark.usefixtures("hollow_kit")
def test_an_address_where_nobody_answers(server: str, good: str) -> None:
    done = tell("read", "--json", "http://127.0.0.1:1/", good)
    assert done.code == 1 and "no answer from 127.0.0.1" in done.complaints[0] and len(done.complaints) == 1
