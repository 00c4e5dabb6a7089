"""The journal of an output folder: which run it holds, and how far each of its files reaches after each report.

The first line is the run (inputs, options, build, shard), every further line a report, the last line says that the run is
finished. Nothing in it depends on the time, the machine or the number of processes: the same run makes the same journal.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tacitus.errors import OutputError
from tacitus.work.plan import Position, Shard

NAME = "journal.jsonl"
FORMAT = "tacitus-journal/1"
FINISHED: Mapping[str, Any] = {"finished": True}


@dataclass(frozen=True, slots=True)
class Run:
    """What makes two runs the same: `terms` are the inputs, the options and the build, as JSON; `shard` the part of them.

    `heads` are the files of the folder, with what each begins with.
    """

    terms: Mapping[str, Any]
    heads: Mapping[str, bytes]
    shard: Shard | None = None

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(sorted(self.heads))

    @property
    def header(self) -> Mapping[str, Any]:
        shard = [self.shard.number, self.shard.of] if self.shard else None
        heads = {name: len(self.heads[name]) for name in self.files}
        return {"journal": FORMAT, "run": self.terms, "files": heads, "shard": shard}


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the journal: `skipped` is its reason where it was not read; `ends` how far each file reaches after it."""

    position: Position
    key: str
    digest: str
    skipped: str | None
    ends: tuple[int, ...]

    @property
    def line(self) -> bytes:
        at = [self.position.input, self.position.report]
        return packed({"at": at, "key": self.key, "digest": self.digest, "skipped": self.skipped, "ends": self.ends})


@dataclass(frozen=True, slots=True)
class Journal:
    """What a folder's journal says. `size` is where its last whole line ends. Entries are read from the disk each time."""

    path: Path
    header: Mapping[str, Any]
    size: int
    last: Entry | None
    finished: bool

    @property
    def shard(self) -> Shard | None:
        shard = self.header.get("shard")
        return Shard(shard[0], shard[1]) if shard else None

    def entries(self) -> Iterator[Entry]:
        """Every report, in order."""
        return (_entry(line) for line in _lines(self.path, self.size) if "at" in line)


def read_journal(folder: Path) -> Journal | None:
    """The journal of a folder, without a last line that was cut short; None where no run has begun. Raises OutputError."""
    path = folder / NAME
    if not path.exists():
        return None
    header: Mapping[str, Any] = {}
    last, line = None, header
    try:
        with path.open("rb") as file:
            size = sum(len(row) for row in file if row.endswith(b"\n"))
        for line in _lines(path, size):
            header = header or line
            last = _entry(line) if "at" in line else last
    except (OSError, ValueError, LookupError) as error:
        raise OutputError(f"{path} cannot be read ({error}); choose another folder") from error
    if header.get("journal") != FORMAT:
        raise OutputError(f"{path} is no journal of this version of Tacitus; choose another folder")
    return Journal(path, header, size, last, "finished" in line)


def difference(run: Run, header: Mapping[str, Any]) -> str | None:
    """What a run and a journal's first line differ in, in words; None where they are the same run."""
    ours = json.loads(packed(run.header))
    if ours == header:
        return None
    theirs = header.get("run", {})
    names = [key for key in ("files", "shard") if ours[key] != header.get(key)]
    names += [key for key in ours["run"] if ours["run"][key] != theirs.get(key)]
    return ", ".join(names) or "terms"


def packed(line: Mapping[str, Any]) -> bytes:
    """One line of the journal."""
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _lines(path: Path, size: int) -> Iterator[dict[str, Any]]:
    read = 0
    with path.open("rb") as file:
        for line in file:
            read += len(line)
            if read > size:
                return
            yield json.loads(line)


def _entry(line: Mapping[str, Any]) -> Entry:
    place, report = line["at"]
    return Entry(Position(place, report), line["key"], line["digest"], line["skipped"], tuple(line["ends"]))
