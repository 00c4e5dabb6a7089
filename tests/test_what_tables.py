"""Every row of the tables of the question "what": well-formed, and true to its examples."""

from collections.abc import Iterable

import pytest

from tacitus.model.answers import Standing
from tacitus.model.reading import Reading
from tacitus.questions.what.classes import ClassRow, classes, is_in
from tacitus.questions.what.find import find, sightings_of
from tacitus.questions.what.rows import PACKAGE, ListRow, NounRow, VerbRow, light_rows, modal_rows, noun_rows, table, verb_rows
from tacitus.questions.what.sense import Domain
from tacitus.questions.what.standing import Hedge, Modifier, Operator
from tacitus.questions.what.uses import uses
from tacitus.rules.table import load_rows
from tests.builders import make_reading
from tests.conftest import Parse


def _triggers() -> tuple[VerbRow | NounRow, ...]:
    return (*verb_rows(), *noun_rows())


def _examples(rows: Iterable[object], field: str) -> list[tuple[str, str]]:
    return [(row.id, text) for row in rows for text in getattr(row, field)]  # type: ignore[attr-defined]


def _rules(reading: Reading) -> list[str]:
    return [found.maker.rule for found in find(reading)]


def test_a_trigger_gives_its_claim_in_nearly_every_sentence_that_it_names(parse: Parse) -> None:
    """The parser may miss a few of several hundred; a row without any sentence that works is a mistake."""
    wanted = _examples((*_triggers(), *modal_rows()), "yes")
    missed = [(row, text) for row, text in wanted if row not in _rules(parse(text))]
    silent = {row for row, _ in wanted} - {row for row, text in wanted if (row, text) not in missed}
    assert not silent, silent
    assert len(missed) <= len(wanted) // 50, missed


@pytest.mark.parametrize("kind", ["verb", "noun", "modal", "light"])
def test_a_trigger_keeps_silent_in_other_senses(parse: Parse, kind: str) -> None:
    rows = {"verb": verb_rows(), "noun": noun_rows(), "modal": modal_rows(), "light": light_rows()}[kind]
    fired = [(row, text, _rules(parse(text))) for row, text in _examples(rows, "no")]
    assert [case for case in fired if case[2]] == []


def test_a_light_verb_is_seen_in_its_sentences(parse: Parse) -> None:
    for row, text in _examples(light_rows(), "yes"):
        reading = parse(text)
        named = (token for token in reading.tokens if (token.lemma if token.upos != "VERB" else token.norm) in table().nouns)
        assert row in [use.row.id for token in named for use in uses(reading, token.index)], text


def test_an_operator_gives_its_standing(parse: Parse) -> None:
    for row in load_rows(Operator, PACKAGE, "standing.toml"):
        assert row.yes, row.id
        for text in row.yes:
            states = [sighting.asserted for sighting in sightings_of(parse(text))]
            assert any(state.standing is row.standing and state.attempt >= row.attempt for state in states), (row.id, text, states)
        for text in row.no:
            if row.standing is not Standing.HAPPENED:
                assert row.standing not in [sighting.asserted.standing for sighting in sightings_of(parse(text))], (row.id, text)


def test_a_modifier_says_how_a_noun_stands(parse: Parse) -> None:
    for row in load_rows(Modifier, PACKAGE, "standing.toml", "modifier"):
        for text in row.yes:
            states = [sighting.asserted for sighting in sightings_of(parse(text))]
            assert any(state.attempt if row.attempt else state.standing is row.standing for state in states), (row.id, text, states)
        for text in row.no:
            states = [sighting.asserted for sighting in sightings_of(parse(text))]
            assert not any(state.attempt if row.attempt else state.standing is row.standing for state in states), (row.id, text)


def test_a_hedge_is_heard(parse: Parse) -> None:
    for row in load_rows(Hedge, PACKAGE, "standing.toml", "hedge"):
        for text in row.yes:
            assert any(found.value.hedged for found in find(parse(text)) if found.value), (row.id, text)
        for text in row.no:
            assert not any(found.value.hedged for found in find(parse(text)) if found.value), (row.id, text)


def test_every_row_has_an_example_and_a_known_kind() -> None:
    kinds = table().kinds
    for row in _triggers():
        assert row.yes and row.no, row.id
        assert {row.kind, *row.also} <= kinds.keys(), row.id
    assert len({row.id for row in _triggers()}) == len(_triggers())


def test_every_kind_but_a_state_has_a_trigger() -> None:
    told = {row.kind for row in (*_triggers(), *modal_rows())}
    assert table().kinds.keys() <= told


def test_rows_ask_for_classes_that_exist() -> None:
    known = {*classes(), "ANY", "NONE", "NAME", "NUM"}
    for row in verb_rows():
        asked = [*row.subject, *row.object, *(word for need in (*row.needs, *row.proof) for word in need.split()[1:])]
        assert {word for word in asked if word.isupper()} <= known, row.id
    for noun in noun_rows():
        asked = [word for need in (*noun.needs, *noun.proof) for word in need.split()[1:]]
        assert {word for word in asked if word.isupper()} <= known, noun.id


def test_a_need_of_the_object_asks_for_no_more_than_the_object_itself() -> None:
    """A row whose needs all speak of the object can be met by every class that its object lists."""
    for row in verb_rows():
        if row.object and row.needs and all(need.startswith("object ") for need in row.needs):
            asked = {word for need in row.needs for word in need.split()[1:]}
            assert asked & {*row.object, "ANY"}, row.id


def test_words_belong_to_their_lists() -> None:
    for name in classes():
        row = next(row for row in load_rows(ClassRow, PACKAGE, "classes.toml") if row.id == name)
        assert all(is_in(make_reading(word).tokens[0], name) for word in row.yes), name
        assert not any(is_in(make_reading(word).tokens[0], name) for word in row.no), name
    for domain in load_rows(Domain, PACKAGE, "sense.toml"):
        words = {*domain.words, *domain.weak}
        assert set(domain.yes) <= words and not words & set(domain.no), domain.id
    for listed in load_rows(ListRow, PACKAGE, "lists.toml"):
        assert set(listed.yes) <= set(listed.words) and not set(listed.words) & set(listed.no), listed.id
