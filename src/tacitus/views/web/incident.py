"""One incident: its versions field by field, figures, voices, grade, ground, words, what holds it together; the form to judge."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import listed
from tacitus.model.span import Span
from tacitus.views.plain import around, shortened, shown
from tacitus.views.web.bars import Ranges, Steps, ranges, steps
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.grounds import choices
from tacitus.views.web.numbering import SIDES, Numbering, numbering
from tacitus.views.web.person import person_of
from tacitus.views.web.sameness import candidates, said_of
from tacitus.views.web.site import days_words, page, partly
from tacitus.views.web.stored import incident_items

WORDS = 420  # characters of a claim's words
_DONE = {
    "judged": "Recorded. Weigh now to let it take effect.",
    "split": "Recorded: the claims tell another happening. Weigh now to let it take effect.",
    "merged": "Recorded: both are one happening. Weigh now to let it take effect.",
    "withdrawn": "Taken back. Weigh now to let it take effect.",
    "weighing": "Weighing goes on; load the page anew in a while.",
}
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


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that could not be recorded: its fields, the claims that were ticked, and why."""

    fields: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    problem: str = ""

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    def why(self, act: str) -> str:
        """The reason, where it was given in this form."""
        return self.get("why") if self.get("act") == act else ""


def show(desk: Desk, request: Request) -> Response:
    """The page, or for htmx the incidents that it could be merged with. Raises InputError for an id that is not there."""
    return drawn(desk, request, request.path_params["key"], Typed())


def drawn(desk: Desk, request: Request, key: str, typed: Typed) -> Response:
    """The page, with the form that was filled in where it could not be recorded. Raises InputError."""
    with desk.view() as view:
        line = desk.weighed.one(view.connection, "incidents", key)
        if line is None:
            return page(request, "unweighed.html", desk.assets, title="Incident", ledger=view.name())
        words = shown(request.query_params.get("merge", ""))[:WORDS]
        near, problem = _candidates(view, line, words)
        merging: dict[str, Any] = {"line": line, "near": near, "merge": words, "nothing": problem, "typed": typed}
        if partly(request):
            return page(request, "near.html", desk.assets, **merging)
        who = person_of(request.scope).name
        status = 400 if typed.problem else 200
        values = {**_values(view, line, who), **merging, "said": _said(request), "coder": who}
        return page(request, "incident.html", desk.assets, status, ledger=view.name(), **values)


def _candidates(view: View, line: Json, words: str) -> tuple[tuple[Json, ...], str]:
    """The incidents that could be the same, and why there are none where the words cannot be searched for."""
    try:
        return candidates(view, line, words), ""
    except InputError as error:
        return (), str(error)


def _said(request: Request) -> str:
    """What was just done, from the address that a form led to."""
    return _DONE.get(request.query_params.get("said", ""), "")


def _values(view: View, line: Json, who: str) -> dict[str, Any]:
    versions = line["versions"]
    key = numbering(versions)
    item = incident_items(view.connection, (line["id"],))[0]
    fields = tuple(_field(one, key) for one in versions["fields"])
    return {
        "title": item["name"],
        "item": item,
        "versions": versions,
        "days": days_words(versions["times"]["common"] or versions["times"]["whole"]),
        "fields": fields,
        "torn": tuple(one.label for one in fields if one.torn),
        "tolls": tuple(_toll(toll, key) for toll in versions["tolls"]),
        "sums": tuple((held, key.refs(held["claims"])) for held in versions["sums"]),
        "voices": tuple((side, _TITLES[side], _voices(versions["voices"][side], key)) for side in SIDES),
        "words": tuple(_words(said, number, key) for number, said in enumerate(versions["claims"], 1)),
        "links": _links(view, line["links"]),
        "held": tuple((one, key.refs((one["left"], one["right"]))) for one in line["held"]),
        "contested": tuple((one, key.refs((one["left"], one["right"]))) for one in line["contested"]),
        "grounds": choices(view, line, key),
        "judged": said_of(view, line, key, who),
        "waiting": listed.unweighed(view.connection, view.weighing),
    }


def _field(told: Json, key: Numbering) -> FieldRow:
    versions = tuple(_told(told["versions"], at, key) for at in range(len(told["versions"])))
    whys: dict[str, list[str]] = {}
    for silent in told["silent"]:
        whys.setdefault(shown(silent["why"]), []).append(silent["claim"])
    label = shown(told["about"] or told["name"])
    silent_of = tuple((why, key.refs(some)) for why, some in whys.items())
    return FieldRow(label, versions, silent_of, any(one.torn for one in versions))


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
