"""Bodies over many reports: which groups are one, what is told of their parts, by whom, and who contradicts whom."""

from dataclasses import replace
from datetime import date

import pytest

from tacitus.model.answers import Counted, Point, Relation, Standing
from tacitus.model.entry import Entry, Known, Moment, Named, Quote, Site, Told
from tacitus.model.interval import Interval
from tacitus.model.judgement import Judgement, Verdict
from tacitus.model.span import Span
from tacitus.model.thread import Body, Step, Strand
from tacitus.threads.bodies import bodies
from tests.entry_builders import entry, report

KNOWN = Known("stated", "test/by-hand")
ARMY = Named("Malian Armed Forces", id="military-ML", kind="state military", aliases=("Malian army",))
FRONT = Named("Azawad Front", id="azawad-front", kind="rebel group", aliases=("AZF fighters",))
DAY = date(2024, 5, 6)


def on(day: int, last: int | None = None) -> Moment:
    days = Interval(date(2024, 5, day), date(2024, 5, last or day))
    return Moment(days, None, None, "day", False, KNOWN)


def at(name: str, lat: float, lon: float, relation: Relation | None = None) -> Site:
    return Site(name, Quote(Span(0, len(name)), name), f"own:{name}", "town", Point(lat, lon), "ML", "exact", relation, None, KNOWN)


GAO, KIDAL, GOMA = at("Gao", 16.27, -0.04), at("Kidal", 18.44, 1.41), at("Goma", -1.68, 29.22)


def lorries(number: float, index: int, start: int, part_of: int | None = None) -> Told:
    words = Quote(Span(start, start + 2), f"{number:g}")
    who = Counted(None, None, None, None)
    return Told(words, None, "vehicles", "lorries", who, None, number, None, None, index, part_of, KNOWN)


def claim(
    source: str,
    number: int,
    who: str,
    words: str,
    kind: str = "movement",
    by: tuple[Named, ...] = (),
    many: float | None = None,
    whole: float | None = None,
    when: Moment | None = None,
    place: Site | None = None,
    published: str = "2024-05-09",
    trigger: str | None = None,
    standing: Standing = Standing.HAPPENED,
) -> Entry:
    """A claim of which `who` is the body; `many` is the number in its words, `whole` what that is part of."""
    start = words.index(who)
    named = Named(who, Quote(Span(start, start + len(who)), who), known=KNOWN)
    counts: tuple[Told, ...] = (lorries(many, 10 * number, start, 10 * number + 1 if whole else None),) if many else ()
    counts += (lorries(whole, 10 * number + 1, start + 3),) if whole else ()
    told = entry(
        report(source, published, publisher=f"Paper {source}"), kind, by, number=number, words=words, when=when, place=place
    )
    role = "targets" if kind in ("obstruction", "strike", "attack", "aid") else "agents"
    done = trigger or words[start + len(who) :].split()[0]
    moved = Quote(Span(words.index(done), words.index(done) + len(done)), done)
    held = replace(told, counts=counts, trigger=moved, standing=standing)
    return replace(held, targets=(named,)) if role == "targets" else replace(held, agents=(named,))


def strand(name: str, *claims: Entry, whole: float | None = None, parts: tuple[float | None, ...] = ()) -> Strand:
    """A group of one report; a claim's number that is one of the parts is of that part."""
    steps = []
    for one in claims:
        best = next((told.best for told in one.counts), None)
        part = parts.index(best) if best in parts and best is not None else None
        steps.append(Step(one.id, "moving" if one.kind == "movement" else "staying", part, best))
    figures = frozenset(told.count for one in claims for told in one.counts)
    return Strand(f"group-{claims[0].report.text}-{name}", name, (), tuple(steps), whole, "lorries", parts, figures)


def left(source: str, number: float = 31, who: str = "lorries", when: Moment | None = None, place: Site | None = GAO) -> Entry:
    words = f"{number:g} {who} left at dawn"
    return claim(source, 1, f"{number:g} {who}", words, many=number, when=when or on(6), place=place, trigger="left")


def judged(left: str, right: str, verdict: Verdict, by: str = "a coder") -> Judgement:
    return Judgement(left, right, verdict, by)


def followed(*pairs: tuple[Strand, tuple[Entry, ...]], decided: tuple[Judgement, ...] = ()) -> tuple[Body, ...]:
    return bodies([one for one, _ in pairs], [one for _, held in pairs for one in held], decided)


def test_the_same_number_on_the_same_day_is_one_body() -> None:
    one, other = left("a"), left("b")
    (body,) = followed((strand("31 lorries", one, whole=31), (one,)), (strand("convoy of 31 lorries", other, whole=31), (other,)))
    assert len(body.members) == 2
    assert {"number", "start", "noun"} <= {reason.feature for reason in body.reasons}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("aid convoy", claim("b", 1, "The armoured convoy", "The armoured convoy left Gao", when=on(6), place=GAO)),
        ("aid convoy", claim("b", 1, "The aid convoy", "The aid convoy left Goma", when=on(6), place=GOMA)),
        ("aid convoy", claim("b", 1, "The aid convoy", "The aid convoy left", when=on(6, 6), place=None)),
    ],
    ids=["other freight", "too far to have gone", "nothing of its own but its name"],
)
def test_what_speaks_against_keeps_two_bodies_apart(name: str, other: Entry) -> None:
    one = claim("a", 1, "The aid convoy", "The aid convoy halted in Gao", when=on(8) if other.place is None else on(6), place=GAO)
    assert len(followed((strand(name, one), (one,)), (strand("convoy", other), (other,)))) == 2


def test_a_convoy_of_may_is_not_one_of_august() -> None:
    one, other = left("a"), claim("b", 1, "31 lorries", "31 lorries left", many=31, published="2024-08-09", place=GAO)
    assert len(followed((strand("31 lorries", one, whole=31), (one,)), (strand("31 lorries", other, whole=31), (other,)))) == 2


def test_different_numbers_of_the_same_things_are_two() -> None:
    one, other = left("a", 31), left("b", 12)
    assert len(followed((strand("31 lorries", one, whole=31), (one,)), (strand("12 lorries", other, whole=12), (other,)))) == 2


def test_a_single_claim_of_another_report_joins_but_alone_makes_no_body() -> None:
    one, lone = left("a"), left("b")
    (body,) = bodies([strand("31 lorries", one, whole=31)], [one, lone])
    assert lone.id in body.members
    assert bodies([], [lone]) == ()


def test_single_claims_of_two_reports_make_a_body() -> None:
    assert [len(body.members) for body in bodies([], [left("a"), left("b")])] == [2]


def test_its_lorries_are_those_of_the_convoy_told_before() -> None:
    whole = claim("a", 1, "A relief convoy", "A relief convoy left Gao", when=on(6), place=GAO)
    lone = claim("a", 2, "Its 31 lorries", "Its 31 lorries stopped", kind="presence", many=31)
    (body,) = bodies([strand("relief convoy", whole)], [whole, lone])
    assert lone.id in body.members and body.parts[0].number == 31


def split() -> tuple[list[Strand], list[Entry]]:
    """The army has 9 of 31 lorries stuck and 22 gone on; the front says that the 22 turned back; a monitor counts 25 gone."""
    start = left("a")
    stuck = claim("a", 2, "9 lorries", "9 lorries are stuck", "presence", (ARMY,), many=9, place=KIDAL, trigger="stuck")
    gone = claim("a", 3, "22 others", "the 22 others lorries crossed the river", by=(ARMY,), many=22, trigger="crossed")
    back = claim(
        "b", 1, "22 of the 31 lorries", "22 of the 31 lorries turned back to Gao", by=(FRONT,), many=22, trigger="turned back"
    )
    set_out = replace(left("b"), id="claim-b-start")
    more = claim("c", 1, "25 of the lorries", "25 of the lorries went on", by=(Named("Sahel Monitor"),), many=25, trigger="went on")
    first = replace(left("c"), id="claim-c-start")
    strands = [
        strand("31 lorries", start, stuck, gone, whole=31, parts=(9, 22)),
        strand("31 lorries", set_out, back, whole=31, parts=(22,)),
        strand("31 lorries", first, more, whole=31, parts=(25,)),
    ]
    return strands, [start, stuck, gone, back, set_out, more, first]


def test_each_speaker_has_a_sum_of_its_own() -> None:
    (body,) = bodies(*split())
    sums = {(one.voice, one.whole, one.parts, one.holds, one.why) for one in body.balances if one.parts}
    assert ("Malian Armed Forces", 31, (9, 22), True, "adds up") in sums
    assert ("Sahel Monitor", 31, (25,), None, "6 of 31 not told of") in sums
    assert not any(voice == "Paper a" for voice, *_ in sums)


def test_splits_are_edges_with_numbers_and_claims() -> None:
    (body,) = bodies(*split())
    edges = {(flow.voice, flow.goal, flow.number) for flow in body.flows}
    assert ("Malian Armed Forces", "part-9", 9) in edges and ("Azawad Front", "part-22", 22) in edges
    assert all(flow.claims for flow in body.flows)


def test_speakers_contradict_each_other_in_direction_and_number() -> None:
    (body,) = bodies(*split())
    told = {(one.field, one.why) for one in body.contradictions}
    assert any(field == "direction" and "Azawad Front" in why and "Malian Armed Forces" in why for field, why in told)
    assert ("number", "Malian Armed Forces has 22 moving, Sahel Monitor 25") in told


def test_two_parts_for_which_the_whole_has_room_contradict_nobody() -> None:
    start, other = left("a"), left("b")
    nine = claim("a", 2, "9 of the lorries", "9 of the lorries crossed the river", by=(ARMY,), many=9, trigger="crossed")
    back = claim("b", 2, "15 of the lorries", "15 of the lorries turned back", by=(FRONT,), many=15, trigger="turned back")
    (body,) = bodies([strand("31 lorries", start, whole=31), strand("31 lorries", other, whole=31)], [start, other, nine, back])
    assert {part.key for part in body.parts} == {"whole", "part-9", "part-15"} and body.contradictions == ()


def test_a_speaker_never_contradicts_itself() -> None:
    strands, entries = split()
    one_voice = [replace(one, said_by=(one.said_by[0], ARMY)) for one in entries]
    (body,) = bodies(strands, one_voice)
    assert body.contradictions == ()


def test_what_is_denied_is_told_as_denied_and_contradicts_who_tells_it() -> None:
    start, hit = left("a"), claim("a", 2, "the lorries", "Drones hit the lorries", "strike", (FRONT,), trigger="hit")
    other = left("b")
    no = claim("b", 2, "the lorries", "It had not hit the lorries", "strike", (ARMY,), trigger="hit", standing=Standing.DENIED)
    (body,) = bodies([strand("31 lorries", start, whole=31), strand("31 lorries", other, whole=31)], [start, hit, other, no])
    assert [phase.denied for phase in body.phases if phase.claim == no.id] == [True]
    assert any(one.field == "status" and "Malian Armed Forces denies it" in one.why for one in body.contradictions)


def test_a_person_joins_and_parts_what_the_policy_would_not() -> None:
    one, other = left("a"), left("b")
    pairs = ((strand("31 lorries", one, whole=31), (one,)), (strand("31 lorries", other, whole=31), (other,)))
    keys = pairs[0][0].id, pairs[1][0].id
    assert len(followed(*pairs, decided=(judged(*keys, Verdict.DIFFERENT),))) == 2
    far = left("c", 12, place=GOMA)
    apart = (pairs[0], (strand("12 lorries", far, whole=12), (far,)))
    (body,) = followed(*apart, decided=(judged(apart[1][0].id, keys[0], Verdict.SAME),))
    assert [reason.feature for reason in body.reasons] == ["person"]


def test_where_people_differ_the_different_holds_and_an_unsure_pair_is_not_joined_by_the_policy() -> None:
    one, other = left("a"), left("b")
    pairs = ((strand("31 lorries", one, whole=31), (one,)), (strand("31 lorries", other, whole=31), (other,)))
    keys = pairs[0][0].id, pairs[1][0].id
    both = (judged(*keys, Verdict.SAME, "Amina"), judged(*keys, Verdict.DIFFERENT, "Brahim"))
    assert len(followed(*pairs, decided=both)) == 2
    assert len(followed(*pairs, decided=(judged(*keys, Verdict.UNSURE),))) == 2


def test_a_chain_of_same_does_not_carry_across_a_different() -> None:
    entries = [left(source, number) for source, number in (("a", 31), ("b", 12), ("c", 50))]
    strands = [strand(f"{one.counts[0].best:g} lorries", one, whole=one.counts[0].best) for one in entries]
    a, b, c = (one.id for one in strands)
    chain = [judged(a, b, Verdict.SAME), judged(b, c, Verdict.SAME), judged(a, c, Verdict.DIFFERENT)]
    assert len(bodies(strands, entries, chain)) == 3


def test_a_difference_is_never_crossed_by_a_third() -> None:
    entries = [left(source) for source in "abc"]
    strands = [strand("31 lorries", one, whole=31) for one in entries]
    found = bodies(strands, entries, [judged(strands[0].id, strands[1].id, Verdict.DIFFERENT)])
    assert not any({strands[0].id, strands[1].id} <= set(body.members) for body in found)


def test_the_id_holds_while_the_body_grows() -> None:
    entries = sorted((left(source) for source in "abcd"), key=lambda one: one.report.text)
    strands = [strand("31 lorries", one, whole=31) for one in entries]
    first, later = bodies(strands[:2], entries[:2]), bodies(strands, entries)
    assert len(later) == 1 and first[0].id == later[0].id


def test_a_claim_that_is_gone_leaves_the_body_without_it() -> None:
    strands, entries = split()
    (body,) = bodies(strands, [one for one in entries if one.kind != "presence"])
    assert {phase.claim for phase in body.phases} == {one.id for one in entries if one.kind != "presence"}


def test_a_merge_names_what_is_joined() -> None:
    one, other = left("a"), left("b")
    words = "The lorries joined a column of tanks"
    joined = claim("a", 2, "The lorries", words, kind="merge", trigger="joined")
    column = Named("column of tanks", Quote(Span(21, 36), "column of tanks"), known=KNOWN)
    met = replace(joined, targets=(column,))
    held = strand("31 lorries", one, met, whole=31)
    (body,) = bodies([held, strand("31 lorries", other, whole=31)], [one, met, other])
    assert [(flow.kind, flow.goal) for flow in body.flows if flow.kind == "merge"] == [("merge", "column of tanks")]
