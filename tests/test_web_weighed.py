"""Incidents, groups and agreements in the browser: lists, pages, data, judging, weighing anew."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tacitus.errors import LedgerError
from tacitus.format.pieces import Json
from tacitus.ledger import listed, weighed
from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import bundle, draft
from tacitus.model.ids import bytes_id
from tacitus.views.web import judging
from tacitus.views.web.bars import WIDTH, ranges, steps
from tacitus.views.web.flows import flows
from tacitus.work.weigh import weigh
from tests.ledgers import AT, BY, Report, make_ledger
from tests.readouts import make_readout
from tests.serving import EVIL, HOME, Tags, client, every_page, evil_ledger

NOUNS = ("incidents", "groups", "agreements")


def march(where: str | Path) -> Ledger:
    """Reports of one march, one with its groups and its agreement, weighed."""
    ledger = make_ledger(where, [Report(1), Report(2)])
    whole, data = bundle(make_readout()), make_readout().document.text.encode()
    with ledger.writes() as writer:
        arrival: dict[str, str | None] = {"uri": "https://nile.example/3", "key": "dispatch-3", "identity": whole.text.record.id}
        arrival |= {"document": bytes_id(data), "text": whole.text.record.id, "why_not": None, "at": AT, "by": BY}
        writer.add([whole.build, writer.keep(bytes_id(data), data), whole.text, whole.reading, draft("arrival", arrival)])
    weigh(ledger)
    return ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = march(tmp_path / "march.tacitus.db")
    yield made
    made.close()


@pytest.fixture
def reader(ledger: Ledger) -> Iterator[TestClient]:
    with client(ledger) as made:
        yield made


def _first(reader: TestClient, noun: str) -> str:
    found = reader.get(f"/api/{noun}").json()["items"]
    return str(max(found, key=lambda one: (one["claims"], one["id"]))["id"])


def _post(reader: TestClient, path: str, **fields: str) -> Any:
    """A form as a page of ours sends it."""
    tags = Tags(reader.get("/about").text).found
    csrf = next(str(a["value"]) for _, a in tags if a.get("name") == "csrf")
    return reader.post(path, data={"csrf": csrf, **fields}, headers={"origin": HOME}, follow_redirects=False)


def fits(document: Json, path: str, answer: Json) -> None:
    shape = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    wrong = sorted(Draft202012Validator({**shape, "components": document["components"]}).iter_errors(answer), key=str)
    assert not wrong, f"{path}: {wrong[0].json_path}: {wrong[0].message[:200]}"


def _pages(reader: TestClient) -> list[str]:
    """Every page of what was weighed, and those that a reader comes to first."""
    own = [f"/{noun}/{one['id']}" for noun in NOUNS for one in reader.get(f"/api/{noun}?most=1000").json()["items"]]
    assert {page.split("/")[1] for page in own} == set(NOUNS)
    return [*own, *every_page(reader)]


def test_the_overview_lists_incidents_and_can_list_claims(reader: TestClient) -> None:
    whole, claims = reader.get("/").text, reader.get("/?show=claims").text
    count = reader.get("/api/incidents").json()["count"]
    assert f"<h2>{count:,} incidents</h2>" in whole and 'data-areas="/api/footprints"' in whole
    assert f"<h2>{reader.get('/api/claims').json()['count']:,} claims</h2>" in claims and 'data-areas="/api/places"' in claims
    assert 'class="chips"' not in claims
    part = reader.get("/?place=mellit", headers={"hx-request": "true"}).text
    assert "<html" not in part and 'href="/incidents/incident-' in part


@pytest.mark.parametrize(
    "query", ["place=mellit", "actor=Rapid", "speaker=Darfur", "type=strike", "words=drones", "since=2023-06-01"]
)
def test_an_incident_is_wanted_where_a_claim_is(reader: TestClient, query: str) -> None:
    found = reader.get(f"/api/incidents?{query}&most=1000").json()["items"]
    claims = {line["id"] for line in reader.get(f"/api/claims?{query}&most=1000").json()["items"]}
    told = [set(reader.get(f"/api/incidents/{one['id']}").json()["claims"]) for one in found]
    assert claims and all(one & claims for one in told) and claims <= set().union(*told)


def test_grades_filter_claims_and_incidents(ledger: Ledger, reader: TestClient) -> None:
    with ledger.reads() as connection:
        grades = listed.grades(connection)
    for grade in grades:
        found = reader.get(f"/api/incidents?grade={grade}&most=1000").json()["items"]
        assert found and {one["grade"] for one in found} == {grade}
        assert reader.get(f"/api/claims?grade={grade}").json()["count"] == sum(one["claims"] for one in found)
    assert reader.get("/api/incidents?grade=none").json()["count"] == 0


def test_every_page_of_what_was_weighed_is_there(reader: TestClient) -> None:
    for page in _pages(reader):
        answer = reader.get(page)
        assert answer.status_code == 200, page
        if answer.headers["content-type"].startswith("text/html"):
            tags = [tag for tag, _ in Tags(answer.text).found]
            assert tags.count("h1") == 1 and tags.count("main") == 1, page


def test_what_was_weighed_fits_the_document(reader: TestClient) -> None:
    document = reader.get("/api/openapi.json").json()
    for noun in NOUNS:
        found = reader.get(f"/api/{noun}?most=1000").json()
        fits(document, f"/api/{noun}", found)
        assert found["items"], noun
        for one in found["items"]:
            fits(document, f"/api/{noun}/{{key}}", reader.get(f"/api/{noun}/{one['id']}").json())
            if noun != "agreements":
                fits(document, f"/api/{noun}/{{key}}/ground", reader.get(f"/api/{noun}/{one['id']}/ground").json())
    areas = reader.get("/api/footprints").json()
    fits(document, "/api/footprints", areas)
    assert areas["features"]


def test_an_incident_shows_every_claim_in_its_report(reader: TestClient) -> None:
    key = _first(reader, "incidents")
    line, html = reader.get(f"/api/incidents/{key}").json(), reader.get(f"/incidents/{key}").text
    for said in line["versions"]["claims"]:
        assert f'href="/report/{said["text"]}#c{said["number"]}"' in html and f'href="/claim/{said["id"]}"' in html
    for words in ("Versions", "Voices", "Grade", "The words", "What holds it together", "Judge"):
        assert f">{words}</h2>" in html
    assert reader.get(f"/incidents/{key[:16]}").status_code == 200


@pytest.mark.parametrize("path", ["/incidents/none", "/incidents/incident-ffff0000", "/groups/incident-0", "/agreements/body-12"])
def test_what_was_not_weighed_is_a_calm_page(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404 and "<main" in answer.text


def test_an_id_of_another_kind_is_said_so(reader: TestClient) -> None:
    answer = reader.get(f"/groups/{_first(reader, 'incidents')}")
    assert answer.status_code == 404 and "no group" in answer.text


def test_a_judgement_is_recorded_and_weighed(ledger: Ledger, reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACITUS_CODER", "B. Reader")
    key = _first(reader, "incidents")
    claims = reader.get(f"/api/incidents/{key}").json()["claims"]
    assert len(claims) > 1
    fields = {"left": claims[0], "right": claims[1], "verdict": "different", "why": "two roads"}
    answer = _post(reader, f"/incidents/{key}/judge", **fields)
    assert answer.status_code == 303 and answer.headers["location"].startswith(f"/incidents/{key}?said=judged")
    assert "1 judgement waits" in reader.get(f"/incidents/{key}").text
    with ledger.reads() as connection:
        (kept,) = weighed.judgements(connection)
    assert kept.by == "B. Reader" and kept.why == ("two roads",) and kept.at is not None and set(kept.pair) == set(claims[:2])
    again = _post(reader, "/weigh", claim=claims[0])
    assert again.status_code == 303
    after = reader.get(again.headers["location"])
    assert after.status_code == 200 and "wait" not in after.text.partition("<h2")[0]
    own = reader.get(f"/api{again.headers['location']}").json()["claims"]
    assert claims[0] in own and claims[1] not in own


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "perhaps"}, {"verdict": "withdrawn"}, {"why": " "}, {"why": "x" * 2001}, {"right": "claim-ffffffff"},
        {"other": "../../etc"}, {"left": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_told_on_the_page_and_nothing_recorded(
    ledger: Ledger, reader: TestClient, changed: dict[str, str]
) -> None:
    key = _first(reader, "incidents")
    claims = reader.get(f"/api/incidents/{key}").json()["claims"]
    fields = {"left": claims[0], "right": claims[-1], "verdict": "same", "why": "one road"} | changed
    answer = _post(reader, f"/incidents/{key}/judge", **fields)
    assert answer.status_code == 400 and 'role="alert"' in answer.text and "The words</h2>" in answer.text
    assert fields["why"].strip() in answer.text
    with ledger.reads() as connection:
        assert weighed.judgements(connection) == ()


def test_only_a_form_of_ours_changes_anything(reader: TestClient) -> None:
    key = _first(reader, "incidents")
    assert _post(reader, f"/incidents/{key}/judge", csrf="wrong", act="split", why="one road").status_code == 403
    assert _post(reader, "/incidents/incident-ffff0000/judge", act="split", why="one road").status_code == 404
    assert reader.post("/weigh", data={}, headers={"origin": HOME}).status_code == 403
    assert reader.post("/weigh", data={}, headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert reader.get("/weigh").status_code == 405


def test_a_weighing_that_fails_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Ledger) -> None:
        raise LedgerError("the disk is full")

    monkeypatch.setattr(judging, "weigh", fail)
    with client(ledger) as reader:
        answer = _post(reader, "/weigh", claim="")
        assert answer.status_code == 503 and "the disk is full" in answer.text
        monkeypatch.setattr(judging, "weigh", weigh)
        assert _post(reader, "/weigh", claim="").headers["location"] == "/incidents"


def test_a_long_weighing_is_not_waited_for(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    monkeypatch.setattr(judging, "weigh", lambda _: go.wait(20))
    weigher = judging.Weigher(ledger)
    assert not weigher.start(0.05) and not weigher.start(0.05)
    go.set()
    assert weigher.start(20)


def _evil(value: Any, key: str = "") -> Any:
    """A line in which every word that came from a text is hostile."""
    if isinstance(value, dict):
        return {name: _evil(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_evil(inner, key) for inner in value]
    ours = ("id", "claim", "claims", "members", "from", "to", "key", "part", "format", "precision", "type", "acts", "left", "right")
    return EVIL if isinstance(value, str) and key not in ours else value


def test_hostile_words_are_shown_as_words(tmp_path: Path) -> None:
    (tmp_path / "good").mkdir()
    good = march(tmp_path / "good" / "march.tacitus.db")
    with good.reads() as connection:
        bodies = [_evil(line) for line in weighed.threads(connection, weighed.GROUP)]
        pacts = [_evil(line) for line in weighed.threads(connection, weighed.AGREEMENT)]
    good.close()
    evil = evil_ledger(tmp_path)
    weigh(evil)
    with evil.writes() as writer:
        weighed.replace_threads(writer.connection, weighed.GROUP, ((line, EVIL, None, None) for line in bodies))
        weighed.replace_threads(writer.connection, weighed.AGREEMENT, ((line, EVIL, None, None) for line in pacts))
    with client(evil) as reader:
        shown = set()
        for page in _pages(reader):
            answer = reader.get(page)
            assert answer.status_code == 200, page
            if not answer.headers["content-type"].startswith("text/html") or "sandbox" in answer.headers["content-security-policy"]:
                continue
            for tag, attributes in Tags(answer.text).found:
                assert not [name for name in attributes if name.startswith("on") or name == "style"], (page, tag)
                assert tag not in ("iframe", "object", "embed", "base", "style")
                assert tag != "img" or (attributes.get("src") or "").startswith("/drawn.svg?")
                assert tag != "script" or (attributes.get("src") or "").startswith(("/static/", "/assets/"))
                assert all((attributes.get(name) or "/").startswith(("/", "#", "?")) for name in ("href", "src", "action"))
            assert "\u202e" not in answer.text and "\x07" not in answer.text
            if "&lt;script&gt;alert(1)" in answer.text:
                shown.add(page.split("/")[1])
        assert {"incidents", "groups", "agreements"} <= shown
    evil.close()


FIGURE = st.none() | st.integers(0, 10**6)
BOUNDS = st.fixed_dictionaries({"low": FIGURE, "best": FIGURE, "high": FIGURE})


@given(st.lists(BOUNDS, min_size=1, max_size=3), st.lists(st.tuples(BOUNDS, st.dates()), max_size=8))
def test_figures_are_drawn_within_the_picture(figures: list[Json], told: list[tuple[Json, Any]]) -> None:
    history = [
        {**step, "day": day.isoformat(), "voice": f"v{at % 3}", "claim": f"c{at}", "text": str(at)}
        for at, (step, day) in enumerate(told)
    ]
    toll: Json = {"figures": [{**one, "policy": "ucdp", "rule": "R"} for one in figures], "history": history}
    numbers, voices = {f"c{at}": at + 1 for at in range(len(told))}, {"v0": 0, "v1": 1, "v2": 2}
    drawn, moved = ranges(toll, numbers, voices), steps(toll, numbers, voices)
    if drawn:
        places = [x for row in drawn.rows for x in (row.left, row.right, row.best) if x is not None]
        places += [x for dot in drawn.dots for x in (dot.x, dot.until)] + [mark.x for mark in drawn.marks]
        assert all(0 <= x <= WIDTH for x in places) and drawn.base < drawn.height
        assert all(row.left is None or row.right is None or row.left <= row.right for row in drawn.rows)
    for path in moved.paths if moved else ():
        assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= (moved.base if moved else 0) for dot in path.dots)


@given(st.none() | st.integers(1, 500), st.lists(st.none() | st.integers(1, 300), min_size=1, max_size=5))
def test_bands_are_as_wide_as_their_numbers(whole: int | None, parts: list[int | None]) -> None:
    made: list[Json] = [{"key": f"part-{at}", "label": str(number), "number": number} for at, number in enumerate(parts)]
    told = [
        {"kind": "split", "from": "whole", "to": one["key"], "number": one["number"], "voice": "V", "claims": []} for one in made
    ]
    balance: Json = {"voice": "V", "whole": whole, "parts": [], "holds": "unknown", "why": "so", "whole_by": None}
    body: Json = {"unit": "buses", "parts": [{"key": "whole", "label": "all", "number": whole}, *made], "flows": told}
    (flow,) = flows({**body, "balances": [balance]}, {})
    numbered = [(band.height, number) for band, number in zip(flow.bands, parts, strict=False) if number]
    for (high, number), (other, more) in pairwise(numbered):
        assert (high <= other + 0.11) if number <= more else (high + 0.11 >= other)
    assert flow.height >= flow.bands[-1].y + flow.bands[-1].height
    left = [band for band in flow.bands if band.sort == "left"]
    assert bool(left) is (whole is not None and None not in parts and sum(part or 0 for part in parts) < whole)
