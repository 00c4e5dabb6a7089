"""The entries of a feed become reports: the page of each is fetched, or its text taken from the feed, and that is said."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

from tacitus.intake.document import to_document
from tacitus.intake.feeds import Feed, FeedEntry, read_feed
from tacitus.intake.fetch import Fetched
from tacitus.intake.hosts import Hosts
from tacitus.intake.options import Options, Take
from tacitus.intake.refused import Denied, Refused
from tacitus.intake.sniff import HEAD, Kind, kind_of, not_text
from tacitus.model.source import Given, Skipped, Source

STEP = "intake"
Item = Source | Skipped
Held = Callable[[str], bool]
_MEDIA_TYPES = {Kind.HTML: "text/html", Kind.TEXT: "text/plain"}
_LASTING = frozenset({401, 403, 404, 410, 451})


@dataclass(frozen=True, slots=True)
class FeedBytes:
    """A feed as it arrived. `uri` is the address that answered, from which its links are seen."""

    key: str
    uri: str
    data: bytes
    charset: str | None = None


def nothing_held(_: str) -> bool:
    return False


def read_entries(there: FeedBytes, options: Options, hosts: Hosts, held: Held = nothing_held) -> Generator[Item, None, bool | None]:
    """The reports of a feed's entries that are not `held`, by their links.

    Returns whether all of them were settled, so that only a changed feed need be read again; None where it is no feed.
    """
    feed = read_feed(there.data, there.uri, there.charset)
    if isinstance(feed, Refused):
        yield Skipped(there.key, STEP, feed.why_not, uri=there.uri)
        return None
    yield from _about(there, feed)
    settled = True
    for number, entry in enumerate(feed.entries, 1):
        if entry.link is not None and held(entry.link):
            continue
        settled &= yield from _reports(there, number, entry, options, hosts)
    return settled


def _about(there: FeedBytes, feed: Feed) -> Iterator[Item]:
    if not feed.entries:
        yield Skipped(there.key, STEP, "the feed has no entry", uri=there.uri)
    elif feed.fault:
        count = len(feed.entries)
        yield Skipped(there.key, STEP, f"the feed is damaged: {feed.fault}; {count} of its entries could be read", uri=there.uri)


def _reports(there: FeedBytes, number: int, entry: FeedEntry, options: Options, hosts: Hosts) -> Generator[Item, None, bool]:
    """One entry's report. Returns whether asking again would bring nothing else."""
    key = entry.link or f"{there.key}#{number}"
    wants_feed = options.take is Take.FEED
    if entry.is_full and (wants_feed or entry.link is None):
        if not wants_feed:
            yield Skipped(key, STEP, "the entry has no link; its text is taken from the feed", uri=key)
        yield _from_feed(key, entry, options)
        return True
    if entry.link is None:
        yield Skipped(key, STEP, "the entry has neither a link nor a full text", uri=there.uri)
        return True
    if wants_feed:
        why = f"the feed holds {entry.characters} characters of it, no full text; its page is fetched"
        yield Skipped(key, STEP, why, uri=key)
    answer = hosts.get(entry.link)
    page = _page(entry, answer, options) if isinstance(answer, Fetched) else answer
    if isinstance(page, Source):
        yield page
        return True
    why_not = page.why_not if isinstance(page, Refused) else "the server gave no page"
    yield Skipped(key, STEP, f"{why_not}; its text is taken from the feed" if entry.is_full else why_not, uri=key)
    if entry.is_full:
        yield _from_feed(key, entry, options)
    return entry.is_full or not isinstance(page, Denied) or page.status in _LASTING


def _page(entry: FeedEntry, answer: Fetched, options: Options) -> Source | Refused:
    """The page behind an entry. The feed's date is given only where the page states none of its own."""
    link, head = entry.link or answer.uri, answer.data[:HEAD]
    what = not_text(head)
    if what or not head.strip():
        return Refused(f"its page is {what}: save it as text or HTML" if what else "its page is empty")
    if len(answer.data) > options.limits.report_bytes:
        return Refused(f"larger than {options.limits.report_bytes:,} bytes: no single report is")
    media_type = _MEDIA_TYPES.get(kind_of(head, answer.uri.partition("?")[0], answer.media_type))
    if media_type is None:
        return Refused("its page is neither HTML nor text")
    source = Source(link, link, answer.data, media_type, answer.charset, options.given)
    if entry.published is None or options.given.published is not None:
        return source
    made = to_document(source, options.limits)
    is_undated = not isinstance(made, Skipped) and made.published.days is None
    return replace(source, given=replace(source.given, published=entry.published)) if is_undated else source


def _from_feed(key: str, entry: FeedEntry, options: Options) -> Source:
    """The content of an entry as it stands in the feed, with the title and the day that the feed gives it."""
    given = options.given
    said = Given(given.published or entry.published, given.publisher, given.title or entry.title)
    return Source(key, key, entry.content.encode("utf-8", "replace"), entry.media_type, "utf-8", said)
