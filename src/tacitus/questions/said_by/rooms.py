"""Where a cue's reported words may stand: its sentence, cut where another voice or another cue of the same voice takes over."""

from collections.abc import Mapping
from dataclasses import dataclass

from tacitus.questions.said_by.cues import Cue
from tacitus.questions.said_by.sight import DASHES, Sight
from tacitus.questions.said_by.speakers import Speaker, phrase
from tacitus.questions.said_by.tables import citing_words, things

Voices = Mapping[Cue, Speaker | None]


@dataclass(frozen=True, slots=True)
class Room:
    """Tokens: `low` to `high` around the group of source and cue, which is `first` to `last`; `end` is where the sentence (or
    its part of a quotation) ends, `high` where what belongs to this cue does."""

    low: int
    first: int
    last: int
    high: int
    end: int


def room(sight: Sight, cue: Cue, speaker: Speaker, voices: Voices) -> Room:
    """The room of a cue, given who speaks at every cue."""
    low, end = sight.bounds(cue.head)
    first, last = cue.first, cue.last
    if speaker.own:
        first, last = min(first, speaker.first), max(last, speaker.last)
    if first > low and (sight.tokens[first - 1].norm == "as" or _is_empty(sight, cue, first - 1)):
        first -= 1
    cuts = [cut for other in voices if cue.last <= other.first < end and (cut := _cut(sight, cue, other, voices[other]))]
    if not speaker.own and speaker.first >= last:  # after saying so, [she was taken away]
        cuts.append(speaker.first)
    return Room(low, first, last, max(min([end, *cuts]), last), end)


def _is_empty(sight: Sight, cue: Cue, place: int) -> bool:
    """Whether a word is the "it" of a passive that stands for what was said: “...”, [it] was reported by the ministry."""
    token = sight.tokens[place]
    return token.norm == "it" and token.head == cue.head and token.dep == "nsubj:pass"


def _cut(sight: Sight, cue: Cue, other: Cue, voice: Speaker | None) -> int | None:
    """Where a later cue of the sentence ends the room of an earlier one: ", adding that", "and accused", "though he admits"."""
    led = voice is not None and voice.own and cue.last <= voice.first < other.first
    at = thing_before(sight, other) or (voice.first if voice and led else other.first)
    while at > cue.last and sight.tokens[at - 1].upos in ("ADV", "AUX"):
        at -= 1
    joint = at
    while joint > cue.last and _joins(sight, joint - 1):
        joint -= 1
    if joint == at or sight.around[other.head] != sight.around[cue.head]:
        return None
    token = sight.tokens[other.head]
    if (token.lemma in citing_words() and token.norm.endswith("ing")) or thing_before(sight, other):
        return joint
    stray = sight.is_participle(other.head) and token.relation == "conj" and not sight.tokens[token.head].norm.endswith("ing")
    if sight.kind(other.head) == "Content" and not stray:
        return None
    conjoined = token.relation == "conj" and token.head == cue.head
    led = led and (_has_conjunction(sight, joint, at) or not _below(sight, cue, other))
    return joint if led or conjoined or token.norm.endswith("ing") else None


def thing_before(sight: Sight, cue: Cue) -> int | None:
    """Where the noun of saying begins that a cue describes: ", a charge the army denied"."""
    token = sight.tokens[cue.head]
    if token.relation != "acl" or sight.tokens[token.head].lemma not in things() or token.head > cue.head:
        return None
    return phrase(sight, token.head)[0]


def _joins(sight: Sight, place: int) -> bool:
    token = sight.tokens[place]
    conjunction = token.upos in ("CCONJ", "SCONJ") and token.norm != "that"
    return conjunction or token.text in DASHES | {",", ";"}


def _has_conjunction(sight: Sight, first: int, last: int) -> bool:
    return any(token.upos != "PUNCT" for token in sight.tokens[first:last])


def _below(sight: Sight, cue: Cue, other: Cue) -> bool:
    """Whether the parse makes one cue part of what the other reports: said that, in May, the mayor had warned."""
    clauses = sight.reading.kids(cue.head, "ccomp")
    return any(other.head in sight.reading.subtree(clause.index) for clause in clauses)
