"""GeoNames' towns, and which province each group of them is. Only the build imports this file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tacitus.measures.geometry import distance_km
from tacitus.model.answers import Point
from tacitus.questions.where.fold import fold

# Letters beyond Latin, Greek, Cyrillic, Hebrew and Arabic.
_FAR = re.compile(r"[^\W\d_\u0041-\u052f\u0590-\u06ff\u1e00-\u1eff]")


Degrees = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `group` is GeoNames' first-order division, a code that says nothing outside GeoNames."""

    number: int
    name: str
    lat: float
    lon: float
    country: str
    group: str
    people: int
    names: tuple[str, ...]


def read_towns(records: Iterable[Mapping[str, Any]]) -> list[Town]:
    """Towns in the order of their numbers, with the names that a report could use."""
    towns = [
        Town(
            record["geonameid"],
            record["name"],
            record["latitude"],
            record["longitude"],
            record["countrycode"],
            record["admin1code"],
            record["population"],
            tuple(sorted({name for name in record["alternatenames"] if usable(name)})),
        )
        for record in records
    ]
    return sorted(towns, key=lambda town: town.number)


def usable(name: str) -> bool:
    """Whether an alternate name could stand in a report: no airport codes, web addresses or far-off scripts.

    >>> usable("Alep"), usable("ALP"), usable("حلب"), usable("阿勒颇"), usable("https://example.org/")
    (True, False, True, False, False)
    """
    if not name or "/" in name or (len(name) <= 4 and name.isupper() and name.isascii()):
        return False
    return not _FAR.search(name)


def capital_of(name: str, towns: Sequence[Town]) -> Town | None:
    """The town that a capital's name means."""
    key = fold(name)
    found = [town for town in towns if key in {fold(town.name), *(fold(other) for other in town.names)}]
    return max(found, key=lambda town: town.people, default=None)


def provinces_of(
    towns: Sequence[Town], points: Mapping[str, Point], tops: set[str]
) -> tuple[dict[str, str], dict[str, Sequence[Town]]]:
    """Which province each group is, and the towns of each province.

    A group is the province whose point its towns lie round: the one that most of the towns nearest to it belong to, the
    first level before the second. Provinces that are no group (French departments) get the towns nearest to their points.
    """
    members: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        members[town.group].append(town)
    lats, lons = _ends(towns)
    votes: dict[str, list[tuple[bool, float, str]]] = defaultdict(list)
    for code, point in points.items():
        near = [towns[at] for at in np.argsort(_apart(lats, lons, point), kind="stable")[:7]]
        if near:
            group, _ = Counter(town.group for town in near).most_common(1)[0]
            spread = float(_apart(*_ends(members[group]), point).mean())
            votes[group].append((code not in tops, spread, code))
    groups = {group: min(found)[2] for group, found in votes.items()}
    nearest: dict[str, Sequence[Town]] = {code: members[group] for group, code in groups.items()}
    rest = {code: point for code, point in points.items() if code not in nearest}
    if rest:
        shares: dict[str, list[Town]] = defaultdict(list)
        order = sorted(rest)
        best = np.argmin(np.array([_apart(lats, lons, rest[code]) for code in order]), axis=0)
        for town, at in zip(towns, best, strict=True):
            shares[order[at]].append(town)
        nearest |= {code: [town for town in found if _close(town, rest[code])] for code, found in shares.items()}
    return groups, nearest


def _ends(towns: Sequence[Town]) -> tuple[Degrees, Degrees]:
    """Latitudes and longitudes."""
    return np.array([town.lat for town in towns]), np.array([town.lon for town in towns])


def _apart(lats: Degrees, lons: Degrees, point: Point) -> Degrees:
    """A quick measure of distance, in squared degrees of latitude."""
    apart: Degrees = (lats - point.lat) ** 2 + ((lons - point.lon) * 0.8) ** 2
    return apart


def _close(town: Town, point: Point) -> bool:
    return distance_km(Point(town.lat, town.lon), point) < 150
