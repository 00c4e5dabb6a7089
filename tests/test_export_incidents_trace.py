"""From every cell to its rule, claims, words and bytes; names that a profile withholds stand nowhere; the page stands by itself."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.errors import InputError
from tacitus.format.entry import entry_of
from tacitus.model.entry import Named
from tacitus.profiles import profile_named
from tacitus.views.export.facts import Facts
from tacitus.views.export.incidents.trace import trace_address, trace_cell
from tacitus.views.export.incidents.write import write_incidents
from tests.claimed import count, line, mouth, party, person, place, reading, when
from tests.entry_builders import days, entry, quote, report
from tests.incidents_made import FORMATS, KUTUM, clash, one, planned, strike, week, weigh, write

Json = dict[str, Any]
NAMES = st.from_regex(r"[BDGKLNRVZ][aeiou][bdgklnrvz][aeiou]k[aeiou][bdgnrvz]", fullmatch=True)


def test_a_cell_leads_to_its_rule_its_claims_its_words_and_the_bytes(tmp_path: Path) -> None:
    out, _ = write("acled", [planned(), strike()], tmp_path)
    found = trace_cell(out, 1, "fatalities")
    claim = strike().versions.claims[-1]
    assert found.value == 7 and found.rule.startswith("acled: ACLED") and found.suggested
    assert [(one.id, one.document, one.text) for one in found.claims] == [(claim.claim, "document-d", "d")]
    assert [(words.text, words.span.start) for words in found.words] == [("7 civilians", 0)]
    empty = trace_address(f"{out}:1:admin1")
    assert empty.value is None and empty.rule == "empty: no gazetteer gives one" and empty.claims == ()


@pytest.mark.parametrize("name", FORMATS)
def test_every_filled_cell_has_a_rule_and_every_value_of_a_report_has_a_claim(name: str, tmp_path: Path) -> None:
    _, summary = write(name, week(), tmp_path)
    traces = sorted(tmp_path.rglob("*.trace.jsonl"))
    lines = [json.loads(line) for trace in traces for line in trace.read_text(encoding="utf8").splitlines()]
    rows = [line for line in lines if "row" in line]
    assert len(rows) == sum(summary.rows.values())
    own = ("nobody", "the day of the export", "ACLED puts 0", "no figure")
    for row in rows:
        for column, cell in row["cells"].items():
            assert cell["rule"], column
            assert cell["value"] is not None or cell["rule"].startswith("empty: ")
            assert cell["value"] is None or cell["claims"] or cell["rule"].startswith(own) or cell["value"] == 0, (column, cell)
            assert all(words[0] in row["claims"] and words[1] < words[2] for words in cell.get("words", ()))


def test_the_trace_says_what_the_table_says(tmp_path: Path) -> None:
    out, _ = write("airwars", week(), tmp_path)
    assert trace_cell(out / "incidents.csv", 1, "civilian_harm_status").value == "Fair"
    assert trace_cell(out / "casualties.csv", 1, "killed_max").value == 14
    page, _ = write("html", week(), tmp_path)
    assert trace_cell(page, 2, "type").value == "clash"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("{out}", "no address of a cell"),
        ("{out}:one:fatalities", "no address of a cell"),
        ("{out}:1:deaths", "has no column deaths"),
        ("{out}:9:fatalities", "has no row 9"),
        ("{out}.elsewhere:1:fatalities", "has no trace"),
    ],
)
def test_addresses_that_lead_nowhere_say_why(address: str, says: str, tmp_path: Path) -> None:
    out, _ = write("acled", week(), tmp_path)
    with pytest.raises(InputError, match=says):
        trace_address(address.format(out=out))


def test_a_file_that_was_changed_has_no_trace(tmp_path: Path) -> None:
    out, _ = write("acled", week(), tmp_path)
    out.write_text(out.read_text(encoding="utf8").replace(",7,", ",70,"), encoding="utf8")
    with pytest.raises(InputError, match="was changed after it was written"):
        trace_cell(out, 1, "fatalities")
    out.unlink()
    with pytest.raises(InputError, match="missing"):
        trace_cell(out, 1, "fatalities")


def _about(first: str, last: str) -> list[Json]:
    """Claims of one incident that hold a name in every place that a name can stand in."""
    full = f"{first} al-{last}"
    facts = {"uri": f"https://news.example/{last}".lower(), "key": f"{last}.txt", "title": f"{full} mourned", "agency": None}
    victim = person(full, last, f"the teacher {full}", text=f"the teacher {full}")
    speaker = mouth(full, "person", "person-0123456789abcdef", aliases=[first, "a resident"])
    army = party("Sudanese Armed Forces", "state military", "military-SD", country="SD")
    codes = {"plover": "ASSAULT", "acled": "Violence against civilians / Attack", "cameo": "190", "ucdp": "armed force"}
    killed = line(
        "killing",
        f"soldiers killed the teacher {full}",
        "killed",
        agents=[army],
        targets=[victim],
        instruments=[{"start": 0, "end": 3, "text": f"{last}'s own gun"}],
        counts=[count("killed", 3, text=f"{full} and two sons", unit=f"{last}s")],
        when=when(),
        place=place("Rabak"),
        report=facts,
        blanks={"targets": f"it could stand for {last}"},
        codes=codes,
    )
    said = line(
        "killing",
        f"soldiers killed three, {first} said",
        "killed",
        said_by=[mouth("The Outlet"), speaker],
        report=facts,
        codes=codes,
    )
    return [killed, {**said, "id": "claim-2", "when": when(), "place": place("Rabak")}]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=NAMES, last=NAMES)
def test_a_withheld_name_stands_in_no_byte(first: str, last: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    entries = [entry_of(told) for told in _about(first, last)]
    facts = Facts("case-7", as_of=date(2025, 1, 1), reading_of=lambda _: reading())
    for name in FORMATS:
        folder = tmp_path_factory.mktemp("leak")
        summary = write_incidents(name, [weigh(entries)], folder / "out", profile_named("public"), facts)
        told = "\n".join(path.read_text(encoding="utf8") for path in sorted(folder.rglob("*")) if path.is_file()).lower()
        assert first.lower() not in told and last.lower() not in told
        assert summary.rules["private-names"] and (name == "ucdp" or summary.written == 1)


def test_two_witnesses_without_names_stay_two_voices(tmp_path: Path) -> None:
    def seen(source: str, name: str) -> Any:
        witness = Named(name, id="person-0123456789abcdef" if name[0] == "A" else "person-1123456789abcdef", kind="person")
        return entry(report(source, "2024-03-09", None), by=(witness,), place=KUTUM, when=days("2024-03-08"), counts=())

    incident = weigh([seen("p", "Adam Nour"), seen("q", "Bakri Isa"), seen("r", "Adam Nour")])
    out, _ = write("hxl", [incident], tmp_path, "public")
    whole = out.read_text(encoding="utf8")
    assert trace_cell(out, 1, "independent_voices").value == 2 == len(incident.versions.voices.independent)
    assert "Nour" not in whole and "Actor 1, " in whole and "Actor 2, " in whole


def test_what_is_held_back_is_in_no_figure(tmp_path: Path) -> None:
    families = Named("families", kind="displaced people", quote=quote("families"))
    old = entry(report("o", "2024-03-09", "Nile Post"), "displacement", targets=(families,), when=days("2024-03-08"), place=KUTUM)
    new = entry(report("n", "2024-12-30", "Courier"), "displacement", targets=(families,), when=days("2024-12-29"), place=KUTUM)
    out, summary = write("incidents-geojson", [weigh([old, new]), weigh([new])], tmp_path, "public")
    whole = out.read_text(encoding="utf8")
    assert "Courier" not in whole and "2024-12-29" not in whole and "Nile Post" in whole and "Kutum" not in whole
    assert summary.left_out == {"every claim is held back by the profile": 1} and summary.held_back == 2


class _Page(HTMLParser):
    """What a page would ask the network for, its links and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.asks: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.asks += [str(told[name]) for name in ("src", "srcset", "action", "data") if name in told]
        self.links += [str(told["href"])] if tag == "a" else []
        self.ids += [str(told["id"])] if "id" in told else []


def test_the_page_asks_for_nothing_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    out, _ = write("html", week(), tmp_path)
    text = out.read_text(encoding="utf8")
    page = _Page()
    page.feed(text)
    assert page.asks == [] and not {"script", "link", "img", "iframe", "base"} & set(page.tags)
    assert "url(" not in text and "@import" not in text and "default-src 'none'" in text
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_page_tells_versions_tolls_voices_and_words(tmp_path: Path) -> None:
    out, _ = write("html", [strike(), clash(), planned()], tmp_path)
    text = re.sub(r"<[^>]+>", " ", out.read_text(encoding="utf8"))
    flat = " ".join(text.split())
    for words in (
        "2 incidents",
        "Strike · Armed Forces of Sudan · Kutum",
        "contradicts the first: 7 is not at least 9",
        "7–14, best 7",
        "at least 9 (2024-03-04) → 14 (2024-03-06)",
        "denied by Armed Forces of Sudan",
        "suggested grade: fair",
        "Nile Post → Darfur Monitor",
        "says: it happened, with doubt",
        "Warplanes &lt;b&gt;bombed&lt;/b&gt;.",
        "no claim says that it happened: planned",
        "Nobody has decided here what is true",
    ):
        assert words in flat, words


def test_what_reports_say_cannot_break_the_page(tmp_path: Path) -> None:
    odd = one(agents=(Named('<img src=x onerror=alert(1)>"', id="odd", kind="rebel group"),))
    out, _ = write("html", [odd], tmp_path)
    page = _Page()
    page.feed(out.read_text(encoding="utf8"))
    assert "img" not in page.tags
