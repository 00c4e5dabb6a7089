"""What a pronoun may stand for: what agrees with it, what the grammar allows, and how near each candidate stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tacitus.model.reading import Reading, Token
from tacitus.questions.who.chains import Book, Chain
from tacitus.questions.who.clauses import subject
from tacitus.questions.who.mentions import governor, plural, role_of
from tacitus.questions.who.tables import verbs

BACK = 2  # sentences that a pronoun looks back over
FORMS = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours"), "we"),
}
_ROLES = {"nsubj": 30, "nsubj:pass": 26, "csubj": 20, "obj": 14, "iobj": 14, "obl:agent": 14, "obl": 8, "nmod:poss": 6, "nmod": 4}
_ROLES |= {"compound": -15, "amod": -15, "nmod:desc": -15}
_TIMES = frozenset({"day", "week", "month", "year", "hour", "time", "morning", "night", "evening", "date", "period", "percent"})
_MANY = frozenset(
    {"rebel group", "militia", "armed group", "unidentified armed group", "criminal group", "regional forces", "coalition"}
    | {"state military", "state police", "peacekeepers", "private military company", "opposition"}
)
_HARMLESS = frozenset({"civilians", "displaced people", "captives", "medical workers", "sources", "monitor", "news outlet"})
_PATIENTS = frozenset({"obj", "nsubj:pass", "iobj"})
_CORE = frozenset({"nsubj", "obj", "iobj", "obl"})


@dataclass(frozen=True, slots=True)
class Seeker:
    """A pronoun that looks for its antecedent: the number of its mention, its token and its form (he, she, it, they)."""

    book: Book
    number: int
    token: Token
    form: str

    @property
    def reading(self) -> Reading:
        return self.book.reading

    @property
    def sentence(self) -> int:
        return self.token.sentence

    @property
    def above(self) -> Token | None:
        return self.reading.tokens[self.token.head] if self.token.head >= 0 else None

    @property
    def quoted(self) -> bool:
        return self.book.voices.quoted(self.token.index)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a pronoun may stand for: a chain, or a plain thing of the text (its head token)."""

    token: int
    chain: Chain | None
    score: int


def agrees(book: Book, earlier: int, chain: Chain, form: str) -> bool:
    """Whether a pronoun's form can stand for a mention: gender, number, person or not."""
    sort, mention = chain.identity.sort, book.mentions[earlier]
    if form in ("he", "she"):
        return sort == "person" and chain.gender in (None, form)
    if form == "they" and any(kid.index in book.by_head for kid in book.reading.kids(mention.head, "conj")):
        return sort not in ("body", "thing")
    if form == "it":
        return sort in ("organisation", "state", "body", "thing") and not mention.plural
    return sort != "person" and (mention.plural or sort == "people" or chain.identity.kind in _MANY)


def allowed(seeker: Seeker, earlier: int) -> Chain | None:
    """The chain of an earlier mention, where it may be the antecedent: it agrees, is no argument of the same verb, same zone."""
    book, here = seeker.book, seeker.token.index
    chain = book.chain_of(earlier)
    if chain is None or not agrees(book, earlier, chain, seeker.form) or chain is _speaker(seeker):
        return None
    there = book.mentions[earlier].head
    if _bracketed(seeker.reading, book.mentions[earlier].first):
        return None
    if there >= here or book.zone(seeker.number) is not book.zone(earlier) or _same_verb(book.reading, here, there):
        return None
    return None if _doer(seeker) is chain or _cannot(seeker, earlier, chain) else chain


def _cannot(seeker: Seeker, earlier: int, chain: Chain) -> bool:
    """What sense forbids: those who suffered do no violence, and what is shelled or taken is a place or a thing."""
    mention, sort = seeker.book.mentions[earlier], chain.identity.sort
    if _does_harm(seeker):
        patient = role_of(seeker.reading, mention.head) in _PATIENTS and sort in ("people", "person")
        return sort == "thing" or chain.identity.kind in _HARMLESS or patient
    return _is_taken(seeker) and (sort == "organisation" or chain.identity.name in verbs("event"))


def _does_harm(seeker: Seeker) -> bool:
    return seeker.token.dep == "nsubj" and _does(seeker, verbs("violence"))


def _is_taken(seeker: Seeker) -> bool:
    """Whether "it" is the object of a verb that takes a place or a thing."""
    return seeker.form == "it" and _is_object(seeker, verbs("takes"))


def _is_object(seeker: Seeker, words: frozenset[str]) -> bool:
    """Whether the pronoun is the object of one of these verbs."""
    return bool(seeker.token.relation == "obj" and seeker.above and seeker.above.lemma in words)


def _suffers(seeker: Seeker) -> bool:
    """Whether harm is done to the pronoun: "they were beaten"."""
    return seeker.token.dep == "nsubj:pass" and _does(seeker, verbs("harm"))


def _bracketed(reading: Reading, first: int) -> bool:
    """Whether a mention opens a bracket: an agency in a dateline, initials after a name."""
    return first > 0 and reading.tokens[first - 1].norm in ("(", "[")


def _speaker(seeker: Seeker) -> Chain | None:
    """Who speaks where the pronoun stands: "he" and "it" in a quotation are somebody else."""
    who = seeker.book.voices.at(seeker.token.index)
    return seeker.book.chain_at(who) if who is not None else None


def _doer(seeker: Seeker) -> Chain | None:
    """Who does what is done to the pronoun: "X urged him" is never X."""
    above = governor(seeker.reading, seeker.token.index)
    if above is None or role_of(seeker.reading, seeker.token.index).partition(":")[0] not in ("obj", "iobj"):
        return None
    who = subject(seeker.reading, above.index)
    return seeker.book.chain_at(who.index) if who else None


def _same_verb(reading: Reading, here: int, there: int) -> bool:
    """Whether both are arguments of one verb ("X struck it" is never X); a possessor is free."""
    mine, yours = governor(reading, here), governor(reading, there)
    if role_of(reading, here) == "nmod:poss" or mine is None or yours is None:
        return False
    roles = {role_of(reading, place).partition(":")[0] for place in (here, there)}
    return mine.index == yours.index and roles <= _CORE


def candidates(seeker: Seeker) -> list[Candidate]:
    """Actors and things before a pronoun, the best first; the nearest in its own sentence counts a little more."""
    best: dict[int, Candidate] = {}
    for earlier in range(seeker.number - 1, -1, -1):
        away = seeker.sentence - seeker.book.sentence(earlier)
        if away > BACK:
            break
        chain = allowed(seeker, earlier)
        if chain is not None and not (chain.identity.sort in ("body", "thing") and only_actors(seeker)):
            score = _score(seeker, seeker.book.mentions[earlier].head, away) + _of_chain(seeker, earlier, chain)
            if chain.number not in best or best[chain.number].score < score:
                best[chain.number] = Candidate(seeker.book.mentions[earlier].head, chain, score)
    found = [*best.values(), *_things(seeker)]
    nearest = max((each.token for each in found), default=-1)
    same = nearest >= 0 and seeker.reading.tokens[nearest].sentence == seeker.sentence
    raised = [replace(each, score=each.score + 9) if same and each.token == nearest else each for each in found]
    return sorted(raised, key=lambda each: -each.score)


def _of_chain(seeker: Seeker, earlier: int, chain: Chain) -> int:
    """How much a chain is talked of, and whether it is what this form of pronoun stands for most readily."""
    score = min(8, 2 * sum(1 for number in chain.mentions if number < seeker.number))
    mention = seeker.book.mentions[earlier]
    if seeker.form in ("he", "she") and any(seeker.book.mentions[number].form == "name" for number in chain.mentions):
        score += 6
    if seeker.form == "they" and chain.identity.sort == "organisation" and not mention.plural:
        score -= 12
    if chain.identity.sort == "body" and (_does(seeker, verbs("moves")) or _is_object(seeker, verbs("stops"))):
        score += 20
    if _suffers(seeker):
        score += 25 if role_of(seeker.reading, mention.head) in _PATIENTS else -25
    if FORMS.get(seeker.reading.tokens[mention.head].norm) == seeker.form:
        score += 12
    return score


def _does(seeker: Seeker, words: frozenset[str]) -> bool:
    """Whether the pronoun is the subject of one of these verbs."""
    above = seeker.above
    return bool(above and seeker.token.relation == "nsubj" and above.lemma in words)


def only_actors(seeker: Seeker) -> bool:
    """Whether the verb takes only actors as its subject."""
    return _does(seeker, verbs("speech") | verbs("decide") | verbs("blame"))


def _things(seeker: Seeker) -> Iterator[Candidate]:
    """Nouns that are no actors: they compete, so that "it" for a treaty is not taken for an army."""
    reading, token = seeker.reading, seeker.token
    above = governor(reading, token.index)
    acts = token.dep == "nmod:poss" and above is not None and above.lemma in verbs("noun")
    if seeker.form in ("he", "she") or acts or only_actors(seeker) or _does_harm(seeker):
        return
    owned = 20 if token.dep == "nmod:poss" else 0
    for noun in reading.tokens[reading.sentences[max(0, seeker.sentence - 1)].first : token.index]:
        if not _is_thing(noun, seeker.form) or noun.index in seeker.book.by_head:
            continue
        fits = role_of(reading, noun.index).partition(":")[0] in ("nsubj", "obj")
        fits = fits and not (_is_taken(seeker) and noun.lemma in verbs("event"))
        if fits and not _same_verb(reading, token.index, noun.index):
            yield Candidate(noun.index, None, _score(seeker, noun.index, seeker.sentence - noun.sentence) - owned)


def _is_thing(noun: Token, form: str) -> bool:
    """A noun of the pronoun's number, or a "this" that "it" may take up."""
    if noun.upos == "PRON":
        return noun.norm in ("this", "that") and form == "it"
    return noun.upos == "NOUN" and noun.lemma not in _TIMES and plural(noun) == (form == "they")


def _is_main(reading: Reading, here: int) -> bool:
    """Whether a pronoun is the subject of a main clause: it then looks back to the sentence before."""
    above = governor(reading, here)
    return above is not None and (above.head < 0 or above.relation == "conj") and role_of(reading, here).startswith("nsubj")


def _score(seeker: Seeker, there: int, away: int) -> int:
    """Nearness, grammatical role, likeness of role, and whether both stand inside the same quotation or outside.

    After Lappin and Leass 1994; the weights were set by reading the development reports.
    """
    reading, here = seeker.reading, seeker.token.index
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
    voices = seeker.book.voices
    if voices.quote[there] != voices.quote[here]:
        score -= 30 if voices.quoted(there) else 12
    return score
