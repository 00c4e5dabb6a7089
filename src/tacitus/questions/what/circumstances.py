"""The words that say where and when: phrases of the happening's own clause."""

from collections.abc import Iterator

from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span
from tacitus.questions.what.classes import is_in
from tacitus.questions.what.clauses import clause_top
from tacitus.questions.what.phrases import preposition, whole
from tacitus.questions.what.rows import lists, table
from tacitus.questions.what.sightings import Sighting

_HANGS = frozenset({"obl", "nmod", "advmod", "advcl", "dep", "appos", "nummod", "obj"})


def circumstances(reading: Reading, sighting: Sighting) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Place words and time words: phrases of the clause, and those that stand before a verb it is joined to."""
    parties = {*sighting.agents, *sighting.targets}
    places: list[Span] = []
    times: list[Span] = []
    for token in _candidates(reading, sighting):
        if _is_time(reading, token):
            times.append(whole(reading, token.index))
        elif token.index not in {*parties, sighting.head} and (_is_place(reading, token) or _is_ground(token, sighting)):
            places.append(whole(reading, token.index))
    return _outermost(places), _outermost(times)


def _candidates(reading: Reading, sighting: Sighting) -> Iterator[Token]:
    tops = _clauses(reading, sighting)
    sentence = reading.sentences[reading.tokens[sighting.head].sentence]
    for token in reading.words(sentence):
        if token.relation not in _HANGS or token.upos in ("VERB", "AUX", "PUNCT", "ADP"):
            continue
        top = clause_top(reading, token.index)
        first = tops.get(top)
        if first is not None and (token.index < first or first < 0):
            yield token


def _clauses(reading: Reading, sighting: Sighting) -> dict[int, int]:
    """The clauses whose phrases count: its own (-1: all of it), and those it is joined to up to their verb."""
    top = clause_top(reading, sighting.verb)
    found = {top: -1, clause_top(reading, sighting.head): -1}
    found |= dict.fromkeys(sighting.taken, -1)
    token = reading.tokens[top]
    while token.relation == "conj" and token.head >= 0 and not reading.kids(token.index, "nsubj"):
        token = reading.tokens[token.head]
        found.setdefault(token.index, token.index)
    if token.relation == "advcl" and token.norm.endswith("ing") and token.head >= 0:
        found.setdefault(token.head, token.head)
    return found


def _is_time(reading: Reading, token: Token) -> bool:
    when = lists()["when"]
    if token.norm in when or token.lemma in when:
        return True
    if token.upos == "NUM" and (token.norm.isdigit() and len(token.norm) == 4 and 1800 <= int(token.norm) <= 2100):
        return True
    near = reading.kids(token.index, "nmod", "compound", "nummod", "advmod", "flat")
    return token.upos in ("NUM", "PROPN", "NOUN") and any(
        kid.norm in when and kid.norm not in ("end", "start", "now") for kid in near
    )


def _is_place(reading: Reading, token: Token) -> bool:
    if token.norm in lists()["directions"]:
        return True
    word = preposition(reading, token.index)
    return token.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") and token.relation != "nummod" and word in lists()["where"]


def _is_ground(token: Token, sighting: Sighting) -> bool:
    """ "fled Karabilah", "entered the town": the object of a move is where it happened."""
    moves = table().kinds[sighting.kind].family in ("movement", "presence", "ground", "displacement", "talks")
    return moves and token.relation == "obj" and token.head == sighting.verb and (token.upos == "PROPN" or is_in(token, "PLACE"))


def _outermost(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in text order, those inside another left out."""
    return tuple(sorted({span for span in spans if not any(other != span and other.contains(span) for other in spans)}))
