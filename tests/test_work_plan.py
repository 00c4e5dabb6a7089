"""Which reports a run reads, and how they are dealt to shards."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import InputError
from tacitus.intake.options import Options
from tacitus.model.source import Given
from tacitus.work.plan import Arrival, Position, Shard, arrivals, is_address


@pytest.fixture
def inputs(tmp_path: Path) -> tuple[str, ...]:
    """A corpus of five and two files."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(f'{{"id": "r{number}", "text": "Shells fell on village {number}."}}\n' for number in range(5)))
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"A convoy left {name}.\n")
    return (str(tmp_path / "one.txt"), str(corpus), str(tmp_path / "two.txt"))


def keys(arrived: list[Arrival]) -> list[str]:
    return [arrival.source.key.rpartition("/")[2] for arrival in arrived]


def test_reports_come_input_by_input(inputs: tuple[str, ...]) -> None:
    arrived = list(arrivals(inputs, Options()))
    assert keys(arrived) == ["one.txt", "r0", "r1", "r2", "r3", "r4", "two.txt"]
    assert [arrival.position for arrival in arrived][:3] == [Position(0, 0), Position(1, 0), Position(1, 1)]


def test_inputs_that_were_finished_are_not_opened_again(inputs: tuple[str, ...]) -> None:
    assert keys(list(arrivals(inputs, Options(), after=Position(1, 3)))) == ["r0", "r1", "r2", "r3", "r4", "two.txt"]


@pytest.mark.parametrize("of", [1, 2, 3, 7, 40])
def test_shards_share_the_reports_out(inputs: tuple[str, ...], of: int) -> None:
    dealt = [arrival for number in range(1, of + 1) for arrival in arrivals(inputs, Options(), Shard(number, of))]
    whole = list(arrivals(inputs, Options()))
    assert sorted(dealt, key=lambda arrival: arrival.position) == whole


@given(st.integers(1, 50), st.integers(0, 1000))
def test_every_place_belongs_to_one_shard(of: int, place: int) -> None:
    assert sum(Shard(number, of).holds(place) for number in range(1, of + 1)) == 1


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "1/", "-1/3", "1/0", ""])
def test_a_wrong_shard_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--shard"):
        Shard.parse(text)


def test_what_is_said_of_a_report_is_part_of_its_digest(inputs: tuple[str, ...]) -> None:
    plain, told = (next(arrivals(inputs[:1], Options(given=given))).digest for given in (Given(), Given(publisher="Nile Post")))
    assert plain != told
    assert plain == next(arrivals(inputs[:1], Options())).digest


def test_addresses_are_known_by_their_scheme() -> None:
    assert is_address("HTTPS://example.org/a") and not is_address("http.txt")
