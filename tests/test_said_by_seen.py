"""Sayings that no row of the tables finds and the encoder sees: wishes, refusals, questions, verbs that no table has."""

import pytest

from tacitus.model.answers import SaidBy
from tacitus.questions.said_by import find
from tests.conftest import Parse


def sayings(parse: Parse, text: str) -> list[SaidBy]:
    return [saying.value for saying in find(parse(text), ()) if saying.value]


def told(parse: Parse, text: str) -> list[tuple[str, str, str]]:
    """Each saying's source, strength and words, marks at either end left off."""
    return [(said.source.name, said.strength, said.content.of(text).strip(" .,“”\"'?!")) for said in sayings(parse, text)]


@pytest.mark.parametrize(
    ("text", "source", "strength", "words"),
    [
        ("The rebels want to open talks in Doha.", "The rebels", "intended", "to open talks in Doha"),
        ("The general has refused to release the two men.", "The general", "refused", "to release the two men"),
        ("Officers asked why the gate was open.", "Officers", "asked", "why the gate was open"),
        ("The envoy asked whether the crossing would open.", "The envoy", "asked", "whether the crossing would open"),
        ("The mayor joked that the tanks needed washing.", "The mayor", "said", "the tanks needed washing"),
        ("The governor is optimistic that the road will reopen.", "The governor", "believed", "the road will reopen"),
    ],
)
def test_a_saying_that_only_the_encoder_sees(parse: Parse, text: str, source: str, strength: str, words: str) -> None:
    assert told(parse, text) == [(source, strength, words)]


@pytest.mark.parametrize(
    "text",
    [
        "He condemned the raid and left the hall.",
        "The army tried to retake the ridge.",
        "The army does not report the number of its dead.",
        "If the rebels mention the hostages, the envoy will leave.",
        "The rebels were known as “the Hawks” in the valley.",
        "The army fired 40 shells per soldier.",
    ],
)
def test_deeds_attempts_habits_and_names_are_no_sayings(parse: Parse, text: str) -> None:
    assert sayings(parse, text) == []


@pytest.mark.parametrize(
    ("text", "source", "strength", "words"),
    [
        (
            "The governor of Ituri criticised the slow pace of the evacuation.",
            "The governor of Ituri",
            "said",
            "the slow pace of the evacuation",
        ),
        (
            "Human rights groups called for an inquiry into the shelling of the market in Omdurman.",
            "Human rights groups",
            "demanded",
            "an inquiry into the shelling of the market in Omdurman",
        ),
        ("The opposition opposes the plan to reopen the border.", "The opposition", "opposed", "the plan to reopen the border"),
    ],
)
def test_a_thing_that_the_encoder_is_sure_of_is_implied(parse: Parse, text: str, source: str, strength: str, words: str) -> None:
    assert told(parse, text) == [(source, strength, words)]
    (found,) = find(parse(text), ())
    assert found.value and (found.maker.rule, found.value.form) == ("encoder-thing", "implied")


@pytest.mark.parametrize(
    ("text", "source", "strength", "words"),
    [
        ("The army did not say how many soldiers had died.", "The army", "unsaid", "how many soldiers had died"),
        ("The minister has not mentioned the shelling of the camp.", "The minister", "unsaid", "the shelling of the camp"),
        ("A spokesman declined to comment.", "A spokesman", "refused", "to comment"),
        ("The mayor refused to say that the town had fallen.", "The mayor", "refused", "to say that the town had fallen"),
    ],
)
def test_what_somebody_leaves_unsaid_is_implied(parse: Parse, text: str, source: str, strength: str, words: str) -> None:
    assert told(parse, text) == [(source, strength, words)]
    assert [saying.form for saying in sayings(parse, text)] == ["implied"]


def test_an_attitude_within_anothers_words_is_theirs(parse: Parse) -> None:
    assert [source for source, *_ in told(parse, "The governor said that the rebels oppose the plan for a truce.")] == [
        "The governor"
    ]


def test_who_says_within_their_own_words_that_they_think_adds_nothing(parse: Parse) -> None:
    assert len(sayings(parse, "“I think that the bridge will hold,” Amina Bello said.")) == 1
    assert len(sayings(parse, "“I said in May that the bridge would fall,” Amina Bello said.")) == 2


def test_a_reason_that_is_cited_is_nobody(parse: Parse) -> None:
    text = "The ministry said that the crossing would stay shut, citing the loss of two convoys to the rebels."
    assert {said.source.name for said in sayings(parse, text)} == {"The ministry"}


def test_who_is_named_by_those_speaks(parse: Parse) -> None:
    assert told(parse, "Those close to the general say that he has left Khartoum.")[0][0] == "Those close to the general"


def test_the_maker_names_the_encoder(parse: Parse) -> None:
    (found,) = find(parse("The rebels want to open talks in Doha."), ())
    assert (found.maker.step, found.maker.rule) == ("said_by", "encoder")


def test_a_brief_quotation_goes_on_with_the_one_before_it(parse: Parse) -> None:
    text = "“In a way,” Amina Bello said. “Almost.”"
    (saying,) = sayings(parse, text)
    assert [part.of(text) for part in saying.content_parts] == ["“In a way,”", "“Almost.”"]


def test_whose_clause_is_whole_around_its_sayer(parse: Parse) -> None:
    text = "The valley, whose fields, experts say, stay empty, was mined in 2015."
    (saying,) = sayings(parse, text)
    assert [part.of(text) for part in saying.content_parts] == ["whose fields", "stay empty"]


def test_parts_stand_in_text_order_and_apart(parse: Parse) -> None:
    text = "The governor wondered why the soldiers had left and who would guard the wells, and hopes that the UN will come."
    for saying in sayings(parse, text):
        ends = [part.end for part in saying.content_parts]
        assert all(end <= part.start for end, part in zip(ends, saying.content_parts[1:], strict=False))


def test_a_source_is_not_cut_within_a_phrase(parse: Parse) -> None:
    text = "The head of the garrison, Colonel Idriss Sow, made it clear on Monday that the bridge would stay shut."
    assert told(parse, text) == [("The head of the garrison", "said", "the bridge would stay shut")]


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("The talks stalled amid fears that the dam would burst.", "believed", "the dam would burst"),
        (
            "Amid allegations that soldiers had looted the market, the governor left the town.",
            "claimed",
            "soldiers had looted the market",
        ),
        ("The talks opened in Doha amid sharp criticism of the delay of the convoy.", "opposed", "the delay of the convoy"),
    ],
)
def test_a_noun_of_saying_that_nobody_owns_is_hearsay(parse: Parse, text: str, strength: str, words: str) -> None:
    assert told(parse, text) == [("unattributed", strength, words)]
    assert [saying.form for saying in sayings(parse, text)] == ["implied"]


def test_who_was_asked_is_not_who_asks(parse: Parse) -> None:
    text = "Asked to describe the gunmen, the mayor said, “They wore no uniform.”"
    assert told(parse, text) == [
        ("unattributed", "asked", "to describe the gunmen"),
        ("the mayor", "said", "They wore no uniform"),
    ]
