"""The calendar of coverage: every report is in it once, what is not known is told as such, every cell leads to its reports."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tacitus.ledger import coverage
from tacitus.ledger.book import Ledger
from tacitus.ledger.coverage import Published, Wanted
from tacitus.ledger.draft import bundle, draft
from tacitus.model.document import Published as When
from tacitus.model.ids import bytes_id
from tacitus.model.interval import Interval
from tacitus.model.review import Action
from tacitus.views.web.asked import Asked
from tacitus.views.web.coverage import STEPS, calendar
from tacitus.work.review import Deed, review
from tests.ledgers import AT, BY, Report, make_ledger, where
from tests.serving import EVIL, Tags, client

__all__ = ["where"]
MARCH = [
    ("Nile Post", "2024-03-01", "2024-03-01"), ("Nile Post", "2024-03-01", "2024-03-01"), ("Nile Post", "2024-03-04", "2024-03-04"),
    ("Sahel Desk", "2024-03-02", "2024-03-02"), ("Sahel Desk", "2024-03-01", "2024-03-31"), (None, "2024-03-03", "2024-03-03"),
    (None, None, None), ("Nile Post", None, None),
]  # fmt: skip


def put(ledger: Ledger, told: Iterable[tuple[str | None, str | None, str | None]]) -> None:
    """Reports by these publishers, of these days."""
    for number, (publisher, first, last) in enumerate(told, 1):
        made = Report(number).readout
        data = Report(number).data + str(number).encode()
        days = Interval(*(date.fromisoformat(day) if day else None for day in (first, last))) if first or last else None
        document = replace(made.document, id=bytes_id(data), publisher=publisher)
        when = When(days, "given", "a person said so") if days else When(None, why_not="no date is stated")
        whole = bundle(replace(made, document=document, published=when))
        arrival = {"uri": f"https://x.example/{number}", "key": str(number), "identity": whole.text.record.id}
        arrival |= {"document": bytes_id(data), "text": whole.text.record.id, "why_not": None, "at": AT, "by": BY}  # type: ignore[dict-item]
        with ledger.writes() as writer:
            writer.add([whole.build, writer.keep(bytes_id(data), data), whole.text, whole.reading, draft("arrival", arrival)])


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [])
    put(ledger, MARCH)
    yield ledger
    ledger.close()


@pytest.fixture
def reader(book: Ledger) -> Iterator[TestClient]:
    with client(book) as made:
        yield made


def test_reports_are_counted_by_publisher_and_day(where: str) -> None:
    ledger = make_ledger(where, [])
    put(ledger, MARCH)
    with ledger.reads() as connection:
        found = {(one.publisher, one.first, one.last): one.reports for one in coverage.published(connection)}
        assert found == {key: MARCH.count(key) for key in MARCH}
        for wanted, number in (
            (Wanted(), 8), (Wanted("Nile Post"), 4), (Wanted("Nile Post", "2024-03-01", "2024-03-01"), 2), (Wanted("nile"), 0),
            (Wanted(unknown_publisher=True), 2), (Wanted("Nile Post", unknown_day=True), 1), (Wanted(since="2024-03-02"), 3),
        ):  # fmt: skip
            some, count = coverage.texts(connection, wanted, 100)
            assert len(some) == count == number, wanted
        first, whole = coverage.texts(connection, Wanted(), 3), coverage.texts(connection, Wanted(), 100)
        assert first == (whole[0][:3], 8) and coverage.texts(connection, Wanted(), 3, 3)[0] == whole[0][3:6]
    ledger.close()


def test_rejected_claims_are_not_counted(where: str) -> None:
    ledger = make_ledger(where, [Report(1), Report(2)])

    def claims() -> int:
        with ledger.reads() as connection:
            return sum(one.claims for one in coverage.published(connection))

    before = claims()
    review(ledger, Report(1).claims[2], Deed(Action.REJECT, "a film"), "Ana")
    assert claims() == before - 1
    ledger.close()


DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@st.composite
def published(draw: st.DrawFn) -> Published:
    kind = draw(st.sampled_from(("day", "long", "open", "none")))
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(1, 60)))
    days = {"day": (first, first), "long": (first, last), "open": (first, None), "none": (None, None)}[kind]
    name, reports = draw(st.sampled_from(("Nile Post", "Sahel Desk", None))), draw(st.integers(1, 30))
    opens, closes = (day.isoformat() if day else None for day in days)
    return Published(name, opens, closes, reports, draw(st.integers(0, 90)))


@given(
    st.lists(published(), max_size=25), st.sampled_from(("", *STEPS)), st.none() | DAYS, st.none() | DAYS,
    st.sampled_from(("", "claims")),
)  # fmt: skip
def test_nothing_is_dropped_and_nothing_counted_twice(
    found: list[Published], by: str, since: date | None, until: date | None, show: str
) -> None:
    if since and until and until < since:
        since, until = until, since
    fields = {"since": since.isoformat() if since else "", "until": until.isoformat() if until else "", "by": by, "show": show}
    made = calendar(found, Asked(tuple((name, value) for name, value in fields.items() if value)))
    if made is None:
        assert not found
        return
    assert sum(one.reports for one in made.sources) == made.total.reports == sum(one.reports for one in found)
    assert sum(one.claims for one in made.sources) == made.total.claims == sum(one.claims for one in found)
    assert len({one.publisher for one in made.sources}) == len(made.sources) and len(made.columns) <= 401
    for one in (*made.sources, made.total):
        assert len(one.cells) == len(made.columns)
        assert all(bool(cell.href) == bool(cell.reports) and not (cell.gap and cell.reports) for cell in one.cells)
    for left, right in zip(made.columns, made.columns[1:], strict=False):
        assert right.first == left.last + timedelta(days=1)
    assert sum(wide for _, wide in made.groups) == len(made.columns)


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def test_the_page_tells_gaps_and_what_is_not_known(reader: TestClient) -> None:
    page = reader.get("/coverage").text
    assert "publisher not known" in page and "no day" in page and "8 reports" in words(page) and "2 publishers" in words(page)
    assert 'class="cell gap"' in page and "longest gap" in page
    told = reader.get("/api/coverage").json()
    assert told["step"] == "day"
    nile = next(one for one in told["sources"] if one["publisher"] == "Nile Post")
    assert nile["longest"] == 2 and nile["undated"]["reports"] == 1 and [cell["reports"] for cell in nile["cells"]] == [2, 1]
    assert [one["publisher"] for one in told["sources"]] == ["Nile Post", "Sahel Desk", None]
    sahel = told["sources"][1]
    assert sahel["wide"]["reports"] == 1 and "no one day" in words(page)


def test_every_cell_leads_to_its_reports(reader: TestClient) -> None:
    for query in ("", "?by=week", "?by=month", "?show=claims", "?since=2024-03-02&until=2024-03-03"):
        page = reader.get(f"/coverage{query}").text
        cells = re.findall(r'<a href="([^"]+)" title="[^"]*: (\d+) report', page)
        assert cells
        for link, number in cells:
            listed = reader.get(html.unescape(link)).text
            assert listed.count('<td class="day">') == int(number), link
    for link in {a.get("href") or "" for tag, a in Tags(reader.get("/coverage").text).found if tag == "a"}:
        if link.startswith("/reports?"):
            assert reader.get(link).text.count('<td class="day">') > 0, link


def test_reports_can_be_asked_for_by_publisher_and_day(reader: TestClient) -> None:
    assert reader.get("/api/reports?publisher=Nile+Post").json()["count"] == 4
    assert reader.get("/api/reports?publisher=Nile+Post&since=2024-03-02").json()["count"] == 1
    assert reader.get("/api/reports?without=day").json()["count"] == 2
    page = reader.get("/reports?publisher=Nile+Post&without=day").text
    assert 'class="chips"' in page and "Without publisher: Nile Post" in page
    assert "No such report" in reader.get("/reports?publisher=Nobody").text
    for wrong in ("without=sense", "since=soon"):
        assert reader.get(f"/reports?{wrong}").status_code == 400 == reader.get(f"/api/reports?{wrong}").status_code


def test_a_wrong_question_and_no_report_have_their_words(reader: TestClient, tmp_path: Path) -> None:
    for wrong in ("by=decade", "since=soon", "since=2024-02-02&until=2024-01-01"):
        assert reader.get(f"/coverage?{wrong}").status_code == 400
        assert "\n" not in reader.get(f"/api/coverage?{wrong}").json()["error"]
    empty = make_ledger(tmp_path / "none.tacitus.db", [])
    with client(empty) as other:
        assert "No report is in the ledger yet" in other.get("/coverage").text
        assert other.get("/api/coverage").json() == {"step": None, "columns": [], "sources": []}
    empty.close()


def test_reports_without_any_day_are_still_told(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "undated.tacitus.db", [])
    put(ledger, [("Nile Post", None, None), (EVIL, None, None)])
    with client(ledger) as reader:
        page = reader.get("/coverage").text
        assert "Nile Post" in page and "no day" in page and "<script>alert" not in page and "<img" not in page
        assert reader.get("/api/coverage").json()["columns"] == []
        assert reader.get("/reports", params={"publisher": EVIL}).text.count('<td class="day">') == 1
    ledger.close()
