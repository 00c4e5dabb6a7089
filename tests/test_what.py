"""What happened: kinds, parties, standing, circumstances, and one claim a happening."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.model.answers import Standing, What
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.questions.what.find import find
from tests.builders import make_reading
from tests.conftest import Parse


def _told(reading: Reading) -> list[What]:
    return [found.value for found in find(reading) if found.value]


def _only(reading: Reading, kind: str) -> What:
    (value,) = [value for value in _told(reading) if value.kind == kind]
    return value


def _words(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(reading.text) for span in spans]


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("Rebels attacked the village of Beni on Tuesday.", "attack", ["Rebels"], ["the village of Beni"]),
        ("The village was attacked by rebels on Tuesday.", "attack", ["rebels"], ["The village"]),
        ("Nine soldiers were killed near Menaka.", "killing", [], ["Nine soldiers"]),
        ("Hezbollah fighters fended off several attacks by the militia.", "clash", ["Hezbollah fighters"], ["the militia"]),
        ("A Turkish air strike on a rebel camp killed four fighters.", "strike", ["Turkish"], ["a rebel camp", "four fighters"]),
        ("The base was targeted by airstrikes.", "strike", [], ["The base"]),
        ("The murder of hundreds of villagers by the militia is known.", "killing", ["the militia"], ["hundreds of villagers"]),
        ("The town of Bor fell to government troops.", "capture", ["government troops"], ["The town of Bor"]),
        ("The army and the rebels signed a peace accord in Juba.", "agreement", ["The army", "the rebels"], []),
        ("Kenya urged the junta to free the president.", "demand", ["Kenya"], ["the junta"]),
    ],
)
def test_parties_are_read_off_the_grammar(parse: Parse, text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    reading = parse(text)
    value = _only(reading, kind)
    assert _words(reading, value.agents) == agents
    assert _words(reading, value.targets) == targets


def test_a_passive_without_a_doer_has_none(parse: Parse) -> None:
    assert _only(parse("Two bridges held by the rebels were bombed overnight."), "strike").agents == ()


def test_an_act_takes_in_its_result(parse: Parse) -> None:
    reading = parse("Government warplanes raided the rebel camp, killing nine fighters and destroying two trucks.")
    (value,) = _told(reading)
    assert value.kind == "strike"
    assert "killing" in value.also and "destruction" in value.also


def test_an_attack_that_killed_is_one_claim(parse: Parse) -> None:
    (value,) = _told(parse("Gunmen carried out an attack on a church in Ituri that killed 12 worshippers."))
    assert value.kind == "attack"


def test_separate_happenings_are_separate_claims(parse: Parse) -> None:
    kinds = [value.kind for value in _told(parse("The rebels abducted four teachers in May and burned two schools in June."))]
    assert kinds == ["abduction", "destruction"]


def test_a_definite_retelling_is_no_second_claim(parse: Parse) -> None:
    text = "An air strike destroyed an army depot near Goma. The strike occurred at dawn."
    assert [value.kind for value in _told(parse(text))] == ["strike"]


def test_a_headline_gives_way_to_the_body(parse: Parse) -> None:
    text = "Air strikes hit rebel town\n\nGovernment jets bombed the rebel-held town of Saraqib on Monday, killing six people."
    (found,) = find(parse(text))
    assert found.span.start > text.index("\n")


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The rebels seized the town of Sake.", Standing.HAPPENED),
        ("The army is besieging the town of Babanusa.", Standing.ONGOING),
        ("The army did not shell the hospital in Taiz.", Standing.NEGATED),
        ("The rebels failed to capture the airport of Goma.", Standing.NEGATED),
        ("The army denied that its troops shelled the hospital in Taiz.", Standing.DENIED),
    ],
)
def test_standing(parse: Parse, text: str, standing: Standing) -> None:
    assert standing in [value.standing for value in _told(parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The army deployed to deter rebels from attacking the town of Bor.",
        "If the rebels attack the town of Bor, the army will retreat.",
        "The army could attack the rebel town of Bor.",
        "Analysts discussed the risk of an attack on Bor by the rebels.",
    ],
)
def test_what_is_only_aimed_at_or_feared_is_no_attack(parse: Parse, text: str) -> None:
    assert "attack" not in [value.kind for value in _told(parse(text)) if value.standing in (Standing.HAPPENED, Standing.ONGOING)]


def test_an_attempt_to_take_a_place_is_an_offensive(parse: Parse) -> None:
    assert [value.kind for value in _told(parse("Rebel fighters attempted to seize the airport of Kisangani."))] == ["offensive"]


def test_force_that_the_speaker_announces_is_a_threat(parse: Parse) -> None:
    value = _only(parse('"We will bomb the rebel camp," the general said.'), "threat")
    assert "strike" in value.also


def test_the_end_of_an_attack_presupposes_it(parse: Parse) -> None:
    kinds = {value.kind: value.standing for value in _told(parse("The UN called for an end to army attacks on the town of Sake."))}
    assert kinds == {"demand": Standing.HAPPENED, "attack": Standing.HAPPENED}


def test_an_accusation_of_an_act_is_the_act_as_charged(parse: Parse) -> None:
    reading = parse("Syria accused Israel of bombarding an airport near Damascus.")
    (value,) = _told(reading)
    assert value.kind == "shelling" and "accusation" in value.also
    assert _words(reading, value.agents) == ["Israel"]


def test_place_and_time_words_hang_on_the_trigger(parse: Parse) -> None:
    reading = parse("On Monday rebels ambushed an army convoy near the town of Menaka in eastern Mali.")
    value = _only(reading, "attack")
    assert _words(reading, value.time_words) == ["On Monday"]
    assert any("Menaka" in words for words in _words(reading, value.place_words))


def test_hedges(parse: Parse) -> None:
    assert _only(parse("Rebels reportedly seized the airport of Goma."), "capture").hedged
    assert not _only(parse("Rebels seized the airport of Goma."), "capture").hedged


def test_a_finite_verb_does_not_share_the_negation_of_a_bare_one(parse: Parse) -> None:
    (value,) = _told(parse("The militiamen did not stop at the barrier and killed two gendarmes."))
    assert (value.kind, value.standing) == ("killing", Standing.HAPPENED)
    told = {value.kind: value.standing for value in _told(parse("The army failed to hold the bridge and withdrew."))}
    assert told["retreat"] is Standing.HAPPENED


def test_what_people_may_do_under_a_demand_has_not_happened(parse: Parse) -> None:
    kinds = [value.kind for value in _told(parse("Both armies must protect villagers who flee from the besieged valley."))]
    assert kinds == ["demand"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels captured the lock gates near Jebba.", "capture"),
        ("Clashes erupted in Bria.", "clash"),
        ("Gunships fired on rebel trenches near Mocha.", "strike"),
        ("The port of Mokha is in the hands of the militia.", "control"),
        ("Guerrillas freed two hostages in Caqueta.", "evacuation"),
        ("Nine people were killed when a rocket hit a bakery in Goma.", "killing"),
    ],
)
def test_a_short_report_is_proof_enough_where_its_words_are(parse: Parse, text: str, kind: str) -> None:
    assert kind in [value.kind for value in _told(parse(text))]


def test_whom_an_airstrike_struck_and_killed_did_not_do_it(parse: Parse) -> None:
    reading = parse("A shepherd was struck and killed by an airstrike in Saada.")
    value = _only(reading, "strike")
    assert (_words(reading, value.agents), _words(reading, value.targets)) == ([], ["A shepherd"])
    assert len(_told(reading)) == 1


def test_the_subject_of_a_participle_is_that_of_the_main_clause(parse: Parse) -> None:
    reading = parse("Ethiopia has cut off the town by making tracks impassable and destroying bridges through airstrikes.")
    assert _words(reading, _only(reading, "strike").agents) == ["Ethiopia"]


def test_every_answer_names_its_rule_and_codes(parse: Parse) -> None:
    (found,) = find(parse("Two drones struck an army depot in Bamako."))
    assert found.maker.step == "what" and found.maker.rule == "hit-from-the-air"
    assert found.value and found.value.codes.plover == "ASSAULT-aerial" and found.value.codes.cameo == "195"


def test_a_promise_of_help_is_coded_as_one(parse: Parse) -> None:
    value = _only(parse("Germany will provide nearly 90 million euros in new assistance to the Libyan opposition."), "aid")
    assert value.standing is Standing.PLANNED and value.codes.plover == "AGREE"


@pytest.mark.parametrize(
    ("text", "kind", "plover"),
    [
        ("The militia said it would disrupt the elections.", "threat", "THREATEN"),
        ("The army said it would bomb the town of Sake.", "threat", "THREATEN"),
        ("Ecuador will withdraw its troops unless Peru opens the border.", "threat", "THREATEN"),
        ("Shopkeepers in Srinagar shut their shops to protest against the killings.", "protest", "PROTEST-demo"),
        ("Arab ministers failed to reach an agreement on Libya.", "negotiation", "REJECT"),
        ("The junta will not negotiate with the rebels.", "rejection", "REJECT"),
        ("The two Koreas agreed to reopen the border.", "agreement", "AGREE"),
        ("Uganda signed a border treaty with Sudan.", "agreement", "SUPPORT"),
    ],
)
def test_what_is_announced_or_refused_is_a_deed_of_words(parse: Parse, text: str, kind: str, plover: str) -> None:
    value = _only(parse(text), kind)
    assert value.codes.plover == plover
    assert value.standing is Standing.HAPPENED


def test_what_may_have_happened_is_possible_and_nobody_stands_for_it(parse: Parse) -> None:
    value = _only(parse("Chadian soldiers may have killed a herder near Tine."), "killing")
    assert value.standing is Standing.POSSIBLE and value.hedged
    assert not _told(parse("The army fears that rebels could have killed the hostages if it had attacked."))


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Five soldiers were killed and six wounded in a raid on the base.", {"Five soldiers", "six", "the base"}),
        ("Fighters of the ADF hacked to death at least eleven farmers in Ituri.", {"eleven farmers"}),
        ("Israeli soldiers shot dead a 17-year-old in Jenin.", {"a 17-year-old"}),
    ],
)
def test_those_whom_it_befell_are_found_behind_the_verb(parse: Parse, text: str, targets: set[str]) -> None:
    reading = parse(text)
    assert {word for value in _told(reading) for word in _words(reading, value.targets)} == targets


@pytest.mark.parametrize(
    "text",
    [
        "Had rebels taken the bridge at Sake, they would have shelled the camp.",
        "Had the grenade gone off in the clinic, it would have killed the midwives of Tine.",
        "A second shell would have killed the guards in Lysychansk.",
    ],
)
def test_what_would_have_been_is_told_by_nobody(parse: Parse, text: str) -> None:
    assert not _told(parse(text))


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("Police opened fire to disperse a march in Lome, killing two men and arresting nine.", "arrest", ["Police"], ["nine"]),
        ("Rebels kept the convoy from reaching Juba by destroying two bridges.", "destruction", ["Rebels"], ["two bridges"]),
        ("French-led forces have retaken a village near Gao.", "capture", ["French-led forces"], ["a village"]),
        ("Jets carried out nine raids using guided bombs against the fighters near Derna.", "strike", ["Jets"], ["the fighters"]),
        ("The envoy condemned in the strongest terms a raid on the port.", "condemnation", ["The envoy"], ["a raid"]),
    ],
)
def test_what_hangs_on_the_deed_is_not_lost_behind_another_phrase(
    parse: Parse, text: str, kind: str, agents: list[str], targets: list[str]
) -> None:
    reading = parse(text)
    value = next(value for value in _told(reading) if value.kind == kind)
    assert value.standing is Standing.HAPPENED
    assert (_words(reading, value.agents), _words(reading, value.targets)) == (agents, targets)


def test_strikes_of_another_number_are_other_strikes(parse: Parse) -> None:
    text = "Coalition jets conducted 15 strikes against IS targets in Syria. "
    text += "Coalition jets conducted 11 strikes against IS targets in Iraq."
    assert [value.kind for value in _told(parse(text))] == ["strike", "strike"]


def test_a_clause_of_time_shares_no_negation(parse: Parse) -> None:
    assert _only(parse("Nobody was hurt when shells landed in a field outside Uri."), "shelling").standing is Standing.HAPPENED


def test_rockets_fired_from_somewhere_that_hit_are_one_shelling(parse: Parse) -> None:
    assert len(_told(parse("Two rockets fired from the hills hit the airport of Erbil."))) == 1


def test_the_moves_of_a_convoy_settle_what_the_next_sentence_is_about(parse: Parse) -> None:
    reading = parse("The rebel convoy of 17 buses left Qalamoun. The rest of the trucks turned around and drove west.")
    assert [value.kind for value in _told(reading)] == ["movement"] * 3


def test_spans_are_whole_and_in_order(parse: Parse) -> None:
    text = "Gunmen shot dead a tribal elder in Khost and burned his house. The army said it had arrested four suspects on Monday."
    reading = parse(text)
    answers = find(reading)
    assert answers == find(reading)
    assert [found.span for found in answers] == sorted(found.span for found in answers)
    for found in answers:
        assert found.value and found.value.evidence.contains(found.span)
        for span in (*found.value.agents, *found.value.targets, *found.value.place_words, *found.value.time_words):
            assert span.of(text).strip() == span.of(text)


_ANY = (
    "the",
    "army",
    "attack",
    "strike",
    "killed",
    "by",
    "in",
    "of",
    "rebels",
    "Goma",
    ",",
    "and",
    "that",
    "to",
    ".",
    "will",
    "not",
    "said",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_ANY), max_size=30))
def test_no_word_order_breaks_it(words: list[str]) -> None:
    reading = make_reading(" ".join(words))
    for found in find(reading):
        assert found.span.of(reading.text)
