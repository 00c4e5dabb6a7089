"""The review queue: what is worth a person's time, with the reasons, and the way from one claim to the next.

What claims are worth as they were read is counted once for the readings and the weighing that the ledger holds. Reviews only take
claims out of that order, so that the page after a decision need not count anything anew.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find, reviewed, survey
from tacitus.ledger.reviewed import Touched
from tacitus.ledger.schema import STEP
from tacitus.ledger.waiting import facts, last_reading
from tacitus.ledger.waiting import weights as kept_weights
from tacitus.ledger.wanted import Filter, Shown
from tacitus.model.review import Review
from tacitus.reviews.queue import Queued, Ranked, Reason, Weight, queued, ranked, rows, waiting
from tacitus.views.web.asked import MOST, Asked, asked_of, filter_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.person import person_of
from tacitus.views.web.rows import Row, row_of
from tacitus.views.web.site import page, partly

ALL = "all"
FIELDS = ("since", "until", "place", "country", "type", "report", "reason", "as", "all")
REASONS = {
    "differ": "coders differ",
    "contested": "its incident is contested",
    "conflict": "others tell it otherwise",
    "many": "many claims tell its incident",
    "unsure": "slots outside its clause",
    "blank": "empty slots",
    "hedged": "hedged by its report",
}
"""The rows of queue.toml as the filter offers them."""


@dataclass(frozen=True, slots=True)
class Order:
    """All claims by what they are worth as they were read; where each stands, and its row in the ledger; what weighing says."""

    ranked: tuple[Ranked, ...]
    places: Mapping[str, tuple[int, str, str]]
    rows: Mapping[str, int]
    weights: Mapping[str, Weight]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a coder (for everybody where `by` is None) under a filter, and how many for each reason without its own."""

    by: str | None
    claims: Sequence[Ranked]
    reasons: tuple[tuple[str, str, int], ...]
    whole: int


@dataclass(frozen=True, slots=True)
class Item:
    """A claim in the queue with its number in it and the address that opens it from here."""

    number: int
    row: Row
    points: int
    reasons: tuple[Reason, ...]
    href: str


def show(desk: Desk, request: Request) -> Response:
    """The queue, or for htmx the list alone."""
    asked, person = asked_of(request.query_params, FIELDS), person_of(request.scope)
    with desk.view() as view:
        found, items, problem = _page_of(view, request, asked)
        values: dict[str, Any] = {"title": "Queue", "ledger": view.name(), "asked": asked, "problem": problem, "found": found}
        values |= {"items": items, "pages": -(-len(found.claims) // MOST), "person": person, "weighed": bool(view.weighing)}
        values |= {"coder": coder_of(request, asked), "everyone": bool(asked.get(ALL))}
        values["said"] = request.query_params.get("said", "")
        if partly(request):
            return page(request, "queued.html", desk.assets, **values)
        values["choices"] = _kept(view, "choices", view.choices)
        return page(request, "queue.html", desk.assets, 400 if problem else 200, **values)


def after(desk: Desk, request: Request) -> Response:
    """Go from a claim to the next one in the queue, whether the claim itself still waits or not; at the end back to the queue."""
    asked, key = asked_of(request.query_params, FIELDS), request.query_params.get("after", "")
    with desk.view() as view:
        found = waiting_for(view, coder_of(request, asked), asked)
        at = place_after(view, found, key)
    if at == len(found.claims):
        return RedirectResponse(f"/queue{_query((*asked.given, ('said', 'done')))}", 303)
    return RedirectResponse(opened(found.claims[at].facts.id, asked), 303)


def place_after(view: View, found: Waiting, key: str) -> int:
    """How many of those that wait stand before or at the claim of this id; none where the ledger does not have it."""
    own = next((one.place for one in found.claims if one.facts.id == key), None) or order(view).places.get(key)
    return 0 if own is None else bisect_right(found.claims, own, key=lambda one: one.place)


def opened(claim: str, asked: Asked) -> str:
    """The claim's page, opened from this queue."""
    return f"/claim/{claim}{_query((('queue', '1'), *asked.given))}"


def _query(pairs: Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


def coder_of(request: Request, asked: Asked) -> str | None:
    """Whose queue is asked for; None for everybody's. Who asks, where nobody is named."""
    return None if asked.get(ALL) else asked.get("as") or person_of(request.scope).name or None


def _page_of(view: View, request: Request, asked: Asked) -> tuple[Waiting, tuple[Item, ...], str | None]:
    """What waits, one page of it, and why it cannot be asked for."""
    try:
        found = waiting_for(view, coder_of(request, asked), asked)
    except InputError as error:
        return Waiting(None, (), (), 0), (), str(error)
    first = (asked.page - 1) * MOST
    told = worded(view, found, first, MOST)
    items = [_item(number, one, asked) for number, one in enumerate(told, first + 1)]
    return found, tuple(items), None


def _item(number: int, one: Queued, asked: Asked) -> Item:
    return Item(number, row_of(one.line), one.points, one.reasons, opened(one.line["id"], asked))


def worded(view: View, found: Waiting, skip: int, most: int) -> tuple[Queued, ...]:
    """Some of those that wait, with their lines as the coder may see them and the reasons in words."""
    some, by_claim, weights = found.claims[skip : skip + most], reviews_by_claim(view), order(view).weights
    lines = (line_of(view, one.facts.id) for one in some)
    return tuple(queued(line, by_claim.get(line["id"], ()), weights, found.by) for line in lines)


def waiting_for(view: View, by: str | None, asked: Asked) -> Waiting:
    """What waits under a filter. Raises InputError."""
    key = ("waiting", by, tuple(pair for pair in asked.given if pair[0] not in ("as", ALL)))
    return view.desk.counted.kept(view.moment, key, partial(_waiting_for, view, by, asked))


def _waiting_for(view: View, by: str | None, asked: Asked) -> Waiting:
    reason = asked.get("reason")
    if reason and reason not in rows():
        raise InputError(f"reason: {reason!r} is none of {', '.join(rows())}")
    known, wanted = order(view), _filter(asked)
    left = waiting(known.ranked, reviews_by_claim(view), known.weights, by, partial(line_of, view))
    whole = len(left)
    if wanted != Filter(shown=Shown.AS_READ):
        some = set(_kept(view, ("rows", wanted), partial(_rows, view, wanted)))
        left = [one for one in left if known.rows[one.facts.id] in some]
    counts = Counter(row for one in left for row in one.rows)
    reasons = tuple((row, REASONS.get(row, row), counts[row]) for row in rows() if counts[row] or row == reason)
    claims = [one for one in left if reason in one.rows] if reason else left
    return Waiting(by, claims, reasons, whole)


def _filter(asked: Asked) -> Filter:
    """Claims are wanted by what was read of them: what others said must not move them."""
    return replace(filter_of(asked), document=asked.get("report") or None, shown=Shown.AS_READ)


def _rows(view: View, wanted: Filter) -> "array[int]":
    return survey.rows(view.connection, view.desk.ledger.backend, wanted)


def order(view: View) -> Order:
    """The order of all claims."""
    found: Order = _kept(view, "order", partial(_order, view))
    return found


def _order(view: View) -> Order:
    weights = kept_weights(view.connection)
    made = ranked(facts(view.connection, view.desk.ledger.backend), weights)
    places = {one.facts.id: one.place for one in made}
    return Order(made, places, {one.facts.id: one.facts.row for one in made}, weights)


def line_of(view: View, claim: str) -> Json:
    """A claim as it was read. Raises InputError for one that no newest reading has."""
    row = order(view).rows.get(claim)
    if row is None:
        raise InputError(f"{claim}: no newest reading has the claim")
    read = partial(find.lines_of, view.connection, row // STEP, None, Shown.AS_READ)
    lines: list[Json] = _kept(view, ("lines", row // STEP), read)
    return next(line for line in lines if line["number"] == row % STEP)


def _kept(view: View, question: Hashable, answer: Any) -> Any:
    """What does not change with reviews: it holds for the readings and the weighing of this moment."""
    moment = (last_reading(view.connection), view.head.erasures, view.weighing)
    return view.desk.waits.kept(moment, question, answer)


def reviews_by_claim(view: View) -> dict[str, tuple[Review, ...]]:
    """All reviews by the claims that they are of now."""
    return view.desk.counted.kept(view.moment, "reviews by claim", partial(_by_claim, view))


def _by_claim(view: View) -> dict[str, tuple[Review, ...]]:
    return {claim: own for one in reviews_put(view) for claim, own in one.put.by_claim.items()}


def reviews_put(view: View) -> list[Touched]:
    """What the reviews of every report come to. Of a report whose reviews are as they were, nothing is read again."""
    found = []
    for stand in reviewed.stands(view.connection):
        answer = partial(reviewed.touched_one, view.connection, stand.seq, stand.identity)
        found.append(view.desk.reviewed.kept(view.head.erasures, stand, answer))
    return found
