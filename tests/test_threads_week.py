"""The example week, read and put together: a convoy that comes apart, a truce that each side says the other broke."""

from pathlib import Path

import pytest

from tacitus.flow import read_source
from tacitus.format.entry import entry_lines, entry_of, report_json
from tacitus.format.readout import readout_json
from tacitus.format.thread import deals_of, strands_of
from tacitus.model.entry import Entry
from tacitus.model.readout import Readout
from tacitus.model.source import Source
from tacitus.model.thread import Body, Deal, Pact, Strand
from tacitus.threads.bodies import bodies
from tacitus.threads.pacts import pacts
from tacitus.work.kit import Equipment

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
Week = tuple[tuple[Body, ...], tuple[Pact, ...], dict[str, Entry]]


@pytest.fixture(scope="module")
def week() -> Week:
    kit = Equipment().open()
    entries: list[Entry] = []
    strands: list[Strand] = []
    deals: list[Deal] = []
    for path in sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html")):
        readout = read_source(Source(path.name, path.name, path.read_bytes()), kit)
        assert isinstance(readout, Readout)
        reading = readout_json(readout)
        facts = report_json(reading["document"], readout.document.id, readout.document.id)
        entries += [entry_of(line) for line in entry_lines(reading, facts)]
        strands += strands_of(reading)
        deals += deals_of(reading)
    return bodies(strands, entries), pacts(deals, entries), {entry.id: entry for entry in entries}


def test_there_are_a_dozen_reports_and_more() -> None:
    assert len([path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html")]) >= 12


def test_one_convoy_runs_through_the_week(week: Week) -> None:
    found, _, _ = week
    (convoy,) = [body for body in found if body.parts[0].number == 17]
    assert len(convoy.members) >= 10
    sums = {(one.voice, one.whole, one.parts, one.holds) for one in convoy.balances}
    assert {("Hezbollah", 17, (6, 11), True), ("US-led coalition", 17, (6, 11), True)} <= sums


def test_who_has_the_eleven_go_on_and_who_has_them_go_back(week: Week) -> None:
    found, _, entries = week
    (convoy,) = [body for body in found if body.parts[0].number == 17]
    (clash,) = [one for one in convoy.contradictions if one.field == "direction"]
    words = {entries[claim].evidence.text for claim in (clash.left, clash.right)}
    assert any("crossed" in text for text in words) and any("turned back" in text for text in words)


def test_one_truce_is_broken_by_either_side_as_the_other_says_and_both_deny_it(week: Week) -> None:
    _, found, _ = week
    (truce,) = found
    alleged = {(breach.voice.name, breach.against, tuple(voice.name for _, voice in breach.denials)) for breach in truce.breaches}
    army, fighters = "Lebanese Armed Forces", "Islamic State"
    assert alleged == {(army, (fighters,), (fighters,)), (fighters, (army,), (army,))}
    assert any(status.status == "holding" for status in truce.statuses)
    assert [len(version.deals) for version in truce.effective] == [4]
    assert any(deed.why == "transfer: at Qalamoun" for term in truce.terms for deed in term.deeds)
