"""Bodies and agreements over many reports on a terminal, and as lines of JSON."""

import io
import json

import pytest
from rich.cells import cell_len
from rich.console import Console

from tacitus.format.thread import BODY, PACT, body_json, deals_of, pact_json, strands_of
from tacitus.model.thread import Body, Pact
from tacitus.threads.bodies import bodies
from tacitus.threads.pacts import pacts
from tacitus.views.cli.agreement_draw import draw_pact
from tacitus.views.cli.group_draw import draw_body
from tests.test_threads import split
from tests.test_threads_pacts import truce

WIDTHS = pytest.mark.parametrize("width", [60, 80, 120, 200])


def drawn(thing: Body | Pact, width: int, words: bool = True) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, markup=False, highlight=False, emoji=False)
    entries = {entry.id: entry for entry in (*split()[1], *truce()[1])} if words else None
    if isinstance(thing, Body):
        draw_body(thing, console, entries)
    else:
        draw_pact(thing, console, entries)
    return file.getvalue()


@WIDTHS
def test_a_body_shows_each_speakers_sum_and_who_contradicts_whom(width: int) -> None:
    (body,) = bodies(*split())
    text = drawn(body, width)
    assert max(cell_len(line) for line in text.split("\n")) <= width
    flat = " ".join(text.split())
    assert "31 = 9 + 22, adds up" in flat and "31 = 25 + ?, 6 of 31 not told of" in flat
    assert "Contradictions" in flat and "direction" in flat and "Azawad Front" in flat
    assert "How it split" in flat and "Track" in flat


@WIDTHS
def test_an_agreement_shows_breaches_with_who_denies_them_and_terms_with_deeds(width: int) -> None:
    (pact,) = pacts(*truce())
    text = drawn(pact, width)
    assert max(cell_len(line) for line in text.split("\n")) <= width
    flat = " ".join(text.split())
    assert "in effect from 2024-05-06" in flat
    assert "Azawad Front" in flat and "alleges a breach by" in flat and "denied by Malian Armed Forces" in flat
    assert "transfer: at Gao" in flat


def test_the_pages_do_without_the_words() -> None:
    assert "“" not in drawn(bodies(*split())[0], 200, words=False)
    assert "“" not in drawn(pacts(*truce())[0], 200, words=False)


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    strands, entries = split()
    (body,) = bodies(strands, entries)
    hostile = Body(
        body.id,
        "con\x1b[31mvoy\u202e",
        ("a [bold]convoy[/bold]",),
        body.unit,
        body.members,
        body.parts,
        body.phases,
        body.flows,
        body.balances,
        body.contradictions,
        body.reasons,
    )
    text = drawn(hostile, 120)
    assert "\x1b" not in text and "\u202e" not in text and "[bold]convoy[/bold]" in text


def test_lines_of_json_hold_every_claim_and_are_plain() -> None:
    (body,), (pact,) = bodies(*split()), pacts(*truce())
    one, other = json.loads(json.dumps(body_json(body))), json.loads(json.dumps(pact_json(pact)))
    assert (one["format"], other["format"]) == (BODY, PACT)
    assert {state["claim"] for state in one["states"]} == {phase.claim for phase in body.phases}
    assert {"Azawad Front", "Malian Armed Forces", "Sahel Monitor"} <= {sums["voice"] for sums in one["balances"]}
    assert other["breaches"][0]["denials"] and other["terms"][0]["deeds"] and other["effective"]


READING = {
    "counts": [
        {"best": 31, "unit": "lorries", "part_of": None},
        {"best": 9, "unit": "lorries", "part_of": 0},
        {"best": 40, "unit": "fighters", "part_of": None},
    ],
    "actors": [{"id": "azawad-front", "kind": "rebel group", "country": None}],
    "places": [],
    "groups": [
        {
            "id": "group-1",
            "name": "convoy",
            "aliases": ["the lorries"],
            "states": [
                {"claim": "claim-1", "state": "moving", "part": None, "counts": [0, 2]},
                {"claim": "claim-2", "state": "staying", "part": 0, "counts": [1]},
            ],
            "parts": [{"states": [1], "counts": [1]}],
            "balance": {"unit": "lorries", "whole": 31, "parts": [9], "holds": "unknown"},
            "contradictions": [],
        }
    ],
    "agreements": [
        {
            "id": "agreement-1",
            "kind": "ceasefire",
            "parties": [
                {
                    "start": 0,
                    "end": 5,
                    "text": "Front",
                    "name": "Azawad Front",
                    "actor": 0,
                    "aliases": [],
                    "basis": "stated",
                    "rule": "a/b",
                }
            ],
            "terms": [
                {
                    "obliges": "permits",
                    "action": "x",
                    "span": {"start": 9, "end": 10, "text": "x"},
                    "from_place": None,
                    "to_place": None,
                }
            ],
            "effective": {"from": "2024-05-06", "to": "2024-05-06"},
            "effective_why_not": None,
            "status": "in effect",
            "opposed_by": [],
            "breaches": [],
            "claim": "claim-3",
            "claims": ["claim-3"],
        }
    ],
}


def test_groups_and_agreements_come_out_of_a_reading_whole() -> None:
    (strand,), (deal,) = strands_of(READING), deals_of(READING)
    assert [(step.claim, step.part, step.number) for step in strand.steps] == [("claim-1", None, 31), ("claim-2", 0, 9)]
    assert list(strand.parts) == [9]
    assert strand.figures == {0, 1, 2}
    assert deal.parties[0].id == "azawad-front" and deal.effective is not None and deal.clauses[0].duty == "permits"
