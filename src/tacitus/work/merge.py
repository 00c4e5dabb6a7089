"""The folders of all shards of a run become the folder that one run would have made, byte for byte."""

import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path

from tacitus.errors import InputError, OutputError
from tacitus.work.journal import Entry, Journal, Run, read_journal
from tacitus.work.spool import Spool


def merge(folders: Sequence[Path], out: Path) -> int:
    """Merge, and return the number of reports. Raises InputError where a shard is missing, unfinished or of another run."""
    journals = [_finished(folder) for folder in folders]
    _check(journals)
    first = journals[0]
    heads = {name: _cut(first.path.parent / name, 0, size) for name, size in first.header["files"].items()}
    if any(out.resolve() == folder.resolve() for folder in folders):
        raise InputError(f"{out} is one of the shards; choose another folder for --out")
    reports = 0
    with Spool(out, Run(first.header["run"], heads)) as spool:
        if spool.journal.last:
            raise OutputError(f"{out} holds a run already; choose an empty folder")
        streams = [_reports(journal) for journal in journals]
        for entry, rows in heapq.merge(*streams, key=lambda report: report[0].position):
            spool.write(entry.position, entry.key, entry.digest, entry.skipped, rows)
            reports += 1
        spool.finish()
    return reports


def _finished(folder: Path) -> Journal:
    journal = read_journal(folder)
    if journal is None:
        raise InputError(f"{folder} holds no run of tacitus read --out")
    if not journal.finished:
        raise InputError(f"{folder} is not finished; run its command again first")
    return journal


def _check(journals: Sequence[Journal]) -> None:
    """All shards of one run, each once."""
    first = journals[0]
    numbers = []
    for journal in journals:
        shard = journal.shard
        if shard is None:
            raise InputError(f"{journal.path.parent} is a whole run, not a shard of one")
        if {**first.header, "shard": [shard.number, first.header["shard"][1]]} != journal.header:
            raise InputError(f"{journal.path.parent} and {first.path.parent} are not of the same run")
        if shard.number in numbers:
            raise InputError(f"shard {shard.number} is given twice")
        numbers.append(shard.number)
    missing = sorted(set(range(1, first.header["shard"][1] + 1)) - set(numbers))
    if missing:
        raise InputError(f"shards are missing: {', '.join(map(str, missing[:10]))} of {first.header['shard'][1]}")


def _reports(journal: Journal) -> Iterator[tuple[Entry, dict[str, bytes]]]:
    """Every report of a shard, with its rows."""
    files, before = tuple(journal.header["files"]), tuple(journal.header["files"].values())
    for entry in journal.entries():
        rows = {}
        for name, start, end in zip(files, before, entry.ends, strict=True):
            if end > start:
                rows[name] = _cut(journal.path.parent / name, start, end)
        before = entry.ends
        yield entry, rows


def _cut(path: Path, start: int, end: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            data = file.read(end - start)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) < end - start:
        raise InputError(f"{path} is shorter than its journal says")
    return data
