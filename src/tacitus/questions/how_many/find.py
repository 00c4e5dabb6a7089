"""Find the numbers of a report: how many, of what, what became of them, and which is part of which."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tacitus.model.answers import Amount, Counted, HowMany, Standing, What
from tacitus.model.found import Basis, Found, found, unresolved
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.questions.how_many.asserted import Scene
from tacitus.questions.how_many.ellipsis import after_pronoun, one_more, with_noun_before, with_noun_of_number, with_nouns
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.hedges import Quantity, carried_words, quantities, worked_out
from tacitus.questions.how_many.outcomes import fate_of
from tacitus.questions.how_many.parts import Drawn, peopled, wholes
from tacitus.questions.how_many.phrase import Phrase, phrase_of
from tacitus.questions.how_many.rejects import joined, plural, uncounted
from tacitus.questions.how_many.units import PEOPLE, unit_of

STEP = "how_many"
_UNASSERTED = frozenset({Standing.PLANNED, Standing.DEMANDED, Standing.NEGATED})
_NOT_ONE = frozenset({"other", "areas", "money", None})
_UNCHANGED = frozenset({"armed-groups-as-nouns", "demonyms-and-peoples"})
_OTHERS = frozenset({"them", "whom", "which"})
_HARMED = frozenset({"casualty", "victim"})


def find(reading: Reading, whats: tuple[Found[What], ...]) -> tuple[Found[HowMany], ...]:
    """Every number that counts something, in text order; vague ones ("dozens of villagers") without a value."""
    unasserted = frozenset(what.value.head for what in whats if what.value and what.value.standing in _UNASSERTED)
    phrases = _phrases(reading)
    scene = Scene(reading, unasserted, frozenset(phrase.whole for phrase in phrases if phrase.whole is not None))
    drawn = [Drawn(phrase, fate_of(scene, phrase)) for phrase in with_nouns(scene, phrases) if not _refused(reading, phrase)]
    kept = [one for one in drawn if one.phrase.quantity.vague is None and _kept(reading, one)]
    told = tuple(_counted(reading, kept, place, whole) for place, whole in enumerate(wholes(reading, kept)))
    vague = tuple(_vague(reading, one) for one in drawn if one.phrase.quantity.vague and (one.phrase.unit or _befell(one)))
    return _in_order(told, vague)


def _in_order(told: Sequence[Found[HowMany]], vague: Sequence[Found[HowMany]]) -> tuple[Found[HowMany], ...]:
    """All in text order, the indices of wholes moved along."""
    both = sorted([*((one, place) for place, one in enumerate(told)), *((one, -1) for one in vague)], key=lambda pair: pair[0].span)
    moved = {place: at for at, (_, place) in enumerate(both) if place >= 0}
    return tuple(_repointed(one, moved) for one, _ in both)


def _repointed(one: Found[HowMany], moved: dict[int, int]) -> Found[HowMany]:
    if one.value is None or one.value.part_of is None:
        return one
    return replace(one, value=replace(one.value, part_of=moved[one.value.part_of]))


def _phrases(reading: Reading) -> list[Phrase]:
    """Every number with its noun; a share takes its figure, and "20 of the 30 buses" its noun, from the number it is of."""
    drawn = {quantity.number: _phrase(reading, quantity) for quantity in quantities(reading)}
    phrases = [_borrowed(phrase, drawn.get(phrase.whole)) if phrase.whole is not None else phrase for phrase in drawn.values()]
    return sorted([*phrases, *_none(reading), *one_more(reading)], key=_first)


def _first(phrase: Phrase) -> int:
    return phrase.first


def _phrase(reading: Reading, quantity: Quantity) -> Phrase:
    if reading.tokens[quantity.number - 1].norm in words_of("money-signs") and quantity.number:
        first = quantity.number - 1
        words = reading.tokens[first].text
        first = min(first, quantity.first)
        return Phrase(quantity, first, quantity.last, quantity.number, None, words, "money", Counted())
    return with_noun_of_number(reading, with_noun_before(reading, after_pronoun(reading, phrase_of(reading, quantity))))


def _borrowed(phrase: Phrase, whole: Phrase | None) -> Phrase:
    if whole is None:
        return phrase
    quantity, of = phrase.quantity, whole.quantity.amount.best
    if quantity.share is not None and of is not None:
        quantity = replace(quantity, amount=worked_out(quantity, quantity.share * of))
    taken = replace(phrase, quantity=quantity, unit=whole.unit, words=whole.words, kind=whole.kind, who=whole.who)
    return replace(taken, reach=whole.last, noun=whole.noun)


def _none(reading: Reading) -> Iterator[Phrase]:
    """No casualties, no deaths: a stated nought."""
    for token in reading.tokens:
        if token.norm != "no" or token.upos != "DET" or not token.index < token.head < token.index + 5:
            continue
        noun = reading.tokens[token.head]
        row = unit_of(reading.tokens[token.index + 1 : noun.index + 1])
        if row and row[0].kind in PEOPLE and (row[0].outcome in ("killed", "injured") or noun.lemma in _HARMED):
            quantity = Quantity(token.index, token.index, token.index + 1, Amount(0.0, None, None, None))
            yield Phrase(quantity, token.index, noun.index + 1, noun.index, row[0], noun.text, row[0].kind, Counted())


def _refused(reading: Reading, phrase: Phrase) -> bool:
    if phrase.kind == "measure" or joined(reading, phrase.quantity) or _measured(reading, phrase.quantity):
        return True
    return phrase.kind != "money" and uncounted(reading, phrase)


def _measured(reading: Reading, quantity: Quantity) -> bool:
    """122 mm shells: the figure belongs to the measure, not to the noun."""
    row = unit_of(reading.tokens[quantity.last : quantity.last + 1])
    return row is not None and row[0].kind == "measure"


def _kept(reading: Reading, one: Drawn) -> bool:
    """Whether a number is told: it has a noun, or something became of the people it counts."""
    phrase, amount = one.phrase, one.phrase.quantity.amount
    told = one.fate is not None and one.fate.outcome is not None
    if amount.best is None and amount.low is None and amount.high is None:
        return False
    if phrase.people and amount.best is not None and amount.best != int(amount.best):
        return False
    if amount.best == 1 and phrase.whole is not None and reading.kids(phrase.quantity.number, "cop"):
        return False  # he was one of 12 journalists killed
    if told or phrase.kind == "money":
        return True
    if phrase.bare:
        return amount.best != 1 and (phrase.pronoun in _OTHERS or (phrase.other and phrase.kind is not None))
    if amount.best == 1:
        return amount.low is None and phrase.kind not in _NOT_ONE and not _chosen(reading, phrase)
    return _many(reading, phrase)


def _chosen(reading: Reading, phrase: Phrase) -> bool:
    """One of the most wanted men: no count."""
    return phrase.quantity.last < len(reading.tokens) and reading.tokens[phrase.quantity.last].norm == "of"


def _many(reading: Reading, phrase: Phrase) -> bool:
    """Whether the noun is in the plural: "Mazda 626 vehicle" counts no vehicles."""
    if phrase.head == phrase.quantity.number or (phrase.unit and phrase.unit.id in _UNCHANGED):
        return True
    noun = reading.tokens[phrase.head]
    return plural(noun) if phrase.unit else noun.norm.endswith("s")


def _counted(reading: Reading, kept: Sequence[Drawn], place: int, whole: int | None) -> Found[HowMany]:
    one, phrase = kept[place], kept[place].phrase
    outcome = one.fate.outcome if one.fate else None
    rule = one.fate.rule if one.fate and outcome else _unit_rule(phrase)
    held = kept[whole] if whole is not None else None
    freed = held is not None and _freed(reading, phrase)
    if held and not freed and outcome is None and held.fate and peopled(held) == (phrase.people or phrase.bare):
        outcome, rule = held.fate.outcome, f"part-of-{held.fate.rule}"
    kind = phrase.kind or (held.phrase.kind if held and phrase.bare else None) or ("people" if outcome or phrase.bare else "other")
    value = HowMany(phrase.quantity.amount, kind, outcome, phrase.words, phrase.who, phrase.head, whole)
    basis = Basis.DERIVED if phrase.quantity.share is not None else Basis.STATED
    return found(_span(reading, phrase), value, STEP, rule, basis)


def _freed(reading: Reading, phrase: Phrase) -> bool:
    """Released two of them: a part that was let go does not share what had become of the whole."""
    above = reading.tokens[reading.tokens[phrase.quantity.number].head]
    part = reading.tokens[phrase.quantity.number].relation in ("obj", "nsubj")
    return part and above.lemma in words_of("lets-go")


def _unit_rule(phrase: Phrase) -> str:
    if phrase.unit:
        return phrase.unit.id
    return "money" if phrase.kind == "money" else "any-noun"


def _befell(one: Drawn) -> bool:
    """Whether the text says what became of the counted."""
    return one.fate is not None and one.fate.outcome is not None


def _vague(reading: Reading, one: Drawn) -> Found[HowMany]:
    """A word for a number: a count with the word as its hedge where something befell the counted, else told without a value."""
    row, phrase = one.phrase.quantity.vague or "", one.phrase
    if row in carried_words() and one.fate is not None and one.fate.outcome is not None:
        amount = Amount(None, None, None, row)
        value = HowMany(amount, phrase.kind or "people", one.fate.outcome, phrase.words, phrase.who, phrase.head)
        return found(_span(reading, phrase), value, STEP, one.fate.rule, Basis.STATED)
    return unresolved(_span(reading, one.phrase), f"a vague number: {row}", STEP, row)


def _span(reading: Reading, phrase: Phrase) -> Span:
    return Span(reading.tokens[phrase.first].span.start, reading.tokens[phrase.last - 1].span.end)
