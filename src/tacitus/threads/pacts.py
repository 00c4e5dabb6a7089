"""Agreements over many reports: parties, terms and what was done under them, days, alleged breaches, each speaker's status.

Pure: of the same agreements, claims and people's words it makes the same pacts, in whatever order they arrive.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from tacitus.model.entry import Entry, Named, Site
from tacitus.model.ids import content_id
from tacitus.model.interval import Interval
from tacitus.model.judgement import Judgement
from tacitus.model.thread import Deal, Pact, Reason, Status, Version, Voice
from tacitus.threads.breaches import breaches
from tacitus.threads.deals import SETTLED, Side, compare_deals, party_key, sides
from tacitus.threads.join import clusters, compared
from tacitus.threads.members import report_key
from tacitus.threads.tables import Stand, holds_words, stands, words_of
from tacitus.threads.terms import doing_kinds, terms
from tacitus.threads.voices import voices

_STRETCH = 60  # days of a mark's stretch of time; a member marks its own and the next


def pacts(agreements: Iterable[Deal], entries: Iterable[Entry], decided: Iterable[Judgement] = ()) -> tuple[Pact, ...]:
    """The agreements that many reports tell of, by id. A claim alone in one report makes none."""
    known = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)}
    deals = {deal.id: deal for deal in sorted(agreements, key=lambda deal: deal.id)}
    members = {side.id: side for side in sides(deals.values(), known)}
    in_time = sorted(members, key=lambda one: (_first(members[one].days), one))
    marks = {one: tuple(_marks(member)) for one, member in members.items()}
    pairs = compared(in_time, marks, lambda left, right: compare_deals(members[left], members[right]))
    found = (([members[one] for one in ids], why) for ids, why in clusters(in_time, pairs, decided))
    by_report, by_cell = _indexed(known.values())
    made = [_pact(held, why, by_report, by_cell) for held, why in found if _worth(held)]
    return tuple(sorted(made, key=lambda pact: pact.id))


def _first(days: Interval | None) -> date:
    return (days.start or days.end if days else None) or date.min


def _marks(side: Side) -> Iterator[Hashable]:
    """What it shares with any that could be the same: a party, the day, or a place of its terms, in a stretch of time."""
    yield ("report", side.report)
    facts: list[Hashable] = [("party", party) for party in side.parties]
    facts += [("cell", cell) for site in side.sites for cell in _cells(site)]
    facts += [("day", side.effective.start)] if side.effective and side.effective.days == 1 else []
    stretch = _first(side.days).toordinal() // _STRETCH
    for fact in facts:
        yield from ((fact, stretch), (fact, stretch + 1))


def _cells(site: Site) -> Iterator[tuple[int, int]]:
    """The squares of a degree round a point, its own and its neighbours."""
    if site.point:
        lat, lon = int(site.point.lat // 1), int(site.point.lon // 1)
        yield from ((lat + north, lon + east) for north in (0, 1) for east in (0, 1))


def _indexed(entries: Iterable[Entry]) -> tuple[dict[str, list[Entry]], dict[tuple[int, int], list[Entry]]]:
    """The claims by their report; those that may be deeds also by the square of their place."""
    by_report: dict[str, list[Entry]] = {}
    by_cell: dict[tuple[int, int], list[Entry]] = {}
    kinds = frozenset(doing_kinds())
    for entry in entries:
        by_report.setdefault(report_key(entry), []).append(entry)
        if entry.place and {entry.kind, *entry.also} & kinds:
            for cell in _cells(entry.place):
                by_cell.setdefault(cell, []).append(entry)
    return by_report, by_cell


def _worth(held: Sequence[Side]) -> bool:
    """An agreement of a report, or single claims of two reports."""
    return any(side.deal for side in held) or len({side.report for side in held}) > 1


def _pact(
    held: Sequence[Side],
    why: tuple[Reason, ...],
    by_report: Mapping[str, Sequence[Entry]],
    by_cell: Mapping[tuple[int, int], Sequence[Entry]],
) -> Pact:
    about = sorted({entry.id: entry for side in held for entry in side.entries}.values(), key=lambda entry: entry.id)
    reports = {side.report: by_report[side.report] for side in sorted(held, key=lambda side: side.report)}
    near = {entry.id: entry for entries in reports.values() for entry in entries}
    near |= {entry.id: entry for side in held for site in side.sites for cell in _cells(site) for entry in by_cell.get(cell, ())}
    voiced = voices([near[one] for one in sorted(near)])
    versions = _versions(held, voiced)
    since = min((one.days for one in versions), key=_first, default=None)
    return Pact(
        id=content_id("pact", min(side.id for side in held)),
        kind=_kind(held),
        parties=_parties(held),
        members=tuple(sorted(side.id for side in held)),
        terms=terms(held, [near[one] for one in sorted(near)], voiced, since),
        effective=versions,
        statuses=_statuses(held, about, voiced),
        opposed_by=_opposed(held, about),
        breaches=breaches(about, reports, voiced),
        reasons=why,
    )


def _kind(held: Sequence[Side]) -> str:
    """What most call it; a ceasefire, of two told equally often."""
    often = Counter(kind for side in held for kind in (side.kinds if side.deal else ()))
    often = often or Counter(kind for side in held for kind in side.kinds)
    return max(often, key=lambda kind: (often[kind], kind))


def _parties(held: Sequence[Side]) -> tuple[Named, ...]:
    """Each party once, first those whom most reports name; a party of single claims only where no agreement names any."""
    told = [named for side in held if side.deal for named in side.deal.parties]
    told = told or [named for side in held for entry in side.entries if entry.kind in SETTLED for named in entry.agents]
    often = Counter(party_key(named) for named in told)
    first = {party_key(named): named for named in sorted(told, key=lambda named: (named.name, str(named.quote)), reverse=True)}
    return tuple(first[key] for key in sorted(first, key=lambda key: (-often[key], key)))


def _versions(held: Sequence[Side], voiced: Mapping[str, Voice]) -> tuple[Version, ...]:
    """The days on which it is said to have taken effect."""
    told: dict[Interval, list[Side]] = {}
    for side in held:
        if side.deal and side.effective:
            told.setdefault(side.effective, []).append(side)
    return tuple(_version(days, told[days], voiced) for days in sorted(told, key=lambda days: (_first(days), str(days.end))))


def _version(days: Interval, sides: Sequence[Side], voiced: Mapping[str, Voice]) -> Version:
    names = {_teller(side, voiced).name for side in sides}
    return Version(days, tuple(sorted(side.id for side in sides)), tuple(sorted(names)))


def _teller(side: Side, voiced: Mapping[str, Voice]) -> Voice:
    """Who tells the day: the claim that is dated so, else the first."""
    dated = [entry for entry in side.entries if entry.when and entry.when.days == side.effective]
    return voiced[(dated or side.entries)[0].id]


def _statuses(held: Sequence[Side], about: Sequence[Entry], voiced: Mapping[str, Voice]) -> tuple[Status, ...]:
    """Where each claim says that it stands, and each report's last word where none of its claims says as much; in time."""
    found = [_status(entry, row, voiced[entry.id]) for entry in about if (row := stand_of(entry))]
    said = {(one.status, voice) for one in found for voice in (one.voice.chain[0], one.voice.name)}
    for side in held:
        if side.deal and (side.deal.status, voiced[side.entries[0].id].chain[0]) not in said:
            entry = side.entries[0]
            found.append(Status(side.deal.status, voiced[entry.id], side.effective, entry.report.published, entry.id, "report"))
    return tuple(sorted(found, key=_in_time))


def _status(entry: Entry, row: Stand, voice: Voice) -> Status:
    return Status(row.status, voice, entry.when.days if entry.when else None, entry.report.published, entry.id, row.id)


def _in_time(one: Status) -> tuple[date, date, str, str]:
    days = one.days or one.told
    first = (days.start or days.end if days else None) or date.max
    return first, (days.end if days else None) or first, one.status, one.claim


def stand_of(entry: Entry) -> Stand | None:
    """The first row that a claim fits: by its trigger, else by its clause."""
    for words in (words_of(entry.trigger.text), words_of(entry.evidence.text)):
        for row in stands():
            if _fits(row, entry, words):
                return row
    return None


def _fits(row: Stand, entry: Entry, words: list[str]) -> bool:
    kinds = {entry.kind, *(("violation",) if "violation" in entry.also else ())}
    if (row.kinds and not kinds & set(row.kinds)) or str(entry.standing) not in row.standing:
        return False
    return not row.words or any(holds_words(words, phrase) for phrase in row.words)


def _opposed(held: Sequence[Side], about: Sequence[Entry]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those who oppose it, with the claims that say so; a report's own list has no claims of its own here."""
    found: dict[str, set[str]] = {}
    for entry in about:
        if entry.kind == "rejection":
            for named in entry.agents:
                found.setdefault(named.name, set()).add(entry.id)
    for side in held:
        for named in side.deal.opposed_by if side.deal else ():
            found.setdefault(named.name, set())
    return tuple((name, tuple(sorted(found[name]))) for name in sorted(found))
