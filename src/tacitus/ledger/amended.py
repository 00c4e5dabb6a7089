"""Counts over reviewed claims: the rows of the claims that nobody changed, and beside them what the corrected ones are now.

The database counts rows, which are as they were read. Claims that people changed are left out of its counts; those that still
stand (see `Beside`) are given as the rows that their lines would make now, to be counted by hand.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, text

from tacitus.format.pieces import Json
from tacitus.ledger.backend import Backend
from tacitus.ledger.changed import reviewing
from tacitus.ledger.find import lines_of
from tacitus.ledger.rows import claim_rows
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import Beside, Conditions, Filter, conditions

T = TypeVar("T")
_NONE = Beside((), ())


@dataclass(frozen=True, slots=True)
class Amended:
    """A corrected claim: its row, what the tables `claim` and `claim_name` would hold of it, its box, its report's days."""

    row: int
    values: Json
    names: tuple[Json, ...]
    box: tuple[float | None, ...]
    published: tuple[str | None, str | None]

    @property
    def days(self) -> tuple[str | None, str | None, bool]:
        """First and last day, and whether they are the claim's own."""
        own = bool(self.values["day_from"] or self.values["day_to"])
        return (self.values["day_from"], self.values["day_to"], True) if own else (*self.published, False)


def asked(connection: Connection, wanted: Filter) -> Filter:
    """The filter with the claims that people changed told apart. Asked again at the same moment it is not worked out again."""
    return _once(connection, ("asked", wanted), lambda: reviewing(connection, wanted, lines_of))


def left_out(connection: Connection) -> frozenset[int]:
    """The rows of the claims that are rejected."""
    beside = asked(connection, Filter()).beside or _NONE
    return frozenset(beside.out) - frozenset(beside.taken)


def unchanged(connection: Connection, backend: Backend, wanted: Filter) -> Conditions:
    """What is wanted of the claims that nobody changed. Raises InputError."""
    told = asked(connection, wanted)
    return conditions(replace(told, beside=Beside(told.beside.out, ())) if told.beside else told, backend)


def amended(connection: Connection, backend: Backend, wanted: Filter) -> tuple[Amended, ...]:
    """What is wanted of the corrected claims, as they are now. Raises InputError."""
    told = asked(connection, wanted)
    if not told.beside or not told.beside.taken:
        return ()
    return _once(connection, ("amended", told), lambda: tuple(_amended(connection, backend, told, told.beside or _NONE)))


def of_rows(connection: Connection, rows: frozenset[int]) -> dict[int, Amended]:
    """Those of these rows that are of corrected claims, as they are now."""
    beside = asked(connection, Filter()).beside or _NONE
    return _lines(connection, sorted(rows & set(beside.taken)))


def _amended(connection: Connection, backend: Backend, told: Filter, beside: Beside) -> list[Amended]:
    made = conditions(told, backend)
    made.add(f"claim.row IN ({', '.join(str(row) for row in beside.taken)})")
    rows = connection.execute(text(f"SELECT claim.row {made.sql} ORDER BY claim.row"), made.values).scalars().all()
    return list(_lines(connection, rows).values())


def _lines(connection: Connection, rows: Iterable[int]) -> dict[int, Amended]:
    numbers: dict[int, set[int]] = {}
    for row in rows:
        numbers.setdefault(row // STEP, set()).add(row % STEP)
    found = ((seq, line) for seq, some in numbers.items() for line in lines_of(connection, seq, some))
    return {seq * STEP + line["number"]: _of(seq * STEP + line["number"], line) for seq, line in found}


def _of(row: int, line: Json) -> Amended:
    made = list(claim_rows(line))
    values = next(one.values for one in made if one.table == "claim")
    names = tuple(one.values for one in made if one.table == "claim_name")
    box = next((one.values for one in made if one.table == "claim_box"), {})
    published = line["report"]["published"]
    return Amended(row, values, names, tuple(box.get(side) for side in "wesn"), (published["from"], published["to"]))


def _once(connection: Connection, question: object, answer: Callable[[], T]) -> T:
    """The answer, kept for as long as the transaction lasts and nothing is added to the ledger."""
    now = connection.get_transaction(), connection.execute(text("SELECT max(seq) FROM record")).scalar_one_or_none()
    if connection.info.get(__name__, (None,))[0] != now:
        connection.info[__name__] = now, {}
    kept: dict[object, T] = connection.info[__name__][1]
    if question not in kept:
        kept[question] = answer()
    return kept[question]
