"""The first page: a map, a line of time and a list of incidents or of claims, under one filter that the address holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import survey
from tacitus.ledger.survey import Ground
from tacitus.ledger.wanted import Filter
from tacitus.views.web import atlas
from tacitus.views.web.asked import CLAIMS, MOST, Asked, asked_of, filter_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.rows import Row, row_of
from tacitus.views.web.site import page, partly
from tacitus.views.web.timeline import Timeline, timeline
from tacitus.views.web.weighed import Span

WIDTHS = (("wide", 680), ("narrow", 360))
PLACES = 40  # places that are listed beside the map


@dataclass(frozen=True, slots=True)
class Found:
    """What is wanted: one page of rows, `count` in all; the lines of time by their names; the places, the most told first.
    Where incidents are listed, the count and the lines are theirs."""

    rows: tuple[Row, ...]
    count: int
    pages: int
    lines_of_time: tuple[tuple[str, Timeline], ...]
    places: tuple[Ground, ...]
    unplaced: int
    incidents: tuple[Json, ...] | None = None

    @property
    def noun(self) -> str:
        return "claim" if self.incidents is None else "incident"

    @property
    def groups(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of one report after the other."""
        return tuple(tuple(rows) for _, rows in groupby(self.rows, key=lambda row: row.report))


def show(desk: Desk, request: Request) -> Response:
    """The whole page, or for htmx its results."""
    asked = asked_of(request.query_params)
    with desk.view() as view:
        found, problem = found_or_not(view, asked)
        values: dict[str, Any] = {"title": "Overview", "asked": asked, "found": found, "problem": problem, "ledger": view.name()}
        values["weighed"] = bool(view.weighing)
        values["asked_when"] = lambda since, until: f"/{asked.with_(since=since, until=until)}"
        if partly(request):
            return page(request, "results.html", desk.assets, **values)
        return page(request, "overview.html", desk.assets, 400 if problem else 200, choices=view.choices(), **values)


def found_or_not(view: View, asked: Asked) -> tuple[Found, str | None]:
    """What is wanted; where that cannot be read nothing, and why."""
    try:
        wanted = filter_of(asked)
        span = None if asked.get("show") == CLAIMS else view.span(wanted)
        return incidents_of(view, wanted, span, asked.page) if span else found_of(view, wanted, asked.page), None
    except InputError as error:
        return Found((), 0, 0, (), (), 0), str(error)


def found_of(view: View, wanted: Filter, number: int) -> Found:
    """One page of what is wanted. Raises InputError."""
    rows, grounds = view.rows(wanted), view.grounds(wanted)
    some = rows[(number - 1) * MOST : number * MOST]
    drawn = ((name, timeline(view.stretches(wanted), width)) for name, width in WIDTHS)
    return Found(
        rows=tuple(row_of(line) for line in view.lines(some)),
        count=len(rows),
        pages=-(-len(rows) // MOST),
        lines_of_time=tuple((name, line) for name, line in drawn if line),
        places=_by_name(grounds)[:PLACES],
        unplaced=len(rows) - sum(ground.claims for ground in grounds),
    )


def incidents_of(view: View, wanted: Filter, span: Span, number: int) -> Found:
    """As `found_of`, of incidents."""
    found = view.listed("incidents", wanted, MOST, (number - 1) * MOST) or {"items": [], "count": 0}
    drawn = ((name, timeline(span.days, width)) for name, width in WIDTHS)
    return Found(
        rows=(),
        count=found["count"],
        pages=-(-found["count"] // MOST),
        lines_of_time=tuple((name, line) for name, line in drawn if line),
        places=_by_name(view.grounds(wanted))[:PLACES],
        unplaced=0,
        incidents=tuple(found["items"]),
    )


def _by_name(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Places of one name in one country together, the most told first."""
    found: dict[tuple[str, str | None], list[Ground]] = {}
    for ground in grounds:
        found.setdefault((ground.place, ground.country), []).append(ground)
    joined = [_joined(some) for some in found.values()]
    return tuple(sorted(joined, key=lambda ground: (-ground.claims, ground.place)))


def _joined(some: list[Ground]) -> Ground:
    first = some[0]
    claims = sum(ground.claims for ground in some)
    return Ground(first.place, first.country, first.precision, first.lat, first.lon, first.row, claims)


def areas(view: View, wanted: Filter) -> Json:
    """The places of what is wanted as GeoJSON areas. Raises InputError."""
    return view.desk.counted.kept(view.moment, ("areas", wanted), partial(_areas, view, wanted))


def _areas(view: View, wanted: Filter) -> Json:
    grounds = view.grounds(wanted)
    drawn = grounds[: atlas.MOST]
    made = atlas.features(drawn, {ground.row: line for ground in drawn for line in view.lines([ground.row])})
    made["left"] += sum(ground.claims for ground in grounds[atlas.MOST :])
    return made


def days_of(view: View, rows: Sequence[int]) -> tuple[tuple[str, Timeline], ...]:
    """The lines of time of some rows."""
    stretches = survey.days_of(view.connection, rows)
    return tuple((name, line) for name, width in WIDTHS if (line := timeline(stretches, width)))
