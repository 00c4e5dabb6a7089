"""What reading needs, opened once a process."""

import gc
import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from tacitus import __version__
from tacitus.errors import InputError
from tacitus.flow import Kit
from tacitus.model.readout import Build
from tacitus.questions.where.beside import open_beside
from tacitus.questions.where.gazetteer import open_gazetteer
from tacitus.questions.who.actors import open_actors
from tacitus.reading.read import open_parser
from tacitus.rules.table import tables_digest


class Opener(Protocol):
    """Opens a kit. Small, hashable and picklable: it travels to the worker processes, the kit does not."""

    def open(self) -> Kit: ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Equipment:
    """The kit that ships, with what a person has of their own: a table of actors, and an index of places (`work.places`).

    `threads` are the encoder's: more are faster on long reports, and change nothing in the output. `figures` names a rule of
    measures/conventions.toml, under which counts are shown too.
    """

    actors: Path | None = None
    threads: int = 1
    places: Path | None = None
    figures: str | None = None

    def open(self) -> Kit:
        return replace(open_kit(self.actors, self.threads, self.places), figures=self.figures)


def open_kit(actors: Path | None = None, threads: int = 1, places: Path | None = None) -> Kit:
    """Everything that reading needs. Raises ModelError, TableError or InputError."""
    tables = _tables(actors)
    parse, encoder = open_parser(threads=threads)
    gazetteer = open_beside(places) if places else open_gazetteer()
    return Kit(parse, gazetteer, open_actors(actors), Build(__version__, encoder, gazetteer.digest, tables))


@cache
def kit_of(opener: Opener) -> Kit:
    """The kit of an opener, the same one every time in this process."""
    return opener.open()


@cache
def settle() -> None:
    """After the first report all tables are loaded, for the life of the process: the collector need not look at them again.

    Loading with the collector off (see views/cli/verbs.py) and settling then saves 0.25 s of the 1.7 s that one report takes; what
    a report makes is seldom garbage before the report is done, so that looking less often saves some 3 per cent.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


def _tables(actors: Path | None) -> str:
    """The digest of the tables that ship, and of the person's own where there is one."""
    shipped = tables_digest()
    if actors is None:
        return shipped
    try:
        own = actors.read_bytes()
    except OSError as error:
        raise InputError(f"{actors}: the table of actors cannot be read: {error.strerror}") from error
    return hashlib.sha256(shipped.encode() + b"\0" + own).hexdigest()
