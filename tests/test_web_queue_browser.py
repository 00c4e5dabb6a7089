"""The queue, the coders and the calendar of coverage in a real browser, over reports of examples/ that two coders reviewed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tacitus.ledger.book import Ledger
from tacitus.model.review import Action
from tacitus.work.review import Deed, queued, review
from tests.test_web_browser import AXE, ROOT, Visit, browser, playwright, pytestmark, visit
from tests.test_web_serve import served

__all__ = ["browser", "playwright", "pytestmark", "visit"]
PAGES = {
    "queue": "/queue", "queue, everyone's": "/queue?all=1", "queue, filtered": "/queue?type=strike&reason=blank",
    "coders": "/coders", "coverage": "/coverage",
    "coverage, by claims": "/coverage?show=claims&by=week", "wide": "/coverage?since=2017-05-01&by=day",
    "reports": "/reports?without=publisher",
}  # fmt: skip


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples that Ana and Ben reviewed: they agree on most, and differ on some."""
    folder = tmp_path_factory.mktemp("coded")
    (folder / "examples").symlink_to(ROOT / "examples")
    ledger = ["--ledger", "week.tacitus.db"]
    for words in (["init", "week.tacitus.db", "--name", "A week, coded"], ["add", "examples", *ledger], ["weigh", *ledger]):
        subprocess.run([sys.executable, "-m", "tacitus", *words], cwd=folder, check=True, capture_output=True, timeout=300)
    book = Ledger.open(str(folder / "week.tacitus.db"), writable=True)
    with book.reads() as connection:
        claims = [one.line["id"] for one in queued(connection, book.backend, "Ana", 24)]
    for at, key in enumerate(claims):
        deed = Deed(Action.ACCEPT, as_read=True, seconds=20.0 + at)
        wrong = Deed(Action.CORRECT, "the text says so", "type", "bombing", seconds=40.0 + at)
        review(book, key, wrong if at % 7 == 3 else deed, "Ana")
        review(book, key, Deed(Action.REJECT, "told twice", seconds=9.0) if at % 5 == 4 else replace(deed, seconds=55.0), "Ben")
    book.close()
    return folder / "week.tacitus.db"


@pytest.fixture(scope="module")
def signed_in(week: Path, browser: Any) -> Iterator[tuple[Any, str]]:
    """A third coder, who has come in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "TACITUS_CODER", "Cem")
        with served(week) as (address, _):
            context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
            first = context.new_page()
            first.goto(address)
            first.close()
            yield context, address.partition("/?")[0]
            context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_fit_for_use(visit: Visit, theme: str, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core here: python assets/build.py --dev")
    visit.page.set_viewport_size({"width": width, "height": 860})
    visit.page.emulate_media(color_scheme=theme)
    for name, path in PAGES.items():
        assert visit.page.goto(visit.home + path).status == 200, name
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, name
        visit.page.evaluate(AXE.read_text(encoding="utf8"))
        found = visit.page.evaluate("axe.run()")["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], name
        _picture(visit, name, theme, width)


def _picture(visit: Visit, name: str, theme: str, width: int) -> None:
    """The pictures of docs/, where they are wanted."""
    folder = os.environ.get("TACITUS_SCREENSHOTS")
    if folder and (name, theme, width) in {("queue", "light", 1280), ("coders", "light", 1280)}:
        Path(folder).mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=Path(folder) / f"{name}-{theme}-{width}.png")


def test_the_head_holds_every_page_in_one_line(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": 860})
    visit.page.goto(f"{visit.home}/queue")
    tops = visit.page.evaluate("[...document.querySelectorAll('.top nav a')].map(a => a.getBoundingClientRect().top)")
    assert len(set(tops)) == 1 and len(tops) > 7
    assert visit.page.evaluate("document.querySelector('.top').getBoundingClientRect().height") < 60


def test_the_queue_is_walked_by_keyboard(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": 860})
    visit.page.goto(f"{visit.home}/queue")
    seen = []
    for key in ("j", "j", "j", "k"):
        visit.page.keyboard.press(key)
        seen.append(visit.page.evaluate("document.activeElement.dataset.n"))
    assert seen == ["1", "2", "3", "2"]
    wanted = visit.page.get_attribute(".wait[data-n='2'] .open", "href")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**{wanted}")
    assert "queue=1" in visit.page.url
    visit.page.go_back()
    visit.page.wait_for_selector(".wait")
    visit.page.keyboard.press("k")
    assert int(visit.page.evaluate("document.activeElement.dataset.n")) > 1
    visit.page.keyboard.press("o")
    visit.page.wait_for_url("**/claim/**")


def test_the_filter_of_the_queue_changes_list_and_address(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/queue")
    whole = visit.page.inner_text(".listhead h2")
    visit.page.select_option("[name=type]", "strike")
    visit.page.wait_for_selector(".chips")
    assert "type=strike" in visit.page.url and visit.page.inner_text(".listhead h2") != whole
    visit.page.keyboard.press("Tab")
    visit.page.locator(".listhead").click()
    visit.page.keyboard.press("j")
    assert visit.page.evaluate("document.activeElement.dataset.n") == "1"
    visit.page.click(".reasons-all a >> nth=0")
    assert "reason=" in visit.page.url and "type=strike" in visit.page.url
    visit.page.go_back()
    visit.page.wait_for_selector(".chips")
    assert visit.page.input_value("[name=type]") == "strike"


def test_without_javascript_the_filter_and_the_claims_are_there(visit: Visit, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(visit.page.context.cookies())
    page = context.new_page()
    page.goto(f"{visit.home}/queue")
    page.select_option("[name=type]", "strike")
    page.click(".filter button")
    assert "type=strike" in page.url and page.locator(".chips li").count() == 1
    page.click(".wait .open >> nth=0")
    assert "/claim/" in page.url and "type=strike" in page.url
    context.close()


def test_the_calendar_is_one_stop_and_is_walked_by_arrows(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/coverage")
    assert visit.page.locator(".calendar td.cell a[tabindex='0']").count() == 1
    visit.page.focus(".calendar td.cell a[tabindex='0']")
    first = visit.page.evaluate("document.activeElement.href")
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.evaluate("document.activeElement.href") != first
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/reports?**")
    assert visit.page.locator("tbody tr").count() >= 1


def test_a_difference_leads_to_its_claim(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/coders")
    assert visit.page.locator(".differ > li").count() >= 5
    visit.page.click(".differ h3 a >> nth=0")
    visit.page.wait_for_url("**/claim/**")


def test_after_a_decision_comes_the_next_of_the_queue_under_its_filter(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/queue?reason=blank")
    whole = [one["claim"]["id"] for one in visit.data("/api/queue?reason=blank")["items"]]
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("o")
    visit.page.wait_for_url(f"**/claim/{whole[0]}?**")
    visit.page.keyboard.press("a")
    visit.page.wait_for_url(f"**/claim/{whole[1]}?**")
    assert "queue=1" in visit.page.url and "reason=blank" in visit.page.url
    visit.page.keyboard.press("j")
    visit.page.wait_for_url(f"**/claim/{whole[2]}?**")
    visit.page.goto(f"{visit.home}/queue?reason=blank")
    assert visit.page.locator(f".open[href*='{whole[0]}']").count() == 0
    assert visit.page.locator(f".open[href*='{whole[1]}']").count() == 1
    said = visit.data("/api/reviews?as=Cem")["items"]
    assert [one["claim"] for one in said] == [whole[0]] and said[0]["seconds"] >= 0
