"""Countries in ISO's three letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tacitus.rules.table import load_rows


@dataclass(frozen=True, slots=True)
class Country:
    """A row of iso.toml."""

    id: str
    code: str


@cache
def _codes() -> Mapping[str, str]:
    return {row.id: row.code for row in load_rows(Country, "tacitus.views.export", "iso.toml")}


def alpha3(country: str | None) -> str | None:
    """The three letters of a country; None for what ISO 3166-1 does not list.

    >>> alpha3("SY"), alpha3("XA")
    ('SYR', None)
    """
    return _codes().get(country) if country else None
