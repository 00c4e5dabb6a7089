"""A name that a profile withholds stands in none of the bytes that are written, in no format."""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.profiles import profile_named
from tacitus.views.export.facts import Facts
from tacitus.views.export.write import FORMS, write_claims
from tests.claimed import count, line, mouth, party, person, place, reading, when

Json = dict[str, Any]
NAMES = st.from_regex(r"[BDGKLNRVZ][aeiou][bdgklnrvz][aeiou]k[aeiou][bdgnrvz]", fullmatch=True)


def _written(claims: list[Json], profile: str, facts: Facts, name: str) -> str:
    """Everything that an export puts on the disk, unpacked, in lower case."""
    with tempfile.TemporaryDirectory() as folder:
        write_claims(name, claims, Path(folder) / "out", profile_named(profile), facts)
        told = [path.read_bytes().decode(errors="replace") for path in sorted(Path(folder).iterdir()) if path.name != "out"]
        main = Path(folder) / "out"
        told.append(_unpacked(main) if "parquet" in name else main.read_text(encoding="utf8"))
    return "\n".join(told).lower()


def _unpacked(path: Path) -> str:
    table = pytest.importorskip("pyarrow.parquet")
    return str(table.read_table(path).to_pylist()) + str(table.read_metadata(path).metadata)


def _about(first: str, last: str) -> list[Json]:
    """Claims that hold a name in every place that a name can stand in."""
    full = f"{first} al-{last}"
    slug = f"{first}-{last}".lower()
    report = {"uri": f"https://news.example/{slug}", "key": f"{last}.txt", "title": f"{full} mourned", "agency": None}
    victim = person(full, last, f"the teacher {full}", text=f"the teacher {full}")
    family = party(f"family of {last}", "people", "actor-0123456789abcdef", aliases=[f"{last}'s family"])
    killed = line(
        "killing",
        f"gunmen from {last}'s street killed the teacher {full} and her sons",
        f"killed the teacher {full}",
        targets=[victim, family],
        instruments=[{"start": 0, "end": 3, "text": f"{last}'s own gun"}],
        counts=[count("killed", 3, text=f"{full} and two sons", unit=f"{last}s")],
        when=when(),
        place=place("Rabak"),
        report=report,
        blanks={"agents": f"it could stand for {last} or for others"},
    )
    speaker = mouth(full, "person", "person-0123456789abcdef", aliases=[first, "a resident"])
    said = line(
        "strike", f"jets hit the market, {first} said", "hit", said_by=[mouth("The Outlet"), speaker], report=report, when=when()
    )
    return [killed, {**killed, "id": "claim-2", "triggers": [{"start": 0, "end": 4, "text": f"{last} died"}]}, said]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=NAMES, last=NAMES)
def test_a_private_name_is_nowhere(name: str, first: str, last: str) -> None:
    facts = Facts(as_of=date(2025, 1, 1), text_of=lambda _: f"{first} {last} " * 40)
    told = _written(_about(first, last), "public", facts, name)
    assert first.lower() not in told and last.lower() not in told


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(town=NAMES)
def test_where_people_on_the_move_are_is_nowhere(name: str, town: str) -> None:
    claim = line(
        "evacuation",
        f"families left {town} for the hills beyond {town}",
        "left",
        targets=[party(f"residents of {town}", "civilians", "actor-0123456789abcdef")],
        place=place(town, 13.18321, 32.74123),
        when=when(),
        report={"title": f"Families leave {town}", "uri": f"https://news.example/{town}-falls"},
    )
    facts = Facts(as_of=date(2025, 1, 1), reading_of=lambda _: reading(places=[place(town, 13.18321, 32.74123)]))
    for profile in ("public", "team"):
        told = _written([claim], profile, facts, name)
        assert town.lower() not in told and "13.18321" not in told and "32.74123" not in told


@pytest.mark.parametrize("name", FORMS)
def test_a_survivor_is_nowhere_for_a_team_either(name: str) -> None:
    claims = [{**claim, "type": "sexual violence"} for claim in _about("Zuvaker", "Ribakon")[:2]]
    told = _written(claims, "team", Facts(as_of=date(2025, 1, 1)), name)
    assert "ribakon" not in told and "zuvaker" not in told


def test_a_name_that_stands_in_no_role_is_nowhere() -> None:
    claim = line("strike", "jets hit the house where Zuvaker Ribakon slept", "hit", when=when())
    told = json.dumps(_written([claim], "public", Facts(), "jsonl"))
    assert "zuvaker" not in told and "ribakon" not in told
