"""One claim: what it says, the words of every slot in their place, and the way from there to the archived bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find
from tacitus.ledger.reviewed import newest_reading, of_reading
from tacitus.ledger.trace import Trace, Words, spans_of, trace
from tacitus.ledger.wanted import Shown
from tacitus.model.review import Review
from tacitus.model.span import Span
from tacitus.views.plain import around, shortened
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.onward import onward_of
from tacitus.views.web.opinion import NUMBERED, SAID, Opinion, opinion
from tacitus.views.web.paint import CLAUSE, KINDS
from tacitus.views.web.person import Given, Person, person_of
from tacitus.views.web.rows import row_of
from tacitus.views.web.site import page

_SCHEMES = ("plover", "acled", "cameo", "ucdp")


@dataclass(frozen=True, slots=True)
class Traced:
    """Words of a claim with their colour, how they are known and the rule that made them (empty where they are only words).

    `before` and `after` are what stands around them, cut at words.
    """

    words: Words
    before: str
    after: str
    kind: str
    basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class Near:
    """Another claim of the report, which could tell the same."""

    id: str
    says: str


def show(desk: Desk, request: Request) -> Response:
    """A claim by its whole id. Raises InputError where it is not in the ledger."""
    return drawn_claim(desk, request, request.path_params["key"], {}, "")


def drawn_claim(desk: Desk, request: Request, key: str, given: Mapping[str, str], fault: str) -> Response:
    """The page with what was typed into its forms already, and why that could not be taken."""
    person = person_of(request.scope)
    with desk.view() as view:
        traced = trace(view.connection, desk.ledger.archive, key, person.only)
        line = traced.line
        row = row_of(line)
        body = find.body(view.connection, traced.reading) or {"claims": ()}
        return page(
            request,
            "claim.html",
            desk.assets,
            code=422 if fault else 200,
            title=f"{row.what}, claim {row.number} of {row.title}",
            ledger=view.name(),
            row=row,
            line=line,
            trace=traced,
            words=_words(traced),
            codes=tuple((scheme, line["codes"][scheme]) for scheme in _SCHEMES if line["codes"][scheme]),
            linked=_linked(line),
            numbers={key: seq for seq, key in traced.records},
            incidents=desk.weighed.incidents_of(view.connection, line["id"]),
            opinion=opinion(line, of_reading(view.connection, body).get(key, ()) if body["claims"] else (), person),
            near=tuple(Near(one["id"], _near(number, one)) for number, one in enumerate(body["claims"], 1) if one["id"] != key),
            onward=onward_of(request, key),
            said=SAID.get(request.query_params.get("said", ""), ""),
            slots=NUMBERED,
            given=Given(given),
            fault=fault,
        )


def _near(number: int, claim: Json) -> str:
    return shortened(f"{number}: {claim['type'].replace('_', ' ')}, “{claim['evidence']['text']}”", 100)


def reviewed_line(view: View, key: str, person: Person) -> tuple[Json, Sequence[Review]]:
    """The claim's line as the person sees it, and its reviews. Raises InputError."""
    reading = newest_reading(view.connection, key)
    body = find.body(view.connection, reading) if reading else None
    if reading is None or body is None:
        raise InputError(f"{key[:80]}: no such claim is in the ledger")
    found = find.reading_lines(view.connection, reading, body, shown=Shown.ALL, by=person.only)
    return next(line for line in found if line["id"] == key), of_reading(view.connection, body).get(key, ())


def opinion_of(view: View, key: str, person: Person) -> Opinion:
    """What people said of a claim. Raises InputError."""
    return opinion(*reviewed_line(view, key, person), person)


def _words(traced: Trace) -> tuple[Traced, ...]:
    pairs = zip(traced.words, spans_of(traced.line), strict=True)
    return tuple(_traced(words, role, span) for words, (role, span) in pairs)


def _traced(words: Words, role: str, span: Json) -> Traced:
    """The words in their context."""
    whole = words.before + words.text + words.after
    core = Span(len(words.before), len(words.before) + len(words.text))
    before, _, after = around(whole, Span(0, len(whole)), core, len(whole))
    before = before.partition(" ")[2] if words.start > len(words.before) else before
    after = after.rpartition(" ")[0] if after else after
    return Traced(words, before, after, KINDS.get(role, CLAUSE), str(span.get("basis", "")), str(span.get("rule", "")))


def _linked(line: Json) -> tuple[tuple[str, str], ...]:
    """The claims that this one led to or came of."""
    ways = (("led to", line["cause_of"]), ("came of", line["effect_of"]))
    return tuple((words, key) for words, keys in ways for key in keys)
