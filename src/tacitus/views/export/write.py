"""Claims written to one file of a format, under a profile, a claim at a time, with a statement beside it.

Everything is written under a hidden name first and gets its own when it is whole; the file itself last. An export that fails
leaves nothing behind.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tacitus.errors import InputError, OutputError
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.profiles import NOTHING_KNOWN, Known, Profile, apply, known_of
from tacitus.views.export.claim_lines import LINES
from tacitus.views.export.facts import Facts, Tally, Withheld
from tacitus.views.export.flat import COMMA
from tacitus.views.export.form import Form
from tacitus.views.export.ftm import FOLLOW_THE_MONEY
from tacitus.views.export.geojson import GEOJSON
from tacitus.views.export.parquet import GEOPARQUET, PARQUET
from tacitus.views.export.plover import PLOVER
from tacitus.views.export.sheet import Sheet
from tacitus.views.export.webannotation import WEB_ANNOTATION

FORMS: Mapping[str, Form] = {
    "plover": PLOVER,
    "geojson": GEOJSON,
    "ftm": FOLLOW_THE_MONEY,
    "webannotation": WEB_ANNOTATION,
    "csv": COMMA,
    "jsonl": LINES,
    "parquet": PARQUET,
    "geoparquet": GEOPARQUET,
}
ABOUT = ".about.json"


def write_claims(
    format_name: str,
    claims: Iterable[Json],
    out: Path,
    profile: Profile,
    facts: Facts,
    *,
    replace: bool = False,
    excel: bool = False,
) -> Withheld:
    """Write lines of tacitus-claim/1 to `out`, in the order they come, and what was withheld to `out` + ".about.json".

    Claims of one report should come together: its reading is asked for once a run of them. Raises InputError for a format that
    there is none of, OutputError where `out` is there already (unless `replace`) or cannot be written.
    """
    if format_name not in FORMS:
        raise InputError(f"--format {format_name}: no such format; there are {', '.join(FORMS)}")
    if excel and format_name != "csv":
        raise InputError("--excel is for --format csv")
    form, tally = FORMS[format_name], Tally()
    form.ready()
    with _Files(out, (ABOUT, *form.beside), replace) as files:
        sheet = Sheet(format_name, _leaving(claims, profile, facts, tally), profile, facts, tally, excel)
        form.write(sheet, files.main)
        for suffix, make in form.beside.items():
            files.write(suffix, make(sheet))
        about = {**sheet.about(), "file": {"name": out.name, **files.digest()}}
        files.write(ABOUT, json_line(about).encode())
        files.finish()
    return tally.summed()


def _leaving(claims: Iterable[Json], profile: Profile, facts: Facts, tally: Tally) -> Iterator[Json]:
    """The claims as they may leave, counted."""
    known = _Knowing(facts)
    for line in claims:
        tally.given += 1
        told, rules = apply(profile, line, facts.as_of, known.of(line) if profile.rules else NOTHING_KNOWN)
        tally.rules.update(rules)
        if told is None:
            tally.held_back += 1
        else:
            yield told


@dataclass(slots=True)
class _Knowing:
    """What the reading of the last claim's report knows: one reading is kept, whatever the number of claims."""

    facts: Facts
    reading: str | None = None
    known: Known = NOTHING_KNOWN

    def of(self, line: Json) -> Known:
        wanted = line["report"]["reading"]
        if wanted != self.reading:
            found = self.facts.reading_of(wanted)
            self.reading, self.known = wanted, known_of(found) if found else NOTHING_KNOWN
        return self.known


class _Files:
    """The file and those beside it, hidden until `finish`."""

    def __init__(self, out: Path, beside: tuple[str, ...], replace: bool) -> None:
        self._out = out
        self._names = {suffix: out.with_name(out.name + suffix) for suffix in (*beside, "")}
        there = [path for path in self._names.values() if path.exists()]
        if out.is_dir():
            raise OutputError(f"{out} is a folder; give the name of a file")
        if there and not replace:
            raise OutputError(f"{there[0]} is there already; choose another --out, or say --replace")
        if not out.parent.is_dir():
            raise OutputError(f"{out.parent} is no folder; make it first")

    def _hidden(self, suffix: str) -> Path:
        path = self._names[suffix]
        return path.with_name(f".{path.name}.{os.getpid()}.partial")

    def __enter__(self) -> Self:
        try:
            self.main: BinaryIO = self._hidden("").open("wb")
        except OSError as error:
            raise OutputError(f"{self._out} cannot be written: {error.strerror}") from error
        return self

    def write(self, suffix: str, content: bytes) -> None:
        self._hidden(suffix).write_bytes(content)

    def digest(self) -> Json:
        """The length and the sha256 of the file."""
        self.main.flush()
        with self._hidden("").open("rb") as file:
            return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": file.tell()}

    def finish(self) -> None:
        """Everything on the disk, then under its name."""
        self.main.flush()
        os.fsync(self.main.fileno())
        self.main.close()
        for suffix, path in self._names.items():
            self._hidden(suffix).replace(path)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.main.close()
        for suffix in self._names:
            with suppress(FileNotFoundError):
                self._hidden(suffix).unlink()
        if isinstance(error, OSError):
            raise OutputError(f"{self._out} cannot be written: {error.strerror or error}") from error
