"""A claim as one flat row: the columns of `csv`, `parquet` and `geoparquet`, and the properties of `geojson`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tacitus.format.pieces import Json
from tacitus.views.export.claim_tables import CLAIMS, amount
from tacitus.views.export.codebook import columns_codebook
from tacitus.views.export.comma import CommaTables
from tacitus.views.export.form import Form, text_form
from tacitus.views.export.sheet import Sheet
from tacitus.views.export.table import Cell, Column, Row, follow, listed

Value = Cell | list[str]
_OUTCOMES = ("killed", "injured", "captured", "displaced", "missing")


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """`kind` is what stands in the cell: id, text, list, whole number, number, day, yes/no. A list is one cell in CSV."""

    name: str
    kind: str
    meaning: str
    value: Callable[[Json], Value]


def flat(line: Json) -> dict[str, Value]:
    """A claim's row."""
    return {column.name: column.value(line) for column in columns()}


@cache
def columns() -> tuple[FlatColumn, ...]:
    """Every column in order. What the tables of a reading have too has the same name and meaning there (see docs/tables.md)."""
    return (*_of_report(), *_of_parties(), *_of_place_and_time(), *_of_numbers_and_words())


def _of_report() -> tuple[FlatColumn, ...]:
    return (
        _own("claim_id"),
        _at("document", "id", "The report: the sha256 of its bytes.", "report.document"),
        _at("text", "id", "The report's text, as the ledger keeps it.", "report.text"),
        _at("claim_number", "whole number", "Its number in the report, from 1.", "number"),
        _at("key", "text", "The report's key, for convenience.", "report.key"),
        _at("uri", "text", "The report's address.", "report.uri"),
        _at("title", "text", "The report's title.", "report.title"),
        _at("publisher", "text", "Who published it.", "report.publisher"),
        _at("agency", "text", "The agency that it credits.", "report.agency"),
        _at("published_from", "day", "The first day it could have been published.", "report.published.from"),
        _at("published_to", "day", "The last day it could have been published.", "report.published.to"),
        _at("published_basis", "text", "How that is known.", "report.published.basis"),
    )


def _of_parties() -> tuple[FlatColumn, ...]:
    return (
        _parties("said_by", "Who says so: the chain, publisher first."),
        *map(_own, ("speaker", "type", "also", "standing", "hedged")),
        _parties("agents", "Who did it."),
        _own("agents_why_not"),
        _parties("targets", "To whom it was done."),
        _own("targets_why_not"),
    )


def _of_place_and_time() -> tuple[FlatColumn, ...]:
    return (
        *map(_own, ("place", "lat", "lon", "country")),
        _at("place_words", "text", "The words that name the place.", "place.text"),
        _at("place_kind", "text", "town, district, river, ...", "place.kind"),
        _at("place_precision", "text", "How precise the place is.", "place.precision"),
        _at("place_relation", "text", "direction, toward, between, near, ...", "place.relation.type"),
        _at("place_bearing", "text", "The compass point, where the words give one.", "place.relation.bearing"),
        *map(_own, ("place_basis", "place_why_not", "when_from", "when_to")),
        _at("when_words", "text", "The words that date it.", "when.text"),
        _at("when_value", "text", "Their TIMEX3 value.", "when.value"),
        _at("when_grain", "text", "day, week, month, ...", "when.grain"),
        *map(_own, ("when_basis", "when_why_not")),
    )


def _of_numbers_and_words() -> tuple[FlatColumn, ...]:
    return (
        FlatColumn("counts", "list", "Its numbers, in a few words.", lambda line: [amount(count) for count in line["counts"]]),
        *(_figure(outcome, bound) for outcome in _OUTCOMES for bound in ("low", "best", "high")),
        FlatColumn("instruments", "list", "With what.", lambda line: [words["text"] for words in line["instruments"]]),
        *map(_own, ("cause_of", "effect_of", "plover", "acled", "cameo", "ucdp", "trigger", "trigger_start", "trigger_end")),
        *map(_own, ("evidence", "evidence_start", "evidence_end")),
        FlatColumn("altered", "yes/no", "Whether words of the evidence are withheld: it is no quotation then.", _altered),
        *map(_own, ("rule", "confidence")),
    )


def _at(name: str, kind: str, meaning: str, path: str) -> FlatColumn:
    """A column of what stands at the end of a path."""
    return FlatColumn(name, kind, meaning, lambda line: follow(line, path))


def _own(name: str) -> FlatColumn:
    """A column of the table of claims; a list is a list here."""
    column = _of_claims()[name]
    if column.kind == "list" and isinstance(column.get, str):
        path = column.get
        return FlatColumn(name, "list", column.meaning, lambda line: list(follow(line, path)))
    return FlatColumn(name, column.kind, column.meaning, lambda line: column.cell(Row(line["report"]["document"], 0, line, line)))


@cache
def _of_claims() -> dict[str, Column]:
    return {column.name: column for column in CLAIMS.columns}


def _parties(role: str, meaning: str) -> FlatColumn:
    """A column of names, each once, in order."""
    return FlatColumn(role, "list", meaning, lambda line: list(dict.fromkeys(party["name"] for party in line[role])))


def _figure(outcome: str, bound: str) -> FlatColumn:
    meaning = f"The {bound} figure of the {outcome}, where the claim has one number of them that is no part of another."
    return FlatColumn(f"{outcome}_{bound}", "number", meaning, lambda line: figure(line, outcome, bound))


def figure(line: Json, outcome: str, bound: str) -> float | None:
    """A figure of a claim, where exactly one of its numbers is of that outcome and stands for the whole."""
    told = [count for count in line["counts"] if count["outcome"] == outcome]
    own = {count["count"] for count in told}
    wholes = [count for count in told if count["part_of"] not in own]
    return wholes[0][bound] if len(wholes) == 1 else None


def _altered(line: Json) -> bool:
    return bool(line["evidence"].get("altered"))


def _lines(sheet: Sheet) -> Iterator[str]:
    """One row a claim, lists joined by "; ", the chain of those who say it by " > "."""
    comma = CommaTables(sheet.excel)
    mark = "\ufeff" if sheet.excel else ""
    yield mark + comma._lines([[column.name for column in columns()]]).decode()
    for line in sheet.claims:
        yield comma._lines([[_cell(column, line) for column in columns()]]).decode()


def _cell(column: FlatColumn, line: Json) -> Cell:
    value = column.value(line)
    if not isinstance(value, list):
        return value
    return " > ".join(value) if column.name == "said_by" else listed(value)


def _codebook(sheet: Sheet) -> bytes:
    return columns_codebook([(column.name, column.kind, column.meaning) for column in columns()], sheet.excel)


COMMA: Form = text_form(_lines, codebook=_codebook)
