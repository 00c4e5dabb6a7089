"""Who is reported to say what: sources, cues and contents in texts as reporters write them."""

import pytest

from tacitus.model.answers import SaidBy
from tacitus.questions.said_by import find
from tests.conftest import Parse


def sayings(parse: Parse, text: str) -> list[SaidBy]:
    return [saying.value for saying in find(parse(text), ()) if saying.value]


def told(parse: Parse, text: str) -> list[tuple[str, str]]:
    """Each saying's source and words, marks at either end left off."""
    return [(saying.source.name, saying.content.of(text).strip(" .,“”\"'?!")) for saying in sayings(parse, text)]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Seven miners were freed, the governor of Zamfara said.", "the governor of Zamfara", "Seven miners were freed"),
        ("The jets, a pilot told Reuters, had missed.", "a pilot", "The jets, a pilot told Reuters, had missed"),
        ("“They fired first,” Colonel Adan Warsame said.", "Colonel Adan Warsame", "They fired first"),
        ("Ahmed K. Hassan said that two wells were poisoned.", "Ahmed K. Hassan", "two wells were poisoned"),
        ("“Who gave the order?” asked the boy's mother.", "the boy's mother", "Who gave the order"),
        ("Hamas said: “The talks are over.”", "Hamas", "The talks are over"),
        ("Drone attack halts flights at Port Sudan, army says", "army", "Drone attack halts flights at Port Sudan"),
        ("Nine troops die in Borno ambush: officials", "officials", "Nine troops die in Borno ambush"),
        ("UN envoy: Yemen truce is holding, but only just", "UN envoy", "Yemen truce is holding, but only just"),
        ("The patrol was ambushed, according to two soldiers.", "two soldiers", "The patrol was ambushed"),
        ("The minister, who visited Kivu, said that aid would follow.", "The minister", "aid would follow"),
        ("As the bishop of Pemba wrote in May, the islands are empty.", "the bishop of Pemba", "the islands are empty"),
        ("Six men left Bunia, it was stated by the governor.", "the governor", "Six men left Bunia"),
        ("THE ATLACATL BATTALION REPORTED THAT REBELS HAD BURNED A BUS.", "THE ATLACATL BATTALION", "REBELS HAD BURNED A BUS"),
        ("FOUR POLES WERE BLOWN UP, ACCORDING TO THE RADIO.", "THE RADIO", "FOUR POLES WERE BLOWN UP"),
    ],
)
def test_a_source_and_its_words(parse: Parse, text: str, source: str, words: str) -> None:
    assert (source, words) in told(parse, text)


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("It was a raid that the rebels' press office said killed 90 troops.", "the rebels' press office", "killed 90 troops"),
        ("The raid, which survivors say lasted two days, emptied Djibo.", "survivors", "lasted two days"),
        ("Three men who police said had planted the bomb were shot.", "police", "had planted the bomb"),
        ("Troops shelled a camp which, the UN said, housed nine families.", "the UN", "housed nine families"),
        ("The mayor, who according to the nurses was ill, was killed in May.", "the nurses", "was ill"),
        ("The army, which killed six in Ituri, according to the UN, left Bunia on Sunday.", "the UN", "killed six in Ituri"),
        ("According to the army, which holds Kidal, four men died.", "the army", "four men died"),
        ("Jets hit a bus, which killed six, according to the UN.", "the UN", "Jets hit a bus, which killed six"),
    ],
)
def test_a_source_within_a_relative_clause_speaks_for_that_clause(parse: Parse, text: str, source: str, words: str) -> None:
    assert told(parse, text) == [(source, words)]


def test_a_field_of_a_table_is_no_quotation(parse: Parse) -> None:
    text = 'The envoy said the road was open.\n\n"The army said it was ""not aware"" of the raid. It left on Monday."'
    assert told(parse, text) == [
        ("The envoy", "the road was open"),
        ("The army", 'it was ""not aware"" of the raid'),
    ]


def test_a_name_with_damaged_letters_is_nobody(parse: Parse) -> None:
    (saying,) = sayings(parse, "FranÃ§ois NoÃ«l said that the road was closed.")
    assert saying.source.name == "FranÃ§ois NoÃ«l" and saying.source.actor is None
    assert saying.source.why_not == "the letters of its name are damaged"


@pytest.mark.parametrize(
    "text",
    [
        "France condemned the attack on the convoy.",
        "The Islamic State claimed responsibility for the bombing.",
        "The minister commented on the arrest of the rebels.",
        "Ecuador announced the capture of a gang leader.",
        "We call on all sides to return to the talks.",
        "We said in March that the siege must end.",
        "Neither side has said that it lost the hill.",
        "If the rebels say that they will stop, few will believe it.",
        "Two thousand people fled the shelling.",
        "Jets bombed the so-called “Caliphate” in Derna.",
    ],
)
def test_what_is_no_saying(parse: Parse, text: str) -> None:
    assert told(parse, text) == []


def test_a_quotation_broken_by_its_cue_is_one_saying_in_parts(parse: Parse) -> None:
    text = "“The well is dry,” Musa Garba said. “We drink from the river.”"
    (saying,) = sayings(parse, text)
    assert [part.of(text) for part in saying.content_parts] == ["“The well is dry,”", "“We drink from the river.”"]
    assert saying.form == "direct" and saying.content.of(text) == text


def test_a_quotation_in_the_next_paragraph_goes_on_with_the_voice(parse: Parse) -> None:
    text = "“The well is dry,” Musa Garba said.\n\n“We have been drinking from the river since June.”"
    first, second = find(parse(text), ())
    assert first.value and second.value
    assert second.value.source.name == "Musa Garba" and second.basis == "inherited" and second.value.cue is None


def test_a_block_quotation_runs_to_the_end_of_the_voice(parse: Parse) -> None:
    text = (
        "The High Commissioner said:\n\nI am alarmed by the killings in El Fasher.\n\nWe have asked for access to the town.\n\n"
        "Notes to editors\n\nThe office was opened in 1994."
    )
    (saying,) = sayings(parse, text)
    assert saying.source.name == "The High Commissioner" and saying.form == "direct"
    assert [part.of(text) for part in saying.content_parts] == [
        "I am alarmed by the killings in El Fasher.",
        "We have asked for access to the town.",
    ]


def test_a_we_inside_a_block_is_the_speaker(parse: Parse) -> None:
    text = "The High Commissioner said:\n\nLast week we announced that our staff would return to Goma."
    outer, inner = sayings(parse, text)
    assert inner.source.name == outer.source.name == "The High Commissioner"
    assert inner.within == 0 and inner.source.span is not None and inner.source.span.of(text) == "we"


def test_sayings_within_sayings(parse: Parse) -> None:
    text = "A teacher said that the mayor had told her that the soldiers had left."
    first, second = sayings(parse, text)
    assert (first.source.name, second.source.name) == ("A teacher", "the mayor")
    assert (first.within, second.within) == (None, 0)


def test_whose_words_a_quotation_within_a_quotation_is(parse: Parse) -> None:
    text = "“The officer shouted, ‘Nobody leaves the yard tonight,’ and then they fired,” said Noor Wali."
    found = sayings(parse, text)
    inner = next(saying for saying in found if saying.source.name == "The officer")
    assert inner.within is not None and found[inner.within].source.name == "Noor Wali"
    assert "Nobody leaves the yard tonight" in inner.content.of(text)


def test_who_is_quoted_as_saying_stands_within_who_quotes(parse: Parse) -> None:
    text = "The newspaper quoted a surgeon as saying that the ward had no light."
    outer, inner = sayings(parse, text)
    assert (outer.source.name, inner.source.name) == ("The newspaper", "a surgeon") and inner.within == 0


def test_who_is_cited_says_the_same_words_within(parse: Parse) -> None:
    text = "The station reported that the pass was closed, citing two drivers."
    outer, inner = sayings(parse, text)
    assert (outer.source.name, inner.source.name) == ("The station", "two drivers")
    assert inner.content == outer.content and inner.within == 0


def test_what_is_set_off_goes_on_with_the_same_voice(parse: Parse) -> None:
    text = "Iran said the ship had been freed, adding that its crew was well and accusing Israel of spreading lies."
    assert {saying.source.name for saying in sayings(parse, text)} == {"Iran"}
    assert [saying.strength for saying in sayings(parse, text)] == ["said", "said", "accused"]
    assert told(parse, text)[0] == ("Iran", "the ship had been freed")


def test_two_voices_in_one_sentence_keep_their_words(parse: Parse) -> None:
    text = "Kyiv said that it had shot down nine drones, while Moscow said that all of them had hit their targets."
    assert told(parse, text) == [
        ("Kyiv", "it had shot down nine drones"),
        ("Moscow", "all of them had hit their targets"),
    ]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Kenya accused the militia of burning the market, a charge the militia denied.", "the militia of burning the market"),
        ("He was accused of hiding the weapons, which he denied.", "of hiding the weapons"),
    ],
)
def test_a_denial_takes_the_words_it_denies(parse: Parse, text: str, denied: str) -> None:
    denial = next(saying for saying in sayings(parse, text) if saying.strength == "denied")
    assert denial.content.of(text) == denied


def test_hearsay_has_no_source_and_says_why(parse: Parse) -> None:
    (saying,) = sayings(parse, "The warlord has reportedly crossed into Libya.")
    assert saying.form == "implied" and saying.source.name == "unattributed"
    assert saying.source.why_not == "the text does not say who says so"


def test_a_pronoun_that_nobody_settles_stays_open(parse: Parse) -> None:
    (saying,) = sayings(parse, "She said that the clinic was closed.")
    assert saying.source.name == "unattributed" and saying.source.why_not == "the text does not settle who “She” is"


def test_a_source_that_keeps_its_name_back_is_marked(parse: Parse) -> None:
    (saying,) = sayings(parse, "Two officials said the envoy would resign.")
    assert saying.source.name == "Two officials" and saying.source.why_not == "an official who is not named"


def test_a_paper_goes_by_its_owner_too(parse: Parse) -> None:
    text = "The coalition announced the raid in a statement on Sunday. According to the statement, the depot was destroyed."
    (saying,) = sayings(parse, text)
    assert saying.source.name == "the statement" and saying.source.aliases == ("The coalition",)


def test_the_words_that_date_a_saying(parse: Parse) -> None:
    text = "On Saturday, Egypt warned that the crossing would close on Monday."
    (saying,) = sayings(parse, text)
    assert [span.of(text) for span in saying.time_words] == ["Saturday"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The road is closed,” the mayor said.", "direct"),
        ("The mayor said the road was “closed for good”.", "mixed"),
        ("The mayor said the road was closed.", "indirect"),
        ("The road is reportedly closed.", "implied"),
    ],
)
def test_forms(parse: Parse, text: str, form: str) -> None:
    (saying,) = sayings(parse, text)
    assert saying.form == form


def test_a_name_below_a_quotation_is_its_source(parse: Parse) -> None:
    text = "“I hid under the bed until they had gone.”\n— Aster Tekle, 40, a trader from Axum"
    assert told(parse, text) == [("Aster Tekle", "I hid under the bed until they had gone")]


def test_a_transcript_gives_each_voice_its_paragraph(parse: Parse) -> None:
    text = "MR. OKORO: The road is open. We have counted forty trucks since Tuesday.\n\nThe briefing ended at noon."
    (saying,) = sayings(parse, text)
    assert saying.source.name == "MR. OKORO" and saying.content.of(text).endswith("since Tuesday.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Though the road is open, drivers say it is mined.", [("drivers", "it is mined")]),
        (
            "The envoy urged both sides to hold their fire, and criticised the delay of the convoy.",
            [("The envoy", "both sides to hold their fire"), ("The envoy", "the delay of the convoy")],
        ),
        (
            "After saying her house had been burned by soldiers, the teacher was taken to the clinic.",
            [("the teacher", "her house had been burned by soldiers")],
        ),
    ],
)
def test_reported_words_end_where_the_sentence_around_them_goes_on(parse: Parse, text: str, found: list[tuple[str, str]]) -> None:
    assert told(parse, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "“The soldiers burn our maize.”― Carla Mendes, a farmer.",
        "“They took our fields. The soldiers burn our maize.”― Carla Mendes, a farmer.",
        "”The soldiers burn our maize.” ― Carla Mendes",
    ],
)
def test_a_name_behind_a_dash_signs_the_quotation(parse: Parse, text: str) -> None:
    (saying,) = sayings(parse, text)
    assert saying.source.name == "Carla Mendes" and saying.content.of(text).endswith("The soldiers burn our maize.”")


def test_a_name_in_capitals_that_speaks_again_is_a_speaker(parse: Parse) -> None:
    text = (
        '"GARBA: Well, the river rose in the night. Nobody warned us.\n\n'
        '"ADAMS: If I may, sir, who opened the dam?\n\n"GARBA: And that is why we left.\n\n"ADAMS: Thank you.'
    )
    assert [source for source, _ in told(parse, text)][:3] == ["GARBA", "ADAMS", "GARBA"]


def test_a_quotation_opens_the_sentence_after_its_cue(parse: Parse) -> None:
    assert told(parse, "The guard shouted to the crowd. “Nobody crosses the river tonight.”") == [
        ("The guard", "Nobody crosses the river tonight")
    ]
    comment = "The governor made the following comment:\n\n“The bridge will be open on Friday.”"
    assert told(parse, comment) == [("The governor", "The bridge will be open on Friday")]


def test_a_heading_in_marks_is_nobodys(parse: Parse) -> None:
    text = "“The well is dry,” Musa Garba said.\n\n“All Roads Are Closed.”\n\nThe army left the valley."
    assert told(parse, text) == [("Musa Garba", "The well is dry")]


def test_a_reason_is_no_source(parse: Parse) -> None:
    assert "costs" not in [source for source, _ in told(parse, "The newspaper closed, citing costs.")]
    assert "its losses" not in [source for source, _ in told(parse, "The bank said it would close, citing its losses.")]
