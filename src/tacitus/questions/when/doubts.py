"""When words that fit a pattern are more likely something else: a verb, a count of people, a sum, part of a name."""

from collections.abc import Callable, Sequence

from tacitus.model.reading import Token
from tacitus.questions.when.lexicon import capitals
from tacitus.rules.pattern import Match

Doubt = Callable[[Match, Sequence[Token]], bool]
_MEASURES = frozenset({"km", "m", "mm", "kg", "percent", "%", "per", "miles", "metres", "meters", "feet", "tonnes", "tons"})
_SUMS = frozenset({"$", "£", "€", "₽", "₪", "#", "+", "usd", "eur", "no.", "nos.", "some", "at"})
_BEFORE_COUNTS = frozenset({"VERB", "NUM", "ADV", "CCONJ"})
_ARTICLES = frozenset({"the", "a", "this", "that"})


def doubtful(match: Match, tokens: Sequence[Token]) -> bool:
    """What holds for every row: months and weekdays need their capital, and other words none in the midst of a name."""
    words, known = tokens[match.first : match.last], capitals()
    if any(word.norm in known and not word.text[0].isupper() for word in words):
        return True
    if _newspaper(match, tokens):
        return True
    if len(words) > 1:
        return False
    if words[0].norm in known:
        return words[0].upos in ("VERB", "AUX")
    return _last_of_a_name(words[0], _before(match, tokens))


def _newspaper(match: Match, tokens: Sequence[Token]) -> bool:
    """A capital where none is due, and a comma after it: the paper Dawn, 10 November."""
    word, before = tokens[match.first], _before(match, tokens)
    comma = match.first + 1 < len(tokens) and tokens[match.first + 1].text == ","
    due = before is None or before.upos == "PUNCT" or word.norm in capitals()
    return comma and not due and word.text.istitle() and word.upos == "PROPN"


def _before(match: Match, tokens: Sequence[Token]) -> Token | None:
    return tokens[match.first - 1] if match.first else None


def _after(match: Match, tokens: Sequence[Token]) -> Token | None:
    return tokens[match.last] if match.last < len(tokens) else None


def _plural(token: Token) -> bool:
    return token.upos == "NOUN" and (token.lemma != token.norm or token.norm == "people")


def _last_of_a_name(word: Token, before: Token | None) -> bool:
    """A capital where none is due, after another one: USA Today, Operation Red Dawn."""
    due = not word.text[0].isupper() or word.text.isupper()
    return not due and before is not None and before.text[0].isupper() and before.upos in ("PROPN", "NOUN", "ADJ")


def _count(match: Match, tokens: Sequence[Token]) -> bool:
    """A lone number of four figures that counts things, is a sum or part of a longer number."""
    before, after = _before(match, tokens), _after(match, tokens)
    if match.last - match.first > 1:
        return False
    if before and (before.norm in _SUMS or before.norm[-1].isdigit()):
        return True
    if after is None:
        return False
    if after.norm in _MEASURES or (after.norm[0].isdigit() and len(after.norm) < 4):
        return True
    if before and before.upos not in _BEFORE_COUNTS:
        counted = tokens[match.first].dep == "nummod" and tokens[match.first].head == after.index
        return counted and before.upos in ("PUNCT", "SCONJ") and _plural(after)
    return _plural(after)


def _counted_day(match: Match, tokens: Sequence[Token]) -> bool:
    """The parse hangs the number on the noun that follows: in May 20 people died."""
    day, before, after = tokens[match.last - 1], _before(match, tokens), _after(match, tokens)
    if after is None or not day.norm.isdigit() or (before is not None and before.norm == "the"):
        return False
    return day.dep == "nummod" and day.head >= after.index and after.upos in ("NOUN", "ADJ")


def _measure(match: Match, tokens: Sequence[Token]) -> bool:
    """A height or a number of places: at 1500 metres. A noun on which the figures do not hang is another phrase's."""
    after = _after(match, tokens)
    if after is None:
        return False
    counted = any(token.dep == "nummod" and token.head >= after.index for token in tokens[match.first : match.last])
    return after.norm in _MEASURES or (counted and _plural(after))


def _numbered_thing(match: Match, tokens: Sequence[Token]) -> bool:
    """An ordinal with its noun: the 7th floor, the 82nd Airborne."""
    after = _after(match, tokens)
    return after is not None and after.upos in ("NOUN", "PROPN", "ADJ", "NUM")


def _walk(match: Match, tokens: Sequence[Token]) -> bool:
    """People marching, in capitals or a title: after an article only a noun makes it the month."""
    before, after = _before(match, tokens), _after(match, tokens)
    if match.last - match.first > 1 or tokens[match.first].norm != "march" or before is None or before.norm not in _ARTICLES:
        return False
    return after is None or after.upos not in ("NOUN", "PROPN", "ADJ", "NUM")


DOUBTS: dict[str, Doubt] = {
    "count": _count,
    "counted-day": _counted_day,
    "measure": _measure,
    "numbered-thing": _numbered_thing,
    "walk": _walk,
}
