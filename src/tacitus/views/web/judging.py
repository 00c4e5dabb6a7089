"""What a person decides: which claims tell one happening, and which do not; and weighing anew, in a thread of its own."""

from dataclasses import dataclass, field
from threading import Lock, Thread
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tacitus.errors import InputError, TacitusError
from tacitus.ledger import weighed as kept
from tacitus.ledger.book import Ledger
from tacitus.model.judgement import ANSWERS, Verdict
from tacitus.views.plain import shown
from tacitus.views.web import incident
from tacitus.views.web.desk import Desk
from tacitus.views.web.incident import Typed
from tacitus.views.web.person import person_of
from tacitus.work.judge import judge, split
from tacitus.work.weigh import weigh

LENGTH = 2_000  # characters of a reason
PATIENCE = 8.0  # seconds that a page waits for a weighing


@dataclass(slots=True)
class Weigher:
    """At most one weighing at a time. `fault` is why the last one failed."""

    ledger: Ledger
    fault: str | None = None
    _thread: Thread | None = None
    _lock: Lock = field(default_factory=Lock)

    def start(self, patience: float = PATIENCE) -> bool:
        """Weigh; whether it ended within so many seconds. Raises TacitusError where it failed by then."""
        with self._lock:
            thread = self._thread
            if thread is None or not thread.is_alive():
                thread = self._thread = Thread(target=self._run, name="weighing", daemon=True)
                thread.start()
        thread.join(patience)
        if thread.is_alive():
            return False
        if self.fault:
            raise TacitusError(self.fault)
        return True

    def _run(self) -> None:
        self.fault = "the weighing broke; the terminal says why, and what was weighed before stands"
        try:
            weigh(self.ledger)
            self.fault = None
        except TacitusError as error:
            self.fault = str(error)


def decide(desk: Desk, request: Request) -> Response:
    """Record what a form of an incident's page says: a split, a merge, a word on two claims, or that one is taken back. What
    cannot be judged is told on the page, with all that was typed. Raises InputError where there is no such incident."""
    form, who = request.state.form, person_of(request.scope)
    with desk.view() as view:
        key = kept.weighed_id(view.connection, request.path_params["key"])[1]
    try:
        why = shown(form.get("why", ""))
        if len(why) > LENGTH:
            raise InputError(f"the reason has {len(why):,} characters; {LENGTH:,} are enough")
        said = _ACTS.get(form.get("act", ""), _two)(desk.ledger, key, _Form(form, _chosen(request)), why, who.named())
    except InputError as error:
        return incident.drawn(desk, request, key, Typed(form, _chosen(request), str(error)))
    return RedirectResponse(f"/incidents/{key}?said={said}", 303)


@dataclass(frozen=True, slots=True)
class _Form:
    """The fields, and the claims that were ticked."""

    fields: dict[str, str]
    claims: tuple[str, ...]

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()


def _chosen(request: Request) -> tuple[str, ...]:
    """Every box that was ticked."""
    return tuple(parse_qs(request.state.body.decode("utf-8", "replace")).get("claims", ()))


def _split(ledger: Ledger, key: str, form: _Form, why: str, who: str) -> str:
    split(ledger, key, form.claims, why, who)
    return "split"


def _merge(ledger: Ledger, key: str, form: _Form, why: str, who: str) -> str:
    other = form.get("other") or form.get("near")
    if not other.startswith("incident-"):
        raise InputError("choose the incident that tells the same happening, or write its id")
    judge(ledger, key, other, Verdict.SAME, why, who)
    return "merged"


def _two(ledger: Ledger, key: str, form: _Form, why: str, who: str) -> str:  # noqa: ARG001
    verdict = form.get("verdict")
    if verdict not in set(ANSWERS):
        raise InputError(f"{verdict[:40]!r} is no verdict; choose {', '.join(ANSWERS)}")
    judge(ledger, form.get("left"), form.get("other") or form.get("right"), Verdict(verdict), why, who)
    return "judged"


def _take_back(ledger: Ledger, key: str, form: _Form, why: str, who: str) -> str:  # noqa: ARG001
    judge(ledger, form.get("left"), form.get("right"), Verdict.WITHDRAWN, why, who)
    return "withdrawn"


_ACTS = {"split": _split, "merge": _merge, "withdraw": _take_back}


def reweigh(desk: Desk, weigher: Weigher, request: Request) -> Response:
    """Weigh what is new, then go to the incident that the claim is in now."""
    done = weigher.start()
    claim = request.state.form.get("claim", "")
    with desk.view() as view:
        found = kept.incident_of(view.connection, claim)
    return RedirectResponse((f"/incidents/{found}" if found else "/incidents") + ("" if done else "?said=weighing"), 303)
