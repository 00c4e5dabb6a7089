"""Every example of every table of the question how many, read with the encoder that ships: one document for all of them."""

from collections.abc import Callable, Iterator

import pytest

from tacitus.model.answers import Amount, HowMany
from tacitus.model.found import Found
from tacitus.questions.how_many.find import find
from tacitus.questions.how_many.grammar import PACKAGE, WordSet
from tacitus.questions.how_many.harms import Harm, Unreal
from tacitus.questions.how_many.hedges import Hedge, Vague
from tacitus.questions.how_many.rejects import NotCount
from tacitus.questions.how_many.units import Modifier, Unit
from tacitus.rules.table import load_rows
from tests.conftest import Parse

Counts = tuple[Found[HowMany], ...]
Check = Callable[[list[HowMany], Counts], bool]
Case = tuple[str, str, Check]


def figure(text: str) -> float | None:
    return None if text.strip() == "-" else float(text)


def harmless(values: list[HowMany], _: Counts) -> bool:
    return all(value.outcome is None for value in values)


def harmful(values: list[HowMany], _: Counts) -> bool:
    return any(value.outcome is not None for value in values)


def something(_: list[HowMany], found: Counts) -> bool:
    return bool(found)


def nothing(_: list[HowMany], found: Counts) -> bool:
    return not found


def unhedged(values: list[HowMany], _: Counts) -> bool:
    return all(value.amount.hedge is None for value in values)


def all_valued(values: list[HowMany], found: Counts) -> bool:
    return len(values) == len(found)


def amount_is(text: str) -> Check:
    best, low, high = (figure(part) for part in text.split(","))
    return lambda values, _: any((value.amount.best, value.amount.low, value.amount.high) == (best, low, high) for value in values)


def outcome_is(best: float | None, outcome: str | None) -> Check:
    return lambda values, _: any(value.amount.best == best and value.outcome == outcome for value in values)


def outcome_is_not(outcome: str) -> Check:
    return lambda values, _: all(value.outcome != outcome for value in values)


def kind_is(kind: str) -> Check:
    return lambda values, _: any(value.kind == kind for value in values)


def made_by(rule: str, valued: bool) -> Check:
    return lambda _, found: any(one.maker.rule == rule and (one.value is not None) is valued for one in found)


def hedged_by(word: str) -> Check:
    return lambda values, _: any(value.amount == Amount(None, None, None, word) for value in values)


def not_made_by(rule: str) -> Check:
    return lambda _, found: all(one.maker.rule != rule for one in found)


def hedge_cases() -> Iterator[Case]:
    for row in load_rows(Hedge, PACKAGE, "hedges.toml"):
        for example in row.yes:
            text, _, expected = example.partition(" => ")
            yield row.id, text, amount_is(expected)
        yield from ((row.id, text, unhedged) for text in row.no)
    for vague in load_rows(Vague, PACKAGE, "hedges.toml", "vague"):
        yield from (
            (vague.id, text, hedged_by(vague.id) if vague.carried else made_by(vague.id, valued=False)) for text in vague.yes
        )
        yield from ((vague.id, text, all_valued) for text in vague.no)


def unit_cases() -> Iterator[Case]:
    units = load_rows(Unit, PACKAGE, "units.toml")
    modifiers = load_rows(Modifier, PACKAGE, "units.toml", "modifier")
    examples = [(row.id, yes) for row in units for yes in row.yes] + [(row.id, yes) for row in modifiers for yes in row.yes]
    for name, example in examples:
        text, _, kind = example.partition(" => ")
        yield name, text, kind_is(kind)
    for row in units:
        yield from ((row.id, text, nothing if row.kind == "measure" else not_made_by(row.id)) for text in row.no)


def harm_cases() -> Iterator[Case]:
    for row in load_rows(Harm, PACKAGE, "harms.toml"):
        for example in row.yes:
            text, _, best = example.partition(" => ")
            yield row.id, text, outcome_is(figure(best), row.outcome)
        yield from ((row.id, text, outcome_is_not(row.outcome)) for text in row.no)
    for key, yes, no in (("unreal", harmless, harmful), ("real", harmful, harmless)):
        for words in load_rows(Unreal, PACKAGE, "harms.toml", key):
            yield from ((words.id, text, yes) for text in words.yes)
            yield from ((words.id, text, no) for text in words.no)


def grammar_cases() -> Iterator[Case]:
    for row in load_rows(WordSet, PACKAGE, "grammar.toml"):
        for example in row.yes:
            text, _, expected = example.partition(" => ")
            best, _, outcome = expected.partition(" ")
            told = nothing if expected == "nothing" else outcome_is(float(best), None if outcome == "-" else outcome)
            yield row.id, text, told
        yield from ((row.id, text, harmless) for text in row.no)
    for rejected in load_rows(NotCount, PACKAGE, "not_counts.toml"):
        yield from ((rejected.id, text, nothing) for text in rejected.yes)
        yield from ((rejected.id, text, something) for text in rejected.no)


CASES = [*hedge_cases(), *unit_cases(), *harm_cases(), *grammar_cases()]


@pytest.mark.parametrize(("row", "text", "check"), CASES, ids=[f"{row}-{place}" for place, (row, _, _) in enumerate(CASES)])
def test_every_example_of_the_tables_is_true(row: str, text: str, check: Check, parse: Parse) -> None:
    counts = find(parse(f"{text}."), ())
    assert check([one.value for one in counts if one.value], counts), (row, text, counts)


@pytest.mark.parametrize("row", load_rows(Harm, PACKAGE, "harms.toml"), ids=lambda row: row.id)
def test_every_harm_has_an_example(row: Harm) -> None:
    assert row.yes


@pytest.mark.parametrize("row", load_rows(Unit, PACKAGE, "units.toml"), ids=lambda row: row.id)
def test_every_unit_has_an_example(row: Unit) -> None:
    assert row.yes or row.no


def test_no_noun_stands_in_two_rows() -> None:
    nouns = [noun for row in load_rows(Unit, PACKAGE, "units.toml") for noun in row.nouns]
    assert sorted(nouns) == sorted(set(nouns))
