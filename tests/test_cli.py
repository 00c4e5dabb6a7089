"""The command line: what it prints, where, and with which exit code."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from tacitus import __version__
from tacitus.errors import ModelError
from tacitus.flow import Kit
from tacitus.format.schema import schema
from tacitus.model.readout import Readout
from tacitus.model.source import Skipped, Source
from tacitus.views.cli import modes
from tacitus.views.cli.verbs import VERBS, app
from tacitus.views.export import folder as export_folder
from tacitus.work.kit import Equipment, kit_of
from tests.kits import Shelf, readout_of
from tests.readouts import TEXT


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every report is the hand-made one; nothing heavy is opened, and what is opened is forgotten."""
    kit_of.cache_clear()
    monkeypatch.setattr(Equipment, "open", lambda self: Shelf().open())
    monkeypatch.setattr(modes, "read_source", readout_of)
    monkeypatch.setattr(export_folder, "read_source", readout_of)
    yield
    kit_of.cache_clear()


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    """Three reports, the second of them empty."""
    path = tmp_path / "corpus.jsonl"
    texts = ("Shells fell.", "empty", "A convoy left.")
    path.write_text("".join(json.dumps({"id": f"r{place}", "text": text}) + "\n" for place, text in enumerate(texts)))
    return str(path)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return str(path)


def call(*words: str, **more: Any) -> Result:
    return CliRunner().invoke(app, list(words), **more)


def test_the_version() -> None:
    assert call("--version").stdout == f"tacitus {__version__}\n"


def test_help_names_every_verb_with_its_own_first_line() -> None:
    text = call("--help").stdout
    assert all(name in text for name in VERBS)
    for name in VERBS:
        assert call(name, "--help").exit_code == 0


def test_an_unknown_verb_is_a_wrong_use() -> None:
    wrong = call("raed", "a.txt")
    assert wrong.exit_code == 2 and "read" in wrong.stderr and "Traceback" not in wrong.output


def test_help_loads_nothing_heavy() -> None:
    heavy = ("onnxruntime", "numpy", "pydantic", "trafilatura", "tacitus.flow", "tacitus.work.kit")
    program = f"import sys, tacitus.views.cli.verbs; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_schema_is_printed() -> None:
    assert json.loads(call("schema").stdout) == schema()


def test_json_prints_a_line_a_report_in_input_order(corpus: str) -> None:
    done = call("read", "--json", corpus)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["document"]["key"] for line in lines] == ["r0", "r1", "r2"]
    for line in lines:
        Draft202012Validator(schema()).validate(line)
    assert done.exit_code == 1
    assert done.stderr == "tacitus: skipped r1: the file is empty\n"


def test_everything_read_is_success(report: str) -> None:
    assert call("read", "--json", report).exit_code == 0


def test_nothing_read_is_failure(tmp_path: Path) -> None:
    missing = call("read", str(tmp_path / "gone.txt"))
    assert missing.exit_code == 2 and missing.stderr.count("\n") == 1 and "no such file" in missing.stderr


def test_an_input_without_reports_costs_the_others_nothing(report: str, tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    done = call("read", "--json", str(tmp_path / "hollow"), report)
    assert done.exit_code == 1 and "hollow" in done.stderr and done.stderr.count("\n") == 1
    assert len(done.stdout.splitlines()) == 2


def test_standard_input_is_read() -> None:
    done = call("read", "--json", "-", input=TEXT)
    assert json.loads(done.stdout)["document"]["key"] == "-"


def test_what_is_given_reaches_the_reports(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Source] = []

    def look(source: Source, kit: Kit) -> Readout | Skipped:
        seen.append(source)
        return readout_of(source, kit)

    monkeypatch.setattr(modes, "read_source", look)
    call("read", report, "--published", "2023-06-14", "--publisher", "Nile Post", "--title", "Convoy halted")
    (given,) = (source.given for source in seen)
    assert (given.published, given.publisher, given.title) == ("2023-06-14", "Nile Post", "Convoy halted")


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("n,what\nA-1,Shells fell on the town.\n")
    done = call("read", "--json", str(tmp_path / "c.csv"), "--text-column", "what", "--id-column", "n")
    assert json.loads(done.stdout)["document"]["key"] == "A-1"


def test_text_is_printed_to_the_character(tmp_path: Path) -> None:
    text = "The shells\u00a0fell on the market of the town.\r\n\r\nThe army (\u202eجيش\u202c) said nothing of it.  \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    done = call("read", "--text", str(tmp_path / "a.txt"), str(tmp_path / "a.txt"))
    assert done.stdout_bytes.decode() == f"{text}\f{text}"


def test_the_page_tells_the_claims(report: str) -> None:
    done = call("read", report)
    for words in (
        "Nile Post",
        "2023-06-13 to 2023-06-14 (dateline:",
        "evacuation",
        "at least 9",
        "14 vehicles = 5 + 9",
        "contradiction",
    ):
        assert words in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("number", range(1, 7))
def test_every_claim_can_be_explained(report: str, number: int) -> None:
    done = call("read", report, "--why", str(number))
    assert done.exit_code == 0 and f"claim {number} of 6" in done.stdout


def test_why_tells_words_rules_and_blanks(report: str) -> None:
    text = " ".join(call("read", report, "--why", "3").stdout.split())
    for words in ("“at least 9 civilians”", "how_many/digits", "inherited", "the sentence does not say", "not Tawila"):
        assert words in text


def test_a_claim_that_is_not_there_is_a_wrong_use(report: str) -> None:
    done = call("read", report, "--why", "7")
    assert done.exit_code == 2 and "--why takes 1 to 6" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--json", "--text"), "do not go together"),
        (("--json", "--out", "x"), "do not go together"),
        (("--shard", "1/2"), "needs --out"),
        (("--excel",), "needs --out"),
        (("--format", "csv"), "needs --out"),
        (("--out", "x", "--format", "jsonl", "--excel"), "--excel is for"),
        (("--out", "x", "--shard", "5/2"), "--shard 5/2"),
        (("--published", "someday"), "given date"),
    ],
)
def test_wrong_uses_are_one_line(report: str, words: tuple[str, ...], message: str) -> None:
    done = call("read", report, *words)
    assert done.exit_code == 2 and message in done.stderr and done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_an_error_that_a_person_must_act_on_is_one_line(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(source: Source, kit: Kit) -> Readout | Skipped:
        raise ModelError("the encoder is missing; install tacitus again")

    monkeypatch.setattr(modes, "read_source", missing)
    done = call("read", report)
    assert (done.exit_code, done.stderr) == (2, "tacitus: the encoder is missing; install tacitus again\n")


def test_a_folder_is_written_and_told_again(corpus: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    first, again = call("read", corpus, "--out", out), call("read", corpus, "--out", out)
    assert first.exit_code == again.exit_code == 1
    assert "3 reports" in first.stderr and "3 of them by an earlier run" in again.stderr
    assert (tmp_path / "out" / "codebook.csv").exists() and first.stdout == ""


def test_an_interrupted_run_can_be_resumed(corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(source: Source, kit: Kit) -> Readout | Skipped:
        if source.key == "r2":
            raise KeyboardInterrupt
        return readout_of(source, kit)

    monkeypatch.setattr(export_folder, "read_source", stop)
    out = str(tmp_path / "out")
    done = call("read", corpus, "--out", out)
    assert done.exit_code == 130 and "the same command again" in done.stderr
    monkeypatch.setattr(export_folder, "read_source", readout_of)
    assert "2 of them by an earlier run" in call("read", corpus, "--out", out).stderr


def test_shards_merge(corpus: str, tmp_path: Path) -> None:
    parts = [str(tmp_path / f"part{number}") for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        call("read", corpus, "--out", part, "--shard", f"{number}/2", "--format", "jsonl")
    done = call("merge", *parts, "--out", str(tmp_path / "all"))
    assert (done.exit_code, done.stderr.count("3 reports")) == (0, 1)
    assert (tmp_path / "all" / "readings.jsonl").read_bytes() == call("read", "--json", corpus).stdout_bytes


def test_hostile_text_cannot_reach_the_terminal(tmp_path: Path) -> None:
    done = call("read", str(tmp_path / "gone\x1b[31m\u202e[bold].txt"))
    assert "\x1b" not in done.stderr and "\u202e" not in done.stderr and "[bold]" in done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Shells fell on the town. " * 9_000)
    program = [sys.executable, "-m", "tacitus", "read", "--text", *[str(tmp_path / "long.txt")] * 3]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    (tmp_path / "a.txt").write_text("Shells fell on the town. " * 20)
    with Path("/dev/full").open("wb") as full:
        program = [sys.executable, "-m", "tacitus", "read", "--text", str(tmp_path / "a.txt")]
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "tacitus: the output cannot be written: No space left on device\n")


def test_the_output_may_not_lie_in_an_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = call("read", str(tmp_path), "--out", str(tmp_path / "tables"))
    assert done.exit_code == 2 and "choose a folder elsewhere" in done.stderr and not (tmp_path / "tables").exists()


KILLED = """
import sys
from pathlib import Path
from tacitus.intake.options import Options
from tacitus.views.export import folder
from tacitus.views.export.comma import CommaTables
from tests.kits import Shelf, readout_of
folder.read_source = readout_of
for item in folder.write_folder(folder.Order((sys.argv[1],), Options(), CommaTables(), Path(sys.argv[2]), Shelf())):
    print(item.key, item.before, flush=True)
"""


def test_a_killed_run_loses_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps({"id": f"r{place}", "text": f"slow shells {place}"}) + "\n" for place in range(60)))
    program = [sys.executable, "-c", KILLED, str(corpus)]
    subprocess.run([*program, str(tmp_path / "whole")], check=True, capture_output=True)
    with subprocess.Popen([*program, str(tmp_path / "killed")], stdout=subprocess.PIPE) as process:
        assert process.stdout
        while b"r30" not in process.stdout.readline():
            pass
        time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    done = subprocess.run([*program, str(tmp_path / "killed")], check=True, capture_output=True, text=True)
    assert "True" in done.stdout and "False" in done.stdout
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (tmp_path / "killed" / path.name).read_bytes(), path.name
