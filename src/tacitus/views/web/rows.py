"""A claim as a page writes it: every name with where it leads, every value with how it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tacitus.format.entry import entry_of
from tacitus.format.pieces import Json
from tacitus.model.entry import Entry, Named
from tacitus.views.entries import EntryPage, entry_page
from tacitus.views.pages import Slot
from tacitus.views.plain import shown
from tacitus.views.wording import day_words


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that fill a slot, how they are known, and the page that tells more; None where there is none."""

    text: str
    basis: str
    href: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`words` are the clause before, at and after its trigger; `slots` pairs of a label and its fillers, without the empty ones."""

    id: str
    number: int
    what: str
    notes: tuple[str, ...]
    said_by: tuple[Filler, ...]
    slots: tuple[tuple[str, tuple[Filler, ...]], ...]
    words: tuple[str, str, str]
    report: str
    publisher: str
    title: str
    published: str
    confidence: float

    @property
    def by_slot(self) -> dict[str, tuple[Filler, ...]]:
        return dict(self.slots)


def row_of(line: Json) -> Row:
    """A row from a claim's line."""
    entry = entry_of(line)
    page = entry_page(entry)
    report = entry.report
    return Row(
        id=entry.id,
        number=entry.number,
        what=page.what,
        notes=page.notes,
        said_by=tuple(_mouth(mouth) for mouth in entry.said_by),
        slots=tuple(_slots(entry, page)),
        words=page.words,
        report=report.text,
        publisher=shown(report.publisher or report.agency or ""),
        title=shown(report.title or "") or shown(report.key or report.uri) or "untitled",
        published=day_words(report.published) if report.published else "undated",
        confidence=entry.confidence,
    )


def _slots(entry: Entry, page: EntryPage) -> Iterable[tuple[str, tuple[Filler, ...]]]:
    """The page's slots, those of people and places with their addresses."""
    leads: dict[str, list[tuple[str | None, str | None]]] = {
        "who": [(actor_href(party), party.kind) for party in entry.agents],
        "to whom": [(actor_href(party), party.kind) for party in entry.targets],
        "where": [(f"/?{urlencode({'place': entry.place.name})}", entry.place.kind)] if entry.place else [],
    }
    for label, slots in page.slots:
        if slots:
            known = leads.get(label) or [(None, None)] * len(slots)
            yield label, tuple(_filler(slot, *lead) for slot, lead in zip(slots, known, strict=True))


def _filler(slot: Slot, href: str | None, kind: str | None) -> Filler:
    return Filler(slot.text, str(slot.basis), href, kind)


def _mouth(mouth: Named) -> Filler:
    href = actor_href(mouth) if mouth.id else f"/?{urlencode({'speaker': mouth.name})}"
    return Filler(shown(mouth.name), "stated" if mouth.quote else "frame", href, mouth.kind)


def actor_href(party: Named) -> str | None:
    """The page of an actor that has an id; what is only a noun has none."""
    return f"/actor/{quote(party.id, safe='')}" if party.id else None
