"""Who: names, roles, pronouns and short forms in small reports, read with the encoder that ships."""

import pytest

from tacitus.model.answers import Who
from tacitus.model.found import Basis, Found
from tacitus.questions.who.actors import open_actors
from tacitus.questions.who.find import find
from tests.conftest import Parse

ACTORS = open_actors()


def read(parse: Parse, text: str) -> dict[str, list[Found[Who]]]:
    """The mentions of a text by their words, in order."""
    found: dict[str, list[Found[Who]]] = {}
    for each in find(parse(text), ACTORS):
        found.setdefault(" ".join(each.span.of(text).split()), []).append(each)
    return found


def value(found: dict[str, list[Found[Who]]], words: str, place: int = 0) -> Who:
    who = found[words][place].value
    assert who is not None, found[words][place].why_not
    return who


def test_a_name_of_the_table_in_any_spelling(parse: Parse) -> None:
    text = "Da’ish fighters left Sirte. Later al-Shabab shelled the port, and the Houthis sank a ship."
    found = read(parse, text)
    assert value(found, "Da’ish fighters").id == "islamic-state"
    assert value(found, "al-Shabab").name == "al-Shabaab"
    assert value(found, "the Houthis").country == "YE"


def test_initials_take_the_meaning_that_the_report_supports(parse: Parse) -> None:
    sudan = read(parse, "Sudan is at war. The RSF attacked El Obeid in Sudan on Sunday.")
    press = read(parse, "The RSF attacked the bill in Paris on Sunday.")
    assert value(sudan, "The RSF").id == "rsf-sd"
    assert all(each.value is None or each.value.id != "rsf-sd" for each in press.get("The RSF", []))


def test_initials_that_the_report_defines(parse: Parse) -> None:
    text = "The Savannah Peoples Front (SPF) burned two villages. The SPF denied it."
    found = read(parse, text)
    assert value(found, "SPF").id == value(found, "The Savannah Peoples Front").id
    assert found["SPF"][0].basis is Basis.INHERITED


def test_soldiers_are_their_army_and_officials_are_their_own(parse: Parse) -> None:
    text = "Chadian soldiers crossed the river. Turkish officials denied it. Members of the Arakan Army fled."
    found = read(parse, text)
    assert value(found, "Chadian soldiers").id == "military-TD"
    assert value(found, "Chadian soldiers").kind == "state military"
    assert (value(found, "Turkish officials").name, value(found, "Turkish officials").country) == ("Turkish officials", "TR")
    assert value(found, "Members").id == "arakan-army"
    assert found["Members"][0].basis is Basis.DERIVED


def test_warplanes_belong_to_their_owner(parse: Parse) -> None:
    found = read(parse, "Warplanes of the Saudi-led coalition bombed a bridge near Taiz.")
    assert value(found, "Warplanes").name == "Saudi-led coalition"
    assert "Warplanes" in value(found, "Warplanes").aliases


def test_two_countries_share_one_noun(parse: Parse) -> None:
    found = read(parse, "Kenyan and Ethiopian troops met the rebels at the border.")
    armies = {value(found, words).id for words in found if "Kenyan" in words or "Ethiopian" in words}
    assert armies == {"military-KE", "military-ET"}


def test_unnamed_agents_keep_what_they_are_called(parse: Parse) -> None:
    found = read(parse, "Unidentified gunmen shot a local physician in Kidal. The gunmen fled.")
    gunmen = value(found, "Unidentified gunmen")
    assert (gunmen.name, gunmen.kind) == ("unidentified gunmen", "unidentified armed group")
    assert value(found, "The gunmen").id == gunmen.id
    assert value(found, "a local physician").kind == "medical workers"


def test_a_person_is_one_chain_with_the_office_among_the_aliases(parse: Parse) -> None:
    text = (
        "Interior Minister Lucha Mbeki visited the camp on Friday. Mbeki said the army would leave. "
        "The interior minister promised food, and he left at noon."
    )
    found = read(parse, text)
    chain = {value(found, words).id for words in ("Interior Minister Lucha Mbeki", "Mbeki", "he")}
    assert chain == {value(found, "The interior minister").id}
    assert "Lucha Mbeki" in value(found, "he").aliases
    assert value(found, "he").mention == "pronoun"


def test_she_is_not_taken_for_a_man(parse: Parse) -> None:
    text = "Governor Boris Petrov met the envoy Maria Lopez in Odesa. She told reporters the talks had failed."
    assert value(read(parse, text), "She").name == "Maria Lopez"


def test_it_said_is_who_spoke_last(parse: Parse) -> None:
    text = "The coalition announced two raids near Marib on Sunday. It said nine trucks had been burned."
    found = read(parse, text)
    assert "coalition" in value(found, "It").name.casefold()
    assert found["It"][0].basis is Basis.INHERITED


def test_the_subject_of_what_is_said_is_the_sayer(parse: Parse) -> None:
    found = read(parse, "The Nigerian army said it had freed the girls.")
    assert value(found, "it").id == "military-NG"


def test_they_are_the_subject_before(parse: Parse) -> None:
    found = read(parse, "Hamas fighters attacked a post near Rafah. They have also been firing mortars.")
    assert value(found, "They").name == "Hamas"


def test_two_joined_subjects_are_they_together(parse: Parse) -> None:
    found = read(parse, "Eritrea and Djibouti signed a truce. They promised to withdraw.")
    assert {"Eritrea", "Djibouti"} <= set(value(found, "They").aliases)


def test_apposition_tells_what_the_movement_is(parse: Parse) -> None:
    text = "The Yemeni rebel movement Ansar Allah agreed to talks. The rebel movement asked for a pause."
    found = read(parse, text)
    assert value(found, "The rebel movement").name == "Houthis"


def test_a_short_form_that_fits_two_is_left_open(parse: Parse) -> None:
    text = "The ELN fought the Revolutionary Armed Forces of Colombia near Tame in Colombia. The group lost ten men."
    [group] = read(parse, text)["The group"]
    assert group.value is None
    assert group.why_not is not None
    assert "more than one" in group.why_not


def test_a_capital_speaks_for_its_state_but_a_place_is_no_actor(parse: Parse) -> None:
    found = read(parse, "Hezbollah warned Washington not to interfere. Hundreds marched in Washington.")
    assert value(found, "Washington").name == "United States"
    assert len(found["Washington"]) == 1


def test_a_country_as_a_mere_place_is_no_mention(parse: Parse) -> None:
    assert "Syria" not in read(parse, "Several bridges in Syria were destroyed.")


def test_the_people_of_a_country_are_its_state_or_just_people(parse: Parse) -> None:
    found = read(parse, "The Americans vetoed the text. Two Moroccans were freed.")
    assert value(found, "The Americans").id == "state-US"
    assert value(found, "Two Moroccans").kind == "people"


def test_the_army_is_the_one_of_the_country_that_the_report_is_about(parse: Parse) -> None:
    found = read(parse, "Fighting went on in Somalia on Friday. The army said it held the port.")
    assert value(found, "The army").id == "military-SO"
    assert found["The army"][0].basis is Basis.INHERITED


def test_we_in_a_quotation_is_the_body_of_the_speaker(parse: Parse) -> None:
    text = "The Ugandan army held Bunia. “We will not withdraw,” army spokesman Peter Okello said."
    assert value(read(parse, text), "We").id == "military-UG"


def test_we_in_a_statement_is_the_publisher_with_the_body_it_speaks_for(parse: Parse) -> None:
    text = "Canada condemns the attack on the convoy. We call on both sides to stop."
    we = value(read(parse, text), "We")
    assert we.name == "publisher"
    assert "Canada" in we.aliases


def test_loaded_words_are_the_speakers_and_never_the_name(parse: Parse) -> None:
    text = "“The Wagner mercenaries and the terrorist gang must leave,” the mayor said. The so-called republic answered."
    whos = [each.value for each in find(parse(text), ACTORS) if each.value]
    labels = {(label.words, label.voice) for who in whos for label in who.loaded}
    assert ("mercenaries", "quoted") in labels
    assert not any(word in who.name for who in whos for word in ("terrorist", "mercenar"))


def test_a_convoy_and_its_parts(parse: Parse) -> None:
    text = (
        "A convoy of 12 trucks left Gondar at dawn. One group turned back at the river, and the other group went on. "
        "The convoy was carrying flour."
    )
    found = read(parse, text)
    convoy = value(found, "A convoy")
    assert (convoy.name, convoy.kind) == ("convoy", "body")
    assert value(found, "The convoy").id == convoy.id
    assert "convoy" in value(found, "One group").name
    assert value(found, "One group").id != convoy.id


def test_an_it_for_a_treaty_is_no_army(parse: Parse) -> None:
    found = read(parse, "The treaty was signed in Accra. It was meant to end the war.")
    assert all(each.value is None or each.value.kind == "thing" for each in found.get("It", []))


def test_an_empty_it_is_no_mention(parse: Parse) -> None:
    assert "It" not in read(parse, "It is clear that the army has lost Goma.")


def test_a_text_without_words_gives_nothing(parse: Parse) -> None:
    assert find(parse("..."), ACTORS) == ()


@pytest.mark.parametrize("words", ["THE FMLN ATTACKED A BARRACKS IN EL SALVADOR.", "the fmln attacked a barracks in El Salvador."])
def test_capitals_help_but_are_not_needed_where_all_is_shouted(parse: Parse, words: str) -> None:
    ids = {each.value.id for each in find(parse(words), ACTORS) if each.value}
    assert ("fmln" in ids) is words.isupper()
