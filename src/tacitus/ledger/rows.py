"""What a record puts into the other tables: a pure function of its body, so that every row can be made, and checked, again.

Rows are made before the record has its number: `seq` is added when it is written (see `Row.at`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tacitus.copies.sketch import prints, sketch_words
from tacitus.copies.words import report_words
from tacitus.format.document import document_of
from tacitus.format.entry import entry_lines, report_json
from tacitus.format.pieces import Json
from tacitus.ledger.schema import STEP
from tacitus.questions.where.fold import unmarked

NAMES = 1_000  # most names of one claim in claim_name: parties, speakers, the place


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `table` without its record's number. `offset` is None for a record's one row, else the row's place among several."""

    table: str
    values: dict[str, Any]
    offset: int | None = None

    def at(self, seq: int) -> dict[str, Any]:
        """The row of the record that is number `seq`."""
        if self.offset is None:
            return {"seq": seq, **self.values}
        numbered: dict[str, Any] = {"row": seq * STEP + self.offset, **self.values}
        if self.table == "claim":
            numbered["seq"] = seq
        if self.table == "band":
            numbered["text"] = seq
        if self.table == "claim_name":
            numbered |= {"row": (seq * STEP + self.offset) * NAMES + self.values["row"], "claim": seq * STEP + self.offset}
        return numbered


def rows_of(kind: str, key: str, body: Json, words: str | None = None) -> tuple[Row, ...]:
    """The rows of the record whose id is `key`; `words` is a text's text, which its body only names by its hash."""
    maker = _MAKERS.get(kind)
    if kind == "text":
        return tuple(_text(key, body, words or ""))
    return tuple(maker(key, body)) if maker else ()


def _text(key: str, body: Json, words: str) -> Iterator[Row]:
    """The text, and its fingerprints, by which copies are found."""
    kept = {name: body[name] for name in ("title", "publisher", "agency", "identity")}
    yield Row("text", {"id": key, "document": body["id"], **kept, "text": words})
    for number, one in enumerate(prints(sketch_words(report_words(document_of(body, words)))), 1):
        yield Row("band", {"band": one}, number)


def _picked(table: str, *names: str, **renamed: str) -> Callable[[str, Json], Iterator[Row]]:
    """One row with the body's own values of those names."""

    def rows(key: str, body: Json) -> Iterator[Row]:
        values = {name: body[name] for name in names} | {column: body[name] for column, name in renamed.items()}
        yield Row(table, {"id": key, **values} if table == "build" else values)

    return rows


def _reading(key: str, body: Json) -> Iterator[Row]:
    published = body["published"]
    yield Row(
        "reading",
        {
            "id": key,
            "text": body["text"],
            "identity": body["identity"],
            "build": body["build"],
            "published_from": published["from"],
            "published_to": published["to"],
            "basis": published["basis"],
            "claims": len(body["claims"]),
        },
    )
    facts = report_json({**_NOBODY, **body["report"], "published": published}, body["text"], key)
    for line in entry_lines(body, facts):
        yield from claim_rows(line)


_NOBODY: Json = {"key": "", "uri": ""}


def claim_rows(line: Json) -> Iterator[Row]:
    """The rows of one claim."""
    number, place, when = line["number"], line["place"] or {}, line["when"] or {}
    yield Row(
        "claim",
        {
            "number": number,
            "id": line["id"],
            "type": line["type"],
            "plover": line["codes"]["plover"],
            "acled": line["codes"]["acled"],
            "standing": line["standing"],
            "hedged": int(line["hedged"]),
            "day_from": when.get("from"),
            "day_to": when.get("to"),
            "country": place.get("country"),
            "lat": _real(place.get("lat")),
            "lon": _real(place.get("lon")),
            "place": place.get("name"),
            "precision": place.get("precision"),
            "confidence": float(line["confidence"]),
            "start": line["trigger"]["start"],
            "end": line["trigger"]["end"],
        },
        number,
    )
    yield Row("claim_words", _words(line), number)
    box = _box(place)
    if box:
        yield Row("claim_box", dict(zip(("w", "e", "s", "n"), box, strict=True)), number)
    for place_in, values in enumerate(_names(line)):
        yield Row("claim_name", {"row": place_in, **values}, number)


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


def _words(line: Json) -> dict[str, str]:
    """What the claim is found by: its clause, the names as the report and the tables write them, who says it, the title."""
    parties = [*line["agents"], *line["targets"], *([line["place"]] if line["place"] else [])]
    names = [party["name"] for party in parties] + [name for party in parties for name in party.get("aliases", ())]
    speakers = [mouth["name"] for mouth in line["said_by"]]
    return {
        "words": line["evidence"]["text"],
        "names": "; ".join(dict.fromkeys([line["type"].replace("_", " "), *names])),
        "speakers": "; ".join(dict.fromkeys(speakers)),
        "title": line["report"]["title"] or "",
    }


def _names(line: Json) -> Iterator[dict[str, Any]]:
    """Everyone and everything named in a role, each once."""
    roles = (("agent", line["agents"]), ("target", line["targets"]), ("speaker", line["said_by"]))
    seen: list[tuple[str, str, Json]] = []
    for role, parties in roles:
        for party in parties:
            seen += [(role, name, party) for name in dict.fromkeys((party["name"], *party["aliases"]))]
    if line["place"]:
        place = line["place"]
        seen += [("place", name, place) for name in dict.fromkeys((place["name"], place.get("text"))) if name]
    told = set()
    for role, name, party in seen[:NAMES]:
        if (role, name, party["id"]) not in told:
            told.add((role, name, party["id"]))
            own = {key: party[source] for key, source in (("actor", "id"), ("kind", "kind"), ("country", "country"))}
            yield {"role": role, "name": name, "alias": int(name != party["name"]), "folded": unmarked(name), **own}


def _box(place: Json) -> tuple[float, float, float, float] | None:
    """West, east, south, north of where it could have been."""
    if place.get("footprint"):
        ring = place["footprint"]["coordinates"][0]
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        return float(min(lons)), float(max(lons)), float(min(lats)), float(max(lats))
    if place.get("lat") is not None:
        return float(place["lon"]), float(place["lon"]), float(place["lat"]), float(place["lat"])
    return None


def _erasure(_: str, body: Json) -> Iterator[Row]:
    yield Row("erasure", {name: body[name] for name in ("target", "why", "by", "at")})
    for number, erased in enumerate(body["erased"], 1):
        yield Row("erased", {"id": erased}, number)


_MAKERS: dict[str, Callable[[str, Json], Iterator[Row]]] = {
    "build": _picked("build", "version", "encoder", "gazetteer", "tables"),
    "bytes": _picked("archived", "sha256", "size"),
    "arrival": _picked("arrival", "uri", "key", "identity", "document", "text", "why_not", "at", "by"),
    "reading": _reading,
    "copy": _picked("copy", "left", "right", "how"),
    "visit": _picked("visit", "url", "at"),
    "judgement": _picked("judgement", "left", "right", "verdict", "by", "at"),
    "review": _picked("review", "claim", "action", "slot", "by", "at"),
    "erasure": _erasure,
}
