"""The export `webannotation`: one AnnotationCollection (W3C Web Annotation) with its provenance (W3C PROV), as JSON-LD.

An annotation a claim. Its target are the clause's characters; its body says in words and in fields who claims what, was quoted from
the text and is attributed to those who say it. The words are those of claims: nothing here says whether one is true.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.model.ids import content_id
from tacitus.views.export.claim_tables import amount
from tacitus.views.export.facts import Facts
from tacitus.views.export.form import text_form
from tacitus.views.export.sheet import Sheet

UNIT = "Unicode code points"
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "prov": "http://www.w3.org/ns/prov#",
        "tacitus": "urn:tacitus:term:",
        "about": {"@id": "tacitus:about", "@type": "@json"},
        **{
            name: {"@id": f"prov:{name}", "@type": "@id"}
            for name in (
                "wasGeneratedBy",
                "used",
                "wasAssociatedWith",
                "wasQuotedFrom",
                "wasAttributedTo",
                "wasDerivedFrom",
                "atLocation",
            )
        },
    },
]


@dataclass(slots=True)
class _Sources:
    """The nodes of the last report: told in full where they come first, by their ids afterwards."""

    facts: Facts
    reading: str | None = None
    text: str | None = None
    told: set[str] = field(default_factory=set)

    def activity(self, line: Json) -> Json | str:
        """The reading, with the text that it used and the build that did it."""
        report = line["report"]
        if report["reading"] == self.reading:
            return _urn(report["reading"])
        self.reading, self.text = report["reading"], self.facts.text_of(report["text"])
        build = self._build(report["reading"])
        agent = {"wasAssociatedWith": build} if build else {}
        return {"id": _urn(report["reading"]), "type": "prov:Activity", "used": self._text(report), **agent}

    def _text(self, report: Json) -> Json:
        digest = {"tacitus:sha256": hashlib.sha256(self.text.encode()).hexdigest()} if self.text is not None else {}
        known = {"id": _urn(report["text"]), "type": "prov:Entity", "tacitus:unit": UNIT, **digest}
        return {**known, "wasDerivedFrom": self._document(report)}

    def _document(self, report: Json) -> Json:
        web = report["uri"].startswith(("http://", "https://"))
        named = {"label": report["title"], "atLocation": report["uri"] if web else None}
        known = {"id": f"urn:sha256:{report['document']}", "type": "prov:Entity", "tacitus:sha256": report["document"]}
        return {**known, **{name: value for name, value in named.items() if value}}

    def _build(self, reading: str) -> Json | str | None:
        """The build of the reading itself; without it the ledger's only one."""
        whole = self.facts.reading_of(reading)
        build = whole["build"] if whole else self.facts.builds[0] if len(self.facts.builds) == 1 else None
        if build is None:
            return None
        identity = _urn(content_id("build", *(str(build[name]) for name in sorted(build))))
        if identity in self.told:
            return identity
        self.told.add(identity)
        stamps = {f"tacitus:{name}": value for name, value in build.items()}
        return {"id": identity, "type": "prov:SoftwareAgent", "label": f"Tacitus {build.get('version', '')}".strip(), **stamps}


def _annotation(line: Json, sources: _Sources, context: int) -> Json:
    activity = sources.activity(line)
    return {
        "id": _urn(line["id"]),
        "type": ["Annotation", "prov:Entity"],
        "motivation": "describing",
        "wasGeneratedBy": activity,
        "body": [_sentence(line), _claim(line)],
        "target": {
            "type": "SpecificResource",
            "source": _urn(line["report"]["text"]),
            "selector": list(_selectors(line["evidence"], sources.text, context)),
        },
    }


def _selectors(evidence: Json, text: str | None, context: int) -> Iterator[Json]:
    """The characters by their places, and by their words where none of those is withheld."""
    start, end = evidence["start"], evidence["end"]
    yield {"type": "TextPositionSelector", "start": start, "end": end}
    if not evidence.get("altered"):
        quote = {"type": "TextQuoteSelector", "exact": evidence["text"]}
        if text is not None and context:
            quote |= {"prefix": text[max(start - context, 0) : start], "suffix": text[end : end + context]}
        yield quote


def _sentence(line: Json) -> Json:
    """The claim in words."""
    roles = (("by", "agents"), ("to", "targets"))
    parts = [f"{line['type']} ({line['standing']}{', hedged' if line['hedged'] else ''})"]
    parts += [f"{word} {', '.join(party['name'] for party in line[role])}" for word, role in roles if line[role]]
    parts += [f"at {line['place']['name']}"] if line["place"] else []
    parts += [f"{line['when']['from'] or '..'}/{line['when']['to'] or '..'}"] if line["when"] else []
    chain = " > ".join(mouth["name"] for mouth in line["said_by"])
    return {"type": "TextualBody", "value": f"{chain}: {'; '.join(parts)}", "format": "text/plain", "language": "en"}


def _claim(line: Json) -> Json:
    place, when = line["place"] or {}, line["when"] or {}
    told = {
        "tacitus:kind": line["type"],
        "tacitus:standing": line["standing"],
        "tacitus:hedged": line["hedged"],
        "tacitus:agent": [party["name"] for party in line["agents"]],
        "tacitus:target": [party["name"] for party in line["targets"]],
        "tacitus:place": place.get("name"),
        "tacitus:latitude": place.get("lat"),
        "tacitus:longitude": place.get("lon"),
        "tacitus:precision": place.get("precision"),
        "tacitus:country": place.get("country"),
        "tacitus:from": when.get("from"),
        "tacitus:to": when.get("to"),
        "tacitus:count": [amount(count) for count in line["counts"]],
        "tacitus:trigger": line["trigger"]["text"],
        "tacitus:rule": line["trigger"]["rule"],
    }
    filled = {name: value for name, value in told.items() if value is not None and value != []}
    known = {"id": _urn(f"{line['id']}:claim"), "type": ["tacitus:Claim", "prov:Entity"], **filled}
    return {**known, "wasQuotedFrom": _urn(line["report"]["text"]), "wasAttributedTo": [_agent(mouth) for mouth in line["said_by"]]}


def _agent(mouth: Json) -> Json:
    """Who says so; without an id of the actors' table nobody else's node is meant."""
    made = mouth["id"] is None or mouth["id"].startswith(("actor-", "person-", "part-"))
    known = {} if made else {"id": _urn(f"actor:{mouth['id']}")}
    return {**known, "type": "prov:Agent", "name": mouth["name"]}


def _urn(identity: str) -> str:
    return f"urn:tacitus:{identity}"


def _lines(sheet: Sheet) -> Iterator[str]:
    sources = _Sources(sheet.facts)
    identity = _urn(content_id("export", "webannotation", sheet.profile.name, sheet.facts.ledger, sheet.facts.head))
    head = {"@context": CONTEXT, "id": identity, "type": "AnnotationCollection", "label": "Claims read by Tacitus"}
    page = {"id": f"{identity}:page", "type": "AnnotationPage", "startIndex": 0}
    yield _open(head) + ',"first":' + _open(page) + ',"items":[\n'
    between = ""
    for line in sheet.claims:
        yield between + json_line(_annotation(line, sources, sheet.context)).rstrip("\n")
        between = ",\n"
    about = sheet.about()
    yield '\n]},"total":' + str(about["claims"]["written"]) + ',"about":' + json_line(about).rstrip("\n") + "}\n"


def _open(value: Json) -> str:
    """An object whose end is still to come."""
    return json_line(value).rstrip("\n").removesuffix("}")


WEB_ANNOTATION = text_form(_lines)
