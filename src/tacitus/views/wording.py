"""Values in words: days, numbers, places, chains of those who say it."""

from collections.abc import Iterable
from datetime import timedelta

from tacitus.measures.number import Estimate
from tacitus.model.answers import HowMany, Mouth, Relation, Where
from tacitus.model.document import Published
from tacitus.model.group import Balance
from tacitus.model.interval import Interval
from tacitus.views.plain import shown

_RELATIONS = {"toward": "toward", "near": "near", "outskirts": "outskirts of", "border": "border of", "from": "from", "in": "in"}


def published_words(published: Published) -> str:
    """The report's day and how it is known, or why it is not.

    >>> published_words(Published(None, why_not="no date is stated"))
    'day of publication not known: no date is stated'
    """
    if published.days is None:
        return f"day of publication not known: {shown(published.why_not or 'no reason is given')}"
    known = ": ".join(part for part in (published.basis, published.why) if part)
    return f"{day_words(published.days)} ({shown(known)})"


def day_words(interval: Interval) -> str:
    """Days as a coder writes them, as short as they are sharp.

    >>> from datetime import date
    >>> day_words(Interval(date(2023, 6, 1), date(2023, 6, 30))), day_words(Interval(None, date(2023, 6, 1)))
    ('2023-06', 'by 2023-06-01')
    """
    start, end = interval.start, interval.end
    if start is None or end is None:
        return f"by {end}" if end else f"from {start}" if start else "any day"
    if start == end:
        return str(start)
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        if (start.year, start.month, end.month) == (end.year, 1, 12):
            return f"{start:%Y}"
    return f"{start} to {end}"


def number_words(value: float) -> str:
    """A figure as it is read.

    >>> number_words(12000.0), number_words(2.5)
    ('12,000', '2.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def amount_words(hedge: str | None, low: float | None, best: float | None, high: float | None) -> str:
    """A figure with its hedge and bounds.

    >>> amount_words("at least", 9, 9, None), amount_words(None, 10, None, 12), amount_words("dozens", None, None, None)
    ('at least 9', '10–12', 'dozens of')
    """
    if best is not None:
        return f"{hedge} {number_words(best)}" if hedge else number_words(best)
    if low is not None and high is not None:
        return f"{number_words(low)}–{number_words(high)}"
    bound = low if low is not None else high
    if bound is not None:
        return f"{hedge or ('at least' if low is not None else 'up to')} {number_words(bound)}"
    return f"{hedge} of" if hedge else "some"


def count_words(count: HowMany) -> str:
    """At least 9 civilians killed."""
    amount = count.amount
    words = (amount_words(amount.hedge, amount.low, amount.best, amount.high), count.unit or count.kind, count.outcome)
    return shown(" ".join(word for word in words if word))


def estimate_words(estimate: Estimate) -> str:
    """Figures under a rule, by its name.

    >>> estimate_words(Estimate(3, 5, 7, "ucdp")), estimate_words(Estimate(None, 12, None, "acled"))
    ('ucdp: 3 to 7, best 5', 'acled: 12')
    """
    low, best, high = (number_words(value) if value is not None else "" for value in (estimate.low, estimate.best, estimate.high))
    bounds = low if low == high else f"{low or '?'} to {high or '?'}"
    if not best or best == bounds:
        return f"{estimate.policy}: {bounds or best or 'none'}"
    return f"{estimate.policy}: {bounds}, best {best}" if bounds else f"{estimate.policy}: {best}"


def chain_words(mouths: Iterable[Mouth]) -> str:
    """Who says it, publisher first.

    >>> chain_words((Mouth("Nile Post"), Mouth("Darfur Monitor")))
    'Nile Post > Darfur Monitor'
    """
    return " > ".join(shown(mouth.name) for mouth in mouths)


def place_words(where: Where, other: Where | None = None) -> str:
    """A place by the report's own name for it, with its relation, country and, where it is not a point, how sharp it is.

    >>> from tacitus.model.answers import Candidate, Point
    >>> mellit = Candidate("geonames:371870", "Mellit", Point(14.1, 25.5), "SD", "town", 0)
    >>> place_words(Where("literal", "Mellit", mellit, "", Relation("direction", "NW", 10), precision="area"))
    '10 km NW of Mellit, SD (area)'
    """
    place = where.candidate
    name = shown(where.name)
    country = f", {place.country}" if place and place.country and where.precision != "country" else ""
    sharp = f" ({where.precision})" if where.precision not in (None, "exact", "country") else ""
    return f"{relation_words(where.relation, other)}{name}{_and(where.relation, other)}{country}{sharp}"


def relation_words(relation: Relation | None, other: Where | None = None) -> str:
    """What stands before the name: "NW of ", "near "."""
    if relation is None:
        return ""
    distance = f"{number_words(relation.km)} km " if relation.km is not None else ""
    if relation.bearing:
        return f"{distance}{'toward the ' if relation.type == 'toward' else ''}{relation.bearing} of "
    if relation.type == "between":
        return "between " if other else "near "
    return f"{distance}{_RELATIONS.get(relation.type, relation.type)} "


def _and(relation: Relation | None, other: Where | None) -> str:
    if relation is None or relation.type != "between" or other is None:
        return ""
    return f" and {shown(other.name)}"


def balance_words(balance: Balance) -> str:
    """Whether the parts add up.

    >>> balance_words(Balance("lorries", 14, (5, 9), True))
    '14 lorries = 5 + 9: adds up'
    """
    whole = f"{number_words(balance.whole) if balance.whole is not None else '?'} {balance.unit or ''}".strip()
    if not balance.parts:
        return whole if balance.whole is not None else "no figures"
    sign, says = ("=", "adds up") if balance.holds else ("?=", "a figure is missing")
    if balance.holds is False:
        sign, says = "≠", "does not add up"
    return f"{whole} {sign} {' + '.join(number_words(part) for part in balance.parts)}: {says}"
