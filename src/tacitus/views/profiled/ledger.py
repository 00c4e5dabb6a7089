"""A ledger of its own with what may leave of another: whatever reads it reads only what has passed the profile.

Ids stay, so that the same addresses lead to the same things. Texts and archived bytes, who added what, and what coders wrote do not
come along; nor do claims that all coders reject, and earlier readings.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tacitus.format.pieces import Json
from tacitus.ledger import find, handed, listed, shelf, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.draft import Draft, draft
from tacitus.ledger.record import Record, record_of, text_digest
from tacitus.ledger.reviewed import review_draft
from tacitus.ledger.rows import rows_of
from tacitus.ledger.schema import STEP
from tacitus.ledger.wanted import Shown
from tacitus.profiles import report_under
from tacitus.profiles.mask import Mask
from tacitus.reviews.view import is_rejected
from tacitus.views.profiled.body import body_of_lines
from tacitus.views.profiled.passing import Passing
from tacitus.views.profiled.scope import REJECTED, Left, Scope
from tacitus.views.profiled.verdicts import verdicts
from tacitus.views.profiled.weighing import Weighing

NOBODY = "(name withheld)"
_FRAME = ("id", "media_type", "encoding", "language")
_NOT_TOLD = ("section", "byline", "dateline", "title", "publisher", "agency")


def told_ledger(connection: Connection, folder: Path, passing: Passing, scope: Scope) -> tuple[Ledger, Left]:
    """Make the ledger in a folder that is there. The caller closes it."""
    begun = shelf.begun(connection)
    ledger = Ledger.create(str(folder / "told.tacitus.db"), str(begun.get("name", "")), str(begun.get("at", "")), NOBODY)
    made = _Making(connection, passing, scope, str(begun.get("at", "")))
    with ledger.writes() as writer:
        made.readings(writer)
        writer.add(_copies(connection, set(made.reports)))
        if scope == Scope():
            writer.add(_counted(connection))
        if weighed.state(connection):
            Weighing(connection, passing, made.kept, made.reports, made.left).put(writer, scope)
    return ledger, made.left


@dataclass(slots=True)
class _Making:
    """`kept` are the claims that may leave, `reports` the facts of their reports by the texts' ids, both as they may leave."""

    connection: Connection
    passing: Passing
    scope: Scope
    at: str
    kept: set[str] = field(default_factory=set)
    reports: dict[str, Json] = field(default_factory=dict)
    left: Left = field(default_factory=Left)

    def readings(self, writer: Writer) -> None:
        """The reports with their claims."""
        for key, body in _wanted(self.connection, self.scope):
            every = list(find.reading_lines(self.connection, key, body, shown=Shown.ALL))
            standing = [line for line in every if not is_rejected(line)]
            told = self._told(standing, body["text"] not in self.scope.beside)
            if self.scope.claims is None:
                self.left.whole[REJECTED] += len(every) - len(standing)
            mask = self.passing.mask(standing or [_blank(body, key)])
            report = report_under(self.passing.profile, _facts(self.connection, body, key), mask, set())
            writer.add(_drafts(self.connection, body, report, mask, self.passing))
            made = body_of_lines(told, body, report, body["text"])
            writer.add([Draft(_record("reading", key, made), rows_of("reading", key, made))])
            writer.add(review_draft(one) for line in told for one in verdicts(line, self.at))
            self.kept.update(line["id"] for line in told)
            self.reports[body["text"]] = report

    def _told(self, lines: Iterable[Json], counted: bool) -> list[Json]:
        wanted = (line for line in lines if self.scope.claims is None or line["id"] in self.scope.claims)
        return [made for line in wanted if (made := self.passing.line(line, counted))]


def _wanted(connection: Connection, scope: Scope) -> Iterator[tuple[str, Json]]:
    """The newest readings, or those of the claims that are wanted."""
    if scope.claims is None and scope.texts is None:
        yield from ((key, body) for _, key, body in find.readings(connection))
        return
    rows = listed.claim_rows(connection, sorted(scope.claims or ()))
    seqs = {row // STEP for row in rows.values()} | handed.newest_of(connection, (scope.texts or frozenset()) | scope.beside)
    for key in handed.readings(connection, seqs):
        body = find.body(connection, key)
        if body is not None:
            yield key, body


def _facts(connection: Connection, body: Json, key: str) -> Json:
    report, day = body["report"], body["published"]
    ids: Json = {"document": report["id"], "text": body["text"], "reading": key, **find.where(connection, body["text"])}
    return {**ids, **{name: report[name] for name in ("title", "publisher", "agency")}, "published": day}


def _blank(body: Json, key: str) -> Json:
    """A claim that says nothing: what a report without claims is masked by."""
    nothing: Json = {"start": 0, "end": 0, "text": ""}
    slots: Json = {name: [] for name in ("said_by", "agents", "targets", "counts")}
    facts: Json = {"reading": key, **{name: body["report"][name] for name in ("title", "publisher", "agency")}}
    return {"report": facts, "type": "", "place": None, "when": None, "trigger": nothing, "evidence": nothing, **slots}


def _drafts(connection: Connection, body: Json, report: Json, mask: Mask, passing: Passing) -> Iterator[Draft]:
    """The build, the text without its words, and where it was found."""
    frame = find.body(connection, body["text"]) or {}
    build = find.body(connection, body["build"])
    if build is not None:
        yield draft("build", build)
    names = {name: report[name] for name in ("title", "publisher", "agency")}
    bare: Json = {**dict.fromkeys(_NOT_TOLD), **{name: frame.get(name) for name in _FRAME}, **names, "zones": []}
    bare = {**bare, "identity": body["identity"], "sha256": text_digest("")}
    yield Draft(_record("text", body["text"], bare), rows_of("text", body["text"], bare, ""))
    for number, arrival in enumerate(handed.arrivals(connection, body["text"])):
        where = {name: passing.address(arrival[name], mask) for name in ("uri", "key")}
        told = {**arrival, **where, "by": NOBODY, "identity": body["identity"]}
        key = f"arrival-{body['text']}-{number}"
        yield Draft(_record("arrival", key, told), rows_of("arrival", key, told))


def _record(kind: str, key: str, body: Json) -> Record:
    return replace(record_of(kind, body), id=key)


def _copies(connection: Connection, texts: set[str]) -> Iterator[Draft]:
    """The copies among the texts, without the places of the words that they share."""
    for left, right, body in handed.copies(connection):
        if {left, right} <= texts:
            yield draft("copy", {**body, "passages": []})


def _counted(connection: Connection) -> Iterator[Draft]:
    """What is counted of a ledger and is no report: archived files, what could not be read, what was erased."""
    for sha256, size in handed.archived(connection):
        yield draft("bytes", {"sha256": sha256, "size": size})
    nothing: Json = {"document": None, "text": None, "why_not": "not told", "at": "", "by": NOBODY}
    for number, identity in enumerate(handed.unread(connection), 1):
        yield draft("arrival", {"uri": f"({number})", "key": f"({number})", "identity": text_digest(identity), **nothing})
    for number, at in enumerate(handed.erasures(connection), 1):
        yield draft("erasure", {"target": f"({number})", "why": "", "by": NOBODY, "at": at, "erased": []})
