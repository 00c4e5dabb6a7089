"""Stated dates: the words a person, a corpus or a page gives as the day of a report. Nothing is guessed.

03/04/2024 is two days, so it is none; 28/08/2024 can only be one. The day is the one in the zone that the words state.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from tacitus.model.interval import Interval

FIRST_YEAR, LAST_YEAR = 1800, 2200
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?"
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
FULL_DAY = rf"(?:(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+{ORDINAL}|{ORDINAL}\s+{MONTH}),?\s+\d{{4}})"
_CLOCK = (
    r"(?:[\s,T]*(?:at\s+|-\s+|\|\s*)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*\(?(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2}|(?:GMT|UTC)\s*[+-]\s*\d{1,2}(?::?\d{2})?)?\)?)?"
)
_SHAPES = (
    re.compile(rf"(?:{WEEKDAY},?\s+)?(?P<month>{MONTH})\s+(?P<day>{ORDINAL}),?\s+(?P<year>\d{{4}}){_CLOCK}", re.I),
    re.compile(rf"(?:{WEEKDAY},?\s+)?(?P<day>{ORDINAL})[\s-]+(?P<month>{MONTH}),?[\s-]+(?P<year>\d{{4}}){_CLOCK}", re.I),
    re.compile(rf"(?P<year>\d{{4}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_CLOCK}", re.I),
)
_SLASHED = re.compile(rf"(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}", re.I)
_PART = re.compile(rf"(?:(?P<year>\d{{4}})-(?P<month>\d{{2}})|(?P<name>{MONTH})\s+(?P<of>\d{{4}})|(?P<alone>\d{{4}}))", re.I)
_ZONED = re.compile(r"(.*\d)\s*(?:Z|UTC|GMT)", re.I)
_WEEK = re.compile(r"\d{4}-?W\d\d", re.I)
_SPACED_OFFSET = re.compile(r"(.*\d)\s+([+-]\d{2}:?\d{2})")


@dataclass(frozen=True, slots=True)
class Stated:
    """The days that the words mean, and the instant where they state one with its zone."""

    days: Interval
    moment: datetime | None = None


def stated(words: str) -> Stated | None:
    """What the words mean; None where they are no date, or could be two.

    >>> stated("2024-03-03T23:30:00-05:00").days.start
    datetime.date(2024, 3, 3)
    >>> stated("03/04/2024") is None
    True
    """
    text = " ".join(words.split())
    if not 4 <= len(text) <= 80:
        return None
    moment = _moment(text)
    if moment:
        return Stated(Interval.day(moment.date()), moment if moment.tzinfo else None) if _sane(moment.year) else None
    day = _shaped(text) or _slashed(text)
    if day:
        return Stated(Interval.day(day))
    days = _part(text)
    return Stated(days) if days else None


def _moment(text: str) -> datetime | None:
    """ISO 8601, also with a space before the zone or UTC as a word; a week is no day."""
    if (text.isdigit() and len(text) != 8) or _WEEK.fullmatch(text):
        return None
    zoned, spaced = _ZONED.fullmatch(text), _SPACED_OFFSET.fullmatch(text)
    plain = f"{zoned[1]}+00:00" if zoned else spaced[1] + spaced[2] if spaced else text
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def _shaped(text: str) -> date | None:
    for shape in _SHAPES:
        hit = shape.fullmatch(text)
        if hit:
            month = hit["month"]
            return _day(int(hit["year"]), int(month) if month.isdigit() else month_number(month), int(hit["day"].rstrip("stndrh")))
    return None


def _slashed(text: str) -> date | None:
    """Day and month in either order, where only one order makes a day."""
    hit = _SLASHED.fullmatch(text)
    if not hit:
        return None
    first, second, year = int(hit["first"]), int(hit["second"]), int(hit["year"])
    could = {_day(year, second, first), _day(year, first, second)} - {None}
    return could.pop() if len(could) == 1 else None


def _part(text: str) -> Interval | None:
    """A month or a year as the interval of its days."""
    hit = _PART.fullmatch(text)
    if not hit:
        return None
    year = int(hit["year"] or hit["of"] or hit["alone"])
    month = int(hit["month"]) if hit["month"] else month_number(hit["name"]) if hit["name"] else None
    if not _sane(year) or (month is not None and not 1 <= month <= 12):
        return None
    first, last = (month, month) if month else (1, 12)
    return Interval(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its usual short form.

    >>> month_number("Sept.")
    9
    """
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3].casefold()))


def _day(year: int, month: int, day: int) -> date | None:
    if not _sane(year):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sane(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR
