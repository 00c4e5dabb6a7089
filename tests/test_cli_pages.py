"""What a person sees: at every width, with nothing in a report's words that a terminal would obey."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from tacitus.model.answers import Mouth, Relation, Where
from tacitus.model.document import Published
from tacitus.model.group import Balance
from tacitus.model.interval import Interval
from tacitus.model.readout import Readout
from tacitus.model.span import Span
from tacitus.views.cli.draw import draw_report
from tacitus.views.cli.explain import draw_why
from tacitus.views.pages import report_page
from tacitus.views.plain import around, lines, shortened, shown
from tacitus.views.why import why_page
from tacitus.views.wording import amount_words, balance_words, day_words, place_words
from tests.readouts import CLAIMS, GROUP, MELLIT, TAWILA, make_readout

NASTY = "\x00\x07\x1b[2J\x1b]0;title\x07\x7f\x85\x9b31m\u2028\u202e\u2066\ufeff\u200f\ud800[bold red]:bomb:[/]"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
WIDTHS = [40, 60, 79, 80, 99, 100, 120, 149, 150, 160, 240]


def drawn(readout: Readout, width: int, why: int | None = None) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    if why is None:
        draw_report(report_page(readout), console)
    else:
        draw_why(why_page(readout, why), console)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_fits_its_screen(width: int) -> None:
    for why in (None, 1, 3):
        assert max(map(len, drawn(make_readout(), width, why).splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_tells_everything_at_every_width(width: int) -> None:
    text = " ".join(drawn(make_readout(), width).split())
    names = ("evacuation", "strike", "hedged", "ongoing", "denial", "2023-06-12°", "Tawila, SD", "part 2", "does not add up")
    page = report_page(make_readout())
    assert [line.number for line in page.claims] == [1, 2, 3, 4, 5, 6]
    assert all(name in text for name in names[:-1])
    wrong = replace(make_readout(), groups=(replace(GROUP, balance=Balance("lorries", 17, (5, 9), False)),))
    assert "17 lorries ≠ 5 + 9: does not add up" in " ".join(drawn(wrong, width).split())


def test_claims_stand_in_text_order() -> None:
    page = report_page(make_readout())
    assert [claim.what for claim in page.claims] == ["evacuation", "agreement", "strike", "presence", "movement", "denial"]


def test_the_chain_is_told_publisher_first() -> None:
    assert report_page(make_readout()).claims[2].said_by == "Nile Post > Darfur Monitor"


def test_words_of_the_report_are_never_obeyed() -> None:
    """Names, titles and reasons as hostile as they come: shown as characters or not at all."""
    claims = tuple(replace(claim, said_by=(Mouth(f"{NASTY}Post"),), kind=f"{claim.kind}{NASTY}") for claim in CLAIMS)
    document = replace(make_readout().document, title=f"Convoy {NASTY} halted", publisher=NASTY, key=NASTY)
    readout = replace(make_readout(), document=document, claims=claims, published=Published(None, why_not=NASTY))
    for width in (80, 120, 160):
        for why in (None, 1):
            text = drawn(readout, width, why)
            assert not OBEYED.search(text)
            assert "[bold red]:bomb:[/]" in "".join(text.split("\n")) or "bold" in text


def test_a_report_without_claims_is_told_too() -> None:
    readout = replace(make_readout(), claims=(), groups=(), agreements=(), skipped=())
    assert "0 claims" in drawn(readout, 80)


@given(st.text())
@example(NASTY)
def test_shown_text_is_one_safe_line(text: str) -> None:
    assert not OBEYED.search(shown(text)) and "\n" not in shown(text)


@given(st.text())
@example(NASTY)
def test_safe_lines_keep_their_places(text: str) -> None:
    safe = lines(text)
    assert len(safe) == len(text.replace("\r\n", "\n"))
    assert not OBEYED.search(safe.replace("\t", ""))


@given(st.text(), st.integers(3, 50))
def test_shortened_text_is_short(text: str, size: int) -> None:
    assert len(shortened(text, size)) <= size


@settings(max_examples=200)
@given(st.text(min_size=1), st.data())
def test_words_around_a_trigger_keep_the_trigger(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low, high = data.draw(st.integers(0, start)), data.draw(st.integers(end, len(text)))
    before, core, after = around(text, Span(low, high), Span(start, end), data.draw(st.integers(0, 60)))
    assert core == shown(text[start:end])
    assert not OBEYED.search(before + core + after)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2023, 6, 12), date(2023, 6, 12), "2023-06-12"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 12, 1), date(2024, 1, 31), "2023-12-01 to 2024-01-31"),
        (date(2023, 6, 1), None, "from 2023-06-01"),
        (None, date(2023, 6, 1), "by 2023-06-01"),
        (None, None, "any day"),
    ],
)
def test_days_in_words(start: date | None, end: date | None, words: str) -> None:
    assert day_words(Interval(start, end)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ((None, None, 17.0, None), "17"),
        (("some", None, 85, None), "some 85"),
        (("nearly", None, 100, 100), "nearly 100"),
        ((None, 1000, None, 2500), "1,000–2,500"),
        (("over", 30, None, None), "over 30"),
        ((None, None, None, 30), "up to 30"),
        ((None, None, None, None), "some"),
    ],
)
def test_amounts_in_words(amount: tuple[str | None, float | None, float | None, float | None], words: str) -> None:
    assert amount_words(*amount) == words


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (None, "Mellit, SD"),
        (Relation("toward"), "toward Mellit, SD"),
        (Relation("toward", "W"), "toward the W of Mellit, SD"),
        (Relation("near", km=5), "5 km near Mellit, SD"),
        (Relation("between", other=1), "between Mellit and Tawila, SD"),
        (Relation("outskirts"), "outskirts of Mellit, SD"),
    ],
)
def test_places_in_words(relation: Relation | None, words: str) -> None:
    other = Where("literal", "Tawila", TAWILA, "")
    assert place_words(Where("literal", "Mellit", MELLIT, "", relation, precision="exact"), other) == words


@pytest.mark.parametrize(
    ("balance", "words"),
    [
        (Balance("lorries", 14, (5,), None), "14 lorries ?= 5: a figure is missing"),
        (Balance(None, None, (5, 9), None), "? ?= 5 + 9: a figure is missing"),
        (Balance("lorries", 14, (), None), "14 lorries"),
        (Balance(None, None, (), None), "no figures"),
    ],
)
def test_sums_in_words(balance: Balance, words: str) -> None:
    assert balance_words(balance) == words
