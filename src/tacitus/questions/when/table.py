"""The rows of phrases.toml and joins.toml, compiled, and found by the words that they can begin with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache

from tacitus.errors import TableError
from tacitus.model.reading import Token
from tacitus.questions.when.doubts import DOUBTS
from tacitus.questions.when.lexicon import classes, meanings, numeral
from tacitus.questions.when.phrase import Frame, Kind
from tacitus.rules.pattern import Match, Pattern, compile_pattern
from tacitus.rules.scan import Scan
from tacitus.rules.table import load_rows

_PACKAGE = "tacitus.questions.when"
_FIELDS = frozenset(each.name for each in fields(Frame))
_NUMBERS = frozenset({"year", "month", "day", "half"})
Given = dict[str, bool | int | float | str]


@dataclass(frozen=True, slots=True)
class Macro:
    """A piece of pattern with a name."""

    id: str
    find: str


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A row of phrases.toml."""

    id: str
    find: str
    kind: Kind
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    give: Given = field(default_factory=dict)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class JoinRow:
    """A row of joins.toml; the fields that its words name are read from the words too."""

    id: str
    find: str
    takes: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    give: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row with its compiled pattern and its place in the table."""

    place: int
    row: PhraseRow | JoinRow
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Index:
    """Rules that begin with known words, and `loose` ones that begin with a number; each with what finds them all at once."""

    worded: tuple[Rule, ...]
    loose: tuple[Rule, ...]
    worded_scan: Scan
    loose_scan: Scan

    def at(self, tokens: Sequence[Token], at: int) -> list[tuple[Rule, Match]]:
        """The rules that match from a token on, in the order of the table, but for the loose ones."""
        return [(self.worded[number], match) for number, match in self.worded_scan.matches(tokens, at)]

    def loose_at(self, tokens: Sequence[Token], at: int) -> list[tuple[Rule, Match]]:
        """The loose rules that match from a token on."""
        return [(self.loose[number], match) for number, match in self.loose_scan.matches(tokens, at)]


@cache
def phrase_rows() -> tuple[PhraseRow, ...]:
    return load_rows(PhraseRow, _PACKAGE, "phrases.toml")


@cache
def phrases() -> Index:
    return _index(phrase_rows())


@cache
def join_rows(side: str) -> tuple[JoinRow, ...]:
    """The rows of joins.toml that widen an expression to one side: before or after."""
    return load_rows(JoinRow, _PACKAGE, "joins.toml", side)


@cache
def joins(side: str) -> Index:
    return _index(join_rows(side))


@cache
def _macros() -> dict[str, str]:
    return {macro.id: macro.find for macro in load_rows(Macro, _PACKAGE, "phrases.toml", "macro")}


def _index(rows: Sequence[PhraseRow | JoinRow]) -> Index:
    rules = [_compiled(place, row) for place, row in enumerate(rows)]
    worded = tuple(rule for rule in rules if rule.pattern.words)
    loose = tuple(rule for rule in rules if not rule.pattern.words)
    return Index(worded, loose, Scan([rule.pattern for rule in worded]), Scan([rule.pattern for rule in loose]))


def _compiled(place: int, row: PhraseRow | JoinRow) -> Rule:
    source = row.find
    for name, piece in _macros().items():
        source = source.replace("{" + name + "}", piece)
    for name in row.give.keys() - _FIELDS:
        raise TableError(f"{_PACKAGE}: row {row.id}: give: no field {name!r}; known are {', '.join(sorted(_FIELDS))}")
    if isinstance(row, PhraseRow) and row.doubt and row.doubt not in DOUBTS:
        raise TableError(f"{_PACKAGE}: row {row.id}: no doubt {row.doubt!r}; known are {', '.join(sorted(DOUBTS))}")
    return Rule(place, row, compile_pattern(source, classes()))


def frame_of(row: PhraseRow, match: Match, tokens: Sequence[Token]) -> Frame:
    """What the row and the words that it caught say."""
    said, other = _said(row, match, tokens)
    return _ended(Frame(**{"kind": row.kind, **said}), other)  # type: ignore[arg-type]


def widened(frame: Frame, row: JoinRow, match: Match, tokens: Sequence[Token]) -> Frame:
    """What a frame says once the words of a join are added to it."""
    said, other = _said(row, match, tokens)
    return _ended(replace(frame, **said), other)  # type: ignore[arg-type]


def _said(row: PhraseRow | JoinRow, match: Match, tokens: Sequence[Token]) -> tuple[Given, Given]:
    """What the row and the words that it caught say of a time, and of the other end of a range."""
    said: Given = dict(row.give)
    other: Given = {}
    for name, (first, last) in match.captures.items():
        words = tuple(token.norm for token in tokens[first:last])
        if not words:
            continue
        if name == "short_year":
            said["year"] = _full_year(int(words[-1]))
            continue
        target, plain = (other, name[3:]) if name.startswith("to_") else (said, name)
        value = _value(plain, words, row.id)
        if value is not None:
            target[plain] = value
    return said, other


def _ended(frame: Frame, other: Given) -> Frame:
    return replace(frame, to=_other_end(frame, other)) if other else frame


def _full_year(figures: int) -> int:
    """A year of two figures: of the last century from 70 on."""
    return figures + (1900 if figures >= 70 else 2000)


def _other_end(frame: Frame, said: Given) -> Frame:
    """The other end of a range: what it does not say itself, it shares."""
    if "year" in said and frame.year is not None and int(said["year"]) < 100:
        said["year"] = frame.year // 100 * 100 + int(said["year"])
    return replace(frame, **said)  # type: ignore[arg-type]


def _value(name: str, words: tuple[str, ...], row: str) -> bool | int | float | str | None:
    """What captured words mean in the field `name`; None where a number is vague."""
    if name not in _FIELDS:
        raise TableError(f"{_PACKAGE}: row {row}: captures {name!r}, which is no field; known are {', '.join(sorted(_FIELDS))}")
    if name == "count":
        return numeral(words)
    if name in ("clock", "value"):
        return " ".join(words)
    for word in reversed(words):
        known = meanings().get((name, word))
        if known is not None:
            return known
    digits = "".join(character for character in words[0] if character.isdigit())
    if name == "century":
        return int(digits) if digits else meanings().get(("ordinal", words[0]))
    if name == "decade":
        return int(digits) // 10
    if name in _NUMBERS | {"quarter"} and digits:
        return int(digits)
    if name == "day":
        return meanings().get(("ordinal", words[0]))
    return words[0]
