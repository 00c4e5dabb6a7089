"""Pronouns, carried to the actor they stand for where that is safe; else left without one, with the reason."""

from dataclasses import replace

from tacitus.model.found import Basis
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token
from tacitus.questions.who.antecedents import BACK, FORMS, Candidate, Seeker, allowed, candidates
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.clauses import clause_verb, is_speech, root, subject
from tacitus.questions.who.mentions import Identity, Mention, governor, role_of
from tacitus.questions.who.speakers import first_person

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
MARGIN = 8  # points that the best antecedent must lead by: below it the second best was right too often on the development reports
LEAST = 50  # points that an antecedent needs at all: a subject two sentences back has too few
BEFORE = "it stands for what was said before"
_EMPTY = frozenset({"seem", "appear", "happen", "rain", "snow", "turn", "become", "follow", "matter", "emerge"})


def spot_pronouns(reading: Reading) -> list[Mention]:
    """Personal and possessive pronouns and the relatives of clauses; the empty "it" is none."""
    found: list[Mention] = []
    for token in reading.tokens:
        form = _form(reading, token)
        if form:
            many = form in ("they", "we")
            found.append(Mention(token.index, token.index + 1, token.index, "pronoun", None, f"pronoun/{form}", plural=many))
    return found


def _form(reading: Reading, token: Token) -> str | None:
    """he, she, it, they, i, we or relative; None for what is no pronoun, or an empty one."""
    if token.upos not in ("PRON", "DET") and token.norm != "his":
        return None
    form = FORMS.get(token.norm)
    if form:
        return None if token.text == "US" or (token.norm == "it" and _is_empty(reading, token)) else form
    return "relative" if token.norm in RELATIVES and _relative_head(reading, token) is not None else None


def _relative_head(reading: Reading, token: Token) -> int | None:
    """The noun that a relative clause describes."""
    place = token
    while place.head >= 0:
        above = reading.tokens[place.head]
        if above.dep == "acl:relcl":
            return above.head
        if above.upos not in ("VERB", "AUX", "NOUN", "ADJ") or above.relation not in ("nmod", "xcomp", "ccomp", "conj"):
            return None
        place = above
    return None


def _is_empty(reading: Reading, token: Token) -> bool:
    """ "It is clear that", "it seems", "made it clear": an "it" that stands for nothing."""
    above = reading.tokens[token.head] if token.head >= 0 else None
    if token.relation == "expl" or above is None:
        return token.relation == "expl"
    if token.relation == "obj":
        return any(kid.upos == "ADJ" for kid in reading.kids(above.index, "xcomp"))
    if token.relation != "nsubj":
        return False
    if above.upos == "VERB" and above.lemma in _EMPTY:
        return True
    clause = ("csubj", "ccomp", "xcomp", "advcl") if above.upos == "ADJ" else ("csubj", "ccomp")
    return bool(reading.kids(above.index, "cop")) and bool(reading.kids(above.index, *clause))


def link_pronoun(book: Book, number: int) -> Link:
    """The rules from the surest to the least sure; a pronoun that two actors fit equally is left alone."""
    token = book.reading.tokens[book.mentions[number].head]
    form = FORMS.get(token.norm)
    if form is None:
        return _relative(book, number, token)
    if form in ("i", "we"):
        return first_person(book, number, form)
    seeker = Seeker(book, number, token, form)
    if _is_said(seeker):
        return Link(None, f"pronoun/{form}", Basis.INHERITED, BEFORE)
    if _unknown_sayer(seeker):
        return Link(None, f"pronoun/{form}", Basis.INHERITED, "who says it is not known for an actor")
    for rule in (_said_that, _last_speaker, _own_clause, _same_subject):
        chain = rule(seeker)
        if chain is not None:
            also = _joint(seeker, chain) if form == "they" else ()
            return replace(book.join(number, chain, f"pronoun/{form}/{rule.__name__.lstrip('_')}", Basis.INHERITED), also=also)
    return _best(seeker)


def _is_said(seeker: Seeker) -> bool:
    """ "Kampala denied it": an "it" that somebody says or denies is what was said before."""
    above = seeker.above
    return seeker.form == "it" and seeker.token.relation == "obj" and above is not None and is_speech(above)


def _relative(book: Book, number: int, token: Token) -> Link:
    head = _relative_head(book.reading, token)
    chain = book.chain_at(head) if head is not None else None
    if chain is None or head is None or book.mentions[book.by_head[head]].head != head:
        return Link(None, "pronoun/relative", Basis.INHERITED, "")
    also = _joint(Seeker(book, number, token, "they"), chain)
    return replace(book.join(number, chain, "pronoun/relative", Basis.INHERITED), also=also)


def _said_that(seeker: Seeker) -> Chain | None:
    """ "The alliance said it ...": the subject of what was said is the sayer, where it agrees."""
    return _at(seeker, _saying(seeker))


def _unknown_sayer(seeker: Seeker) -> bool:
    """Whether "it" is what somebody by name says of itself, and the name is no mention: nobody else is meant then."""
    who = _saying(seeker)
    verb = seeker.above
    near = who is not None and who.index < seeker.token.index and who.upos == "PROPN" and verb is not None and verb.dep == "ccomp"
    return bool(near and who and seeker.form == "it" and who.index not in seeker.book.by_head)


def _saying(seeker: Seeker) -> Token | None:
    """The subject of the verb of speech whose content the pronoun is the subject of."""
    if seeker.token.relation != "nsubj" or seeker.quoted:
        return None
    reading = seeker.reading
    for above in reading.ancestors(seeker.token.index):
        if above.relation == "ccomp" and above.head >= 0 and is_speech(reading.tokens[above.head]):
            return subject(reading, above.head)
        if above.relation not in ("conj", "xcomp", "acl", "advcl"):
            return None
    return None


def _at(seeker: Seeker, place: Token | None) -> Chain | None:
    """The chain of the mention that a token is the head of, where it stands before the pronoun and is allowed."""
    earlier = seeker.book.by_head.get(place.index) if place else None
    if place is None or earlier is None or earlier >= seeker.number or place.index >= seeker.token.index:
        return None
    mention = seeker.book.mentions[earlier]
    return allowed(seeker, earlier) if mention.head == place.index or mention.form == "name" else None


def _last_speaker(seeker: Seeker) -> Chain | None:
    """ "It said", "he added": who spoke last, where nobody else who could speak has come between as a subject."""
    book, above = seeker.book, seeker.above
    if above is None or seeker.token.relation != "nsubj" or not _speaks(seeker.reading, above) or seeker.quoted:
        return None
    for earlier in range(seeker.number - 1, -1, -1):
        if seeker.sentence - book.sentence(earlier) > BACK + 1:
            return None
        head = book.mentions[earlier].head
        over = governor(seeker.reading, head)
        chain = allowed(seeker, earlier)
        if chain is None or over is None or chain.identity.sort in ("body", "thing"):
            continue
        if role_of(seeker.reading, head) == "nsubj" and not book.voices.quoted(head):
            if is_speech(over):
                return chain
            if book.sentence(earlier) == seeker.sentence or seeker.form in ("he", "she"):
                return None
    return None


def _speaks(reading: Reading, verb: Token) -> bool:
    """A verb of speech; "went on" and "continued" only where a verb of speech follows."""
    goes_on = verb.lemma in ("go", "continue")
    return is_speech(verb) and (not goes_on or any(is_speech(kid) for kid in reading.kids(verb.index, "xcomp")))


def _own_clause(seeker: Seeker) -> Chain | None:
    """ "X withdrew its troops", "after X attacked, they fled": the subject of the clause, or of the clause beside it."""
    reading, token = seeker.reading, seeker.token
    verb = clause_verb(reading, token.index)
    if verb is None:
        return None
    places: list[Token | None] = []
    if token.dep == "nmod:poss":
        places.append(subject(reading, verb.index))
    if token.relation == "nsubj":
        places += [subject(reading, kid.index) for kid in reading.kids(verb.index, "advcl") if kid.index < token.index]
        places += [subject(reading, verb.head)] if verb.relation == "conj" and verb.head >= 0 else []
    return next((chain for place in places if (chain := _at(seeker, place)) is not None), None)


def _same_subject(seeker: Seeker) -> Chain | None:
    """The subject that opens a sentence is the subject of the sentence before."""
    top = root(seeker.reading, seeker.sentence)
    if seeker.sentence == 0 or seeker.token.relation != "nsubj" or seeker.token.head != top.index or seeker.quoted:
        return None
    before = subject(seeker.reading, root(seeker.reading, seeker.sentence - 1).index)
    if before is None or _speaks(seeker.reading, top):
        return None
    if seeker.form in ("it", "they") and seeker.token.dep == "nsubj:pass" and before.dep == "nsubj":
        return None
    earlier = seeker.book.by_head.get(before.index)
    return _at(seeker, before) if earlier is not None and seeker.book.mentions[earlier].head == before.index else None


def _joint(seeker: Seeker, chain: Chain) -> tuple[int, ...]:
    """ "X and Y ... They": the chains joined to the last mention of this one."""
    book = seeker.book
    last = max((earlier for earlier in chain.mentions if earlier < seeker.number), default=None)
    if last is None:
        return ()
    joined = [kid.index for kid in seeker.reading.kids(book.mentions[last].head, "conj") if kid.index < seeker.token.index]
    others = [other for place in joined if (other := book.chain_at(place)) is not None]
    name = chain.identity.name.casefold()
    return tuple(other.number for other in others if other is not chain and other.identity.name.casefold() != name)


def _best(seeker: Seeker) -> Link:
    """The antecedent with the highest score, where it leads."""
    rule, found = f"pronoun/{seeker.form}", candidates(seeker)
    if not found or found[0].score < LEAST:
        return Link(None, rule, Basis.INHERITED, "nothing named before it agrees with it")
    best, rival = found[0], _rival(found, 4 if _is_reason(seeker) else 1)
    if rival is not None:
        names = "; ".join(_called(seeker.book, each) for each in (best, rival))
        return Link(None, rule, Basis.INHERITED, f"it could stand for more than one: {names}")
    if best.chain is not None:
        also = _joint(seeker, best.chain) if seeker.form == "they" else ()
        return replace(seeker.book.join(seeker.number, best.chain, f"{rule}/nearest", Basis.INHERITED), also=also)
    noun = seeker.reading.tokens[best.token]
    if noun.upos == "PRON":
        return Link(None, rule, Basis.INHERITED, BEFORE)
    thing = Identity(content_id("thing", seeker.reading.document.id, noun.index), noun.norm, "thing", None, "thing")
    return seeker.book.join(seeker.number, seeker.book.open(thing), f"{rule}/thing", Basis.INHERITED)


def _is_reason(seeker: Seeker) -> bool:
    """Whether the pronoun stands in a "because": only sense tells doer from sufferer there."""
    verb = clause_verb(seeker.reading, seeker.token.index)
    return verb is not None and any(kid.norm == "because" for kid in seeker.reading.kids(verb.index, "mark"))


def _rival(found: list[Candidate], caution: int) -> Candidate | None:
    """The candidate that comes too near to the best; an actor does so from further away when the best is a thing."""
    best = found[0]
    for other in found[1:]:
        margin = 3 * MARGIN if best.chain is None and other.chain is not None else caution * MARGIN
        if best.score - other.score < margin:
            return other
    return None


def _called(book: Book, candidate: Candidate) -> str:
    return candidate.chain.identity.name if candidate.chain else book.reading.tokens[candidate.token].norm
