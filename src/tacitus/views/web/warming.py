"""What the first visit after a change would wait for, counted before anybody comes: in a thread of its own, never shown stale.

What was counted holds for one moment of the ledger (`Memory`). Who asks while it is being counted waits for the same answer.
"""

import time
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Event, Thread

from tacitus.errors import TacitusError
from tacitus.views.web.asked import CLAIMS, Asked
from tacitus.views.web.desk import Desk, View
from tacitus.views.web.overview import found_or_not

EVERY = 2.0  # seconds between two looks at whether the ledger changed
REST = 5.0  # times as long as it counted, it rests: while reports are being added, counting must not keep a processor busy


@dataclass(slots=True)
class Warmer:
    """Counts when the ledger has changed and then been still from one look to the next."""

    desk: Desk
    every: float = EVERY
    ended: Event = field(default_factory=Event)

    def start(self) -> Thread:
        """Until `ended` is set, or the process ends."""
        thread = Thread(target=self._run, name="counting", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        warm: Hashable = None
        last: Hashable = self._look()
        pause = 0.0  # the first time at once
        while not self.ended.wait(pause):
            now, pause = self._look(), self.every
            if now is not None and now == last and now != warm:
                warm, pause = now, max(self.every, REST * self._count())
            last = now

    def _look(self) -> Hashable:
        """The moment that the ledger is at; None where it cannot be asked: the next visitor is told why."""
        try:
            with self.desk.view() as view:
                return view.moment
        except TacitusError:
            return None

    def _count(self) -> float:
        """How many seconds it took."""
        began = time.monotonic()
        try:
            with self.desk.view() as view:
                count(view)
        except TacitusError:
            pass
        return time.monotonic() - began


def count(view: View) -> None:
    """All that the overview without a filter, as incidents and as claims, and the page about the data count."""
    view.choices()
    found_or_not(view, Asked())
    if view.weighing:
        found_or_not(view, Asked((("show", CLAIMS),)))
    view.stats()
