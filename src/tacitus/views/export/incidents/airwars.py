"""Incidents as the tables that Airwars publishes, with ids of our own. Victims have no table; what researchers find is empty.

An incident is a moment at which sources alleged harm to people: one without is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tacitus.incidents.agreed.ground import place_words
from tacitus.model.entry import Entry, Named
from tacitus.model.versions import Toll
from tacitus.rules.table import load_rows
from tacitus.views.export.incidents import figures, pick, telling
from tacitus.views.export.incidents.acled import own_id
from tacitus.views.export.incidents.cell import Cell, Left, Origin, Row, empty
from tacitus.views.export.incidents.pick import Days, Spot
from tacitus.views.export.incidents.tables import actor_row, countries
from tacitus.views.export.incidents.weighed import Story, Terms

TABLES = ("incidents", "casualties", "sources", "belligerents", "infrastructure")
STRIKES = {"confirmed": "declared_strike", "fair": "likely_strike", "weak": "single_source_claim", "contested": "contested_strike"}
_HARM = ("killed", "injured")
_TYPES = {"civilians": "civilian non-combatants", "people": "people (status not told)"}
_PARTS = {"children": "children", "women": "women", "men": "men"}


@dataclass(frozen=True, slots=True)
class Infrastructure:
    """A row of places.toml."""

    id: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def holds(self, words: str) -> bool:
        return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", words, re.IGNORECASE) for word in self.words)


@cache
def infrastructure() -> tuple[Infrastructure, ...]:
    return load_rows(Infrastructure, "tacitus.views.export.incidents", "places.toml")


def tables(story: Story, terms: Terms) -> Mapping[str, tuple[Row, ...]] | Left:
    """The rows of every table, or why the incident has none."""
    days, spot = pick.days(story), pick.spot(story)
    if not any(toll.outcome in _HARM for toll in story.tolls) and story.versions.grade.grade is None:
        return Left("no claim tells of harm to people, and Airwars records harm")
    if isinstance(days, Left):
        return days
    if isinstance(spot, Left):
        return spot
    code = Cell(own_id(story.incident.id), "the incident's own id", story.incident.claims)
    hit = tuple(_infrastructure(story))
    return {
        "incidents": ({"code": code, **_incident(story, days, spot, terms, hit)},),
        "casualties": tuple({"code": code, **row} for row in _casualties(story)),
        "sources": tuple({"code": code, **row} for row in _sources(story)),
        "belligerents": tuple({"code": code, **row} for row in _belligerents(story)),
        "infrastructure": tuple({"code": code, **row} for row in hit),
    }


def _incident(story: Story, days: Days, spot: Spot, terms: Terms, hit: tuple[Row, ...]) -> Row:
    deed = pick.deed(story)
    kind = deed.kind if not isinstance(deed, Left) else story.incident.kind
    sides = pick.sides(story, kind)
    one_day = days.first == days.last
    target = sides[1].named[0] if sides[1] else None
    armed = sides[1] if target and _armed(target) else None
    names = list(dict.fromkeys(str(row["infrastructure"].value) for row in hit))
    first = next((row["infrastructure"] for row in hit), empty("none is named"))
    return {
        "date_type": days.origin.cell("single_date" if one_day else "date_range"),
        "date": days.origin.cell(days.first.isoformat()),
        "date_end": empty("it is one day") if one_day else days.origin.cell(days.last.isoformat()),
        **_first_told(story),
        **_place(spot, terms),
        "strike_type": Cell(kind, "the kind of happening", deed.origin.claims if not isinstance(deed, Left) else ()),
        "infrastructure": Cell("; ".join(names), first.rule, first.claims, first.words) if names else first,
        "targeted_belligerent": armed.origin.cell(armed.named[0].name) if armed else empty("none is named"),
        "observation": telling.notes(story, None if isinstance(deed, Left) else deed, sides, days, spot),
        **_grade(story),
    }


def _armed(named: Named) -> bool:
    row = actor_row(named)
    return row is not None and row.ucdp != "civilians"


def _first_told(story: Story) -> Row:
    """The earliest report that has a day."""
    dated = [entry for entry in story.told if entry.report.published and entry.report.published.start]
    if not dated:
        return {}
    first = min(dated, key=lambda entry: (str(entry.report.published and entry.report.published.start), entry.report.text))
    origin = Origin("the earliest report that has a day", (first.id,))
    return {
        "local_first_reported_date_time": origin.cell(str(first.report.published.start if first.report.published else "")),
        "local_first_reported_by": origin.cell(telling.publisher(first)),
        "local_first_reported_url": origin.cell(first.report.uri),
    }


def _place(spot: Spot, terms: Terms) -> Row:
    site, land = spot.site, countries().get(spot.site.country or "")
    province, point = terms.province(site), site.point
    return {
        "country": spot.origin.cell(land.name) if land else empty("the country is not known"),
        "location_name": spot.origin.cell(place_words(site)),
        "region": spot.origin.cell(province) if province else empty("no gazetteer gives one"),
        "geolocated": Cell("no", "nobody looked at pictures: the place follows from words"),
        "latitude": spot.origin.cell(round(point.lat, 6) if point else None),
        "longitude": spot.origin.cell(round(point.lon, 6) if point else None),
        "geolocation_accuracy": spot.origin.cell(spot.coded.airwars, f"measures/precision.toml: {spot.coded.row}"),
        "geolocation_notes": spot.origin.cell(spot.coded.words),
    }


def _grade(story: Story) -> Row:
    grade = story.versions.grade
    claims = tuple(entry.id for entry in story.told)
    civil = [toll for toll in story.tolls if toll.outcome in _HARM and casualty_type(toll)[0] not in ("belligerents", None)]
    reported = Cell("yes" if civil else "no", "whether a toll counts people who are not told of as fighters", claims)
    if grade.grade is None or grade.rule is None:
        none = empty(grade.why_not or "no rule of grades.toml fits")
        return {"civilian_harm_reported": reported, "civilian_harm_status": none, "strike_status": none}
    rule = f"grades.toml: {grade.rule}"
    status = Cell(grade.grade.title(), rule, claims, (), f"suggested: {grade.words}")
    strike = STRIKES.get(grade.grade)
    suggested = Cell(strike, rule, claims, (), f"suggested from the grade {grade.grade}")
    of = suggested if strike else empty(f"the grade is {grade.grade}")
    return {"civilian_harm_reported": reported, "civilian_harm_status": status, "strike_status": of}


def casualty_type(toll: Toll) -> tuple[str | None, str | None]:
    """Airwars' type of those whom a toll counts, and whose fighters they were; (None, None) for things and for other parts."""
    part, among, _ = toll.whom.partition(figures.AMONG)
    if among:
        return _PARTS.get(part), None
    if toll.whom in _TYPES:
        return _TYPES[toll.whom], None
    if toll.whom in ("fighters", "soldiers", "militants", "police officers"):
        return "belligerents", None
    if toll.whom.endswith(" fighters"):
        return "belligerents", toll.whom.removesuffix(" fighters")
    return None, None


def _casualties(story: Story) -> Iterator[Row]:
    found: dict[tuple[str, str | None], dict[str, Cell]] = {}
    for outcome in _HARM:
        for told in figures.tolls(story, outcome, "airwars"):
            kind, side = casualty_type(told.toll)
            if kind is None:
                continue
            held = found.setdefault((kind, side), {"casualty_type": told.origin("low").cell(kind, "what the toll calls them")})
            held.setdefault(f"{outcome}_min", told.cell("low", "airwars", "suggested: the lowest figure told"))
            held.setdefault(f"{outcome}_max", told.cell("high", "airwars", "suggested: the highest figure told"))
            if side:
                held["affiliation"] = told.origin("low").cell(side, "what the toll calls them")
    yield from found.values()


def _sources(story: Story) -> Iterator[Row]:
    for entry in telling.reports(story):
        days = entry.report.published
        origin = Origin("the facts of the report", (entry.id,))
        day = days.start or days.end if days else None
        yield {
            "date": origin.cell(day.isoformat()) if day else empty("the report has no day"),
            "name": origin.cell(telling.publisher(entry)),
            "url": origin.cell(entry.report.uri),
        }


def _belligerents(story: Story) -> Iterator[Row]:
    """Every armed actor that any version names as the doer."""
    found: dict[str, tuple[Named, Entry]] = {}
    for entry in story.told:
        for named in entry.agents:
            if _armed(named):
                found.setdefault(named.name, (named, entry))
    for name, (named, entry) in found.items():
        words = ((entry.id, named.quote),) if named.quote else ()
        origin = Origin("named as the one who did it", (entry.id,), words)
        yield {
            "name": origin.cell(name),
            "type": origin.cell(named.kind),
            "assessment": Cell("not_yet_assessed", "nobody has assessed it"),
            "statements": _statements(story, name),
        }


def _statements(story: Story, name: str) -> Cell:
    voices = story.versions.voices
    said = [("says so", voice) for voice in voices.parties if voice.name == name]
    said += [("denies it", voice) for voice in voices.deniers if voice.name == name]
    if not said:
        return empty("it says nothing of it")
    claims = tuple(claim for _, voice in said for claim in voice.claims)
    return Cell("; ".join(words for words, _ in said), "the party's own claims", claims)


def _infrastructure(story: Story) -> Iterator[Row]:
    seen = set()
    for entry in story.told:
        places = [(entry.place.kind, entry.place.name, entry.place.quote)] if entry.place else []
        for kind, name, quote in (*places, *((None, named.name, named.quote) for named in entry.targets)):
            for row in infrastructure():
                if (kind in row.kinds or row.holds(name)) and (row.id, name) not in seen:
                    seen.add((row.id, name))
                    origin = Origin(f"places.toml: {row.id}", (entry.id,), ((entry.id, quote),) if quote else ())
                    yield {"infrastructure": origin.cell(row.id), "words": origin.cell(name)}
