"""Records on their way into the ledger, with the rows that they make: built beside the reading, in any process."""

from dataclasses import dataclass

from tacitus.format.pieces import Json
from tacitus.format.readout import readout_json
from tacitus.ledger.record import Record, record_of, text_digest
from tacitus.ledger.rows import Rows, rows_of
from tacitus.model.readout import Build, Readout

_ANSWERS = ("times", "places", "actors", "counts", "sayings", "claims", "groups", "agreements", "skipped")
_ELSEWHERE = ("key", "uri", "published")  # of the document: where it was found is the arrival's, its day the reading's


@dataclass(frozen=True, slots=True)
class Draft:
    """A record and its rows, made as for record 0."""

    record: Record
    rows: Rows


def draft(kind: str, body: Json, words: str | None = None) -> Draft:
    """The draft of a record; `words` is a text's text."""
    record = record_of(kind, body)
    return Draft(record, rows_of(kind, record.id, body, words))


def build_draft(build: Build) -> Draft:
    """What made a reading."""
    return draft(
        "build", {"version": build.version, "encoder": build.encoder, "gazetteer": build.gazetteer, "tables": build.tables}
    )


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that one report's reading puts into the ledger, in order: the build, the text, the reading."""

    build: Draft
    text: Draft
    reading: Draft

    @property
    def claims(self) -> int:
        return len(self.reading.rows["claim"])


def bundle(readout: Readout) -> Bundle:
    """The text and the reading of a report, without where it was found and when."""
    told = readout_json(readout)
    document = told["document"]
    build = build_draft(readout.build)
    frame = {key: value for key, value in document.items() if key not in _ELSEWHERE}
    identity, words = readout.document.identity or readout.document.id, readout.document.text
    text = draft("text", {**frame, "identity": identity, "sha256": text_digest(words)}, words)
    facts = {"id": document["id"], **{key: document[key] for key in ("title", "publisher", "agency")}}
    reading = {
        "text": text.record.id,
        "identity": identity,
        "build": build.record.id,
        "report": facts,
        "published": document["published"],
        **{key: told[key] for key in _ANSWERS},
    }
    return Bundle(build, text, draft("reading", reading))
