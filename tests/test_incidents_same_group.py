"""Claims put together: the same incidents in any order, piece by piece as all at once, and people's word kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.incidents import pair as pairing
from tacitus.incidents.group import components, joined
from tacitus.incidents.human import decide
from tacitus.incidents.pair import Index
from tacitus.incidents.reconcile import incidents, reconcile, reconcile_new
from tacitus.incidents.sketch import Sketch
from tacitus.incidents.tables import shipped_policy
from tacitus.model.incident import TURNED, Incident, LinkKind, incident_id
from tacitus.model.judgement import Judgement, Verdict
from tests.telling_same import claim

POLICY = shipped_policy()
FIRST = datetime(2024, 4, 1, tzinfo=UTC)
PLACES = ("Kidal 18.44 1.41", "Gao 16.27 -0.04", "Menaka 15.92 2.40")
WORDS = ("kiosk", "banker", "quarry", "orchard", "turbine", "cellar", "lorry", "roof", "midwife", "gravel")

PARTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("strike", "bombing", "attack", "casualties", "condemnation")),
        "when": st.sampled_from(
            ("", "; when 2024-03-05", "; when 2024-03-06", "; when 2024-03-20", "; when 2024-03-01 2024-03-31")
        ),
        "at": st.sampled_from(("", *(f"; at {place}" for place in PLACES))),
        "by": st.sampled_from(("", "; by @wagner", "; by @jnim")),
        "killed": st.sampled_from(("", "; killed 4", "; killed 9")),
        "trigger": st.sampled_from(("; trigger bombed", "; trigger struck", "; trigger hit")),
        "told": st.sampled_from(("; told 2024-03-06", "; told 2024-03-07", "; told 2024-03-25")),
        "words": st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True),
        "report": st.integers(0, 4),
    }
)


def made(parts: list[dict[str, object]]) -> list[Sketch]:
    """Claims of drawn parts, their ids and reports numbered."""
    return [
        claim(
            f"{one['kind']}{one['when']}{one['at']}{one['by']}{one['killed']}{one['trigger']}{one['told']}"
            f"; words {' '.join(one['words'])}; about {' '.join(one['words'])}; report r{one['report']}",  # type: ignore[arg-type]
            f"claim-{number:02}",
        )
        for number, one in enumerate(parts)
    ]


CLAIMS = st.lists(PARTS, min_size=1, max_size=9).map(made)
VERDICTS = st.sampled_from((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
SAID = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), VERDICTS, st.sampled_from(("Ada", "Ben"))), max_size=5)


Told = list[tuple[int, int, Verdict, str]]


def said(told: Told) -> list[Judgement]:
    return [
        Judgement(
            f"claim-{left:02}",
            f"claim-{right:02}",
            verdict,
            by,
            ("seen",),
            None,
            datetime(2024, 4, 1, tzinfo=UTC) + timedelta(number),
        )
        for number, (left, right, verdict, by) in enumerate(told)
        if left != right
    ]


def sets(found: Iterable[Incident]) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in found}


@pytest.fixture(params=[64, 3])
def small_blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks as they are, and so small that those of a few claims are parted."""
    monkeypatch.setattr(pairing, "MOST", request.param)
    monkeypatch.setattr(pairing, "PIVOTS", min(request.param, 2))
    monkeypatch.setattr(pairing, "_KEYS", tuple((keys, min(most, request.param)) for keys, most in pairing._KEYS))


@settings(deadline=None, max_examples=60)
@given(CLAIMS, SAID, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_incidents(claims: list[Sketch], told: Told, mix: Random) -> None:
    judgements = said(told)
    whole = reconcile(claims, judgements, POLICY)
    mixed, mixed_said = list(claims), list(judgements)
    mix.shuffle(mixed)
    mix.shuffle(mixed_said)
    assert reconcile(mixed, mixed_said, POLICY) == whole
    assert reconcile([*mixed, *claims], mixed_said, POLICY) == whole, "a claim given twice is one claim"


@settings(deadline=None, max_examples=60)
@given(CLAIMS, SAID)
def test_every_claim_is_in_one_incident_and_people_are_not_overruled(claims: list[Sketch], told: Told) -> None:
    judgements = said(told)
    found = reconcile(claims, judgements, POLICY)
    assert sorted(one for incident in found for one in incident.claims) == sorted(one.id for one in claims)
    home = {one: incident.id for incident in found for one in incident.claims}
    force = decide(judgements)
    for left, right in force.apart:
        assert left not in home or home.get(left) != home.get(right)
    for left, right in force.together:
        assert left not in home or right not in home or home[left] == home[right]
    for incident in found:
        assert incident.id == incident_id(incident.claims)
        number = {one: place for place, one in enumerate(incident.claims)}
        held = [(number[one.left], number[one.right]) for one in incident.held]
        assert len(components(range(len(number)), held)) == 1, "what is held reaches every claim"


@settings(deadline=None, max_examples=60)
@given(CLAIMS, SAID)
def test_links_stand_on_both_sides_and_never_lead_home(claims: list[Sketch], told: Told) -> None:
    found = {incident.id: incident for incident in reconcile(claims, said(told), POLICY)}
    for incident in found.values():
        for link in incident.links:
            assert link.to != incident.id and link.left in incident.claims and link.right in found[link.to].claims
            assert (TURNED[link.kind], incident.id) in {(back.kind, back.to) for back in found[link.to].links}


@pytest.mark.usefixtures("small_blocks")
def test_piece_by_piece_is_as_all_at_once() -> None:
    @settings(deadline=None, max_examples=60)
    @given(CLAIMS, SAID, st.integers(0, 4))
    def law(claims: list[Sketch], told: Told, late: int) -> None:
        judgements = said(told)
        old = [one for one in claims if one.report != f"r{late}"]
        new = {one.id for one in claims if one.report == f"r{late}"}
        before = reconcile(old, judgements, POLICY)
        index = Index(claims, POLICY)
        changed = reconcile_new(index, new, judgements)
        gone = {one for incident in changed for one in incident.claims}
        kept = [incident for incident in before if not gone & set(incident.claims)]
        assert sorted([*kept, *changed], key=lambda one: one.id) == sorted(incidents(index, judgements), key=lambda one: one.id)

    law()


@settings(deadline=None, max_examples=60)
@given(CLAIMS, SAID)
def test_a_new_judgement_touches_what_it_names(claims: list[Sketch], told: Told) -> None:
    judgements = said(told)
    if not judgements:
        return
    index, last = Index(claims, POLICY), judgements[-1]
    before = tuple(incidents(index, judgements[:-1]))
    named = {one for one in last.pair if one in index.place}
    changed = reconcile_new(index, named, judgements)
    gone = {one for incident in changed for one in incident.claims}
    kept = [incident for incident in before if not gone & set(incident.claims)]
    assert sorted([*kept, *changed], key=lambda one: one.id) == sorted(incidents(index, judgements), key=lambda one: one.id)


# People's word

ALIKE = "strike; when 2024-03-05; at Kidal 18.44 1.41; trigger bombed; words kiosk banker; about kiosk banker"
FAR = "strike; when 2024-05-05; at Gao 16.27 -0.04; trigger bombed; words quarry orchard; about quarry orchard"


def three() -> list[Sketch]:
    """Two claims that the policy joins and one that it never would."""
    return [replace(claim(text, f"claim-{name}"), report=name) for name, text in (("a", ALIKE), ("b", ALIKE), ("c", FAR))]


def word(left: str, right: str, verdict: Verdict, by: str = "Ada", day: int = 1) -> Judgement:
    return Judgement(
        f"claim-{left}", f"claim-{right}", verdict, by, ("as the photographs show",), None, datetime(2024, 4, day, tzinfo=UTC)
    )


def test_the_policy_joins_and_says_why() -> None:
    found = reconcile(three(), (), POLICY)
    assert sets(found) == {frozenset({"claim-a", "claim-b"}), frozenset({"claim-c"})}
    held = found[0].held
    assert len(held) == 1 and held[0].verdict is Verdict.SAME and any("on the same day, 2024-03-05" in why for why in held[0].why)


def test_a_persons_same_is_kept_against_the_policy() -> None:
    found = reconcile(three(), [word("a", "c", Verdict.SAME)], POLICY)
    assert sets(found) == {frozenset({"claim-a", "claim-b", "claim-c"})} or frozenset({"claim-a", "claim-c"}) in sets(found)
    assert any(one.by == "Ada" for incident in found for one in incident.held)


def test_a_persons_different_is_kept_against_the_policy() -> None:
    assert len(reconcile(three(), [word("a", "b", Verdict.DIFFERENT)], POLICY)) == 3


def test_a_later_word_supersedes_an_earlier_one() -> None:
    both = [word("a", "b", Verdict.DIFFERENT, day=1), word("b", "a", Verdict.SAME, day=2)]
    assert sets(reconcile(three(), both, POLICY)) == sets(reconcile(three(), both[::-1], POLICY))
    assert frozenset({"claim-a", "claim-b"}) in sets(reconcile(three(), both, POLICY))


def test_two_people_who_differ_are_reported_and_nothing_is_guessed() -> None:
    both = [word("a", "b", Verdict.SAME), word("a", "b", Verdict.DIFFERENT, by="Ben")]
    found = reconcile(three(), both, POLICY)
    assert len(found) == 3 and [len(incident.contested) for incident in found] == [2, 2, 0]


def test_a_chain_of_same_between_two_that_differ_is_contested() -> None:
    chain = [
        word("a", "b", Verdict.SAME),
        word("b", "c", Verdict.SAME),
        word("a", "c", Verdict.DIFFERENT),
        word("c", "d", Verdict.SAME),
    ]
    force = decide(chain)
    assert force.contested == {("claim-a", "claim-b"), ("claim-b", "claim-c"), ("claim-a", "claim-c")}
    assert force.together == {("claim-c", "claim-d")} and force.apart == {("claim-a", "claim-c")}


def test_an_unsure_person_leaves_nothing_to_the_policy() -> None:
    assert len(reconcile(three(), [word("a", "b", Verdict.UNSURE)], POLICY)) == 3


# Links

THERE = "when 2024-03-05; at Kidal 18.44 1.41"


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (
            "casualties; when 2024-03-05; at Kidal 18.44 1.41; killed 5",
            "strike; when 2024-03-05; at Kidal 18.44 1.41",
            LinkKind.TOLL,
        ),
        (
            "strike; stands planned; when 2024-03-05; at Kidal 18.44 1.41",
            "strike; when 2024-03-05; at Kidal 18.44 1.41",
            LinkKind.PLAN,
        ),
        (
            "strike; when 2024-03-05; in ML; at Kidal 18.44 1.41; killed 5",
            "strike; when 2024-03-01 2024-03-31; in ML; at Mali wide 10 -12 25 4; killed 60",
            LinkKind.PART,
        ),
        ("condemnation; report r; at-text 0 50", "strike; report r; at-text 20 50; trigger bombed", LinkKind.ABOUT),
    ],
)
def test_what_belongs_together_and_is_two_is_linked(left: str, right: str, kind: LinkKind) -> None:
    one, other = reconcile([claim(left, "claim-a", "a"), claim(right, "claim-b", "b")], (), POLICY)
    assert [link.kind for link in one.links] == [kind] and [link.kind for link in other.links] == [TURNED[kind]]


def test_a_toll_belongs_to_the_nearest_deed_of_its_report() -> None:
    near = claim("strike; report r; at-text 0 50; trigger bombed", "claim-a")
    far = claim("shelling; report r; at-text 300 350; trigger shelled; when 2024-03-02", "claim-b")
    toll = claim("casualties; report r; at-text 60 90; killed 5", "claim-c")
    found = {incident.claims: incident for incident in reconcile([near, far, toll], (), POLICY)}
    assert [link.right for link in found[("claim-c",)].links] == ["claim-a"] and not found[("claim-b",)].links


# Grouping


def test_a_group_never_crosses_what_is_apart() -> None:
    points = {(0, 1): 30, (1, 2): 30, (0, 2): 5}
    assert joined(range(3), points) == [[0, 1, 2]]
    assert joined(range(3), points, apart=[(0, 2)]) == [[0, 1], [2]]
    assert joined(range(3), points, kept=[(0, 2)], apart=[(0, 1)]) == [[0, 2], [1]]


def test_one_weak_pair_does_not_chain_two_groups() -> None:
    points = {(0, 1): 40, (2, 3): 40, (1, 2): 8, (0, 2): -30, (1, 3): -30}
    assert joined(range(4), points, join=6) == [[0, 1], [2, 3]]


def test_a_large_block_is_compared_with_its_first() -> None:
    many = [replace(claim(ALIKE, f"claim-{number:03}"), report=f"r{number}") for number in range(200)]
    index = Index(many, POLICY)
    assert len(index.near(150)) <= pairing.MOST and len(index.near(0)) == 199
    assert [len(incident.claims) for incident in incidents(index, ())] == [200]
