"""Who may come in: this machine, by this name, with the session that the one-time address gave; and what every answer carries.

The address that `tacitus serve` prints holds a token. It is good for one visit, which gets a session cookie in its place. Every
change needs the session's CSRF token besides, and an Origin of ours.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = ("GET", "HEAD")
OPEN = ("/static/", "/assets/")  # nothing of the ledger
MOST = 1_000_000  # bytes of a form
FIELD, HEADER = "csrf", "x-csrf-token"

Refuse = Callable[[Scope, int, str], Response]


@dataclass(slots=True)
class Gate:
    """The names we are reached by, the token that is still good (None once used), the sessions with their CSRF tokens."""

    port: int
    token: str | None = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    sessions: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def cookie(self) -> str:
        """Cookies know no ports: two ledgers that are served at once must not share one."""
        return f"tacitus_{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.hosts[0]}/?token={self.token}"

    def enter(self, token: str) -> str | None:
        """A session for the token, which is then used up; None for a wrong one."""
        if self.token is None or not compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = None
        session = secrets.token_urlsafe(32)
        self.sessions[session] = secrets.token_urlsafe(32)
        return session

    def leave(self, session: str) -> None:
        self.sessions.pop(session, None)


@dataclass(slots=True)
class Guarded:
    """The app behind the gate. `refuse` draws the page that says why not."""

    app: ASGIApp
    gate: Gate
    refuse: Refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        state = scope.setdefault("state", {})
        state.update(csrf="", form={}, session="")
        sealed = _sealed(scope, send)
        answer = self._outside(scope, Headers(scope=scope)) or self._entering(scope) or await self._inside(scope, receive)
        await (answer or self.app)(scope, receive if answer else _emptied(state, receive), sealed)

    def _outside(self, scope: Scope, headers: Headers) -> Response | None:
        """Refused before anything is looked at: another name for us, another page that asks."""
        host, origin, site = headers.get("host", ""), headers.get("origin"), headers.get("sec-fetch-site", "none")
        if host not in self.gate.hosts:
            return self.refuse(scope, 421, f"This is not served under the name {host[:80]!r}.")
        if origin is not None and not self._ours(origin):
            return self.refuse(scope, 403, "The request comes from another page.")
        if site == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return self.refuse(scope, 403, "The request comes from another page.")
        return None

    def _ours(self, origin: str) -> bool:
        return origin in {f"http://{host}" for host in self.gate.hosts}

    def _entering(self, scope: Scope) -> Response | None:
        """The first visit, by the printed address."""
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["path"].startswith(OPEN) or "token" not in asked or scope["method"] != "GET":
            return None
        session = self.gate.enter(asked.pop("token")[0])
        if session is None:
            return self.refuse(scope, 403, "This address was used before, or is not the one that tacitus serve printed.")
        rest = f"?{urlencode(asked, doseq=True)}" if asked else ""
        answer = RedirectResponse(scope["path"] + rest, 303)
        answer.set_cookie(self.gate.cookie, session, httponly=True, samesite="strict", path="/")
        return answer

    async def _inside(self, scope: Scope, receive: Receive) -> Response | None:
        """The session, and for a change the proof that our own page asks for it."""
        if scope["path"].startswith(OPEN):
            return None
        headers, state = Headers(scope=scope), scope["state"]
        session = _cookie(headers, self.gate.cookie)
        if session not in self.gate.sessions:
            return self.refuse(scope, 401, "Open the address that tacitus serve printed; it is good for one browser.")
        state.update(session=session, csrf=self.gate.sessions[session])
        if scope["method"] in SAFE:
            return None
        body = await _body(receive)
        if body is None:
            return self.refuse(scope, 413, f"More than {MOST:,} bytes were sent.")
        kind = headers.get("content-type", "").partition(";")[0]
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True) if kind.endswith("x-www-form-urlencoded") else {}
        given = headers.get(HEADER) or form.pop(FIELD, [""])[0]
        if headers.get("origin") is None or not compare_digest(given.encode(), state["csrf"].encode()):
            return self.refuse(scope, 403, "The form is out of date: load the page anew and send it again.")
        state.update(form={name: values[-1] for name, values in form.items()}, body=body)
        return None


def _cookie(headers: Headers, name: str) -> str:
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


async def _body(receive: Receive) -> bytes | None:
    """What was sent, None where it is too much."""
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > MOST:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _emptied(state: dict[str, object], receive: Receive) -> Receive:
    """What was read already is given once more."""
    if "body" not in state:
        return receive
    left = [state["body"]]

    async def again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again


def _sealed(scope: Scope, send: Send) -> Send:
    """The answer with the headers that every answer carries."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if not scope["path"].startswith(OPEN):
                headers.setdefault("cache-control", "no-store")
        await send(message)

    return sealed
