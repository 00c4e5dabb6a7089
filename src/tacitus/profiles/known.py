"""What a whole reading knows beyond one claim: its people, the bodies that may be named, its places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tacitus.profiles.people import Person, is_person, office_of, person_of

Json = Mapping[str, Any]
_MADE = re.compile(r"^[a-z]+-[0-9a-f]{16}$")
_WIDE = frozenset({"country", "state", "province", "region", "governorate", "oblast", "continent", "union"})

_LARGE = frozenset({"district", "province", "country"})


@dataclass(frozen=True, slots=True)
class Known:
    """`people` have no public office. `bodies` are names that may be told: of bodies and of holders of offices. `places` are the
    names of towns and sites, `wide` those of countries and provinces."""

    people: tuple[Person, ...] = ()
    bodies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()


NOTHING_KNOWN = Known()


def known_of(reading: Json) -> Known:
    """Out of a reading in tacitus/1: with it less of a quotation is left out, and people are found whom no claim names."""
    people: dict[Person, None] = {}
    bodies: dict[str, None] = {}
    for actor in reading.get("actors", ()):
        if not actor.get("name"):
            continue
        if is_person(actor):
            person = person_of(actor, actor["text"] if actor.get("mention") == "name" else None)
            public = office_of((person.name, *person.called)) is not None
            (bodies.update(dict.fromkeys(person.hidden)) if public else people.update({person: None}))
        elif vouched(actor):
            bodies.update(dict.fromkeys([actor["name"], *actor["aliases"]]))
    return Known(tuple(people), tuple(bodies), *_places(reading))


def vouched(slot: Json) -> bool:
    """Whether an actor is no person for certain: it stands in the actors' table, or is a body that the report names."""
    identity = slot.get("id")
    if identity is None or is_person(slot):
        return False
    return not _MADE.match(identity) or (slot.get("mention") == "name" and slot.get("kind") is not None)


def wide(place: Json) -> bool:
    """Whether a place is so large that its name leads to nobody, or is no ground at all: a capital that stands for its state."""
    large = place.get("precision") in _LARGE or place.get("kind") in _WIDE
    return large or place.get("role") == "metonym"


def _places(reading: Json) -> tuple[tuple[str, ...], tuple[str, ...]]:
    fine: dict[str, None] = {}
    large: dict[str, None] = {}
    for place in reading.get("places", ()):
        names = [name for name in (place.get("name"), place.get("text")) if name]
        (large if wide(place) else fine).update(dict.fromkeys(names))
    return tuple(fine), tuple(name for name in large if name not in fine)
