"""Which way a movement goes: back or on, in what direction, into what and out of what."""

from dataclasses import dataclass

from tacitus.groups.bodies import Body
from tacitus.groups.tables import compass_points, way_words
from tacitus.measures.geometry import degrees_of
from tacitus.model.claim import Claim
from tacitus.model.reading import Reading, Token

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_REACH = 12  # words after "trying to reach" in which the direction may stand
_OPPOSITE = 120.0  # degrees


@dataclass(frozen=True, slots=True)
class Course:
    """`turn` is back, on or None; `bearing` in degrees; `goal` and `source` are lemmas of what it goes to and comes from."""

    turn: str | None
    bearing: float | None
    goal: frozenset[str]
    source: frozenset[str]


def course_of(reading: Reading, claim: Claim, aims: frozenset[float]) -> Course:
    """The way of a movement. Away from where the body was bound is back."""
    head = reading.head_of(claim.trigger)
    verb = _verb(reading, head) if head else None
    if verb is None:
        return Course(None, None, frozenset(), frozenset())
    near = (verb, *reading.kids(verb.index, "advmod", "compound"))
    points = compass_points()
    heading = next((degrees_of(points[word.norm]) for word in near[1:] if word.norm in points), None)
    turn = next((way for way in ("back", "on") if any(word.lemma in way_words(way) for word in near)), None)
    if heading is not None and aims and all(_apart(heading, aim) >= _OPPOSITE for aim in aims):
        turn = "back"
    return Course(turn, heading, _reached(reading, verb, "goal"), _reached(reading, verb, "source"))


def _verb(reading: Reading, head: Token) -> Token | None:
    """The verb of a trigger: its head, or the one that a noun hangs on (began its journey)."""
    if head.upos in ("VERB", "AUX"):
        return head
    return next((token for token in reading.ancestors(head.index) if token.upos == "VERB"), None)


def _reached(reading: Reading, verb: Token, way: str) -> frozenset[str]:
    """The lemmas of the phrases that hang on a verb by prepositions of one way."""
    found: set[str] = set()
    for child in reading.kids(verb.index, "obl", "nmod", "advmod"):
        cases = {case.norm for case in reading.kids(child.index, "case")}
        fixed = {token.norm for case in reading.kids(child.index, "case") for token in reading.kids(case.index)}
        leaving = verb.index < child.index and _out(reading, verb, child)
        source = bool((cases | fixed) & way_words("source")) or leaving
        if (way == "source" and source) or (way == "goal" and not source and cases & way_words("goal")):
            below = [reading.tokens[place] for place in reading.subtree(child.index)]
            found |= {token.lemma for token in below if token.upos in _CONTENT and token.norm not in compass_points()}
    return frozenset(found)


def _out(reading: Reading, verb: Token, child: Token) -> bool:
    """Whether "out of" stands between a verb and what it leaves, wherever the parse hangs it."""
    between = [token.norm for token in reading.tokens[verb.index + 1 : child.index]]
    return between[:2] == ["out", "of"] or "from" in between[:2]


def aims_of(reading: Reading, body: Body) -> frozenset[float]:
    """The directions in which the body as a whole was bound: told in its sentences after words like "trying to reach"."""
    found: set[float] = set()
    for mention in body.mentions:
        if mention.piece:
            continue
        sentence = reading.inside(mention.claim.evidence) or reading.inside(mention.party.span)
        for place, token in enumerate(sentence):
            if token.lemma in way_words("aim"):
                ahead = [word.norm for word in sentence[place : place + _REACH]]
                found |= {degrees_of(compass_points()[word]) for word in ahead if word in compass_points()}
    return frozenset(found)


def _apart(left: float, right: float) -> float:
    turn = abs(left - right) % 360
    return min(turn, 360 - turn)
