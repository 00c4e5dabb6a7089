"""The codebooks that go with `csv`, `parquet` and `jsonl`: every column or field, its type, meaning, unit and vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows
from tacitus.views.export.comma import CommaTables
from tacitus.views.export.table import Cell

_HEAD: tuple[Cell, ...] = ("name", "type", "meaning", "unit", "vocabulary")


@dataclass(frozen=True, slots=True)
class Words:
    """A row of codebook.toml, `[[words]]`: the columns and fields that share a unit or a vocabulary."""

    id: str
    names: tuple[str, ...]
    unit: str = ""
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A row of codebook.toml, `[[field]]`: a field of a line, its path as `id`; `[]` stands for each of a list."""

    id: str
    type: str
    meaning: str


def columns_codebook(columns: Iterable[tuple[str, str, str]], excel: bool = False) -> bytes:
    """The codebook of flat columns, each with name, type and meaning."""
    return _table([(name, kind, meaning, *_unit(name)) for name, kind, meaning in columns], excel)


def fields_codebook() -> bytes:
    """The codebook of the fields of a line."""
    return _table([(field.id, field.type, field.meaning, *_unit(field.id)) for field in fields()], excel=False)


@cache
def fields() -> tuple[Field, ...]:
    return load_rows(Field, "tacitus.views.export", "codebook.toml", "field")


@cache
def words() -> tuple[Words, ...]:
    return load_rows(Words, "tacitus.views.export", "codebook.toml", "words")


def _unit(name: str) -> tuple[str, str]:
    return next(((row.unit, row.vocabulary) for row in words() if name in row.names), ("", ""))


def _table(rows: list[tuple[str, ...]], excel: bool) -> bytes:
    mark = b"\xef\xbb\xbf" if excel else b""
    return mark + CommaTables(excel)._lines([_HEAD, *rows])
