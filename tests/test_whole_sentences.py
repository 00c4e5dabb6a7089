"""Whole sentences of reports, with everything that ships: who did what to whom, where, how many. Each tells one thing that a reader
of such a sentence would not forgive."""

from typing import Any

import pytest

from tacitus.agreements.words import Lemmas, Oblige, words
from tacitus.flow import Kit, read_source
from tacitus.format.readout import readout_json
from tacitus.model.readout import Readout
from tacitus.model.source import Given, Source
from tacitus.work.kit import Equipment

Json = dict[str, Any]


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Equipment().open()


def read(kit: Kit, text: str) -> Json:
    readout = read_source(Source("report.txt", "report.txt", text.encode(), None, None, Given()), kit)
    assert isinstance(readout, Readout), readout
    return readout_json(readout)


def claims(kit: Kit, text: str) -> list[Json]:
    found: list[Json] = read(kit, text)["claims"]
    return found


def named(claim: Json, slot: str) -> list[str]:
    return [party["name"] for party in claim[slot]]


@pytest.mark.parametrize(
    ("text", "whom", "count"),
    [
        ("Some 40 people died in the shelling of Goma.", "people", 40),
        ("Two soldiers died in an ambush near Kidal.", "soldiers", 2),
        ("The army lost nine men in an ambush near Kidal.", "men", 9),
    ],
)
def test_who_died_or_lost_men_did_not_do_it(kit: Kit, text: str, whom: str, count: int) -> None:
    [claim] = claims(kit, text)
    assert claim["agents"] == [] and whom in named(claim, "targets")
    assert [(one["best"], one["outcome"]) for one in claim["counts"]] == [(count, "killed")]


def test_who_storms_into_a_town_is_not_its_target(kit: Kit) -> None:
    first = claims(kit, "Militants stormed into the town of Dikwa, killing about 50 people and abducting 20.")[0]
    assert named(first, "agents") == ["militants"] and named(first, "targets") == ["people"]


@pytest.mark.parametrize("text", ["Mourners were fired on by police in Bujumbura.", "An army helicopter was fired on near Tibu."])
def test_fired_on_is_an_attack(kit: Kit, text: str) -> None:
    [claim] = claims(kit, text)
    assert claim["type"] == "attack" and claim["targets"]


def test_those_who_say_it_are_not_counted_with_it(kit: Kit) -> None:
    [claim] = claims(kit, "Some 40 people died in the shelling of the port, according to two medics.")
    assert [one["best"] for one in claim["counts"]] == [40]


def test_what_the_toll_comes_to_is_a_claim_of_its_own(kit: Kit) -> None:
    first, second = claims(kit, "An airstrike killed 12 people in Taiz, bringing the death toll in the city to 40.")
    assert [one["best"] for one in first["counts"]] == [12] and named(first, "targets") == ["people"]
    assert [one["best"] for one in second["counts"]] == [40] and second["type"] == "casualties"


def test_who_says_it_makes_the_accusation_that_trails_behind(kit: Kit) -> None:
    found = claims(kit, "A drone struck a market in Kutum, killing nine, residents said, blaming the army.")
    [accusation] = [claim for claim in found if claim["type"] == "accusation"]
    assert named(accusation, "agents") == ["residents"]


def test_an_accusation_called_a_lie_is_denied(kit: Kit) -> None:
    found = claims(kit, "The RSF attacked civilians in Geneina, the governor said. Its leader called the accusation a lie.")
    assert found[-1]["type"] == "denial" and found[-1]["targets"] == []


def test_an_army_that_accuses_a_country_is_not_that_country_s(kit: Kit) -> None:
    found = claims(kit, "Rebels killed nine people in Ituri on Friday, the army said, accusing Rwanda of arming them.")
    assert {link["name"] for claim in found for link in claim["said_by"]} == {"publisher", "army"}


def test_the_ground_in_a_group_s_name_is_not_where_it_happened(kit: Kit) -> None:
    text = "Gunmen killed 44 men in southwestern Niger, the ministry said, blaming the Islamic State in the Great Sahara."
    first = claims(kit, text)[0]
    assert first["place"]["country"] == "NE"


def test_a_nation_s_name_before_a_building_is_no_place(kit: Kit) -> None:
    [claim] = claims(kit, "Shells hit the Saudi hospital late on Saturday, wounding nine patients.")
    assert claim["place"] is None


def test_bodies_given_back_are_a_concession(kit: Kit) -> None:
    [claim] = claims(kit, "The bodies of 60 soldiers were returned to Armenia on Friday.")
    assert claim["type"] == "concession" and named(claim, "targets") == ["Armenia"]


CONVOY = """\
ADDIS ABABA, April 4, 2022 - An aid convoy of 30 trucks set out from Semera for rebel-held Tigray on Thursday, aides said.

Some 18 trucks of the convoy reached Mekelle on Friday; the other 12 were turned back at a checkpoint in Afar, they said.
A spokesman for the rebels said only 15 trucks had arrived.
"""


def test_a_convoy_s_parts_add_up_and_another_s_figure_is_a_rival_one(kit: Kit) -> None:
    [group] = read(kit, CONVOY)["groups"]
    assert [state["part"] for state in group["states"]] == [None, 0, 1, 0]
    assert group["balance"]["holds"] is True
    assert [found["field"] for found in group["contradictions"]] == ["count"]


TRUCE = """\
SANAA, Oct 3, 2022 - A six-month truce between Yemen's warring sides expired on Sunday, raising fears of new fighting.

Under the deal, which took effect on April 2, the Saudi-led coalition agreed to reopen Sanaa airport and let fuel
ships into Hodeidah. The Houthis said the coalition had broken the truce by delaying tankers. The envoy had proposed
extending the truce by a month.
"""


def test_an_agreement_s_terms_end_and_breach(kit: Kit) -> None:
    readout = read(kit, TRUCE)
    [agreement] = readout["agreements"]
    assert [term["action"] for term in agreement["terms"]] == ["reopen Sanaa airport", "let fuel ships into Hodeidah"]
    assert (agreement["status"], agreement["effective"]["from"]) == ("ended", "2022-04-02")
    told = {claim["id"]: claim["trigger"]["text"] for claim in readout["claims"]}
    assert [told[key] for key in agreement["breaches"]] == ["broken"]  # that it expired accuses nobody


@pytest.mark.parametrize("row", words().undertakes, ids=lambda row: row.id)
def test_what_they_agree_to_do_is_a_term(kit: Kit, row: Oblige) -> None:
    for text, bound in [*((yes, True) for yes in row.yes), *((no, False) for no in row.no)]:
        [agreement] = read(kit, text)["agreements"]
        assert [term["obliges"] for term in agreement["terms"]] == ([row.duty] * 2 if bound else []), text


@pytest.mark.parametrize("row", words().brokers, ids=lambda row: row.id)
def test_who_brings_others_to_agree_is_no_party(kit: Kit, row: Lemmas) -> None:
    for text in (*row.yes, *row.no):
        [agreement] = read(kit, text)["agreements"]
        assert {party["name"] for party in agreement["parties"]} == {"army", "rebels"}, text


@pytest.mark.parametrize("row", words().offers, ids=lambda row: row.id)
def test_what_is_only_proposed_is_no_agreement(kit: Kit, row: Lemmas) -> None:
    assert [read(kit, text)["agreements"] for text in row.yes] == [[] for _ in row.yes]
    assert all(read(kit, text)["agreements"] for text in row.no)


def test_a_part_without_a_number_is_somebody(kit: Kit) -> None:
    first = claims(kit, "The ministry said several of its peacekeepers died when their car came under fire near Lachin.")[0]
    assert named(first, "targets") == ["several of its peacekeepers"]


def test_whom_they_blame_it_on_is_accused(kit: Kit) -> None:
    [claim] = claims(kit, "The attack was the latest of a series that the Taliban blame on Islamic State.")
    assert (claim["type"], named(claim, "targets")) == ("accusation", ["Islamic State"])
