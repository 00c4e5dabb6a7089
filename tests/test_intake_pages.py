"""HTML pages: the report's words, and what the page says of itself."""

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from tacitus.intake.document import to_document
from tacitus.model.document import Document
from tacitus.model.source import Source

LEAD = "Artillery shells struck a crowded market in Omdurman on Tuesday, killing at least 12 people, medics said."


def page(body: str, head: str = "") -> Document:
    made = to_document(Source("key", "uri", f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()))
    assert isinstance(made, Document), made
    return made


def linked(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


ARTICLE = f"""
<nav><a href=/>Home</a> <a href=/w>World</a></nav>
<article><h1>Shells hit market in Omdurman</h1><p class="byline">By Amal Idris</p>
<figure><img src=a.jpg><figcaption>Smoke rises over Omdurman. <span>(Photo by AFP)</span></figcaption></figure>
<p>KHARTOUM, Sudan (AFP) — {LEAD}</p>
<blockquote><p>“We saw people running everywhere,” said a trader.</p></blockquote>
<p>The dead included:</p><ul><li>four women</li><li>two children, aged 3 and 9</li></ul>
<table><tr><th>Hospital</th><th>Dead</th></tr><tr><td>Al-Nao</td><td>8</td></tr></table>
<h2>Second wave</h2><p>A second wave came at dusk.<br>It hit the bus station.</p></article>
<aside><h3>Related</h3><a href=x>Other story</a></aside><script>var war = "the script";</script><style>p {{ color: red }}</style>
<footer>© 2024 The Nile Courier. All rights reserved.</footer>"""


def test_the_text_holds_every_paragraph_quotation_list_and_table_and_no_noise() -> None:
    made = page(ARTICLE)
    assert made.text.split("\n\n") == [
        "Shells hit market in Omdurman",
        "Smoke rises over Omdurman. (Photo by AFP)",
        f"KHARTOUM, Sudan (AFP) — {LEAD}",
        "“We saw people running everywhere,” said a trader.",
        "The dead included:",
        "- four women\n- two children, aged 3 and 9",
        "Hospital | Dead\nAl-Nao | 8",
        "Second wave",
        "A second wave came at dusk.",
        "It hit the bus station.\n",
    ]


def test_title_and_captions_are_zones_of_their_own() -> None:
    made = page(ARTICLE)
    assert [(str(zone.kind), zone.credit.of(made.text) if zone.credit else None) for zone in made.zones] == [
        ("title", None),
        ("caption", "(Photo by AFP)"),
        ("body", None),
        ("body", None),
    ]
    assert (made.title, made.byline, made.agency, made.media_type) == (
        "Shells hit market in Omdurman",
        "Amal Idris",
        "Agence France-Presse",
        "text/html",
    )


def test_a_caption_by_class_is_a_caption() -> None:
    made = page(
        f'<div class="wp-caption"><img src=a><p class="wp-caption-text">Troops in Dilling.</p></div><p>{LEAD}</p><p>{LEAD}</p>'
    )
    assert ("caption", "Troops in Dilling.") in [(str(zone.kind), zone.span.of(made.text)) for zone in made.zones]


def test_a_title_that_the_text_lacks_is_put_before_it() -> None:
    made = page(f"<p>{LEAD}</p>", '<meta property="og:title" content="Shells hit Omdurman">')
    assert made.text.startswith("Shells hit Omdurman\n\nArtillery")
    assert (
        page(f"<p>{LEAD}</p>", "<title>Shells hit a market in Omdurman | Nile Courier</title>").title
        == "Shells hit a market in Omdurman"
    )


NEWS = {
    "@type": "NewsArticle",
    "headline": "Shells hit Omdurman",
    "datePublished": "2024-04-16T23:30:00-05:00",
    "dateModified": "2024-04-18T08:00:00Z",
}
AUTHOR = "Amal Idris"
PUBLISHER = {"@type": "NewsMediaOrganization", "@id": "#us", "name": "The Nile Courier"}


@pytest.mark.parametrize(
    "things",
    [
        [{**NEWS, "publisher": PUBLISHER, "author": {"@type": "Person", "name": "Amal Idris"}}],
        [{**NEWS, "publisher": "The Nile Courier", "author": "Amal Idris"}],
        [[{"@type": "WebSite"}, {**NEWS, "publisher": [PUBLISHER], "author": [{"name": "Amal Idris"}, {"name": "Amal Idris"}]}]],
        [{"@graph": [{**NEWS, "publisher": {"@id": "#us"}, "author": {"@id": "#a"}}, PUBLISHER, {"@id": "#a", "name": AUTHOR}]}],
        [{"mainEntity": {**NEWS, "@type": ["NewsArticle", "Thing"], "publisher": PUBLISHER, "author": ["Amal Idris"]}}],
        [{"@type": "WebPage", "datePublished": "2020-01-01"}, {**NEWS, "publisher": PUBLISHER, "author": {"name": "Amal Idris"}}],
    ],
)  # fmt: skip
def test_json_ld_is_read_in_every_shape(things: list[object]) -> None:
    made = page(f"<p>{LEAD}</p>", linked(*things))
    assert made.published.days is not None
    assert made.published.days.start == date(2024, 4, 16)
    assert made.published.moment == datetime(2024, 4, 16, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert (made.modified, made.publisher, made.byline, made.title) == (
        "2024-04-18T08:00:00Z",
        "The Nile Courier",
        "Amal Idris",
        "Shells hit Omdurman",
    )
    assert made.published.basis == "metadata"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="article:published_time" content="2024-04-16T23:30"><meta name="article:modified_time" content="2024-04-18">',
        '<meta name="DC.date.issued" content="2024-04-16"><meta http-equiv="last-modified" content="2024-04-18">',
        '<meta itemprop="datePublished" content="16 April 2024"><meta itemprop="dateModified" content="2024-04-18">',
        '<time itemprop="datePublished" datetime="2024-04-16"></time><time itemprop="dateModified" datetime="2024-04-18"></time>',
        '<time pubdate datetime="2024-04-16T10:00">16/4</time><time class="entry-updated" datetime="2024-04-18">18/4</time>',
        '<time class="published" datetime="2024-04-16T10:00+02:00"></time><time class="updated" datetime="2024-04-18">18/4</time>',
    ],
)
def test_published_and_modified_are_read_from_marked_elements_and_kept_apart(markup: str) -> None:
    made = page(f"{markup}<p>{LEAD}</p>")
    assert made.published.days is not None
    assert (made.published.days.start, made.published.days.end) == (date(2024, 4, 16), date(2024, 4, 16))
    assert str(made.modified).startswith("2024-04-18")


def test_a_bare_time_counts_only_where_it_is_the_only_day() -> None:
    one, other = '<time datetime="2024-04-16">Tue</time>', '<time datetime="2023-01-01">old</time>'
    assert page(f"{one}<p>{LEAD}</p>{one}").published.days is not None
    assert page(f"{one}<p>{LEAD}</p>{other}").published.days is None


def test_json_ld_goes_before_meta_elements_and_a_modified_day_is_never_the_published_one() -> None:
    made = page(f"<p>{LEAD}</p>", linked(NEWS) + '<meta property="article:published_time" content="2024-04-01">')
    assert made.published.why == "JSON-LD datePublished: 2024-04-16T23:30:00-05:00"
    only = page(f"<p>{LEAD}</p>", '<meta property="article:modified_time" content="2024-04-18">')
    assert (only.published.days, only.modified) == (None, "2024-04-18")


def test_section_and_publisher_come_from_meta_elements_or_a_trail() -> None:
    made = page(
        f"<p>{LEAD}</p>", '<meta property="og:site_name" content="Nile Courier"><meta property="article:section" content="Sudan">'
    )
    assert (made.publisher, made.section) == ("Nile Courier", "Sudan")
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"name": "Home"}, {"item": {"name": "Africa"}}, {"name": "Shells hit Omdurman"}],
    }
    assert page(f"<p>{LEAD}</p>", linked(trail)).section == "Africa"


def test_an_author_that_is_only_an_address_is_no_byline() -> None:
    assert page(f"<p>{LEAD}</p>", '<meta property="article:author" content="https://facebook.com/courier">').byline is None


@pytest.mark.parametrize(
    "script",
    ["{", "null", '"x"', '{"@graph": 3}', '{"@type": "NewsArticle", "publisher": 3, "author": [[[[]]]], "headline": {"a": 1}}'],
)
def test_a_broken_script_says_nothing(script: str) -> None:
    made = page(f"<p>{LEAD}</p>", f'<script type="application/ld+json">{script}</script>')
    assert (made.publisher, made.byline, made.published.days) == (None, None, None)


def test_nothing_of_a_script_nested_without_end_is_a_traceback() -> None:
    deep = '{"@type": "NewsArticle", "headline": ' + "[" * 900 + "]" * 900 + "}"
    deeper = '{"@graph": ' * 50_000
    assert (
        page(
            f"<p>{LEAD}</p>",
            f'<script type="application/ld+json">{deep}</script><script type="application/ld+json">{deeper}</script>',
        ).title
        is None
    )
