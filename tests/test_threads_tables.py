"""The tables of bodies and agreements over many reports: every example of every row."""

from dataclasses import replace

import pytest

from tacitus.model.answers import Standing
from tacitus.rules.table import load_rows
from tacitus.threads.pacts import stand_of
from tacitus.threads.tables import (
    PACKAGE,
    Called,
    Doing,
    Freight,
    Noun,
    Small,
    Stance,
    Stand,
    Use,
    Way,
    called,
    doings,
    freight_in,
    holds_words,
    kinds_called,
    mark,
    nouns,
    nouns_in,
    policy,
    stances,
    stands,
    uses,
    ways,
    words_of,
)
from tacitus.threads.terms import tells
from tests.entry_builders import entry, quote


def by_id(row: object) -> str:
    return str(getattr(row, "id", row))


@pytest.mark.parametrize("row", nouns().values(), ids=by_id)
def test_nouns_of_bodies(row: Noun) -> None:
    assert all(row.id in nouns_in([text]) for text in row.yes) and row.yes
    assert not any(row.id in nouns_in([text]) for text in row.no)
    assert set(row.of) <= nouns().keys()


@pytest.mark.parametrize("row", load_rows(Freight, PACKAGE, "bodies.toml", "freight"), ids=by_id)
def test_what_bodies_carry(row: Freight) -> None:
    assert all(row.id in freight_in([text]) for text in row.yes) and row.yes
    assert not any(row.id in freight_in([text]) for text in row.no)


@pytest.mark.parametrize("row", stances().values(), ids=by_id)
def test_what_kinds_of_claims_say_of_a_body(row: Stance) -> None:
    assert row.role in ("agents", "targets", "both")
    assert row.stance in ("stays", "moves", "")
    assert row.yes


@pytest.mark.parametrize("row", ways(), ids=by_id)
def test_ways_of_going(row: Way) -> None:
    assert all(any(holds_words(words_of(text), words) for words in row.words) for text in row.yes) and row.yes
    assert not any(holds_words(words_of(text), words) for text in row.no for words in row.words)


@pytest.mark.parametrize("row", load_rows(Small, PACKAGE, "bodies.toml", "small"), ids=by_id)
def test_small_words(row: Small) -> None:
    assert all(any(holds_words(words_of(text), words) for words in row.words) for text in row.yes) and row.yes


@pytest.mark.parametrize("row", load_rows(Use, PACKAGE, "voices.toml"), ids=by_id)
def test_words_in_the_names_of_voices(row: Use) -> None:
    assert all(words_of(name)[-1] in uses(row.use) for name in row.yes) and row.yes
    assert not any(words_of(name)[-1] in uses(row.use) for name in row.no)


@pytest.mark.parametrize("which", ["body", "pact"])
def test_the_policy_can_join_and_part(which: str) -> None:
    rows = policy(which).values()
    assert all(row.yes and row.says for row in rows)
    assert any(row.own for row in rows) and any(row.never for row in rows)
    assert sum(row.weight for row in rows if row.weight > 0) > mark(which).same > mark(which).different


@pytest.mark.parametrize("row", called(), ids=by_id)
def test_nouns_of_agreements(row: Called) -> None:
    assert all(row.kind in kinds_called(text) for text in row.yes) and row.yes
    assert not any(kinds_called(text) for text in row.no)


@pytest.mark.parametrize("row", stands(), ids=by_id)
def test_where_an_agreement_stands(row: Stand) -> None:
    kind = row.kinds[0] if row.kinds else "agreement"
    told = entry("a", kind, standing=Standing(row.standing[0]))
    for text, wanted in [*((text, True) for text in row.yes), *((text, False) for text in row.no)]:
        found = stand_of(replace(told, trigger=quote(text.split()[-1]), evidence=quote(text)))
        assert (found is not None and found.id == row.id) == wanted, text


@pytest.mark.parametrize("row", doings(), ids=by_id)
def test_which_claims_tell_of_a_term_being_done(row: Doing) -> None:
    for case in row.yes:
        term, _, clause = case.partition(" => ")
        assert any(holds_words(words_of(term), word) for word in row.words), case
        assert tells(row, replace(entry("a", row.kinds[0]), evidence=quote(clause))), case
    for case in row.no:
        clause = case.partition(" => ")[2]
        kind = row.kinds[0] if row.done else "shelling"
        assert not tells(row, replace(entry("a", kind), evidence=quote(clause))), case
