"""The verbs of review, as people type them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tacitus.views.cli.verbs import app
from tests.ledgers import Report, make_ledger

ONE = Report(1)
STRIKE = ONE.claims[2]
ARMY = "196:204"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "march.tacitus.db"
    make_ledger(path, (ONE, Report(2))).close()
    monkeypatch.setenv("TACITUS_LEDGER", str(path))
    monkeypatch.setenv("TACITUS_CODER", "Ana")
    return path


def tacitus(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def printed(*arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in tacitus(*arguments, "--json").stdout.splitlines()]


@pytest.mark.usefixtures("ledger")
def test_a_claim_is_corrected_by_choosing_words_and_that_is_taken_back() -> None:
    before = tacitus("claims", "--json").stdout
    (made,) = printed("review", STRIKE, "correct", "--slot", "agents", "--words", ARMY, "--why", "its drones")
    assert (made["action"], made["slot"], made["by"]) == ("correct", "agents", "Ana")
    (line,) = [line for line in printed("claims") if line["id"] == STRIKE]
    assert [(one["name"], one["basis"]) for one in line["agents"]] == [("Sudanese Armed Forces", "corrected")]  # type: ignore[attr-defined]
    assert "Sudanese Armed Forces✎" in tacitus("claims").stdout
    assert tacitus("claims", "--json", "--shown", "as-read").stdout == before
    tacitus("review", "--undo", str(made["id"]))
    assert tacitus("claims", "--json").stdout == before
    assert [line["in_force"] for line in printed("reviews")] == [False, False]


@pytest.mark.usefixtures("ledger")
def test_two_coders_their_agreement_and_the_queue() -> None:
    tacitus("review", STRIKE, "accept")
    tacitus("review", STRIKE, "reject", "--why", "a film", "--as", "Ben")
    tacitus("review", ONE.claims[0], "reject", "--why", "no deed", "--as", "Ben")
    tacitus("review", ONE.claims[1], "note", "--why", "which road?")
    assert {line["what"] for line in printed("coders")} == {"coder", "measure", "difference"}
    assert "1 accepted, 1 noted" in tacitus("coders").stdout and "2 rejected" in tacitus("coders", "--as", "Ben").stdout
    assert "0 of 1 alike" in tacitus("coders").stdout and STRIKE in tacitus("coders").stdout
    first = printed("queue", "--most", "1")[0]
    assert first["claim"]["id"] == STRIKE  # type: ignore[index]
    assert STRIKE not in [line["claim"]["id"] for line in printed("queue", "--as", "Ana")]  # type: ignore[index]
    assert "coders differ on verdict" in tacitus("queue").stdout
    assert ONE.claims[0] not in {line["id"] for line in printed("claims")}
    assert "rejected" in tacitus("claims", "--shown", "all").stdout
    assert len(printed("reviews", "--as", "Ben")) == 2 and printed("reviews", "--orphaned") == []
    assert "which road?" in tacitus("reviews").stdout


@pytest.mark.usefixtures("ledger")
def test_what_leaves_the_house_names_no_coder(tmp_path: Path) -> None:
    tacitus("review", STRIKE, "correct", "--slot", "standing", "--value", "possible", "--why", "Ana saw", "--as", "Zelda")
    for number, form in enumerate(("jsonl", "csv")):
        out = tmp_path / f"out{number}"
        tacitus("export", "--format", form, "--out", str(out), "--profile", "full")
        assert "possible" in out.read_text(encoding="utf8")
        assert not {"Zelda", "Ana saw"} & {word for word in ("Zelda", "Ana saw") if word in out.read_text(encoding="utf8")}


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("review",), "say which claim"),
        (("review", STRIKE, "like"), "accept, reject"),
        (("review", STRIKE, "reject"), "--why"),
        (("review", STRIKE, "correct", "--slot", "agents", "--words", "a:b"), "START:END"),
        (("review", STRIKE, "correct", "--slot", "place", "--value", "{"), "no JSON"),
        (("review", STRIKE, "accept", "--undo", "last"), "give it alone"),
        (("review", "--undo", "last"), "could be taken back"),
        (("review", "--undo", "review-00000000"), "nothing in the ledger"),
        (("coders", "--as", "Cem"), "no such coder"),
    ],
)
def test_wrong_use_is_told_in_one_line(arguments: tuple[str, ...], why: str) -> None:
    result = tacitus(*arguments, code=2)
    assert why in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.usefixtures("ledger")
def test_nothing_reviewed_is_said() -> None:
    assert "nothing was reviewed" in tacitus("reviews").stderr
    assert "nobody reviewed" in tacitus("coders").stderr
