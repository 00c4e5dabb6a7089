"""What was counted for one moment of the ledger is kept until the ledger changes; many who ask the same wait for one answer."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Memory:
    """Answers by question, at most `most`, the least used going first."""

    most: int = 400
    _moment: Hashable = None
    _lock: Lock = field(default_factory=Lock)
    _found: "OrderedDict[Hashable, Future[Any]]" = field(default_factory=OrderedDict)

    def kept(self, moment: Hashable, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question at a moment, worked out once. What `answer` raises is raised for all who wait, and not kept."""
        with self._lock:
            if moment != self._moment:
                self._moment = moment
                self._found.clear()
            future = self._found.get(question)
            mine = future is None
            if future is None:
                future = self._found[question] = Future()
                if len(self._found) > self.most:
                    self._found.popitem(last=False)
            else:
                self._found.move_to_end(question)
        if mine:
            self._work(future, question, answer)
        result: T = future.result()
        return result

    def _work(self, future: "Future[Any]", question: Hashable, answer: Callable[[], Any]) -> None:
        try:
            future.set_result(answer())
        except BaseException as error:
            future.set_exception(error)
            with self._lock:
                if self._found.get(question) is future:
                    del self._found[question]
            raise
