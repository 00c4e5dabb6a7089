"""The coders' page: agreement, how long a claim takes, each side's word beside the other's, what has no claim any more."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import bundle
from tacitus.model.review import Action, Review
from tacitus.reviews.alpha import agreement
from tacitus.reviews.people import Pace, pace, pairs, people
from tacitus.work.review import Deed, coders, review, undo
from tests.ledgers import Report, make_ledger
from tests.review_builders import make_review
from tests.serving import EVIL, client

ONE, TWO = Report(1), Report(2)
STRIKE, OTHER = ONE.claims[2], TWO.claims[2]
BOMB = Deed(Action.CORRECT, "from a lorry", "type", "bombing", seconds=20)


def accept(seconds: float | None = None) -> Deed:
    return Deed(Action.ACCEPT, as_read=True, seconds=seconds)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [ONE, TWO])
    yield ledger
    ledger.close()


@pytest.fixture
def reader(book: Ledger) -> Iterator[TestClient]:
    with client(book) as made:
        yield made


def words(answer: str) -> str:
    """A page's words without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.partition("<main")[2])).split())


def fill(book: Ledger) -> None:
    """Two coders who agree on two claims, and differ on the verdict of one and on the kind of another; a third with one claim."""
    for key, ana, ben in zip(ONE.claims[:2], (10, 30), (None, 50), strict=False):
        review(book, key, accept(ana), "Ana")
        review(book, key, accept(ben), "Ben")
    review(book, STRIKE, BOMB, "Ana")
    review(book, STRIKE, accept(40), "Ben")
    review(book, OTHER, accept(60), "Ana")
    review(book, OTHER, Deed(Action.REJECT, "told twice"), "Ben")
    review(book, ONE.claims[0], accept(), "Cem")


# Counts


def test_the_seconds_of_a_claim_are_those_of_all_its_reviews() -> None:
    made = [replace(make_review(str(at), at=at), seconds=float(at)) for at in (10, 20)]
    other = [replace(make_review(f"x{at}"), claim=f"claim-{at}", seconds=float(at)) for at in (40, 50, 60)]
    assert pace([]) == Pace(0, None, None, None) == pace([make_review("1")])
    assert pace(made) == Pace(1, 30.0, 30.0, 30.0)
    assert pace([*made, *other, make_review("none")]) == Pace(4, 37.5, 45.0, 52.5)


def test_people_are_counted_by_what_they_hold_now() -> None:
    first = make_review("1", "reject", why="a film")
    every = [first, make_review("2", at=3, after=first.id), make_review("3", "note", by="Ben", why="where?")]
    ana, ben = people(every, {first.claim: every})
    assert (ana.reviews, ana.claims, ana.held["accepted"], ana.held["rejected"]) == (2, 1, 1, 0)
    assert ben.held == {"accepted": 0, "corrected": 0, "rejected": 0, "noted": 1} and ben.days == (("2024-05-01", 1),)


def test_pairs_are_of_two_who_judged_the_same() -> None:
    by_claim: dict[str, list[Review]] = {
        "a": [make_review("1"), make_review("2", by="Ben"), make_review("3", "reject", by="Cem")],
        "b": [make_review("4"), make_review("5", by="Dana")],
    }
    found = pairs(by_claim, ("Ana", "Ben", "Cem", "Dana"))
    assert [one.coders for one in found] == [("Ana", "Ben"), ("Ana", "Cem"), ("Ana", "Dana"), ("Ben", "Cem")]
    whole = agreement(by_claim).measures[0]
    assert (whole.units, whole.pairs, whole.same) == (2, 4, 1)


# The page and the data


def test_the_figures_are_those_of_the_verb(book: Ledger, reader: TestClient) -> None:
    fill(book)
    told = reader.get("/api/coders").json()
    with book.reads() as connection:
        found = coders(connection)
        pair = coders(connection, ["Ana", "Ben"])
    measures = [{"about": m.about, "units": m.units, "pairs": m.pairs, "same": m.same, "alpha": m.alpha} for m in found.measures]
    assert told["agreement"] == {"coders": ["Ana", "Ben", "Cem"], "claims": 4, "measures": measures}
    assert [one["coders"] for one in told["pairs"]] == [["Ana", "Ben"], ["Ana", "Cem"], ["Ben", "Cem"]]
    assert told["pairs"][0]["measures"][0]["alpha"] == pair.measures[0].alpha
    ana, ben, cem = told["coders"]
    assert ana["claims"] == {"accepted": 3, "corrected": 1, "rejected": 0, "noted": 0}
    assert ana["seconds"] == {"claims": 4, "lower": 17.5, "median": 25.0, "upper": 37.5}
    assert ben["seconds"]["median"] == 45.0 and cem["seconds"] == {"claims": 0, "lower": None, "median": None, "upper": None}
    page = words(reader.get("/coders").text)
    assert "9 reviews by 3 coders; 4 claims judged by two or more" in page
    assert f"{found.measures[0].alpha:.3f}" in page and "25 s" in page and "not measured" in page


def test_each_ones_word_stands_beside_the_others(book: Ledger, reader: TestClient) -> None:
    fill(book)
    answer = reader.get("/coders").text
    page = words(answer)
    assert f'href="/claim/{STRIKE}"' in answer and f'href="/claim/{OTHER}"' in answer
    assert "bombing – from a lorry" in page and "there is no such claim – told twice" in page and "the claim stands" in page
    assert "as it was read strike" in page
    told = {(one["claim"], one["about"]): one["says"] for one in reader.get("/api/coders").json()["differences"]}
    assert told[STRIKE, "type"] == [
        {"by": "Ana", "as_read": False, "value": "bombing"}, {"by": "Ben", "as_read": True, "value": None},
    ]  # fmt: skip
    assert {side["value"] for side in told[OTHER, "verdict"]} == {"accept", "reject"}


def test_the_differences_can_be_asked_for_by_what_and_by_whom(book: Ledger, reader: TestClient) -> None:
    fill(book)

    def claims(query: str) -> set[str]:
        assert reader.get(f"/coders?{query}").status_code == 200
        return {one["claim"] for one in reader.get(f"/api/coders?{query}").json()["differences"]}

    assert claims("about=type") == {STRIKE} and claims("about=verdict") == {OTHER}
    assert claims("one=Ana&two=Ben") == {STRIKE, OTHER} and claims("one=Ana&two=Cem") == set()
    for wrong in ("about=weather", "one=Nobody"):
        assert reader.get(f"/coders?{wrong}").status_code == 400
        assert "\n" not in reader.get(f"/api/coders?{wrong}").json()["error"]


def test_who_works_blind_is_told_figures_and_no_words(book: Ledger, reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book)
    monkeypatch.setenv("TACITUS_CODER", "Ana")
    blind = {"cookie": "; ".join([*(f"{name}={value}" for name, value in reader.cookies.items()), "tacitus_blind=1"])}
    page = reader.get("/coders", headers=blind).text
    assert "You work blind" in page and "told twice" not in page
    told = reader.get("/api/coders", headers=blind).json()
    assert told["blind"] and told["differences"] == []
    assert {one["by"] for one in reader.get("/api/reviews", headers=blind).json()["items"]} == {"Ana"}


def test_reviews_as_data_in_order_with_what_became_of_them(book: Ledger, reader: TestClient) -> None:
    fill(book)
    undo(book, None, "Cem")
    told = reader.get("/api/reviews?most=1000").json()
    assert told["count"] == 10
    told_of = reader.get("/api/reviews?as=Cem").json()["items"]
    assert [(one["by"], one["action"], one["holds"]) for one in told_of] == [("Cem", "accept", False), ("Cem", "undo", False)]
    first = next(one for one in told["items"] if one.get("seconds") == 10)
    assert first["now"] == first["claim"] and first["orphaned"] is None


def test_a_review_without_a_claim_is_told_with_the_reason(book: Ledger, reader: TestClient) -> None:
    fill(book)
    made = ONE.readout
    newer = bundle(replace(made, claims=made.claims[:1], build=replace(made.build, version="0.2.0")))
    with book.writes() as writer:
        writer.add([newer.build, newer.text, newer.reading])
    lost = reader.get("/api/reviews?orphaned=1").json()["items"]
    assert lost and all(one["orphaned"] and one["now"] is None for one in lost)
    assert "Reviews without a claim" in reader.get("/coders").text and lost[0]["orphaned"] in words(reader.get("/coders").text)


def test_nobody_and_one_alone_are_told_what_to_do(book: Ledger, reader: TestClient) -> None:
    assert "Nobody has reviewed" in reader.get("/coders").text
    assert reader.get("/api/coders").json()["coders"] == [] and reader.get("/api/reviews").json()["items"] == []
    review(book, STRIKE, accept(), "Ana")
    assert "No claim was judged by two coders yet" in reader.get("/coders").text


def test_hostile_coders_and_reasons_are_words(book: Ledger, reader: TestClient) -> None:
    review(book, STRIKE, Deed(Action.REJECT, EVIL), EVIL)
    review(book, STRIKE, accept(), "javascript:alert(1)")
    review(book, OTHER, accept(), EVIL)
    review(book, OTHER, accept(), "Cem")
    for path in ("/coders", "/queue", "/queue?all=1"):
        page = reader.get(path).text
        assert "<script>alert" not in page and "<img" not in page and "\u202e" not in page and "\x07" not in page
    assert "&lt;script&gt;alert(1)" in reader.get("/coders").text
    assert reader.get("/coders", params={"one": EVIL}).status_code in (200, 400)
