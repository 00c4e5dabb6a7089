"""Numbers that count nothing: dates, years, ages, numbered things, two-day offensives, percentages, note numbers."""

from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import PACKAGE, words_of
from tacitus.questions.how_many.hedges import Quantity
from tacitus.questions.how_many.phrase import Phrase
from tacitus.questions.how_many.units import PEOPLE, unit_of
from tacitus.rules.table import load_rows

_PLURALS = ("s", "men", "children", "people", "deen")
_PERCENT = frozenset({"%", "percent", "pct"})
_TIGHT = frozenset({"-", "/", ".", ":", "'", "°"})
_JOINTS = frozenset({",", "and", "or", "&"})
_CLOSING = frozenset({",", ")", ".", ";", "--"})
_OLDEST = 115


@dataclass(frozen=True, slots=True)
class NotCount:
    """A row of not_counts.toml."""

    id: str
    around: str
    before: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def _words(around: str) -> frozenset[tuple[str, ...]]:
    rows = load_rows(NotCount, PACKAGE, "not_counts.toml")
    return frozenset(tuple(phrase.split()) for row in rows if row.around == around for phrase in row.before)


def joined(reading: Reading, quantity: Quantity) -> bool:
    """Whether the figure is a piece of a longer word or mark: two-day, MQ-9, 24/7, [12], 12%."""
    tokens = reading.tokens
    before = tokens[quantity.number - 1] if quantity.number else None
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    figure, last = tokens[quantity.number], tokens[quantity.last - 1]
    if before and before.span.end == figure.span.start and (before.norm in _TIGHT or before.text in "[#№+@_"):
        return not (before.norm == "-" and quantity.number >= 2 and tokens[quantity.number - 2].span.end < before.span.start)
    if after is None or after.norm in _PERCENT:
        return after is not None
    if after.norm == "per" and after.index + 1 < len(tokens) and tokens[after.index + 1].norm == "cent":
        return True
    if after.span.start != last.span.end:
        return False
    lettered = after.text[0].isalpha() and last.text[-1].isdigit()
    return lettered or (after.norm in ("-", "/", "°", "th") and _goes_on(tokens, after))


def _goes_on(tokens: tuple[Token, ...], mark: Token) -> bool:
    """Whether a word follows a hyphen at once."""
    following = tokens[mark.index + 1] if mark.index + 1 < len(tokens) else None
    return following is not None and following.span.start == mark.span.end


def uncounted(reading: Reading, phrase: Phrase) -> bool:
    """Whether a number with its phrase is a date, a year, an age, a numbered thing or a measure."""
    if joined(reading, phrase.quantity) or _numbering(reading, phrase.quantity):
        return True
    if _standing_in(reading, phrase) or _titled(reading, phrase):
        return True
    if _dated(reading, phrase) or _aged(reading, phrase):
        return True
    return _measured_with(reading, phrase) or _named(reading, phrase)


def _standing_in(reading: Reading, phrase: Phrase) -> bool:
    """The second one, this one: a pronoun."""
    quantity = phrase.quantity
    before = reading.tokens[quantity.number - 1].norm if quantity.number else ""
    plain = phrase.bare and not phrase.other and reading.tokens[quantity.number].norm == "one"
    return plain and (before,) in _words("one")


def _titled(reading: Reading, phrase: Phrase) -> bool:
    """The Battle of Seven Pines: a number with a capital inside a name."""
    figure, noun = reading.tokens[phrase.quantity.number], reading.tokens[phrase.head]
    opening = figure.index == reading.sentences[figure.sentence].first
    inside = figure.index > 0 and reading.tokens[figure.index - 1].upos in ("PROPN", "ADP") and not opening
    return phrase.unit is None and inside and figure.text.istitle() and noun.text.istitle() and noun is not figure


def _numbering(reading: Reading, quantity: Quantity) -> bool:
    """1. or 2) at the head of a line."""
    first = reading.sentences[reading.tokens[quantity.number].sentence].first
    after = reading.tokens[quantity.last] if quantity.last < len(reading.tokens) else None
    return quantity.first == first and after is not None and after.norm in (".", ")", ":")


def _dated(reading: Reading, phrase: Phrase) -> bool:
    quantity = phrase.quantity
    value = quantity.amount.best if quantity.amount.best is not None else quantity.amount.high
    tokens = reading.tokens
    before = tokens[quantity.first - 1].norm if quantity.first else ""
    after = tokens[quantity.last].norm if quantity.last < len(tokens) else ""
    months = words_of("months")
    hedged = quantity.amount.hedge is not None and not quantity.ranged
    if value is None or value != int(value) or hedged:
        return False
    many = phrase.unit is not None and plural(tokens[phrase.head])
    if value <= 31 and (before in months or after in months or (after == "of" and tokens[quantity.last + 1].norm in months)):
        people = phrase.kind in ("people", "civilians", "fighters")
        return after in months or not many or phrase.first + 1 == phrase.last or (before in months and not people)
    figure = tokens[quantity.number].norm
    if not (figure.isdigit() and len(figure) == 4 and 1400 <= value <= 2100 and quantity.last == quantity.number + 1):
        return False
    return phrase.bare or not many or (before,) in _words("year") or before in months or before.isdigit()


def plural(noun: Token) -> bool:
    """Whether a noun may stand for many: in the plural, or without a plural of its own (aircraft)."""
    return noun.norm != noun.lemma or noun.norm.endswith(_PLURALS) or noun.lemma in words_of("unchanged-plurals")


def _aged(reading: Reading, phrase: Phrase) -> bool:
    """Aged 12; aged 9, 11 and 14; a name, 12, ...; two men, 25 and 31, ..."""
    tokens, quantity = reading.tokens, phrase.quantity
    first, last = _row_of_figures(reading, quantity)
    before = [token.norm for token in tokens[max(0, first - 3) : first]]
    if any(tuple(before[-len(words) :]) == words for words in _words("age")):
        return phrase.bare or not phrase.people or (before[-1:] == ["aged"] and first == quantity.first)
    after = tokens[last].norm if last < len(tokens) else ""
    apart = phrase.bare and before[-1:] == [","] and after in _CLOSING and first > 1
    return apart and tokens[first - 2].upos in ("PROPN", "NOUN") and (last == quantity.last or _persons(tokens[first - 2]))


def _row_of_figures(reading: Reading, quantity: Quantity) -> tuple[int, int]:
    """The first token of a row of bare figures no greater than an age (9, 11 and 14), and the index after its last."""
    tokens, first, last = reading.tokens, quantity.first, quantity.last
    if first != quantity.number or not _may_be_age(tokens[first]):
        return first, last
    while first > 1 and (back := _past_joint(tokens, first - 1, -1)) is not None and _may_be_age(tokens[back]):
        first = back
    while last < len(tokens) and (on := _past_joint(tokens, last, 1)) is not None and _may_be_age(tokens[on]):
        last = on + 1
    return first, last


def _past_joint(tokens: tuple[Token, ...], at: int, step: int) -> int | None:
    """The index beyond a comma, an "and" or both; None where neither stands there."""
    place = at
    while 0 <= place < len(tokens) and abs(place - at) < 2 and tokens[place].norm in _JOINTS:
        place += step
    return place if place != at and 0 <= place < len(tokens) else None


def _may_be_age(token: Token) -> bool:
    return token.norm.isdigit() and int(token.norm) <= _OLDEST


def _persons(noun: Token) -> bool:
    found = unit_of([noun])
    return noun.upos == "PROPN" or (found is not None and found[0].kind in PEOPLE)


def _measured_with(reading: Reading, phrase: Phrase) -> bool:
    """9 and 11 years old, 12 and 14 kilometres: a bare figure shares the measure of the one that it is joined to."""
    on = _past_joint(reading.tokens, phrase.quantity.last, 1) if phrase.bare else None
    if on is None or not reading.tokens[on].norm.isdigit():
        return False
    row = unit_of(reading.tokens[on + 1 : on + 2])
    return row is not None and row[0].kind == "measure"


def _named(reading: Reading, phrase: Phrase) -> bool:
    """Resolution 1325, Highway 60, Boeing 737: the number belongs to what stands before it."""
    quantity = phrase.quantity
    before = reading.tokens[quantity.first - 1] if quantity.first else None
    if before is None or quantity.amount.hedge or before.sentence != reading.tokens[quantity.number].sentence:
        return False
    if phrase.bare:
        return before.upos == "PROPN" or (before.norm,) in _words("name")
    named = before.text[0].isupper() and (before.norm,) in _words("name")
    return named or (before.norm in ("no", "no.", "number", "#") and phrase.kind not in PEOPLE)
