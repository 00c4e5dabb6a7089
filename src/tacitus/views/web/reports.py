"""A list of the reports, and one of them: its text with the words of every claim marked, and what is known of where it is from."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import LedgerError
from tacitus.format.document import published_of
from tacitus.ledger import copying, shelf
from tacitus.ledger.reviewed import of_reading
from tacitus.ledger.shelf import Shelved
from tacitus.ledger.wanted import Shown
from tacitus.model.copy import Copy
from tacitus.views.web.asked import MOST, asked_of
from tacitus.views.web.coverage import REPORTS, reports_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.opinion import NUMBERED, opinion
from tacitus.views.web.paint import pieces_of
from tacitus.views.web.person import person_of
from tacitus.views.web.rows import row_of
from tacitus.views.web.site import page
from tacitus.views.wording import published_words

LEGEND = (
    ("what", "what happened"),
    ("who", "who"),
    ("whom", "to whom"),
    ("where", "where"),
    ("when", "when"),
    ("many", "how many"),
    ("said", "who says it"),
    ("with", "with what"),
)


@dataclass(frozen=True, slots=True)
class Like:
    """A report that carries this one's text: the shares of the words that each has in the other."""

    report: Shelved
    how: str
    here: float
    there: float


def listed(desk: Desk, request: Request) -> Response:
    """The reports, the newest first; those of one publisher or of some days. Raises InputError."""
    asked = asked_of(request.query_params, REPORTS)
    with desk.view() as view:
        some, count = reports_of(view, asked, MOST, (asked.page - 1) * MOST)
        pages = -(-count // MOST)
        values: dict[str, Any] = {"title": "Reports", "reports": some, "count": count, "asked": asked, "pages": pages}
        return page(request, "reports.html", desk.assets, ledger=view.name(), **values)


def show(desk: Desk, request: Request) -> Response:
    """One report. Raises InputError where it is not there."""
    with desk.view() as view:
        person = person_of(request.scope)
        whole = shelf.whole(view.connection, request.path_params["key"], Shown.ALL, person.only)
        put = of_reading(view.connection, whole.body)
        title = whole.line.title or whole.arrivals[0].uri if whole.arrivals else whole.line.document[:12]
        return page(
            request,
            "report.html",
            desk.assets,
            title=title,
            ledger=view.name(),
            report=whole,
            published=published_words(published_of({**whole.body["published"]})),
            pieces=pieces_of(whole.words, whole.claims, whole.body, whole.frame["zones"]),
            rows=tuple((row_of(line), opinion(line, put.get(line["id"], ()), person)) for line in whole.claims),
            slots=NUMBERED,
            legend=LEGEND,
            likes=_likes(view, whole.line.text),
        )


def _likes(view: View, text_id: str) -> tuple[Like, ...]:
    """The reports that carry the same text."""
    found = ((copy, _other(copy, text_id)) for copy in copying.kept_copies(view.connection, text_id))
    shelved = ((copy, shelf.shelved(view.connection, other)) for copy, other in found)
    return tuple(_like(copy, text_id, report) for copy, report in shelved if report)


def _other(copy: Copy, text_id: str) -> str:
    return copy.right if copy.left == text_id else copy.left


def _like(copy: Copy, text_id: str, report: Shelved) -> Like:
    shares = (copy.share_left, copy.share_right)
    here, there = shares if copy.left == text_id else shares[::-1]
    return Like(report, copy.how, here, there)


def original(desk: Desk, request: Request) -> Response:
    """The archived bytes, inert: a download of no kind, whatever they are."""
    with desk.view() as view:
        document = shelf.whole(view.connection, request.path_params["key"]).line.document
    try:
        data = desk.ledger.archive.get(document)
    except LedgerError as error:
        return page(request, "error.html", desk.assets, 404, title="Not in the archive", words=str(error))
    headers = {"content-disposition": f'attachment; filename="{document[:16]}.bin"', "content-security-policy": "sandbox"}
    return Response(data, 200, headers, "application/octet-stream")
