"""What the command line says, for tests that give it what it should not be given."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tacitus.flow import Kit
from tacitus.intake.document import to_document
from tacitus.model.readout import Readout
from tacitus.model.source import Skipped, Source
from tacitus.questions.who.actors import open_actors
from tacitus.views.cli import modes
from tacitus.views.cli.verbs import app
from tacitus.views.export import folder as export_folder
from tacitus.work.kit import Equipment, kit_of
from tests.kits import Shelf
from tests.readouts import BUILD

GOOD = (
    "GOMA, Congo, March 5, 2024 — Shells fell on a market in Goma on Monday, and medics said nine people were killed.\n\n"
    "The army said that the rebels had fired first. Residents told reporters that a clinic was burned in the night.\n"
)
LINE = "Shells fell on the market of the town, and the medics said that nine people were killed there. "


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said: its exit code, its lines on standard error, its JSON lines by key, in order."""

    code: int
    complaints: list[str]
    lines: list[tuple[str, str]]

    def of(self, key: str) -> dict[str, Any]:
        (line,) = (line for own, line in self.lines if own == key)
        found: dict[str, Any] = json.loads(line)
        return found


def tell(*words: str, stdin: bytes | None = None) -> Told:
    """Run `tacitus ...`; what it says is never a traceback, and every line of it is its own."""
    done = CliRunner().invoke(app, list(words), input=stdin)
    assert "Traceback" not in done.output and (done.exception is None or isinstance(done.exception, SystemExit)), done.exception
    complaints = done.stderr.splitlines()
    assert all(re.fullmatch(r"tacitus: \S.*\S", line) for line in complaints), complaints
    lines = done.stdout.splitlines() if "--json" in words else []
    return Told(done.exit_code, complaints, [(json.loads(line)["document"]["key"], line) for line in lines])


def find_nothing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Until it is closed: the real intake, then a reading that finds nothing."""

    def read(source: Source, kit: Kit) -> Readout | Skipped:
        document = to_document(source)
        if isinstance(document, Skipped):
            return document
        return Readout(document, document.published, *((),) * 10, build=BUILD)

    def shelf(self: Equipment) -> Kit:
        open_actors(self.actors)
        return Shelf().open()

    kit_of.cache_clear()
    monkeypatch.setattr(modes, "read_source", read)
    monkeypatch.setattr(export_folder, "read_source", read)
    monkeypatch.setattr(Equipment, "open", shelf)
    yield
    kit_of.cache_clear()


def write_good(folder: Path) -> str:
    path = folder / "good.txt"
    path.write_text(GOOD, encoding="utf8")
    return str(path)


def corpus(path: Path, *records: object) -> str:
    """JSON lines; a record given as bytes is written as it is."""
    lines = (record if isinstance(record, bytes) else json.dumps(record).encode() for record in records)
    path.write_bytes(b"\n".join(lines) + b"\n")
    return str(path)
