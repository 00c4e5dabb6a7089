"""Watching feeds: what is asked of a host and when, what is kept between two visits, and the list of feeds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tacitus.errors import InputError, TableError
from tacitus.intake.fetch import Fetched, Known, NotModified
from tacitus.intake.hosts import Hosts
from tacitus.intake.options import Options, Take
from tacitus.intake.poll import Visit, is_due, poll
from tacitus.intake.refused import Denied, Refused
from tacitus.intake.robots import read_robots
from tacitus.intake.watchlist import WatchedFeed, read_watchlist
from tacitus.model.source import Skipped, Source
from tests.web import Handler, Web, serving

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PAGE = b"<!doctype html><h1>Ferry hit</h1><p>" + b"Three crewmen were killed when a mine sank the ferry off Hodeidah. " * 3


@dataclass
class Clock:
    """Time that goes on only in sleep."""

    at: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as there:
        yield there


@pytest.fixture
def clock() -> Clock:
    return Clock()


def options(**more: object) -> Options:
    return Options(allow_private_addresses=True, **more)  # type: ignore[arg-type]


def rss(*links: str) -> bytes:
    items = "".join(f"<item><title>Ferry</title><link>{link}</link></item>" for link in links)
    return f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'.encode()


def watched(web: Web, **more: object) -> WatchedFeed:
    return WatchedFeed(web.url("/feed"), "Courier", **more)  # type: ignore[arg-type]


def visit(
    web: Web, clock: Clock, before: Visit | None = None, held: Callable[[str], bool] = lambda _: False, **more: object
) -> tuple[list[Source | Skipped], Visit]:
    *items, last = poll(watched(web, **more), before, options(), clock.now, clock.sleep, held)
    assert isinstance(last, Visit), "the visit comes last"
    assert not any(isinstance(item, Visit) for item in items)
    return [item for item in items if not isinstance(item, Visit)], last


def failed(web: Web, clock: Clock, status: int = 500, **headers: str) -> Visit:
    web.put("/feed", b"", status, **headers)
    items, last = visit(web, clock)
    assert [type(item) for item in items] == [Skipped]
    return last


# one visit


def test_a_visit_gives_the_pages_and_what_to_keep(web: Web, clock: Clock) -> None:
    web.put("/one", PAGE)
    web.put("/feed", rss("/one"), ETag='"x1"', Last_Modified="Tue, 05 Mar 2024 11:00:00 GMT")
    (source,), last = visit(web, clock, publisher="Courier")
    assert isinstance(source, Source)
    assert (source.uri, source.given.publisher) == (web.url("/one"), "Courier")
    assert (last.url, last.etag, last.last_modified) == (web.url("/feed"), '"x1"', "Tue, 05 Mar 2024 11:00:00 GMT")
    assert (last.status, last.failures, last.at, last.next_at) == (200, 0, clock.at, clock.at + HALF_HOUR)
    assert "tacitus" in web.headers["User-Agent"]


def test_a_feed_that_did_not_change_costs_one_question(web: Web, clock: Clock) -> None:
    def tell(handler: Handler) -> None:
        same = handler.headers["If-None-Match"] == '"x1"'
        handler.send(b"" if same else rss(), 304 if same else 200, ETag='"x1"')

    web.pages["/feed"] = tell
    _, first = visit(web, clock)
    clock.at += timedelta(hours=1)
    items, again = visit(web, clock, first)
    assert items == []
    assert again == replace(first, at=clock.at, status=304, next_at=clock.at + HALF_HOUR)


def test_what_is_held_is_not_asked_for_again(web: Web, clock: Clock) -> None:
    web.put("/two", PAGE)
    web.put("/feed", rss("/one", "/two"))
    items, _ = visit(web, clock, held=lambda link: link.endswith("/one"))
    assert [item.uri for item in items] == [web.url("/two")]
    assert "/one" not in web.asked


def test_an_entry_to_be_asked_for_again_makes_the_next_visit_read_the_whole_feed(web: Web, clock: Clock) -> None:
    web.put("/feed", rss("/one"), ETag='"x1"')
    web.put("/one", b"", 500)
    assert visit(web, clock)[1].etag is None
    web.put("/one", b"", 404)
    assert visit(web, clock)[1].etag == '"x1"'


def test_a_visit_broken_off_leaves_nothing_to_keep(web: Web, clock: Clock) -> None:
    web.put("/one", PAGE)
    web.put("/feed", rss("/one", "/two"))
    assert isinstance(next(poll(watched(web), None, options(), clock.now, clock.sleep)), Source)
    assert "/two" not in web.asked


# failures


def test_pauses_double_after_failures_up_to_a_day_and_a_success_ends_them(web: Web, clock: Clock) -> None:
    web.put("/feed", b"", 500)
    before, pauses = None, []
    for _ in range(9):
        _, before = visit(web, clock, before)
        pauses.append(before.next_at - before.at)
        assert before.status == 500
    assert pauses == [HALF_HOUR * n for n in (2, 4, 8, 16, 32, 48, 48, 48, 48)]
    web.put("/feed", rss())
    _, last = visit(web, clock, before)
    assert (last.failures, last.next_at - last.at) == (0, HALF_HOUR)


def test_a_feed_visited_less_than_daily_is_not_visited_more_often_when_it_fails(web: Web, clock: Clock) -> None:
    web.put("/feed", b"", 500)
    _, last = visit(web, clock, every=timedelta(days=3))
    assert last.next_at - last.at == timedelta(days=3)


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("7200", timedelta(hours=2)),
        ("1", timedelta(hours=1)),
        ("Tue, 05 Mar 2024 16:00:00 GMT", timedelta(hours=4)),
        ("Tue, 05 Mar 2019 16:00:00 GMT", timedelta(hours=1)),
        ("soon", timedelta(hours=1)),
        ("999999999999999999999", timedelta(days=7)),
        ("Tue, 05 Mar 2999 16:00:00 GMT", timedelta(days=7)),
        ("Tue, 99 Mar 2024 16:00:00 GMT", timedelta(hours=1)),
    ],
)
def test_a_server_that_says_when_to_come_back_is_believed(web: Web, clock: Clock, header: str, pause: timedelta) -> None:
    for status in (429, 503):
        last = failed(web, clock, status, Retry_After=header)
        assert (last.status, last.next_at - NOON) == (status, pause)


def test_marks_outlive_a_failure(web: Web, clock: Clock) -> None:
    before = Visit(web.url("/feed"), '"x1"', None, NOON, 200, 0, NOON)
    assert visit(web, clock, before)[1].etag == '"x1"'
    web.put("/feed", b"<html>Maintenance", ETag='"y"')
    items, last = visit(web, clock, before)
    assert "it is no feed" in str(items)
    assert (last.etag, last.failures) == ('"x1"', 1)


def test_a_host_without_an_answer_is_a_failure_without_a_status(clock: Clock) -> None:
    feed = WatchedFeed("http://127.0.0.1:9/feed", "Courier")
    skipped, last = poll(feed, None, options(), clock.now, clock.sleep)
    assert isinstance(skipped, Skipped)
    assert isinstance(last, Visit)
    assert (last.status, last.failures) == (0, 1)


def test_a_feed_is_due_when_its_time_has_come() -> None:
    last = Visit("http://courier.example/", None, None, NOON, 200, 0, NOON + HALF_HOUR)
    assert is_due(None, NOON)
    assert not is_due(last, NOON + HALF_HOUR - timedelta(seconds=1))
    assert is_due(last, NOON + HALF_HOUR)


# what is asked of a host


def test_between_two_pages_of_a_host_lies_a_pause(web: Web, clock: Clock) -> None:
    web.put("/feed", rss("/one", "/two"))
    visit(web, clock)
    assert clock.slept == [2.0, 2.0]
    assert web.asked == ["/robots.txt", "/feed", "/one", "/two"]


def test_a_longer_pause_is_kept_where_robots_txt_asks_for_it(web: Web, clock: Clock) -> None:
    web.put("/robots.txt", b"User-agent: *\nCrawl-delay: 30")
    web.put("/feed", rss("/one"))
    visit(web, clock)
    assert clock.slept == [30.0]


def test_feeds_of_one_pass_share_their_pauses_and_robots_txt(web: Web, clock: Clock) -> None:
    web.put("/feed", rss())
    hosts = Hosts(options(), clock.now, clock.sleep)
    for _ in range(3):
        list(poll(watched(web), None, options(), clock.now, clock.sleep, hosts=hosts))
    assert clock.slept == [2.0, 2.0]
    assert web.asked.count("/robots.txt") == 1


def test_no_pause_is_owed_to_a_host_left_alone_for_long_enough(web: Web, clock: Clock) -> None:
    hosts = Hosts(options(), clock.now, clock.sleep)
    hosts.get(web.url("/one"))
    clock.at += timedelta(seconds=1.5)
    hosts.get(web.url("/two"))
    clock.at += timedelta(seconds=60)
    hosts.get(web.url("/three"))
    assert clock.slept == [0.5]


def test_a_redirect_is_a_request_like_any_other(web: Web, clock: Clock) -> None:
    web.put("/robots.txt", b"User-agent: tacitus\nDisallow: /private")
    web.put("/moved", b"", 302, Location="/private")
    answer = Hosts(options(), clock.now, clock.sleep).get(web.url("/moved"))
    assert answer == Refused("the host's robots.txt does not allow it")
    assert clock.slept == []
    assert "/private" not in web.asked


def test_a_host_that_asks_to_wait_is_asked_for_nothing_more(web: Web, clock: Clock) -> None:
    web.put("/feed", rss("/one", "/two", "/three"), ETag='"x1"')
    web.put("/one", b"", 429, Retry_After="60")
    items, last = visit(web, clock)
    assert [getattr(item, "why_not", "")[:20] for item in items] == ["the server answered ", *["its host asked to wa"] * 2]
    assert web.asked[-1] == "/one"
    assert last.etag is None


def test_a_host_that_is_silent_three_times_is_left(clock: Clock) -> None:
    hosts = Hosts(options(host_seconds=0.0), clock.now, clock.sleep)
    answers = [hosts.get("http://127.0.0.1:9/a") for _ in range(4)]
    assert isinstance(answers[3], Refused)
    assert "did not answer 3 times" in answers[3].why_not


def test_a_host_is_asked_again_when_it_has_rested(web: Web, clock: Clock) -> None:
    hosts = Hosts(options(), clock.now, clock.sleep)
    for retry, rest in (("60", HALF_HOUR), ("7200", timedelta(hours=2))):
        web.put("/page", b"", 429, Retry_After=retry)
        hosts.get(web.url("/page"))
        web.put("/page", PAGE)
        clock.at += rest - timedelta(seconds=1)
        assert isinstance(hosts.get(web.url("/page")), Refused)
        clock.at += timedelta(seconds=1)
        assert isinstance(hosts.get(web.url("/page")), Fetched)


def test_robots_txt_is_asked_again_after_a_day_or_sooner_where_it_could_not_be_had(web: Web, clock: Clock) -> None:
    hosts = Hosts(options(), clock.now, clock.sleep)
    web.put("/page", PAGE)
    web.put("/robots.txt", b"", 500)
    assert isinstance(hosts.get(web.url("/page")), Denied)
    web.put("/robots.txt", b"User-agent: *\nAllow: /")
    assert isinstance(hosts.get(web.url("/page")), Denied)
    clock.at += HALF_HOUR
    assert isinstance(hosts.get(web.url("/page")), Fetched)
    web.put("/robots.txt", b"User-agent: *\nDisallow: /")
    clock.at += timedelta(hours=23)
    assert isinstance(hosts.get(web.url("/page")), Fetched)
    clock.at += timedelta(hours=1)
    assert isinstance(hosts.get(web.url("/page")), Refused)


def test_hosts_pass_on_what_is_known(web: Web, clock: Clock) -> None:
    web.put("/page", b"", 304)
    hosts = Hosts(options(), clock.now, clock.sleep)
    assert hosts.get(web.url("/page"), Known(etag='"x1"')) == NotModified(web.url("/page"))


# robots.txt


def rules(text: str) -> Fetched:
    return Fetched("http://courier.example/robots.txt", text.encode(), "text/plain", None)


@pytest.mark.parametrize(
    ("answer", "why_not"),
    [
        (rules("User-agent: *\nDisallow: /a"), "does not allow it"),
        (rules("User-agent: tacitus\nDisallow: /\n\nUser-agent: *\nDisallow:"), "does not allow it"),
        (rules("User-agent: *\nDisallow: /\n\nUser-agent: Tacitus\nAllow: /"), None),
        (rules("User-agent: otherbot\nDisallow: /"), None),
        (rules("<!doctype html><p>There is no such page."), None),
        (rules("\ufeffUser-agent: *\r\nDisallow: /"), "does not allow it"),
        (rules("User-agent: *\nCrawl-delay: 86400"), "86,400 seconds"),
        (rules(""), None),
        (Denied("404", 404), None),
        (Denied("410", 410), None),
        (Denied("401", 401), "closed to us (401)"),
        (Denied("403", 403), "closed to us (403)"),
        (Denied("500", 500), "for now"),
        (Denied("429", 429), "for now"),
        (Denied("no answer"), "for now"),
        (Refused("more than 5 redirects"), "for now"),
    ],
)
def test_robots_txt_is_obeyed(answer: Fetched | Refused, why_not: str | None) -> None:
    refusal = read_robots(answer).refusal("http://courier.example/a")
    assert refusal is None if why_not is None else refusal is not None and why_not in refusal.why_not


def test_a_robots_txt_without_end_is_read_as_far_as_half_a_megabyte() -> None:
    assert read_robots(rules("User-agent: *\nDisallow: /\n" + "#" * 10_000_000)).refusal("http://courier.example/a")


# the list of feeds


def test_a_list_of_feeds_becomes_rows(tmp_path: Path) -> None:
    path = tmp_path / "FEEDS.toml"
    path.write_text(
        '[[feed]]\nurl = "https://courier.example/rss"\n\n'
        '[[feed]]\nurl = "https://radio.example/a"\nname = "Radio"\nevery = "2h"\npublisher = "Radio Gao"\ntake = "feed"\n'
    )
    assert read_watchlist(path) == (
        WatchedFeed("https://courier.example/rss", "https://courier.example/rss"),
        WatchedFeed("https://radio.example/a", "Radio", timedelta(hours=2), "Radio Gao", Take.FEED),
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("", "no feed in it"),
        ("feed = 3", "no list of tables"),
        ("[[feed]]\nname = 'x'", "url"),
        ("[[feed]]\nurl = 3", "url"),
        ("[[feed]]\nurl = 'ftp://x.example/'", "url: only http and https"),
        ("[[feed]]\nurl = 'https://x.example/'\nevry = '3h'", "unknown field 'evry'"),
        ("[[feed]]\nurl = 'https://x.example/'\nevery = '10s'", "every: '10s'"),
        ("[[feed]]\nurl = 'https://x.example/'\nevery = '1m'", "every: '1m'"),
        ("[[feed]]\nurl = 'https://x.example/'\nevery = '99d'", "every: '99d'"),
        ("[[feed]]\nurl = 'https://x.example/'\ntake = 'all'", "take: 'all'"),
        ("[[feed]]\nurl = 'https://x.example/'\n[[feed]]\nurl = 'https://x.example/'", "feed 2: url"),
        ("[[feed", "not TOML"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_key(tmp_path: Path, rows: str, reason: str) -> None:
    path = tmp_path / "FEEDS.toml"
    path.write_text(rows)
    with pytest.raises(TableError) as error:
        read_watchlist(path)
    assert str(path) in str(error.value)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_list_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_watchlist(tmp_path / "none.toml")
    (tmp_path / "wide.toml").write_bytes(b"\xff\xfe[")
    with pytest.raises(InputError, match="not UTF-8"):
        read_watchlist(tmp_path / "wide.toml")
