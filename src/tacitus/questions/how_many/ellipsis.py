"""Numbers whose noun stands elsewhere: six of them children, 15 others, air strikes -- eight since dawn, and three are missing."""

from collections.abc import Iterator
from dataclasses import replace

from tacitus.model.answers import Amount, Counted
from tacitus.model.reading import Reading
from tacitus.questions.how_many.asserted import Scene
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.harms import harm_of
from tacitus.questions.how_many.hedges import Quantity
from tacitus.questions.how_many.outcomes import fate_of
from tacitus.questions.how_many.phrase import Phrase
from tacitus.questions.how_many.reached import numbered
from tacitus.questions.how_many.units import PEOPLE, unit_of

_AFTER_ONE = frozenset({"VERB", "AUX", "PUNCT", "ADP", "ADV", "CCONJ", "SCONJ"})
_PARTIES = frozenset({"nsubj", "obj", "obl", "conj"})
_APART = frozenset({"--", "-", ",", ":", "("})


def with_nouns(scene: Scene, phrases: list[Phrase]) -> list[Phrase]:
    """Numbers without a noun take that of the number before where the words carry on from it."""
    reading = scene.reading
    done: list[Phrase] = []
    for phrase in phrases:
        before = next((one for one in reversed(done) if one.unit and one.kind not in ("measure", "money") and not one.other), None)
        taken = before is not None and phrase.bare and not phrase.pronoun and _carries_on(reading, before, phrase)
        if before is not None and before.people and phrase.bare and not phrase.pronoun and _captured_too(reading, before, phrase):
            phrase = replace(phrase, kind=before.kind)
        elif before is not None and taken and before.people:
            phrase = replace(phrase, kind="people") if phrase.other and phrase.kind is None else phrase
        elif before is not None and taken and not _of_people(scene, phrase):
            phrase = replace(phrase, unit=before.unit, words=before.words, kind=before.kind, noun=before.noun)
        done.append(_of_those(reading, phrases, phrase))
    return done


def _of_those(reading: Reading, phrases: list[Phrase], phrase: Phrase) -> Phrase:
    """Of the 300 evacuees, 120 left and 90 stayed: a bare number of such a sentence is taken from the number that opens it."""
    figure = reading.tokens[phrase.quantity.number]
    first = reading.sentences[figure.sentence].first
    if not phrase.bare or phrase.pronoun or figure.relation != "nsubj" or reading.tokens[first].norm != "of":
        return phrase
    whole = next((one for one in phrases if first < one.first <= first + 3 and one.unit), None)
    if whole is None or whole.unit is None or whole.kind in ("measure", "money") or whole.quantity.number == figure.index:
        return phrase
    most, best = whole.quantity.amount.best, phrase.quantity.amount.best
    if most is not None and best is not None and best > most:
        return phrase
    number = whole.quantity.number
    return replace(phrase, unit=whole.unit, words=whole.words, kind=whole.kind, noun=whole.noun, whole=number)


def _of_people(scene: Scene, phrase: Phrase) -> bool:
    """Whether only people can have come to what is said: two cars hit and three wounded."""
    fate = fate_of(scene, phrase)
    return fate is not None and fate.outcome in ("killed", "injured", "displaced")


def _captured_too(reading: Reading, before: Phrase, phrase: Phrase) -> bool:
    """Killed 32 soldiers and captured 18: of a verb that takes people and things, joined to one whose object is people."""
    figure, noun = reading.tokens[phrase.quantity.number], reading.tokens[before.head]
    verb = reading.tokens[figure.head] if figure.relation == "obj" else None
    joined = verb is not None and verb.relation == "conj" and verb.head == noun.head and noun.relation == "obj"
    return joined and verb is not None and harm_of(reading, verb, "object", replace(phrase, kind="people")) is not None


def _carries_on(reading: Reading, before: Phrase, phrase: Phrase) -> bool:
    """Whether a number counts what the one before it counts: six others, 15 more; five left and three are missing."""
    sentence, earlier = reading.tokens[phrase.first].sentence, reading.tokens[before.first].sentence
    if phrase.other:
        named = any(token.lemma == before.noun for token in reading.words(reading.sentences[sentence]))
        return earlier == sentence or (earlier == sentence - 1 and named)
    figure, noun = reading.tokens[phrase.quantity.number], reading.tokens[before.head]
    joined = figure.index > 0 and reading.tokens[figure.index - 1].norm in ("and", "while", "but")
    return earlier == sentence and joined and figure.relation == noun.relation == "nsubj"


def after_pronoun(reading: Reading, phrase: Phrase) -> Phrase:
    """Six of them children; 14 were women: the noun that says what the counted are."""
    place, tokens = phrase.last, reading.tokens
    is_told = phrase.bare and place < len(tokens) and tokens[place].lemma == "be"
    if phrase.pronoun is None and not is_told:
        return phrase
    while place < len(tokens) and (tokens[place].lemma == "be" or tokens[place].upos in ("ADJ", "DET")):
        place += 1
    row = unit_of(tokens[place : place + 1]) if place < len(tokens) and tokens[place].upos in ("NOUN", "PROPN") else None
    if row is None or row[0].kind not in PEOPLE:
        return phrase
    who = Counted(None, row[0].status, row[0].sex, row[0].age)
    return replace(phrase, last=place + 1, head=place, unit=row[0], words=tokens[place].text, kind=row[0].kind, who=who)


def with_noun_before(reading: Reading, phrase: Phrase) -> Phrase:
    """Air strikes -- eight since dawn: a figure set apart after the noun that it counts."""
    number = phrase.quantity.first
    if not phrase.bare or phrase.pronoun or phrase.other or number < 2 or reading.tokens[number - 1].norm not in _APART:
        return phrase
    noun, figure = reading.tokens[number - 2], reading.tokens[phrase.quantity.number]
    row = unit_of(reading.tokens[max(0, number - 4) : number - 1])
    apart = noun.head == figure.index or figure.head == noun.index
    if row is None or not apart or row[0].kind in PEOPLE or row[0].kind in ("measure", "other"):
        return phrase
    if figure.text[0].isdigit() and reading.tokens[number - 1].norm == ",":
        return phrase
    return replace(phrase, head=noun.index, unit=row[0], words=noun.text, kind=row[0].kind)


def with_noun_of_number(reading: Reading, phrase: Phrase) -> Phrase:
    """The number of victims is 40, the number of hostages rose to 12: a figure counts what its subject names."""
    if not phrase.bare or phrase.pronoun or phrase.other:
        return phrase
    figure = reading.tokens[phrase.quantity.number]
    figure = reading.tokens[figure.head] if figure.head == phrase.quantity.last - 1 else figure  # 1.3 million
    noun = numbered(reading, figure)
    row = unit_of(reading.tokens[max(0, noun.index - 2) : noun.index + 1]) if noun else None
    if noun is None or row is None or row[0].outcome or row[0].kind == "measure":
        return phrase
    return replace(phrase, unit=row[0], words=noun.text, kind=row[0].kind, noun=noun.lemma)


def one_more(reading: Reading) -> Iterator[Phrase]:
    """Two were killed and a third was wounded: an ordinal alone that carries on from a number of its sentence counts one."""
    ordinals = words_of("one-more")
    for token in reading.tokens[2:]:
        another = token.norm == "another"
        if not another and (token.norm not in ordinals or reading.tokens[token.index - 1].norm not in ("a", "an")):
            continue
        head = reading.tokens[token.index + 1] if reading.words(reading.sentences[token.sentence])[-1] is not token else token
        head = head if head.norm in ("one", "person", "man") else token
        after = reading.tokens[head.index + 1] if head.index + 1 < len(reading.tokens) else head
        first = reading.sentences[token.sentence].first
        told = any(word.upos == "NUM" for word in reading.tokens[first : token.index])
        if told and after.upos in _AFTER_ONE and after.norm != "of" and head.relation in _PARTIES:
            quantity = Quantity(head.index, head.index, head.index + 1, Amount(1.0, None, None, None))
            yield Phrase(quantity, token.index - (not another), head.index + 1, head.index, None, None, None, Counted(), other=True)
