"""Entries become the files of a gazetteer (layout.py says how they lie). The same entries give the same bytes."""

import hashlib
import io
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from tacitus.questions.where.entry import Entry
from tacitus.questions.where.fold import alike, bones, fold, loose
from tacitus.questions.where.layout import DEMONYM, FILES, INITIALS, MAIN, PLACE

ALIKE = 75.0  # of 100: letters in common
# Lands whose names reach English through Arabic, Persian, Urdu, Hebrew, Amharic or Turkic script: spelled in many ways.
_SPELLED = "AEAFAMAZBHDJDZEGEHERETGEILIQIRJOKGKMKWKZLBLYMAMLMRNEOMPKPSQASASDSOSSSYTDTJTMTNTRUZYE"
SPELLED = frozenset(_SPELLED[at : at + 2] for at in range(0, len(_SPELLED), 2))


@dataclass(frozen=True, slots=True)
class Link:
    """One name of one place, by its key; `flags` say what sort of name it is."""

    key: str
    row: int
    flags: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What entries stand on: how many rows and bytes of labels come before theirs, and all kinds and countries by their numbers."""

    kinds: tuple[str, ...]
    lands: tuple[str, ...]
    rows: int = 0
    labels: int = 0


def kinds_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted({entry.kind for entry in entries}))


def lands_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted({entry.country for entry in entries}))


def digest_of(contents: Mapping[str, bytes]) -> str:
    """The sha256 of some files, by their names."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return digest.hexdigest()


def files_of(entries: Sequence[Entry], ground: Ground, others: Iterable[Link] = ()) -> dict[str, bytes]:
    """The files by name. Areas come first among the entries; `others` are further names, of rows of the ground."""
    names, starts, rows, flags = _index(_all_links(entries, ground, others))
    labels, places = _places(entries, ground)
    corners, rings = _rings(entries)
    return {
        FILES.names: names,
        FILES.starts: _npy(starts),
        FILES.rows: _npy(rows),
        FILES.flags: _npy(flags),
        FILES.labels: labels,
        FILES.places: _npy(places),
        FILES.rings: _npy(rings),
        FILES.corners: _npy(corners),
    }


def _all_links(entries: Sequence[Entry], ground: Ground, others: Iterable[Link]) -> Iterator[Link]:
    yield from others
    for row, entry in enumerate(entries, ground.rows):
        yield from links_of(entry, row)


def _index(links: Iterable[Link]) -> tuple[bytes, NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    """The trie of all keys, where the links of each begin, and the links' rows and flags, by key and row."""
    keys, rows, flags = list[str](), array("L"), array("B")
    for link in links:
        keys.append(link.key)
        rows.append(link.row)
        flags.append(link.flags)
    trie = marisa_trie.Trie(keys)
    numbers = np.fromiter((trie[key] for key in keys), "<u4", len(keys))
    linked = np.array(rows, "<u4")
    order = np.lexsort((linked, numbers))
    starts = np.zeros(len(trie) + 1, "<u4")
    np.cumsum(np.bincount(numbers, minlength=len(trie)), out=starts[1:])
    return bytes(trie.tobytes()), starts, linked[order], np.array(flags, "u1")[order]


def _npy(table: NDArray[np.generic]) -> bytes:
    out = io.BytesIO()
    np.save(out, table, allow_pickle=False)
    return out.getvalue()


def _places(entries: Sequence[Entry], ground: Ground) -> tuple[bytes, NDArray[np.void]]:
    """The labels (name, a unit separator, id where it is not a GeoNames number) and the table of places."""
    kinds = {kind: number for number, kind in enumerate(ground.kinds)}
    lands = {code: number for number, code in enumerate(ground.lands)}
    labels = io.BytesIO()
    table = np.zeros(len(entries), PLACE)
    for row, entry in enumerate(entries):
        table[row] = (
            entry.point.lat,
            entry.point.lon,
            min(entry.people, 2**32 - 1),
            entry.number,
            entry.province,
            ground.labels + labels.tell(),
            lands[entry.country],
            kinds[entry.kind],
        )
        labels.write((entry.name if entry.number else f"{entry.name}\x1f{entry.id}").encode() + b"\0")
    return labels.getvalue(), table


def _rings(entries: Sequence[Entry]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """The outlines of areas, end to end; `corners` says where each begins."""
    starts, flat = [0], list[tuple[float, float]]()
    for entry in entries:
        if not entry.ring:
            break
        flat += [(point.lat, point.lon) for point in entry.ring]
        starts.append(len(flat))
    return np.array(starts, "<u4"), np.array(flat, "<f4")


def links_of(entry: Entry, row: int) -> list[Link]:
    """Every key of a place, each once."""
    links: list[Link] = []
    for name in sorted({entry.name, *entry.names}):
        flags = MAIN if name in entry.main or _spelling_of(entry.name, name) else 0
        flags |= INITIALS if name.isupper() and name.isascii() else 0
        links += _keys(name, row, flags, entry.country)
    links += _skeleton(entry, row)
    links += [Link(fold(name), row, DEMONYM) for name in entry.demonyms]
    if entry.postal:
        links.append(Link(f",{fold(entry.postal)}", row, 0))
    merged: dict[str, list[int]] = defaultdict(list)
    for link in links:
        if link.key:
            merged[link.key].append(link.flags)
    return [Link(key, row, _merged(flags)) for key, flags in merged.items()]


def _spelling_of(name: str, other: str) -> bool:
    """Whether another name is only another spelling of the name on the map: Sukhumi and Sokhumi, but not Lutetia and Paris."""
    one, two = fold(name), fold(other)
    return one == two or (loose(name) == loose(other) != "") or alike(one, two) >= ALIKE


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
