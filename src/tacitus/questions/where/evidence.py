"""Is it a place at all? What speaks for and against each name, weighed by the points in evidence.toml.

Signs are of five sorts: what the gazetteer has, how the word is written and tagged, what the encoder labels, what stands beside
it, and what the rest of the report does with the same word.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Label, Reading, Token
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.where.names import Name, nouns
from tacitus.questions.where.told import told_of
from tacitus.questions.where.words import PACKAGE, word_list
from tacitus.rules.table import load_rows

_PLACED = frozenset({"locative", "of-city", "of-province", "holds-next", "is-location", "before-city", "before-province"})

_PERSONAL = frozenset({"in-person", "after-person-word", "after-title-word"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of evidence.toml: a sign and what it counts."""

    id: str
    means: str
    points: float


@cache
def signs() -> dict[str, float]:
    """The points of each sign."""
    return {row.id: row.points for row in load_rows(Sign, PACKAGE, "evidence.toml")}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A name with the signs that were seen and their sum; at 0 a name is as likely a place as not."""

    name: Name
    seen: tuple[str, ...]
    points: float


def weigh(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer, related: Collection[int] = ()) -> list[Weighed]:
    """Every name with its evidence, in text order; `related` are the numbers of the names that stand in a relation."""
    table = signs()
    weighed = []
    for name, seen in zip(names, collect(reading, names, gazetteer, related), strict=True):
        total = table["any-name"] + sum(table.get(sign, 0.0) for sign in seen)
        weighed.append(Weighed(name, seen, round(total, 3)))
    return weighed


def collect(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer, related: Collection[int] = ()) -> list[tuple[str, ...]]:
    """The signs of each name, each once, in a fixed order."""
    own = []
    labels = _by_start(reading.names)
    lands, provinces = named_areas(names, gazetteer)
    for place, name in enumerate(names):
        seen = [*_known(name, gazetteer), *_at_home(name, gazetteer, lands, provinces), *_written(reading, name)]
        seen += [*_labelled(reading, name, labels), *_beside(reading, name), *_clause(reading, name)]
        seen += _next_names(reading, names, place, gazetteer)
        seen += told_of(reading, name, nouns())
        seen += ["in-relation"] if place in related else []
        own.append(seen)
    together = zip(_elsewhere(names, own), _listed(reading, names, own), strict=True)
    return [tuple(dict.fromkeys((*seen, *more, *listed))) for seen, (more, listed) in zip(own, together, strict=True)]


def _known(name: Name, gazetteer: Gazetteer) -> Iterator[str]:
    """What the gazetteer has under the name."""
    if not name.hits:
        yield "unknown"
        return
    if name.demonym:
        yield "demonym"
        return
    kinds = {gazetteer.kind(hit.row) for hit in name.hits if not hit.demonym}
    best = max(gazetteer.people(hit.row) for hit in name.hits)
    areas = [hit for hit in name.hits if gazetteer.is_area(hit.row) and not hit.demonym]
    if "country" in kinds:
        yield "country"
    elif "county" in kinds:
        yield "county"
    elif areas:
        yield "main-area" if any(hit.main for hit in areas) else "area"
    else:
        yield "large-town" if best >= 500_000 else "middling-town" if best >= 30_000 else "small-town"
        yield "map-name" if any(hit.main for hit in name.hits) else "other-name"
        if any(hit.how == "exact" and gazetteer.candidate(hit.row).id.startswith("tacitus:place:") for hit in name.hits[-3:]):
            yield "in-reports"
    if "capital" in kinds:
        yield "capital"
    if all(hit.how in ("loose", "bones") for hit in name.hits):
        yield "like-spelling"
    if any(hit.how == "postal" for hit in name.hits):
        yield "postal-code"


Provinces = Mapping[int, set[str]]  # the rows of the provinces that a report names, and by which words


def named_areas(names: Sequence[Name], gazetteer: Gazetteer) -> tuple[set[str], Provinces]:
    """The countries that the report names (or whose people it does), and the provinces."""
    lands, provinces = set[str](), defaultdict[int, set[str]](set)
    for name in names:
        countries = {gazetteer.country(hit.row) for hit in name.hits if gazetteer.kind(hit.row) == "country"}
        lands |= countries
        for hit in () if countries else name.hits:
            if hit.main and gazetteer.is_area(hit.row):
                provinces[hit.row].add(name.text.casefold())
    return lands, provinces


def province_named(row: int, name: Name, gazetteer: Gazetteer, provinces: Provinces) -> bool:
    """Whether the report names the province of a town, by another word than the town's own."""
    home = gazetteer.province(row)
    return home is not None and bool(provinces.get(home, set()) - {name.text.casefold()})


def _at_home(name: Name, gazetteer: Gazetteer, lands: set[str], provinces: Provinces) -> Iterator[str]:
    """Whether a place of the name lies where the report is at home."""
    towns = [hit.row for hit in name.hits if not gazetteer.is_area(hit.row)]
    if towns and all(gazetteer.country(row) in lands for row in towns):
        yield "only-at-home"
    if any(province_named(row, name, gazetteer, provinces) for row in towns):
        yield "named-province"


def _written(reading: Reading, name: Name) -> Iterator[str]:
    words = [word for word in reading.tokens[name.first : name.last] if word.text[0].isalpha()]
    tags = {word.upos for word in words}
    yield "proper-noun" if "PROPN" in tags else "adjective" if "ADJ" in tags else "plain-noun" if "NOUN" in tags else "other-tag"
    if len(words) > 1:
        yield "several-words"
    elif len(name.text) <= 3:
        yield "short"
    if name.first == reading.sentences[reading.tokens[name.first].sentence].first:
        yield "first-word"
    if name.text.isupper() and len(name.text) > 4:
        yield "capitals"


def _by_start(labels: Sequence[Label]) -> dict[int, list[Label]]:
    """Labels by each thousand of characters that they touch: a name then looks at few."""
    found: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        for part in range(label.span.start // 1000, label.span.end // 1000 + 1):
            found[part].append(label)
    return found


def _labelled(reading: Reading, name: Name, labels: dict[int, list[Label]]) -> Iterator[str]:
    """What the encoder calls the words, and whether it means just them."""
    label = next((label for label in labels[name.span.start // 1000] if label.span.overlaps(name.span)), None)
    if label is None:
        yield "no-label"
        return
    words = [word for word in reading.inside(label.span) if word.text[0].isupper() and word.norm != "the"]
    wide = bool(words) and (words[0].span.start < name.span.start or words[-1].span.end > name.span.end)
    known = {"Location": "location", "Organisation": "organisation", "Person": "person", "Nationality": "nationality"}
    yield f"{'in' if wide else 'is'}-{known.get(label.kind, 'other-label')}"


def _beside(reading: Reading, name: Name) -> Iterator[str]:
    """The words that touch the name: the rest of its capitalised run, and place nouns."""
    tokens, table = reading.tokens, nouns()
    low, high = name.run
    before = tokens[name.first - 1] if name.first > 0 else None
    after = tokens[name.last] if name.last < len(tokens) else None
    if before and before.text == "-" and after and table.get(("after", after.norm)) == "road":
        yield "locative"
    elif low < name.first and before:
        sort = table.get(("before", before.norm))
        yield f"after-{sort}-word" if sort else "after-side" if before.norm in word_list("side") else "after-capital"
    elif before and before.sentence == tokens[name.first].sentence:
        yield from _noun_of(tokens, name, table)
        if before.norm == "the":
            yield "after-the"
    if before and before.sentence == tokens[name.first].sentence and _led_by_a_name(name, before):
        yield "after-capital"
    if after and after.sentence == tokens[name.first].sentence:
        sort = table.get(("after", after.norm))
        inside = name.last < high
        if sort and (inside or sort in ("city", "province", "country", "water", "land", "facility", "road")):
            yield f"before-{sort}"
        elif inside:
            yield "before-capital"
        if after.text == "-":
            yield "before-hyphen"
        if after.norm == "'s":
            yield "possessive"


def _led_by_a_name(name: Name, before: Token) -> bool:
    """ "Tahrir al-Sham": an article in lower case ties the name to a capitalised word before it."""
    small = name.text[0].islower() and name.text.partition("-")[0] in word_list("article")
    return small and before.text[0].isupper() and before.upos == "PROPN" and ("before", before.norm) not in nouns()


def _noun_of(tokens: Sequence[Token], name: Name, table: dict[tuple[str, str], str]) -> Iterator[str]:
    """ "the city of NAME", "a resident of NAME", "Gen. NAME"."""
    before = tokens[name.first - 1]
    at = name.first - 1
    if before.norm == "the" and at > 0:
        at -= 1
        before = tokens[at]
    if before.norm == "of" and at > 0:
        sort = table.get(("before", tokens[at - 1].norm))
        yield f"of-{sort}" if sort else "of"
    elif before.norm in word_list("locative"):
        yield "locative"
    elif before.norm in word_list("moving"):
        yield "moving"
    elif table.get(("before", before.norm)) in ("person", "title"):
        yield f"after-{table['before', before.norm]}-word"


def _clause(reading: Reading, name: Name) -> Iterator[str]:
    """The name's part in the sentence."""
    head = reading.head_of(name.span)
    if head is None:
        return
    yield f"dep-{head.relation}"
    above = reading.tokens[head.head] if head.head >= 0 else None
    if head.relation == "nsubj" and above is not None and above.lemma in word_list("saying"):
        yield "says"
    if any(kid.upos in ("NUM",) for kid in reading.kids(head.index, "nummod")):
        yield "counted"
    if any(kid.relation == "case" and kid.norm in word_list("locative") for kid in reading.kids(head.index, "case")):
        yield "locative"


def _next_names(reading: Reading, names: Sequence[Name], place: int, gazetteer: Gazetteer) -> Iterator[str]:
    """ "NAME, Country" and lists: a name beside another."""
    name = names[place]
    after = names[place + 1] if place + 1 < len(names) else None
    before = names[place - 1] if place > 0 else None
    if after and after.hits and _comma(reading, name.last, after.first):
        yield "holds-next" if contained(name, after, gazetteer) else "comma-next"
    if before and before.hits and _comma(reading, before.last, name.first):
        yield "held-before" if contained(before, name, gazetteer) else "comma-before"


def _comma(reading: Reading, end: int, start: int) -> bool:
    return start == end + 1 and reading.tokens[end].text in (",", "(")


def contained(inner: Name, outer: Name, gazetteer: Gazetteer) -> bool:
    """Whether some place of the first name lies in some area of the second."""
    areas = [hit.row for hit in outer.hits if gazetteer.is_area(hit.row)][:6]
    return any(area != hit.row and gazetteer.holds(area, hit.row) for area in areas for hit in inner.hits[:40] if not hit.demonym)


def _listed(reading: Reading, names: Sequence[Name], own: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Whether a name stands in one list with a name that is surely a place."""
    number = {place: at for at, name in enumerate(names) for place in range(name.first, name.last)}
    sure = {at for at, seen in enumerate(own) if "country" in seen or ("unknown" not in seen and _PLACED & set(seen))}
    found: list[tuple[str, ...]] = []
    for at, name in enumerate(names):
        head = reading.head_of(name.span)
        tied = [kid.index for kid in reading.kids(head.index, "conj")] if head else []
        if head and head.relation == "conj":
            tied += [head.head, *(kid.index for kid in reading.kids(head.head, "conj"))]
        found.append(("listed",) if any(number.get(place, at) in sure - {at} for place in tied) else ())
    return found


def _elsewhere(names: Sequence[Name], own: Sequence[Sequence[str]]) -> list[list[str]]:
    """What the report does with the same word in its other places."""
    places, persons = defaultdict[str, int](int), defaultdict[str, int](int)
    both = zip(names, own, strict=True)
    told = [(name.text, not _PLACED.isdisjoint(seen), not _PERSONAL.isdisjoint(seen)) for name, seen in both]
    for text, placed, personal in told:
        places[text] += placed
        for word in text.split():
            persons[word] += personal
    found = []
    for text, placed, personal in told:
        more = []
        if places[text] - placed > 0:
            more.append("place-elsewhere")
        if persons[text] - personal > 0:
            more.append("person-elsewhere")
        found.append(more)
    return found
