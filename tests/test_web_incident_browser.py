"""Lists of what was weighed and the page of an incident in a real browser: filter, order, map, splitting, merging, taking back."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.test_web_browser import AXE, WAIT, Visit, browser, pytestmark, signed_in, visit
from tests.test_web_weighed_browser import week

__all__ = ["browser", "pytestmark", "signed_in", "visit", "week"]

PICTURES = {("incidents", "light", 1280), ("incident-map", "light", 1280)}


def _items(visit: Visit) -> list[dict[str, Any]]:
    visit.page.goto(f"{visit.home}/about")
    found: list[dict[str, Any]] = visit.data("/api/incidents?most=1000")["items"]
    return found


def _incident(visit: Visit) -> str:
    """The incident that most claims tell, of those with a grade."""
    return str(max(_items(visit), key=lambda one: (one["grade"] == "fair", one["claims"]))["id"])


def _open(visit: Visit, path: str) -> None:
    visit.page.goto(visit.home + path)
    if visit.page.locator("#ground").count():
        visit.page.wait_for_selector("#ground[data-idle=yes]", timeout=WAIT)


def _weigh(visit: Visit) -> None:
    visit.page.click(".again button")
    visit.page.wait_for_selector(".again", state="detached", timeout=WAIT)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_fit_for_use(visit: Visit, theme: str, width: int) -> None:
    """No error, nothing wider than the screen, nothing that axe-core finds serious, the judging open as well."""
    if not AXE.is_file():
        pytest.skip("no axe-core here: python assets/build.py --dev")
    incident = f"/incidents/{_incident(visit)}"
    pages = {
        "incidents": "/incidents?sort=torn",
        "groups": "/groups",
        "agreements": "/agreements?place=deir",
        "incident-map": incident,
    }
    visit.page.set_viewport_size({"width": width, "height": 860})
    visit.page.emulate_media(color_scheme=theme)
    folder = os.environ.get("TACITUS_SCREENSHOTS")
    for name, path in {**pages, "merge": f"{incident}?merge=convoy"}.items():
        _open(visit, path)
        if name == "merge":
            visit.page.evaluate("for (const one of document.querySelectorAll('.judging details')) one.open = true")
            visit.page.evaluate("document.getElementById('judge').scrollIntoView()")
        elif name == "incident-map":
            visit.page.evaluate("document.querySelector('.pair').scrollIntoView()")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, name
        visit.page.evaluate(AXE.read_text(encoding="utf8"))
        found = visit.page.evaluate("axe.run()")["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")] == [], name
        if folder and (name, theme, width) in PICTURES:
            Path(folder).mkdir(parents=True, exist_ok=True)
            visit.page.screenshot(path=Path(folder) / f"{name}-{theme}-{width}.png")


def test_a_list_is_filtered_and_ordered_and_the_address_holds_both(visit: Visit) -> None:
    items = _items(visit)
    visit.page.goto(f"{visit.home}/incidents")
    assert visit.count() == f"{len(items)} incidents"
    visit.page.click(".sorts >> text=most contested")
    visit.page.wait_for_url("**/incidents?sort=torn")
    most = max(one["torn"] for one in items)
    assert visit.page.locator(".listed tbody tr").first.locator("td").last.inner_text() == str(most)
    visit.page.select_option("[name=grade]", "fair")
    visit.page.wait_for_selector(".chips")
    fair = sum(one["grade"] == "fair" for one in items)
    assert visit.count().split()[0] == str(fair) and visit.page.url.endswith("/incidents?grade=fair&sort=torn")
    visit.page.reload()
    assert visit.count().split()[0] == str(fair) and visit.page.locator(".sorts [aria-current]").inner_text() == "most contested"
    visit.page.click(".chips a")
    visit.page.wait_for_url("**/incidents?sort=torn")
    visit.page.fill("[name=since]", "2031-01-01")
    visit.page.press("[name=since]", "Enter")
    visit.page.wait_for_selector(".nothing")
    assert "No incident fits" in visit.page.inner_text(".nothing")


@pytest.mark.parametrize("noun", ["groups", "agreements"])
def test_groups_and_agreements_are_filtered(visit: Visit, noun: str) -> None:
    visit.page.goto(f"{visit.home}/{noun}")
    number = int(visit.count().split()[0])
    visit.page.fill("[name=place]", "nowhere")
    visit.page.press("[name=place]", "Enter")
    visit.page.wait_for_selector(".nothing")
    assert number > 0 and visit.page.url.endswith(f"/{noun}?place=nowhere")
    visit.page.click(".nothing a")
    visit.page.wait_for_url(f"**/{noun}")
    assert visit.count().split()[0] == str(number)


def test_a_version_is_chosen_on_the_map_by_keyboard(visit: Visit) -> None:
    _open(visit, f"/incidents/{_incident(visit)}")
    boxes = visit.page.locator("#grounds input")
    ticked = sum(boxes.nth(at).is_checked() for at in range(boxes.count()))
    assert int(visit.page.get_attribute("#ground", "data-drawn")) == ticked and visit.page.locator(".townlabel").count() > 3
    letter = visit.page.locator("#grounds div:has(b) input").first
    assert letter.is_enabled() and not letter.is_checked()
    letter.focus()
    visit.page.keyboard.press("Space")
    assert int(visit.page.get_attribute("#ground", "data-drawn")) > ticked
    assert visit.page.locator(".groundlabel").first.inner_text() == "A"
    assert "Natural Earth's de facto view" in visit.page.inner_text("main")
    for at in range(boxes.count()):
        if boxes.nth(at).is_checked():
            boxes.nth(at).uncheck()
    assert visit.page.get_attribute("#ground", "data-drawn") == "0" and visit.page.locator(".groundlabel").count() == 0


def test_claims_are_split_off_by_keyboard_and_taken_back(visit: Visit) -> None:
    _open(visit, f"/incidents/{_incident(visit)}")
    claims = visit.page.locator(".told li").count()
    visit.page.focus(".pick input >> nth=0")
    visit.page.keyboard.press("Space")
    visit.page.focus("#split textarea")
    visit.page.keyboard.type("another market")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".done")
    assert "another happening" in visit.page.inner_text(".done")
    _weigh(visit)
    assert visit.page.locator(".told li").count() < claims
    assert "another market" in visit.page.inner_text(".judged")
    visit.page.focus(".judged details summary >> nth=0")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.type("a slip")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".done")
    _weigh(visit)
    assert visit.page.locator(".told li").count() == claims and "no longer in force" in visit.page.inner_text(".judged")


def test_incidents_are_merged_by_keyboard(visit: Visit) -> None:
    _open(visit, f"/incidents/{_incident(visit)}")
    claims = visit.page.locator(".told li").count()
    visit.page.focus("#merge")
    with visit.page.expect_response(lambda answer: "merge=" in answer.url):
        visit.page.keyboard.type("militants")
    visit.page.wait_for_selector(".near legend:has-text('Found')")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Space")
    chosen = visit.page.locator("[name=near]:checked").get_attribute("value")
    more = len(visit.data(f"/api/incidents/{chosen}")["claims"])
    visit.page.focus("#merger textarea")
    visit.page.keyboard.type("one raid")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".done")
    _weigh(visit)
    assert visit.page.locator(".told li").count() == claims + more
    visit.page.click(".judged details summary >> nth=0")
    visit.page.fill(".undo [name=why] >> nth=0", "two raids")
    visit.page.click(".undo button >> nth=0")
    visit.page.wait_for_selector(".done")
    _weigh(visit)
    assert visit.page.locator(".told li").count() == claims


def test_without_scripts_the_forms_work(signed_in: tuple[Any, str], browser: Any) -> None:
    context, home = signed_in
    bare = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = bare.new_page()
    page.goto(f"{home}/incidents?sort=voices")
    page.select_option("[name=grade]", "fair")
    page.click(".filter button")
    assert "grade=fair" in page.url and "sort=voices" in page.url and page.locator(".chips").count() == 1
    page.click(".listed a >> nth=0")
    page.fill("#merge", "convoy")
    page.click(".searching >> text=Find")
    assert "merge=convoy" in page.url and "Found" in page.inner_text(".near legend")
    bare.close()
