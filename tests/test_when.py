"""Time expressions of whole texts: what they are reckoned from, and what stays unknown with its reason."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.model.answers import When
from tacitus.model.document import Dateline, ZoneKind
from tacitus.model.found import Basis, Found
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.questions.when import find, published, resolve
from tacitus.questions.when.moons import lunar_new_year
from tests.builders import make_reading
from tests.conftest import Parse


def times(reading: Reading) -> tuple[Found[When], ...]:
    phrases = find(reading)
    return resolve(phrases, published(phrases, reading), (), reading)


def told(reading: Reading) -> dict[str, str]:
    """Words to value and days, as read: `2024-03-05 2024-03-05..2024-03-05`, or the reason why not."""
    return {time.span.of(reading.text): _line(time) for time in times(reading)}


def _line(time: Found[When]) -> str:
    if time.value is None:
        return f"? {time.why_not}"
    days = time.value.interval
    return f"{time.value.value} {days.start or ''}..{days.end or ''}" if days else time.value.value


def read(text: str, published: str | None = None) -> dict[str, str]:
    return told(make_reading(text, published))


class TestAnchors:
    def test_a_time_after_another_is_reckoned_from_it_and_names_it(self) -> None:
        first, second = times(make_reading("Gunmen took the mine on 3 May 2020 and left it four days later.", "2020-06-01"))
        assert second.value and second.value.value == "2020-05-07"
        assert (second.value.anchor, second.value.anchor_time, second.basis) == ("time", 0, Basis.DERIVED)
        assert first.basis is Basis.STATED

    def test_without_a_time_before_it_nothing_is_guessed(self) -> None:
        assert read("The same day shells fell on Sirte.", "2020-06-01") == {
            "The same day": "? no time before it in the text to reckon from"
        }

    def test_an_expression_before_a_date_is_reckoned_from_that_date(self) -> None:
        found = times(make_reading("It was two weeks after 5 May 2020 that the dam fell.", "2020-06-30"))
        assert [time.value.value if time.value else None for time in found] == ["2020-W21", "2020-05-05"]
        assert found[0].value and found[0].value.anchor_time == 1

    def test_a_distance_in_days_from_a_month_moves_the_month(self) -> None:
        assert (
            read("In May 2020, and ten days later, mines went off.", "2021-01-01")["ten days later"]
            == "2020-05-XX 2020-05-11..2020-06-10"
        )

    def test_a_caption_speaks_for_itself_alone(self) -> None:
        caption, body = "A burnt tank in Bakhmut, 4 February 2023.", "The next day the city fell quiet."
        text = f"{caption}\n\n{body}"
        reading = make_reading(text, "2023-03-01")
        first, *others = reading.sentences
        assert told(replace(reading, sentences=(replace(first, zone=ZoneKind.CAPTION), *others)))["The next day"].startswith("?")
        assert told(reading)["The next day"].startswith("2023-02-05")


class TestWithoutAReportDay:
    def test_what_points_to_it_is_seen_and_left_open(self) -> None:
        found = read("Yesterday rebels shelled Bunia; fighting began last month.")
        assert found == {"Yesterday": "? the report's day is unknown", "last month": "? the report's day is unknown"}

    def test_a_story_told_by_dates_gives_the_year_of_the_dates_around(self) -> None:
        found = read("The siege began in October 2008. On 5 November the airport closed, and in February it opened again.")
        assert found["5 November"].startswith("2008-11-05")
        assert found["February"].startswith("2009-02 ")

    def test_a_date_before_any_year_is_only_settled_where_the_text_names_one_year(self) -> None:
        assert read("On 5 May the raid began. In 2011 and in 2014 others followed.")["5 May"].startswith("?")
        assert read("On 5 May the raid began. The year 2011 was the worst.")["5 May"].startswith("2011-05-05")

    def test_a_year_told_in_passing_dates_nothing_else(self, parse: Parse) -> None:
        text = "The league, which fought a war with Mali in 2006, still holds the hills. In December a jet hit the airport."
        found = told(parse(text))
        assert found["December"] == "? the report's day is unknown, and no date before it in the text gives the year"
        far = "The league had fought a war in 2006. Its men are armed. In December a jet hit the airport."
        assert told(parse(far))["December"].startswith("?")
        assert told(parse("The league fought a war in 2006. In December it lost."))["December"].startswith("2006-12 ")

    def test_the_year_of_the_story_outlasts_one_told_in_passing(self, parse: Parse) -> None:
        text = "The siege began in 2008. The general, who lost a war in 1998, fled. In December the town fell."
        assert told(parse(text))["December"].startswith("2008-12 ")

    def test_lengths_and_sets_need_no_day(self) -> None:
        assert read("For three weeks, daily, shells fell every night.") == {
            "three weeks": "P3W",
            "daily": "P1D",
            "every night": "XXXX-XX-XXTNI",
        }


class TestTheReportsDay:
    def test_a_stated_day_is_kept(self) -> None:
        reading = make_reading("On 3 May 2016 it rained.", "2016-05-09")
        assert published(find(reading), reading) == reading.document.published

    def test_an_encyclopedia_has_none(self) -> None:
        reading = make_reading("The battle took place on 3 May 2016. The town fell on 7 June 2016.")
        assert published(find(reading), reading).why_not == "no date is stated, and no word in it points to the day it was written"

    def test_one_old_date_forces_nothing(self) -> None:
        reading = make_reading("The coup was on 25 October 2021. On Sunday thousands marched in Omdurman, and last month too.")
        found = published(find(reading), reading)
        assert found.days is None
        assert found.why_not and "how long after 2021-10-25" in found.why_not

    def test_today_beside_a_date_is_that_date(self) -> None:
        reading = make_reading("Drones struck the port today, 4 March 2022, the navy said.")
        found = published(find(reading), reading)
        assert (str(found.days and found.days.start), found.basis) == ("2022-03-04", "inferred")

    def test_a_part_of_last_month_a_week_and_a_weekday_together_force_it(self) -> None:
        text = "\n\n".join(
            [
                "A column of trucks waits near the dam on 30 May 2021.",
                "The column set out late last month, the army said on Saturday.",
                "Last week the parties signed a truce. It came into force on May 29.",
            ]
        )
        reading = make_reading(text)
        found = published(find(reading), reading)
        assert (str(found.days and found.days.start), str(found.days and found.days.end)) == ("2021-06-05", "2021-06-06")
        assert found.basis == "inferred" and found.why and "late last month" in found.why

    def test_clues_that_do_not_agree_give_nothing(self) -> None:
        reading = make_reading("Shells fell today, 4 March 2022. A mine went off yesterday, 9 March 2022.")
        assert published(find(reading), reading).why_not == "no date is stated, and what its words imply does not agree"

    def test_a_date_on_a_line_of_its_own_heads_the_report(self) -> None:
        reading = make_reading("Convoy reaches the camp\n\n1 September 2021\n\nTrucks reached the camp on Monday.")
        found = published(find(reading), reading)
        assert (str(found.days and found.days.start), found.basis) == ("2021-09-01", "dateline")


class TestNarrative:
    def test_years_long_past_turn_the_report_into_a_story(self) -> None:
        text = "War came in 1936. In July 1937 the road was cut. By 1938 all was lost. In 1939 the city fell. On 5 April all left."
        assert read(text, "2009-12-19")["5 April"].startswith("1939-04-05")

    def test_in_a_report_of_the_day_the_nearest_date_is_meant(self) -> None:
        assert read("The truce of 2 March broke down. Its terms date from 2015.", "2024-03-07")["2 March"].startswith("2024-03-02")


class TestWithTheParse:
    """The encoder that ships tells past from future, counts from years and names from days."""

    @pytest.mark.parametrize(
        ("text", "words", "value"),
        [
            ("Talks will resume in Juba on Tuesday.", "Tuesday", "2024-03-12"),
            ("Soldiers shot two men in Goma on Tuesday.", "Tuesday", "2024-03-05"),
            ("The parties agreed to meet in Doha in April.", "April", "2024-04"),
            ("The army seized the town in April.", "April", "2023-04"),
            ("The court has scheduled the hearing for Monday.", "Monday", "2024-03-11"),
            ("The envoy arrives in Juba on Tuesday.", "Tuesday", "2024-03-12"),
            ("Elections take place on Sunday.", "Sunday", "2024-03-10"),
            ("The vote in parliament is on Monday.", "Monday", "2024-03-11"),
            ("Norway strongly condemns the attack in Goma on Monday which killed six.", "Monday", "2024-03-04"),
            ("The council mourns the victims of the blast in Kidal on Sunday.", "Sunday", "2024-03-03"),
            ("Violence continues since the shelling on Tuesday.", "Tuesday", "2024-03-05"),
            ("The UN will investigate Monday's attack in Goma.", "Monday", "2024-03-04"),
            ("The army will launch an assault on the town on Monday.", "Monday", "2024-03-11"),
            ("The militia did not leave the mine on Tuesday.", "Tuesday", "2024-03-05"),
            ("Smoke rises over Omdurman on Saturday.", "Saturday", "2024-03-02"),
            ("A guard stands at a burnt school in Mopti in December.", "December", "2023-12"),
            ("The captain fled last 29 November.", "last 29 November", "2023-11-29"),
        ],
    )
    def test_tense_chooses_the_day(self, parse: Parse, text: str, words: str, value: str) -> None:
        assert told(parse(text, "2024-03-07"))[words].split()[0] == value

    def test_a_caption_tells_of_the_past_in_the_present(self, parse: Parse) -> None:
        reading = parse("A convoy leaves Goma on Tuesday.", "2024-03-07")
        caption = replace(reading, sentences=(replace(reading.sentences[0], zone=ZoneKind.CAPTION),))
        assert told(reading)["Tuesday"].startswith("2024-03-12") and told(caption)["Tuesday"].startswith("2024-03-05")

    @pytest.mark.parametrize(
        "text",
        [
            "Officials said 2014 families fled the camp.",
            "He may march on the palace.",
            "The October 7 Brigade claimed the raid.",
            "The group quoted Resolution 1973 again.",
            "Operation 1027 spread across the north, and Unit 8200 took note.",
            "The prisoners of Camp 1391 dug under Hill 1303.",
        ],
    )
    def test_what_only_looks_like_a_time_is_none(self, parse: Parse, text: str) -> None:
        assert told(parse(text, "2024-03-07")) == {}

    def test_the_day_of_a_happening_is_taken_where_the_text_gives_it(self, parse: Parse) -> None:
        text = "A siege began on 5 May 2023. In the first week of the siege, five died. Two days after the siege began, six did."
        found = times(parse(text, "2023-08-01"))
        days = [(time.value.interval, time.value.anchor) for time in found if time.value]
        assert [str(interval.start) for interval, _ in days if interval] == ["2023-05-05", "2023-05-05", "2023-05-07"]
        assert [anchor for _, anchor in days] == [None, "event", "event"]

    def test_the_end_of_a_happening_is_not_known_from_its_beginning(self, parse: Parse) -> None:
        found = times(parse("A siege began on 5 May 2023. In the last week of the siege, five died.", "2023-08-01"))
        assert found[1].value and (found[1].value.value, found[1].value.interval) == ("P1W", None)

    def test_a_day_on_which_a_happening_went_on_is_not_its_beginning(self, parse: Parse) -> None:
        found = times(
            parse("The operation killed six on 20 May 2023. In the first week of the operation, nine died.", "2023-08-01")
        )
        assert found[1].value and (found[1].value.value, found[1].value.interval) == ("P1W", None)

    def test_four_figures_after_at_are_an_hour(self, parse: Parse) -> None:
        found = told(parse("AT 1650 REBELS SHELLED THE PORT; AT 1715Z THEY FLED. FROM 0600 TO 1800 ROADS WERE SHUT.", "2024-03-07"))
        assert [value.split()[0] for value in found.values()] == ["2024-03-07T16:50", "2024-03-07T17:15", "2024-03-07T06:00"]

    def test_the_first_hour_of_a_happening_is_of_its_day(self, parse: Parse) -> None:
        found = times(parse("A siege began on 5 May 2023. In the first hour of the siege, five died.", "2023-08-01"))
        assert found[1].value and str(found[1].value.interval and found[1].value.interval.end) == "2023-05-05"

    def test_a_happening_without_a_day_leaves_a_length_and_says_so(self, parse: Parse) -> None:
        found = times(parse("Three days after the deal, mortars fell on Kassala.", "2023-08-01"))
        assert found[0].value and (found[0].value.value, found[0].value.interval, found[0].value.anchor) == ("P3D", None, "event")

    def test_a_dateline_without_its_year_takes_it_from_the_newest_date(self, parse: Parse) -> None:
        reading = parse("ODESA, March 3 (Wire) - Missiles hit the port on Friday. The invasion began on 24 February 2022.")
        line = replace(reading.document, dateline=Dateline(Span(0, 23), day=Span(7, 14)))
        found = published(find(reading), replace(reading, document=line))
        assert (str(found.days and found.days.start), found.basis) == ("2022-03-03", "dateline")


WORDS = st.sampled_from(
    [
        "on",
        "5",
        "May",
        "2016",
        "last",
        "week",
        "three",
        "days",
        "later",
        "the",
        "Friday",
        "early",
        "since",
        "of",
        "night",
        "ago",
        ",",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=14))
def test_any_words_give_spans_of_the_text_in_order_that_do_not_overlap(words: list[str]) -> None:
    reading = make_reading(" ".join(words), "2024-03-07")
    found = times(reading)
    for time in found:
        assert time.span.of(reading.text).strip()
        assert (time.value is None) == (time.why_not is not None)
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31)))
def test_a_full_date_is_that_day_however_it_is_written(day: date) -> None:
    text = f"{day:%d %B %Y}; {day:%B %d, %Y}; {day:%Y-%m-%d}"
    assert {line.split()[0] for line in read(text).values()} == {f"{day:%Y-%m-%d}"}


class TestWeekdaysAndDates:
    def test_a_weekday_picks_the_year_of_its_date(self) -> None:
        assert read("The march was held on Saturday, April 25.", "1998-04-24")["Saturday, April 25"].startswith("1998-04-25")

    def test_a_slip_of_the_pen_near_the_report_keeps_its_date_and_says_so(self) -> None:
        [time] = times(make_reading("Shells hit Kherson on Wednesday, March 5.", "2024-03-07"))
        assert time.value and time.value.value == "2024-03-05"
        assert "it was a Tuesday" in time.value.why


class TestOtherNewYears:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("Fighting eased over the Lunar New Year.", "2021-02-12"),
            ("The truce for the Tet holiday held.", "2021-02-12"),
            ("Guards slept through the Persian New Year.", "2021-03-20/2021-03-21"),
            ("Guards slept through the Old New Year.", "2021-01-14"),
        ],
    )
    def test_a_new_year_of_another_calendar_is_not_the_first_of_january(self, text: str, value: str) -> None:
        [time] = times(make_reading(text, "2021-02-20"))
        assert time.value and time.value.value == value

    def test_one_whose_calendar_is_not_known_is_no_time(self) -> None:
        assert read("The truce held until the Khmer New Year.", "2021-02-20") == {}

    @pytest.mark.parametrize(
        "day", ["1966-01-21", "1968-01-30", "1985-02-20", "2000-02-05", "2015-02-19", "2020-01-25", "2023-01-22", "2034-02-19"]
    )
    def test_the_lunar_new_year_is_computed(self, day: str) -> None:
        assert lunar_new_year(int(day[:4])).isoformat() == day


class TestBeforeChrist:
    STORY = "In 483 BC the king built a bridge. In 482 BC his fleet sailed. In 481 BC he marched. "

    def test_a_month_or_season_with_its_year_has_a_value_and_no_days(self) -> None:
        assert read("The pass fell in August 480 BC, the city in the spring of 479 BC.") == {
            "August 480 BC": "BC0480-08",
            "the spring of 479 BC": "BC0479-SP",
        }

    @pytest.mark.parametrize(
        ("text", "words", "value"),
        [
            ("In the autumn he reached Sardis.", "the autumn", "BC0481-FA"),
            ("The following year the city burned.", "The following year", "BC0480"),
            ("Ten years later it was over.", "Ten years later", "BC0471"),
            ("The next day he left.", "The next day", "?"),
        ],
    )
    def test_what_leans_on_such_a_time_is_not_reckoned_from_the_report(self, text: str, words: str, value: str) -> None:
        assert read(self.STORY + text, "2019-05-01")[words].startswith(value)

    def test_one_such_year_in_passing_changes_nothing(self) -> None:
        found = read("The temple, built in 480 BC, was shelled in March.", "2024-03-07")
        assert found["March"].startswith("2024-03")


class TestTheYearOfAStory:
    STORY = "The revolt began in 1961. In 1962 it spread. In 1963 the rebels took the coast. In 1964 talks failed. "

    def test_a_year_in_passing_is_not_the_story_s(self, parse: Parse) -> None:
        text = self.STORY + "Papers released in 1999 showed that the raid of 4 August was ordered abroad."
        assert told(parse(text))["4 August"].startswith("1964-08-04")

    def test_months_over_a_new_year_stay_with_the_story(self) -> None:
        text = "The revolt began in 1961. In 1962 it spread. In 1963 it waned. In March 1964 the port fell. "
        found = read(text + "The hills were cleared from October to April, the coast by May.", "2019-05-01")
        assert (found["October"][:7], found["April"][:7], found["by May"][:7]) == ("1963-10", "1964-04", "1964-05")
