"""An output folder: killed anywhere, resumed, sharded, merged, always the same bytes."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.errors import InputError, OutputError
from tacitus.work.journal import NAME, Run, read_journal
from tacitus.work.merge import merge
from tacitus.work.plan import Position, Shard
from tacitus.work.spool import Spool

HEADS = {"a.csv": b"id,word\n", "b.csv": b"id\n", "codebook.csv": b"column,meaning\n"}
TERMS = {"inputs": ["corpus.jsonl"], "build": {"version": "1"}}
REPORTS = 9


def rows(number: int) -> dict[str, bytes]:
    return {"a.csv": f"{number},word\n".encode() * (number % 4), "b.csv": f"{number}\n".encode() if number % 3 else b""}


def run(shard: Shard | None = None) -> Run:
    return Run(TERMS, HEADS, shard)


def fill(folder: Path, upto: int = REPORTS, shard: Shard | None = None, finish: bool = True) -> None:
    """What a run does: go on behind the journal's last report."""
    with Spool(folder, run(shard)) as spool:
        done = {entry.position.report for entry in spool.journal.entries()}
        for number in range(upto):
            if number not in done and (shard is None or shard.holds(number)):
                spool.write(Position(0, number), f"r{number}", f"digest{number}", "empty" if number == 4 else None, rows(number))
        if finish:
            spool.finish()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spool") / "whole"
    fill(folder)
    return folder


def test_a_finished_folder_holds_every_row_in_order(whole: Path) -> None:
    found = contents(whole)
    assert found["b.csv"] == b"id\n" + b"".join(f"{number}\n".encode() for number in range(REPORTS) if number % 3)
    assert set(found) == {*HEADS, NAME}
    journal = read_journal(whole)
    assert journal and journal.finished and journal.last and journal.last.position == Position(0, REPORTS - 1)
    assert [entry.skipped for entry in journal.entries()].count("empty") == 1


def test_a_finished_folder_is_left_as_it_is(whole: Path) -> None:
    before = contents(whole)
    fill(whole)
    assert contents(whole) == before


@pytest.mark.parametrize("upto", range(REPORTS + 1))
def test_a_run_that_was_stopped_goes_on(whole: Path, tmp_path: Path, upto: int) -> None:
    fill(tmp_path / "out", upto, finish=False)
    fill(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(whole)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_killed_at_any_byte_nothing_is_lost_or_doubled(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The journal may be cut anywhere; the tables reach at least as far as it says, for they are written first."""
    folder = tmp_path_factory.mktemp("killed") / "out"
    shutil.copytree(whole, folder)
    lines = (folder / NAME).read_bytes()
    first = lines.index(b"\n") + 1
    (folder / NAME).write_bytes(lines[: data.draw(st.integers(first, len(lines)))])
    journal = read_journal(folder)
    assert journal
    for place, name in enumerate(sorted(HEADS)):
        least = journal.last.ends[place] if journal.last else 0
        table = (folder / name).read_bytes()
        (folder / name).write_bytes(table[: data.draw(st.integers(least, len(table)))])
    fill(folder)
    assert contents(folder) == contents(whole)


def test_killed_before_the_first_line_is_whole(tmp_path: Path) -> None:
    (tmp_path / f".{NAME}").write_text('{"jour')
    fill(tmp_path)
    journal = read_journal(tmp_path)
    assert journal and journal.finished


@pytest.mark.parametrize("of", [1, 2, 5, 40])
def test_shards_merge_to_the_bytes_of_one_run(whole: Path, tmp_path: Path, of: int) -> None:
    folders = [tmp_path / f"shard{number}" for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        fill(folder, shard=Shard(number, of))
    assert merge(folders[::-1], tmp_path / "out") == REPORTS
    assert contents(tmp_path / "out") == contents(whole)


def shards(tmp_path: Path, numbers: Sequence[int], of: int) -> list[Path]:
    folders = []
    for place, number in enumerate(numbers):
        folders.append(tmp_path / f"{place}-{number}")
        fill(folders[-1], shard=Shard(number, of))
    return folders


@pytest.mark.parametrize(("numbers", "message"), [((1, 3), "missing: 2"), ((1, 2, 2, 3), "twice")])
def test_merging_takes_every_shard_once(tmp_path: Path, numbers: tuple[int, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        merge(shards(tmp_path, numbers, 3), tmp_path / "out")


def test_merging_refuses_what_does_not_belong_together(whole: Path, tmp_path: Path) -> None:
    first, _ = shards(tmp_path, (1, 2), 2)
    other = tmp_path / "other"
    with Spool(other, Run({**TERMS, "build": {"version": "2"}}, HEADS, Shard(2, 2))) as spool:
        spool.finish()
    with pytest.raises(InputError, match="not of the same run"):
        merge([first, other], tmp_path / "out")
    with pytest.raises(InputError, match="not a shard"):
        merge([whole], tmp_path / "out")
    with pytest.raises(InputError, match="holds no run"):
        merge([tmp_path], tmp_path / "out")
    with pytest.raises(InputError, match="one of the shards"):
        merge([*shards(tmp_path / "more", (1, 2), 2)], tmp_path / "more" / "0-1")


def test_merging_refuses_an_unfinished_shard(tmp_path: Path) -> None:
    fill(tmp_path / "half", 3, Shard(1, 1), finish=False)
    with pytest.raises(InputError, match="not finished"):
        merge([tmp_path / "half"], tmp_path / "out")


def test_a_folder_of_another_run_is_refused(whole: Path) -> None:
    with pytest.raises(OutputError, match=r"another run .*build"):
        Spool(whole, Run({**TERMS, "build": {"version": "2"}}, HEADS))
    with pytest.raises(OutputError, match=r"another run .*shard"):
        Spool(whole, run(Shard(1, 2)))


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        Spool(tmp_path, run())


def test_a_table_that_was_cut_by_hand_is_refused(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    (tmp_path / "out" / "a.csv").write_bytes(b"id")
    with pytest.raises(OutputError, match="shorter than its journal says"):
        Spool(tmp_path / "out", run())


def test_a_journal_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"hello": 1}\n')
    with pytest.raises(OutputError, match="no journal of this version"):
        Spool(tmp_path, run())
    (tmp_path / NAME).write_text("hello\n")
    with pytest.raises(OutputError, match="cannot be read"):
        Spool(tmp_path, run())


def test_two_writers_are_refused(tmp_path: Path) -> None:
    with Spool(tmp_path, run()), pytest.raises(OutputError, match="another process"):
        Spool(tmp_path, run())
    with Spool(tmp_path, run()) as spool:
        spool.finish()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        Spool(tmp_path / "file" / "out", run())
