"""Exports of claims: whole files or none, the statement beside each, the same bytes again."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tacitus.errors import InputError, OutputError
from tacitus.profiles import profile_named
from tacitus.views.export.facts import GEONAMES, Facts
from tacitus.views.export.write import FORMS, write_claims
from tests.claimed import count, line, mouth, party, person, place, when

PUBLIC, FULL = profile_named("public"), profile_named("full")
BUILD = {"version": "9", "encoder": "e", "gazetteer": "g", "tables": "t"}
FACTS = Facts("case-7", "ab" * 32, (BUILD,), date(2025, 1, 1))


def claims() -> list[dict[str, Any]]:
    hit = line(
        "strike",
        "jets hit the market of Rabak, killing nine",
        "hit",
        agents=[party("aircraft", "aircraft", "actor-0123456789abcdef")],
        targets=[person("Amina Yusuf", text="Amina Yusuf")],
        place=place("Rabak"),
        when=when(),
        counts=[count("killed", 9)],
    )
    moved = line("evacuation", "families left the quarter", place=place("Kosti"), when=when("2024-12-30", "2024-12-30"))
    silent = line("casualties", "the toll rose", codes={"plover": None, "acled": None, "cameo": None, "ucdp": None})
    said = line("denial", "the army denied it", said_by=[mouth("The Outlet"), mouth("the army", "state military", "military-SD")])
    return [hit, moved, silent, said]


@pytest.mark.parametrize("name", FORMS)
def test_the_same_claims_make_the_same_bytes(name: str, tmp_path: Path) -> None:
    made = []
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        write_claims(name, iter(claims()), tmp_path / str(number) / "out", PUBLIC, FACTS)
        made.append({path.name: path.read_bytes() for path in (tmp_path / str(number)).iterdir()})
    assert made[0] == made[1] and "out.about.json" in made[0]


@pytest.mark.parametrize("name", FORMS)
def test_no_claims_make_a_whole_file(name: str, tmp_path: Path) -> None:
    assert write_claims(name, [], tmp_path / "out", PUBLIC, FACTS).given == 0
    assert (tmp_path / "out").exists()


def test_the_statement(tmp_path: Path) -> None:
    done = write_claims("csv", claims(), tmp_path / "claims.csv", PUBLIC, FACTS)
    about = json.loads((tmp_path / "claims.csv.about.json").read_bytes())
    assert (done.given, done.written, done.held_back) == (4, 3, 1)
    assert about["claims"] == {"given": 4, "written": 3, "held_back": 1} and about["profile"]["name"] == "public"
    counts = {rule["rule"]: rule["claims"] for rule in about["withheld"]}
    assert counts["transit-delay"] == 1 and counts["victim-names"] == 1 and counts["survivor-names"] == 0
    assert (about["ledger"], about["head"], about["as_of"], about["builds"]) == ("case-7", "ab" * 32, "2025-01-01", [BUILD])
    assert GEONAMES in about["credit"] and "CC BY 4.0" in GEONAMES
    data = (tmp_path / "claims.csv").read_bytes()
    assert about["file"] == {"name": "claims.csv", "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def test_the_statement_says_that_nothing_was_withheld(tmp_path: Path) -> None:
    write_claims("jsonl", claims(), tmp_path / "out", FULL, FACTS)
    about = json.loads((tmp_path / "out.about.json").read_bytes())
    assert about["withheld"] == [] and about["profile"]["says"].endswith("nothing is withheld, coarsened or delayed.")


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    out.write_text("mine")
    with pytest.raises(OutputError, match=r"claims\.csv is there already"):
        write_claims("csv", claims(), out, PUBLIC, FACTS)
    assert out.read_text() == "mine"
    write_claims("csv", claims(), out, PUBLIC, FACTS, replace=True)
    assert out.read_text().startswith("claim_id,")


@pytest.mark.parametrize("name", FORMS)
def test_a_failure_leaves_nothing(name: str, tmp_path: Path) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield from claims()
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="cannot be written: No space left on device"):
        write_claims(name, broken(), tmp_path / "out", PUBLIC, FACTS)
    assert list(tmp_path.iterdir()) == []


def test_wrong_use_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such format; there are plover, geojson, ftm"):
        write_claims("xlsx", [], tmp_path / "out", PUBLIC, FACTS)
    with pytest.raises(InputError, match="--excel is for --format csv"):
        write_claims("jsonl", [], tmp_path / "out", PUBLIC, FACTS, excel=True)
    with pytest.raises(OutputError, match="is no folder"):
        write_claims("jsonl", [], tmp_path / "none" / "out", PUBLIC, FACTS)
    with pytest.raises(OutputError, match="is a folder"):
        write_claims("jsonl", [], tmp_path, PUBLIC, FACTS)


def test_without_pyarrow_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", absent)
    with pytest.raises(InputError, match=r"pip install 'tacitus\[parquet\]'"):
        write_claims("geoparquet", claims(), tmp_path / "out", PUBLIC, FACTS)
    assert list(tmp_path.iterdir()) == []


def test_a_reading_is_asked_for_once_a_report(tmp_path: Path) -> None:
    asked: list[str] = []

    def reading_of(identity: str) -> None:
        asked.append(identity)

    write_claims("jsonl", claims(), tmp_path / "out", PUBLIC, Facts(reading_of=reading_of, as_of=date(2025, 1, 1)))
    assert asked == ["reading-1"]


def test_claims_are_taken_one_at_a_time(tmp_path: Path) -> None:
    """A format that gathered its claims would see them all before the first is written."""
    out, seen = tmp_path / "out", []

    def stream() -> Iterator[dict[str, Any]]:
        for number in range(3000):
            yield {**claims()[0], "id": f"claim-{number:016x}"}
            seen.append(sum(path.stat().st_size for path in tmp_path.iterdir()))

    write_claims("geojson", stream(), out, FULL, FACTS)
    assert seen[1500] > 1_000_000
