"""What weighing keeps in the ledger, for the pages: incidents, groups and agreements, as lists and whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import listed
from tacitus.ledger import weighed as kept
from tacitus.ledger.backend import Backend
from tacitus.ledger.listed import UCDP, Sort, marks_of
from tacitus.ledger.survey import Reads
from tacitus.ledger.wanted import Filter
from tacitus.views.web.memory import Memory
from tacitus.views.web.weighed import Span

_KINDS = {"incidents": "incident", "groups": kept.GROUP, "agreements": kept.AGREEMENT}


@dataclass(frozen=True, slots=True)
class Stored:
    """Keeps to `Weighed`."""

    backend: Backend
    marked: Memory = field(default_factory=Memory)

    def listed(self, reads: Reads, noun: str, wanted: Filter, most: int, skip: int, sort: Sort = Sort.DAY) -> Json | None:
        if not kept.state(reads):
            return None
        if noun == "incidents":
            ids = self._sorted(reads, listed.incident_ids(reads, self.backend, wanted, sort), sort)
            return {"count": len(ids), "items": incident_items(reads, ids[skip : skip + most])}
        items = list(self._threads(reads, noun, wanted))
        return {"count": len(items), "items": items[skip : skip + most]}

    def one(self, reads: Reads, noun: str, key: str) -> Json | None:
        if not kept.state(reads):
            return None
        kind, whole = kept.weighed_id(reads, key)
        if kind != _KINDS[noun]:
            raise InputError(f"{key}: it is no {_KINDS[noun]} but an id of another kind")
        return kept.incident(reads, whole) if noun == "incidents" else listed.thread(reads, kind, whole)

    def incidents_of(self, reads: Reads, claim: str) -> list[Json] | None:
        if not kept.state(reads):
            return None
        return incident_items(reads, tuple(listed.incidents_of(reads, (claim,)).values()))

    def span(self, reads: Reads, wanted: Filter, most: int) -> Span | None:
        if not kept.state(reads):
            return None
        ids, unplaced = listed.incident_places(reads, self.backend, wanted, most)
        days = listed.incident_stretches(reads, self.backend, wanted)
        places = {key: str(one["place"]) for key, one in listed.summaries(reads, ids).items()}
        return Span(days, tuple((line, places[line["id"]]) for line in listed.incident_lines(reads, ids)), unplaced)

    def _sorted(self, reads: Reads, ids: tuple[str, ...], sort: Sort) -> tuple[str, ...]:
        """Incidents by what only their lines tell; those that are alike stay in their order."""
        if sort not in (Sort.TORN, Sort.APART):
            return ids
        marks = self.marked.kept(listed.stamp(reads), "marks", partial(listed.marks, reads))
        return tuple(sorted(ids, key=lambda key: -getattr(marks[key], sort.value) if key in marks else 0))

    def _threads(self, reads: Reads, noun: str, wanted: Filter) -> Iterator[Json]:
        """Groups or agreements of which a claim is wanted."""
        found = listed.threads(reads, _KINDS[noun])
        every = {claim for line, *_ in found for claim in claims_of(line)}
        some = every if wanted == Filter() else listed.claims_wanted(reads, self.backend, wanted, every)
        for line, name, first, last in found:
            claims = claims_of(line)
            if claims & some or (not claims and some == every):
                parties = [party["name"] for party in line.get("parties", ()) if "terms" in line]
                title = f"{name}: {', '.join(parties)}" if parties else name
                told: Json = {"id": line["id"], "name": title, "from": first, "to": last}
                yield {**told, "claims": len(claims), "grade": None}


def claims_of(line: Json) -> set[str]:
    """The claims that the line of a group or an agreement rests on."""
    found = {state["claim"] for state in line.get("states", ())}
    found |= {claim for flow in line.get("flows", ()) for claim in flow["claims"]}
    found |= {status["claim"] for status in line.get("statuses", ())}
    found |= {deed["claim"] for term in line.get("terms", ()) for deed in term["deeds"]}
    for breach in line.get("breaches", ()):
        found |= {breach["claim"], *breach["acts"], *(denial["claim"] for denial in breach["denials"])}
    return found


def incident_items(reads: Reads, ids: Iterable[str]) -> list[Json]:
    """Incidents as lists show them, in this order."""
    wanted = tuple(ids)
    columns = listed.summaries(reads, wanted)
    return [_item(line, columns[line["id"]]) for line in listed.incident_lines(reads, wanted)]


def _item(line: Json, columns: Json) -> Json:
    """`who`, `whom` and `place` are the versions that most voices tell; `toll` the first toll, after UCDP's rule."""
    first = {one["name"]: one["versions"][0]["text"] for one in reversed(line["versions"]["fields"]) if one["versions"]}
    where = first.get("where") or columns["place"]
    name = " · ".join(part for part in (first.get("what") or line["type"], where) if part)
    facts: Json = {"id": line["id"], "name": name, "type": line["type"]}
    days: Json = {"from": columns["day_from"], "to": columns["day_to"]}
    told: Json = {"who": first.get("who"), "whom": first.get("to whom"), "place": where, "country": columns["country"]}
    counts: Json = {"grade": columns["grade"], "voices": columns["voices"], "claims": columns["claims"]}
    counts |= {"torn": marks_of(line).torn, "happened": bool(columns["happened"])}
    return {**facts, **days, **told, **counts, "toll": _toll(line["versions"]["tolls"])}


def _toll(tolls: list[Any]) -> Json | None:
    for toll in tolls:
        figures = next((one for one in toll["figures"] if one["policy"] == UCDP), None)
        if figures and figures["low"] is not None:
            return {"outcome": toll["outcome"], "whom": toll["whom"], **{key: figures[key] for key in ("low", "best", "high")}}
    return None
