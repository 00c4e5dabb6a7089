"""Passages that two texts have in common: runs of the same words, as long as they go."""

from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.copies.words import Words

OFTEN = 16  # places of a run in one text that are followed: a text that says one thing over and over stays cheap


@dataclass(frozen=True, slots=True)
class Run:
    """`many` words from word `left` of one text and word `right` of the other."""

    left: int
    right: int
    many: int


def runs(left: Words, right: Words, least: int) -> tuple[Run, ...]:
    """The shared runs of at least `least` words, none overlapping another in `right`: from each place on the longest."""
    begins = _begins(left.fold, least)
    return tuple(_scan(left.fold, right.fold, begins, least))


def _begins(fold: tuple[str, ...], least: int) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(fold) - least + 1):
        places = found.setdefault(fold[place : place + least], [])
        if len(places) < OFTEN:
            places.append(place)
    return found


def _scan(left: tuple[str, ...], right: tuple[str, ...], begins: dict[tuple[str, ...], list[int]], least: int) -> Iterator[Run]:
    place = 0
    while place <= len(right) - least:
        starts = begins.get(right[place : place + least])
        if not starts:
            place += 1
            continue
        many, start = max((_length(left, right, start, place, least), -start) for start in starts)
        yield Run(-start, place, many)
        place += many


def _length(left: tuple[str, ...], right: tuple[str, ...], start: int, place: int, known: int) -> int:
    most = min(len(left) - start, len(right) - place)
    many = known
    while many < most and left[start + many] == right[place + many]:
        many += 1
    return many
