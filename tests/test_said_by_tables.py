"""Every example of the tables of said_by, read with the encoder that ships."""

import pytest

from tacitus.model.answers import SaidBy
from tacitus.questions.said_by import find
from tacitus.questions.said_by.mouths import UNATTRIBUTED
from tacitus.questions.said_by.seen import THING
from tacitus.questions.said_by.seen_cues import RULE
from tacitus.questions.said_by.sight import see
from tacitus.questions.said_by.tables import (
    CueRow,
    DeedRow,
    HearsayRow,
    PhraseRow,
    SeenRow,
    StopRow,
    ThroughRow,
    UnnamedRow,
    VoiceRow,
    attitude_rows,
    citing_rows,
    cue_rows,
    deed_rows,
    hearsay_rows,
    phrase_rows,
    seen_rows,
    stop_rows,
    through_rows,
    unnamed_rows,
    voice_rows,
)
from tacitus.questions.said_by.voices import is_document, is_voice
from tests.conftest import Parse

ROWS: list[CueRow | PhraseRow | HearsayRow] = [*cue_rows(), *phrase_rows(), *citing_rows(), *hearsay_rows()]
YES = [(row.id, example) for row in ROWS for example in row.yes]
NO = [(row.id, example) for row in ROWS for example in row.no]
SEEN: list[tuple[SeenRow, str]] = [(row, example) for row in seen_rows() for example in row.yes]


def sayings(parse: Parse, text: str) -> list[tuple[str, SaidBy]]:
    return [(saying.maker.rule, saying.value) for saying in find(parse(text), ()) if saying.value]


def told(parse: Parse, text: str, rule: str | None = None) -> list[tuple[str, str]]:
    """The source and the words of each saying of a rule; a pronoun stands for itself."""
    found = [saying for made_by, saying in sayings(parse, text) if rule in (None, made_by)]
    named = [saying.source.name != UNATTRIBUTED or saying.source.span is None for saying in found]
    sources = [
        saying.source.name if known or saying.source.span is None else saying.source.span.of(text)
        for saying, known in zip(found, named, strict=True)
    ]
    return [(source, bare(saying.content.of(text))) for source, saying in zip(sources, found, strict=True)]


def bare(words: str) -> str:
    return words.strip(" ,.:“”\"'?!")


def parts(example: str) -> tuple[str, tuple[str, str]]:
    text, _, wanted = example.rpartition(" => ")
    source, _, content = wanted.partition(" | ")
    return text, (source, bare(content))


@pytest.mark.parametrize(("rule", "example"), YES)
def test_a_row_finds_what_its_examples_say(parse: Parse, rule: str, example: str) -> None:
    text, wanted = parts(example)
    assert wanted in told(parse, text, rule)


@pytest.mark.parametrize(("rule", "example"), NO)
def test_a_row_finds_nothing_in_its_counterexamples(parse: Parse, rule: str, example: str) -> None:
    assert told(parse, example, rule) == [] and told(parse, example, RULE) == []


@pytest.mark.parametrize(("row", "example"), SEEN)
def test_what_the_encoder_sees_has_the_strength_of_its_row(parse: Parse, row: SeenRow, example: str) -> None:
    text, wanted = parts(example)
    assert wanted in told(parse, text, RULE)
    assert row.strength in [saying.strength for made_by, saying in sayings(parse, text) if made_by == RULE]


@pytest.mark.parametrize("example", [example for row in seen_rows() for example in row.no])
def test_a_thing_an_attempt_or_a_refusal_to_speak_is_no_saying(parse: Parse, example: str) -> None:
    assert told(parse, example) == []


@pytest.mark.parametrize("row", attitude_rows(), ids=lambda row: row.id)
def test_an_attitude_to_a_thing_has_the_strength_of_its_row(parse: Parse, row: SeenRow) -> None:
    for example in row.yes:
        text, wanted = parts(example)
        assert wanted in told(parse, text, THING)
        assert row.strength in [saying.strength for _, saying in sayings(parse, text)]
    assert [told(parse, example) for example in row.no] == [[] for _ in row.no]


@pytest.mark.parametrize("row", deed_rows(), ids=lambda row: row.id)
def test_a_deed_or_a_topic_is_no_saying(parse: Parse, row: DeedRow) -> None:
    assert [told(parse, example) for example in row.yes] == [[] for _ in row.yes]
    assert all(told(parse, example) for example in row.no)


def _nothing_is_said(parse: Parse, text: str) -> bool:
    """Whether a text has at most what somebody speaks of or leaves unsaid."""
    return all(saying.form == "implied" for _, saying in sayings(parse, text))


@pytest.mark.parametrize("row", through_rows(), ids=lambda row: row.id)
def test_a_verb_passes_its_subject_on_or_keeps_the_cue_from_asserting(parse: Parse, row: ThroughRow) -> None:
    for example in row.yes:
        text, wanted = parts(example)
        assert (wanted in told(parse, text)) if row.asserts else _nothing_is_said(parse, example)
    for example in row.no:
        assert told(parse, example) != []


@pytest.mark.parametrize("row", unnamed_rows(), ids=lambda row: row.id)
def test_a_noun_without_a_name_is_marked_as_such(parse: Parse, row: UnnamedRow) -> None:
    for phrase in (*row.yes, *row.no):
        text = f"{phrase[0].upper()}{phrase[1:]} said that the road was closed."
        reasons = [saying.source.why_not for _, saying in sayings(parse, text)]
        assert reasons == [row.why_not if phrase in row.yes else None], phrase


@pytest.mark.parametrize("row", voice_rows(), ids=lambda row: row.id)
def test_papers_and_offices_speak(parse: Parse, row: VoiceRow) -> None:
    for phrase in (*row.yes, *row.no):
        sight = see(parse(f"{phrase[0].upper()}{phrase[1:]} was far away."))
        words = [token.index for token in sight.tokens]
        speaks = is_document if row.kind == "document" else is_voice
        assert any(speaks(sight, word) for word in words) == (phrase in row.yes), phrase


@pytest.mark.parametrize("row", stop_rows(), ids=lambda row: row.id)
def test_a_closing_line_ends_a_block_quotation(parse: Parse, row: StopRow) -> None:
    for line in (*row.yes, *row.no):
        text = f"The envoy said:\n\nI am shocked by the raid.\n\n{line}\n\nThe office opened in 1994."
        ((_, saying),) = sayings(parse, text)
        assert (line not in saying.content.of(text)) == (line in row.yes), line
