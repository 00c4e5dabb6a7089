"""A form that reviews a claim, as the deed that it asks for."""

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from tacitus.errors import InputError
from tacitus.model.review import PLAIN, SINGLE, Action
from tacitus.views.plain import shown
from tacitus.work.review import Deed

LENGTH = 2_000  # characters of a reason
TYPED = {
    "agents": ("name",),
    "targets": ("name",),
    "said_by": ("name",),
    "place": ("name", "country", "lat", "lon"),
    "when": ("from", "to"),
    "counts": ("low", "best", "high", "outcome"),
}
"""What can be typed of a value without writing JSON."""
_NUMBERS = frozenset({"lat", "lon", "low", "best", "high"})
_FOUND_FOR_ITSELF = ("counts", ("outcome", "kind", "unit", "who"))
_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")

Form = Mapping[str, str]
Spans = list[tuple[int, int]]


def deed_of(form: Form, blind: bool) -> Deed:
    """What the form asks for; who is blind accepts a claim as it was read. Raises InputError."""
    given, why = form.get("action", ""), shown(form.get("why", ""))
    allowed = [one.value for one in Action if one is not Action.UNDO]
    if given not in allowed:
        raise InputError(f"{shown(given)[:40]!r} is no review; choose {', '.join(allowed)}")
    if len(why) > LENGTH:
        raise InputError(f"the reason has {len(why):,} characters; {LENGTH:,} are enough")
    action, seconds = Action(given), seconds_of(form)
    if action in (Action.REJECT, Action.NOTE) and not why:
        raise InputError({"reject": "say why there is no such claim", "note": "write the note first"}[given])
    if action is not Action.CORRECT:
        return Deed(action, why, as_read=blind, seconds=seconds)
    slot = form.get("slot", "")
    value, spans = _plain(slot, form) if slot in PLAIN else _told(slot, form)
    return Deed(action, why, slot, value, tuple(spans), seconds=seconds)


def seconds_of(form: Form) -> float | None:
    """How long the page says that it took; None for what is no number.

    >>> seconds_of({"seconds": "12.5"}), seconds_of({"seconds": "soon"}), seconds_of({})
    (12.5, None, None)
    """
    try:
        seconds = float(form.get("seconds", ""))
    except ValueError:
        return None
    return seconds if isfinite(seconds) else None


def _plain(slot: str, form: Form) -> tuple[Any, Spans]:
    value = form.get("value", "")
    return ({"true": True, "false": False}.get(value, value) if slot == "hedged" else value), []


def _told(slot: str, form: Form) -> tuple[Any, Spans]:
    """The value and the words of a slot that stands on words."""
    spans, written, typed = _spans(form), form.get("json", "").strip(), _typed(slot, form)
    if written:
        return _json(written, "the value"), spans
    kept = [_json(value, "what is kept") for name, value in sorted(form.items(), key=_place) if name.startswith("keep")]
    if not (spans or typed) and form.get("empty") == "1":
        return (None if slot in SINGLE else []), []
    if slot in SINGLE:
        return _single(slot, kept, spans, typed)
    return _several(slot, kept, spans, typed, int(form["held"]) if form.get("held", "").isdecimal() else -1)


def _single(slot: str, kept: list[Any], spans: Spans, typed: dict[str, Any]) -> tuple[Any, Spans]:
    if not (spans or typed):
        raise InputError(f"{slot}: nothing is chosen; choose words, type a value, or say that none is told")
    if not typed:
        return None, spans
    if not spans and kept and isinstance(kept[0], dict):  # the words stay, and the name unless another is typed
        stays = {key: kept[0].get(key) for key in ("start", "end", "name") if kept[0].get(key) is not None}
        return {**stays, **typed}, []
    return typed, spans


def _several(slot: str, kept: list[Any], spans: Spans, typed: dict[str, Any], held: int) -> tuple[Any, Spans]:
    """All values of the slot: those that stay, and those in the chosen words."""
    if typed and len(spans) > 1:
        raise InputError(f"{slot}: what is typed goes with one stretch of words; send them one by one")
    if typed and not spans:
        if len(kept) == 1 and isinstance(kept[0], dict) and slot != "said_by":
            return [{**_bare(slot, kept[0]), **typed}], []
        return [*kept, typed], []
    if not spans and (not kept or len(kept) == held):
        raise InputError(f"{slot}: nothing is changed; choose words, type a value, leave one out, or say that none is told")
    return [*kept, *({"start": start, "end": end, **typed} for start, end in spans)], []


def _bare(slot: str, value: dict[str, Any]) -> dict[str, Any]:
    """Where a value stands, and what of it another number does not change."""
    own, keys = _FOUND_FOR_ITSELF
    return {key: value[key] for key in ("start", "end", *(keys if slot == own else ())) if value.get(key) is not None}


def _typed(slot: str, form: Form) -> dict[str, Any]:
    """What was typed into the fields of the slot."""
    if slot not in TYPED:
        raise InputError(f"{shown(slot)[:40]!r} is no slot; correct one of {', '.join((*PLAIN, *TYPED))}")
    given = {name: shown(form.get(f"t_{name}", "")) for name in TYPED[slot]}
    made: dict[str, Any] = {
        name: _number(slot, name, value) if name in _NUMBERS else value for name, value in given.items() if value
    }
    if slot == "when" and made:
        made = {"from": made.get("from"), "to": made.get("to", made.get("from"))}
    return made


def _number(slot: str, name: str, given: str) -> float | int:
    try:
        number = float(given.replace(",", ""))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise InputError(f"{slot}: {name} is {given[:40]!r}; give a number")
    return int(number) if number.is_integer() else number


def _spans(form: Form) -> Spans:
    """The chosen words: `words` as START:END START:END, `found` as one such, or the words `first` to `last`."""
    spans = [_span(one) for one in (*form.get("words", "").replace(",", " ").split(), *form.get("found", "").split())]
    first, last = form.get("first", ""), form.get("last", "") or form.get("first", "")
    if first:
        spans.append((_span(first)[0], _span(last)[1]))
    return sorted(set(spans))


def _span(given: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(given)
    if not found:
        raise InputError(
            f"{shown(given)[:40]!r} is no stretch of words; write START:END in characters of the text, such as 120:134"
        )
    return int(found[1]), int(found[2])


def _json(given: str, what: str) -> Any:
    try:
        return json.loads(given)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f'{what}: it is no JSON ({error}); write it like {{"name": "Gao"}}') from error


def _place(item: tuple[str, str]) -> tuple[int, str]:
    name = item[0]
    return (int(name[4:]) if name[4:].isdecimal() else 0), name
