"""The table of the words of agreements."""

from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows


@dataclass(frozen=True, slots=True)
class Noun:
    id: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Oblige:
    id: str
    duty: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    id: str
    words: tuple[str, ...]
    needs: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    id: str
    status: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lemmas:
    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """All rows of terms.toml."""

    nouns: tuple[Noun, ...]
    obliges: tuple[Oblige, ...]
    undertakes: tuple[Oblige, ...]
    offers: tuple[Lemmas, ...]
    brokers: tuple[Lemmas, ...]
    starts: tuple[Start, ...]
    statuses: tuple[Status, ...]
    breaches: tuple[Lemmas, ...]

    def kind(self, lemma: str) -> str | None:
        """agreement or ceasefire for a noun that names one."""
        return _kinds().get(lemma)


@cache
def _kinds() -> dict[str, str]:
    """The kind of each noun; of a noun in two rows, that of the first."""
    return {word: row.kind for row in reversed(words().nouns) for word in row.words}


@cache
def words() -> Words:
    package, file = "tacitus.agreements", "terms.toml"
    return Words(
        load_rows(Noun, package, file, "noun"),
        load_rows(Oblige, package, file, "oblige"),
        load_rows(Oblige, package, file, "undertake"),
        load_rows(Lemmas, package, file, "offer"),
        load_rows(Lemmas, package, file, "broker"),
        load_rows(Start, package, file, "start"),
        load_rows(Status, package, file, "status"),
        load_rows(Lemmas, package, file, "breach"),
    )
