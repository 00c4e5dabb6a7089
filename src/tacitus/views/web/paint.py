"""A report's text cut where a claim's words begin or end, so that a page can colour every piece by the question that it answers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tacitus.format.pieces import Json
from tacitus.ledger.trace import spans_of
from tacitus.reviews.view import is_rejected
from tacitus.views.plain import lines

CLAUSE = "clause"
KINDS = {
    "trigger": "what",
    "says": "said",
    "who": "who",
    "to whom": "whom",
    "where": "where",
    "when": "when",
    "how many": "many",
    "with": "with",
}
"""The class of a role's colour."""
_TURN = re.compile("\r\n")  # drawn as one character: cut behind it, the places of all others stay right
_SEEN = (("actors", "who"), ("places", "where"), ("times", "when"), ("counts", "many"))


@dataclass(frozen=True, slots=True)
class Stroke:
    """Words of a claim (by its number), or words that were seen and stand in no claim (number 0)."""

    start: int
    end: int
    kind: str
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text from its character `at` on: `kind` is the colour of the narrowest stroke over it, empty for none;
    `claims` are all whose words these are, `starts` those whose trigger begins here, `title` whether it stands in the headline."""

    at: int
    text: str
    kind: str
    claims: tuple[int, ...]
    starts: tuple[int, ...]
    title: bool
    seen: bool


def pieces_of(text: str, claims: Sequence[Json], reading: Json, zones: Iterable[Json]) -> tuple[Piece, ...]:
    """The text of a report in the colours of its claims. A claim that was rejected keeps its place and loses its colours."""
    triggers = [(line["trigger"]["start"], line["number"]) for line in claims]
    return pieces(text, strokes_of(claims, reading), triggers, zones)


def strokes_of(claims: Iterable[Json], reading: Json) -> list[Stroke]:
    """All words of the claims, and those of the reading's other answers."""
    found = []
    for line in claims:
        for role, span in spans_of(line):
            kind = CLAUSE if is_rejected(line) else KINDS.get(role, CLAUSE)
            found.append(Stroke(span["start"], span["end"], kind, line["number"]))
    for key, kind in _SEEN:
        found += [Stroke(entry["start"], entry["end"], kind) for entry in reading[key]]
    return [stroke for stroke in found if stroke.start < stroke.end]


def pieces(text: str, strokes: Sequence[Stroke], triggers: Sequence[tuple[int, int]], zones: Iterable[Json]) -> tuple[Piece, ...]:
    """The whole text, in order; `triggers` are pairs of a place and a claim's number."""
    titles = [(zone["start"], zone["end"]) for zone in zones if zone["kind"] == "title"]
    cuts = {0, len(text), *(at for at, _ in triggers), *(edge for zone in titles for edge in zone)}
    cuts.update(edge for stroke in strokes for edge in (stroke.start, stroke.end))
    cuts.update(found.end() for found in _TURN.finditer(text))
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(text))
    begins: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        begins.setdefault(stroke.start, []).append(stroke)
    numbers: dict[int, list[int]] = {}
    for at, number in triggers:
        numbers.setdefault(at, []).append(number)
    made, over = [], list[Stroke]()
    for start, end in pairwise(edges):
        over = [stroke for stroke in over if stroke.end > start] + begins.get(start, [])
        title = any(first <= start < last for first, last in titles)
        made.append(_piece(start, text[start:end], over, numbers.get(start, []), title))
    return tuple(made)


def _piece(at: int, words: str, over: Sequence[Stroke], starts: Sequence[int], title: bool) -> Piece:
    coloured = sorted((s for s in over if s.kind != CLAUSE), key=lambda s: (s.claim == 0, s.end - s.start))
    return Piece(
        at=at,
        text=lines(words),
        kind=coloured[0].kind if coloured else "",
        claims=tuple(sorted({stroke.claim for stroke in over if stroke.claim})),
        starts=tuple(sorted(set(starts))),
        title=title,
        seen=bool(coloured) and coloured[0].claim == 0,
    )
