"""Whose reporting it is: every example of credits.toml, and the voice of whole documents."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.copies.credits import Credit, CreditRow, agencies, agency_called, credit_rows, credited, credits_of, voice
from tacitus.intake.document import to_document
from tacitus.model.document import Document, Zone, ZoneKind
from tacitus.model.source import Source
from tacitus.model.span import Span
from tests.builders import make_document
from tests.stories import RIVER

YES = [(row, example) for row in credit_rows() for example in row.yes]
NO = [(row, example) for row in credit_rows() for example in row.no]


def read(text: str) -> Document:
    document = to_document(Source("k", "k", text.encode()))
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(("row", "example"), YES, ids=[example for _, example in YES])
def test_a_row_credits_what_its_examples_say(row: CreditRow, example: str) -> None:
    line, _, wanted = example.rpartition(" => ")
    found = credited(line, row.where)
    assert [credit.agency for credit in found] == wanted.split("; ")
    assert {(credit.rule, credit.whole) for credit in found} == {(row.id, row.whole)}


@pytest.mark.parametrize(("row", "example"), NO, ids=[example for _, example in NO])
def test_a_row_leaves_its_counterexamples(row: CreditRow, example: str) -> None:
    assert row.id not in [credit.rule for credit in credited(example, row.where)]


def test_every_row_has_examples_both_ways() -> None:
    assert all(row.yes and row.no for row in credit_rows())


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        (f"BAMAKO, March 3 (Reuters) — {RIVER}", "Reuters"),
        (f"{RIVER}\n\n(AFP)", "Agence France-Presse"),
        (f"{RIVER} (Xinhua)", "Xinhua"),
        (f"{RIVER}\n\nSource: Anadolu Agency", "Anadolu Agency"),
        (f"Raid on a river town\n\nBy The Associated Press\n\n{RIVER}", "Associated Press"),
        (f"{RIVER}\n\nWith inputs from PTI and ANI", None),
        (f"{RIVER}\n\nThe Associated Press contributed to this report.", None),
        (f"{RIVER}\n\nHe had worked for Reuters before.", None),
        (RIVER, None),
    ],
)
def test_the_voice_is_the_agency_that_gave_the_whole(text: str, speaks: str | None) -> None:
    document = replace(read(text), publisher=None)
    assert voice(document) == speaks
    assert voice(replace(document, publisher="The Kivu Gazette")) == (speaks or "The Kivu Gazette")


def test_a_part_is_credited_and_is_no_voice() -> None:
    text = f"{RIVER}\n\nWith inputs from PTI and ANI"
    (first, second) = credits_of(replace(make_document(text), publisher="Kivu Gazette"))
    assert not first.whole and first.span and first.span.of(text) == "PTI" and second.agency == "Asian News International"


def test_the_whole_outweighs_a_part_of_the_same_agency() -> None:
    text = f"{RIVER}\n\nAFP contributed to this report\n\n(AFP)"
    assert [(credit.agency, credit.whole) for credit in credits_of(make_document(text))] == [("Agence France-Presse", True)]


def test_an_agency_that_publishes_itself_and_one_that_is_credited_are_one_voice() -> None:
    own = replace(make_document(RIVER), publisher="The Associated Press")
    assert voice(own) == voice(replace(own, publisher="Kivu Gazette", agency="AP")) == "Associated Press"
    assert agency_called("Kivu Gazette") is None and voice(replace(own, publisher=None)) is None


def test_two_agencies_with_one_story_are_the_publishers_desk_unless_one_gave_the_dateline() -> None:
    document = replace(make_document(f"{RIVER}\n\nSources: AFP, Reuters"), publisher="Kivu Gazette")
    assert voice(document) == "Kivu Gazette"
    assert voice(replace(document, agency="Reuters")) == "Reuters"


def test_a_photographs_credit_says_nothing_of_the_text() -> None:
    text = f"{RIVER}\n\nSmoke over the landing. (AFP)"
    zones = (Zone(ZoneKind.BODY, Span(0, len(RIVER))), Zone(ZoneKind.CAPTION, Span(len(RIVER) + 2, len(text))))
    assert credits_of(make_document(text)) != () == credits_of(replace(make_document(text), zones=zones))


@given(st.text(max_size=200), st.sampled_from(["", "(Reuters)", "Source: ", "By AFP", "\r\n", "AP"]))
def test_any_text_has_its_credits_in_its_own_characters(text: str, more: str) -> None:
    document = make_document(text + more + text)
    for credit in credits_of(document):
        assert isinstance(credit, Credit) and credit.span
        assert agency_called(credit.agency) == credit.agency
        assert any(credit.span.of(document.text).replace("’", "'") in agency.words for agency in agencies())
