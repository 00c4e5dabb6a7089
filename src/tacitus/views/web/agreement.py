"""One agreement over many reports: where it stands by whom, its terms with the deeds, alleged breaches with their denials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.format.pieces import Json
from tacitus.views.plain import shortened, shown
from tacitus.views.web.bars import Mark
from tacitus.views.web.desk import Desk
from tacitus.views.web.group import Quoted, quoted, when_words
from tacitus.views.web.site import days_words, page
from tacitus.views.web.stored import claims_of

_BAD = ("said to be broken", "collapsed", "ended", "suspended", "opposed")
_LEFT, _RIGHT, _ROW = 8, 16, 34
_WIDTH = 360


@dataclass(frozen=True, slots=True)
class Stand:
    """What one speaker says of the agreement, in however many reports; `number` is its own in the line of time, 0 for none."""

    number: int
    when: str
    status: str
    bad: bool
    against: tuple[str, ...]
    speaker: str
    outlets: tuple[str, ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark of the line of time: solid where the day is told, hollow where it is the report's."""

    x: float
    width: float
    number: int
    sort: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    speaker: str
    y: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The status through time: a lane for every speaker."""

    height: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]


def show(desk: Desk, request: Request) -> Response:
    """The page. Raises InputError for an id that is not there."""
    with desk.view() as view:
        line = desk.weighed.one(view.connection, "agreements", request.path_params["key"])
        if line is None:
            return page(request, "unweighed.html", desk.assets, title="Agreement", ledger=view.name())
        lines = view.claims(claims_of(line))
        quotes = {key: quoted(one) for key, one in lines.items()}
        grouped = _grouped(line["statuses"])
        parties = ", ".join(shown(party["name"]) for party in line["parties"]) or "parties not known"
        values: dict[str, Any] = {"line": line, "parties": line["parties"], "quotes": quotes, "terms": _terms(line, quotes)}
        values |= {"stands": _stands(line, grouped, quotes), "course": course(grouped), "when_words": when_words}
        values |= {"effective": [(days_words(one), one["voices"]) for one in line["effective"]]}
        return page(request, "agreement.html", desk.assets, title=f"{shown(line['kind'])}: {parties}", ledger=view.name(), **values)


def _grouped(statuses: Sequence[Json]) -> list[list[Json]]:
    """What one speaker says in several reports of the same day is one, by its day."""
    found: dict[tuple[object, ...], list[Json]] = {}
    for one in statuses:
        days = (one["when"]["from"], one["when"]["to"]) if one["when"] else None
        found.setdefault((one["status"], one["voice"]["name"], days), []).append(one)
    return sorted(found.values(), key=lambda some: _day(some[0])[0] or date.max)


def _day(one: Json) -> tuple[date | None, date | None]:
    """The first and the last day, that of the report where none is told."""
    days = one["when"] or one["told"] or {"from": None, "to": None}
    first, last = days["from"] or days["to"], days["to"] or days["from"]
    return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)


def _stands(line: Json, grouped: Sequence[Sequence[Json]], quotes: Mapping[str, Quoted]) -> tuple[Stand, ...]:
    against = {breach["claim"]: tuple(shown(name) for name in breach["against"]) for breach in line["breaches"]}
    made = []
    for number, some in enumerate(grouped, 1):
        first, speaker = some[0], shown(some[0]["voice"]["name"])
        outlets = dict.fromkeys(shown(one["voice"]["chain"][0]) for one in some if one["voice"]["chain"])
        made.append(
            Stand(
                number=number,
                when=when_words(first["when"], first["told"]),
                status=shown(first["status"]),
                bad=first["status"] in _BAD,
                against=next((against[one["claim"]] for one in some if one["claim"] in against), ()),
                speaker=speaker,
                outlets=tuple(name for name in outlets if name != speaker),
                quotes=tuple(quotes[one["claim"]] for one in some if one["claim"] in quotes),
            )
        )
    return tuple(made)


def course(grouped: Sequence[Sequence[Json]]) -> Course | None:
    """The line of time; None where no day is known."""
    days = [day for some in grouped for day in _day(some[0]) if day]
    if not days:
        return None
    first, span = min(days), max(1, (max(days) - min(days)).days + 1)
    scale = (_WIDTH - _LEFT - _RIGHT) / span
    lanes: dict[str, list[Sign]] = {}
    for number, some in enumerate(grouped, 1):
        one = some[0]
        start, end = _day(one)
        if start and end:
            x, wide = _LEFT + (start - first).days * scale, max(13.0, ((end - start).days + 1) * scale - 2)
            sort = f"{'bad' if one['status'] in _BAD else 'good'} {'told' if one['when'] else 'by'}"
            words = f"{number}. {when_words(one['when'], one['told'])}: {shown(one['status'])}, {shown(one['voice']['name'])}"
            lane = lanes.setdefault(shown(one["voice"]["name"]), [])
            lane.append(Sign(_free(lane, x), min(wide, 40.0), number, sort, words))
    drawn = tuple(Lane(name, 4.0 + at * _ROW, tuple(signs)) for at, (name, signs) in enumerate(lanes.items()))
    step = max(1, span // 4)
    marks = tuple(
        Mark(round(_LEFT + at * scale, 1), date.fromordinal(first.toordinal() + at).isoformat()[5:]) for at in range(0, span, step)
    )
    return Course(8.0 + len(drawn) * _ROW + 16, drawn, marks)


def _free(lane: Sequence[Sign], x: float) -> float:
    """To the right of what stands there already."""
    for sign in lane:
        if sign.x - 15 < x < sign.x + sign.width + 2:
            x = sign.x + sign.width + 2
    return round(min(x, _WIDTH - 14.0), 1)


@dataclass(frozen=True, slots=True)
class Done:
    """What is told of a term's being done."""

    when: str
    speaker: str
    why: str
    quote: Quoted | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A term: its wordings, the longest first, and the deeds; what one speaker tells in the same words is one."""

    duty: str
    wordings: tuple[str, ...]
    deeds: tuple[Done, ...]


def _terms(line: Json, quotes: Mapping[str, Quoted]) -> tuple[Duty, ...]:
    made = []
    for term in line["terms"]:
        texts = {shortened(one["words"]["text"], 240) for one in term["told_by"]}
        deeds: dict[tuple[object, ...], Done] = {}
        for deed in term["deeds"]:
            quote = quotes.get(deed["claim"])
            done = Done(days_words(deed["when"], "day not told"), shown(deed["voice"]["name"]), shown(deed["why"]), quote)
            deeds.setdefault((done.speaker, done.when, quote.words if quote else deed["claim"]), done)
        wordings = tuple(sorted(texts, key=lambda text: (-len(text), text)))
        made.append(Duty(shown(term["duty"] or "term"), wordings, tuple(deeds.values())))
    return tuple(made)
