"""Flat tables as CSV: UTF-8, comma, one line end a row; text in quotation marks where it needs them, never changed.

For spreadsheets (`excel`) a file begins with a byte order mark, and text that a spreadsheet would run as a formula has an
apostrophe before it. Numbers are never touched.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tacitus.format.pieces import Json
from tacitus.views.export.claim_tables import CLAIMS, PARTIES
from tacitus.views.export.report_tables import ACTORS, AGREEMENTS, COUNTS, GROUPS, PLACES, REPORTS, SAYINGS, SKIPPED, TIMES
from tacitus.views.export.table import Cell, Table

TABLES: tuple[Table, ...] = (REPORTS, CLAIMS, PARTIES, COUNTS, SAYINGS, TIMES, PLACES, ACTORS, GROUPS, AGREEMENTS, SKIPPED)
CODEBOOK = "codebook.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')


@dataclass(frozen=True, slots=True)
class CommaTables:
    """The export `csv`."""

    excel: bool = False

    def heads(self) -> Mapping[str, bytes]:
        """Every file with what it begins with; the codebook is whole from the start."""
        mark = b"\xef\xbb\xbf" if self.excel else b""
        heads = {table.file: mark + self._lines([[column.name for column in table.columns]]) for table in TABLES}
        return {**heads, CODEBOOK: mark + self._lines(_codebook())}

    def rows(self, reading: Json) -> Mapping[str, bytes]:
        """What a reading adds to each file."""
        return {table.file: self._lines(table.rows(reading)) for table in TABLES}

    @property
    def name(self) -> str:
        return "csv, for spreadsheets" if self.excel else "csv"

    def _lines(self, rows: Iterable[Iterable[Cell]]) -> bytes:
        lines = (",".join(self._cell(cell) for cell in row) + "\n" for row in rows)
        return "".join(lines).encode("utf-8", "replace")

    def _cell(self, cell: Cell) -> str:
        """Written here and not by the csv module, whose rules for a lone carriage return differ between versions of Python."""
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return "yes" if cell else "no"
        if not isinstance(cell, str):
            return str(cell)
        text = "'" + cell if self.excel and cell.startswith(_FORMULA) else cell
        return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _codebook() -> list[list[Cell]]:
    """Every column of every table, with its meaning."""
    head: list[Cell] = ["table", "column", "kind", "meaning"]
    rows: list[list[Cell]] = [[table.file, "", "table", table.meaning] for table in TABLES]
    columns: list[list[Cell]] = [
        [table.file, column.name, column.kind, column.meaning] for table in TABLES for column in table.columns
    ]
    return [head, *rows, *columns]
