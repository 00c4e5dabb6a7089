"""What a sentence tells of a name beyond its neighbours: that it was taken or struck, what it is, what it is short for."""

from collections.abc import Iterator, Mapping

from tacitus.model.reading import Reading, Token
from tacitus.questions.where.names import Name
from tacitus.questions.where.words import word_list

_GROUND = frozenset({"city", "province", "country", "land", "water"})
_LONGEST, _REACH = 8, 12  # letters of initials; words before the bracket that they can be short for


def told_of(reading: Reading, name: Name, table: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The signs: "taken" ("captured NAME"), "glossed" ("NAME, a town"), "travelled" ("fled to NAME") and "short-for"
    ("Northern Liberation Front (NAME)")."""
    if name.hits and _short_for(reading.tokens, name):
        yield "short-for"
    head = reading.head_of(name.span)
    if head is None or not name.hits or name.demonym:
        return
    above = reading.tokens[head.head] if head.head >= 0 else None
    if above is not None and _is_taken(head, above):
        yield "taken"
    if above is not None and above.lemma in word_list("travel") and _case(reading, head) in word_list("moving"):
        yield "travelled"
    if any(table.get(("before", kid.norm)) in _GROUND and kid.index >= name.last for kid in reading.kids(head.index, "appos")):
        yield "glossed"


def _case(reading: Reading, head: Token) -> str:
    return next((kid.norm for kid in reading.kids(head.index, "case")), "")


def _is_taken(head: Token, above: Token) -> bool:
    """Whether the name is what a verb of taking, striking or leaving has for its object, or its subject in the passive."""
    return above.lemma in word_list("taking") and head.dep in ("obj", "nsubj:pass")


def _short_for(tokens: tuple[Token, ...], name: Name) -> bool:
    """Capitals in brackets that are the initials of the words before them."""
    if name.last - name.first > 1 or not name.text.isupper() or not 2 < len(name.text) <= _LONGEST:
        return False
    if name.first < 2 or tokens[name.first - 1].text != "(":
        return False
    before = tokens[max(0, name.first - 1 - _REACH) : name.first - 1]
    words = [token.text for token in before if token.sentence == tokens[name.first].sentence and token.text[0].isupper()]
    letters = [word[0] for word in words]
    return sorted(letters[-len(name.text) :]) == sorted(name.text)
