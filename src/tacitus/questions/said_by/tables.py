"""The tables of this question as rows: cues.toml, unnamed.toml, voices.toml and blocks.toml. Each file says how to fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tacitus.rules.table import load_rows

_PACKAGE = "tacitus.questions.said_by"

Takes = Literal["clause", "quote", "phrase", "doing", "to", "of", "as", "claim", "thing"]


@dataclass(frozen=True, slots=True)
class CueRow:
    """Verbs and nouns of saying that claim alike and take alike."""

    id: str
    words: tuple[str, ...]
    strength: str
    takes: tuple[Takes, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    voice: Literal["any", "voice"] = "any"


@dataclass(frozen=True, slots=True)
class ThroughRow:
    """Verbs that pass their subject on to a cue below them. `asserts` is false where nothing is said then."""

    id: str
    words: tuple[str, ...]
    asserts: bool
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenRow:
    """Words that say something only where the encoder sees the saying: what somebody wants, plans or refuses (all of it), what he
    thinks of a thing or tells of it (its content)."""

    id: str
    words: tuple[str, ...]
    strength: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedRow:
    """Verbs that do a thing by speaking, or only name a topic: with a thing they report no words, whatever the encoder sees."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """Words that put a source beside a clause (according to), or participles that name whom a sayer has it from (citing)."""

    id: str
    words: tuple[str, ...]
    strength: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    voice: Literal["any", "voice"] = "any"


@dataclass(frozen=True, slots=True)
class HearsayRow:
    """An adverb (reportedly) or a passive (is said to) that hides who says so."""

    id: str
    words: tuple[str, ...]
    form: Literal["adverb", "passive"]
    strength: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """Nouns for people whose name is kept back, and how to say so."""

    id: str
    words: tuple[str, ...]
    why_not: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Nouns for papers, pictures and figures (document), or for offices and bodies (office)."""

    id: str
    words: tuple[str, ...]
    kind: Literal["document", "office"]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StopRow:
    """How a line begins that no longer belongs to the speaker of a block quotation."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@cache
def cue_rows() -> tuple[CueRow, ...]:
    return load_rows(CueRow, _PACKAGE, "cues.toml")


@cache
def through_rows() -> tuple[ThroughRow, ...]:
    return load_rows(ThroughRow, _PACKAGE, "cues.toml", "through")


@cache
def seen_rows() -> tuple[SeenRow, ...]:
    return load_rows(SeenRow, _PACKAGE, "cues.toml", "seen")


@cache
def attitude_rows() -> tuple[SeenRow, ...]:
    return load_rows(SeenRow, _PACKAGE, "cues.toml", "attitude")


@cache
def deed_rows() -> tuple[DeedRow, ...]:
    return load_rows(DeedRow, _PACKAGE, "cues.toml", "deed")


@cache
def phrase_rows() -> tuple[PhraseRow, ...]:
    return load_rows(PhraseRow, _PACKAGE, "cues.toml", "phrase")


@cache
def citing_rows() -> tuple[PhraseRow, ...]:
    return load_rows(PhraseRow, _PACKAGE, "cues.toml", "citing")


@cache
def hearsay_rows() -> tuple[HearsayRow, ...]:
    return load_rows(HearsayRow, _PACKAGE, "cues.toml", "hearsay")


@cache
def unnamed_rows() -> tuple[UnnamedRow, ...]:
    return load_rows(UnnamedRow, _PACKAGE, "unnamed.toml")


@cache
def voice_rows() -> tuple[VoiceRow, ...]:
    return load_rows(VoiceRow, _PACKAGE, "voices.toml")


@cache
def stop_rows() -> tuple[StopRow, ...]:
    return load_rows(StopRow, _PACKAGE, "blocks.toml")


@cache
def rows_by_word() -> Mapping[str, tuple[tuple[tuple[str, ...], CueRow], ...]]:
    """The cue rows by the first word of each of their phrases, the longest phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], CueRow]]] = {}
    for row in cue_rows():
        for phrase in row.words:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, row))
    return {word: tuple(sorted(rows, key=lambda entry: -len(entry[0]))) for word, rows in found.items()}


@cache
def through_words() -> Mapping[str, bool]:
    """Each word of the through rows and whether something is said when a cue hangs on it."""
    return {word: row.asserts for row in through_rows() for word in row.words}


@cache
def seen_words() -> Mapping[str, str]:
    """Each word of the seen rows and its strength."""
    return {word: row.strength for row in seen_rows() for word in row.words}


@cache
def attitudes() -> Mapping[str, str]:
    """Each word of the attitude rows and its strength."""
    return {word: row.strength for row in attitude_rows() for word in row.words}


@cache
def deeds() -> frozenset[str]:
    """Each word of the deed rows."""
    return frozenset(word for row in deed_rows() for word in row.words)


@cache
def citing_words() -> Mapping[str, PhraseRow]:
    return {word: row for row in citing_rows() for word in row.words}


@cache
def things() -> frozenset[str]:
    """The nouns of saying: claim, version, allegation, ..."""
    return frozenset(word for row in cue_rows() if "thing" in row.takes for word in row.words)


@cache
def unnamed_words() -> Mapping[str, UnnamedRow]:
    return {word: row for row in unnamed_rows() for word in row.words}


@cache
def voice_words() -> Mapping[str, str]:
    """Each word of voices.toml and its kind."""
    return {word: row.kind for row in voice_rows() for word in row.words}


@cache
def stop_words() -> tuple[str, ...]:
    return tuple(word for row in stop_rows() for word in row.words)
