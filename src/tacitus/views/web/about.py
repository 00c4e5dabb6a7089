"""About the data: what the ledger holds and lacks, which builds read it, by which rules."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response

from tacitus.ledger import shelf
from tacitus.profiles import DEFAULT, profiles
from tacitus.views.web.desk import Desk
from tacitus.views.web.site import page

LISTS = ("types", "standings", "countries", "speakers", "publishers", "without")


@dataclass(frozen=True, slots=True)
class Rules:
    """A table of rules in force: its file, what it opens by saying, how many rows it has."""

    file: str
    says: str
    rows: int


def show(desk: Desk, request: Request) -> Response:
    """The page."""
    with desk.view() as view:
        return page(
            request,
            "about.html",
            desk.assets,
            title="About the data",
            ledger=view.name(),
            begun=shelf.begun(view.connection),
            stats=view.stats(),
            lists=LISTS,
            builds=shelf.builds(view.connection),
            tables=tables(),
            profiles=tuple(profiles().values()),
            default=DEFAULT,
        )


@cache
def tables() -> tuple[Rules, ...]:
    """The tables of the build that shows this page."""
    root = resources.files("tacitus")
    found = []
    for room in ("questions", "claims", "incidents", "threads", "copies", "measures", "profiles"):
        folder = root / room
        files = sorted(_tomls(folder), key=lambda item: item[0]) if folder.is_dir() else []
        found += [_rules(f"{room}/{name}", text) for name, text in files]
    return tuple(found)


def _tomls(folder: "resources.abc.Traversable", above: str = "") -> "list[tuple[str, str]]":
    found = []
    for child in folder.iterdir():
        if child.is_dir():
            found += _tomls(child, f"{above}{child.name}/")
        elif child.name.endswith(".toml"):
            found.append((above + child.name, child.read_text(encoding="utf8")))
    return found


def _rules(file: str, text: str) -> Rules:
    """The first line of a table is a comment that says what it is."""
    first = text.partition("\n")[0].lstrip("# ")
    return Rules(file, first, sum(line.startswith("[[") for line in text.split("\n")))
