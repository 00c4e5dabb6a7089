"""Words beside a name that move it: "40 km east of", "on the road from A to B" (relations.toml)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.answers import Relation
from tacitus.model.reading import Token
from tacitus.questions.where.names import Name, nouns
from tacitus.questions.where.words import PACKAGE
from tacitus.rules.pattern import Classes, Match, Pattern, Shape, compile_pattern
from tacitus.rules.scan import Scan
from tacitus.rules.table import load_rows

_POINTS = {"north": "N", "south": "S", "east": "E", "west": "W"}
_KM = {
    "km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometres": 1.0, "kilometer": 1.0, "kilometers": 1.0,
    "mile": 1.609, "miles": 1.609, "mi": 1.609, "metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001, "m": 0.001,
}  # fmt: skip
_NAUTICAL = 1.852
_SIDE = frozenset(f"{first}{second}" for first in ("north", "south", "") for second in ("east", "west", "")) - {""}
_SIDES = _SIDE | {"north", "south"}
_SIDED = frozenset(f"{side}ern" for side in _SIDES)
_WARDS = frozenset(f"{side}ward{tail}" for side in _SIDES for tail in ("", "s"))
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twenty": 20, "thirty": 30, "forty": 40}
_MACROS = {
    "SIDES": "(SIDE - SIDE|SIDE)",
    "SIDEDS": "(SIDE - SIDED|SIDED)",
    "HEADING": "(SIDE - SIDE|SIDE|SIDEWARDS)",
    "PLACE": "^PLACE+",
    "NOUN": "(^NOUN|^ADJ ^NOUN|^ADJ ^ADJ ^NOUN)",
}


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A row of relations.toml."""

    id: str
    type: str
    find: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A relation that a name stands in (its `other` is the number of the second name), and the row that says so."""

    rule: str
    relation: Relation


@cache
def rows() -> tuple[tuple[RelationRow, Pattern], ...]:
    """The rows with their compiled patterns."""
    ground = frozenset(word for (side, word), sort in nouns().items() if side == "after" and sort == "road")
    classes: Classes = {
        "SIDE": _SIDES, "SIDED": _SIDED, "SIDEWARDS": _WARDS, "UNIT": frozenset(_KM), "ROAD": ground, "NUMBER": Shape(_is_number),
    }  # fmt: skip
    found = []
    for row in load_rows(RelationRow, PACKAGE, "relations.toml"):
        found.append((row, compile_pattern(_plain(row.find), classes)))
    return tuple(found)


@cache
def _scan() -> Scan:
    return Scan([pattern for _, pattern in rows()])


def _plain(find: str) -> str:
    """A pattern with its macros written out."""
    return re.sub("|".join(rf"\b{word}\b" for word in _MACROS), lambda hit: _MACROS[hit.group()], find)


def _is_number(word: str) -> bool:
    return _number(word) is not None


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return float(_WORDS[word]) if word in _WORDS else None


def relate(tokens: Sequence[Token], names: Sequence[Name]) -> dict[int, Related]:
    """The relation of each name that has one, by its number among the names; of several the one with the most words."""
    number = {place: at for at, name in enumerate(names) for place in range(name.first, name.last)}
    adjectives = {at for at, name in enumerate(names) if name.demonym}
    marked = [_as_place(token) if token.index in number else token for token in tokens]
    best: dict[int, tuple[int, Related]] = {}
    for (row, _), matches in zip(rows(), _scan().search(marked), strict=True):
        for match in matches:
            found = _read(row, match, tokens, number)
            if found is None or (found[0] in adjectives and row.type != "border"):
                continue
            at, related = found
            size = match.last - match.first
            if at not in best or size > best[at][0]:
                best[at] = (size, related)
    return {at: related for at, (_, related) in best.items() if related.relation.type != "none"}


def _as_place(token: Token) -> Token:
    """A word of a name, under the tag that the table asks for."""
    return Token(token.index, token.span, token.text, token.norm, token.lemma, "PLACE", token.head, token.dep, token.sentence)


def _read(row: RelationRow, match: Match, tokens: Sequence[Token], number: Mapping[int, int]) -> tuple[int, Related] | None:
    captures = match.captures
    at = number[captures["a"][0]]
    side = _bearing(tokens, captures["s"]) if "s" in captures else None
    km = None
    if "k" in captures:
        km = _number(tokens[captures["k"][0]].norm)
        unit = captures["u"][0]
        size = _NAUTICAL if tokens[unit - 1].norm == "nautical" else _KM[tokens[unit].norm]
        km = round(km * size, 1) if km is not None else None
    other = number[captures["b"][0]] if "b" in captures else None
    return None if other == at else (at, Related(row.id, Relation(row.type, side, km, other)))


def _bearing(tokens: Sequence[Token], place: tuple[int, int]) -> str:
    """A side in letters.

    "north - west" is NW, "southeastern" SE.
    """
    word = "".join(token.norm for token in tokens[place[0] : place[1]] if token.text != "-")
    return "".join(letter for side, letter in _POINTS.items() if side in word)
