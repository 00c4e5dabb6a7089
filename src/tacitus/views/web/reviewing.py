"""What a person decides of one claim: accepted, rejected, corrected, noted, taken back, or judged the same as another."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.model.judgement import Verdict
from tacitus.model.review import Action
from tacitus.views.plain import shown
from tacitus.views.web import claims, correcting
from tacitus.views.web.corrected import LENGTH, deed_of
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.opinion import reviews_json
from tacitus.views.web.person import back_of, person_of
from tacitus.work.judge import judge
from tacitus.work.review import review, undo


def decide(desk: Desk, request: Request) -> Response:
    """Record a review. What cannot be is told beside the form, with all that was typed."""
    form, key = request.state.form, request.path_params["key"]
    person = person_of(request.scope)
    try:
        made = review(desk.ledger, key, deed_of(form, person.blind), person.named())
    except InputError as error:
        if form.get("action") == Action.CORRECT:
            return correcting.drawn_form(desk, request, key, form.get("slot", ""), form, str(error))
        return claims.drawn_claim(desk, request, key, form, str(error))
    return RedirectResponse(back_of(form, f"/claim/{made.claim}?said={made.action.value}#review"), 303)


def take_back(desk: Desk, request: Request) -> Response:
    """Take back a review of one's own of this claim: the one that is named, else the last."""
    form, key = request.state.form, request.path_params["key"]
    person = person_of(request.scope)
    try:
        with desk.view() as view:
            told = claims.opinion_of(view, key, person)
        record = form.get("record", "").strip() or told.last
        if not record:
            raise InputError(f"{person.name} holds nothing of this claim that could be taken back")
        if record not in {event.id for event in told.events}:
            raise InputError("that is no review of this claim")
        undo(desk.ledger, record, person.named(), _why(form))
    except InputError as error:
        return claims.drawn_claim(desk, request, key, form, str(error))
    return RedirectResponse(back_of(form, f"/claim/{key}?said=undo#review"), 303)


def same(desk: Desk, request: Request) -> Response:
    """Judge the claim and another: whether they tell the same happening."""
    form, key = request.state.form, request.path_params["key"]
    person = person_of(request.scope)
    other = form.get("other", "").strip() or form.get("near", "").strip()
    try:
        if form.get("verdict") not in set(Verdict):
            raise InputError(f"choose {', '.join(Verdict)}")
        if not other:
            raise InputError("name the other claim, or choose one of the list")
        judge(desk.ledger, key, other, Verdict(form["verdict"]), _why(form), person.named())
    except InputError as error:
        return claims.drawn_claim(desk, request, key, form, str(error))
    return RedirectResponse(f"/claim/{key}?said=judged#same", 303)


def reviews(view: View, request: Request) -> Json:
    """What people said of a claim, record by record."""
    person, key = person_of(request.scope), request.path_params["key"]
    line, own = claims.reviewed_line(view, key, person)
    return reviews_json(line, own, person)


def _why(form: dict[str, str]) -> str:
    why = shown(form.get("why", ""))
    if len(why) > LENGTH:
        raise InputError(f"the reason has {len(why):,} characters; {LENGTH:,} are enough")
    return why
