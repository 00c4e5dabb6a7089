"""Incidents split and merged by a person in the browser: recorded, weighed, taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tacitus.ledger import weighed
from tacitus.ledger.book import Ledger
from tacitus.model.judgement import Verdict
from tests.ledgers import place
from tests.serving import HOME, Tags, client
from tests.test_web_weighed import march


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("TACITUS_CODER", "B. Reader")
    made = march(place(request.param, tmp_path, "march"))
    yield made
    made.close()


@pytest.fixture
def reader(ledger: Ledger) -> Iterator[TestClient]:
    with client(ledger) as made:
        yield made


def _items(reader: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reader.get("/api/incidents?most=1000").json()["items"]
    return sorted(found, key=lambda one: (-one["claims"], one["id"]))


def _claims(reader: TestClient, key: str) -> list[str]:
    found: list[str] = reader.get(f"/api/incidents/{key}").json()["claims"]
    return found


def _post(reader: TestClient, path: str, **fields: str | list[str]) -> Any:
    tags = Tags(reader.get("/about").text).found
    csrf = next(str(a["value"]) for _, a in tags if a.get("name") == "csrf")
    return reader.post(path, data={"csrf": csrf, **fields}, headers={"origin": HOME}, follow_redirects=False)


def _weighed(reader: TestClient, claim: str) -> str:
    """The incident of a claim after weighing anew."""
    return str(_post(reader, "/weigh", claim=claim).headers["location"]).removeprefix("/incidents/")


def test_claims_are_split_off_and_the_split_is_taken_back(ledger: Ledger, reader: TestClient) -> None:
    before = _items(reader)
    key = before[0]["id"]
    claims = _claims(reader, key)
    assert len(claims) >= 2
    answer = _post(reader, f"/incidents/{key}/judge", act="split", claims=claims[:1], why="two roads")
    assert answer.status_code == 303 and answer.headers["location"].endswith("?said=split")
    with ledger.reads() as connection:
        said = weighed.judgements(connection)
    assert {one.pair for one in said} == {(min(claims[0], other), max(claims[0], other)) for other in claims[1:]}
    assert {(one.verdict, one.by, one.why) for one in said} == {(Verdict.DIFFERENT, "B. Reader", ("two roads",))}
    told = reader.get(answer.headers["location"]).text
    assert "tell another happening. Weigh now" in told and "Judged so far" in told and "Take it back" in told
    own = _weighed(reader, claims[0])
    assert claims[0] in _claims(reader, own) and not set(claims[1:]) & set(_claims(reader, own))
    page = reader.get(f"/incidents/{own}").text
    assert "different happenings" in page and "two roads" in page and "elsewhere (in " in page
    (left, right) = said[0].pair
    back = _post(reader, f"/incidents/{own}/judge", act="withdraw", left=left, right=right, why="a slip")
    assert back.headers["location"].endswith("?said=withdrawn")
    again = _weighed(reader, claims[0])
    assert _claims(reader, again) == claims and [one["id"] for one in _items(reader)] == [one["id"] for one in before]
    page = reader.get(f"/incidents/{again}").text
    assert "no longer in force" in page and "a slip" in page and "Take it back" not in page


def test_two_incidents_are_merged_and_parted(reader: TestClient) -> None:
    before = _items(reader)
    here = before[0]["id"]
    page = reader.get(f"/incidents/{here}").text
    there = next(str(a["value"]) for _, a in Tags(page).found if a.get("name") == "near")
    assert there != here and "Near in time and place" in page
    claims = {key: _claims(reader, key) for key in (here, there)}
    answer = _post(reader, f"/incidents/{here}/judge", act="merge", near=there, why="one night")
    assert answer.headers["location"] == f"/incidents/{here}?said=merged"
    both = _weighed(reader, claims[here][0])
    assert set(_claims(reader, both)) == {*claims[here], *claims[there]}
    fields = _undo_fields(reader.get(f"/incidents/{both}").text)
    assert _post(reader, f"/incidents/{both}/judge", **fields, why="two nights").status_code == 303
    assert set(_claims(reader, _weighed(reader, claims[here][0]))) == set(claims[here])
    assert [one["id"] for one in _items(reader)] == [one["id"] for one in before]


def _undo_fields(page: str) -> dict[str, str | list[str]]:
    """The hidden fields of the first form that takes a judgement back."""
    tags = [attributes for tag, attributes in Tags(page.partition('id="judged"')[2]).found if tag == "input"]
    return {str(one["name"]): str(one["value"]) for one in tags[:4] if one.get("value") and one["name"] != "csrf"}


def test_incidents_are_found_by_id_and_by_words(reader: TestClient) -> None:
    here, there, *_ = _items(reader)
    for words in (there["id"], there["id"].removeprefix("incident-")[:8]):
        part = reader.get(f"/incidents/{here['id']}?merge={words}", headers={"hx-request": "true"}).text
        assert "<html" not in part and f'value="{there["id"]}"' in part and "Found: 1 incident<" in part
    part = reader.get(f"/incidents/{here['id']}?merge=drones", headers={"hx-request": "true"}).text
    assert f'value="{here["id"]}"' not in part
    assert "No incident has that id" in reader.get(f"/incidents/{here['id']}?merge=zebras").text
    assert 'role="alert"' in reader.get(f'/incidents/{here["id"]}?merge=-"').text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"act": "split", "why": "two roads"}, "choose claims"),
        ({"act": "split", "why": "two roads", "claims": "every"}, "all its claims"),
        ({"act": "split", "claims": "claim-00000000", "why": "two roads"}, "nothing in the ledger"),
        ({"act": "split", "claims": "first", "why": " "}, "a reason and a name"),
        ({"act": "merge", "why": "one road"}, "choose the incident"),
        ({"act": "merge", "near": "own", "why": "one road"}, "share one"),
        ({"act": "withdraw", "left": "first", "right": "last", "why": "a slip"}, "holds no judgement"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_beside_what_was_typed(
    ledger: Ledger, reader: TestClient, fields: dict[str, str | list[str]], told: str
) -> None:
    key = _items(reader)[0]["id"]
    claims = _claims(reader, key)
    named: dict[str, str | list[str]] = {"every": claims, "first": claims[0], "last": claims[-1], "own": key}
    given = {name: named.get(str(value), value) for name, value in fields.items()}
    answer = _post(reader, f"/incidents/{key}/judge", **given)
    assert answer.status_code == 400 and told in answer.text
    with ledger.reads() as connection:
        assert weighed.judgements(connection) == ()


def test_nobody_takes_back_what_another_judged(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    key = _items(reader)[0]["id"]
    claims = _claims(reader, key)
    _post(reader, f"/incidents/{key}/judge", left=claims[0], right=claims[1], verdict="unsure", why="unclear")
    monkeypatch.setenv("TACITUS_CODER", "C. Other")
    page = reader.get(f"/incidents/{key}").text
    assert "unclear" in page and "Take it back" not in page
    answer = _post(reader, f"/incidents/{key}/judge", act="withdraw", left=claims[0], right=claims[1], why="a slip")
    assert answer.status_code == 400 and "C. Other holds no judgement" in answer.text
