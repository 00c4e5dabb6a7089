"""A release: exported tables frozen under a name, with checksums, one codebook, and what changed against the release before.

A release is a folder that is never written again: the tables with what stands beside each, `codebook.csv`, `CHANGES.csv`,
`RELEASE.json` and `SHA256SUMS` (which `sha256sum -c` reads). The same tables, facts and release before make the same bytes.
"""

import csv
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tacitus.errors import InputError, OutputError
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.views.export.facts import Facts
from tacitus.views.export.incidents.shape import comma

FORMAT = "tacitus-release/1"
STATEMENT, SUMS, CHANGES, CODEBOOK = "RELEASE.json", "SHA256SUMS", "CHANGES.csv", "codebook.csv"
BESIDE = (".about.json", ".codebook.csv", ".left_out.csv", ".suggested.csv", ".trace.jsonl")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_IDS = ("event_id_cnty", "id", "code", "incident", "claim_id")
_VOLATILE = frozenset({"timestamp"})  # the day of the export: no news of an incident
_HEAD = ("table", "incident", "number", "change", "column", "before", "after")
Key = tuple[str, int]
Rows = Mapping[Key, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Release:
    """What was frozen: `files` are all of its files by their names, with length and sha256; `changes` counts added, removed,
    changed (cells) and replaced (files that are no tables)."""

    folder: Path
    files: Mapping[str, Json]
    changes: Mapping[str, int]


def make_release(name: str, folder: Path, tables: Mapping[str, Path], facts: Facts, before: Path | None = None) -> Release:
    """Freeze tables as `folder`/`name`. `tables` are files, or folders of CSV files, by the names they shall have (without ending).

    `before` is the folder of the last release. Raises InputError for a name or a table that is none, or a release before that was
    changed; OutputError where the release is there already or cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"{name}: no name for a release; use letters, digits, full stops, hyphens and underscores, like 2024-03")
    target = folder / name
    if target.exists():
        raise OutputError(f"{target} is there already, and a release is never written again; choose another name")
    if not folder.is_dir():
        raise OutputError(f"{folder} is no folder; make it first")
    frozen = dict(_frozen(tables))
    earlier = _earlier(before) if before else None
    hidden = folder / f".{name}.{os.getpid()}.partial"
    try:
        hidden.mkdir()
        made = _fill(hidden, name, frozen, facts, earlier)
        hidden.rename(target)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return Release(target, *made)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The release before: its folder, its statement, and the sha256 of that."""

    folder: Path
    statement: Json
    digest: str


def _frozen(tables: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Every file to freeze by the name that it gets: the tables, and what stands beside them."""
    for name, path in sorted(tables.items()):
        if not _NAME.fullmatch(name):
            raise InputError(f"{name}: no name for a table; use letters, digits, full stops, hyphens and underscores")
        if path.is_dir():
            yield from ((f"{name}.{file.name}", file) for file in sorted(path.iterdir()) if file.is_file())
        elif path.is_file():
            whole = f"{name}{path.suffix}"
            yield whole, path
            beside = ((f"{whole}{suffix}", path.with_name(path.name + suffix)) for suffix in BESIDE)
            yield from ((called, file) for called, file in beside if file.is_file())
        else:
            raise InputError(f"{path}: no such table; export it first")


def _fill(
    hidden: Path, name: str, frozen: Mapping[str, Path], facts: Facts, earlier: _Earlier | None
) -> tuple[Mapping[str, Json], Counter[str]]:
    for called, path in frozen.items():
        shutil.copyfile(path, hidden / called)
    counts: Counter[str] = Counter()
    with (hidden / CHANGES).open("w", encoding="utf8", newline="") as out:
        out.write(comma([_HEAD]))
        for change in _changes(hidden, _tables(frozen), earlier):
            counts[str(change[3])] += 1
            out.write(comma([change]))
    (hidden / CODEBOOK).write_text(_codebook(hidden, frozen), encoding="utf8", newline="")
    files = {called: _digest(hidden / called) for called in sorted((*frozen, CHANGES, CODEBOOK))}
    statement = _statement(name, files, facts, counts, earlier)
    (hidden / STATEMENT).write_text(json_line(statement), encoding="utf8", newline="")
    sums = {**files, STATEMENT: _digest(hidden / STATEMENT)}
    lines = (f"{held['sha256']}  {called}\n" for called, held in sorted(sums.items()))
    (hidden / SUMS).write_text("".join(lines), encoding="utf8", newline="")
    return sums, counts


def _statement(name: str, files: Mapping[str, Json], facts: Facts, counts: Counter[str], earlier: _Earlier | None) -> Json:
    return {
        "format": FORMAT,
        "name": name,
        "ledger": facts.ledger,
        "head": facts.head,
        "as_of": facts.as_of.isoformat() if facts.as_of else None,
        "builds": list(facts.builds),
        "files": dict(files),
        "before": {"name": earlier.statement["name"], "sha256": earlier.digest} if earlier else None,
        "changes": dict(sorted(counts.items())),
        "credit": list(facts.licences),
    }


def _tables(names: Iterable[str]) -> list[str]:
    """The files that are exports themselves, and none that stands beside one."""
    return [name for name in names if name not in (CHANGES, CODEBOOK) and not name.endswith(BESIDE)]


def _digest(path: Path) -> Json:
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": file.tell()}


def _earlier(before: Path) -> _Earlier:
    """The release before, every file of it as it was frozen."""
    try:
        statement = json.loads((before / STATEMENT).read_text(encoding="utf8"))
        files: Mapping[str, Json] = statement["files"]
        changed = next((name for name, held in files.items() if _digest(before / name) != held), None)
        digest = _digest(before / STATEMENT)["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{before} is no release that can be compared with: {error}") from error
    if statement.get("format") != FORMAT:
        raise InputError(f"{before} is of another format than {FORMAT}")
    if changed:
        raise InputError(f"{before / changed} was changed after the release; compare with an untouched copy")
    return _Earlier(before, statement, digest)


def _changes(hidden: Path, tables: Sequence[str], earlier: _Earlier | None) -> Iterator[tuple[str | int, ...]]:
    """What is another than in the release before, table by table, incident by incident."""
    if earlier is None:
        return
    old = set(_tables(earlier.statement["files"]))
    for table in sorted(old.union(tables)):
        new_path = hidden / table if table in tables else None
        old_path = earlier.folder / table if table in old else None
        if table.endswith(".csv"):
            yield from _cells(table, _rows(old_path), _rows(new_path))
        else:
            yield from _file(table, old_path, new_path)


def _file(table: str, old: Path | None, new: Path | None) -> Iterator[tuple[str | int, ...]]:
    """A file that is no table changes as a whole."""
    before, after = (_digest(path)["sha256"] if path else "" for path in (old, new))
    if before != after:
        yield (table, "", "", "replaced", "", before, after)


def _rows(path: Path | None) -> Rows:
    """The rows of a table by the incident and their number among its rows. A row of hashtags under the head is part of the head."""
    if path is None:
        return {}
    seen: Counter[str] = Counter()
    found: dict[Key, Mapping[str, str]] = {}
    with path.open(encoding="utf8", newline="") as file:
        reader = csv.DictReader(file)
        key = next((name for name in _IDS if name in (reader.fieldnames or ())), None)
        if key is None:
            raise InputError(f"{path.name} has no column of ids ({', '.join(_IDS)}); only exports of incidents can be released")
        for row in reader:
            if not row[key].startswith("#"):
                seen[row[key]] += 1
                found[row[key], seen[row[key]]] = row
    return found


def _cells(table: str, old: Rows, new: Rows) -> Iterator[tuple[str | int, ...]]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            yield (table, *key, "added" if key in new else "removed", "", "", "")
            continue
        for column in dict.fromkeys((*old[key], *new[key])):
            before, after = old[key].get(column, ""), new[key].get(column, "")
            if before != after and column not in _VOLATILE:
                yield (table, *key, "changed", column, before, after)


def _codebook(hidden: Path, frozen: Mapping[str, Path]) -> str:
    """The codebooks of all tables as one, each row with the name of its table in the release."""
    rows: list[list[str]] = []
    for called in frozen:
        if not called.endswith(".codebook.csv"):
            continue
        with (hidden / called).open(encoding="utf8", newline="") as file:
            head, *told = list(csv.reader(file))
        rows += [] if rows else [["file", *head]]
        rows += [[called.removesuffix(".codebook.csv"), *row] for row in told]
    return comma(rows or [["file"]])
