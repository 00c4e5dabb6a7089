"""Any page as one file that opens from the disk, under a profile: drawn from a ledger that holds only what has passed it."""

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger.wanted import Filter
from tacitus.profiles import DEFAULT, Profile, profile_named
from tacitus.views.export.facts import Tally, about_json
from tacitus.views.export.kept_facts import facts_of
from tacitus.views.plain import shown
from tacitus.views.profiled.ledger import told_ledger
from tacitus.views.profiled.passing import Passing
from tacitus.views.profiled.scope import REJECTED, Left, Scope
from tacitus.views.web.asked import LABELS
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.drawing import drawing, picture
from tacitus.views.web.paper import paper
from tacitus.views.web.scope import of_claims, scope_of
from tacitus.views.web.stored import Stored

Pages = Callable[[Desk], Sequence[BaseRoute]]
MOST = 3_000  # claims that somebody who waits at a browser has put under a profile
_WORK = ("/queue", "/coders", "/claim/{key}/correct", "/save", "/disagreements")
"""Pages of the work on the ledger: coders, and what they say of claims."""
_GROUNDS = ("/api/places", "/api/footprints", "/ground")
_PROSE = ("words", "place", "country", "actor", "speaker")


@dataclass(frozen=True, slots=True)
class Saved:
    """What the foot of a page says of it. `of` says of which claims `given` were asked, `held` of them were held back."""

    profile: Profile
    ledger: str
    address: str
    day: str
    head: str
    credit: tuple[str, ...]
    of: str = ""
    given: int = 0
    held: int = 0
    changed: tuple[tuple[str, int], ...] = ()
    left: tuple[tuple[str, int], ...] = ()
    rejected: int = 0

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What the page was asked for: labels and values."""
        given = parse_qsl(urlsplit(self.address).query)
        return tuple((LABELS.get(name, name), shown(value)) for name, value in given if value)

    @property
    def rules(self) -> bool:
        """Whether anything may be withheld."""
        return bool(self.profile.rules)


@dataclass(frozen=True, slots=True)
class File:
    """A page as a file, and what it is called where nobody says otherwise."""

    name: str
    html: str


def save(desk: Desk, pages: Pages, request: Request) -> Response:
    """The page that the address names, as a download. Raises InputError."""
    asked = request.query_params
    made = saved_page(desk, pages, asked.get("page", "/"), profile_named(asked.get("profile") or DEFAULT), most=MOST)
    headers = {"content-disposition": f'attachment; filename="{made.name}"', "content-security-policy": "sandbox"}
    return Response(made.html, 200, headers, "text/html")


def saved_page(desk: Desk, pages: Pages, address: str, profile: Profile, as_of: str | None = None, most: int | None = None) -> File:
    """A page by its path (and query) within the app. Raises InputError for one that is not there or cannot be put under the
    profile; LedgerError."""
    parts = urlsplit(address)
    _must_be_page(pages(desk), parts.path, address, profile)
    with desk.view() as view:
        facts = facts_of(view.connection, as_of)
        day = facts.as_of.isoformat() if facts.as_of else ""
        saved = Saved(profile, facts.ledger or "", shown(address), day, facts.head or "", facts.licences)
        if not profile.rules:
            html = _drawn(pages(desk), desk, address, saved)
        else:
            passing = Passing(profile, facts)
            html = _under(view, pages, address, saved, passing, most)
    return File(_name(saved), html)


def _must_be_page(routes: Sequence[BaseRoute], path: str, address: str, profile: Profile) -> None:
    """Raises InputError for what is no page, or none that the profile can be put on."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        raise InputError(f"page {shown(address)}: no page; give its path within the app, like /incidents")
    if path.startswith(("/api/", "/drawn")) or path.endswith("/original") or _route(routes, path) is None:
        raise InputError(f"page {shown(path)}: no page that can be saved; give the path of one, like /incidents")
    if profile.rules and path == "/search" and dict(parse_qsl(urlsplit(address).query)).get("in") == "reports":
        raise InputError(f"page {shown(path)}: it searches the texts of reports, which the profile {profile.name} withholds")
    if profile.rules and _pattern(routes, path).startswith(_WORK):
        raise InputError(f"page {shown(path)}: it shows coders at work, which no profile but full lets out")


def _under(view: View, pages: Pages, address: str, saved: Saved, passing: Passing, most: int | None) -> str:
    """The page, drawn from a ledger of what may leave."""
    scope = scope_of(view.connection, urlsplit(address).path)
    if scope == Scope() and most is not None and len(view.rows(Filter())) > most:
        verb = f"tacitus export --page {shown(address)} --profile {saved.profile.name} --out FILE.html"
        raise InputError(f"{shown(address)}: over {most:,} claims, too many to wait for here; run: {verb}")
    with _told(view, passing, scope) as (desk, left):
        if any(passing.names_withheld(value) for name, value in parse_qsl(urlsplit(address).query) if name in _PROSE):
            raise InputError(f"page {shown(address)}: it asks by a name that the profile {saved.profile.name} withholds")
        about = _said(passing, saved, left, of_claims(scope, address))
        try:
            return _drawn(pages(desk), desk, address, about)
        except InputError as error:
            _drawn(pages(view.desk), view.desk, address, replace(saved, profile=profile_named("full")))
            held = f"it is held back by the profile {saved.profile.name}, or named by what the profile withholds"
            raise InputError(f"page {shown(address)}: {held}") from error


@contextmanager
def _told(view: View, passing: Passing, scope: Scope) -> Iterator[tuple[Desk, Left]]:
    """A desk whose ledger holds what may leave, for as long as this lasts."""
    with tempfile.TemporaryDirectory(prefix="tacitus-") as folder:
        ledger, left = told_ledger(view.connection, Path(folder), passing, scope)
        try:
            yield Desk(ledger, Stored(ledger.backend), view.desk.assets), left
        finally:
            ledger.close()


def _said(passing: Passing, saved: Saved, left: Left, of: str) -> Saved:
    """What was done to how many claims: the statement of every export, in the words of a page."""
    tally: Tally = passing.tally
    about = about_json("page", saved.profile, passing.facts, tally)
    changed = tuple((str(rule["says"]), int(rule["claims"])) for rule in about["withheld"] if rule["claims"])
    whole = tuple((noun, count) for noun, count in sorted(left.whole.items()) if noun != REJECTED and count)
    rejected = left.whole[REJECTED]
    return replace(saved, of=of, given=tally.given, held=tally.held_back, changed=changed, left=whole, rejected=rejected)


def _drawn(routes: Sequence[BaseRoute], desk: Desk, address: str, saved: Saved) -> str:
    """The page of a desk as a file. Raises InputError where it is not there."""
    answer = _answer(routes, address, saved)
    if not (answer.media_type or "").startswith("text/html") or answer.status_code != 200:
        raise InputError(f"page {shown(address)}: there is no such page, or it cannot be asked so")
    areas = partial(_areas, routes, desk)
    return paper(bytes(answer.body).decode(), _style, lambda where, words: drawing(areas(where), desk.assets, words))


def _areas(routes: Sequence[BaseRoute], desk: Desk, address: str) -> Json:  # noqa: ARG001
    """The areas of a map, by the address that its page gives for them."""
    found: Json = json.loads(bytes(_answer(routes, address, None).body))
    return found


def drawn(desk: Desk, pages: Pages, request: Request) -> Response:
    """A map as a picture, for pages without scripts and for paper. Raises InputError."""
    address = request.query_params.get("areas", "")
    if not urlsplit(address).path.startswith("/api/") or not urlsplit(address).path.endswith(_GROUNDS):
        raise InputError(f"areas: {shown(address)} are no areas")
    made = picture(_areas(pages(desk), desk, address), desk.assets)
    headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(made, 200, headers, "image/svg+xml")


def _answer(routes: Sequence[BaseRoute], address: str, saved: Saved | None) -> Response:
    """What the app answers to an address, without a server. Raises InputError."""
    parts = urlsplit(address)
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": parts.path,
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [],
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "app": _nobody(),
        "state": {"csrf": "", "saved": saved},
    }
    found = _route(routes, parts.path)
    if found is None:
        raise InputError(f"{shown(parts.path)}: there is no such page")
    answer: Response = found["endpoint"](Request({**scope, **found}))
    return answer


@cache
def _nobody() -> Starlette:
    """An app at which nobody sits."""
    app = Starlette()
    app.state.coder = "unknown"
    return app


def _route(routes: Sequence[BaseRoute], path: str) -> Mapping[str, Any] | None:
    """What answers a path, and what is named in it."""
    for route in routes:
        match, found = route.matches({"type": "http", "method": "GET", "path": path, "root_path": ""})
        if match is Match.FULL:
            return found
    return None


def _pattern(routes: Sequence[BaseRoute], path: str) -> str:
    matches = (route for route in routes if route.matches({"type": "http", "method": "GET", "path": path})[0] is Match.FULL)
    return str(getattr(next(matches), "path", ""))


def _style(href: str) -> str:
    """A style sheet of the app; those of the map's script are not needed."""
    if not href.startswith("/static/"):
        return ""
    return _sheet(href.removeprefix("/static/"))


@cache
def _sheet(name: str) -> str:
    return (resources.files("tacitus.views.web") / "static" / name).read_text(encoding="utf8")


def _name(saved: Saved) -> str:
    """Of the ledger, the page, the profile and the day."""
    parts = urlsplit(saved.address)
    page = re.sub(r"[0-9a-f]{20,}", lambda digest: digest[0][:12], parts.path.strip("/")) or "overview"
    words = (saved.ledger, page, "filtered" if parts.query else "", saved.profile.name, saved.day)
    return f"{'-'.join(filter(None, map(_slug, words)))}.html"


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-")
