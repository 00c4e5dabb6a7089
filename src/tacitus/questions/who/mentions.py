"""A mention before it is known for whom it stands, and the shape of the noun phrase around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.model.answers import Who
from tacitus.model.found import Basis
from tacitus.model.reading import Reading, Token, remembered
from tacitus.model.span import Span
from tacitus.questions.who.tables import RoleRow

LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "goeswith", "obl", "punct"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_INDEFINITE = frozenset({"a", "an", "some", "any", "several", "many", "few", "another", "one", "no", "most", "other", "various"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "root", "conj", "appos", "nmod", "parataxis"})
_BETWEEN_NOUNS = frozenset({"appos", "nmod:desc", "nmod", "flat", "dislocated"})
_DASHES = frozenset({"-", "/"})
_BREAKS = frozenset({",", ";", ":", "("})
_LINKS = frozenset({"ADP", "CCONJ", "SCONJ", "AUX", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom words stand for. `sort` decides what may point back: person, organisation, people, state, body or thing."""

    id: str
    name: str
    kind: str | None
    country: str | None
    sort: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (half-open) with their head word; `form` is name, nominal or pronoun.

    `identity` is what the words alone say, None where they only point at something else. `core` are the tokens of the name
    itself, `office` the words of a person's office, `of` the head word of the phrase that says whose people they are
    ("members of the group"), `seeks` the institution that a bare "the army" looks for. `basis` and `rule` tell how the identity
    is known.
    """

    first: int
    last: int
    head: int
    form: str
    identity: Identity | None
    rule: str
    basis: Basis = Basis.STATED
    plural: bool = False
    definite: bool = False
    role: RoleRow | None = None
    core: tuple[int, int] | None = None
    gender: str | None = None
    aliases: tuple[str, ...] = ()
    office: str | None = None
    of: int | None = None
    seeks: str | None = None
    others: tuple[Who, ...] = ()

    @property
    def sort(self) -> str:
        return self.identity.sort if self.identity else "organisation"

    def covers(self, other: "Mention") -> bool:
        return self.first <= other.first and other.last <= self.last


def span_of(reading: Reading, first: int, last: int) -> Span:
    return Span(reading.tokens[first].span.start, reading.tokens[last - 1].span.end)


def words_of(reading: Reading, first: int, last: int) -> str:
    """The words as they stand, line breaks made spaces."""
    return " ".join(span_of(reading, first, last).of(reading.text).split())


@remembered
def phrase(reading: Reading, head: int) -> tuple[int, int]:
    """The noun phrase of a head without what hangs on it to the right: determiner to head, and the rest of a flat name."""
    inside = _hanging(reading, head)
    first, last = head, head + 1
    while True:
        if first - 1 not in inside and _torn(reading, first - 1, head):
            inside |= _hanging(reading, first - 1)
        dashed = first >= 2 and first - 2 in inside and reading.tokens[first - 1].norm in _DASHES
        if not dashed and (first - 1 not in inside or reading.tokens[first - 1].norm in _BREAKS):
            break
        first -= 1
    while last in inside:
        last += 1
    while first < head and _outside(reading, first):
        first += 1
    return first, last


def _outside(reading: Reading, place: int) -> bool:
    """Marks and prepositions at the left edge of a phrase; "at least" is no preposition."""
    token, after = reading.tokens[place], reading.tokens[place + 1]
    if token.upos == "PRON":
        return token.dep != "nmod:poss"
    joint, verb = (reading.tokens[place - 1], reading.tokens[place - 2]) if place > 1 else (token, token)
    if token.norm.endswith("ed") and joint.upos == "CCONJ" and verb.upos == "VERB" and verb.relation not in ("amod", "compound"):
        return True  # "killed and wounded civilians": a second verb
    return (token.norm in _OUTSIDE or token.upos in _LINKS) and after.norm not in ("least", "most", "-")


def _hanging(reading: Reading, head: int) -> set[int]:
    """A noun with what hangs on it to the left, and the rest of a flat name."""
    inside = {head}
    for child in reading.children[head]:
        token = reading.tokens[child]
        if (child < head and token.relation in LEFT) or token.relation in ("flat", "goeswith"):
            inside.update(reading.subtree(child))
    return inside


def _torn(reading: Reading, place: int, head: int) -> bool:
    """Whether the word before a noun is parsed as a second noun of the same role: the parse has torn one phrase in two."""
    if place < 0 or reading.tokens[place].sentence != reading.tokens[head].sentence:
        return False
    left, right = reading.tokens[place], reading.tokens[head]
    return left.upos in ("ADJ", "NOUN", "PROPN") and left.head == right.head >= 0 and left.dep == right.dep


_OUTSIDE = frozenset({",", "(", ")", ":", ";", '"', "'", "of", "not", "only", "also", "even", "just", "-", "*", "."})


def head_of(reading: Reading, first: int, last: int) -> Token:
    """The word of a name that hangs on something outside it; the last one where the parse tears the name apart."""
    tokens = [token for token in reading.tokens[first:last] if token.upos != "PUNCT"]
    inside = {token.index for token in tokens}
    tops = [token for token in tokens if token.head not in inside]
    arguments = [token for token in tops if token.relation in _ARGUMENTS]
    return arguments[-1] if arguments else tops[-1] if tops else tokens[-1]


def bare(reading: Reading, first: int, last: int) -> int:
    """Where a phrase begins without its determiner, possessor and numbers."""
    while first < last - 1 and _small(reading.tokens[first]):
        first += 1
    return first


def _small(token: Token) -> bool:
    return token.upos in ("DET", "NUM", "PUNCT", "PART") or token.norm in _SMALL


_SMALL = _INDEFINITE | _DEFINITE | {"his", "her", "their", "its", "our", "my", "your", "at", "least", "about", "than", "more", "'s"}


_MANY = frozenset({"people", "police", "personnel", "troops"})


def plural(token: Token) -> bool:
    """Whether a noun is a plural: it is not its own dictionary form, or it is a name that ends like one."""
    if token.upos == "NOUN":
        return (token.norm != token.lemma and token.norm[-1:] in "snei") or token.norm in _MANY
    return token.upos == "PROPN" and token.norm.endswith("s") and not token.norm.endswith(("ss", "us", "is"))


def definite(reading: Reading, first: int, head: int) -> bool:
    """Whether a phrase points at something known: the, this, these, or a possessor."""
    words = {reading.tokens[place].norm for place in range(first, head)}
    return bool(words & _DEFINITE) and not words & {"a", "an"}


def indefinite(reading: Reading, first: int, head: int) -> bool:
    """Whether a phrase brings somebody new: a, some, several, a number."""
    tokens = reading.tokens[first:head]
    return any(token.norm in _INDEFINITE or token.upos == "NUM" for token in tokens)


def conjuncts(reading: Reading, head: int) -> Iterator[int]:
    """The heads joined to a head by and / or, to its right."""
    for kid in reading.kids(head, "conj"):
        yield kid.index
        yield from conjuncts(reading, kid.index)


@remembered
def governor(reading: Reading, head: int) -> Token | None:
    """What a noun hangs on, past the nouns it is joined to by and / or."""
    token = reading.tokens[head]
    while token.relation == "conj" and token.head >= 0 and reading.tokens[token.head].upos in _NOUNS | {"PRON"}:
        token = reading.tokens[token.head]
    return reading.tokens[token.head] if token.head >= 0 else None


@remembered
def role_of(reading: Reading, head: int) -> str:
    """The dependency of a noun in its clause, past the nouns it is joined to by and / or.

    Slips of the parse are mended: a "compound" of a word before it is read as an object, and a noun that hangs on a verb by a
    relation between nouns, without a preposition, as the subject.
    """
    token = reading.tokens[head]
    while token.relation == "conj" and token.head >= 0 and reading.tokens[token.head].upos in _NOUNS | {"PRON"}:
        token = reading.tokens[token.head]
    above = reading.tokens[token.head] if token.head >= 0 else None
    if above is not None and above.upos == "VERB" and token.dep in _BETWEEN_NOUNS and not reading.kids(token.index, "case"):
        return "nsubj"
    return "obj" if token.dep == "compound" and 0 <= token.head < token.index else token.dep


@remembered
def case_of(reading: Reading, head: int) -> str | None:
    """The preposition of a noun, past the nouns it is joined to."""
    token = reading.tokens[head]
    while True:
        cases = [kid.norm for kid in reading.kids(token.index, "case") if kid.norm != "'s"]
        if cases:
            return cases[0]
        if token.relation != "conj" or token.head < 0 or reading.tokens[token.head].upos not in _NOUNS:
            return None
        token = reading.tokens[token.head]


@remembered
def is_shouted(reading: Reading, sentence: int) -> bool:
    """Whether a sentence is printed in capitals throughout: its capitals say nothing."""
    words = [token.text for token in reading.words(reading.sentences[sentence]) if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 1 and sum(word.isupper() for word in words) * 5 >= len(words) * 4
