"""TOML tables become frozen rows. A wrong row is named: file, row id, field, what is wrong.

A table file opens with a comment that says how to fill it in, and holds `[[row]]` (or another named list) entries, each with
an `id` that is never reused. Checked by pydantic straight into the row's frozen dataclass, so no noun is defined twice.
"""

import dataclasses
import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from tacitus.errors import TableError

R = TypeVar("R")
_ID = re.compile(r"""(?:^|[\s{,])id\s*=\s*["']([^"']*)["']""")


def load_rows(row: type[R], package: str, file: str, key: str = "row") -> tuple[R, ...]:
    """The rows of a table that ships with the package.

    `row` is a frozen dataclass; fields without a default must be given, unknown fields are refused.
    Raises TableError for a file that is no TOML, a wrong row or an id used twice.
    """
    name = f"{package}/{file}"
    return _rows(row, _shipped(package, file).get(key, []), name)


@cache
def _shipped(package: str, file: str) -> dict[str, Any]:
    """A file that ships, parsed once however many lists of rows it holds."""
    return _parsed(resource_text(package, file), f"{package}/{file}")


def read_rows(row: type[R], text: str, name: str, key: str = "row") -> tuple[R, ...]:
    """The rows of a table given as TOML text; `name` and the line of the row's id stand in the errors."""
    entries = _parsed(text, name).get(key, [])
    listed = entries if isinstance(entries, list) else []
    ids = [str(entry.get("id")) if isinstance(entry, dict) else "" for entry in listed]
    return _rows(row, entries, name, lines_of(text, ids))


def check_rows(row: type[R], entries: Sequence[tuple[int, Mapping[str, Any]]], name: str) -> tuple[R, ...]:
    """The rows of a table that was read elsewhere, each entry with its line; `name` and the line stand in the errors."""
    return _rows(row, [dict(entry) for _, entry in entries], name, [line for line, _ in entries])


def lines_of(text: str, ids: Iterable[str]) -> list[int]:
    """The line of each row of a TOML text by its id, 0 where it is not seen: TOML's reader keeps no lines."""
    at: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for found in _ID.finditer(line):
            at.setdefault(found[1], number)
    return [at.get(one, 0) for one in ids]


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{name}: not TOML: {error}") from error


def _rows(row: type[R], entries: Any, name: str, lines: Sequence[int] = ()) -> tuple[R, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TableError(f"{name}: the rows are no list of tables; begin each with [[row]]")
    adapter: TypeAdapter[R] = _adapter(row)  # type: ignore[arg-type]
    known = {field.name for field in dataclasses.fields(row)}  # type: ignore[arg-type]
    rows: list[R] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        label = str(entry.get("id", f"number {number}"))
        line = lines[number - 1] if lines else 0
        where = f"{name}:{line}: row {label}" if line else f"{name}: row {label}"
        if label in seen:
            raise TableError(f"{where}: the id is used twice; give each row its own")
        seen.add(label)
        for field in sorted(entry.keys() - known):
            raise TableError(f"{where}: unknown field {field!r}; known are {', '.join(sorted(known))}")
        rows.append(_checked(adapter, entry, where))
    return tuple(rows)


@cache
def _adapter(row: type[Any]) -> TypeAdapter[Any]:
    """What checks the rows of a class: made once, however many files hold such rows."""
    return TypeAdapter(row)


def _checked(adapter: TypeAdapter[R], entry: Any, where: str) -> R:
    try:
        return adapter.validate_python(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise TableError(f"{where}: {field}: {first['msg']}") from error


def resource_text(package: str, file: str) -> str:
    """The text of a file that ships with a package."""
    try:
        return resources.files(package).joinpath(file).read_text(encoding="utf8")
    except FileNotFoundError as error:
        raise TableError(f"{package}/{file} is missing; install tacitus again") from error


def tables_digest() -> str:
    """The sha256 of every table that ships with the package: names and bytes, in order of their paths."""
    root = Path(str(resources.files("tacitus")))
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
