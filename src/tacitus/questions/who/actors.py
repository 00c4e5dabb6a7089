"""The table of named actors, opened once and passed in; users lay their own table beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tacitus.errors import TableError
from tacitus.questions.who.folding import PhraseBook, parts
from tacitus.questions.who.own_actors import read_own
from tacitus.questions.who.tables import PACKAGE, ActorRow, countries, institutions
from tacitus.rules.table import load_rows

FILES = (
    "armed_middle_east",
    "armed_africa",
    "armed_asia",
    "armed_europe_americas",
    "state_bodies",
    "bodies",
    "outlets",
)
_FULL = {"U.S.": "United States", "US": "United States", "UN": "United Nations", "U.N.": "United Nations", "UK": "United Kingdom"}
KINDS = frozenset(
    {"state", "state government", "state military", "state police", "state intelligence", "state agency", "regional forces"}
    | {"rebel group", "militia", "armed group", "criminal group", "private military company", "coalition", "peacekeepers"}
    | {"international body", "monitor", "agency", "news outlet", "social media", "political party", "de facto authority"}
    | {"civilians", "office", "religious body"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of an actor. `short` spellings need support in the report; `words` is the spelling as the table prints it.

    `own` marks a row of the person's; it stands before others of the spelling.
    """

    row: ActorRow
    words: str
    short: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Actors:
    """The rows by id, and the phrase book of their spellings.

    `own` are the ids of the person's rows, `replaced` those among them that stand in the place of a row that ships.
    """

    rows: Mapping[str, ActorRow]
    names: PhraseBook[Name]
    own: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.rows)


def open_actors(extra: Path | None = None) -> Actors:
    """The actors that ship, with the rows of `extra` (TOML of the same form, or CSV) beside them.

    A row of `extra` whose id is taken replaces that row. Raises TableError, naming file and row, for a wrong row.
    """
    rows: dict[str, ActorRow] = {}
    for file in FILES:
        for row in load_rows(ActorRow, PACKAGE, f"tables/{file}.toml"):
            if row.id in rows:
                raise TableError(f"tables/{file}.toml: row {row.id}: the id is used in another table; give each actor its own")
            rows[row.id] = _checked(row, f"tables/{file}.toml")
    shipped = frozenset(rows)
    own = read_own(extra) if extra is not None else []
    for where, row in own:
        rows[row.id] = _checked(row, where)
    for where, row in (*own, *(("tables", row) for row in rows.values() if row.became)):
        _linked(row, rows, where)
    ids = frozenset(row.id for _, row in own)
    return Actors(rows, _book(rows, ids), ids, ids & shipped)


def _checked(row: ActorRow, file: str) -> ActorRow:
    if row.kind not in KINDS:
        raise TableError(f"{file}: row {row.id}: kind: {row.kind!r} is unknown; known are {', '.join(sorted(KINDS))}")
    if not parts(row.name):
        raise TableError(f"{file}: row {row.id}: name: there are no letters in it")
    if row.since and row.until and row.until < row.since:
        raise TableError(f"{file}: row {row.id}: until: {row.until} is before since, {row.since}")
    return row


def _linked(row: ActorRow, rows: Mapping[str, ActorRow], file: str) -> None:
    """Whether all that an actor became is a row, or an institution of a country."""
    for other in row.became:
        key, _, code = other.rpartition("-")
        institution = key in {one.id for one in institutions()} and code in {one.id for one in countries()}
        if other == row.id or (other not in rows and not institution):
            raise TableError(f"{file}: row {row.id}: became: {other!r} is no other actor's id; correct or remove it")


def _spellings(words: str) -> tuple[str, ...]:
    """A name that begins with the initials of a country or the UN is also known with the full words."""
    first, _, rest = words.partition(" ")
    full = _FULL.get(first)
    return (words, f"{full} {rest}") if full and rest else (words,)


def _book(rows: Mapping[str, ActorRow], own: frozenset[str]) -> PhraseBook[Name]:
    book: PhraseBook[Name] = PhraseBook()
    for row in rows.values():
        mine = row.id in own
        short = {word.casefold() for word in row.short}
        for words in (row.name, *row.aliases):
            if words.casefold() not in short:
                for spelling in _spellings(words):
                    book.add(spelling, Name(row, spelling, short=False, own=mine))
        for words in row.short:
            book.add(words, Name(row, words, short=True, own=mine))
    return book
