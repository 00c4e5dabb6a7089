"""Quotations: every mark counts once, an apostrophe never, and an unclosed quotation costs only itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.model.reading import Quote
from tacitus.reading.quotes import LONGEST, find_quotes
from tests.builders import make_document


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(make_document(text))


def words(text: str) -> list[tuple[int, str]]:
    return [(quote.depth, quote.span.of(text)) for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We left at night,” she said.", [(0, "“We left at night,”")]),
        ('"We left at night," she said.', [(0, '"We left at night,"')]),
        ("''We left at night,'' she said.", [(0, "''We left at night,''")]),
        ("”We left at night,” she said.", [(0, "”We left at night,”")]),
        ("We left at night,” she said. “Nobody stayed.”", [(0, "“Nobody stayed.”")]),
        ("«Nous sommes partis», a-t-elle dit.", [(0, "«Nous sommes partis»")]),
        ('He wrote ""no retreat"" on the wall.', [(0, '""no retreat""')]),
        ("“They asked, ‘Whose car?’ and left.”", [(0, "“They asked, ‘Whose car?’ and left.”"), (1, "‘Whose car?’")]),
        ("\"They asked, 'Whose car?' and left.\"", [(0, "\"They asked, 'Whose car?' and left.\""), (1, "'Whose car?'")]),
        ('“The bridge is gone." He walked on.', [(0, '“The bridge is gone."')]),
        ('“Only” the bridge," he said.', [(0, "“Only”")]),
    ],
)
def test_marks_of_every_kind_make_quotations(text: str, found: list[tuple[int, str]]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Da’esh’s men left al-Qa’im, and the soldiers’ homes burned.",
        "Da'esh's men left al-Qa'im, and the soldiers' homes burned.",
        "The rebels' camp and the villagers' fields were hit.",
        "It began in the '90s and 'twas long.",
        "Don't go, she didn’t say.",
        "They hold Ra's al-'Ayn and Sana'a.",
    ],
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert quotes(text) == ()


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert (1, "‘Leave the soldiers’ homes now,’") in words("“They said, ‘Leave the soldiers’ homes now,’ and left.”")


def test_an_unclosed_quotation_costs_only_itself() -> None:
    assert words('"We left, she said. "The road was mined," he said.') == [(0, '"The road was mined,"')]
    assert words("“We left, she said.\n\nThe road was “mined” by day.") == [(0, "“mined”")]


def test_paragraphs_that_open_with_the_mark_again_go_on_with_the_quotation() -> None:
    text = "“We left at night.\n\n“We came back at dawn.\n\n“Nobody was there,” he said."
    assert words(text) == [(0, "“We left at night."), (0, "“We came back at dawn."), (0, "“Nobody was there,”")]


def test_a_quotation_that_a_later_paragraph_closes_has_one_part_for_each() -> None:
    text = "“We left at night.\n\nWe came back at dawn.\n\nNobody was there,” he said. He wept."
    assert words(text) == [(0, "“We left at night."), (0, "We came back at dawn."), (0, "Nobody was there,”")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"He wrote ""no retreat"" on it."', [(0, '""no retreat""')]),
        ('"""We left,"" she said."', [(0, '""We left,""')]),
        ('"We left," she said. "We ran."', [(0, '"We left,"'), (0, '"We ran."')]),
        ('""no retreat""', [(0, '""no retreat""')]),
        ('"We left at night."', [(0, '"We left at night."')]),
    ],
)
def test_the_marks_around_a_field_of_a_table_are_none(text: str, found: list[tuple[int, str]]) -> None:
    assert words(text) == found
    assert words(f"It rained.\n\n{text}\n\nIt snowed.") == found


def test_a_quotation_longer_than_any_is_an_unclosed_one() -> None:
    assert words("“" + "word " * (LONGEST // 4) + "end” and “short”.") == [(0, "“short”")]


MARKS = ["“", "”", '"', "'", "’", "‘", "«", "»", "''", '""']
PIECES = st.sampled_from([*MARKS, "soldiers'", "Da’esh", "left ", "the ", "town", ". ", ", ", "\n\n", "\n", " "])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_quotations_are_ordered_valid_and_nested_or_apart(text: str) -> None:
    found = quotes(text)
    assert list(found) == sorted(found, key=lambda quote: (quote.span.start, -quote.span.end))
    for quote in found:
        assert quote.span.contains(quote.inner) and quote.span.end <= len(text)
        assert quote.depth == sum(other.span.contains(quote.span) and other != quote for other in found)
        crossing = [other for other in found if quote.span.overlaps(other.span)]
        assert all(quote.span.contains(other.span) or other.span.contains(quote.span) for other in crossing)


WORD = st.sampled_from(["troops", "left", "Qa'im", "Da’esh", "the", "soldiers’", "town", "60"])
SENTENCE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(SENTENCE, st.booleans()), min_size=1, max_size=8), st.sampled_from([("“", "”"), ('"', '"'), ("«", "»")]))
def test_every_closed_quotation_is_found_with_its_words(parts: list[tuple[str, bool]], marks: tuple[str, str]) -> None:
    low, high = marks
    text = ", ".join(f"{low}{sentence},{high} he said" if quoted else sentence for sentence, quoted in parts)
    assert [quote.inner.of(text) for quote in quotes(text)] == [f"{sentence}," for sentence, quoted in parts if quoted]


@given(SENTENCE, SENTENCE, SENTENCE)
def test_nested_quotations_have_their_depth(first: str, second: str, third: str) -> None:
    text = f"“{first} ‘{second} now,’ {third} then,” she said."
    assert [(quote.depth, quote.inner.of(text)) for quote in quotes(text)] == [
        (0, f"{first} ‘{second} now,’ {third} then,"),
        (1, f"{second} now,"),
    ]
