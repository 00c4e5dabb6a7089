"""Hours as TIMEX3 writes them."""

import re

from tacitus.questions.when.lexicon import meanings

_LATE = frozenset({"AF", "EV", "NI"})


def clock_value(clock: str | None, daytime: str | None) -> str:
    """The part of a value that follows the day: T10:30, TMO.

    >>> clock_value("10 p.m.", None), clock_value("0430", None), clock_value("seven o'clock", "EV"), clock_value(None, "NI")
    ('T22:00', 'T04:30', 'T19:00', 'TNI')
    """
    if clock is None:
        return f"T{daytime}"
    hour, minute = _figures(clock)
    half = re.search(r"\b([ap])\.? ?m", clock)
    if (half and half[1] == "p" and hour < 12) or (half is None and daytime in _LATE and 0 < hour < 12):
        hour += 12
    elif half and half[1] == "a" and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}"


def _figures(clock: str) -> tuple[int, int]:
    parted = re.match(r"(\d{1,2})[:.](\d{2})", clock)
    if parted:
        return int(parted[1]), int(parted[2])
    whole = re.match(r"\d+", clock)
    if whole:
        figures = whole[0]
        return (int(figures[:2]), int(figures[2:])) if len(figures) == 4 else (int(figures), 0)
    value = meanings().get(("count", clock.split()[0]), 0)
    return (value, 0) if isinstance(value, int) else (0, 0)
