"""The kit: opened once a process, its tables told apart by their digest."""

from pathlib import Path

import pytest

from tacitus.errors import InputError
from tacitus.work.kit import Equipment, _tables, kit_of
from tests.kits import Shelf


def test_a_kit_is_opened_once() -> None:
    assert kit_of(Shelf()) is kit_of(Shelf())


def test_a_table_of_ones_own_is_part_of_the_build(tmp_path: Path) -> None:
    own = tmp_path / "actors.toml"
    own.write_text("# mine\n")
    digests = {_tables(None), _tables(own)}
    own.write_text("# mine, changed\n")
    assert len(digests | {_tables(own)}) == 3


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.toml"):
        Equipment(tmp_path / "gone.toml").open()
