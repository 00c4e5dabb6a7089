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

from tacitus.errors import InputError, TacitusError
from tacitus.ledger.book import Ledger
from tacitus.views.plain import shown
from tacitus.views.web import about, actors, agreement, api, claims, group, incident, overview, reports, searching, weighing
from tacitus.views.web.assets import Assets, find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.gate import Gate, Guarded
from tacitus.views.web.judging import Weigher, decide, reweigh
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


def make_app(ledger: Ledger, gate: Gate, weighed: Weighed | None = None, assets: Assets | None = None) -> ASGIApp:
    """The app for a ledger behind its gate; `weighed` gives incidents, groups and agreements, unless it is told what the
    ledger keeps of them."""
    desk = Desk(ledger, weighed or Stored(ledger.backend), assets or find_assets())
    app = Starlette(routes=_routes(desk, gate))
    refuse = partial(_refusal, desk.assets)
    app.add_exception_handler(InputError, lambda request, error: refuse(request.scope, _status(request), str(error)))
    app.add_exception_handler(TacitusError, lambda request, error: refuse(request.scope, 503, str(error)))
    app.add_exception_handler(HTTPException, partial(_http_error, refuse))
    app.add_exception_handler(500, lambda request, _: refuse(request.scope, 500, "Something broke; the terminal says what."))
    return Guarded(app, gate, refuse)


def _routes(desk: Desk, gate: Gate) -> list[Route | Mount]:
    pages: dict[str, Handler] = {
        "/": overview.show,
        "/reports": reports.listed,
        "/report/{key}": reports.show,
        "/report/{key}/original": reports.original,
        "/claim/{key}": claims.show,
        "/actor/{key:path}": actors.show,
        "/search": searching.show,
        "/about": about.show,
        **{f"/{noun}": weighing.listed for noun in NOUNS},
        "/incidents/{key}": incident.show,
        "/groups/{key}": group.show,
        "/agreements/{key}": agreement.show,
    }
    own = resources.files("tacitus.views.web") / "static"
    return [
        *(Route(path, partial(handler, desk), methods=["GET"]) for path, handler in pages.items()),
        *_data(desk),
        Route("/incidents/{key}/judge", partial(decide, desk), methods=["POST"]),
        Route("/weigh", partial(reweigh, desk, Weigher(desk.ledger)), methods=["POST"]),
        Route("/theme", _theme, methods=["POST"]),
        Route("/leave", partial(_leave, gate, desk), methods=["POST"]),
        Mount("/static", StaticFiles(directory=Path(str(own)))),
        *([Mount("/assets", StaticFiles(directory=desk.assets.folder))] if desk.assets.folder else []),
    ]


def _data(desk: Desk) -> list[Route]:
    """The paths under /api, which /api/openapi.json describes."""
    answers: dict[str, api.Answer] = {
        "/openapi.json": api.openapi,
        "/ledger": api.ledger,
        "/claims": api.claims,
        "/claims/{key}": api.claim,
        "/claims/{key}/trace": api.traced,
        "/days": api.days,
        "/places": api.places,
        "/reports": api.reports,
        "/reports/{key}": api.report,
        "/actors/{key}": api.actor,
        "/actors/{key}/{role}": api.actor_claims,
        "/footprints": api.footprints,
        "/search": api.search,
        "/rules": api.rules,
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
    back = form.get("back", "/")
    answer = RedirectResponse(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", 303)
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
