"""Feeds become the reports behind their entries; what is taken from the feed itself is said."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.intake.document import to_document
from tacitus.intake.feeds import FULL, Feed, read_feed
from tacitus.intake.options import Options, Take
from tacitus.intake.refused import Refused
from tacitus.intake.sources import sources
from tacitus.model.document import Document
from tacitus.model.source import Given, Skipped, Source
from tests.web import Handler, Web, serving

HOME = "https://courier.example/feed"
LONG = "<p>Drones struck a fuel depot near Port Sudan.</p>" + "<p>Witnesses heard the blasts in the harbour until dawn.</p>" * 12
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title>
<item><title>Depot &amp; harbour <![CDATA[<b>hit</b>]]></title><link>/one</link><pubDate>Sat, 06 May 2023 23:30:00 -0500</pubDate>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Two</title><link>https://courier.example/two</link><description>Short.</description></item>
<item><title>Two again</title><link>https://courier.example/two</link></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><updated>2023-05-06T07:08:09Z</updated>
<entry><title type="html">Convoy &lt;b>hit&lt;/b></title><link rel="enclosure" href="https://courier.example/a.mp3"/>
<link href="https://courier.example/one"/><published>2023-05-06T07:08:09Z</published><updated>2023-06-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A convoy was hit near Gao.</p></div></content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Courier</title></channel>
<item rdf:about="https://courier.example/1"><title>One</title><link>https://courier.example/1</link><dc:date>2023-05-06</dc:date></item>
</rdf:RDF>"""
PAGE = "<!doctype html><head>{}</head><h1>Depot hit</h1><p>" + "Two guards were killed when drones struck the depot on Friday. " * 5


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as there:
        yield there


def feed(data: bytes) -> Feed:
    read = read_feed(data, HOME)
    assert isinstance(read, Feed), read
    return read


def why_not(data: bytes) -> str:
    read = read_feed(data, HOME)
    assert isinstance(read, Refused), read
    assert "\n" not in read.why_not
    return read.why_not


def options(take: Take = Take.PAGE, **more: object) -> Options:
    return Options(allow_private_addresses=True, take=take, host_seconds=0.0, **more)  # type: ignore[arg-type]


def entry(link: str, content: str = "", date: str = "") -> str:
    body = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><title>Depot hit</title><link>{link}</link>{f'<pubDate>{date}</pubDate>' if date else ''}{body}</item>"


def rss(*entries: str) -> bytes:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title>'
    return f"{head}{''.join(entries)}</channel></rss>".encode()


# what a feed holds


def test_rss_gives_its_entries_once_each_in_order() -> None:
    first, second = feed(RSS).entries
    assert (first.link, first.title) == ("https://courier.example/one", "Depot & harbour hit")
    assert first.published == "Sat, 06 May 2023 23:30:00 -0500"
    assert first.content == LONG
    assert first.is_full
    assert (second.link, second.title, second.is_full) == ("https://courier.example/two", "Two", False)


def test_atom_and_rdf_are_feeds_too() -> None:
    (atom,) = feed(ATOM).entries
    assert (atom.link, atom.title, atom.published) == ("https://courier.example/one", "Convoy hit", "2023-05-06T07:08:09Z")
    assert "A convoy was hit near Gao." in atom.content
    (rdf,) = feed(RDF).entries
    assert (rdf.link, rdf.published) == ("https://courier.example/1", "2023-05-06")


def test_a_change_is_no_publication() -> None:
    changed = ATOM.replace(b"<published>2023-05-06T07:08:09Z</published>", b"")
    assert feed(changed).entries[0].published is None


def test_a_date_in_words_that_only_the_feed_reader_knows_is_given_in_utc() -> None:
    odd = RSS.replace(b"Sat, 06 May 2023 23:30:00 -0500", b"Sat, 6 May 23 23:30:00 EST")
    assert feed(odd).entries[0].published == "2023-05-07T04:30:00Z"


def test_entities_of_a_feed_open_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    read = read_feed(entity.encode() + rss("<item><title>&x;</title></item>"), HOME)
    assert "secret" not in str(getattr(read, "entries", "")).replace(str(secret), "")


def test_entities_that_multiply_are_bounded() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]><rss version="2.0"><channel><item><title>&l11;</title></item></channel></rss>'
    )
    read = read_feed(bomb.encode(), HOME)
    assert isinstance(read, Refused) or len(str(read.entries)) < 1_000_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><p>Not found.</p></body></html>", "no feed (RSS or Atom)"),
        (b"Shells fell on Kadugli.", "no feed (RSS or Atom)"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "no feed (RSS or Atom)"),
        (b"<?xml version='1.0'?><urlset></urlset>", "no feed (RSS or Atom)"),
        (b"  \n", "empty"),
        (b"<rss>" + b" " * 5_000_000, "larger than"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(data: bytes, reason: str) -> None:
    assert reason in why_not(data)


def test_broken_xml_is_read_as_far_as_it_goes_and_said() -> None:
    read = feed(RSS[:-60])
    assert read.fault is not None
    assert "XML is broken" in read.fault
    assert read.entries[0].link == "https://courier.example/one"


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from([RSS, ATOM, RDF])))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(data) - 1))
        data[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data[: draw(st.integers(0, len(data)))])


@settings(max_examples=300, deadline=None)
@given(st.one_of(damaged(), st.binary(max_size=300)))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(read_feed(data, HOME), Feed | Refused)


# what becomes of its entries


def test_a_feed_becomes_the_pages_behind_its_entries(web: Web) -> None:
    page = PAGE.format("").encode()
    web.put("/one", page, Content_Type="text/html; charset=utf-8")
    web.put("/feed", rss(entry("/one"), entry("/gone")), Content_Type="application/rss+xml")
    source, skipped = sources(web.url("/feed"), options(given=Given(publisher="Courier")))
    assert isinstance(source, Source)
    assert (source.key, source.uri, source.data) == (web.url("/one"), web.url("/one"), page)
    assert (source.media_type, source.charset, source.given) == ("text/html", "utf-8", Given(publisher="Courier"))
    assert isinstance(skipped, Skipped)
    assert (skipped.key, skipped.why_not) == (web.url("/gone"), "the server answered 404 Not Found")


def test_a_feed_in_a_file_or_on_standard_input_is_one_too(web: Web, tmp_path: Path) -> None:
    web.put("/one", PAGE.format("").encode())
    data = rss(entry(web.url("/one")))
    (tmp_path / "feed.xml").write_bytes(data)
    assert [item.key for item in sources(str(tmp_path / "feed.xml"), options())] == [web.url("/one")]
    assert [item.key for item in sources("-", options(stdin=io.BytesIO(data)))] == [web.url("/one")]


def test_a_feed_inside_a_folder_reaches_for_no_address(web: Web, tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_bytes(rss(entry(web.url("/one"))))
    (item,) = sources(str(tmp_path), options())
    assert isinstance(item, Skipped)
    assert "name it by itself" in item.why_not
    assert web.asked == []


def test_the_feeds_date_is_given_only_to_a_page_without_one(web: Web) -> None:
    date = "Sat, 06 May 2023 07:08:09 GMT"
    web.put("/bare", PAGE.format("").encode())
    web.put("/dated", PAGE.format('<meta property="article:published_time" content="2023-05-05T10:00:00Z">').encode())
    bare, dated = sources(web.put("/feed", rss(entry("/bare", date=date), entry("/dated", date=date))), options())
    assert isinstance(bare, Source)
    assert isinstance(dated, Source)
    assert (bare.given.published, dated.given.published) == (date, None)
    made = to_document(dated)
    assert isinstance(made, Document)
    assert str(made.published.days and made.published.days.start) == "2023-05-05"


def test_a_page_that_is_not_to_be_had_is_taken_from_a_feed_that_holds_all_of_it_and_that_is_said(web: Web) -> None:
    address = web.put("/feed", rss(entry("/gone", LONG, "Sat, 06 May 2023 07:08:09 GMT")))
    skipped, source = sources(address, options())
    assert isinstance(skipped, Skipped)
    assert skipped.why_not == "the server answered 404 Not Found; its text is taken from the feed"
    assert isinstance(source, Source)
    assert (source.uri, source.data, source.media_type) == (web.url("/gone"), LONG.encode(), "text/html")
    assert source.given == Given("Sat, 06 May 2023 07:08:09 GMT", None, "Depot hit")
    made = to_document(source)
    assert isinstance(made, Document)
    assert "fuel depot near Port Sudan" in made.text


def test_a_person_may_take_full_texts_from_the_feed(web: Web) -> None:
    web.put("/two", PAGE.format("").encode())
    full, said, fetched = sources(web.put("/feed", rss(entry("/one", LONG), entry("/two", "Short."))), options(Take.FEED))
    assert isinstance(full, Source)
    assert full.data == LONG.encode()
    assert isinstance(said, Skipped)
    assert said.why_not == "the feed holds 6 characters of it, no full text; its page is fetched"
    assert isinstance(fetched, Source)
    assert b"Two guards" in fetched.data
    assert web.url("/one").removeprefix(web.address) not in web.asked


def test_an_entry_without_a_link_needs_a_full_text(web: Web) -> None:
    address = web.put("/feed", rss("<item><title>One</title></item>", entry("", LONG)))
    none, said, source = sources(address, options())
    assert (none.key, getattr(none, "why_not", "")) == (f"{address}#1", "the entry has neither a link nor a full text")
    assert "the entry has no link" in str(said)
    assert isinstance(source, Source)
    assert source.key == f"{address}#2"


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"%PDF-1.7", "application/pdf", "a PDF"),
        (rss(), "text/html", "a feed"),
        (b'{"a": 1}', "application/json", "neither HTML nor text"),
        (b" ", "text/html", "empty"),
    ],
)
def test_an_entry_whose_page_is_none_is_skipped(web: Web, body: bytes, kind: str, reason: str) -> None:
    web.put("/one", body, Content_Type=kind)
    (item,) = sources(web.put("/feed", rss(entry("/one"))), options())
    assert isinstance(item, Skipped)
    assert reason in item.why_not


def test_links_lead_only_to_the_web_and_not_into_this_machine(web: Web, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(entry("file:///etc/hostname"), entry(web.url("/one"))))
    for item in sources(str(tmp_path / "feed.xml"), Options(host_seconds=0.0)):
        assert isinstance(item, Skipped)
    assert web.asked == []


def test_damage_and_emptiness_are_said(web: Web) -> None:
    web.put("/one", PAGE.format("").encode())
    said, source = sources(web.put("/feed", rss(entry("/one"))[:-9]), options())
    assert "the feed is damaged" in str(said)
    assert isinstance(source, Source)
    (none,) = sources(web.put("/feed", rss()), options())
    assert getattr(none, "why_not", "") == "the feed has no entry"


def test_a_feed_that_is_no_xml_is_skipped(web: Web) -> None:
    web.put("/feed", b"<html><p>Maintenance</p></html>", Content_Type="application/rss+xml")
    (item,) = sources(web.url("/feed"), options())
    assert isinstance(item, Skipped)
    assert "it is no feed (RSS or Atom)" in item.why_not


def test_a_page_is_asked_for_politely_also_when_a_person_adds_a_feed(web: Web) -> None:
    web.put("/robots.txt", b"User-agent: *\nDisallow: /private/")
    web.put("/private/one", PAGE.format("").encode())
    web.put("/two", PAGE.format("").encode())
    address = web.put("/feed", rss(entry("/private/one"), entry("/two")))
    shut, source = sources(address, options())
    assert getattr(shut, "why_not", "") == "the host's robots.txt does not allow it"
    assert isinstance(source, Source)
    assert web.asked == ["/feed", "/robots.txt", "/two"]


def test_a_full_text_is_five_hundred_characters_without_its_markup() -> None:
    words = "<p class='x'>" * 200 + "x" * (FULL - 1)
    assert not feed(rss(entry("/a", words))).entries[0].is_full
    assert feed(rss(entry("/a", words + "x"))).entries[0].is_full


def test_the_server_is_never_asked_by_the_feed_reader(web: Web) -> None:
    def fail(handler: Handler) -> None:
        raise AssertionError("asked")

    web.pages["/never"] = fail
    assert isinstance(read_feed(web.url("/never").encode(), HOME), Refused)
    assert web.asked == []
