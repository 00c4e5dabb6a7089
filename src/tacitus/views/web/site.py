"""How a page is drawn: the templates, which escape everything, and what every page shows around its own words."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from tacitus import __version__
from tacitus.format.pieces import Json
from tacitus.model.interval import Interval
from tacitus.profiles import profiles
from tacitus.views.plain import lines, shortened, shown
from tacitus.views.web.assets import Assets
from tacitus.views.web.person import person_of
from tacitus.views.wording import day_words, number_words

FRAME, SAVED = "base.html", "saved.html"
THEMES = ("auto", "light", "dark")
NAV = (
    ("/", "Overview"),
    ("/incidents", "Incidents"),
    ("/groups", "Groups"),
    ("/agreements", "Agreements"),
    ("/reports", "Reports"),
    ("/search", "Search"),
    ("/queue", "Queue"),
    ("/coders", "Coders"),
    ("/about", "About the data"),
)


class _Templates(PackageLoader):
    """The templates; `frame` is what stands round every page in place of base.html."""

    def __init__(self, frame: str) -> None:
        super().__init__("tacitus.views.web", "templates")
        self._frame = frame

    def get_source(self, environment: Environment, template: str) -> "tuple[str, str, Callable[[], bool] | None]":
        return super().get_source(environment, self._frame if template == FRAME else template)


@cache
def environment(frame: str = FRAME) -> Environment:
    """The templates. A name that nobody gave is an error, never an empty place."""
    made = Environment(
        loader=_Templates(frame),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(shown=_shown, short=shortened, number=_number, path=_path, plural=_plural, hash=_hash, days=days_words)
    return made


def page(request: Request, template: str, assets: Assets, code: int = 200, **values: Any) -> Response:
    """A page with its values; `title` is among them."""
    return Response(drawn(request.scope, template, assets, **values), code, {"vary": "HX-Request"}, "text/html")


def drawn(scope: Mapping[str, Any], template: str, assets: Assets, **values: Any) -> str:
    """The HTML of a template."""
    state = scope.get("state", {})
    saved = state.get("saved")
    query = scope.get("query_string", b"").decode("latin-1")
    sealed = getattr(getattr(scope.get("app"), "state", None), "sealed", "")
    around = {
        "assets": assets,
        "nav": NAV,
        "here": scope["path"],
        "address": f"{scope['path']}?{query}" if query else scope["path"],
        "saved": saved,
        "offered": tuple(profiles()),
        "csrf": state.get("csrf", ""),
        "sealed": sealed,
        "acts": bool(state.get("csrf")) and not sealed,
        "theme": theme_of(Request({**scope, "type": "http"})),
        "person": person_of(scope),
        "version": __version__,
        "ledger": "",
    }
    return environment(SAVED if saved else FRAME).get_template(template).render(around | values)


def theme_of(request: Request) -> str:
    """The theme that the reader chose."""
    chosen = request.cookies.get("tacitus_theme", "auto")
    return chosen if chosen in THEMES else "auto"


def partly(request: Request) -> bool:
    """Whether htmx asks for a part of the page that it has; not when it restores a page from nothing."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-history-restore-request") != "true"


def days_words(days: Json | None, missing: str = "day not said") -> str:
    """`from` and `to` of a JSON value in words."""
    if not days or not (days["from"] or days["to"]):
        return missing
    start, end = (date.fromisoformat(days[key]) if days[key] else None for key in ("from", "to"))
    return day_words(Interval(start, end))


def _safe(value: Any) -> Any:
    """Whatever stands in a page, without the characters that move a cursor or turn the direction of a line."""
    return lines(value) if type(value) is str else value


def _shown(value: object) -> str:
    return "" if value is None else shown(str(value))


def _number(value: float | None) -> str:
    return "–" if value is None else number_words(value)


def _path(value: str) -> str:
    """One segment of a path."""
    return quote(value, safe="")


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _hash(value: str) -> str:
    """The first characters of an id, enough to tell it by."""
    kind, _, digest = str(value).rpartition("-")
    return f"{kind}-{digest[:12]}" if kind else digest[:12]
