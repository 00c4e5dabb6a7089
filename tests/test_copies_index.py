"""Sketches and the index: the same everywhere, whatever the order, and nothing that could be a copy is missed."""

import hashlib
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.copies.confirm import compare
from tacitus.copies.sketch import Index, fingerprints, prints, sketch, sketch_words
from tacitus.copies.words import told_words, words_of
from tacitus.model.span import Span
from tests.stories import QUOTED, RIDGE, RIVER

ANY = st.text(st.characters(codec=None), max_size=200)
PRINTS = {
    "river": RIVER,
    "river again": RIVER.replace("\n", " ").upper(),
    "river head": RIVER[: len(RIVER) // 3],
    "river tail": RIVER[len(RIVER) // 2 :],
    "both": RIVER + "\n\n" + RIDGE,
    "ridge": RIDGE,
    "ridge quoting": f"{RIDGE}\n\n{QUOTED}",
    "short": "Two dead in Goma.",
    "short again": "TWO DEAD IN GOMA",
    "empty": "",
    "signs": "… !",
}


def filled(order: list[str]) -> Index:
    index = Index()
    for key in order:
        index.insert(key, sketch(PRINTS[key]))
    return index


def test_a_sketch_never_changes() -> None:
    assert hashlib.sha256(sketch(RIVER)).hexdigest()[:16] == "0a89b97a33732caf"
    assert sketch(RIVER) == sketch(RIVER.replace(" ", "  ")) and pickle.loads(pickle.dumps(sketch(RIVER))) == sketch(RIVER)


def test_a_sketch_is_small() -> None:
    assert len(sketch(RIVER)) <= 17 + 4 * len(RIVER.split())


WRITTEN = st.text(st.sampled_from("aB7 é_-.,\n“”‘’'\"„«»\u00a0\u200d\u0301中国İß—"), max_size=120)
LEFT_OUT = st.lists(st.tuples(st.integers(0, 130), st.integers(1, 30)), max_size=3)


@settings(max_examples=400)
@given(WRITTEN, LEFT_OUT)
def test_told_words_are_those_of_the_words_of_a_text(text: str, spans: list[tuple[int, int]]) -> None:
    outside = tuple(sorted(Span(start, start + many) for start, many in spans))
    words = words_of(text, outside)
    told = [word.encode() for word, ours in zip(words.fold, words.told, strict=True) if ours]
    assert [word for stretch in told_words(text, outside) for word in stretch] == told
    assert fingerprints(text, outside) == prints(sketch_words(words))


@pytest.mark.parametrize("text", PRINTS.values(), ids=PRINTS)
def test_fingerprints_are_those_of_the_sketch(text: str) -> None:
    assert fingerprints(text) == prints(sketch(text))
    outside = (Span(5, 40), Span(90, 200))
    assert fingerprints(text, outside) == prints(sketch_words(words_of(text, outside)))


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(PRINTS)))
def test_the_order_of_adding_changes_no_answer(order: list[str]) -> None:
    index, other = filled(order), filled(sorted(PRINTS))
    assert len(index) == len(PRINTS)
    for text in PRINTS.values():
        assert index.candidates(sketch(text)) == other.candidates(sketch(text))


def test_every_copy_is_a_candidate_of_every_other_and_both_ways() -> None:
    index = filled(sorted(PRINTS))
    met = {key: set(index.candidates(sketch(text))) for key, text in PRINTS.items()}
    for left, text in PRINTS.items():
        for right, other in PRINTS.items():
            assert compare(text, other).how is None or right in met[left], (left, right)
            assert (right in met[left]) == (left in met[right])
    assert met["ridge"] == {"both", "ridge", "ridge quoting"}
    assert met["empty"] == met["signs"] == set()


def test_adding_twice_is_adding_once() -> None:
    index = filled(["river", "river", "ridge"])
    assert len(index) == 2 and index.candidates(sketch(RIVER)) == ("river",)


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x02" + bytes(16), b"\x01" + bytes(17)])
def test_what_is_no_sketch_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="no sketch"):
        Index().insert("a", broken)
    with pytest.raises(ValueError, match="no sketch"):
        Index().candidates(broken)


@given(ANY)
def test_any_text_has_a_sketch_and_finds_itself_if_it_has_words(text: str) -> None:
    index = Index()
    index.insert("a", sketch(text))
    assert index.candidates(sketch(text)) == (("a",) if compare(text, text).how else ())
