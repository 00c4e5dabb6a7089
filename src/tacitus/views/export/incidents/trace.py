"""From a cell of an export to the rule, the claims, the words and the archived bytes: the file beside each table, and its reader.

`NAME.trace.jsonl` has a first line about the file, then a line for each row: the incident, its claims (each with the sha256 of its
report's bytes and the id of its text) and its cells (value, rule, claims, and words by their place in the text).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.model.entry import Entry
from tacitus.model.span import Span
from tacitus.views.export.incidents.cell import Cell, Row, empty
from tacitus.views.export.incidents.tables import Column
from tacitus.views.export.table import Cell as Value

FORMAT, SUFFIX, ABOUT = "tacitus-trace/1", ".trace.jsonl", ".about.json"


@dataclass(frozen=True, slots=True)
class TracedClaim:
    """A claim behind a cell: `document` is the sha256 of the archived bytes of its report, `text` the id of the text's record."""

    id: str
    number: int
    document: str
    text: str
    report: str


@dataclass(frozen=True, slots=True)
class TracedWords:
    """Words of a claim's text; `text` as the export may tell them, `span` where they stand."""

    claim: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class CellTrace:
    """Where a cell comes from. `row` counts incidents' rows from 1; heads of a table have no number."""

    file: Path
    row: int
    column: str
    incident: str
    value: Value
    rule: str
    suggested: str | None
    claims: tuple[TracedClaim, ...]
    words: tuple[TracedWords, ...]


def head_line(file: str, columns: tuple[Column, ...]) -> str:
    return json_line({"format": FORMAT, "file": file, "columns": [column.name for column in columns]})


def row_line(number: int, incident: str, row: Row, columns: tuple[Column, ...], claims: Mapping[str, Entry]) -> str:
    """The line of a row."""
    cells = {column.name: cell_of(row, column) for column in columns}
    used = dict.fromkeys(claim for cell in cells.values() for claim in cell.claims)
    known = {claim: _claim(claims[claim]) for claim in used if claim in claims}
    told = {name: _cell(cell, known) for name, cell in cells.items()}
    return json_line({"row": number, "incident": incident, "claims": known, "cells": told})


def cell_of(row: Row, column: Column) -> Cell:
    """The cell of a column; one that the row does not fill is empty for the column's own reason."""
    return row.get(column.name) or empty(column.empty or "not told")


def _claim(entry: Entry) -> Json:
    report = entry.report
    return {"number": entry.number, "document": report.document, "text": report.text, "report": report.key}


def _cell(cell: Cell, known: Mapping[str, Json]) -> Json:
    words = [[claim, quote.span.start, quote.span.end, quote.text] for claim, quote in cell.words if claim in known]
    found: Json = {"value": cell.value, "rule": cell.rule, "claims": [claim for claim in cell.claims if claim in known]}
    return {**found, **({"words": words} if words else {}), **({"suggested": cell.suggested} if cell.suggested else {})}


def trace_address(address: str) -> CellTrace:
    """The trace of FILE:ROW:COLUMN. Raises InputError for what is no such address, or leads nowhere."""
    file, row, column = ("", "", *address.rsplit(":", 2))[-3:]
    if not file or not row.isdecimal() or not column:
        raise InputError(
            f"{address}: no address of a cell; write FILE:ROW:COLUMN (the first row is 1), like acled.csv:1:fatalities"
        )
    return trace_cell(Path(file), int(row), column)


def trace_cell(file: Path, row: int, column: str) -> CellTrace:
    """The trace of one cell. Raises InputError where there is no trace, no such row or column, or the file was changed since."""
    lines = _lines(file)
    head = next(lines, {})
    if head.get("format") != FORMAT:
        raise InputError(f"{file}{SUFFIX} is no {FORMAT}; export the file again")
    if column not in head["columns"]:
        raise InputError(f"{file} has no column {column}; it has {', '.join(head['columns'])}")
    _unchanged(file)
    line = next((line for line in lines if line["row"] == row), None)
    if line is None:
        raise InputError(f"{file} has no row {row}; its first incident is row 1, heads are not counted")
    return _trace(file, line, column)


def _trace(file: Path, line: Json, column: str) -> CellTrace:
    cell = line["cells"][column]
    claims = tuple(TracedClaim(claim, **line["claims"][claim]) for claim in cell["claims"])
    words = tuple(TracedWords(claim, Span(start, end), text) for claim, start, end, text in cell.get("words", ()))
    value, rule, suggested = cell["value"], cell["rule"], cell.get("suggested")
    return CellTrace(file, line["row"], column, line["incident"], value, rule, suggested, claims, words)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    beside = file.with_name(file.name + SUFFIX)
    try:
        with beside.open(encoding="utf8") as lines:
            yield from (json.loads(line) for line in lines)
    except FileNotFoundError:
        raise InputError(f"{file} has no trace: {beside.name} is not beside it; only exports of incidents have one") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{beside} cannot be read: {error}") from error


def _unchanged(file: Path) -> None:
    """The file must have the bytes that were traced: its own statement, its folder's or its release's says which."""
    for about in (file.with_name(file.name + ABOUT), file.with_name("about.json"), file.with_name("RELEASE.json")):
        try:
            files: dict[str, Json] = json.loads(about.read_text(encoding="utf8"))["files"]
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError) as error:
            raise InputError(f"{about} cannot be read: {error}") from error
        if digest not in {held["sha256"] for held in files.values()}:
            raise InputError(f"{file} was changed after it was written, so its trace does not hold; export it again")
        return
    raise InputError(f"{file} cannot be held against what was written: it, or its statement ({file.name}{ABOUT}), is missing")
