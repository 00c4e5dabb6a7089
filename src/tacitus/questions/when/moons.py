"""The lunar new year of East Asia, from the new moons and the winter solstice (Meeus, Astronomical Algorithms, 27 and 49)."""

from datetime import date, timedelta
from math import cos, floor, radians, sin

_EPOCH = 1721424.5  # the Julian day on which the ordinal of a date is 0, at midnight
_BEIJING = 8 / 24
_FIRST = 21  # of January: a new year that would fall before it is of a leap month
# New moon: days, times the sun's anomaly, the moon's anomaly and the moon's argument of latitude.
_MOON = (
    *((-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0)),
    *((-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0)),
    *((-0.00042, 0, 3, 0), (0.00042, 1, 0, 2), (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0)),
)
# Solstice: hundred thousandths of a day, a phase and its change in a century, in degrees.
_SUN = (
    *((485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112)),
    *((156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906)),
    *((70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226)),
)


def lunar_new_year(year: int) -> date:
    """The second new moon after the one on or before the winter solstice, the third where a leap month comes between.

    By the day of Beijing; Vietnam, an hour behind, is at times a day earlier. Good from 1900 to 2100.

    >>> lunar_new_year(2024), lunar_new_year(1985), lunar_new_year(2034)
    (datetime.date(2024, 2, 10), datetime.date(1985, 2, 20), datetime.date(2034, 2, 19))
    """
    solstice = _day(_solstice(year - 1))
    number = floor((year - 2000) * 12.3685) - 2
    while _day(_new_moon(number + 1)) <= solstice:
        number += 1
    found = _day(_new_moon(number + 2))
    return found if found >= date(year, 1, _FIRST) else _day(_new_moon(number + 3))


def _day(moment: float) -> date:
    """The day in Beijing on which a Julian day falls."""
    return date(1, 1, 1) + timedelta(days=floor(moment + _BEIJING - _EPOCH) - 1)


def _new_moon(number: int) -> float:
    """The Julian day of a new moon, counted from the first of 2000; right to a few minutes."""
    age = number / 1236.85
    sun = 2.5534 + 29.10535670 * number
    moon = 201.5643 + 385.81693528 * number + 0.0107582 * age**2
    latitude = 160.7108 + 390.67050284 * number - 0.0016118 * age**2
    drift = 1 - 0.002516 * age
    moved = sum(
        days * drift ** abs(suns) * sin(radians(suns * sun + moons * moon + latitudes * latitude))
        for days, suns, moons, latitudes in _MOON
    )
    return 2451550.09766 + 29.530588861 * number + 0.00015437 * age**2 + moved


def _solstice(year: int) -> float:
    """The Julian day of a December solstice; right to a few minutes."""
    age = (year - 2000) / 1000
    mean = 2451900.05952 + 365242.74049 * age - 0.06223 * age**2 - 0.00823 * age**3
    century = (mean - 2451545) / 36525
    turn = radians(35999.373 * century - 2.47)
    swing = sum(size * cos(radians(phase + change * century)) for size, phase, change in _SUN)
    return mean + 0.00001 * swing / (1 + 0.0334 * cos(turn) + 0.0007 * cos(2 * turn))
