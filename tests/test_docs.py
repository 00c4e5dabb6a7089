"""The docs are under test: their examples run, their links lead somewhere, and they speak of the project alone."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_python_examples_run(page: Path) -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for number, block in enumerate(PYTHON.findall(page.read_text(encoding="utf8"))):
        if ">>>" in block:
            result = runner.run(parser.get_doctest(block, {}, f"{page.name}-{number}", str(page), 0))
            assert result.failed == 0


def _commands() -> list[tuple[str, str]]:
    """Every `$ tacitus ...` line of a console block, with the page it stands on."""
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text(encoding="utf8")):
            for line in block.split("\n"):
                if line.startswith("$ tacitus ") and "|" not in line and "https://" not in line:
                    found.append((page.name, line[2:]))
    return found


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of the examples."""
    folder = tmp_path_factory.mktemp("week")
    (folder / "examples").symlink_to(ROOT / "examples")
    for words in (
        ["init", "week.tacitus.db"],
        ["add", "examples", "--ledger", "week.tacitus.db"],
        ["weigh", "--ledger", "week.tacitus.db"],
    ):
        subprocess.run([sys.executable, "-m", "tacitus", *words], cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize(("page", "line"), _commands())
def test_console_examples_run(page: str, line: str, tmp_path: Path, week: Path) -> None:
    words = shlex.split(line.partition(">")[0])
    shutil.copytree(week, tmp_path, symlinks=True, dirs_exist_ok=True)
    program = [sys.executable, "-m", "tacitus", *words[1:]]
    own = {**os.environ, "TACITUS_LEDGER": "week.tacitus.db"}
    done = subprocess.run(program, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf8")):
        assert (page.parent / target).exists(), target
