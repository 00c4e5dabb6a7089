"""A claim, as small as it can be held against others: days as numbers, a box, names folded, stems. A million must fit in memory."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from tacitus.incidents.stems import PLAIN, name_of, singular, stem, stems, telling, weight, words_of
from tacitus.incidents.tables import light_words
from tacitus.measures.geometry import Box, bounds, distance_km
from tacitus.measures.number import bounds as figure_bounds
from tacitus.model.answers import Amount, Footprint, Point, Standing
from tacitus.model.entry import Entry, Named, Report, Site, Told
from tacitus.model.interval import Interval

MOST_ABOUT = 120  # words by which a report is known
MOST_STORY = 10  # words that bring two reports together
MOST_WORDS = 40  # words of a clause
WIDE = frozenset({"district", "province", "country"})
_AMBIGUOUS = re.compile(r"^(?:the|a|an|some|his|her|their|its|these|those|this|that) ", re.IGNORECASE)

Figure = tuple[str, float, float]  # what is counted and what became of it; the least and the most it can be


@dataclass(frozen=True, slots=True)
class Ground:
    """Where it happened: the middle, the box it lies in, and whether only a wide area is known."""

    name: str
    centre: Point | None
    box: Box | None
    country: str | None
    wide: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """A claim for comparing. Days are ordinals (`date.toordinal`); `told` is the first day of the report's own interval.

    Actors: "@id" of the table, "=name" of a person or body by its own name, "~word" what kind of people they are.
    `trigger` and `words` are stems, `deed` the trigger as it stands; `about` are those of the whole report and `story` the foremost
    of them, shared values of all its claims. `at` is where the clause
    stands in the report; `counted` are its numbers by their index there and `part_of` those that they are part of; `effects` are
    the ids of the claims that the report says came of it.
    """

    id: str
    report: str
    kind: str
    also: tuple[str, ...] = ()
    standing: Standing = Standing.HAPPENED
    first: int | None = None
    last: int | None = None
    told: int | None = None
    ground: Ground | None = None
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    trigger: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    about: frozenset[str] = frozenset()
    story: tuple[str, ...] = ()
    deed: str = ""
    voice: str = ""
    at: tuple[int, int] = (0, 0)
    counted: tuple[int, ...] = ()
    part_of: tuple[int, ...] = ()
    effects: tuple[str, ...] = ()


def sketches(entries: Iterable[Entry]) -> tuple[Sketch, ...]:
    """The sketches of claims, in their order; all claims of a report must be given together, for they tell what it is about."""
    kept = tuple(entries)
    reports: dict[str, list[Entry]] = {}
    for entry in kept:
        reports.setdefault(report_key(entry.report), []).append(entry)
    known = {report: about_of(told[0].report.title or "", *(one.evidence.text for one in told)) for report, told in reports.items()}
    return tuple(sketch(entry, known[report_key(entry.report)]) for entry in kept)


def report_key(report: Report) -> str:
    """What tells one report from another: the text that was read."""
    return report.text or report.document


@dataclass(frozen=True, slots=True)
class About:
    """The words by which a report is known, and the foremost of them."""

    words: frozenset[str] = frozenset()
    story: tuple[str, ...] = ()


def about_of(*texts: str) -> About:
    """The words by which a report is known: the telling ones, rarest and most often used first; names keep a capital."""
    words = [word for text in texts for word in words_of(text)]
    seen = Counter(map(stem, words))
    small = {stem(word) for word in words if word[0].islower()}
    known = {word: name_of(word) if weight(word) == PLAIN and word not in small else word for word in seen if weight(word) > 1}
    told = sorted(known, key=lambda word: (-weight(known[word]) * min(seen[word], 3), word))
    return About(frozenset(known[word] for word in told[:MOST_ABOUT]), tuple(known[word] for word in told[:MOST_STORY]))


def sketch(entry: Entry, about: About | None = None) -> Sketch:
    """The sketch of one claim."""
    when = entry.when.days if entry.when else None
    first, last = _days(when)
    told, _ = _days(entry.report.published)
    words = telling((entry.evidence.text,))
    return Sketch(
        id=entry.id,
        report=intern(report_key(entry.report)),
        kind=intern(entry.kind),
        also=_kinds(entry.also),
        standing=entry.standing,
        first=first,
        last=last,
        told=told,
        ground=_ground(entry.place) if entry.place else None,
        agents=tuple(dict.fromkeys(actor_key(one) for one in entry.agents)),
        targets=tuple(dict.fromkeys(actor_key(one) for one in entry.targets)),
        figures=tuple(dict.fromkeys(figure for count in entry.counts if (figure := _figure(count)))),
        trigger=trigger_stems(entry.trigger.text),
        deed=intern(entry.trigger.text),
        words=words
        if len(words) <= MOST_WORDS
        else tuple(sorted(sorted(words, key=lambda word: (-weight(word), word))[:MOST_WORDS])),
        about=about.words if about else frozenset(),
        story=about.story if about else (),
        voice=intern(entry.said_by[-1].name if entry.said_by else ""),
        at=(entry.evidence.span.start, entry.evidence.span.end),
        counted=tuple(count.count for count in entry.counts),
        part_of=tuple(count.part_of for count in entry.counts if count.part_of is not None),
        effects=entry.cause_of,
    )


@lru_cache(maxsize=4096)
def _kinds(also: tuple[str, ...]) -> tuple[str, ...]:
    """One shared value for each set of kinds."""
    return tuple(dict.fromkeys(also))


def _days(interval: Interval | None) -> tuple[int | None, int | None]:
    """The ordinals of the first and last day; an open end is the day at the other end."""
    if interval is None:
        return None, None
    first, last = interval.start or interval.end, interval.end or interval.start
    return (first.toordinal(), last.toordinal()) if first and last else (None, None)


def actor_key(actor: Named) -> str:
    """An actor for comparing: by the table's id, by its own name, or by what kind of people it is.

    >>> actor_key(Named("Hezbollah", id="hezbollah")), actor_key(Named("Abu Omar")), actor_key(Named("the six soldiers"))
    ('@hezbollah', '=abu omar', '~soldier')
    """
    if actor.id and not actor.id.startswith(("actor-", "part-")):
        return intern(f"@{actor.id}")
    name = _AMBIGUOUS.sub("", actor.name)
    if name[:1].isupper() and not name.isupper() and (" " in name or actor.name == name):
        return intern(f"={name.casefold()}")
    words = words_of(name.partition(" of ")[0])
    return intern(f"~{singular(words[-1]) if words else name.casefold()}")


def _figure(told: Told) -> Figure | None:
    """A figure with its bounds; None where the words name no number."""
    if told.best is None and told.low is None and told.high is None:
        return None
    low, high = figure_bounds(Amount(told.best, told.low, told.high, told.hedge))
    return (_counted(told.outcome or "", told.kind or "", (told.unit or "").casefold()), low, high)


@lru_cache(maxsize=4096)
def _counted(outcome: str, kind: str, unit: str) -> str:
    """What is counted: what became of it and of whom, else the noun."""
    return intern(outcome or (kind if kind not in ("", "other") else unit))


def _ground(site: Site) -> Ground:
    point = site.point
    return _shared_ground(site.id or site.name.casefold(), site.name, point, site.footprint, site.country, site.precision)


@lru_cache(maxsize=65_536)
def _shared_ground(
    _id: str, name: str, point: Point | None, footprint: Footprint | None, country: str | None, precision: str | None
) -> Ground:
    """One shared value for each place and footprint."""
    box = bounds(footprint.ring) if footprint else (point.lat, point.lon, point.lat, point.lon) if point else None
    wide = precision in WIDE or (precision is None and point is None)
    return Ground(intern(name), point, box, country, wide or (box is not None and _across_km(box) > 120))


def _across_km(box: Box) -> float:
    """The diagonal of a box."""
    south, west, north, east = box
    return distance_km(Point(south, west), Point(north, east)) if math.isfinite(south) else 0.0


@lru_cache(maxsize=65_536)
def trigger_stems(text: str) -> tuple[str, ...]:
    """The stems of the words that say what happened: light verbs and numbers left out.

    >>> trigger_stems("carried out 26 strikes")
    ('strik',)
    """
    told = [one for one in stems(text) if one not in _light_stems(True) and not one[0].isdigit()]
    weighty = [one for one in told if one not in _light_stems(False)]
    return tuple(dict.fromkeys(weighty or told))


@lru_cache(maxsize=2)
def _light_stems(empty: bool) -> frozenset[str]:
    words = light_words(empty)
    return frozenset(one for word in words for one in stems(word)) | words
