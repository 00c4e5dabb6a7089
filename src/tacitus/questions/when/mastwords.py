"""The words of mastheads.toml, by what they do."""

from dataclasses import dataclass

from tacitus.rules.table import load_rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row of mastheads.toml."""

    id: str
    means: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of mastheads.toml by their ids."""

    dating: frozenset[str]
    as_of: tuple[str, ...]
    papers: frozenset[str]
    happenings: frozenset[str]


def words() -> Words:
    found = {row.id: row.words for row in load_rows(Row, "tacitus.questions.when", "mastheads.toml")}
    return Words(frozenset(found["dating"]), found["as-of"], frozenset(found["papers"]), frozenset(found["happenings"]))
