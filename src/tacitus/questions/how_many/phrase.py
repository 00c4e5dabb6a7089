"""The noun phrase that a number begins: where it ends, its noun, and what kind of thing that is.

Words are walked from the number on; the parse is asked only where words alone cannot tell (does the second noun go on with the
phrase, or begin the next one?), so that one wrong head costs little.
"""

from dataclasses import dataclass

from tacitus.model.answers import Counted
from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.hedges import Quantity
from tacitus.questions.how_many.units import PEOPLE, Unit, described, describes, unit_of

_NOUNS = frozenset({"NOUN", "PROPN"})
_INNER = frozenset(
    {"amod", "compound", "nummod", "flat", "goeswith", "fixed", "nmod:poss", "advmod", "obl:unmarked", "nmod:unmarked"}
)
_STOPS = frozenset({",", ";", ":", "(", ")", "--", "and", "or", "but"})
_OWNERS = frozenset(
    {"the", "its", "his", "her", "their", "our", "my", "your", "these", "those", "all", "a", "an"}
    | {"of", "some", "about", "at", "least", "more", "than"}
)
_PRONOUNS = frozenset({"them", "us", "whom", "which", "you"})
_DEMONYMS = "demonyms-and-peoples"
_STATES = frozenset({"dead", "wounded", "injured", "missing", "killed", "suspected", "alleged", "displaced", "homeless"})
_VERBS_ALL_THE_SAME = frozenset({"sustained", "suffered", "received"})
_ARTICLES_OF_NAMES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az"})
_MARKS = frozenset({"-", '"', "'"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with its noun. Tokens `first` to `last` (half-open); `head` is the noun's index, or the number's where none follows.

    `unit` is the noun's row (None for a noun that no table knows); `words` the noun as written; `pronoun` what stands for it
    ("six of them"); `whole` the index of the number it is taken from ("20 of the 30"),
    and `reach` then the index after that number's phrase; `other` is "15 others", "six more". `noun` is the noun's lemma.
    """

    quantity: Quantity
    first: int
    last: int
    head: int
    unit: Unit | None
    words: str | None
    kind: str | None
    who: Counted
    pronoun: str | None = None
    whole: int | None = None
    other: bool = False
    reach: int = 0
    noun: str | None = None

    @property
    def bare(self) -> bool:
        return self.words is None

    @property
    def people(self) -> bool:
        return self.kind in PEOPLE


def phrase_of(reading: Reading, quantity: Quantity) -> Phrase:
    """The phrase that begins with a quantity."""
    end = reading.sentences[reading.tokens[quantity.number].sentence].last
    start, pronoun, whole = _of(reading, quantity.last, end)
    if pronoun:
        return _empty(quantity, start, pronoun, whole)
    stop, noun = _walk(reading, quantity, start, end)
    if noun is None and stop > start and unit_of(reading.tokens[start:stop]) and not _told_of(reading, stop - 1):
        noun = stop - 1
    noun = _owner(reading, quantity, noun)
    if noun is None or whole is not None:
        before = max(quantity.first - 1, 0)  # "the other 12"
        other = any(token.norm in words_of("sizes") for token in reading.tokens[before:stop])
        return _empty(quantity, quantity.last, None, whole, other)
    return _full(reading, quantity, start, noun)


def _told_of(reading: Reading, place: int) -> bool:
    """ "Left 17 soldiers dead and 30 wounded": the last word tells what became of the 30; it does not name them."""
    token = reading.tokens[place]
    told = reading.tokens[token.head] if token.relation == "conj" else token  # "left 51 dead and 2,000 homeless"
    return token.norm in _STATES and told.relation in ("xcomp", "orphan")


def _owner(reading: Reading, quantity: Quantity, noun: int | None) -> int | None:
    """The noun that a number counts; of "the six monks' murder" the owners: no number above one counts a singular."""
    held = reading.tokens[quantity.number].head
    if noun is None or not quantity.last <= held < noun or reading.tokens[noun].norm != reading.tokens[noun].lemma:
        return noun
    mark, owner = reading.tokens[held + 1], reading.tokens[held]
    found = unit_of([owner]) if mark.norm in ("'", "'s") and owner.norm != owner.lemma else None
    return held if found and found[0].kind in PEOPLE and unit_of([reading.tokens[noun]]) != found else noun


def _empty(quantity: Quantity, last: int, pronoun: str | None, whole: int | None, other: bool = False) -> Phrase:
    return Phrase(quantity, quantity.first, last, quantity.number, None, None, None, Counted(), pronoun, whole, other)


def _full(reading: Reading, quantity: Quantity, start: int, head: int) -> Phrase:
    tokens = reading.tokens[start : head + 1]
    found = unit_of(tokens)
    unit, many = found or (None, 1)
    first = _noun_start(tokens, many)
    before = tokens[:first]
    kind, who = described(unit, before, _side(reading, before, head))
    if unit is not None and kind is None:
        kind = "fighters" if unit.kind == "people" and unit.outcome is None and _armed(before) else unit.kind
    head, words, last, kind = _joined(reading, start + first, head, kind)
    other = tokens[-1].lemma == "other"
    noun = None if other else reading.tokens[head].lemma
    return Phrase(quantity, quantity.first, last, head, unit, None if other else words, kind, who, None, None, other, 0, noun)


def _noun_start(tokens: tuple[Token, ...], many: int) -> int:
    """The place of the first of the last `many` words, hyphens left out of the count."""
    place = len(tokens)
    while many and place:
        place -= 1
        many -= tokens[place].norm != "-"
    return place


def _armed(before: tuple[Token, ...]) -> bool:
    row = unit_of(before) if before else None
    return row is not None and row[0].id == "armed-groups-as-nouns"


def _joined(reading: Reading, start: int, head: int, kind: str | None) -> tuple[int, str, int, str | None]:
    """Women and children: a second bare noun of people shares the number."""
    tokens = reading.tokens
    words = _written(reading, start, head)
    after = tokens[head + 1 : head + 3]
    if kind not in PEOPLE or len(after) < 2 or after[0].norm not in ("and", "or") or after[1].upos not in _NOUNS:
        return head, words, head + 1, kind
    second = unit_of(after[1:])
    beyond = tokens[head + 3] if head + 3 < len(tokens) else None
    if second is None or second[0].kind not in PEOPLE or second[0].outcome or (beyond and beyond.upos in _NOUNS):
        return head, words, head + 1, kind
    words = _written(reading, start, head + 2)
    return head, words, head + 3, kind if second[0].kind == kind else "people"


def _names(token: Token) -> bool:
    """Whether a word before the noun is a name: of a group, a country, a people."""
    if token.norm in words_of("sizes") or token.norm in _STATES or describes(token):
        return False
    if len(token.text) == 1:
        return False
    return token.upos == "PROPN" or (token.upos == "ADJ" and token.text[0].isupper() and unit_of([token]) is not None)


def _written(reading: Reading, first: int, last: int) -> str:
    """The words from one token to another on one line."""
    return " ".join(reading.text[reading.tokens[first].span.start : reading.tokens[last].span.end].split())


def _side(reading: Reading, before: tuple[Token, ...], head: int) -> str | None:
    """The names before the noun (Daesh members), or the organisation after "of" (members of Hamas)."""
    named = [token for token in before if _names(token)]
    if named:
        return _written(reading, named[0].index, named[-1].index)
    bodies = [label.span for label in reading.names if label.kind == "Organisation"]
    for child in reading.kids(head, "nmod"):
        of = any(case.norm == "of" for case in reading.kids(child.index, "case"))
        if of and child.upos == "PROPN" and any(span.contains(child.span) for span in bodies):
            named = [kid for kid in reading.kids(child.index, "compound", "flat", "amod") if kid.upos in ("PROPN", "ADJ")] + [child]
            return _written(reading, min(named, key=_place).index, max(named, key=_place).index)
    return None


def _place(token: Token) -> int:
    return token.index


def _of(reading: Reading, at: int, end: int) -> tuple[int, str | None, int | None]:
    """What follows "of": where the noun phrase begins, the pronoun that ends it, the index of a number it is taken from."""
    tokens = reading.tokens
    if at >= end or tokens[at].norm not in ("of", "out"):
        return at, None, None
    place = at + 1
    while place < end and tokens[place].norm in _OWNERS:
        place += 1
    if place + 2 < end and tokens[place + 1].norm == "'s" and tokens[place + 2].upos == "NUM":
        place += 2
    if place < end and tokens[place].norm in _PRONOUNS:
        return place + 1, tokens[place].norm, None
    if place < end and tokens[place].upos == "NUM" and tokens[place].norm != "one":
        return place, None, place
    owned = place > at + 1 or any(token.norm in ("'s", "'") for token in tokens[place : place + 4])
    return (place, None, None) if owned or _bare_of(tokens, at) else (at, None, None)


def _bare_of(tokens: tuple[Token, ...], at: int) -> bool:
    """Dozens of villagers, a million of people: no article stands between."""
    return at > 0 and (tokens[at - 1].upos != "NUM" or not tokens[at - 1].text[0].isdigit()) and tokens[at].norm == "of"


def _walk(reading: Reading, quantity: Quantity, at: int, end: int) -> tuple[int, int | None]:
    """The index after the words that may belong to the phrase that begins at `at`, and the index of its last noun."""
    tokens, place, open_noun, last = reading.tokens, at, False, None
    while place < end:
        token = tokens[place]
        if token.norm == "'s" and open_noun:
            open_noun, last = False, None
        elif open_noun and last is not None and not _goes_on(reading, quantity, last, place):
            break
        elif token.upos in _NOUNS or _currency(token):
            open_noun, last = True, place
        elif token.norm == "-" and open_noun:
            open_noun = tokens[place + 1].upos in _NOUNS
        elif not _before_noun(reading, token, end):
            break
        place += 1
    return place, last


def _currency(token: Token) -> bool:
    """ "5 million euros", whose last word the tagger takes for one more number."""
    row = unit_of([token]) if token.upos in ("NUM", "SYM", "X") and token.text.isalpha() else None
    return row is not None and row[0].kind == "money"


def _before_noun(reading: Reading, token: Token, end: int) -> bool:
    """Whether a word may stand between the number and its noun."""
    if token.norm in _VERBS_ALL_THE_SAME:
        return False
    if token.upos == "ADJ" or token.norm in _MARKS or token.norm in words_of("sizes"):
        return True
    if token.norm in _ARTICLES_OF_NAMES and token.index + 1 < end and reading.tokens[token.index + 1].norm == "-":
        return True
    if token.upos == "CCONJ":
        around = (reading.tokens[token.index - 1], reading.tokens[token.index + 1])
        return token.norm in ("and", "or") and all(word.upos == "ADJ" for word in around)
    return token.upos in ("VERB", "NUM", "ADV", "X", "SYM", "DET") and _reaches(reading, token, token.index + 1, end)


def _goes_on(reading: Reading, quantity: Quantity, noun: int, place: int) -> bool:
    """Whether the phrase goes on past a noun: a hyphen inside a word, a compound, a name of several words."""
    token, before = reading.tokens[place], reading.tokens[noun]
    if token.norm == "-":
        tight = token.span.start == reading.tokens[place - 1].span.end and token.upos == "PUNCT"
        return tight and place + 1 < len(reading.tokens) and reading.tokens[place + 1].span.start == token.span.end
    next_noun = token.upos in _NOUNS and place == noun + 1
    if reading.tokens[place - 1].norm == "-" or (reading.tokens[noun - 1].norm == "-" and next_noun):
        return True
    row, names = unit_of([token]), unit_of([before])
    if row and row[0].id == "time":
        return False
    if names and names[0].id == _DEMONYMS and not before.norm.endswith("s") and next_noun:
        return True
    end = reading.sentences[token.sentence].last
    if _reaches(reading, before, place, end):
        return True
    counted = reading.tokens[quantity.number]
    if counted.dep == "nummod" and _reaches(reading, counted, place, end):
        return True
    named = token.dep in ("flat", "goeswith", "fixed") and quantity.number < token.head < place
    return named and token.upos in _NOUNS


def _reaches(reading: Reading, token: Token, place: int, end: int) -> bool:
    """Whether a word hangs, as a modifier, on one at or soon after `place`, with no mark of a new clause between."""
    if token.dep not in _INNER or not place <= token.head < min(end, place + 5):
        return False
    return not any(reading.tokens[between].norm in _STOPS for between in range(token.index + 1, token.head))
