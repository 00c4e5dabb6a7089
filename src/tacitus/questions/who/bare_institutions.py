"""A bare "the army": whose it is, by what the report has called by that noun, by its setting, or not at all."""

from tacitus.model.found import Basis
from tacitus.model.reading import Reading, Token
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.setting import main_country
from tacitus.questions.who.tables import institutions, verbs

NEAR = 12  # sentences that a bare institution may look back over


def land_institution(book: Book, number: int, code: str, seeks: str, basis: Basis) -> Link | None:
    """The institution of a country that the words themselves give."""
    chain = book.institution(code, seeks)
    return book.join(number, chain, f"institution/{seeks}", basis) if chain else None


def bare_institution(book: Book, number: int, seeks: str) -> Link:
    """Whose a bare "the army" is: the ruler's that is named with it, the one that the report has called so, the setting's."""
    ruled = _ruled(book, number)
    link = land_institution(book, number, ruled, seeks, Basis.DERIVED) if ruled else None
    if link:
        return link
    link = land_institution(book, number, joined, seeks, Basis.INHERITED) if (joined := _beside(book, number)) else None
    if link:
        return link
    main = main_country(book.report, book.sentence(number))
    named = [] if _of_person(book, number) else [chain for chain in book.recent(number, NEAR) if _is_it(book, chain, seeks, main)]
    fitting = _fitting(book, number, named, main)
    if len(fitting) == 1:
        return book.join(number, fitting[0], f"alone/{seeks}", Basis.INHERITED)
    if fitting:
        names = "; ".join(chain.identity.name for chain in fitting)
        return Link(None, f"alone/{seeks}", Basis.INHERITED, f"it points back, and more than one fits: {names}")
    own = book.institution(main, seeks) if main and not _acts_upon(book, number, main) else None
    if own:
        return book.join(number, own, f"alone/{seeks}/only-country", Basis.INHERITED)
    mention = book.mentions[number]
    assert mention.identity is not None
    return book.join(number, book.open(mention.identity), mention.rule, Basis.STATED)


def _acts_upon(book: Book, number: int, code: str) -> bool:
    """Whether what an institution does is done to the country by name ("the army said, accusing Chad"): then it is not that
    country's."""
    reading, head = book.reading, book.mentions[number].head
    sentence = reading.tokens[head].sentence
    for place in (place for place in book.report.places.values() if place.word.row.id == code and place.word.form == "name"):
        token = reading.tokens[place.last - 1]
        if token.sentence == sentence and token.relation == "nsubj" and _between(reading, head, token.head):
            return True
        if token.sentence != sentence or token.relation not in ("obj", "iobj"):
            continue
        if _does(reading, head, reading.tokens[token.head]):
            return True
    return False


def _between(reading: Reading, head: int, verb: int) -> bool:
    """Whether a noun is of those between whom the verb's subject does something ("Oman brokered a truce between the army and")."""
    token = reading.tokens[head]
    top = reading.tokens[token.head] if token.relation == "conj" and token.head >= 0 else token
    among = any(case.norm in ("between", "among") for case in reading.kids(top.index, "case"))
    return among and any(above.index == verb for above in reading.ancestors(top.index))


def _does(reading: Reading, head: int, verb: Token) -> bool:
    """Whether a noun is the subject of a verb, or of the one that a participle without a subject hangs on or follows."""
    before = reading.tokens[verb.index - 2] if verb.index > 1 and verb.norm.endswith("ing") else verb  # "said, accusing"
    for above in (verb, before, *reading.ancestors(verb.index)):
        subjects = reading.kids(above.index, "nsubj")
        if subjects:
            return any(subject.index == head for subject in subjects)
    return False


def _fitting(book: Book, number: int, named: list[Chain], main: str | None) -> list[Chain]:
    """Those called by the same noun, the nearest; else the setting's; another country's only where the report has no setting."""
    head = book.reading.tokens[book.mentions[number].head]
    alike = [chain for chain in named if {head.lemma, head.norm} & chain.heads]
    nearest = min((book.distance(number, chain) for chain in alike), default=0)
    alike = [chain for chain in alike if book.distance(number, chain) == nearest]
    if alike:
        return alike
    home = [chain for chain in named if chain.identity.country == main]
    if home:
        return home[:1]
    return named if main is None else []


def _is_it(book: Book, chain: Chain, seeks: str, main: str | None) -> bool:
    """Whether a chain is such an institution, and named as one: another country's that only describes a noun is none."""
    if not (chain.identity.id.startswith(f"{seeks}-") or _same_institution(chain, seeks)):
        return False
    return chain.identity.country == main or any(_stands(book, number) for number in chain.mentions)


def _stands(book: Book, number: int) -> bool:
    """Whether a mention is more than a word before a noun ("U.S. military advisers"); a spokesman speaks for his body."""
    token = book.reading.tokens[book.mentions[number].head]
    above = book.reading.tokens[token.head] if token.head >= 0 else None
    before = above is not None and token.relation in ("compound", "amod", "nmod") and above.index >= book.mentions[number].last
    return not before or (above is not None and above.lemma in verbs("voice"))


def _same_institution(chain: Chain, seeks: str) -> bool:
    """A named body of the same kind, called by the same noun ("the Tatmadaw" and "the army" are not)."""
    row = next((row for row in institutions() if row.id == seeks), None)
    return bool(row and chain.identity.kind == row.kind and row.id in ("government", "police") and chain.heads & set(row.alone))


def _ruled(book: Book, number: int) -> str | None:
    """The country whose ruler, or which itself, stands in the phrase that "of" brings: "the government of President ..."."""
    of = book.mentions[number].of
    if of is None:
        return None
    inside = set(book.reading.subtree(of))
    codes = {place.word.row.id for token, place in book.report.places.items() if token in inside}
    return next(iter(codes)) if len(codes) == 1 else None


def _of_person(book: Book, number: int) -> bool:
    """Whether somebody by name is said to hold the institution: then another's is never meant."""
    of = book.mentions[number].of
    chain = book.chain_at(of) if of is not None else None
    return chain is not None and chain.identity.sort == "person"


def _beside(book: Book, number: int) -> str | None:
    """The country of what an institution is joined to: "the Ethiopian government and army"."""
    token = book.reading.tokens[book.mentions[number].head]
    other = book.chain_at(token.head) if token.relation == "conj" and token.head >= 0 else None
    kind = (other.identity.kind or "") if other else ""
    return other.identity.country if other and kind.startswith("state") else None
