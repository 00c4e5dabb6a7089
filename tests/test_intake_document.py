"""Bytes become a Document or a reason, never a traceback."""

import codecs
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.intake.decode import Decoded, decode
from tacitus.intake.document import to_document
from tacitus.intake.language import not_english
from tacitus.intake.refused import Refused
from tacitus.model.document import Document, ZoneKind
from tacitus.model.source import Given, Skipped, Source

REPORT = "Shells fell on the market in Kadugli on Tuesday, and the medics said that nine people were killed."
RUSSIAN = "Ночью по городу был нанесён удар, погибли семь человек, сообщили власти области. " * 4
ARABIC = "قتل سبعة أشخاص في قصف على المدينة ليلا وقالت السلطات المحلية إن القصف استمر. " * 4


def document(data: bytes | str, **rest: object) -> Document:
    made = to_document(Source("key", "uri", data if isinstance(data, bytes) else data.encode(), **rest))  # type: ignore[arg-type]
    assert isinstance(made, Document), made
    return made


def refusal(data: bytes | str, **rest: object) -> str:
    made = to_document(Source("key", "uri", data if isinstance(data, bytes) else data.encode(), **rest))  # type: ignore[arg-type]
    assert isinstance(made, Skipped), made
    assert "\n" not in made.why_not
    return made.why_not


def check(made: Document) -> None:
    """Zones are in order, do not overlap, and hold every letter."""
    at = 0
    for zone in made.zones:
        assert zone.span.of(made.text).strip()
        assert zone.span.start >= at
        assert not any(char.isalpha() for char in made.text[at : zone.span.start]), (made, at, zone)
        assert zone.credit is None or zone.span.contains(zone.credit)
        at = zone.span.end
    assert not any(char.isalpha() for char in made.text[at:])
    if made.dateline:
        for part in (made.dateline.place, made.dateline.day, made.dateline.agency):
            assert part is None or made.dateline.span.contains(part)


# laws


MARKS = [
    "\n",
    "\n\n",
    "\r\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u202e",
    "<p>",
    "</div>",
    "<table>",
    "<!--",
    "--",
    " — ",
    "(Reuters)",
    "©",
    "- ",
]
WORDS = [
    "the",
    "and",
    "said",
    "KYIV",
    "March 3",
    "Read more",
    "Photo by AFP",
    "Shells fell.",
    "By Amal Idris",
    "News / Sudan",
    "2024",
    "Кiїв",
    "غزة",
]


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_become_a_document_or_a_reason(data: bytes) -> None:
    made = to_document(Source("key", "uri", data))
    assert isinstance(made, Document | Skipped)
    if isinstance(made, Document):
        check(made)


@given(st.lists(st.sampled_from(MARKS + WORDS) | st.text(max_size=12), max_size=40), st.sampled_from(["", "<html><body>", REPORT]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_or_markup_has_sound_zones(pieces: list[str], before: str) -> None:
    text = before + " ".join(pieces)
    made = to_document(Source("key", "uri", text.encode("utf-8", "replace"), given=Given(title="Shells fell")))
    if isinstance(made, Document):
        check(made)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_plain_text_is_kept_character_by_character(words: str) -> None:
    text = f"{words}\u00a0\r\n\r\n{REPORT}\n\n\t{words}"
    made = to_document(Source("key", "uri", text.encode(), "text/plain", "utf-8"))
    if isinstance(made, Document):
        assert made.text == text


# encodings


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + REPORT.encode(), "utf-8 (bom)"),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16 (bom)"),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16 (bom)"),
        (REPORT.encode("utf-32"), "utf-32 (bom)"),
        (REPORT.encode("utf-16-le"), "utf-16-le (no bom)"),
        (REPORT.encode("utf-16-be"), "utf-16-be (no bom)"),
    ],
)
def test_the_text_is_the_same_in_every_unicode_encoding(data: bytes, encoding: str) -> None:
    made = document(data)
    assert (made.text, made.encoding) == (REPORT, encoding)


def test_what_decided_is_recorded() -> None:
    quoted = f"“{REPORT}”"
    assert document(quoted.encode("cp1252"), charset="windows-1252").encoding == "cp1252 (stated)"
    assert document(quoted.encode("cp1252")).encoding == "cp1252 (its marks are the same in all Windows code pages)"
    assert document(f"{REPORT} Ibrahim Boubacar Keïta fled.".encode("cp1252")).encoding == "cp1252 (guessed: Latin letters)"
    assert document(f"{REPORT} Adré fell.", charset="iso-8859-1").encoding == "utf-8 (its bytes; stated as iso-8859-1)"
    assert document(REPORT.encode(), charset="no-such-charset").encoding == "utf-8"
    assert document(REPORT.encode(), charset="base64").encoding == "utf-8"
    page = f'<html><head><meta charset="windows-1251"></head><body><p>«{REPORT}» Тарас</p></body></html>'
    assert document(page.encode("cp1251")).encoding == "cp1251 (meta)"
    assert "«Shells" in document(page.encode("cp1251")).text


@pytest.mark.parametrize(("text", "name"), [(RUSSIAN, "cp1251"), (ARABIC, "cp1256"), (RUSSIAN, "koi8_r"), (RUSSIAN, "utf-16-le")])
def test_old_code_pages_are_recognised_so_that_the_refusal_names_the_language(text: str, name: str) -> None:
    decoded = decode(text.encode(name))
    assert isinstance(decoded, Decoded)
    assert decoded.text == text
    language = "Russian" if text is RUSSIAN else "Arabic"
    assert language in refusal(text.encode(name))


def test_mixed_encodings_are_counted_or_refused_never_hidden() -> None:
    body = (REPORT + " Nine were from Adré, two from Abéché.\n").encode()
    few = document(body * 20 + "café".encode("cp1252"))
    assert few.encoding == "utf-8 (1 broken byte replaced by U+FFFD)"
    assert few.text.count("\ufffd") == 1
    assert "mixed" in refusal("é".encode() * 30 + b"the dead and the \xe9\xe8 that \xe9\xe8 were \xe9 said" + b"x")


def test_a_statement_that_does_not_fit_the_bytes_is_not_believed() -> None:
    assert document(REPORT.encode("utf-16-le"), charset="ascii").text == REPORT
    assert document(codecs.BOM_UTF8 + REPORT.encode(), charset="utf-16").encoding == "utf-8 (bom)"


def test_a_record_keeps_its_first_character_though_it_looks_like_a_bom() -> None:
    made = document("\ufeff" + REPORT, media_type="text/plain", charset="utf-8")
    assert made.text[0] == "\ufeff"
    check(made)


# hostile and hopeless


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n "])
def test_nothing_is_refused(data: bytes) -> None:
    assert refusal(data) == "it is empty"


def test_what_has_no_words_is_refused() -> None:
    assert "no words" in refusal("12345 --- 678")
    assert "no report" in refusal("<html><body><script>alert('the war and the rest')</script></body></html>")


def test_a_text_longer_than_a_report_is_refused_quickly() -> None:
    assert "longer than" in refusal("Shells fell. " * 100_000)
    assert "larger than" in refusal(b"Shells fell. " * 4_000_000)


def test_one_endless_line_within_the_limit_is_read() -> None:
    check(document("Shells fell on the town and the medics said that nine had died " * 3_000))
    assert "longer than" in refusal("x" * 5_000_000)


def test_many_short_lines_are_read() -> None:
    check(document(REPORT + "\n" + "Kyiv and the rest\n" * 12_000))


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "blockquote"])
def test_ten_thousand_nested_tags_are_refused(tag: str) -> None:
    assert "tags inside one another" in refusal("<html><body>" + f"<{tag}>" * 10_000 + f"<p>{REPORT}")


def test_markup_as_deep_as_allowed_is_read() -> None:
    assert REPORT in document("<html><body>" + "<div>" * 300 + f"<p>{REPORT}</p>" * 3).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><p>{}",
        "<html><body><p>{}</b></i></p></p></table>",
        "<html><body><p class='x\"y' id==>{}<p",
        "<!doctype html><html><!-- {} --><p>{}",
        "<html><head><script type='application/ld+json'>{{'broken</script></head><body><p>{}</p></body></html>",
        "<html><head><script type='application/ld+json'>[[[[[[null,1,true]]]]]]</script></head><body><p>{}</p></body></html>",
        "<html><body><p>{}</p><img onerror=alert(1) src=x><iframe src='javascript:1'></iframe></body></html>",
        "<?xml version='1.0' encoding='utf-16'?><html><body><p>{}</p></body></html>",
    ],
)
def test_broken_markup_still_gives_its_words(page: str) -> None:
    made = document(page.replace("{{", "{").replace("{}", REPORT), media_type="text/html")
    assert REPORT in made.text
    check(made)


def test_quotation_marks_that_are_never_closed_and_marks_of_direction_stay() -> None:
    text = f"“{REPORT}\n\n“\u202bThey fled\u202c,” he said\u200b, and the \u2067road\u2069 was cut: 'all of it.\n"
    made = document(text)
    assert made.text == text
    check(made)


# language


@pytest.mark.parametrize(
    "text",
    [
        "TWELVE PEOPLE WERE KILLED AND THE ARMY BLAMED THE GUERRILLAS, RADIO SAID.",
        "The commander (زياد خلف) was held by the army.",
        "Rebels seize Goma airport",
        "At least 12 dead in Gao blast",
        "Clashes near Zaporizhzhia, Kherson, Kharkiv",
    ],
)
def test_english_passes(text: str) -> None:
    assert not_english(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Doce personas murieron en un ataque contra un puesto de policía en Arauca, dijeron las autoridades.", "Spanish"),
        ("Douze personnes ont été tuées dans une attaque près de Gao, selon l'armée.", "French"),
        ("Двоє солдатів загинули внаслідок нічного обстрілу міста, повідомила влада області.", "Ukrainian"),
        ("در حمله دیروز به شهر دو سرباز کشته شدند و چند نفر دیگر زخمی شدند", "Persian"),
        ("以色列空袭加沙地带造成多人死亡", "Chinese"),
        ("Dün geceki çatışmada on iki asker öldü, köylüler kaçtı.", "Turkish"),
    ],
)
def test_another_language_is_named(text: str, language: str) -> None:
    refused = not_english(text)
    assert isinstance(refused, Refused)
    assert language in refused.why_not


# the stated day


def test_the_given_day_goes_before_all_others() -> None:
    made = document(f"Title of it\n\nPublished: 3 March 2022\n\n{REPORT}", given=Given(published="2024-04-16T23:30:00-05:00"))
    assert made.published.days is not None
    assert (made.published.days.start, made.published.basis) == (date(2024, 4, 16), "given")
    assert made.published.moment is not None


def test_a_line_of_the_page_states_the_day() -> None:
    made = document(f"Shells hit Kadugli\n\nPublished: 3 March 2022 10:15 GMT\n\nUpdated: 4 March 2022\n\n{REPORT}")
    assert made.published.days is not None
    assert (made.published.days.start, made.published.basis, made.modified) == (date(2022, 3, 3), "metadata", "4 March 2022")


def test_a_record_with_a_date_that_could_be_two_goes_on_without() -> None:
    made = document(REPORT, given=Given(published="03/04/2024"))
    assert made.published.days is None
    assert "03/04/2024" in str(made.published.why_not)


def test_without_a_stated_day_there_is_none_and_why() -> None:
    made = document(f"KADUGLI, March 3 (SUNA) — {REPORT}")
    assert (made.published.days, made.published.basis) == (None, None)
    assert made.published.why_not == "neither given nor stated on the page"
    assert made.dateline is not None
    assert made.dateline.day is not None


def test_given_words_outrank_what_the_page_says() -> None:
    made = document(f"Shells hit Kadugli\n\n{REPORT}\n\n© 2022 Radio Kivu", given=Given(publisher="Archive", title="Another title"))
    assert (made.publisher, made.title) == ("Archive", "Another title")
    assert made.zones[0].kind is ZoneKind.TITLE
