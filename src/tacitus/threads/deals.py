"""What is compared for agreements: each agreement of a report, and each single claim that speaks of one, with its facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tacitus.measures.interval import overlaps
from tacitus.model.entry import Entry, Named, Site
from tacitus.model.interval import Interval
from tacitus.model.thread import Deal
from tacitus.threads.compare import Seen, Verdict, beside, gap_days, judged
from tacitus.threads.members import places_told, report_key
from tacitus.threads.tables import kinds_called
from tacitus.threads.voices import known_id

NEAR_DAYS, FAR_DAYS = 7, 60
SETTLED = frozenset({"agreement", "ceasefire"})
ABOUT = frozenset({"violation", "rejection", "condemnation"})  # kinds of claims about an agreement that stands


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report tells of besides: the ids of its parties and of its places, and how many agreements."""

    parties: frozenset[str]
    places: frozenset[str]
    deals: int


@dataclass(frozen=True, slots=True)
class Side:
    """A deal or a single claim (`deal` None). `parties` are ids, or names in small letters where no table knows them."""

    id: str
    report: str
    deal: Deal | None
    entries: tuple[Entry, ...]
    kinds: frozenset[str]
    parties: frozenset[str]
    effective: Interval | None
    sites: tuple[Site, ...]
    days: Interval | None
    setting: Setting


def party_key(named: Named) -> str:
    return known_id(named) or named.name.casefold()


def is_breach(entry: Entry) -> bool:
    return entry.kind == "violation" or "violation" in entry.also


def speaks_of(entry: Entry) -> frozenset[str]:
    """The kinds of agreement that a claim speaks of: in its clause where it settles one or breaks one, else as its target."""
    if entry.kind in SETTLED or is_breach(entry):
        return kinds_called(entry.evidence.text) or (frozenset({entry.kind}) & SETTLED)
    if entry.kind in ABOUT:
        named = (text for one in entry.targets for text in (one.name, one.quote.text if one.quote else ""))
        return frozenset(kind for text in (*named, entry.trigger.text) for kind in kinds_called(text))
    return frozenset()


def sides(deals: Iterable[Deal], entries: Mapping[str, Entry]) -> list[Side]:
    """Every deal whose claims are there, and every other claim that speaks of an agreement, by id."""
    held = [deal for deal in deals if any(claim in entries for claim in deal.claims)]
    taken = {claim for deal in held for claim in (*deal.claims, *deal.breaches)}
    settings = _settings(held, entries)
    found = [_of_deal(deal, entries, settings) for deal in held]
    lone = (entries[claim] for claim in sorted(entries) if claim not in taken)
    found += [_of_claim(entry, kinds, settings) for entry in lone if (kinds := speaks_of(entry))]
    return sorted(found, key=lambda side: side.id)


def _settings(deals: Sequence[Deal], entries: Mapping[str, Entry]) -> dict[str, Setting]:
    parties: dict[str, set[str]] = {}
    for entry in entries.values():
        named = {known for one in (*entry.agents, *entry.targets, *entry.said_by[1:]) if (known := known_id(one))}
        parties.setdefault(report_key(entry), set()).update(named)
    places = places_told(entries.values())
    often: dict[str, int] = {}
    for deal in deals:
        key = report_key(next(entries[claim] for claim in deal.claims if claim in entries))
        often[key] = often.get(key, 0) + 1
    return {key: Setting(frozenset(ids), places.get(key, frozenset()), often.get(key, 0)) for key, ids in parties.items()}


def _of_deal(deal: Deal, entries: Mapping[str, Entry], settings: Mapping[str, Setting]) -> Side:
    held = tuple(entries[claim] for claim in dict.fromkeys((*deal.claims, *deal.breaches)) if claim in entries)
    key = report_key(held[0])
    sites = tuple(site for clause in deal.clauses for site in (clause.start, clause.goal) if site)
    parties = frozenset(party_key(one) for one in deal.parties)
    return Side(
        deal.id,
        key,
        deal,
        held,
        frozenset({deal.kind}),
        parties,
        deal.effective,
        sites,
        deal.effective or held[0].report.published,
        settings[key],
    )


def _of_claim(entry: Entry, kinds: frozenset[str], settings: Mapping[str, Setting]) -> Side:
    named = [*entry.agents, *(entry.targets if entry.kind in SETTLED else ())]
    if is_breach(entry):
        named += [link for link in entry.said_by[1:] if known_id(link)]
    parties = frozenset(party_key(one) for one in named) if entry.kind in SETTLED or is_breach(entry) else frozenset()
    settled = entry.kind in SETTLED and entry.when is not None
    return Side(
        entry.id,
        report_key(entry),
        None,
        (entry,),
        kinds,
        parties,
        entry.when.days if settled and entry.when and entry.when.days.days == 1 else None,
        (),
        entry.report.published,
        settings[report_key(entry)],
    )


def compare_deals(left: Side, right: Side) -> Verdict:
    """Whether two sides speak of one agreement."""
    seen = (_together, _parties, _days, _rest)
    return judged("pact", left.id, right.id, (found for feature in seen for found in feature(left, right)))


def _together(left: Side, right: Side) -> Iterator[Seen]:
    """Two of one report: two deals were told apart; a claim goes with the only deal, or with the one whose party it names."""
    if left.report != right.report:
        return
    if left.deal and right.deal:
        yield "same-report", "the report tells of both"
    elif (left.deal or right.deal) and (left.setting.deals == 1 or left.parties & right.parties):
        yield "told-together", "the report speaks of it as the agreement"


def _parties(left: Side, right: Side) -> Iterator[Seen]:
    shared = left.parties & right.parties
    if len(shared) > 1:
        yield "parties", ", ".join(sorted(shared))
    elif shared:
        yield "party", min(shared)
    elif len(left.parties) > 1 and len(right.parties) > 1:
        yield "other-parties", f"{', '.join(sorted(left.parties))} against {', '.join(sorted(right.parties))}"


def _days(left: Side, right: Side) -> Iterator[Seen]:
    if left.effective and right.effective:
        gap = gap_days(left.effective, right.effective)
        if gap > FAR_DAYS:
            yield "far-in-time", f"{gap} days apart"
        elif overlaps(left.effective, right.effective) and left.effective.days == right.effective.days == 1:
            yield "day", str(left.effective.start)
    if left.days and right.days:
        gap = gap_days(left.days, right.days)
        if gap <= NEAR_DAYS:
            yield "time", f"{gap} days apart"
        elif gap > FAR_DAYS and not (left.effective and right.effective):
            yield "far-in-time", f"{gap} days apart"


def _rest(left: Side, right: Side) -> Iterator[Seen]:
    if left.kinds & right.kinds:
        yield "kind", ", ".join(sorted(left.kinds & right.kinds))
    near = [one.name for one in left.sites for other in right.sites if beside(one, other)]
    if near:
        yield "terms", min(near)
    if left.report == right.report:
        return
    named = max(len(left.setting.parties & right.parties), len(right.setting.parties & left.parties))
    places = left.setting.places & right.setting.places
    if named > 1 or places:
        yield "setting", f"{named} parties, {len(places)} places in common"
