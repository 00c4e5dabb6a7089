"""The bench of copies: what it makes is what it says, and without data it says so."""

import random

import pytest

import copies as bench
from tacitus.copies.confirm import compare
from tests.stories import RIDGE, RIVER

OTHER = "Rain kept the ferry at its landing. The mayor read a list of names. Nobody spoke for an hour. Boats came at noon."


@pytest.mark.parametrize("kind", [*bench.KINDS, *bench.OTHERS])
def test_a_kind_is_made_the_same_way_each_time_and_is_or_is_not_a_copy(kind: str) -> None:
    maker = (bench.KINDS | bench.OTHERS)[kind]
    made = maker(RIVER, (RIDGE, OTHER), random.Random(1))
    assert made == maker(RIVER, (RIDGE, OTHER), random.Random(1))
    assert (compare(RIVER, made).how is not None) == (kind in bench.KINDS)


def test_without_data_the_bench_is_skipped_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([]) == 0 and "skipped" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        bench.main(["--never"])
