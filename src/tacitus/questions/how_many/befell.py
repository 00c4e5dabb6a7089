"""What a verb says became of its object or subject, with the verbs that share it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.asserted import Scene, asserted
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.harms import Harm, harm_of
from tacitus.questions.how_many.phrase import Phrase
from tacitus.questions.how_many.units import unit_of


@dataclass(frozen=True, slots=True)
class Fate:
    """An outcome and the row that gave it; no outcome where several are told of the same people, or it did not happen."""

    outcome: str | None
    rule: str


def by_verb(scene: Scene, phrase: Phrase, verb: Token, how: str) -> Fate | None:
    """The outcome that a verb gives its object or subject, with those of the verbs that share it (killed or wounded)."""
    row = harm_of(scene.reading, verb, how, phrase)
    if row is None:
        return None
    rows = [row, *_shared(scene.reading, verb, phrase, how)]
    if not asserted(scene, verb):
        return Fate(None, "not-asserted")
    return settled(scene.reading, verb, rows)


def settled(reading: Reading, verb: Token, rows: list[Harm]) -> Fate:
    """One outcome of several: those killed after being held are killed; killed or wounded together have none."""
    outcomes = dict.fromkeys(row.outcome for row in rows)
    if len(outcomes) == 1:
        return Fate(rows[0].outcome, rows[0].id)
    joined = (verb, *reading.kids(verb.index, "conj"))
    either = any(token.norm == "or" for word in joined for token in reading.kids(word.index, "cc"))
    if "killed" in outcomes and "injured" not in outcomes and not either:
        return Fate("killed", next(row.id for row in rows if row.outcome == "killed"))
    return Fate(None, "several-outcomes")


def _shared(reading: Reading, verb: Token, phrase: Phrase, how: str) -> Iterator[Harm]:
    """The rows of verbs that are joined to a verb and have no object or subject of their own."""
    joined = list(reading.kids(verb.index, "conj"))
    if verb.relation == "conj" and verb.head >= 0:
        joined.append(reading.tokens[verb.head])
    for other in joined:
        low, high = sorted((verb.index, other.index))
        between = reading.tokens[low + 1 : high]
        alike = verb.norm.endswith("ing") == other.norm.endswith("ing")
        if not alike or any(token.upos in ("NUM", "NOUN", "PROPN", "PRON") for token in between):
            continue
        if high < phrase.first or low >= phrase.last:
            row = harm_of(reading, other, how, phrase)
            kids = {kid.index for kid in reading.kids(other.index, "obj", "nsubj:pass")}
            if row and not kids - set(range(phrase.first, phrase.last)):
                yield row


def acts(reading: Reading, verb: Token) -> bool:
    """Whether an object follows a verb at once (30 gunmen wounded a priest), whatever the parse makes of it."""
    if verb.norm in words_of("never-act") or verb.index + 1 >= len(reading.tokens):
        return False
    after = reading.tokens[verb.index + 1]
    noun = reading.tokens[after.head] if after.upos in ("DET", "NUM", "ADJ") and after.head > after.index else after
    timed = unit_of([noun])
    held = after.upos in ("DET", "NUM", "PRON", "PROPN") and after.sentence == verb.sentence
    return held and not (timed and timed[0].id == "time") and not reading.kids(verb.index, "aux:pass")


def participle(verb: Token) -> bool:
    return verb.norm.endswith(("ed", "en", "ain", "ung")) or verb.norm in ("hurt", "shot", "held", "slain", "taken", "put", "hung")
