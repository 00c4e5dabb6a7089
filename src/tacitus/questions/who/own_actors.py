"""A person's own actors: a TOML table like those that ship, or a CSV file with the same columns."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tacitus.errors import TableError
from tacitus.questions.who.folding import parts
from tacitus.questions.who.tables import ActorRow
from tacitus.rules.table import check_rows, lines_of, read_rows

ENDINGS = (".csv", ".tsv")
_LISTS = frozenset({"countries", "aliases", "short", "became"})
_YEARS = frozenset({"since", "until"})


def read_own(path: Path) -> list[tuple[str, ActorRow]]:
    """The rows of a file, each with its file and line. Raises TableError, which names them, and for a file without rows."""
    text = _text(path)
    if path.suffix.lower() in ENDINGS:
        entries = list(_entries(text, str(path)))
        rows, lines = check_rows(ActorRow, entries, str(path)), [line for line, _ in entries]
    else:
        rows = read_rows(ActorRow, text, str(path))
        lines = lines_of(text, [row.id for row in rows])
    if not rows:
        raise TableError(f"{path}: there is no actor in it; begin each with [[row]], or give a .csv with id, name and kind")
    return [(f"{path}:{line}" if line else str(path), row) for line, row in zip(lines, rows, strict=True)]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: the table cannot be read ({error})") from error


def _entries(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each row with its line. Cells of lists are parted by semicolons; a row without an id gets one made of its name."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t,;", key=head.count))
    try:
        columns = [cell.strip().casefold() for cell in next(reader, [])]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _entry(columns, cells, f"{name}:{reader.line_num}")
    except csv.Error as error:
        raise TableError(f"{name}:{reader.line_num}: {error}; mend the row") from error


def _entry(columns: list[str], cells: list[str], where: str) -> dict[str, Any]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise TableError(f"{where}: more cells than the head line has; put a cell that holds the separator in quotation marks")
    entry: dict[str, Any] = {}
    for column, cell in zip(columns, (cell.strip() for cell in cells), strict=False):
        if not cell:
            continue
        if column in _LISTS:
            entry[column] = tuple(part for one in cell.split(";") if (part := one.strip()))
        elif column in _YEARS:
            if not cell.isdecimal():
                raise TableError(f"{where}: {column}: {cell!r} is no year; write digits alone, or leave it empty")
            entry[column] = int(cell)
        else:
            entry[column] = cell
    if "id" not in entry and entry.get("name"):
        entry["id"] = "-".join(("own", *parts(entry["name"])))
    return entry
