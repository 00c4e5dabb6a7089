"""What every page is made from: the ledger, what was counted already, what is weighed, and the templates."""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find, listed, shelf, stats, survey
from tacitus.ledger.book import Ledger
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import Filter
from tacitus.model.answers import Standing
from tacitus.views.web.assets import Assets
from tacitus.views.web.memory import Memory
from tacitus.views.web.weighed import Span, Weighed

_OFFERED = 200  # names that a field of the form offers
_AREAS = 300  # incidents on one map


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of the filter offer."""

    types: tuple[tuple[str, int], ...]
    standings: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]
    speakers: tuple[str, ...]
    grades: tuple[str, ...]


@dataclass(slots=True)
class Desk:
    """`View`s are taken from it: one for each request. `waits` keeps what the review queue counted of claims as they were read,
    `reviewed` what the reviews of each report come to."""

    ledger: Ledger
    weighed: Weighed
    assets: Assets
    counted: Memory = field(default_factory=Memory)
    read: Memory = field(default_factory=partial(Memory, 1_000))
    waits: Memory = field(default_factory=partial(Memory, 2_000))
    reviewed: Memory = field(default_factory=partial(Memory, 100_000))

    @contextmanager
    def view(self) -> Iterator["View"]:
        """The ledger at one moment."""
        with self.ledger.reads() as connection:
            yield View(self, connection, survey.moment(connection), listed.stamp(connection))


@dataclass(frozen=True, slots=True)
class View:
    """One moment of the ledger, as one request sees it. What is asked again is not counted again until the ledger changes."""

    desk: Desk
    connection: survey.Reads
    head: survey.Moment
    weighing: listed.Stamp

    @property
    def moment(self) -> Hashable:
        """What was counted holds until anything is added or weighed."""
        return self.head, self.weighing

    def rows(self, wanted: Filter) -> "array[int]":
        """The rows of the claims that are wanted, in their order. Raises InputError."""
        answer = partial(survey.rows, self.connection, self.desk.ledger.backend, wanted)
        return self.desk.counted.kept(self.moment, ("rows", wanted), answer)

    def lines(self, rows: Sequence[int]) -> list[Json]:
        """The claims of some rows. A reading never changes, so only an erasure or a review makes it be read again."""
        found = {}
        for seq in {row // STEP for row in rows}:
            for line in self.desk.read.kept(self.head.of_lines, seq, partial(find.lines_of, self.connection, seq)):
                found[seq * STEP + line["number"]] = line
        return [found[row] for row in rows if row in found]

    def stretches(self, wanted: Filter) -> tuple[survey.Stretch, ...]:
        answer = partial(survey.stretches, self.connection, self.desk.ledger.backend, wanted)
        return self.desk.counted.kept(self.moment, ("stretches", wanted), answer)

    def grounds(self, wanted: Filter) -> tuple[survey.Ground, ...]:
        answer = partial(survey.grounds, self.connection, self.desk.ledger.backend, wanted)
        return self.desk.counted.kept(self.moment, ("grounds", wanted), answer)

    def listed(self, noun: str, wanted: Filter, most: int, skip: int, sort: listed.Sort = listed.Sort.DAY) -> Json | None:
        """One page of incidents, groups or agreements; None where nothing was weighed. Raises InputError."""
        answer = partial(self.desk.weighed.listed, self.connection, noun, wanted, most, skip, sort)
        return self.desk.counted.kept(self.moment, ("listed", noun, wanted, most, skip, sort), answer)

    def span(self, wanted: Filter) -> Span | None:
        """Where and when the incidents lie; None where nothing was weighed. Raises InputError."""
        answer = partial(self.desk.weighed.span, self.connection, wanted, _AREAS)
        return self.desk.counted.kept(self.moment, ("span", wanted), answer)

    def stats(self) -> stats.Stats:
        answer = partial(stats.stats, self.connection, self.desk.ledger.backend, 25)
        return self.desk.counted.kept(self.moment, "stats", answer)

    def name(self) -> str:
        """The ledger's name, as it was given when it was made."""
        return str(self.desk.counted.kept(self.moment, "name", partial(shelf.begun, self.connection)).get("name") or "ledger")

    def choices(self) -> Choices:
        return self.desk.counted.kept(self.moment, "choices", self._choices)

    def _choices(self) -> Choices:
        backend = self.desk.ledger.backend

        def named(*roles: str) -> tuple[str, ...]:
            return tuple(name for name, _ in survey.names_of(self.connection, backend, roles, _OFFERED))

        return Choices(
            types=survey.words_of(self.connection, backend, "type", _OFFERED),
            standings=tuple(Standing),
            places=named("place"),
            actors=named("agent", "target"),
            speakers=named("speaker"),
            grades=listed.grades(self.connection),
        )

    def claims(self, ids: Iterable[str]) -> dict[str, Json]:
        """The lines of claims by their ids; one that the ledger holds no longer is left out."""
        rows = listed.claim_rows(self.connection, sorted(set(ids)))
        found = self.lines(list(rows.values()))
        return {line["id"]: line for line in found}

    def actor(self, key: str) -> tuple[survey.Called, ...]:
        """The names of an actor. Raises InputError where no claim has it."""
        answer = partial(survey.called, self.connection, self.desk.ledger.backend, key)
        found = self.desk.counted.kept(self.moment, ("actor", key), answer)
        if not found:
            raise InputError(f"{key}: no claim names an actor of that id")
        return found

    def rows_as(self, actor: str, role: str) -> "array[int]":
        answer = partial(survey.rows_as, self.connection, self.desk.ledger.backend, actor, role)
        return self.desk.counted.kept(self.moment, ("as", actor, role), answer)
