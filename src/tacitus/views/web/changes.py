"""What changed between two versions of a page, claim by claim, side by side."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import shelf
from tacitus.ledger.diff import Change, Version, changes, versions
from tacitus.views.plain import shown
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.rows import Row, row_of
from tacitus.views.web.site import page

WHATS = ("changed", "gone", "new", "same")
Pieces = tuple[tuple[str, bool], ...]
"""Words in order, each with whether the other side has other words there."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that reads otherwise, before and after."""

    name: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim in both versions, or in one of them: `what` as in `Change`; `words` are its clause on each side."""

    what: str
    before: Row | None
    after: Row | None
    slots: tuple[Slot, ...]
    words: tuple[Pieces, Pieces]


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the page: its number from 1, its text and when it first arrived."""

    number: int
    text: str
    at: str
    claims: int


def show(desk: Desk, request: Request) -> Response:
    """Two versions of a page side by side: those asked for, else the report's own and the one before it. Raises InputError."""
    with desk.view() as view:
        whole = shelf.whole(view.connection, request.path_params["key"])
        uri, found = _versions(view, whole)
        first, second = _asked(request, found, whole)
        pairs = tuple(_pair(one) for one in changes(found[first].lines, found[second].lines))
        ordered = sorted(pairs, key=lambda one: WHATS.index(one.what))
        counts = Counter(one.what for one in pairs)
        return page(
            request,
            "changes.html",
            desk.assets,
            title=f"What changed: {whole.line.title or uri}",
            ledger=view.name(),
            report=whole.line,
            uri=uri,
            editions=tuple(Edition(at, one.text, one.at, len(one.lines)) for at, one in enumerate(found, 1)),
            first=first + 1,
            second=second + 1,
            pairs=[one for one in ordered if one.what != "same"],
            kept=[one for one in ordered if one.what == "same"],
            counts=[(what, counts[what]) for what in WHATS if counts[what]],
        )


def _versions(view: View, whole: shelf.Whole) -> tuple[str, tuple[Version, ...]]:
    """The address with most versions among those from which the report arrived."""
    uris = dict.fromkeys(one.uri for one in whole.arrivals)
    found = [(uri, versions(view.connection, uri)) for uri in uris]
    return max(found, key=lambda one: len(one[1]), default=("", ()))


def _asked(request: Request, found: Sequence[Version], whole: shelf.Whole) -> tuple[int, int]:
    """The places of the two versions. Raises InputError for a number that is none, and where there is one version alone."""
    if len(found) < 2:
        raise InputError("no other version came from its address, so nothing can be held against it")
    own = next((at for at, one in enumerate(found) if one.document == whole.line.document), len(found) - 1)
    usual = (own - 1, own) if own else (0, 1)
    given = [request.query_params.get(name, "") for name in ("before", "after")]
    if not any(given):
        return usual
    if not all(one.isascii() and one.isdigit() and 1 <= int(one[:6]) <= len(found) for one in given):
        raise InputError(f"before, after: give the numbers of two versions, from 1 to {len(found)}")
    return int(given[0]) - 1, int(given[1]) - 1


def _pair(change: Change) -> Pair:
    before, after = (row_of(line) if line else None for line in (change.before, change.after))
    slots = tuple(Slot(one.name, *held(one.before, one.after)) for one in change.fields if one.name != "words")
    clauses = [shown(line["evidence"]["text"]) if line else "" for line in (change.before, change.after)]
    words = held(*clauses) if before and after else (_plain(clauses[0]), _plain(clauses[1]))
    return Pair(change.what, before, after, slots, words)


def _plain(words: str) -> Pieces:
    return ((words, False),) if words else ()


def held(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Two texts held against one another, word by word.

    >>> held("7 killed", "9 killed")
    ((('7', True), (' killed', False)), (('9', True), (' killed', False)))
    """
    words = [re.findall(r"\s+|\S+", shown(one)) for one in (before, after)]
    old, new = list[tuple[str, bool]](), list[tuple[str, bool]]()
    for sort, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        for side, some in ((old, words[0][a:b]), (new, words[1][c:d])):
            if some:
                side.append(("".join(some), sort != "equal"))
    return tuple(old), tuple(new)


def changes_json(view: View, request: Request) -> Json:
    """The same as data: two versions and the changes between them; no change where there is one version. Raises InputError."""
    whole = shelf.whole(view.connection, request.path_params["key"])
    uri, found = _versions(view, whole)
    if len(found) < 2:
        return {"uri": uri, "before": None, "after": None, "changes": []}
    ends = [found[at] for at in _asked(request, found, whole)]
    before, after = ({"text": one.text, "document": one.document, "at": one.at} for one in ends)
    told = changes(ends[0].lines, ends[1].lines)
    return {"uri": uri, "before": before, "after": after, "changes": [_change_json(one) for one in told]}


def _change_json(change: Change) -> Json:
    fields = [{"name": one.name, "before": one.before, "after": one.after} for one in change.fields]
    ids = {name: line["id"] if line else None for name, line in (("before", change.before), ("after", change.after))}
    return {"what": change.what, **ids, "fields": fields}
