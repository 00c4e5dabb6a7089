"""A person's own places, read from the lines of a file: a GeoNames dump, or a table with a head line.

A row that is wrong is refused with its line, what is wrong and what to do; the others are kept.
"""

import csv
import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from tacitus.errors import InputError
from tacitus.model.ids import content_id
from tacitus.questions.where.fold import fold
from tacitus.questions.where.towns import usable
from tacitus.questions.where.words import PACKAGE, Kinds
from tacitus.rules.table import load_rows

DUMP = 19  # columns of a GeoNames dump
MOST = 2_000_000  # places in all: their index is made in memory, about a gigabyte for a million
GEONAMES, TABLE = "GeoNames dump", "table"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONE = re.compile("[\ud800-\udfff]")
_WHOLE = re.compile(r"\d{1,10}")
_COLUMNS = {
    "name": ("name", "place", "asciiname"),
    "lat": ("latitude", "lat", "y"),
    "lon": ("longitude", "lon", "lng", "long", "x"),
    "country": ("country", "country_code", "countrycode", "iso2"),
    "kind": ("kind", "type"),
    "names": ("alternate_names", "alternatenames", "alternate names", "names", "aliases"),
    "people": ("population", "people"),
}


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of features.toml; `letter` is GeoNames' class."""

    id: str
    letter: str
    codes: tuple[str, ...] = ()
    kind: str | None = None
    reach: float | None = None


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A place as a file tells it. `code` is GeoNames' feature code, `groups` its divisions from the first to the fourth level;
    `kind` is None for a country or a province, which only lends its names."""

    id: str
    number: int
    name: str
    lat: float
    lon: float
    country: str
    kind: str | None
    people: int
    names: tuple[str, ...]
    code: str = ""
    groups: tuple[str, ...] = ()
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be used: its line, from 1, what is wrong and what to do."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a file holds. `left_out` counts rows of kinds that are no place for a report (features.toml)."""

    form: str
    rows: tuple[OwnRow, ...]
    refused: tuple[Refused, ...]
    left_out: int


class _RowError(ValueError):
    """A row is wrong; the message says what and what to do."""


@cache
def features() -> dict[tuple[str, str], Feature]:
    """The rows of features.toml by class and code; an empty code stands for the rest of a class."""
    rows = load_rows(Feature, PACKAGE, "features.toml")
    return {(row.letter, code): row for row in rows for code in row.codes or ("",)}


@cache
def reaches() -> dict[str, float]:
    """How far a place of a kind can extend from its point, in km; the farthest where several rows have the kind."""
    rows = load_rows(Feature, PACKAGE, "features.toml")
    kinds = {row.kind for row in rows if row.kind and row.reach}
    return {kind: max(row.reach for row in rows if row.kind == kind and row.reach) for kind in sorted(kinds)}


@cache
def kinds_known() -> frozenset[str]:
    """The kinds that a table of one's own can name: all but countries and provinces, which have outlines."""
    return frozenset(kind for row in load_rows(Kinds, PACKAGE, "kinds.toml") if row.precision != "country" for kind in row.kinds)


def read_listed(lines: Iterable[str], name: str, lands: Collection[str]) -> Listed:
    """The places of a file. `name` stands in the errors; `lands` are the codes of the countries there are.

    `lines` keep their ends; bytes that are no UTF-8 stand in them as lone surrogates. Raises InputError for a file that is
    neither a dump nor a table.
    """
    whole = iter(lines)
    first = list(islice(whole, 1))
    if not first:
        raise InputError(f"{name}: the file is empty; give a GeoNames dump, or a table with name, latitude and longitude")
    first[0] = first[0].removeprefix("\ufeff")
    cells = first[0].rstrip("\r\n").split("\t")
    every = chain(first, whole)
    if cells[0].isdigit() and len(cells) > 2:
        return _kept(GEONAMES, _dump(every), lambda row: _from_dump(row, lands), name)
    columns, width, rows = _table(every, name)
    return _kept(TABLE, rows, lambda row: _from_table(row, columns, width, lands), name)


Numbered = Iterator[tuple[int, Sequence[str]]]


def _kept(form: str, rows: Numbered, make: Callable[[Sequence[str]], OwnRow | None], name: str) -> Listed:
    """The rows that can be used, and why the others cannot."""
    kept: list[OwnRow] = []
    refused: list[Refused] = []
    left_out = 0
    for line, row in rows:
        try:
            made = make(row)
        except _RowError as wrong:
            refused.append(Refused(line, str(wrong)))
            continue
        left_out += made is None
        if made:
            kept.append(made)
        if len(kept) > MOST:
            raise InputError(f"{name}: more than {MOST:,} places; add the files of single countries")
    return Listed(form, tuple(kept), tuple(refused), left_out)


def _dump(lines: Iterable[str]) -> Numbered:
    for number, line in enumerate(lines, 1):
        bare = line.rstrip("\r\n")
        if bare:
            yield number, bare.split("\t")


def _from_dump(cells: Sequence[str], lands: Collection[str]) -> OwnRow | None:
    """None for a feature that is no place for a report. The columns: https://download.geonames.org/export/dump/readme.txt"""
    if len(cells) != DUMP:
        raise _RowError(f"{len(cells)} columns, where a GeoNames dump has {DUMP}; download the file again or mend the row")
    _readable("".join(cells[1:4]))
    feature = features().get((cells[6], cells[7])) or features().get((cells[6], ""))
    number = _whole("geonameid", cells[0])
    if not 0 < number < 2**32:
        raise _RowError(f"geonameid: {cells[0]} is no GeoNames number; correct it or remove the row")
    country = _country(cells[8], lands)
    lat, lon = _degrees("latitude", cells[4], 90), _degrees("longitude", cells[5], 180)
    people = _whole("population", cells[14] or "0")
    name = " ".join(cells[1].split())
    if feature is None or _nameless(name):
        return None
    names = _names({cells[2], *cells[3].split(",")}, name)
    groups = tuple(cells[10:14])
    code = cells[7]
    return OwnRow(f"geonames:{number}", number, name, lat, lon, country, feature.kind, people, names, code, groups, cells[18])


def _table(lines: Iterable[str], name: str) -> tuple[dict[str, int], int, Numbered]:
    """Which column is which, how many there are, and the rows under the head line."""
    every = iter(lines)
    head = next(every)
    mark = max("\t,;", key=head.count)
    cells = next(csv.reader([head], delimiter=mark), [])
    spelled = [cell.strip().casefold() for cell in cells]
    seen = {field: [spelled.index(one) for one in known if one in spelled] for field, known in _COLUMNS.items()}
    columns = {field: places[0] for field, places in seen.items() if places}
    missing = [_COLUMNS[field][0] for field in ("name", "lat", "lon") if field not in columns]
    if missing:
        wanted = "a GeoNames dump has 19 columns and no head; a table begins with a line such as name,latitude,longitude,country"
        raise InputError(f"{name}:1: no column {' and '.join(missing)}; {wanted}")
    return columns, len(cells), _rows(every, mark, len(cells), name)


def _rows(lines: Iterator[str], mark: str, width: int, name: str) -> Numbered:
    reader = csv.reader(lines, delimiter=mark)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num + 1, row + [""] * (width - len(row))
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num + 1}: {error}; mend the row") from error


def _from_table(cells: Sequence[str], columns: dict[str, int], width: int, lands: Collection[str]) -> OwnRow:
    def cell(field: str) -> str:
        return cells[columns[field]].strip() if field in columns else ""

    _readable("".join(cells))
    if any(text.strip() for text in cells[width:]):
        raise _RowError("more cells than the head line has; put a cell that holds the separator in quotation marks")
    name, country, kind = _name(cell("name")), _country(cell("country").upper(), lands), cell("kind").casefold() or "town"
    if kind not in kinds_known():
        raise _RowError(f"kind: {kind!r} is unknown; known are {', '.join(sorted(kinds_known()))}")
    lat, lon = _degrees("latitude", cell("lat"), 90), _degrees("longitude", cell("lon"), 180)
    people = _whole("population", cell("people") or "0")
    names = _names(re.split(r"[;|]", cell("names")), name)
    own = content_id("own", name, lat, lon, country, kind)
    return OwnRow(own, 0, name, lat, lon, country, kind, people, names)


def _readable(text: str) -> None:
    if _LONE.search(text):
        raise _RowError("not UTF-8; save the file as UTF-8 and add it again")
    if _CONTROL.search(text):
        raise _RowError("there is a control character in it; remove it")


def _name(text: str) -> str:
    name = " ".join(text.split())
    if _nameless(name):
        raise _RowError(f"name: {name!r} has not two letters; give the place its name or remove the row")
    return name


def _nameless(name: str) -> bool:
    return len(fold(name)) < 2 or fold(name).isdigit()


def _names(found: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(sorted({" ".join(one.split()) for one in found if usable(one.strip())} - {name, ""}))


def _country(code: str, lands: Collection[str]) -> str:
    if code not in lands:
        raise _RowError(f"country: {code!r} is no country's code; write the two letters of ISO 3166, such as SY, or leave it empty")
    return code


def _degrees(column: str, text: str, most: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -most <= value <= most:
        raise _RowError(f"{column}: {text!r} is no number from -{most} to {most}; write decimal degrees, such as 35.19")
    return value


def _whole(column: str, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise _RowError(f"{column}: {text!r} is no whole number; write digits alone")
    return int(text)
