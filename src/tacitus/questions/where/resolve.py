"""Which place a name means: every candidate weighed against the report as a whole, with the points in choice.toml.

Two rounds: the first goes by the gazetteer and by the countries and provinces that the report names; the second also by how
near a candidate lies to the places that the first round chose. The same word means the same place throughout a report, unless
another place is named with it ("Tripoli, Lebanon").
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Reading
from tacitus.questions.where.evidence import contained, named_areas
from tacitus.questions.where.gazetteer import Gazetteer, Hit
from tacitus.questions.where.names import Name, nouns
from tacitus.rules.table import load_rows

MOST = 40  # candidates of a name: the largest, and those at home
NEAR_KM = 150.0
SURE = 0.6  # the first round's chance from which a place speaks for those near it
UNCOUNTED = 5_000  # people, for a town of unknown size in a country whose towns GeoNames mostly does not count
CITY = 20_000  # a smaller town does not stand before its province
TIE = 0.35  # the least chance that the best candidate needs
SAME_KM = 50.0


@dataclass(frozen=True, slots=True)
class Reason:
    """A row of choice.toml: what speaks for a candidate, its points, and the words for it (empty: not worth a word)."""

    id: str
    means: str
    points: float
    words: str = ""


@cache
def reasons() -> dict[str, Reason]:
    return {row.id: row for row in load_rows(Reason, "tacitus.questions.where", "choice.toml")}


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of a name's places, the best first, with their chances and the reasons for the best."""

    rows: tuple[int, ...]
    chances: tuple[float, ...]
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the whole report says of where it is: countries and provinces by how often they are named."""

    lands: Counter[str]
    provinces: frozenset[int]
    homes: frozenset[str]
    near: tuple[int, ...] = ()


def resolve(
    reading: Reading, names: Sequence[Name], gazetteer: Gazetteer, homes: frozenset[str] = frozenset()
) -> list[Choice | None]:
    """The choice for each name, None where the gazetteer has nothing. `homes` are countries known from elsewhere (the actors')."""
    lands, provinces = named_areas(names, gazetteer)
    report = Report(lands, frozenset(provinces), homes)
    said = with_it(reading, names, gazetteer)
    first = _round(reading, names, gazetteer, report, said)
    sure = [choice.rows[0] for choice in first if choice and choice.chances[0] >= SURE]
    near = tuple(sorted({row for row in sure if not gazetteer.is_area(row)}))
    return _round(reading, names, gazetteer, Report(lands, report.provinces, homes, near), said)


def _round(
    reading: Reading, names: Sequence[Name], gazetteer: Gazetteer, report: Report, said: Sequence[Name | None]
) -> list[Choice | None]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        holder = said[place]
        groups[name.text.casefold(), holder.text.casefold() if holder else ""].append(place)
    shared = {text: key for key in groups if key[1] for text in [key[0]]}
    chosen: dict[tuple[str, str], Choice | None] = {}
    for key, places in groups.items():
        source = places if key[1] or key[0] not in shared else groups[shared[key[0]]]
        name = names[source[0]]
        signs = [_spoken(reading, names[place]) for place in places]
        chosen[key] = choose(name, said[source[0]], frozenset().union(*signs), gazetteer, report)
    found: list[Choice | None] = [None] * len(names)
    for key, places in groups.items():
        for place in places:
            found[place] = chosen[key]
    return found


def choose(name: Name, holder: Name | None, spoken: frozenset[str], gazetteer: Gazetteer, report: Report) -> Choice | None:
    """The places of one name in order of their chances."""
    hits = candidates(name, gazetteer, report)
    if not hits:
        return None
    table = reasons()
    scored = []
    for hit in hits:
        seen = speaks_for(hit, name, holder, spoken, gazetteer, report)
        scored.append((sum(table[key].points * value for key, value in seen.items() if key in table), hit.row, seen))
    scored.sort(key=lambda item: (-item[0], item[1]))
    scored = _city_before_its_province(scored, spoken, gazetteer)
    top = max(points for points, _, _ in scored)
    weights = [math.exp(points - top) for points, _, _ in scored]
    elsewhere = math.exp(table["elsewhere"].points - top)
    chances = tuple(round(weight / (sum(weights) + elsewhere), 4) for weight in weights)
    seen = tuple(sorted((key for key in scored[0][2] if key in table and table[key].words), key=lambda key: -table[key].points))
    return Choice(tuple(row for _, row, _ in scored), chances, seen)


Scored = tuple[float, int, dict[str, float]]


def _city_before_its_province(scored: list[Scored], spoken: frozenset[str], gazetteer: Gazetteer) -> list[Scored]:
    """Aleppo is the city unless the text speaks of a province: a city before the province that it gives its name to."""
    best = scored[0][1]
    if "province" in spoken or not gazetteer.candidate(best).id.startswith("iso:"):
        return scored
    towns = [item for item in scored if not gazetteer.is_area(item[1]) and gazetteer.province(item[1]) == best and item[2].get("map-name")]
    towns += [item for item in scored if gazetteer.kind(item[1]) == "capital" and gazetteer.country(item[1]) == gazetteer.country(best)]
    if not towns:
        return scored
    city = max(towns, key=lambda item: gazetteer.people(item[1]))
    if gazetteer.people(city[1]) < CITY:
        return scored
    first = (scored[0][0], city[1], city[2])
    return [first, *(item for item in scored if item is not city)]


def candidates(name: Name, gazetteer: Gazetteer, report: Report) -> tuple[Hit, ...]:
    """The hits worth weighing: areas, the largest towns, and towns where the report is at home."""
    hits = [hit for hit in name.hits if hit.demonym == name.demonym]
    if len(hits) <= MOST:
        return tuple(hits)
    home = [hit for hit in hits if gazetteer.is_area(hit.row) or gazetteer.province(hit.row) in report.provinces]
    large = sorted(hits, key=lambda hit: (-gazetteer.people(hit.row), hit.row))
    return tuple(dict.fromkeys([*large[:MOST], *home[:MOST]]))


def speaks_for(
    hit: Hit, name: Name, holder: Name | None, spoken: frozenset[str], gazetteer: Gazetteer, report: Report
) -> dict[str, float]:
    """What speaks for one candidate: the ids of choice.toml with how much of each."""
    row, kind = hit.row, gazetteer.kind(hit.row)
    country, area = gazetteer.country(row), gazetteer.is_area(row)
    seen: dict[str, float] = {}
    if kind == "country":
        seen["country"] = 1.0
    elif area:
        seen["region" if gazetteer.candidate(row).id.startswith("tacitus:") else "county" if kind == "county" else "province"] = 1.0
    else:
        seen["town"] = 1.0
        seen["capital"] = float(kind == "capital")
        people = gazetteer.people(row) or (UNCOUNTED if country in gazetteer.uncounted else 0)
        seen["people"] = math.log10(max(people, 300)) - 2.5
    seen["map-name"] = float(hit.main)
    seen["like-name"] = float(hit.how in ("loose", "bones"))
    total = sum(report.lands.values())
    others = report.lands[country] - (kind == "country")
    if total and country and others > 0:
        seen["land-named"] = 1.0
        seen["land-share"] = others / total
    seen["land-of-actors"] = float(country in report.homes)
    seen["province-named"] = float(not area and gazetteer.province(row) in report.provinces)
    seen["held"] = float(holder is not None and any(_in(other.row, row, gazetteer) for other in holder.hits[:40] if not other.demonym))
    seen["not-held"] = float(holder is not None and not seen["held"])
    seen |= {f"said-{sort}": 1.0 for sort in spoken if fits(sort, kind, area)}
    rest = [other for other in report.near if other != row]
    if rest and kind not in ("country", "continent"):
        seen["near-others"] = min(sum(gazetteer.apart(row, other) < NEAR_KM for other in rest), 3) / 3
        seen["towns-there"] = sum(gazetteer.country(other) == country for other in rest) / len(rest)
    return {key: value for key, value in seen.items() if value}


def _in(outer: int, inner: int, gazetteer: Gazetteer) -> bool:
    return outer != inner and gazetteer.is_area(outer) and gazetteer.holds(outer, inner)


def fits(sort: str, kind: str, area: bool) -> bool:
    """Whether a place noun suits a kind of place."""
    if sort == "city":
        return not area
    if sort == "province":
        return area and kind not in ("country", "continent", "river", "sea")
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


def with_it(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name | None]:
    """The area named with each name: "X, Lebanon", "Lebanon's X", "the Lebanese town of X", "in X in northern Lebanon"."""
    found: list[Name | None] = []
    for place, name in enumerate(names):
        sentence = reading.tokens[name.first].sentence
        after = [other for other in names[place + 1 : place + 3] if reading.tokens[other.first].sentence == sentence]
        before = [other for other in names[max(0, place - 2) : place] if reading.tokens[other.first].sentence == sentence]
        close = [other for other in after if _tied(reading, name, other)] + [other for other in before if _led(reading, other, name)]
        found.append(next((other for other in close if contained(name, other, gazetteer)), None))
    return found


_TIES = frozenset({",", "(", "in", "of", "the", "northern", "southern", "eastern", "western", "central", "province", "-", "city"})
_ADJECTIVES = frozenset({"northern", "southern", "eastern", "western", "central", "northeastern", "northwestern", "border", "capital", "coastal"})


def _tied(reading: Reading, name: Name, outer: Name) -> bool:
    """Only commas, "in" and sides stand between a name and the area after it."""
    between = reading.tokens[name.last : outer.first]
    return bool(between) and len(between) <= 5 and all(token.norm in _TIES or token.norm.endswith("ern") for token in between)


def _led(reading: Reading, outer: Name, name: Name) -> bool:
    """ "Syria's Idlib province", "Lebanon's northeastern border town of Arsal", "the Iraqi city of Mosul"."""
    between = reading.tokens[outer.last : name.first]
    if len(between) > 6 or any(token.upos in ("VERB", "AUX", "PUNCT", "CCONJ") for token in between):
        return False
    return bool(between) and (between[0].norm == "'s" or outer.demonym) or (outer.demonym and not between)


def settled(choice: Choice | None, gazetteer: Gazetteer) -> int | None:
    """The place that a choice settles on: the best, when it and what lies within SAME_KM of it are likely enough."""
    if choice is None:
        return None
    best = choice.rows[0]
    close = (chance for row, chance in zip(choice.rows, choice.chances, strict=True) if gazetteer.apart(row, best) < SAME_KM)
    return best if sum(close) >= TIE else None
