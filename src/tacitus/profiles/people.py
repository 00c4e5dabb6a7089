"""Who is a private person, and what is printed in the name's place: offices and callings out of offices.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus.profiles.words import PARTICLES, finder, folded, holds, pieces
from tacitus.rules.table import load_rows

Json = Mapping[str, Any]
_PRINTED = re.compile(r"an? [a-z ]+( in [A-Z]{2})? \(name withheld\)")
_LINKS = PARTICLES | {"the", "of", "and"}


@dataclass(frozen=True, slots=True)
class Office:
    """A row of offices.toml, `[[office]]`."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    stays: bool = False
    not_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calling:
    """A row of offices.toml, `[[calling]]`."""

    id: str
    says: str
    words: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a report: the name, and everything else that the report calls them by."""

    name: str
    called: tuple[str, ...] = ()

    @property
    def hidden(self) -> tuple[str, ...]:
        """What has to be hidden of the name: it, each word of it, and the family ("the Okellos")."""
        names = [self.name, *(alias for alias in self.called if _is_name(alias, self.name))]
        parts = [part for name in (self.name, *names) for part in _parts(name)]
        families = [f"{part}{ending}" for part in parts if len(part) > 3 for ending in ("s", "es")]
        return tuple(dict.fromkeys([*names, *parts, *families]))


@cache
def offices() -> tuple[Office, ...]:
    return load_rows(Office, "tacitus.profiles", "offices.toml", "office")


@cache
def callings() -> tuple[Calling, ...]:
    return load_rows(Calling, "tacitus.profiles", "offices.toml", "calling")


def is_person(slot: Json) -> bool:
    person = slot.get("kind") == "person" or str(slot.get("id") or "").startswith("person-")
    return person and not told_already(str(slot["name"]))


def person_of(slot: Json, words: str | None = None) -> Person:
    """The person in a slot of a claim, or in an actor's entry; `words` are the words that stand there."""
    told = [*(slot.get("aliases") or ()), *([words] if words else [])]
    return Person(str(slot["name"]), tuple(told))


def office_of(called: Iterable[str], harmed: bool = False) -> Office | None:
    """The public office that one of these words tells; of those who were harmed only an office whose name stays."""
    told = tuple(called)
    for office in offices():
        if (office.stays or not harmed) and any(_tells(office, words) for words in told):
            return office
    return None


def told_already(name: str) -> bool:
    """Whether a name was printed in a name's place before: a profile applied twice is applied once."""
    return _PRINTED.fullmatch(name) is not None


def printed(called: Iterable[str]) -> str:
    """What is printed for a private person.

    >>> printed(["the teacher Amina", "Amina"]), printed([])
    ('a teacher (name withheld)', 'a person (name withheld)')
    """
    told = tuple(called)
    says = next((row.says for row in callings() if any(holds(words, row.words) for words in told)), "a person")
    return f"{says} (name withheld)"


def _tells(office: Office, words: str) -> bool:
    text = folded(words)
    for phrase in office.not_:
        found = finder((phrase,))
        text = found.sub(" ", text) if found else text
    return holds(text, office.words)


def _is_name(alias: str, name: str) -> bool:
    """Whether an alias is a form of the name ("Khatib", "Dr. Khatib") and no description."""
    return bool(set(_parts(alias)) & set(_parts(name)))


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name that lead to somebody."""
    return tuple(part for part in pieces(name) if len(part) > 1 and part not in _LINKS and not _told(part))


def _told(part: str) -> bool:
    """Whether a word is an office or a calling and no name."""
    return any(part in office.words for office in offices()) or any(part in calling.words for calling in callings())
