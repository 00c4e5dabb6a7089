"""What a report and its paragraphs are about: armed conflict, another walk of life, or open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tacitus.model.reading import Reading, Sentence
from tacitus.questions.what.classes import armed, is_in, polity
from tacitus.questions.what.rows import PACKAGE, Sense, Words
from tacitus.rules.table import load_rows


class Mood(StrEnum):
    WAR = "war"
    OPEN = "open"
    PEACE = "peace"


@dataclass(frozen=True, slots=True)
class Domain:
    id: str
    words: Words
    yes: Words
    no: Words = ()
    weak: Words = ()


@cache
def domains() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The domains of each lemma, with the weight of its word there: 2, or 1 where it is at home elsewhere too."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for row in load_rows(Domain, PACKAGE, "sense.toml"):
        for words, weight in ((row.words, 2), (row.weak, 1)):
            for word in words:
                found[word] = (*found.get(word, ()), (row.id, weight))
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many different words of armed conflict, and of the strongest other domain, some sentences hold."""

    war: int
    other: int


def moods(reading: Reading) -> tuple[Mood, ...]:
    """The mood of each sentence: its paragraph decides, the whole report where the paragraph says little."""
    whole = _tally(reading, reading.sentences)
    found: list[Mood] = []
    for paragraph in _paragraphs(reading):
        found += [_mood(_tally(reading, paragraph), whole)] * len(paragraph)
    return tuple(found)


def _paragraphs(reading: Reading) -> list[list[Sentence]]:
    parts: list[list[Sentence]] = []
    for sentence in reading.sentences:
        before = parts[-1][-1] if parts else None
        if before is None or "\n" in reading.text[before.span.end : sentence.span.start]:
            parts.append([sentence])
        else:
            parts[-1].append(sentence)
    return parts


def _tally(reading: Reading, sentences: Iterable[Sentence]) -> Tally:
    found: dict[str, dict[str, int]] = {}
    known = domains()
    for sentence in sentences:
        for token in reading.words(sentence):
            named = (("war", 2),) if is_in(token, "GROUP") else ()
            for domain, weight in known.get(token.lemma) or known.get(token.norm) or named:
                found.setdefault(domain, {})[token.lemma] = weight
    weights = {domain: sum(words.values()) // 2 for domain, words in found.items()}
    return Tally(weights.pop("war", 0), max(weights.values(), default=0))


def _mood(here: Tally, whole: Tally) -> Mood:
    if here.other >= 2 and here.other >= here.war and (whole.other >= whole.war or here.other > here.war + 1):
        return Mood.PEACE
    if whole.other >= 4 and whole.other > whole.war and here.other >= here.war:
        return Mood.PEACE
    if here.war >= 3 and here.war >= 2 * here.other:
        return Mood.WAR
    if whole.war >= 4 and whole.war >= 2 * whole.other:
        return Mood.WAR
    return Mood.OPEN


def makes_sense(reading: Reading, sense: Sense, heads: Iterable[int], mood: Mood) -> bool:
    """Whether a doubtful word has the sense that its row tells: by its arguments, else by what is written around it."""
    if mood is Mood.PEACE:
        return False
    if sense == "plain" or mood is Mood.WAR:
        return True
    test = armed if sense == "armed" else polity
    return any(test(reading, head) for head in heads)
