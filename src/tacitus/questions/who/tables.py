"""The rows of the tables of this question, and their loaders. Each table tells at its top how to fill it in."""

from dataclasses import dataclass
from functools import cache

from tacitus.questions.who.folding import PhraseBook
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.questions.who"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A named actor. `short` spellings need the row's country or its full name in the same report."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    became: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A state: its name and adjective, its people, and what stands for its government."""

    id: str
    name: str
    adjective: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    rulers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """What a state acts through; `acts` is members, body or office."""

    id: str
    name: str
    kind: str
    acts: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    alone: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Who is known by what they are or do; `joins` is side, own, short or body; `alone` false where it needs a side or a past."""

    id: str
    name: str
    kind: str
    joins: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    state: str | None = None
    stands: tuple[str, ...] = ()
    alone: bool = True
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleRow:
    """Words before a person's name; `office` when "the" and the word can stand for the person."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    gender: str | None = None
    office: bool = False
    of: bool = False


@dataclass(frozen=True, slots=True)
class LabelRow:
    """Loaded words and what they do to whom they are said of."""

    id: str
    slant: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerbRow:
    """Words beside a name that tell an actor from a place."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A country as words name it. `form` is name, adjective, people, capital, seat or ruler."""

    row: CountryRow
    form: str
    upper: bool


@cache
def countries() -> tuple[CountryRow, ...]:
    return load_rows(CountryRow, PACKAGE, "tables/countries.toml")


@cache
def country(code: str) -> CountryRow | None:
    """The state with a code."""
    return next((row for row in countries() if row.id == code), None)


@cache
def country_book() -> PhraseBook[CountryWord]:
    book: PhraseBook[CountryWord] = PhraseBook()
    for row in countries():
        for form, words in (
            ("name", (row.name, *row.names)),
            ("adjective", (row.adjective, *row.adjectives)),
            ("people", row.people),
            ("capital", row.capital),
            ("seat", row.seats),
            ("ruler", row.rulers),
        ):
            for word in words:
                book.add(word, CountryWord(row, form, _is_short(word)))
    return book


def _is_short(word: str) -> bool:
    """Initials, which keep their capitals in the text: US, U.K., UAE."""
    letters = word.replace(".", "")
    return letters.isupper() and len(letters) <= 4


@cache
def institutions() -> tuple[InstitutionRow, ...]:
    return load_rows(InstitutionRow, PACKAGE, "tables/institutions.toml")


@cache
def institution(key: str) -> InstitutionRow:
    return next(row for row in institutions() if row.id == key)


@cache
def institution_book() -> PhraseBook[InstitutionRow]:
    book: PhraseBook[InstitutionRow] = PhraseBook()
    for row in institutions():
        for word in row.words:
            book.add(word, row)
    return book


@cache
def alone_book() -> PhraseBook[InstitutionRow]:
    """Institutions that a report may name without their country."""
    book: PhraseBook[InstitutionRow] = PhraseBook()
    for row in institutions():
        for word in row.alone:
            book.add(word, row)
    return book


@cache
def roles() -> tuple[RoleRow, ...]:
    return load_rows(RoleRow, PACKAGE, "tables/roles.toml")


@cache
def role_book() -> PhraseBook[RoleRow]:
    book: PhraseBook[RoleRow] = PhraseBook()
    for row in roles():
        for word in row.words:
            book.add(word, row)
    return book


@cache
def titles() -> dict[str, TitleRow]:
    """Title rows by the plain word."""
    rows = load_rows(TitleRow, PACKAGE, "tables/titles.toml")
    return {word.casefold().rstrip("."): row for row in reversed(rows) for word in row.words}


@dataclass(frozen=True, slots=True)
class FirstNameRow:
    """First names of one sex."""

    id: str
    gender: str
    words: tuple[str, ...]


@cache
def first_names() -> dict[str, str]:
    """The pronoun of a first name, by its plain form."""
    rows = load_rows(FirstNameRow, PACKAGE, "tables/first_names.toml")
    found: dict[str, str] = {}
    for row in rows:
        for word in row.words:
            found[word.casefold()] = row.gender if found.get(word.casefold(), row.gender) == row.gender else ""
    return found


@cache
def label_book() -> PhraseBook[LabelRow]:
    book: PhraseBook[LabelRow] = PhraseBook()
    for row in load_rows(LabelRow, PACKAGE, "tables/labels.toml"):
        for word in row.words:
            book.add(word, row)
    return book


@cache
def loaded_word(words: str) -> bool:
    """Whether words are loaded beyond the common run ("militant", "insurgent"): such words never stand in a name."""
    return any(row.slant != "plain" for row in label_book().get(words))


@cache
def verbs(key: str) -> frozenset[str]:
    """The dictionary forms of a row of verbs.toml."""
    return frozenset(word for row in _verb_rows() if row.id == key for word in row.words)


@cache
def _verb_rows() -> tuple[VerbRow, ...]:
    return load_rows(VerbRow, PACKAGE, "tables/verbs.toml")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """The kind of an organisation by a word of its name."""

    id: str
    kind: str
    words: tuple[str, ...]
    yes: tuple[str, ...]


@cache
def organisations() -> tuple[OrganisationRow, ...]:
    return load_rows(OrganisationRow, PACKAGE, "tables/organisations.toml")
