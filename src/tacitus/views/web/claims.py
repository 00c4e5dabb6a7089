"""One claim: what it says, the words of every slot in their place, and the way from there to the archived bytes."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tacitus.format.pieces import Json
from tacitus.ledger.trace import Trace, Words, spans_of, trace
from tacitus.model.span import Span
from tacitus.views.plain import around
from tacitus.views.web.desk import Desk
from tacitus.views.web.paint import CLAUSE, KINDS
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


def show(desk: Desk, request: Request) -> Response:
    """A claim by its whole id. Raises InputError where it is not in the ledger."""
    with desk.view() as view:
        traced = trace(view.connection, desk.ledger.archive, request.path_params["key"])
        line = traced.line
        row = row_of(line)
        return page(
            request,
            "claim.html",
            desk.assets,
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
        )


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
