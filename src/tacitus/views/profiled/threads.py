"""Groups and agreements as they may leave: without what rests on claims that are held back, names and places as the claims tell
them. Speakers whose names are left out stay as many as they were."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tacitus.format.pieces import Json
from tacitus.profiles import Profile
from tacitus.profiles.mask import Mask
from tacitus.profiles.quote import shortened
from tacitus.views.profiled.passing import masked

_CLOSED = frozenset(
    {"format", "id", "claim", "claims", "member", "members", "acts", "left", "right", "rule", "feature"}
    | {"country", "precision", "kind", "part", "key"}
)
_RESTING = ("states", "statuses", "breaches")
_PERSON, _BY_HAND = "person", "a coder says so"
Named = Mapping[str, str]


def thread_under(line: Json, masks: Mapping[str, Mask], profile: Profile, addresses: Named) -> Json | None:
    """The line of a group or an agreement; None where none of its claims may leave.

    `masks` are those of the claims that may, by their ids, and under "" the one that hides whatever any claim hides: what one
    claim says is told as that claim is. `addresses` are those of its reports, by which speakers without a name are called.
    """
    kept, mask = frozenset(masks), masks[""]
    line = _swapped(line, addresses)
    told = _resting(line, kept)
    voices = _voices(line, mask)
    spoken = {one["voice"]["name"] for one in (*told.get("states", ()), *told.get("statuses", ()))}
    if "balances" in told:
        told["balances"] = [one for one in told["balances"] if one["voice"] in spoken]
    if not any(told.get(name) for name in (*_RESTING, "flows")):
        return None
    hidden = masked(told, mask, _CLOSED)
    for name in _RESTING:
        if name in told:
            hidden[name] = [masked(one, masks[one["claim"]], _CLOSED) for one in told[name]]
    hidden["reasons"] = [{**one, "why": _BY_HAND} if one["feature"] == _PERSON else one for one in hidden["reasons"]]
    made = _named(_placed(hidden, told), told, voices)
    return {**_quoted(made, profile), "id": line["id"]}


def _swapped(told: Any, addresses: Named) -> Any:
    if isinstance(told, str):
        return addresses.get(told, told)
    if isinstance(told, list):
        return [_swapped(one, addresses) for one in told]
    return {key: _swapped(value, addresses) for key, value in told.items()} if isinstance(told, dict) else told


def _resting(line: Json, kept: frozenset[str]) -> dict[str, Any]:
    """What rests on claims that may leave."""
    told: dict[str, Any] = dict(line)
    for name in _RESTING:
        if name in told:
            told[name] = [_acts(one, kept) for one in told[name] if one["claim"] in kept]
    for name in ("parts", "flows", "opposed_by"):
        if name in told:
            some = [({**one, "claims": [claim for claim in one["claims"] if claim in kept]}, one) for one in told[name]]
            told[name] = [one for one, before in some if one["claims"] or not before["claims"]]
    if "terms" in told:
        told["terms"] = [{**term, "deeds": [one for one in term["deeds"] if one["claim"] in kept]} for term in told["terms"]]
    if "contradictions" in told:
        told["contradictions"] = [one for one in told["contradictions"] if {one["left"], one["right"]} <= kept]
    return told


def _acts(one: Json, kept: frozenset[str]) -> Json:
    if "denials" not in one:
        return one
    denials = [denial for denial in one["denials"] if denial["claim"] in kept]
    return {**one, "denials": denials, "acts": [claim for claim in one["acts"] if claim in kept]}


def _voices(line: Json, mask: Mask) -> Named:
    """What every speaker is called whose name is left out."""
    found: dict[str, str] = {}
    for name in _speakers(line):
        if name not in found and mask.text(name, set()) != name:
            found[name] = f"speaker {len(found) + 1} (name withheld)"
    return found


def _speakers(told: Any) -> Iterable[str]:
    if isinstance(told, list):
        for one in told:
            yield from _speakers(one)
    elif isinstance(told, dict):
        for key, value in told.items():
            if key in ("voice", "alleged_by") and isinstance(value, dict):
                yield value["name"]
            elif key in ("voice", "whole_by") and isinstance(value, str):
                yield value
            else:
                yield from _speakers(value)


def _named(made: Any, before: Any, voices: Named) -> Any:
    """Speakers by their numbers; an id of a name that is left out goes with it."""
    if isinstance(made, list):
        return [_named(one, old, voices) for one, old in zip(made, before, strict=True)]
    if not isinstance(made, dict):
        return made
    told = {key: _spoken(key, value, before[key], voices) for key, value in made.items()}
    if "id" in told and told.get("name") != before.get("name"):
        told["id"] = None
    return told


def _spoken(key: str, value: Any, old: Any, voices: Named) -> Any:
    if key in ("voice", "whole_by") and isinstance(old, str):
        return voices.get(old, value)
    if key in ("voice", "alleged_by") and isinstance(old, dict):
        return {**value, "name": voices.get(old["name"], value["name"])}
    return _named(value, old, voices)


def _placed(made: Any, before: Any) -> Any:
    """A place whose name is left out is nowhere."""
    if isinstance(made, list):
        return [_placed(one, old) for one, old in zip(made, before, strict=True)]
    if not isinstance(made, dict):
        return made
    if "lat" in made:
        if (made["name"], made["text"]) == (before["name"], before["text"]):
            return made
        where = f"a place in {made['country']}" if made["country"] else "a place"
        gone = dict.fromkeys(("id", "lat", "lon", "relation", "text"))
        return {**made, **gone, "name": f"{where} (name withheld)"}
    return {key: _placed(value, before[key]) for key, value in made.items()}


def _quoted(made: Json, profile: Profile) -> Json:
    """Wordings of terms no longer than the profile quotes."""
    for rule in profile.doing("quote"):
        for term in made.get("terms", ()):
            for one in term["told_by"]:
                one["words"] = shortened(one["words"], one["words"], int(rule.much))
    return made


def claims_in(told: Any) -> set[str]:
    """Every claim that a line names."""
    if isinstance(told, str):
        return {told} if told.startswith("claim-") else set()
    if isinstance(told, dict):
        told = list(told.values())
    return set().union(*map(claims_in, told)) if isinstance(told, list) else set()


def span_of(line: Json) -> tuple[date | None, date | None]:
    """The first and the last day of a group or an agreement."""
    days = [one["when"] or one["told"] for one in (*line.get("states", ()), *line.get("statuses", ()))]
    firsts = [date.fromisoformat(first) for day in days if day and (first := day["from"] or day["to"])]
    lasts = [date.fromisoformat(last) for day in days if day and (last := day["to"] or day["from"])]
    return min(firsts, default=None), max(lasts, default=None)
