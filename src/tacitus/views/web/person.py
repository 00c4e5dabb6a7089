"""Who sits at the browser, and whether that coder wants to know what others said of a claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tacitus.errors import InputError
from tacitus.settings import coder

COOKIE = "tacitus_blind"
NOBODY = "unknown"  # what a machine without users calls its user
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Person:
    """A coder by name. `blind` hides what others said of claims."""

    name: str
    blind: bool

    @property
    def only(self) -> str | None:
        """The coder whose reviews alone are shown; None for everybody's."""
        return self.name if self.blind else None

    def named(self) -> str:
        """The name under which it is recorded. Raises InputError where there is none."""
        if not self.name:
            raise InputError("a review needs a name; start tacitus serve with --as NAME, or set TACITUS_CODER")
        return self.name


class Given(dict[str, str]):
    """What was typed into a form before; nothing in the fields that were not sent."""

    def __missing__(self, name: str) -> str:
        return ""


def person_of(scope: Mapping[str, Any]) -> Person:
    """Who asks: the name that `serve --as` gave, else TACITUS_CODER, else the machine's user."""
    given = getattr(getattr(scope.get("app"), "state", None), "coder", "") or coder()
    request = Request({**scope, "type": "http"})
    asked = request.query_params.get("blind")
    return Person("" if given == NOBODY else given, (asked or request.cookies.get(COOKIE)) == "1")


def switch(request: Request) -> Response:
    """Hide what others said, or show it again, and go back to the page on which it was."""
    form = request.state.form
    answer = RedirectResponse(back_of(form, "/"), 303)
    answer.set_cookie(COOKIE, "1" if form.get("blind") == "1" else "0", max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def back_of(fields: Mapping[str, str], usual: str) -> str:
    """The page of ours that a form wants to go back to; never another's."""
    back = fields.get("back", "")
    ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if ours else usual
