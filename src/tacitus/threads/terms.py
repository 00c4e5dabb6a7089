"""Terms over many reports: which say the same, and which claims tell of what they are about being done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from tacitus.measures.geometry import contains
from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Quote, Site
from tacitus.model.interval import Interval
from tacitus.model.thread import Clause, Deed, Term, Voice
from tacitus.threads.compare import beside
from tacitus.threads.deals import Side, party_key
from tacitus.threads.members import place_words, report_key
from tacitus.threads.tables import Doing, doings, holds_words, words_of

LASTING = 60  # days after it took effect in which a deed may be one under the agreement
_ALIKE = 0.5  # the share of the shorter term's words that the longer must hold
_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "to",
        "from",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "their",
        "its",
        "his",
        "her",
        "all",
        "any",
        "into",
        "between",
        "near",
    }
)
_DONE = frozenset({Standing.HAPPENED, Standing.ONGOING})


def grouped(clauses: Sequence[tuple[str, Clause]]) -> list[list[tuple[str, Clause]]]:
    """Clauses of different reports that say the same: one duty, and most words of the shorter one shared."""
    order = sorted(clauses, key=lambda one: (one[0], one[1].quote.span, one[1].quote.text))
    home = list(range(len(order)))
    for at, (_, one) in enumerate(order):
        for other in range(at):
            if home[other] != home[at] and _alike(one, order[other][1]):
                old, new = max(home[at], home[other]), min(home[at], home[other])
                home = [new if place == old else place for place in home]
    return [[order[at] for at, place in enumerate(home) if place == first] for first in sorted(set(home))]


def whole_clauses(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Clauses; whom one binds and what it binds them to are one clause, where the one follows the other: the rebels | to leave."""
    order = sorted(clauses, key=lambda clause: clause.quote.span)
    waiting: Clause | None = None
    for clause in order:
        if waiting and clause.duty == waiting.duty and clause.quote.span.start == waiting.quote.span.end + 1:
            quote = Quote(waiting.quote.span.cover(clause.quote.span), f"{waiting.quote.text} {clause.quote.text}")
            waiting = Clause(clause.duty, quote, waiting.start or clause.start, waiting.goal or clause.goal)
            continue
        if waiting:
            yield waiting
        waiting = clause
    if waiting:
        yield waiting


def _alike(one: Clause, other: Clause) -> bool:
    left, right = (frozenset(words_of(clause.quote.text)) - _SMALL for clause in (one, other))
    return one.duty == other.duty and len(left & right) >= _ALIKE * min(len(left), len(right)) > 0


def terms(held: Sequence[Side], near: Iterable[Entry], voices: Mapping[str, Voice], since: Interval | None) -> tuple[Term, ...]:
    """The terms with what was done under them. `near` are the claims that may be deeds (see `pacts`)."""
    clauses = [(side.id, clause) for side in held if side.deal for clause in whole_clauses(side.deal.clauses)]
    parties = frozenset(party for side in held for party in side.parties)
    reports = frozenset(side.report for side in held)
    settling = frozenset(entry.id for side in held for entry in side.entries)
    doers = [entry for entry in near if entry.standing in _DONE and entry.id not in settling and _in_time(entry, since)]
    return tuple(Term(group[0][1].duty, tuple(group), _deeds(group, doers, parties, reports, voices)) for group in grouped(clauses))


def _in_time(entry: Entry, since: Interval | None) -> bool:
    """Not before the day on which it took effect (or the day before), nor long after."""
    if since is None or since.start is None:
        return True
    days = entry.when.days if entry.when else entry.report.published
    first, last = (days.start or days.end, days.end or days.start) if days else (None, None)
    if first is None or last is None:
        return False
    return last >= since.start - timedelta(days=1) and first <= since.start + timedelta(days=LASTING)


def _deeds(
    group: Sequence[tuple[str, Clause]],
    doers: Iterable[Entry],
    parties: frozenset[str],
    reports: frozenset[str],
    voices: Mapping[str, Voice],
) -> tuple[Deed, ...]:
    rows = [row for row in doings() if any(_about(row, clause) for _, clause in group)]
    starts = [clause.start for _, clause in group if clause.start]
    both = [*starts, *(clause.goal for _, clause in group if clause.goal)]
    found: list[Deed] = []
    for entry in doers:
        inside = report_key(entry) in reports
        sites, known = (both, parties) if inside else (starts, frozenset[str]())
        why = next((why for row in rows if tells(row, entry) and (why := _link(row, entry, sites, known))), None)
        if why:
            found.append(Deed(entry.id, voices[entry.id], entry.when.days if entry.when else None, why))
    return tuple(sorted(found, key=lambda deed: (str(deed.days.start if deed.days else "~"), deed.claim)))


def _about(row: Doing, clause: Clause) -> bool:
    words = words_of(clause.quote.text)
    return any(holds_words(words, word) for word in row.words)


def tells(row: Doing, entry: Entry) -> bool:
    """Whether a claim is of a kind, and in words, that tell of such a thing being done."""
    if not {entry.kind, *entry.also} & set(row.kinds):
        return False
    words = words_of(f"{entry.trigger.text} {entry.evidence.text}")
    return not row.done or any(holds_words(words, word) for word in row.done)


def _link(row: Doing, entry: Entry, sites: Sequence[Site], parties: frozenset[str]) -> str | None:
    """What ties a claim to the term: its place, or, where its own words tell the deed, one of the parties.

    Outside the reports that tell of the agreement only leaving the place that the term leads from does.
    """
    place = entry.place
    met = next((site for site in sites if place and (beside(place, site) or _inside(place, site))), None)
    if met and place:
        return f"{row.id}: at {place_words(place)}"
    doer = next((one.name for one in entry.agents if party_key(one) in parties), None)
    return f"{row.id}: by {doer}" if doer and row.done else None


def _inside(place: Site, site: Site) -> bool:
    """Whether a place lies in the district or province that a term names."""
    if site.precision not in ("area", "district", "province") or site.footprint is None or place.point is None:
        return False
    return place.precision in ("exact", "near") and contains(site.footprint.ring, place.point)


def doing_kinds() -> Iterator[str]:
    """The kinds of claims that may tell of a deed."""
    yield from sorted({kind for row in doings() for kind in row.kinds})
