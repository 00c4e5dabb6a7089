"""A ledger that can only be read: its pages are there, its forms are not, and every page says why."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from starlette.testclient import TestClient

from tacitus.ledger.access import may_write, sealed
from tacitus.ledger.book import Ledger
from tests.ledgers import place
from tests.serving import HOME, Tags, client, every_page
from tests.test_web_weighed import march


def _reader(where: str) -> str:
    """The same database, as a user who may only read."""
    address, _, archive = where.partition("?")
    name = address.rpartition("/")[2]
    engine = create_engine(address.replace("postgresql", "postgresql+psycopg", 1), poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE ROLE only_{name} LOGIN")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO only_{name}")
    engine.dispose()
    return f"{address.replace('tacitus@', f'only_{name}@')}?{archive}"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    where = place(request.param, tmp_path, "march")
    march(where).close()
    made = Ledger.open(where, writable=False) if request.param == "sqlite" else Ledger.open(_reader(where))
    yield made
    made.close()


@pytest.fixture
def reader(ledger: Ledger) -> Iterator[TestClient]:
    with client(ledger) as made:
        yield made


def test_every_page_is_there_and_says_why_nothing_can_be_recorded(ledger: Ledger, reader: TestClient) -> None:
    why = sealed(ledger)
    assert why and "\n" not in why
    found = [one["id"] for one in reader.get("/api/incidents?most=1000").json()["items"]]
    claims = [one["id"] for one in reader.get("/api/claims").json()["items"]]
    for path in (*every_page(reader), *(f"/incidents/{key}" for key in found), *(f"/claim/{key}" for key in claims)):
        answer = reader.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html") and "<main" in answer.text and "/save" not in path:
            assert why in answer.text, path
            posts = [told for tag, told in Tags(answer.text).found if tag == "form" and told.get("method") == "post"]
            assert {told["action"] for told in posts if "action" in told} <= {"/theme", "/leave", "/blind"}, path


def test_a_form_that_is_sent_all_the_same_is_refused(reader: TestClient) -> None:
    tags = Tags(reader.get("/about").text).found
    csrf = next(str(a["value"]) for _, a in tags if a.get("name") == "csrf")
    incident = reader.get("/api/incidents").json()["items"][0]["id"]
    for path in ("/weigh", f"/incidents/{incident}/judge", "/claim/claim-0/review", "/claim/claim-0/judge"):
        answer = reader.post(path, data={"csrf": csrf, "why": "a slip"}, headers={"origin": HOME})
        assert answer.status_code == 503 and "can only be read" in answer.text, path


def test_a_ledger_that_can_be_written_is_not_sealed(tmp_path: Path) -> None:
    ledger = march(tmp_path / "march.tacitus.db")
    assert sealed(ledger) == "" and may_write(ledger.name) and may_write(str(tmp_path / "none.tacitus.db"))
    ledger.close()


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/usr/bin/setpriv").is_file(), reason="root may write to everything")
def test_serve_opens_a_file_without_permission_to_read(tmp_path: Path) -> None:
    path = tmp_path / "march.tacitus.db"
    march(path).close()
    for one in (path, tmp_path):
        one.chmod(one.stat().st_mode & 0o555)
    code = "import sys; from tacitus.ledger.access import may_write; print(may_write(sys.argv[1]))"
    who = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    told = subprocess.run([*who, sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    tmp_path.chmod(0o755)
    if "Permission" in told.stderr:
        pytest.skip("nobody may not run python here")
    assert told.stdout.strip() == "False", told.stderr
