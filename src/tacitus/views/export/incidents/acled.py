"""Incidents as ACLED's 31 columns, with ids of our own. The shape is ACLED's, the rows are not."""

from datetime import UTC, date, datetime

from tacitus.model.entry import Named
from tacitus.views.export.incidents import figures, pick, telling
from tacitus.views.export.incidents.cell import Cell, Left, Origin, Row, empty
from tacitus.views.export.incidents.pick import Days, Deed, Side, Spot
from tacitus.views.export.incidents.tables import Country, countries, deed_row, events, inter
from tacitus.views.export.incidents.weighed import Story, Terms

PREFIX = "TAC-"
_ARMED = frozenset({1, 2, 3, 4, 8})
_KILLING = frozenset({"killing", "execution"})
_SCALES = {
    frozenset({"National"}): "National",
    frozenset({"International"}): "International",
    frozenset({"Other"}): "Other",
    frozenset({"National", "International"}): "National-International",
    frozenset({"Other", "National"}): "Other-National",
    frozenset({"Other", "International"}): "Other-International",
}
_PRESS, _WATCH = frozenset({"news outlet", "agency"}), frozenset({"monitor"})


def own_id(incident: str) -> str:
    """An id that nobody takes for one of ACLED's or UCDP's.

    >>> own_id("incident-0a1b")
    'TAC-0a1b'
    """
    return PREFIX + incident.removeprefix("incident-")


def row(story: Story, terms: Terms) -> Row | Left:
    """One row, or why ACLED's columns cannot carry the incident."""
    deed, days, spot = pick.deed(story), pick.days(story), pick.spot(story)
    if isinstance(deed, Left):
        return deed
    if isinstance(days, Left):
        return days
    if isinstance(spot, Left):
        return spot
    if days.coded.acled is None:
        return Left(f"ACLED codes no time as wide as {days.coded.words}")
    if spot.coded.acled is None:
        return Left(f"ACLED codes no place that is known only as {spot.coded.words}")
    sides = pick.sides(story, deed.kind)
    codes = _codes(deed, sides, spot.site.country)
    if isinstance(codes, Left):
        return codes
    return {
        "event_id_cnty": Cell(own_id(story.incident.id), "the incident's own id", story.incident.claims),
        **_when(days),
        **_what(deed, codes, sides, spot),
        **_who(sides, spot),
        **_where(spot, terms),
        "source": telling.publishers(story),
        "source_scale": _scale(story, spot.site.country),
        "notes": telling.notes(story, deed, sides, days, spot),
        "fatalities": fatalities(story),
        "tags": _tags(story, codes[0]),
        "timestamp": _stamp(terms.as_of),
    }


def _when(days: Days) -> Row:
    middle = "the day" if days.first == days.last else "the middle of the days it can have been"
    rough = None if days.first == days.last else f"it can have been any day from {days.first} to {days.last}"
    return {
        "event_date": days.origin.cell(days.middle.isoformat(), f"{middle}; {days.origin.rule}", rough),
        "year": days.origin.cell(days.middle.year, "the year of event_date"),
        "time_precision": days.origin.cell(days.coded.acled, f"measures/precision.toml: {days.coded.row}: {days.coded.words}"),
    }


def _codes(deed: Deed, sides: tuple[Side | None, Side | None], country: str | None) -> tuple[str, str, str] | Left:
    """Event, sub-event, and the rule, where the parties decide between codes."""
    mine, theirs = (inter(side.named[0], country) if side else None for side in sides)
    taken, armed = deed_row("taken", deed.kind), deed_row("armed", deed.kind)
    if taken:
        if mine is None:
            return Left("territory changed hands, and ACLED's code hangs on who took it")
        event, _, sub = (taken.state if mine == 1 else taken.other).partition(" / ")
        return event, sub, f"deeds.toml: {taken.id}"
    if armed and theirs in _ARMED:
        event, _, sub = armed.becomes.partition(" / ")
        return event, sub, f"deeds.toml: {armed.id}"
    return deed.event, deed.sub, "what/kinds.toml: the code of the kind"


def _what(deed: Deed, codes: tuple[str, str, str], sides: tuple[Side | None, Side | None], spot: Spot) -> Row:
    event, sub, rule = codes
    of = events()[event]
    rule = f"{rule}; {deed.origin.rule}"
    target = sides[1]
    civilian = target is not None and inter(target.named[0], spot.site.country) == 7 and event != "Strategic developments"
    hit = (
        target.origin.cell("Civilian targeting", "those it was done to are civilians")
        if civilian and target
        else empty("no version told by most names civilians as those it was done to")
    )
    return {
        "disorder_type": deed.origin.cell(of.but.get(sub, of.disorder), f"deeds.toml: {event}"),
        "event_type": deed.origin.cell(event, rule),
        "sub_event_type": deed.origin.cell(sub, rule),
        "civilian_targeting": hit,
    }


def _who(sides: tuple[Side | None, Side | None], spot: Spot) -> Row:
    found: dict[str, Cell] = {}
    numbers = []
    for number, side in enumerate(sides, 1):
        if side is None:
            for column in ("actor", "assoc_actor_", "inter"):
                found[f"{column}{number}"] = empty("no claim says who did it" if number == 1 else "no claim says to whom")
            continue
        land = spot.site.country
        code = inter(side.named[0], land)
        numbers.append(code)
        found[f"actor{number}"] = side.origin.cell(actor_name(side.named[0], land))
        rest = "; ".join(actor_name(named, land) for named in side.named[1:])
        found[f"assoc_actor_{number}"] = side.origin.cell(rest) if rest else empty("nobody else is named on this side")
        found[f"inter{number}"] = _inter(side, code)
    return {**found, "interaction": _interaction(numbers, sides)}


def actor_name(named: Named, where: str | None) -> str:
    """The name; civilians with their country, else that of the place, as ACLED has them."""
    country = countries().get(named.country or where or "")
    if named.kind == "civilians" and country:
        return f"Civilians ({country.name})"
    return named.name


def _inter(side: Side, code: int | None) -> Cell:
    kind = side.named[0].kind or "not known"
    if code is None:
        return empty(f"an actor of the kind {kind} has no number of its own: a coder decides (actors.toml)")
    return side.origin.cell(code, f"actors.toml: {kind}", "follows from the actor's kind" if code in (3, 8) else None)


def _interaction(numbers: list[int | None], sides: tuple[Side | None, Side | None]) -> Cell:
    known = sorted(number for number in numbers if number is not None)
    if not known or len(known) < len(numbers):
        return empty("an actor without a number")
    joint = int("".join(map(str, known))) if len(known) == 2 else known[0] * 10
    claims = tuple(dict.fromkeys(claim for side in sides if side for claim in side.origin.claims))
    return Cell(joint, "the two numbers, the lower first; a sole actor's with 0", claims)


def _where(spot: Spot, terms: Terms) -> Row:
    land = countries().get(spot.site.country or "")
    province, point = terms.province(spot.site), spot.site.point
    none = empty("the country is not known")
    return {
        **_land(spot.origin, land, none),
        "admin1": spot.origin.cell(province, "the gazetteer") if province else empty("no gazetteer gives one"),
        "location": spot.origin.cell(spot.site.name),
        "latitude": spot.origin.cell(round(point.lat, 4) if point else None, "the point of the place that is named"),
        "longitude": spot.origin.cell(round(point.lon, 4) if point else None, "the point of the place that is named"),
        "geo_precision": spot.origin.cell(spot.coded.acled, f"measures/precision.toml: {spot.coded.row}: {spot.coded.words}"),
    }


def _land(origin: Origin, land: Country | None, none: Cell) -> Row:
    if land is None:
        return {"iso": none, "region": none, "country": none}
    rule = f"countries.toml: {land.id}"
    iso = origin.cell(land.iso, rule) if land.iso else empty("ISO has no number for it")
    return {"iso": iso, "region": origin.cell(land.acled, rule), "country": origin.cell(land.name, rule)}


def _scale(story: Story, country: str | None) -> Cell:
    """What the publishers are, where all of them are known."""
    found = set()
    for entry in story.told:
        named = entry.said_by[0] if entry.said_by else Named("")
        if named.kind in _WATCH:
            found.add("Other")
        elif named.kind in _PRESS and named.country and country:
            found.add("National" if named.country == country else "International")
        else:
            return empty(f"what kind of source {telling.publisher(entry)} is, is not known")
    scale = _SCALES.get(frozenset(found))
    claims = tuple(entry.id for entry in story.told)
    return Cell(scale, "kinds and countries of the publishers", claims) if scale else empty("the sources mix more than two scales")


def fatalities(story: Story) -> Cell:
    """ACLED's conservative figure, always a whole number where there is any."""
    told = figures.main(story, "killed", "acled")
    if told is None:
        why = figures.why_none(story, "killed")
        if any(toll.outcome == "killed" for toll in story.tolls) or _deadly(story):
            words = "deaths are told of without a figure for all: ACLED would put 10, or 3 where fighting is rare; a coder decides"
            return Cell(None, f"empty: {why}", (), (), words)
        nobody = "no claim tells of deaths; nobody says that there were none"
        return Cell(0, f"ACLED puts 0 where no deaths are reported: {why}", (), (), nobody)
    cell = told.cell("best", "acled", f"suggested by ACLED's rule from what is told of {told.toll.whom}")
    words = "told without a figure: ACLED would put 10, or 3 where fighting is rare; a coder decides"
    return cell if cell.value is not None else Cell(None, cell.rule, (), (), words)


def _deadly(story: Story) -> bool:
    """Whether a claim tells of deaths, with a figure or without."""
    own = any(entry.kind in _KILLING for entry in story.told)
    return own or any(told.outcome == "killed" for entry in story.claims.values() for told in entry.counts)


def _tags(story: Story, event: str) -> Cell:
    """The size of a crowd, the one tag that claims give."""
    crowd = next((told for entry in story.told for told in entry.counts if told.outcome is None and told.kind == "people"), None)
    if event not in ("Protests", "Riots") or crowd is None:
        return empty("ACLED's other tags are its coders'")
    entry = next(entry for entry in story.told if crowd in entry.counts)
    return Cell(f"crowd size={crowd.quote.text}", "a number of people at a protest", (entry.id,), ((entry.id, crowd.quote),))


def _stamp(as_of: date | None) -> Cell:
    if as_of is None:
        return empty("the export has no day")
    return Cell(int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()), "the day of the export, as Unix time")
