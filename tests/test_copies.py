"""Two texts side by side: what is a copy, what is not, and the laws that hold for any two texts."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.copies.confirm import TOLD, Compared, compare, compare_words, confirm, copy_of
from tacitus.copies.passages import runs
from tacitus.copies.quoted import quoted
from tacitus.copies.words import report_words, words_of
from tacitus.model.copy import Copy, Passage
from tacitus.model.document import Document, Published, Zone, ZoneKind
from tacitus.model.span import Span
from tests.stories import QUOTED, RIDGE, RIVER

ANY = st.text(st.characters(codec=None), max_size=300)
PIECES = [
    *RIVER.replace("\n", " ").split(". "),
    *RIDGE.replace("\n", " ").split(". "),
    "“No.”",
    '"',
    "",
    "\n\n",
    "٣ قتلى",
    "死者三名",
]
MIXED = st.lists(st.sampled_from(PIECES), max_size=14).map(". ".join)
TEXTS = st.one_of(ANY, MIXED)


def words(text: str) -> str:
    return " ".join(words_of(text).fold)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (RIVER, "same text"),
        (RIVER.replace("\n", " "), "same text"),
        (RIVER.replace("“", '"').replace("”", '"').replace("'", "’").replace(" of ", "\u00a0of "), "same text"),
        (RIVER.upper(), "same text"),
        ("RAID ON A MARKET\n\nBy our staff\n\n" + RIVER + "\n\nMore on this soon.", "shared passages"),
        (RIVER[: len(RIVER) // 3], "shared passages"),
        (RIVER[len(RIVER) // 2 :], "shared passages"),
        (RIVER.replace("fourteen", "sixteen").replace("thirty", "forty").replace("killed", "shot dead"), "shared passages"),
        (RIVER + "\n\n" + RIDGE, "shared passages"),
        (RIDGE, None),
        ("", None),
        (QUOTED, None),
    ],
)
def test_a_print_of_a_story_is_a_copy_and_another_story_is_not(text: str, how: str | None) -> None:
    assert compare(RIVER, text).how == how


def test_a_short_cut_is_wholly_in_the_long_story_and_not_the_other_way() -> None:
    found = confirm(RIVER[: len(RIVER) // 3], RIVER)
    assert found and found.share_left > 0.95 and found.share_right < 0.5


def test_one_quotation_in_two_reports_makes_no_copy_and_is_noted() -> None:
    other = f"{RIDGE}\n\n{QUOTED} a clerk from Tillaro told a meeting in the valley."
    found = compare(RIVER, other)
    assert found.how is None and found.passages == () and "quotations only" in found.why
    assert [words(one.left.of(RIVER)) for one in found.quotations] == [words(QUOTED)]


def test_a_statement_quoted_by_a_report_is_no_copy_of_it() -> None:
    statement = RIVER.split("\n\n")[1].replace("\n", " ")
    report = f"{RIDGE}\n\nThe army said: “{statement}” It gave no figures."
    assert compare(statement, report).how is None


def test_a_few_sentences_in_common_are_no_copy() -> None:
    assert compare(RIVER, RIDGE + "\n\n" + RIVER.rsplit(". ", 1)[1]).how is None


def test_one_agency_credited_by_both_asks_for_less() -> None:
    other = f"{RIDGE}\n\n{RIVER[:200]}"
    assert compare(RIVER, other).how is None
    assert compare(RIVER, other, agency=True).how == "agency credit + passages"
    assert compare(RIVER, RIDGE, agency=True).how is None


@pytest.mark.parametrize(("left", "right"), [("Two dead in Goma.", "Two dead in Goma today."), ("", ""), ("...", "!")])
def test_short_and_empty_texts_are_never_copies_and_it_is_said_why(left: str, right: str) -> None:
    found = compare(left, right)
    assert found.how is None and found.why
    assert confirm(left, right) is None


def test_a_short_text_is_a_copy_of_the_same_text() -> None:
    assert compare("Two dead in Goma.", "TWO DEAD IN GOMA").how == "same text"
    assert len(words_of("Two dead in Goma.")) < TOLD


def test_what_a_page_puts_around_a_report_makes_no_copies() -> None:
    notice = RIDGE.replace("\n", " ")
    pages = [_page(RIVER[:150], notice), _page("Elsewhere nothing was heard of any raid.", notice)]
    left, right = (report_words(page) for page in pages)
    assert compare_words(left, right).how is None and compare(pages[0].text, pages[1].text).how == "shared passages"
    assert words(pages[0].text).startswith(" ".join(left.fold))


def test_a_passage_never_runs_over_what_was_left_out() -> None:
    photo = "Soldiers beside a burnt lorry near the old landing"
    head, tail = RIVER[:300], RIVER[300:]
    text = f"{head}\n{photo}\n{tail}"
    words_left = words_of(text, (Span(301, 301 + len(photo)),))
    found = compare_words(words_left, words_of(head + tail))
    assert found.how == "same text" and len(found.passages) == 2
    assert all(photo not in one.left.of(text) for one in found.passages)


def _page(body: str, notice: str) -> Document:
    text = f"{body}\n\n{notice}"
    zones = (Zone(ZoneKind.BODY, Span(0, len(body))), Zone(ZoneKind.FURNITURE, Span(len(body) + 2, len(text))))
    return Document("k", "i", "u", "text/plain", text, "en", zones, Published(None, why_not="none"))


@given(TEXTS, TEXTS, st.booleans())
def test_exchanging_the_texts_exchanges_the_sides(left: str, right: str, agency: bool) -> None:
    one, other = compare(left, right, agency), compare(right, left, agency)
    assert (one.share_left, one.share_right, one.how, one.why) == (other.share_right, other.share_left, other.how, other.why)
    assert one.passages == tuple(Passage(pair.right, pair.left) for pair in other.passages)
    assert copy_of("a", "b", one) == copy_of("b", "a", other)


@given(TEXTS)
def test_a_text_is_the_same_as_itself_where_it_has_words(text: str) -> None:
    assert compare(text, text).how == ("same text" if words_of(text) else None)


@given(TEXTS, TEXTS)
def test_passages_are_the_same_words_in_the_original_characters(left: str, right: str) -> None:
    found = compare(left, right)
    for pair in (*found.passages, *found.quotations):
        assert words_of(pair.left.of(left)).fold == words_of(pair.right.of(right)).fold != ()
    assert 0 <= found.share_left <= 1 and 0 <= found.share_right <= 1
    assert (found.how is None) == (confirm(left, right) is None)


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_runs_are_as_long_as_they_go_and_miss_none(left: list[str], right: list[str]) -> None:
    one, other = words_of(" ".join(left)), words_of(" ".join(right))
    found = runs(one, other, 4)
    for run in found:
        assert one.fold[run.left : run.left + run.many] == other.fold[run.right : run.right + run.many]
        end = (run.left + run.many, run.right + run.many)
        assert end[0] == len(one) or end[1] == len(other) or one.fold[end[0]] != other.fold[end[1]] or run.many >= 4
    covered = {place for run in found for place in range(run.right, run.right + run.many)}
    shared = {one.fold[place : place + 4] for place in range(len(one) - 3)}
    assert all(covered & set(range(place, place + 4)) for place in range(len(other) - 3) if other.fold[place : place + 4] in shared)


@given(TEXTS)
def test_quotations_lie_apart_and_in_order(text: str) -> None:
    found = quoted(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(span.of(text) for span in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "no deal" and left.', ['"no deal"']),
        ("``We hold the bridge,'' he said. ``We stay.''", ["``We hold the bridge,''", "``We stay.''"]),
        ("« Rien », dit-il.", ["« Rien »"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("‘We have not seen a convoy since June,’ she said.", ["‘We have not seen a convoy since June,’"]),
        ("The soldiers' homes and the captain's car burnt at the ‘gate’ in '94.", []),
        ("“First part\n\n“and second,” he said.", ["“First part", "“and second,”"]),
        ('An 8" gun was lost. They fled.', []),
    ],
)
def test_quotation_marks_of_many_kinds(text: str, wanted: list[str]) -> None:
    assert [span.of(text) for span in quoted(text)] == wanted


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Caf\u00e9 closed", "cafe\u0301 closed"),
        ("co\u00adop\u200bera\u00adtion", "Cooperation"),
        ("Al-Qa’im", "al qa'im"),
        ("हमले में दो की मौत", "हमले, में “दो” की मौत"),
        ("ＡＢＣ １２", "abc 12"),
    ],
)
def test_folding_takes_away_marks_case_and_encodings(left: str, right: str) -> None:
    assert words(left) == words(right)


def test_folding_keeps_words_apart_that_differ() -> None:
    assert words("हमला") != words("हमले") and len(words_of("三人死亡")) == 4


def test_a_copy_names_its_documents_in_order() -> None:
    with pytest.raises(ValueError, match="in order"):
        Copy("b", "a", 1.0, 1.0, (), "same text")
    assert copy_of("a", "a", compare(RIVER, RIVER)) is None


def test_a_text_that_says_one_thing_over_and_over_stays_cheap() -> None:
    found: Compared = compare("no more shells " * 20_000, "no more shells " * 15_000 + "please")
    assert found.how == "shared passages"


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_any_order_of_the_paragraphs_stays_a_copy(seed: int) -> None:
    paragraphs = RIVER.split("\n\n")
    random.Random(seed).shuffle(paragraphs)
    assert confirm(RIVER, "\n\n".join(paragraphs))
