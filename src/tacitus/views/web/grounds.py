"""The ground of one incident or one group: what all versions allow, what any does, what each says; areas, never a point."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from tacitus.format.pieces import Json
from tacitus.measures.geometry import circle
from tacitus.model.answers import Point
from tacitus.views.plain import shown
from tacitus.views.web.desk import View
from tacitus.views.web.numbering import Numbering
from tacitus.views.web.townlabels import town_labels

KM = 1.0  # round a place that has no footprint of its own: as weighing takes it
_ROLES = {"whole": "what any version allows", "common": "what every version allows"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A ground that the map can draw: `key` as its features name it, `letter` for a version, `colour` of the letters' colours;
    `drawn` is false where there is no area, `first` whether it is drawn to begin with."""

    key: str
    letter: str
    colour: int
    text: str
    sayers: tuple[str, ...]
    refs: tuple[int, ...]
    drawn: bool
    first: bool


def choices(view: View, line: Json, key: Numbering) -> tuple[Choice, ...]:
    """What can be chosen beside the map of an incident; nothing where no area is known."""
    places = line["versions"]["places"]
    both = [Choice(role, "", 0, words, (), (), True, True) for role, words in reversed(_ROLES.items()) if places[role]]
    made = [
        Choice(
            key=f"version-{at}",
            letter=_letter(at),
            colour=at % 6,
            text=shown(told["text"]),
            sayers=tuple(dict.fromkeys(key.name(voice) for voice in told["voices"])),
            refs=key.refs(told["claims"]),
            drawn=bool(areas),
            first=not places["common"],
        )
        for at, told, areas in _versions(view, line)
    ]
    return (*both, *made) if both or any(one.drawn for one in made) else ()


def incident_ground(view: View, line: Json) -> Json:
    """The ground of an incident as GeoJSON, with the names of towns about it."""
    places = line["versions"]["places"]
    made = [_feature(places[role], role, "", words, role) for role, words in _ROLES.items() if places[role]]
    for at, told, areas in _versions(view, line):
        words = f"{_letter(at)}. {shown(told['text'])}"
        made += [_feature(area, "version", _letter(at), words, f"version-{at}", at % 6) for area in areas]
    return collection(made)


def collection(features: list[Json]) -> Json:
    """Areas with the names of towns about them."""
    return {"type": "FeatureCollection", "features": features, "towns": town_labels(one["geometry"] for one in features)}


def _versions(view: View, line: Json) -> Iterator[tuple[int, Json, list[Json]]]:
    """The versions of where it was, each with the areas that its claims name."""
    told: list[Json] = next((field["versions"] for field in line["versions"]["fields"] if field["name"] == "where"), [])
    lines = view.claims(claim for one in told for claim in one["claims"])
    for at, one in enumerate(told):
        yield at, one, _areas((lines[claim].get("place") or {}) for claim in one["claims"] if claim in lines)


def _areas(places: Iterable[Json]) -> list[Json]:
    found: dict[str, Json] = {}
    for place in places:
        area = place.get("footprint") or _about(place)
        if area:
            found.setdefault(repr(area["coordinates"]), area)
    return list(found.values())


def _about(place: Json) -> Json | None:
    if place.get("lat") is None or place.get("lon") is None:
        return None
    ring = circle(Point(place["lat"], place["lon"]), KM)
    return {"type": "Polygon", "coordinates": [[[point.lon, point.lat] for point in ring]]}


def _feature(area: Json, role: str, name: str, words: str, key: str, colour: int = 0) -> Json:
    told = {"name": name, "words": words, "role": role, "key": key, "colour": colour}
    return {"type": "Feature", "geometry": area, "properties": told}


def _letter(at: int) -> str:
    """A, B, ... Z, AA, ..."""
    return ascii_uppercase[at % 26] * (at // 26 + 1)
