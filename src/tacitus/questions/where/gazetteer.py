"""The gazetteer as a reader sees it: names looked up, places told, outlines given. Files are mapped, never read whole."""

import json
import mmap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from tacitus.errors import ModelError
from tacitus.measures.geometry import Ring, circle, contains, distance_km
from tacitus.model.answers import Candidate, Point
from tacitus.questions.where.fold import bones, fold, loose
from tacitus.questions.where.layout import DEMONYM, FILES, FORMAT, INITIALS, MAIN

DATA = Path(__file__).with_name("data")
# A town's reach in km by its people, for its footprint: a convention (docs/where.md), 0 people is "not known".
REACH = ((5_000_000, 25.0), (1_000_000, 15.0), (250_000, 8.0), (50_000, 5.0), (0, 3.0))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that goes by a name. `how` is exact, loose, bones or postal; `main` says that it is the name on the map."""

    row: int
    how: str
    main: bool
    demonym: bool = False


class _Place(NamedTuple):
    """What is told of a place's row. `province` is a row, negative where there is none."""

    kind: str
    country: str
    people: int
    province: int
    point: Point


class Gazetteer:
    """Read-only. `digest` stands for the content; `kind`, `country` and the rest take a place's row."""

    def __init__(self, folder: Path) -> None:
        try:
            manifest: dict[str, Any] = json.loads((folder / FILES.manifest).read_text(encoding="utf8"))
            if manifest["format"] != FORMAT:
                raise ValueError(f"format {manifest['format']}, not {FORMAT}")
            self._names = marisa_trie.Trie()
            self._names.mmap(str(folder / FILES.names))
            self._starts, self._rows, self._flags = (mapped(folder / name) for name in (FILES.starts, FILES.rows, FILES.flags))
            self._places = mapped(folder / FILES.places)
            self._fields = self._places.dtype.names or ()
            self._rings, self._corners = mapped(folder / FILES.rings), mapped(folder / FILES.corners)
            with (folder / FILES.labels).open("rb") as labels:
                self._labels = mmap.mmap(labels.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"the gazetteer under {folder} cannot be read ({error}); make it with: python -m tacitus.questions.where.build"
            ) from error
        self.digest: str = manifest["digest"]
        self.credit: str = manifest["credit"]
        self.uncounted = frozenset(manifest["uncounted"])
        self.neighbours: dict[str, list[str]] = manifest["neighbours"]
        self._kinds: list[str] = manifest["kinds"]
        self._lands: list[str] = manifest["countries"]
        self.areas = len(self._corners) - 1
        self._place = lru_cache(maxsize=65536)(self._told)
        lands = np.flatnonzero(self._places["kind"][: self.areas] == self._kinds.index("country"))
        self._country_rows = {self.country(int(row)): int(row) for row in lands}
        self.find = lru_cache(maxsize=65536)(self._find)
        self.candidate = lru_cache(maxsize=16384)(self._candidate)
        self._ring = lru_cache(maxsize=1024)(self._drawn)
        self.holds = lru_cache(maxsize=65536)(self._holds)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def lands(self) -> tuple[str, ...]:
        """Every country's code, and an empty one for what lies in none."""
        return tuple(self._lands)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self._kinds)

    @property
    def places(self) -> NDArray[Any]:
        """The table of all places, in layout.PLACE."""
        return self._places

    @property
    def label_bytes(self) -> int:
        return len(self._labels)

    def goes_by(self, key: str, row: int) -> bool:
        """Whether a place has a name of this key (layout.py says what keys look like)."""
        return any(found == row for found, _ in self._links(key))

    def _find(self, name: str) -> tuple[Hit, ...]:
        """The places that go by exactly this name, spelling marks aside. Initials count only in capitals."""
        capitals = name.isupper()
        return tuple(
            Hit(row, "exact", bool(flags & MAIN), bool(flags & DEMONYM))
            for row, flags in self._links(fold(name))
            if capitals or not flags & INITIALS
        )

    def by_postal_code(self, code: str) -> tuple[Hit, ...]:
        """The state or province with a postal code."""
        return tuple(Hit(row, "postal", False) for row, _ in self._links(f",{fold(code)}"))

    def near_names(self, name: str, countries: Iterable[str]) -> tuple[Hit, ...]:
        """The places that go by a like name: without article and final vowel; else, in these countries, by consonants."""
        key = loose(name)
        found = [Hit(row, "loose", bool(flags & MAIN)) for row, flags in self._links(f"~{key}")] if key else []
        if found:
            return tuple(found)
        key = bones(name)
        if not key:
            return ()
        return tuple(
            Hit(row, "bones", bool(flags & MAIN))
            for country in sorted(set(countries))
            for row, flags in self._links(f"#{country}:{key}")
        )

    def _links(self, key: str) -> list[tuple[int, int]]:
        number = self._names.get(key)
        if number is None or not key:
            return []
        low, high = int(self._starts[number]), int(self._starts[number + 1])
        return list(zip(self._rows[low:high].tolist(), self._flags[low:high].tolist(), strict=True))

    def _told(self, row: int) -> _Place:
        place = dict(zip(self._fields, self._places[row].item(), strict=True))
        point = Point(round(float(place["lat"]), 4), round(float(place["lon"]), 4))
        return _Place(self._kinds[place["kind"]], self._lands[place["country"]], place["people"], place["province"], point)

    def kind(self, row: int) -> str:
        return self._place(row).kind

    def country(self, row: int) -> str:
        """ISO 3166-1 alpha-2; empty for seas, continents and what crosses borders."""
        return self._place(row).country

    def people(self, row: int) -> int:
        """0 where it is not known."""
        return self._place(row).people

    def province(self, row: int) -> int | None:
        """The row of the province that a town lies in."""
        found = self._place(row).province
        return found if found >= 0 else None

    def point(self, row: int) -> Point:
        return self._place(row).point

    def land(self, country: str) -> int | None:
        """The row of a country."""
        return self._country_rows.get(country)

    def _label(self, row: int) -> tuple[str, str]:
        start = int(self._places["label"][row])
        name, _, own = self._labels[start : self._labels.find(b"\0", start)].decode().partition("\x1f")
        return name, own or f"geonames:{int(self._places['number'][row])}"

    def name(self, row: int) -> str:
        return self._label(row)[0]

    def _candidate(self, row: int) -> Candidate:
        name, own = self._label(row)
        return Candidate(own, name, self.point(row), self.country(row), self.kind(row), self.people(row))

    def is_area(self, row: int) -> bool:
        return row < self.areas

    def outline(self, row: int) -> Ring:
        """An area's outline; for a town a circle by its people."""
        return self._ring(row)

    def _drawn(self, row: int) -> Ring:
        if not self.is_area(row):
            people = self.people(row)
            return circle(self.point(row), next(km for least, km in REACH if people >= least))
        low, high = int(self._corners[row]), int(self._corners[row + 1])
        return tuple([Point(round(lat, 4), round(lon, 4)) for lat, lon in self._rings[low:high].tolist()])

    def _holds(self, area: int, row: int) -> bool:
        """Whether an area holds a place: by the lists where they say, else by the outline."""
        if self.kind(area) == "country":
            return self.country(row) == self.country(area)
        if self.province(row) == area:
            return True
        return self.is_area(area) and contains(self.outline(area), self.point(row))

    def apart(self, one: int, other: int) -> float:
        """The distance of two places' points in km."""
        return distance_km(self.point(one), self.point(other))


def mapped(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))  # a memmap's own class is slow to index


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer in a folder; the one that ships, by default. Raises ModelError with what to do."""
    return Gazetteer(path or DATA)
