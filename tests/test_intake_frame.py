"""What frames a plain text: title, section line, captions, furniture, dateline, and what they say of the report."""

import pytest

from tacitus.intake import captions, datelines, furniture, language
from tacitus.intake.days import stated
from tacitus.intake.frame import Frame, frame
from tacitus.intake.metadata import Names
from tacitus.intake.paragraphs import Paragraph, paragraphs, plain
from tacitus.model.document import ZoneKind
from tacitus.rules.table import load_rows

BODY = (
    "Shells fell on the market in Kadugli on Tuesday, killing nine people, medics said.\n\n"
    "The army blamed the rebels. They denied it."
)


def zones(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(str(zone.kind), zone.span.of(text)) for zone in frame(text, title).zones]


def the(text: str) -> Paragraph:
    (paragraph,) = paragraphs(text)
    return paragraph


# every example of every table


@pytest.mark.parametrize(("row", "shape"), furniture.rows(), ids=lambda value: getattr(value, "id", ""))
def test_rows_of_furniture(row: furniture.Row, shape: object) -> None:
    assert row.yes
    for words in row.yes:
        assert shape.fullmatch(the(words).plain), words  # type: ignore[attr-defined]
    for words in row.no:
        assert furniture.furnishing(the(words), True, words) is None, words


@pytest.mark.parametrize(
    "section", load_rows(furniture.Section, "tacitus.intake", "furniture.toml", "section"), ids=lambda row: row.id
)
def test_section_lines(section: furniture.Section) -> None:
    assert all(furniture.is_section(the(words)) for words in section.yes)
    assert not any(furniture.is_section(the(words)) for words in section.no)


@pytest.mark.parametrize(("row", "shape"), captions.rows(), ids=lambda value: getattr(value, "id", ""))
def test_rows_of_captions(row: captions.Row, shape: object) -> None:
    assert row.yes
    assert row.part in ("start", "credit", "whole")
    for words in row.yes:
        assert shape.search(the(words).plain), words  # type: ignore[attr-defined]
        assert row.part != "credit" or captions.credit(the(words)), words
    for words in row.no:
        assert not captions.is_caption(the(words)), words


@pytest.mark.parametrize(("form", "shape"), datelines.forms(), ids=lambda value: getattr(value, "id", ""))
def test_forms_of_datelines(form: datelines.Form, shape: object) -> None:
    assert form.yes
    for words in form.yes:
        assert shape.match(plain(words)), words  # type: ignore[attr-defined]
        assert datelines.find_dateline(the(words)), words
    for words in form.no:
        assert datelines.find_dateline(the(words)) is None, words


def test_tables_of_names_are_sound() -> None:
    words = [word for agency in datelines.agencies() for word in agency.words]
    assert len(words) == len(set(words))
    rows = load_rows(Names, "tacitus.intake", "metadata.toml")
    assert all(name == name.casefold() and row.names for row in rows for name in row.names)
    assert len(load_rows(language.Language, "tacitus.intake", "language.toml", "language")) > 100


# titles


def test_a_short_line_above_the_report_is_its_title() -> None:
    text = f"Shells hit Kadugli market\n\n{BODY}"
    assert zones(text) == [("title", "Shells hit Kadugli market"), ("body", BODY)]
    assert frame(text).title == "Shells hit Kadugli market"


def test_a_title_needs_no_blank_line_where_a_sentence_follows() -> None:
    assert zones(f"Shells hit Kadugli market\n{BODY}")[0] == ("title", "Shells hit Kadugli market")


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Sudan\n\n- Near Kadugli, two shells hit a bridge.\n- Near Dilling, one shell hit a truck.",
        "The governor said on Friday:\n\nWe will not leave the town before the rains.",
        "The rebels took the town of Sake late on\nMonday after two days of fighting in the hills.",
        "Rebels took the town of Sake and the hills around it after\nthe army had left, a priest and two of\nhis neighbours said.",
        "March 3, 2022 - 7:07 AM\n\nShells fell on the market in Kadugli, medics said.",
        "the rest of an older story\n\nShells fell on the market in Kadugli, medics said.",
        "KADUGLI (SUNA) —\n\nShells fell on the market in Kadugli, medics said.",
        "Shells fall on Kadugli",
        "Rain.\n\nShells fell on the market in Kadugli, medics said.",
    ],
)
def test_no_title_is_seen_where_there_is_none(text: str) -> None:
    assert "title" not in dict(zones(text))


def test_a_sentence_above_a_dateline_is_a_title() -> None:
    text = "Shells hit Kadugli market.\n\nKHARTOUM, Sudan (AP) — Shells fell on the market in Kadugli, medics said."
    assert zones(text)[0] == ("title", "Shells hit Kadugli market.")
    assert frame(text).title == "Shells hit Kadugli market"


def test_a_known_title_is_found_at_the_head_of_the_text() -> None:
    text = f"Shells hit Kadugli. {BODY}"
    assert zones(text, "Shells hit  Kadugli") == [("title", "Shells hit Kadugli."), ("body", BODY)]
    assert zones(BODY, "Shells hit Kadugli") == [("body", BODY)]
    assert frame(BODY, "Shells hit Kadugli").title == "Shells hit Kadugli"
    assert zones(f"Shells hit Kadugli\n\n{BODY}", "Another title")[0][0] == "title"


# the whole page


PAGE = (
    "News  \u00a0/ \u00a0 Sudan\n\n"
    "Shells hit Kadugli market, medics say\n\n"
    "By Amal Idris, SUNA\n\n"
    "A boy walks past a burnt stall in Kadugli, Sudan, June 5, 2012. (Photo by Issa Kone)\n\n"
    f"{BODY}\n\n"
    "READ MORE: Who holds the Nuba hills?\n\n"
    "FILE PHOTO: Fighters ride through Dilling\n\n"
    "“We ran,” a trader said.\n\n"
    "The Nile Courier’s website can also be reached at these addresses:\n\n"
    "www.example.org\n\nSHARE THIS STORY\n\nNile Courier on the radio\n"
)


def test_a_page_comes_apart_into_its_zones() -> None:
    assert [kind for kind, _ in zones(PAGE)] == [
        *("section", "title", "furniture", "caption", "body", "furniture", "caption", "body", "furniture"),
    ]
    framed = frame(PAGE)
    assert (framed.section, framed.title) == ("News / Sudan", "Shells hit Kadugli market, medics say")
    assert (framed.publisher, framed.byline, framed.agency) == ("The Nile Courier", "Amal Idris, SUNA", "Sudan News Agency")
    caption = next(zone for zone in framed.zones if zone.kind is ZoneKind.CAPTION)
    assert caption.credit is not None
    assert caption.credit.of(PAGE) == "(Photo by Issa Kone)"
    assert zones(PAGE)[-1][1].endswith("Nile Courier on the radio")


def test_a_list_of_links_ends_where_a_sentence_stands() -> None:
    text = f"{BODY}\n\nRelated stories\n\nTruce in Taiz\n\nFloods in Marib\n\nThe army later said that it had lost two men.\n"
    assert [kind for kind, _ in zones(text)] == ["body", "furniture", "body"]


def test_lists_and_headings_of_the_report_are_body() -> None:
    text = f"{BODY}\n\nSudan\n\n- Near Kadugli, two shells hit a bridge\n- Near Dilling, one shell hit a truck"
    assert [kind for kind, _ in zones(text)] == ["body"]


def test_no_zone_crosses_another_and_empty_text_has_none() -> None:
    assert frame("").zones == ()
    assert frame(" \n ").zones == ()


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2023 Radio Kivu", "Radio Kivu"),
        ("Copyright 2019 The Irrawaddy Times. All rights reserved.", "The Irrawaddy Times"),
        ("© AFP 2023", None),
        ("© 2023. All rights reserved.", None),
        ("Follow Radio Kivu on Twitter", None),
        ("Shells fell, Radio Kivu reported.", None),
    ],
)
def test_a_publisher_is_named_only_where_the_words_force_it(line: str, publisher: str | None) -> None:
    assert frame(f"{BODY}\n\n{line}\n").publisher == publisher


def test_two_publishers_are_none() -> None:
    assert frame(f"{BODY}\n\n© 2023 Radio Kivu\n\n© 2023 Sahel Monitor\n").publisher is None


# datelines


@pytest.mark.parametrize(
    ("text", "place", "day", "agency", "name"),
    [
        ("KYIV, March 3 (Reuters) — Drones hit the port.", "KYIV", "March 3", "Reuters", "Reuters"),
        ("GAZA CITY (AP) - Jets hit the port.", "GAZA CITY", None, "AP", "Associated Press"),
        ("KHARTOUM, Sudan — Shells fell.", "KHARTOUM, Sudan", None, None, None),
        ("BEIRUT/AMMAN (Reuters) - Rebels left.", "BEIRUT/AMMAN", None, "Reuters", "Reuters"),
        ("Goma, 3 March 2024 (AFP) – Rebels came.", "Goma", "3 March 2024", "AFP", "Agence France-Presse"),
        ("MOSCOW. Feb 3 (Interfax) - Two drones fell.", "MOSCOW", "Feb 3", "Interfax", "Interfax"),
        ("PORT-AU-PRINCE, Haiti, Aug. 9 (Kay News) -- Gangs came.", "PORT-AU-PRINCE, Haiti", "Aug. 9", "Kay News", "Kay News"),
        ("N'DJAMENA, Chad (AP) — Rebels came.", "N'DJAMENA, Chad", None, "AP", "Associated Press"),
    ],
)
def test_a_dateline_gives_place_day_and_agency(
    text: str, place: str, day: str | None, agency: str | None, name: str | None
) -> None:
    framed = frame(text)
    assert framed.dateline is not None
    parts = (framed.dateline.place, framed.dateline.day, framed.dateline.agency)
    assert [part.of(text) if part else None for part in parts] == [place, day, agency]
    assert framed.agency == name
    assert [(zone.kind, zone.span == framed.dateline.span) for zone in framed.zones] == [
        (ZoneKind.BODY, True),
        (ZoneKind.BODY, False),
    ]


def test_only_the_first_sentence_can_have_a_dateline() -> None:
    assert frame(f"{BODY}\n\nKYIV, March 3 (Reuters) — Drones hit the port.").dateline is None


def test_an_agency_may_stand_in_the_byline_or_in_a_credit() -> None:
    assert frame(f"By REUTERS\n\n{BODY}").agency == "Reuters"
    assert frame(f"{BODY}\n\nSource: Xinhua").agency == "Xinhua"
    assert frame(f"{BODY}\n\nSource: the neighbours").agency is None


# days


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05", "2024-03-05"),
        ("2024-03-05T23:30:00-08:00", "2024-03-05", "2024-03-05"),
        ("2024-03-05 10:00:00 UTC", "2024-03-05", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05", "2024-03-05"),
        ("5 March 2024", "2024-03-05", "2024-03-05"),
        ("Tuesday, March 5th, 2024 | 10:15 am", "2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05", "2024-03-05"),
        ("25/03/2024", "2024-03-25", "2024-03-25"),
        ("03/25/2024", "2024-03-25", "2024-03-25"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_stated_dates(words: str, first: str, last: str) -> None:
    day = stated(words)
    assert day is not None
    assert (str(day.days.start), str(day.days.end)) == (first, last)


@pytest.mark.parametrize(
    "words", ["", "03/04/2024", "2024-13-01", "7:58 AM ET", "1709424000", "yesterday", "2024-W10", "0001-01-01", "31 June 2024"]
)
def test_what_is_no_date_or_could_be_two(words: str) -> None:
    assert stated(words) is None


def test_a_frame_without_anything_is_all_none() -> None:
    assert frame(BODY) == Frame(frame(BODY).zones)
