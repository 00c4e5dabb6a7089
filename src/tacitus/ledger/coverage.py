"""Who published how much, and when: reports by publisher and day, and the reports of one publisher or of some days."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

from tacitus.ledger.amended import left_out
from tacitus.ledger.schema import STEP

_NEWEST = "NOT EXISTS (SELECT 1 FROM reading AS newer WHERE newer.identity = reading.identity AND newer.seq > reading.seq)"
_FROM = f"FROM reading JOIN text ON text.id = reading.text WHERE {_NEWEST}"
_KEYS = "text.publisher, reading.published_from, reading.published_to"
_PART = 400  # readings in one query


@dataclass(frozen=True, slots=True)
class Published:
    """The reports of one publisher (None: not known) that appeared on one day, or at some time from `first` to `last`; None
    where that is not known. `claims` are those that people did not reject."""

    publisher: str | None
    first: str | None
    last: str | None
    reports: int
    claims: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports: of one publisher, published from `since` to `until`; or without a publisher, or without any day."""

    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    unknown_publisher: bool = False
    unknown_day: bool = False


def published(connection: Connection) -> tuple[Published, ...]:
    """Every report by its newest reading, counted by publisher and day."""
    query = f"SELECT {_KEYS}, count(*), sum(reading.claims) {_FROM} GROUP BY {_KEYS}"
    found: dict[tuple[Any, ...], list[int]] = {}
    for publisher, first, last, reports, claims in connection.execute(text(query)):
        counted = found.setdefault((publisher or None, first, last), [0, 0])
        counted[0] += reports
        counted[1] += int(claims or 0)
    for key, claims in _rejected(connection).items():
        found[key][1] -= claims
    ordered = sorted(found.items(), key=lambda item: tuple(part or "" for part in item[0]))
    return tuple(Published(*key, *counted) for key, counted in ordered)


def _rejected(connection: Connection) -> "Counter[tuple[Any, ...]]":
    """How many claims were rejected, by publisher and day."""
    gone, found = Counter(row // STEP for row in left_out(connection)), Counter[tuple[Any, ...]]()
    readings = sorted(gone)
    query = text(f"SELECT reading.seq, {_KEYS} {_FROM} AND reading.seq IN :some").bindparams(bindparam("some", expanding=True))
    for start in range(0, len(readings), _PART):
        for seq, publisher, *days in connection.execute(query, {"some": readings[start : start + _PART]}):
            found[publisher or None, *days] += gone[seq]
    return found


def texts(connection: Connection, wanted: Wanted, most: int, skip: int = 0) -> tuple[tuple[str, ...], int]:
    """The ids of the texts of the reports that are wanted, the newest day first, and how many reports there are in all."""
    parts, values = _parts(wanted)
    where = " AND ".join([_FROM, *parts])
    count = connection.execute(text(f"SELECT count(*) {where}"), values).scalar_one()
    order = "ORDER BY coalesce(reading.published_from, '') DESC, reading.text LIMIT :most OFFSET :skip"
    found = connection.execute(text(f"SELECT reading.text {where} {order}"), {**values, "most": most, "skip": skip})
    return tuple(found.scalars()), int(count)


def _parts(wanted: Wanted) -> tuple[list[str], dict[str, str]]:
    parts, values = [], {}
    if wanted.unknown_publisher:
        parts.append("coalesce(text.publisher, '') = ''")
    elif wanted.publisher is not None:
        parts.append("text.publisher = :publisher")
        values["publisher"] = wanted.publisher
    if wanted.unknown_day:
        parts.append("reading.published_from IS NULL AND reading.published_to IS NULL")
        return parts, values
    if wanted.since:
        parts.append("reading.published_from >= :since")
        values["since"] = wanted.since
    if wanted.until:
        parts.append("reading.published_to <= :until")
        values["until"] = wanted.until
    return parts, values
