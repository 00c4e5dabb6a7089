"""One line of JSON: the same value, one line for every reader, nothing that a terminal obeys."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from tacitus.format.line import json_line

NASTY = "\x00\x07\x1b[2J\x7f\x85\x9b31m\u2028\u2029\u202e\u2066\ufeff\u200f\ud800 ö 漢 🚛"


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
@example({"text": NASTY})
def test_a_line_says_the_same(value: dict[str, object]) -> None:
    line = json_line(value)
    assert json.loads(line) == value
    assert line.splitlines() == [line.removesuffix("\n")]
    assert line.encode().decode() == line
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line.removesuffix("\n"))


def test_words_stay_readable() -> None:
    assert json_line({"text": "“Дебальцево”, 漢字"}) == '{"text":"“Дебальцево”, 漢字"}\n'


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(min_value=-(2**80), max_value=2**80)))
@example([0.00001, -0.00005, 1e-7, 1e16, 1e22, 0.5, 36.20124, 2**70])
def test_numbers_are_written_as_the_standard_library_writes_them(numbers: list[float]) -> None:
    assert json_line({"numbers": numbers}) == '{"numbers":[' + ",".join(json.dumps(number) for number in numbers) + "]}\n"
