"""Search by words: in the claims, or in the whole text of the reports."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.ledger import find
from tacitus.ledger.find import ReportHit
from tacitus.ledger.wanted import Filter
from tacitus.views.plain import shown
from tacitus.views.web.asked import MOST, Asked, asked_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.rows import Row, row_of
from tacitus.views.web.site import page

HITS = 50  # reports that are shown


@dataclass(frozen=True, slots=True)
class Hit:
    """A report with a passage cut at the words that were asked for: pairs of words and whether they are such."""

    report: ReportHit
    passage: tuple[tuple[str, bool], ...]


def show(desk: Desk, request: Request) -> Response:
    """The form and what it finds."""
    asked = asked_of({name: request.query_params.get(name, "") for name in ("words", "page")} | {"page": _page(request)})
    whole = request.query_params.get("in") == "reports"
    with desk.view() as view:
        rows, count, hits, problem = _found(view, asked, whole)
        values: dict[str, Any] = {"title": "Search", "asked": asked, "whole": whole, "ledger": view.name(), "problem": problem}
        values |= {"rows": rows, "count": count, "pages": -(-count // MOST), "hits": hits, "number": asked.page}
        return page(request, "search.html", desk.assets, 400 if problem else 200, **values)


def _page(request: Request) -> str:
    return request.query_params.get("page", "1")


def _found(view: View, asked: Asked, whole: bool) -> tuple[tuple[Row, ...], int, tuple[Hit, ...], str | None]:
    words = asked.get("words")
    if not words:
        return (), 0, (), None
    try:
        if whole:
            hits = find.search_reports(view.connection, view.desk.ledger.backend, words, HITS)
            return (), 0, tuple(Hit(hit, _cut(hit.passage)) for hit in hits), None
        rows = view.rows(Filter(words=words))
        some = rows[(asked.page - 1) * MOST : asked.page * MOST]
        return tuple(row_of(line) for line in view.lines(some)), len(rows), (), None
    except InputError as error:
        return (), 0, (), str(error)


def _cut(passage: str) -> tuple[tuple[str, bool], ...]:
    """The passage at its marks (see `ReportHit`), spaces kept."""
    parts: list[tuple[str, bool]] = []
    for number, part in enumerate(passage.split("\x02")):
        hit, _, rest = part.partition("\x03") if number else ("", "", part)
        parts += [(shown(hit), True), (_spaced(rest), False)]
    return tuple((words, hit) for words, hit in parts if words)


def _spaced(text: str) -> str:
    line = shown(text)
    return (" " if text[:1].isspace() else "") + line + (" " if line and text[-1:].isspace() else "")
