"""Whose words they are, as the grammar gives it: the words of a cue's source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tacitus.model.reading import Token
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import Cue
from tacitus.questions.said_by.sight import DASHES, SUBJECTS, Sight, completed, trimmed

RELATIVES = frozenset({"who", "which", "that", "whom"})
QUOTING = frozenset({"quote", "cite"})
NEAR = 3  # words between a source that only the encoder sees and its cue
_PLACING = frozenset({"in", "at", "on", "near"})
_NEGATIONS = frozenset({"no", "neither"})
_MUTE = frozenset({"this", "that", "these", "those", "what", "which", "there", "you", "nothing", "nobody", "none", "neither"})
_PEOPLE = frozenset({"those", "these"})  # where a word describes them: those close to him
_SPEAKING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_ASIDE = ("acl", "parataxis", "dep", "punct", "advcl", "ccomp")


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
    head = _quoted_voice(sight, cue.head)
    head = _subject(sight, cue.head) if head is None else head
    beside = _beside(sight, cue, low, high)
    if beside is not None and (head is None or _nearer(sight, cue, beside, head)):
        head = beside
    if head is not None and low <= head < high and may_speak(sight, head):
        found = _words(sight, head, cue)
        return replace(found, own=not _describes(sight, cue, head))
    if before is not None and low <= before.first and _set_off(sight, cue):
        return replace(before, own=not sight.tokens[cue.head].norm.endswith("ing") and _resumes(sight, cue))
    above = _from_above(sight, cue)
    if above is not None and low <= above < high and may_speak(sight, above):
        return replace(_words(sight, above, cue), own=False)
    return _name_before(sight, cue, low) if head is None else None


def _name_before(sight: Sight, cue: Cue, low: int) -> Speaker | None:
    """The name between commas before a main verb for which the parse has no subject: the general, Amina Bello, made it clear."""
    token = sight.tokens[cue.head]
    if cue.first - 2 < low or token.relation in ("acl", "advcl", "amod", "xcomp") or token.norm.endswith("ing"):
        return None
    comma, last = sight.tokens[cue.first - 1], sight.tokens[cue.first - 2]
    names = [label for label in sight.reading.names if label.kind == "Person" and label.span.end == last.span.end]
    head = sight.reading.head_of(names[0].span) if names and comma.text == "," else None
    return Speaker(head.index, *sight.range_of(names[0].span)) if head else None


def phrase(sight: Sight, head: int) -> tuple[int, int]:
    """The tokens of a noun phrase without the clauses that describe it, unbroken around its head."""
    kept, waiting = set[int](), [head]
    while waiting:
        place = waiting.pop()
        kept.add(place)
        waiting += [kid.index for kid in sight.reading.kids(place) if kid.relation not in _ASIDE and not _case(kid, place, head)]
    return trimmed(sight, _unbroken(sight, head, kept)) or (head, head + 1)


def _case(kid: Token, place: int, head: int) -> bool:
    """What joins the whole phrase to other words is no part of it: according to [the army], [the army]'s, and [the army]."""
    return place == head and kid.relation in ("case", "cc")


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


def _subject(sight: Sight, verb: int) -> int | None:
    """The token of the one who acts: a subject, the noun that a relative clause describes, or a passive's doer."""
    if sight.reading.kids(verb, "nsubj:pass", "aux:pass"):
        doers = sight.reading.kids(verb, "obl:agent")
        return doers[0].index if doers else None
    subjects = sight.reading.kids(verb, *SUBJECTS)
    named = [subject.index for subject in subjects if subject.norm not in RELATIVES]
    own = next((place for place in named if sight.tokens[place].upos in _SPEAKING), next(iter(named), None))
    return sight.tokens[verb].head if own is None and subjects and sight.tokens[verb].relation == "acl" else own


def _describes(sight: Sight, cue: Cue, head: int) -> bool:
    """Whether a cue stands in a clause that describes its source: the governor, who denied it."""
    return sight.tokens[cue.head].relation == "acl" and sight.tokens[cue.head].head == head


def _resumes(sight: Sight, cue: Cue) -> bool:
    """Whether a cue is the main verb that comes after a clause about its subject: the source, who begged for silence, said."""
    return sight.tokens[cue.head].relation in ("root", "parataxis") and not sight.reading.kids(cue.head, *SUBJECTS)


def _quoted_voice(sight: Sight, verb: int) -> int | None:
    """Who is quoted as saying: the object of the quoting verb, its subject in the passive."""
    token = sight.tokens[verb]
    above = sight.tokens[token.head] if token.head >= 0 else None
    as_saying = any(mark.norm == "as" for mark in sight.reading.kids(verb, "mark", "case"))
    if above is None or above.lemma not in QUOTING or not as_saying:
        return None
    passive = bool(sight.reading.kids(above.index, "nsubj:pass", "aux:pass"))
    quoted = sight.reading.kids(above.index, "nsubj" if passive else "obj")
    return quoted[0].index if quoted else None


def _nearer(sight: Sight, cue: Cue, beside: int, head: int) -> bool:
    """Whether the encoder's source stands so much nearer to the cue than the parse's subject that the parse must be wrong."""
    far = abs(head - cue.head) > abs(beside - cue.head) + NEAR
    return far and beside not in sight.reading.subtree(head)


def _beside(sight: Sight, cue: Cue, low: int, high: int) -> int | None:
    """The head of a source that the encoder sees next to the cue, before it or after."""
    before = range(cue.first - 1, max(low, cue.first - NEAR) - 1, -1)
    after = range(cue.last, min(high, cue.last + NEAR))
    place = next((place for run in (before, after) if (place := _source_in(sight, run)) is not None), None)
    label = sight.labels[place] if place is not None else None
    top = sight.reading.head_of(label.span) if label else None
    placed = top is not None and any(kid.norm in _PLACING for kid in sight.reading.kids(top.index, "case"))
    return top.index if top and low <= top.index < high and not placed else None


def _source_in(sight: Sight, run: Iterable[int]) -> int | None:
    """The first place of a run that the encoder sees as a source, no verb and no other label on the way."""
    for place in run:
        token = sight.tokens[place]
        if token.upos == "PUNCT":
            continue
        if sight.kind(place) == "Source":
            return place
        if token.upos == "VERB" or sight.kind(place):
            return None
    return None


def _from_above(sight: Sight, cue: Cue) -> int | None:
    """The subject of the verb that a cue without one hangs on: went on to say; announced ..., saying; said ... and warned."""
    place = cue.head
    for _ in range(4):
        token = sight.tokens[place]
        if token.head < 0 or token.relation not in ("xcomp", "advcl", "conj", "ccomp", "parataxis", "acl", "dep"):
            return None
        above = sight.tokens[token.head]
        if _done_to(sight, token, above):
            return None
        if token.relation == "acl" and above.upos not in ("VERB", "AUX"):
            return _clause_subject(sight, cue) if _set_off(sight, cue) else above.index
        place = above.index
        subject = _subject(sight, place)
        if subject is None and token.relation == "advcl" and token.norm.endswith("ing"):
            subject = next((kid.index for kid in sight.reading.kids(place, *SUBJECTS)), None)  # after saying so, she was taken away
        if subject is not None:
            return subject
    return None


def _done_to(sight: Sight, token: Token, above: Token) -> bool:
    """Whether a participle says what was done to its subject: as determined by the UN; was captured and accused."""
    if token.relation == "conj" and sight.reading.kids(above.index, "aux:pass"):
        return not sight.reading.kids(token.index, "aux", "nsubj")
    reduced = token.relation in ("acl", "advcl") and not token.norm.endswith("ing")
    return reduced and not sight.reading.kids(token.index, "aux", "mark", "ccomp", *SUBJECTS)


def _set_off(sight: Sight, cue: Cue) -> bool:
    """Whether a comma or a dash parts the cue from the words before it, or "and" a participle (and accusing)."""
    joined = cue.first > 0 and sight.tokens[cue.first - 1].upos == "CCONJ" and sight.is_participle(cue.head)
    return joined or any(token.text in DASHES | {","} for token in sight.tokens[max(0, cue.first - 2) : cue.first])


def _clause_subject(sight: Sight, cue: Cue) -> int | None:
    """The subject of the nearest main verb before the cue."""
    for token in reversed(sight.tokens[sight.bounds(cue.head)[0] : cue.first]):
        if token.upos == "VERB" and token.relation in ("root", "conj", "ccomp", "parataxis"):
            subject = _subject(sight, token.index)
            if subject is not None:
                return subject
    return None


def may_speak(sight: Sight, head: int) -> bool:
    """Whether a word can be a source at all: no "nothing", no "neither side", no "last week"."""
    token = sight.tokens[head]
    asking = token.norm == "who" and token.index == sight.reading.sentences[token.sentence].first
    mute = token.norm in _MUTE and not (token.norm in _PEOPLE and sight.reading.kids(head, "amod", "acl", "nmod"))
    if token.upos not in _SPEAKING or mute or asking:
        return False
    return head not in sight.times and not any(kid.norm in _NEGATIONS for kid in sight.reading.kids(head, "det"))


def _words(sight: Sight, head: int, cue: Cue) -> Speaker:
    """The words around a source's head: the encoder's where it sees the head as a source, else the noun phrase."""
    label = sight.labels[head]
    if label is not None and label.kind == "Source":
        first, last = _widened(sight, *sight.range_of(label.span))
        first, last = _whole_from(sight, phrase(sight, head)[0], first), completed(sight, first, last)
    else:
        first, last = phrase(sight, head)
    if first < cue.first < last:
        last = cue.first
    if first < cue.last < last and head >= cue.last:
        first = cue.last
    last = max(last, head + 1) if head >= first else last
    while last - 1 > head and sight.tokens[last - 1].norm in RELATIVES | {","}:
        last -= 1
    return Speaker(head, first, last)


def _whole_from(sight: Sight, start: int, first: int) -> int:
    """Where a source begins whose first words the encoder left out: "the rebels' press" of the rebels' press office."""
    missed = sight.tokens[start:first]
    plain = all(sight.kind(token.index) in ("", "Source") and token.text != "," for token in missed)
    return start if missed and plain else first


def _widened(sight: Sight, first: int, last: int) -> tuple[int, int]:
    """The encoder's source with the ones that only a comma parts from it: a name and its office."""
    sentence = sight.reading.sentences[sight.tokens[first].sentence]
    while first > sentence.first and _goes_on(sight, first - 1):
        first -= 1
    while last < sentence.last and _goes_on(sight, last):
        last += 1
    return trimmed(sight, range(first, last)) or (first, last)


def _goes_on(sight: Sight, place: int) -> bool:
    """Whether a token is part of a source, or a comma or an initial's full stop beside one."""
    return sight.kind(place) == "Source" or sight.tokens[place].text in {",", "."}
