"""Noun phrases and prepositional phrases as spans: what stands round a head word and belongs to it."""

from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span

_BEFORE = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "flat", "nmod:desc", "nmod:unmarked", "advmod", "cc", "punct"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_STARTS = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON"})
_INNER = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN"})
_LONGEST = 14


def preposition(reading: Reading, head: int) -> str | None:
    """The preposition of a phrase: its case mark, else an ADP right before the phrase (where the parse lost it)."""
    for kid in reading.kids(head, "case"):
        if kid.index < head and kid.upos in ("ADP", "SCONJ", "ADV", "VERB"):
            return kid.norm
    left = left_edge(reading, head) - 1
    if left >= 0 and reading.tokens[left].upos == "ADP" and reading.tokens[left].sentence == reading.tokens[head].sentence:
        return reading.tokens[left].norm
    return None


def left_edge(reading: Reading, head: int) -> int:
    """The index of the first word of a noun phrase: what leads up to the head without a break."""
    inside = {head}
    edge, place = head, head - 1
    sentence = reading.tokens[head].sentence
    while place >= 0 and head - place <= _LONGEST and reading.tokens[place].sentence == sentence:
        token = reading.tokens[place]
        if not _leads(reading, token, head):
            break
        inside.add(place)
        if token.upos not in ("PUNCT", "CCONJ", "PART"):
            edge = place
        place -= 1
    return edge


def _leads(reading: Reading, token: Token, head: int) -> bool:
    """Whether a word before the head hangs on it (through words between) the way modifiers do."""
    if token.text in (",", ";", "(", ")", ":"):
        return False
    climb = token
    for _ in range(6):
        if climb.dep not in _BEFORE and climb.relation not in ("conj", "case", "obl"):
            return False
        if climb.upos == "ADP" or (climb.upos == "VERB" and climb.relation not in ("amod", "compound")):
            return False
        if climb.head == head:
            return climb.relation != "case" or token.upos == "PART"
        if climb.head < token.index or climb.head > head:
            return False
        climb = reading.tokens[climb.head]
    return False


def right_edge(reading: Reading, head: int) -> int:
    """The index after the last word of a name that goes on behind its head ("Boris Johnson", "Security Council 2254")."""
    place = head + 1
    while place < len(reading.tokens):
        token = reading.tokens[place]
        hangs = token.relation in ("flat", "compound") and head <= token.head < place
        hyphen = token.text == "-" and place + 1 < len(reading.tokens) and reading.tokens[place + 1].head == head
        if not (hangs or hyphen):
            break
        place += 1
    return place


def core(reading: Reading, head: int) -> tuple[int, int]:
    """The words of a noun phrase without its clauses, half-open: "members of the group" with its of-phrases."""
    first, last = left_edge(reading, head), right_edge(reading, head)
    for _ in range(3):
        follow = _of_phrase(reading, last)
        if follow is None:
            break
        last = follow
    return first, last


def _of_phrase(reading: Reading, at: int) -> int | None:
    """The end of an of-phrase that begins at a word, its coordinated nouns taken in; None where there is none."""
    if at >= len(reading.tokens) or reading.tokens[at].norm != "of" or reading.tokens[at].sentence != reading.tokens[at - 1].sentence:
        return None
    head = noun_after(reading, at)
    if head is None:
        return None
    last = right_edge(reading, head)
    more = [kid for kid in reading.kids(head, "conj") if kid.upos in _NOMINAL and left_edge(reading, kid.index) <= last + 1]
    return right_edge(reading, more[-1].index) if more else last


def noun_after(reading: Reading, at: int) -> int | None:
    """The head of the noun phrase that begins right after a word, read off the surface; None where none begins."""
    tokens = reading.tokens
    place, found = at + 1, None
    if place >= len(tokens) or tokens[place].upos not in _STARTS or tokens[place].sentence != tokens[at].sentence:
        return None
    while place < len(tokens) and tokens[place].sentence == tokens[at].sentence:
        token = tokens[place]
        if token.upos in ("NOUN", "PROPN") or (token.upos in ("NUM", "PRON") and found is None):
            found = place
        elif not _goes_on(reading, place):
            break
        place += 1
    return found


def _goes_on(reading: Reading, place: int) -> bool:
    """Whether a word can stand inside a noun phrase before its head."""
    token = reading.tokens[place]
    if token.upos in _INNER or token.norm == "'s":
        return True
    if token.upos == "VERB" or token.upos == "CCONJ":
        return token.relation == "amod" and token.head > place
    if token.upos == "ADV":
        return token.head > place and token.relation == "advmod" and reading.tokens[token.head].upos in ("NUM", "ADJ", "NOUN")
    return token.text == "-" or (token.norm == "than" and reading.tokens[place - 1].norm in ("more", "less", "fewer"))


def phrase(reading: Reading, head: int) -> Span:
    """The span of a noun phrase without its clauses."""
    first, last = core(reading, head)
    return Span(reading.tokens[first].span.start, reading.tokens[last - 1].span.end)


def whole(reading: Reading, head: int) -> Span:
    """The span of a phrase with its preposition and all that hangs on it but clauses."""
    first, last = core(reading, head)
    marks = [kid.index for kid in reading.kids(head, "case") if kid.index < first]
    start = min(marks, default=first)
    if start == first and first > 0 and reading.tokens[first - 1].upos == "ADP":
        start = first - 1
    end = max((place for place in _below(reading, head) if place >= last - 1), default=last - 1)
    return Span(reading.tokens[start].span.start, reading.tokens[end].span.end)


def _below(reading: Reading, head: int) -> list[int]:
    """The words under a head, clauses and closing marks left out."""
    found, waiting = [], [head]
    while waiting:
        place = waiting.pop()
        found.append(place)
        for kid in reading.kids(place):
            clausal = kid.relation in ("acl", "advcl", "parataxis", "punct", "cc") or (kid.upos == "VERB" and kid.relation != "amod")
            if not clausal:
                waiting.append(kid.index)
    return sorted(found)
