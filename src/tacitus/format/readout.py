"""A Readout as tacitus/1: plain dicts, lists, strings and numbers, keys in the order of docs/reading.md."""

from tacitus.format.answers import actor_json, count_json, place_json, saying_json, time_json
from tacitus.format.figures import policy_json
from tacitus.format.pieces import Json, interval_json, span_json
from tacitus.format.threads import agreement_json, claim_json, group_json
from tacitus.model.document import Document, Published
from tacitus.model.readout import Readout
from tacitus.model.source import Skipped

FORMAT = "tacitus/1"


def readout_json(readout: Readout) -> Json:
    """Everything found in one report."""
    text = readout.document.text
    return {
        "format": FORMAT,
        "document": document_json(readout.document, readout.published),
        "times": [time_json(found, text) for found in readout.times],
        "places": [place_json(found, text) for found in readout.places],
        "actors": [actor_json(found, text) for found in readout.actors],
        "counts": [count_json(found, text, readout.figures) for found in readout.counts],
        "sayings": [saying_json(found, text, readout.times) for found in readout.sayings],
        "claims": [claim_json(claim, readout) for claim in readout.claims],
        "groups": [group_json(group, readout) for group in readout.groups],
        "agreements": [agreement_json(agreement, readout) for agreement in readout.agreements],
        "skipped": [skipped_json(skipped, text) for skipped in readout.skipped],
        "build": {
            "version": readout.build.version,
            "encoder": readout.build.encoder,
            "gazetteer": readout.build.gazetteer,
            "tables": readout.build.tables,
        },
        **({"figures": policy_json(readout.figures)} if readout.figures else {}),
    }


def unread_json(skipped: Skipped) -> Json:
    """A report that could not be read."""
    return {"format": FORMAT, "document": {"key": skipped.key}, "skipped": [skipped_json(skipped, "")]}


def skipped_json(skipped: Skipped, text: str) -> Json:
    where = span_json(skipped.span, text) if skipped.span else {}
    return {**where, "step": skipped.step, "why_not": skipped.why_not}


def document_json(document: Document, published: Published) -> Json:
    day = interval_json(published.days)
    stated: Json = {**day, "basis": published.basis, "why": published.why, "why_not": published.why_not}
    if published.moment:
        stated["moment"] = published.moment.isoformat()
    if document.modified:
        stated["modified"] = document.modified
    zones = [{"kind": str(zone.kind), "start": zone.span.start, "end": zone.span.end} for zone in document.zones]
    return {
        "key": document.key,
        "id": document.id,
        "uri": document.uri,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "language": document.language,
        "title": document.title,
        "section": document.section,
        "publisher": document.publisher,
        "byline": document.byline,
        "agency": document.agency,
        "dateline": span_json(document.dateline.span, document.text) if document.dateline else None,
        "published": stated,
        "zones": zones,
    }
