"""Whose words they are, as the grammar gives it: the words of a cue's source."""

from dataclasses import dataclass

from tacitus.model.reading import Token
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import Cue
from tacitus.questions.said_by.sight import SUBJECTS, Sight, trimmed

RELATIVES = frozenset({"who", "which", "that", "whom"})
_NO_SPEAKERS = frozenset({"this", "that", "these", "those", "what", "which", "there", "you", "nothing", "nobody", "none", "something"})
_ASIDE = ("acl", "parataxis", "dep", "punct", "cc", "advcl", "ccomp")
NEAR = 3  # words between a source that only the encoder sees and its cue


@dataclass(frozen=True, slots=True)
class Speaker:
    """Tokens `first` to `last` (half-open) are the source's words, `head` the main one. `own` is false where the words
    stand elsewhere in the sentence (announced ..., saying) and are no part of the cue's own group."""

    head: int
    first: int
    last: int
    own: bool = True

    def span(self, sight: Sight) -> Span:
        return sight.span(self.first, self.last)


def speaker(sight: Sight, cue: Cue, before: Speaker | None) -> Speaker | None:
    """The source of a verb: its subject, its doer in the passive, or that of the verb it hangs on; else what the encoder
    sees right beside the cue. `before` is the source of the cue before it in the sentence: what is set off without a subject
    of its own (said that ..., adding that ...) goes on with it."""
    low, high = sight.bounds(cue.head)
    head = _subject(sight, cue.head)
    beside = _beside(sight, cue, low, high)
    if beside is not None and (head is None or abs(head - cue.head) > abs(beside - cue.head) + NEAR):
        head = beside
    if head is not None and low <= head < high and _may_speak(sight, head):
        return _words(sight, head, cue)
    if before is not None and low <= before.first and _set_off(sight, cue):
        return Speaker(before.head, before.first, before.last, own=False)
    above = _from_above(sight, cue)
    if above is not None and low <= above < high and _may_speak(sight, above):
        found = _words(sight, above, cue)
        return Speaker(found.head, found.first, found.last, own=False)
    return None


def _subject(sight: Sight, verb: int) -> int | None:
    """The token of the one who acts: a subject, the noun that a relative clause describes, or a passive's doer."""
    passive = bool(sight.reading.kids(verb, "nsubj:pass", "aux:pass"))
    if passive:
        doers = sight.reading.kids(verb, "obl:agent")
        return doers[0].index if doers else None
    for subject in sight.reading.kids(verb, *SUBJECTS):
        if subject.norm not in RELATIVES:
            return subject.index
        if sight.tokens[verb].relation == "acl":
            return sight.tokens[verb].head
    return None


def _beside(sight: Sight, cue: Cue, low: int, high: int) -> int | None:
    """The head of a source that the encoder sees next to the cue, before it or after."""
    before = [place for place in range(max(low, cue.first - NEAR), cue.first) if sight.kind(place) == "Source"]
    after = [place for place in range(cue.last, min(high, cue.last + NEAR)) if sight.kind(place) == "Source"]
    place = before[-1] if before else after[0] if after else None
    label = sight.labels[place] if place is not None else None
    top = sight.reading.head_of(label.span) if label else None
    return top.index if top and low <= top.index < high else None


def _from_above(sight: Sight, cue: Cue) -> int | None:
    """The subject of the verb that a cue without one hangs on: went on to say; announced ..., saying; said ... and warned."""
    place = cue.head
    for _ in range(4):
        token = sight.tokens[place]
        if token.head < 0 or token.relation not in ("xcomp", "advcl", "conj", "ccomp", "parataxis", "acl", "dep"):
            return None
        above = sight.tokens[token.head]
        if token.relation == "acl" and above.upos not in ("VERB", "AUX"):
            return above.index if not _set_off(sight, cue) else _clause_subject(sight, cue)
        place = above.index
        subject = _subject(sight, place)
        if subject is not None:
            return subject
    return None


def _set_off(sight: Sight, cue: Cue) -> bool:
    """Whether a comma or a dash parts the cue from the noun before it."""
    return any(sight.tokens[place].text in {",", "-", "–", "—"} for place in range(max(0, cue.first - 2), cue.first))


def _clause_subject(sight: Sight, cue: Cue) -> int | None:
    """The subject of the sentence's main verb before the cue."""
    for token in reversed(sight.tokens[sight.bounds(cue.head)[0] : cue.first]):
        if token.upos == "VERB" and token.relation in ("root", "conj", "ccomp", "parataxis"):
            subject = _subject(sight, token.index)
            if subject is not None:
                return subject
    return None


def _may_speak(sight: Sight, head: int) -> bool:
    token = sight.tokens[head]
    return token.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM") and token.norm not in _NO_SPEAKERS


def _words(sight: Sight, head: int, cue: Cue) -> Speaker:
    """The words around a source's head: the encoder's where it sees the head as a source, else the noun phrase."""
    label = sight.labels[head]
    if label is not None and label.kind == "Source":
        first, last = sight.range_of(label.span)
    else:
        first, last = phrase(sight, head)
    if first < cue.first < last:
        last = cue.first
    if first < cue.last < last and head >= cue.last:
        first = cue.last
    return Speaker(head, first, max(last, head + 1) if head >= first else last)


def phrase(sight: Sight, head: int) -> tuple[int, int]:
    """The tokens of a noun phrase without the clauses that describe it, unbroken around its head."""
    kept, waiting = set[int](), [head]
    while waiting:
        place = waiting.pop()
        kept.add(place)
        waiting += [kid.index for kid in sight.reading.kids(place) if kid.relation not in _ASIDE and not _case(kid, place, head)]
    return trimmed(sight, _unbroken(sight, head, kept)) or (head, head + 1)


def _case(kid: Token, place: int, head: int) -> bool:
    """A preposition of the whole phrase (according to the army) is no part of it."""
    return place == head and kid.relation == "case" and kid.index < head


def _unbroken(sight: Sight, head: int, kept: set[int]) -> set[int]:
    """The run of kept tokens around the head; marks between them do not break it."""
    run = {head}
    for step in (-1, 1):
        place, marks = head + step, set[int]()
        while 0 <= place < len(sight.tokens) and (place in kept or sight.tokens[place].upos == "PUNCT"):
            if sight.tokens[place].sentence != sight.tokens[head].sentence:
                break
            marks.add(place)
            if place in kept:
                run |= marks
            place += step
    return run
