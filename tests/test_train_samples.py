"""The encoder's lessons: corpora into samples, without the network itself."""

import doctest
import gzip
import importlib
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from train import attribution, names, trees
from train.encode import Coder, by_length, inputs, labels, padded, recased
from train.prepare import NAMES, VOCABULARY, word_pieces
from train.samples import NOTHING, Sample, grouped, in_bio, lemma_rule, spans_of, stretches, vocabulary

GUM = """# newdoc id = GUM_news_test
# sent_id = 1
# text = Rebels left Goma.
1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)
2\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
3\tGoma\tGoma\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tEntity=(2-place-new-nnnnn-cf2-1-sgl-Goma)|SpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newdoc id = GUM_fiction_test
# sent_id = 2
# text = She wept.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)
2\twept\tweep\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.mark.parametrize("name", ["samples", "names", "attribution", "encode"])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    done = doctest.testmod(importlib.import_module(f"train.{name}"))
    assert done.attempted and not done.failed


@pytest.fixture
def gum(tmp_path: Path) -> Path:
    path = tmp_path / "en_gum.conllu.gz"
    path.write_bytes(gzip.compress(GUM.encode()))
    return path


def test_non_commercial_documents_are_left_out(gum: Path) -> None:
    assert [name for name, _ in trees.sentences(gum)] == ["GUM_news_test"]
    assert len(list(trees.sentences(gum, free_only=False))) == 2


def test_a_tree_carries_its_columns(gum: Path) -> None:
    sample = trees.documents(gum)[0][0]
    assert sample.words == ("Rebels", "left", "Goma", ".") and sample.heads == (2, 0, 2, 2)
    assert sample.columns["mention"] == ("B-person", "O", "B-place", "O")
    assert sample.columns["lemma"] == ("1+", "2+ave", "0^+", "0+")


def test_own_names_are_annotated_without_a_slip() -> None:
    found = names.own_sentences(NAMES)
    assert len(found) > 1000
    kinds = {label for sample in found for _, _, label in spans_of(sample.columns["names"])}
    assert kinds == set(names.LABELS)


@pytest.mark.parametrize("line", ["{Person He fled.", "{Hero He} fled.", "He} fled."])
def test_a_bad_line_of_names_says_where(line: str, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(f"# a remark\n{line}\n", encoding="utf8")
    with pytest.raises(ValueError, match=r"own\.txt:2: "):
        names.own_sentences(tmp_path)


def test_a_shared_run_of_six_words_is_found() -> None:
    assert names.grams("one two three four five six seven") & names.grams("zero one two three four five six")
    assert not names.grams("one two three four five six") & names.grams("six five four three two one")


def record(text: str, spans: list[tuple[str, str, str]], entries: list[dict[str, list[str]]]) -> dict[str, object]:
    at = [(tid, label, text.index(words), len(words)) for tid, label, words in spans]
    made = [{"tid": tid, "label": label, "start": start, "end": start + size} for tid, label, start, size in at]
    return {"id": "a", "text": text, "spans": made, "attributions": entries}


def test_an_attribution_inside_a_content_keeps_its_place() -> None:
    text = "The mayor said the army claimed it had left."
    article = record(
        text,
        [
            ("1", "Source", "The mayor"),
            ("2", "Cue", "said"),
            ("3", "Content", "the army claimed it had left"),
            ("4", "Source", "the army"),
            ("5", "Cue", "claimed"),
            ("6", "Content", "it had left"),
        ],
        [{"Source": ["1"], "Cue": ["2"], "Content": ["3"]}, {"Source": ["4"], "Cue": ["5"], "Content": ["6"]}],
    )
    (sample,) = attribution.windows(article, 100)
    assert spans_of(sample.columns["source"]) == [(0, 2, "source"), (3, 5, "source")]
    assert spans_of(sample.columns["content"]) == [(3, 9, "content")]
    assert spans_of(sample.columns["nested"]) == [(6, 9, "nested")]
    assert sample.links["source_link"][:4] == (3, NOTHING, NOTHING, 6)
    assert sample.links["content_link"][3] == 3 and sample.links["content_link"][6] == 6


def test_a_cue_outside_the_window_is_no_partner() -> None:
    text = "He spoke. Then he added a word."
    article = record(text, [("1", "Source", "He"), ("2", "Cue", "added")], [{"Source": ["1"], "Cue": ["2"], "Content": []}])
    first, _ = attribution.windows(article, 3)
    assert first.links["source_link"] == (0, NOTHING, NOTHING)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30), st.integers(1, 20), st.integers(0, 10))
def test_stretches_are_whole_sentences_and_everything(sizes: list[int], limit: int, phase: int) -> None:
    sentence = [number for number, size in enumerate(sizes, 1) for _ in range(size)]
    cuts = stretches(sentence, limit, phase)
    assert [place for start, end in cuts for place in range(start, end)] == list(range(len(sentence)))
    assert all(start == 0 or sentence[start] != sentence[start - 1] for start, _ in cuts)


@given(st.lists(st.sampled_from(["O", "B-a", "I-a", "B-b", "I-b"]), max_size=12))
def test_tags_and_spans_go_round(tags: list[str | None]) -> None:
    spans = spans_of(tags)
    assert spans_of(in_bio(len(tags), spans)) == spans


@given(st.text("abcdefgA'", min_size=1, max_size=8), st.text("abcdefgA'", min_size=1, max_size=8))
def test_a_lemma_rule_leads_back_to_the_lemma(form: str, lemma: str) -> None:
    cut, _, added = lemma_rule(form, lemma).partition("+")
    assert form.lower()[: len(form) - int(cut.rstrip("^"))] + added == lemma.lower()


def one(words: str) -> Sample:
    parts = tuple(words.split())
    return Sample("trees", parts, (1,) * len(parts), {"upos": ("NOUN",) * len(parts)}, (0,) + (1,) * (len(parts) - 1))


def test_windows_keep_every_word_and_renumber_the_heads() -> None:
    (window,) = grouped([one("a b c"), one("d e")], 10)
    assert window.words == ("a", "b", "c", "d", "e") and window.heads == (0, 1, 1, 0, 4) and window.sentence == (1, 1, 1, 2, 2)
    assert [len(found.words) for found in grouped([one("a b c"), one("d e")], 3)] == [3, 2]


def test_codes_point_at_first_pieces_and_ends() -> None:
    assert VOCABULARY.is_file()
    sample = grouped([one("Shelling stopped ."), one("Raqqa fell .")], 10)[0]
    coded = Coder(word_pieces(), vocabulary([sample], {})).code(sample)
    assert coded is not None and coded.labels["ends"] == (0, 0, 1, 0, 0, NOTHING)
    given = inputs([coded])
    assert given["ids"][0, 0] == 101 and given["ids"][0, -1] == 102 and given["first"].shape == (1, 7)
    assert labels([coded], "upos").tolist() == [[0] * 6]


@given(st.lists(st.integers(1, 200), min_size=1, max_size=40), st.integers(200, 900))
def test_batches_hold_each_sample_once_within_the_budget(sizes: list[int], budget: int) -> None:
    found = by_length(sizes, budget, random.Random(1))
    assert sorted(place for batch in found for place in batch) == list(range(len(sizes)))
    assert all(max(sizes[place] for place in batch) * len(batch) <= budget for batch in found)


def test_recasing_changes_letters_only() -> None:
    shapes = np.tile(np.arange(8), (200, 1))
    changed = recased(shapes, random.Random(2))
    assert (changed != shapes).any() and (changed[:, [0, 5, 6]] == shapes[:, [0, 5, 6]]).all()
    assert padded([[1], [1, 2]], -1).tolist() == [[1, -1], [1, 2]]
