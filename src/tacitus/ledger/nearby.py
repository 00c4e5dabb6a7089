"""Incidents that somebody may take for one that is at hand: by their id, by words of their claims, or by day and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, and_, or_, select

from tacitus.ledger import listed, schema
from tacitus.ledger.backend import Backend
from tacitus.ledger.wanted import Filter
from tacitus.measures.geometry import distance_km
from tacitus.model.answers import Point

DAYS = 10  # before and after, within which an incident is near
DEGREES = 1.5
_MOST = 3_000  # that are looked at
_NO_DAY, _NO_PLACE, _OTHER_TYPE = 15.0, 10.0, 4.0  # how far what is not known, or of another kind, counts as off; in days
_A_DAY = 25.0  # kilometres that count as much as a day


@dataclass(frozen=True, slots=True)
class Where:
    """What is compared: kind, first and last day, point."""

    id: str
    type: str
    days: tuple[date, date] | None
    point: Point | None

    def off(self, other: "Where") -> float:
        """How far off another is, in days."""
        gap = _NO_DAY
        if self.days and other.days:
            gap = float(max(0, (max(self.days[0], other.days[0]) - min(self.days[1], other.days[1])).days))
        far = distance_km(self.point, other.point) / _A_DAY if self.point and other.point else _NO_PLACE
        return gap + far + (0 if self.type == other.type else _OTHER_TYPE)


def nearby(connection: Connection, backend: Backend, key: str, words: str = "", most: int = 12) -> tuple[str, ...]:
    """Other incidents by how near they are; with words only those that they name: an id, or words of their claims."""
    own = _where(connection, (key,))[0]
    if words:
        ids: Iterable[str] = _by_id(connection, words) or listed.incident_ids(connection, backend, Filter(words=words))
    else:
        ids = _around(connection, own)
    others = _where(connection, tuple(one for one in ids if one != key)[:_MOST])
    return tuple(one.id for one in sorted(others, key=lambda one: (own.off(one), one.id))[:most])


def _around(connection: Connection, own: Where) -> list[str]:
    table = schema.incident.c
    parts = []
    if own.days:
        first, last = ((day + timedelta(sign * DAYS)).isoformat() for day, sign in zip(own.days, (-1, 1), strict=True))
        parts.append(and_(table.day_from >= first, table.day_from <= last))
        parts.append(and_(table.day_to >= first, table.day_to <= last))
    if own.point:
        lat, lon = own.point.lat, own.point.lon
        parts.append(and_(table.lat.between(lat - DEGREES, lat + DEGREES), table.lon.between(lon - DEGREES, lon + DEGREES)))
    query = select(table.id).where(or_(*parts) if parts else table.type == own.type).order_by(table.id).limit(_MOST)
    return list(connection.execute(query).scalars())


def _by_id(connection: Connection, words: str) -> list[str]:
    """Incidents whose id begins so; none where the words are no id."""
    digest = words.strip().casefold().removeprefix("incident-")
    if len(digest) < 4 or not all(mark in "0123456789abcdef" for mark in digest):
        return []
    column, start = schema.incident.c.id, f"incident-{digest}"
    return list(connection.execute(select(column).where(column >= start, column < start + "g").limit(50)).scalars())


def _where(connection: Connection, ids: tuple[str, ...]) -> list[Where]:
    found = listed.summaries(connection, ids)
    made = []
    for key in ids:
        one = found[key]
        days = sorted(date.fromisoformat(day) for day in (one["day_from"], one["day_to"]) if day)
        point = None if one["lat"] is None or one["lon"] is None else Point(one["lat"], one["lon"])
        made.append(Where(key, one["type"], (days[0], days[-1]) if days else None, point))
    return made
