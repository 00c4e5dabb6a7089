"""Numbers as pictures that a page draws without a script: ranges of a toll, and how it moved from day to day."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tacitus.format.pieces import Json
from tacitus.views.wording import number_words

WIDTH = 360  # units: what a narrow screen shows in full
_NAMES = {"acled": "ACLED", "ucdp": "UCDP", "airwars": "Airwars"}
_LEFT, _RIGHT, _TOP, _ROW = 58, 14, 6, 22
_LOT = 52  # height in which the steps are drawn


@dataclass(frozen=True, slots=True)
class Row:
    """What one published rule makes of the figures: from `left` to `right`, the best at `best`; None where it puts none."""

    name: str
    rule: str
    y: float
    left: float | None
    right: float | None
    best: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure of one claim: its interval, or one place."""

    x: float
    until: float
    y: float
    claims: tuple[int, ...]
    voice: int
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Ranges:
    height: float
    base: float
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The figure of one voice through time, as an SVG path with the places where it was told."""

    voice: int
    line: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    height: float
    base: float
    paths: tuple[Path, ...]
    days: tuple[Mark, ...]
    levels: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    least: float
    most: float

    def x(self, value: float) -> float:
        wide = WIDTH - _LEFT - _RIGHT
        return round(_LEFT + wide * (value - self.least) / ((self.most - self.least) or 1), 2)


def ranges(toll: Json, numbers: dict[str, int], voices: dict[str, int]) -> Ranges | None:
    """The ranges of a toll under each rule, and every claim's figure; None where there is no number at all."""
    figures = [value for one in (*toll["figures"], *toll["history"]) for value in _values(one)]
    if not figures:
        return None
    least, most = min(figures), max(figures)
    scale = _Scale(0.0 if least < most * 0.75 or least == most else least, float(most) or 1.0)
    rows = tuple(_row(one, at, scale) for at, one in enumerate(toll["figures"]))
    below = _TOP + len(rows) * _ROW
    dots, lanes = _dots(toll["history"], scale, below, numbers, voices)
    base = below + max(1, lanes) * 13 + 4
    marks = tuple(Mark(scale.x(value), number_words(value)) for value in _ticks(scale))
    return Ranges(base + 18, base, rows, dots, marks)


def _values(one: Json) -> list[float]:
    return [one[key] for key in ("low", "best", "high") if one[key] is not None]


def _row(one: Json, at: int, scale: _Scale) -> Row:
    known = _values(one)
    x = {key: scale.x(one[key]) if one[key] is not None else None for key in ("low", "best", "high")}
    left, right = (scale.x(min(known)), scale.x(max(known))) if known else (None, None)
    name = str(_NAMES.get(one["policy"], one["policy"]))
    said = [f"{key} {number_words(one[key])}" for key in ("low", "best", "high") if one[key] is not None]
    return Row(name, one["rule"], _TOP + at * _ROW + _ROW / 2, left, right, x["best"], ", ".join(said) or "no figure")


def _dots(
    history: Iterable[Json], scale: _Scale, top: float, numbers: dict[str, int], voices: dict[str, int]
) -> tuple[tuple[Dot, ...], int]:
    """The claims' figures in lanes: equal figures of one voice are one."""
    found: dict[tuple[str, str], list[Json]] = {}
    for step in history:
        if _values(step):
            found.setdefault((step["voice"], step["text"]), []).append(step)
    dots, lanes = [], list[float]()
    for (voice, words), steps in sorted(found.items(), key=lambda item: min(_values(item[1][0]))):
        known = _values(steps[0])
        left, right = scale.x(min(known)), scale.x(max(known))
        claims = tuple(sorted({numbers[step["claim"]] for step in steps}))
        lane = next((at for at, end in enumerate(lanes) if end + 8 < left), len(lanes))
        lanes[lane : lane + 1] = [right + 10 + 11 * len(claims)]
        dots.append(Dot(left, right, top + lane * 13 + 8, claims, voices.get(voice, 0) % 6, words))
    return tuple(dots), len(lanes)


def _ticks(scale: _Scale) -> list[float]:
    """Four or five round numbers."""
    span = (scale.most - scale.least) or 1
    rough = span / 4
    size = 10.0 ** math.floor(math.log10(rough)) if rough >= 1 else 1.0
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= rough)
    first = math.ceil(scale.least / step) * step
    return [first + at * step for at in range(12) if first + at * step <= scale.most]


def steps(toll: Json, numbers: dict[str, int], voices: dict[str, int]) -> Steps | None:
    """How each voice's figure moved; None where all told it on one day or no step has a number."""
    told = [(step, date.fromisoformat(step["day"])) for step in toll["history"] if step["day"] and _values(step)]
    days = sorted({day for _, day in told})
    if len(days) < 2:
        return None
    most = max(_best(step) for step, _ in told) or 1.0
    span = (days[-1] - days[0]).days
    wide = WIDTH - 40 - _RIGHT

    def at(day: date) -> float:
        return round(40 + wide * (day - days[0]).days / span, 2)

    def level(value: float) -> float:
        return round(8 + _LOT * (1 - value / most), 2)

    paths = []
    for voice in dict.fromkeys(step["voice"] for step, _ in told):
        own = [(at(day), level(_best(step)), step) for step, day in told if step["voice"] == voice]
        number = voices.get(voice, 0) % 6
        dots = tuple(Dot(x, x, y, (numbers[step["claim"]],), number, f"{step['day']}: {step['text']}") for x, y, step in own)
        paths.append(Path(number, _stairs([(x, y) for x, y, _ in own], WIDTH - _RIGHT), dots))
    base = 8.0 + _LOT
    marks = tuple(Mark(at(day), day.isoformat()[5:]) for day in _some(days))
    levels = (Mark(level(most), number_words(most)), Mark(base, "0"))
    return Steps(base + 18, base, tuple(paths), marks, levels)


def _best(step: Json) -> float:
    return float(next(step[key] for key in ("best", "low", "high") if step[key] is not None))


def _stairs(places: Sequence[tuple[float, float]], end: float) -> str:
    """A figure holds until the next one."""
    (x, y), rest = places[0], places[1:]
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in rest) + f"H{end}"


def _some(days: Sequence[date]) -> list[date]:
    """At most four of the days, the first and the last among them."""
    if len(days) <= 4:
        return list(days)
    return [days[round(at * (len(days) - 1) / 3)] for at in range(4)]
