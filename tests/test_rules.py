"""Tables and patterns: a wrong row is named, a match is leftmost, longest and within its sentence."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import TableError
from tacitus.model.reading import Token
from tacitus.rules.pattern import Classes, compile_pattern
from tacitus.rules.scan import Scan
from tacitus.rules.table import load_rows, read_rows, tables_digest
from tests.builders import make_reading


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    words: tuple[str, ...]
    many: bool = False


GOOD = '[[row]]\nid = "a"\nwords = ["x"]\n'


def test_rows_become_frozen_values() -> None:
    assert read_rows(Row, GOOD, "t.toml") == (Row("a", ("x",)),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[row]\n", "t.toml: not TOML"),
        (GOOD + '[[row]]\nid = "b"\nwords = "x"\n', "t.toml:5: row b: words"),
        (GOOD + '[[row]]\nid = "b"\n', "t.toml:5: row b: words"),
        (GOOD + '[[row]]\nid = "b"\nwords = []\nmeny = true\n', "row b: unknown field 'meny'"),
        (GOOD + GOOD, "row a: the id is used twice"),
        (GOOD + '[[row]]\nwords = "x"\n', "row number 2"),
    ],
)
def test_a_wrong_row_is_named(text: str, says: str) -> None:
    with pytest.raises(TableError) as error:
        read_rows(Row, text, "t.toml")
    assert says in str(error.value) and "\n" not in str(error.value).partition("not TOML")[0]


def test_a_missing_table_says_what_to_do() -> None:
    with pytest.raises(TableError, match="install tacitus again"):
        load_rows(Row, "tacitus.rules", "nowhere.toml")


def test_the_digest_of_the_tables_is_steady() -> None:
    assert tables_digest() == tables_digest() and len(tables_digest()) == 64


def tokens(text: str) -> tuple[Token, ...]:
    return make_reading(text).tokens


CLASSES: Classes = {"NUMBER": frozenset({"three", "four"}), "CAPITAL": lambda token: token.text[:1].isupper()}


@pytest.mark.parametrize(
    ("pattern", "text", "hits"),
    [
        ("last week", "They left last week", [(2, 4)]),
        ("early|late last month", "so late last month", [(1, 4)]),
        ("early|late? last month", "so last month", [(1, 3)]),
        ("the? NUMBER days", "in the three days", [(1, 4)]),
        ("(the past|last) NUMBER days", "in the past four days", [(1, 5)]),
        ("(a few|NUMBER) days ago", "a few days ago", [(0, 4)]),
        ("NUMBER+", "three four three", [(0, 3)]),
        ("CAPITAL CAPITAL", "go to Port Sudan", [(2, 4)]),
        ("^NUM days", "all 12 days", [(1, 3)]),
        ("days", "days and days", [(0, 1), (2, 3)]),
        ("night of", "that night. Of course", []),
    ],
)
def test_patterns_match(pattern: str, text: str, hits: list[tuple[int, int]]) -> None:
    found = compile_pattern(pattern, CLASSES).search(tokens(text))
    assert [(match.first, match.last) for match in found] == hits


def test_the_longest_of_several_matches_wins() -> None:
    match = compile_pattern("(two|two or three) days?").match(tokens("two or three days"), 0)
    assert match is not None and match.last == 4


def test_captures_name_what_they_caught() -> None:
    match = compile_pattern("n=(NUMBER or)? m=NUMBER days", CLASSES).match(tokens("three or four days"), 0)
    assert match is not None and match.captures == {"n": (0, 2), "m": (2, 3)}


@pytest.mark.parametrize(
    ("pattern", "says"), [("(last week", "never closed"), ("last) week", "too many"), ("WEEKDAY", "no class WEEKDAY")]
)
def test_a_wrong_pattern_is_refused(pattern: str, says: str) -> None:
    with pytest.raises(TableError, match=says):
        compile_pattern(pattern)


def test_a_pattern_knows_the_words_it_can_begin_with() -> None:
    assert compile_pattern("the? last week").words == ("the", "last")
    assert compile_pattern("@go home").words == ()


SCANNED = (
    "last week",
    "the? NUMBER days",
    "n=(a few|NUMBER) days ago?",
    "NUMBER+",
    "days* @go",
    "^NUM (or NUMBER)? days",
    "CAPITAL week|days",
)


@given(
    st.lists(
        st.sampled_from(("last", "week", "the", "three", "12", "days", "a", "few", "ago", "went", "or", "Week", ".")), max_size=25
    )
)
def test_many_patterns_at_once_find_what_each_finds_alone(words: list[str]) -> None:
    patterns = [compile_pattern(source, CLASSES) for source in SCANNED]
    read = tokens(" ".join(words)) if words else ()
    scan = Scan(patterns)
    assert scan.search(read) == [list(pattern.search(read)) for pattern in patterns]
    for at in range(len(read)):
        alone = [(number, match) for number, pattern in enumerate(patterns) if (match := pattern.match(read, at))]
        assert scan.matches(read, at) == alone
