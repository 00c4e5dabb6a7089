"""What strangers write is never obeyed: hostile titles, names, addresses and texts on every page."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.serving import EVIL, Tags, client, every_page, evil_ledger

TRIES = [
    EVIL,
    "javascript:alert(1)",
    "../../etc/passwd",
    "{{7*7}}${7*7}",
    "%0d%0aset-cookie:a=b",
    "' OR 1=1 --",
    "\u202e\x00\ud7ff",
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    ledger = evil_ledger(tmp_path_factory.mktemp("evil"))
    with client(ledger) as made:
        yield made
    ledger.close()


def _harmless(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "ping")], tag
        assert tag not in ("iframe", "object", "embed", "base", "style")
        assert tag != "img" or (attributes.get("src") or "").startswith("/drawn.svg?areas=/api/")
        if tag == "script":
            assert (attributes.get("src") or "").startswith(("/static/", "/assets/"))
        for name in ("href", "src", "action", "hx-get"):
            value = attributes.get(name) or "/"
            assert value.startswith(("/", "#", "?")) and not value.startswith("//"), value
    assert "49" not in html.partition("<main")[2].partition("alert(2)&gt;")[2][:2]
    assert "\u202e" not in html and "\x07" not in html


def test_the_hostile_words_are_shown_as_words(reader: TestClient) -> None:
    pages = every_page(reader)
    assert any(page.startswith("/actor/") for page in pages) and any(page.startswith("/claim/") for page in pages)
    shown = 0
    for page in pages:
        answer = reader.get(page)
        assert answer.status_code == 200, page
        if answer.headers["content-type"].startswith("text/html"):
            _harmless(answer.text)
            shown += "&lt;script&gt;alert(1)" in answer.text
    assert shown >= 5


@pytest.mark.parametrize("words", TRIES)
@pytest.mark.parametrize("field", ["place", "actor", "speaker", "type", "words", "since", "box", "standing", "country", "page"])
def test_hostile_fields_are_only_fields(reader: TestClient, field: str, words: str) -> None:
    answer = reader.get("/", params={field: words})
    assert answer.status_code in (200, 400)
    _harmless(answer.text)
    part = reader.get("/", params={field: words}, headers={"hx-request": "true"})
    _harmless(part.text)


@pytest.mark.parametrize("words", TRIES)
def test_hostile_paths_are_not_there(reader: TestClient, words: str) -> None:
    for start in ("report", "claim", "actor", "incidents", "api/claims", "static"):
        answer = reader.get(f"/{start}/" + quote(words, safe="", errors="surrogatepass"))
        assert answer.status_code in (200, 400, 404) and "Traceback" not in answer.text
        if answer.headers["content-type"].startswith("text/html"):
            _harmless(answer.text)


def test_data_is_sent_as_data(reader: TestClient) -> None:
    for path in ("/api/claims", "/api/reports", "/api/places", "/api/search?words=convoy"):
        answer = reader.get(path)
        assert answer.headers["content-type"].startswith("application/json")
        assert "\u202e" not in answer.text
