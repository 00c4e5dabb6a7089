"""Sets of annotated texts: how each is read, who scores it, and how a figure is taken from what the scorer prints."""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import muc4
from tacitus.flow import Kit, read_source
from tacitus.format.line import json_line
from tacitus.format.readout import readout_json, unread_json
from tacitus.model.source import Given, Skipped, Source
from tacitus.questions.what.rows import table
from tacitus.work.kit import Equipment
from tacitus.work.plan import Arrival, Position
from tacitus.work.run import run

ROOT = Path(__file__).resolve().parent.parent
FORCE = ("force", "seizure", "abuse", "ground")  # families of kinds that no peaceful report tells
_NUMBERS = re.compile(r"^ *(?P<line>\S.*?) +(?:P (?P<P>[\d.]+) +R (?P<R>[\d.]+) +F1 (?P<F1>[\d.]+)|(?P<one>\d[\d.]*))(?: |$)")


@dataclass(frozen=True, slots=True)
class Texts:
    """A set: where it lies, and who scores it."""

    id: str
    scorer: str
    file: str
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a set, with what is wanted of it and what others reach."""

    id: str
    question: str
    set: str
    says: str
    line: str
    column: str = "one"
    floor: float | None = None
    down: bool = False
    yardstick: str = ""


def measures(path: Path = ROOT / "bench" / "measures.toml") -> tuple[tuple[Texts, ...], tuple[Measure, ...]]:
    """The sets and the measures, as listed."""
    listed = tomllib.loads(path.read_text(encoding="utf8"))
    return tuple(Texts(**row) for row in listed["set"]), tuple(Measure(**row) for row in listed["measure"])


def place(texts: Texts, data: Path) -> Path:
    """Where a set lies."""
    return (ROOT if texts.scorer == "peaceful" else data) / texts.file


def digest(texts: Texts, data: Path) -> str:
    """The sha256 of a set's files and of their scorer, names and bytes."""
    where, found = place(texts, data), hashlib.sha256()
    script = data / "score" / {"gold": "score.py", "public": "public.py"}.get(texts.scorer, "-")
    files = sorted(where.glob("*/*.*")) if where.is_dir() else [where]
    for file in (*files, *([script] if script.is_file() else [])):
        found.update(file.relative_to(where.parent).as_posix().encode() if where in file.parents else file.name.encode())
        found.update(b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def corpus(texts: Texts, data: Path) -> list[Source]:
    """The reports of a set, without their annotation."""
    if texts.scorer == "peaceful":
        rows = tomllib.loads(place(texts, data).read_text(encoding="utf8"))["row"]
        return [_source(row["id"], row["text"], None) for row in rows]
    script = "score.py" if texts.scorer == "gold" else "public.py"
    records = map(json.loads, _run(data / "score" / script, "corpus", place(texts, data)).splitlines())
    return [_source(record["id"], record["text"], record.get("published")) for record in records]


def _source(key: str, text: str, published: str | None) -> Source:
    return Source(key, key, text.encode(), "text/plain", "utf-8", Given(published=published))


def read(corpora: Sequence[Sequence[Source]], jobs: int) -> Iterator[tuple[int, str]]:
    """The reading of every report as a line, with the number of its set, in order."""
    arrived = (
        Arrival(Position(number, report), source) for number, sources in enumerate(corpora) for report, source in enumerate(sources)
    )
    for done in run(arrived, lined, Equipment(), jobs):
        line = json_line(unread_json(done.outcome)) if isinstance(done.outcome, Skipped) else done.outcome
        yield done.arrival.position.input, line


def lined(source: Source, kit: Kit) -> str | Skipped:
    """A report's reading as a line of JSON."""
    outcome = read_source(source, kit)
    return outcome if isinstance(outcome, Skipped) else json_line(readout_json(outcome))


def score(texts: Texts, data: Path, readings: Sequence[str], show: bool = False) -> str:
    """What the set's scorer prints."""
    if texts.scorer == "peaceful":
        return peaceful(readings, show)
    if texts.scorer == "muc4":
        return muc4.score(muc4.load(place(texts, data)), [json.loads(line) for line in readings], show)
    script = "score.py" if texts.scorer == "gold" else "public.py"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "readings.jsonl"
        file.write_text("".join(readings), encoding="utf8")
        return _run(data / "score" / script, "score", place(texts, data), file, *(["--show"] if show else []))


def peaceful(readings: Sequence[str], show: bool = False) -> str:
    """How many claims are made of peaceful news, of force and of any kind."""
    kinds, found, shown = table().kinds, Counter[str](), []
    for reading in map(json.loads, readings):
        for claim in reading.get("claims", []):
            found["force"] += kinds[claim["type"]].family in FORCE
            found["all"] += 1
            shown.append(f"  {reading['document']['key']}: {claim['type']}, {claim['trigger']['text']!r}")
    lines = [f"{'claims of force':<26} {found['force']}", f"{'claims':<26} {found['all']}"]
    return "\n".join([*(shown if show else []), *lines]) + "\n"


def _run(script: Path, verb: str, *given: Path | str) -> str:
    words = [sys.executable, str(script), verb, *map(str, given)]
    return subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf8").stdout


def figures(printed: str) -> dict[tuple[str, str], float]:
    """The numbers that a scorer printed, by line and column.

    >>> found = figures("counts           P 0.500  R 1.000  F1 0.667   (1 of 1 gold)\\nvalue F1      0.720")
    >>> found["counts", "F1"], found["value F1", "one"]
    (0.667, 0.72)
    """
    found: dict[tuple[str, str], float] = {}
    for match in filter(None, map(_NUMBERS.match, printed.split("\n"))):
        columns = {name: match[name] for name in ("P", "R", "F1", "one") if match[name]}
        found |= {(match["line"], name): float(number) for name, number in columns.items()}
    return found
