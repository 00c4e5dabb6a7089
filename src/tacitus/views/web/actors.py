"""One actor: everything that it is said to have done, to have suffered and to have said."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from tacitus.ledger import survey
from tacitus.ledger.survey import ROLES, Called
from tacitus.views.web.asked import MOST, Asked, asked_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.overview import days_of
from tacitus.views.web.rows import Row, row_of
from tacitus.views.web.site import page

TITLES = {"agent": "is said to have done", "target": "is said to have been done to", "speaker": "says"}
_OTHER = {"agent": "target", "target": "agent"}
_OTHERS = 8  # that are named


@dataclass(frozen=True, slots=True)
class Part:
    """A role: its claims (one page of them), and who most often stands on the other side of them."""

    role: str
    title: str
    rows: tuple[Row, ...]
    count: int
    pages: int
    others: tuple[tuple[str, str | None, int], ...]


def show(desk: Desk, request: Request) -> Response:
    """An actor by its id. Raises InputError where no claim has it."""
    key, number = request.path_params["key"], asked_of(request.query_params).page
    with desk.view() as view:
        names = view.actor(key)
        every = [row for role in ROLES for row in view.rows_as(key, role)]
        return page(
            request,
            "actor.html",
            desk.assets,
            title=names[0].name,
            ledger=view.name(),
            key=key,
            names=_names(names),
            kind=next((one.kind for one in names if one.kind), None),
            country=next((one.country for one in names if one.country), None),
            parts_of=tuple(part for role in ROLES if (part := _part(view, key, role, number)).count),
            number=number,
            lines_of_time=days_of(view, sorted(set(every))),
            actor_when=lambda since, until: f"/{Asked((('actor', key),)).with_(since=since, until=until)}",
            tabled=not key.startswith(("actor-", "person-")),
        )


def _names(names: tuple[Called, ...]) -> tuple[tuple[str, int], ...]:
    """What it is called, with how many claims, the most first."""
    counted: Counter[str] = Counter()
    for one in names:
        counted[one.name] += one.claims
    return tuple(counted.most_common(30))


def _part(view: View, key: str, role: str, number: int) -> Part:
    rows = view.rows_as(key, role)
    some = rows[(number - 1) * MOST : number * MOST]
    found = tuple(row_of(line) for line in view.lines(some))
    return Part(role, TITLES[role], found, len(rows), -(-len(rows) // MOST), _others(view, key, role))


def _others(view: View, key: str, role: str) -> tuple[tuple[str, str | None, int], ...]:
    """The other side: of the one who did it those to whom it was done, and the other way round."""
    if role not in _OTHER:
        return ()
    backend = view.desk.ledger.backend
    answer = partial(survey.opposite, view.connection, backend, key, role, _OTHER[role], _OTHERS)
    return view.desk.counted.kept(view.moment, ("opposite", key, role), answer)
