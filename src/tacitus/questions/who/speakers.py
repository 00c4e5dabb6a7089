"""We and I: the speaker of the quotation, the body an official speaks for, or the publisher of a statement."""

from tacitus.model.found import Basis
from tacitus.model.reading import Reading
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.clauses import is_speech, root, subject
from tacitus.questions.who.mentions import Identity, Mention
from tacitus.questions.who.states import state_identity
from tacitus.questions.who.tables import alone_book

PUBLISHER = Identity("publisher", "publisher", None, None, "organisation")
_STATEMENT = frozenset(
    {"condemn", "reaffirm", "welcome", "call", "urge", "support", "commit", "remain", "stand", "extend", "express", "provide"}
    | {"comply", "continue", "reiterate", "pledge", "deplore", "regret", "mourn", "appeal", "offer", "recognise", "recognize"}
    | {"take", "denounce", "reject", "believe", "commend", "congratulate", "thank", "demand", "work", "seek", "announce"}
)
_BODIES = frozenset(
    {"state", "state government", "state military", "state agency", "coalition", "international body", "agency", "monitor"}
    | {"peacekeepers"}
    | {"rebel group", "militia", "political party", "de facto authority"}
)


def first_person(book: Book, number: int, form: str) -> Link:
    """Whom "we" or "I" stands for."""
    token = book.mentions[number].head
    who = book.voices.at(token)
    if who is not None:
        chain = book.chain_at(who)
        if chain is None:
            return Link(None, f"pronoun/{form}", Basis.INHERITED, "it is not said who speaks")
        body = _body_of(book, chain) or _in_speech(book, token, chain) if form == "we" else None
        return book.join(number, body or chain, f"pronoun/{form}/speaker", Basis.INHERITED)
    if book.voices.quoted(token):
        return Link(None, f"pronoun/{form}", Basis.INHERITED, "it is not said who speaks")
    said = sayer(book.reading, token)
    if said is not None:
        chain = book.chain_at(said)
        if chain is None:
            return Link(None, f"pronoun/{form}", Basis.INHERITED, "it is not said who speaks")
        return book.join(number, chain, f"pronoun/{form}/speaker", Basis.INHERITED)
    return book.join(number, book.open(PUBLISHER), f"pronoun/{form}/publisher", Basis.INHERITED)


def sayer(reading: Reading, token: int) -> int | None:
    """The subject of a verb of speech that the pronoun's clause hangs on, or that hangs beside it, without quotation marks."""
    for above in reading.ancestors(token):
        for cue in (above, *reading.kids(above.index, "parataxis")):
            speaks = is_speech(cue) and cue.lemma not in ("go", "continue")
            who = subject(reading, cue.index) if speaks else None
            if who is not None and who.index != token and who.upos != "PRON":
                return who.index
    return None


def _body_of(book: Book, speaker: Chain) -> Chain | None:
    """The body that an official speaks for, where his office or the words beside his name give it."""
    if speaker.identity.sort != "person":
        return None
    for number in speaker.mentions:
        mention = book.mentions[number]
        for earlier, inner in enumerate(book.mentions):
            if earlier != number and mention.covers(inner) and inner.form == "name" and inner.sort != "person":
                return _raised(book, book.chain_of(earlier))
        chain = _own_institution(book, mention)
        if chain is not None:
            return chain
        for place in range(mention.first, mention.last):
            land = book.report.places.get(place)
            if land and land.word.form != "ruler":
                return _raised(book, book.open(state_identity(land.word.row)))
    return None


def _own_institution(book: Book, mention: Mention) -> Chain | None:
    """The army of "army spokesman ...", where the report has named one."""
    rows = [row for word in (mention.office or "").split() for row in alone_book().get(word)]
    found = [chain for row in rows for chain in book.chains if chain.identity.id.startswith(f"{row.id}-")]
    return found[0] if len({chain.number for chain in found}) == 1 else None


def _in_speech(book: Book, token: int, speaker: Chain) -> Chain | None:
    """The one state that an official's own speech keeps making its subject: "The UK has ... We have ..."."""
    if speaker.identity.sort != "person" or not speaker.offices:
        return None
    here = book.voices.quote[token]
    found: dict[int, Chain] = {}
    for number, mention in enumerate(book.mentions):
        chain = book.chain_of(number)
        subject = book.reading.tokens[mention.head].dep == "nsubj" and book.voices.quote[mention.head] == here
        if chain and chain.identity.kind == "state" and mention.form == "name" and subject:
            found[chain.number] = chain
    return next(iter(found.values())) if len(found) == 1 else None


def _raised(book: Book, chain: Chain | None) -> Chain | None:
    """A minister speaks for his state, where the report names it."""
    if chain is None or chain.identity.country is None or not (chain.identity.kind or "").startswith("state"):
        return chain
    key = f"state-{chain.identity.country}"
    named = next((mention.identity for mention in book.mentions if mention.identity and mention.identity.id == key), None)
    return book.open(named) if named else chain


def statement_of(book: Book) -> Chain | None:
    """The one body that the publisher's own sentences speak for in the present: "The ministry condemns ... We call on ..."."""
    found = {chain.number: chain for number in range(len(book.mentions)) if (chain := _stating(book, number)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _stating(book: Book, number: int) -> Chain | None:
    """The chain of a mention that is the subject of a main verb of statement, in the present, in the report's own voice."""
    mention, chain = book.mentions[number], book.chain_of(number)
    if mention.form == "pronoun" or chain is None or chain.identity.kind not in _BODIES or book.voices.quoted(mention.head):
        return None
    token = book.reading.tokens[mention.head]
    top = root(book.reading, token.sentence)
    if token.relation != "nsubj" or token.head != top.index or top.lemma not in _STATEMENT:
        return None
    will = any(kid.norm in ("will", "'ll") for kid in book.reading.kids(top.index, "aux"))
    return chain if will or top.norm in (top.lemma, f"{top.lemma}s", f"{top.lemma}es", f"{top.lemma[:-1]}ies") else None
