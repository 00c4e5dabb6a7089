"""What a host's robots.txt allows this program, by RFC 9309: none is leave, a closed door or a broken server is not."""

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from tacitus.intake.fetch import AGENT, Fetched
from tacitus.intake.refused import Denied, Refused

MOST_BYTES = 512_000
LONGEST_DELAY = 600.0  # seconds; a host that asks for more is left alone
_CLOSED = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host. `shut` is why none of its pages may be fetched; `delay` the seconds it asks for between them."""

    shut: Refused | None = None
    delay: float = 0.0
    rules: RobotFileParser | None = None

    def refusal(self, uri: str) -> Refused | None:
        """Why an address of this host is not fetched, or None."""
        if self.shut is not None or self.rules is None or self.rules.can_fetch(AGENT, uri):
            return self.shut
        return Refused("the host's robots.txt does not allow it")


def read_robots(answer: Fetched | Refused) -> Robots:
    """The rules that the answer for /robots.txt means."""
    if isinstance(answer, Fetched):
        return _rules(answer.data[:MOST_BYTES])
    status = answer.status if isinstance(answer, Denied) else None
    if status in _CLOSED:
        return Robots(Denied(f"the host's robots.txt is closed to us ({status}), so its pages are left", status))
    if status is not None and 400 <= status < 500 and status != 429:
        return Robots()
    retry = answer.retry_after if isinstance(answer, Denied) else None
    return Robots(Denied(f"the host's robots.txt cannot be had for now ({answer.why_not}), so its pages are left", status, retry))


def _rules(data: bytes) -> Robots:
    rules = RobotFileParser()
    try:
        rules.parse(data.decode("utf-8-sig", "replace").splitlines())
        delay = float(rules.crawl_delay(AGENT) or 0)
    except ValueError:
        return Robots(Refused("the host's robots.txt is broken, so its pages are left"))
    if delay > LONGEST_DELAY:
        return Robots(Refused(f"the host's robots.txt asks for {delay:,.0f} seconds between two pages, longer than we wait"))
    return Robots(delay=delay, rules=rules)
