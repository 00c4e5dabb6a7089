"""Tokens, sentences, trees and the encoder: every character is accounted for, nothing depends on its neighbours."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.errors import ModelError
from tacitus.model.document import Document, Published, Zone, ZoneKind
from tacitus.model.ids import bytes_id
from tacitus.model.span import Span
from tacitus.reading import tree, wordpiece
from tacitus.reading.read import labels, lemma, open_parser
from tacitus.reading.sentences import MOST, split
from tacitus.reading.tokens import plain, tokenize
from tests.builders import make_document, make_reading
from tests.conftest import Parse

TEXTS = st.text(alphabet=st.sampled_from("abc dE.,'’“”\"-\n\u200f\u200bÉя م3!?()"), max_size=120)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army couldn't hold Mek'ele.", "The army could n't hold Mek'ele ."),
        ("US-led jets hit al-Hol’s gate", "US - led jets hit al - Hol ’s gate"),
        ("an anti-tank F-16 and a T-72", "an anti-tank F-16 and a T-72"),
        ("at 10:30 a.m. on Jan. 3, 2021", "at 10:30 a.m. on Jan. 3 , 2021"),
        ("1,200 men of the 3rd Brigade", "1,200 men of the 3rd Brigade"),
        ("they cannot pay $2.5bn", "they can not pay $ 2.5 bn"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("the soldiers' camp…", "the soldiers ' camp …"),
        ("U.S. troops", "U.S. troops"),
    ],
)
def test_words_come_apart_as_in_universal_dependencies(text: str, words: str) -> None:
    assert " ".join(piece.text for piece in tokenize(text)) == words


@given(TEXTS)
def test_tokens_hold_every_character_but_white_space(text: str) -> None:
    pieces = tokenize(text)
    at = 0
    for piece in pieces:
        assert text[at : piece.span.start].strip() == "" and piece.span.of(text) == piece.text
        at = piece.span.end
    assert text[at:].strip() == ""


def test_the_plain_form_forgets_typography_only() -> None:
    assert plain("Da’esh") == plain("da'esh") == plain("DA\u200b’ESH")
    assert plain("Daesh") != plain("Da'esh")


def sentences(text: str) -> list[str]:
    return [Span(pieces[0].span.start, pieces[-1].span.end).of(text) for _, pieces in split(make_document(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell. Two died.", ["Shells fell.", "Two died."]),
        ("Gen. Ali spoke. He left.", ["Gen. Ali spoke.", "He left."]),
        ("It hit on Jan. 3 near Dr. Musa.", ["It hit on Jan. 3 near Dr. Musa."]),
        ("He met U.S. envoys. They left.", ["He met U.S. envoys.", "They left."]),
        ("He left the U.S. The talks failed.", ["He left the U.S.", "The talks failed."]),
        ("“We will stay.” Nobody left.", ["“We will stay.”", "Nobody left."]),
        ("“Stop!” he said.", ["“Stop!” he said."]),
        ("They died.[3][4] A child lived.", ["They died.[3][4]", "A child lived."]),
        ("A headline without an end\n\nThe body.", ["A headline without an end", "The body."]),
        ("Losses rose 3.5 percent.", ["Losses rose 3.5 percent."]),
        ("The allied\nforces\nleft.", ["The allied\nforces\nleft."]),
        ("Sudan\n- two dead\nChad", ["Sudan", "- two dead", "Chad"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The column of trucks left the town before dawn and moved\n"
        "north along the river road, where villagers saw it turn\n"
        "towards the hills in the early morning and then\n"
        "stop. It stayed there."
    )
    assert len(sentences(text)) == 2


def test_an_endless_sentence_is_cut_and_nothing_is_lost() -> None:
    text = "and so on " * 400
    parts = split(make_document(text))
    assert max(len(pieces) for _, pieces in parts) <= MOST
    assert sum(len(pieces) for _, pieces in parts) == 1200


@given(TEXTS)
def test_sentences_are_ordered_and_hold_every_word(text: str) -> None:
    if not text.strip():
        return
    spans = [piece.span for _, pieces in split(make_document(text)) for piece in pieces]
    assert spans == sorted(spans)
    assert spans == [piece.span for piece in tokenize(text)]


def test_furniture_and_section_lines_are_not_read() -> None:
    text = "News\nA village was shelled.\nShare this"
    zones = (Zone(ZoneKind.SECTION, Span(0, 4)), Zone(ZoneKind.BODY, Span(5, 27)), Zone(ZoneKind.FURNITURE, Span(28, 38)))
    document = Document("k", bytes_id(b""), "u", "text/plain", text, "en", zones, Published(None, why_not="none"))
    assert [zone for zone, _ in split(document)] == [ZoneKind.BODY]


@settings(max_examples=200)
@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(st.floats(-8, 8, width=32), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_heads_are_always_one_tree(rows: list[list[float]]) -> None:
    scores = np.array(rows, np.float32)
    scores[np.arange(len(rows)), np.arange(1, len(rows) + 1)] = -1e4
    heads = tree.heads(scores)
    assert heads.count(-1) == 1
    for start in range(len(heads)):
        place, steps = start, 0
        while heads[place] >= 0:
            place, steps = heads[place], steps + 1
            assert steps <= len(heads)


def test_word_pieces_are_greedy_and_never_none() -> None:
    words = {"[UNK]": 100, "con": 1, "##voy": 2, "convoy": 3, "##s": 4, "e": 5}
    assert wordpiece.pieces("Convoys", words) == (3, 4)
    assert wordpiece.pieces("convoyx", words) == (wordpiece.UNKNOWN,)
    assert wordpiece.pieces("é", words) == (5,)
    assert wordpiece.pieces("\u200b", words) == (wordpiece.UNKNOWN,)
    assert [wordpiece.shape(word) for word in ("bus", "Bus", "ISIL", "McX", "F16", "--", "A")] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("word", "tag", "base"),
    [("struck", "VERB", "strike"), ("children", "NOUN", "child"), ("Mosul", "PROPN", "Mosul"), ("'s", "AUX", "be")],
)
def test_lemmas(word: str, tag: str, base: str) -> None:
    assert lemma(word, tag) == base


def test_labels_join_begin_and_inside() -> None:
    pieces = tokenize("two army trucks burn")
    tags = [("O", 0.9), ("B-Vehicle", 0.8), ("I-Vehicle", 0.6), ("B-Vehicle", 0.5)]
    assert [(label.span, label.confidence) for label in labels(pieces, tags)] == [(Span(4, 15), 0.7), (Span(16, 20), 0.5)]


def test_the_encoder_reads_a_plain_sentence(parse: Parse) -> None:
    reading = parse("Rebels shelled the town of Sake on Tuesday.")
    verb = next(token for token in reading.tokens if token.norm == "shelled")
    assert verb.upos == "VERB" and verb.lemma == "shell" and verb.dep == "root"
    assert [kid.norm for kid in reading.kids(verb.index, "nsubj", "obj")] == ["rebels", "town"]
    assert reading.head_of(Span(15, 31)) == reading.tokens[3]


def test_the_words_below_a_word_are_found_by_what_they_are_to_it(parse: Parse) -> None:
    reading = parse("Two buses were burned by gunmen near Kaduna on Monday, police said.")
    for token in reading.tokens:
        below = [reading.tokens[place] for place in reading.children[token.index]]
        assert list(reading.kids(token.index)) == below
        for named in (("nsubj",), ("nsubj:pass",), ("obl", "punct"), ("aux:pass", "nsubj"), ("none such",)):
            assert list(reading.kids(token.index, *named)) == [kid for kid in below if {kid.relation, kid.dep} & set(named)]


def test_a_report_reads_the_same_whatever_was_read_before(parse: Parse) -> None:
    text = "Gunmen took 14 villagers near Kaduna. Their families fled. The army said it had freed nine of them."
    first = parse(text)
    parse("Something else entirely. " * 40)
    assert parse(text) == first


def test_threads_do_not_change_a_reading(parse: Parse) -> None:
    text = "The ceasefire held for three days before drones struck the depot in Port Sudan. " * 6
    parser, _ = open_parser(threads=2)
    assert parser(make_document(text)) == parse(text)


def test_a_missing_encoder_is_one_clear_line(tmp_path: object) -> None:
    with pytest.raises(ModelError, match="install tacitus again"):
        open_parser(tmp_path)  # type: ignore[arg-type]


def test_inside_gives_the_tokens_of_a_span() -> None:
    reading = make_reading("Two trucks burned. One escaped.")
    assert [token.text for token in reading.inside(Span(4, 17))] == ["trucks", "burned"]
    assert reading.subtree(0) == (0, 1, 2, 3)
