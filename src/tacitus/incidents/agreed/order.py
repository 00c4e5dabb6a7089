"""The one order in which claims are looked at, whatever order they arrive in."""

from collections.abc import Iterable
from datetime import date

from tacitus.model.entry import Entry


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each claim once: by the report's day (unknown last), its text, and the claim's place in it."""
    return tuple(sorted({entry.id: entry for entry in sorted(entries, key=_place, reverse=True)}.values(), key=_place))


def _place(entry: Entry) -> tuple[date, str, str, int, str]:
    return (report_day(entry) or date.max, entry.report.text, entry.report.key, entry.number, entry.id)


def report_day(entry: Entry) -> date | None:
    """The last day on which the report can have come out."""
    days = entry.report.published
    return (days.end or days.start) if days else None
