"""TOML tables become frozen rows. A wrong row is named: file, row id, field, what is wrong.

A table file opens with a comment that says how to fill it in, and holds `[[row]]` (or another named list) entries, each with
an `id` that is never reused. Checked by pydantic straight into the row's frozen dataclass, so no noun is defined twice.
"""

import dataclasses
import hashlib
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from tacitus.errors import TableError

R = TypeVar("R")


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
    """The rows of a table given as TOML text; `name` stands in the errors."""
    return _rows(row, _parsed(text, name).get(key, []), name)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{name}: not TOML: {error}") from error


def _rows(row: type[R], entries: Any, name: str) -> tuple[R, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TableError(f"{name}: the rows are no list of tables; begin each with [[row]]")
    adapter: TypeAdapter[R] = TypeAdapter(row)
    known = {field.name for field in dataclasses.fields(row)}  # type: ignore[arg-type]
    rows: list[R] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        label = str(entry.get("id", f"number {number}"))
        if label in seen:
            raise TableError(f"{name}: row {label}: the id is used twice; give each row its own")
        seen.add(label)
        for field in entry.keys() - known:
            raise TableError(f"{name}: row {label}: unknown field {field!r}; known are {', '.join(sorted(known))}")
        rows.append(_checked(adapter, entry, f"{name}: row {label}"))
    return tuple(rows)


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
