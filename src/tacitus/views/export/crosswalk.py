"""The precision of a place in ACLED's and UCDP's numbers, out of crosswalk.toml."""

from dataclasses import dataclass
from functools import cache

from tacitus.format.pieces import Json
from tacitus.rules.table import load_rows


@dataclass(frozen=True, slots=True)
class Precision:
    """A row of crosswalk.toml."""

    id: str
    precision: tuple[str, ...]
    acled: int
    ucdp: int
    yes: tuple[str, ...]
    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@cache
def rows() -> tuple[Precision, ...]:
    return load_rows(Precision, "tacitus.views.export", "crosswalk.toml")


def precise(place: Json | None) -> tuple[int | None, int | None]:
    """ACLED's geo_precision and UCDP's where_prec; None where the scheme, or we, have none."""
    if not place or not place.get("precision"):
        return None, None
    relation = (place.get("relation") or {}).get("type")
    for row in rows():
        fits = (not row.relations or relation in row.relations) and (not row.kinds or place.get("kind") in row.kinds)
        if fits and place["precision"] in row.precision:
            return row.acled or None, row.ucdp
    return None, None
