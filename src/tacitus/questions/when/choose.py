"""Which of the days, months or seasons that bear a name is meant: by direction, by tense, or by the dates around it."""

from collections.abc import Iterable
from datetime import date

from tacitus.questions.when.calendar import Named
from tacitus.questions.when.setting import NO_REPORT_DAY, Mark, Reckoned, Setting, Unknown

# Days that a wrong tense, or a future that no tense announces, adds: chosen on the news of the TimeBank training set.
_AGAINST = 150
_UNSAID = 60
_NEVER = 10_000
_FORWARD = {-1: "last", 0: "this", 1: "next"}


def by_direction(
    candidates: Iterable[Named], direction: int, day: date, label: str, anchor: str, index: int | None
) -> Reckoned | Unknown:
    """ "Last May", "this Friday", "the following winter", as seen from a day."""
    spans = _spans(candidates)
    if direction < 0:
        picked = [each for _, end, each in spans if end < day][-1:]
    elif direction > 0:
        picked = [each for start, _, each in spans if start > day][:1]
    else:
        around = [each for start, end, each in spans if start <= day <= end]
        coming = [each for start, _, each in spans if start > day and each.grain == "day"]
        picked = around or coming[:1] or [each for start, _, each in spans if start.year == day.year][:1]
    if not picked:
        return Unknown(f"no {label} of the calendar fits")
    return Reckoned(picked[0], f"the {_FORWARD[direction]} {label} seen from {day.isoformat()}", anchor, index)


def by_report(candidates: Iterable[Named], label: str, setting: Setting) -> Reckoned | Unknown:
    """The last one that had begun when the report came out; for what is to come, the first that had not ended."""
    day = setting.report
    if day is None:
        return Unknown(NO_REPORT_DAY)
    spans = _spans(candidates)
    if setting.tense > 0:
        picked, word = [each for _, end, each in spans if end >= day][:1], "on or after"
    else:
        picked, word = [each for start, _, each in spans if start <= day][-1:], "on or before"
    if not picked:
        return Unknown(f"no {label} of the calendar fits")
    return Reckoned(picked[0], f"the {label} {word} the report's day ({day.isoformat()})", "published")


def nearest(candidates: Iterable[Named], label: str, setting: Setting) -> Reckoned | Unknown:
    """The one nearest to the report's day, where one that the tense speaks against counts as further away.

    What is nearly a year off is named with its year: on 2 November "10 November" is next week's, unless its own verb is past.
    """
    day = setting.report
    if day is None:
        return Unknown("the report's day is unknown, and no date before it in the text gives the year")
    spans = _spans(candidates)
    if not spans:
        return Unknown(f"no {label} of the calendar fits")
    start, end, picked = min(spans, key=lambda span: _distance(span[0], span[1], day, setting.tense))
    side = "before" if end < day else "after" if start > day else "around"
    return Reckoned(picked, f"the nearest {label} {side} the report's day ({day.isoformat()})", "published")


def _distance(start: date, end: date, day: date, tense: int) -> int:
    if start <= day <= end:
        return 0
    if end < day:
        return (day - end).days + {1: _AGAINST, 2: _NEVER}.get(tense, 0)
    return (start - day).days + {0: _UNSAID, -1: _AGAINST, -2: _NEVER}.get(tense, 0)


def _spans(candidates: Iterable[Named]) -> list[tuple[date, date, Named]]:
    """The candidates with their first and last days, in order."""
    dated = [(each.days.start, each.days.end, each) for each in candidates if each.days and each.days.start and each.days.end]
    return sorted(dated, key=lambda span: span[:2])


def by_mark(candidates: Iterable[Named], month: int, label: str, mark: Mark) -> Reckoned | Unknown:
    """The one of the year that the text last named; of the next year where it has gone well past it.

    A story goes forward: after October 1941, "in February" is of 1942; after March 1941, "in February" is of 1941.
    """
    year = mark.start.year
    far = mark.grain not in ("year", "decade", "century", "season") and mark.start.month - month >= 7
    wanted = f"{year + far:04}"
    spans = _spans(candidates)
    if not spans:
        return Unknown(f"no {label} of the calendar fits")
    of_year = [each for _, _, each in spans if each.value.startswith(wanted)]
    near = of_year or [min(spans, key=lambda span: abs((span[0] - mark.start).days))[2]]
    return Reckoned(near[0], f"the {label} of the year that the text last named ({mark.value})", "time", mark.index)


def years_around(setting: Setting, mark: Mark | None) -> range:
    """The years to look for candidates in."""
    days = [day for day in (setting.report, mark.start if mark else None) if day]
    return range(max(2, min(day.year for day in days) - 2), min(9990, max(day.year for day in days) + 3)) if days else range(0)
