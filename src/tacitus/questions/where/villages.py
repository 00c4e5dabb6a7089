"""The places of villages.toml. Only the build imports this file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tacitus.measures.geometry import box_ring, distance_km
from tacitus.model.answers import Point
from tacitus.questions.where.entry import Entry
from tacitus.questions.where.words import PACKAGE, is_spot
from tacitus.rules.table import load_rows

REACH = 0.15  # degrees that ground reaches round its point
NEAR_KM = 100.0  # a place lies in the province of the nearest town, where that is nearer


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A row of villages.toml; `at` is latitude and longitude."""

    id: str
    name: str
    kind: str
    country: str
    at: tuple[float, float]
    names: tuple[str, ...] = ()


def village_rows() -> tuple[VillageRow, ...]:
    return load_rows(VillageRow, PACKAGE, "villages.toml")


def grounds() -> list[Entry]:
    """The places that are ground, with a box round them."""
    return [_ground(row) for row in village_rows() if not is_spot(row.kind)]


def spots(towns: Sequence[Entry]) -> list[Entry]:
    """The places that are spots, each in the province of the nearest of the towns."""
    by_country: dict[str, list[Entry]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    return [_spot(row, by_country) for row in village_rows() if is_spot(row.kind)]


def _ground(row: VillageRow) -> Entry:
    lat, lon = row.at
    ring = box_ring((lat - REACH, lon - REACH, lat + REACH, lon + REACH))
    return Entry(f"tacitus:place:{row.id}", 0, row.name, row.kind, row.country, Point(*row.at), 0, row.names, row.names, ring=ring)


def _spot(row: VillageRow, towns: Mapping[str, Sequence[Entry]]) -> Entry:
    point = Point(*row.at)
    near = min(towns.get(row.country, ()), key=lambda town: distance_km(town.point, point), default=None)
    home = near.province if near is not None and distance_km(near.point, point) < NEAR_KM else -1
    own = f"tacitus:place:{row.id}"
    return Entry(own, 0, row.name, row.kind, row.country, point, 0, row.names, row.names, province=home)
