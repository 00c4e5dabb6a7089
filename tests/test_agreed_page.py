"""The page of an incident and its JSON: everything that was found stands there, at every width."""

import io
import json

import pytest
from rich.cells import cell_len
from rich.console import Console

from tacitus.format.line import json_line
from tacitus.format.versions import versions_json
from tacitus.incidents.agreed.agree import agree
from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.versions import Versions
from tacitus.views.cli.incident_draw import draw_incident
from tests.entry_builders import ARMY, MONITOR, days, entry, report, site, told

CIVILIANS = Named("civilians", kind="civilians")


def week() -> list[Entry]:
    """A strike on a market, told by a monitor and a hospital, denied by the army."""
    kutum, hospital = site("Kutum", 14.2, 24.67), Named("Kutum hospital", kind="medical workers")
    first = (told(9, hedge="at least", kind="civilians"),)
    strike = {"agents": (ARMY,), "targets": (CIVILIANS,), "place": kutum, "when": days("2024-03-03")}
    return [
        entry(report("a", "2024-03-04", "Nile Post"), by=(MONITOR,), counts=first, words="Warplanes [bold]bombed.", **strike),  # type: ignore[arg-type]
        entry(report("b", "2024-03-04", "Courier"), by=(MONITOR,), counts=first, **strike),  # type: ignore[arg-type]
        entry(report("c", "2024-03-06", "Courier"), by=(MONITOR,), counts=(told(14, kind="civilians"),)),
        entry(report("d", None, "Relief Bulletin"), "casualties", (hospital,), counts=(told(7, kind="civilians"),), hedged=True),
        entry(report("e", "2024-03-05", "Army Press"), by=(ARMY,), agents=(ARMY,), standing=Standing.DENIED),
    ]


def drawn(versions: Versions, width: int) -> str:
    out = io.StringIO()
    draw_incident(versions, Console(file=out, width=width, highlight=False, markup=False), "incident-1")
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_page_fits_its_screen_and_says_what_matters(width: int) -> None:
    page = drawn(agree(week(), {"a": "family", "b": "family"}), width)
    assert all(cell_len(line) <= width for line in page.split("\n"))
    flat = " ".join(page.split())
    for words in (
        "fair, suggested after Airwars",
        "rule two-voices",
        "Darfur Monitor",
        "deny it",
        "Kutum",
        "2024-03-03",
        "ACLED",
        "UCDP",
    ):
        assert words in flat
    assert "at least 9 (4 Mar) → 14 (6 Mar)" in flat
    assert "Warplanes [bold]bombed" in flat
    assert "hedged" in flat and "denied" in flat and "day not known" in flat


def test_the_page_names_what_they_conflict_on() -> None:
    page = drawn(agree(week(), {}), 120)
    assert "they conflict on: civilians killed, standing" in page
    assert "no two versions conflict" in drawn(agree(week()[:1], {}), 120)


def test_an_empty_incident_draws_without_a_fault() -> None:
    assert "no grade suggested" in drawn(agree([], {}), 80)


def test_json_holds_everything_and_is_one_line() -> None:
    found = agree(week(), {})
    line = json_line(versions_json(found))
    back = json.loads(line)
    assert line.count("\n") == 1
    assert list(back) == ["claims", "fields", "voices", "grade", "tolls", "sums", "times", "places"]
    assert [one["id"] for one in back["claims"]] == [said.claim for said in found.claims]
    assert back["grade"]["suggested"] is True and back["grade"]["rule"] == "two-voices"
    assert back["times"]["common"] == {"from": "2024-03-03", "to": "2024-03-03"}
    assert back["places"]["common"]["type"] == "Polygon"
    known = {one["id"] for one in back["claims"]}
    for field in back["fields"]:
        assert {claim for version in field["versions"] for claim in version["claims"]} <= known
