"""The area that a report names with a place, and that holds it."""

from collections.abc import Sequence

from tacitus.model.reading import Reading
from tacitus.questions.where.evidence import contained
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.where.names import Name
from tacitus.questions.where.words import word_list


def with_it(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name | None]:
    """The area named with each name: "X, Lebanon", "Lebanon's X", "the Lebanese town of X", "in X in northern Lebanon"."""
    found: list[Name | None] = []
    for place, name in enumerate(names):
        sentence = reading.tokens[name.first].sentence
        after = [other for other in names[place + 1 : place + 3] if _tied(reading, name, other)]
        before = [other for other in names[max(0, place - 2) : place] if _led(reading, other, name)]
        close = [other for other in (*after, *before) if reading.tokens[other.first].sentence == sentence]
        found.append(next((other for other in close if contained(name, other, gazetteer)), None))
    return found


def _tied(reading: Reading, name: Name, outer: Name) -> bool:
    """Only commas, "in" and sides stand between a name and the area after it."""
    between = reading.tokens[name.last : outer.first]
    return 0 < len(between) <= 5 and all(token.norm in word_list("tie") for token in between)


def _led(reading: Reading, outer: Name, name: Name) -> bool:
    """ "Syria's Idlib province", "Lebanon's northeastern border town of Arsal", "the Iraqi city of Mosul"."""
    between = reading.tokens[outer.last : name.first]
    if len(between) > 6 or any(token.upos in ("VERB", "AUX", "PUNCT", "CCONJ") for token in between):
        return False
    return outer.demonym or (bool(between) and between[0].norm == "'s")
