"""Auxiliaries that are deeds of words: "must" demands of others, "said it would" promises or threatens."""

from dataclasses import replace

from tacitus.model.answers import Standing
from tacitus.model.reading import Reading, Token
from tacitus.questions.what.classes import fits, members
from tacitus.questions.what.clauses import clause
from tacitus.questions.what.rows import ModalRow, lists, table
from tacitus.questions.what.sense import Mood, makes_sense
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.standing import asserted

_SELVES = frozenset({"it", "they", "we", "he", "she", "i"})
_IDLE = frozenset({"say", "admit", "be", "note"})


def modal_sighting(reading: Reading, index: int, mood: Mood) -> Sighting | None:
    """The demand, promise or threat that an auxiliary makes of its clause, if any."""
    token = reading.tokens[index]
    rows = table().modals.get(token.norm, ())
    if not rows or token.relation != "aux" or token.head < 0 or reading.tokens[token.head].lemma in _IDLE:
        return None
    verb = reading.tokens[token.head]
    frame = clause(reading, verb.index)
    held = frame.objects if frame.passive else frame.subjects
    row = next((row for row in rows if _fits_row(reading, row, verb, held, mood)), None)
    if row is None:
        return None
    return Sighting(
        kind=row.kind,
        rule=row.id,
        head=index,
        verb=verb.index,
        words=(index, verb.index),
        weight="other",
        asserted=replace(asserted(reading, verb.index), standing=Standing.HAPPENED, purpose=False),
        also=row.also,
        agents=_doers(reading, verb, held) if row.own else (),
        targets=() if row.own else held,
        plover=row.plover,
        cameo=row.cameo,
    )


def _fits_row(reading: Reading, row: ModalRow, verb: Token, held: tuple[int, ...], mood: Mood) -> bool:
    known = not row.verbs or any(verb.lemma == word or verb.lemma in members(word) for word in row.verbs)
    denied = any(kid.norm in lists()["negations"] for kid in reading.kids(verb.index, "advmod"))
    if not known or not held or row.negated not in (None, denied) or (row.said and not _said(reading, verb)):
        return False
    doers = _doers(reading, verb, held) if row.own else held
    public = any(fits(reading, head, ("POLITY", "ACTOR", "NAME")) and reading.tokens[head].upos != "PRON" for head in doers)
    return public and makes_sense(reading, "polity", doers, mood)


def _said(reading: Reading, verb: Token) -> bool:
    """Whether the clause is what somebody says."""
    speaking = lists()["speaking"]
    above = reading.tokens[verb.head] if verb.head >= 0 else None
    said = above is not None and verb.relation == "ccomp" and above.lemma in speaking
    return said or any(kid.lemma in speaking for kid in reading.kids(verb.index, "parataxis"))


def _doers(reading: Reading, verb: Token, held: tuple[int, ...]) -> tuple[int, ...]:
    """The subjects; for "it said it would" those of the saying."""
    selves = all(reading.tokens[head].norm in _SELVES for head in held)
    return clause(reading, verb.head).subjects if selves and verb.relation == "ccomp" and verb.head >= 0 else held
