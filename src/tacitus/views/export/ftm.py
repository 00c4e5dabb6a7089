"""The export `ftm`: FollowTheMoney entities, one JSON object a line.

An Event a claim, an Article a report, an entity an actor whom another data set could know, a Mention where a report names one. An
Event's name says that it is claimed, and with what standing: an entity of its own would look like a fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.model.ids import content_id
from tacitus.rules.table import load_rows
from tacitus.views.export.claim_tables import amount
from tacitus.views.export.form import text_form
from tacitus.views.export.iso import alpha3
from tacitus.views.export.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of ftm.toml, `[[actor]]`: `id` is the schema."""

    id: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A row of ftm.toml, `[[schema]]`."""

    id: str
    required: tuple[str, ...]
    properties: tuple[str, ...]


@cache
def actors() -> tuple[Actor, ...]:
    return load_rows(Actor, "tacitus.views.export", "ftm.toml", "actor")


@cache
def schemata() -> tuple[Schema, ...]:
    return load_rows(Schema, "tacitus.views.export", "ftm.toml", "schema")


@dataclass(slots=True)
class _Seen:
    """Ids that were written: each entity stands in the file once. Reports and actors are remembered, claims are not."""

    ids: set[str] = field(default_factory=set)

    def first(self, identity: str) -> bool:
        before = identity in self.ids
        self.ids.add(identity)
        return not before


def _entities(line: Json, seen: _Seen) -> Iterator[Json]:
    article = _article(line["report"])
    if seen.first(article["id"]):
        yield article
    involved = []
    for party in (*line["said_by"], *line["agents"], *line["targets"]):
        actor = _actor(party, article["id"])
        if actor:
            if seen.first(actor["id"]):
                yield actor
            mention = _mention(party, actor, article["id"])
            if seen.first(mention["id"]):
                yield mention
            if party not in line["said_by"]:
                involved.append(actor["id"])
    yield _event(line, article, list(dict.fromkeys(involved)))


def _event(line: Json, article: Json, involved: list[str]) -> Json:
    place, when = line["place"] or {}, line["when"] or {}
    days = [when.get("from"), when.get("to")]
    named = [f"{line['type']} ({line['standing']})", place.get("name"), days[0] or days[1]]
    notes = [f"{role}: {party['name']}" for role in ("said_by", "agents", "targets") for party in line[role]]
    counts = [f"number: {amount(count)}" for count in line["counts"]]
    told = {
        "name": ["Claim: " + ", ".join(part for part in named if part)],
        "startDate": [days[0]],
        "endDate": [days[1]],
        "location": [place.get("name")],
        "country": [_country(place.get("country"))],
        "involved": involved,
        "summary": [line["evidence"]["text"]],
        "notes": [*notes, *counts],
        "keywords": [line["type"], line["standing"], *(["hedged"] if line["hedged"] else [])],
        "recordId": [line["id"]],
        "sourceUrl": article["properties"].get("sourceUrl", []),
        "publisher": article["properties"].get("publisher", []),
        "proof": [article["id"]],
    }
    return _entity(f"tacitus-{line['id']}", "Event", told)


def _article(report: Json) -> Json:
    day = report["published"] or {}
    web = report["uri"].startswith(("http://", "https://"))
    told = {
        "title": [report["title"]],
        "fileName": [report["key"]],
        "sourceUrl": [report["uri"] if web else None],
        "publisher": [report["publisher"] or report["agency"]],
        "publishedAt": [day.get("from") if day.get("from") == day.get("to") else None],
        "notes": [f"sha256 of the bytes: {report['document']}"],
    }
    return _entity(f"tacitus-report-{report['document']}", "Article", told)


def _actor(party: Json, article: str) -> Json | None:
    """The entity of an actor; a person is one of this report alone, for people are not told apart across reports."""
    schema = next((row.id for row in actors() if party["kind"] in row.kinds), None)
    if schema is None or party["id"] is None or (schema != "Person" and party["id"].startswith("actor-")):
        return None
    person = schema == "Person"
    identity = content_id("person", article, party["id"]) if person else party["id"]
    told = {"name": [party["name"]], "country": [_country(party["country"])], "classification": [None if person else party["kind"]]}
    return _entity(f"tacitus-{identity}", schema, told)


def _mention(party: Json, actor: Json, article: str) -> Json:
    told = {"document": [article], "name": [party["name"]], "resolved": [actor["id"]], "detectedSchema": [actor["schema"]]}
    return _entity("tacitus-" + content_id("mention", article, actor["id"]), "Mention", told)


def _country(code: str | None) -> str | None:
    return code.lower() if code and (alpha3(code) or code == "XK") else None


def _entity(identity: str, schema: str, told: dict[str, list[str | None]]) -> Json:
    filled = {name: [value for value in values if value] for name, values in told.items()}
    return {"id": identity, "schema": schema, "properties": {name: values for name, values in filled.items() if values}}


def _lines(sheet: Sheet) -> Iterator[str]:
    seen = _Seen()
    for line in sheet.claims:
        for entity in _entities(line, seen):
            yield json_line(entity)


FOLLOW_THE_MONEY = text_form(_lines)
