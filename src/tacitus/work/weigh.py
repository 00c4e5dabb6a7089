"""The order of weighing: claims of the newest readings, what people judged, incidents, then groups and agreements over reports.

Everything here can be thrown away and made again to the same bytes, in whatever order reports arrived. What is made anew is only
what new claims and new judgements touch; where a newer build read, something was reviewed or erased, all of it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tacitus import __version__
from tacitus.format.entry import entry_of
from tacitus.format.incident import incident_json
from tacitus.format.pieces import Json
from tacitus.format.thread import body_json, deals_of, pact_json, strands_of
from tacitus.incidents.agreed.agree import agree
from tacitus.incidents.pair import Index
from tacitus.incidents.reconcile import incidents, reconcile_new
from tacitus.incidents.sketch import Sketch, sketches
from tacitus.incidents.tables import shipped_policy
from tacitus.ledger import find, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger
from tacitus.ledger.copying import kept_families
from tacitus.ledger.weighed import AGREEMENT, GROUP, Summary
from tacitus.model.entry import Entry
from tacitus.model.incident import Incident
from tacitus.model.interval import Interval
from tacitus.model.judgement import Judgement
from tacitus.model.thread import Body, Deal, Pact, Strand
from tacitus.model.versions import Versions
from tacitus.rules.table import tables_digest
from tacitus.threads.bodies import bodies
from tacitus.threads.pacts import pacts

BATCH = 500  # incidents that are put down together


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was weighed: `made` incidents were put down anew, of `incidents` in all."""

    claims: int
    made: int
    incidents: int
    groups: int
    agreements: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What one weighing starts from. `new` are the claims that no weighing has seen; None where all is to be weighed."""

    index: Index
    decided: tuple[Judgement, ...]
    families: Mapping[str, str]
    strands: tuple[Strand, ...]
    deals: tuple[Deal, ...]
    new: frozenset[str] | None
    stamp: Mapping[str, str]
    known: Mapping[str, Entry]

    def entries(self, connection: Connection, claims: Iterable[str]) -> tuple[Entry, ...]:
        """Claims by their ids: from memory where all are kept there, else from the ledger."""
        return tuple(self.known[claim] for claim in claims) if self.known else entries_of(connection, claims)


KEPT = 50_000  # claims that are held in memory while they are weighed; of more each is fetched when its turn comes


def weigh(ledger: Ledger, whole: bool = False) -> Weighed:
    """Weigh what is new, or all of it, in one transaction."""
    with ledger.writes() as writer:
        connection = writer.connection
        basis = _basis(connection, whole)
        if basis.new is None:
            weighed.forget(connection)
        made = _put(connection, _incidents(basis), basis)
        groups, agreements = _threads(connection, basis)
        weighed.keep_state(connection, dict(basis.stamp))
        count = weighed.counted(connection)
    return Weighed(len(basis.index), made, count, groups, agreements, basis.new is None)


def _basis(connection: Connection, whole: bool) -> Basis:
    """Everything that is read once: the newest readings, the judgements, the copies."""
    before = weighed.state(connection)
    found: list[Sketch] = []
    strands: list[Strand] = []
    deals: list[Deal] = []
    fresh: set[str] = set()
    last, known = int(before.get("seq", "0")), dict[str, Entry]()
    for seq, key, body in find.readings(connection):
        entries = [entry_of(line) for line in find.reading_lines(connection, key, body)]
        found += sketches(entries)
        if len(found) <= KEPT:
            known |= {entry.id: entry for entry in entries}
        strands += strands_of(body)
        deals += deals_of(body)
        if seq > last:
            fresh.update(entry.id for entry in entries)
    decided = weighed.judgements(connection)
    families = {text: family.id for family in kept_families(connection) for text in family.members}
    stamp = _stamp(connection, found, families, decided)
    again = whole or not before or any(before.get(name) != stamp[name] for name in ("rules", "gone"))
    again = again or before.get("reviews", "0") != stamp["reviews"]
    if before.get("gone") != stamp["gone"] or before.get("families") != stamp["families"]:
        again = True
    told = {one for judgement in decided[int(before.get("judgements", "0")) :] for one in (judgement.left, judgement.right)}
    new = None if again else frozenset(fresh | told)
    return Basis(
        Index(found, shipped_policy()),
        decided,
        families,
        tuple(strands),
        tuple(deals),
        new,
        stamp,
        known if len(known) == len(found) else {},
    )


def _stamp(
    connection: Connection, found: list[Sketch], families: Mapping[str, str], decided: tuple[Judgement, ...]
) -> dict[str, str]:
    """What tells whether an earlier weighing still stands: the rules, the readings it saw, the families, how many judgements."""
    facts = weighed.facts(connection)
    pairs = "\0".join(f"{text} {family}" for text, family in sorted(families.items()))
    return {
        "rules": hashlib.sha256(f"{__version__}\0{tables_digest()}".encode()).hexdigest(),
        "seq": str(facts.last),
        "gone": f"{facts.superseded} {facts.erased}",
        "families": hashlib.sha256(pairs.encode()).hexdigest(),
        "judgements": str(len(decided)),
        "reviews": str(facts.reviews),
        "claims": str(len(found)),
    }


def _incidents(basis: Basis) -> Iterable[Incident]:
    if basis.new is None:
        return incidents(basis.index, basis.decided)
    known = basis.new & basis.index.place.keys()
    return reconcile_new(basis.index, known, basis.decided) if known else ()


def _put(connection: Connection, made: Iterable[Incident], basis: Basis) -> int:
    """Put incidents down, some at a time, with their versions."""
    number = 0
    waiting: list[tuple[Json, Summary]] = []
    for incident in made:
        entries = basis.entries(connection, incident.claims)
        versions = agree(entries, basis.families)
        waiting.append((incident_json(incident, versions), summary(incident, versions, entries)))
        if len(waiting) == BATCH:
            number += weighed.replace_incidents(connection, waiting)
            waiting.clear()
    return number + weighed.replace_incidents(connection, waiting)


def entries_of(connection: Connection, claims: Iterable[str]) -> tuple[Entry, ...]:
    """Claims by their ids, in their newest readings."""
    return tuple(entry_of(line) for line in find.claims_by_id(connection, claims))


def summary(incident: Incident, versions: Versions, entries: tuple[Entry, ...]) -> Summary:
    """What a list of incidents sorts by: the days on which the versions agree, else all; the first place with a point."""
    days = versions.times.common or versions.times.whole
    site = next((entry.place for entry in entries if entry.place and entry.place.point), None)
    site = site or next((entry.place for entry in entries if entry.place), None)
    return Summary(
        type=incident.kind,
        day_from=days.start.isoformat() if days and days.start else None,
        day_to=days.end.isoformat() if days and days.end else None,
        country=site.country if site else None,
        place=site.name if site else None,
        lat=site.point.lat if site and site.point else None,
        lon=site.point.lon if site and site.point else None,
        grade=versions.grade.grade,
        voices=len(versions.voices.independent),
        happened=any(said.says == "yes" for said in versions.claims),
    )


def _threads(connection: Connection, basis: Basis) -> tuple[int, int]:
    """Groups and agreements over all reports: made anew each time, for one report can join two of them."""
    found: tuple[Body, ...] = ()
    deals: tuple[Pact, ...] = ()
    if basis.strands or basis.deals:
        entries = tuple(basis.known.values()) or tuple(_all_entries(connection))
        found = bodies(basis.strands, entries, basis.decided)
        deals = pacts(basis.deals, entries, basis.decided)
    groups = ((body_json(one), one.name, *_span(_told(phase.days, phase.told) for phase in one.phases)) for one in found)
    signed = ((pact_json(one), one.kind, *_span(_told(status.days, status.told) for status in one.statuses)) for one in deals)
    return weighed.replace_threads(connection, GROUP, groups), weighed.replace_threads(connection, AGREEMENT, signed)


@dataclass(frozen=True, slots=True)
class Threads:
    """Groups and agreements over all reports by their ids, and all claims by theirs."""

    by_id: Mapping[str, Body | Pact]
    entries: Mapping[str, Entry]


def threads_of(connection: Connection) -> Threads:
    """The groups and agreements as they are today, as nouns: for those who draw them."""
    entries: dict[str, Entry] = {}
    strands: list[Strand] = []
    deals: list[Deal] = []
    for _, key, body in find.readings(connection):
        entries |= {line["id"]: entry_of(line) for line in find.reading_lines(connection, key, body)}
        strands += strands_of(body)
        deals += deals_of(body)
    decided = weighed.judgements(connection)
    found: list[Body | Pact] = [*bodies(strands, entries.values(), decided), *pacts(deals, entries.values(), decided)]
    return Threads({one.id: one for one in found}, entries)


def _all_entries(connection: Connection) -> Iterator[Entry]:
    for _, key, body in find.readings(connection):
        yield from (entry_of(line) for line in find.reading_lines(connection, key, body))


def _told(days: Interval | None, told: Interval | None) -> Interval | None:
    return days or told


def _span(intervals: Iterable[Interval | None]) -> tuple[date | None, date | None]:
    """The first and the last day of all."""
    known = [interval for interval in intervals if interval]
    firsts = [one.start or one.end for one in known]
    lasts = [one.end or one.start for one in known]
    return min((day for day in firsts if day), default=None), max((day for day in lasts if day), default=None)
