"""Versions of a page held against one another, claim by claim."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import bundle, draft
from tacitus.model.answers import Standing
from tacitus.views.web.changes import held
from tests.ledgers import AT, BY, Report, make_ledger, place
from tests.serving import client
from tests.test_web_weighed import fits


def corrected(where: str) -> Ledger:
    """A page, and the page again: one claim less, one that is now denied, and one with other words in it."""
    ledger = make_ledger(where, [Report(1)])
    made = Report(2)
    claims = tuple(
        replace(claim, standing=Standing.DENIED) if at == 1 else claim for at, claim in enumerate(made.readout.claims[:-1])
    )
    whole = bundle(replace(made.readout, claims=claims))
    arrival = {
        "uri": Report(1).uri,
        "key": "again",
        "identity": made.sha256,
        "document": made.sha256,
        "why_not": None,
        "at": AT,
        "by": BY,
    }
    with ledger.writes() as writer:
        kept = writer.keep(made.sha256, made.data)
        writer.add([whole.build, kept, whole.text, whole.reading, draft("arrival", {**arrival, "text": whole.text.record.id})])
    return ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestClient]:
    ledger = corrected(place(request.param, tmp_path, "march"))
    with client(ledger) as made:
        yield made
    ledger.close()


def test_versions_of_a_page_are_held_against_each_other(reader: TestClient) -> None:
    items = reader.get("/api/reports").json()["items"]
    old, new = (next(one["text"] for one in items if one["document"] == Report(number).sha256) for number in (1, 2))
    link = f"/report/{new}/changes"
    assert f'href="{link}"' in reader.get(f"/report/{new}").text
    page = reader.get(link).text
    number = len(Report(1).claims)
    assert f"<b>{number - 2}</b> the same" in page and "<b>1</b> changed" in page and "<b>1</b> gone" in page
    assert "Not in this version." in page and "<ins>denied</ins>" in page and "<del>" in page
    told = reader.get(f"/api/reports/{new}/changes").json()
    assert sorted(one["what"] for one in told["changes"]) == ["changed", "gone", *["same"] * (number - 2)]
    (one,) = (one for one in told["changes"] if one["fields"])
    assert [field["name"] for field in one["fields"]] == ["standing"] and told["before"]["document"] == Report(1).sha256
    shape = reader.get("/api/openapi.json").json()
    fits(shape, "/api/reports/{key}/changes", told)
    back = reader.get(f"{link}?before=2&after=1").text
    assert "<b>1</b> new" in back and "<del>denied</del>" in back
    assert "<b>1</b> changed" in reader.get(f"/report/{old}/changes").text
    same = reader.get(f"{link}?before=1&after=1").text
    assert f"<b>{number}</b> the same" in same and 'class="w-' not in same


@pytest.mark.parametrize("query", ["?before=0&after=1", "?before=1&after=3", "?before=x", "?before=1", "?after=²&before=1"])
def test_a_version_that_is_not_there_is_a_calm_page(reader: TestClient, query: str) -> None:
    answer = reader.get(f"/report/{Report(1).sha256}/changes{query}")
    assert answer.status_code == 404 and "from 1 to 2" in answer.text


def test_a_page_with_one_version_has_nothing_to_hold_against_it(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "march.tacitus.db", [Report(1)])
    with client(ledger) as reader:
        assert "/changes" not in reader.get(f"/report/{Report(1).sha256}").text
        answer = reader.get(f"/report/{Report(1).sha256}/changes")
        assert answer.status_code == 404 and "no other version" in answer.text
    ledger.close()


@given(st.lists(st.sampled_from(["a", "bb", "ccc", "dd"])), st.lists(st.sampled_from(["a", "bb", "ccc", "dd"])))
def test_what_is_marked_is_what_differs(left: list[str], right: list[str]) -> None:
    old, new = held(" ".join(left), " ".join(right))
    assert ["".join(words for words, _ in side) for side in (old, new)] == [" ".join(left), " ".join(right)]
    assert re.sub(" +", " ", "".join(words for words, other in old if not other)) == re.sub(
        " +", " ", "".join(words for words, other in new if not other)
    )
    assert (old == new) == (left == right)
