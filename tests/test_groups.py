"""Bodies followed through a report: claims made by hand over the encoder's parse, numbers found by the question how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.groups.balance import balance
from tacitus.groups.follow import follow
from tacitus.groups.tables import Compass, Noun, Stance, Way, compass_points, level_of, stances, way_words
from tacitus.model.answered import Answers
from tacitus.model.answers import Amount, Codes, Mouth, Point, Standing
from tacitus.model.claim import Claim, ClaimCount, ClaimPlace, ClaimTime, Party
from tacitus.model.found import Basis, Maker
from tacitus.model.group import Group
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tacitus.questions.how_many import find
from tacitus.rules.table import load_rows
from tests.answers import span_of
from tests.builders import make_reading
from tests.conftest import Parse

BY = Maker("test", "by-hand")
STEPANAKERT, GORIS = Point(39.82, 46.75), Point(39.51, 46.34)


@dataclass(frozen=True)
class Line:
    """A claim in short: kind, trigger, the words of the body (and the name it goes by), who says so."""

    kind: str
    trigger: str
    body: str
    said_by: str = ""
    name: str = ""
    standing: Standing = Standing.HAPPENED
    day: date | None = None
    place: tuple[str, Point] | None = None
    nth: int = 0


def claims_of(reading: Reading, answers: Answers, lines: Sequence[Line]) -> tuple[Claim, ...]:
    return tuple(_claim(reading, answers, line, number) for number, line in enumerate(lines))


def _claim(reading: Reading, answers: Answers, line: Line, number: int) -> Claim:
    span = span_of(reading, line.body, line.nth)
    party = Party(line.name or line.body, span, Basis.STATED, BY)
    trigger = span_of(reading, line.trigger)
    head = reading.head_of(trigger)
    assert head is not None
    role = stances()[line.kind].role if line.kind in stances() else "agents"
    inside = [at for at, found in enumerate(answers.counts) if span.overlaps(found.span)]
    return Claim(
        id=f"claim-{number}",
        kind=line.kind,
        codes=Codes(),
        trigger=trigger,
        evidence=reading.sentences[head.sentence].span,
        said_by=(Mouth("Courier"), *([Mouth(line.said_by)] if line.said_by else [])),
        hedged=False,
        standing=line.standing,
        maker=BY,
        agents=(party,) if role != "targets" else (),
        targets=(party,) if role == "targets" else (),
        place=ClaimPlace(0, line.place[0], line.place[1], None, None, Basis.STATED, BY) if line.place else None,
        when=ClaimTime(Interval.day(line.day), None, Basis.STATED, BY) if line.day else None,
        counts=tuple(ClaimCount(at, Basis.STATED, BY) for at in inside),
    )


def groups(reading: Reading, *lines: Line) -> tuple[Group, ...]:
    answers = Answers((), (), (), (), find(reading, ()), ())
    return follow(reading, answers, claims_of(reading, answers, lines))


COLUMN = (
    "A column of 40 lorries left Abyei on Monday. It split into two at Turalei, the monitors said. "
    "The monitors said 25 lorries headed south towards Gogrial and 15 lorries remained at Turalei. "
    "The army said the 25 lorries had returned to Abyei."
)
SPLIT = (
    Line("movement", "left", "A column of 40 lorries"),
    Line("split", "split", "It", "monitors", "column"),
    Line("movement", "headed", "25 lorries", "monitors", "part of the column"),
    Line("presence", "remained", "15 lorries", "monitors", "part of the column"),
)


def test_a_column_that_splits_is_followed_and_adds_up(parse: Parse) -> None:
    [group] = groups(parse(COLUMN), *SPLIT)
    assert (group.balance.whole, group.balance.parts, group.balance.holds) == (40, (25, 15), True)
    assert [state.state for state in group.states] == ["moving", "split", "moving", "staying"]
    assert [state.part for state in group.states] == [None, None, 0, 1]
    assert group.parts == ((2,), (3,))


def test_two_mouths_that_send_one_part_two_ways_contradict(parse: Parse) -> None:
    again = Line("movement", "returned", "the 25 lorries", "army", "part of the column")
    onward = Line("movement", "crossed", "25 lorries", "monitors", "part of the column")
    reading = parse(COLUMN.replace("headed south towards Gogrial", "crossed the river"))
    [group] = groups(reading, SPLIT[0], onward, SPLIT[3], again)
    [clash] = group.contradictions
    assert (clash.field, {clash.left, clash.right}) == ("direction", {"claim-1", "claim-3"})


def test_one_mouth_does_not_contradict_itself(parse: Parse) -> None:
    again = Line("movement", "returned", "the 25 lorries", "monitors", "part of the column")
    [group] = groups(parse(COLUMN), *SPLIT, again)
    assert group.contradictions == ()


def test_into_what_the_other_has_left_contradicts(parse: Parse) -> None:
    text = (
        "A convoy of nine trucks left Taiz. Drivers said six trucks turned into rebel-held districts. "
        "The rebels said six trucks had moved out of districts held by the rebel army. Three trucks stayed in Taiz."
    )
    [group] = groups(
        parse(text),
        Line("movement", "left", "A convoy of nine trucks"),
        Line("movement", "turned", "six trucks", "drivers", "part of the convoy"),
        Line("movement", "moved", "six trucks", "rebels", "part of the convoy", nth=1),
        Line("presence", "stayed", "Three trucks", "", "part of the convoy"),
    )
    [clash] = group.contradictions
    assert list(group.balance.parts) == [6, 3]
    assert clash.field == "direction" and "rebel" in clash.why


def test_pieces_without_a_number_join_the_part_that_does_as_they_do(parse: Parse) -> None:
    text = (
        "The convoy of 17 coaches split near Sheikhan. One group stays in the valley and the other group headed north. "
        "Six coaches are stranded; 11 coaches drove off."
    )
    [group] = groups(
        parse(text),
        Line("split", "split", "The convoy of 17 coaches"),
        Line("presence", "stays", "One group", "guards", "part of the convoy"),
        Line("movement", "headed", "the other group", "guards", "part of the convoy"),
        Line("presence", "stranded", "Six coaches", "drivers", "part of the convoy"),
        Line("movement", "drove", "11 coaches", "drivers", "part of the convoy"),
    )
    assert group.balance.holds
    assert [state.part for state in group.states] == [None, 0, 1, 0, 1]


def test_parts_that_are_too_many_do_not_hold(parse: Parse) -> None:
    text = "A fleet of 10 boats sailed from Sfax. Seven boats crossed the strait and five boats returned to port."
    [group] = groups(
        parse(text),
        Line("movement", "sailed", "A fleet of 10 boats"),
        Line("movement", "crossed", "Seven boats", "", "part of the fleet"),
        Line("movement", "returned", "five boats", "", "part of the fleet"),
    )
    assert group.balance.holds is False


def test_parts_that_are_too_few_leave_it_open(parse: Parse) -> None:
    text = "A fleet of 10 boats sailed from Sfax. Four boats crossed the strait and five boats returned to port."
    [group] = groups(
        parse(text),
        Line("movement", "sailed", "A fleet of 10 boats"),
        Line("movement", "crossed", "Four boats", "", "part of the fleet"),
        Line("movement", "returned", "five boats", "", "part of the fleet"),
    )
    assert group.balance.holds is None


@pytest.mark.parametrize(
    "line",
    [
        Line("arrest", "stopped", "Two trucks"),
        Line("presence", "stood", "The shop"),
        Line("movement", "left", "A convoy", standing=Standing.PLANNED),
        Line("movement", "left", "A convoy"),
    ],
)
def test_a_noun_of_which_too_little_is_told_is_no_group(parse: Parse, line: Line) -> None:
    assert groups(parse("Two trucks were stopped. The shop stood open. A convoy left."), line) == ()


def test_two_convoys_with_names_stay_two(parse: Parse) -> None:
    text = "The aid convoy left Adre. The army convoy reached Kulbus. The aid convoy is stuck. The army convoy stays in Kulbus."
    found = groups(
        parse(text),
        Line("movement", "left", "The aid convoy", "", "aid convoy"),
        Line("movement", "reached", "The army convoy", "", "army convoy"),
        Line("presence", "stuck", "The aid convoy", "", "aid convoy", nth=1),
        Line("presence", "stays", "The army convoy", "", "army convoy", nth=1),
    )
    assert [group.name for group in found] == ["aid convoy", "army convoy"]
    assert [len(group.states) for group in found] == [2, 2]


def test_the_convoy_takes_up_the_buses_counted_before(parse: Parse) -> None:
    text = "Seventeen buses left the border on Monday. The convoy set off for Idlib."
    [group] = groups(parse(text), Line("movement", "left", "Seventeen buses"), Line("movement", "set off", "The convoy"))
    assert group.balance.whole == 17
    assert len(group.states) == 2


def test_a_whole_told_after_its_pieces_is_the_whole(parse: Parse) -> None:
    reading = parse("Six trucks are stuck at Dori. Eleven trucks went on to Djibo. The convoy of 17 trucks left on Monday.")
    (group,) = groups(
        reading,
        Line("presence", "stuck", "Six trucks", "driver"),
        Line("movement", "went on", "Eleven trucks", "driver"),
        Line("movement", "left", "The convoy of 17 trucks", "driver"),
    )
    assert (group.balance.whole, sorted(group.balance.parts), group.balance.holds) == (17, [6, 11], True)
    assert group.contradictions == ()


def test_two_figures_for_the_whole_contradict(parse: Parse) -> None:
    text = "A convoy of 12 buses left Goris, drivers said. The governor said the convoy of 15 buses left at dawn."
    [group] = groups(
        parse(text),
        Line("movement", "left", "A convoy of 12 buses", "drivers", "convoy"),
        Line("movement", "left at dawn", "the convoy of 15 buses", "governor", "convoy"),
    )
    assert [clash.field for clash in group.contradictions] == ["count"]


@pytest.mark.parametrize(("days", "fields"), [((1, 1), ["place"]), ((1, 5), []), ((None, None), [])])
def test_stays_far_apart_contradict_only_on_the_same_days(
    parse: Parse, days: tuple[int | None, int | None], fields: list[str]
) -> None:
    text = "The convoy is in Stepanakert, drivers said. The convoy waits in Goris, the governor said."
    dated = [date(2023, 9, day) if day else None for day in days]
    far = Point(GORIS.lat - 1, GORIS.lon)
    [group] = groups(
        parse(text),
        Line("presence", "is", "The convoy", "drivers", day=dated[0], place=("Stepanakert", STEPANAKERT)),
        Line("presence", "waits", "The convoy", "governor", day=dated[1], place=("Goris", far), nth=1),
    )
    assert [clash.field for clash in group.contradictions] == fields


def test_a_group_is_made_the_same_way_twice(parse: Parse) -> None:
    reading = parse(COLUMN)
    assert groups(reading, *SPLIT) == groups(reading, *SPLIT)


WHOLES = st.integers(2, 5000)


@given(WHOLES, st.integers(1, 4999))
def test_a_whole_and_its_two_parts_hold(whole: int, part: int) -> None:
    first, rest = Amount(float(part), None, None), Amount(float(whole - part), None, None)
    found = balance("buses", Amount(float(whole), None, None), [first, rest], None)
    assert found.holds is True


@given(WHOLES, st.lists(st.integers(1, 5000), min_size=2, max_size=5), st.sampled_from([None, 2, 3]))
def test_a_balance_never_holds_by_chance(whole: int, parts: list[int], pieces: int | None) -> None:
    found = balance("buses", Amount(float(whole), None, None), [Amount(float(part), None, None) for part in parts], pieces)
    assert (found.holds is True) == (sum(parts) == whole)
    if sum(parts) > whole:
        assert found.holds is False


@pytest.mark.parametrize("whole", [None, Amount(17, None, None)])
def test_nothing_is_known_of_fewer_than_two_parts(whole: Amount | None) -> None:
    assert balance("buses", whole, [Amount(6, None, None)], None).holds is None


@pytest.mark.parametrize("row", load_rows(Noun, "tacitus.groups", "bodies.toml"), ids=lambda row: row.id)
def test_every_noun_example_is_true(row: Noun, parse: Parse) -> None:
    assert row.yes
    for text, expected in [*((text, True) for text in row.yes), *((text, False) for text in row.no)]:
        levels = {level_of(form) for token in parse(text).tokens for form in (token.lemma, token.norm)}
        assert (row.level in levels) is expected, text


@pytest.mark.parametrize("row", load_rows(Way, "tacitus.groups", "bodies.toml", "way"), ids=lambda row: row.id)
def test_every_way_example_is_true(row: Way, parse: Parse) -> None:
    for text in row.yes:
        assert {token.lemma for token in parse(text).tokens} & way_words(row.way), text
    for text in row.no:
        assert not {token.lemma for token in parse(text).tokens} & way_words(row.way), text


@pytest.mark.parametrize("row", stances().values(), ids=lambda row: row.id)
def test_every_state_example_is_true(row: Stance, parse: Parse) -> None:
    for example in row.yes:
        text, _, trigger = example.partition(" => ")
        reading = parse(f"{text}. That convoy moves on.")
        [group] = groups(reading, Line(row.id, trigger, "convoy"), Line("movement", "moves", "That convoy"))
        assert [state.state for state in group.states] == [row.state, "moving"]


@pytest.mark.parametrize("row", load_rows(Compass, "tacitus.groups", "bodies.toml", "compass"), ids=lambda row: row.id)
def test_every_compass_example_is_true(row: Compass) -> None:
    assert row.yes
    for text in row.yes:
        assert row.id in {compass_points().get(word) for word in text.split()}


def test_an_empty_report_has_no_groups() -> None:
    reading = make_reading("Nothing moved.")
    assert follow(reading, Answers((), (), (), (), (), ()), ()) == ()
