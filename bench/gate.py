"""The gate: no figure falls unseen.

`floors.json` holds, for every measure, the best figure reached and the sha256 of the data it was reached on. A figure that is
worse by more than TOLERANCE fails the gate. Recording only ever makes a held figure better; a figure is let down by name and
with a reason, and the reason stays in the file. Where the data have changed, nothing is compared.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

TOLERANCE = 0.002  # another machine's arithmetic may move one answer in five hundred


class Verdict(Enum):
    """How a figure stands to the one that is held."""

    NEW = "nothing is held"
    CHANGED = "the data have changed"
    FELL = "fell"
    HOLDS = "holds"
    ROSE = "rose"


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure as measured now. `down` where less is better: a count of faults, compared without tolerance."""

    measure: str
    figure: float
    data: str
    down: bool = False

    def worse_than(self, figure: float) -> bool:
        """Worse by more than is tolerated."""
        return self.figure > figure if self.down else round(figure - self.figure, 6) > TOLERANCE

    def better_than(self, figure: float) -> bool:
        return self.figure < figure if self.down else self.figure > figure


@dataclass(frozen=True, slots=True)
class Lowered:
    """A figure that was let down on purpose."""

    before: float
    after: float
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """The figure to keep, the data it was reached on, and every time that it was let down."""

    figure: float
    data: str
    lowered: tuple[Lowered, ...] = ()


Floors = Mapping[str, Held]


def compare(taken: Taken, held: Held | None) -> Verdict:
    if held is None:
        return Verdict.NEW
    if held.data != taken.data:
        return Verdict.CHANGED
    if taken.worse_than(held.figure):
        return Verdict.FELL
    return Verdict.ROSE if taken.better_than(held.figure) else Verdict.HOLDS


def complaint(taken: Taken, held: Held | None) -> str | None:
    """What the gate has to say of a figure: a line, or None where nothing is amiss."""
    verdict = compare(taken, held)
    if held is None or verdict in (Verdict.HOLDS, Verdict.ROSE):
        return None
    if verdict is Verdict.CHANGED:
        return f"{taken.measure}: the data or their scorer have changed since {held.figure} was recorded: not compared"
    return f"{taken.measure}: fell from {held.figure} to {taken.figure}"


def record(floors: Floors, taken: Sequence[Taken], lower: Sequence[str] = (), why: str = "") -> tuple[dict[str, Held], list[str]]:
    """The floors with these figures in them, and what was refused: figures that fell and were not named in `lower`.

    A figure on changed data takes the place of the old one. Raises ValueError where `lower` has no reason, or names a measure
    that was not taken or did not fall.
    """
    fallen = {one.measure for one in taken if compare(one, floors.get(one.measure)) is Verdict.FELL}
    if lower and not why.strip():
        raise ValueError("a figure is lowered only with a reason: --why TEXT")
    if idle := [name for name in lower if name not in fallen]:
        raise ValueError(f"nothing to lower: {', '.join(idle)} did not fall, or was not measured")
    kept, refused = dict(floors), []
    for one in taken:
        held = floors.get(one.measure)
        verdict = compare(one, held)
        if held is None or verdict is Verdict.CHANGED:
            kept[one.measure] = Held(one.figure, one.data, held.lowered if held else ())
        elif verdict is Verdict.ROSE:
            kept[one.measure] = replace(held, figure=one.figure)
        elif one.measure in lower:
            step = Lowered(held.figure, one.figure, why.strip())
            kept[one.measure] = Held(one.figure, one.data, (*held.lowered, step))
        elif verdict is Verdict.FELL:
            refused.append(
                f"{one.measure}: fell from {held.figure} to {one.figure}: not recorded (--lower {one.measure} --why TEXT)"
            )
    return kept, refused


def read_floors(path: Path) -> dict[str, Held]:
    """What is held; nothing where there is no such file."""
    if not path.is_file():
        return {}
    rows = json.loads(path.read_text(encoding="utf8"))
    return {name: Held(row["figure"], row["data"], _steps(row)) for name, row in rows.items()}


def _steps(row: dict[str, Any]) -> tuple[Lowered, ...]:
    return tuple(Lowered(**step) for step in row.get("lowered", ()))


def write_floors(path: Path, floors: Floors) -> None:
    rows = {name: _row(floors[name]) for name in sorted(floors)}
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def _row(held: Held) -> dict[str, object]:
    lowered = [{"before": step.before, "after": step.after, "why": step.why} for step in held.lowered]
    return {"figure": held.figure, "data": held.data} | ({"lowered": lowered} if lowered else {})
