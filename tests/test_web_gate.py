"""Who may come in: the token once, the session after it, our own pages alone; and the headers of every answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tacitus.views.web.app import make_app
from tacitus.views.web.gate import HEADERS, Gate
from tests.ledgers import Report, make_ledger
from tests.serving import HOME, PORT, Tags, client

HERE = {"origin": HOME}


@pytest.fixture
def gate() -> Gate:
    return Gate(PORT)


@pytest.fixture
def stranger(tmp_path: Path, gate: Gate) -> Iterator[TestClient]:
    """Somebody on this machine who has no session."""
    ledger = make_ledger(tmp_path / "march.tacitus.db", [Report(1)])
    with TestClient(make_app(ledger, gate), base_url=HOME, follow_redirects=False) as made:
        yield made
    ledger.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[TestClient]:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [Report(1)])
    with client(ledger) as made:
        yield made
    ledger.close()


def test_the_printed_address_is_good_for_one_visit(stranger: TestClient, gate: Gate) -> None:
    address = gate.address
    first = stranger.get(address)
    assert first.status_code == 303 and first.headers["location"] == "/"
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert stranger.get("/").status_code == 200
    stranger.cookies.clear()
    assert stranger.get(address).status_code == 403
    assert stranger.get("/").status_code == 401


def test_a_wrong_token_opens_nothing_and_leaves_the_right_one_good(stranger: TestClient, gate: Gate) -> None:
    assert stranger.get("/?token=guess").status_code == 403
    assert stranger.get(gate.address).status_code == 303


@pytest.mark.parametrize("path", ["/", "/reports", "/api/claims", "/api/openapi.json", "/report/x/original", "/nowhere"])
def test_without_a_session_nothing_is_shown(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "Fasher" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8230", "127.0.0.1", "127.0.0.1:80", "localhost", ""])
def test_another_name_for_this_machine_is_refused(reader: TestClient, host: str) -> None:
    assert reader.get("/", headers={"host": host}).status_code == 421


def test_localhost_is_the_same_machine(reader: TestClient) -> None:
    session = dict(reader.cookies)
    answer = reader.get("/", headers={"host": f"localhost:{PORT}", "cookie": "; ".join(f"{k}={v}" for k, v in session.items())})
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1"])
def test_another_page_is_refused(reader: TestClient, origin: str) -> None:
    assert reader.get("/", headers={"origin": origin}).status_code == 403
    assert reader.post("/theme", headers={"origin": origin}, data={"theme": "dark", "csrf": _csrf(reader)}).status_code == 403


def test_a_script_of_another_page_is_refused(reader: TestClient) -> None:
    assert reader.get("/api/claims", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}).status_code == 403


@pytest.mark.parametrize("path", ["/theme", "/leave", "/", "/reports", "/nowhere"])
@pytest.mark.parametrize("given", [{}, {"csrf": ""}, {"csrf": "guess"}])
def test_every_change_needs_the_token_of_our_own_page(reader: TestClient, path: str, given: dict[str, str]) -> None:
    assert reader.post(path, headers=HERE, data={"theme": "dark", **given}).status_code == 403


def test_a_change_without_an_origin_is_refused(reader: TestClient) -> None:
    assert reader.post("/theme", data={"theme": "dark", "csrf": _csrf(reader)}).status_code == 403


def test_the_theme_is_kept_and_leads_back_to_our_own_page_alone(reader: TestClient) -> None:
    form = {"theme": "dark", "csrf": _csrf(reader), "back": "/reports"}
    answer = reader.post("/theme", headers=HERE, data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports")
    assert 'data-theme="dark"' in reader.get("/").text
    for back in ("https://evil.example", "//evil.example", "/\\evil.example"):
        answer = reader.post("/theme", headers=HERE, data={**form, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_who_leaves_is_out(reader: TestClient) -> None:
    assert reader.post("/leave", headers=HERE, data={"csrf": _csrf(reader)}).status_code == 200
    assert reader.get("/").status_code == 401


def test_a_form_of_many_bytes_is_refused(reader: TestClient) -> None:
    assert reader.post("/theme", headers=HERE, data={"csrf": "x" * 1_200_000}).status_code == 413


@pytest.mark.parametrize("path", ["/", "/reports", "/api/claims", "/nowhere", "/static/app.css", "/?token=guess"])
def test_every_answer_carries_the_headers(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert path.startswith("/static") or answer.headers["cache-control"] == "no-store"


def test_nothing_runs_that_is_not_a_file_of_ours() -> None:
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy and "http" not in policy and policy.startswith("default-src 'none'")


def _csrf(reader: TestClient) -> str:
    fields = [
        attributes for tag, attributes in Tags(reader.get("/").text).found if tag == "input" and attributes.get("name") == "csrf"
    ]
    return fields[0]["value"] or ""
