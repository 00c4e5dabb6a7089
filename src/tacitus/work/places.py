"""A person's own places: the folder that keeps the files they added, and the index that is made of them once.

`places.json` names everything that counts and is replaced in one step, so that a run that is killed leaves the folder as it was.
The files are kept as they came, gzipped: a new version of Tacitus makes its index from them again.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tacitus.errors import InputError, OutputError
from tacitus.questions.where.gazetteer import open_gazetteer
from tacitus.questions.where.own_index import index_of
from tacitus.questions.where.own_rows import MOST, Listed, OwnRow, Refused, read_listed
from tacitus.questions.where.words import PACKAGE
from tacitus.rules.table import resource_text
from tacitus.settings import data_folder
from tacitus.work.lock import hold
from tacitus.work.opened import Given, given_in, keep, lines_of

MANIFEST = "places.json"
MADE_BY = ("features.toml", "kinds.toml", "entry.py", "fold.py", "hulls.py", "layout.py", "own_index.py", "own_rows.py", "write.py")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was added: its name, what it holds, and where its copy lies."""

    name: str
    form: str
    places: int
    left_out: int
    refused: int
    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file that was given: `news` is added, replaced or there; `shown` and the refused rows are for the person."""

    kept: Kept
    news: str
    shown: str
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a folder keeps. `state` stands for what the index was made from; without places there is no index."""

    kept: tuple[Kept, ...] = ()
    index: str | None = None
    state: str = ""


def places_folder() -> Path:
    """Where places are kept unless the person names a folder."""
    return data_folder() / "gazetteer"


def shelf_of(folder: Path) -> Shelf:
    """What a folder keeps; nothing where there is none. Raises InputError for one that cannot be read."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf8"))
        return Shelf(tuple(Kept(**entry) for entry in told["kept"]), told["index"], told["state"])
    except FileNotFoundError:
        return Shelf()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder / MANIFEST} cannot be read ({error}); move the folder away and add the files again") from error


def index_folder(folder: Path | None = None) -> Path | None:
    """The index to read with: that of the folder, which must keep something, or of the usual one, if it does."""
    index = shelf_of(folder or places_folder()).index
    if index is None and folder is not None:
        raise InputError(f"{folder} keeps no places; add some with: tacitus gazetteer add FILE --gazetteer {folder}")
    return (folder or places_folder()) / index if index else None


def add(folder: Path, paths: Sequence[Path], replace: bool = False) -> tuple[Added, ...]:
    """Add files of places and make the index. Either all files are added or, where one cannot be read at all, none.

    Raises InputError; a single row that is wrong is only refused.
    """
    given = _named(paths)
    with _held(folder):
        shelf = shelf_of(folder)
        before = {kept.name: kept for kept in shelf.kept}
        lands = frozenset(open_gazetteer().lands)
        rows: dict[str, tuple[OwnRow, ...]] = {}
        added = []
        for name, one in sorted(given.items()):
            news, listed = _taken(folder, one, before.get(name), replace, lands)
            rows |= {news.kept.file: listed.rows} if listed else {}
            added.append(news)
        after = before | {one.kept.name: one.kept for one in added}
        _settle(folder, shelf, tuple(after[name] for name in sorted(after)), rows)
    return tuple(added)


def remove(folder: Path, names: Sequence[str]) -> Shelf:
    """Remove files that were added, by their names, and make the index again. Raises InputError for a name that is none."""
    known = {kept.name for kept in shelf_of(folder).kept}
    for name in names:
        if name not in known:
            raise InputError(f"{name}: no such places in {folder}; there are {', '.join(sorted(known)) or 'none'}")
    with _held(folder):
        shelf = shelf_of(folder)
        return _settle(folder, shelf, tuple(kept for kept in shelf.kept if kept.name not in names), {})


def rebuild(folder: Path) -> Shelf:
    """Make the index fit this version of Tacitus, where it does not."""
    if not shelf_of(folder).kept:
        return Shelf()
    with _held(folder):
        shelf = shelf_of(folder)
        return _settle(folder, shelf, shelf.kept, {})


def _named(paths: Sequence[Path]) -> dict[str, Given]:
    """The files by the names that they will go by."""
    found: dict[str, Given] = {}
    for path in paths:
        for given in given_in(path):
            other = found.setdefault(given.name, given)
            if other != given:
                raise InputError(f"{given.shown}: it would go by the same name as {other.shown}; rename one of them")
    return found


def _taken(folder: Path, given: Given, before: Kept | None, replace: bool, lands: frozenset[str]) -> tuple[Added, Listed | None]:
    """Copy a file into the folder and read its rows, unless the same file is there."""
    arrived = folder / f"arriving-{os.getpid()}.gz"
    sha256 = keep(given, arrived)
    if before and before.sha256 == sha256:
        arrived.unlink()
        return Added(before, "there", given.shown), None
    if before and not replace:
        raise InputError(f"{given.shown}: other places are kept under the name {before.name}; give --replace, or rename the file")
    with lines_of(arrived) as lines:
        listed = read_listed(lines, given.shown, lands)
    if not listed.rows:
        why = f"; line {listed.refused[0].line}: {listed.refused[0].why}" if listed.refused else ""
        raise InputError(f"{given.shown}: there is no place in it that can be used{why}")
    file = f"{re.sub(r'[^A-Za-z0-9_.-]', '_', given.name)}-{sha256[:12]}.gz"
    kept = Kept(given.name, listed.form, len(listed.rows), listed.left_out, len(listed.refused), sha256, file)
    arrived.replace(folder / kept.file)
    return Added(kept, "replaced" if before else "added", given.shown, listed.refused), listed


def _settle(folder: Path, shelf: Shelf, kept: tuple[Kept, ...], rows: dict[str, tuple[OwnRow, ...]]) -> Shelf:
    """Make the index of what is kept, unless it is made; then put the new state in place and clear away what it does not name."""
    base = open_gazetteer()
    state = _state(kept, base.digest)
    index = shelf.index
    if not kept:
        index = None
    elif state != shelf.state or not index or not (folder / index).is_dir():
        every = [row for one in kept for row in rows.get(one.file) or _rows(folder, one, frozenset(base.lands))]
        if len(every) > MOST:
            raise InputError(f"more than {MOST:,} places in all; remove some files")
        index = _written(folder, index_of(every, base), state)
    settled = Shelf(kept, index, state)
    arriving = folder / f"arriving-{os.getpid()}.json"
    arriving.write_text(json.dumps(asdict(settled), ensure_ascii=False, indent=1), encoding="utf8")
    arriving.replace(folder / MANIFEST)
    _clear(folder, _parts(shelf) - _parts(settled))
    return settled


def _state(kept: Sequence[Kept], beside: str) -> str:
    """What an index depends on: the files, however they are called, the gazetteer, and how rows are read."""
    made_by = [resource_text(PACKAGE, name) for name in MADE_BY]
    parts = [beside, *made_by, *sorted({one.sha256 for one in kept})]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _rows(folder: Path, kept: Kept, lands: frozenset[str]) -> tuple[OwnRow, ...]:
    try:
        with lines_of(folder / kept.file) as lines:
            return read_listed(lines, kept.name, lands).rows
    except (OSError, EOFError) as error:
        raise InputError(f"{folder / kept.file} cannot be read ({error}); remove {kept.name} and add it again") from error


def _written(folder: Path, contents: dict[str, bytes], state: str) -> str:
    """The index under a name that no other index has."""
    arriving = folder / f"arriving-{os.getpid()}"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir()
    for name, content in contents.items():
        (arriving / name).write_bytes(content)
    index = f"index-{state[:16]}"
    shutil.rmtree(folder / index, ignore_errors=True)
    arriving.replace(folder / index)
    return index


def _parts(shelf: Shelf) -> set[str]:
    """The names of a shelf's files and of its index."""
    return {*(one.file for one in shelf.kept), *([shelf.index] if shelf.index else [])}


def _clear(folder: Path, names: set[str]) -> None:
    """Remove what no longer counts, and nothing else: the folder is the person's."""
    for name in sorted(names):
        if name.endswith(".gz"):
            (folder / name).unlink(missing_ok=True)
        else:
            shutil.rmtree(folder / name, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, with no other writer. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = hold(folder)
        try:
            yield
        finally:
            os.close(descriptor)
            for left in folder.glob(f"arriving-{os.getpid()}*"):
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}") from error
