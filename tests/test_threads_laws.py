"""Laws of bodies and agreements over many reports: order, repetition, growth and people's words."""

import time
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.model.entry import Entry
from tacitus.model.judgement import Judgement, Verdict
from tacitus.model.thread import Strand
from tacitus.threads.bodies import bodies
from tacitus.threads.pacts import pacts
from tests.test_threads import GAO, GOMA, KIDAL, claim, left, on, split, strand
from tests.test_threads_pacts import truce

VERDICTS = st.sampled_from(list(Verdict))


def report_of(place: int, number: int, day: int) -> tuple[Strand, list[Entry]]:
    """A report on a convoy, with a single claim beside its group."""
    source = f"r{place}"
    one = left(source, number, when=on(day), place=(GAO, KIDAL, GOMA)[place % 3])
    lone = claim(source, 2, "The lorries", "The lorries halted", "presence", published=f"2024-05-{day + 1:02}")
    return strand(f"{number} lorries", one, whole=number), [one, lone]


week = st.lists(st.tuples(st.sampled_from([12, 31]), st.integers(1, 27)), min_size=1, max_size=7)


@settings(max_examples=50)
@given(week, st.randoms(use_true_random=False), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), VERDICTS), max_size=4))
def test_bodies_do_not_depend_on_the_order_of_arrival(
    reports: list[tuple[int, int]], random: object, said: list[tuple[int, int, Verdict]]
) -> None:
    told = [report_of(place, number, day) for place, (number, day) in enumerate(reports)]
    strands, entries = [one for one, _ in told], [entry for _, held in told for entry in held]
    names = [one.id for one in strands]
    decided = [Judgement(names[a], names[b], verdict, "A") for a, b, verdict in said if a != b and max(a, b) < len(names)]
    first = bodies(strands, entries, decided)
    for held in (strands, entries):
        random.shuffle(held)  # type: ignore[attr-defined]
    assert bodies(strands, entries, decided) == first
    assert bodies([*strands, *strands], [*entries, *entries], decided) == first


@settings(max_examples=50)
@given(week)
def test_every_member_is_in_one_body_and_every_claim_is_told(reports: list[tuple[int, int]]) -> None:
    told = [report_of(place, number, day) for place, (number, day) in enumerate(reports)]
    found = bodies([one for one, _ in told], [entry for _, held in told for entry in held])
    members = [member for body in found for member in body.members]
    assert len(members) == len(set(members)) and {one.id for one, _ in told} <= set(members)
    for body in found:
        assert {phase.claim for phase in body.phases} == {claim for part in body.parts for claim in part.claims}
        assert {phase.part for phase in body.phases} <= {part.key for part in body.parts}


@settings(max_examples=40)
@given(st.integers(2, 6), st.data())
def test_a_persons_different_is_never_crossed(many: int, data: st.DataObject) -> None:
    entries = [left(f"r{place}") for place in range(many)]
    strands = [strand("31 lorries", one, whole=31) for one in entries]
    pairs = list(combinations([one.id for one in strands], 2))
    apart = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    found = bodies(strands, entries, [Judgement(*pair, Verdict.DIFFERENT, "A") for pair in apart])
    assert not any(set(pair) <= set(body.members) for pair in apart for body in found)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_a_split_and_a_truce_come_out_the_same_in_any_order(random: object) -> None:
    strands, entries = split()
    deals, claims = truce()
    first = bodies(strands, entries), pacts(deals, claims)
    for held in (strands, entries, deals, claims):
        random.shuffle(held)  # type: ignore[attr-defined]
    assert (bodies(strands, entries), pacts(deals, claims)) == first


def test_cost_grows_with_the_number_of_reports_and_not_with_its_square() -> None:
    """Reports of many bodies: four times as many may cost at most eight times as much, a square would be sixteen."""

    def cost(many: int) -> float:
        told = [report_of(place, 4 + place // 4 % 200, 1 + place % 27) for place in range(many)]
        strands, entries = [one for one, _ in told], [entry for _, held in told for entry in held]
        start = time.process_time()
        bodies(strands, entries)
        return time.process_time() - start

    cost(50)
    assert cost(1200) < 8 * max(cost(300), 0.05)
