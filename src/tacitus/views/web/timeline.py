"""A line of time as numbers that a page draws: columns for what happened on a day (or in a week, month, year), bars for intervals.

Claims that name no day stand on their report's day, marked as such. Where a few lie far off, the line leaves them out and says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tacitus.ledger.survey import Stretch

LANES = 8
_TOP, _COLUMNS, _LANE, _AXIS = 12, 64, 7, 20  # heights: above the columns, of the highest, of a lane of intervals, of the axis
_WIDEST, _LEAST = 48, 1.5  # of a day; the height of a column that can still be seen
_STEPS = ((120, "day"), (900, "week"), (4_000, "month"), (10**9, "year"))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A column or an interval: `kind` is own, report or long; `since` and `until` are what a press on it asks for."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    since: str
    until: str
    claims: int
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`base` is where the columns stand; `before` and `after` count what lies off the line, with the day that bounds it."""

    width: int
    height: int
    base: float
    step: str
    highest: int
    first: str
    last: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    before: int
    after: int
    hidden: int
    undated: int


@dataclass(frozen=True, slots=True)
class _Days:
    start: date
    end: date
    own: bool
    claims: int


def timeline(stretches: Iterable[Stretch], width: int) -> Timeline | None:
    """The line, `width` units wide; None where no day is known."""
    listed = list(stretches)
    known = [_days(one) for one in listed if one.first or one.last]
    if not known:
        return None
    first, last = _range(known)
    step = next(name for most, name in _STEPS if (last - first).days < most)
    first, last = begin(first, step), end(last, step)
    drawn = [one for one in known if one.end >= first and one.start <= last]
    scale = min(width / ((last - first).days + 1), float(_WIDEST))
    columns, highest = _columns(drawn, step, first, scale)
    base = _TOP + _COLUMNS
    lanes, hidden = _lanes(drawn, step, first, last, scale, base + 4)
    used = max((bar.y for bar in lanes), default=base)
    return Timeline(
        width=width,
        height=round(used + _LANE + _AXIS + 4),
        base=base,
        step=step,
        highest=highest,
        first=first.isoformat(),
        last=last.isoformat(),
        bars=(*columns, *lanes),
        ticks=_ticks(first, last, scale, width),
        before=sum(one.claims for one in known if one.end < first),
        after=sum(one.claims for one in known if one.start > last),
        hidden=hidden,
        undated=sum(one.claims for one in listed if not (one.first or one.last)),
    )


def _days(one: Stretch) -> _Days:
    """An open end is drawn as the day that is known."""
    start, end = one.first or one.last or "", one.last or one.first or ""
    return _Days(date.fromisoformat(start), max(date.fromisoformat(start), date.fromisoformat(end)), one.own, one.claims)


def _range(known: Sequence[_Days]) -> tuple[date, date]:
    """From the first to the last day, without the few that lie far from all others."""
    middles = sorted((one.start + (one.end - one.start) // 2, one.claims) for one in known)
    whole = sum(claims for _, claims in middles)
    inner = (_quantile(middles, whole * 0.04), _quantile(middles, whole * 0.96))
    room = max(timedelta(days=7), (inner[1] - inner[0]) * 0.6)
    near = [one for one in known if inner[0] - one.start <= room and one.end - inner[1] <= room]
    return min((one.start for one in near), default=inner[0]), max((one.end for one in near), default=inner[1])


def _quantile(ordered: Sequence[tuple[date, int]], wanted: float) -> date:
    passed = 0
    for day, claims in ordered:
        passed += claims
        if passed >= wanted:
            return day
    return ordered[-1][0]


def begin(day: date, step: str) -> date:
    """The first day of the day's week, month or year."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day.replace(month=1, day=1) if step == "year" else day


def end(day: date, step: str) -> date:
    """The last day of the day's week, month or year."""
    first = begin(day, step)
    if step == "day":
        return first
    if step == "week":
        return min(first, date.max - 6 * _DAY) + 6 * _DAY
    if step == "year":
        return first.replace(month=12, day=31)
    return (first.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY if first < date(9999, 12, 1) else date.max


def _columns(drawn: Sequence[_Days], step: str, first: date, scale: float) -> tuple[list[Bar], int]:
    """What lies within one step, stacked: the claims' own days below, the reports' above."""
    stacks: dict[date, dict[bool, int]] = {}
    for one in drawn:
        if begin(one.start, step) == begin(one.end, step):
            stack = stacks.setdefault(begin(one.start, step), {True: 0, False: 0})
            stack[one.own] += one.claims
    highest = max((sum(stack.values()) for stack in stacks.values()), default=0)
    bars = []
    for day, stack in sorted(stacks.items()):
        until, floor = end(day, step), float(_TOP + _COLUMNS)
        left, wide = (day - first).days * scale, ((until - day).days + 1) * scale
        gap = min(1.0, wide / 5)
        for own, kind in ((True, "own"), (False, "report")):
            if stack[own]:
                high = max(_LEAST, _COLUMNS * stack[own] / highest)
                floor -= high
                words = f"{_span(day, until)}: {stack[own]:,} {'told of this time' if own else 'in reports of this time'}"
                sizes = (round(left + gap / 2, 2), round(floor, 2), round(wide - gap, 2), round(high, 2))
                bars.append(Bar(kind, *sizes, day.isoformat(), until.isoformat(), stack[own], words))
    return bars, highest


def _lanes(drawn: Sequence[_Days], step: str, first: date, last: date, scale: float, top: float) -> tuple[list[Bar], int]:
    """Intervals longer than a step, in as few lanes as they need, the most told first; and how many claims found no lane."""
    long = [one for one in drawn if begin(one.start, step) != begin(one.end, step)]
    lanes: list[list[tuple[date, date]]] = []
    bars, hidden = [], 0
    for one in sorted(long, key=lambda one: (-one.claims, one.start, one.end, one.own)):
        free = (at for at, lane in enumerate(lanes) if all(one.end < start or one.start > end for start, end in lane))
        lane = next(free, len(lanes))
        if lane == LANES:
            hidden += one.claims
            continue
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((one.start, one.end))
        left = (max(one.start, first) - first).days * scale
        right = ((min(one.end, last) - first).days + 1) * scale
        words = f"{_span(one.start, one.end)}: {one.claims:,} that could have happened then"
        sizes = (round(left, 2), round(top + lane * _LANE, 2), round(max(right - left, 2), 2), _LANE - 2.0)
        bars.append(Bar("long", *sizes, one.start.isoformat(), one.end.isoformat(), one.claims, words))
    return bars, hidden


def _span(start: date, end: date) -> str:
    return f"{start}" if start == end else f"{start} to {end}"


def _ticks(first: date, last: date, scale: float, width: int) -> tuple[Tick, ...]:
    """A label for every so many days, as many as there is room for."""
    room = max(2, width // 110)
    days = (last - first).days + 1
    every = max(1, -(-days // room))
    found = []
    for number in range(0, days, every):
        day = first + number * _DAY
        found.append(Tick(round((number + 0.5) * scale if days <= room else number * scale, 2), day.isoformat()))
    return tuple(found)
