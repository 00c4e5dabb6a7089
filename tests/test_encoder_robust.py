"""The encoder that ships, on words written in other ways: capitals, typographic marks, spellings of names."""

from collections.abc import Sequence

import pytest

from tacitus.model.reading import Reading
from tests.conftest import Parse

SENTENCES = (
    "Government troops shelled the market in Hodeidah on Tuesday, killing at least six people.",
    "Rebel fighters withdrew from the town of Sake after two days of fighting.",
    "The ministry said that three drones had been shot down over Belgorod.",
    "Aid workers reached the camp near Kutupalong on Friday with food and medicine.",
    "Gunmen kidnapped fourteen villagers in Kaduna State, police said.",
    "The army denied that its jets had bombed a hospital in Lashkar Gah.",
)


def heads(reading: Reading) -> list[tuple[int, str]]:
    return [(token.head, token.relation) for token in reading.tokens]


def shared(one: Sequence[object], other: Sequence[object]) -> float:
    assert len(one) == len(other)
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def kinds(reading: Reading) -> set[tuple[str, str]]:
    return {(label.kind, label.span.of(reading.text).lower().removeprefix("the ")) for label in reading.names}


def test_capitals_do_not_change_what_is_read(parse: Parse) -> None:
    alike, names, all_names = [], 0, 0
    for sentence in SENTENCES:
        plain, loud = parse(sentence), parse(sentence.upper())
        alike.append(shared(heads(plain), heads(loud)))
        names += len(kinds(plain) & kinds(loud))
        all_names += len(kinds(plain))
    assert sum(alike) / len(alike) > 0.9
    assert names / all_names > 0.7


def test_typographic_marks_do_not_change_what_is_read(parse: Parse) -> None:
    plain = parse('"We didn\'t fire," the general\'s spokesman said - "not once."')
    fine = parse("“We didn’t fire,” the general’s spokesman said – “not once.”")
    assert shared(heads(plain), heads(fine)) > 0.9


@pytest.mark.parametrize("name", ["al-Qaim", "Al Qa'im", "al-Qa’im", "el-Kaim", "Kharkiv", "Kharkov", "Homs", "Hims"])
def test_a_place_is_a_place_in_any_spelling(parse: Parse, name: str) -> None:
    reading = parse(f"Shells fell on {name} on Sunday, residents said.")
    found = [label for label in reading.names if label.kind == "Location"]
    assert [label.span.of(reading.text) for label in found] == [name]


@pytest.mark.parametrize("name", ["Sergei Shoigu", "Serhiy Bondar", "Mohammed al-Khatib", "Muhammad Al Khateeb", "Ko Aung Naing"])
def test_a_person_is_a_person_in_any_spelling(parse: Parse, name: str) -> None:
    reading = parse(f"The talks failed, said {name}, who leads the delegation.")
    assert any(label.kind == "Person" and name in label.span.of(reading.text) for label in reading.names)


LONG = " ".join(SENTENCES * 8)


def test_what_stands_beside_a_report_does_not_change_it(parse: Parse) -> None:
    first = parse(LONG)
    parse("Another report entirely. " * 90)
    assert parse(LONG) == first
