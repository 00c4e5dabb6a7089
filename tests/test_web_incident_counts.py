"""Claims that people rejected or corrected: every page, list and count tells the same number, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tacitus.format.pieces import Json
from tacitus.ledger import find, survey
from tacitus.ledger.book import Ledger
from tacitus.ledger.wanted import Filter
from tacitus.model.judgement import Verdict
from tacitus.model.review import Action
from tacitus.work.judge import judge
from tacitus.work.review import Deed, review, undo
from tacitus.work.weigh import weigh
from tests.ledgers import place
from tests.serving import client
from tests.test_web_weighed import march

WHO = "A. Coder"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    made = march(place(request.param, tmp_path, "march"))
    yield made
    made.close()


@pytest.fixture
def reader(ledger: Ledger) -> Iterator[TestClient]:
    with client(ledger) as made:
        yield made


def _lines(ledger: Ledger) -> list[Json]:
    with ledger.reads() as connection:
        return list(find.claims(connection, ledger.backend))


def _counts(reader: TestClient, claims: int) -> None:
    """Every place that counts all claims."""
    assert f"<h2>{claims:,} claims</h2>" in reader.get("/?show=claims").text
    assert reader.get("/api/claims").json()["count"] == claims
    assert reader.get("/api/ledger").json()["claims"] == claims
    days = reader.get("/api/days").json()["items"]
    assert sum(one["claims"] for one in days) == claims
    types = re.findall(r"<option value=\"\w+\">[^<]+ \((\d+)\)</option>", reader.get("/").text)
    assert sum(map(int, types)) == claims
    assert sum(one["claims"] for one in reader.get("/api/reports").json()["items"]) == claims


def test_a_rejected_claim_counts_nowhere_and_has_its_page(ledger: Ledger, reader: TestClient) -> None:
    lines = _lines(ledger)
    gone = next(line for line in lines if line["agents"] and line["place"] and line["agents"][0]["id"])
    key, actor, where = gone["id"], gone["agents"][0]["id"], gone["place"]["name"]
    at_place, as_agent = (reader.get(path).json() for path in (f"/api/claims?place={where}", f"/api/actors/{actor}"))
    incident = reader.get(f"/api/incidents?place={where}").json()["count"]
    _counts(reader, len(lines))
    review(ledger, str(key), Deed(Action.REJECT, why="a caption"), WHO)
    _counts(reader, len(lines) - 1)
    assert reader.get(f"/api/claims?place={where}").json()["count"] == at_place["count"] - 1
    assert reader.get(f"/api/actors/{actor}").json()["claims"]["agent"] == as_agent["claims"]["agent"] - 1
    placed = {one["properties"]["name"]: one["properties"]["claims"] for one in reader.get("/api/places").json()["features"]}
    assert placed.get(where, 0) <= at_place["count"] - 1
    assert reader.get(f"/claim/{key}").status_code == 200 and "rejected" in reader.get(f"/claim/{key}").text
    for path in ("/", f"/actor/{actor}", "/search?words=drones", "/incidents", f"/incidents?place={where}"):
        assert reader.get(path).status_code == 200, path
    assert reader.get(f"/api/incidents?place={where}").json()["count"] <= incident
    weigh(ledger)
    assert reader.get("/api/incidents").json()["count"] > 0
    assert sum(one["claims"] for one in reader.get("/api/incidents?most=1000").json()["items"]) == len(lines) - 1
    undo(ledger, None, WHO)
    _counts(reader, len(lines))


def test_an_incident_whose_every_claim_is_rejected_is_listed_no_more(ledger: Ledger, reader: TestClient) -> None:
    items = reader.get("/api/incidents?most=1000").json()["items"]
    one = min(items, key=lambda item: (item["claims"], item["id"]))
    for claim in reader.get(f"/api/incidents/{one['id']}").json()["claims"]:
        review(ledger, claim, Deed(Action.REJECT, why="a caption"), WHO)
    before = reader.get("/api/incidents?most=1000").json()
    assert before["count"] == len(items) - 1 and one["id"] not in {item["id"] for item in before["items"]}
    assert reader.get(f"/incidents/{one['id']}").status_code == 200
    weigh(ledger)
    after = reader.get("/api/incidents?most=1000").json()
    assert [item["id"] for item in after["items"]] == [item["id"] for item in before["items"]]


def test_a_corrected_claim_is_counted_by_what_it_is_now(ledger: Ledger, reader: TestClient) -> None:
    lines = _lines(ledger)
    one = next(line for line in lines if line["type"] != "denial" and line["when"])
    before = dict(reader.get("/api/claims?type=denial").json())
    review(ledger, str(one["id"]), Deed(Action.CORRECT, slot="type", value="denial"), WHO)
    _counts(reader, len(lines))
    assert reader.get("/api/claims?type=denial").json()["count"] == before["count"] + 1
    assert f"denial ({before['count'] + 1})" in reader.get("/").text
    review(ledger, str(one["id"]), Deed(Action.CORRECT, slot="when", value={"from": "2024-01-02", "to": "2024-01-02"}), WHO)
    with ledger.reads() as connection:
        days = survey.stretches(connection, ledger.backend, Filter())
        again = survey.days_of(connection, survey.rows(connection, ledger.backend, Filter()))
    assert days == again and sum(day.claims for day in days if day.first == "2024-01-02") == 1


def test_a_correction_moves_a_claim_from_place_to_place_and_from_actor_to_actor(ledger: Ledger) -> None:
    lines = _lines(ledger)
    one = next(line for line in lines if line["agents"] and line["place"])
    same = (line for line in lines if line["report"] == one["report"] and line["targets"])
    other = next(line["targets"][0] for line in same if line["targets"][0]["name"] != one["agents"][0]["name"])
    agents, places = _named(ledger, "agent"), _named(ledger, "place")
    words = [(other["start"], other["end"])]
    review(ledger, one["id"], Deed(Action.CORRECT, slot="agents", words=words), WHO)
    review(ledger, one["id"], Deed(Action.CORRECT, slot="place", value={"name": "Tine"}), WHO)
    with ledger.reads() as connection:
        grounds = survey.grounds(connection, ledger.backend, Filter())
        found = find.search(connection, ledger.backend, Filter(place="Tine"))
        (line,) = find.claims_by_id(connection, [one["id"]])
        own = one["agents"][0]["id"]
        rows = survey.rows_as(connection, ledger.backend, own, "agent") if own else ()
    (agent,) = (party["name"] for party in line["agents"])
    assert _named(ledger, "agent")[agent] == agents.get(agent, 0) + 1
    assert _named(ledger, "agent").get(one["agents"][0]["name"], 0) == agents[one["agents"][0]["name"]] - 1
    assert _named(ledger, "place")["Tine"] == places.get("Tine", 0) + 1 == found.count
    assert found.count == sum(ground.claims for ground in grounds if ground.place == "Tine")
    assert len(rows) < sum(any(party["id"] == own for party in line["agents"]) for line in lines) or not own


def _named(ledger: Ledger, role: str) -> dict[str, int]:
    with ledger.reads() as connection:
        return dict(survey.names_of(connection, ledger.backend, (role,), 100))


def test_what_waits_for_the_next_weighing_is_counted(ledger: Ledger, reader: TestClient) -> None:
    line = reader.get(f"/api/incidents/{reader.get('/api/incidents').json()['items'][0]['id']}").json()
    review(ledger, line["claims"][0], Deed(Action.NOTE, why="seen"), WHO)
    others = [str(one["id"]) for one in _lines(ledger)]
    judge(ledger, others[0], others[-1], Verdict.UNSURE, "two nights", WHO)
    told = reader.get("/incidents").text
    assert "1 judgement" in told and "1 review" in told
