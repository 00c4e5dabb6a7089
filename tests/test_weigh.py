"""Weighing over a ledger: incidents, groups and agreements, the same in any order of arrival, by steps or all at once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tacitus.format.pieces import Json
from tacitus.intake.options import Options
from tacitus.ledger import weighed
from tacitus.ledger.book import Ledger
from tacitus.views.cli.verbs import app
from tacitus.work.add import Clerk, add
from tacitus.work.kit import Equipment
from tacitus.work.plan import arrivals
from tacitus.work.weigh import weigh
from tests.ledgers import place

ROOT = Path(__file__).resolve().parent.parent
CLERK = Clerk("A. Coder", "2024-05-01T09:00:00Z")
WEEK = sorted((ROOT / "examples").glob("[0-9]*"))


def enter(ledger: Ledger, paths: list[Path]) -> None:
    for told in add(arrivals([str(path) for path in paths], Options()), ledger, Equipment(), CLERK):
        assert told.news == "added", told


def made(folder: Path, name: str) -> Ledger:
    return Ledger.create(str(folder / f"{name}.tacitus.db"), name, CLERK.at, CLERK.by)


def printed(ledger: Ledger) -> list[Json]:
    with ledger.reads() as connection:
        return [
            *weighed.incidents(connection),
            *weighed.threads(connection, weighed.GROUP),
            *weighed.threads(connection, weighed.AGREEMENT),
        ]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def week(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = Ledger.create(place(request.param, tmp_path_factory.mktemp("week"), "week"), "week", CLERK.at, CLERK.by)
    enter(ledger, WEEK)
    weigh(ledger)
    yield ledger
    ledger.close()


def test_weighing_twice_gives_the_same_and_makes_nothing_anew(week: Ledger) -> None:
    before = printed(week)
    done = weigh(week)
    assert done.made == 0 and not done.whole
    assert printed(week) == before
    assert weigh(week, whole=True).made == done.incidents
    assert printed(week) == before


def test_the_order_of_arrival_and_weighing_by_steps_change_nothing(week: Ledger, tmp_path: Path) -> None:
    other = made(tmp_path, "other")
    for path in reversed(WEEK):
        enter(other, [path])
        weigh(other)
    assert printed(other) == printed(week)
    other.close()


def test_every_claim_is_in_one_incident(week: Ledger) -> None:
    members = [claim for line in printed(week) if line["format"] == "tacitus-incident/1" for claim in line["claims"]]
    assert len(members) == len(set(members))
    with week.reads() as connection:
        assert all(weighed.incident_of(connection, claim) for claim in members)


def test_the_week_shows_a_rising_toll_with_its_voices_and_a_denial(week: Ledger) -> None:
    (strike,) = [line for line in printed(week) if len(line.get("claims", ())) > 3 and line.get("type") == "strike"]
    versions = strike["versions"]
    toll = next(one for one in versions["tolls"] if one["outcome"] == "killed" and one["whom"] == "civilians")
    assert {figure["policy"]: (figure["low"], figure["high"]) for figure in toll["figures"]}["airwars"] == (3, 9)
    assert [step["best"] for step in toll["history"]] == [3, 7, 9]
    assert len(versions["voices"]["independent"]) == 3
    assert [voice["name"] for voice in versions["voices"]["deniers"]] == ["Coalition"]
    assert versions["grade"]["suggested"] and versions["grade"]["rule"]


def test_the_week_shows_the_convoy_by_speaker(week: Ledger) -> None:
    convoy = next(line for line in printed(week) if line["format"] == "tacitus-body/1" and line["unit"] == "buses")
    balances = {one["voice"]: (one["whole"], sorted(one["parts"]), one["holds"]) for one in convoy["balances"]}
    assert balances["Hezbollah"] == (17, [6, 11], True)
    assert {one["field"] for one in convoy["contradictions"]} >= {"direction"}


def call(*words: str, **more: Any) -> Result:
    return CliRunner().invoke(app, list(words), **more)


def rows(*words: str) -> list[Json]:
    done = call(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of four reports on one strike, named for the verbs."""
    path = tmp_path / "strike.tacitus.db"
    monkeypatch.setenv("TACITUS_LEDGER", str(path))
    monkeypatch.setenv("TACITUS_CODER", "A. Coder")
    monkeypatch.setenv("COLUMNS", "120")
    ledger = Ledger.create(str(path), "strike", CLERK.at, CLERK.by)
    enter(ledger, [path for path in WEEK if path.name.partition("-")[0] in ("13", "14", "15", "16")])
    ledger.close()
    return path


def test_what_is_not_weighed_yet_says_so(named: Path) -> None:
    for verb in (["incidents"], ["groups"], ["agreements"], ["incident", "incident-1234abcd"]):
        done = call(*verb)
        assert done.exit_code == 2 and "tacitus weigh" in done.stderr, verb


def test_the_verbs_show_incidents_groups_and_agreements(named: Path) -> None:
    assert call("weigh").exit_code == 0
    lines = rows("incidents")
    assert [line["id"] for line in lines] == [line["id"] for line in rows("incidents")]
    strike = max(lines, key=lambda line: len(line["claims"]))
    shown = call("incident", strike["id"][:14]).stdout
    assert "3–9" in shown and "denied" in shown and strike["id"] in shown
    assert call("incident", strike["claims"][0]).stdout == shown
    assert rows("incident", strike["id"])[0] == strike
    assert strike["id"][:18] in call("incidents").stdout
    assert "buses" in call("groups").stdout
    history = rows("history", strike["id"])
    assert [step["best"] for step in history if step["what"] == "toll" and step["whom"] == "civilians"] == [3, 7, 9]
    assert {event["what"] for event in history} >= {"arrived", "read"}


def test_a_persons_different_is_never_crossed_and_same_is_kept(named: Path) -> None:
    call("weigh")
    strike = max(rows("incidents"), key=lambda line: len(line["claims"]))
    one, two, *_ = strike["claims"]
    assert call("judge", one, two, "different", "--why", "two markets").exit_code == 0
    call("weigh")
    assert not any({one, two} <= set(line["claims"]) for line in rows("incidents"))
    apart = next(line for line in rows("incidents") if one in line["claims"])
    assert call("judge", one, two, "same", "--why", "one market after all").exit_code == 0
    call("weigh")
    together = next(line for line in rows("incidents") if one in line["claims"])
    assert {one, two} <= set(together["claims"]) and together != apart
    assert [event["who"] for event in rows("history", one) if event["what"] == "judged"] == ["A. Coder"] * 2


def test_incidents_that_a_person_joins_or_parts_move_whole(named: Path) -> None:
    call("weigh")
    one, two = sorted(rows("incidents"), key=lambda line: (-len(line["claims"]), line["id"]))[:2]
    claims = {*one["claims"], *two["claims"]}
    assert call("judge", one["id"], two["id"], "same", "--why", "one happening").exit_code == 0
    call("weigh")
    assert {frozenset(line["claims"]) for line in rows("incidents") if claims & set(line["claims"])} == {frozenset(claims)}
    first = one["claims"][0]
    for claim in two["claims"]:
        assert call("judge", first, claim, "different", "--why", "two after all").exit_code == 0
    call("weigh")
    assert not any(first in line["claims"] and set(two["claims"]) & set(line["claims"]) for line in rows("incidents"))


def test_two_coders_who_differ_are_shown_and_not_overruled(named: Path) -> None:
    call("weigh")
    strike = max(rows("incidents"), key=lambda line: len(line["claims"]))
    one, two, *_ = strike["claims"]
    call("judge", one, two, "different", "--why", "two markets", "--as", "First")
    call("judge", one, two, "same", "--why", "one market", "--as", "Second")
    call("weigh")
    contested = {judgement["by"] for line in rows("incidents") for judgement in line["contested"]}
    assert contested == {"First", "Second"}
    assert not any({one, two} <= set(line["claims"]) for line in rows("incidents"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("judge", "claim-00000000", "claim-11111111", "same", "--why", "x"), "nothing in the ledger"),
        (("incident", "x"), "not an id"),
        (("incident", "incident-00000000"), "nothing that was weighed has that id"),
        (("group", "incident-"), "not an id"),
        (("history", "body-00000000"), "nothing that was weighed"),
    ],
)
def test_a_mistake_is_said_in_one_line(named: Path, words: tuple[str, ...], says: str) -> None:
    call("weigh")
    done = call(*words)
    assert done.exit_code == 2 and says in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["acled", "ucdp", "airwars", "hxl", "incidents-geojson", "html"])
def test_incidents_are_exported_once_weighed(named: Path, tmp_path: Path, form: str) -> None:
    words = ("export", "--format", form, "--out", str(tmp_path / form), "--as-of", "2024-06-01")
    assert "tacitus weigh" in call(*words).stderr
    call("weigh")
    done = call(*words)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / form).exists()
    assert list(tmp_path.rglob("*about.json"))


def test_a_cell_leads_to_its_words(named: Path, tmp_path: Path) -> None:
    call("weigh")
    table = tmp_path / "events.csv"
    assert call("export", "--format", "acled", "--out", str(table), "--as-of", "2024-06-01").exit_code == 0
    (cell,) = rows("trace", f"{table}:1:fatalities")
    assert cell["value"] == 3 and cell["rule"]
    assert any("three civilians" in words["text"] for words in cell["words"])
    assert "three civilians" in call("trace", f"{table}:1:fatalities").stdout
    wrong = call("trace", f"{table}:99:fatalities")
    assert wrong.exit_code == 2 and wrong.stderr.count("\n") == 1


def test_a_release_says_what_changed(named: Path, tmp_path: Path) -> None:
    call("weigh")
    assert call("release", "2017-09", "--out", str(tmp_path), "--as-of", "2024-06-01").exit_code == 0
    again = call("release", "2017-10", "--out", str(tmp_path), "--as-of", "2024-06-01", "--before", str(tmp_path / "2017-09"))
    assert again.exit_code == 0, again.stderr
    assert "no change" in again.stderr
    assert call("release", "2017-09", "--out", str(tmp_path)).exit_code == 2
