"""Verify: where quotes stand in a body, and what a weighing and an erasure leave."""

import json

import pytest
from sqlalchemy import select

from tacitus.ledger import schema
from tacitus.ledger.erase import erase
from tacitus.ledger.record import plain_of, record_of
from tacitus.ledger.spans import untrue
from tacitus.ledger.verify import verify
from tests.ledgers import AT, BY, Report, make_ledger, weigh, where

__all__ = ["where"]
ONE, TWO = Report(1), Report(2)
QUOTE = {"start": 0, "end": 6, "text": "Convoy"}
LIE = {"start": 0, "end": 6, "text": "Convey"}


@pytest.mark.parametrize(
    "body",
    [
        {"claims": [{"trigger": QUOTE, "agents": [QUOTE, LIE], "triggers": []}], "times": [QUOTE]},
        {"claims": [{"trigger": QUOTE, "said_by": [{"span": LIE}, {"span": None}]}]},
        {"actors": [QUOTE, {"start": None, "end": None, "text": None}], "places": [LIE]},
        {"actors": [QUOTE], "groups": [{"states": [{"said_by": [{"span": LIE}]}]}]},
        {"actors": [{**QUOTE, "unheard of": {"deep": [LIE]}}]},
        {"actors": 7, "sayings": "word", "elsewhere": [LIE]},
        {"actors": [3, None], "elsewhere": [LIE]},
        {"claims": [{"trigger": LIE, "words": '{"start":1}'}]},
        {"claims": [{"trigger": QUOTE, "words": "\x01", "cue": LIE}]},
    ],
)
def test_a_quote_is_looked_for_in_its_usual_places_and_wherever_else_it_may_be(body: dict[str, object]) -> None:
    plain = plain_of(record_of("reading", body).packed)
    assert untrue(body, "Convoy left", plain) == untrue(body, "Convoy left") == ['characters 0-6 are not "Convey"']
    mended = json.loads(plain.replace(b"Convey", b"Convoy"))
    assert untrue(mended, "Convoy left", plain.replace(b"Convey", b"Convoy")) == []


def test_keys_that_are_written_otherwise_hide_no_quote() -> None:
    plain = b'{"actors":[{"start":0,"end":6,"text":"Convoy","start":0}],"else":{"\\u0073tart":0,"end":6,"text":"Convey"}}'
    assert untrue(json.loads(plain), "Convoy left", plain) == ['characters 0-6 are not "Convey"']
    wide = json.dumps({"else": LIE}).encode("utf-16-le")
    assert untrue(json.loads(wide), "Convoy left", wide) == ['characters 0-6 are not "Convey"']


def test_a_ledger_that_was_weighed_holds_and_an_erasure_unmakes_the_weighing(where: str) -> None:
    ledger = make_ledger(where, [ONE, TWO])
    weigh(ledger)
    assert verify(ledger).holds
    erase(ledger, ONE.sha256, "asked for", BY, AT)
    with ledger.reads() as connection:
        assert [connection.execute(select(table)).all() for table in schema.WEIGHED] == [[], [], [], []]
    assert verify(ledger).holds
    ledger.close()
