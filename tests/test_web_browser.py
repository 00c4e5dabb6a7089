"""The pages in a real browser, over the reports of examples/: every page, both themes, a telephone's width, the keyboard alone.

Debian's chromium is driven by playwright. With TACITUS_SCREENSHOTS=FOLDER the pictures of docs/web.md are made there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tacitus.views.web.assets import find_assets
from tests.test_web_serve import served

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install playwright")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium")
AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WAIT = 30_000  # milliseconds: drawing a map without a graphics card takes its time

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium"),
    pytest.mark.skipif(not find_assets().map, reason="no tacitus_assets here: python assets/build.py --dev"),
]


@dataclass
class Visit:
    """A tab of the browser, the server's address, and what went wrong in it."""

    page: Any
    home: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)
        if path.startswith("/?") or path == "/":
            self.page.wait_for_selector("#map[data-idle=yes]", timeout=WAIT)

    def data(self, path: str) -> Any:
        return self.page.evaluate("path => fetch(path).then(answer => answer.json())", path)

    def count(self) -> str:
        return str(self.page.inner_text(".listhead h2"))


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples."""
    folder = tmp_path_factory.mktemp("week")
    (folder / "examples").symlink_to(ROOT / "examples")
    ledger = ["--ledger", "week.tacitus.db"]
    for words in (["init", "week.tacitus.db", "--name", "A convoy in the desert"], ["add", "examples", *ledger]):
        subprocess.run([sys.executable, "-m", "tacitus", *words], cwd=folder, check=True, capture_output=True, timeout=300)
    return folder / "week.tacitus.db"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def signed_in(week: Path, browser: Any) -> Iterator[tuple[Any, str]]:
    """A browser that has come in."""
    with served(week) as (address, _):
        context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
        first = context.new_page()
        first.goto(address)
        assert "token" not in first.url
        first.close()
        yield context, address.partition("/?")[0]
        context.close()


@pytest.fixture
def visit(signed_in: tuple[Any, str]) -> Iterator[Visit]:
    """A new tab; in the end nothing may have gone wrong and nothing may have left the machine."""
    context, home = signed_in
    made = Visit(context.new_page(), home)
    made.page.on("console", lambda told: made.wrong.append(told.text) if told.type in ("error", "warning") else None)
    made.page.on("pageerror", lambda error: made.wrong.append(str(error)))
    made.page.on("request", lambda asked: _stays(made, asked.url))
    yield made
    made.page.close()
    assert made.wrong == []


def _stays(made: Visit, url: str) -> None:
    if not url.startswith((f"{made.home}/", "data:", f"blob:{made.home}")):
        made.wrong.append(f"asked {url}")


def _pages(visit: Visit) -> dict[str, str]:
    """Every kind of page by its name."""
    reports = visit.data("/api/reports")["items"]
    claims = visit.data("/api/claims?type=strike&place=al")["items"]
    most = max(reports, key=lambda report: (report["claims"], report["text"]))
    return {
        "overview": "/", "reports": "/reports", "report": f"/report/{most['text']}", "claim": f"/claim/{claims[0]['id']}",
        "actor": "/actor/us-led-coalition", "search": "/search?words=convoy", "search-reports": "/search?words=convoy&in=reports",
        "about": "/about", "incidents": "/incidents", "groups": "/groups", "agreements": "/agreements",
    }  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_fit_for_use(visit: Visit, theme: str, width: int) -> None:
    """No error, nothing wider than the screen, and nothing that axe-core finds serious."""
    if not AXE.is_file():
        pytest.skip("no axe-core here: python assets/build.py --dev")
    visit.page.goto(f"{visit.home}/about")
    visit.page.set_viewport_size({"width": width, "height": 860})
    visit.page.emulate_media(color_scheme=theme)
    pages = _pages(visit)
    for name, path in pages.items():
        visit.go(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, name
        visit.page.evaluate(AXE.read_text(encoding="utf8"))
        found = visit.page.evaluate("axe.run()")["violations"]
        serious = [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")]
        assert serious == [], name
        _picture(visit, name, theme, width)


def _picture(visit: Visit, name: str, theme: str, width: int) -> None:
    """The pictures of docs/web.md, where they are wanted."""
    folder = os.environ.get("TACITUS_SCREENSHOTS")
    wanted = {("overview", "light", 1280), ("report", "light", 1280), ("claim", "dark", 1280), ("overview", "dark", 390)}
    if folder and (name, theme, width) in wanted:
        if name == "report":
            visit.page.keyboard.press("j")
            visit.page.keyboard.press("j")
        Path(folder).mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=Path(folder) / f"{name}-{theme}-{width}.png")


def test_the_filter_changes_list_map_and_address_and_back_undoes_it(visit: Visit) -> None:
    visit.go("/")
    whole, areas = visit.count(), visit.page.get_attribute("#map", "data-drawn")
    visit.page.select_option("[name=type]", "strike")
    visit.page.wait_for_selector(".chips")
    assert visit.page.url.endswith("/?type=strike") and visit.count() != whole
    visit.page.wait_for_selector(f"#map:not([data-drawn='{areas}'])", timeout=WAIT)
    visit.page.fill("[name=place]", "al may")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".chips li:nth-child(2)")
    visit.page.go_back()
    visit.page.wait_for_selector("#map[data-idle=yes]", timeout=WAIT)
    assert visit.page.url.endswith("/?type=strike")
    assert visit.page.input_value("[name=place]") == "" and visit.page.input_value("[name=type]") == "strike"


def test_a_place_on_the_map_and_a_day_in_time_are_links(visit: Visit) -> None:
    visit.go("/")
    visit.page.locator(".maplabel:not(.far)").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".chips")
    assert "place=" in visit.page.url
    visit.go("/")
    visit.page.locator(".time.wide svg a").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".chips")
    assert "since=" in visit.page.url and "until=" in visit.page.url


def test_what_lies_in_the_view_can_be_asked_for(visit: Visit) -> None:
    visit.go("/")
    visit.page.focus("#map canvas")
    for key in ("+", "+", "ArrowLeft"):
        visit.page.keyboard.press(key)
        visit.page.wait_for_timeout(400)
    visit.page.click("#here")
    visit.page.wait_for_selector(".chips")
    assert "box=" in visit.page.url


def test_claims_are_walked_by_keyboard(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/about")
    visit.page.goto(visit.home + _pages(visit)["report"])
    numbers = []
    for key in ("j", "j", "j", "k"):
        visit.page.keyboard.press(key)
        numbers.append(visit.page.evaluate("document.activeElement.dataset.n"))
        lit = visit.page.evaluate("[...document.querySelectorAll('.body .on')].map(piece => piece.textContent).join(' ')")
        assert lit and visit.page.locator(".claim.on").count() == 1
    assert numbers == ["1", "2", "3", "2"]
    visit.page.keyboard.press("o")
    visit.page.wait_for_url("**/claim/**")


def test_pointing_at_words_lights_up_their_claim(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/about")
    visit.page.goto(visit.home + _pages(visit)["report"])
    visit.page.hover(".body mark.k-what >> nth=0")
    assert visit.page.locator(".claim.on").count() == 1
    visit.page.hover("h1")
    assert visit.page.locator(".claim.on").count() == 0


def test_everything_can_be_reached_by_tab_and_is_seen(visit: Visit) -> None:
    visit.go("/")
    seen = set()
    for _ in range(16):
        visit.page.keyboard.press("Tab")
        seen.add(visit.page.evaluate("document.activeElement.name || document.activeElement.textContent.trim().slice(0, 20)"))
        styled = "getComputedStyle(document.activeElement).outlineStyle"
        assert visit.page.evaluate(styled) != "none", visit.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
    assert {"Skip to the page", "Incidents", "words", "theme"} <= seen


def test_the_theme_is_chosen_by_hand(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/reports")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    colours = []
    for _ in range(3):
        visit.page.click(".theme button")
        assert visit.page.url.endswith("/reports")
        colours.append((visit.page.get_attribute("html", "data-theme"), visit.page.evaluate(paper)))
    assert [theme for theme, _ in colours] == ["dark", "light", "auto"] and colours[0][1] != colours[1][1]


def test_without_javascript_the_filter_still_filters(visit: Visit, browser: Any) -> None:
    cookies = visit.page.context.cookies()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 860})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{visit.home}/")
    page.select_option("[name=type]", "strike")
    page.click(".filter button")
    assert "type=strike" in page.url and page.locator(".chips li").count() == 1 and page.locator(".time.wide a").count() > 0
    context.close()


def test_the_original_comes_as_a_download(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/about")
    visit.page.goto(visit.home + _pages(visit)["report"])
    with visit.page.expect_download() as download:
        visit.page.click("text=Download the archived bytes")
    assert download.value.suggested_filename.endswith(".bin")
