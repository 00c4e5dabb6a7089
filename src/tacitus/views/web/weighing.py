"""Lists of incidents, groups and agreements under the overview's filter: what weighing found, or that nobody has weighed yet."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import listed as kept
from tacitus.ledger.listed import Sort
from tacitus.views.web.asked import FIELDS, MOST, Asked, asked_of, filter_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.site import page, partly
from tacitus.views.web.weighed import NOUNS

SORT = "sort"
_FIELDS = tuple(name for name in FIELDS if name != "show")
SORTS = (
    (Sort.DAY, "first day"),
    (Sort.NEWEST, "newest day"),
    (Sort.VOICES, "most voices"),
    (Sort.TORN, "most contested"),
    (Sort.APART, "widest range of a toll"),
)


def listed(desk: Desk, request: Request) -> Response:
    """All of them that are wanted, a page of it, or for htmx its list alone."""
    noun = _noun(request)
    fields = (*_FIELDS, SORT) if noun == "incidents" else _FIELDS
    asked = asked_of(request.query_params, fields)
    with desk.view() as view:
        found, problem = _found(view, noun, asked)
        values: dict[str, Any] = {"title": noun.capitalize(), "noun": noun, "found": found, "asked": asked, "problem": problem}
        values |= {"pages": -(-found["count"] // MOST) if found else 0, "sorts": SORTS if noun == "incidents" else ()}
        values |= {"ledger": view.name(), "sort": _sort(asked), "weighed": bool(view.weighing)}
        if partly(request):
            return page(request, "weighed_list.html", desk.assets, **values)
        values |= {"choices": view.choices(), "waiting": kept.unweighed(view.connection, view.weighing)}
        return page(request, "weighed.html", desk.assets, 400 if problem else 200, **values)


def _found(view: View, noun: str, asked: Asked) -> tuple[Json | None, str | None]:
    """What is wanted; where that cannot be read nothing, and why."""
    try:
        return view.listed(noun, filter_of(asked), MOST, (asked.page - 1) * MOST, _sort(asked)), None
    except InputError as error:
        return None, str(error)


def _sort(asked: Asked) -> Sort:
    """How it is sorted; by day where the address names no way of ours."""
    return Sort(asked.get(SORT)) if asked.get(SORT) in set(Sort) else Sort.DAY


def _noun(request: Request) -> str:
    """The first part of the path is one of the nouns, by the routes."""
    return next(noun for noun in NOUNS if request.url.path.startswith(f"/{noun}"))
