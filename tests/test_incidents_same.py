"""Two claims held against each other: the rows of policy.toml, the words of words.toml, and what a judgement says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tacitus.errors import TableError
from tacitus.format.entry import entry_of
from tacitus.incidents.compare import compare, fired, points, reaches, senses
from tacitus.incidents.judge import judge, linked
from tacitus.incidents.sketch import Sketch, sketch, sketches, trigger_stems
from tacitus.incidents.stems import stem, weight
from tacitus.incidents.tables import (
    PACKAGE,
    Common,
    Family,
    Irregular,
    Light,
    LinkRow,
    Policy,
    Row,
    Sense,
    policy_of,
    sense_rows,
    shipped_policy,
)
from tacitus.model.answers import Standing
from tacitus.model.judgement import Judgement, Verdict
from tacitus.rules.table import load_rows
from tests.telling_same import claim, pair

POLICY = shipped_policy()
ROWS = load_rows(Row, PACKAGE, "policy.toml")
LINKS = load_rows(LinkRow, PACKAGE, "policy.toml", "link")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_fires_on_its_examples_and_not_on_the_others(row: Row) -> None:
    assert row.yes, "a row needs an example"
    for example in row.yes:
        left, right = pair(example)
        assert row.id in fired(left, right, POLICY) and row.id in fired(right, left, POLICY)
    for example in row.no:
        assert row.id not in fired(*pair(example), POLICY)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_an_agreement_never_speaks_against_and_a_conflict_never_for(row: Row) -> None:
    assert row.origin in ("learned", "set")
    assert row.points >= 0 or row.state != "agree"
    assert row.points <= 0 or row.state != "conflict"


@pytest.mark.parametrize("row", LINKS, ids=lambda row: row.id)
def test_a_link_holds_for_its_examples_one_way_round(row: LinkRow) -> None:
    for example in row.yes:
        left, right = pair(example)
        assert linked(left, right, POLICY) == row
        assert linked(right, left, POLICY) is None
    for example in row.no:
        assert linked(*pair(example), POLICY) is None


@pytest.mark.parametrize("row", load_rows(Family, PACKAGE, "policy.toml", "family"), ids=lambda row: row.id)
def test_a_family_has_its_kinds(row: Family) -> None:
    assert all(POLICY.family(kind) == row.id for kind in row.yes) and not any(POLICY.family(kind) == row.id for kind in row.no)
    assert POLICY.family("a kind of one's own") == "a kind of one's own"


@pytest.mark.parametrize("row", sense_rows(), ids=lambda row: row.id)
def test_the_words_of_a_sense_share_it(row: Sense) -> None:
    for example in row.yes:
        left, right = example.split(" ~ ")
        assert row.id in senses(trigger_stems(left)) & senses(trigger_stems(right))
    for example in row.no:
        left, right = example.split(" ~ ")
        assert row.id not in senses(trigger_stems(left)) & senses(trigger_stems(right))


def test_light_words_stand_only_where_nothing_else_does() -> None:
    for row in load_rows(Light, PACKAGE, "words.toml", "light"):
        for example in row.yes:
            assert trigger_stems(f"{example} shelling") == ("shell",)
            assert bool(trigger_stems(example)) != row.empty
    assert trigger_stems("carried out 26 strikes") == ("strik",)


def test_irregular_forms_come_home() -> None:
    for row in load_rows(Irregular, PACKAGE, "words.toml", "irregular"):
        for example in row.yes:
            assert len({stem(word) for word in example.split(" ~ ")}) == 1


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    seen: set[str] = set()
    for row in load_rows(Common, PACKAGE, "common.toml"):
        assert all(weight(word) == row.weight for word in row.words.split())
        assert all(weight(stem(word)) == row.weight for word in row.yes)
        assert not seen & set(row.words.split())
        seen |= set(row.words.split())
    assert weight("the") < weight(stem("year")) < weight("mayadin")


def test_the_sum_is_the_sum_of_its_reasons() -> None:
    left, right = pair("strike; when 2024-03-05; at Kidal 18.44 1.41; killed 5 ~ strike; when 2024-03-05; killed 7")
    features = compare(left, right, POLICY)
    total = POLICY.base + sum(feature.points for feature in features)
    assert points(left, right, POLICY) == points(right, left, POLICY) == total == judge(left, right, POLICY).weight
    assert {feature.row for feature in features} >= {"kind-same", "when-same", "where-silent", "count-other"}


@pytest.mark.parametrize("example", [example for row in ROWS for example in row.yes])
def test_the_short_way_gives_what_the_long_way_gives(example: str) -> None:
    left, right = pair(example)
    total = points(left, right, POLICY)
    assert reaches(left, right, POLICY, total) and not reaches(left, right, POLICY, total + 1)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "strike; when 2024-03-05; at Kidal 18.44 1.41; trigger air strike; killed 5; report a; about kiosk banker "
            "~ bombing; also strike; when 2024-03-05; at Kidal 18.44 1.41; trigger bombed; killed 7; report b; about kiosk banker",
            Verdict.SAME,
        ),
        (
            "strike; when 2024-03-05; at Kidal 18.44 1.41; trigger strike "
            "~ strike; when 2024-05-05; at Kidal 18.44 1.41; trigger strike",
            Verdict.DIFFERENT,
        ),
        (
            "strike; when 2024-03-05; at Kidal 18.44 1.41; trigger strike "
            "~ strike; when 2024-03-05; at Gao 16.27 -0.04; trigger strike",
            Verdict.DIFFERENT,
        ),
        ("strike; when 2024-03-05; at Kidal 18.44 1.41 ~ aid; when 2024-03-05; at Kidal 18.44 1.41", Verdict.DIFFERENT),
    ],
)
def test_a_judgement_says_same_or_different(text: str, verdict: Verdict) -> None:
    assert judge(*pair(text), POLICY).verdict is verdict


def test_a_denial_of_a_strike_is_about_the_same_strike() -> None:
    told = "strike; when 2024-03-05; at Kidal 18.44 1.41; trigger bombed; about kiosk banker"
    left, right = pair(f"{told} ~ {told}; stands denied")
    judgement = judge(left, right, POLICY)
    assert judgement.verdict is Verdict.SAME and any("denies" in why for why in judgement.why)


def test_a_judgement_is_the_same_from_either_side_and_keeps_its_moment() -> None:
    left, right = pair("strike; when 2024-03-05 ~ strike; when 2024-03-05")
    at = datetime(2024, 3, 9, tzinfo=UTC)
    assert judge(left, right, POLICY, at) == judge(right, left, POLICY, at)
    assert judge(left, right, POLICY, at).at == at and judge(left, right, POLICY).by == "policy"


def test_a_claim_is_not_judged_against_itself() -> None:
    with pytest.raises(ValueError, match="two claims"):
        Judgement("a", "a", Verdict.SAME, "policy")


def test_reasons_are_words_a_coder_understands() -> None:
    left, right = pair("strike; at Kidal 18.44 1.41; by @wagner; killed 5 ~ strike; at Essouk 18.76 1.88; by @wagner; killed 5")
    why = " / ".join(feature.why for feature in compare(left, right, POLICY))
    assert "Kidal and Essouk are 61 km apart" in why and "by the same (wagner)" in why and "the same figure (5 killed)" in why


def test_a_wrong_policy_is_refused() -> None:
    wrong = replace(ROWS[0], state="perhaps")
    limits = dict.fromkeys(("base", "same", "different", "never", "join", "unseen", "linked"), 0)
    with pytest.raises(TableError, match="none of agree"):
        policy_of((wrong,), {}, (), limits)
    with pytest.raises(TableError, match="check join"):
        policy_of(ROWS, {}, (), {name: 0 for name in limits if name != "join"})


# From an entry


def line(**changes: Any) -> dict[str, Any]:
    """A line as `tacitus claims --json` prints it."""
    told: dict[str, Any] = {
        "format": "tacitus-claim/1", "id": "claim-1", "number": 1, "type": "strike", "standing": "happened", "hedged": False,
        "report": {
            "document": "d", "text": "t", "reading": "r", "key": "k", "uri": "u", "title": "Market hit in Hodeidah",
            "publisher": "Outlet", "agency": None, "published": {"from": "2024-03-06", "to": "2024-03-06", "basis": "given"},
        },
        "codes": {"plover": None, "acled": None, "cameo": None, "ucdp": None},
        "trigger": {"start": 10, "end": 16, "text": "struck", "rule": "what/air"},
        "evidence": {"start": 0, "end": 60, "text": "Jets struck the fish market of Hodeidah on Tuesday, killing at least four"},
        "said_by": [{"name": "Outlet", "span": None, "id": None, "kind": None, "country": None, "aliases": []}],
        "agents": [{
            "name": "the jets", "start": 0, "end": 4, "text": "Jets", "id": "actor-0a", "kind": "aircraft", "country": None,
            "aliases": [], "basis": "stated", "rule": "who/x",
        }],
        "targets": [],
        "counts": [{
            "start": 50, "end": 54, "text": "four", "outcome": "killed", "kind": "people", "unit": None,
            "who": {"side": None, "status": None, "sex": None, "age": None}, "low": 4, "best": 4, "high": None,
            "hedge": "at least", "count": 3, "part_of": None, "basis": "stated", "rule": "h",
        }],
        "place": {
            "name": "Al Hudaydah", "start": 31, "end": 39, "text": "Hodeidah", "id": "geonames:79415", "kind": "city",
            "lat": 14.8, "lon": 42.95, "country": "YE", "precision": "exact", "relation": None, "footprint": None,
            "role": "literal", "basis": "stated", "rule": "where/name",
        },
        "when": {
            "from": "2024-03-05", "to": "2024-03-05", "start": 43, "end": 50, "text": "Tuesday", "value": "2024-03-05",
            "grain": "day", "approximate": False, "basis": "derived", "rule": "when/weekday",
        },
        "instruments": [], "cause_of": [], "effect_of": [], "also": ["attack"], "triggers": [], "blanks": {}, "confidence": 1.0,
    }  # fmt: skip
    return told | changes


def test_a_sketch_keeps_what_comparing_needs() -> None:
    made = sketch(entry_of(line()))
    assert (made.kind, made.also, made.standing) == ("strike", ("attack",), Standing.HAPPENED)
    assert made.first == made.last == date(2024, 3, 5).toordinal() and made.told == date(2024, 3, 6).toordinal()
    assert made.ground and made.ground.country == "YE" and not made.ground.wide
    assert made.agents == ("~jet",) and made.figures[0][:2] == ("killed", 4.0) and made.counted == (3,)
    assert made.trigger == ("strik",) and "hodeidah" in made.words and made.voice == "Outlet"


def test_the_claims_of_a_report_share_what_it_is_about() -> None:
    one, other = sketches([entry_of(line()), entry_of(line(id="claim-2"))])
    assert one.about is other.about and "Hodeidah" in one.about and one.story == other.story


def test_what_an_entry_does_not_say_stays_empty() -> None:
    made = sketch(entry_of(line(place=None, when=None, counts=[], agents=[])))
    assert made.ground is None and made.first is None and not made.figures and not made.agents
    assert made == replace(made, also=("attack",)) and isinstance(made, Sketch) and isinstance(POLICY, Policy)


def test_the_builder_of_examples_reads_every_word() -> None:
    made = claim("strike; also attack; by @wagner; to ~village; in ML; at Kidal 18.44 1.41; injured 3; told 2024-03-06")
    assert made.ground and made.ground.country == "ML" and made.figures == (("injured", 3.0, 3.0),)
    with pytest.raises(KeyError):
        claim("strike; wherever Kidal")
