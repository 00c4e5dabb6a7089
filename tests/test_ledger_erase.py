"""Erasure: what a report was goes everywhere, that it was stays, and the chain holds; tidying gives its room back."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from tacitus.errors import LedgerError
from tacitus.flow import Kit
from tacitus.ledger import schema
from tacitus.ledger.book import Ledger
from tacitus.ledger.compact import compact
from tacitus.ledger.draft import draft
from tacitus.ledger.erase import documents_of, erase, erased_before, lifted, taken_down, tombstone
from tacitus.ledger.record import body_of
from tacitus.ledger.stretch import key_of, rows_apart
from tacitus.ledger.verify import verify
from tacitus.ledger.visits import link_held
from tacitus.model.readout import Readout
from tacitus.model.source import Source
from tacitus.work.add import Added, Clerk, add
from tacitus.work.plan import Arrival, Position
from tests.kits import Shelf
from tests.ledgers import AT, BY, Report, enter, enter_others, make_ledger, records, where

__all__ = ["where"]
ONE, TWO, THREE = Report(1), Report(2), Report(3)
WHY = "asked for by a relative"


def made(where: str) -> Ledger:
    ledger = make_ledger(where, [ONE, TWO, Report(1, "0.2.0")])
    enter_others(ledger, ONE, TWO)
    return ledger


def test_an_erased_report_is_gone_from_every_table_and_the_ledger_holds(where: str) -> None:
    ledger = made(where)
    before, head = records(ledger), verify(ledger).head
    done = erase(ledger, ONE.sha256, WHY, BY, AT)
    after = records(ledger)
    gone = [key for seq, key, whole in after if not whole]
    assert done.documents == (ONE.sha256,) and done.records == len(gone)
    kinds = sorted(key.partition("-")[0] for key in gone)
    assert kinds == ["arrival", "bytes", "copy", "judgement", "reading", "reading", "review", "text", "visit"]
    assert [row[:2] for row in after[: len(before)]] == [row[:2] for row in before], "numbers and ids stay"
    with ledger.reads() as connection:
        numbers = {seq for seq, _, whole in after if not whole}
        for table in schema.INDEXES:
            keys = connection.execute(select(key_of(table))).scalars()
            assert not numbers & {key // rows_apart(table) for key in keys}, table.name
    assert not ledger.archive.path(ONE.sha256).exists() and ledger.archive.path(TWO.sha256).exists()
    found = verify(ledger, head)
    assert found.holds and not found.notes and found.passed == len(before)
    ledger.close()


def test_the_tombstone_says_why_when_and_by_whom_and_names_no_address(where: str) -> None:
    ledger = made(where)
    erase(ledger, ONE.uri, WHY, BY, AT)
    with ledger.reads() as connection:
        packed = connection.execute(select(schema.record.c.body).where(schema.record.c.kind == "erasure")).scalar_one()
        body = body_of(packed)
        assert (body["target"], body["why"], body["by"], body["at"]) == (ONE.sha256, WHY, BY, AT)
        assert ONE.uri not in json.dumps(body)
        assert erased_before(connection, ONE.sha256) == WHY and erased_before(connection, TWO.sha256) is None
        assert taken_down(connection, ONE.uri) == WHY and taken_down(connection, TWO.uri) is None
        assert link_held(connection, ONE.uri) and link_held(connection, TWO.uri) and not link_held(connection, THREE.uri)
    ledger.close()


def test_a_report_is_meant_by_any_of_its_ids(where: str) -> None:
    ledger = made(where)
    with ledger.reads() as connection:
        text = connection.execute(select(schema.text.c.id).where(schema.text.c.document == ONE.sha256)).scalar_one()
        reading = connection.execute(select(schema.reading.c.id).where(schema.reading.c.text == text)).scalars().first()
        assert reading
        for named in (ONE.sha256, text, reading, ONE.claims[0], ONE.uri):
            assert documents_of(connection, named) == (ONE.sha256,), named
    ledger.close()


@pytest.mark.parametrize(
    ("named", "why", "words"), [("nothing", WHY, "holds nothing of that name"), (ONE.sha256, "  ", "needs its reason")]
)
def test_an_erasure_without_an_aim_or_a_reason_is_refused(where: str, named: str, why: str, words: str) -> None:
    ledger = made(where)
    with pytest.raises(LedgerError, match=words):
        erase(ledger, named, why, BY, AT)
    assert verify(ledger).holds and all(whole for _, _, whole in records(ledger))
    ledger.close()


def test_an_address_from_which_several_came_takes_them_only_when_told(where: str) -> None:
    ledger = made(where)
    again = {
        "uri": ONE.uri,
        "key": "k",
        "identity": TWO.sha256,
        "document": TWO.sha256,
        "text": None,
        "why_not": "x",
        "at": AT,
        "by": BY,
    }
    with ledger.writes() as writer:
        writer.add([draft("arrival", again)])
    with pytest.raises(LedgerError, match="2 documents are meant"):
        erase(ledger, ONE.uri, WHY, BY, AT)
    assert len(erase(ledger, ONE.uri, WHY, BY, AT, several=True).documents) == 2
    assert verify(ledger).holds
    ledger.close()


def test_what_was_erased_comes_back_only_under_new_ids_that_name_the_erasure(where: str) -> None:
    ledger = made(where)
    erase(ledger, ONE.sha256, WHY, BY, AT)
    enter(ledger, ONE)
    assert verify(ledger).kinds["text"] == 2, "the same records are known, and stay empty"
    with ledger.writes() as writer:
        stone = tombstone(writer.connection, ONE.sha256)
        assert stone and stone.why == WHY
        writer.add(lifted(ONE.drafts(writer), stone.id))
    with ledger.reads() as connection:
        assert erased_before(connection, ONE.sha256) is None
        assert documents_of(connection, ONE.claims[0]) == (ONE.sha256,)
    assert verify(ledger).holds and ledger.archive.get(ONE.sha256) == ONE.data
    erase(ledger, ONE.sha256, "again", BY, "2024-06-01T09:00:00Z")
    with ledger.reads() as connection:
        assert erased_before(connection, ONE.sha256) == "again"
    assert verify(ledger).holds and not ledger.archive.path(ONE.sha256).exists()
    ledger.close()


def test_add_refuses_what_was_erased_with_its_reason_until_it_is_told_again(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = made(where)
    erase(ledger, ONE.sha256, WHY, BY, AT)

    def read(source: Source, kit: Kit) -> Readout:
        return Report(int(source.key)).readout

    def added(again: bool) -> Added:
        arriving = [Arrival(Position(0, 0), Source("1", ONE.uri, ONE.data))]
        (one,) = add(arriving, ledger, Shelf(), Clerk(BY, AT, again))
        return one

    monkeypatch.setattr("tacitus.work.add.read_source", read)
    refused = added(again=False)
    assert refused.news == "skipped" and WHY in (refused.why_not or "") and "--again" in (refused.why_not or "")
    assert added(again=True).claims == 6
    assert added(again=False).news in ("added", "there")
    found = verify(ledger)
    assert found.holds and not found.notes and ledger.archive.get(ONE.sha256) == ONE.data
    ledger.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET body = NULL WHERE seq = 3",
        "UPDATE record SET kind = 'visit' WHERE seq = 3",
        "DELETE FROM record WHERE seq = 3",
        "DELETE FROM claim",
        "DELETE FROM archived",
        "UPDATE claim SET country = 'XX'",
        "UPDATE erasure SET why = 'x'",
        "DELETE FROM erased",
    ],
)
def test_nothing_else_is_ever_removed_or_changed(where: str, statement: str) -> None:
    ledger = made(where)
    erase(ledger, TWO.sha256, WHY, BY, AT)
    with pytest.raises(LedgerError, match="only grows"), ledger.writes() as writer:
        writer.connection.exec_driver_sql(statement)
    assert verify(ledger).holds
    ledger.close()


def test_no_word_of_it_is_left_in_the_files_after_compact(tmp_path: Path) -> None:
    ledger = made(str(tmp_path / "march.tacitus.db"))
    mark = b"Dispatch 1 of the Darfur desk"
    assert any(mark in path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    erase(ledger, ONE.sha256, WHY, BY, AT)
    assert compact(ledger).database is not None
    ledger.close()
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert mark not in path.read_bytes() and ONE.uri.encode() not in path.read_bytes(), path


def test_compact_takes_what_no_record_names_and_nothing_else(where: str) -> None:
    ledger = made(where)
    stray = ledger.archive.path("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left")
    half = stray.with_name(".cd.z.4711")
    half.write_bytes(b"half")
    before = verify(ledger)
    done = compact(ledger)
    assert (done.files, done.archive) == (2, 8)
    after = verify(ledger)
    assert after.holds and after.head == before.head and not after.notes and before.notes
    assert compact(ledger).files == 0
    ledger.close()


def test_an_erasure_that_was_cut_short_before_its_file_went_is_finished_by_compact(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = made(where)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("tacitus.ledger.archive.Archive.remove", _stop)
        erase(ledger, ONE.sha256, WHY, BY, AT)
    found = verify(ledger)
    assert found.holds and str(ledger.archive.path(ONE.sha256)) in found.notes[0]
    compact(ledger)
    assert not verify(ledger).notes and not ledger.archive.path(ONE.sha256).exists()
    ledger.close()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_compact_touches_no_file_where_the_list_of_files_is_damaged(tmp_path: Path) -> None:
    ledger = made(str(tmp_path / "march.tacitus.db"))
    with ledger.writes() as writer:
        writer.connection.exec_driver_sql("DROP TRIGGER archived_stays")
        writer.connection.exec_driver_sql("DELETE FROM archived")
    with pytest.raises(LedgerError, match="none was touched"):
        compact(ledger)
    assert ledger.archive.path(ONE.sha256).exists()
    ledger.close()
