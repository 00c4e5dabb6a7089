"""The gazetteer that ships with a person's own places beside it: their rows follow its rows, their names join its names."""

import hashlib
import json
import mmap
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from tacitus.errors import ModelError
from tacitus.measures.geometry import Ring, circle
from tacitus.model.answers import Point
from tacitus.questions.where.gazetteer import DATA, Gazetteer, mapped
from tacitus.questions.where.layout import FILES, FORMAT


class Beside(Gazetteer):
    """A gazetteer and an index made for it by own_index.py. `digest` stands for both."""

    def __init__(self, folder: Path, index: Path) -> None:
        super().__init__(folder)
        try:
            manifest = self._manifest(index)
            self._own_names = marisa_trie.Trie()
            self._own_names.mmap(str(index / FILES.names))
            self._own_starts, self._own_rows, self._own_flags, places = (
                mapped(index / name) for name in (FILES.starts, FILES.rows, FILES.flags, FILES.places)
            )
            self._own_rings, self._own_corners = (np.load(index / name) for name in (FILES.rings, FILES.corners))
            self._own_labels = _bytes_of(index / FILES.labels)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the places under {index} cannot be read ({error}); run: tacitus gazetteer build") from error
        self._first, self._before = len(self._places), self.label_bytes
        self._places = np.concatenate([self._places, places])
        self._kinds = manifest["kinds"]
        self._reaches: dict[str, float] = manifest["reaches"]
        self._own_areas = len(self._own_corners) - 1
        self.digest = hashlib.sha256(f"{self.digest}\0{manifest['digest']}".encode()).hexdigest()

    def _manifest(self, index: Path) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((index / FILES.manifest).read_text(encoding="utf8"))
        if manifest["format"] != FORMAT or manifest["beside"] != self.digest:
            raise ValueError("they were made ready for another version of Tacitus")
        return manifest

    def _links(self, key: str) -> list[tuple[int, int]]:
        found = super()._links(key)
        number = self._own_names.get(key) if key else None
        if number is None:
            return found
        low, high = int(self._own_starts[number]), int(self._own_starts[number + 1])
        return [*found, *((int(self._own_rows[at]), int(self._own_flags[at])) for at in range(low, high))]

    def _label(self, row: int) -> tuple[str, str]:
        if row < self._first:
            return super()._label(row)
        start = int(self._places["label"][row]) - self._before
        name, _, own = self._own_labels[start : self._own_labels.find(b"\0", start)].decode().partition("\x1f")
        return name, own or f"geonames:{int(self._places['number'][row])}"

    def is_area(self, row: int) -> bool:
        return row < self.areas or self._first <= row < self._first + self._own_areas

    def outline(self, row: int) -> Ring:
        """An area's outline; for an own place without one a circle by its kind or, for a town, by its people."""
        if row < self._first:
            return super().outline(row)
        if self.is_area(row):
            at = row - self._first
            low, high = int(self._own_corners[at]), int(self._own_corners[at + 1])
            return tuple(Point(round(float(lat), 4), round(float(lon), 4)) for lat, lon in self._own_rings[low:high])
        reach = self._reaches.get(self.kind(row))
        return circle(self.point(row), reach) if reach else super().outline(row)


def _bytes_of(path: Path) -> "mmap.mmap | bytes":
    """A file mapped; an empty one, which cannot be, as it is."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""


def open_beside(index: Path, folder: Path | None = None) -> Beside:
    """The gazetteer that ships (or the one in a folder) with an index beside it. Raises ModelError with what to do."""
    return Beside(folder or DATA, index)
