"""Merging: two coders' ledgers become one without losing who recorded what; and a ledger as a bag is the same ledger."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tacitus.errors import LedgerError, OutputError
from tacitus.ledger import schema
from tacitus.ledger.bag import bag
from tacitus.ledger.book import Ledger
from tacitus.ledger.erase import erase, lifted, tombstone
from tacitus.ledger.merge import merge
from tacitus.ledger.record import body_of
from tacitus.ledger.verify import verify
from tests.ledgers import AT, BY, Report, enter, enter_others, ids, make_ledger, place, records, where

__all__ = ["where"]
ONE, TWO, THREE, FOUR = (Report(number) for number in range(1, 5))
LATER = "2024-07-01T09:00:00Z"


@pytest.fixture(params=[("sqlite", "sqlite"), ("sqlite", "postgresql"), ("postgresql", "sqlite")], ids="-".join)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Ledger, Ledger]]:
    """Two coders' ledgers: one report is in both."""
    left, right = request.param
    one = make_ledger(place(left, tmp_path, "left"), [ONE, TWO], by="A. Coder")
    other = make_ledger(place(right, tmp_path, "right"), [TWO, THREE], by="B. Coder")
    enter_others(other, TWO, THREE, by="B. Coder")
    yield one, other
    one.close()
    other.close()


def test_a_merge_brings_what_is_new_with_its_bytes_and_keeps_who_recorded_it(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    theirs = ids(other)
    done = merge(one, other, BY, AT)
    assert theirs <= ids(one) and done.files == 1 and done.erased == 0
    found = verify(one)
    assert found.holds and found.kinds["text"] == 3 and found.kinds["merge"] == 1
    assert one.archive.get(THREE.sha256) == THREE.data
    with one.reads() as connection:
        arrivals = connection.execute(select(schema.arrival.c.document, schema.arrival.c.by)).all()
        judged = connection.execute(select(schema.judgement.c.by)).scalars().all()
        packed = connection.execute(select(schema.record.c.body).where(schema.record.c.kind == "merge")).scalar_one()
    assert sorted(row.by for row in arrivals if row.document == TWO.sha256) == ["A. Coder", "B. Coder"]
    assert judged == ["B. Coder"]
    merged = body_of(packed)
    assert (merged["number"], merged["head"]) == (verify(other).number, verify(other).head) and merged["by"] == BY


def test_a_second_merge_adds_nothing_and_going_to_and_fro_comes_to_rest(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    merge(one, other, BY, AT)
    before = records(one)
    assert merge(one, other, BY, LATER).records == 0 and records(one) == before
    for number in range(3):
        merge(other, one, BY, f"2024-08-0{number + 1}T00:00:00Z")
        merge(one, other, BY, f"2024-08-0{number + 1}T00:00:00Z")
    assert ids(one, "merge") == ids(other, "merge")
    assert merge(other, one, BY, LATER).records == merge(one, other, BY, LATER).records == 0
    assert verify(one).holds and verify(other).holds


@pytest.mark.parametrize("erasing", [0, 1])
def test_an_erasure_travels_in_both_directions(pair: tuple[Ledger, Ledger], erasing: int) -> None:
    enter(pair[0], Report(2, "0.2.0"))
    enter(pair[1], Report(2, "0.3.0"))
    erase(pair[erasing], TWO.sha256, "licence expired", BY, AT)
    merge(pair[0], pair[1], BY, LATER)
    found = verify(pair[0])
    assert found.holds, found.faults
    assert not pair[0].archive.path(TWO.sha256).exists()
    with pair[0].reads() as connection:
        assert connection.execute(select(schema.text.c.seq).where(schema.text.c.document == TWO.sha256)).first() is None
        stone = tombstone(connection, TWO.sha256)
    assert stone and stone.why == "licence expired"


def test_a_ledger_that_does_not_hold_gives_nothing(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    other.archive.path(THREE.sha256).unlink()
    before = records(one)
    with pytest.raises(LedgerError, match=r"does not hold.*the archived file is missing"):
        merge(one, other, BY, AT)
    assert records(one) == before


_STEP = st.tuples(st.integers(0, 1), st.integers(1, 4), st.sampled_from(["enter", "newer", "erase", "again"]))


@settings(max_examples=20)
@given(st.lists(_STEP, max_size=7))
def test_whichever_way_round_two_ledgers_are_merged_they_hold_the_same_records(steps: list[tuple[int, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        pair = [make_ledger(Path(folder) / f"{name}.tacitus.db", [ONE], by=name) for name in ("left", "right")]
        for day, (side, number, deed) in enumerate(steps, 1):
            _do(pair[side], number, deed, f"2024-06-{day:02}T00:00:00Z")
        copies = [
            Ledger.open(str(bag(ledger, Path(folder) / f"bag{side}").folder / "data/ledger.tacitus.db"))
            for side, ledger in enumerate(pair)
        ]
        merge(pair[0], copies[1], BY, LATER)
        merge(pair[1], copies[0], BY, LATER)
        for ledger in pair:
            found = verify(ledger)
            assert found.holds and not found.notes, [fault.line for fault in found.faults]
        assert ids(pair[0], "merge") == ids(pair[1], "merge")
        alive = [{key for _, key, whole in records(ledger) if whole and not key.startswith("merge")} for ledger in pair]
        assert alive[0] == alive[1]
        for ledger in (*pair, *copies):
            ledger.close()


def _do(ledger: Ledger, number: int, deed: str, at: str) -> None:
    report = Report(number, "0.2.0" if deed == "newer" else "0.1.0")
    with ledger.writes() as writer:
        stone = tombstone(writer.connection, report.sha256)
        if deed in ("enter", "newer") and stone is None:
            writer.add(report.drafts(writer))
        if deed == "again" and stone is not None:
            writer.add(lifted(report.drafts(writer), stone.id))
    if deed == "erase" and ledger.archive.path(report.sha256).exists():
        erase(ledger, report.sha256, f"asked for at {at}", BY, at)


def checked(folder: Path) -> dict[str, str]:
    """The bag by its own rules, without our code: every file is in a manifest, once, with its digest."""
    assert (folder / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    listed: dict[str, str] = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (folder / name).read_text().splitlines():
            digest, _, path = line.partition("  ")
            assert path not in listed and hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest
            listed[path] = digest
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {*listed, "tagmanifest-sha256.txt"}
    facts = dict(line.split(": ", 1) for line in (folder / "bag-info.txt").read_text().splitlines())
    payload = [path for path in (folder / "data").rglob("*") if path.is_file()]
    assert facts["Payload-Oxum"] == f"{sum(path.stat().st_size for path in payload)}.{len(payload)}"
    return facts


def test_a_bag_is_valid_holds_the_same_chain_and_is_the_same_each_time(where: str, tmp_path: Path) -> None:
    ledger = make_ledger(where, [ONE, TWO, THREE])
    enter_others(ledger, ONE, TWO)
    erase(ledger, THREE.sha256, "asked for", BY, AT)
    made = bag(ledger, tmp_path / "first")
    bag(ledger, tmp_path / "second")
    facts = checked(tmp_path / "first")
    assert facts["Tacitus-Chain-Head"] == made.head == verify(ledger).head
    for path in (path for path in (tmp_path / "first").rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "second" / path.relative_to(tmp_path / "first")).read_bytes(), path
    inside = Ledger.open(str(tmp_path / "first/data/ledger.tacitus.db"), writable=False)
    found = verify(inside)
    assert found.holds and found.head == made.head and records(inside) == records(ledger)
    inside.close()
    ledger.close()


def test_a_bag_is_whole_or_not_there(where: str, tmp_path: Path) -> None:
    ledger = make_ledger(where, [ONE, TWO])
    ledger.archive.path(TWO.sha256).write_bytes(b"damaged")
    with pytest.raises(LedgerError, match="it is damaged"):
        bag(ledger, tmp_path / "bags" / "first")
    assert list((tmp_path / "bags").iterdir()) == []
    (tmp_path / "bags" / "mine").write_text("a file")
    with pytest.raises(OutputError, match="is there already"):
        bag(ledger, tmp_path / "bags" / "mine")
    with pytest.raises(OutputError, match="cannot be written"):
        bag(ledger, tmp_path / "bags" / "mine" / "inner")
    ledger.close()
