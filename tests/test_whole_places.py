"""Whole reports: the day that their lines give, and the places that their words mean."""

from collections.abc import Callable
from datetime import date

import pytest

from tacitus.intake.document import to_document
from tacitus.model.answers import Where
from tacitus.model.document import Document
from tacitus.model.reading import Reading
from tacitus.model.source import Given, Source
from tacitus.questions.when.find import find as find_times
from tacitus.questions.when.publication import published
from tacitus.questions.when.resolve import resolve
from tacitus.questions.where.find import find as find_places
from tacitus.questions.where.gazetteer import Gazetteer, open_gazetteer
from tacitus.questions.who.actors import open_actors
from tacitus.questions.who.find import find as find_actors
from tacitus.reading.read import open_parser
from tests.conftest import Parse

Read = Callable[[str], Reading]
STORY = "Gunmen shelled the northern quarters of the town on Monday, two residents told the paper by telephone."


@pytest.fixture(scope="module")
def read() -> Read:
    parse, _ = open_parser()

    def reading(text: str) -> Reading:
        document = to_document(Source("note", "note", text.encode(), "text/plain", "utf-8", Given()))
        assert isinstance(document, Document)
        return parse(document)

    return reading


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def places(reading: Reading, gazetteer: Gazetteer) -> dict[str, Where | None]:
    actors = find_actors(reading, open_actors())
    return {found.span.of(reading.text): found.value for found in find_places(reading, actors, gazetteer)}


def countries(reading: Reading, gazetteer: Gazetteer) -> dict[str, str | None]:
    return {
        words: value.candidate.country if value and value.candidate else None for words, value in places(reading, gazetteer).items()
    }


@pytest.mark.parametrize(
    "head",
    [
        "Nuba Reports\nKauda, 14 February 2024\n\n",
        "Shan Herald\nTuesday 13 February 2024 | Taunggyi\n\nTruce fails near Hsipaw\n\n",
        "Flash Update No. 9 | Masisi and Rutshuru – as of 18:00 on 12 February 2024\n\n",
        "Weekly bulletin no. 31, Cabo Delgado, 12 February 2024\n\n",
        "Shells fall on Hodeidah port\nBy a staff writer\n12 February 2024\n\n",
        "Letter dated 12 February 2024 from the monitors to the chair\n\n",
        "Kyiv, 13.02.2024 (Ukrinform) — ",
        "Port-au-Prince, le 2024-02-13 — ",
        "BANGUI, Central African Rep., Feb. 13, 2024 (Wire) - ",
    ],
)
def test_the_lines_above_a_report_date_it(read: Read, head: str) -> None:
    reading = read(head + STORY)
    found = published(find_times(reading), reading)
    assert found.days is not None and found.days.start is not None, found.why_not
    assert date(2024, 2, 12) <= found.days.start <= date(2024, 2, 14)


@pytest.mark.parametrize("foot", ["Published in Dawn, February 13th, 2024", "Daily Trust / 01:32 PM February 13, 2024"])
def test_the_line_under_a_report_dates_it(read: Read, foot: str) -> None:
    reading = read(f"QUETTA: {STORY}\n\n{foot}\n")
    found = published(find_times(reading), reading)
    assert found.days is not None and found.days.start == date(2024, 2, 13)


@pytest.mark.parametrize(
    "title", ["What happened in Bentiu on 15 April 2014", "The Bentiu Massacre, 15 April 2014", "Bentiu since 15 April 2014"]
)
def test_a_title_with_the_day_of_its_happening_dates_nothing(read: Read, title: str) -> None:
    reading = read(f"{title}\n\n{STORY}")
    assert published(find_times(reading), reading).days is None


def test_the_dateline_says_where_a_report_is_at_home(read: Read, gazetteer: Gazetteer) -> None:
    reading = read("JUBA, 3 March 2025 (Eye Radio) - Two chiefs were arrested in Bor on Sunday.")
    assert countries(reading, gazetteer)["Bor"] == "SS"
    reading = read("GOMA, DR Congo (Reuters) - Rebels of the ADF killed nine farmers near Beni.")
    assert countries(reading, gazetteer)["Beni"] == "CD"


def test_a_city_of_reporters_opens_a_report(read: Read) -> None:
    reading = read("BEIRUT: Two drones hit a lorry near Sidon on Sunday evening, the civil defence said.")
    line = reading.document.dateline
    assert line is not None and line.place is not None and line.place.of(reading.text) == "BEIRUT"


def test_what_bears_a_places_name_is_not_that_place(read: Read, gazetteer: Gazetteer) -> None:
    told = places(read("The Cairo Hotel in Beledweyne, Somalia, was stormed. Troops sealed off Haifa Street in Jenin."), gazetteer)
    assert told["Beledweyne"] is not None
    assert told.get("Cairo") is None and told.get("Haifa") is None


def test_initials_and_the_last_word_of_a_groups_name_are_no_places(read: Read, gazetteer: Gazetteer) -> None:
    told = places(read("In Mali, the Azawad Liberation Front (FLA) spoke. In Syria, Tahrir al-Sham took Saraqib."), gazetteer)
    assert "FLA" not in told and "al-Sham" not in told
    assert told["Saraqib"] is not None


def test_what_was_taken_or_is_called_a_town_is_a_place(read: Read, gazetteer: Gazetteer) -> None:
    told = countries(read("Gunmen attacked Mirebalais, a town in Haiti. In Sudan the militia captured Bara."), gazetteer)
    assert (told["Mirebalais"], told["Bara"]) == ("HT", "SD")


def test_both_ends_of_a_road_and_a_department_are_ground(read: Read, gazetteer: Gazetteer) -> None:
    told = places(
        read(
            "In Borno, Nigeria, a mine exploded on the Dikwa-Mafa road. In Haiti, Pont-Sondé, in the Artibonite department, burned."
        ),
        gazetteer,
    )
    roles = {words: value.role for words, value in told.items() if value}
    assert {roles["Dikwa"], roles["Mafa"], roles["Artibonite"]} == {"literal"}


def test_the_agency_of_a_dateline_is_no_place(read: Read, gazetteer: Gazetteer) -> None:
    assert "Asia" not in places(read("Dushanbe, 17 September 2022 (Asia-Plus) -- Guards shelled Isfara on Friday."), gazetteer)


def actors(reading: Reading) -> dict[str, str | None]:
    return {found.span.of(reading.text): found.value.name if found.value else None for found in find_actors(reading, open_actors())}


def test_a_papers_short_name_is_no_part_of_a_longer_one(read: Read) -> None:
    told = actors(
        read("In Myanmar, the National Unity Government spoke. The National Liberation Army bombed a bridge in Colombia.")
    )
    assert {"National Unity Government", "National Liberation Army"} <= set(told.values())
    assert "The National" not in told.values()


def test_an_affiliate_is_whom_it_is_named_with_not_its_patron(read: Read) -> None:
    told = actors(read("JNIM, the al-Qaeda affiliate led by Iyad Ag Ghaly, attacked a post in Mali."))
    assert told["the al-Qaeda affiliate"] == told["JNIM"]
    told = actors(read("The al-Qaida-linked group al-Shabab claimed the raid in Somalia."))
    assert told["The al-Qaida-linked group"] == "al-Shabaab"


def test_whence_somebody_comes_is_not_where_the_army_is(read: Read) -> None:
    told = actors(read("The military said that fighters had crossed from Afghanistan."))
    assert told["The military"] != "Afghan National Defense and Security Forces"


def test_a_dawn_after_a_night_is_of_the_next_day(parse: Parse) -> None:
    reading = parse("Clashes broke out on Friday night. Six bodies had been recovered by dawn.", "2024-03-03")
    times = resolve(find_times(reading), reading.document.published, (), reading)
    assert [time.value.value for time in times if time.value] == ["2024-03-01TNI", "2024-03-02TMO"]
