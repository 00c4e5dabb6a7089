"""How a group split and joined by one speaker's account, as a flow whose bands are as wide as the numbers."""

from dataclasses import dataclass
from typing import Any

from tacitus.format.pieces import Json
from tacitus.views.plain import shortened, shown
from tacitus.views.wording import number_words

WIDTH = 360
_FROM, _UNTIL, _BAR = 92, 196, 9  # where the bars of the whole and of the parts stand; how wide they are
_FULL, _GAP, _LEAST = 104.0, 16.0, 7.0  # units for the whole; between parts; of a part without a number


@dataclass(frozen=True, slots=True)
class Band:
    """A part: its band as an SVG path, its bar, its words. `sort` is told, unsaid (no number) or left (nobody tells of it);
    a part has its own `colour`, whoever tells of it."""

    band: str
    y: float
    height: float
    label: str
    more: str
    sort: str
    colour: int


@dataclass(frozen=True, slots=True)
class Flow:
    """One speaker's account. `merge` turns the picture round: parts on the left."""

    voice: str
    merge: bool
    height: float
    y: float
    wide: float
    label: str
    bands: tuple[Band, ...]
    sum: str
    holds: bool | None
    by: str


def flows(body: Json, does: dict[tuple[str, str], str]) -> tuple[Flow, ...]:
    """A flow for every speaker who tells of parts; `does` says what a part does by a speaker's account."""
    found: dict[tuple[str, str, str], list[Json]] = {}
    for one in body["flows"]:
        hub = one["from"] if one["kind"] == "split" else one["to"] or ""
        found.setdefault((one["voice"], one["kind"], hub), []).append(one)
    return tuple(_flow(body, some, does) for some in found.values())


def _flow(body: Json, some: list[Json], does: dict[tuple[str, str], str]) -> Flow:
    voice, merge = some[0]["voice"], some[0]["kind"] == "merge"
    parts = {part["key"]: part for part in body["parts"]}
    hub = some[0]["to"] if merge else some[0]["from"]
    balance: dict[str, Any] = next((one for one in body["balances"] if one["voice"] == voice), {})
    whole = balance.get("whole") if hub == "whole" else parts.get(hub, {}).get("number")
    numbers = [one["number"] for one in some]
    known = sum(number for number in numbers if number is not None)
    total = max(whole or 0, known) or 1
    left = (whole or 0) - known if None not in numbers else 0
    unit = shown(body["unit"] or "")
    bands: list[Band] = []
    top, at = 20.0, 20.0
    for one in some:
        key = one["from"] if merge else one["to"]
        told = parts.get(key or "", {"label": key or "?"})
        high = max(_LEAST, _FULL * one["number"] / total) if one["number"] is not None else _LEAST
        words = shortened(does.get((key or "", voice), ""), 26)
        sort, colour = "unsaid" if one["number"] is None else "told", list(parts).index(key) % 6 if key in parts else 0
        bands.append(_band((at, top, high), shown(told["label"]), words, sort, colour))
        at, top = at + max(high, 26) + _GAP, top + high
    if left > 0:
        high = max(_LEAST, _FULL * left / total)
        bands.append(_band((at, top, high), f"{number_words(left)} not told of", "", "left", 0))
        at, top = at + max(high, 26) + _GAP, top + high
    label = f"{number_words(whole)} {unit}".strip() if whole is not None else shortened(parts.get(hub, {"label": hub})["label"], 14)
    by = shown(balance.get("whole_by") or "")
    return Flow(shown(voice), merge, at, 20.0, top - 20.0, label, tuple(bands), *_sum(balance), by)


def _band(place: tuple[float, float, float], label: str, more: str, sort: str, colour: int) -> Band:
    """From the whole's bar (at `top`) to the part's own (at `at`)."""
    at, top, high = place
    left, right = _FROM + _BAR, _UNTIL
    middle = (left + right) / 2
    upper = f"M{left} {top:.1f}C{middle} {top:.1f} {middle} {at:.1f} {right} {at:.1f}"
    lower = f"V{at + high:.1f}C{middle} {at + high:.1f} {middle} {top + high:.1f} {left} {top + high:.1f}Z"
    return Band(upper + lower, round(at, 1), round(high, 1), label, more, sort, colour)


def _sum(balance: dict[str, Any]) -> tuple[str, bool | None]:
    """17 = 6 + 11, adds up."""
    if not balance:
        return "without numbers", None
    holds = None if balance["holds"] == "unknown" else bool(balance["holds"])
    parts = " + ".join(number_words(part) for part in balance["parts"])
    whole = number_words(balance["whole"]) if balance["whole"] is not None else "?"
    sign = "≠" if holds is False else "="
    rest = " + ?" if parts and holds is None else ""
    return f"{whole} {sign} {parts}{rest}: {balance['why']}" if parts else f"{whole}: {balance['why']}", holds
