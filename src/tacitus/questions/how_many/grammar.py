"""The small word sets of grammar.toml."""

from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows

PACKAGE = "tacitus.questions.how_many"


@dataclass(frozen=True, slots=True)
class WordSet:
    """A row of grammar.toml."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {row.id: frozenset(row.words) for row in load_rows(WordSet, PACKAGE, "grammar.toml")}


def words_of(row: str) -> frozenset[str]:
    """The words of the row with this id."""
    return _sets()[row]
