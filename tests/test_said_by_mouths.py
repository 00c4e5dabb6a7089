"""Who a source stands for, given the actors that another question found; and laws that hold for any reading."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.model.answers import SaidBy, Who
from tacitus.model.found import Basis, Found, found
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.questions.said_by import find
from tacitus.reading.encoder import Tagged
from tacitus.reading.read import assemble
from tacitus.reading.sentences import split
from tests.builders import make_document
from tests.conftest import Parse


def actor(text: str, words: str, name: str, mention: str = "name", nth: int = 0, aliases: tuple[str, ...] = ()) -> Found[Who]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    basis = Basis.STATED if mention == "name" else Basis.INHERITED
    return found(Span(start, start + len(words)), Who(name, f"test:{name}", None, None, mention, aliases), "who", "test", basis)


def first(reading: Reading, actors: tuple[Found[Who], ...]) -> tuple[SaidBy, Found[SaidBy]]:
    saying = find(reading, actors)[0]
    assert saying.value
    return saying.value, saying


def test_a_source_is_the_actor_whose_mention_holds_its_main_word(parse: Parse) -> None:
    text = "The Sudanese army's spokesman said that the bridge was safe."
    army = actor(text, "The Sudanese army", "Sudanese Armed Forces")
    spokesman = actor(text, "The Sudanese army's spokesman", "Nabil Abdallah")
    saying, _ = first(parse(text), (army, spokesman))
    assert (saying.source.name, saying.source.actor) == ("Nabil Abdallah", 1)


def test_a_source_goes_by_its_aliases_and_by_its_own_words(parse: Parse) -> None:
    text = "The rebels said that the bridge was safe."
    saying, _ = first(parse(text), (actor(text, "The rebels", "M23", "nominal", aliases=("March 23 Movement",)),))
    assert saying.source.name == "M23" and saying.source.aliases == ("The rebels", "March 23 Movement")


def test_a_pronoun_stands_for_its_antecedent_and_the_saying_is_inherited(parse: Parse) -> None:
    text = "Ethiopia closed the road. It said that the bridge was mined."
    saying, whole = first(parse(text), (actor(text, "It", "Ethiopia", "pronoun"),))
    assert saying.source.name == "Ethiopia" and saying.source.actor == 0
    assert "It" not in saying.source.aliases and whole.basis is Basis.INHERITED


def test_a_mention_without_a_value_settles_nothing(parse: Parse) -> None:
    text = "It said that the bridge was mined."
    open_mention: Found[Who] = Found(Span(0, 2), None, Basis.STATED, actor(text, "It", "x").maker, "two actors could be meant")
    saying, _ = first(parse(text), (open_mention,))
    assert saying.source.name == "unattributed" and saying.source.actor is None


def test_a_paper_carries_the_aliases_of_its_owner(parse: Parse) -> None:
    text = "The ministry's report said that the ward was hit."
    saying, _ = first(parse(text), (actor(text, "The ministry", "Ministry of Health", aliases=("MoH",)),))
    assert saying.source.name == "The ministry's report" and saying.source.aliases == ("Ministry of Health", "The ministry", "MoH")


WORDS = ["said", "that", "army", "“", "”", "‘", "’", "according", "to", "he", "reportedly", "fled", ",", ":", "-", "accused", "of"]
WORDS += ["firing", "claim", "which", "citing", "was", "believed", ".", "\n\n", "We", "as", "and", "warned", "call", "on", "the"]
WORDS += ["quoted", "saying", ";"]
UPOS = ["NOUN", "VERB", "PROPN", "PRON", "PUNCT", "AUX", "SCONJ", "ADP", "ADV", "CCONJ"]
DEPS = ["nsubj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "obj", "obl", "conj", "mark", "case", "punct", "parataxis"]
DEPS += ["nmod:poss", "nsubj:pass", "aux:pass", "obl:agent", "advmod", "dep", "cop", "iobj"]
LABELS = ["O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content"]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text of cue words with any tags and any tree: what the encoder could say at its worst."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)))
    document = make_document(text)
    sentences = split(document)
    tagged = []
    for _, pieces in sentences:
        size = len(pieces)
        each = st.lists(st.integers(0, 10**6), min_size=size, max_size=size)
        numbers, kinds, labels = draw(each), draw(each), draw(each)
        heads = (-1, *(number % place for place, number in enumerate(numbers) if place))
        none = tuple(("O", 1.0) for _ in pieces)
        upos = tuple(UPOS[kind % len(UPOS)] for kind in kinds)
        deps = ("root", *(DEPS[kind // 16 % len(DEPS)] for kind in kinds[1:]))
        tagged.append(Tagged(upos, heads, deps, none, (tuple((LABELS[label % len(LABELS)], 1.0) for label in labels),)))
    return assemble(document, sentences, tagged)


@settings(max_examples=150, deadline=None)
@given(readings())
def test_whatever_the_parse_the_sayings_are_well_formed(reading: Reading) -> None:
    sayings = find(reading, ())
    assert find(reading, ()) == sayings
    assert [saying.span.start for saying in sayings] == sorted(saying.span.start for saying in sayings)
    for number, saying in enumerate(sayings):
        value = saying.value
        assert value is not None and saying.span == value.content and value.content.end <= len(reading.text)
        assert value.within is None or 0 <= value.within < number
        assert all(value.content.contains(part) for part in value.content_parts)
        assert value.source.name and (value.source.name != "unattributed" or value.source.why_not)
        assert not value.cue or not any(part.contains(value.cue) for part in value.content_parts)
