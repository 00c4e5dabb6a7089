"""Agreements: parties, terms, the day, the opposed, alleged breaches; and every example of the table."""

from datetime import date

import pytest

from tacitus.agreements.deed import effective, status, terms_of
from tacitus.agreements.terms import agreements
from tacitus.agreements.words import Oblige, Start, Status, words
from tacitus.claims.bind import bind
from tacitus.model.answered import Answers
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tests.answers import NOTHING, what_of, when_of, where_of, who_of
from tests.conftest import Parse


def nouns(reading: Reading) -> frozenset[int]:
    return frozenset(token.index for token in reading.tokens if token.upos in ("NOUN", "PROPN") and words().kind(token.lemma))


@pytest.mark.parametrize("row", words().obliges, ids=lambda row: row.id)
def test_terms_of_the_table(row: Oblige, parse: Parse) -> None:
    for sentence in row.yes:
        reading = parse(sentence)
        found = terms_of(reading, NOTHING, nouns(reading))
        assert [term.obliges for term in found] == [row.duty], sentence
    for sentence in row.no:
        reading = parse(sentence)
        assert terms_of(reading, NOTHING, nouns(reading)) == (), sentence


@pytest.mark.parametrize("row", words().starts, ids=lambda row: row.id)
def test_starts_of_the_table(row: Start, parse: Parse) -> None:
    for sentence, begins in [*((yes, True) for yes in row.yes), *((no, False) for no in row.no)]:
        reading = parse(sentence)
        answers = Answers((), (when_of(reading, "4 May 2021", date(2021, 5, 4)),), (), (), (), ())
        day = effective(reading, answers, nouns(reading))
        assert day == (Interval.day(date(2021, 5, 4)) if begins else None), sentence


@pytest.mark.parametrize("row", words().statuses, ids=lambda row: row.id)
def test_statuses_of_the_table(row: Status, parse: Parse) -> None:
    for sentence, word in [*((yes, row.status) for yes in row.yes), *((no, "agreed") for no in row.no)]:
        reading = parse(sentence)
        assert status(reading, nouns(reading), None) == word, sentence


TEXT = (
    "The government signed a deal with the Northern Front on Sunday. "
    "The agreement allows the transfer of prisoners from Dessie to Mekele. "
    "It said the deal took effect on 4 May 2021. "
    "The Southern League rejected the agreement. "
    "The Northern Front accused the army of violating the truce."
)


def read(parse: Parse) -> tuple[Reading, Answers]:
    reading = parse(TEXT)
    whats = (
        what_of(reading, "signed a deal", "agreement", ("The government",)),
        what_of(reading, "rejected", "rejection", ("The Southern League",), ("the agreement",)),
        what_of(reading, "violating", "violation", ("the army",), ("the truce",)),
    )
    actors = (
        who_of(reading, "The government", kind="state government"),
        who_of(reading, "the Northern Front"),
        who_of(reading, "The Southern League"),
        who_of(reading, "the army", kind="state military"),
    )
    times = (when_of(reading, "4 May 2021", date(2021, 5, 4)),)
    places = (where_of(reading, "Dessie", 11.1, 39.6, "ET"), where_of(reading, "Mekele", 13.5, 39.5, "ET"))
    return reading, Answers(whats, times, places, actors, (), ())


def test_an_agreement_has_parties_terms_day_and_opposers(parse: Parse) -> None:
    reading, answers = read(parse)
    claims, _ = bind(reading, answers)
    (found,) = agreements(reading, answers, claims)
    assert {party.name for party in found.parties} == {"The government", "the Northern Front"}
    assert found.effective == Interval.day(date(2021, 5, 4)) and found.status == "in effect"
    assert [(term.obliges, term.from_place, term.to_place) for term in found.terms] == [("permits", 0, 1)]
    assert [party.name for party in found.opposed_by] == ["The Southern League"]
    assert found.breaches == (next(claim.id for claim in claims if claim.kind == "violation"),)


def test_without_a_claim_of_one_there_is_no_agreement(parse: Parse) -> None:
    reading = parse("The deal is good for farmers.")
    assert agreements(reading, NOTHING, ()) == ()
