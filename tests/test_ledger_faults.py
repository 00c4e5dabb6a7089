"""What befalls a ledger: processes that die, disks that fill up, files that may not be written, other writers. Nothing that was
recorded is lost, nothing stays half-written, and what is said of it is one clear line."""

import json
import multiprocessing
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tacitus.errors import LedgerError
from tacitus.ledger import schema, sqlite
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.compact import compact
from tacitus.ledger.verify import verify
from tests.ledgers import Report, enter, ids, make_ledger, place, where
from tests.scribe import record

__all__ = ["where"]
ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534


@pytest.mark.parametrize(("dialect", "rounds"), [("sqlite", 100), ("postgresql", 15)])
def test_killed_at_any_moment_nothing_told_is_lost_and_the_next_run_goes_on(tmp_path: Path, dialect: str, rounds: int) -> None:
    where = place(dialect, tmp_path, "march")
    make_ledger(where).close()
    program = [sys.executable, "-m", "tests.scribe", where, str(rounds), "1"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found["told"]) > rounds / 20 and found["counts"] == sorted(found["counts"])
    ledger = Ledger.open(where)
    with ledger.reads() as connection:
        recorded = set(connection.execute(select(schema.arrival.c.uri)).scalars())
    assert {Report(number).uri for number in found["told"]} <= recorded
    assert verify(ledger).holds
    compact(ledger)
    assert not verify(ledger).notes
    ledger.close()


def test_two_writers_at_once_both_finish_and_the_chain_holds(where: str) -> None:
    make_ledger(where).close()
    spawning = multiprocessing.get_context("spawn")
    writers = [
        spawning.Process(target=record, args=(where, range(1, 16), "A. Coder")),
        spawning.Process(target=record, args=(where, range(8, 24), "B. Coder")),
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
        writer.close()
    ledger = Ledger.open(where)
    found = verify(ledger)
    assert found.holds and not [note for note in found.notes if "no record" in note]
    assert (found.kinds["text"], found.kinds["arrival"]) == (23, 31), "each text once, each coder's arrivals"
    ledger.close()


def test_who_reads_sees_one_moment_while_another_writes(where: str) -> None:
    ledger = make_ledger(where, [Report(1)])
    other = Ledger.open(where)
    count = select(func.count()).select_from(schema.record)
    with ledger.reads() as connection:
        if ledger.backend.dialect == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        before = connection.execute(count).scalar_one()
        enter(other, Report(2))
        assert connection.execute(count).scalar_one() == before
    with ledger.reads() as connection:
        assert connection.execute(count).scalar_one() > before
    other.close()
    ledger.close()


def test_a_transaction_that_fails_leaves_neither_records_nor_files(where: str) -> None:
    ledger = make_ledger(where, [Report(1)])
    before = ids(ledger)
    with pytest.raises(ZeroDivisionError), ledger.writes() as writer:
        writer.add(Report(2).drafts(writer))
        raise ZeroDivisionError
    assert ids(ledger) == before and not [path for path in ledger.archive.folder.rglob(".*") if path.is_file()]
    enter(ledger, Report(3))
    assert verify(ledger).holds and not ledger.archive.path(Report(2).sha256).exists()
    ledger.close()


def test_a_locked_ledger_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "march.tacitus.db"
    make_ledger(path, [Report(1)]).close()
    monkeypatch.setattr(sqlite, "WAIT", 0.1)
    ledger = Ledger.open(str(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process is writing to it; try again"):
            enter(ledger, Report(2))
        assert len(ids(ledger)) > 0, "it can be read all the same"
        other.execute("ROLLBACK")
    enter(ledger, Report(2))
    assert verify(ledger).holds
    ledger.close()


def test_a_full_disk_is_one_clear_line_and_what_was_recorded_stays(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [Report(1)])
    before = verify(ledger)
    with pytest.raises(LedgerError, match="the disk is full; make room"), ledger.writes() as writer:
        pages = writer.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        for number in range(2, 40):
            writer.add(Report(number).drafts(writer))
    after = verify(ledger)
    assert after.holds and (after.number, after.head) == (before.number, before.head) and not after.notes
    enter(ledger, Report(2))
    assert verify(ledger).holds
    ledger.close()


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file may grow further, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_an_archive_that_cannot_be_written_on_stops_the_whole_record(where: str) -> None:
    ledger = make_ledger(where, [Report(1)])
    before = ids(ledger)
    with pytest.raises(LedgerError, match="the archive cannot be written"), ledger.writes() as writer, files_of_at_most(100):
        _put(writer)
    assert ids(ledger) == before and verify(ledger).holds
    assert not [note for note in verify(ledger).notes if "no record" in note]
    ledger.close()


def _put(writer: Writer) -> None:
    writer.keep("ab" * 32, os.urandom(5000))


def test_a_database_that_cannot_grow_keeps_what_it_has(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [Report(1)])
    before = ids(ledger)
    with pytest.raises(LedgerError, match="the disk"), files_of_at_most(20_000):
        enter(ledger, *(Report(number) for number in range(2, 60)))
    now = ids(ledger)
    assert before <= now and verify(ledger).holds
    enter(ledger, Report(70))
    assert verify(ledger).holds
    ledger.close()


@contextmanager
def shut_folder(file: int = 0o444) -> Iterator[Path]:
    """A ledger whose file and folder may be read and not written, as somebody without privileges sees them; `file` is its mode."""
    folder = Path(tempfile.mkdtemp(prefix="tacitus-shut-"))
    make_ledger(folder / "march.tacitus.db", [Report(1)]).close()
    with closing(sqlite3.connect(folder / "march.tacitus.db")) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (folder / "march.tacitus.db").chmod(file)
    folder.chmod(0o555)
    privileged = os.geteuid() == 0
    if privileged:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield folder
    finally:
        if privileged:
            os.setresuid(0, 0, 0)
        for path in folders:
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_ledger_on_a_medium_that_cannot_be_written_is_read_and_verified() -> None:
    with shut_folder() as folder:
        ledger = Ledger.open(str(folder / "march.tacitus.db"), writable=False)
        found = verify(ledger)
        assert found.holds and found.notes == ("the ledger cannot be written, so by what words are ranked was not checked",)
        ledger.close()
        assert sorted(path.name for path in folder.iterdir()) == ["march.tacitus.archive", "march.tacitus.db"]


def test_writing_where_one_may_not_is_one_clear_line() -> None:
    with shut_folder() as folder:
        with pytest.raises(LedgerError, match="it cannot be written; make the file and its folder writable"):
            ledger = Ledger.open(str(folder / "march.tacitus.db"))
            enter(ledger, Report(2))
        with pytest.raises(LedgerError, match="a ledger cannot be made there"):
            Ledger.create(str(folder / "new.tacitus.db"), "new", "2024-05-01T09:00:00Z", "A. Coder")


def test_a_ledger_that_may_not_even_be_read_is_one_clear_line() -> None:
    clear = "it cannot be opened; is the path right, and may it be read"
    with shut_folder(0) as folder, pytest.raises(LedgerError, match=clear):
        Ledger.open(str(folder / "march.tacitus.db"), writable=False)
