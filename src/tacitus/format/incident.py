"""Incidents and judgements as JSON: a line each, as `tacitus incidents --json` prints them, and back."""

from datetime import datetime

from tacitus.format.pieces import Json
from tacitus.format.versions import versions_json
from tacitus.model.incident import Incident, Link, LinkKind
from tacitus.model.judgement import Judgement, Verdict
from tacitus.model.versions import Versions

FORMAT = "tacitus-incident/1"


def incident_json(incident: Incident, versions: Versions) -> Json:
    """One incident with its versions side by side: `claims` by the day of their report, `held` what holds it together."""
    told = versions_json(versions)
    return {
        "format": FORMAT,
        "id": incident.id,
        "type": incident.kind,
        "claims": list(incident.claims),
        "links": [
            {"kind": link.kind.value, "to": link.to, "left": link.left, "right": link.right, "why": link.why}
            for link in incident.links
        ],
        "held": [judgement_json(judgement) for judgement in incident.held],
        "contested": [judgement_json(judgement) for judgement in incident.contested],
        "versions": told,
    }


def incident_of(line: Json) -> Incident:
    """The incident of its line, without the versions: these are a function of its claims."""
    return Incident(
        id=line["id"],
        kind=line["type"],
        claims=tuple(line["claims"]),
        links=tuple(Link(LinkKind(link["kind"]), link["to"], link["left"], link["right"], link["why"]) for link in line["links"]),
        held=tuple(judgement_of(body) for body in line["held"]),
        contested=tuple(judgement_of(body) for body in line["contested"]),
    )


def judgement_json(judgement: Judgement) -> Json:
    """A judgement: `why` is a list of reasons; `weight` the policy's points, null for a person's."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "why": list(judgement.why),
        "weight": judgement.weight,
        "at": judgement.at.isoformat() if judgement.at else None,
    }


def judgement_of(body: Json) -> Judgement:
    """A judgement back from JSON."""
    at = datetime.fromisoformat(body["at"]) if body["at"] else None
    return Judgement(body["left"], body["right"], Verdict(body["verdict"]), body["by"], tuple(body["why"]), body["weight"], at)
