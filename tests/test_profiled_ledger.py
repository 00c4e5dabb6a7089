"""The ledger of what may leave: the same claims as an export gives, reviews without coders, speakers that stay as many."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tacitus.format.pieces import Json
from tacitus.ledger import find, stats
from tacitus.ledger import weighed as kept
from tacitus.ledger.book import Ledger
from tacitus.ledger.wanted import Shown
from tacitus.model.review import Action
from tacitus.profiles import apply, known_of, profile_named
from tacitus.profiles.mask import Mask
from tacitus.views.export.kept_facts import facts_of
from tacitus.views.profiled.ledger import told_ledger
from tacitus.views.profiled.passing import Passing
from tacitus.views.profiled.scope import REJECTED, Left, Scope
from tacitus.views.profiled.threads import thread_under
from tacitus.work.review import Deed, review
from tests.private import CODERS, private_ledger
from tests.test_web_weighed import march

DAY = "2024-12-01"
_ANEW = ("number", "report", "saying")
_INDEX = ("actor", "place", "time", "count", "part_of")


@pytest.fixture
def marched(tmp_path: Path) -> Iterator[Ledger]:
    made = march(tmp_path / "march.tacitus.db")
    yield made
    made.close()


def _told(ledger: Ledger, folder: Path, profile: str, scope: Scope | None = None) -> tuple[Ledger, Left, Passing]:
    folder.mkdir()
    with ledger.reads() as reads:
        passing = Passing(profile_named(profile), facts_of(reads, DAY))
        return *told_ledger(reads, folder, passing, scope or Scope()), passing


def _lines(ledger: Ledger) -> dict[str, Json]:
    with ledger.reads() as reads:
        return {line["id"]: line for line in find.claims(reads, ledger.backend)}


def _plain(value: Any, top: bool = True) -> Any:
    """A line without what counts places in its report's lists."""
    if isinstance(value, list):
        return [_plain(one, False) for one in value]
    if not isinstance(value, dict):
        return value
    gone = _ANEW if top else _INDEX
    return {key: _plain(one, False) for key, one in value.items() if key not in gone}


@pytest.mark.parametrize("profile", ["public", "team"])
def test_its_claims_are_those_of_an_export(marched: Ledger, tmp_path: Path, profile: str) -> None:
    made, _, passing = _told(marched, tmp_path / "told", profile)
    expected: dict[str, Json] = {}
    with marched.reads() as reads:
        for key, line in _lines(marched).items():
            body = find.body(reads, line["report"]["reading"]) or {}
            told, _ = apply(profile_named(profile), line, date.fromisoformat(DAY), known_of(body))
            expected |= {key: told} if told else {}
    found = _lines(made)
    assert {key: _plain(line) for key, line in found.items()} == {key: _plain(line) for key, line in expected.items()}
    assert passing.tally.given == len(_lines(marched)) and passing.tally.held_back == len(_lines(marched)) - len(found)
    made.close()


def test_it_holds_no_text_and_nobodys_name(tmp_path: Path) -> None:
    ledger = private_ledger(tmp_path)
    made, _, _ = _told(ledger, tmp_path / "told", "team")
    with made.reads() as reads:
        assert {words for (words,) in reads.exec_driver_sql("SELECT text FROM text")} == {""}
        every = [
            str(row)
            for name in ("arrival", "review", "judgement", "erasure")
            for row in reads.exec_driver_sql(f"SELECT * FROM {name}")
        ]
    assert not [row for row in every if any(name in row for name in CODERS)]
    made.close()
    ledger.close()


def test_a_scope_is_no_more_than_it_names(marched: Ledger, tmp_path: Path) -> None:
    key = sorted(_lines(marched))[0]
    made, _, passing = _told(
        marched, tmp_path / "told", "team", Scope(frozenset({key}), None, frozenset(), frozenset(), frozenset())
    )
    assert set(_lines(made)) <= {key} and passing.tally.given == 1
    with made.reads() as reads:
        assert list(kept.incidents(reads)) == [] and list(kept.threads(reads, kept.GROUP)) == []
    made.close()


def test_counts_of_the_ledger_stay(marched: Ledger, tmp_path: Path) -> None:
    made, _, _ = _told(marched, tmp_path / "told", "team")
    numbers = []
    for ledger in (marched, made):
        with ledger.reads() as reads:
            found = stats.stats(reads, ledger.backend)
            numbers.append((found.reports, found.archived, found.bytes, found.unread, found.erased, found.builds))
    assert numbers[0] == numbers[1]
    made.close()


def test_reviews_come_without_coders(marched: Ledger, tmp_path: Path) -> None:
    one, two, three = sorted(_lines(marched))[:3]
    review(marched, one, Deed(Action.ACCEPT), "Vukadin")
    review(marched, two, Deed(Action.ACCEPT), "Vukadin")
    review(marched, two, Deed(Action.REJECT, "Gedukar told me"), "Lozak")
    review(marched, three, Deed(Action.REJECT, "Gedukar told me"), "Lozak")
    made, left, _ = _told(marched, tmp_path / "told", "team")
    with made.reads() as reads:
        found = {line["id"]: line for line in find.claims(reads, made.backend) if "review" in line}
        assert found[one]["review"]["status"] == "accepted" and found[two]["review"]["status"] == "disputed"
        everything = str(
            [line for _, key, body in find.readings(reads) for line in find.reading_lines(reads, key, body, shown=Shown.ALL)]
        )
    assert three not in everything and left.whole[REJECTED] == 1
    assert not [name for name in ("Vukadin", "Lozak", "Gedukar") if name in everything]
    made.close()


def _thread(*speakers: str) -> Json:
    days = {"from": "2024-03-05", "to": "2024-03-05"}
    states = [
        {"claim": f"claim-{at}", "voice": {"name": name, "chain": [name]}, "state": "moving", "part": "whole", "when": days}
        | {"told": days, "place": None, "denied": False, "number": None, "course": None}
        for at, name in enumerate(speakers)
    ]
    balances: list[Json] = [
        {"voice": name, "whole_by": None, "parts": [], "why": f"{name} says so"} for name in dict.fromkeys(speakers)
    ]
    parts = [{"key": "whole", "label": "all", "claims": [f"claim-{at}" for at in range(len(speakers))]}]
    told: Json = {"format": "tacitus-body/1", "id": "body-1", "name": f"{speakers[0]}'s buses", "aliases": [], "states": states}
    return {**told, "flows": [], "balances": balances, "parts": parts, "contradictions": [], "reasons": []}


def test_speakers_stay_as_many() -> None:
    mask = Mask((("private-names", ("Zuvaker", "Bogukav")),))
    masks = {"": mask, "claim-0": mask, "claim-1": mask, "claim-2": mask}
    told = thread_under(_thread("Zuvaker", "Bogukav", "Zuvaker"), masks, profile_named("public"), {})
    assert told is not None and "Zuvaker" not in str(told) and "Bogukav" not in str(told)
    names = [state["voice"]["name"] for state in told["states"]]
    assert names[0] == names[2] != names[1] and [one["voice"] for one in told["balances"]] == names[:2]


def test_what_rests_on_nothing_that_may_leave_goes() -> None:
    masks = {"": Mask(), "claim-1": Mask()}
    told = thread_under(_thread("Zuvaker", "Bogukav"), masks, profile_named("public"), {})
    assert told is not None and [state["claim"] for state in told["states"]] == ["claim-1"] and len(told["balances"]) == 1
    assert told["parts"][0]["claims"] == ["claim-1"]
    assert thread_under(_thread("Zuvaker"), {"": Mask()}, profile_named("public"), {}) is None
