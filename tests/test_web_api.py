"""The data: every answer fits the document at /api/openapi.json, and the document names every path that answers."""

from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tacitus.format.pieces import Json
from tests.serving import client, evil_ledger, some_ledger


@pytest.fixture(scope="module", params=["march", "evil"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    make = {"march": some_ledger, "evil": evil_ledger}[request.param]
    ledger = make(tmp_path_factory.mktemp(request.param))
    with client(ledger) as made:
        yield made
    ledger.close()


@pytest.fixture(scope="module")
def document(reader: TestClient) -> Json:
    told: Json = reader.get("/api/openapi.json").json()
    return told


def _fits(document: Json, path: str, answer: Json, status: str = "200") -> None:
    shape = document["paths"][path]["get"]["responses"][status]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**shape, "components": document["components"]})
    wrong = sorted(validator.iter_errors(answer), key=lambda error: list(error.path))
    assert not wrong, f"{path}: {wrong[0].json_path}: {wrong[0].message[:200]}"


def _asked(reader: TestClient, path: str) -> list[str]:
    """Addresses of that path, its parts filled in from what the ledger holds."""
    claims = reader.get("/api/claims").json()["items"]
    reports = reader.get("/api/reports").json()["items"]
    actors = {party["id"] for line in claims for party in (*line["agents"], *line["targets"]) if party["id"]}
    keys = {"claims": [line["id"] for line in claims], "reports": [one["text"] for one in reports], "actors": sorted(actors)}
    found = [path.replace("{key}", key) for key in keys.get(path.split("/")[2], ["any"])] if "{key}" in path else [path]
    return [
        address.replace("{role}", role)
        for address in found
        for role in (("agent", "target", "speaker") if "{role}" in path else ("",))
    ]


def test_every_answer_fits_the_document(reader: TestClient, document: Json) -> None:
    for path in document["paths"]:
        for address in _asked(reader, path):
            answer = reader.get(f"{address}?words=convoy" if path == "/api/search" else address)
            told = answer.json()
            weighed = path.split("/")[2] in ("incidents", "groups", "agreements") and "{key}" in path
            assert answer.status_code == (404 if weighed else 200), address
            _fits(document, path, told, "default" if weighed else "200")


def test_the_document_is_sound(document: Json) -> None:
    assert document["openapi"].startswith("3.1")
    for shape in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)
    for path, told in document["paths"].items():
        named = {one["name"] for one in told["get"]["parameters"] if one["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}


@pytest.mark.parametrize(
    ("address", "path", "status"),
    [
        ("/api/claims?since=soon", "/api/claims", 400), ("/api/claims?most=0", "/api/claims", 400),
        ("/api/claims?most=1001", "/api/claims", 400), ("/api/claims?skip=-1", "/api/claims", 400),
        ("/api/claims/none", "/api/claims/{key}", 404), ("/api/reports/none", "/api/reports/{key}", 404),
        ("/api/actors/none", "/api/actors/{key}", 404), ("/api/search", "/api/search", 400),
        ("/api/actors/actor-rsf/owner", "/api/actors/{key}/{role}", 404),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_in_one_line(reader: TestClient, document: Json, address: str, path: str, status: int) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    _fits(document, path, answer.json(), "default")
    assert "\n" not in answer.json()["error"]


def test_there_is_no_other_path(reader: TestClient) -> None:
    answer = reader.get("/api/nothing")
    assert answer.status_code == 404 and answer.json()["error"]


def test_pages_of_data_are_the_whole_in_order(reader: TestClient) -> None:
    whole = reader.get("/api/claims?most=1000").json()
    found, address = [], "/api/claims?most=2"
    while address:
        part = reader.get(address).json()
        found += part["items"]
        address = part["next"]
    assert found == whole["items"] and len(found) == whole["count"]


def test_the_filter_of_the_pages_filters_the_data(reader: TestClient) -> None:
    whole = reader.get("/api/claims?type=killing").json()
    assert {line["type"] for line in whole["items"]} <= {"killing"}
    days = reader.get("/api/days?type=killing").json()["items"]
    assert sum(one["claims"] for one in days) == whole["count"]


def test_places_are_areas(reader: TestClient) -> None:
    found = reader.get("/api/places").json()
    assert found["features"] and all(one["geometry"]["type"] == "Polygon" for one in found["features"])
    placed = sum(one["properties"]["claims"] for one in found["features"]) + found["left"]
    assert placed == sum(line["place"] is not None for line in reader.get("/api/claims?most=1000").json()["items"])
