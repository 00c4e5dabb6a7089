"""Profiles: what is held back, told roughly, left out; the tables' examples; and that nothing else changes."""

import copy
from datetime import date
from typing import Any

import pytest

from tacitus.errors import InputError
from tacitus.format.entry import entry_of
from tacitus.measures.geometry import contains
from tacitus.model.answers import Point
from tacitus.profiles import Known, apply, known_of, profile_named, profiles
from tacitus.profiles.mask import NAME, Mask, cues, ordinary
from tacitus.profiles.people import callings, office_of, offices, printed
from tacitus.profiles.places import snapped
from tacitus.profiles.profile import RuleRow
from tacitus.profiles.touch import touches
from tacitus.rules.table import load_rows
from tests.claimed import line, mouth, party, person, place, reading, when

LATER = date(2025, 1, 1)
PUBLIC, TEAM, FULL = (profile_named(name) for name in ("public", "team", "full"))
RULES = load_rows(RuleRow, "tacitus.profiles", "profiles.toml", "rule")
Json = dict[str, Any]


def _told(profile: Any, claim: Json, known: Known | None = None, as_of: date | None = LATER) -> Json:
    told, _ = apply(profile, claim, as_of, known or Known())
    assert told is not None
    return told


def _example(words: str) -> Json:
    kind, people, site, evidence = words.split(" | ")
    actors = [] if people == "-" else [party("somebody", one) for one in people.split(", ")]
    return line(kind, evidence, targets=actors, place=None if site == "-" else place("Somewhere", kind=site))


@pytest.mark.parametrize("row", [row for row in RULES if row.yes], ids=lambda row: row.id)
def test_the_rules_examples(row: RuleRow) -> None:
    assert [words for words in row.yes if not touches(row, _example(words))] == []
    assert [words for words in row.no if touches(row, _example(words))] == []


def test_every_rule_that_chooses_claims_has_examples() -> None:
    assert [row.id for row in RULES if (row.types or row.words or row.people) and not (row.yes and row.no)] == []


@pytest.mark.parametrize("office", offices(), ids=lambda office: office.id)
def test_the_offices_examples(office: Any) -> None:
    assert [words for words in office.yes if office_of([words]) is None] == []
    assert [words for words in office.no if office_of([words]) is office] == []


@pytest.mark.parametrize("calling", callings(), ids=lambda calling: calling.id)
def test_the_callings_examples(calling: Any) -> None:
    assert calling.yes and {printed([words]) for words in calling.yes} == {f"{calling.says} (name withheld)"}


@pytest.mark.parametrize("row", ordinary(), ids=lambda row: row.id)
def test_ordinary_words_stay(row: Any) -> None:
    assert row.yes and [words for words in row.yes if Mask(strangers="s").text(words, set()) != words] == []


def test_an_ordinary_word_stands_once() -> None:
    words = [word for row in ordinary() if row.id not in ("countries", "initials") for word in row.words]
    assert len(cues()) > 5 and [word for word in words if not word.strip()] == []


def test_profiles_by_name() -> None:
    assert list(profiles()) == ["public", "team", "full"]
    with pytest.raises(InputError, match="there are public, team, full"):
        profile_named("secret")


def test_full_changes_nothing() -> None:
    claim = line("killing", "gunmen killed Amina Yusuf", targets=[person("Amina Yusuf")])
    assert apply(FULL, claim, None) == (claim, ())


def test_the_input_stays_as_it_was() -> None:
    claim = line("evacuation", "Families left Rabak with Amina Yusuf", targets=[person("Amina Yusuf")], place=place("Rabak"))
    before = copy.deepcopy(claim)
    apply(PUBLIC, claim, LATER)
    assert claim == before


def test_what_comes_out_is_a_line_again() -> None:
    claim = line("evacuation", "Families left Rabak", place=place("Rabak"), when=when(), said_by=[mouth("Amina Yusuf", "person")])
    told = _told(PUBLIC, claim)
    assert entry_of(told).place is not None and list(told) == list(claim)


def test_twice_is_once() -> None:
    claim = line("evacuation", "Families left Rabak with Amina Yusuf", targets=[person("Amina Yusuf")], place=place("Rabak"))
    once = _told(PUBLIC, claim)
    assert _told(PUBLIC, once)["evidence"]["text"] == once["evidence"]["text"]


@pytest.mark.parametrize(
    ("as_of", "leaves"), [(date(2024, 4, 4), True), (date(2024, 4, 3), False), (None, False)], ids=["old", "young", "no day given"]
)
def test_movements_of_civilians_are_told_late(as_of: date | None, leaves: bool) -> None:
    told, rules = apply(PUBLIC, line("displacement", "families fled the town", when=when()), as_of)
    assert (told is not None) is leaves and ("transit-delay" in rules) is not leaves


def test_fighting_is_told_at_once() -> None:
    assert apply(PUBLIC, line("clash", "the two armies fought on", when=when()), None)[0] is not None


def test_a_claim_without_a_day_is_as_old_as_its_report() -> None:
    claim = line("displacement", "families fled the town")
    assert apply(PUBLIC, claim, date(2024, 3, 20))[0] is None and apply(PUBLIC, claim, LATER)[0] is not None


def test_where_people_on_the_move_are_is_a_cell() -> None:
    claim = line("evacuation", "forty families left Rabak by road", place=place("Rabak", 13.18, 32.74))
    told = _told(PUBLIC, claim)
    where, entry = told["place"], entry_of(told)
    assert "Rabak" not in str(told) and where["id"] is None and where["relation"] is None
    assert where["precision"] == "district" and where["name"] == "a place in SD (name withheld)"
    assert entry.place is not None and entry.place.footprint is not None
    assert contains(entry.place.footprint.ring, Point(13.18, 32.74))
    assert (where["lat"], where["lon"]) == (13.25, 32.75)


def test_the_cell_does_not_betray_the_point() -> None:
    first, second = (line("evacuation", "families left", place=place("X", lat, 32.74)) for lat in (13.18, 13.21))
    assert _told(PUBLIC, first)["place"]["footprint"] == _told(PUBLIC, second)["place"]["footprint"]


def test_a_country_is_rough_enough() -> None:
    claim = line("evacuation", "families left Sudan", place=place("Sudan", kind="country", precision="country"))
    assert _told(PUBLIC, claim)["place"] == claim["place"]


def test_the_cell_crosses_the_meridian() -> None:
    assert snapped((-16.8, 179.9, -16.6, 180.2), 0.5) == (-17.0, 179.5, -16.5, 180.5)
    claim = line("evacuation", "families left", place=place("Labasa", -16.7, 179.95))
    assert -180 <= _told(PUBLIC, claim)["place"]["lon"] <= 180


def test_a_private_person_is_told_by_calling() -> None:
    speaker = mouth("Amina Yusuf", "person", "person-0123456789abcdef", aliases=["Amina Yusuf", "the teacher"])
    told = _told(PUBLIC, line("strike", "shells hit the school, Amina Yusuf said", said_by=[speaker]))
    assert told["said_by"][0]["name"] == "a teacher (name withheld)" and told["said_by"][0]["id"] is None
    assert told["evidence"]["text"] == f"shells hit the school, {NAME} said" and told["evidence"]["altered"] is True


def test_an_official_is_named() -> None:
    speaker = mouth("Musa Diallo", "person", "person-0123456789abcdef", aliases=["Musa Diallo", "army spokesman"])
    told = _told(PUBLIC, line("strike", "jets hit the depot, Diallo said", said_by=[speaker]))
    assert told["said_by"][0] == speaker and "altered" not in told["evidence"]


@pytest.mark.parametrize(("office", "named"), [("army spokesman", False), ("governor", True)])
def test_a_victim_is_named_only_with_a_high_office(office: str, named: bool) -> None:
    claim = line("killing", "gunmen killed Musa Diallo", targets=[person("Musa Diallo", office)])
    assert ("Diallo" in str(_told(PUBLIC, claim))) is named


def test_a_team_sees_names_but_not_those_of_survivors() -> None:
    told = _told(TEAM, line("killing", "gunmen killed Amina Yusuf", targets=[person("Amina Yusuf")]))
    assert "Amina" in str(told)
    hidden = _told(TEAM, line("sexual violence", "soldiers assaulted Amina Yusuf", targets=[person("Amina Yusuf")]))
    assert "Amina" not in str(hidden) and "Yusuf" not in str(hidden)


def test_a_name_that_only_the_reading_knows_is_hidden() -> None:
    other = {**person("Deng Lado"), "mention": "name"}
    known = known_of(reading([other]))
    told = _told(PUBLIC, line("strike", "shells hit the house of lado's brother", trigger="hit"), known)
    assert told["evidence"]["text"] == f"shells hit the house of {NAME}'s brother"


def test_bodies_and_places_that_the_reading_knows_stay() -> None:
    force = {**party("Rapid Support Forces", "militia", "rsf"), "mention": "name", "aliases": ["RSF"]}
    known = known_of(reading([force], [place("El Fasher")]))
    words = "RSF guns hit El Fasher and Zamzam"
    assert _told(PUBLIC, line("shelling", words, trigger="hit"), known)["evidence"]["text"] == f"RSF guns hit El Fasher and {NAME}"
    assert _told(PUBLIC, line("shelling", words, trigger="hit"))["evidence"]["text"] == f"{NAME} guns hit {NAME} and {NAME}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Saudi-led jets hit F-16s of M23 on Monday", "Saudi-led jets hit F-16s of M23 on Monday"),
        ("General Ould Ahmed of Chad", f"General {NAME} of Chad"),
        ("Israel Ortiz left", f"{NAME} left"),
        ("a bridge east of Humaymah fell", "a bridge east of Humaymah fell"),
        ("سعيد fell", f"{NAME} fell"),
        ("J. Okello's sons fled", f"{NAME}'s sons fled"),
    ],
)
def test_strangers(words: str, told: str) -> None:
    assert Mask(strangers="s", sites=True).text(words, set()) == told


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("https://news.example/2024/amina-yusuf-speaks", "https://news.example/"),
        ("https://news.example/2024/aminayusuf", "https://news.example/"),
        ("https://news.example/%41mina", "https://news.example/"),
        ("https://aminayusuf.example/post", "withheld"),
        ("https://news.example/2024/market", "https://news.example/2024/market"),
        ("/srv/somebody/reports/march.txt", "march.txt"),
    ],
)
def test_addresses(uri: str, told: str) -> None:
    claim = line("killing", "gunmen killed a woman", targets=[person("Amina Yusuf")], report={"uri": uri})
    assert _told(PUBLIC, claim)["report"]["uri"] == told


def test_a_title_with_a_name_is_left_out() -> None:
    titled = {"title": "Amina Yusuf killed in attack"}
    told, rules = apply(PUBLIC, line("killing", "gunmen killed a woman", targets=[person("Amina Yusuf")], report=titled), LATER)
    assert told is not None and told["report"]["title"] is None and "title-with-names" in rules
    plain = _told(PUBLIC, line("killing", "gunmen killed a woman", report={"title": "Fighters attack town"}))
    assert plain["report"]["title"] == "Fighters attack town"


def test_a_long_clause_is_cut_round_its_trigger_and_stays_a_quotation() -> None:
    text = " ".join(f"word{number}" for number in range(200)) + " struck " + " ".join(f"more{number}" for number in range(200))
    told = _told(PUBLIC, line("strike", text, trigger="struck"))["evidence"]
    assert len(told["text"].split()) == 40 and " struck " in told["text"] and text[told["start"] : told["end"]] == told["text"]
