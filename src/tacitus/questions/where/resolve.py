"""Which place a name means: every candidate weighed against the report as a whole, with the points in choice.toml.

Two rounds: the first goes by the gazetteer and by the countries and provinces that the report names; the second also by how
near a candidate lies to the places that the first round is sure of. The same word means the same place throughout a report,
unless another place is named with it ("Tripoli, Lebanon").
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tacitus.measures.letters import unmarked
from tacitus.model.reading import Reading
from tacitus.questions.where.evidence import Provinces, named_areas, province_named
from tacitus.questions.where.gazetteer import Gazetteer, Hit
from tacitus.questions.where.holders import with_it
from tacitus.questions.where.names import Name, nouns
from tacitus.questions.where.words import PACKAGE, is_spot, word_list
from tacitus.rules.table import load_rows

MOST = 40  # candidates of a name: the largest, and those at home
NEAR_KM = 150.0
FAR_KM = 500.0
SAME_KM = 50.0
SURE = 0.6  # the first round's chance from which a place speaks for those near it
TIE = 0.35  # the least chance that the best candidate needs
POWER = 0.25
DESK = 1.0  # what the dateline's place counts for its country
UNCOUNTED = 5_000  # people, for a town of unknown size in a country whose towns GeoNames mostly does not count
STRAY_KM = 1000.0
KNOWN = 300_000  # people: a town that reports name under many spellings, wherever they are of
CITY = 20_000  # a smaller town does not stand before its province


@dataclass(frozen=True, slots=True)
class Reason:
    """A row of choice.toml: what speaks for a candidate, its points, and the words for it (empty: not worth a word)."""

    id: str
    means: str
    points: float
    words: str = ""


@cache
def reasons() -> dict[str, Reason]:
    return {row.id: row for row in load_rows(Reason, PACKAGE, "choice.toml")}


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of a name's places, the best first, with their chances and the reasons for the best; or why it is none of them."""

    rows: tuple[int, ...]
    chances: tuple[float, ...]
    seen: tuple[str, ...]
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name with what its report says of it: the area named with it and the place nouns that it is given.

    `apart` is the place noun where the name is a country's too, and of a part of that country with it ("the State of Mexico"): what
    is said there holds for no other mention; `lends` that a road or a building bears the name.
    """

    name: Name
    holder: Name | None
    spoken: frozenset[str]
    apart: str = ""
    lends: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the whole report says of where it is: countries by how often they are named, provinces, the actors' countries, and
    the places that are sure."""

    lands: Mapping[str, float]
    provinces: Provinces
    homes: frozenset[str]
    sure: tuple[int, ...] = ()


def resolve(
    reading: Reading,
    names: Sequence[Name],
    gazetteer: Gazetteer,
    homes: frozenset[str] = frozenset(),
    powers: Collection[int] = (),
) -> list[Choice | None]:
    """The choice for each name, None where the gazetteer has nothing.

    `homes` are countries known from elsewhere (the actors'); `powers` the numbers of names that stand for a government, whose
    country says little of where things happen.
    """
    _, provinces = named_areas(names, gazetteer)
    report = Report(_lands(names, powers, gazetteer), provinces, homes)
    holders = with_it(reading, names, gazetteer)
    asked = [_asked(reading, name, holder, gazetteer) for name, holder in zip(names, holders, strict=True)]
    chosen = _together(asked)
    first = _round(chosen, asked, gazetteer, report)
    report = replace(report, lands=_with_desk(report.lands, reading, names, first, gazetteer))
    sure = {choice.rows[0] for choice in first if choice and choice.chances[0] >= SURE}
    spots = tuple(sorted(row for row in sure if is_spot(gazetteer.kind(row))))
    report = replace(report, sure=spots)
    second = _round(chosen, asked, gazetteer, report)
    kept = [_no_stray(choice, item, gazetteer, report) for choice, item in zip(second, asked, strict=True)]
    return [_no_loan(choice, item, gazetteer, report) for choice, item in zip(kept, asked, strict=True)]


def _asked(reading: Reading, name: Name, holder: Name | None, gazetteer: Gazetteer) -> Asked:
    spoken = _spoken(reading, name)
    said = min(spoken & {"city", "province"}, default="")
    kinds = [(gazetteer.country(hit.row), gazetteer.kind(hit.row) == "country", hit.main) for hit in name.hits] if said else []
    lands = {country for country, whole, main in kinds if whole and main}
    apart = said if any(country in lands and not whole for country, whole, _ in kinds) else ""
    return Asked(name, holder, spoken, apart, _lends(reading, name))


def _no_stray(choice: Choice | None, asked: Asked, gazetteer: Gazetteer, report: Report) -> Choice | None:
    """No place for a name that is known only under another spelling, of a town a long way from all that the report tells of."""
    if choice is None or asked.holder is not None or asked.name.demonym:
        return choice
    row = choice.rows[0]
    spelled = unmarked(asked.name.text) == unmarked(gazetteer.name(row))
    if spelled or not is_spot(gazetteer.kind(row)) or gazetteer.people(row) >= KNOWN:
        return choice
    rest = [other for other in report.sure if other != row]
    if gazetteer.country(row) in report.lands or gazetteer.country(row) in report.homes:
        return choice
    own = report.lands.keys() | report.homes
    at_home = bool(rest) and all(gazetteer.country(other) in own for other in rest)
    if not at_home or min(gazetteer.apart(row, other) for other in rest) < STRAY_KM:
        return choice
    return replace(choice, why_not="the likeliest place of a like name lies far from every other place of the report")


def _no_loan(choice: Choice | None, asked: Asked, gazetteer: Gazetteer, report: Report) -> Choice | None:
    """No place for the first word of a hotel's or a road's own name where it lies in a land of which the report says nothing."""
    if choice is None or not asked.lends or asked.holder is not None:
        return choice
    if asked.lends == "street":
        return replace(choice, why_not="a street bears the name")
    country = gazetteer.country(choice.rows[0])
    if not report.lands or country in report.lands or country in report.homes:
        return choice
    return replace(choice, why_not="it is part of the name of a road or a building, and the report tells of other lands")


def _lends(reading: Reading, name: Name) -> str:
    """ "the Cairo Hotel", "Salah ad Din Road": a capitalised noun for a road or a building carries the name on."""
    after = reading.tokens[name.last] if name.last < len(reading.tokens) else None
    if after is None or not after.text[0].isupper() or after.sentence != reading.tokens[name.first].sentence:
        return ""
    if after.norm in word_list("street"):
        return "street"
    return "own name" if nouns().get(("after", after.norm)) in ("facility", "road") else ""


def _lands(names: Sequence[Name], powers: Collection[int], gazetteer: Gazetteer) -> dict[str, float]:
    """How often each country is named, as ground or by its people; as a power it counts POWER."""
    lands: dict[str, float] = defaultdict(float)
    for place, name in enumerate(names):
        for country in {gazetteer.country(hit.row) for hit in name.hits if gazetteer.kind(hit.row) == "country"}:
            lands[country] += POWER if place in powers else 1.0
    return dict(lands)


def _with_desk(
    lands: Mapping[str, float], reading: Reading, names: Sequence[Name], choices: Sequence[Choice | None], gazetteer: Gazetteer
) -> Mapping[str, float]:
    """The countries named, with that of the place in the dateline: the report is at home there."""
    dateline = reading.document.dateline
    if dateline is None or dateline.place is None:
        return lands
    more = dict(lands)
    for name, choice in zip(names, choices, strict=True):
        if choice and dateline.place.overlaps(name.span) and choice.chances[0] >= SURE:
            country = gazetteer.country(choice.rows[0])
            if country:
                more[country] = more.get(country, 0.0) + DESK
    return more


def _together(asked: Sequence[Asked]) -> dict[tuple[str, str], Asked]:
    """What to ask for each word and the area named with it; a word alone takes what it means with an area, where it has one."""
    groups: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for item in asked:
        groups[_key(item)].append(item)
    held = {word: (word, holder) for word, holder in groups if holder}
    chosen = {}
    for key, items in groups.items():
        best = groups[held[key[0]]][0] if not key[1] and key[0] in held else items[0]
        spoken = frozenset[str]().union(*(item.spoken for item in items))
        chosen[key] = replace(best, spoken=spoken)
    return chosen


def _round(
    chosen: Mapping[tuple[str, str], Asked], asked: Sequence[Asked], gazetteer: Gazetteer, report: Report
) -> list[Choice | None]:
    """One choice for each word and the area named with it."""
    choices = {key: choose(item, gazetteer, report) for key, item in chosen.items()}
    return [choices[_key(item)] for item in asked]


def _key(item: Asked) -> tuple[str, str]:
    return f"{item.apart} {item.name.text.casefold()}".strip(), item.holder.text.casefold() if item.holder else ""


def choose(asked: Asked, gazetteer: Gazetteer, report: Report) -> Choice | None:
    """The places of one name in order of their chances."""
    hits = candidates(asked.name, gazetteer, report)
    if not hits:
        return None
    table = reasons()
    scored = []
    for hit in hits:
        seen = speaks_for(hit, asked, gazetteer, report)
        scored.append(Scored(sum(table[key].points * value for key, value in seen.items()), hit.row, seen))
    scored.sort(key=lambda item: (-item.points, item.row))
    scored = _country_before_its_parts(_city_before_its_province(scored, asked.spoken, gazetteer), asked, gazetteer)
    top = scored[0].points
    weights = [math.exp(item.points - top) for item in scored]
    total = sum(weights) + math.exp(table["elsewhere"].points - top)
    told = sorted((key for key in scored[0].seen if table[key].words), key=lambda key: -table[key].points)
    return Choice(tuple(item.row for item in scored), tuple(round(weight / total, 4) for weight in weights), tuple(told))


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its points and what speaks for it."""

    points: float
    row: int
    seen: dict[str, float]


def _city_before_its_province(scored: list[Scored], spoken: frozenset[str], gazetteer: Gazetteer) -> list[Scored]:
    """Aleppo is the city unless the text speaks of a province: a city stands before the province that it gives its name to."""
    best = scored[0]
    official = gazetteer.candidate(best.row).id.startswith("iso:") or gazetteer.kind(best.row) in ("province", "district")
    if "province" in spoken or not official:
        return scored
    cities = [item for item in scored if _names_it(item, best.row, gazetteer)]
    city = max(cities, key=lambda item: gazetteer.people(item.row), default=None)
    if city is None or gazetteer.people(city.row) < CITY:
        return scored
    return [replace(city, points=best.points), *(item for item in scored if item is not city)]


def _country_before_its_parts(scored: list[Scored], asked: Asked, gazetteer: Gazetteer) -> list[Scored]:
    """Mexico is the country, the State of Mexico the state: a country stands before what bears its name in it."""
    best = scored[0]
    own = (item for item in scored if gazetteer.kind(item.row) == "country" and "map-name" in item.seen)
    land = next((item for item in own if gazetteer.country(item.row) == gazetteer.country(best.row)), None)
    if land is not None and asked.apart:
        inside = (item for item in scored if gazetteer.country(item.row) == gazetteer.country(land.row))
        land = next((item for item in inside if fits(asked.apart, gazetteer.kind(item.row))), None)
    if land is None or land is best:
        return scored
    return [replace(land, points=best.points), *(item for item in scored if item is not land)]


def _names_it(item: Scored, province: int, gazetteer: Gazetteer) -> bool:
    """Whether a candidate is a town that lies in the province under its map name, or the capital of the same country."""
    if gazetteer.is_area(item.row) or gazetteer.country(item.row) != gazetteer.country(province):
        return False
    inside = gazetteer.holds(province, item.row) or gazetteer.apart(province, item.row) < SAME_KM
    return gazetteer.kind(item.row) == "capital" or (inside and "map-name" in item.seen)


def candidates(name: Name, gazetteer: Gazetteer, report: Report) -> tuple[Hit, ...]:
    """The hits worth weighing: areas, the largest towns, and towns where the report is at home."""
    demonym = name.demonym
    hits = [hit for hit in name.hits if hit.demonym == demonym]
    if len(hits) <= MOST:
        return tuple(hits)
    home = [hit for hit in hits if gazetteer.is_area(hit.row) or gazetteer.province(hit.row) in report.provinces]
    large = sorted(hits, key=lambda hit: (-gazetteer.people(hit.row), hit.row))
    return tuple(dict.fromkeys([*large[:MOST], *home[:MOST]]))


def speaks_for(hit: Hit, asked: Asked, gazetteer: Gazetteer, report: Report) -> dict[str, float]:
    """What speaks for one candidate: the ids of choice.toml with how much of each."""
    seen = dict(_by_itself(hit, gazetteer))
    seen |= _by_its_land(hit.row, asked.name, gazetteer, report)
    seen |= _by_its_neighbours(hit.row, gazetteer, report)
    if asked.holder is not None:
        areas = [other.row for other in asked.holder.hits[:40] if not other.demonym or asked.holder.demonym]
        held = any(area != hit.row and gazetteer.is_area(area) and gazetteer.holds(area, hit.row) for area in areas)
        seen["held" if held else "not-held"] = 1.0
    kind = gazetteer.kind(hit.row)
    seen |= {f"said-{sort}": 1.0 for sort in asked.spoken if fits(sort, kind)}
    return {key: value for key, value in seen.items() if value}


def _by_itself(hit: Hit, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    """What the gazetteer says of a candidate: its sort, its people, and how the name fits."""
    row, kind = hit.row, gazetteer.kind(hit.row)
    if not gazetteer.is_area(row):
        people = gazetteer.people(row) or (UNCOUNTED if gazetteer.country(row) in gazetteer.uncounted else 0)
        yield "town", 1.0
        yield "capital", float(kind == "capital")
        yield "people", math.log10(max(people, 300)) - 2.5
    elif kind in ("country", "county"):
        yield kind, 1.0
    else:
        yield "region" if gazetteer.candidate(row).id.startswith("tacitus:") else "province", 1.0
    yield "map-name", float(hit.main)
    yield "like-name", float(hit.how in ("loose", "bones"))


def _by_its_land(row: int, name: Name, gazetteer: Gazetteer, report: Report) -> dict[str, float]:
    """How the report speaks of a candidate's country and province."""
    country, total = gazetteer.country(row), sum(report.lands.values())
    others = report.lands.get(country, 0.0) - (gazetteer.kind(row) == "country")
    named = province_named(row, name, gazetteer, report.provinces)
    seen = {"land-of-actors": float(country in report.homes), "province-named": float(named)}
    if country and others > 0:
        seen |= {"land-named": min(1.0, others), "land-share": others / total}
    return seen


def _by_its_neighbours(row: int, gazetteer: Gazetteer, report: Report) -> dict[str, float]:
    """How a candidate lies to the other places that are sure."""
    rest = [other for other in report.sure if other != row]
    if not rest or gazetteer.kind(row) in ("country", "continent"):
        return {}
    country, apart = gazetteer.country(row), [gazetteer.apart(row, other) for other in rest]
    named = country in report.lands or gazetteer.is_area(row)
    return {
        "near-others": min(sum(km < NEAR_KM for km in apart), 3) / 3,
        "towns-there": sum(gazetteer.country(other) == country for other in rest) / len(rest),
        "far-off": float(not named and len(rest) > 2 and min(apart) > FAR_KM),
    }


def fits(sort: str, kind: str) -> bool:
    """Whether a place noun suits a kind of place.

    >>> fits("city", "town"), fits("province", "governorate"), fits("province", "town")
    (True, True, False)
    """
    if sort == "city":
        return is_spot(kind)
    if sort == "province":
        return not is_spot(kind) and kind not in ("country", "continent", "river", "sea")
    return sort == kind or (sort == "country" and kind in ("country", "island", "peninsula", "continent"))


def _spoken(reading: Reading, name: Name) -> frozenset[str]:
    """The sorts of the place nouns that the text gives a name: "the city of X", "X province"."""
    table, tokens = nouns(), reading.tokens
    found = set()
    if name.last < len(tokens):
        found.add(table.get(("after", tokens[name.last].norm)))
    before = name.first - 1
    if before > 0 and tokens[before].norm == "of":
        found.add(table.get(("before", tokens[before - 1].norm)))
    elif before >= 0:
        found.add(table.get(("before", tokens[before].norm)))
    return frozenset(sort for sort in found if sort in ("city", "province", "country"))


def settled(choice: Choice | None, gazetteer: Gazetteer) -> int | None:
    """The place that a choice settles on: the best, when it and what is much the same place are likely enough."""
    if choice is None or choice.why_not:
        return None
    best = choice.rows[0]
    if choice.chances[0] >= TIE:
        return best
    same = (chance for row, chance in zip(choice.rows, choice.chances, strict=True) if _much_the_same(row, best, gazetteer))
    return best if sum(same) >= TIE else None


def _much_the_same(one: int, other: int, gazetteer: Gazetteer) -> bool:
    """Whether two places lie close together, or one in the other: a town and the province that is named after it."""
    if gazetteer.apart(one, other) < SAME_KM:
        return True
    return any(gazetteer.is_area(outer) and gazetteer.holds(outer, inner) for outer, inner in ((one, other), (other, one)))
