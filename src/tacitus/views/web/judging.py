"""What a person decides: whether two claims tell the same happening; and weighing anew, in a thread of its own."""

from dataclasses import dataclass, field
from threading import Lock, Thread

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tacitus.errors import InputError, TacitusError
from tacitus.ledger import weighed as kept
from tacitus.ledger.book import Ledger
from tacitus.model.judgement import Verdict
from tacitus.settings import coder
from tacitus.views.plain import shown
from tacitus.views.web.desk import Desk
from tacitus.work.judge import judge
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
    """Record a judgement of two claims, or of a claim and an incident. Raises InputError for what cannot be judged."""
    form, key = request.state.form, request.path_params["key"]
    verdict, why = form.get("verdict", ""), shown(form.get("why", ""))
    if verdict not in set(Verdict):
        raise InputError(f"{verdict[:40]!r} is no verdict; choose {', '.join(Verdict)}")
    if len(why) > LENGTH:
        raise InputError(f"the reason has {len(why):,} characters; {LENGTH:,} are enough")
    right = form.get("other", "").strip() or form.get("right", "").strip()
    judge(desk.ledger, form.get("left", "").strip(), right, Verdict(verdict), why, coder())
    return RedirectResponse(f"{_page(desk, key)}?said=judged#judge", 303)


def reweigh(desk: Desk, weigher: Weigher, request: Request) -> Response:
    """Weigh what is new, then go to the incident that the claim is in now."""
    done = weigher.start()
    claim = request.state.form.get("claim", "")
    with desk.view() as view:
        found = kept.incident_of(view.connection, claim)
    return RedirectResponse((f"/incidents/{found}" if found else "/incidents") + ("" if done else "?said=weighing"), 303)


def _page(desk: Desk, key: str) -> str:
    """The address of an incident. Raises InputError."""
    with desk.view() as view:
        return f"/incidents/{kept.weighed_id(view.connection, key)[1]}"
