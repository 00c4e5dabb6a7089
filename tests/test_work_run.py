"""Many reports in one process or several: the same outcomes in the same order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tacitus.errors import ModelError
from tacitus.flow import Kit
from tacitus.model.source import Skipped, Source
from tacitus.work.plan import Arrival, Position
from tacitus.work.run import AHEAD, run
from tests.kits import Shelf, spell


def arrivals(*texts: str) -> Iterator[Arrival]:
    return (Arrival(Position(0, place), Source(f"r{place}", "test", text.encode())) for place, text in enumerate(texts))


def outcomes(texts: tuple[str, ...], jobs: int) -> list[str]:
    done = run(arrivals(*texts), spell, Shelf(), jobs)
    return [item.outcome.why_not if isinstance(item.outcome, Skipped) else item.outcome for item in done]


TEXTS = ("slow one", "two", "empty three", "fault four", "slow five", *(f"more {place}" for place in range(12)))


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_change_nothing(jobs: int) -> None:
    assert outcomes(TEXTS, jobs) == outcomes(TEXTS, 1)


def test_a_fault_of_ours_costs_one_report_and_is_said() -> None:
    first, fault, last = outcomes(("one", "fault", "two"), 1)
    assert (first, last) == ("r0: ONE", "r2: TWO")
    assert "ValueError" in fault and "kits.py:" in fault and "please report it" in fault


def test_a_report_without_bytes_is_its_own_outcome() -> None:
    missing = Arrival(Position(0, 0), Skipped("gone.txt", "intake", "no such file"))
    for jobs in (1, 2):
        assert [done.outcome for done in run([missing], spell, Shelf(), jobs)] == [missing.source]


def test_a_report_that_kills_its_reader_is_skipped_and_the_others_are_read() -> None:
    assert outcomes(("one", "kill", "two", "three"), 2) == [
        "r0: ONE",
        "the process that read it died, twice",
        "r2: TWO",
        "r3: THREE",
    ]


def refuse(source: Source, kit: Kit) -> str:
    raise ModelError("the encoder is missing")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_that_a_person_must_act_on_ends_the_run(jobs: int) -> None:
    with pytest.raises(ModelError, match="missing"):
        list(run(arrivals("one", "two"), refuse, Shelf(), jobs))


def test_each_process_opens_the_kit_once(tmp_path: Path) -> None:
    list(run(arrivals(*"abcdefgh"), spell, Shelf(folder=tmp_path), 2))
    counts = [path.read_text() for path in tmp_path.iterdir()]
    assert 1 <= len(counts) <= 2 and set(counts) == {"."}


def test_no_more_reports_are_drawn_than_the_workers_can_hold() -> None:
    drawn = 0

    def counted() -> Iterator[Arrival]:
        nonlocal drawn
        for arrival in arrivals(*map(str, range(100))):
            drawn += 1
            yield arrival

    stream = run(counted(), spell, Shelf(), 2)
    next(stream)
    assert drawn <= 2 * AHEAD
    stream.close()


def test_the_kit_is_not_opened_for_nothing(tmp_path: Path) -> None:
    list(run([], spell, Shelf(folder=tmp_path), 1))
    assert not list(tmp_path.iterdir())
