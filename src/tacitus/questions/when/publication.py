"""The report's own day: stated, from its dateline, or forced by its words; else unknown, with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tacitus.measures.interval import intersect
from tacitus.model.document import Published, ZoneKind
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tacitus.questions.when.calendar import holding, moved, named_month, part_of
from tacitus.questions.when.figures import figured
from tacitus.questions.when.mastheads import dates_the_foot, dates_the_head
from tacitus.questions.when.phrase import Frame, Kind, Phrase
from tacitus.questions.when.tense import tense

_NEAR = 31
_WIDEST = 31
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_FARTHEST = 100
_JOINTS = frozenset({",", "(", "on", "-", "the"})


@dataclass(frozen=True, slots=True)
class Clue:
    """Days that the report can be of, and the words that say so."""

    days: Interval
    why: str


def published(phrases: tuple[Phrase, ...], reading: Reading) -> Published:
    """When the report came out. A stated day outranks the dateline's, and that what its words imply."""
    stated = reading.document.published
    if stated.days is not None:
        return stated
    full = list(_full_dates(phrases))
    dateline = reading.document.dateline
    if dateline is not None and dateline.day is not None:
        own = next((phrase.frame for phrase in phrases if dateline.day.overlaps(phrase.span)), None)
        written = figured(own.value) if own is not None and own.value is not None else None
        if written is not None:
            return Published(Interval.day(written), "dateline", "the dateline's date")
        if own is not None and own.month and own.day:
            return _of_dateline(own, [day for day, phrase in full if not dateline.day.overlaps(phrase.span)])
    headed = dates_the_head(full, reading)
    if headed is not None:
        return Published(Interval.day(headed), "dateline", "the date of a line above the report's first sentence")
    signed = dates_the_foot(full, reading)
    if signed is not None:
        return Published(Interval.day(signed), "dateline", "the date of a line under the report's last sentence")
    return _inferred(phrases, reading, full)


def _full_dates(phrases: Iterable[Phrase]) -> Iterator[tuple[date, Phrase]]:
    """The days that are stated with their year, captions and all."""
    for phrase in phrases:
        day = _whole_day(phrase.frame)
        if day is not None:
            yield day, phrase


def _whole_day(frame: Frame) -> date | None:
    """The day that a date with its year states, in words or in figures."""
    if frame.kind is not Kind.DATE or frame.hijri is not None:
        return None
    if frame.value is not None:
        return figured(frame.value)
    return _day(frame.year, frame.month, frame.day) if frame.year and frame.month and frame.day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_dateline(frame: Frame, others: list[date]) -> Published:
    """The dateline's day; its year is stated, or the first that is not before the newest full date of the text."""
    month, number = frame.month or 1, frame.day or 1
    if frame.year is not None:
        day = _day(frame.year, month, number)
        if day is None:
            return Published(None, why_not="the dateline's date is no day")
        return Published(Interval.day(day), "dateline", "the dateline's date")
    if not others:
        return Published(None, why_not="the dateline gives no year, and no full date in the text does")
    newest = max(others)
    after = [day for year in range(newest.year, newest.year + 5) if (day := _day(year, month, number)) and day >= newest]
    if not after:
        return Published(None, why_not="the dateline's date is no day")
    why = f"the dateline's date; the newest full date, {newest.isoformat()}, gives the year"
    return Published(Interval.day(after[0]), "dateline", why)


def _inferred(phrases: tuple[Phrase, ...], reading: Reading, full: list[tuple[date, Phrase]]) -> Published:
    pointing = [phrase for phrase in phrases if phrase.zone is not ZoneKind.CAPTION and _points(phrase.frame)]
    if not pointing:
        return Published(None, why_not="no date is stated, and no word in it points to the day it was written")
    past = [(day, phrase) for day, phrase in full if tense(phrase, reading) <= 0]
    if not past:
        return Published(None, why_not="no date is stated, and no full date in the text to reckon it from")
    newest = max(day for day, _ in past)
    clues = [Clue(Interval(newest, None), f"the newest full date is {newest.isoformat()}")]
    clues += [clue for phrase in pointing for clue in _clues(phrase, phrases, reading, newest)]
    days: Interval | None = clues[0].days
    for clue in clues[1:]:
        days = intersect(days, clue.days) if days else None
    if days is None:
        return Published(None, why_not="no date is stated, and what its words imply does not agree")
    if days.end is None:
        return Published(None, why_not=f"no date is stated, and nothing says how long after {newest.isoformat()} it came out")
    weekdays = [phrase for phrase in pointing if _bare_weekday(phrase.frame) and tense(phrase, reading) <= 0]
    return _pegged(days, newest, [clue.why for clue in clues], weekdays)


def _points(frame: Frame) -> bool:
    """Whether the words point to the day on which they were written."""
    return frame.anchor == "published" or _bare_weekday(frame)


def _bare_weekday(frame: Frame) -> bool:
    bare = frame.day is None and frame.within is None and frame.direction is None
    return frame.kind is Kind.DATE and frame.weekday is not None and bare


def _clues(phrase: Phrase, phrases: tuple[Phrase, ...], reading: Reading, newest: date) -> Iterator[Clue]:
    frame = phrase.frame
    if frame.kind is not Kind.SHIFT:
        return
    words = phrase.span.of(reading.text)
    twin = _twin(phrase, phrases, reading, newest)
    distance = frame.step if frame.step is not None else (frame.count or 0) * (frame.sign or 1)
    if abs(distance) > _FARTHEST:
        return
    if twin is not None:
        yield Clue(_seen_from(twin, frame.unit or "day", distance), f"{words!r} is {twin.isoformat()}")
    elif frame.unit == "month" and frame.step == -1 and frame.part is not None:
        part = part_of(named_month(newest.year, newest.month), frame.part)
        if part is not None and part.start and part.end and part.start <= newest <= part.end:
            after = moved(newest, "month", 1)
            yield Clue(named_month(after.year, after.month).days or part, f"{words!r} is {newest:%B %Y}, of which the text speaks")
    elif frame.unit == "week" and frame.step == -1:
        day = _newest_beside(phrase, phrases, reading, newest)
        if day is not None:
            yield Clue(Interval(day + _DAY, day + 2 * _WEEK - _DAY), f"{words!r} is told with {day.isoformat()}")


def _seen_from(day: date, unit: str, distance: float) -> Interval:
    """The days from which a day is "last week", "today", "two months ago"."""
    return holding("day" if unit == "hour" else unit, moved(day, unit, -distance)).days or Interval.day(day)


def _twin(phrase: Phrase, phrases: tuple[Phrase, ...], reading: Reading, newest: date) -> date | None:
    """The date that stands beside the expression and says the same: "last month, on 28 August 2017"."""
    for other in phrases:
        first, last = (phrase, other) if phrase.first < other.first else (other, phrase)
        gap = reading.tokens[first.last : last.first]
        beside = other is not phrase and other.sentence == phrase.sentence and 1 <= len(gap) <= 2
        if beside and {token.norm for token in gap} <= _JOINTS:
            day = _near_day(other.frame, newest)
            if day is not None:
                return day
    return None


def _near_day(frame: Frame, newest: date) -> date | None:
    """A day of the text, its year stated or taken from the newest full date where that lies near."""
    if frame.kind is not Kind.DATE or not frame.month or not frame.day or frame.hijri is not None:
        return None
    years = [frame.year] if frame.year else [newest.year, newest.year - 1, newest.year + 1]
    days = [day for year in years if (day := _day(year, frame.month, frame.day))]
    return next((day for day in days if abs((day - newest).days) <= _NEAR), None)


def _newest_beside(phrase: Phrase, phrases: tuple[Phrase, ...], reading: Reading, newest: date) -> date | None:
    """The newest day that is named in the same paragraph."""
    start = reading.text.rfind("\n", 0, phrase.span.start)
    end = reading.text.find("\n", phrase.span.end)
    days = [_near_day(other.frame, newest) for other in phrases if other.span.start > start and (end < 0 or other.span.end <= end)]
    return max((day for day in days if day is not None), default=None)


def _pegged(days: Interval, newest: date, why: list[str], weekdays: list[Phrase]) -> Published:
    """Narrowed by the weekdays that are named of what happened.

    A day named by its weekday alone is later than the newest day named by its date. Where only one week fits, the report is
    of the newest weekday that it names or of the day after: news is of the day or of the day before.
    """
    first, last = days.start or newest, days.end or newest
    numbers = sorted({phrase.frame.weekday for phrase in weekdays if phrase.frame.weekday})
    if numbers:
        fitting = (first + each * _DAY for each in range((last - first).days + 1))
        found = next((day for day in fitting if all(_on_or_before(day, number) > newest for number in numbers)), None)
        if found is None:
            return Published(None, why_not="no date is stated, and no day fits both its weekdays and its dates")
        peg = max(_on_or_before(found, number) for number in numbers)
        why = [*why, f"{peg:%A} {peg.isoformat()} is the newest weekday it names"]
        first = found
        last = min(last, max(found, peg + _DAY)) if last < peg + _WEEK else last
    if (last - first).days >= _WIDEST:
        return Published(None, why_not=f"no date is stated; its words leave {first.isoformat()} to {last.isoformat()}")
    return Published(Interval(first, last), "inferred", "; ".join(why))


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)
