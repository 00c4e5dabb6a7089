"""Clauses: who does what to whom, whatever the voice, with shared and controlled subjects filled in from the grammar.

Where the parse lost a subject or an object, the words right beside the verb decide: a noun phrase that stands directly
before the auxiliaries is the subject, one directly after an active verb the object.
"""

from dataclasses import dataclass

from tacitus.model.reading import Reading, Token, remembered
from tacitus.questions.what.hangs import first_joined, nominal_gerund
from tacitus.questions.what.lost import (
    before_auxiliary,
    before_participle,
    before_verb,
    counted_before,
    inverted,
    numbered,
    past_form,
    shifted_object,
)
from tacitus.questions.what.phrases import dated, left_edge, noun_after, preposition
from tacitus.questions.what.rows import lists

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "dep"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MEANS = frozenset({"with", "by", "through", "from", "using", "of", "on", "at", "in"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its logical subjects (doers) and objects, as head words; `obliques` are (preposition, head)."""

    verb: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]

    def under(self, *prepositions: str) -> tuple[int, ...]:
        """The heads of the phrases with one of these prepositions."""
        return tuple(head for word, head in self.obliques if word in prepositions)


@remembered
def is_passive(reading: Reading, verb: int) -> bool:
    """Passive by its auxiliary or subject, by its place (a participle behind its noun) or by the verb it is joined to."""
    token = reading.tokens[verb]
    if reading.kids(verb, "aux:pass"):
        return True
    if any(kid.index < verb for kid in reading.kids(verb, "nsubj:pass", "csubj:pass")) and not _object_follows(reading, verb):
        return True
    if not past_form(token) or _own_auxiliary(reading, verb):
        return False
    if numbered(reading, verb):
        return not _object_follows(reading, verb)
    if token.dep == "acl" or (token.relation in ("advcl", "amod") and not reading.kids(verb, "nsubj", "obj")):
        return not _object_follows(reading, verb)
    above = reading.tokens[token.head] if token.head >= 0 else None
    joined = token.relation == "conj" and above is not None and above.upos in ("VERB", "ADJ")
    behind = all(kid.index > verb and preposition(reading, kid.index) == "by" for kid in reading.kids(verb, "nsubj", "obj"))
    bare = behind and not _object_follows(reading, verb)
    return bool(joined and above and bare and past_form(above) and is_passive(reading, above.index))


def _own_auxiliary(reading: Reading, verb: int) -> bool:
    return any(
        kid.lemma in ("have", "do", "will", "would", "could", "may", "might", "must", "can") for kid in reading.kids(verb, "aux")
    )


def _object_follows(reading: Reading, verb: int) -> bool:
    """Whether a noun phrase (no time) stands right behind the verb."""
    head = noun_after(reading, _particle(reading, verb))
    return head is not None and not dated(reading, head)


def finite_modifier(reading: Reading, token: Token) -> bool:
    """ "The rebels seized tanks", parsed as "seized tanks": a past form right behind a noun modifies nothing."""
    before = reading.tokens[token.index - 1] if token.index > 0 else None
    noun = before is not None and before.upos in ("NOUN", "PROPN") and before.sentence == token.sentence
    return (
        token.relation == "amod"
        and bool(noun)
        and past_form(token)
        and token.head > token.index
        and not reading.kids(token.index, "advmod")
    )


@remembered
def clause(reading: Reading, verb: int) -> Clause:
    """The frame of a verb."""
    if finite_modifier(reading, reading.tokens[verb]):
        return Clause(verb, False, (verb - 1,), tuple(joined(reading, reading.tokens[verb].head)), tuple(_stretch(reading, verb)))
    if turned := inverted(reading, verb):
        subjects, objects = (tuple(joined(reading, head)) for head in turned)
        return Clause(verb, False, subjects, objects, _obliques(reading, verb, (*objects, *subjects)))
    passive = is_passive(reading, verb)
    given = _given_subjects(reading, verb) or _shared_subjects(reading, verb, passive, 0)
    objects = _objects(reading, verb, passive)
    obliques = _obliques(reading, verb, (*objects, *given))
    if passive:
        doers = tuple(head for word, head in obliques if word == "by" and not _manner(reading, head))
        before = tuple(kid.index for kid in reading.kids(verb, "obj") if kid.index < verb)
        kept = tuple(kid.index for kid in reading.kids(verb, "obj") if kid.index > verb)
        deed = (*(given or _noun_above(reading, verb) or before), *kept)
        return Clause(verb, True, doers, _unique(deed), tuple(pair for pair in obliques if pair[1] not in doers))
    return Clause(verb, False, _unique(given), _unique(objects), obliques)


def _manner(reading: Reading, head: int) -> bool:
    """ "by making", "by Monday", "by 20 percent": no doer."""
    token = reading.tokens[head]
    return token.upos == "VERB" or token.lemma in lists()["time"] or token.lemma in ("percent", "%")


def _unique(heads: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(heads)))


def _given_subjects(reading: Reading, verb: int) -> tuple[int, ...]:
    """The subjects of the verb itself; a relative pronoun gives its noun."""
    found: list[int] = []
    for kid in (*reading.kids(verb, "nsubj"), *_gerunds(reading, verb)):
        behind = kid.index > verb and not reading.kids(verb, "aux:pass", "aux") and noun_after(reading, verb) is not None
        behind = behind or (
            kid.index > verb and (kid.dep == "nsubj:pass" or any(other.index < verb for other in reading.kids(verb, "nsubj")))
        )
        if not behind and not dated(reading, kid.index) and not _inner(reading, kid, verb):
            found += joined(reading, kid.index)
    found = found or numbered(reading, verb) or counted_before(reading, verb) or before_auxiliary(reading, verb)
    found = found or before_verb(reading, verb) or before_participle(reading, verb)
    heads = [antecedent(reading, verb, head) for head in found]
    return tuple(head for head in heads if head is not None)


def _gerunds(reading: Reading, verb: int) -> list[Token]:
    """ "Shelling of the port killed nine": the subject is a clause only to the parse."""
    return [kid for kid in reading.kids(verb, "csubj") if kid.index < verb and nominal_gerund(reading, kid)]


def _inner(reading: Reading, kid: Token, verb: int) -> bool:
    """A modifier that the parse took for a subject of its own ("military" beside "forces"), or another clause's subject, before the
    mark that opens the verb's ("some buses are in the desert, while the rest turned")."""
    later = [other.index for other in reading.kids(verb, "nsubj") if other.index > kid.index]
    marks = [mark.index for mark in reading.kids(verb, "mark") if mark.upos == "SCONJ"]
    return any(left_edge(reading, other) <= kid.index or any(kid.index < mark < other for mark in marks) for other in later)


def antecedent(reading: Reading, verb: int, head: int) -> int | None:
    """The noun that a relative pronoun stands for (None where there is none); any other word is its own."""
    token = reading.tokens[head]
    if token.norm not in _RELATIVE or token.upos not in ("PRON", "SCONJ", "DET"):
        return head
    place = verb
    for _ in range(_DEEPEST):
        above = reading.tokens[place]
        if above.dep in ("acl:relcl", "acl"):
            return _person_before(reading, token, _before_relative(reading, token, above.head))
        if above.head < 0 or above.relation != "conj":
            return None
        place = above.head
    return None


def _before_relative(reading: Reading, pronoun: Token, head: int) -> int:
    """The noun of a relative clause; where the parse hangs the clause on a later word, the nearest noun before it."""
    if 0 <= head < pronoun.index:
        return head
    first = reading.sentences[pronoun.sentence].first
    nouns = (place for place in range(pronoun.index - 1, first - 1, -1) if reading.tokens[place].upos in ("NOUN", "PROPN"))
    return next(nouns, head)


def _person_before(reading: Reading, pronoun: Token, head: int) -> int:
    """ "who" stands for no sum of money: then the common noun before it."""
    if pronoun.norm == "who" and reading.tokens[head].upos in ("SYM", "NUM"):
        nouns = [place for place in range(head + 1, pronoun.index) if reading.tokens[place].upos in ("NOUN", "PRON")]
        return nouns[-1] if nouns else head
    return head


def joined(reading: Reading, head: int) -> list[int]:
    """A noun and the nouns that are coordinated with it."""
    found = [head]
    for kid in reading.kids(head, "conj"):
        apart = (
            bool(reading.kids(kid.index, "nsubj"))
            or bool(numbered(reading, kid.index))
            or _other_phrase(reading, head, kid.index)
            or _set_against(reading, kid)
        )
        if kid.upos in NOMINAL and not apart:
            found += joined(reading, kid.index)
    return found


def _set_against(reading: Reading, kid: Token) -> bool:
    """ "Rebels, not the army": the second is named as the one that it was not; "not only the army but rebels" names both."""
    inside = reading.subtree(kid.index)
    marks = [reading.tokens[index] for index in inside if index < kid.index and reading.tokens[index].norm in ("not", "never")]
    return any(reading.tokens[mark.index + 1].norm not in ("only", "just") for mark in marks)


def _other_phrase(reading: Reading, head: int, kid: int) -> bool:
    """ "forces with air strikes": the second has a preposition of its own that the first has not."""
    word = preposition(reading, kid)
    return word is not None and word != preposition(reading, head)


def _objects(reading: Reading, verb: int, passive: bool) -> tuple[int, ...]:
    """The objects of an active verb; what stands behind a passive one ("was given aid") is none of its logical objects."""
    if passive:
        return ()
    direct = [kid for kid in reading.kids(verb, "obj") if kid.norm != "dead"]
    bare = [kid for kid in direct if preposition(reading, kid.index) not in _MEANS]
    given = bare or reading.kids(verb, "iobj") or direct
    found = [head for kid in given for head in joined(reading, kid.index)]
    if not found and any(kid.index < verb for kid in reading.kids(verb, "nsubj")):
        behind = [kid for kid in reading.kids(verb, "nsubj") if kid.index > verb and not reading.kids(kid.index, "case")]
        found = [head for kid in behind for head in joined(reading, kid.index)]
    if not found and (head := noun_after(reading, _particle(reading, verb))) is not None and not dated(reading, head):
        found = joined(reading, head)
    return tuple(found) or shifted_object(reading, verb) or _shared_objects(reading, verb) or _gap(reading, verb)


def _particle(reading: Reading, verb: int) -> int:
    """The index of the last word of what belongs to a verb right behind it ("up", "dead", "to death"), else of the verb."""
    after = reading.tokens[verb + 1 : verb + 3]
    if [token.norm for token in after] == ["to", "death"]:
        return verb + 2
    belongs = after and (after[0].dep == "compound:prt" or after[0].norm in ("off", "up", "down", "dead"))
    return verb + 1 if belongs else verb


def _shared_objects(reading: Reading, verb: int) -> tuple[int, ...]:
    """ "attacked and killed villagers": the object stands behind the last verb of a close pair."""
    for kid in reading.kids(verb, "conj"):
        close = kid.upos == "VERB" and kid.index - verb <= 3 and kid.index > verb
        if close and not reading.kids(kid.index, "nsubj"):
            return tuple(head for obj in reading.kids(kid.index, "obj") for head in joined(reading, obj.index))
    return ()


def _gap(reading: Reading, verb: int) -> tuple[int, ...]:
    """The noun of a relative clause that has a subject of its own: "the town that rebels seized"."""
    token = reading.tokens[verb]
    if token.dep != "acl:relcl" or token.head < 0 or reading.kids(verb, "xcomp", "ccomp"):
        return ()
    kids = reading.kids(verb)
    own = any(kid.relation == "nsubj" and kid.norm not in _RELATIVE for kid in kids)
    adverb = any(kid.norm in ("where", "when", "why", "whose") or (kid.norm == "which" and kid.relation == "obl") for kid in kids)
    return (token.head,) if own and not adverb else ()


def _noun_above(reading: Reading, verb: int) -> tuple[int, ...]:
    """The noun that a participle stands behind or before."""
    token = reading.tokens[verb]
    if token.relation in ("acl", "amod") and token.head >= 0:
        return (token.head,)
    return ()


def _shared_subjects(reading: Reading, verb: int, passive: bool, depth: int) -> tuple[int, ...]:
    """The subject that a verb shares with the one above it: coordination, control, participles."""
    token = reading.tokens[verb]
    if token.head < 0 or depth > _DEEPEST:
        return ()
    above = first_joined(reading, token)
    if token.dep == "acl" and above.upos in NOMINAL:
        return _of_progress(reading, token, above, depth) if reading.kids(verb, "mark") else (above.index,)
    if above.upos not in ("VERB", "AUX", "ADJ") and not reading.kids(above.index, "cop"):
        return ()
    paired = token.relation in ("conj", "parataxis") or bool(reading.kids(verb, "cc"))
    if paired and above.index < verb:
        same = is_passive(reading, above.index) == passive
        return _subjects(reading, above.index, depth + 1) if same or not passive else ()
    if token.relation in ("xcomp", "advcl", "ccomp"):
        return _controller(reading, token, _speaker(reading, token, above), depth)
    return ()


def _of_progress(reading: Reading, token: Token, noun: Token, depth: int) -> tuple[int, ...]:
    """ "Made progress in clearing the town": those who made it clear the town."""
    inside = token.norm.endswith("ing") and any(kid.norm == "in" for kid in reading.kids(token.index, "mark"))
    return _subjects(reading, noun.head, depth + 1) if inside and noun.relation == "obj" else ()


def _speaker(reading: Reading, token: Token, above: Token) -> Token:
    """ "Hezbollah warned that six buses ..., accusing": who speaks is the subject of the speaking verb further up."""
    speaking = lists()["speaking"]
    if token.lemma not in lists()["spoken"] or not token.norm.endswith("ing") or above.lemma in speaking:
        return above
    return next((other for other in reading.ancestors(above.index) if other.lemma in speaking), above)


def _controller(reading: Reading, token: Token, above: Token, depth: int) -> tuple[int, ...]:
    """The noun that governs a subjectless clause: the object of urging and preventing, else the subject."""
    marks = {kid.norm for kid in reading.kids(token.index, "mark", "case")}
    spoken = token.norm.endswith("ing") and token.lemma in lists()["spoken"] and token.index > above.index  # "said, blaming"
    if token.relation == "ccomp" and "to" not in marks and not spoken:
        return ()
    if token.relation == "ccomp" and spoken:
        return _subjects(reading, above.index, depth + 1)
    steered = token.relation in ("xcomp", "ccomp") or "from" in marks or (marks & {"of", "for"} and token.norm.endswith("ing"))
    trailing = token.relation == "advcl" and past_form(token) and token.index > above.index and not marks
    if steered or trailing:
        kids = [kid for kid in reading.kids(above.index, "obj", "iobj") if kid.index < token.index]
        kids += [
            kid
            for kid in reading.kids(above.index, "obl")
            if preposition(reading, kid.index) in ("on", "upon") and not dated(reading, kid.index)
        ]
        if kids and above.lemma not in ("promise", "threaten", "vow"):
            return tuple(joined(reading, kids[0].index))
        if is_passive(reading, above.index):
            return _given_subjects(reading, above.index)
    return _subjects(reading, above.index, depth + 1)


def _subjects(reading: Reading, verb: int, depth: int) -> tuple[int, ...]:
    """The surface subjects of a verb, its own or shared."""
    passive = is_passive(reading, verb)
    return _given_subjects(reading, verb) or _shared_subjects(reading, verb, passive, depth)


def _obliques(reading: Reading, verb: int, nouns: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    """Prepositional phrases of the verb, those behind it that hang on one of its nouns, and those in its own stretch of text."""
    found: dict[int, str] = {}
    kids = list(reading.kids(verb, "obl", "nmod", "obj"))
    kids += [kid for noun in nouns for kid in reading.kids(noun, "nmod") if kid.index > max(verb, noun)]
    for kid in kids:
        word = preposition(reading, kid.index)
        if word:
            for head in joined(reading, kid.index):
                place = antecedent(reading, verb, head)
                if place is not None:
                    found.setdefault(place, word)
    for word, head in (*_stretch(reading, verb), *_with_means(reading, verb, nouns)):
        found.setdefault(head, word)
    return tuple((word, head) for head, word in sorted(found.items()))


def _with_means(reading: Reading, verb: int, nouns: tuple[int, ...]) -> list[tuple[str, int]]:
    """ "Carried out strikes using drones against the camp": whom the deed was against, told behind its means."""
    if not _using(reading, reading.tokens[verb].sentence):
        return []
    described = [kid for noun in nouns for kid in reading.kids(noun, "acl") if kid.index > verb]
    places = (verb, *nouns, *(kid.index for kid in described))
    means = {
        kid.index for place in places for kid in reading.kids(place, "advcl", "acl") if kid.norm == "using" and kid.index > verb
    }
    against = [place for using in means for place in reading.subtree(using) if reading.tokens[place].norm == "against"]
    return [("against", head) for place in against if (head := noun_after(reading, place)) is not None]


@remembered
def _using(reading: Reading, sentence: int) -> bool:
    """Whether a sentence has the word at all."""
    return any(word.norm == "using" for word in reading.words(reading.sentences[sentence]))


def _stretch(reading: Reading, verb: int) -> list[tuple[str, int]]:
    """The phrases that follow a verb before the next mark or verb, wherever the parse hangs them."""
    found: list[tuple[str, int]] = []
    tokens = reading.tokens
    for place in range(verb + 1, min(verb + 25, len(tokens))):
        token = tokens[place]
        ends = token.upos in ("SCONJ", "AUX") or token.text in (",", ";", ".", ":", "(", ")")
        if ends or token.sentence != tokens[verb].sentence or (token.upos == "VERB" and token.relation not in ("amod", "compound")):
            break
        if token.upos == "ADP" and (token.norm != "of" or place == verb + 1):
            head = noun_after(reading, place)
            if head is not None:
                found.append((token.norm, head))
    return found


@remembered
def clause_top(reading: Reading, index: int) -> int:
    """The word that heads the clause a word stands in: its verb (the governing one of a chain like "began to attack")."""
    place = index
    for _ in range(40):
        token = reading.tokens[place]
        verbal = token.upos in ("VERB", "AUX") or bool(reading.kids(place, "cop"))
        if token.head < 0 or (token.dep in _CLAUSAL and (verbal or token.dep != "dep")) or (token.relation == "conj" and verbal):
            return place
        place = token.head
    return place
