"""The bar on standard error, and how wide a page is."""

import io
import sys
from pathlib import Path

import pytest

from tacitus.intake.options import Options
from tacitus.views.cli.screen import PIPED, screen, watch


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def inputs(tmp_path: Path) -> tuple[str, ...]:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Shells fell on the town.")
    return (str(tmp_path),)


def watched(monkeypatch: pytest.MonkeyPatch, inputs: tuple[str, ...], out: io.StringIO, beside: bool = False) -> str:
    error = Terminal()
    monkeypatch.setattr(sys, "stderr", error)
    monkeypatch.setattr(sys, "stdout", out)
    with watch(inputs, Options(), beside=beside) as tick:
        for place in range(3):
            tick(place == 1)
    return error.getvalue()


def test_a_bar_tells_how_far_a_run_is(monkeypatch: pytest.MonkeyPatch, inputs: tuple[str, ...]) -> None:
    text = watched(monkeypatch, inputs, io.StringIO())
    assert "3/3" in text and "1 skipped" in text


def test_there_is_no_bar_in_the_midst_of_the_output(monkeypatch: pytest.MonkeyPatch, inputs: tuple[str, ...]) -> None:
    assert watched(monkeypatch, inputs, Terminal()) == ""
    assert "3/3" in watched(monkeypatch, inputs, Terminal(), beside=True)


def test_there_is_no_bar_for_one_report(monkeypatch: pytest.MonkeyPatch, inputs: tuple[str, ...]) -> None:
    assert watched(monkeypatch, (f"{inputs[0]}/a.txt",), io.StringIO()) == ""


def test_what_cannot_be_counted_beforehand_has_a_bar_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "3/?" in watched(monkeypatch, ("-",), io.StringIO())


def test_a_piped_page_has_a_width_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert screen().width == PIPED
    monkeypatch.setenv("COLUMNS", "77")
    assert screen().width == 77


def test_a_piped_page_has_no_spaces_at_the_end_of_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    screen().print("words   ")
    assert out.getvalue() == "words\n"
