"""What may stand between a number and the word for its state: adverbs, a part set between commas, a list."""

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.harms import state_word

_PART_WORDS = frozenset({"including", "them", "whom", "among", "mostly", "most", "many"})
_NEGATIONS = frozenset({"not", "never"})
_LISTED = frozenset({"NUM", "NOUN", "PROPN", "ADJ", "DET"})


def fills(token: Token) -> bool:
    """Whether a word may stand between a number and the word for its state."""
    return token.norm in words_of("between-noun-and-state") or (token.upos == "ADV" and token.lemma not in _NEGATIONS)


def past_bracket(reading: Reading, place: int, end: int) -> int:
    """The index after a part set between commas: 160 people, around 20 of them children, were killed."""
    if place >= end or reading.tokens[place].norm != ",":
        return place
    for close in range(place + 2, min(end, place + 14)):
        if reading.tokens[close].norm == ",":
            inside = {token.norm for token in reading.tokens[place:close]}
            return close + 1 if inside & _PART_WORDS else place
    return place


def past_list(reading: Reading, place: int, end: int) -> int:
    """The index after a list that is set in between: 10 others, five guards and five clerks, injured."""
    while place < end and not state_word(reading.tokens[place]):
        token = reading.tokens[place]
        if token.upos not in _LISTED and token.norm not in (",", "and", "including", "of", "them"):
            return end
        place += 1
    return place
