"""Verify: what was recorded is read again, and whatever is changed anywhere is found and named."""

import json
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tacitus.errors import LedgerError
from tacitus.ledger import schema
from tacitus.ledger.book import Ledger, archive_beside
from tacitus.ledger.draft import draft
from tacitus.ledger.record import record_of
from tacitus.ledger.spans import untrue
from tacitus.ledger.stretch import FIRST, LAST, stretches
from tacitus.ledger.verify import Verdict, _start, verify
from tests.ledgers import AT, BY, Report, content, enter, enter_others, make_ledger, meddled, weigh, where

__all__ = ["where"]
ONE, TWO, THREE = Report(1), Report(2), Report(3)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a row in every table, as a file that nobody has open."""
    path = tmp_path_factory.mktemp("master") / "march.tacitus.db"
    ledger = make_ledger(path, [ONE, TWO, THREE])
    enter_others(ledger, ONE, TWO)
    with ledger.writes() as writer:
        gone = draft("visit", {"url": "https://nile.example/gone", "at": AT, "by": BY})
        writer.add([gone, draft("erasure", {"target": "0" * 64, "why": "w", "by": BY, "at": AT, "erased": [gone.record.id]})])
        writer.connection.exec_driver_sql("UPDATE record SET body = NULL WHERE id = ?", (gone.record.id,))
        writer.connection.exec_driver_sql("DELETE FROM visit WHERE url LIKE '%gone'")
    weigh(ledger)
    ledger.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def copy(master: Path, tmp_path: Path) -> Path:
    path = tmp_path / master.name
    shutil.copyfile(master, path)
    shutil.copytree(archive_beside(master), archive_beside(path))
    return path


def verdict(path: Path, earlier: str | None = None) -> Verdict:
    ledger = Ledger.open(str(path))
    try:
        return verify(ledger, earlier)
    finally:
        ledger.close()


def test_a_ledger_that_nobody_touched_holds(where: str) -> None:
    ledger = make_ledger(where, [ONE, TWO])
    enter_others(ledger, ONE, TWO)
    found = verify(ledger)
    assert found.holds and found.faults == ()
    assert found.kinds["reading"] == 2 and found.number == sum(found.kinds.values())
    assert found.size > 2 * len(ONE.data)
    ledger.close()


def test_every_table_has_a_row_to_be_changed(copy: Path) -> None:
    assert not [name for name, rows in content(copy).items() if name in schema.metadata.tables and not rows]
    assert verdict(copy).holds


def columns() -> list[tuple[str, str]]:
    return [(table.name, column.name) for table in schema.metadata.tables.values() for column in table.columns]


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_value_that_is_changed_in_any_column_is_found(copy: Path, table: str, column: str) -> None:
    named = f'"{column}"'
    changed = {
        "Text": f"coalesce({named}, '') || 'x'",
        "LargeBinary": "CAST(substr(body, 1, 9) || x'00' || substr(body, 11) AS BLOB)",
    }.get(schema.metadata.tables[table].c[column].type.__class__.__name__, f"coalesce({named}, 0) + 7000001")
    last = f'SELECT max(rowid) FROM "{table}"' + (" WHERE body IS NOT NULL" if table == "record" else "")
    with meddled(copy) as raw:
        raw.execute(f'UPDATE "{table}" SET {named} = {changed} WHERE rowid = ({last})')
    found = verdict(copy)
    assert not found.holds
    weighed = table in {part.name for part in schema.WEIGHED}
    assert any(("incident" if weighed else table) in fault.line for fault in found.faults)


@pytest.mark.parametrize("table", [table.name for table in schema.INDEXES])
def test_a_row_that_is_gone_or_put_in_is_found(copy: Path, table: str) -> None:
    with meddled(copy) as raw:
        rows = raw.execute(f'SELECT * FROM "{table}" WHERE rowid = (SELECT max(rowid) FROM "{table}")').fetchall()
        raw.execute(f'DELETE FROM "{table}" WHERE rowid = (SELECT max(rowid) FROM "{table}")')
    assert any("is missing" in fault.why and fault.table == table for fault in verdict(copy).faults)
    with meddled(copy) as raw:
        marks = ", ".join("?" * len(rows[0]))
        raw.execute(f'INSERT INTO "{table}" VALUES ({marks})', rows[0])
        raw.execute(f'UPDATE "{table}" SET rowid = rowid + 900000000000 WHERE rowid = (SELECT min(rowid) FROM "{table}")')
    assert any("is of no record" in fault.why and fault.table == table for fault in verdict(copy).faults)


def test_a_record_that_is_gone_is_found(copy: Path) -> None:
    with meddled(copy) as raw:
        raw.execute("DELETE FROM record WHERE seq = 4")
    lines = [fault.line for fault in verdict(copy).faults]
    assert any("the chain is broken: record 4 is not there" in line for line in lines)


def test_a_record_that_is_made_up_whole_with_its_rows_breaks_the_chain(copy: Path) -> None:
    forged = record_of("visit", {"url": "https://nile.example/forged", "at": AT, "by": BY})
    with meddled(copy) as raw:
        (seq,) = raw.execute("SELECT seq FROM visit").fetchone()
        raw.execute("UPDATE record SET id = ?, body = ? WHERE seq = ?", (forged.id, forged.packed, seq))
        raw.execute("UPDATE visit SET url = 'https://nile.example/forged', at = ?", (AT,))
    found = verdict(copy)
    assert [fault.record for fault in found.faults] == [f"record {seq} ({forged.id})"]
    assert "the chain is broken" in found.faults[0].why


def test_a_body_that_is_gone_without_an_erasure_is_found(copy: Path) -> None:
    with meddled(copy) as raw:
        raw.execute("UPDATE record SET body = NULL WHERE kind = 'judgement'")
        raw.execute("DELETE FROM judgement")
    assert ["no erasure names it" in fault.why for fault in verdict(copy).faults] == [True]


def test_an_erasure_that_was_not_carried_out_is_found(where: str) -> None:
    ledger = make_ledger(where, [ONE])
    with ledger.writes() as writer:
        text = writer.connection.execute(select(schema.text.c.id)).scalar_one()
        writer.add([draft("erasure", {"target": ONE.sha256, "why": "w", "by": BY, "at": AT, "erased": [text]})])
    assert ["its body is still there" in fault.why for fault in verify(ledger).faults] == [True]
    ledger.close()


def test_a_trigger_that_was_dropped_is_found(where: str) -> None:
    ledger = make_ledger(where, [ONE])
    with ledger.writes() as writer:
        on = "" if ledger.backend.dialect == "sqlite" else " ON claim"
        writer.connection.exec_driver_sql(f"DROP TRIGGER claim_kept{on}")
    assert ["claim_kept" in fault.line and "missing" in fault.line for fault in verify(ledger).faults] == [True]
    ledger.close()


@pytest.mark.parametrize(
    "damage", ["UPDATE claim_rtree SET n = n + 0.001", "DELETE FROM claim_rtree", "INSERT INTO claim_rtree VALUES (9, 1, 2, 3, 4)"]
)
def test_an_index_of_boxes_that_lies_is_found(copy: Path, damage: str) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute(damage)
    assert {fault.table for fault in verdict(copy).faults} == {"claim_rtree"}


@pytest.mark.parametrize("index", ["claim_fts", "text_fts"])
def test_an_index_of_words_that_lies_is_found(copy: Path, index: str) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute(f"INSERT INTO {index}({index}) VALUES('delete-all')")
    assert {fault.table for fault in verdict(copy).faults} == {index}


def files(copy: Path) -> list[Path]:
    return sorted(archive_beside(copy).glob("*/*.z"))


def _missing(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _followed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _other(path: Path) -> None:
    path.write_bytes(zlib.compress(b"another report"))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [_missing, _cut, _followed, _other, _folder])
def test_an_archived_file_that_is_not_what_it_was_is_named(copy: Path, harm: Callable[[Path], None]) -> None:
    path = files(copy)[1]
    harm(path)
    found = verdict(copy)
    assert [fault.file for fault in found.faults] == [str(path)]
    assert "(bytes-" in (found.faults[0].record or "")


def test_a_bit_flipped_anywhere_in_an_archived_file_is_found_or_is_padding(copy: Path) -> None:
    """A compressed stream ends in the middle of a byte: the bits that fill it up say nothing."""
    ledger, found = Ledger.open(str(copy)), []
    path = files(copy)[0]
    sha256, whole = path.parent.name + path.name.removesuffix(".z"), path.read_bytes()
    for place in range(8 * len(whole)):
        path.write_bytes(whole[: place // 8] + bytes([whole[place // 8] ^ (1 << place % 8)]) + whole[place // 8 + 1 :])
        found.append(ledger.archive.fault(sha256) is not None)
        assert found[-1] or zlib.decompress(path.read_bytes()) == zlib.decompress(whole)
    ledger.close()
    assert found.count(False) < 8


def test_files_that_no_record_names_are_told_and_are_no_fault(copy: Path) -> None:
    stray = files(copy)[0].with_name("ab" * 31 + ".z")
    stray.write_bytes(zlib.compress(b"left by a run that died"))
    found = verdict(copy)
    assert found.holds and str(stray) in found.notes[0] and "tacitus compact" in found.notes[0]


def test_an_earlier_head_lies_on_the_chain_until_the_past_is_changed(copy: Path) -> None:
    before = verdict(copy)
    ledger = Ledger.open(str(copy))
    enter(ledger, Report(4))
    ledger.close()
    after = verdict(copy, before.head)
    assert after.holds and after.passed == before.number < after.number and after.head != before.head
    lost = verdict(copy, "f" * 64)
    assert not lost.holds and "is not on this chain" in lost.faults[0].why


def test_a_ledger_that_was_cut_back_is_found_by_its_head_alone(master: Path, copy: Path) -> None:
    """A chain that ends early is whole in itself: that is what a head on paper is for."""
    ledger = Ledger.open(str(copy))
    enter(ledger, Report(4))
    head = verify(ledger).head
    ledger.close()
    shutil.copyfile(master, copy)
    assert verdict(copy).holds and not verdict(copy, head).holds


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_several_processes_find_what_one_finds(copy: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setattr("tacitus.ledger.verify.PART", 3)
    monkeypatch.setattr("tacitus.ledger.verify._start", lambda: start)
    ledger = Ledger.open(str(copy))
    assert verify(ledger, jobs=2) == verify(ledger)
    with meddled(copy) as raw:
        raw.execute("UPDATE claim SET country = 'XX' WHERE number = 2")
        raw.execute("UPDATE text SET text = replace(text, 'lorries', 'Lorries') WHERE seq = (SELECT max(seq) FROM text)")
    assert verify(ledger, jobs=2) == verify(ledger)
    assert not verify(ledger).holds
    ledger.close()


def test_several_processes_check_either_database(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tacitus.ledger.verify.PART", 3)
    ledger = make_ledger(where, [ONE, TWO])
    found = verify(ledger, jobs=2)
    assert found.holds and found == verify(ledger)
    with ledger.reads() as connection:  # what the processes left of this one's connections
        assert connection.execute(select(schema.text.c.id)).all()
    ledger.close()


def test_a_process_is_a_copy_of_this_one_only_where_no_other_thread_runs() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    assert _start() == "spawn"
    done.set()
    other.join()
    assert _start() in ("fork", "spawn")


def test_a_text_that_was_changed_is_named_with_the_quotes_that_no_longer_stand(copy: Path) -> None:
    with meddled(copy) as raw:
        raw.execute("UPDATE text SET text = replace(text, 'Mellit', 'Millet') WHERE seq = (SELECT max(seq) FROM text)")
    lines = [fault.line for fault in verdict(copy).faults]
    assert any("the text is not the one that was recorded" in line for line in lines)
    assert any('are not "Mellit"' in line for line in lines)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"start": 0, "end": 6, "text": "Convoy"}, None),
        ({"start": 0, "end": 6, "text": "convoy"}, 'characters 0-6 are not "convoy"'),
        ({"start": 3, "end": 3, "text": ""}, None),
        ({"start": 0, "end": 99}, "characters 0-99 lie outside the text"),
        ({"start": 5, "end": 2}, "characters 5-2 lie outside the text"),
        ({"start": 5, "end": 2, "text": ""}, "characters 5-2 lie outside the text"),
        ({"start": 7, "end": 20, "text": "left"}, "characters 7-20 lie outside the text"),
        ({"start": True, "end": 2, "text": "o"}, "characters True-2 lie outside the text"),
        ({"start": -3, "end": 6, "text": ""}, "characters -3-6 lie outside the text"),
        ({"start": 4, "end": None, "text": "oy left"}, "characters 4-None lie outside the text"),
        ({"start": None, "end": None, "text": None}, None),
    ],
)
def test_a_quote_stands_where_it_says_or_is_named(entry: dict[str, object], why: str | None) -> None:
    body = {"lists": [[{"deep": [entry]}], "word", 3, None]}
    assert untrue(body, "Convoy left") == ([why] if why else [])


@pytest.mark.parametrize("size", [1, 2, 7, 26, 27, 28, 500])
def test_stretches_tile_all_numbers(master: Path, size: int) -> None:
    ledger = Ledger.open(str(master), writable=False)
    with ledger.reads() as connection:
        parts = list(stretches(connection, size))
    ledger.close()
    assert parts[0].first == FIRST and parts[-1].last == LAST
    assert all(left.last + 1 == right.first for left, right in pairwise(parts))


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_bit_flipped_anywhere_in_the_file_is_found_or_changed_nothing_that_it_says(
    master: Path, tmp_path: Path, share: float, bit: int
) -> None:
    path = tmp_path / master.name
    if not archive_beside(path).exists():
        shutil.copytree(archive_beside(master), archive_beside(path))
    flip(master, path, int(share * master.stat().st_size), bit)
    try:
        found = verdict(path)
    except LedgerError as error:
        assert str(path) in str(error) and "\n" not in str(error)
        return
    assert not found.holds or content(path) == content(master)


def flip(master: Path, path: Path, place: int, bit: int) -> None:
    whole = bytearray(master.read_bytes())
    whole[place] ^= 1 << bit
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
    path.write_bytes(whole)


@pytest.mark.parametrize("size", [0, 100, 4096, 50_000])
def test_a_file_that_is_no_database_any_more_is_one_clear_line(copy: Path, size: int) -> None:
    copy.write_bytes((b"no database " * 5000)[:size])
    with pytest.raises(LedgerError, match=r"march\.tacitus\.db: it (is|holds) no ledger"):
        verdict(copy)


def test_pages_that_are_overwritten_are_named_and_the_rest_is_still_checked(copy: Path) -> None:
    whole = bytearray(copy.read_bytes())
    for page in range(0, len(whole), 4096):
        if b"Darfur Monitor" in whole[page : page + 4096]:
            whole[page : page + 4096] = bytes(4096)
    copy.write_bytes(whole)
    found = verdict(copy)
    assert found.count >= 3 and len(found.faults) <= 200
    assert all("\n" not in fault.line for fault in found.faults)
    json.dumps(found.json)


@pytest.mark.parametrize(
    "damage", ["DELETE FROM incident", "DELETE FROM incident_claim", "DELETE FROM thread", "DELETE FROM weighing"]
)
def test_what_was_weighed_is_sealed(copy: Path, damage: str) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute(damage)
    assert ["what was weighed is not what the last weighing left" in fault.why for fault in verdict(copy).faults] == [True]
