"""Feast days and the months of other calendars, as days of ours."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian, Hijri

from tacitus.model.interval import Interval
from tacitus.questions.when.calendar import Named
from tacitus.questions.when.moons import lunar_new_year
from tacitus.rules.table import load_rows

_HIJRI_YEARS = range(1343, 1501)
_BY_THE_MOON = frozenset({"hijri", "lunar"})
_HEBREW_EPOCH = -1373427


@dataclass(frozen=True, slots=True)
class Feast:
    """A row of feasts.toml."""

    id: str
    calendar: str
    month: int
    day: int
    length: int = 1


@cache
def _feasts() -> dict[str, Feast]:
    return {row.id: row for row in load_rows(Feast, "tacitus.questions.when", "feasts.toml")}


def feast(name: str, year: int) -> tuple[Named, ...]:
    """The feast in a year of ours: nothing where the calendar does not reach, two where a lunar feast falls twice."""
    row = _feasts()[name]
    return tuple(_stretch(first, row.length) for first in _first_days(row, year))


def moon_dependent(name: str) -> bool:
    return _feasts()[name].calendar in _BY_THE_MOON


def hijri_month(year: int, month: int) -> tuple[Named, ...]:
    """A hijri month as it begins in a year of ours."""
    found = []
    for lunar in _hijri_years(year):
        first = Hijri(lunar, month, 1).to_gregorian()
        if first.year == year:
            found.append(_stretch(date(first.year, first.month, first.day), Hijri(lunar, month, 1).month_length()))
    return tuple(found)


def hijri_day(year: int, month: int, day: int) -> Named | None:
    """A day of a hijri year; None where there is no such day or the tables do not reach (1343 to 1500)."""
    if year not in _HIJRI_YEARS or day > Hijri(year, month, 1).month_length():
        return None
    known = Hijri(year, month, day).to_gregorian()
    return _stretch(date(known.year, known.month, known.day), 1)


def _stretch(first: date, length: int) -> Named:
    last = first + timedelta(days=length - 1)
    value = first.isoformat() if length == 1 else f"{first.isoformat()}/{last.isoformat()}"
    return Named(value, "day" if length == 1 else "feast", Interval(first, last))


def _first_days(row: Feast, year: int) -> list[date]:
    if row.calendar == "hijri":
        days = (hijri_day(lunar, row.month, row.day) for lunar in _hijri_years(year))
        starts = [found.days.start for found in days if found and found.days and found.days.start]
        return [start for start in starts if start.year == year]
    if row.calendar == "easter":
        return [easter(year) + timedelta(days=row.day)]
    if row.calendar == "orthodox":
        return [orthodox_easter(year) + timedelta(days=row.day)]
    if row.calendar == "lunar":
        return [lunar_new_year(year) + timedelta(days=row.day)]
    if row.calendar == "hebrew":
        return [hebrew_day(year + (3760 if row.month < 7 else 3761), row.month, row.day)]
    if row.calendar == "fourth-thursday":
        first = date(year, row.month, 1)
        return [first + timedelta(days=(3 - first.weekday()) % 7 + 21)]
    return [date(year, row.month, row.day)]


def _hijri_years(year: int) -> list[int]:
    """The hijri years that touch a year of ours, as far as the tables reach."""
    if not 1925 <= year <= 2076:
        return []
    first = Gregorian(year, 1, 1).to_hijri().year
    return [lunar for lunar in range(first, first + 3) if lunar in _HIJRI_YEARS]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computation).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century = year % 19, year // 100
    leap, drift = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quad, rest = divmod(year % 100, 4)
    shift = (32 + 2 * drift + 2 * quad - epact - rest) % 7
    last = (golden + 11 * epact + 22 * shift) // 451
    month, day = divmod(epact + shift - 7 * last + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches (Meeus's Julian computation), in our calendar; good from 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def hebrew_day(year: int, month: int, day: int) -> date:
    """A day of Nisan (1) to Tishri (7) of a Hebrew year (the arithmetic of Reingold and Dershowitz)."""
    new_year = _hebrew_new_year(year if month >= 7 else year + 1)
    if month >= 7:
        return date.fromordinal(new_year + day - 1)
    back = sum(30 if each % 2 else 29 for each in range(month, 7))
    return date.fromordinal(new_year - back + day - 1)


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri."""
    before, this, after = (_hebrew_elapsed(each) for each in (year - 1, year, year + 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + late


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days
