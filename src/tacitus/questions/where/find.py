"""The question *where*, in order: names, evidence, places, roles, relations, footprints."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tacitus.model.answers import Where, Who
from tacitus.model.found import Basis, Found, Maker, unresolved
from tacitus.model.reading import Reading
from tacitus.questions.where.evidence import weigh
from tacitus.questions.where.footprints import footprint, precision_of
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.where.names import Name, find_names
from tacitus.questions.where.relations import Related, relate
from tacitus.questions.where.resolve import Choice, reasons, resolve, settled
from tacitus.questions.where.roles import role_of

STEP = "where"
# A name is taken for a place from here on: on the development parts of LGL, TR-News, GeoWebNews and GeoVirus precision and
# recall balance here (F1 0.82 to 0.92).
THRESHOLD = -0.25
OTHERS = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of a report's places before each is told: names, choices and settled rows, side by side.

    `known` are the tokens of the places' own names.
    """

    reading: Reading
    gazetteer: Gazetteer
    names: tuple[Name, ...]
    choices: tuple[Choice | None, ...]
    rows: tuple[int | None, ...]
    known: frozenset[int]


def find(reading: Reading, actors: tuple[Found[Who], ...], gazetteer: Gazetteer) -> tuple[Found[Where], ...]:
    """Every place name in the report, in text order, one span a name, with its role; a place where the report settles one."""
    every = find_names(reading, gazetteer)
    related = relate(reading.tokens, every)
    weighed = weigh(reading, every, gazetteer, related)
    agency = reading.document.dateline.agency if reading.document.dateline else None
    kept = [at for at, item in enumerate(weighed) if item.points > THRESHOLD and not (agency and agency.overlaps(item.name.span))]
    names = tuple(every[at] for at in kept)
    homes = frozenset(actor.value.country for actor in actors if actor.value and actor.value.country)
    known = frozenset(place for name in names if not name.demonym for place in range(name.first, name.last))
    choices = tuple(resolve(reading, names, gazetteer, homes, _powers(reading, names, gazetteer, known)))
    rows = tuple(settled(choice, gazetteer) for choice in choices)
    scene = Scene(reading, gazetteer, names, choices, rows, known)
    numbers = {old: new for new, old in enumerate(kept)}
    return tuple(_tell(scene, new, _renumbered(related.get(old), numbers)) for old, new in numbers.items())


def _powers(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer, known: frozenset[int]) -> frozenset[int]:
    """The numbers of the names that stand for a country's government or people, whichever country it is."""
    found = []
    for at, name in enumerate(names):
        country = next((hit.row for hit in name.hits if gazetteer.kind(hit.row) == "country"), None)
        if country is not None and role_of(reading, name, country, gazetteer, known)[0] == "metonym":
            found.append(at)
    return frozenset(found)


def _renumbered(related: Related | None, numbers: dict[int, int]) -> Related | None:
    """A relation whose second name goes by its number among the names that were kept; without a second where that is gone."""
    if related is None or related.relation.other is None:
        return related
    return replace(related, relation=replace(related.relation, other=numbers.get(related.relation.other)))


def _tell(scene: Scene, at: int, related: Related | None) -> Found[Where]:
    """One name: its place, or why there is none."""
    name, choice, row = scene.names[at], scene.choices[at], scene.rows[at]
    if choice is None:
        return unresolved(name.span, f"the gazetteer has no place called {name.text}", STEP, "unknown-name")
    if row is None:
        return unresolved(name.span, choice.why_not or _undecided(choice, scene.gazetteer), STEP, "undecided")
    role, rule = role_of(scene.reading, name, row, scene.gazetteer, scene.known)
    others = tuple(scene.gazetteer.candidate(other) for other in choice.rows[: OTHERS + 1] if other != row)[:OTHERS]
    place = scene.gazetteer.candidate(row)
    why = _why(choice, row, scene)
    if role == "metonym":
        return Found(name.span, Where(role, name.text, place, why, others=others), Basis.STATED, Maker(STEP, rule))
    relation = related.relation if related else None
    second = scene.rows[relation.other] if relation and relation.other is not None else None
    shape = footprint(row, second, relation, scene.gazetteer)
    value = Where(role, name.text, place, why, relation, shape, precision_of(place.kind, relation), others)
    return Found(name.span, value, _basis(name, row), Maker(STEP, related.rule if related else rule))


def _basis(name: Name, row: int) -> Basis:
    """Stated by the name itself; derived where only a like spelling is known."""
    return Basis.STATED if any(hit.row == row and hit.how in ("exact", "postal") for hit in name.hits) else Basis.DERIVED


def _undecided(choice: Choice, gazetteer: Gazetteer) -> str:
    listed = ", ".join(_described(row, gazetteer) for row in choice.rows[:3])
    more = f" and {len(choice.rows) - 3} more" if len(choice.rows) > 3 else ""
    return f"several places have this name and nothing in the report decides: {listed}{more}"


def _described(row: int, gazetteer: Gazetteer) -> str:
    """ "Gao (town, ML)"."""
    place = gazetteer.candidate(row)
    return f"{place.name} ({', '.join(part for part in (place.kind, place.country) if part)})"


def _why(choice: Choice, row: int, scene: Scene) -> str:
    """How the place was chosen, in words."""
    said = [reasons()[key].words for key in choice.seen][:3]
    rivals = len(choice.rows) - 1
    how = "the only place of the name" if not rivals else f"chosen among {rivals + 1} of the name"
    return f"{_described(row, scene.gazetteer)}: {'; '.join([how, *said])}"
