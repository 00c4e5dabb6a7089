"""The app: every path and what answers it."""

from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from tacitus.errors import InputError, LedgerError, TacitusError
from tacitus.ledger.access import sealed
from tacitus.ledger.book import Ledger
from tacitus.views.plain import shown
from tacitus.views.web import (
    about,
    actors,
    agreement,
    api,
    changes,
    claims,
    coding,
    coding_api,
    correcting,
    coverage,
    group,
    incident,
    overview,
    queueing,
    reports,
    reviewing,
    saving,
    searching,
    weighing,
)
from tacitus.views.web.assets import Assets, find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.gate import Gate, Guarded
from tacitus.views.web.judging import Weigher, decide, reweigh
from tacitus.views.web.person import back_of, switch
from tacitus.views.web.site import THEMES, drawn
from tacitus.views.web.stored import Stored
from tacitus.views.web.weighed import NOUNS, Weighed

Handler = Callable[[Desk, Request], Response]
_TITLES = {
    400: "That cannot be asked",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not here",
    405: "Not so",
    421: "Not this name",
}
_YEAR = 365 * 24 * 3600


def make_app(ledger: Ledger, gate: Gate, weighed: Weighed | None = None, assets: Assets | None = None, coder: str = "") -> ASGIApp:
    """The app for a ledger behind its gate; `weighed` gives incidents, groups and agreements, unless it is told what the
    ledger keeps of them. Reviews are recorded under the name of `coder`, else TACITUS_CODER."""
    return app_of(Desk(ledger, weighed or Stored(ledger.backend), assets or find_assets()), gate, coder)


def app_of(desk: Desk, gate: Gate, coder: str = "") -> ASGIApp:
    """The app for a desk."""
    why = sealed(desk.ledger)
    app = Starlette(routes=_routes(desk, gate, why))
    app.state.coder, app.state.sealed = coder, why
    refuse = partial(_refusal, desk.assets)
    app.add_exception_handler(InputError, lambda request, error: refuse(request.scope, _status(request), str(error)))
    app.add_exception_handler(TacitusError, lambda request, error: refuse(request.scope, 503, str(error)))
    app.add_exception_handler(HTTPException, partial(_http_error, refuse))
    app.add_exception_handler(500, lambda request, _: refuse(request.scope, 500, "Something broke; the terminal says what."))
    return Guarded(app, gate, refuse)


def pages_of(desk: Desk) -> list[Route]:
    """What only shows: the pages, and the same as data."""
    pages: dict[str, Handler] = {
        "/": overview.show,
        "/reports": reports.listed,
        "/report/{key}": reports.show,
        "/report/{key}/original": reports.original,
        "/report/{key}/changes": changes.show,
        "/claim/{key}": claims.show,
        "/claim/{key}/correct/{slot}": correcting.show,
        "/actor/{key:path}": actors.show,
        "/search": searching.show,
        "/queue": queueing.show,
        "/queue/next": queueing.after,
        "/coders": coding.show,
        "/coverage": coverage.show,
        "/about": about.show,
        **{f"/{noun}": weighing.listed for noun in NOUNS},
        "/incidents/{key}": incident.show,
        "/groups/{key}": group.show,
        "/agreements/{key}": agreement.show,
    }
    return [*(Route(path, partial(handler, desk), methods=["GET"]) for path, handler in pages.items()), *_data(desk)]


def _routes(desk: Desk, gate: Gate, why: str) -> list[Route | Mount]:
    own = resources.files("tacitus.views.web") / "static"
    return [
        *pages_of(desk),
        Route("/save", partial(saving.save, desk, pages_of), methods=["GET"]),
        Route("/drawn.svg", partial(saving.drawn, desk, pages_of), methods=["GET"]),
        *(Route(path, _refused(why) if why else handler, methods=["POST"]) for path, handler in _changing(desk)),
        Route("/blind", switch, methods=["POST"]),
        Route("/theme", _theme, methods=["POST"]),
        Route("/leave", partial(_leave, gate, desk), methods=["POST"]),
        Mount("/static", StaticFiles(directory=Path(str(own)))),
        *([Mount("/assets", StaticFiles(directory=desk.assets.folder))] if desk.assets.folder else []),
    ]


def _changing(desk: Desk) -> list[tuple[str, Callable[[Request], Response]]]:
    """What changes the ledger."""
    return [
        ("/incidents/{key}/judge", partial(decide, desk)),
        ("/claim/{key}/review", partial(reviewing.decide, desk)),
        ("/claim/{key}/undo", partial(reviewing.take_back, desk)),
        ("/claim/{key}/judge", partial(reviewing.same, desk)),
        ("/weigh", partial(reweigh, desk, Weigher(desk.ledger))),
    ]


def _refused(why: str) -> Callable[[Request], Response]:
    """What answers a change where the ledger can only be read."""

    def refused(_: Request) -> Response:
        raise LedgerError(f"this ledger can only be read: {why}")

    return refused


def _data(desk: Desk) -> list[Route]:
    """The paths under /api, which /api/openapi.json describes."""
    answers: dict[str, api.Answer] = {
        "/openapi.json": api.openapi,
        "/ledger": api.ledger,
        "/claims": api.claims,
        "/claims/{key}": api.claim,
        "/claims/{key}/trace": api.traced,
        "/claims/{key}/reviews": reviewing.reviews,
        "/days": api.days,
        "/places": api.places,
        "/reports": api.reports,
        "/reports/{key}": api.report,
        "/reports/{key}/changes": changes.changes_json,
        "/actors/{key}": api.actor,
        "/actors/{key}/{role}": api.actor_claims,
        "/footprints": api.footprints,
        "/search": api.search,
        "/rules": api.rules,
        "/queue": coding_api.queue,
        "/coders": coding_api.coders,
        "/reviews": coding_api.reviews,
        "/coverage": coding_api.coverage,
        **{f"/{noun}": api.weighed for noun in NOUNS},
        **{f"/{noun}/{{key}}": api.weighed_one for noun in NOUNS},
        "/incidents/{key}/ground": api.incident_ground,
        "/groups/{key}/ground": api.group_ground,
    }
    return [Route(f"/api{path}", partial(api.answered, answer, desk), methods=["GET"]) for path, answer in answers.items()]


def _theme(request: Request) -> Response:
    """Keep the theme that was chosen, and go back to the page on which it was."""
    form = request.state.form
    chosen = form.get("theme", "")
    answer = RedirectResponse(back_of(form, "/"), 303)
    if chosen in THEMES:
        answer.set_cookie("tacitus_theme", chosen, max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def _leave(gate: Gate, desk: Desk, request: Request) -> Response:
    """End the session."""
    gate.leave(request.state.session)
    request.scope["state"]["csrf"] = ""
    return _refusal(desk.assets, request.scope, 200, "You have left. Start tacitus serve again to come back.")


def _status(request: Request) -> int:
    """What a path names is not there; what a query asks is wrong."""
    return 404 if request.path_params else 400


def _http_error(refuse: Callable[[Scope, int, str], Response], request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {404: "There is no such page.", 405: "This page does not take that."}.get(status, "It cannot be done.")
    return refuse(request.scope, status, words)


def _refusal(assets: Assets, scope: Scope, status: int, words: str) -> Response:
    """Why not: as a page, or under /api as JSON."""
    if scope["path"].startswith("/api/"):
        return api.json_response({"error": shown(words)}, status)
    title = _TITLES.get(status, "Left" if status == 200 else "It did not work")
    html = drawn(scope, "error.html", assets, title=title, words=shown(words))
    return Response(html, status, media_type="text/html")
