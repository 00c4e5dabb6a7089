"""One report, start to finish, with the encoder, the gazetteer and the tables that ship."""

import json
from pathlib import Path
from typing import Any

import pytest

from tacitus.flow import Kit, read_source
from tacitus.format.readout import readout_json
from tacitus.model.readout import Readout
from tacitus.model.source import Given, Skipped, Source
from tacitus.work.kit import Equipment

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
REPORTS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html"))
Json = dict[str, Any]


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Equipment().open()


def read(kit: Kit, data: bytes, name: str = "report.txt", given: Given | None = None) -> Readout:
    readout = read_source(Source(name, name, data, None, None, given or Given()), kit)
    assert isinstance(readout, Readout), readout
    return readout


def example(kit: Kit, number: int) -> Readout:
    path = next(path for path in REPORTS if path.name.startswith(f"{number}-"))
    return read(kit, path.read_bytes(), path.name)


def spans_of(entry: Any) -> list[tuple[int, int, str]]:
    """Every span of a reading, wherever it stands."""
    found = []
    if isinstance(entry, dict):
        if isinstance(entry.get("start"), int) and isinstance(entry.get("text"), str):
            found.append((entry["start"], entry["end"], entry["text"]))
        for part in entry.values():
            found += spans_of(part)
    elif isinstance(entry, list):
        for part in entry:
            found += spans_of(part)
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_word_is_tied_to_its_characters(path: Path, kit: Kit) -> None:
    readout = read(kit, path.read_bytes(), path.name)
    spans = spans_of(readout_json(readout))
    assert len(spans) > 20
    for start, end, text in spans:
        assert readout.document.text[start:end] == text


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_the_same_report_gives_the_same_bytes(path: Path, kit: Kit) -> None:
    first, second = (json.dumps(readout_json(read(kit, path.read_bytes(), path.name))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_report_of_the_week_gives_claims_and_a_day_or_the_reason_for_none(path: Path, kit: Kit) -> None:
    readout = read(kit, path.read_bytes(), path.name)
    dated = readout.published.days is not None
    assert dated == (path.name != "7-state-agency.txt")
    assert readout.published.why if dated else readout.published.why_not
    assert len(readout.claims) >= 3


def test_the_day_is_stated_on_a_page_and_inferred_or_from_the_dateline_elsewhere(kit: Kit) -> None:
    assert example(kit, 4).published.basis == "metadata"
    assert example(kit, 1).published.basis == "dateline"


def test_a_convoy_of_seventeen_is_six_and_eleven(kit: Kit) -> None:
    groups = [group for group in example(kit, 4).groups if group.balance.whole == 17]
    assert [(sorted(group.balance.parts), group.balance.holds) for group in groups] == [([6, 11], True)]


def test_an_agreement_has_its_day(kit: Kit) -> None:
    days = [agreement.effective for agreement in example(kit, 1).agreements]
    assert any(day is not None and day.start is not None and day.start.isoformat() == "2017-08-27" for day in days)


def test_what_is_denied_is_not_shown_as_having_happened(kit: Kit) -> None:
    readout = read(kit, b"The army denied that it had shelled the clinic in Bria. It said rebels had not left the town.")
    shown = [(claim.kind, str(claim.standing)) for claim in readout.claims if claim.kind in ("shelling", "retreat")]
    assert shown and all(standing in ("denied", "negated") for _, standing in shown)


def test_what_is_denied_stays_denied_in_every_joined_verb(kit: Kit) -> None:
    readout = read(kit, b"The colonel denied that his drones had hit any bus or stopped aid from reaching the camp near Tawila.")
    shown = [(claim.kind, str(claim.standing)) for claim in readout.claims if claim.kind != "denial"]
    assert shown and all(standing == "denied" for _, standing in shown)


@pytest.mark.parametrize(
    "text",
    [
        b"The prime minister ruled out bombing the port of Hodeida.",
        b"Had the missile landed nearer, it would have killed the medics in Bria.",
    ],
)
def test_what_was_ruled_out_or_would_have_been_is_not_shown_as_having_happened(kit: Kit, text: bytes) -> None:
    assert [claim.kind for claim in read(kit, text).claims if str(claim.standing) in ("happened", "ongoing")] == []


def test_the_one_that_it_was_not_is_no_party(kit: Kit) -> None:
    readout = read(kit, b"Rebels, not the army, killed the mayor of Bria on Monday, residents said.")
    named = {party.name.casefold() for claim in readout.claims for party in claim.agents}
    assert "rebels" in named and not any("army" in name for name in named)


def test_the_dead_belong_to_the_act_that_killed_them(kit: Kit) -> None:
    readout = read(kit, b"Jets struck three trucks that were driving towards the border, killing 12 fighters.")
    tolls = [claim.kind for claim in readout.claims for count in claim.counts if _killed(readout, count.count)]
    assert tolls and "movement" not in tolls


def _killed(readout: Readout, count: int) -> bool:
    value = readout.counts[count].value
    return value is not None and value.outcome == "killed"


def test_a_report_in_another_language_is_skipped_with_the_reason(kit: Kit) -> None:
    text = "Les forces armées ont repris la ville de Kidal mardi après de violents combats, selon un porte-parole de l'armée."
    skipped = read_source(Source("fr.txt", "fr.txt", text.encode()), kit)
    assert isinstance(skipped, Skipped) and "French" in skipped.why_not


def test_a_peaceful_report_gives_no_violence(kit: Kit) -> None:
    text = b"The striker shot wide twice before the attack clicked; the visitors battled back and the coach praised their defence."
    assert [claim for claim in read(kit, text).claims if claim.kind in ("strike", "attack", "clash", "killing")] == []


def test_the_doer_of_what_a_time_is_counted_from_is_named(kit: Kit) -> None:
    text = "The attack came three days after gunmen on motorcycles raided three villages near Bankass."
    found = [claim for claim in read(kit, text.encode()).claims if "raided" in claim.evidence.of(text)]
    assert [party.name for claim in found for party in claim.agents] == ["gunmen"]


def test_an_age_is_no_part_of_who_somebody_is(kit: Kit) -> None:
    readout = read(kit, b"A glide bomb killed a 67-year-old woman in Kharkiv.")
    assert [each.value.name for each in readout.actors if each.value] == ["woman"]


def test_a_joined_predicate_with_its_own_subject_keeps_its_own_place(kit: Kit) -> None:
    text = "Fighters fled. The army said five buses had turned back towards Palmyra and that six others were still in the desert."
    stays = [claim for claim in read(kit, text.encode()).claims if claim.kind == "presence"]
    assert stays and all(claim.place is None for claim in stays)


def test_a_number_after_a_bare_headline_is_the_whole_and_no_part(kit: Kit) -> None:
    text = "Buses leave Qalamoun\n\nSeventeen buses carrying fighters left the mountains on Monday."
    names = [each.value.name for each in read(kit, text.encode()).actors if each.value]
    assert "buses" in names and not any(name.startswith("part of") for name in names)
