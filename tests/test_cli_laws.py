"""Laws of the whole, with the real kit: every span is its words, every line fits the schema, and the same input gives the same
bytes: again, after others, in any number of processes, with any number of threads."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from tacitus.flow import Kit, read_source
from tacitus.format.readout import readout_json
from tacitus.format.schema import schema
from tacitus.intake.document import to_document
from tacitus.model.readout import Readout
from tacitus.model.source import Given, Skipped, Source
from tacitus.views.cli.modes import read_line
from tacitus.views.export.comma import CommaTables
from tacitus.views.pages import report_page
from tacitus.views.why import why_page
from tacitus.work.kit import Equipment, kit_of
from tacitus.work.plan import Arrival, Position
from tacitus.work.run import run

VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())
SENTENCES = (
    "At least 14 people were killed on Monday when shells hit a market in Hodeidah, the ministry of health said.",
    "The army denied that it had fired on the town, saying that “the attack was carried out by others”.",
    "About 300 families have fled El Fasher since the ceasefire broke down last week.",
    "A convoy of 17 lorries left Goma; six of them were held at a checkpoint north of Sake, the rebels said.",
    "On March 3, 2021 the two sides agreed to let the wounded leave Marib, which the governor opposed.",
    "“Our forces did not take part,” a spokesman said. “We will answer in the days ahead.”",
    "Dozens of fighters reportedly surrendered near Bakhmut between May 5 and May 9, 2023.",
)
ODD = (
    "المدينة \u202eتحت القصف\u202c",
    "zero\u200bwidth and soft\u00adhyphen",
    "\ufeff",
    "a\u0301ccents and 🚛 lorries and ½ of them",
    "tab\tand\u00a0space\u2028line",
    "((((([[[ “ ‘ " * 3,
    "12,000,000,000.50 % in 1443 AH",
)
TEXTS = st.lists(st.sampled_from(SENTENCES + ODD) | st.text(max_size=30), min_size=1, max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def kit() -> Kit:
    return kit_of(Equipment())


def source(text: str, key: str = "r") -> Source:
    return Source(
        key, "test", text.encode("utf-8", "replace"), "text/plain", "utf-8", Given(published="2024-03-07", publisher="Nile Post")
    )


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TEXTS)
@example("\n\n".join(SENTENCES))
@example(" ".join((*SENTENCES, *ODD)))
@example("")
def test_every_span_is_its_words_and_every_view_is_made(kit: Kit, text: str) -> None:
    outcome = read_source(source(text), kit)
    if isinstance(outcome, Skipped):
        assert outcome.why_not
        return
    check(outcome)


def check(readout: Readout) -> None:
    reading = json.loads(json.dumps(readout_json(readout)))
    VALIDATOR.validate(reading)
    text = readout.document.text
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans(reading))
    assert CommaTables().rows(reading)
    page = report_page(readout)
    for claim in page.claims:
        assert why_page(readout, claim.number).slots


def test_the_same_input_gives_the_same_bytes_again_and_after_others(kit: Kit) -> None:
    text = "\n\n".join(SENTENCES)
    first = read_line(source(text), kit)
    for other in (*SENTENCES, *ODD):
        read_line(source(other), kit)
    assert read_line(source(text), kit) == first


def test_processes_and_threads_do_not_matter(kit: Kit) -> None:
    texts = [" ".join(SENTENCES[place:] + ODD[:place]) for place in range(7)] + ["", "Ruhig."]
    alone = lines(texts, Equipment(), 1)
    assert lines(texts, Equipment(threads=2), 1) == alone
    assert lines(texts, Equipment(), 3) == alone


def lines(texts: list[str], equipment: Equipment, jobs: int) -> str:
    arrived = (Arrival(Position(0, place), source(text, f"r{place}")) for place, text in enumerate(texts))
    outcomes = (done.outcome for done in run(arrived, read_line, equipment, jobs))
    return "".join(outcome.why_not + "\n" if isinstance(outcome, Skipped) else outcome for outcome in outcomes)


def test_html_spans_count_in_the_extracted_text(kit: Kit) -> None:
    page = "<html><head><title>Shells hit a market</title></head><body><article>{}</article></body></html>"
    body = "".join(f"<p>{sentence} &amp; more of it &#8207;</p>" for sentence in SENTENCES)
    html = Source("p", "p.html", page.format(body).encode(), "text/html", "utf-8")
    document = to_document(html)
    assert not isinstance(document, Skipped)
    outcome = read_source(html, kit)
    assert isinstance(outcome, Readout) and outcome.document.text == document.text
    check(outcome)
