"""The words of harms.toml, ready to be asked: does this verb, adjective or noun say what became of the counted?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import PACKAGE
from tacitus.questions.how_many.phrase import Phrase
from tacitus.questions.how_many.units import PEOPLE
from tacitus.rules.table import load_rows


@dataclass(frozen=True, slots=True)
class Harm:
    """A row of harms.toml."""

    id: str
    outcome: str
    how: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    not_units: tuple[str, ...] = ()
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Unreal:
    """A row of harms.toml: words under which nothing has happened yet, or under which it has all the same."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def _by_word(how: str) -> dict[str, tuple[tuple[str, Harm], ...]]:
    """The rows of one manner by their first word; the longest phrases first."""
    found: dict[str, list[tuple[str, Harm]]] = {}
    for row in load_rows(Harm, PACKAGE, "harms.toml"):
        if row.how == how:
            for words in row.words:
                found.setdefault(words.split()[0], []).append((words, row))
    return {word: tuple(sorted(rows, key=lambda entry: -len(entry[0].split()))) for word, rows in found.items()}


@cache
def unreal_words() -> frozenset[str]:
    return frozenset(word for row in load_rows(Unreal, PACKAGE, "harms.toml", "unreal") for word in row.words)


@cache
def real_words() -> frozenset[str]:
    return frozenset(word for row in load_rows(Unreal, PACKAGE, "harms.toml", "real") for word in row.words)


def harm_of(reading: Reading, verb: Token, how: str, phrase: Phrase) -> Harm | None:
    """The row by which a verb or noun, used in this manner, says what became of the counted."""
    for words, row in _by_word(how).get(verb.lemma, ()):
        if _has_rest(reading, verb, words.split()[1:]) and fits(reading, row, phrase):
            return row
    return None


def state_of(reading: Reading, token: Token, phrase: Phrase) -> Harm | None:
    """The row by which a word beside the noun says what became of the counted: 20 dead, wounded soldiers."""
    for words, row in _by_word("state").get(token.norm, ()):
        rest = words.split()[1:]
        near = {word for after in reading.tokens[token.index + 1 : token.index + 5] for word in (after.norm, after.lemma)}
        if all(word in near for word in rest) and fits(reading, row, phrase):
            return row
    return None


def state_word(token: Token) -> bool:
    return token.norm in _by_word("state")


def toll_of(reading: Reading, token: Token) -> Harm | None:
    """The row of a noun whose figure is a number of people: the death toll, the number of wounded."""
    for words, row in _by_word("toll").get(token.lemma, ()):
        rest = words.split()[1:]
        below = {word for place in _below(reading, token) for word in (place.lemma, place.norm)}
        if all(word in below for word in rest if word != "of"):
            return row
    before = reading.tokens[token.index - 1].lemma if token.index else ""
    return next((row for words, row in _by_word("toll").get(before, ()) if words == f"{before} {token.lemma}"), None)


def _below(reading: Reading, token: Token) -> Iterator[Token]:
    """The words that hang on a word, and those that hang on these."""
    for child in reading.kids(token.index):
        yield child
        yield from reading.kids(child.index)


def _has_rest(reading: Reading, verb: Token, rest: list[str]) -> bool:
    """Whether the other words of a phrase hang below its first (take ... hostage, force ... to flee)."""
    if not rest:
        return True
    near = [token for token in _below(reading, verb) if token.index > verb.index or token.dep == "nsubj:pass"]
    near += [token for token in reading.tokens[verb.index + 1 : verb.index + 3] if token.sentence == verb.sentence]
    words = {word for token in near for word in (token.lemma, token.norm)}
    return all(word in words for word in rest)


def fits(reading: Reading, row: Harm, phrase: Phrase) -> bool:
    """Whether this can become of what is counted."""
    if phrase.bare:
        return not row.units and (row.bare or phrase.kind in (row.kinds or PEOPLE))
    noun = reading.tokens[phrase.head].lemma
    if row.units:
        return any(unit in (noun, (phrase.words or "").casefold()) or unit == noun for unit in row.units)
    if noun in row.not_units:
        return False
    if phrase.kind is None:
        return not row.kinds or (reading.tokens[phrase.head].upos == "PROPN" and "people" in row.kinds)
    return phrase.kind in (row.kinds or PEOPLE)
