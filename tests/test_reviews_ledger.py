"""Reviews in a ledger: every view sees them, a newer reading keeps them, a merge joins both coders', erasing takes them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find, reviewed
from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import bundle
from tacitus.ledger.erase import erase
from tacitus.ledger.history import claim_history
from tacitus.ledger.merge import merge
from tacitus.ledger.trace import trace
from tacitus.ledger.verify import verify
from tacitus.ledger.wanted import Filter, Shown
from tacitus.model.claim import Claim
from tacitus.model.review import Action
from tacitus.work.review import Deed, coders, listed, queued, review, undo
from tacitus.work.weigh import weigh
from tests.ledgers import AT, BY, Report, enter, make_ledger, where

__all__ = ["where"]
ONE, TWO = Report(1), Report(2)
STRIKE = ONE.claims[2]
BOMB = Deed(Action.CORRECT, "from a lorry", "type", "bombing")
REJECT = Deed(Action.REJECT, "a film")


@pytest.fixture
def book(where: str) -> Iterator[Ledger]:
    ledger = make_ledger(where, (ONE, TWO))
    yield ledger
    ledger.close()


def claims(ledger: Ledger, **wanted: Any) -> list[Json]:
    with ledger.reads() as connection:
        return list(find.claims(connection, ledger.backend, Filter(**wanted)))


def ids(ledger: Ledger, **wanted: Any) -> list[str]:
    return [line["id"] for line in claims(ledger, **wanted)]


def enter_reading(ledger: Ledger, *told: Claim, report: Report = ONE) -> None:
    """A newer build reads the report, and finds these claims."""
    made = report.readout
    newer = bundle(replace(made, claims=told, build=replace(made.build, version="0.2.0")))
    with ledger.writes() as writer:
        writer.add([newer.build, newer.text, newer.reading])


def test_every_view_sees_the_claim_as_reviewed(book: Ledger) -> None:
    before = claims(book)
    review(book, STRIKE, BOMB, "Ana")
    assert STRIKE in ids(book, type="bombing") and STRIKE not in ids(book, type="strike")
    assert STRIKE in ids(book, type="bombing", place="Mellit", since=date(2023, 6, 12), near=(14.13, 25.55, 50.0))
    assert STRIKE not in ids(book, type="bombing", place="Tawila")
    with book.reads() as connection:
        hits = find.search(connection, book.backend, Filter(words="reportedly", type="bombing"))
        assert [line["id"] for line in hits.lines] == [STRIKE] and hits.count == 1
        assert find.search(connection, book.backend, Filter(words="opposed", type="bombing")).count == 0
        assert next(find.claims_by_id(connection, [STRIKE]))["type"] == "bombing"
        assert trace(connection, book.archive, STRIKE).line["type"] == "bombing"
        assert [event.who for event in claim_history(connection, [STRIKE]) if event.what == "reviewed"] == ["Ana"]
    assert claims(book, shown=Shown.AS_READ) == before
    assert [line["id"] for line in claims(book)] == [line["id"] for line in before]


def test_a_rejected_claim_is_in_no_view_unless_asked(book: Ledger) -> None:
    review(book, STRIKE, REJECT, "Ana")
    assert STRIKE not in ids(book) and STRIKE not in ids(book, type="strike")
    assert STRIKE in ids(book, shown=Shown.ALL, type="strike") and STRIKE in ids(book, shown=Shown.AS_READ)
    with book.reads() as connection:
        hits = find.search(connection, book.backend, Filter(words="reportedly"))
        assert hits.count == len(hits.lines) == 1
        assert next(find.claims_by_id(connection, [STRIKE]))["review"]["status"] == "rejected"
        assert trace(connection, book.archive, STRIKE).line["id"] == STRIKE


def test_undo_restores_the_bytes_of_every_line(book: Ledger) -> None:
    before = json.dumps(claims(book))
    review(book, STRIKE, BOMB, "Ana")
    rejected = review(book, ONE.claims[1], REJECT, "Ana")
    assert json.dumps(claims(book)) != before
    undo(book, rejected.id[:19], "Ana")
    undo(book, None, "Ana")
    assert json.dumps(claims(book)) == before
    with pytest.raises(InputError, match="taken back already"):
        undo(book, rejected.id, "Ana")
    with pytest.raises(InputError, match="no review of Ben"):
        undo(book, rejected.id, "Ben")
    with pytest.raises(InputError, match="no review that could"):
        undo(book, None, "Ana")


def test_the_same_deed_again_is_a_record_of_its_own(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714554000")
    for _ in range(2):
        review(book, STRIKE, REJECT, "Ana")
        assert STRIKE not in ids(book)
        undo(book, None, "Ana")
        assert STRIKE in ids(book)


def test_reviews_follow_a_newer_reading(book: Ledger) -> None:
    review(book, STRIKE, BOMB, "Ana")
    kept = review(book, ONE.claims[1], Deed(Action.NOTE, "which road?"), "Ana")
    told = ONE.readout.claims
    enter_reading(book, *told[:1], replace(told[2], id="claim-beef-1"), *told[3:])
    found = {line["id"]: line for line in claims(book)}
    assert found["claim-beef-1"]["type"] == "bombing" and STRIKE not in found
    with book.reads() as connection:
        (lost,) = reviewed.orphans(connection)
        assert lost.review.id == kept.id and "no evacuation is read" in lost.why
        rows = list(listed(connection))
    assert [(row.now, bool(row.why_not)) for row in rows] == [("claim-beef-1", False), (None, True)]
    assert STRIKE in ids(book, every=True)
    undo(book, None, "Ana")
    undo(book, None, "Ana")
    assert claims(book)[1]["type"] == "strike"
    enter_reading(book, *(replace(one, id=f"{one.id}a") for one in told))
    with book.reads() as connection:
        assert not reviewed.orphans(connection)


def test_a_merge_keeps_both_coders(tmp_path: Path) -> None:
    ours, theirs = (make_ledger(tmp_path / f"{name}.tacitus.db", (ONE, TWO)) for name in ("ours", "theirs"))
    review(ours, STRIKE, BOMB, "Ana")
    review(theirs, STRIKE, Deed(Action.CORRECT, "", "type", "shelling"), "Ben")
    review(theirs, TWO.claims[2], REJECT, "Ben")
    merge(ours, theirs, BY, AT)
    merge(theirs, ours, BY, AT)
    assert claims(ours) == claims(theirs)
    found = {line["id"]: line for line in claims(ours)}
    assert found[STRIKE]["type"] == "strike" and found[STRIKE]["review"]["status"] == "disputed"
    assert TWO.claims[2] not in found
    with ours.reads() as connection:
        told = coders(connection)
        assert told.coders == ("Ana", "Ben") and {one.about for one in told.differences} == {"type"}
        assert STRIKE in {one.line["id"] for one in queued(connection, ours.backend)}
        with pytest.raises(InputError, match="no such coder"):
            coders(connection, ["Cem"])
    for ledger in (ours, theirs):
        assert verify(ledger, jobs=1).holds
        ledger.close()


def test_erasing_a_report_takes_its_reviews(book: Ledger) -> None:
    review(book, STRIKE, BOMB, "Ana")
    review(book, TWO.claims[2], REJECT, "Ana")
    assert verify(book, jobs=1).holds
    erase(book, ONE.sha256, "asked for", BY, AT)
    with book.reads() as connection:
        assert [one.claim for one in reviewed.reviews(connection)] == [TWO.claims[2]]
    assert verify(book, jobs=1).holds


def test_weighing_takes_claims_as_reviewed(book: Ledger) -> None:
    weigh(book)
    review(book, STRIKE, REJECT, "Ana")
    done = weigh(book)
    assert done.whole and done.claims == len(claims(book, shown=Shown.AS_READ)) - 1
    assert weigh(book).made == 0
    undo(book, None, "Ana")
    assert weigh(book).claims == done.claims + 1


def test_an_acceptance_takes_over_what_was_shown_unless_blind(book: Ledger) -> None:
    review(book, STRIKE, BOMB, "Ana")
    review(book, STRIKE, Deed(Action.ACCEPT), "Ben")
    assert next(line for line in claims(book) if line["id"] == STRIKE)["type"] == "bombing"
    review(book, STRIKE, Deed(Action.ACCEPT, as_read=True), "Ben")
    assert next(line for line in claims(book) if line["id"] == STRIKE)["review"]["status"] == "disputed"


@pytest.mark.parametrize(
    ("claim", "deed", "by", "why"),
    [
        (STRIKE, Deed(Action.REJECT), "Ana", "needs its reason"),
        (STRIKE, Deed(Action.UNDO), "Ana", "names the review"),
        (STRIKE, Deed(Action.ACCEPT), " ", "needs a name"),
        (STRIKE, Deed(Action.ACCEPT, slot="type"), "Ana", "takes no slot"),
        (STRIKE, Deed(Action.CORRECT), "Ana", "which slot"),
        ("claim-0000000000000000", Deed(Action.ACCEPT), "Ana", "nothing in the ledger"),
        (ONE.sha256, Deed(Action.ACCEPT), "Ana", "only claims"),
    ],
)
def test_what_cannot_be_recorded_is_refused(tmp_path: Path, claim: str, deed: Deed, by: str, why: str) -> None:
    ledger = make_ledger(tmp_path / "march.tacitus.db", (ONE,))
    with pytest.raises(InputError, match=why):
        review(ledger, claim, deed, by)
    with ledger.reads() as connection:
        assert not reviewed.any_reviews(connection)
    ledger.close()


def test_a_report_that_comes_later_changes_no_review(book: Ledger) -> None:
    review(book, STRIKE, REJECT, "Ana")
    enter(book, Report(3))
    assert STRIKE not in ids(book) and Report(3).claims[2] in ids(book)
