"""What a record puts into the other tables: a pure function of its body, so that every row can be made, and checked, again.

Rows are made before the record has its number, as those of record 0: `at` moves them to where they belong when they are written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Table

from tacitus.copies.sketch import fingerprints
from tacitus.copies.words import AROUND
from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.schema import STEP
from tacitus.measures.letters import unmarked
from tacitus.model.span import Span

NAMES = 1_000  # most names of one claim in claim_name: parties, speakers, the place

Values: TypeAlias = tuple[Any, ...]
"""A row: its values in the order of the table's columns."""
Rows: TypeAlias = dict[str, list[Values]]
"""Rows by their tables."""
_Roles: TypeAlias = list[tuple[str, list[tuple[Json, Values]]]]
"""By role, parties and speakers: as the claim names them, and their ids, kinds and countries."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `table` by the names of its columns."""

    table: str
    values: dict[str, Any]


def rows_of(kind: str, key: str, body: Json, words: str | None = None) -> Rows:
    """The rows of the record whose id is `key`; `words` is a text's text, which its body only names by its hash."""
    if kind == "text":
        return _text(key, body, words or "")
    maker = _MAKERS.get(kind)
    return maker(key, body) if maker else {}


def at(table: str, rows: list[Values], seq: int) -> list[Values]:
    """Rows of record 0 as those of the record that is number `seq`."""
    own, second = APART[table]
    own *= seq
    if second:
        second *= seq
        return [(row[0] + own, row[1] + second, *row[2:]) for row in rows]
    return [(row[0] + own, *row[1:]) for row in rows]


def _apart(table: Table) -> tuple[int, int]:
    if "row" not in table.columns:
        return 1, 0
    if table is schema.claim_name:
        return STEP * NAMES, STEP
    return STEP, int(table in (schema.claim, schema.band))


APART = {table.name: _apart(table) for table in schema.INDEXES}
"""Of each table, by how much the first and the second value of a row grow from one record to the next."""


def _text(key: str, body: Json, words: str) -> Rows:
    """The text, and its fingerprints, by which copies are found."""
    frame = (body[name] for name in ("id", "identity", "title", "publisher", "agency"))
    around = sorted(Span(zone["start"], zone["end"]) for zone in body["zones"] if zone["kind"] in AROUND)
    bands = [(number, 0, one) for number, one in enumerate(fingerprints(words, tuple(around)), 1)]
    return {"text": [(0, key, *frame, words)], "band": bands}


def _picked(table: Table) -> Callable[[str, Json], Rows]:
    """One row with the body's own values."""
    name = table.name
    pick = itemgetter(*(column.name for column in table.columns if column.name not in ("seq", "id")))
    return lambda key, body: {name: [(0, key, *pick(body)) if "id" in table.columns else (0, *pick(body))]}


def _reading(key: str, body: Json) -> Rows:
    day, claims, places, title = body["published"], body["claims"], body["places"], body["report"]["title"] or ""
    own = (0, key, body["text"], body["identity"], body["build"], day["from"], day["to"], day["basis"], len(claims))
    made: Rows = {"reading": [own], **{name: [] for name in _OF_CLAIMS}}
    known = [_actor(entry) for entry in body["actors"]]
    for number, claim in enumerate(claims, 1):
        roles = [
            (role, [(slot, _NOBODY if (place := slot["actor"]) is None else known[place]) for slot in claim[name]])
            for role, name in _ROLES
        ]
        site = claim["place"] or {}
        _claim(made, number, claim, title, roles, site, places[site["place"]] if site and site["place"] is not None else {})
    return made


def claim_rows(line: Json) -> Iterator[Row]:
    """The rows of one claim that is a line of its own (see `format.entry`), without their keys."""
    made: Rows = {name: [] for name in _OF_CLAIMS}
    roles = [(role, [(slot, _actor(slot)) for slot in line[name]]) for role, name in _ROLES]
    site = line["place"] or {}
    _claim(made, line["number"], line, line["report"]["title"] or "", roles, site, site)
    for name, rows in made.items():
        columns = schema.metadata.tables[name].columns.keys()
        for row in rows:
            yield Row(name, {column: value for column, value in zip(columns, row, strict=True) if column not in ("row", "seq")})


def _actor(entry: Json) -> Values:
    """Id, kind and country."""
    return entry.get("id"), entry.get("kind"), entry.get("country")


def _claim(made: Rows, number: int, claim: Json, title: str, roles: _Roles, site: Json, found: Json) -> None:
    """Add the rows of a claim; `site` is its place as it names it, `found` what has that place's id, kind, precision and text."""
    when, codes, trigger, lat, lon = claim["when"] or {}, claim["codes"], claim["trigger"], site.get("lat"), site.get("lon")
    values = (
        number,
        0,
        number,
        claim["id"],
        claim["type"],
        codes["plover"],
        codes["acled"],
        claim["standing"],
        int(claim["hedged"]),
        when.get("from"),
        when.get("to"),
        site.get("country"),
        None if lat is None else float(lat),
        None if lon is None else float(lon),
        site.get("name"),
        found.get("precision"),
        float(claim["confidence"]),
        trigger["start"],
        trigger["end"],
    )
    made["claim"].append(values)
    made["claim_words"].append((number, claim["evidence"]["text"], *_words(claim["type"], roles, site), title))
    box = _box(site)
    if box:
        made["claim_box"].append((number, *box))
    made["claim_name"] += _names(number, roles, site, found)


def _words(kind: str, roles: _Roles, site: Json) -> tuple[str, str]:
    """What the claim is found by beside its clause and the title: the names as the report and the tables write them, who speaks."""
    parties = [slot for role, named in roles if role != "speaker" for slot, _ in named]
    if site:
        parties.append(site)
    names = [kind.replace("_", " "), *[party["name"] for party in parties]]
    for party in parties:
        names += party.get("aliases", ())
    speakers = [slot["name"] for role, named in roles if role == "speaker" for slot, _ in named]
    return "; ".join(dict.fromkeys(names)), "; ".join(dict.fromkeys(speakers))


def _names(number: int, roles: _Roles, site: Json, found: Json) -> list[Values]:
    """Everyone and everything named in a role, each once."""
    seen: dict[tuple[str, str, str | None], Values] = {}
    first = number * NAMES
    for role, named in roles:
        for slot, actor in named:
            name, key = slot["name"], actor[0]
            for one in (name, *slot["aliases"]):
                if (role, one, key) not in seen:
                    seen[role, one, key] = (first + len(seen), number, role, one, int(one != name), unmarked(one), *actor)
    if site:
        name, key = site["name"], found.get("id")
        for one in (name, found.get("text")):
            if one and ("place", one, key) not in seen:
                own = (unmarked(one), key, found.get("kind"), site["country"])
                seen["place", one, key] = (first + len(seen), number, "place", one, int(one != name), *own)
    return list(seen.values())[:NAMES]


def _box(site: Json) -> tuple[float, float, float, float] | None:
    """West, east, south, north of where it could have been."""
    if site.get("footprint"):
        lons, lats = zip(*site["footprint"]["coordinates"][0], strict=True)
        return float(min(lons)), float(max(lons)), float(min(lats)), float(max(lats))
    if site.get("lat") is not None:
        return float(site["lon"]), float(site["lon"]), float(site["lat"]), float(site["lat"])
    return None


def _erasure(_: str, body: Json) -> Rows:
    own = tuple(body[name] for name in ("target", "why", "by", "at"))
    return {"erasure": [(0, *own)], "erased": list(enumerate(body["erased"], 1))}


_NOBODY: Values = (None, None, None)
_OF_CLAIMS = ("claim", "claim_words", "claim_box", "claim_name")
_ROLES = (("agent", "agents"), ("target", "targets"), ("speaker", "said_by"))
_MAKERS: dict[str, Callable[[str, Json], Rows]] = {
    "build": _picked(schema.build),
    "bytes": _picked(schema.archived),
    "arrival": _picked(schema.arrival),
    "reading": _reading,
    "copy": _picked(schema.copy),
    "visit": _picked(schema.visit),
    "judgement": _picked(schema.judgement),
    "review": _picked(schema.review),
    "erasure": _erasure,
}
