"""Filters over reviewed claims: one that people changed is asked for by what it is now, not by the row that its reading made."""

from collections.abc import Callable, Container
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from tacitus.format.pieces import Json
from tacitus.ledger.reviewed import any_reviews, touched
from tacitus.ledger.rows import claim_rows
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import ROLES, Beside, Filter, Shown, around, is_plain
from tacitus.measures.letters import unmarked
from tacitus.model.review import Action
from tacitus.reviews.force import stances
from tacitus.reviews.view import is_rejected

Lines = Callable[[Connection, int, Container[int]], list[Json]]
"""The claims of a reading (by its record's number) that have these numbers, as reviewed, rejected ones among them."""


def reviewing(connection: Connection, wanted: Filter, lines: Lines) -> Filter:
    """The filter with the claims that people changed told apart; itself where nobody changed any.

    Only what stands in the newest readings is told apart: older readings are asked for by what they read.
    """
    if wanted.shown is Shown.AS_READ or wanted.beside or not any_reviews(connection):
        return wanted
    out: set[int] = set()
    taken: set[int] = set()
    for one in touched(connection, deeds=True):
        some = {one.rows[key] for key, own in one.put.by_claim.items() if _changed(own)}
        out |= some
        numbers = {row % STEP for row in some}
        for line in lines(connection, one.seq, numbers) if some else ():
            left_out = is_rejected(line) and wanted.shown is Shown.REVIEWED
            if not left_out and (is_plain(wanted) or matches(line, wanted)):
                taken.add(one.seq * STEP + line["number"])
    return replace(wanted, beside=Beside(tuple(sorted(out)), tuple(sorted(taken)))) if out else wanted


def _changed(own: Any) -> bool:
    return any(stance.slots or (stance.verdict and stance.verdict.action is Action.REJECT) for stance in stances(own))


def matches(line: Json, wanted: Filter) -> bool:
    """Whether a line is what a filter wants, but for its words: as the database judges rows."""
    rows = list(claim_rows(line))
    values = next(row.values for row in rows if row.table == "claim")
    names = [row.values for row in rows if row.table == "claim_name"]
    box = next((row.values for row in rows if row.table == "claim_box"), None)
    return _equal(values, line, wanted) and _days(values, line, wanted) and _named(names, wanted) and _inside(box, wanted)


def _equal(values: Json, line: Json, wanted: Filter) -> bool:
    if wanted.country and values["country"] != wanted.country.upper():
        return False
    if wanted.standing and values["standing"] != wanted.standing:
        return False
    if wanted.document and wanted.document not in (line["report"]["document"], line["report"]["text"]):
        return False
    if not wanted.type:
        return True
    kind, plover, acled = wanted.type, values["plover"] or "", values["acled"] or ""
    return kind in (values["type"], plover) or plover.startswith(f"{kind}-") or acled.startswith(kind)


def _days(values: Json, line: Json, wanted: Filter) -> bool:
    published = line["report"]["published"]
    last = values["day_to"] or values["day_from"] or published["to"]
    first = values["day_from"] or values["day_to"] or published["from"]
    if wanted.since and not (last and last >= wanted.since.isoformat()):
        return False
    return not wanted.until or bool(first and first <= wanted.until.isoformat())


def _named(names: list[Json], wanted: Filter) -> bool:
    for value, roles in ((wanted.place, ("place",)), (wanted.actor, ROLES), (wanted.speaker, ("speaker",))):
        if value is not None:
            inside = [one for one in names if one["role"] in roles]
            if not any(one["folded"].startswith(unmarked(value)) or one["actor"] == value for one in inside):
                return False
    return True


def _inside(box: Json | None, wanted: Filter) -> bool:
    asked = wanted.box or (around(*wanted.near) if wanted.near else None)
    if not asked:
        return True
    west, south, east, north = asked
    return box is not None and box["w"] <= east and box["e"] >= west and box["s"] <= north and box["n"] >= south
