"""Counts under a published rule for numbers: in the reading, its schema, the tables, the page and the explanation."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from tacitus.flow import Kit
from tacitus.format.figures import estimate_of, figures_json, policy_json
from tacitus.format.readout import readout_json
from tacitus.format.schema import schema
from tacitus.measures.number import policies
from tacitus.model.answers import Amount, Counted, HowMany
from tacitus.model.found import Found, found, unresolved
from tacitus.model.span import Span
from tacitus.views.cli.verbs import app
from tacitus.views.export.comma import CommaTables
from tacitus.views.pages import report_page
from tacitus.views.why import why_page
from tacitus.work.kit import Equipment, kit_of
from tests.kits import Shelf
from tests.readouts import make_readout


def count(amount: Amount) -> Found[HowMany]:
    return found(Span(0, 4), HowMany(amount, "people", "killed", "people", Counted(), 0), "how_many", "people")


def vague(word: str) -> Found[HowMany]:
    return unresolved(Span(0, 4), f"a vague number: {word}", "how_many", word)


@pytest.mark.parametrize(
    ("policy", "one", "figures"),
    [
        ("acled", count(Amount(None, 3, 7, "to")), (None, 3, None)),
        ("ucdp", count(Amount(None, 3, 7, "to")), (3, 3, 7)),
        ("airwars", count(Amount(None, 3, 7, "to")), (3, None, 7)),
        ("acled", vague("dozens"), (None, 12, None)),
        ("ucdp", vague("dozens"), (None, None, None)),
        ("acled", vague("thousands"), (None, None, None)),
    ],
)
def test_a_count_under_each_rule(policy: str, one: Found[HowMany], figures: tuple[float | None, ...]) -> None:
    estimate = estimate_of(one, policy)
    assert (estimate.low, estimate.best, estimate.high, estimate.policy) == (*figures, policy)


def test_without_a_rule_nothing_is_added() -> None:
    assert figures_json(count(Amount(3, None, None)), None) == {}
    assert "figures" not in json.dumps(readout_json(make_readout()))


@pytest.mark.parametrize("policy", policies())
def test_the_rule_stands_in_the_reading_and_the_schema_knows_it(policy: str) -> None:
    reading = readout_json(replace(make_readout(), figures=policy))
    Draft202012Validator(schema()).validate(reading)
    assert reading["figures"] == policy_json(policy)
    assert reading["figures"]["rule"] == policies()[policy].source
    assert all(one["figures"]["policy"] == policy for one in reading["counts"])
    assert all(one["figures"]["policy"] == policy for claim in reading["claims"] for one in claim["counts"])


def test_a_rule_changes_nothing_else() -> None:
    plain, ruled = readout_json(make_readout()), readout_json(replace(make_readout(), figures="ucdp"))
    del ruled["figures"]
    for one in (*ruled["counts"], *(one for claim in ruled["claims"] for one in claim["counts"])):
        del one["figures"]
    assert plain == ruled


def test_the_tables_have_the_figures_and_the_rule() -> None:
    rows = CommaTables().rows(readout_json(replace(make_readout(), figures="airwars")))
    assert b",airwars," in rows["counts.csv"]
    assert policies()["airwars"].source.encode() in rows["reports.csv"]
    heads = CommaTables().heads()
    assert b"figure_low,figure_best,figure_high,figure_policy" in heads["counts.csv"]


def test_the_page_and_the_explanation_say_it() -> None:
    readout = replace(make_readout(), figures="acled")
    lines = [slot.text for claim in report_page(readout).claims for slot in claim.counts]
    assert "at least 9 civilians killed [acled: 9]" in lines
    slots = [slot for number in range(1, len(readout.claims) + 1) for slot in why_page(readout, number).slots]
    assert policies()["acled"].source in {slot.why for slot in slots if slot.slot == "how many"}


def test_an_unknown_rule_is_a_wrong_use(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Shells fell.")
    done = CliRunner().invoke(app, ["read", str(report), "--figures", "best-guess"])
    assert done.exit_code == 2 and "acled, ucdp, airwars" in done.stderr


def test_a_folder_that_was_begun_under_another_rule_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shelf(self: Equipment) -> Kit:
        return replace(Shelf().open(), figures=self.figures)

    kit_of.cache_clear()
    monkeypatch.setattr(Equipment, "open", shelf)
    (tmp_path / "corpus.jsonl").write_text("")
    words = ["read", str(tmp_path / "corpus.jsonl"), "--out", str(tmp_path / "out")]
    CliRunner().invoke(app, words)
    assert "another" in CliRunner().invoke(app, [*words, "--figures", "acled"]).stderr
    kit_of.cache_clear()
