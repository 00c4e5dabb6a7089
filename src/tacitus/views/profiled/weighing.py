"""What weighing made, as far as it may leave: incidents, groups and agreements over many reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tacitus.format.incident import incident_json
from tacitus.format.pieces import Json
from tacitus.ledger import find, listed, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Writer
from tacitus.profiles import address_under
from tacitus.profiles.mask import Mask
from tacitus.views.export.incidents.kept import kept_incidents
from tacitus.views.export.incidents.leave import Gate
from tacitus.views.export.incidents.lines import line_of
from tacitus.views.export.incidents.weighed import Story
from tacitus.views.profiled.passing import Passing, masked
from tacitus.views.profiled.scope import Left, Scope
from tacitus.views.profiled.threads import claims_in, span_of, thread_under
from tacitus.views.profiled.verdicts import ONE
from tacitus.work.weigh import summary

_IDS = frozenset({"left", "right", "to", "kind", "verdict", "at"})
Thread = tuple[Json, str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Weighing:
    """`kept` are the claims that may leave, `reports` the facts of reports by the ids of their texts, as they may leave."""

    connection: Connection
    passing: Passing
    kept: set[str]
    reports: Mapping[str, Json]
    left: Left

    def put(self, writer: Writer, scope: Scope) -> None:
        """All of it into another ledger."""
        weighed.replace_incidents(writer.connection, self._incidents(scope))
        for kind in (weighed.GROUP, weighed.AGREEMENT):
            weighed.replace_threads(writer.connection, kind, self._threads(kind, scope))
        state = {**weighed.state(self.connection), "seq": str(writer.head[0]), "judgements": "0"}
        weighed.keep_state(writer.connection, state)

    def _incidents(self, scope: Scope) -> Iterator[tuple[Json, weighed.Summary]]:
        gate = Gate(self.passing.profile, self.passing.facts)
        for one in kept_incidents(self.connection, scope.incidents):
            story = gate.leave(one)
            if story is None:
                self.left.whole["incident"] += 1
                continue
            mask = self.passing.mask(line_of(entry) for entry in (*one.entries, *one.tolls))
            told = incident_json(one.incident, story.versions)
            entries = tuple(story.claims[said.claim] for said in story.versions.claims)
            yield self._incident(told, story, mask), summary(one.incident, story.versions, entries)

    def _incident(self, told: Json, story: Story, mask: Mask) -> Json:
        """The line with the claims that may leave; why it is one, and linked to others, without the names."""
        claims = [claim for claim in told["claims"] if claim in story.claims]
        judged = {name: [_judged(one, mask) for one in told[name] if _both(one, story.claims)] for name in ("held", "contested")}
        links = [masked(link, mask, _IDS) for link in told["links"]]
        versions = {**told["versions"], "claims": [self._said(said) for said in told["versions"]["claims"]]}
        return {**told, "claims": claims, "links": links, "versions": versions, **judged}

    def _said(self, said: Json) -> Json:
        """The claim in short, its report called as all of the report's claims allow."""
        facts = self.reports.get(said["text"])
        return {**said, "title": facts["title"] if facts else None, "report": facts["key"] if facts else ""}

    def _threads(self, kind: str, scope: Scope) -> Iterator[Thread]:
        for line, name, *_ in listed.threads(self.connection, kind):
            if scope.threads is not None and line["id"] not in scope.threads:
                continue
            lines = list(find.claims_by_id(self.connection, sorted(listed.claim_rows(self.connection, sorted(claims_in(line))))))
            mask = self.passing.mask(self._reports_of(lines))
            masks = {"": mask, **{one["id"]: self.passing.mask([one]) for one in lines if one["id"] in self.kept}}
            told = thread_under(line, masks, self.passing.profile, self._addresses(lines, mask))
            if told is None:
                self.left.whole[kind] += 1
                continue
            yield told, mask.text(name, set()), *span_of(told)

    def _reports_of(self, lines: Iterable[Json]) -> Iterator[Json]:
        """All claims of the reports of these."""
        for key in sorted({line["report"]["reading"] for line in lines}):
            body = find.body(self.connection, key)
            yield from find.reading_lines(self.connection, key, body) if body else ()

    def _addresses(self, lines: Iterable[Json], mask: Mask) -> dict[str, str]:
        found = {line["report"][key] for line in lines for key in ("uri", "key")} - {""}
        return {address: address_under(self.passing.profile, address, mask, set()) for address in sorted(found)}


def _both(one: Json, claims: Mapping[str, Any]) -> bool:
    return one["left"] in claims and one["right"] in claims


def _judged(one: Json, mask: Mask) -> Json:
    """A person's judgement is that of a coder, and why is his own affair."""
    if one["at"] is not None:
        return {**one, "by": ONE, "why": []}
    return dict(masked(one, mask, _IDS | {"by"}))
