"""A claim of the ledger in words, before anybody draws it."""

from dataclasses import dataclass

from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Named, Report, Site, Told
from tacitus.model.found import Basis
from tacitus.model.span import Span
from tacitus.views.pages import Slot
from tacitus.views.plain import around, shown
from tacitus.views.wording import amount_words, day_words, relation_words

WORDS = 260  # characters of a clause that are shown around its trigger


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A claim of the ledger. `words` are the clause before, at and after the trigger; `report` the report in one line."""

    id: str
    what: str
    notes: tuple[str, ...]
    said_by: str
    slots: tuple[tuple[str, tuple[Slot, ...]], ...]
    words: tuple[str, str, str]
    report: str


def entry_page(entry: Entry) -> EntryPage:
    """What a person reads of a claim."""
    notes = [] if entry.standing is Standing.HAPPENED else [str(entry.standing)]
    slots = (
        ("who", tuple(_party(party) for party in entry.agents)),
        ("to whom", tuple(_party(party) for party in entry.targets)),
        ("where", (_site(entry.place),) if entry.place else ()),
        ("when", (Slot(day_words(entry.when.days), Basis(entry.when.known.basis)),) if entry.when else ()),
        ("how many", tuple(_told(count) for count in entry.counts)),
    )
    return EntryPage(
        id=entry.id,
        what=entry.kind.replace("_", " "),
        notes=(*notes, *(["hedged"] if entry.hedged else []), *([entry.review] if entry.review else [])),
        said_by=" > ".join(shown(mouth.name) for mouth in entry.said_by),
        slots=slots,
        words=_clause(entry),
        report=report_words(entry.report),
    )


def report_words(report: Report) -> str:
    """The report in one line: day, publisher or agency, title, where it was found."""
    day = day_words(report.published) if report.published else "undated"
    parts = (day, report.publisher or report.agency, report.title, report.key or report.uri)
    return shown(" · ".join(part for part in parts if part))


def _party(party: Named) -> Slot:
    return Slot(shown(party.name), Basis(party.known.basis) if party.known else Basis.STATED)


def _site(place: Site) -> Slot:
    sharp = f" ({place.precision})" if place.precision not in (None, "exact", "country") else ""
    country = f", {place.country}" if place.country and place.precision != "country" else ""
    return Slot(f"{relation_words(place.relation)}{shown(place.name)}{country}{sharp}", Basis(place.known.basis))


def _told(count: Told) -> Slot:
    words = (amount_words(count.hedge, count.low, count.best, count.high), count.unit or count.kind, count.outcome)
    return Slot(shown(" ".join(word for word in words if word)), Basis(count.known.basis))


def _clause(entry: Entry) -> tuple[str, str, str]:
    """The clause cut at its trigger; a trigger outside of it (a headline's) stands alone."""
    clause, trigger = entry.evidence, entry.trigger
    if not clause.span.contains(trigger.span):
        return "", shown(trigger.text), ""
    start = trigger.span.start - clause.span.start
    core = Span(start, start + len(trigger.span))
    return around(clause.text, Span(0, len(clause.text)), core, WORDS)
