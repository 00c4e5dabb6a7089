"""What is counted before anybody asks: it is there for the first visit, and never of an earlier moment."""

import time
from pathlib import Path
from typing import Any

import pytest

from tacitus.errors import LedgerError
from tacitus.ledger import survey
from tacitus.ledger.wanted import Filter
from tacitus.views.web.assets import find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.stored import Stored
from tacitus.views.web.warming import Warmer, count
from tests.ledgers import Report, enter
from tests.test_web_weighed import march


def _until(told: Any) -> bool:
    ends = time.monotonic() + 20
    while not told() and time.monotonic() < ends:
        time.sleep(0.02)
    return bool(told())


def test_the_first_visit_finds_all_counted_and_nothing_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = march(tmp_path / "march.tacitus.db")
    desk = Desk(ledger, Stored(ledger.backend), find_assets())
    counted: list[int] = []

    def rows(*given: Any) -> Any:
        found = survey_rows(*given)
        counted.append(len(found))
        return found

    survey_rows = survey.rows
    monkeypatch.setattr(survey, "rows", rows)
    warmer = Warmer(desk, 0.02)
    thread = warmer.start()
    before = len(Report(1).claims) * 3
    assert _until(lambda: before in counted)
    enter(ledger, Report(4))
    with desk.view() as view:  # at once, whatever the thread does
        assert len(view.rows(Filter())) == before + len(Report(4).claims)
    warmer.ended.set()
    thread.join(20)
    assert not thread.is_alive()
    ledger.close()


def test_what_was_counted_is_not_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = march(tmp_path / "march.tacitus.db")
    desk = Desk(ledger, Stored(ledger.backend), find_assets())
    with desk.view() as view:
        count(view)
        for name in ("rows", "stretches", "grounds", "words_of", "names_of"):
            monkeypatch.setattr(survey, name, lambda *_: pytest.fail("counted again"))
        count(view)
    ledger.close()


def test_a_ledger_that_cannot_be_asked_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = march(tmp_path / "march.tacitus.db")
    desk = Desk(ledger, Stored(ledger.backend), find_assets())
    asked: list[int] = []

    def fails(_: Any) -> Any:
        asked.append(1)
        raise LedgerError("the server is away")

    monkeypatch.setattr(survey, "moment", fails)
    warmer = Warmer(desk, 0.01)
    thread = warmer.start()
    assert _until(lambda: len(asked) > 3) and thread.is_alive()
    warmer.ended.set()
    thread.join(20)
    ledger.close()
