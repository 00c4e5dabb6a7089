"""Whole sentences of bulletins, communiques and blotters: tolls reached, one more person, words of armies for their dead."""

from typing import Any

import pytest

from tacitus.flow import Kit, read_source
from tacitus.format.readout import readout_json
from tacitus.model.readout import Readout
from tacitus.model.source import Given, Source
from tacitus.work.kit import Equipment

Json = dict[str, Any]
WAR = "Fighting between rebels and soldiers went on near Kefa.\n\n"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Equipment().open()


def claims(kit: Kit, text: str) -> list[Json]:
    """The claims of a text, read in a report of armed conflict."""
    readout = read_source(Source("report.txt", "report.txt", (WAR + text).encode(), None, None, Given()), kit)
    assert isinstance(readout, Readout), readout
    found: list[Json] = readout_json(readout)["claims"]
    return [claim for claim in found if claim["trigger"]["start"] >= len(WAR)]


def of_kind(kit: Kit, text: str, kind: str) -> Json:
    return next(claim for claim in claims(kit, text) if claim["type"] == kind)


def named(claim: Json, slot: str) -> list[str]:
    return [party["name"] for party in claim[slot]]


def told(claim: Json) -> list[tuple[float | None, str | None]]:
    return [(count["best"], count["outcome"]) for count in claim["counts"]]


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("The number of people killed in militia raids in Ituri since early 2023 has reached 231.", "attack", (231, "killed")),
        ("The number of civilians killed by shelling in Sumy this year is 88.", "shelling", (88, "killed")),
        ("Gunmen shot four farmers, bringing to 137 the number of homicides in Cauca.", "casualties", (137, "killed")),
        ("The swap brings the number of prisoners released since the start of the war to 4,757.", "evacuation", (4757, None)),
        ("Rockets fell on Taiz, raising the death toll since October 2023 to 61,430.", "casualties", (61430, "killed")),
        ("Six passengers were taken off a bus near Musa and shot dead.", "killing", (6, "killed")),
        ("Twelve men were abducted from their homes in Minova and killed.", "killing", (12, "killed")),
        ("Six trucks of the convoy stayed at Gao; the other 11 reached Kidal.", "movement", (11, None)),
        ("The army said it had killed 112 rebels and captured 63.", "arrest", (63, "captured")),
    ],
)
def test_a_figure_reaches_the_claim_that_it_counts(kit: Kit, text: str, kind: str, count: tuple[float, str | None]) -> None:
    assert count in told(of_kind(kit, text, kind))


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers were killed and a third was injured in Kishtwar.",
        "A drone hit a house in Kharkiv, killing two and injuring a third one.",
        "Two volunteers were killed and another was injured near Imphal.",
    ],
)
def test_one_more_counts_one(kit: Kit, text: str) -> None:
    counted = [count for claim in claims(kit, text) for count in told(claim)]
    assert (2, "killed") in counted and (1, "injured") in counted


def test_each_side_of_an_exchange_has_its_own_number(kit: Kit) -> None:
    found = [claim for claim in claims(kit, "Kyiv freed 90 soldiers and Moscow returned 80 marines.") if claim["counts"]]
    assert [(claim["type"], told(claim)) for claim in found] == [("evacuation", [(90, None)]), ("evacuation", [(80, None)])]


def test_parts_of_a_number_that_opens_the_sentence(kit: Kit) -> None:
    found = claims(kit, "Of the 300 evacuees, 120 went to Idlib, 100 stayed in Homs and the rest crossed into Lebanon.")
    assert [(claim["type"], told(claim)) for claim in found] == [
        ("movement", [(120, None)]),
        ("presence", [(100, None)]),
        ("movement", []),
    ]


def test_handed_over_sixty_is_no_bound(kit: Kit) -> None:
    claim = of_kind(kit, "Rebels handed over 60 prisoners in Marib.", "evacuation")
    assert [(count["best"], count["low"]) for count in claim["counts"]] == [(60, None)]


def test_a_total_is_no_count_of_the_act_beside_it(kit: Kit) -> None:
    act = of_kind(kit, "Shelling killed six, bringing the number of displaced people to 1.3 million.", "shelling")
    assert told(act) == [(6, "killed")]


@pytest.mark.parametrize(
    ("text", "kind", "struck"),
    [
        ("A bomb exploded in western Kabul, killing a journalist and his driver.", "bombing", {"journalist", "driver"}),
        ("A drone hit a car in Toul, killing a commander.", "strike", {"car", "commander"}),
        ("Helicopters dropped a bomb on the clinic, burning it down.", "strike", {"the clinic"}),
    ],
)
def test_whom_an_act_killed_is_its_target_beside_what_it_hit(kit: Kit, text: str, kind: str, struck: set[str]) -> None:
    targets = set(named(of_kind(kit, text, kind), "targets"))
    assert struck <= targets and "bomb" not in targets


def test_killed_and_wounded_is_two_verbs(kit: Kit) -> None:
    claim = of_kind(kit, "The Russian attacks killed and wounded civilians.", "attack")
    assert named(claim, "agents") == ["Russia"] and named(claim, "targets") == ["civilians"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Captain Imran embraced martyrdom near Tank.", "casualties"),
        ("One inspector paid the supreme price.", "casualties"),
        ("Troops neutralised three bandits in Faskari.", "killing"),
        ("Over the past day, 164 combat engagements took place.", "clash"),
        ("Our air defences were able to shoot down an enemy aircraft over Marib.", "attack"),
        ("Aid missions to Beit Hanoun were denied or impeded by the army.", "obstruction"),
        ("Six trucks of the aid convoy remain stuck at the crossing.", "obstruction"),
        ("Red Cross volunteers buried 17 bodies in Uvira.", "killing"),
        ("Factions traded fire, prompting 245 families to evacuate to a school.", "displacement"),
        ("Buses of the Red Cross took 73 evacuees from Pokrovsk to Pavlohrad.", "evacuation"),
        ("The militia warned all shipping companies against dealing with the ports.", "warning"),
        ("Guerrillas declared an armed strike in Choco.", "obstruction"),
    ],
)
def test_the_words_of_bulletins_are_known(kit: Kit, text: str, kind: str) -> None:
    assert kind in {claim["type"] for claim in claims(kit, text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nine missions were denied and 11 were impeded.", "denial"),
        ("Bandits armed with rifles attacked Tsafe.", "support"),
        ("Aid will enter once the guns fall silent.", "shelling"),
        ("The armed strike in Choco continues.", "strike"),
    ],
)
def test_what_only_looks_like_it_is_no_claim_of_the_kind(kit: Kit, text: str, kind: str) -> None:
    assert kind not in {claim["type"] for claim in claims(kit, text)}


def test_what_was_to_be_done_is_planned(kit: Kit) -> None:
    claim = of_kind(kit, "Under the truce, the army was to withdraw from Kefa within 60 days.", "retreat")
    assert claim["standing"] == "planned"


def test_blame_falls_on_the_doer(kit: Kit) -> None:
    for claim in claims(kit, "The government blamed the shelling of Goma on M23."):
        assert claim["type"] != "shelling" or named(claim, "targets") != ["M23"]


def test_five_trucks_are_no_part_of_one(kit: Kit) -> None:
    text = "Bodies were found in a pickup truck near Mocorito. Gunmen set fire to five trucks."
    assert named(of_kind(kit, text, "destruction"), "targets") == ["trucks"]
