"""The web app for tests: over a ledger of hand-made reports, through the gate, without a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient

from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import bundle, draft
from tacitus.model.document import Zone
from tacitus.model.ids import bytes_id
from tacitus.model.readout import Readout
from tacitus.model.span import Span
from tacitus.views.web.app import make_app
from tacitus.views.web.assets import Assets
from tacitus.views.web.gate import Gate
from tacitus.views.web.weighed import Weighed
from tests.ledgers import AT, Report, enter, enter_others, make_ledger
from tests.readouts import TEXT, make_readout

PORT = 8230
HOME = f"http://127.0.0.1:{PORT}"
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202egnp.\x07"


@contextmanager
def client(ledger: Ledger, weighed: Weighed | None = None, assets: Assets | None = None) -> Iterator[TestClient]:
    """A reader who has come in by the printed address."""
    gate = Gate(PORT)
    app = make_app(ledger, gate, weighed, assets)
    with TestClient(app, base_url=HOME, raise_server_exceptions=False) as made:
        assert made.get(gate.address).status_code == 200
        yield made


def some_ledger(folder: Path) -> Ledger:
    """Three reports: two copies of one another, and a second version of a page."""
    ledger = make_ledger(folder / "march.tacitus.db", [Report(1), Report(2)])
    enter_others(ledger, Report(1), Report(2))
    enter(ledger, Report(1, "0.2.0"))
    return ledger


def evil_ledger(folder: Path) -> Ledger:
    """One report in which everything that a stranger can write is hostile."""
    ledger = make_ledger(folder / "evil.tacitus.db")
    made = _evil(make_readout())
    data = TEXT.encode()
    with ledger.writes() as writer:
        whole = bundle(made)
        arrival: dict[str, str | None] = {
            "uri": "javascript:alert(3)//" + EVIL,
            "key": EVIL,
            "identity": whole.text.record.id,
            "document": bytes_id(data),
        }
        arrival |= {"text": whole.text.record.id, "why_not": None, "at": AT, "by": EVIL}
        kept = [whole.build, writer.keep(bytes_id(data), data), whole.text, whole.reading, draft("arrival", arrival)]
        writer.add(kept)
    return ledger


def _evil(made: Readout) -> Readout:
    """The readout with hostile names; the text ends in hostile words, too."""
    document = made.document
    text = f"{document.text}\n{EVIL}\n"
    zones = (*document.zones, Zone(document.zones[-1].kind, Span(len(document.text), len(text))))
    document = replace(document, text=text, zones=zones, title=EVIL, publisher=EVIL, agency=f"agency {EVIL}", uri=EVIL, key=EVIL)
    actors = tuple(replace(one, value=replace(one.value, name=EVIL, kind=EVIL)) if one.value else one for one in made.actors)
    claims = tuple(
        replace(
            claim,
            said_by=tuple(replace(mouth, name=EVIL) for mouth in claim.said_by),
            agents=tuple(replace(party, name=EVIL) for party in claim.agents),
            targets=tuple(replace(party, name=EVIL) for party in claim.targets),
            place=replace(claim.place, name=EVIL) if claim.place else None,
        )
        for claim in made.claims
    )
    return replace(made, document=document, actors=actors, claims=claims, groups=(), agreements=())


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def links(self) -> list[str]:
        """Every address that the page leads to or loads."""
        return [value for _, attributes in self.found for name in ("href", "src", "action") if (value := attributes.get(name))]


def every_page(reader: TestClient) -> list[str]:
    """The address of every page that a reader can come to by pressing links, on this machine."""
    found, left = ["/"], ["/"]
    while left:
        for link in Tags(reader.get(left.pop()).text).links():
            path = link.partition("#")[0]
            ours = path.startswith("/") and not path.partition("?")[0].endswith(("/judge", "/review", "/undo", "/blind"))
            own = ours and not path.startswith(("//", "/static", "/assets", "/theme", "/leave", "/weigh", "/save", "/drawn.svg"))
            if own and path not in found and len(found) < 150:
                found.append(path)
                if not path.endswith(("/original", ".json", "/trace")) and not path.startswith("/api"):
                    left.append(path)
    return found
