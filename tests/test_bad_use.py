"""The hostile and the clumsy user's options, tables, pipes and strangest texts: one clear line, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tacitus.views.cli.verbs import app
from tests.telling import GOOD, LINE, corpus, find_nothing, tell, write_good


@pytest.fixture
def hollow_kit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from find_nothing(monkeypatch)


@pytest.fixture
def good(tmp_path: Path) -> str:
    return write_good(tmp_path)


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--published", "yesterday"), "write it like 2024-03-05"),
        (("--published", ""), "write it like 2024-03-05"),
        (("--jobs", "0"), "--jobs"),
        (("--jobs", "many"), "--jobs"),
        (("--why", "0"), "--why"),
        (("--why", "99"), "it has no claims"),
        (("--shard", "2/3"), "--shard needs --out"),
        (("--shard", "5/3", "--out", "out"), "such as 3/40"),
        (("--format", "xml", "--out", "out"), "'csv', 'jsonl'"),
        (("--format", "csv"), "--format needs --out"),
        (("--out", "good.txt"), "it is a file; name a folder"),
        (("--out", "good.txt/out"), "cannot be written"),
        (("--out", "."), "good.txt"),
        (("--jsn",), "--json"),
        (("--actors", "gone.toml"), "gone.toml"),
    ],
)
def test_a_wrong_option_is_one_line_that_names_it(
    good: str, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(Path(good).parent)
    told = tell("read", good, *options)
    assert (told.code, len(told.complaints)) == (2, 1) and words in told.complaints[0]
    assert sorted(path.name for path in Path(good).parent.iterdir()) == ["good.txt"]


@pytest.mark.parametrize(("words", "hint"), [(("raed", "a.txt"), "'read'"), (("frobnicate",), "--help"), (("read",), "INPUT")])
def test_a_wrong_use_is_one_line(words: tuple[str, ...], hint: str) -> None:
    done = tell(*words)
    assert done.code == 2 and len(done.complaints) == 1 and hint in done.complaints[0]


ROW = '[[row]]\nid = "m23"\nname = "M23"\nkind = "rebel group"\n'


@pytest.mark.usefixtures("hollow_kit")
@pytest.mark.parametrize(
    ("table", "words"),
    [
        (ROW.replace("rebel group", "rebels"), "row m23: kind: 'rebels' is unknown; known are agency"),
        (ROW.replace("name", "nmae"), "row m23: unknown field 'nmae'; known are aliases"),
        (ROW.replace('name = "M23"\n', ""), "row m23: name"),
        (ROW + ROW, "row m23: the id is used twice"),
        (ROW.replace('id = "m23"\n', ""), "row number 1: id"),
        (ROW.replace('"m23"', "[]"), "row []: id"),
        ("row = 3\n", "begin each with [[row]]"),
        ("row = [1, 2]\n", "begin each with [[row]]"),
        (ROW.replace("[[row]]", "[row]"), "begin each with [[row]]"),
        (ROW.replace("[[row]]", "[[rows]]"), "there is no actor in it"),
        ("", "there is no actor in it"),
        ("[[row\n", "not TOML"),
        ("# mine\n" + ROW.replace("rebel group", "rebels"), "own.toml:3: row m23: kind"),
    ],
)
def test_a_wrong_table_of_actors_is_named_by_file_and_row(good: str, tmp_path: Path, table: str, words: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(table, encoding="utf8")
    done = tell("read", good, "--actors", str(path))
    assert done.code == 2 and len(done.complaints) == 1 and f"{path}:" in done.complaints[0] and words in done.complaints[0]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span with its text, anywhere in a JSON value."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from spans(part)


TANGLED = GOOD.replace("medics", "med\u200bics").replace("army", "\u202eyrma\u202c").replace("rebels", "\u2067المتمردون\u2069")
STRANGE = {
    "zero width, right to left, overrides": "\u200f" + TANGLED + "A\u0301 nurse\u200d said\ufeff 9 died. \U0001f600 Shells fell.\n",
    "quotes that never close": GOOD + "“The army left. " * 2000 + '"' * 2001 + f"\n\n{GOOD}",
    "every kind of line end": GOOD.replace("\n\n", "\r\n\r\n\x0b\x0c\x1c\x85\u2028\u2029\r") + GOOD,
    "one word": GOOD + "a" * 20_000,
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_is_read_and_every_span_holds(tmp_path: Path, good: str, name: str) -> None:
    path = tmp_path / "strange.txt"
    path.write_bytes(STRANGE[name].encode())
    done = tell("read", "--json", str(path), good)
    assert (done.code, done.complaints) == (0, [])
    found = list(spans(done.of(str(path))))
    assert len(found) > 5
    assert all(STRANGE[name][span["start"] : span["end"]] == span["text"] for span in found)
    assert done.lines[1] == tell("read", "--json", good).lines[0]


def test_a_claim_that_one_report_has_and_another_has_not(tmp_path: Path, good: str) -> None:
    (tmp_path / "bare.txt").write_text("The harvest was good this year, and the roads were dry.\n", encoding="utf8")
    done = CliRunner().invoke(app, ["read", str(tmp_path / "bare.txt"), good, "--why", "1"])
    assert (done.exit_code, done.stderr) == (1, f"tacitus: skipped {tmp_path / 'bare.txt'}: it has no claims to explain\n")
    assert "good.txt,claim1of" in "".join(done.stdout.split())  # a long path is folded


@pytest.mark.parametrize("mode", [("--json",), (), ("--text",)])
def test_a_reader_that_wants_one_line_gets_it_in_peace(tmp_path: Path, mode: tuple[str, ...]) -> None:
    path = corpus(tmp_path / "c.jsonl", *({"id": f"r{number}", "text": GOOD + LINE * number * 10} for number in range(30)))
    program = [sys.executable, "-m", "tacitus", "read", *mode, path]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_reading_leaves_nothing_behind_and_tells_nobody(tmp_path: Path, good: str) -> None:
    """The encoder's runtime would keep a device id in the user's cache, and report each run to its maker."""
    (tmp_path / "home").mkdir()
    home = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")}
    plain = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    program = [sys.executable, "-m", "tacitus", "read", "--json", good]
    done = subprocess.run(program, env=plain | home, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list((tmp_path / "home").iterdir()) == []
