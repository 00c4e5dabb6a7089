"""Families: one text is one voice, whatever the order of the copies, and a print of two stories joins neither to the other."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.copies.confirm import compare, copy_of
from tacitus.copies.family import Facts, earlier, facts_of, families
from tacitus.model.copy import Copy
from tacitus.model.document import Published
from tacitus.model.interval import Interval
from tests.builders import make_document
from tests.stories import RIDGE, RIVER

HEAD, TAIL = RIVER[: len(RIVER) // 2], RIVER[len(RIVER) // 2 :]


def copies_of(texts: dict[str, str]) -> list[Copy]:
    ids = sorted(texts)
    pairs = [(left, right) for left in ids for right in ids if left < right]
    found = [copy_of(left, right, compare(texts[left], texts[right])) for left, right in pairs]
    return [copy for copy in found if copy]


def on(day: int, agency: str | None = None) -> Facts:
    return Facts(Published(Interval.day(date(2024, 3, day)), "given"), agency)


def at(hour: int) -> Published:
    return Published(Interval.day(date(2024, 3, 1)), "given", moment=datetime(2024, 3, 1, hour, tzinfo=UTC))


def members(copies: list[Copy], facts: dict[str, Facts] | None = None) -> list[tuple[str, ...]]:
    return [family.members for family in families(copies, facts)]


def test_nine_prints_of_a_story_are_one_family() -> None:
    prints = {f"paper-{number}": f"{number} HEADLINE\n\n{RIVER[: 500 + number * 80]}" for number in range(9)}
    assert members(copies_of(prints | {"other": RIDGE})) == [tuple(sorted(prints))]


def test_a_print_of_two_stories_joins_neither_to_the_other() -> None:
    texts = {"a": RIVER, "b": RIDGE, "both": RIVER + "\n\n" + RIDGE}
    (family,) = families(copies_of(texts), {"a": on(1), "b": on(1), "both": on(2)})
    assert "both" in family.members and len(family.members) == 2


def test_the_two_halves_of_a_story_are_one_family_only_where_the_story_came_first() -> None:
    copies = copies_of({"head": HEAD, "tail": TAIL, "whole": RIVER})
    assert len(copies) == 2 and len(members(copies)[0]) == 2
    days = {"head": on(2), "tail": on(2), "whole": on(1)}
    assert members(copies, days) == [("head", "tail", "whole")]
    assert len(members(copies, days | {"whole": on(3)})[0]) == 2


@pytest.mark.parametrize(
    ("facts", "root", "why"),
    [
        ({"a": on(2), "b": on(1), "c": on(3)}, "b", "published before the others"),
        ({"a": on(2, "Reuters"), "b": on(1)}, "Reuters", "credited by 1 of 3"),
        ({"a": on(1, "EFE"), "b": on(2, "Xinhua"), "c": on(2)}, "a", "members credit EFE, Xinhua; published before the others"),
        ({"a": on(1), "b": on(1), "c": on(2)}, None, "no agency is credited; the earliest share their day"),
        ({"a": on(1), "b": on(2)}, None, "no agency is credited; no date is known of 1 of 3"),
        ({}, None, "no agency is credited; no date is known of 3 of 3"),
        ({"a": on(1, "EFE"), "b": on(1, "Xinhua"), "c": on(2)}, None, "members credit EFE, Xinhua; the earliest share their day"),
    ],
)
def test_the_root_is_the_agency_credited_or_the_earliest_or_nobody_with_a_reason(
    facts: dict[str, Facts], root: str | None, why: str
) -> None:
    (family,) = families(copies_of({"a": RIVER, "b": RIVER.upper(), "c": RIVER + "."}), facts)
    assert (family.root, family.why) == (root, why)


def test_the_minute_decides_where_both_say_it() -> None:
    assert earlier(at(8), at(9)) and not earlier(at(9), at(8)) and not earlier(at(8), at(8))
    day = Published(Interval.day(date(2024, 3, 1)), "given")
    naive = Published(Interval.day(date(2024, 3, 1)), "given", moment=datetime(2024, 3, 1, 8))  # noqa: DTZ001
    assert not earlier(day, at(9)) and not earlier(naive, at(9))
    assert not earlier(Published(Interval(None, date(2024, 3, 1)), "given"), Published(Interval(None, None), "given"))


def test_facts_are_those_of_the_document_unless_more_is_known() -> None:
    document = make_document("Shelling went on.\n\n(EFE)", published="2024-03-05")
    assert facts_of(document) == Facts(document.published, "EFE")
    assert facts_of(document, at(8)).published == at(8)


def test_no_copies_no_families() -> None:
    assert families([]) == ()


LINKS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(3, 10), st.integers(3, 10)).filter(lambda link: link[0] < link[1]),
    unique_by=lambda link: link[:2],
    max_size=25,
)
DAYS = st.dictionaries(st.integers(0, 9).map(str), st.integers(1, 28).map(on))


@settings(max_examples=200)
@given(LINKS, DAYS, st.randoms(use_true_random=False))
def test_families_are_the_same_in_any_order_and_of_any_repetition(
    links: list[tuple[int, int, int, int]], facts: dict[str, Facts], chance: object
) -> None:
    copies = [Copy(str(a), str(b), x / 10, y / 10, (), "shared passages") for a, b, x, y in links]
    found = families(copies, facts)
    shuffled = copies + copies[:3]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert families(shuffled, dict(reversed(facts.items()))) == found
    everyone = [member for family in found for member in family.members]
    assert len(everyone) == len(set(everyone)) and all(len(family.members) > 1 for family in found)
    pairs = {(copy.left, copy.right) for copy in copies}
    for family in found:
        assert family.members == tuple(sorted(family.members)) and family.why
        assert all(any({one, other} == {*pair} for pair in pairs for other in family.members) for one in family.members)
