"""One group over many reports: how it split by each speaker's figures, who contradicts whom, where it was when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tacitus.format.pieces import Json
from tacitus.model.answers import Relation
from tacitus.views.plain import shown
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.flows import flows
from tacitus.views.web.grounds import collection
from tacitus.views.web.incident import clause
from tacitus.views.web.site import days_words, page
from tacitus.views.web.stored import claims_of
from tacitus.views.wording import number_words, relation_words

_WAYS = {"N": "north", "E": "east", "S": "south", "W": "west"}
NAMES = 8  # of its other names


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim's words with the way to it and to its report."""

    claim: str
    report: str
    number: int
    title: str
    words: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Stop:
    """What one speaker says of one part at one time, however many reports print it. `area` is its number on the map, 0 for none."""

    when: str
    many: str
    state: str
    where: str
    speaker: str
    outlets: tuple[str, ...]
    quotes: tuple[Quoted, ...]
    area: int


def show(desk: Desk, request: Request) -> Response:
    """The page. Raises InputError for an id that is not there."""
    with desk.view() as view:
        line = desk.weighed.one(view.connection, "groups", request.path_params["key"])
        if line is None:
            return page(request, "unweighed.html", desk.assets, title="Group", ledger=view.name())
        lines = view.claims(claims_of(line) | {one[side] for one in line["contradictions"] for side in ("left", "right")})
        whole = line["parts"][0]["number"] if line["parts"] else None
        return page(
            request,
            "group.html",
            desk.assets,
            title=shown(line["name"]),
            ledger=view.name(),
            line=line,
            whole=f"{number_words(whole)} {shown(line['unit'] or '')}".strip() if whole is not None else "",
            names=[shown(name) for name in line["aliases"] if name.casefold() != line["name"].casefold()][:NAMES],
            flows=flows(line, _does(line)),
            quotes={key: quoted(one) for key, one in lines.items()},
            track=track(line, lines),
            speakers=len({state["voice"]["name"] for state in line["states"]}),
        )


def quoted(line: Json) -> Quoted:
    """The words of a claim's line."""
    report = line["report"]
    title = shown(report["title"] or "") or shown(report["key"] or report["uri"])
    return Quoted(line["id"], report["text"], line["number"], title, clause(line["evidence"], line["trigger"], 200))


def _does(body: Json) -> dict[tuple[str, str], str]:
    """What a part does by one speaker's account, in order of time, each thing once."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for state in body["states"]:
        words = f"{_state(state)} {_where(state['place'])}".strip()
        found.setdefault((state["part"], state["voice"]["name"]), {})[words] = None
    return {
        key: "; ".join(words for words in said if not any(other != words and other.startswith(words) for other in said))
        for key, said in found.items()
    }


def _state(state: Json) -> str:
    words = f"not {shown(state['state'])}" if state["denied"] else shown(state["state"])
    return f"{words} {_WAYS.get(state['course'], shown(state['course']))}" if state["course"] else words


def _where(place: Json | None) -> str:
    if place is None:
        return ""
    said = place["relation"]
    plain = said is None or said["type"] in ("in", "part", "between")
    relation = None if plain else Relation(said["type"], said.get("bearing"), said.get("km"), None)
    return f"{relation_words(relation)}{shown(place['text'] or place['name'])}"


def track(body: Json, lines: Mapping[str, Json]) -> tuple[Stop, ...]:
    """States that say the same by the same speaker put together, in order of time, numbered as the map numbers their areas."""
    labels = {part["key"]: shown(part["label"]) for part in body["parts"]}
    areas = {key: number for number, (key, _, _) in enumerate(grounds(body, lines), 1)}
    return tuple(_stop(some, labels, lines, areas) for some in rows(body["states"]).values())


def rows(states: Iterable[Json]) -> dict[tuple[object, ...], list[Json]]:
    found: dict[tuple[object, ...], list[Json]] = {}
    for state in states:
        when, place = state["when"], state["place"]
        days = (when["from"], when["to"]) if when else None
        key = (days, state["part"], state["state"], state["denied"], state["course"], place and place["name"])
        found.setdefault((*key, state["voice"]["name"]), []).append(state)
    return found


def grounds(body: Json, lines: Mapping[str, Json]) -> list[tuple[tuple[object, ...], list[Json], Json]]:
    """The rows of the track whose claims' places have an area, with it."""
    found = []
    for key, some in rows(body["states"]).items():
        places = ((lines[one["claim"]].get("place") or {}) for one in some if one["claim"] in lines and one["place"])
        area = next((place["footprint"] for place in places if place.get("footprint")), None)
        if area:
            found.append((key, some, area))
    return found


def _stop(some: list[Json], labels: Mapping[str, str], lines: Mapping[str, Json], areas: Mapping[tuple[object, ...], int]) -> Stop:
    first = some[0]
    number = first["number"]
    many = (
        labels.get(first["part"], first["part"]) if first["part"] != "whole" else f"all {number_words(number)}" if number else "all"
    )
    outlets = dict.fromkeys(shown(one["voice"]["chain"][0]) for one in some if one["voice"]["chain"])
    speaker = shown(first["voice"]["name"])
    return Stop(
        when=when_words(first["when"], first["told"]),
        many=many,
        state=_state(first),
        where=_where(first["place"]),
        speaker=speaker,
        outlets=tuple(name for name in outlets if name != speaker),
        quotes=tuple(quoted(lines[one["claim"]]) for one in some if one["claim"] in lines),
        area=areas.get(next(iter(rows(some))), 0),
    )


def when_words(when: Json | None, told: Json | None) -> str:
    """The day; where none is told, that of the report: it was so by then."""
    if when:
        return days_words(when)
    return f"by {told['to'] or told['from']}" if told else "no day"


def ground(view: View, body: Json) -> Json:
    """The track as GeoJSON areas."""
    lines = view.claims(state["claim"] for state in body["states"])
    made = []
    for number, (_, some, area) in enumerate(grounds(body, lines), 1):
        first = some[0]
        words = f"{number}. {when_words(first['when'], first['told'])}: {_state(first)} {_where(first['place'])}".strip()
        told: Json = {"name": str(number), "words": f"{words} ({shown(first['voice']['name'])})", "role": "track"}
        told |= {"key": "track", "colour": 0}
        made.append({"type": "Feature", "geometry": area, "properties": told})
    return collection(made)
