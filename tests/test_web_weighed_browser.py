"""Incidents, groups and agreements in a real browser, over the weighed reports of examples/: each page and what is done on it.

With TACITUS_SCREENSHOTS=FOLDER the pictures of docs/web.md are made there.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_web_browser import AXE, ROOT, WAIT, Visit, browser, pytestmark, signed_in, visit

__all__ = ["browser", "pytestmark", "signed_in", "visit"]

PICTURES = {("overview", "light", 1280), ("incident", "light", 1280), ("group", "light", 1280), ("agreement", "dark", 1280)}
PICTURES |= {("incident", "dark", 390), ("overview", "dark", 390)}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples, weighed."""
    folder = tmp_path_factory.mktemp("week")
    (folder / "examples").symlink_to(ROOT / "examples")
    ledger = ["--ledger", "week.tacitus.db"]
    init = ["init", "week.tacitus.db", "--name", "A convoy in the desert"]
    for words in (init, ["add", "examples", *ledger], ["weigh", *ledger]):
        subprocess.run([sys.executable, "-m", "tacitus", *words], cwd=folder, check=True, capture_output=True, timeout=300)
    return folder / "week.tacitus.db"


@pytest.fixture
def pages(visit: Visit) -> Iterator[dict[str, str]]:
    """One page of each sort: of the incidents the one that most claims give numbers for."""
    visit.page.goto(f"{visit.home}/about")
    found = {"overview": "/", "claims": "/?show=claims", "incidents": "/incidents"}
    for noun in ("incidents", "groups", "agreements"):
        items = visit.data(f"/api/{noun}?most=1000")["items"]
        best = max(items, key=lambda one: (one["grade"] == "fair", one["claims"]))
        found[noun[:-1]] = f"/{noun}/{best['id']}"
    yield found


def _drawn(page: Any) -> None:
    """Until the map, where there is one, is drawn."""
    if page.locator("#map, #ground").count():
        page.wait_for_selector(":is(#map, #ground)[data-idle=yes]", timeout=WAIT)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_fit_for_use(visit: Visit, pages: dict[str, str], theme: str, width: int) -> None:
    """No error, nothing wider than the screen, nothing that axe-core finds serious."""
    if not AXE.is_file():
        pytest.skip("no axe-core here: python assets/build.py --dev")
    visit.page.set_viewport_size({"width": width, "height": 860})
    visit.page.emulate_media(color_scheme=theme)
    folder = os.environ.get("TACITUS_SCREENSHOTS")
    for name, path in pages.items():
        visit.page.goto(visit.home + path)
        _drawn(visit.page)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, name
        visit.page.evaluate(AXE.read_text(encoding="utf8"))
        found = visit.page.evaluate("axe.run()")["violations"]
        serious = [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")]
        assert serious == [], name
        if folder and (name, theme, width) in PICTURES:
            Path(folder).mkdir(parents=True, exist_ok=True)
            if name == "incident" and width > 390:
                visit.page.evaluate("document.getElementById('figures').scrollIntoView()")
            visit.page.screenshot(path=Path(folder) / f"{name}-{theme}-{width}.png")


def test_the_filter_keeps_what_is_listed(visit: Visit, pages: dict[str, str]) -> None:
    visit.go("/")
    assert visit.count().endswith("incidents")
    visit.page.select_option("[name=grade]", "fair")
    visit.page.wait_for_selector(".chips")
    assert visit.page.url.endswith("/?grade=fair") and visit.count() == "1 incident"
    visit.page.click(".toggle >> text=claims")
    visit.page.wait_for_selector(".toggle [aria-current]:text('claims')")
    assert "show=claims" in visit.page.url and visit.count().endswith("claims")
    visit.page.wait_for_selector("#map[data-idle=yes]", timeout=WAIT)
    visit.page.select_option("[name=grade]", "")
    visit.page.wait_for_selector(".chips", state="detached")
    visit.page.wait_for_url("**/?show=claims")
    assert visit.page.url.endswith("/?show=claims") and int(visit.count().split()[0]) > 50


def test_a_claim_of_an_incident_is_one_press_from_its_report(visit: Visit, pages: dict[str, str]) -> None:
    visit.page.goto(visit.home + pages["incident"])
    _drawn(visit.page)
    visit.page.locator(".refs a").first.click()
    assert visit.page.locator(".told li:target").count() == 1
    visit.page.locator(".told li:target a").first.click()
    visit.page.wait_for_url("**/report/**")
    assert visit.page.locator(".claim.on").count() == 1


def test_judging_by_keyboard_and_weighing_anew(visit: Visit, pages: dict[str, str]) -> None:
    visit.page.goto(visit.home + pages["incident"])
    _drawn(visit.page)
    claims = visit.page.locator(".told li").count()
    visit.page.focus(".judging details summary")
    visit.page.keyboard.press("Enter")
    for key in ("Tab", "Tab", "Tab", "Tab", "Space", "Tab"):
        visit.page.keyboard.press(key)
    visit.page.keyboard.type("a first look")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".done")
    assert visit.page.locator(".again").inner_text().startswith("1 judgement waits")
    visit.page.click(".again button")
    visit.page.wait_for_selector(".again", state="detached", timeout=WAIT)
    assert visit.page.locator(".told li").count() == claims
    assert visit.page.locator(".held >> text=a first look").count() == 1


def test_everything_on_an_incident_is_seen_when_reached_by_tab(visit: Visit, pages: dict[str, str]) -> None:
    visit.page.goto(visit.home + pages["incident"])
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        told = visit.page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.outerHTML.slice(0, 99)]"
        )
        assert told[0] != "none", told[1]


def test_a_group_prints_whole(visit: Visit, pages: dict[str, str]) -> None:
    visit.page.goto(visit.home + pages["group"])
    _drawn(visit.page)
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".flow svg").first.is_visible() and not visit.page.locator(".top").is_visible()
    assert len(visit.page.pdf()) > 20_000
