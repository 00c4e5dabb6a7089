"""What a report and its paragraphs are about: armed conflict, another walk of life, or open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from tacitus.model.reading import Reading, Sentence, Token
from tacitus.questions.what.classes import armed, is_in, is_member, polity
from tacitus.questions.what.rows import PACKAGE, Sense, Words, lists
from tacitus.rules.table import load_rows


class Mood(StrEnum):
    WAR = "war"
    OPEN = "open"
    PEACE = "peace"


_OF_WAR = (("war", 2),)
Telling = Sequence[tuple[str, str, int]]  # words that are at home in a domain: lemma, domain, weight


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
    """How many different words of armed conflict, and of the strongest other domain, some sentences hold.

    `unmistakable`: a word that is at home in armed conflict only is among them, and no other domain outweighs them.
    `strange`: a word that is at home elsewhere only, and none that is at home in armed conflict only.
    """

    war: int
    other: int
    unmistakable: bool = False
    strange: bool = False


def moods(reading: Reading) -> tuple[Mood, ...]:
    """The mood of each sentence: its paragraph decides, the whole report where the paragraph says little.

    Where both leave it open, a word of armed conflict in the sentence itself settles it.
    """
    words = {sentence.index: _telling(reading, sentence) for sentence in reading.sentences}
    whole = _tally(words.values())
    found: list[Mood] = []
    for paragraph in _paragraphs(reading):
        mood = _mood(_tally(words[one.index] for one in paragraph), whole)
        found += [_closer(words[one.index], whole) if mood is Mood.OPEN else mood for one in paragraph]
    return tuple(found)


def mostly_of_war(reading: Reading) -> bool:
    """Whether the words of a report are at home in armed conflict rather than in any other domain."""
    whole = _tally(_telling(reading, sentence) for sentence in reading.sentences)
    return whole.unmistakable and whole.war >= 2 * max(whole.other, 1)


def _closer(words: Telling, whole: Tally) -> Mood:
    """The mood of a sentence of a paragraph that says little."""
    here = _tally([words])
    if here.strange and whole.war <= whole.other:
        return Mood.PEACE
    return Mood.WAR if here.unmistakable and whole.other <= whole.war else Mood.OPEN


def _paragraphs(reading: Reading) -> list[list[Sentence]]:
    parts: list[list[Sentence]] = []
    for sentence in reading.sentences:
        before = parts[-1][-1] if parts else None
        if before is None or "\n" in reading.text[before.span.end : sentence.span.start]:
            parts.append([sentence])
        else:
            parts[-1].append(sentence)
    return parts


def _telling(reading: Reading, sentence: Sentence) -> Telling:
    """The words of a sentence that are at home in a domain."""
    blows = lists()["blows"]
    found: list[tuple[str, str, int]] = []
    for token in reading.words(sentence):
        at_home = _at_home(token.norm, token.lemma, token.text)
        at_home = _OF_WAR if token.lemma in blows and _from_the_air(reading, token) else at_home
        if at_home and not _of_state(reading, token):
            found += [(token.lemma, domain, weight) for domain, weight in at_home]
    return found


@lru_cache(maxsize=16384)
def _at_home(norm: str, lemma: str, text: str) -> tuple[tuple[str, int], ...]:
    """The domains of a word, with its weight there."""
    known = domains()
    return known.get(norm) or known.get(lemma) or (_OF_WAR if is_member("GROUP", lemma, norm, text) else ())


def _from_the_air(reading: Reading, blow: Token) -> bool:
    """ "Air strike", "drone raid": written apart it is at home in armed conflict only, as "airstrike" is."""
    return blow.index > 0 and reading.tokens[blow.index - 1].norm in lists()["from the air"]


def _tally(sentences: Iterable[Telling]) -> Tally:
    found: dict[str, dict[str, int]] = {}
    for words in sentences:
        for lemma, domain, weight in words:
            found.setdefault(domain, {})[lemma] = weight
    sums = {domain: sum(words.values()) for domain, words in found.items()}
    war, other = sums.pop("war", 0), max(sums.values(), default=0)
    at_home = found.pop("war", {}).values()
    outweighed = not war or (2 not in at_home and other > max(war, 2))
    strange = outweighed and any(2 in words.values() for words in found.values())
    return Tally(war // 2, other // 2, war > other and 2 in at_home, strange)


def _of_state(reading: Reading, token: Token) -> bool:
    """ "The Arab League" is no league of sport."""
    before = reading.tokens[token.index - 1].norm if token.index > 0 else ""
    return token.upos == "PROPN" and before in lists()["names of states' bodies"]


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


def of_another_walk(reading: Reading, heads: Iterable[int], least: int = 1) -> bool:
    """Whether some party is at home in another walk of life ("scientists", "the orchestra's strings", "league leaders") and none
    is armed. `least`: the weight that a word must have to say so."""
    heads = tuple(heads)
    words = [word for head in heads for word in reading.kids(head, "nmod:poss", "compound")]
    strange = any(_elsewhere(reading.tokens[head], least) for head in heads) or any(_elsewhere(word, 2) for word in words)
    return strange and not any(armed(reading, head) for head in heads)


def _elsewhere(token: Token, least: int) -> bool:
    """At home in other walks of life only; the weak words for people ("driver", "worker") say nothing."""
    known = dict(domains().get(token.norm) or domains().get(token.lemma) or ())
    person = any(is_in(token, name) for name in ("PERSON", "BODY", "VEHICLE"))
    return bool(known) and "war" not in known and max(known.values()) >= max(least, 1 + person)
