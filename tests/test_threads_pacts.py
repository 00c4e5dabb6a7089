"""Agreements over many reports: which are one, terms with deeds, alleged breaches with denials, statuses."""

from dataclasses import replace
from datetime import date
from typing import Any

from tacitus.measures.geometry import box_ring
from tacitus.model.answers import Footprint, Point, Standing
from tacitus.model.entry import Entry, Named, Quote
from tacitus.model.interval import Interval
from tacitus.model.judgement import Judgement, Verdict
from tacitus.model.span import Span
from tacitus.model.thread import Clause, Deal, Pact
from tacitus.threads.pacts import pacts
from tests.test_threads import ARMY, FRONT, GAO, GOMA, KIDAL, KNOWN, claim, on

GUARD = Named("Chadian National Guard", id="guard-TD", kind="state military")
UNION = Named("Tubu Union", id="tubu-union", kind="rebel group")


def said(source: str, number: int, words: str, kind: str, by: tuple[Named, ...] = (), **slots: Any) -> Entry:
    """A claim whose trigger is `trigger` (else its first word)."""
    trigger = str(slots.pop("trigger", words.split()[0]))
    held = claim(source, number, words.split()[0], words, kind, by, trigger=trigger)
    return replace(held, **{"agents": (), "targets": (), **slots})


def deal(*claims: Entry, parties: tuple[Named, ...] = (), effective: int | None = None, clauses: tuple[Clause, ...] = ()) -> Deal:
    days = on(effective).days if effective else None
    name = f"agreement-{claims[0].report.text}"
    status = "in effect" if days else "agreed"
    return Deal(
        name, "ceasefire", parties, clauses, days, status, (), (), tuple(one.id for one in claims), None if days else "not told"
    )


def clause(words: str, start: int = 0, duty: str = "permits", leaves: bool = True) -> Clause:
    return Clause(duty, Quote(Span(start, start + len(words)), words), GAO if leaves else None, KIDAL if leaves else None)


TARGET = Named("the truce", Quote(Span(0, 9), "the truce"), known=KNOWN)


def truce() -> tuple[list[Deal], list[Entry]]:
    """Two papers tell of one truce; the front says that the army broke it, the army denies it; lorries leave Gao."""
    a = said("a", 1, "The truce took effect on Monday", "ceasefire", trigger="took effect", when=on(6))
    b = said("b", 1, "The truce began on Monday", "ceasefire", trigger="began", when=on(6))
    broken = "of violating the truce by shelling a school"
    breach = said("b", 2, broken, "violation", (FRONT,), trigger="violating", agents=(ARMY,), targets=(TARGET,))
    school = Named("a school", Quote(Span(35, 43), "a school"), known=KNOWN)
    act = said("b", 3, broken, "shelling", (FRONT,), trigger="shelling", agents=(ARMY,), targets=(school,), place=KIDAL)
    denied = replace(act, id="claim-denied", said_by=(act.said_by[0], ARMY), standing=Standing.DENIED)
    gone = claim("c", 1, "The lorries", "The lorries left Gao", when=on(7), place=GAO)
    freed = said("a", 2, "Gunmen freed nine soldiers", "evacuation", trigger="freed", agents=(FRONT,), when=on(8))
    terms = (clause("the transfer of fighters from Gao to Kidal"), clause("the release of prisoners", 60, "obliges", leaves=False))
    deals = [deal(a, parties=(ARMY, FRONT), effective=6, clauses=terms), deal(b, parties=(FRONT, ARMY), effective=6)]
    return deals, [a, b, breach, act, denied, gone, freed]


def one(deals: list[Deal], entries: list[Entry]) -> Pact:
    (pact,) = pacts(deals, entries)
    return pact


def test_two_parties_and_a_day_make_one_agreement_and_a_claim_of_the_same_report_belongs_to_it() -> None:
    pact = one(*truce())
    assert len(pact.members) == 3
    assert {"parties", "day", "told-together"} <= {reason.feature for reason in pact.reasons}
    assert {party.name for party in pact.parties} == {ARMY.name, FRONT.name}
    assert [(version.days, len(version.deals)) for version in pact.effective] == [(on(6).days, 2)]


def test_a_breach_has_who_alleges_it_against_whom_the_act_and_the_denial() -> None:
    (breach,) = one(*truce()).breaches
    assert (breach.voice.name, breach.against) == (FRONT.name, (ARMY.name,))
    assert len(breach.acts) == 1 and breach.place == KIDAL
    assert [voice.name for _, voice in breach.denials] == [ARMY.name]


def test_a_deed_is_tied_by_the_place_it_leaves_or_by_a_party_and_its_own_words() -> None:
    told = {term.duty: [deed.why for deed in term.deeds] for term in one(*truce()).terms}
    assert told == {"permits": ["transfer: at Gao"], "obliges": [f"release: by {FRONT.name}"]}


def test_what_was_done_before_it_took_effect_is_no_deed() -> None:
    deals, entries = truce()
    early = [replace(entry, when=on(2)) if entry.kind == "movement" else entry for entry in entries]
    assert {term.duty: len(term.deeds) for term in one(deals, early).terms}["permits"] == 0


def test_each_speaker_has_its_own_word_on_where_it_stands_and_there_is_no_verdict() -> None:
    pact = one(*truce())
    assert sorted((status.status, status.voice.name) for status in pact.statuses) == [
        ("in effect", "Paper a"),
        ("in effect", "Paper b"),
        ("said to be broken", FRONT.name),
    ]


def test_other_parties_are_another_agreement() -> None:
    deals, entries = truce()
    other = said("d", 1, "The truce took effect on Monday", "ceasefire", trigger="took effect", when=on(6))
    assert len(pacts([*deals, deal(other, parties=(GUARD, UNION), effective=6)], [*entries, other])) == 2


def test_two_agreements_that_one_report_tells_apart_stay_two() -> None:
    first = said("a", 1, "The truce took effect", "ceasefire", trigger="took effect", when=on(6))
    second = said("a", 2, "The truce took effect", "ceasefire", trigger="took effect", when=on(6))
    other = replace(deal(second, parties=(ARMY, FRONT), effective=6), id="agreement-other")
    assert len(pacts([deal(first, parties=(ARMY, FRONT), effective=6), other], [first, second])) == 2


def test_a_truce_of_may_is_not_that_of_september() -> None:
    deals, entries = truce()
    september = Interval.day(date(2024, 9, 6))
    assert len(pacts([deals[0], replace(deals[1], effective=september)], entries)) == 2


def test_versions_of_the_day_stand_side_by_side() -> None:
    deals, entries = truce()
    later = replace(deals[1], effective=on(7).days)
    assert [version.days for version in one([deals[0], later], entries).effective] == [on(6).days, on(7).days]


def test_the_same_term_in_two_wordings_is_one_term() -> None:
    deals, entries = truce()
    again = replace(deals[1], clauses=(clause("the transfer of the fighters and their families from Gao to Kidal"),))
    terms = one([deals[0], again], entries).terms
    assert [len(term.clauses) for term in terms] == [2, 1]


def test_whom_a_term_binds_and_what_to_are_one_clause() -> None:
    deals, entries = truce()
    pieces = (clause("the front", 10, "obliges", leaves=False), clause("to leave Gao", 20, "obliges", leaves=False))
    (term,) = one([replace(deals[0], clauses=pieces), deals[1]], entries).terms
    assert [part.quote.text for _, part in term.clauses] == ["the front to leave Gao"]


def test_a_person_parts_what_the_policy_joins() -> None:
    deals, entries = truce()
    assert len(pacts(deals, entries, [Judgement(deals[0].id, deals[1].id, Verdict.DIFFERENT, "a coder")])) == 2


def test_a_place_in_the_province_that_a_term_names_is_a_deed() -> None:
    deals, entries = truce()
    ring = box_ring((15.0, -2.0, 18.0, 1.0))
    province = replace(GAO, id="own:province", precision="province", footprint=Footprint(ring), point=Point(17.5, 0.9))
    terms = (replace(clause("the transfer of fighters from the region"), start=province, goal=None),)
    (term,) = one([replace(deals[0], clauses=terms), deals[1]], entries).terms
    assert [deed.why for deed in term.deeds] == ["transfer: at Gao"]


def test_a_place_far_from_the_term_is_no_deed() -> None:
    deals, entries = truce()
    away = [replace(entry, place=GOMA) if entry.kind == "movement" else entry for entry in entries]
    assert {term.duty: len(term.deeds) for term in one(deals, away).terms}["permits"] == 0
