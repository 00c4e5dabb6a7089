"""The calendar of coverage: who published how much on which day, week, month or year, with the gaps between."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import coverage, shelf
from tacitus.ledger.coverage import Published, Wanted
from tacitus.ledger.shelf import Shelved
from tacitus.ledger.survey import Stretch
from tacitus.views.web.asked import CLAIMS, Asked, asked_of, filter_of, written
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.site import page
from tacitus.views.web.timeline import begin, end, timeline

FIELDS = ("since", "until", "by", "show")
REPORTS = ("publisher", "since", "until", "without")
STEPS = ("day", "week", "month", "year")
ROWS = 60  # publishers on one page
COLUMNS = 400  # at most; else the next longer step is taken
ROOMY = 45  # columns that show their numbers
SHADES = 5
_LONG = 3  # columns: a shorter gap is none to point at
_DAY = timedelta(days=1)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True)
class Column:
    """A day, or a week, month, year of days; `group` and `label` head it."""

    first: date
    last: date
    group: str
    label: str

    @property
    def words(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What was published in one column: `shade` from 0 to 5; `gap` where nothing was, though before and after, and `worst` where
    that is part of the longest gap."""

    reports: int
    claims: int
    shade: int
    gap: bool
    worst: bool
    href: str


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher (None: not known), or all: its cells, what lies off the calendar, what has no day that one column holds.

    `before`, `after`, `wide` and `undated` are pairs of reports and claims; `longest` is the longest gap in columns.
    """

    publisher: str | None
    cells: tuple[Cell, ...]
    reports: int
    claims: int
    before: tuple[int, int]
    after: tuple[int, int]
    wide: tuple[int, int]
    undated: tuple[int, int]
    longest: int
    href: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """`groups` are pairs of a heading and how many columns it spans; `total` sums up all sources."""

    step: str
    columns: tuple[Column, ...]
    sources: tuple[Source, ...]
    total: Source

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        return tuple((name, len(list(some))) for name, some in groupby(self.columns, key=lambda one: one.group))

    @property
    def roomy(self) -> bool:
        return len(self.columns) <= ROOMY


def show(desk: Desk, request: Request) -> Response:
    """The page."""
    asked = asked_of(request.query_params, FIELDS)
    with desk.view() as view:
        found = calendar_of(view, asked)
        values: dict[str, Any] = {"title": "Coverage", "ledger": view.name(), "asked": asked, "found": found, "steps": STEPS}
        values |= {"claims": asked.get("show") == CLAIMS, "pages": -(-len(found.sources) // ROWS) if found else 0}
        values["undated_href"] = undated_href
        values["sources"] = found.sources[(asked.page - 1) * ROWS : asked.page * ROWS] if found else ()
        return page(request, "coverage.html", desk.assets, **values)


def calendar_of(view: View, asked: Asked) -> Calendar | None:
    """The calendar that is asked for; None where no report is there. Raises InputError."""
    return calendar(_published(view), asked)


def _published(view: View) -> tuple[Published, ...]:
    return view.desk.counted.kept(view.moment, "published", partial(coverage.published, view.connection))


def calendar(found: Sequence[Published], asked: Asked) -> Calendar | None:
    """The calendar of what was published; None where nothing was. Raises InputError."""
    wanted, by = filter_of(asked), asked.get("by")
    if by and by not in STEPS:
        raise InputError(f"by: {by!r} is none of {', '.join(STEPS)}")
    if not found:
        return None
    step, listed = columns(found, wanted.since, wanted.until, by)
    count = 1 if asked.get("show") == CLAIMS else 0
    rows: dict[str | None, list[Published]] = {}
    for one in found:
        rows.setdefault(one.publisher, []).append(one)
    placed = {name: _Placed.of(some, listed, step) for name, some in rows.items()}
    most = max((cell[count] for one in placed.values() for cell in one.cells.values()), default=0)
    sources = [_source(name, one, listed, most, count) for name, one in placed.items()]
    sources.sort(key=lambda one: (one.publisher is None, -(one.claims if count else one.reports), one.publisher or ""))
    whole = _Placed.of(found, listed, step)
    highest = max((cell[count] for cell in whole.cells.values()), default=0)
    total = _source("", whole, listed, highest, count)
    return Calendar(step, listed, tuple(sources), total)


def columns(found: Iterable[Published], since: date | None, until: date | None, by: str) -> tuple[str, tuple[Column, ...]]:
    """The step and the columns: those asked for; else from the first to the last day, without the few that lie far off."""
    drawn = timeline([Stretch(one.first, one.last, True, one.reports) for one in found], 680)
    if drawn is None and not (since or until):
        return STEPS[0], ()
    edges = [date.fromisoformat(day) for day in (drawn.first, drawn.last)] if drawn else [day for day in (since, until) if day]
    first, last = since or min(edges[0], until or edges[0]), until or max(edges[-1], since or edges[-1])
    length = (last - first).days
    usual = next(step for step, most in zip(STEPS, (62, 430, 2_200, 10**9), strict=True) if length < most)
    at = STEPS.index(by or usual)
    while length / (1, 7, 30, 365)[at] > COLUMNS and at + 1 < len(STEPS):
        at += 1
    return STEPS[at], tuple(_columns(STEPS[at], first, last))


def _columns(step: str, first: date, last: date) -> Iterable[Column]:
    day = begin(first, step)
    while day <= last:
        closing = end(day, step)
        yield Column(day, closing, *_labels(day, step))
        if closing == date.max:
            return
        day = closing + _DAY


def _labels(day: date, step: str) -> tuple[str, str]:
    """What heads several columns, and what heads this one."""
    month = _MONTHS[day.month - 1]
    if step == "year":
        return "", str(day.year)
    return (str(day.year), month[:3]) if step == "month" else (f"{month} {day.year}", str(day.day))


@dataclass(frozen=True, slots=True)
class _Placed:
    """What one source published, by column; pairs of reports and claims."""

    cells: Mapping[int, tuple[int, int]]
    before: tuple[int, int]
    after: tuple[int, int]
    wide: tuple[int, int]
    undated: tuple[int, int]

    @classmethod
    def of(cls, found: Iterable[Published], listed: Sequence[Column], step: str) -> "_Placed":
        places = {column.first: at for at, column in enumerate(listed)}
        cells: dict[int, tuple[int, int]] = {}
        other = dict.fromkeys(("before", "after", "wide", "undated"), (0, 0))
        for one in found:
            where = _where(one, listed, places, step)
            if isinstance(where, int):
                cells[where] = _add(cells.get(where, (0, 0)), one)
            else:
                other[where] = _add(other[where], one)
        return cls(cells, **other)


def _where(one: Published, listed: Sequence[Column], places: Mapping[date, int], step: str) -> int | str:
    """The column in which all of its days lie; else why it lies in none."""
    if not one.first and not one.last:
        return "undated"
    first, last = (date.fromisoformat(day) if day else None for day in (one.first, one.last))
    if last and last < listed[0].first:
        return "before"
    if first and first > listed[-1].last:
        return "after"
    if first is None or last is None or begin(first, step) != begin(last, step):
        return "wide"
    return places[begin(first, step)]


def _add(counted: tuple[int, int], one: Published) -> tuple[int, int]:
    return counted[0] + one.reports, counted[1] + one.claims


def _source(name: str | None, placed: _Placed, listed: Sequence[Column], most: int, count: int) -> Source:
    """A row; `count` is 0 where reports are shaded, 1 for claims. The name of all sources is empty."""
    numbers = [placed.cells.get(at, (0, 0)) for at in range(len(listed))]
    held = [at for at, cell in enumerate(numbers) if cell[0]]
    longest, start = max(((right - left - 1, -left) for left, right in pairwise(held)), default=(0, 0))
    cells = []
    for at, (column, cell) in enumerate(zip(listed, numbers, strict=True)):
        gap = not cell[0] and bool(held) and held[0] < at < held[-1]
        worst = gap and longest >= _LONG and 0 < at + start <= longest
        href = _href(name, column.first, column.last) if cell[0] else ""
        cells.append(Cell(*cell, shade(cell[count], most), gap, worst, href))
    others = (placed.before, placed.after, placed.wide, placed.undated)
    reports, claims = (sum(cell[part] for cell in (*numbers, *others)) for part in (0, 1))
    return Source(name, tuple(cells), reports, claims, *others, longest, _href(name))


def shade(number: int, most: int) -> int:
    """From 1 to 5 by the number's size, 0 for none: a step for each so many times more.

    >>> [shade(number, 100) for number in (0, 1, 3, 10, 40, 100)]
    [0, 1, 2, 3, 4, 5]
    """
    if number < 1:
        return 0
    return 1 + round((SHADES - 1) * math.log(number) / math.log(most)) if most > 1 else 3


def _href(name: str | None, first: date | None = None, last: date | None = None) -> str:
    """The list of the reports."""
    asked = [] if name == "" else [("publisher", name)] if name else [("without", "publisher")]
    days = [(field, day.isoformat()) for field, day in (("since", first), ("until", last)) if day]
    return f"/reports?{urlencode([*asked, *days])}" if asked or days else "/reports"


def undated_href(name: str | None) -> str:
    """The list of a publisher's reports without a day; of an unknown one's all reports."""
    return _href(None) if name is None else f"/reports?{urlencode([*([('publisher', name)] if name else []), ('without', 'day')])}"


def reports_of(view: View, asked: Asked, most: int, skip: int) -> tuple[list[Shelved], int]:
    """Some of the reports that are asked for (see REPORTS), the newest first, and how many there are. Raises InputError."""
    wanted = wanted_of(asked)
    if wanted == Wanted():
        return list(shelf.reports(view.connection, most, skip)), shelf.how_many(view.connection)
    if wanted.publisher:
        known = (one.publisher for one in _published(view) if one.publisher)
        wanted = replace(wanted, publisher=next((name for name in known if written(name) == wanted.publisher), wanted.publisher))
    found, count = coverage.texts(view.connection, wanted, most, skip)
    shelved = (shelf.shelved(view.connection, key) for key in found)
    return [one for one in shelved if one], count


def wanted_of(asked: Asked) -> Wanted:
    """Which reports are asked for (see REPORTS). Raises InputError."""
    days, without = filter_of(asked), asked.get("without")
    if without not in ("", "publisher", "day"):
        raise InputError(f"without: {without!r} is neither publisher nor day")
    since, until = (day.isoformat() if day else None for day in (days.since, days.until))
    return Wanted(asked.get("publisher") or None, since, until, without == "publisher", without == "day")


def coverage_json(view: View, request: Request) -> Json:
    """The calendar as data: the cells in which something was published."""
    found = calendar_of(view, asked_of(request.query_params, FIELDS))
    if found is None:
        return {"step": None, "columns": [], "sources": []}
    days = [{"from": one.first.isoformat(), "to": one.last.isoformat()} for one in found.columns]
    return {"step": found.step, "columns": days, "sources": [_source_json(one) for one in found.sources]}


def _source_json(one: Source) -> Json:
    cells = [{"column": at, "reports": cell.reports, "claims": cell.claims} for at, cell in enumerate(one.cells) if cell.reports]
    names = ("before", "after", "wide", "undated")
    off = {name: {"reports": getattr(one, name)[0], "claims": getattr(one, name)[1]} for name in names}
    return {"publisher": one.publisher, "reports": one.reports, "claims": one.claims, "longest": one.longest, "cells": cells, **off}
