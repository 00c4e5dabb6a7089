"""Every output fits the schema, and the schema lets nothing else pass."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tacitus.format.readout import readout_json, unread_json
from tacitus.format.schema import schema
from tacitus.model.found import Found, unresolved
from tacitus.model.source import Skipped
from tests.readouts import TEXT, at, make_readout

VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())
READING = readout_json(replace(make_readout(), figures="acled"))
PAGE = Path(__file__).resolve().parent.parent / "docs" / "reading.md"


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that has a start and an end, at any depth."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def properties(value: Any) -> Iterator[str]:
    """Every key that the schema names."""
    if isinstance(value, dict):
        yield from value.get("properties", {}) if isinstance(value.get("properties"), dict) else ()
        for inner in value.values():
            yield from properties(inner)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


def test_a_full_reading_fits() -> None:
    VALIDATOR.validate(json.loads(json.dumps(READING)))


@pytest.mark.parametrize("question", ["times", "places", "actors", "counts", "sayings"])
def test_words_without_a_value_fit_with_their_reason(question: str) -> None:
    seen: Found[Any] = unresolved(at("the other day"), "nothing follows from it", "test", "none")
    changed: Any = {question: (seen,)}
    readout = replace(make_readout(), claims=(), groups=(), agreements=(), **changed)
    reading = readout_json(readout)
    VALIDATOR.validate(reading)
    assert reading[question][0]["why_not"] == "nothing follows from it"


def test_a_report_that_could_not_be_read_fits() -> None:
    VALIDATOR.validate(unread_json(Skipped("gone.txt", "intake", "no such file")))


def test_the_hand_made_reading_uses_every_key() -> None:
    """So that a key that is printed and not in the schema, or the other way round, cannot hide."""
    used = set(keys(READING)) | set(keys(unread_json(Skipped("a", "b", "c"))))
    assert set(properties(schema())) - used <= {"km", "other"}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def objects(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every object in a reading, but the free-form ones."""
    if isinstance(value, dict):
        if path[-1:] not in (("blanks",), ("words",)):
            yield path
        for key, inner in value.items():
            yield from objects(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from objects(inner, (*path, place))


def altered(path: tuple[Any, ...]) -> tuple[dict[str, Any], Any]:
    reading = copy.deepcopy(READING)
    inner = reading
    for key in path:
        inner = inner[key]
    return reading, inner


# One object of each kind: those whose paths differ in nothing but list places are of one kind.
KINDS = {tuple(part for part in path if isinstance(part, str)): path for path in objects(READING)}


@pytest.mark.parametrize("path", KINDS.values(), ids=lambda path: ".".join(map(str, path)) or "reading")
def test_an_unknown_key_is_refused_anywhere(path: tuple[Any, ...]) -> None:
    reading, inner = altered(path)
    inner["surprise"] = 1
    assert not VALIDATOR.is_valid(reading)


@pytest.mark.parametrize("key", sorted(READING.keys() - {"figures"}))
def test_no_part_of_a_reading_may_be_missing(key: str) -> None:
    reading = {name: value for name, value in READING.items() if name != key}
    assert not VALIDATOR.is_valid(reading)


def test_every_span_is_its_words() -> None:
    found = [span for span in spans(READING) if "text" in span]
    assert len(found) > 50
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in found)


def test_every_object_and_key_of_the_schema_says_what_it_means() -> None:
    for name, part in schema()["$defs"].items():
        assert part["description"], name
        for key, value in part["properties"].items():
            assert value.get("description") or "$ref" in value or "const" in value, f"{name}.{key}"


def test_the_page_names_every_key() -> None:
    page = PAGE.read_text(encoding="utf8")
    assert [key for key in sorted(set(properties(schema()))) if f"`{key}`" not in page] == []
