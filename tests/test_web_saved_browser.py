"""Saved pages in a real browser, from the disk and without any network: nothing is asked for, axe has nothing to say.

With TACITUS_SCREENSHOTS=FOLDER a picture of a saved page, for docs/web.md, is made there.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tacitus.profiles import profile_named
from tacitus.views.web.app import pages_of
from tacitus.views.web.assets import find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.saving import saved_page
from tacitus.views.web.stored import Stored
from tests.private import private_ledger
from tests.test_web_browser import AXE, CHROMIUM, FLAGS, playwright
from tests.test_web_saved import DAY, paths_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
SIZES = ((1280, "light"), (390, "dark"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One page of each kind, saved under the profile for anyone."""
    folder = tmp_path_factory.mktemp("saved")
    ledger = private_ledger(folder)
    desk, made = Desk(ledger, Stored(ledger.backend), find_assets()), {}
    for path in paths_of(ledger):
        kind = path.strip("/").split("/")[0].split("?")[0] or "overview"
        kind += "" if path.count("/") < 2 else "-one"
        if kind not in made:
            made[kind] = folder / f"{kind}.html"
            page = saved_page(desk, pages_of, path, profile_named("full" if kind in ("claim-one", "actor-one") else "public"), DAY)
            made[kind].write_text(page.html, encoding="utf8")
    ledger.close()
    return made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


def test_a_saved_page_asks_for_nothing(files: dict[str, Path], chromium: Any) -> None:
    assert {"overview", "incidents-one", "groups-one", "agreements-one", "report-one", "claim-one", "about"} <= files.keys()
    for kind, file in files.items():
        for width, scheme in SIZES:
            context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
            page, wrong = context.new_page(), []
            page.on("console", lambda said: wrong.append(said.text))  # noqa: B023
            page.on("request", lambda asked: wrong.append(asked.url))  # noqa: B023
            page.goto(file.as_uri())
            assert wrong == [file.as_uri()], kind
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (kind, width)
            dark = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
            assert dark == scheme, kind
            context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core here: python assets/build.py --dev")
def test_axe_finds_nothing_in_a_saved_page(files: dict[str, Path], chromium: Any) -> None:
    for kind, file in files.items():
        for scheme in ("light", "dark"):
            context = chromium.new_context(bypass_csp=True, color_scheme=scheme)
            page = context.new_page()
            page.goto(file.as_uri())
            page.add_script_tag(path=str(AXE))
            found = page.evaluate("axe.run().then(done => done.violations.map(one => [one.id, one.nodes[0].html]))")
            assert found == [], kind
            context.close()


def test_it_prints_black_on_white(files: dict[str, Path], chromium: Any, tmp_path: Path) -> None:
    page = chromium.new_page(color_scheme="dark", viewport={"width": 720, "height": 1000})
    for kind in ("incidents-one", "overview"):
        page.goto(files[kind].as_uri())
        page.emulate_media(media="print")
        colours = page.evaluate(
            "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.documentElement))"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), kind
        assert page.pdf(path=str(tmp_path / f"{kind}.pdf"), format="A4")
    folder = os.environ.get("TACITUS_SCREENSHOTS")
    if folder:
        page.emulate_media(media="screen", color_scheme="light")
        page.screenshot(path=str(Path(folder) / "saved-light-720.png"))
    page.close()
