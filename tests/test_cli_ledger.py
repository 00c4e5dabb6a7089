"""The ledger's verbs on the command line: what they print, with which exit code, and what they say of a mistake."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tacitus.views.cli.verbs import app
from tests.web import serving

REPORT = (
    "Gunmen attack village\n\nBAMAKO, March 5, 2024 - Gunmen killed at least 12 villagers near Mopti on Monday, a resident said."
    " The army said its soldiers had captured two fighters in Gao.\n"
)


def call(*words: str, **more: Any) -> Result:
    return CliRunner().invoke(app, list(words), **more)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "march.tacitus.db"
    monkeypatch.setenv("TACITUS_LEDGER", str(path))
    monkeypatch.setenv("TACITUS_CODER", "A. Coder")
    monkeypatch.setenv("COLUMNS", "120")
    assert call("init", str(path)).exit_code == 0
    return path


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return str(path)


@pytest.fixture
def kept(book: Path, report: str) -> Iterator[Path]:
    assert call("add", report).exit_code == 0
    yield book


def rows(*words: str) -> list[dict[str, Any]]:
    done = call(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_init_lays_the_archive_beside_the_file(book: Path) -> None:
    assert book.is_file()
    assert (book.parent / "march.tacitus.archive").is_dir()
    again = call("init", str(book))
    assert again.exit_code == 0, "a second time it keeps what is there"


def test_add_tells_what_became_of_each_report(book: Path, report: str) -> None:
    assert [line["news"] for line in rows("add", report)] == ["added"]
    (line,) = rows("add", report)
    assert line["news"] == "there" and line["claims"] >= 2


def test_add_skips_what_cannot_be_read_and_keeps_the_rest(book: Path, report: str) -> None:
    done = call("add", report, "/no/such/file")
    assert done.exit_code == 1
    assert "no such file" in done.stderr and "1 added, 1 skipped" in done.stderr
    assert call("add", "/no/such/file").exit_code == 2


def test_claims_are_one_a_line_in_a_stable_order(kept: Path) -> None:
    lines = rows("claims")
    assert [line["format"] for line in lines] == ["tacitus-claim/1"] * len(lines)
    assert lines == rows("claims")
    assert {line["id"] for line in rows("claims", "--type", "killing")} < {line["id"] for line in lines}


def test_search_finds_the_claim_and_shows_its_words(kept: Path) -> None:
    shown = call("search", "villagers")
    assert "Mopti" in shown.stdout and "at least 12 villagers" in shown.stdout
    (hit,) = rows("search", "villagers", "--reports")
    assert "BAMAKO" in hit["passage"] or "villagers" in hit["passage"]
    assert "nothing is there" in call("search", "zeppelin").stderr


def test_show_and_trace_lead_from_a_claim_to_the_bytes(kept: Path) -> None:
    key = rows("claims", "--type", "killing")[0]["id"]
    (traced,) = rows("trace", key[:12])
    assert traced["holds"] and traced["line"]["id"] == key
    assert Path(traced["file"]).is_file()
    assert call("show", key, "--text").stdout == REPORT
    assert call("show", key, "--bytes").stdout_bytes == REPORT.encode()
    assert "ASSAULT" in call("show", key).stdout
    assert rows("show", traced["reading"])[0]["id"] == traced["reading"]
    assert "A. Coder" in " ".join(call("show", traced["document"]).stdout.split())


def test_trace_says_what_does_not_hold(kept: Path) -> None:
    key = rows("claims")[0]["id"]
    (traced,) = rows("trace", key)
    Path(traced["file"]).write_bytes(b"x")
    broken = call("trace", key)
    assert broken.exit_code == 1
    assert "damaged" in broken.stdout


def test_diff_shows_a_correction(kept: Path, report: str) -> None:
    assert "one version" in call("diff", report).stderr
    Path(report).write_text(REPORT.replace("at least 12", "at least 19"))
    assert call("add", report).exit_code == 0
    assert "at least 12 villagers (killed) → at least 19 villagers (killed)" in call("diff", report).stdout
    assert {change["what"] for change in rows("diff", report)} == {"changed", "same"}


def test_stats_count(kept: Path) -> None:
    (told,) = rows("stats")
    assert told["reports"] == told["archived"] == 1
    assert told["claims"] == len(rows("claims")) == sum(told["types"].values())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("claims", "--since", "yesterday"), "--since yesterday: no such day"),
        (("claims", "--since", "2024-03-05", "--until", "2024-03-01"), "lies before"),
        (("claims", "--box", "1,2,3"), "give W,S,E,N"),
        (("claims", "--near", "99,2,3"), "a latitude of 99 degrees"),
        (("search", '"!"'), "no word to look for"),
        (("show", "claim-zz"), "not an id"),
        (("trace", "claim-00000000"), "nothing in the ledger has that id"),
        (("diff", "https://example.org/x"), "nothing from that address"),
        (("stats", "--ledger", "/no/such.tacitus.db"), "there is no ledger"),
        (("stats", "--ledger", "mysql://host/x"), "a ledger is a file, or postgresql"),
        (("stats", "--ledger", "postgresql://me:secret@127.0.0.1:1/x?archive=/tmp/x.archive"), "no server answers"),
        (("add", "x", "--as", " "), "--as"),
    ],
)
def test_a_mistake_is_said_in_one_line(book: Path, words: tuple[str, ...], says: str) -> None:
    done = call(*words)
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1 and "secret" not in done.stderr


def test_without_a_ledger_the_verbs_say_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TACITUS_LEDGER", raising=False)
    for verb in (["claims"], ["search", "x"], ["show", "x"], ["trace", "x"], ["stats"], ["diff", "x"], ["add", "x"]):
        done = call(*verb)
        assert done.exit_code == 2 and "TACITUS_LEDGER" in done.stderr, verb


def test_watch_reads_what_is_new_and_asks_politely_the_next_time(book: Path, tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Gunmen attack</h1><p>{REPORT.split(chr(10))[2]}</p></article></body></html>"
    with serving() as web:
        link = web.put("/one.html", page.encode(), Content_Type="text/html")
        entry = f"<item><title>Gunmen attack</title><link>{link}</link></item>"
        feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Sahel</title>{entry}</channel></rss>"
        address = web.put("/feed.xml", feed.encode(), Content_Type="application/rss+xml", ETag='"one"')
        listed = tmp_path / "FEEDS.toml"
        listed.write_text(f'[[feed]]\nurl = "{address}"\nname = "Sahel"\n')
        first = rows("watch", str(listed), "--once", "--allow-private-addresses")
        assert [line.get("news") for line in first] == ["added", None]
        assert first[-1]["new"] == 1 and first[-1]["status"] == 200
        asked = len(web.asked)
        second = rows("watch", str(listed), "--once", "--allow-private-addresses")
        assert web.headers.get("If-None-Match") == '"one"'
        assert "/one.html" not in web.asked[asked:], "a page that is there is not fetched again"
        assert second[-1]["new"] == 0


def test_watch_leaves_a_failing_feed_alone(book: Path, tmp_path: Path) -> None:
    with serving() as web:
        listed = tmp_path / "FEEDS.toml"
        listed.write_text(f'[[feed]]\nurl = "{web.put("/feed.xml", b"", 503, Retry_After="3600")}"\nname = "Sahel"\n')
        assert call("watch", str(listed), "--once", "--allow-private-addresses").exit_code == 2
        asked = len(web.asked)
        again = call("watch", str(listed), "--once", "--allow-private-addresses")
        assert "left alone until" in again.stderr
        assert len(web.asked) == asked


@pytest.mark.parametrize("form", ["plover", "geojson", "ftm", "webannotation", "csv", "jsonl", "parquet", "geoparquet"])
def test_export_writes_each_format_and_states_what_was_withheld(kept: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"march.{form}"
    words = ("export", "--format", form, "--out", str(out), "--as-of", "2024-06-01")
    done = call(*words)
    assert done.exit_code == 0, done.stderr
    about = json.loads(Path(f"{out}.about.json").read_text())
    assert about["profile"]["name"] == "public" and about["ledger"] == "march"
    assert about["claims"]["given"] == len(rows("claims"))
    assert "is there already" in call(*words).stderr
    before = out.read_bytes()
    assert call(*words, "--replace").exit_code == 0
    assert out.read_bytes() == before


def test_export_takes_the_claims_that_are_wanted(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "killings.jsonl"
    assert call("export", "--format", "jsonl", "--out", str(out), "--type", "killing", "--profile", "full").exit_code == 0
    assert {json.loads(line)["type"] for line in out.read_text().splitlines()} == {"killing"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "give --format NAME and --out PATH"),
        (("--format", "word", "--out", "x"), "no such format"),
        (("--format", "csv", "--out", "x.csv", "--profile", "secret"), "secret"),
        (("--format", "csv", "--out", "/no/such/folder/x.csv"), "/no/such/folder"),
        (("--format", "csv", "--out", "x.csv", "--as-of", "soon"), "--as-of soon"),
        (("--format", "csv", "--bag", "x"), "leave out --format"),
    ],
)
def test_export_says_what_is_wrong(kept: Path, words: tuple[str, ...], says: str) -> None:
    done = call("export", *words)
    assert done.exit_code == 2 and says in done.stderr and done.stderr.count("\n") == 1
    assert not Path("x.csv").exists()


def test_copies_make_one_family(book: Path, tmp_path: Path) -> None:
    told = " ".join(
        f"Shelling hit the {place} of Orikhiv before dawn and rescuers searched the rubble while neighbours carried water to them."
        for place in ("market", "school", "clinic", "bakery", "station", "town hall")
    )
    for name, head in (
        ("wire", "OREKHIV, March 6, 2024 (Reuters) - "),
        ("paper", "Our town, March 6, 2024 (Reuters) - As we went to press: "),
    ):
        (tmp_path / f"{name}.txt").write_text(f"Shells hit town\n\n{head}{told}\n")
    assert call("add", str(tmp_path / "wire.txt"), str(tmp_path / "paper.txt")).exit_code == 0
    (family,) = rows("copies")
    assert len(family["members"]) == 2 and family["root"] == "Reuters"
    for passage in family["pairs"][0]["passages"]:
        assert passage["left"]["text"].casefold() == passage["right"]["text"].casefold()
    assert "2 reports with one text" in call("copies").stdout
