"""The form that corrects one slot of a claim, beside the report's text: words to choose, values to type."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find
from tacitus.ledger.reviewed import newest_reading
from tacitus.ledger.survey import Reads
from tacitus.ledger.wanted import Shown
from tacitus.model.answers import Standing
from tacitus.model.review import PARTIES, PLAIN, SLOTS
from tacitus.questions.what.rows import table
from tacitus.views.plain import shortened
from tacitus.views.web.corrected import TYPED
from tacitus.views.web.desk import Desk
from tacitus.views.web.opinion import LABELS, said
from tacitus.views.web.paint import pieces_of
from tacitus.views.web.person import Given, Person, back_of, person_of
from tacitus.views.web.rows import row_of
from tacitus.views.web.site import page

_FOUND = {"said_by": "actors", "place": "places", "when": "times", "counts": "counts", **dict.fromkeys(PARTIES, "actors")}
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_NEAR = 160  # words before and after the claim's own that a list offers
_HINTS = {
    "name": "name", "country": "country (ISO)", "lat": "latitude", "lon": "longitude", "from": "first day", "to": "last day",
    "low": "at least", "best": "number", "high": "at most", "outcome": "what became of them",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A text and what was read of it."""

    words: str
    claims: tuple[Json, ...]
    body: Json
    zones: Sequence[Json]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field and how it reads; `chosen` where it is what holds now."""

    value: str
    says: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form offers. `values` are those that the slot has, each as JSON; `options` what a plain slot can be; `found` what
    the reading found of the kind; `words` those about the claim; `at` where to begin; `several` whether it holds more than one."""

    slot: str
    label: str
    values: tuple[Choice, ...]
    options: tuple[Choice, ...]
    found: tuple[Choice, ...]
    words: tuple[Choice, ...]
    typed: tuple[tuple[str, str], ...]
    at: int
    several: bool
    given: Given


def show(desk: Desk, request: Request) -> Response:
    """The form for a slot of a claim. Raises InputError where there is no such claim or slot."""
    return drawn_form(desk, request, request.path_params["key"], request.path_params["slot"], {}, "")


def drawn_form(desk: Desk, request: Request, claim: str, slot: str, given: Mapping[str, str], fault: str) -> Response:
    """The form with what was typed already, and why that could not be taken."""
    if slot not in SLOTS:
        raise InputError(f"{claim[:80]}: no slot {slot[:40]!r}; correct one of {', '.join(SLOTS)}")
    with desk.view() as view:
        read = _read(view.connection, claim, person_of(request.scope))
        line = next(line for line in read.claims if line["id"] == claim)
        row = row_of(line)
        return page(
            request,
            "correct.html",
            desk.assets,
            code=422 if fault else 200,
            title=f"{LABELS[slot]}: correct claim {row.number} of {row.title}",
            ledger=view.name(),
            row=row,
            sheet=sheet_of(line, slot, read, given),
            pieces=pieces_of(read.words, read.claims, read.body, read.zones),
            back=back_of(given or request.query_params, ""),
            fault=fault,
        )


def _read(connection: Reads, claim: str, person: Person) -> Read:
    """The newest reading that has the claim. Raises InputError."""
    key = newest_reading(connection, claim)
    body = find.body(connection, key) if key else None
    frame = find.body(connection, body["text"]) if body else None
    if key is None or body is None or frame is None:
        raise InputError(f"{claim[:80]}: no such claim is in the ledger")
    claims = tuple(find.reading_lines(connection, key, body, shown=Shown.ALL, by=person.only))
    return Read(find.words(connection, body["text"]) or "", claims, body, frame["zones"])


def sheet_of(line: Json, slot: str, read: Read, given: Mapping[str, str]) -> Sheet:
    """What the form offers for a slot of a claim's line."""
    held = line[slot]
    values = () if slot in PLAIN else tuple(held) if isinstance(held, list) else (held,) if held else ()
    starts = [one for one in (_start(value) for value in values) if one is not None]
    at = starts[0] if starts else line["trigger"]["start"]
    return Sheet(
        slot=slot,
        label=LABELS[slot],
        values=tuple(Choice(json.dumps(value), _said(slot, value)) for value in values),
        options=_options(slot, held),
        found=_found(slot, read),
        words=() if slot in PLAIN else _words(read.words, line["trigger"]["start"]),
        typed=tuple((name, _HINTS[name]) for name in TYPED.get(slot, ())),
        at=at,
        several=isinstance(held, list),
        given=Given(given),
    )


def _said(slot: str, value: Json) -> str:
    """A value by its name, and by its words where those are others."""
    name, words = said(slot, value), (value.get("span") or value).get("text")
    return f"{name} (“{words}”)" if words and words != name else name


def _start(value: Json) -> int | None:
    found: int | None = (value.get("span") or value).get("start")
    return found


def _options(slot: str, held: Any) -> tuple[Choice, ...]:
    known = {"type": sorted(table().kinds), "standing": [str(one) for one in Standing], "hedged": ["false", "true"]}.get(slot, [])
    now = str(held).casefold() if isinstance(held, bool) else held
    says = {"true": "hedged", "false": "not hedged"}
    return tuple(Choice(one, says.get(one, one.replace("_", " ")), one == now) for one in known)


def _found(slot: str, read: Read) -> tuple[Choice, ...]:
    """What the reading found that could fill the slot, by its words."""
    entries = read.body[_FOUND[slot]] if slot in _FOUND else ()
    known = {(one["start"], one["end"]): one for one in entries if not one.get("why_not")}
    return tuple(Choice(f"{start}:{end}", shortened(read.words[start:end], 60)) for start, end in sorted(known))


def _words(text: str, at: int) -> tuple[Choice, ...]:
    """The words about a place of the text, each by its characters."""
    every = list(_WORD.finditer(text))
    middle = next((index for index, word in enumerate(every) if word.end() > at), 0)
    near = every[max(0, middle - _NEAR) : middle + _NEAR]
    return tuple(
        Choice(f"{word.start()}:{word.end()}", f"{shortened(word[0], 40)} · {word.start()}", word.start() == at) for word in near
    )
