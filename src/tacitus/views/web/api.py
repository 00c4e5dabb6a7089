"""The pages as data: every answer is JSON and fits the document at /api/openapi.json."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.ledger import copying, find, shelf, survey
from tacitus.ledger.shelf import Shelved
from tacitus.ledger.trace import trace
from tacitus.profiles import profiles
from tacitus.views.web import atlas, grounds, group
from tacitus.views.web.about import LISTS, tables
from tacitus.views.web.asked import asked_of, filter_of
from tacitus.views.web.coverage import REPORTS, reports_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.openapi import document
from tacitus.views.web.overview import areas
from tacitus.views.web.weighed import NOUNS

ITEMS, MOST = 50, 1_000  # on a page, unless asked otherwise; at most

Answer = Callable[[View, Request], Json]


def answered(answer: Answer, desk: Desk, request: Request) -> Response:
    """The answer as JSON."""
    with desk.view() as view:
        return json_response(answer(view, request))


def json_response(value: Json, status: int = 200) -> Response:
    return Response(json_line(value).encode("utf-8"), status, media_type="application/json")


def openapi(view: View, request: Request) -> Json:  # noqa: ARG001
    return document()


def ledger(view: View, request: Request) -> Json:  # noqa: ARG001
    """What the ledger holds."""
    found = view.stats()
    named = {name: [{"name": word, "claims": number} for word, number in getattr(found, name)] for name in LISTS}
    return {"name": view.name(), **asdict(found), **named}


def claims(view: View, request: Request) -> Json:
    """One page of claims under the filter."""
    rows = view.rows(filter_of(asked_of(request.query_params)))
    most, skip = window(request)
    return paged(request, view.lines(rows[skip : skip + most]), len(rows), most, skip)


def claim(view: View, request: Request) -> Json:
    line: Json = traced(view, request)["claim"]
    return line


def traced(view: View, request: Request) -> Json:
    """The claim and the way back to the bytes."""
    found = trace(view.connection, view.desk.ledger.archive, request.path_params["key"])
    told = {name: value for name, value in asdict(found).items() if name != "line"}
    told["words"] = [{**words, "bytes": _pair(words["bytes"])} for words in told["words"]]
    told["records"] = [{"number": number, "id": key} for number, key in found.records]
    return {"claim": found.line, **told, "arrivals": list(told["arrivals"]), "holds": found.holds}


def days(view: View, request: Request) -> Json:
    """On which days the claims under the filter could lie."""
    found = view.stretches(filter_of(asked_of(request.query_params)))
    return {"items": [{"from": one.first, "to": one.last, "own": one.own, "claims": one.claims} for one in found]}


def places(view: View, request: Request) -> Json:
    """GeoJSON of where the claims under the filter could lie."""
    return areas(view, filter_of(asked_of(request.query_params)))


def reports(view: View, request: Request) -> Json:
    """One page of reports, the newest first."""
    most, skip = window(request)
    found, count = reports_of(view, asked_of(request.query_params, REPORTS), most, skip)
    return paged(request, [_shelved(one) for one in found], count, most, skip)


def report(view: View, request: Request) -> Json:
    """A report with its text, its reading and its copies."""
    whole = shelf.whole(view.connection, request.path_params["key"])
    copies = copying.kept_copies(view.connection, whole.line.text)
    return {
        "report": _shelved(whole.line),
        "text": whole.words,
        "frame": whole.frame,
        "reading": {"id": whole.reading, **whole.body},
        "claims": list(whole.claims),
        "arrivals": [asdict(one) for one in whole.arrivals],
        "readings": [asdict(one) for one in whole.readings],
        "versions": [_shelved(one) for one in whole.versions],
        "copies": [copying.copy_json(one) for one in copies],
        "size": whole.size,
    }


def actor(view: View, request: Request) -> Json:
    """An actor's names, and how many claims it has in each role."""
    key = request.path_params["key"]
    names = [asdict(one) for one in view.actor(key)]
    return {"id": key, "names": names, "claims": {role: len(view.rows_as(key, role)) for role in survey.ROLES}}


def actor_claims(view: View, request: Request) -> Json:
    """The claims in which the actor has the role that the path names."""
    key, role = request.path_params["key"], request.path_params["role"]
    view.actor(key)
    if role not in survey.ROLES:
        raise InputError(f"{role}: no such role; there are {', '.join(survey.ROLES)}")
    rows = view.rows_as(key, role)
    most, skip = window(request)
    return paged(request, view.lines(rows[skip : skip + most]), len(rows), most, skip)


def search(view: View, request: Request) -> Json:
    """Reports by words, the best first; for claims give `words` to /api/claims."""
    most, _ = window(request)
    hits = find.search_reports(view.connection, view.desk.ledger.backend, request.query_params.get("words", ""), most)
    return {"items": [{**asdict(hit), "passage": hit.passage.replace("\x02", "").replace("\x03", "")} for hit in hits]}


def rules(view: View, request: Request) -> Json:  # noqa: ARG001
    """Builds, tables of rules, profiles."""
    told = [{"name": one.name, "says": one.says, "rules": [rule.says for rule in one.rules]} for one in profiles().values()]
    builds = [asdict(one) for one in shelf.builds(view.connection)]
    return {"builds": builds, "tables": [asdict(one) for one in tables()], "profiles": told}


def weighed(view: View, request: Request) -> Json:
    """Incidents, groups or agreements: `weighed` is false where nobody has weighed the ledger."""
    most, skip = window(request)
    found = view.listed(_noun(request), filter_of(asked_of(request.query_params)), most, skip)
    told = paged(request, found["items"] if found else [], found["count"] if found else 0, most, skip)
    return {"weighed": found is not None, **told}


def weighed_one(view: View, request: Request) -> Json:
    found = view.desk.weighed.one(view.connection, _noun(request), request.path_params["key"])
    if found is None:
        raise InputError("the ledger is not weighed yet: run tacitus weigh")
    return found


def footprints(view: View, request: Request) -> Json:
    """GeoJSON of where the incidents under the filter lie."""
    found = view.span(filter_of(asked_of(request.query_params)))
    return atlas.footprints(found) if found else {"type": "FeatureCollection", "features": [], "left": 0}


def incident_ground(view: View, request: Request) -> Json:
    """GeoJSON of the ground that all versions of an incident allow, of that which any does, and of what each says."""
    return grounds.incident_ground(view, weighed_one(view, request))


def group_ground(view: View, request: Request) -> Json:
    """GeoJSON of a group's track."""
    return group.ground(view, weighed_one(view, request))


def _noun(request: Request) -> str:
    return next(noun for noun in NOUNS if request.url.path.startswith(f"/api/{noun}"))


def window(request: Request) -> tuple[int, int]:
    """`most` and `skip`. Raises InputError for what is no such number."""
    found = []
    for name, usual, least, most in (("most", ITEMS, 1, MOST), ("skip", 0, 0, 10**9)):
        given = request.query_params.get(name, str(usual))
        if not (given.isascii() and given.isdigit() and len(given) < 11 and least <= int(given) <= most):
            raise InputError(f"{name}: {given[:40]!r} is no whole number from {least} to {most}")
        found.append(int(given))
    return found[0], found[1]


def paged(request: Request, items: Sequence[Any], count: int, most: int, skip: int) -> Json:
    """A page: `next` is the address of the one after it, None at the end."""
    more = skip + most < count
    url = str(request.url.replace(scheme="", netloc="").include_query_params(most=most, skip=skip + most)) if more else None
    return {"count": count, "most": most, "skip": skip, "next": url, "items": list(items)}


def _shelved(one: Shelved) -> Json:
    first, last = one.published
    return {**asdict(one), "published": {"from": first, "to": last}}


def _pair(pair: tuple[int, int] | None) -> Json | None:
    return {"start": pair[0], "end": pair[1]} if pair else None
