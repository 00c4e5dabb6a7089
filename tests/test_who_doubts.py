"""Who, where a wrong reader would be most sure: lists, bare institutions, sufferers, capitals and wrecked letters."""

import pytest

from tacitus.model.answers import Who
from tacitus.model.found import Found
from tacitus.questions.who.actors import open_actors
from tacitus.questions.who.find import find
from tests.conftest import Parse

ACTORS = open_actors()


def read(parse: Parse, text: str) -> list[tuple[str, Found[Who]]]:
    """The mentions of a text with their words, in order."""
    return [(" ".join(each.span.of(text).split()), each) for each in find(parse(text), ACTORS)]


def names(parse: Parse, text: str, words: str) -> list[str | None]:
    """The names that words stand for, in order."""
    return [each.value.name if each.value else None for said, each in read(parse, text) if said == words]


LISTS = (
    ("Houthis, coalition trade fire near Marib. The coalition said it had lost a drone.", "The coalition", "Houthis"),
    ("Hamas, coalition clash over a crossing. The coalition said nobody was hurt.", "The coalition", "Hamas"),
    ("The envoy met Hamas, the coalition and the mayor. The coalition said it would wait.", "The coalition", "Hamas"),
)


@pytest.mark.parametrize(("text", "words", "wrong"), LISTS)
def test_a_list_is_no_apposition(parse: Parse, text: str, words: str, wrong: str) -> None:
    found = names(parse, text, words)
    assert found
    assert wrong not in found


def test_an_apposition_with_its_article_is_one(parse: Parse) -> None:
    text = "JNIM, a coalition of armed groups, took Djibo. The coalition said it held the town."
    assert names(parse, text, "The coalition") == ["Jama'at Nusrat al-Islam wal-Muslimin"]


def test_a_convoy_of_a_headline_is_named_by_its_own_noun(parse: Parse) -> None:
    for text in ("Fate of river convoy splits mediators. The convoy left.", "Fate of desert convoy in doubt. The convoy left."):
        [name] = names(parse, text, "The convoy")
        assert name in ("convoy", "river convoy", "desert convoy")


GUESTS = (
    ("Officers met the U.S. ambassador in Bamako. The army said it would stay.", "The army", "Malian Armed Forces"),
    ("Shots rang out in Bamako. U.S. military advisers left. The general staff spoke.", "The general staff", "Malian Armed Forces"),
    ("The US condemned the raid. The government of President Bashar al-Assad denied it.", "The government", "Syrian government"),
    ("Fighting spread in Sudan. A French-led panel met. The army denied it.", "The army", "Sudanese Armed Forces"),
)


@pytest.mark.parametrize(("text", "words", "wanted"), GUESTS)
def test_an_institution_is_the_settings_and_never_a_guests(parse: Parse, text: str, words: str, wanted: str) -> None:
    assert names(parse, text, words) == [wanted]


def test_an_institution_that_the_report_has_called_so_is_that_one(parse: Parse) -> None:
    text = "Fighting went on in Lebanon. The Israeli army shelled a ridge in Lebanon. The army said it hit a truck."
    assert names(parse, text, "The army") == ["Israel Defense Forces"]


def test_two_armies_in_one_sentence_leave_the_army_open(parse: Parse) -> None:
    text = "The Kenyan army met the Ugandan army at the border. The army lost two men."
    [army] = [each for said, each in read(parse, text) if said == "The army"]
    assert army.value is None
    assert army.why_not is not None
    assert "more than one" in army.why_not


def test_those_who_were_killed_do_not_attack(parse: Parse) -> None:
    text = "The attack killed five people. They shelled it again on Tuesday."
    assert names(parse, text, "They") == [None]
    assert names(parse, text, "it") == [None]


def test_those_who_were_taken_are_those_who_were_beaten(parse: Parse) -> None:
    text = "Militants took six men from a village near Gwoza. They were beaten and later released."
    assert names(parse, text, "They") == ["men"]


def test_we_without_quotation_marks_is_who_says_it(parse: Parse) -> None:
    assert names(parse, "We never know when the shells will fall, a shopkeeper in Aden said.", "We") == ["shopkeeper"]


def test_it_of_an_unknown_sayer_is_nobody_else(parse: Parse) -> None:
    told = [each for words, each in read(parse, "The rebels left Kisangani. Zolari said it had sent two boats.") if words == "it"]
    assert len(told) == 1
    assert told[0].value is None or "rebel" not in told[0].value.name


@pytest.mark.parametrize("words", ["the sound of aircraft", "a wound on the head", "this violence", "1650"])
def test_these_are_no_actors(parse: Parse, words: str) -> None:
    whos = [said for said, each in read(parse, f"Doctors in Juba spoke of {words} on Sunday.") if each.value]
    assert whos == ["Doctors"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Activists of the monitor counted 20 strikes.", "Activists", "activists of the monitor"),
        ("Monitor activists counted 20 strikes.", "Monitor activists", "monitor activists"),
        ("Residents of Kidal fled.", "Residents", "residents of Kidal"),
        ("Officials of Hamas left Doha.", "Officials", "Hamas officials"),
    ],
)
def test_the_unnamed_bear_the_words_of_the_report(parse: Parse, text: str, words: str, name: str) -> None:
    assert names(parse, text, words) == [name]


def test_organisations_in_capitals_are_mentions(parse: Parse) -> None:
    text = "THE HONDURAN RED SHIELD REPORTED THAT IT HAS EVACUATED TEN FAMILIES. THE RIVAS BATTALION ATTACKED A BRIDGE."
    found = {each.value.name for _, each in read(parse, text) if each.value}
    assert {"Honduran Red Shield", "Rivas Battalion"} <= found
    assert names(parse, text, "IT") == ["Honduran Red Shield"]


def test_a_word_in_the_wrong_encoding_names_nobody(parse: Parse) -> None:
    text = "RenÃ© Lavalle spoke to the troops. FranÃ§ois said the war was over."
    assert not any(each.value and ("Ã" in each.value.name or each.value.kind == "person") for _, each in read(parse, text))
    assert names(parse, "André’s men left. André Lavalle said the war was over.", "André Lavalle") == ["André Lavalle"]
