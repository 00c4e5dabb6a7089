"""Pairs of claims as the examples of policy.toml write them, made into sketches.

"strike; when 2024-03-05; at Kidal 18.44 1.41; by @wagner; to ~village; killed 5 9; trigger shelled; words drone roof" is one claim;
two are parted by " ~ ".
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tacitus.incidents.sketch import Ground, Sketch, trigger_stems
from tacitus.model.answers import Point, Standing


def pair(text: str) -> tuple[Sketch, Sketch]:
    """The two claims of an example, with ids and reports of their own unless they give some."""
    left, right = f" {text} ".split(" ~ ", 1)
    return claim(left.strip(), "claim-a", "report-a"), claim(right.strip(), "claim-b", "report-b")


def claim(text: str, id_: str = "claim-a", report: str = "report-a") -> Sketch:
    """The sketch of one claim. Raises KeyError for what it cannot say."""
    kind, *said = (part.strip() for part in text.split(";"))
    made = Sketch(id_, report, kind)
    for part in said:
        name, _, value = part.partition(" ")
        made = SAYS[name](made, value)
    return made


def _when(made: Sketch, value: str) -> Sketch:
    days = [date.fromisoformat(day).toordinal() for day in value.split()]
    return replace(made, first=days[0], last=days[-1])


def _at(made: Sketch, value: str) -> Sketch:
    name, *rest = value.split()
    country = made.ground.country if made.ground else None
    if rest[0] == "wide":
        south, west, north, east = map(float, rest[1:])
        middle = Point((south + north) / 2, (west + east) / 2)
        return replace(made, ground=Ground(name, middle, (south, west, north, east), country, True))
    lat, lon = map(float, rest)
    box = (lat - 0.02, lon - 0.02, lat + 0.02, lon + 0.02)
    return replace(made, ground=Ground(name, Point(lat, lon), box, country, False))


def _country(made: Sketch, value: str) -> Sketch:
    ground = replace(made.ground, country=value) if made.ground else Ground(value, None, None, value, True)
    return replace(made, ground=ground)


def _figure(what: str) -> Callable[[Sketch, str], Sketch]:
    def add(made: Sketch, value: str) -> Sketch:
        figures = [float(figure) for figure in value.split()]
        return replace(made, figures=(*made.figures, (what, figures[0], figures[-1])))

    return add


SAYS: dict[str, Callable[[Sketch, str], Sketch]] = {
    "also": lambda made, value: replace(made, also=tuple(value.split())),
    "stands": lambda made, value: replace(made, standing=Standing(value)),
    "when": _when,
    "told": lambda made, value: replace(made, told=date.fromisoformat(value).toordinal()),
    "at": _at,
    "in": _country,
    "by": lambda made, value: replace(made, agents=(value,)),
    "to": lambda made, value: replace(made, targets=(value,)),
    "killed": _figure("killed"),
    "injured": _figure("injured"),
    "trigger": lambda made, value: replace(made, trigger=trigger_stems(value)),
    "words": lambda made, value: replace(made, words=tuple(sorted(value.split()))),
    "about": lambda made, value: replace(made, about=frozenset(value.split()), story=tuple(value.split())),
    "report": lambda made, value: replace(made, report=value),
    "at-text": lambda made, value: replace(made, at=(int(value.split()[0]), int(value.split()[1]))),
    "id": lambda made, value: replace(made, id=value),
    "causes": lambda made, value: replace(made, effects=(value,)),
}
