"""Lists of incidents, groups and agreements: what weighing found, or that nobody has weighed yet."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.views.web.asked import MOST, asked_of, filter_of
from tacitus.views.web.desk import Desk
from tacitus.views.web.site import page
from tacitus.views.web.weighed import NOUNS


def listed(desk: Desk, request: Request) -> Response:
    """All of them, under the overview's filter. Raises InputError."""
    noun, asked = _noun(request), asked_of(request.query_params)
    with desk.view() as view:
        found = view.listed(noun, filter_of(asked), MOST, (asked.page - 1) * MOST)
        pages = -(-found["count"] // MOST) if found else 0
        values: dict[str, Any] = {"title": noun.capitalize(), "noun": noun, "found": found, "asked": asked, "pages": pages}
        return page(request, "weighed.html", desk.assets, ledger=view.name(), **values)


def _noun(request: Request) -> str:
    """The first part of the path is one of the nouns, by the routes."""
    return next(noun for noun in NOUNS if request.url.path.startswith(f"/{noun}"))
