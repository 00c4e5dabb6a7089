"""Reviewing in a real browser by the keyboard alone: every action in a report and on a claim's page, words in astral and
right-to-left text, both themes, a telephone's width, and the same forms without JavaScript."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tacitus.views.web.assets import find_assets
from tests.test_web_browser import AXE, CHROMIUM, FLAGS, Visit, playwright
from tests.test_web_serve import served

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium"),
    pytest.mark.skipif(not find_assets().map, reason="no tacitus_assets here: python assets/build.py --dev"),
]
TEXT = """🕊 Shelling kills traders at Delgo market

KHARTOUM, 4 March 2024 (Nile Post) – 🔥🔥 Government forces shelled the market of Delgo on Sunday, killing at least 12 traders and \
wounding 30 others, a medic said. قال الطبيب إن السوق احترق.

Rebel fighters seized the bridge at Dongola on Monday, the army said.

Police arrested four smugglers in Port Sudan on Tuesday. Gunmen kidnapped two drivers near Kassala on Saturday.
"""
RTL = "قال الشهود إن القصف دمر السوق في المدينة.\n\nGovernment forces shelled the port of Suakin on Friday, police said.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "delgo.txt").write_text(TEXT, encoding="utf-8")
    (folder / "suakin.txt").write_text(RTL, encoding="utf-8")
    for words in (["init", "sands.tacitus.db"], ["add", "delgo.txt", "suakin.txt", "--ledger", "sands.tacitus.db"]):
        subprocess.run([sys.executable, "-m", "tacitus", *words], cwd=folder, check=True, capture_output=True, timeout=300)
    return folder / "sands.tacitus.db"


@pytest.fixture(scope="module")
def context(ledger: Path) -> Iterator[tuple[Any, str]]:
    with playwright.sync_playwright() as driver, served(ledger, "--as", "Ana <b>") as (address, _):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        made = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
        first = made.new_page()
        first.goto(address)
        first.close()
        yield made, address.partition("/?")[0]
        browser.close()


@pytest.fixture
def visit(context: tuple[Any, str]) -> Iterator[Visit]:
    made = Visit(context[0].new_page(), context[1])
    made.page.on("console", lambda told: made.wrong.append(told.text) if told.type in ("error", "warning") else None)
    made.page.on("pageerror", lambda error: made.wrong.append(str(error)))
    made.page.goto(f"{made.home}/about")
    yield made
    made.page.close()
    assert made.wrong == []


def _report(visit: Visit, words: str) -> str:
    """The report that has these words."""
    found = visit.data(f"/api/claims?words={words}")["items"]
    return f"/report/{found[0]['report']['text']}"


def _claims(visit: Visit, path: str) -> list[Any]:
    found: list[Any] = visit.data(f"/api/reports/{path.rpartition('/')[2]}")["claims"]
    return found


def _reviews(visit: Visit, claim: str) -> list[Any]:
    found: list[Any] = visit.data(f"/api/claims/{claim}/reviews")["items"]
    return found


def _keys(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def _told(visit: Visit, words: str) -> None:
    visit.page.wait_for_function("words => document.getElementById('told').textContent.includes(words)", arg=words)


def _focused(visit: Visit) -> Any:
    return visit.page.evaluate("document.activeElement.dataset.n")


def _looks(visit: Visit, name: str) -> None:
    """Fit for use as it stands; the picture of it, where that is wanted."""
    for theme in ("light", "dark"):
        for width in (1280, 390):
            visit.page.set_viewport_size({"width": width, "height": 860})
            visit.page.emulate_media(color_scheme=theme)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, (name, theme, width)
            if AXE.is_file():
                visit.page.evaluate(AXE.read_text(encoding="utf8"))
                found = visit.page.evaluate("axe.run()")["violations"]
                wrong = [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")]
                assert wrong == [], (name, theme, width)
            if folder := os.environ.get("TACITUS_SCREENSHOTS"):
                Path(folder).mkdir(parents=True, exist_ok=True)
                visit.page.screenshot(path=Path(folder) / f"{name}-{theme}-{width}.png")
    visit.page.set_viewport_size({"width": 1280, "height": 860})
    visit.page.emulate_media(color_scheme="light")


def test_a_report_is_reviewed_by_keyboard(visit: Visit) -> None:
    path = _report(visit, "market")
    claims = _claims(visit, path)
    assert len(claims) >= 3
    visit.page.goto(visit.home + path)
    _keys(visit, "j")
    visit.page.wait_for_timeout(250)
    _keys(visit, "a")
    _told(visit, "claim 1 accepted")
    assert _focused(visit) == "2"
    _keys(visit, "x")
    visit.page.keyboard.type("a camp, no jack")  # the keys of the page are letters here
    _looks(visit, "reject")
    _keys(visit, "Enter")
    _told(visit, "claim 2 rejected")
    assert _focused(visit) == "3" and visit.page.locator("#c2.rejected").count() == 1
    _keys(visit, "n")
    visit.page.keyboard.type("ask the medic")
    _keys(visit, "Enter")
    _told(visit, "claim 3 noted")
    assert _focused(visit) == "3"
    _keys(visit, "k", "u")
    _told(visit, "claim 2 taken back")
    assert visit.page.locator("#c2.rejected").count() == 0
    first, second, third = (_reviews(visit, claim["id"]) for claim in claims[:3])
    assert [one["action"] for one in first] == ["accept"] and 0.2 <= first[0]["seconds"] < 60 and first[0]["by"] == "Ana <b>"
    assert [(one["action"], one["holds"]) for one in second] == [("reject", False), ("undo", True)]
    assert second[0]["why"] == "a camp, no jack" and third[0]["why"] == "ask the medic"
    _keys(visit, "?")
    assert visit.page.locator("#keys[open]").count() == 1
    _looks(visit, "keys")
    _keys(visit, "Escape")


def test_words_are_chosen_with_arrows_and_counted_in_characters(visit: Visit) -> None:
    path = _report(visit, "market")
    strike = next(line for line in _claims(visit, path) if line["trigger"]["text"].startswith("shelled"))
    visit.page.goto(f"{visit.home}{path}#c{strike['number']}")
    _keys(visit, "c")
    _looks(visit, "choose")
    _keys(visit, "5")
    visit.page.wait_for_selector(".sheet.live")
    _told(visit, "")
    words = [visit.page.evaluate("String(getSelection())")]
    _keys(visit, "ArrowLeft", "Shift+ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft")
    words.append(visit.page.evaluate("String(getSelection())"))
    visit.page.evaluate("getSelection().removeAllRanges()")
    _keys(visit, "Escape", "w", "ArrowLeft", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    chosen = visit.page.evaluate("String(getSelection())")
    _looks(visit, "words")
    _keys(visit, "Enter")
    _looks(visit, "chosen")
    _keys(visit, "Enter")
    _told(visit, "corrected")
    assert _focused(visit) == str(strike["number"])
    (made,) = [one for one in _reviews(visit, strike["id"]) if one["action"] == "correct"]
    value = next(one for one in made["value"] if one["text"] == chosen)
    assert value["text"] == TEXT[value["start"] : value["end"]] and len(chosen.split()) == 3
    assert all(words)


def test_words_are_marked_with_the_mouse(visit: Visit) -> None:
    path = _report(visit, "market")
    claim = next(line for line in _claims(visit, path) if line["trigger"]["text"].startswith("seized"))
    visit.page.goto(f"{visit.home}{path}#c{claim['number']}")
    at = TEXT.index("the bridge")
    mark = """([start, size]) => { const every = [...document.querySelectorAll('#text [data-s]')];
      const piece = every.findLast(one => one.dataset.s <= start);
      const node = piece.firstChild, from = start - piece.dataset.s, range = document.createRange();
      range.setStart(node, from); range.setEnd(node, Math.min(node.length, from + size));
      getSelection().removeAllRanges(); getSelection().addRange(range); return String(getSelection()); }"""
    chosen = visit.page.evaluate(mark, [at, 10]).strip()
    _keys(visit, "c", "5")
    visit.page.wait_for_selector(".sheet .chip")
    _keys(visit, "Enter")
    _told(visit, "corrected")
    made = _reviews(visit, claim["id"])[-1]
    assert made["value"][-1]["text"] == chosen and made["value"][-1]["start"] == at


def test_a_type_is_chosen_and_what_cannot_be_is_told(visit: Visit) -> None:
    path = _report(visit, "market")
    claim = _claims(visit, path)[0]
    visit.page.goto(f"{visit.home}{path}#c1")
    _keys(visit, "c", "1")
    visit.page.wait_for_selector(".sheet select[name=value]")
    visit.page.keyboard.type("shell")
    chosen = visit.page.input_value(".sheet select[name=value]")
    _keys(visit, "Enter")
    _told(visit, "claim 1 corrected")
    assert _reviews(visit, claim["id"])[-1]["value"]["type"] == chosen
    _keys(visit, "c", "7")
    visit.page.wait_for_selector(".sheet.live")
    visit.wrong.clear()
    _keys(visit, "Enter", "Enter")  # words that are no day
    visit.page.wait_for_selector(".sheet .problem")
    assert "no day is read" in visit.page.inner_text(".sheet .problem")
    assert all("422" in one for one in visit.wrong)
    visit.wrong.clear()
    _keys(visit, "Escape")
    assert _focused(visit) == "1" and visit.page.locator(".sheet").count() == 0


def test_text_that_runs_from_right_to_left(visit: Visit) -> None:
    path = _report(visit, "suakin")
    claim = _claims(visit, path)[0]
    visit.page.goto(f"{visit.home}{path}#c1")
    assert visit.page.evaluate("getComputedStyle(document.getElementById('text')).direction") == "rtl"
    _keys(visit, "c", "6")
    visit.page.wait_for_selector(".sheet.live")
    for _ in range(30):
        _keys(visit, "ArrowRight")  # back, in such a text
    _keys(visit, "ArrowLeft", "Shift+ArrowLeft", "Enter", "Enter")
    _told(visit, "corrected")
    value = _reviews(visit, claim["id"])[-1]["value"]
    assert value["text"] == " ".join(RTL.split()[1:3]) == RTL[value["start"] : value["end"]]


def test_the_page_of_a_claim_by_keyboard(visit: Visit) -> None:
    claim = _claims(visit, _report(visit, "market"))[-1]
    path = f"{visit.home}/claim/{claim['id']}"
    visit.page.goto(path)
    _keys(visit, "a")
    visit.page.wait_for_url("**said=accept**")
    _keys(visit, "n")
    visit.page.keyboard.type("by night")
    _keys(visit, "Enter")
    visit.page.wait_for_url("**said=note**")
    _keys(visit, "x")
    visit.page.keyboard.type("no bridge there")
    _keys(visit, "Enter")
    visit.page.wait_for_url("**said=reject**")
    _looks(visit, "claim")
    _keys(visit, "u")
    visit.page.wait_for_url("**said=undo**")
    _keys(visit, "c", "6")
    visit.page.wait_for_url("**/correct/place**")
    _looks(visit, "correct")
    _keys(visit, "Enter", "Enter")
    visit.page.wait_for_url("**said=correct**")
    done = [(one["action"], one["holds"]) for one in _reviews(visit, claim["id"])]
    assert done[-5:] == [("accept", True), ("note", True), ("reject", False), ("undo", True), ("correct", True)]
    assert all(one["seconds"] is not None for one in _reviews(visit, claim["id"])[-5:] if one["action"] != "undo")


def test_blind_hides_and_shows(visit: Visit) -> None:
    visit.page.click(".blind button")
    assert visit.page.get_attribute(".blind button", "aria-pressed") == "true"
    visit.page.click(".blind button")
    assert visit.page.get_attribute(".blind button", "aria-pressed") == "false"
    assert visit.page.inner_text(".coder") == "Ana <b>"


def test_without_javascript_the_same_forms_review(visit: Visit) -> None:
    claim = _claims(visit, _report(visit, "market"))[1]
    context = visit.page.context.browser.new_context(java_script_enabled=False)
    context.add_cookies(visit.page.context.cookies())
    page = context.new_page()
    page.goto(visit.home + _report(visit, "market"))
    page.click("#c2 [data-do=accept]")
    assert page.url.endswith("#c2") and "accepted" in page.inner_text("#c2")
    page.click("#c2 [data-do=correct]")
    page.click("[data-digit='4']")
    start = TEXT.index("Government")
    page.select_option("[name=first]", f"{start}:{start + 10}")
    page.select_option("[name=last]", f"{start + 11}:{start + 17}")
    for one in page.locator(".keep input").all():
        one.uncheck()
    page.click("text=Save")
    assert page.url.endswith("#c2")
    made = _reviews(visit, claim["id"])[-1]
    assert made["value"][0]["text"] == "Government forces" and "seconds" not in made
    context.close()
