"""One incident: its versions field by field, figures, voices, grade, ground, words, what holds it together; the form to judge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.format.pieces import Json
from tacitus.ledger import listed
from tacitus.ledger.wanted import Filter
from tacitus.model.span import Span
from tacitus.settings import coder
from tacitus.views.plain import around, shortened, shown
from tacitus.views.web.bars import Ranges, Steps, ranges, steps
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.numbering import SIDES, Numbering, numbering
from tacitus.views.web.site import days_words, page
from tacitus.views.web.stored import incident_items
from tacitus.views.wording import number_words

WORDS = 420  # characters of a claim's words
NEAR = 60  # other incidents that the form offers
_TITLES = {
    "independent": "Say so independently",
    "parties": "Parties that say so",
    "deniers": "Deny it",
    "aside": "Count as no voice",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """How a version stands to another: `whose` is empty for the first."""

    relates: str
    whose: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """One version: who tells it (with the side of the voices) and how it stands to the others."""

    text: str
    sayers: tuple[tuple[str, str], ...]
    refs: tuple[int, ...]
    beside: tuple[Beside, ...]
    torn: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    label: str
    versions: tuple[Told, ...]
    silent: tuple[tuple[str, tuple[int, ...]], ...]
    torn: bool


@dataclass(frozen=True, slots=True)
class TollRow:
    """An end that people or things came to, with its pictures and its history as a table."""

    label: str
    ranges: Ranges | None
    steps: Steps | None
    history: tuple[tuple[str, int, str, str, tuple[int, ...]], ...]
    left: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one claim, cut at its trigger, and where they stand."""

    number: int
    claim: str
    report: str
    in_report: int
    title: str
    day: str
    chain: tuple[str, ...]
    notes: tuple[str, ...]
    words: tuple[str, str, str]
    side: str


def show(desk: Desk, request: Request) -> Response:
    """The page. Raises InputError for an id that is not there."""
    with desk.view() as view:
        line = desk.weighed.one(view.connection, "incidents", request.path_params["key"])
        if line is None:
            return page(request, "unweighed.html", desk.assets, title="Incident", ledger=view.name())
        return page(request, "incident.html", desk.assets, ledger=view.name(), **_values(view, line), said=_said(request))


def _said(request: Request) -> str:
    """What was just done, from the address that a form led to."""
    known = {"judged": "Recorded. Weigh now to let it take effect.", "weighing": "Weighing goes on; load the page anew in a while."}
    return known.get(request.query_params.get("said", ""), "")


def _values(view: View, line: Json) -> dict[str, Any]:
    versions = line["versions"]
    key = numbering(versions)
    item = incident_items(view.connection, (line["id"],))[0]
    fields = tuple(_field(field, key) for field in versions["fields"])
    return {
        "title": item["name"],
        "item": item,
        "line": line,
        "versions": versions,
        "days": days_words(versions["times"]["common"] or versions["times"]["whole"]),
        "fields": fields,
        "torn": tuple(field.label for field in fields if field.torn),
        "tolls": tuple(_toll(toll, key) for toll in versions["tolls"]),
        "sums": tuple((held, key.refs(held["claims"])) for held in versions["sums"]),
        "voices": tuple((side, _TITLES[side], _voices(versions["voices"][side], key)) for side in SIDES),
        "order": tuple(key.names[voice] for voice in sorted(key.order, key=lambda voice: key.order[voice])),
        "words": tuple(_words(said, number, key) for number, said in enumerate(versions["claims"], 1)),
        "links": _links(view, line["links"]),
        "held": tuple((one, key.refs((one["left"], one["right"]))) for one in line["held"]),
        "contested": tuple((one, key.refs((one["left"], one["right"]))) for one in line["contested"]),
        "near": _near(view, line, item),
        "coder": coder(),
        "unweighed": listed.unweighed(view.connection, view.weighing)[1],
    }


def _field(field: Json, key: Numbering) -> FieldRow:
    told = tuple(_told(field["versions"], at, key) for at in range(len(field["versions"])))
    whys: dict[str, list[str]] = {}
    for silent in field["silent"]:
        whys.setdefault(shown(silent["why"]), []).append(silent["claim"])
    label = shown(field["about"] or field["name"])
    return FieldRow(label, told, tuple((why, key.refs(some)) for why, some in whys.items()), any(one.torn for one in told))


def _told(versions: Sequence[Json], at: int, key: Numbering) -> Told:
    version = versions[at]
    relations = version["relations"]
    first = [one for one in relations if one["other"] == 0 and at]
    torn = [one for one in relations if one["relates"] == "conflict"]
    others = [one for one in torn if 0 < one["other"] < at]
    beside = [Beside(one["relates"], "", shown(one["why"])) for one in first]
    beside += [
        Beside(one["relates"], shortened(versions[one["other"]]["text"], 40), shown(one["why"]))
        for one in others
        if one["other"] < len(versions)
    ]
    sayers = tuple((key.name(voice), key.sides.get(voice, "aside")) for voice in version["voices"])
    return Told(shown(version["text"]), sayers, key.refs(version["claims"]), tuple(beside), bool(torn))


def _toll(toll: Json, key: Numbering) -> TollRow:
    label = shown(" ".join(word for word in (toll["whom"], toll["outcome"]) if word)) or "number"
    history = tuple(
        (step["day"] or "", key.order.get(step["voice"], 0) % 6, key.name(step["voice"]), _step(step), key.refs((step["claim"],)))
        for step in toll["history"]
    )
    whys: dict[str, list[str]] = {}
    for left in toll["left_out"]:
        whys.setdefault(shown(left["why"]), []).append(left["claim"])
    left_out = tuple((why, key.refs(some)) for why, some in whys.items())
    return TollRow(label, ranges(toll, key.numbers, key.order), steps(toll, key.numbers, key.order), history, left_out)


def _step(step: Json) -> str:
    change = {"rises": " (up)", "falls": " (down)", "repeats": " (again)"}.get(step["change"], "")
    return f"{shown(step['text'])}{change}"


def _voices(voices: Iterable[Json], key: Numbering) -> tuple[tuple[str, int, tuple[str, ...], tuple[int, ...]], ...]:
    """Name, colour, why they are one voice, claims."""
    return tuple(
        (key.name(one["id"]), key.order[one["id"]] % 6, tuple(map(shown, one["why"])), key.refs(one["claims"])) for one in voices
    )


def _words(said: Json, number: int, key: Numbering) -> Words:
    notes = [said["standing"]] if said["says"] != "yes" or said["standing"] != "happened" else []
    return Words(
        number=number,
        claim=said["id"],
        report=said["text"],
        in_report=said["number"],
        title=shortened(said["title"] or said["report"], 110),
        day=days_words(said["published"], "undated"),
        chain=tuple(shown(name) for name in said["chain"]),
        notes=(*notes, *(("hedged",) if said["hedged"] else ())),
        words=clause(said["words"], said["trigger"]),
        side=key.sides.get(said["voice"] or "", "aside"),
    )


def clause(words: Json, trigger: Json, size: int = WORDS) -> tuple[str, str, str]:
    """The words before, at and after the trigger."""
    start, end = trigger["start"] - words["start"], trigger["end"] - words["start"]
    if not 0 <= start <= end <= len(words["text"]):
        return shortened(words["text"], size), "", ""
    return around(words["text"], Span(0, len(words["text"])), Span(start, end), size)


def _links(view: View, links: Iterable[Json]) -> tuple[tuple[str, Json | None, str], ...]:
    """How it stands to which other incident, and why."""
    some = list(links)
    items = {item["id"]: item for item in incident_items(view.connection, tuple({link["to"] for link in some}))}
    return tuple((link["kind"], items.get(link["to"]), shown(link["why"])) for link in some)


def _near(view: View, line: Json, item: Json) -> tuple[tuple[str, str], ...]:
    """Other incidents that somebody may take for the same: those of its kind first."""
    linked = tuple(link["to"] for link in line["links"])
    wanted = Filter(type=line["type"])
    alike = view.listed("incidents", wanted, NEAR, 0) or {"items": []}
    items = {one["id"]: one for one in (*incident_items(view.connection, linked), *alike["items"]) if one["id"] != item["id"]}
    return tuple((key, _label(one)) for key, one in items.items())


def _label(item: Json) -> str:
    """An incident in the words of a choice."""
    toll = item["toll"]
    many = f", {number_words(toll['low'])}–{number_words(toll['high'])}" if toll and toll["high"] is not None else ""
    return shortened(f"{item['name']} · {item['from'] or 'no day'}{many} · {item['id'][-8:]}", 90)
