"""The review queue in the browser: its order is the verb's, blind to others, under a filter, from one claim to the next."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tacitus.ledger import find, weighed
from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import bundle
from tacitus.ledger.waiting import facts, weights
from tacitus.ledger.wanted import Filter, Shown
from tacitus.ledger.weighed import Summary
from tacitus.model.review import Action
from tacitus.reviews.queue import facts_of, rows, weights_of
from tacitus.views.web import coding, coverage
from tacitus.views.web.queueing import FIELDS, REASONS
from tacitus.work.review import Deed, queued, review, undo
from tacitus.work.weigh import weigh
from tests.ledgers import Report, enter, make_ledger, where
from tests.serving import Tags, client
from tests.test_web_hostile import TRIES
from tests.test_web_hostile import _harmless as harmless

__all__ = ["where"]
ONE, TWO = Report(1), Report(2)
ACCEPT = Deed(Action.ACCEPT)
REJECT = Deed(Action.REJECT, "a film")


@pytest.fixture(autouse=True)
def _ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACITUS_CODER", "Ana")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [ONE, TWO])
    yield ledger
    ledger.close()


@pytest.fixture
def reader(book: Ledger) -> Iterator[TestClient]:
    with client(book) as made:
        yield made


def ids(reader: TestClient, query: str = "") -> list[str]:
    """The claims that wait, in order."""
    answer = reader.get(f"/api/queue?most=1000&{query}").json()
    assert answer["count"] == len(answer["items"])
    return [one["claim"]["id"] for one in answer["items"]]


def shown(reader: TestClient, query: str = "") -> list[str]:
    """The claims that the page lists, in order."""
    links = [
        a["href"] or "" for tag, a in Tags(reader.get(f"/queue?{query}").text).found if tag == "a" and a.get("class") == "open"
    ]
    assert all(parse_qs(urlsplit(link).query)["queue"] == ["1"] for link in links)
    return [urlsplit(link).path.removeprefix("/claim/") for link in links]


def test_what_the_rows_say_is_what_the_lines_say(where: str) -> None:
    ledger = make_ledger(where, [ONE, TWO])
    with ledger.reads() as connection:
        lines = list(find.claims(connection, ledger.backend, Filter(shown=Shown.AS_READ)))
        told = {one.id: replace(one, row=0) for one in facts(connection, ledger.backend)}
        assert told == {line["id"]: facts_of(line) for line in lines} and len({one.blank for one in told.values()}) > 1
    ledger.close()


def test_an_older_reading_does_not_wait(book: Ledger, reader: TestClient) -> None:
    before = ids(reader)
    made = ONE.readout
    newer = bundle(replace(made, claims=made.claims[:1], build=replace(made.build, version="0.2.0")))
    with book.writes() as writer:
        writer.add([newer.build, newer.text, newer.reading])
    after = ids(reader)
    assert set(after) < set(before) and set(ONE.claims[:1]) == {one for one in after if one.endswith("-1")}


@pytest.mark.parametrize("by", ["Ana", "Ben", None])
def test_the_page_has_the_order_of_the_verb(book: Ledger, reader: TestClient, by: str | None) -> None:
    weigh(book)
    review(book, ONE.claims[0], REJECT, "Ben")
    review(book, ONE.claims[1], ACCEPT, "Ana")
    review(book, ONE.claims[1], REJECT, "Ben")
    with book.reads() as connection:
        told = queued(connection, book.backend, by, 1_000)
    query = f"as={by}" if by else "all=1"
    assert shown(reader, query) == ids(reader, query) == [one.line["id"] for one in told]
    answer = reader.get(f"/api/queue?most=1000&{query}").json()
    assert answer["as"] == by and answer["weighed"]
    assert [one["points"] for one in answer["items"]] == [one.points for one in told]
    assert [[reason["says"] for reason in one["reasons"]] for one in answer["items"]] == [list(one.why) for one in told]
    assert [one["claim"] for one in answer["items"]] == [one.line for one in told]


def test_a_coder_is_blind_and_what_coders_differ_on_waits_for_all(book: Ledger, reader: TestClient) -> None:
    review(book, ONE.claims[0], REJECT, "Ben")
    assert ONE.claims[0] in ids(reader) and ONE.claims[0] not in ids(reader, "as=Ben")
    assert "Ben" not in reader.get("/queue").text.partition("<main")[2] and "a film" not in reader.get("/queue").text
    assert ONE.claims[0] not in ids(reader, "all=1")
    review(book, ONE.claims[0], ACCEPT, "Ana")
    assert ONE.claims[0] not in ids(reader)
    assert ids(reader, "all=1")[0] == ONE.claims[0]
    assert "coders differ on verdict" in reader.get("/queue?all=1&reason=differ").text


def test_a_decision_takes_a_claim_out_and_taking_it_back_brings_it_again(book: Ledger, reader: TestClient) -> None:
    whole = ids(reader)
    review(book, whole[1], ACCEPT, "Ana")
    assert ids(reader) == [whole[0], *whole[2:]]
    review(book, whole[0], Deed(Action.NOTE, "which road?"), "Ana")
    assert ids(reader)[0] == whole[0]
    assert "which road?" not in reader.get("/queue?as=Ben").text
    undo(book, None, "Ana")
    undo(book, None, "Ana")
    assert ids(reader) == whole


def test_a_later_report_and_a_weighing_are_counted_anew(book: Ledger, reader: TestClient) -> None:
    before = len(ids(reader))
    enter(book, Report(3))
    assert len(ids(reader)) > before
    assert "tell its incident" not in reader.get("/queue").text and "is not weighed" in reader.get("/queue").text
    weigh(book)
    assert "claims tell its incident" in reader.get("/queue").text


@pytest.mark.parametrize(
    "query",
    [
        "type=strike",
        "place=mellit",
        "country=SD",
        "since=2023-06-13",
        "until=2023-06-12",
        "reason=blank",
        "type=strike&reason=unsure",
    ],
)
def test_the_filter_is_held_in_the_address(book: Ledger, reader: TestClient, query: str) -> None:
    whole, some = ids(reader), ids(reader, query)
    assert set(some) <= set(whole) and some == [one for one in whole if one in some]
    assert shown(reader, query) == some
    html = reader.get(f"/queue?{query}").text
    for name, value in parse_qs(query).items():
        assert f'name="{name}" value="{value[0]}"' in html or f'value="{value[0]}" selected' in html
        for link in [a.get("href") or "" for _, a in Tags(html).found if a.get("class") == "open"]:
            assert parse_qs(urlsplit(link).query)[name] == value
    with book.reads() as connection:
        asked = {name: value[0] for name, value in parse_qs(query).items() if name in ("type", "place", "country")}
        if asked and "reason" not in query:
            told = find.claims(connection, book.backend, Filter(shown=Shown.AS_READ, **asked))  # type: ignore[arg-type]
            assert set(some) == {line["id"] for line in told}


def test_a_report_by_itself(reader: TestClient) -> None:
    text = reader.get("/api/reports").json()["items"][0]["text"]
    some = ids(reader, f"report={text}")
    assert 0 < len(some) < len(ids(reader))
    told = [one["claim"]["report"]["text"] for one in reader.get(f"/api/queue?report={text}").json()["items"]]
    assert set(told) == {text}


def test_what_others_changed_does_not_move_a_claim(book: Ledger, reader: TestClient) -> None:
    some = ids(reader, "type=strike")
    review(book, some[0], Deed(Action.CORRECT, "from a lorry", "type", "bombing"), "Ben")
    assert ids(reader, "type=strike") == some and some[0] not in ids(reader, "type=bombing")


def test_the_pages_are_the_whole_in_order(reader: TestClient) -> None:
    whole, found, address = ids(reader), [], "/api/queue?most=3"
    while address:
        part = reader.get(address).json()
        found += [one["claim"]["id"] for one in part["items"]]
        address = part["next"]
    assert found == whole


def test_htmx_gets_the_list_alone(reader: TestClient) -> None:
    part = reader.get("/queue", headers={"hx-request": "true"}).text
    assert "<html" not in part and 'class="waits"' in part


# From one claim to the next


def next_of(reader: TestClient, key: str, query: str = "") -> str:
    answer = reader.get(f"/queue/next?after={key}&{query}", follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_whole_queue_is_walked_by_deciding(book: Ledger, reader: TestClient) -> None:
    whole = ids(reader, "type=strike")
    seen, key = [], whole[0]
    while key:
        seen.append(key)
        review(book, key, ACCEPT, "Ana")
        link = urlsplit(next_of(reader, key, "type=strike"))
        key = link.path.removeprefix("/claim/") if link.path != "/queue" else ""
        assert parse_qs(link.query)["type"] == ["strike"] and ("queue" in parse_qs(link.query)) == bool(key)
    assert seen == whole
    done = reader.get(link.path + "?" + link.query).text
    assert "the last one" in done and "Nothing that waits fits" in done


def test_what_is_passed_over_still_waits(book: Ledger, reader: TestClient) -> None:
    whole = ids(reader)
    assert next_of(reader, whole[0]) == f"/claim/{whole[1]}?queue=1"
    assert next_of(reader, whole[-1]) == "/queue?said=done"
    assert "What you passed over still waits" in reader.get("/queue?said=done").text
    review(book, whole[2], ACCEPT, "Ana")
    assert next_of(reader, whole[1]) == f"/claim/{whole[3]}?queue=1"
    assert next_of(reader, whole[2], "as=Ben") == f"/claim/{whole[3]}?queue=1&as=Ben"


def test_after_a_claim_that_is_not_there_comes_the_first(reader: TestClient) -> None:
    for key in ("claim-none", "", "../../etc/passwd", "%22%3E%3Cscript%3E"):
        assert next_of(reader, key) == f"/claim/{ids(reader)[0]}?queue=1"


def test_after_a_disputed_claim_comes_what_is_worth_less(book: Ledger, reader: TestClient) -> None:
    whole = ids(reader, "all=1")
    review(book, whole[-1], ACCEPT, "Ana")
    review(book, whole[-1], REJECT, "Ben")
    assert next_of(reader, whole[-1], "all=1") == f"/claim/{whole[0]}?queue=1&all=1"
    review(book, whole[-1], ACCEPT, "Ben")
    assert next_of(reader, whole[-1], "all=1") == "/queue?all=1&said=done"


def test_a_wrong_question_is_told_in_one_line(reader: TestClient) -> None:
    for query in ("since=soon", "reason=boredom", "since=2024-02-02&until=2024-01-01"):
        page, data = reader.get(f"/queue?{query}"), reader.get(f"/api/queue?{query}")
        assert page.status_code == 400 and 'class="problem"' in page.text
        assert data.status_code == 400 and "\n" not in data.json()["error"]
        assert reader.get(f"/queue/next?after=x&{query}", follow_redirects=False).status_code == 400


def test_an_empty_ledger_and_a_queue_that_is_done_say_so(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "none.tacitus.db", [])
    with client(ledger) as reader:
        assert "Nothing waits" in reader.get("/queue").text and "Nothing waits" in reader.get("/queue?all=1").text
        assert reader.get("/api/queue").json()["items"] == []
        assert next_of(reader, "x") == "/queue?said=done"
    ledger.close()


@pytest.mark.parametrize("words", TRIES)
def test_hostile_fields_are_only_fields(reader: TestClient, words: str) -> None:
    pages = {"/queue": FIELDS, "/coders": coding.FIELDS, "/coverage": coverage.FIELDS, "/reports": coverage.REPORTS}
    for path, fields in pages.items():
        for field in (*fields, "page", "said"):
            for answer in (reader.get(path, params={field: words}), reader.get(f"/api{path}", params={field: words})):
                assert answer.status_code in (200, 400), (path, field)
                if answer.headers["content-type"].startswith("text/html"):
                    harmless(answer.text)
    answer = reader.get("/queue/next", params={"after": words, "type": words}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].startswith(("/claim/", "/queue?"))


def test_every_reason_and_every_field_has_its_words(reader: TestClient) -> None:
    assert set(REASONS) == set(rows())
    told = reader.get("/api/openapi.json").json()["paths"]["/api/queue"]["get"]["parameters"]
    assert {one["name"] for one in told} == {*FIELDS, "most", "skip"}


def test_what_weighing_says_is_what_the_lines_of_incidents_say(where: str) -> None:
    ledger = make_ledger(where, [ONE, TWO, Report(3)])
    weigh(ledger)
    with ledger.reads() as connection:
        lines = list(weighed.incidents(connection))
        assert weights(connection) == weights_of(lines) and any(one.claims > 1 for one in weights(connection).values())
    torn = {"relations": [{"relates": "conflict"}], "claims": lines[0]["claims"]}
    versions = {"fields": [{"name": "where", "versions": [torn]}], "sums": []}
    made = [{**lines[0], "versions": {**lines[0]["versions"], **versions}}, {**lines[1], "contested": [{"why": "apart"}]}]
    with ledger.writes() as writer:
        summary = Summary("strike", None, None, None, None, None, None, None, 1, True)
        weighed.replace_incidents(writer.connection, [(line, summary) for line in made])
    with ledger.reads() as connection:
        told = weights(connection)
        assert told == weights_of(weighed.incidents(connection))
        assert any(one.contested for one in told.values()) and any(one.conflicts for one in told.values())
    ledger.close()
