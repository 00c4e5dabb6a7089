"""Subjects that the parse lost, read off the surface: the noun or number that stands right before a verb."""

from collections.abc import Container

from tacitus.model.reading import Reading, Token
from tacitus.questions.what.phrases import dated, noun_after, preposition

_LOST = frozenset(
    {"obl:unmarked", "dep", "dislocated", "vocative", "compound", "nsubj:outer", "nmod:unmarked", "parataxis", "obl", "nmod:desc"}
)
_SHIFTED = frozenset({"nmod", "appos", "dep", "obj", "obl"})
_NOMINAL = frozenset({"amod", "compound", "acl", "obj", "iobj", "obl", "nmod", "nsubj"})
_SAME = frozenset({"hit", "split", "cut", "put", "shut", "set", "spread", "overrun", "beset", "upset", "shed"})


def past_form(token: Token) -> bool:
    """A form that can be a past participle; of one tagged as an adjective ("six wounded in a raid") the lemma is the form."""
    if token.upos == "ADJ" and token.norm.endswith("ed") and token.relation not in ("amod", "compound"):
        return True
    return token.upos in ("VERB", "ADJ") and not token.norm.endswith("ing") and (token.norm != token.lemma or token.norm in _SAME)


def participle_lemma(token: Token, known: Container[str]) -> str | None:
    """The known verb of a participle that is tagged as an adjective ("six wounded in a raid"); None for any other word."""
    if token.upos != "ADJ" or not token.norm.endswith("ed") or token.relation in ("amod", "compound"):
        return None
    stem = token.norm[:-2]
    return next((form for form in (stem, f"{stem}e", stem[:-1]) if form in known), None)


def before_verb(reading: Reading, verb: int) -> list[int]:
    """The noun that stands before a finite verb without a preposition of its own, where the parse gives it another task."""
    token = reading.tokens[verb]
    infinite = (
        token.norm.endswith("ing") or reading.kids(verb, "mark") or token.relation in ("xcomp", "acl", "amod", "conj", "advcl")
    )
    if infinite or token.upos != "VERB" or (token.norm == token.lemma and token.dep != "root"):
        return []
    lost = [kid for kid in reading.kids(verb) if kid.index < verb and kid.dep in _LOST and kid.upos in ("NOUN", "PROPN", "NUM")]
    lost = [kid for kid in lost if preposition(reading, kid.index) is None and not dated(reading, kid.index)]
    if lost:
        return [lost[-1].index]
    place = verb - 1
    while place > 0 and reading.tokens[place].upos == "ADV":
        place -= 1
    before = reading.tokens[place]
    good = place >= 0 and before.upos in ("NOUN", "PROPN") and before.sentence == token.sentence and not dated(reading, place)
    return [place] if good and before.head > verb and preposition(reading, place) is None else []


def before_auxiliary(reading: Reading, verb: int) -> list[int]:
    """The noun right before the verb's auxiliaries, where the parse hangs it elsewhere."""
    first = min((kid.index for kid in reading.kids(verb, "aux", "aux:pass") if kid.index < verb), default=None)
    if first is None or first == 0 or reading.tokens[first].norm.endswith("ing"):
        return []
    place = first - 1
    while place > 0 and reading.tokens[place].upos in ("ADV", "PART"):
        place -= 1
    token = reading.tokens[place]
    good = token.upos in ("NOUN", "PROPN", "PRON") and token.sentence == reading.tokens[verb].sentence
    return [place] if good and token.relation not in ("obl", "nmod") else []


def counted_before(reading: Reading, verb: int) -> list[int]:
    """ "Five were killed and six wounded": the number that stands for a noun told before."""
    number, joint = verb - 1, verb - 2
    token = reading.tokens[verb]
    if joint < 0 or reading.tokens[number].upos != "NUM" or not past_form(token) or reading.kids(verb, "nsubj", "obj"):
        return []
    before = reading.tokens[joint]
    linked = before.upos == "CCONJ" or before.text in (",", ";")
    return [number] if linked and before.sentence == token.sentence and token.relation in ("conj", "parataxis") else []


def numbered(reading: Reading, verb: int) -> list[int]:
    """ "It had counted three dead", "78 wounded in the raid": the number right before a word for a state is whom it befell."""
    token = reading.tokens[verb]
    if token.upos not in ("ADJ", "VERB") or token.relation in _NOMINAL or token.norm.endswith("ing"):
        return []
    return [kid.index for kid in reading.kids(verb, "nummod")][-1:]


def inverted(reading: Reading, verb: int) -> tuple[int, int] | None:
    """ "The strike killed nine", parsed with the object before the verb and the subject behind it: English has no such order."""
    token = reading.tokens[verb]
    if token.upos != "VERB" or reading.kids(verb, "aux", "aux:pass") or token.relation in ("acl", "acl:relcl"):
        return None
    nouns = ("NOUN", "PROPN")
    doers = [kid for kid in reading.kids(verb, "obj") if kid.index < verb and kid.upos in nouns]
    others = [kid for kid in reading.kids(verb, "nsubj") if kid.upos in (*nouns, "NUM")]
    if len(doers) != 1 or not others or any(kid.index < verb for kid in others):
        return None
    return doers[0].index, others[0].index


def before_participle(reading: Reading, verb: int) -> list[int]:
    """ "A truce brokered by Kenya collapsed": the noun before a participle that stands between it and its verb."""
    for kid in reading.kids(verb, "advcl", "acl"):
        before = reading.tokens[kid.index - 1] if 0 < kid.index < verb else None
        noun = before is not None and before.upos in ("NOUN", "PROPN") and before.head == kid.index
        if noun and past_form(kid) and not reading.kids(kid.index, "mark") and reading.tokens[verb - 1].upos != "PUNCT":
            return [kid.index - 1]
    return []


def shifted_object(reading: Reading, verb: int) -> tuple[int, ...]:
    """ "Condemned in the strongest terms attacks on the port": the bare noun phrase that follows the verb's own phrase at once."""
    for phrase in reading.kids(verb, "obl"):
        if phrase.index < verb or phrase.upos != "NOUN" or preposition(reading, phrase.index) is None:
            continue
        head = noun_after(reading, phrase.index)
        token = reading.tokens[head] if head is not None else phrase
        bare = token.upos in ("NOUN", "PROPN") and token.dep in _SHIFTED and token.head in (verb, phrase.index)
        if token is not phrase and bare and not dated(reading, token.index):
            return (token.index,)
    return ()
