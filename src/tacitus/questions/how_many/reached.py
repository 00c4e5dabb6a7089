"""A figure that a number has reached: the number of people killed has reached 231, bringing to 90 the number of men freed."""

from collections.abc import Iterator

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import words_of

_MOSTLY_TO = frozenset({"to", "at", "above", "past", "beyond", "over", "than", "least", "around", "about"})


def numbered(reading: Reading, figure: Token) -> Token | None:
    """The noun whose number a figure tells: the people of "the number of people killed there has risen to 27"."""
    return next((noun for word in numbers_at(reading, figure) if (noun := _of(reading, word))), None)


def numbers_at(reading: Reading, figure: Token) -> Iterator[Token]:
    """The nouns before or beside a figure that it may be the figure of: subject of its verb, object of what raises it."""
    if figure.head < 0 or reading.kids(figure.index, "cop"):
        yield from (word for word in reading.kids(figure.index, "nsubj") if word.index < figure.index)
        return
    verb = reading.tokens[figure.head]
    to = any(case.norm in _MOSTLY_TO for case in reading.kids(figure.index, "case"))
    told = to if figure.relation == "obl" else figure.relation == "obj" and (to or verb.lemma in words_of("reach"))
    if not told or verb.upos != "VERB":
        return
    yield from (word for word in reading.kids(verb.index, "nsubj") if word.index < figure.index)
    above = reading.tokens[reading.tokens[verb.head].head] if verb.relation == "acl" and to else None
    if above is not None and above.relation == "obj" and reading.tokens[above.head].lemma in words_of("bring-to"):
        yield above  # the number of prisoners freed since May to 90
    if verb.lemma in words_of("bring-to"):
        yield from (word for word in reading.kids(verb.index, "obj") if word.index != figure.index)


def _of(reading: Reading, word: Token) -> Token | None:
    if word.lemma not in words_of("number"):
        return None
    nouns = (noun for noun in reading.kids(word.index, "nmod"))
    return next((noun for noun in nouns if any(case.norm == "of" for case in reading.kids(noun.index, "case"))), None)
