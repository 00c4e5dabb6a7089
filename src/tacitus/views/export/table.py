"""What a flat table is: columns with their meaning, filled from a reading in tacitus/1. The codebook is made of the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tacitus.format.pieces import Json
from tacitus.model.ids import content_id

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a reading on its way into a table: `number` counts the entries of its kind from 0."""

    report: str
    number: int
    entry: Json
    reading: Json


@dataclass(frozen=True, slots=True)
class Column:
    """`get` is the path of a value in the entry ("when.from"), or a function of the row. `kind` is what stands in the cell:
    id, text, list, whole number, number, day, yes/no."""

    name: str
    kind: str
    meaning: str
    get: str | Callable[[Row], Cell]

    def cell(self, row: Row) -> Cell:
        if isinstance(self.get, str):
            value = follow(row.entry, self.get)
            return value if isinstance(value, Cell) else listed(value)
        return self.get(row)


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` gives the entries of a reading that have a row here."""

    file: str
    meaning: str
    columns: tuple[Column, ...]
    entries: Callable[[Json], Iterator[Json]]

    def rows(self, reading: Json) -> Iterator[tuple[Cell, ...]]:
        report = report_id(reading)
        for number, entry in enumerate(self.entries(reading)):
            row = Row(report, number, entry, reading)
            yield tuple(column.cell(row) for column in self.columns)


def report_id(reading: Json) -> str:
    """Made of the key and the bytes: the same report has the same id in every run, and twice if it stands in a corpus twice."""
    document = reading["document"]
    return content_id("report", document["key"], document.get("id"))


def entries(key: str) -> Callable[[Json], Iterator[Json]]:
    """The entries under a key of the reading; none for a report that could not be read."""
    return lambda reading: iter(reading.get(key, ()))


def follow(value: Any, path: str) -> Any:
    """The value at the end of a path of keys; None where the path ends early."""
    for key in path.split("."):
        if value is None:
            return None
        value = value.get(key)
    return value


def listed(values: Any) -> str | None:
    """Several values in one cell, as the field writes them."""
    return "; ".join(str(value) for value in values) or None


def names(parties: list[Json]) -> str | None:
    """Each name once, in order."""
    return listed(dict.fromkeys(party["name"] for party in parties))
