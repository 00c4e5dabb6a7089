"""How hosts are treated: robots.txt asked once a day, a pause between two pages, no more of a host that asks to wait."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tacitus.intake.addresses import checked_url
from tacitus.intake.fetch import NEW, Fetched, Known, NotModified, fetch, fetch_again
from tacitus.intake.options import Options
from tacitus.intake.refused import Denied, Refused
from tacitus.intake.robots import Robots, read_robots

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]
_ASKS_TO_WAIT = frozenset({429, 503})
MOST_SILENT = 3  # requests in a row without an answer, after which a host is left
KEPT = timedelta(days=1)  # how long a robots.txt holds, by RFC 9309
REST = timedelta(minutes=30)  # how long a host is left that asked to wait, was silent, or could not give its robots.txt
LONGEST_RETRY = timedelta(days=7)


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Hosts:
    """Fetches as `fetch_again` does, politely. `now` and `sleep` are its clock; what it remembers of a host grows old."""

    def __init__(self, options: Options, now: Clock, sleep: Sleep) -> None:
        self._options, self._now, self._sleep = options, now, sleep
        self._robots: dict[str, tuple[Robots, datetime]] = {}
        self._next: dict[str, datetime] = {}
        self._closed: dict[str, tuple[Denied, datetime]] = {}
        self._silent: dict[str, int] = {}

    def get(self, uri: str, known: Known = NEW) -> Fetched | NotModified | Refused:
        """The answer of an address, after the wait that its host is owed."""
        limits, private = self._options.limits, self._options.allow_private_addresses
        answer = fetch_again(uri, limits, private, known, self._gate)
        self._note(_host(uri), answer)
        return answer

    def _gate(self, uri: str) -> Refused | None:
        """Asked before each hop: may it be fetched, and waits until it may."""
        url = checked_url(uri)
        if isinstance(url, Refused):
            return url
        host = _host(uri)
        closed, until = self._closed.get(host, (None, self._now()))
        if closed is not None and self._now() < until:
            return closed
        self._closed.pop(host, None)
        robots = self._rules(f"{url.scheme}://{url.netloc}")
        refusal = robots.refusal(uri)
        if refusal is None:
            self._wait(host, max(self._options.host_seconds, robots.delay))
        return refusal

    def _rules(self, origin: str) -> Robots:
        robots, until = self._robots.get(origin, (None, self._now()))
        if robots is None or self._now() >= until:
            options = self._options
            robots = read_robots(fetch(f"{origin}/robots.txt", options.limits, options.allow_private_addresses))
            self._robots[origin] = robots, self._now() + (REST if robots.shut else KEPT)
        return robots

    def _wait(self, host: str, pause: float) -> None:
        now = self._now()
        start = max(self._next.get(host, now), now)
        if start > now:
            self._sleep((start - now).total_seconds())
        self._next[host] = start + timedelta(seconds=pause)

    def _note(self, host: str, answer: Fetched | NotModified | Refused) -> None:
        """Remembers a host that asks to wait, or does not answer."""
        if host in self._closed:
            return
        silent = isinstance(answer, Denied) and answer.status is None
        self._silent[host] = self._silent.get(host, 0) + 1 if silent else 0
        if isinstance(answer, Denied) and answer.status in _ASKS_TO_WAIT:
            why_not = f"its host asked to wait ({answer.status}), so nothing more is asked of it for now"
            until = self._now() + max(REST, retry_pause(answer.retry_after, self._now()))
            self._closed[host] = Denied(why_not, answer.status, answer.retry_after), until
        elif self._silent[host] >= MOST_SILENT:
            why_not = f"its host did not answer {MOST_SILENT} times, so it is not asked again for now"
            self._closed[host] = Denied(why_not), self._now() + REST
            self._silent[host] = 0


def retry_pause(retry_after: str | None, at: datetime) -> timedelta:
    """What a Retry-After header asks for, in seconds or by a date: at most a week, nothing where it is neither."""
    words = (retry_after or "").strip()
    if words.isdecimal():
        return min(timedelta(seconds=min(int(words[:12]), 10**6)), LONGEST_RETRY)
    try:
        then = parsedate_to_datetime(words)
    except (ValueError, OverflowError):
        return timedelta()
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return min(max(then - at, timedelta()), LONGEST_RETRY)


def _host(uri: str) -> str:
    url = checked_url(uri)
    return "" if isinstance(url, Refused) else (url.host or "").casefold()
