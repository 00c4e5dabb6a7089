"""Incidents as the 49 columns of UCDP's Georeferenced Event Dataset, with ids of our own; what UCDP does not code is left out."""

from dataclasses import dataclass

from tacitus.incidents.agreed.actors import folded
from tacitus.incidents.agreed.ground import place_words
from tacitus.measures.geometry import middle_of
from tacitus.model.answers import Point
from tacitus.model.entry import Entry, Named
from tacitus.views.export.incidents import figures, pick, telling
from tacitus.views.export.incidents.acled import own_id
from tacitus.views.export.incidents.cell import Cell, Left, Origin, Row, empty
from tacitus.views.export.incidents.figures import Told
from tacitus.views.export.incidents.pick import Days, Side, Spot
from tacitus.views.export.incidents.tables import actor_row, countries
from tacitus.views.export.incidents.weighed import Story, Terms

STATE, NON_STATE, ONE_SIDED = 1, 2, 3
_MIDNIGHT = " 00:00:00.000"
_KINDS = {STATE: "state-based", NON_STATE: "non-state", ONE_SIDED: "one-sided"}


@dataclass(frozen=True, slots=True)
class Dyad:
    """The two sides in UCDP's terms: `violence` is its type of violence."""

    violence: int
    one: Side
    other: Side


def row(story: Story, terms: Terms) -> Row | Left:
    """One row, or why the incident is no event of UCDP's."""
    if not any(entry.codes.ucdp for entry in story.told):
        return Left("UCDP codes the use of armed force; no claim tells of any")
    days, spot = pick.days(story), pick.spot(story)
    if isinstance(days, Left):
        return days
    if isinstance(spot, Left):
        return spot
    dyad = dyad_of(story)
    if isinstance(dyad, Left):
        return dyad
    if days.coded.ucdp is None or spot.coded.ucdp is None:
        return Left("UCDP has no code for a time or a place known as roughly as this")
    deaths = deaths_of(story, dyad)
    if isinstance(deaths, Left):
        return deaths
    return {
        "id": Cell(own_id(story.incident.id), "the incident's own id", story.incident.claims),
        **_sides(dyad),
        **_sources(story),
        **_where(spot, terms),
        **_when(days),
        **deaths,
    }


def dyad_of(story: Story) -> Dyad | Left:
    """Who fought whom, where that is one of UCDP's three types."""
    kind = next((entry.kind for entry in story.told if entry.codes.ucdp and entry.kind != "casualties"), story.incident.kind)
    one, other = pick.sides(story, kind)
    if one is None:
        return Left("no organised actor is named: UCDP codes what an organised actor does")
    if other is None:
        return Left("nobody is named as attacked, and the type of violence hangs on it")
    roles = [_role(side.named[0]) for side in (one, other)]
    if roles[0] == "civilians" and roles[1] in ("government", "organised"):
        return Left("civilians attacked an armed actor: UCDP codes what organised actors do")
    if "unclear" in roles or roles[0] == "civilians":
        names = [side.named[0].name for side, role in zip((one, other), roles, strict=True) if role in ("unclear", "civilians")]
        return Left(f"UCDP asks which organised actor exactly: {', '.join(names)}")
    if roles[1] == "civilians":
        return Dyad(ONE_SIDED, one, other)
    if "government" not in roles:
        return Dyad(NON_STATE, one, other)
    return Dyad(STATE, one, other) if roles[0] == "government" else Dyad(STATE, other, one)


def _role(named: Named) -> str:
    row = actor_row(named)
    return row.ucdp if row else "unclear"


def side_name(named: Named) -> str:
    """A state as UCDP names it: the government of its country.

    >>> side_name(Named("Syrian Arab Army", kind="state military", country="SY"))
    'Government of Syria'
    """
    country = countries().get(named.country or "")
    if _role(named) == "government" and country:
        return f"Government of {country.called or country.name}"
    return "Civilians" if _role(named) == "civilians" else named.name


def _sides(dyad: Dyad) -> Row:
    one, other = dyad.one.named[0], dyad.other.named[0]
    claims = tuple(dict.fromkeys((*dyad.one.origin.claims, *dyad.other.origin.claims)))
    both = Origin("the two sides' kinds (actors.toml)", claims, (*dyad.one.origin.words, *dyad.other.origin.words))
    told = f"{_KINDS[dyad.violence]}, by what kinds of actors the sides are"
    return {
        "type_of_violence": both.cell(dyad.violence, suggested=told),
        "dyad_name": both.cell(f"{side_name(one)} - {side_name(other)}", "the names of the sides"),
        "side_a": dyad.one.origin.cell(side_name(one)),
        "side_b": dyad.other.origin.cell(side_name(other)),
        "gwnoa": _state(dyad.one),
        "gwnob": _state(dyad.other),
    }


def _state(side: Side) -> Cell:
    named = side.named[0]
    country = countries().get(named.country or "")
    if _role(named) != "government":
        return empty("the side is no state")
    if country is None or country.gw is None:
        return empty("the state has no number in the list of Gleditsch and Ward")
    return side.origin.cell(country.gw, f"countries.toml: {country.id}")


def deaths_of(story: Story, dyad: Dyad) -> Row | Left:
    """Low, best and high, and whose deaths they are: the four parts always add up to best."""
    told = figures.main(story, "killed", "ucdp")
    if told is None:
        return Left(f"UCDP counts events in which people died: {figures.why_none(story, 'killed')}")
    best = told.figures.best if told.figures.best is not None else told.figures.low
    if best is None:
        return Left(f"no figure of deaths: told only as {', '.join(told.words)}")
    if best < 1:
        return Left("nobody was killed, and UCDP counts events in which somebody was")
    column = "best" if told.figures.best is not None else "low"
    rule = "ucdp" if column == "best" else "the lowest figure, for want of a best"
    return {
        **{name: told.cell(name, "ucdp", f"suggested: {told.figures.rule}") for name in ("low", "high")},
        **_parts(story, dyad, told, figures.whole(best)),
        "best": told.origin(column).cell(figures.whole(best), f"{rule}: {told.figures.rule}", f"suggested: {told.figures.rule}"),
    }


def _parts(story: Story, dyad: Dyad, told: Told, best: int) -> Row:
    """Whose deaths: the sorts of people that tolls tell of, where they fit into best; the rest is unknown."""
    wanted = {
        "deaths_civilians": ("civilians",),
        "deaths_a": _fighters(dyad.one),
        "deaths_b": () if dyad.violence == ONE_SIDED else _fighters(dyad.other),
    }
    found = {name: figures.part(story, "killed", "ucdp", whom) for name, whom in wanted.items()}
    values = {name: figures.whole(part.figures.best) for name, part in found.items() if part and part.figures.best is not None}
    fits = sum(values.values()) <= best
    kept = values if fits else {}
    more = f"the sorts told of add up to {sum(values.values())}, more than best: none of them is put"
    why = "what best leaves over" if fits else more
    parts = {name: part.cell("best", "ucdp") for name, part in found.items() if part and name in kept}
    rest = told.origin("best").cell(best - sum(kept.values()), why, None if fits else why)
    nobody = Cell(0, "no figure is told of them; deaths not told apart are in deaths_unknown")
    return {**dict.fromkeys(wanted, nobody), **parts, "deaths_unknown": rest}


def _fighters(side: Side) -> tuple[str, ...]:
    """What a toll calls a side's dead."""
    named = side.named[0]
    return tuple(f"{name} fighters" for name in dict.fromkeys((named.name, folded(named.name), *named.aliases)))


def _sources(story: Story) -> Row:
    """One entry a text, copies too: what was read, by whom, when, under which heading, and who told them."""
    told = telling.reports(story)
    claims = tuple(entry.id for entry in told)
    families = {story.families.get(entry.report.text, entry.report.text) for entry in told}
    joined = Origin("one part for each report, parted by ;", claims)
    copies = None if len(families) == len(told) else f"{len(told)} texts, {len(families)} of them no copy of another"
    return {
        "number_of_sources": Origin("texts that are no copies of one another", claims).cell(len(families), suggested=copies),
        "source_article": joined.cell(";".join(",".join(part for part in _article(entry) if part) for entry in told)),
        "source_office": joined.cell(";".join(_plain(telling.publisher(entry)) for entry in told)),
        "source_date": joined.cell(";".join(_day(entry) for entry in told)),
        "source_headline": joined.cell(";".join(_plain(entry.report.title or "") for entry in told)),
        "source_original": joined.cell(
            ";".join(dict.fromkeys(_plain(telling.originals(entry)) for entry in story.told)), "the last of those who say it"
        ),
    }


def _article(entry: Entry) -> tuple[str, ...]:
    return _plain(telling.publisher(entry)), _day(entry), _plain(entry.report.title or "")


def _day(entry: Entry) -> str:
    days = entry.report.published
    return str(days.start or days.end) if days else ""


def _plain(text: str) -> str:
    """Without the mark that parts sources."""
    return text.replace(";", ",")


def _where(spot: Spot, terms: Terms) -> Row:
    site, land = spot.site, countries().get(spot.site.country or "")
    point = middle_of(site.footprint.ring) if site.relation and site.footprint else site.point or Point(0.0, 0.0)
    lat, lon = round(point.lat, 6), round(point.lon, 6)
    middle = "the middle of the ground that the words can mean" if site.relation else "the point of the place that is named"
    province = terms.province(site)
    rule = f"countries.toml: {land.id}" if land else ""
    found = {
        "where_prec": spot.origin.cell(spot.coded.ucdp, f"measures/precision.toml: {spot.coded.row}: {spot.coded.words}"),
        "where_coordinates": spot.origin.cell(site.name),
        "where_description": spot.origin.cell(place_words(site)),
        "adm_1": spot.origin.cell(province, "the gazetteer") if province else empty("no gazetteer gives one"),
        "latitude": spot.origin.cell(lat, middle),
        "longitude": spot.origin.cell(lon, middle),
        "geom_wkt": spot.origin.cell(f"POINT ({lon:.6f} {lat:.6f})", middle),
        "priogrid_gid": spot.origin.cell(priogrid(lat, lon), "the cell of half a degree that holds the point"),
    }
    if land:
        found |= {"country": spot.origin.cell(land.called or land.name, rule)}
        found |= {"country_id": spot.origin.cell(land.gw, rule)} if land.gw else {}
        found |= {"region": spot.origin.cell(land.ucdp, rule)} if land.ucdp else {}
    return found


def priogrid(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell of a point: 720 cells a row of half a degree, from the south-west, from 1.

    >>> priogrid(-90, -180), priogrid(15.6, 32.5), priogrid(90, 180)
    (1, 152346, 259200)
    """
    down, along = min(int((lat + 90) * 2), 359), min(int((lon + 180) * 2), 719)
    return down * 720 + along + 1


def _when(days: Days) -> Row:
    exact = days.coded.ucdp in (1, 2)
    clarity = "told as one event of a few days" if exact else "told for a longer time: it may sum up several events"
    return {
        "year": days.origin.cell(days.first.year, "the year of date_start"),
        "event_clarity": days.origin.cell(1 if exact else 2, clarity, f"suggested: {clarity}"),
        "date_prec": days.origin.cell(days.coded.ucdp, f"measures/precision.toml: {days.coded.row}: {days.coded.words}"),
        "date_start": days.origin.cell(f"{days.first}{_MIDNIGHT}"),
        "date_end": days.origin.cell(f"{days.last}{_MIDNIGHT}"),
    }
