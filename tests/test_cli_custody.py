"""The verbs of custody on the command line: verify, erase, merge, compact; what they print, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tacitus.views.cli.verbs import app
from tests.ledgers import Report, make_ledger, meddled

ONE, TWO, THREE = Report(1), Report(2), Report(3)


def call(*words: str) -> Result:
    done = CliRunner().invoke(app, list(words))
    assert "Traceback" not in done.output
    assert all(line.startswith("tacitus: ") for line in done.stderr.splitlines()), done.stderr
    return done


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "march.tacitus.db"
    make_ledger(path, [ONE, TWO]).close()
    monkeypatch.setenv("TACITUS_LEDGER", str(path))
    monkeypatch.setenv("TACITUS_CODER", "A. Coder")
    return path


def head(done: Result) -> str:
    return done.stdout.splitlines()[-1].split()[-1]


def test_verify_prints_the_head_last_and_takes_it_back_later(book: Path) -> None:
    first = call("verify")
    assert first.exit_code == 0 and "0 faults" in first.stdout and "MB checked" in first.stdout
    assert len(head(first)) == 64
    call("erase", ONE.sha256, "--why", "asked for")
    later = call("verify", "--head", head(first)[:20].upper(), "--jobs", "1")
    assert later.exit_code == 0 and "is on the chain, at record" in later.stdout and head(later) != head(first)


def test_verify_names_each_fault_in_one_line_and_ends_with_1(book: Path) -> None:
    with meddled(book) as raw:
        raw.execute("UPDATE claim SET country = 'XX' WHERE number = 2")
    done = call("verify")
    lines = [line for line in done.stdout.splitlines() if line.startswith("does not hold: ")]
    assert done.exit_code == 1 and len(lines) == 2 and all("table claim" in line and "country" in line for line in lines)


def test_verify_as_json_says_the_same(book: Path) -> None:
    told = json.loads(call("verify", "--json").stdout)
    assert told["holds"] and told["faults"] == [] and told["head"] == head(call("verify"))
    (path,) = (path for path in (book.parent / "march.tacitus.archive").rglob("*.z") if path.parent.name == ONE.sha256[:2])
    path.unlink()
    told = json.loads(call("verify", "--json").stdout)
    assert not told["holds"] and told["fault_count"] == 1 and told["faults"][0]["file"] == str(path)


@pytest.mark.parametrize("given", ["short", "g" * 64, "f" * 65])
def test_a_head_that_is_none_is_a_wrong_use(book: Path, given: str) -> None:
    done = call("verify", "--head", given)
    assert done.exit_code == 2 and "is no head" in done.stderr


def test_a_head_that_is_not_on_the_chain_is_a_fault(book: Path) -> None:
    done = call("verify", "--head", "f" * 64)
    assert done.exit_code == 1 and "is not on this chain" in done.stdout


def test_what_is_no_ledger_is_one_line(book: Path) -> None:
    book.write_bytes(b"nothing of the kind " * 1000)
    done = call("verify")
    assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1 and "no ledger" in done.stderr


def test_erase_says_what_went_and_verify_accepts_it(book: Path) -> None:
    done = call("erase", ONE.claims[2], "--why", "asked for by a relative", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0 and told["documents"] == [ONE.sha256] and told["records"] == 4
    assert "tacitus compact" in done.stderr
    assert call("verify").exit_code == 0
    assert call("claims", "--json").stdout.count(ONE.sha256) == 0


def test_erase_needs_a_reason_and_an_aim(book: Path) -> None:
    assert call("erase", ONE.sha256).exit_code == 2
    assert "--why" in call("erase", ONE.sha256).stderr
    done = call("erase", "nothing-of-this-name", "--why", "x")
    assert done.exit_code == 2 and "holds nothing of that name" in done.stderr


def test_compact_tells_what_it_gave_back(book: Path) -> None:
    stray = book.parent / "march.tacitus.archive" / "ab" / f"{'cd' * 31}.z"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left")
    assert call("compact").stdout.startswith("1 file that no record names (4 bytes)")
    assert json.loads(call("compact", "--json").stdout)["files"] == 0


def test_merge_takes_ledgers_and_a_second_time_finds_nothing_new(book: Path) -> None:
    other = book.with_name("other.tacitus.db")
    make_ledger(other, [TWO, THREE], by="B. Coder").close()
    done = call("merge", str(other))
    assert done.exit_code == 0 and "new records, 1 new file" in done.stdout
    assert "nothing in it is new" in call("merge", str(other), "--ledger", str(book)).stdout
    told = json.loads(call("merge", str(other), "--json").stdout)
    assert (told["records"], told["files"], told["erased"]) == (0, 0, 0)
    assert call("verify").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("folder",), "shards need --out FOLDER"),
        (("other.tacitus.db", "--out", "x"), "ledgers are merged into --ledger PATH, not into --out"),
        (("gone.tacitus.db",), "there is no ledger"),
    ],
)
def test_merge_says_what_it_needs(book: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str) -> None:
    monkeypatch.chdir(book.parent)
    done = call("merge", *words)
    assert done.exit_code == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_merge_refuses_a_ledger_that_does_not_hold(book: Path) -> None:
    other = book.with_name("other.tacitus.db")
    make_ledger(other, [THREE]).close()
    with meddled(other) as raw:
        raw.execute("UPDATE reading SET claims = 99")
    done = call("merge", str(other))
    assert done.exit_code == 2 and "does not hold, so nothing was taken from it" in done.stderr and "table reading" in done.stderr


def test_without_a_ledger_every_verb_says_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TACITUS_LEDGER", raising=False)
    for words in (("verify",), ("compact",), ("erase", "x", "--why", "y"), ("merge", "a.tacitus.db")):
        done = call(*words)
        assert done.exit_code == 2 and "no ledger is named" in done.stderr
