"""Days in figures, "24.02.2025"; one that could be two is none."""

from datetime import date


def figured(text: str) -> date | None:
    """The day, where a figure over 12 (or two that are the same) tells the day from the month.

    >>> figured("24.02.2025"), figured("03/04/2024")
    (datetime.date(2025, 2, 24), None)
    """
    parts = figures(text)
    if parts is None:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def figures(text: str) -> tuple[int, int, int] | None:
    """Year, month and day; None where the day cannot be told from the month."""
    first, second, year = (int(each) for each in text.replace(".", "/").split("/"))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if first <= 12 and second <= 12 and first != second:
        return None
    return (year, second, first) if second <= 12 else (year, first, second)
