"""Days, weeks, months and years by name: each a TIMEX3 value, a grain and the days that it covers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tacitus.measures.interval import add_months, month, months, week, weekend, years
from tacitus.model.interval import Interval
from tacitus.rules.table import load_rows

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CODES = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "hour": "H", "minute": "M", "second": "S"}
_YEARS_IN = {"decade": 10, "century": 100}
_FIRST, _LAST = 1, 9998


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the calendar. `days` is None where the calendar of our years does not reach (before Christ)."""

    value: str
    grain: str
    days: Interval | None


@dataclass(frozen=True, slots=True)
class Part:
    """A row of parts.toml."""

    id: str
    of: str
    part: str
    counted: str
    first: int
    last: int


@cache
def parts() -> dict[tuple[str, str], Part]:
    return {(row.of, row.part): row for row in load_rows(Part, "tacitus.questions.when", "parts.toml")}


def named_day(day: date) -> Named:
    return Named(day.isoformat(), "day", Interval.day(day))


def named_week(day: date) -> Named:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return Named(f"{year:04}-W{number:02}", "week", week(day))


def named_weekend(day: date) -> Named:
    return replace(named_week(day), value=named_week(day).value + "-WE", grain="weekend", days=weekend(day))


def named_month(year: int, number: int) -> Named:
    return Named(f"{year:04}-{number:02}", "month", month(year, number) if _reaches(year) else None)


def named_quarter(year: int, number: int) -> Named:
    return Named(f"{year:04}-Q{number}", "quarter", months(year, 3 * number - 2, 3 * number) if _reaches(year) else None)


def named_half(year: int, number: int) -> Named:
    return Named(f"{year:04}-H{number}", "half", months(year, 6 * number - 5, 6 * number) if _reaches(year) else None)


def named_season(year: int, code: str) -> Named:
    """Three months of the northern year; a winter begins in December of its year and ends in February of the next."""
    first = SEASONS[code]
    return Named(f"{year:04}-{code}", "season", months(year, first, first + 2) if _reaches(year) else None)


def named_year(year: int) -> Named:
    return Named(f"{year:04}", "year", years(year, year) if _reaches(year) else None)


def named_decade(decade: int) -> Named:
    """`decade` is the year without its last digit: 199 for the 1990s."""
    return Named(f"{decade:03}", "decade", years(10 * decade, 10 * decade + 9) if _reaches(10 * decade) else None)


def named_century(century: int) -> Named:
    """`century` counts from 1: the 20th is 1900 to 1999, as the words are used, though strictly it began in 1901."""
    first = max(_FIRST, 100 * (century - 1))
    return Named(f"{century - 1:02}", "century", years(first, 100 * century - 1) if _reaches(first) else None)


def before_christ(kind: str, number: int) -> Named:
    """A year, decade or century before Christ: a value, but no days."""
    value = {"year": f"BC{number:04}", "decade": f"BC{number:03}", "century": f"BC{number - 1:02}"}[kind]
    return Named(value, kind, None)


def _reaches(year: int) -> bool:
    return _FIRST <= year <= _LAST


def holding(unit: str, day: date) -> Named:
    """The unit of the calendar that holds a day."""
    makers = {
        "day": lambda: named_day(day),
        "week": lambda: named_week(day),
        "fortnight": lambda: named_week(day),
        "weekend": lambda: named_weekend(day),
        "month": lambda: named_month(day.year, day.month),
        "quarter": lambda: named_quarter(day.year, (day.month + 2) // 3),
        "half": lambda: named_half(day.year, (day.month + 5) // 6),
        "year": lambda: named_year(day.year),
        "decade": lambda: named_decade(day.year // 10),
        "century": lambda: named_century(day.year // 100 + 1),
    }
    return makers[unit]()


def moved(day: date, unit: str, count: float) -> date:
    """A day moved by some units; parts of a unit are rounded to days or months. Raises OverflowError past the calendar."""
    if unit in ("hour", "minute", "second"):
        return day + timedelta(days=round(count / {"hour": 24, "minute": 1440, "second": 86400}[unit]))
    if unit in ("day", "week", "weekend", "fortnight"):
        return day + timedelta(days=round(count * {"day": 1, "fortnight": 14}.get(unit, 7)))
    return add_months(day, round(count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]))


def stretch(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time; None is some number of them.

    >>> stretch(24, "hour"), stretch(None, "month"), stretch(2, "decade"), stretch(1.5, "year")
    ('PT24H', 'PXM', 'P20Y', 'P1.5Y')
    """
    time = "T" if unit in ("hour", "minute", "second") else ""
    if count is None:
        return f"P{time}X{_CODES.get(unit, {'decade': 'DE', 'century': 'C'}.get(unit, 'D'))}"
    if unit in _YEARS_IN:
        count, unit = count * _YEARS_IN[unit], "year"
    if unit in ("fortnight", "weekend"):
        count, unit = count * 2, {"fortnight": "week", "weekend": "day"}[unit]
    return f"P{time}{count:g}{_CODES[unit]}" if count < 1e6 else f"P{time}{int(count)}{_CODES[unit]}"


def part_of(whole: Named, part: str) -> Interval | None:
    """The days of a part of a stretch; all of them where no convention says which (parts.toml)."""
    rule = parts().get((whole.grain, part))
    days = whole.days
    if rule is None or days is None or days.start is None:
        return days
    first = _step(days.start, rule.counted, rule.first - 1)
    last = _step(days.start, rule.counted, rule.last) - timedelta(days=1) if rule.last else days.end
    return Interval(first, last)


def _step(day: date, counted: str, steps: int) -> date:
    return day + timedelta(days=steps) if counted == "day" else add_months(day, steps * {"month": 1, "year": 12}[counted])
