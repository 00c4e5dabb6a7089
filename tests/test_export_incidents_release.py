"""Releases: frozen, checked, compared with the last."""

import csv
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tacitus.errors import InputError, OutputError
from tacitus.profiles import profile_named
from tacitus.views.export.incidents.trace import trace_cell
from tacitus.views.export.incidents.weighed import Weighed
from tacitus.views.export.incidents.write import write_incidents
from tacitus.views.export.release import Release, make_release
from tests.entry_builders import days, told
from tests.incidents_made import FACTS, clash, one, strike


def tables(folder: Path, incidents: Sequence[Weighed], later: bool = False) -> dict[str, Path]:
    """The exports of some incidents, as they are given to a release."""
    folder.mkdir()
    facts = replace(FACTS, as_of=date(2025, 2, 1)) if later else FACTS
    found = {"events": folder / "a.csv", "tags": folder / "h.csv", "map": folder / "g.geojson", "airwars": folder / "air"}
    for name, path in zip(("acled", "hxl", "incidents-geojson", "airwars"), found.values(), strict=True):
        write_incidents(name, incidents, path, profile_named("full"), facts)
    return found


def changes(release: Release) -> list[dict[str, str]]:
    with (release.folder / "CHANGES.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def two(tmp_path: Path) -> tuple[Release, Release]:
    """Two releases: an incident goes, one comes, one changes its figure."""
    first = [strike(), one(source="q", counts=(told(3),))]
    second = [clash(), one(source="q", counts=(told(4),))]
    old = make_release("2024-03", tmp_path, tables(tmp_path / "one", first), FACTS)
    return old, make_release("2024-04", tmp_path, tables(tmp_path / "two", second, later=True), FACTS, old.folder)


def test_a_release_is_whole_and_its_sums_hold(tmp_path: Path) -> None:
    release, _ = two(tmp_path)
    names = {path.name for path in release.folder.iterdir()}
    assert {"events.csv", "events.csv.trace.jsonl", "map.geojson", "airwars.casualties.csv", "airwars.left_out.csv"} <= names
    for line in (release.folder / "SHA256SUMS").read_text(encoding="utf8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((release.folder / name).read_bytes()).hexdigest() == digest
        names.discard(name)
    assert names == {"SHA256SUMS"}
    statement = json.loads((release.folder / "RELEASE.json").read_text(encoding="utf8"))
    assert statement["name"] == "2024-03" and statement["head"] == "ab" * 32 and statement["before"] is None
    with (release.folder / "codebook.csv").open(encoding="utf8", newline="") as file:
        book = list(csv.DictReader(file))
    assert {"events.csv", "tags.csv", "map.geojson", "airwars"} == {row["file"] for row in book}


def test_changes_name_what_came_what_went_and_what_is_another(tmp_path: Path) -> None:
    old, new = two(tmp_path)
    assert changes(old) == []
    events = [row for row in changes(new) if row["table"] == "events.csv"]
    assert [row["change"] for row in events if not row["column"]] == ["added", "removed"] or [
        row["change"] for row in events if not row["column"]
    ] == ["removed", "added"]
    cells = {row["column"]: (row["before"], row["after"]) for row in events if row["column"]}
    assert cells["fatalities"] == ("3", "4") and "timestamp" not in cells and set(cells) == {"fatalities", "notes"}
    assert [row["change"] for row in changes(new) if row["table"] == "map.geojson"] == ["replaced"]
    assert not [row for row in changes(new) if row["incident"].startswith("#")]
    assert new.changes["added"] >= 2 and new.changes["changed"] >= 2


def test_a_table_that_comes_or_goes_is_a_change(tmp_path: Path) -> None:
    given = tables(tmp_path / "one", [strike()])
    old = make_release("1", tmp_path, {"events": given["events"]}, FACTS)
    new = make_release("2", tmp_path, {"tags": given["tags"]}, FACTS, old.folder)
    assert [(row["table"], row["change"]) for row in changes(new)] == [("events.csv", "removed"), ("tags.csv", "added")]


def test_the_same_release_has_the_same_bytes(tmp_path: Path) -> None:
    given = tables(tmp_path / "one", [strike(), clash()])
    found = []
    for turn in ("a", "b"):
        (tmp_path / turn).mkdir()
        made = make_release("r", tmp_path / turn, given, FACTS)
        found.append({path.name: path.read_bytes() for path in sorted(made.folder.iterdir())})
    assert found[0] == found[1]


def test_a_release_is_never_written_again_nor_half(tmp_path: Path) -> None:
    given = tables(tmp_path / "one", [strike()])
    made = make_release("r", tmp_path, given, FACTS)
    with pytest.raises(OutputError, match="never written again"):
        make_release("r", tmp_path, given, FACTS)
    given["events"].write_text("a,b\n1,2\n", encoding="utf8")
    with pytest.raises(InputError, match="no column of ids"):
        make_release("s", tmp_path, {"events": given["events"]}, FACTS, made.folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "r"]


@pytest.mark.parametrize(
    ("name", "table", "says"),
    [("../r", "events", "no name for a release"), ("r", "my events", "no name for a table"), ("r", "missing", "no such table")],
)
def test_wrong_names_are_refused(name: str, table: str, says: str, tmp_path: Path) -> None:
    path = tables(tmp_path / "one", [strike()])["events"] if table != "missing" else tmp_path / "none.csv"
    with pytest.raises(InputError, match=says):
        make_release(name, tmp_path, {table: path}, FACTS)


def test_a_release_before_that_was_changed_is_refused(tmp_path: Path) -> None:
    given = tables(tmp_path / "one", [strike()])
    made = make_release("r", tmp_path, given, FACTS)
    (made.folder / "events.csv").write_text("", encoding="utf8")
    with pytest.raises(InputError, match="was changed after the release"):
        make_release("s", tmp_path, given, FACTS, made.folder)
    with pytest.raises(InputError, match="is no release"):
        make_release("s", tmp_path, given, FACTS, tmp_path / "one")


def test_cells_of_a_release_lead_to_their_words(tmp_path: Path) -> None:
    incident = one(counts=(told(3),), when=days("2024-03-08"))
    made = make_release("r", tmp_path, tables(tmp_path / "one", [incident]), FACTS)
    assert trace_cell(made.folder / "events.csv", 1, "fatalities").words[0].text == "3 people"
    assert trace_cell(made.folder / "airwars.casualties.csv", 1, "killed_min").value == 3
