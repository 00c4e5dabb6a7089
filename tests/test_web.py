"""The pages: each is there, leads on, filters as it says, and tells where something is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tacitus.format.pieces import Json
from tacitus.ledger.listed import Sort
from tacitus.ledger.survey import Reads
from tacitus.ledger.wanted import Filter
from tacitus.views.web.assets import Assets, find_assets
from tacitus.views.web.weighed import Nothing
from tests.ledgers import Report, make_ledger
from tests.serving import Tags, client, every_page, some_ledger


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    ledger = some_ledger(tmp_path_factory.mktemp("march"))
    with client(ledger) as made:
        yield made
    ledger.close()


def _count(reader: TestClient, query: str) -> str:
    return reader.get(f"/{query}").text.partition("<h2>")[2].partition("</h2>")[0]


def test_every_page_that_a_link_leads_to_is_there(reader: TestClient) -> None:
    pages = every_page(reader)
    assert {page.split("/")[1].split("?")[0] for page in pages} >= {"report", "claim", "actor", "reports", "search", "about"}
    for page in pages:
        assert reader.get(page).status_code == 200, page


def test_every_page_names_itself_and_has_landmarks(reader: TestClient) -> None:
    for page in every_page(reader):
        if page.startswith("/api") or page.endswith("/original"):
            continue
        html = reader.get(page).text
        tags = [tag for tag, _ in Tags(html).found]
        assert tags.count("h1") == 1 and tags.count("main") == 1 and "header" in tags and "footer" in tags, page
        assert "<title>" in html and 'lang="en"' in html


def test_the_address_holds_the_filter(reader: TestClient) -> None:
    whole = reader.get("/?type=killing&actor=rapid&place=&since=2023-01-01")
    fields = {a.get("name"): a.get("value") for tag, a in Tags(whole.text).found if tag == "input" and a.get("name")}
    assert fields["actor"] == "rapid" and fields["since"] == "2023-01-01"
    assert 'value="killing" selected' in whole.text or "<option selected>killing" in whole.text


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("", True), ("?place=mellit", True), ("?place=paris", False), ("?since=2030-01-01", False), ("?until=2030-01-01", True),
        ("?actor=Sudanese", True), ("?speaker=Darfur+Monitor", True), ("?speaker=nobody", False), ("?words=drones", True),
        ("?box=20,10,30,20", True), ("?box=-20,10,-10,20", False), ("?near=14.13,25.55,50", True), ("?standing=happened", True),
        ("?type=nothing", False), ("?country=SD", True), ("?unknown=1", True),
    ],
)  # fmt: skip
def test_the_filter_filters(reader: TestClient, query: str, some: bool) -> None:
    assert (_count(reader, query) != "0 claims") is some


@pytest.mark.parametrize(
    "query", ["?since=soon", "?since=2024-02-30", "?box=1,2,3", "?near=99,0,1", "?standing=odd", "?words=%22%22"]
)
def test_a_wrong_field_is_named_and_the_form_stays(reader: TestClient, query: str) -> None:
    answer = reader.get(f"/{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and 'id="filter"' in answer.text


def test_htmx_gets_the_part_that_changes(reader: TestClient) -> None:
    part = reader.get("/?place=mellit", headers={"hx-request": "true"})
    assert part.text.lstrip().startswith("<section") and "<html" not in part.text and part.headers["vary"] == "HX-Request"
    again = reader.get("/?place=mellit", headers={"hx-request": "true", "hx-history-restore-request": "true"})
    assert "<html" in again.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "²", "3"])
def test_any_number_of_a_page_is_a_page(reader: TestClient, page: str) -> None:
    assert reader.get("/", params={"page": page}).status_code == 200


def test_a_report_shows_its_words_and_where_it_is_from(reader: TestClient) -> None:
    report = reader.get("/api/reports").json()["items"][0]
    html = reader.get(f"/report/{report['text']}").text
    for words in (
        "stranded",
        "k-where",
        "k-many",
        "No other version",
        report["document"],
        "added by",
    ):
        assert words in html
    assert reader.get(f"/report/{report['document']}").status_code == 200


def test_the_original_is_an_inert_download(reader: TestClient) -> None:
    report = reader.get("/api/reports").json()["items"][0]
    answer = reader.get(f"/report/{report['text']}/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["content-security-policy"] == "sandbox"
    assert answer.content in (Report(1).data, Report(2).data)


def test_a_claim_leads_back_to_the_bytes(reader: TestClient) -> None:
    claim = reader.get("/api/claims").json()["items"][0]
    html = reader.get(f"/claim/{claim['id']}").text
    for words in ("every step holds", claim["trigger"]["rule"], claim["report"]["document"], "Not weighed yet"):
        assert words in html


def test_an_actor_is_shown_by_its_roles(reader: TestClient) -> None:
    html = reader.get("/actor/actor-rsf").text
    assert "Rapid Support Forces" in html and "What it" in html


@pytest.mark.parametrize(
    "path", ["/nowhere", "/report/none", "/claim/claim-0", "/actor/nobody", "/static/../app.py", "/report/x/original"]
)
def test_what_is_not_there_is_a_calm_page(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404 and "<main" in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("noun", ["incidents", "groups", "agreements"])
def test_what_is_not_weighed_says_so(reader: TestClient, noun: str) -> None:
    assert "run <code>tacitus weigh</code>" in reader.get(f"/{noun}").text
    assert "run <code>tacitus weigh</code>" in reader.get(f"/{noun}/any").text


class _Weighed(Nothing):
    """A ledger that was weighed."""

    def listed(self, reads: Reads, noun: str, wanted: Filter, most: int, skip: int, sort: Sort = Sort.DAY) -> Json | None:
        item = {"id": "incident-1", "name": "strike at Mellit", "from": "2023-06-12", "to": None, "claims": 2, "grade": "fair"}
        more = {"who": None, "whom": None, "toll": None, "voices": 1, "torn": 0, "happened": True}
        return {"count": 1, "items": [{**item, **more}]}


def test_what_is_weighed_is_listed(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "w.tacitus.db", [Report(1)])
    with client(ledger, _Weighed()) as reader:
        html = reader.get("/incidents").text
        assert "strike at Mellit" in html and 'href="/incidents/incident-1"' in html
        assert reader.get("/api/incidents").json()["weighed"] is True
    ledger.close()


def test_an_empty_ledger_has_pages(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "empty.tacitus.db")
    with client(ledger) as reader:
        for path in ("/", "/reports", "/search?words=convoy", "/about", "/api/ledger", "/api/claims", "/api/places"):
            assert reader.get(path).status_code == 200, path
    ledger.close()


def test_without_the_assets_the_app_starts_and_says_what_is_missing(tmp_path: Path) -> None:
    assert find_assets("tacitus_nothing").folder is None
    ledger = make_ledger(tmp_path / "bare.tacitus.db", [Report(1)])
    with client(ledger, assets=Assets(None)) as reader:
        html = reader.get("/").text
        assert "assets/build.py" in html and "/assets/" not in "".join(Tags(html).links())
    ledger.close()


def test_pages_follow_the_ledger(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "grows.tacitus.db", [Report(1)])
    with client(ledger) as reader:
        before = reader.get("/api/claims").json()["count"]
        with ledger.writes() as writer:
            writer.add(Report(2).drafts(writer))
        assert reader.get("/api/claims").json()["count"] == 2 * before
    ledger.close()
