"""Every example of every table of the question where, read with the encoder and the gazetteer that ship."""

from collections.abc import Iterator

import pytest

from tacitus.model.answers import Where
from tacitus.model.found import Found
from tacitus.questions.where import find
from tacitus.questions.where.evidence import collect, signs
from tacitus.questions.where.gazetteer import Gazetteer, open_gazetteer
from tacitus.questions.where.names import Noun, find_names
from tacitus.questions.where.relations import rows as relation_rows
from tacitus.questions.where.resolve import reasons
from tacitus.questions.where.roles import rows as role_rows
from tacitus.questions.where.words import PACKAGE, Kinds, Words
from tacitus.rules.table import load_rows
from tests.conftest import Parse

Case = tuple[str, str, str, bool]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def cases(rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Iterator[Case]:
    """(row, sentence, what follows after =>, whether it must hold)."""
    for row, yes, no in rows:
        for wanted, examples in ((True, yes), (False, no)):
            for example in examples:
                sentence, _, follows = example.partition(" => ")
                yield row, sentence, follows, wanted


def all_places(parse: Parse, gazetteer: Gazetteer, sentence: str) -> dict[str, Found[Where]]:
    reading = parse(sentence)
    return {place.span.of(sentence): place for place in find(reading, (), gazetteer)}


ROLES = list(cases(tuple((row.id, row.yes, row.no) for row in role_rows())))


@pytest.mark.parametrize(("row", "sentence", "name", "wanted"), ROLES)
def test_a_role_has_its_examples(parse: Parse, gazetteer: Gazetteer, row: str, sentence: str, name: str, wanted: bool) -> None:
    place = all_places(parse, gazetteer, sentence)[name]
    assert place.value is not None, place.why_not
    role = next(rule.role for rule in role_rows() if rule.id == row)
    if wanted:
        assert (place.value.role, place.maker.rule) == (role, row)
    else:
        assert place.maker.rule != row


BLOCKERS = {row.id for row, _ in relation_rows() if row.type == "none"}
RELATIONS = list(cases(tuple((row.id, row.yes, row.no) for row, _ in relation_rows())))


@pytest.mark.parametrize(("row", "sentence", "follows", "wanted"), RELATIONS)
def test_a_relation_has_its_examples(
    parse: Parse, gazetteer: Gazetteer, row: str, sentence: str, follows: str, wanted: bool
) -> None:
    places = find(parse(sentence), (), gazetteer)
    hits = [place for place in places if place.value and place.maker.rule == row]
    if row in BLOCKERS:
        assert not hits
        return
    if not wanted:
        assert not hits
        return
    assert len(hits) == 1, [(place.span.of(sentence), place.maker.rule) for place in places]
    value = hits[0].value
    assert value is not None
    assert value.relation is not None
    name, *more = follows.split()
    assert value.name == name
    wording = [value.relation.bearing, None if value.relation.km is None else f"{value.relation.km:g}"]
    if value.relation.other is not None:
        wording.append(places[value.relation.other].span.of(sentence))
    assert [word for word in wording if word] == more


NOUNS = list(cases(tuple((row.id, row.yes, row.no) for row in load_rows(Noun, PACKAGE, "nouns.toml"))))


@pytest.mark.parametrize(("row", "sentence", "name", "wanted"), NOUNS)
def test_a_place_noun_has_its_examples(
    parse: Parse, gazetteer: Gazetteer, row: str, sentence: str, name: str, wanted: bool
) -> None:
    sort = next(noun.sort for noun in load_rows(Noun, PACKAGE, "nouns.toml") if noun.id == row)
    reading = parse(sentence)
    names = find_names(reading, gazetteer)
    marks = {f"of-{sort}", f"before-{sort}", f"after-{sort}-word"}
    marked = {word.text for word, seen in zip(names, collect(reading, names, gazetteer), strict=True) if marks & set(seen)}
    assert (name in marked) if wanted else not marked


def test_every_sign_and_reason_says_what_it_means() -> None:
    assert all(points for points in signs().values())
    assert all(reason.means for reason in reasons().values())


def test_word_lists_are_lower_case_and_not_empty() -> None:
    for row in load_rows(Words, PACKAGE, "words.toml"):
        assert row.words
        assert all(word == word.casefold() for word in row.words), row.id


def test_a_kind_has_one_precision() -> None:
    rows = load_rows(Kinds, PACKAGE, "kinds.toml")
    kinds = [kind for row in rows for kind in row.kinds]
    assert len(kinds) == len(set(kinds))
    assert {row.precision for row in rows} <= {"exact", "area", "district", "province", "country"}
