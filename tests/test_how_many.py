"""How many: what is counted, what became of it, whose, and which is part of which."""

import pytest

from tacitus.model.answers import Amount, Codes, HowMany, Standing, What
from tacitus.model.found import Basis, found
from tacitus.model.reading import Reading
from tacitus.questions.how_many import find
from tests.conftest import Parse


def counts(reading: Reading) -> list[tuple[str, str | None, float | None]]:
    """The words, the outcome (or the kind where there is none) and the figure of every number with a value."""
    return [
        (one.span.of(reading.text), one.value.outcome or one.value.kind, one.value.amount.best)
        for one in find(reading, ())
        if one.value
    ]


def values(reading: Reading) -> list[HowMany]:
    return [one.value for one in find(reading, ()) if one.value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shelling of the market in Omdurman killed 14 people and wounded 60 others.",
            [("14 people", "killed", 14), ("60 others", "injured", 60)],
        ),
        ("The ambush near Tillaberi left 17 soldiers dead and 30 wounded.", [("17 soldiers", "killed", 17), ("30", "injured", 30)]),
        ("Twelve died at once and five succumbed to their wounds.", [("Twelve", "killed", 12), ("five", "killed", 5)]),
        ("Gunmen killed four guards, captured six more and burned two trucks.",
         [("four guards", "killed", 4), ("six more", "captured", 6), ("two trucks", "vehicles", 2)]),
        ("The death toll from the raid on Bucha climbed from 36 to 53.", [("53", "killed", 53)]),
        ("Some 900 families fled the fighting in Marawi.", [("Some 900 families", "displaced", 900)]),
        ("Police in Minsk arrested more than 100 protesters.", [("more than 100 protesters", "captured", 100)]),
        ("Ten sailors are still missing off Aden.", [("Ten sailors", "missing", 10)]),
        ("The army lost 40 soldiers and 12 tanks.", [("40 soldiers", "killed", 40), ("12 tanks", "vehicles", 12)]),
        ("Twenty-one villagers were killed or wounded near Kaya.", [("Twenty-one villagers", "civilians", 21)]),
        ("The group holds 12 hostages in the forest.", [("12 hostages", "captured", 12)]),
        ("Of the dead, 14 were women.", [("14 were women", "killed", 14)]),
    ],
)  # fmt: skip
def test_what_became_of_the_counted(parse: Parse, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert counts(parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels threatened to kill 20 hostages.",
        "The raid did not kill 20 hostages.",
        "A bigger bomb would have killed 300 people.",
        "The plan was to abduct 20 judges.",
    ],
)
def test_what_did_not_happen_has_no_outcome(parse: Parse, text: str) -> None:
    [value] = values(parse(text))
    assert value.outcome is None


@pytest.mark.parametrize(
    "text",
    [
        "The council passed Resolution 2254 on 18 December 2015.",
        "A 23-year-old teacher left town at 7 a.m. on Route 60.",
        "The two-day march covered 40 kilometres.",
        "Turnout was 12 percent.",
        "The 71st Battalion fought at Kherson.",
        "It was one of the most bitter wars of the age.",
        "The town was taken.[12]",
    ],
)
def test_numbers_that_count_nothing_are_left_out(parse: Parse, text: str) -> None:
    assert counts(parse(text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("The convoy had 17 buses.", "vehicles", "buses"),
        ("They found about 40 of the brigade's trucks.", "vehicles", "trucks"),
        ("Jets flew 26 bombing raids.", "strikes", "bombing raids"),
        ("The column cut 18 supply routes.", "other", "supply routes"),
        ("Sappers found two weapons caches.", "weapons", "weapons caches"),
        ("The camp shelters 500 women and children.", "civilians", "women and children"),
        ("Donors gave nearly $100 million.", "money", "$"),
        ("The fund reaches 2 million Yemenis.", "people", "Yemenis"),
    ],
)
def test_what_is_counted(parse: Parse, text: str, kind: str, unit: str) -> None:
    [value] = values(parse(text))
    assert (value.kind, value.unit) == (kind, unit)


def test_who_was_counted(parse: Parse) -> None:
    women, soldiers = values(parse("Three young women and 14 Congolese soldiers were killed in Goma."))
    assert (women.who.sex, women.who.age, women.who.side) == ("female", "child", None)
    assert (soldiers.who.side, soldiers.who.status) == ("Congolese", "soldier")


def test_a_part_points_at_its_whole_and_shares_its_outcome(parse: Parse) -> None:
    whole, part = find(parse("A missile killed 30 civilians, including six children."), ())
    assert whole.value and part.value
    assert part.value.part_of == 0
    assert part.value.outcome == whole.value.outcome == "killed"
    assert part.maker.rule == "part-of-kill"


def test_some_of_them_are_part_of_them(parse: Parse) -> None:
    reading = parse("Eight clerks were hurt, three of them badly. Of 35 drones, 31 were shot down.")
    assert [value.part_of for value in values(reading)][:2] == [None, 0]


def test_numbers_that_add_up_further_on_are_parts(parse: Parse) -> None:
    text = "The coalition flew 26 strikes. In Raqqa it flew 15 strikes. Near Mosul it flew 11 strikes."
    assert [value.part_of for value in values(parse(text))] == [None, 0, 0]


def test_numbers_that_do_not_add_up_are_no_parts(parse: Parse) -> None:
    text = "The coalition flew 26 strikes. In Raqqa it flew 15 strikes. Near Mosul it flew 12 strikes."
    assert [value.part_of for value in values(parse(text))] == [None, None, None]


def test_a_share_is_worked_out_and_says_so(parse: Parse) -> None:
    half, whole = find(parse("More than half of the 600 fighters left."), ())
    assert half.value and whole.value
    assert (half.value.amount.best, half.value.amount.low, half.basis) == (300, 300, Basis.DERIVED)
    assert half.value.part_of == 1
    assert whole.basis is Basis.STATED


def test_a_stated_nought_is_a_count(parse: Parse) -> None:
    [value] = values(parse("The raid caused no casualties."))
    assert (value.amount.best, value.outcome, value.unit) == (0, None, "casualties")


@pytest.mark.parametrize("text", ["The mine wounded scores of pilgrims.", "The bus carried dozens of pilgrims."])
def test_a_vague_number_is_told_without_a_value(text: str, parse: Parse) -> None:
    [one] = find(parse(text), ())
    assert one.value is None
    assert one.why_not in ("a vague number: scores", "a vague number: dozens")


@pytest.mark.parametrize(
    "text", ["Dozens were killed.", "The mine killed dozens of pilgrims.", "Several dozen pilgrims were killed."]
)
def test_dozens_to_whom_something_happened_are_a_count_without_a_figure(text: str, parse: Parse) -> None:
    [value] = values(parse(text))
    assert (value.amount, value.outcome) == (Amount(None, None, None, "dozens"), "killed")


def test_the_head_is_the_noun(parse: Parse) -> None:
    reading = parse("About 300 family members came.")
    [value] = values(reading)
    assert reading.tokens[value.head].text == "members"


def test_a_happening_that_is_not_asserted_takes_its_outcome_away(parse: Parse) -> None:
    reading = parse("Rebels killed 20 guards.")
    head = next(token for token in reading.tokens if token.text == "killed")
    what = What("killing", head.index, reading.sentences[0].span, Standing.PLANNED, False, Codes())
    [one] = find(reading, (found(head.span, what, "what", "test"),))
    assert one.value and one.value.outcome is None


def test_every_span_is_in_order_and_every_whole_is_another_count(parse: Parse) -> None:
    text = "At least 56 people, 20 of them children, died in El Fasher; 12 aid workers were hurt and dozens fled."
    told = find(parse(text), ())
    assert [one.span for one in told] == sorted(one.span for one in told)
    for place, one in enumerate(told):
        whole = one.value.part_of if one.value else None
        assert whole is None or (whole != place and told[whole].value is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two brothers aged 17 and 19 were killed in Jenin.", [("Two brothers", "killed", 2)]),
        ("Three boys, ages 9, 11 and 12, were killed in Taiz.", [("Three boys", "killed", 3)]),
        ("Two nurses -- aged 24 and 27 -- were shot to death near Gao.", [("Two nurses", "killed", 2)]),
        ("Police in Peshawar detained two men, 25 and 31, over the bombing.", [("two men", "captured", 2)]),
        ("The bodies of two girls, 9 and 11 years old, were found.", [("two girls", "killed", 2)]),
        ("Shells killed 12 farmers 9 and 14 kilometres from Marinka.", [("12 farmers", "killed", 12)]),
    ],
)
def test_ages_and_measures_in_a_row_are_no_people(parse: Parse, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert counts(parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers arrested six suspects and three military radios were found.",
        "The column captured nine fighters, 12 rifles and five field radios.",
        "The patrol captured four rebels and seven gyroscopes.",
    ],
)
def test_things_that_were_seized_are_no_captives(parse: Parse, text: str) -> None:
    outcomes = [value.outcome for value in values(parse(text))]
    assert outcomes[0] == "captured"
    assert not any(outcomes[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The six monks' slaying was never solved.", [("six monks", "killed", 6)]),
        ("The kidnapping and murder of five students shocked Iguala.", [("five students", "killed", 5)]),
        ("The number of hostages stands at 12.", [("12", "civilians", 12)]),
        ("The dead were two shepherds.", [("two shepherds", "killed", 2)]),
        ("Bombs killed 12 in Kabul, 9 in Herat and 4 in Kunduz.", [("12", "killed", 12), ("9", "killed", 9), ("4", "killed", 4)]),
    ],
)
def test_figures_whose_noun_or_verb_stands_further_off(parse: Parse, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert counts(parse(text)) == expected


def test_a_raid_that_left_so_many_killed_and_so_many_wounded(parse: Parse) -> None:
    told = values(parse("The raids on Kutum left five killed and six wounded in Friday's shelling."))
    assert [(one.amount.best, one.outcome) for one in told] == [(5, "killed"), (6, "injured")]


def test_the_parts_of_a_toll_died_too(parse: Parse) -> None:
    whole, women, guards = values(parse("The ministry put the toll at 37, including nine women and two guards."))
    assert [one.outcome for one in (whole, women, guards)] == ["killed"] * 3
    assert (women.part_of, guards.part_of) == (0, 0)


def test_a_number_above_one_counts_the_owners_of_a_single_thing(parse: Parse) -> None:
    [value] = values(parse("The two engineers' kidnapping was condemned."))
    assert (value.amount.best, value.outcome, value.unit) == (2, "captured", "engineers")
