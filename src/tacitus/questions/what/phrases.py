"""Noun phrases and prepositional phrases as spans: what stands round a head word and belongs to it.

The edges are read off the surface with the tags' help, because a run of modifiers is plainer to see than to parse.
"""

from functools import cache

from tacitus.model.reading import Reading, Token, remembered
from tacitus.model.span import Span
from tacitus.questions.what.rows import lists

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_STARTS = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON", "SYM"})
_INNER = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "SYM"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "root", "ccomp", "advcl", "conj"})
_LONGEST = 14


@remembered
def preposition(reading: Reading, head: int) -> str | None:
    """The preposition of a phrase: its case mark, else an ADP right before the phrase (where the parse lost it). The "than" of
    "at more than 30" only hedges the number."""
    edge = left_edge(reading, head)
    before = reading.tokens[edge - 1] if edge > 0 else None
    hedge = before is not None and before.dep == "fixed" and reading.tokens[before.head].upos in ("ADV", "ADJ")
    if before and not hedge and before.upos == "ADP" and before.sentence == reading.tokens[head].sentence:
        return reading.tokens[before.head].norm if before.dep == "fixed" and 0 < before.index - before.head <= 2 else before.norm
    for kid in reading.kids(head, "case"):
        if kid.index < head and (kid.upos in ("ADP", "SCONJ", "ADV", "VERB") or kid.norm == "to"):
            return kid.norm
    return None


def beyond_verb(reading: Reading, noun: int, kid: int) -> bool:
    """ "The release ended a week of talks": a phrase behind the noun's own verb, which belongs to what stands there."""
    above = reading.tokens[noun].head
    return noun < above < kid and reading.tokens[above].upos == "VERB"


@remembered
def left_edge(reading: Reading, head: int) -> int:
    """The index of the first word of a noun phrase: what leads up to the head without a break."""
    edge, place = head, head - 1
    sentence = reading.tokens[head].sentence
    while place >= 0 and head - place <= _LONGEST and reading.tokens[place].sentence == sentence:
        token = reading.tokens[place]
        if not _leads(reading, token, edge, head):
            break
        if token.upos not in ("PUNCT", "CCONJ", "PART"):
            edge = place
        place -= 1
        if token.upos == "DET" and token.relation == "det":
            break
    return edge


def _leads(reading: Reading, token: Token, edge: int, head: int) -> bool:
    """Whether a word that stands before a noun phrase's known part belongs to it."""
    after = reading.tokens[token.index + 1]
    if token.norm == "that" and reading.tokens[head].norm != reading.tokens[head].lemma:
        return False
    if token.norm in ("least", "most", "more", "fewer", "less", "than") or _outside_modifier(reading, token, head):
        return False
    if _second_verb(reading, token):
        return False
    if token.upos in ("DET", "NUM", "SYM", "ADJ", "NOUN", "PROPN"):
        top = reading.tokens[head]
        other = (
            token.relation in _ARGUMENTS
            and token.upos not in ("NUM", "ADJ")
            and not (token.dep == top.dep and token.head == top.head)
        )
        hyphened = after.text == "-"
        return (not other or hyphened) and top.upos != "PRON" and not (token.upos == "NUM" and token.dep == "obl:unmarked")
    if token.upos == "PRON":
        return token.dep == "nmod:poss" and _reaches(token, head)
    if token.upos == "PART":
        return token.norm == "'s"
    if token.upos == "VERB":
        return token.relation in ("amod", "compound") and token.index < token.head <= head
    if token.upos == "CCONJ":
        return _between_adjectives(reading, token)
    return token.text == "-" and after.index == edge


def _second_verb(reading: Reading, token: Token) -> bool:
    """ "Killed and wounded civilians": a participle joined to the verb right before it is a verb, not what the civilians were."""
    if token.index < 2 or token.relation not in ("amod", "conj") or not token.norm.endswith("ed"):
        return False
    verb, joint = reading.tokens[token.index - 2], reading.tokens[token.index - 1]
    return joint.norm in ("and", "or") and verb.upos == "VERB" and verb.relation not in ("amod", "compound")


def _outside_modifier(reading: Reading, token: Token, head: int) -> bool:
    """Of a word that itself qualifies a noun ("U.S." in "a U.S. strike") only its own modifiers are part."""
    top = reading.tokens[head]
    return (
        top.relation in ("compound", "amod")
        and top.head > head
        and token.head != head
        and "-" not in (token.text, reading.tokens[token.index + 1].text)
    )


def _reaches(token: Token, head: int) -> bool:
    """Whether a word hangs on a head, directly or through words between them."""
    return token.head == head or (token.index < token.head < head)


def _between_adjectives(reading: Reading, token: Token) -> bool:
    """ "vulnerable and displaced people", "Syrian and Iraqi forces"."""
    if token.index == 0:
        return False
    before, after = reading.tokens[token.index - 1], reading.tokens[token.index + 1]
    return before.upos == "ADJ" and (after.upos == "ADJ" or (after.upos == "VERB" and after.relation in ("amod", "conj")))


def right_edge(reading: Reading, head: int) -> int:
    """The index after the last word of a name that goes on behind its head ("Boris Johnson", "$ 40 million")."""
    place = head + 1
    while place < len(reading.tokens):
        token = reading.tokens[place]
        hangs = token.relation in ("flat", "compound") and head <= token.head < place
        money = reading.tokens[head].upos == "SYM" and token.upos == "NUM"
        hyphen = token.text == "-" and place + 1 < len(reading.tokens) and reading.tokens[place + 1].head == head
        if not (hangs or hyphen or money):
            break
        place += 1
    return place


@remembered
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
    if (
        at >= len(reading.tokens)
        or reading.tokens[at].norm != "of"
        or reading.tokens[at].sentence != reading.tokens[at - 1].sentence
    ):
        return None
    head = noun_after(reading, at)
    if head is None:
        return None
    last = right_edge(reading, head)
    more = [kid for kid in reading.kids(head, "conj") if kid.upos in _NOMINAL and left_edge(reading, kid.index) <= last + 1]
    return right_edge(reading, more[-1].index) if more else last


@remembered
def noun_after(reading: Reading, at: int) -> int | None:
    """The head of the noun phrase that begins right after a word, read off the surface; None where none begins."""
    tokens = reading.tokens
    place, found = at + 1, None
    place += _hedge_length(reading, place)
    if (
        place >= len(tokens)
        or not (tokens[place].upos in _STARTS or _goes_on(reading, place))
        or tokens[place].sentence != tokens[at].sentence
    ):
        return None
    while place < len(tokens) and tokens[place].sentence == tokens[at].sentence:
        token = tokens[place]
        if found is not None and (token.upos == "DET" or token.norm in lists()["directions"]):
            break
        if token.upos in ("NOUN", "PROPN") or (token.upos in ("NUM", "PRON", "SYM") and found is None and token.dep != "nmod:poss"):
            if found is not None and tokens[found].upos == "PRON" and token.relation not in ("flat", "compound"):
                break
            found = place
        elif not _goes_on(reading, place):
            break
        elif found is not None and _aged(reading, place):
            found = place
        place += 1
    return found


def _aged(reading: Reading, place: int) -> bool:
    """The last word of "a 17-year-old", where no noun follows."""
    before = [token.lemma for token in reading.tokens[max(place - 2, 0) : place + 1]]
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    old = before[1:] == ["-", "old"] and before[0] in lists()["time"]
    return old and (after is None or after.upos not in ("NOUN", "PROPN"))


def _hedge_length(reading: Reading, place: int) -> int:
    """How many words before a number only hedge it: "more than 40 farmers"."""
    norms = tuple([token.norm for token in reading.tokens[place : place + 4]])
    for words in _number_hedges().get(norms[0], ()) if norms else ():
        number = reading.tokens[place + len(words)].upos == "NUM" if len(norms) > len(words) else False
        alone = len(words) == 1 and (number or reading.tokens[place].upos != "ADP")  # "complained about incursions" hedges nothing
        if norms[: len(words)] == words and (alone or number):
            return len(words)
    return 0


@cache
def _number_hedges() -> dict[str, list[tuple[str, ...]]]:
    """The hedges of numbers by their first words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for hedge in lists()["number hedges"]:
        words = tuple(hedge.split())
        found.setdefault(words[0], []).append(words)
    return found


def _goes_on(reading: Reading, place: int) -> bool:
    """Whether a word can stand inside a noun phrase before its head."""
    token = reading.tokens[place]
    if token.upos in _INNER or token.norm == "'s" or token.dep == "nmod:poss":
        return True
    if token.upos == "VERB":
        return token.relation == "amod" and token.head > place
    if token.upos == "CCONJ":
        return _between_adjectives(reading, token)
    if token.upos == "ADV":
        return (
            token.head > place and token.relation == "advmod" and reading.tokens[token.head].upos in ("NUM", "ADJ", "NOUN", "SYM")
        )
    return token.text == "-" or (token.norm == "than" and reading.tokens[place - 1].norm in ("more", "less", "fewer"))


@remembered
def phrase(reading: Reading, head: int) -> Span:
    """The span of a noun phrase without its clauses."""
    first, last = core(reading, head)
    return Span(reading.tokens[first].span.start, reading.tokens[last - 1].span.end)


def whole(reading: Reading, head: int) -> Span:
    """The span of a phrase with its preposition and all that hangs on it but clauses."""
    first, last = core(reading, head)
    marks = [kid.index for kid in reading.kids(head, "case") if first - 3 <= kid.index < first]
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
            clausal = kid.relation in ("acl", "advcl", "parataxis", "punct", "cc") or (
                kid.upos == "VERB" and kid.relation != "amod"
            )
            if not clausal:
                waiting.append(kid.index)
    return sorted(found)


def dated(reading: Reading, head: int) -> bool:
    """A noun phrase that names a time."""
    token = reading.tokens[head]
    near = [*reading.kids(head, "compound", "nmod", "amod", "flat"), *reading.tokens[max(head - 1, 0) : head + 2]]
    number = token.text[:1].isdigit() and any(_timely(kid) for kid in near)
    return _timely(token) or number


def _timely(token: Token) -> bool:
    return token.lemma in lists()["time"] or token.norm.rstrip(".") in lists()["months"]
