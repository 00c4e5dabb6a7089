"""The coders: how far they agree, how fast they work, and every claim on which they differ, each one's word beside the other's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from json import loads
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import reviewed
from tacitus.ledger.survey import Stretch
from tacitus.model.review import Review
from tacitus.reviews.alpha import Agreement, Difference, agreement
from tacitus.reviews.carry import Carried
from tacitus.reviews.force import AS_READ, Stance, stances
from tacitus.reviews.people import HELD, Coder, Pace, pairs, people
from tacitus.reviews.view import VERDICT
from tacitus.views.web.asked import MOST, Asked, asked_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.opinion import LABELS, said
from tacitus.views.web.person import Person, person_of
from tacitus.views.web.queueing import line_of, reviews_by_claim, reviews_put
from tacitus.views.web.rows import Row, row_of
from tacitus.views.web.site import page
from tacitus.views.web.timeline import Timeline, timeline
from tacitus.work.review import Listed, listed_of

FIELDS = ("about", "one", "two")
WIDTHS = (("wide", 680), ("narrow", 360))
_VERDICTS = {"accept": "the claim stands", "reject": "there is no such claim"}


@dataclass(frozen=True, slots=True)
class Coding:
    """All that reviews come to: the people, how far all and every two of them agree, the records with what became of each."""

    people: tuple[Coder, ...]
    whole: Agreement
    pairs: tuple[Agreement, ...]
    records: tuple[Listed, ...]

    @property
    def orphaned(self) -> tuple[Listed, ...]:
        return tuple(one for one in self.records if one.why_not)


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder says, since when, and why."""

    by: str
    says: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim on which coders differ: `about` what, as the page calls it; `read` what was read there."""

    row: Row
    about: str
    read: str
    sides: tuple[Side, ...]


def coding(view: View) -> Coding:
    """What the reviews of this moment come to."""
    return view.desk.counted.kept(view.moment, "coding", partial(_coding, view))


def _coding(view: View) -> Coding:
    made, by_claim = reviewed.reviews(view.connection), reviews_by_claim(view)
    put: list[Carried] = [one.put for one in reviews_put(view)]
    whole = agreement(by_claim)
    return Coding(people(made, by_claim), whole, pairs(by_claim, whole.coders), tuple(listed_of(put, made)))


def show(desk: Desk, request: Request) -> Response:
    """The page. Raises InputError for coders of whom nothing is known."""
    asked, person = asked_of(request.query_params, FIELDS), person_of(request.scope)
    with desk.view() as view:
        found = coding(view)
        between = between_of(view, found, asked)
        some = wanted(between.differences, asked)
        first = (asked.page - 1) * MOST
        values: dict[str, Any] = {"title": "Coders", "ledger": view.name(), "asked": asked, "found": found, "between": between}
        values |= {"counts": Counter(one.about for one in between.differences), "count": len(some), "pages": -(-len(some) // MOST)}
        values["differ"] = () if person.blind else tuple(_differing(view, one) for one in some[first : first + MOST])
        values |= {"labels": LABELS, "held": HELD, "days": days_of(found.people), "longest": _longest(found.people)}
        return page(request, "coders.html", desk.assets, records=_seen(found.orphaned, person)[:MOST], **values)


def between_of(view: View, found: Coding, asked: Asked) -> Agreement:
    """The agreement of the two coders that are asked for, else of all. Raises InputError."""
    names = [asked.get(name) for name in ("one", "two") if asked.get(name)]
    if not names:
        return found.whole
    for name in names:
        if name not in {one.name for one in found.people}:
            raise InputError(f"{name}: no such coder has reviewed anything; see /coders")
    return agreement(reviews_by_claim(view), names)


def wanted(differences: Iterable[Difference], asked: Asked) -> list[Difference]:
    """Those about the verdict or the slot that is asked for. Raises InputError."""
    about = asked.get("about")
    if about and about not in LABELS:
        raise InputError(f"about: {about!r} is none of {', '.join(LABELS)}")
    return [one for one in differences if about in ("", one.about)]


def _differing(view: View, one: Difference) -> Differing:
    line = line_of(view, one.claim)
    held = {stance.by: stance for stance in stances(reviews_by_claim(view)[one.claim])}
    read = "" if one.about == VERDICT else said(one.about, line[one.about])
    return Differing(row_of(line), LABELS[one.about], read, tuple(_side(one.about, by, says, held[by]) for by, says in one.says))


def _side(about: str, by: str, says: str, stance: Stance) -> Side:
    given: Review | None = stance.slots.get(about) or stance.verdict or next(iter(stance.slots.values()), None)
    return Side(by, said_words(about, says), given.at if given else "", given.why if given else "")


def said_words(about: str, says: str) -> str:
    """What a difference says of a coder, in words.

    >>> said_words("verdict", "reject"), said_words("type", "as read"), said_words("type", '"air_strike"')
    ('there is no such claim', 'as it was read', 'air strike')
    """
    if about == VERDICT:
        return _VERDICTS[says]
    if says == AS_READ:
        return "as it was read"
    value = loads(says)
    return value.replace("_", " ") if about == "type" else said(about, value)


def _seen(records: Iterable[Listed], person: Person) -> list[Listed]:
    """Those that the person may see."""
    return [one for one in records if person.only in (None, one.review.by)]


def days_of(found: Iterable[Coder]) -> tuple[tuple[str, Timeline], ...]:
    """How many reviews were made on which days, as a line of time; none where all were made on one."""
    days: Counter[str] = Counter()
    for one in found:
        days.update(dict(one.days))
    stretches = [Stretch(day, day, True, number) for day, number in sorted(days.items())]
    drawn = ((name, timeline(stretches, width)) for name, width in WIDTHS if len(stretches) > 1)
    return tuple((name, line) for name, line in drawn if line)


def _longest(found: Iterable[Coder]) -> float:
    """The seconds at the end of the scale on which paces are drawn."""
    return max((one.pace.upper or 0.0 for one in found), default=0.0) or 1.0


def coders_json(view: View, request: Request) -> Json:
    """Who reviewed what, how far they agree, and what they differ on; that last is left out for who works blind."""
    asked, found = asked_of(request.query_params, FIELDS), coding(view)
    between, blind = between_of(view, found, asked), person_of(request.scope).blind
    differ = [] if blind else [_difference(one) for one in wanted(between.differences, asked)]
    return {
        "coders": [_coder(one) for one in found.people],
        "agreement": agreement_json(found.whole),
        "pairs": [agreement_json(one) for one in found.pairs],
        "blind": blind,
        "differences": differ,
    }


def agreement_json(found: Agreement) -> Json:
    names = ("about", "units", "pairs", "same", "alpha")
    measures = [{name: getattr(one, name) for name in names} for one in found.measures]
    return {"coders": list(found.coders), "claims": found.claims, "measures": measures}


def _coder(one: Coder) -> Json:
    pace: Pace = one.pace
    seconds = {"claims": pace.claims, "lower": pace.lower, "median": pace.median, "upper": pace.upper}
    days = [{"day": day, "reviews": number} for day, number in one.days]
    return {"name": one.name, "reviews": one.reviews, "claims": dict(one.held), "seconds": seconds, "days": days}


def _difference(one: Difference) -> Json:
    sides = [{"by": by, "as_read": says == AS_READ, "value": _value(one.about, says)} for by, says in one.says]
    return {"claim": one.claim, "about": one.about, "says": sides}


def _value(about: str, says: str) -> Any:
    return says if about == VERDICT else None if says == AS_READ else loads(says)


def reviews_of(view: View, request: Request) -> tuple[Listed, ...]:
    """Every record that the person may see: `as` of one coder, `orphaned` those without a claim."""
    by, only = request.query_params.get("as"), request.query_params.get("orphaned", "") not in ("", "0")
    some = coding(view).orphaned if only else coding(view).records
    return tuple(one for one in _seen(some, person_of(request.scope)) if by in (None, "", one.review.by))
