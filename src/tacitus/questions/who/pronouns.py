"""Pronouns, carried to the actor they stand for where that is safe; else left without one, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tacitus.model.found import Basis
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.clauses import clause_verb, is_speech, root, subject
from tacitus.questions.who.mentions import Identity, Mention, governor, plural, role_of
from tacitus.questions.who.speakers import first_person
from tacitus.questions.who.tables import verbs

FORMS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she",
    "it": "it", "its": "it", "they": "they", "them": "they", "their": "they", "theirs": "they",
    "i": "i", "me": "i", "my": "i", "mine": "i", "we": "we", "us": "we", "our": "we", "ours": "we",
}
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
MARGIN = 8  # points that the best antecedent must lead by: below it the second best was right too often on the development reports
LEAST = 50  # points that an antecedent needs at all: a subject two sentences back has too few
BACK = 2  # sentences that a pronoun looks back over
_ROLES = {"nsubj": 30, "nsubj:pass": 26, "csubj": 20, "obj": 14, "iobj": 14, "obl:agent": 14, "obl": 8, "nmod:poss": 6, "nmod": 4}
_ROLES |= {"compound": -15, "amod": -15, "nmod:desc": -15}
_EMPTY = frozenset({"seem", "appear", "happen", "rain", "snow", "turn", "become", "take", "follow", "matter", "emerge"})
_TIMES = frozenset({"day", "week", "month", "year", "hour", "time", "morning", "night", "evening", "date", "period", "today", "percent"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a pronoun may stand for: a chain, or a plain thing of the text (its head token)."""

    token: int
    chain: Chain | None
    score: int


def spot_pronouns(reading: Reading) -> list[Mention]:
    """Personal and possessive pronouns and the relatives of clauses; the empty "it" is none."""
    found: list[Mention] = []
    for token in reading.tokens:
        form = FORMS.get(token.norm)
        relative = token.norm in RELATIVES and token.upos in ("PRON", "DET") and _relative_head(reading, token) is not None
        if token.upos not in ("PRON", "DET") and not (form and token.upos in ("ADJ", "NOUN") and token.norm == "his"):
            continue
        if (form and not _is_empty(reading, token) and not (token.norm == "us" and token.text == "US")) or relative:
            many = form in ("they", "we")
            found.append(Mention(token.index, token.index + 1, token.index, "pronoun", None, f"pronoun/{form or 'relative'}", plural=many))
    return found


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
    """ "It is clear that", "it seems", "it took two days": an "it" that stands for nothing."""
    if token.norm != "it":
        return False
    if token.relation == "expl":
        return True
    above = reading.tokens[token.head] if token.head >= 0 else None
    if above is not None and token.relation == "obj" and any(kid.upos == "ADJ" for kid in reading.kids(above.index, "xcomp")):
        return True
    if above is None or token.relation != "nsubj":
        return False
    if above.lemma in _EMPTY and above.lemma != "take" and above.upos == "VERB":
        return True
    copula = bool(reading.kids(above.index, "cop"))
    return (copula and bool(reading.kids(above.index, "csubj", "ccomp"))) or (
        copula and above.upos == "ADJ" and bool(reading.kids(above.index, "xcomp", "advcl"))
    )


def link_pronoun(book: Book, number: int) -> Link:
    """The rules from the surest to the least sure; a pronoun that two actors fit equally is left alone."""
    token = book.reading.tokens[book.mentions[number].head]
    form = FORMS.get(token.norm)
    if form is None:
        return _relative(book, number, token)
    if form in ("i", "we"):
        return first_person(book, number, form)
    for rule in (_said_that, _last_speaker, _own_clause, _same_subject):
        chain = rule(book, number, token, form)
        if chain is not None:
            also = _joint(book, number, token, form, chain) if rule is _same_subject or rule is _own_clause else ()
            link = book.join(number, chain, f"pronoun/{form}/{rule.__name__.lstrip('_')}", Basis.INHERITED)
            return Link(link.chain, link.rule, link.basis, None, also)
    return _best(book, number, token, form)


def _relative(book: Book, number: int, token: Token) -> Link:
    head = _relative_head(book.reading, token)
    chain = book.chain_at(head) if head is not None else None
    mention = book.mentions[book.by_head[head]] if chain and head is not None else None
    if chain is None or mention is None or mention.head != head:
        return Link(None, "pronoun/relative", Basis.INHERITED, "")
    also = _joint(book, number, token, "they", chain)
    return replace(book.join(number, chain, "pronoun/relative", Basis.INHERITED), also=also)


def agrees(book: Book, earlier: int, chain: Chain, form: str) -> bool:
    """Whether a pronoun's form can stand for a mention: gender, number, person or not."""
    sort, mention = chain.identity.sort, book.mentions[earlier]
    if form in ("he", "she"):
        return sort == "person" and chain.gender in (None, form)
    if form == "it":
        return sort in ("organisation", "state", "body", "thing") and not mention.plural
    return sort != "person" and (sort != "state" or mention.plural) and (mention.plural or sort in ("organisation", "people"))


def _speaker_here(book: Book, number: int) -> Chain | None:
    who = book.voices.at(book.mentions[number].head)
    return book.chain_at(who) if who is not None else None


def _allowed(book: Book, number: int, earlier: int, form: str) -> Chain | None:
    """The chain of an earlier mention, where it may be the antecedent: it agrees, is no argument of the same verb, same zone."""
    chain = book.chain_of(earlier)
    if chain is None or not agrees(book, earlier, chain, form) or chain is _speaker_here(book, number):
        return None
    here, there = book.mentions[number].head, book.mentions[earlier].head
    if there >= here or book.zone(number) is not book.zone(earlier) or _same_verb(book.reading, here, there):
        return None
    return None if _doer(book, here) is chain else chain


def _doer(book: Book, here: int) -> Chain | None:
    """Who does what is done to the pronoun: "X urged him" is never X."""
    above = governor(book.reading, here)
    if above is None or role_of(book.reading, here).partition(":")[0] not in ("obj", "iobj"):
        return None
    who = subject(book.reading, above.index)
    return book.chain_at(who.index) if who else None


def _same_verb(reading: Reading, here: int, there: int) -> bool:
    """Whether both are arguments of one verb ("X struck it" is never X); a possessor is free."""
    mine, yours = governor(reading, here), governor(reading, there)
    if role_of(reading, here) == "nmod:poss" or mine is None or yours is None:
        return False
    core = {"nsubj", "obj", "iobj", "obl"}
    return mine.index == yours.index and {role_of(reading, here).partition(":")[0], role_of(reading, there).partition(":")[0]} <= core


def _said_that(book: Book, number: int, token: Token, form: str) -> Chain | None:
    """ "The alliance said it ...": the subject of what was said is the sayer, where it agrees."""
    if token.relation != "nsubj" or token.head < 0:
        return None
    for above in book.reading.ancestors(token.index):
        if above.relation == "ccomp" and above.head >= 0 and is_speech(book.reading.tokens[above.head]):
            who = subject(book.reading, above.head)
            earlier = book.by_head.get(who.index) if who else None
            if earlier is None or earlier >= number or book.voices.quoted(token.index):
                return None
            return _allowed(book, number, earlier, form)
        if above.relation not in ("conj", "xcomp", "acl", "advcl"):
            return None
    return None


def _last_speaker(book: Book, number: int, token: Token, form: str) -> Chain | None:
    """ "It said", "he added": who spoke last, where nobody else who could speak has come between as a subject."""
    above = book.reading.tokens[token.head] if token.head >= 0 else None
    if above is None or token.relation != "nsubj" or not _speaks(book.reading, above) or book.voices.quoted(token.index):
        return None
    for earlier in range(number - 1, -1, -1):
        if book.sentence(number) - book.sentence(earlier) > BACK + 1:
            return None
        mention = book.mentions[earlier]
        over = governor(book.reading, mention.head)
        chain = _allowed(book, number, earlier, form)
        if chain is None or chain.identity.sort in ("body", "thing") or over is None:
            continue
        if role_of(book.reading, mention.head) == "nsubj" and not book.voices.quoted(mention.head):
            if is_speech(over):
                return chain
            if book.sentence(earlier) == book.sentence(number) or form in ("he", "she"):
                return None
    return None


def _speaks(reading: Reading, verb: Token) -> bool:
    return is_speech(verb) and (verb.lemma not in ("go", "continue") or any(is_speech(kid) for kid in reading.kids(verb.index, "xcomp")))


def _own_clause(book: Book, number: int, token: Token, form: str) -> Chain | None:
    """ "X withdrew its troops", "after X attacked, they fled": the subject of the clause, or of the clause beside it."""
    verb = clause_verb(book.reading, token.index)
    if verb is None:
        return None
    places: list[Token | None] = []
    if token.dep == "nmod:poss":
        places.append(subject(book.reading, verb.index))
    if token.relation == "nsubj":
        places += [subject(book.reading, kid.index) for kid in book.reading.kids(verb.index, "advcl") if kid.index < token.index]
        places += [subject(book.reading, verb.head)] if verb.relation == "conj" and verb.head >= 0 else []
    for place in places:
        earlier = book.by_head.get(place.index) if place else None
        if place is not None and place.index < token.index and earlier is not None and earlier < number:
            if book.mentions[earlier].head == place.index or book.mentions[earlier].form == "name":
                chain = _allowed(book, number, earlier, form)
                if chain is not None:
                    return chain
    return None


def _same_subject(book: Book, number: int, token: Token, form: str) -> Chain | None:
    """The subject that opens a sentence is the subject of the sentence before."""
    sentence = book.sentence(number)
    top = root(book.reading, sentence)
    if sentence == 0 or token.relation != "nsubj" or token.head != top.index or book.voices.quoted(token.index):
        return None
    before = subject(book.reading, root(book.reading, sentence - 1).index)
    if before is None or _speaks(book.reading, top):
        return None
    if form == "it" and book.by_head.get(before.index) is None:
        return None
    earlier = book.by_head.get(before.index)
    if earlier is None or earlier >= number or book.mentions[earlier].head != before.index:
        return None
    return _allowed(book, number, earlier, form)


def _joint(book: Book, number: int, token: Token, form: str, chain: Chain) -> tuple[int, ...]:
    """ "X and Y ... They": the further subjects."""
    if form != "they":
        return ()
    last = max((earlier for earlier in chain.mentions if earlier != number), default=None)
    if last is None:
        return ()
    joined = [kid.index for kid in book.reading.kids(book.mentions[last].head, "conj") if kid.index < token.index]
    others = [book.chain_at(place) for place in joined]
    name = chain.identity.name.casefold()
    return tuple(each.number for each in others if each is not None and each is not chain and each.identity.name.casefold() != name)


def _best(book: Book, number: int, token: Token, form: str) -> Link:
    """The antecedent with the highest score, where it leads."""
    found = sorted(_candidates(book, number, token, form), key=lambda candidate: -candidate.score)
    if not found or found[0].score < LEAST:
        return Link(None, f"pronoun/{form}", Basis.INHERITED, "nothing named before it agrees with it")
    best = found[0]
    rivals = [other for other in found[1:] if other.chain is not best.chain or other.chain is None]
    actor = next((other for other in found[1:] if other.chain is not None), None)
    unsure = best.chain is None and actor is not None and best.score - actor.score < 3 * MARGIN
    if unsure and actor is not None:
        rivals = [actor]
    if unsure or (rivals and best.score - rivals[0].score < MARGIN):
        names = "; ".join(_called(book, candidate) for candidate in (best, rivals[0]))
        return Link(None, f"pronoun/{form}", Basis.INHERITED, f"it could stand for more than one: {names}")
    if best.chain is not None:
        return book.join(number, best.chain, f"pronoun/{form}/nearest", Basis.INHERITED)
    noun = book.reading.tokens[best.token]
    if noun.upos == "PRON":
        return Link(None, f"pronoun/{form}", Basis.INHERITED, "it stands for what was said before")
    thing = Identity(content_id("thing", book.reading.document.id, noun.index), noun.norm, "thing", None, "thing")
    return book.join(number, book.open(thing), f"pronoun/{form}/thing", Basis.INHERITED)


def _called(book: Book, candidate: Candidate) -> str:
    return candidate.chain.identity.name if candidate.chain else book.reading.tokens[candidate.token].norm


def _candidates(book: Book, number: int, token: Token, form: str) -> list[Candidate]:
    """Actors and things before a pronoun with their scores; the nearest in its own sentence counts a little more."""
    best: dict[int, Candidate] = {}
    for earlier in range(number - 1, -1, -1):
        away = book.sentence(number) - book.sentence(earlier)
        if away > BACK:
            break
        chain = _allowed(book, number, earlier, form)
        if chain is not None and not (chain.identity.sort in ("body", "thing") and _only_actors(book, token)):
            place = book.mentions[earlier].head
            score = _score(book, number, place, away) + min(8, 2 * len(chain.mentions))
            score -= 12 if form == "they" and chain.identity.sort == "organisation" and not book.mentions[earlier].plural else 0
            score += 20 if chain.identity.sort == "body" and _moves(book, token) else 0
            score += 12 if FORMS.get(book.reading.tokens[place].norm) == form else 0
            if chain.number not in best or best[chain.number].score < score:
                best[chain.number] = Candidate(place, chain, score)
    found = [*best.values(), *_things(book, number, token, form)]
    nearest = max((each.token for each in found), default=-1)
    same = nearest >= 0 and book.reading.tokens[nearest].sentence == token.sentence
    return [replace(each, score=each.score + 9) if same and each.token == nearest else each for each in found]


def _moves(book: Book, token: Token) -> bool:
    """Whether the pronoun is the subject of what vehicles do."""
    above = book.reading.tokens[token.head] if token.head >= 0 else None
    return bool(above and token.relation == "nsubj" and above.lemma in verbs("moves"))


def _only_actors(book: Book, token: Token) -> bool:
    """Whether the verb takes only actors as its subject."""
    above = book.reading.tokens[token.head] if token.head >= 0 else None
    return bool(above and token.relation == "nsubj" and above.lemma in verbs("speech") | verbs("decide") | verbs("blame"))


def _things(book: Book, number: int, token: Token, form: str) -> Iterator[Candidate]:
    """Nouns that are no actors: they compete, so that "it" for a treaty is not taken for an army."""
    above = governor(book.reading, token.index)
    acts = token.dep == "nmod:poss" and above is not None and above.lemma in verbs("noun")
    if form in ("he", "she") or _only_actors(book, token) or acts:
        return
    here = book.sentence(number)
    for noun in book.reading.tokens[book.reading.sentences[max(0, here - 1)].first : token.index]:
        points = noun.norm in ("this", "that") and noun.upos == "PRON" and form == "it"
        if not points and (noun.upos != "NOUN" or noun.lemma in _TIMES or plural(noun) != (form == "they")):
            continue
        if noun.index in book.by_head:
            continue
        if role_of(book.reading, noun.index).partition(":")[0] in ("nsubj", "obj") and not _same_verb(book.reading, token.index, noun.index):
            owned = 20 if token.dep == "nmod:poss" else 0
            yield Candidate(noun.index, None, _score(book, number, noun.index, here - noun.sentence) - owned)


def _is_main(reading: Reading, here: int) -> bool:
    """Whether a pronoun is the subject of a main clause: it then looks back to the sentence before."""
    above = governor(reading, here)
    return above is not None and (above.head < 0 or above.relation == "conj") and role_of(reading, here).startswith("nsubj")


def _score(book: Book, number: int, there: int, away: int) -> int:
    """Nearness, grammatical role, likeness of role, and whether both stand inside the same quotation or outside."""
    reading, here = book.reading, book.mentions[number].head
    role, mine = role_of(reading, there), role_of(reading, here)
    near = {0: 50, 1: 45} if _is_main(reading, here) else {0: 75, 1: 42}
    score = near.get(away, 5) + _ROLES.get(role, _ROLES.get(role.partition(":")[0], 0))
    if mine.partition(":")[0] == "obj" and role.startswith("nsubj"):
        score -= 10
    above = governor(reading, there)
    if above is not None and above.head < 0 and role.startswith("nsubj"):
        score += 8
    if role.partition(":")[0] == mine.partition(":")[0] and mine != "nmod:poss":
        score += 8
    if book.voices.quote[there] != book.voices.quote[here]:
        score -= 30 if book.voices.quoted(there) else 12
    return score
