"""Lines of claims back into the body of a reading, from which the ledger gives the very same lines again."""

from collections.abc import Iterable
from typing import Any

from tacitus.format.pieces import Json

_ACTOR = ("id", "kind", "country")
_PLACE = ("start", "end", "text", "id", "kind", "precision", "relation", "role")
_TIME = ("start", "end", "text", "value", "grain", "approximate")
_COUNT = ("start", "end", "text", "part_of")
_EMPTY = ("sayings", "groups", "agreements", "skipped")
_OF_LINE = ("format", "number", "report", "review")
_NOWHERE: Json = {"start": 0, "end": 0, "text": ""}


def body_of_lines(lines: Iterable[Json], reading: Json, report: Json, text: str) -> Json:
    """The body: what it says beside its claims is from `reading`, the body that they were read from, and of closed lists."""
    made = _Lists()
    claims = [made.claim(line) for line in lines]
    day = {name: reading["published"][name] for name in ("from", "to", "basis")}
    return {
        "text": text,
        "identity": reading["identity"],
        "build": reading["build"],
        "report": {name: report[source] for name, source in _NAMES.items()},
        "published": {**day, "why": None, "why_not": None},
        "actors": made.actors,
        "places": made.places,
        "times": made.times,
        "counts": made.counts,
        "claims": claims,
        **{name: [] for name in _EMPTY},
    }


_NAMES = {"id": "document", "title": "title", "publisher": "publisher", "agency": "agency"}


class _Lists:
    """What the claims of a reading point at: an entry for every slot."""

    def __init__(self) -> None:
        self.actors: list[Json] = []
        self.places: list[Json] = []
        self.times: list[Json] = []
        self.counts: list[Json] = []

    def claim(self, line: Json) -> Json:
        told: dict[str, Any] = {key: value for key, value in line.items() if key not in _OF_LINE}
        for role in ("said_by", "agents", "targets"):
            told[role] = [_put(slot, self.actors, "actor", _ACTOR) for slot in line[role]]
        told["place"] = line["place"] and _put(line["place"], self.places, "place", _PLACE)
        told["when"] = line["when"] and _put(line["when"], self.times, "time", _TIME)
        first = len(self.counts)
        numbers = {slot["count"]: first + at for at, slot in enumerate(line["counts"])}
        counts = [{**slot, "part_of": numbers.get(slot["part_of"])} for slot in line["counts"]]
        told["counts"] = [_put(slot, self.counts, "count", _COUNT) for slot in counts]
        told["saying"] = None
        return told


def _put(slot: Json, entries: list[Json], index: str, keys: tuple[str, ...]) -> Json:
    """The slot pointing at an entry of its own, where it pointed at one."""
    if slot[index] is None:
        return slot
    entries.append({**_NOWHERE, **{key: slot.get(key) for key in keys}})
    return {**slot, index: len(entries) - 1}
