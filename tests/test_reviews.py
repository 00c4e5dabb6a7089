"""What reviews make of a claim: the last of each coder holds, undo gives the very line back, coders who differ are not merged."""

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import InputError
from tacitus.format.entry import entry_of
from tacitus.format.review import review_json, review_of
from tacitus.model.review import SLOTS, Review
from tacitus.questions.what.rows import table
from tacitus.reviews.alpha import agreement, alpha
from tacitus.reviews.carry import carried
from tacitus.reviews.force import in_force, ordered
from tacitus.reviews.queue import Weight, queue, rows, weights_of
from tacitus.reviews.shape import shaped
from tacitus.reviews.view import is_rejected, nameless, reviewed
from tests.ledgers import Report
from tests.review_builders import lines, make_review, reading

TEXT = Report(1).readout.document.text
LINE = lines()[2]
BOMBING = {"type": "bombing", "codes": dict.fromkeys(("plover", "acled", "cameo", "ucdp"))}
SHELLING = {**BOMBING, "type": "shelling"}
KINDS = {key: {"plover": None, "acled": None, "cameo": None, "ucdp": None} for key in table().kinds}


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def value(slot: str, given: Any = None, *words: str) -> Any:
    return shaped(slot, given, [at(one) for one in words], TEXT, reading(), KINDS)


def test_nobody_reviewed_is_the_very_line() -> None:
    assert reviewed(LINE, ()) is LINE


def test_an_acceptance_marks_and_changes_nothing_else() -> None:
    told = reviewed(LINE, [make_review("1")])
    assert told.pop("review")["status"] == "accepted"
    assert told == LINE


def test_a_rejection_takes_the_claim_out() -> None:
    assert is_rejected(reviewed(LINE, [make_review("1", "reject", why="a film")]))
    assert not is_rejected(LINE)


def test_a_correction_says_that_it_is_one_and_who_made_it() -> None:
    told = reviewed(LINE, [make_review("abc", "correct", slot="type", value=BOMBING, why="from a lorry")])
    assert told["type"] == "bombing" and told["trigger"]["basis"] == "corrected" and told["trigger"]["rule"] == "review/abc"
    (mark,) = told["review"]["corrections"]
    assert (mark["slot"], mark["by"], mark["why"], mark["record"]) == ("type", "Ana", "from a lorry", "review-abc")
    assert entry_of(told).review == "corrected"
    assert "Ana" not in json.dumps(nameless(told))


def test_the_last_of_a_coder_holds() -> None:
    first = make_review("9", "correct", slot="type", value=BOMBING)
    later = make_review("1", "correct", at=5, slot="type", value=SHELLING, after=first.id)
    for order in permutations((first, later)):
        assert reviewed(LINE, order)["type"] == "shelling"


def test_within_a_second_and_by_a_clock_set_back_the_order_is_that_of_the_coder() -> None:
    first = make_review("9", "reject", at=7)
    later = make_review("1", "accept", at=7, after=first.id)
    last = make_review("0", "reject", at=2, after=later.id)
    assert reviewed(LINE, [later, first])["review"]["status"] == "accepted"
    assert reviewed(LINE, [last, later, first])["review"]["status"] == "rejected"


def test_undo_gives_back_what_held_before_and_in_the_end_the_bytes() -> None:
    one = make_review("1", "correct", slot="standing", value="planned")
    two = make_review("2", "correct", at=1, slot="standing", value="possible", after=one.id)
    undo_two = make_review("3", "undo", at=2, undoes=two.id, after=two.id)
    undo_one = make_review("4", "undo", at=3, undoes=one.id, after=undo_two.id)
    redo_one = make_review("5", "undo", at=4, undoes=undo_one.id, after=undo_one.id)
    assert reviewed(LINE, [one, two, undo_two])["standing"] == "planned"
    assert json.dumps(reviewed(LINE, [one, two, undo_two, undo_one])) == json.dumps(LINE)
    assert reviewed(LINE, [one, two, undo_two, undo_one, redo_one])["standing"] == "planned"


def test_nobody_takes_back_what_another_made() -> None:
    one = make_review("1", "reject")
    assert in_force([one, make_review("2", "undo", by="Ben", at=1, undoes=one.id)]) == (one,)


def test_two_coders_who_differ_are_shown_and_neither_is_taken() -> None:
    made = [
        make_review("1", "correct", slot="type", value=BOMBING),
        make_review("2", "correct", by="Ben", slot="type", value=SHELLING),
        make_review("3", "correct", by="Ben", at=1, slot="standing", value="planned"),
    ]
    told = reviewed(LINE, made)
    assert told["type"] == LINE["type"] and told["standing"] == "planned" and told["review"]["status"] == "disputed"
    (differ,) = told["review"]["disagreements"]
    assert [(side["by"], side["value"]["type"]) for side in differ["sides"]] == [("Ana", "bombing"), ("Ben", "shelling")]


def test_two_coders_who_agree_are_both_named() -> None:
    made = [make_review(str(n), "correct", by=by, slot="type", value=BOMBING) for n, by in enumerate(("Ana", "Ben"))]
    told = reviewed(LINE, made)
    assert told["type"] == "bombing" and [one["by"] for one in told["review"]["corrections"]] == ["Ana", "Ben"]


def test_accept_against_reject_takes_neither() -> None:
    told = reviewed(LINE, [make_review("1"), make_review("2", "reject", by="Ben")])
    assert told["review"]["status"] == "disputed" and not is_rejected(told)
    assert told["review"]["disagreements"][0]["slot"] == "verdict"


def test_an_acceptance_is_of_what_the_coder_saw() -> None:
    correction = make_review("1", "correct", slot="type", value=BOMBING)
    blind, after = make_review("2", by="Ben", at=1), make_review("3", by="Ben", at=1, value=[correction.id])
    assert reviewed(LINE, [correction, blind])["review"]["status"] == "disputed"
    assert reviewed(LINE, [correction, after])["type"] == "bombing"


_ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(("accept", "reject", "note", "bombing", "shelling", "undo")), st.sampled_from("AB"), st.integers(0, 3)
    ),
    max_size=9,
)


def _history(steps: list[tuple[str, str, int]]) -> list[Review]:
    """Reviews as coders make them, each after his last."""
    made: list[Review] = []
    for number, (what, by, second) in enumerate(steps):
        own = [one for one in made if one.by == by]
        more: dict[str, Any] = {"after": own[-1].id if own else None}
        if what in ("bombing", "shelling"):
            more |= {"slot": "type", "value": {**BOMBING, "type": what}}
        if what == "undo":
            if not own:
                continue
            more["undoes"] = own[-1].id
        action = "correct" if "slot" in more else what
        made.append(make_review(f"{number:x}", action, by, second, LINE, **more))
    return made


@given(_ACTIONS, st.randoms())
def test_the_order_of_the_records_does_not_matter(steps: list[tuple[str, str, int]], chance: Any) -> None:
    made = _history(steps)
    mixed = [*made, *made[:2]]
    chance.shuffle(mixed)
    assert json.dumps(reviewed(LINE, mixed)) == json.dumps(reviewed(LINE, made))


@given(_ACTIONS)
def test_undoing_all_gives_back_the_bytes(steps: list[tuple[str, str, int]]) -> None:
    made = _history(steps)
    for one in reversed(in_force(made)):
        own = [other for other in made if other.by == one.by]
        made.append(make_review(f"u{len(made)}", "undo", one.by, 9, LINE, undoes=one.id, after=own[-1].id))
    assert json.dumps(reviewed(LINE, made)) == json.dumps(LINE)


@given(_ACTIONS)
def test_a_review_is_json_and_back(steps: list[tuple[str, str, int]]) -> None:
    for one in _history(steps):
        assert review_of(one.id, json.loads(json.dumps(review_json(one)))) == one


# A newer reading


def test_a_review_follows_the_id_then_the_words() -> None:
    body, made = reading(), [make_review("1", "correct", slot="type", value=BOMBING)]
    assert list(carried(made, body["claims"], {body["text"]}).by_claim) == [LINE["id"]]
    renamed = [{**claim, "id": claim["id"] + "x"} for claim in body["claims"]]
    assert list(carried(made, renamed, {body["text"]}).by_claim) == [LINE["id"] + "x"]
    corrected = [{**claim, "type": "bombing"} if claim["id"].startswith(LINE["id"]) else claim for claim in renamed]
    assert list(carried(made, corrected, {body["text"]}).by_claim) == [LINE["id"] + "x"]


@pytest.mark.parametrize(
    ("claims", "texts", "why"),
    [
        ([], {"same"}, "no strike is read in these words any more"),
        ([("a", "toll", 336, 342)], {"same"}, "but toll"),
        ([("a", "strike", 100, 110)], {"same"}, "no strike"),
        ([("a", "strike", 336, 342)], {"other"}, "other words"),
        ([("a", "strike", 330, 342), ("b", "strike", 336, 350)], {"same"}, "any of a, b"),
    ],
)
def test_what_finds_no_claim_is_listed_with_the_reason(claims: list[tuple[str, str, int, int]], texts: set[str], why: str) -> None:
    text = LINE["report"]["text"]
    told = [{"id": key, "type": kind, "trigger": {"start": start, "end": end}} for key, kind, start, end in claims]
    put = carried([make_review("1")], told, {text if one == "same" else one for one in texts})
    assert not put.by_claim and why in put.orphans[0].why


# A corrected slot


def test_words_bring_what_the_reading_found_in_them() -> None:
    (army,) = value("agents", None, "the army")
    assert (army["name"], army["id"], army["text"]) == ("Sudanese Armed Forces", "actor-saf", "the army")
    place = value("place", None, "Tawila")
    assert (place["id"], place["lat"], place["precision"]) == ("geonames:366323", 13.5, "exact")
    assert value("when", None, "Monday")["from"] == "2023-06-12"
    assert value("counts", None, "Nine lorries")[0]["best"] == 9


def test_other_words_are_a_name_and_a_typed_value_goes_before() -> None:
    (party,) = value("targets", None, "400 families")
    assert (party["name"], party["id"], party["actor"]) == ("400 families", None, None)
    assert value("when", {"from": "2023-06-11", "to": "2023-06-11"}, "Monday")["from"] == "2023-06-11"
    assert value("place", None) is None and value("targets", []) == []


@pytest.mark.parametrize(
    ("slot", "given", "words", "why"),
    [
        ("colour", "red", (), "no such slot"),
        ("type", "lunch", (), "no kind of claim"),
        ("standing", "happening", (), "none of happened"),
        ("hedged", 1, (), "none of true"),
        ("agents", {"name": "Nobody"}, (), "words of the text"),
        ("agents", {"start": 3, "end": 900_000}, (), "no stretch of the text"),
        ("agents", {"start": 0, "end": 4, "text": "Whole"}, (), "the text says 'Part'"),
        ("agents", {"start": 0, "end": 4, "colour": 1}, (), "no colour can be given"),
        ("agents", "Gao", (), "list of JSON objects"),
        ("place", {"name": "Gao", "lat": 3}, (), "lat and lon together"),
        ("place", {"name": "Gao", "footprint": {"type": "Point"}}, (), "GeoJSON polygon"),
        ("when", None, ("The army",), "no day is read"),
        ("when", {"from": "2023-06-12", "to": "2023-06-11"}, (), "lies before"),
        ("when", {"from": "June"}, (), "a day like"),
        ("counts", None, ("The army",), "no number is read"),
        ("counts", {"low": 9, "high": 3}, ("The army",), "do not rise"),
        ("said_by", [], (), "somebody says it"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(slot: str, given: Any, words: tuple[str, ...], why: str) -> None:
    with pytest.raises(InputError, match=why) as refused:
        value(slot, given, *words)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("slot", [slot for slot in SLOTS if slot not in ("type", "standing", "hedged")])
def test_what_was_read_can_be_given_back_and_stays_a_claim(slot: str) -> None:
    for line in lines():
        given = line[slot]
        if given:
            told = reviewed(line, [make_review("1", "correct", claim=line, slot=slot, value=value(slot, given))])
            again, before = entry_of(told), entry_of(line)
            assert getattr(again, {"place": "place"}.get(slot, slot)) is not None
            assert [one.name for one in again.agents] == [one.name for one in before.agents]


# Agreement: the examples of Krippendorff (2011), sections A to C


@pytest.mark.parametrize(
    ("coders", "figure"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbcccEddd".lower()), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_gives_the_published_figures(coders: tuple[str, ...], figure: float) -> None:
    units = [[one for one in unit if one != "."] for unit in zip(*coders, strict=True)]
    assert alpha(units) == pytest.approx(figure, abs=0.0005)


def test_alpha_is_not_defined_where_nothing_varies_or_meets() -> None:
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([("a",), ("b",)]) is None
    assert alpha([("a", "a"), ("b", "b")]) == 1.0


def test_agreement_names_what_coders_differ_on() -> None:
    one, two, three = lines()[:3]
    made = {
        one["id"]: [make_review("1", claim=one), make_review("2", by="Ben", claim=one)],
        two["id"]: [make_review("3", claim=two), make_review("4", "reject", by="Ben", claim=two)],
        three["id"]: [
            make_review("5", "correct", claim=three, slot="type", value=BOMBING),
            make_review("6", by="Ben", claim=three),
        ],
    }
    found = agreement(made)
    assert found.coders == ("Ana", "Ben") and found.claims == 3
    assert [(one.about, one.units, one.same) for one in found.measures] == [("verdict", 3, 2), ("type", 2, 1)]
    assert {(one.claim, one.about) for one in found.differences} == {(two["id"], "verdict"), (three["id"], "type")}
    assert agreement(made, ["Ana"]).claims == 0


# The queue


def test_the_queue_says_why_and_leaves_out_what_was_judged() -> None:
    told = lines()
    weights = {told[4]["id"]: Weight("incident-1", 5, True, ("how many",))}
    first, *rest = queue(told, {}, weights)
    assert first.line["id"] == told[4]["id"] and first.points == 30 + 20 + 15 + 6
    assert any("contested" in why or "keeps apart" in why for why in first.why)
    assert [one.points for one in rest] == sorted((one.points for one in rest), reverse=True)
    assert queue(reversed(told), {}, weights) == (first, *rest)
    judged = {told[4]["id"]: [make_review("1", claim=told[4])]}
    assert told[4]["id"] not in {one.line["id"] for one in queue(told, judged, weights)}
    assert told[4]["id"] in {one.line["id"] for one in queue(told, judged, weights, by="Ben")}
    assert queue(told, {}, weights, most=1) == (first,)


def test_what_coders_differ_on_comes_back() -> None:
    made = {LINE["id"]: [make_review("1"), make_review("2", "reject", by="Ben")]}
    assert any("coders differ on verdict" in why for one in queue([LINE], made, {}) for why in one.why)
    assert not queue([LINE], made, {}, by="Ana")


def test_every_row_of_the_queue_says_something() -> None:
    assert all(row.points <= row.most and row.says for row in rows().values())


def test_weights_come_from_the_lines_of_incidents() -> None:
    version = {"claims": ["a"], "relations": [{"relates": "conflict"}]}
    versions = {"fields": [{"name": "how many", "versions": [version]}], "sums": [{"holds": False, "claims": ["b"]}]}
    found = weights_of([{"id": "incident-1", "claims": ["a", "b"], "contested": [{}], "versions": versions}])
    assert found["a"] == Weight("incident-1", 2, True, ("how many",)) and found["b"].conflicts == ("a sum that does not add up",)


def test_within_a_second_a_claim_s_own_reviews_keep_the_order_of_the_whole_report() -> None:
    one, other = lines()[1:3]
    words = (("d", one, "accept", ""), ("c", other, "note", "d"), ("b", one, "reject", "c"), ("a", one, "accept", "b"))
    made = [
        make_review(key, action, claim=claim, after=f"review-{after}" if after else None, why="w")
        for key, claim, action, after in words
    ]
    for reviews in (made, made[::-1]):
        put = carried(reviews, lines(), {one["report"]["text"]}).by_claim[one["id"]]
        assert [review.id for review in put] == [review.id for review in ordered(put)] == ["review-d", "review-b", "review-a"]
