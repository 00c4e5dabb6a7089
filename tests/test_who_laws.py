"""Laws that hold for the mentions of any text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.questions.who.actors import open_actors
from tacitus.questions.who.find import find
from tacitus.questions.who.folding import parts
from tests.conftest import Parse

ACTORS = open_actors()
WORDS = [
    *("Hamas", "the army", "Kenyan police", "They", "it", "said", "attacked", "Sudan", "Khartoum", "residents", "the group"),
    *("General", "Okello", "he", "we", "“", "”", ",", ".", "and", "of", "the", "coalition", "convoy", "RSF", "(", ")", "’s"),
    *("terrorists", "in", "\n\n"),
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_mentions_are_in_order_tied_to_the_text_and_agree_with_each_other(parse: Parse, text: str) -> None:
    reading = parse(text)
    found = find(reading, ACTORS)
    assert found == find(reading, ACTORS)
    starts = [each.span.start for each in found]
    assert starts == sorted(starts)
    for number, each in enumerate(found):
        assert each.span.of(text)
        if each.value is None:
            assert each.why_not
            continue
        assert each.value.name in each.value.aliases or " and " in each.value.name
        for other in each.value.same:
            twin = found[other].value
            assert twin is not None
            assert number in twin.same


@given(st.text())
def test_parts_are_plain_and_folding_twice_is_folding_once(text: str) -> None:
    once = parts(text)
    assert all(part == part.casefold() for part in once)
    assert parts(" ".join(once)) == once
