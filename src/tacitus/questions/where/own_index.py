"""A person's own places made ready to be used: an index that lies beside the gazetteer that ships (beside.py reads it).

A place that the gazetteer has already, by its GeoNames number, is not added again: it only gains names. Countries and provinces
lend their names to the gazetteer's own. The same rows give the same bytes, in whichever order they come.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tacitus.measures.geometry import Ring
from tacitus.model.answers import Point
from tacitus.questions.where.entry import Entry
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.where.hulls import outline
from tacitus.questions.where.layout import FILES, FORMAT
from tacitus.questions.where.own_rows import OwnRow, reaches
from tacitus.questions.where.write import Ground, Link, digest_of, files_of, links_of

NEAREST_DEGREES = 0.5  # a place lies in the province of the nearest town that the gazetteer has, if that is no farther
FEWEST = 4  # places of a district from which its outline is drawn
_LEVELS = {"ADM2": 2, "ADM3": 3, "ADM4": 4}
_BLOCK = 2048

Homes = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of `known` places of the gazetteer, by its row, and those of `new` ones."""

    known: tuple[tuple[int, OwnRow], ...]
    new: tuple[OwnRow, ...]


def index_of(rows: Iterable[OwnRow], base: Gazetteer) -> dict[str, bytes]:
    """The files of the index, the manifest with them."""
    every = merged(rows)
    numbers = {number: row for row, number in enumerate(base.places["number"].tolist()) if number}
    homes = _homes(every, numbers, base)
    parted = _parted(every, numbers, homes)
    entries = _entries(parted.new, _districts(every), homes, base)
    new_kinds = sorted({entry.kind for entry in entries} - set(base.kinds))
    ground = Ground((*base.kinds, *new_kinds), base.lands, len(base), base.label_bytes)
    contents = files_of(entries, ground, _more_names(parted.known, base))
    manifest: dict[str, Any] = {"format": FORMAT, "beside": base.digest, "places": len(entries), "named": len(parted.known)}
    manifest |= {"kinds": list(ground.kinds), "reaches": reaches()}
    told = json.dumps(manifest, sort_keys=True, ensure_ascii=False)
    manifest["digest"] = hashlib.sha256(f"{digest_of(contents)}\0{told}".encode()).hexdigest()
    return {**contents, FILES.manifest: json.dumps(manifest, sort_keys=True, ensure_ascii=False, indent=1).encode()}


def merged(rows: Iterable[OwnRow]) -> list[OwnRow]:
    """One row a place, in the order of their ids: the one that was changed last, with the names and the people of all."""
    found = []
    for _, group in groupby(sorted(rows, key=_order), key=lambda row: row.id):
        same = list(group)
        last = same[-1]
        if len(same) > 1:
            names = {name for row in same for name in (row.name, *row.names)} - {last.name}
            last = replace(last, names=tuple(sorted(names)), people=max(row.people for row in same))
        found.append(last)
    return found


def _order(row: OwnRow) -> tuple[Any, ...]:
    return (row.id, row.modified, row.name, row.lat, row.lon, row.country, row.kind or "", row.people, row.names, row.groups)


def _homes(rows: Sequence[OwnRow], numbers: Mapping[int, int], base: Gazetteer) -> dict[tuple[str, str], int]:
    """The province that each of GeoNames' first divisions is: the one in which the gazetteer has most of its towns."""
    votes: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for row in rows:
        known = numbers.get(row.number) if row.groups and row.groups[0] else None
        home = base.province(known) if known is not None else None
        if home is not None:
            votes[row.country, row.groups[0]][home] += 1
    return {key: min(found, key=lambda home: (-found[home], home)) for key, found in votes.items()}


def _parted(rows: Sequence[OwnRow], numbers: Mapping[int, int], homes: Homes) -> Sorted:
    """Which rows are places that the gazetteer has; a country or province that it has not is left out."""
    known: list[tuple[int, OwnRow]] = []
    new: list[OwnRow] = []
    for row in rows:
        at = numbers.get(row.number)
        if at is None and row.kind is None and row.groups and row.code.startswith("ADM"):
            at = homes.get((row.country, row.groups[0]))
        if at is not None:
            known.append((at, row))
        elif row.kind is not None:
            new.append(row)
    return Sorted(tuple(known), tuple(new))


def _more_names(known: Sequence[tuple[int, OwnRow]], base: Gazetteer) -> Iterator[Link]:
    """Names that the gazetteer lacks for places that it has."""
    found: dict[int, set[str]] = defaultdict(set)
    for at, row in known:
        found[at] |= {row.name, *row.names}
    for at, names in sorted(found.items()):
        entry = Entry("", 0, base.name(at), base.kind(at), base.country(at), base.point(at), names=tuple(sorted(names)))
        yield from (link for link in links_of(entry, at) if not base.goes_by(link.key, at))


def _districts(rows: Sequence[OwnRow]) -> dict[tuple[str, ...], list[Point]]:
    """The towns of each of GeoNames' divisions from the second level on, by country and codes."""
    found: dict[tuple[str, ...], list[Point]] = defaultdict(list)
    for row in rows:
        if row.groups and row.code.startswith("PPL"):
            for level in _LEVELS.values():
                if row.groups[level - 1]:
                    found[row.country, *row.groups[:level]].append(Point(row.lat, row.lon))
    return found


def _entries(
    rows: Sequence[OwnRow], districts: Mapping[tuple[str, ...], Sequence[Point]], homes: Homes, base: Gazetteer
) -> list[Entry]:
    """Districts whose outline can be drawn first, then all other places, each in the province that it lies in."""
    nearest = _nearest([row for row in rows if (row.country, *row.groups[:1]) not in homes], base)
    entries = []
    for row in rows:
        home = homes.get((row.country, row.groups[0]), -1) if row.groups else -1
        home = nearest.get(row.id, -1) if home < 0 else home
        point, ring = Point(row.lat, row.lon), _ring(row, districts)
        kind = row.kind or ""
        entries.append(
            Entry(row.id, row.number, row.name, kind, row.country, point, row.people, row.names, ring=ring, province=home)
        )
    return [entry for entry in entries if entry.ring] + [entry for entry in entries if not entry.ring]


def _ring(row: OwnRow, districts: Mapping[tuple[str, ...], Sequence[Point]]) -> Ring:
    """A district's outline, where the file has enough of its places."""
    level = _LEVELS.get(row.code)
    if level is None or not row.groups[level - 1]:
        return ()
    towns = districts.get((row.country, *row.groups[:level]), ())
    return outline(towns, Point(row.lat, row.lon)) if len(towns) >= FEWEST else ()


def _nearest(rows: Sequence[OwnRow], base: Gazetteer) -> dict[str, int]:
    """The province of the town that lies nearest to each place in its country; none where every town is far."""
    towns = base.places[base.areas :]
    towns = towns[towns["province"] >= 0]
    by_country: dict[str, list[OwnRow]] = defaultdict(list)
    for row in rows:
        by_country[row.country].append(row)
    found: dict[str, int] = {}
    for country, own in sorted(by_country.items()):
        there = towns[towns["country"] == base.lands.index(country)]
        for start in range(0, len(own) if len(there) else 0, _BLOCK):
            block = own[start : start + _BLOCK]
            best, apart = _closest(block, there["lat"], there["lon"])
            near = zip(block, there["province"][best].tolist(), apart.tolist(), strict=True)
            found |= {row.id: home for row, home, degrees in near if degrees <= NEAREST_DEGREES}
    return found


def _closest(rows: Sequence[OwnRow], lats: NDArray[Any], lons: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each row the index of the nearest point, and how far it is in degrees of latitude."""
    own = np.array([(row.lat, row.lon) for row in rows], "f4")
    east = (lons[None, :] - own[:, 1:]) * np.cos(np.radians(own[:, :1]))
    apart = (lats[None, :] - own[:, :1]) ** 2 + east**2
    best = apart.argmin(axis=1)
    return best, np.sqrt(apart[np.arange(len(rows)), best])
