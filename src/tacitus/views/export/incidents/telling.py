"""Who told it, and the happening in a sentence of our own, made of the row's values: no words of the reports."""

from collections.abc import Iterable, Sequence

from tacitus.model.entry import Entry
from tacitus.model.versions import Figures, Toll, Voice
from tacitus.views.export.incidents.cell import Cell, Origin
from tacitus.views.export.incidents.pick import TOGETHER, Days, Deed, Side, Spot
from tacitus.views.export.incidents.weighed import Story
from tacitus.views.wording import day_words, number_words

_SHOWN = 4  # names of a list before "and more"


def publisher(entry: Entry) -> str:
    """Who published the report, else its agency, else the last part of what the report is kept under."""
    return entry.report.publisher or entry.report.agency or entry.report.key.rstrip("/").rpartition("/")[2]


def publishers(story: Story) -> Cell:
    """Every publisher once, by the day of the report."""
    told = story.told
    names = dict.fromkeys(publisher(entry) for entry in told)
    return Cell("; ".join(names), "publishers of the reports that say that it happened", tuple(entry.id for entry in told))


def reports(story: Story) -> tuple[Entry, ...]:
    """The first claim of each text, in order."""
    return tuple({entry.report.text: entry for entry in reversed(story.told)}.values())[::-1]


def originals(entry: Entry) -> str:
    """Who told the publisher: the last link of the chain."""
    return entry.said_by[-1].name if len(entry.said_by) > 1 else publisher(entry)


def voiced(voices: Sequence[Voice]) -> str:
    names = list(dict.fromkeys(voice.name for voice in voices))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def notes(story: Story, deed: Deed | None, sides: tuple[Side | None, Side | None], days: Days | None, spot: Spot | None) -> Cell:
    """What the incident is, who stands behind it, who denies it."""
    what = deed.kind if deed else story.incident.kind
    one, other = ((side.named[0].name if side else None) for side in sides)
    together = sides[0] is not None and sides[0].origin.rule == TOGETHER
    who = f" between {one}" if one and together else f" by {one}" if one else ""
    to = f" {'and' if together else 'against'} {other}" if other else ""
    place = f", {spot.words}" if spot else ""
    when = f", {day_words(days.days)}" if days else ""
    head = f"{what[:1].upper()}{what[1:]}{who}{to}{place}{when}."
    said = Origin("a sentence made of this row's values", tuple(entry.id for entry in story.told))
    return said.cell(" ".join([head, *toll_words(story.tolls), *_standing(story)]))


def toll_words(tolls: Iterable[Toll]) -> list[str]:
    """A sentence for each end that people came to, with the range of what is told of each sort of them."""
    found: dict[str, list[str]] = {}
    for toll in tolls:
        figures = next((one for one in toll.figures if one.policy == "ucdp"), None)
        if figures and toll.outcome and span(figures):
            found.setdefault(toll.outcome, []).append(f"{span(figures)} {toll.whom}")
    return [f"Told as {outcome}: {'; '.join(told)}." for outcome, told in found.items()]


def span(figures: Figures) -> str:
    """3–7; empty where there is no figure."""
    low, high = figures.low, figures.high
    if low is None and high is None:
        return "" if figures.best is None else number_words(figures.best)
    if low is None or high is None or low == high:
        return number_words(low if low is not None else high or 0)
    return f"{number_words(low)}–{number_words(high)}"


def _standing(story: Story) -> list[str]:
    voices = story.versions.voices
    count = len(voices.independent)
    told = f"Told by {count} independent {'voice' if count == 1 else 'voices'}"
    found = [f"{told} ({voiced(voices.independent)})." if count else "Told by no independent voice."]
    if voices.parties:
        found.append(f"Parties who say so: {voiced(voices.parties)}.")
    if voices.deniers:
        found.append(f"Denied by {voiced(voices.deniers)}.")
    return found
