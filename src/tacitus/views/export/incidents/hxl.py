"""Incidents with HXL's row of hashtags under the header."""

from tacitus.incidents.agreed.ground import place_words
from tacitus.incidents.agreed.tables import speech
from tacitus.views.export.incidents import figures, pick, telling
from tacitus.views.export.incidents.acled import own_id
from tacitus.views.export.incidents.cell import Cell, Left, Row, empty
from tacitus.views.export.incidents.pick import Deed, Side
from tacitus.views.export.incidents.tables import columns, countries
from tacitus.views.export.incidents.weighed import Story, Terms
from tacitus.views.export.iso import alpha3

_FIGURES = (
    ("killed", "killed", None),
    ("injured", "injured", None),
    ("displaced", "displaced", None),
    ("civilians_killed", "killed", ("civilians",)),
    ("children_killed", "killed", ("children among civilians", "children among people")),
)
_BOUNDS = {"min": "low", "best": "best", "max": "high"}


def hashtags() -> tuple[str, ...]:
    """The second row."""
    return tuple(column.tag for column in columns("hxl"))


def row(story: Story, terms: Terms) -> Row | Left:
    """One row; whatever nobody tells is empty."""
    first = next(iter(pick.versions(story, "what")), None)
    if first is None:
        return Left("no claim says what happened")
    spoken = {version.text for _, version, _ in pick.versions(story, "what")}
    if all(speech(kind) for kind in spoken):
        return Left(f"words and no happening: {', '.join(sorted(spoken))}")
    deed = pick.deed(story)
    known = None if isinstance(deed, Left) else deed
    kind = known.kind if known else first[1].text
    sides = pick.sides(story, kind)
    claims = tuple(entry.id for entry in pick.asserted(first[1], story))
    return {
        "incident": Cell(own_id(story.incident.id), "the incident's own id", story.incident.claims),
        "type": known.origin.cell(kind) if known else Cell(kind, pick.MOST_TOLD, claims),
        **_codes(known, deed),
        **_sides(sides),
        **_time_and_place(story, terms),
        **_figures(story),
        **_told(story),
        "description": _description(story, known, sides),
    }


def _codes(known: Deed | None, deed: Deed | Left) -> Row:
    if known is None:
        none = empty(deed.why if isinstance(deed, Left) else "no code")
        return {"event_type": none, "sub_event_type": none}
    sub = empty("ACLED's code hangs on who took it") if " or " in known.sub else known.origin.cell(known.sub)
    return {"event_type": known.origin.cell(known.event), "sub_event_type": sub}


def _sides(sides: tuple[Side | None, Side | None]) -> Row:
    return {f"actor{number}": side.origin.cell(side.named[0].name) for number, side in enumerate(sides, 1) if side}


def _time_and_place(story: Story, terms: Terms) -> Row:
    days, spot = pick.days(story), pick.spot(story)
    found: dict[str, Cell] = {}
    if not isinstance(days, Left):
        found["date_start"] = days.origin.cell(days.first.isoformat())
        found["date_end"] = days.origin.cell(days.last.isoformat())
        found["date_precision"] = days.origin.cell(days.coded.ucdp, f"measures/precision.toml: {days.coded.row}")
    else:
        found |= dict.fromkeys(("date_start", "date_end", "date_precision"), empty(days.why))
    if isinstance(spot, Left):
        return {**found, **dict.fromkeys(("location", "latitude", "longitude", "geo_precision"), empty(spot.why))}
    site, land = spot.site, countries().get(spot.site.country or "")
    province, letters = terms.province(site), alpha3(site.country)
    found |= {"country": spot.origin.cell(land.name)} if land else {}
    found |= {"iso3": spot.origin.cell(letters)} if letters else {}
    found |= {"adm1": spot.origin.cell(province)} if province else {}
    return {
        **found,
        "location": spot.origin.cell(place_words(site)),
        "latitude": spot.origin.cell(round(site.point.lat, 6) if site.point else None),
        "longitude": spot.origin.cell(round(site.point.lon, 6) if site.point else None),
        "geo_precision": spot.origin.cell(spot.coded.ucdp, f"measures/precision.toml: {spot.coded.row}"),
    }


def _figures(story: Story) -> Row:
    wanted = {column.id for column in columns("hxl")}
    found: dict[str, Cell] = {}
    for name, outcome, whom in _FIGURES:
        told = figures.part(story, outcome, "ucdp", whom) if whom else figures.main(story, outcome, "ucdp")
        for bound, column in _BOUNDS.items():
            cell = f"{name}_{bound}"
            if cell in wanted and told:
                suggested = f"suggested: {told.figures.rule}" if bound == "best" else None
                found[cell] = told.cell(column, "ucdp", suggested)
            elif cell in wanted:
                found[cell] = empty(figures.why_none(story, outcome))
    return found


def _told(story: Story) -> Row:
    voices, grade = story.versions.voices, story.versions.grade
    claims = tuple(entry.id for entry in story.told)
    standing = tuple(dict.fromkeys(claim for voice in voices.independent for claim in voice.claims))
    denying = tuple(dict.fromkeys(claim for voice in voices.deniers for claim in voice.claims))
    addresses = "; ".join(dict.fromkeys(entry.report.uri for entry in story.told))
    graded = Cell(grade.grade, f"grades.toml: {grade.rule}", claims, (), f"suggested: {grade.words}")
    return {
        "independent_voices": Cell(len(voices.independent), "roots that are no party and say that it happened", standing),
        "deniers": Cell(telling.voiced(voices.deniers), "those who deny it", denying) if denying else empty("nobody denies it"),
        "grade": graded if grade.grade else empty(grade.why_not or "no rule fits"),
        "source": telling.publishers(story),
        "url": Cell(addresses, "the reports' addresses", claims),
    }


def _description(story: Story, deed: Deed | None, sides: tuple[Side | None, Side | None]) -> Cell:
    days, spot = pick.days(story), pick.spot(story)
    return telling.notes(story, deed, sides, None if isinstance(days, Left) else days, None if isinstance(spot, Left) else spot)
