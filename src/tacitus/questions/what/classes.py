"""Classes of words: whether a word is one of those that a row asks for."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from tacitus.errors import TableError
from tacitus.model.reading import Reading, Token, remembered
from tacitus.questions.what.phrases import beyond_verb, preposition
from tacitus.questions.what.rows import PACKAGE, Words, lists
from tacitus.rules.table import load_rows

_PERSONS = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom", "it"})
_THINGS = frozenset({"it", "they", "them", "which", "that"})
_OF_PERSONS = frozenset({"PERSON", "FORCE", "BODY", "STATE", "COUNTRY", "ACTOR", "POLITY"})
_OF_THINGS = frozenset({"PLACE", "BUILDING", "VEHICLE", "GOODS"})
_LISTED = ("PERSON", "BODY", "VEHICLE", "WEAPON", "TRANSPARENT", "VIOLENCE", "HOSTILITY", "TALKS", "DEAL")
_LABELLED = {
    "Location": frozenset({"PLACE", "BUILDING"}),
    "Organisation": frozenset({"FORCE", "GROUP", "ACTOR", "BODY"}),
    "Person": frozenset({"PERSON"}),
    "MilitaryPlatform": frozenset({"VEHICLE", "AIRCRAFT"}),
}
_SURE = 0.5
_NO_KIND: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClassRow:
    id: str
    words: Words
    yes: Words
    no: Words = ()
    holds: Words = ()


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Every class with the words of the classes it takes in."""
    rows = {row.id: row for row in load_rows(ClassRow, PACKAGE, "classes.toml")}
    return {name: frozenset(_members(rows, name)) for name in rows}


def _members(rows: Mapping[str, ClassRow], name: str) -> Iterable[str]:
    if name not in rows:
        raise TableError(f"{PACKAGE}/classes.toml: no class {name}; known are {', '.join(sorted(rows))}")
    yield from rows[name].words
    for inner in rows[name].holds:
        yield from _members(rows, inner)


def members(name: str) -> frozenset[str]:
    """The words of a class; none where the name is a plain word."""
    return classes()[name] if name.isupper() else frozenset()


def is_in(token: Token, name: str) -> bool:
    """Whether a word is of a class, by its lemma, its form or its singular."""
    return is_member(name, token.lemma, token.norm, token.text)


@lru_cache(maxsize=16384)
def is_member(name: str, lemma: str, norm: str, text: str) -> bool:
    """Whether a word of that lemma, form and spelling is of a class."""
    members = classes()[name]
    return lemma in members or norm in members or text in members or (norm.endswith("s") and norm[:-1] in members)


def fits(reading: Reading, head: int, wanted: Words, labelled: bool = False) -> bool:
    """Whether a noun phrase is what a row asks for: a class, a lemma, NAME (a proper name) or ANY.

    A pronoun fits classes of persons or of things, never weapons or deeds; a noun that only measures ("dozens of") fits by what
    it measures. Where no list knows the noun, `labelled` lets what the encoder took it for speak.
    """
    if "ANY" in wanted:
        return True
    for place in meant(reading, head):
        token = reading.tokens[place]
        if token.upos == "PRON":
            person = token.norm in _PERSONS and bool(_OF_PERSONS & set(wanted))
            return person or (token.norm in _THINGS and bool(_OF_THINGS & set(wanted))) or token.norm in wanted
        titles = reading.kids(place, "nmod:desc", "flat", "appos") if token.upos == "PROPN" else ()
        if "NUM" in wanted and token.lemma == "other" and reading.kids(place, "nummod"):
            return True  # "two others"
        if any(_is_any(wanted, named.lemma, named.norm, named.text, named.upos) for named in (token, *titles)):
            return True
    return labelled and _label_fits(reading, head, wanted)


def _label_fits(reading: Reading, head: int, wanted: Words) -> bool:
    """Whether the encoder's name for a noun, where it is sure of it, is of a class that a row asks for."""
    token = reading.tokens[head]
    if token.upos not in ("NOUN", "PROPN") or any(is_in(token, name) for name in _LISTED):
        return False
    return any(not classes_of.isdisjoint(wanted) for kind in _kinds(reading, head) if (classes_of := _LABELLED.get(kind)))


def _kinds(reading: Reading, index: int) -> Set[str]:
    """What the encoder surely takes a word for."""
    return _sure_labels(reading, 0).get(index, _NO_KIND)


@remembered
def _sure_labels(reading: Reading, _: int) -> Mapping[int, Set[str]]:
    """The kinds of the names that the encoder is sure of, by the tokens within them."""
    found: dict[int, set[str]] = {}
    for label in reading.names:
        if label.confidence >= _SURE:
            for token in reading.inside(label.span):
                found.setdefault(token.index, set()).add(label.kind)
    return found


@remembered
def acts_in_public(reading: Reading, head: int) -> bool:
    """Whether a doer can act in affairs of state: of a polity ("Iraqi members of parliament"), or a name, unless at home elsewhere.

    This lets a frame be filled; that it is about affairs of state must follow from something else.
    """
    token = reading.tokens[head]
    if token.upos == "PRON" or is_in(token, "VIOLENCE") or is_in(token, "GOODWILL"):
        return False  # a deed does no deeds
    nation = any(word.upos == "ADJ" and word.text[:1].isupper() for word in modifiers(reading, head))
    return nation or polity(reading, head) or bool(_kinds(reading, head) & {"Person", "Organisation", "Location", "Nationality"})


@remembered
def stands_for_state(reading: Reading, head: int) -> bool:
    """ "Jakarta has refused", "Palestinians demanded": a place or a people that the encoder names."""
    token = reading.tokens[head]
    named = token.upos == "PROPN" and not reading.kids(head, "flat", "nmod:desc")
    return named and bool(_kinds(reading, head) & {"Location", "Nationality"})


@lru_cache(maxsize=65536)
def _is_any(wanted: Words, lemma: str, norm: str, text: str, upos: str) -> bool:
    """Whether a word is one of those that a row asks for."""
    return any(_is(word, lemma, norm, text, upos) for word in wanted)


def _is(word: str, lemma: str, norm: str, text: str, upos: str) -> bool:
    if word == "NAME":
        return upos == "PROPN"
    if word == "NUM":
        return upos == "NUM"
    if word.isupper():
        return word != "NONE" and is_member(word, lemma, norm, text)
    return word in (lemma, norm) or norm == f"{word}s"


@remembered
def meant(reading: Reading, head: int) -> tuple[int, ...]:
    """The head and, where it only measures, what stands behind its "of"."""
    token = reading.tokens[head]
    found = [head]
    if token.upos == "NUM" and token.relation == "obj":
        found += _counted_before(reading, token)
    if is_in(token, "TRANSPARENT") or token.upos in ("NUM", "DET", "ADJ"):
        for kid in reading.kids(head, "nmod", "obl"):
            if kid.index > head and preposition(reading, kid.index) in ("of", "to"):
                found += meant(reading, kid.index)
    return tuple(found)


def _counted_before(reading: Reading, number: Token) -> list[int]:
    """ "Killed 112 militants and captured 63": a bare number counts what the verb before it counted."""
    verb = reading.tokens[number.head]
    if verb.relation != "conj" or reading.kids(number.index):
        return []
    objects = (noun for noun in reading.kids(verb.head, "obj") if noun.index < verb.index and noun.upos == "NOUN")
    return [noun.index for noun in objects if reading.kids(noun.index, "nummod")]


@remembered
def modifiers(reading: Reading, head: int) -> tuple[Token, ...]:
    """The words that qualify a noun from the front: adjectives, compounds, participles, numbers left out."""
    found = [
        kid
        for kid in reading.kids(head, "amod", "compound", "nmod:desc", "flat", "nmod:unmarked", "obl:unmarked")
        if kid.index < head
    ]
    return tuple(
        found
        + [inner for kid in found for inner in reading.kids(kid.index, "amod", "compound", "conj", "flat") if inner.index < head]
    )


def armed(reading: Reading, head: int) -> bool:
    """Whether a phrase speaks of arms or of people under arms, by its head or by what qualifies it."""
    places = meant(reading, head)
    words = [reading.tokens[place] for place in places] + [word for place in places for word in modifiers(reading, place)]
    words += [word for place in places for kid in reading.kids(place, "nmod") for word in (kid, *modifiers(reading, kid.index))]
    if any(_forces(reading, reading.tokens[place]) for place in places):
        return True
    return any(
        is_in(word, "ARMED") or word.norm in ("armed", "military", "suicide", "militant", "terrorist", "coalition")
        for word in words
    )


def _forces(reading: Reading, token: Token) -> bool:
    """ "Kurdish forces", "the air force": not market forces or a sales force."""
    words = {word.norm for word in modifiers(reading, token.index)}
    peaceful = words & {"market", "sales", "work", "task", "labour", "labor", "economic", "driving", "natural"}
    return (token.norm == "forces" and not peaceful) or (token.norm == "force" and bool(words & {"air", "security", "special"}))


def polity(reading: Reading, head: int) -> bool:
    """Whether a phrase speaks of states, parties or armed bodies."""
    words = [reading.tokens[place] for place in meant(reading, head)]
    words += [
        word for place in meant(reading, head) for word in (*modifiers(reading, place), *reading.kids(place, "appos", "nmod:poss"))
    ]
    behind = (kid for kid in reading.kids(head, "nmod") if not beyond_verb(reading, head, kid.index))
    owners = [kid for kid in behind if preposition(reading, kid.index) == "of"]
    words += [word for kid in owners for word in (kid, *reading.kids(kid.index, "nmod:desc", "flat"))]
    foreign = any(word.upos == "ADJ" and word.text[:1].isupper() for word in words)  # "a Rwandan court"
    local = () if foreign else lists()["local bodies"]
    return any(is_in(word, "POLITY") and (word.upos == "PROPN" or word.lemma not in local) for word in words)
