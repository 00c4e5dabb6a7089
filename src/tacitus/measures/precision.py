"""The schemes' codes for how sharply a time or a place is known, from precision.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tacitus.errors import TableError
from tacitus.model.versions import Coded


@dataclass(frozen=True, slots=True)
class Degree:
    """A row of precision.toml; `most` is its width in kilometres or its length in days, None where that does not decide."""

    id: str
    most: float | None
    relations: tuple[str, ...]
    kinds: tuple[str, ...]
    acled: int
    ucdp: int
    airwars: str
    words: str
    yes: tuple[str, ...]

    @property
    def coded(self) -> Coded:
        return Coded(self.id, self.acled or None, self.ucdp or None, self.airwars, self.words)


@cache
def degrees(of: str) -> tuple[Degree, ...]:
    """The rows for `place` or `time`, sharpest first. Raises TableError for a row that is wrong."""
    text = resources.files("tacitus.measures").joinpath("precision.toml").read_text(encoding="utf8")
    return tuple(_degree(row) for row in tomllib.loads(text)[of])


def _degree(row: dict[str, Any]) -> Degree:
    try:
        most = row.get("most_km", row.get("most_days"))
        words = (row["airwars"], row["words"], tuple(row["yes"]))
        return Degree(
            row["id"], most, tuple(row.get("relations", ())), tuple(row.get("kinds", ())), row["acled"], row["ucdp"], *words
        )
    except KeyError as error:
        raise TableError(f"measures/precision.toml: row {row.get('id', '?')}: {error} is missing") from error


def time_codes(days: int | None) -> Coded | None:
    """The codes for a time so many days long; None where an end is open or the time is longer than every row.

    >>> time_codes(1).acled, time_codes(5).ucdp, time_codes(400)
    (1, 2, None)
    """
    if days is None:
        return None
    return next((row.coded for row in degrees("time") if row.most is not None and days <= row.most), None)


def place_codes(precision: str | None, relation: str | None = None, kind: str | None = None) -> Coded | None:
    """The codes for a place as told; None where its precision is not known.

    >>> place_codes("area", "direction").ucdp, place_codes("country").acled, place_codes(None)
    (5, None, None)
    """
    if precision is None:
        return None
    rows = degrees("place")
    decided = next((row for row in rows if kind in row.kinds), None) or next(
        (row for row in rows if relation in row.relations), None
    )
    chosen = decided or next((row for row in rows if row.id == precision), None)
    return chosen.coded if chosen else None


def width_codes(km: float) -> Coded:
    """The codes for ground so many kilometres wide: an own convention, for places that are joined."""
    return next(row.coded for row in degrees("place") if row.most is not None and km <= row.most)


def sharpness(row: str) -> int:
    """The rank of a degree of place, 0 the sharpest."""
    return [degree.id for degree in degrees("place")].index(row)
