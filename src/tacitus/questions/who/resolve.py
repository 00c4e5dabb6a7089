"""Who the mentions stand for: names first by their row, then, from the beginning of the report, everything that points back."""

from collections.abc import Iterator
from dataclasses import replace

from tacitus.model.document import ZoneKind
from tacitus.model.found import Basis
from tacitus.model.reading import Token
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.folding import parts
from tacitus.questions.who.mentions import Identity, Mention
from tacitus.questions.who.nominals import link_nominal
from tacitus.questions.who.pronouns import link_pronoun
from tacitus.questions.who.speakers import sayer

_GROUPS = frozenset({"monitors", "journalists", "extremists", "rebels", "gangs", "opposition", "affiliates"})
_MOVEMENTS = frozenset(
    {"rebel group", "militia", "armed group", "unidentified armed group", "criminal group", "political party", "de facto authority"}
    | {"regional forces", "private military company"}
)
_AFTER = frozenset({"al", "el", "bin", "ibn", "ben", "abu", "jr", "sr", "ii", "iii"})


def resolve(book: Book) -> None:
    """Link every mention of the book. Twins by apposition are linked with the name they stand beside."""
    twins = _twins(book)
    for number, mention in enumerate(book.mentions):
        if mention.form == "name" and number not in twins:
            book.links[number] = _name(book, number)
    for number in range(len(book.mentions)):
        _link(book, number, twins, frozenset())
    _look_ahead(book)


def _first(book: Book, number: int) -> Iterator[int]:
    """What must be known before a mention: whose it is, and who speaks where it stands."""
    mention = book.mentions[number]
    owners = [mention.of] if mention.of is not None else []
    owners += [kid.index for kid in book.reading.kids(mention.head, "nmod") if kid.dep == "nmod:poss" and mention.form == "nominal"]
    speaker = book.voices.at(mention.head)
    if speaker is None and mention.rule in ("pronoun/we", "pronoun/i") and not book.voices.quoted(mention.head):
        speaker = sayer(book.reading, mention.head)
    for token in [*owners, *([speaker] if speaker is not None else [])]:
        ahead = book.by_head.get(token)
        if ahead is not None and ahead != number:
            yield ahead


def _link(book: Book, number: int, twins: dict[int, int], waiting: frozenset[int]) -> None:
    """Link one mention, after what it rests on; `waiting` are those that already wait for it."""
    if number in book.links:
        return
    mention = book.mentions[number]
    for ahead in _first(book, number):
        if ahead not in waiting:
            _link(book, ahead, twins, waiting | {number})
    if number in twins:
        chain = book.chain_of(twins[number])
        assert chain is not None
        book.links[number] = book.join(number, chain, "apposition", Basis.INHERITED)
        if chain.identity.sort == "person":
            chain.offices.update(part for token in _phrase(book, mention) for part in parts(token.text))
    elif mention.form == "name":
        book.links[number] = _name(book, number)
    elif mention.form == "nominal":
        book.links[number] = link_nominal(book, number)
    else:
        book.links[number] = link_pronoun(book, number)


def _phrase(book: Book, mention: Mention) -> tuple[Token, ...]:
    return book.reading.tokens[mention.first : mention.last]


def _name(book: Book, number: int) -> Link:
    mention = book.mentions[number]
    assert mention.identity is not None
    if mention.identity.kind == "person":
        return _person(book, number, mention.identity)
    chain = book.open(mention.identity)
    return book.join(number, chain, mention.rule, mention.basis)


def _person(book: Book, number: int, identity: Identity) -> Link:
    """A person's name joins the one earlier person whose name holds it, or whose name it completes."""
    name = _name_parts(identity.name)
    fitting = [
        chain for chain in book.chains if chain.identity.kind == "person" and _same_person(_name_parts(chain.identity.name), name)
    ]
    if len(fitting) != 1:
        same = [chain for chain in fitting if _name_parts(chain.identity.name)[-1] == name[-1]]
        fitting = same if len(same) == 1 else fitting[-1:] if fitting and len(name) == 1 else []
    if not fitting:
        return book.join(number, book.open(identity), "person", Basis.STATED)
    chain = fitting[0]
    if len(name) > len(_name_parts(chain.identity.name)):
        book.by_id.setdefault(identity.id, chain.number)
        chain.identity = Identity(identity.id, identity.name, chain.identity.kind, chain.identity.country, "person")
    if chain.identity.country is None and identity.country:
        chain.identity = replace(chain.identity, country=identity.country)
    return book.join(number, chain, "person/name", Basis.STATED)


def _name_parts(name: str) -> tuple[str, ...]:
    kept = tuple(part for part in parts(name) if part not in _AFTER and part.isalnum())
    return kept or parts(name)


def _same_person(known: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """One name is the end of the other, or both begin and end alike ("Ziad Khalaf K." and "Ziad K.")."""
    short, long = sorted((known, name), key=len)
    if len(short) == 1:
        return short[0] in (long[1:] or long)
    if long[-len(short) :] == short:
        return True
    return short[0] == long[0] and short[-1] == long[-1] and set(short) <= set(long)


def _twins(book: Book) -> dict[int, int]:
    """Nominals that stand in apposition to a name: "the movement X", "X, a physician"; the number of the name for each."""
    found: dict[int, int] = {}
    tokens = book.reading.tokens
    for number, mention in enumerate(book.mentions):
        if mention.form != "nominal" and (mention.identity is None or mention.identity.kind != "office"):
            continue
        near = [] if _listed(book, mention) else [kid.index for kid in book.reading.kids(mention.head, "appos", "flat")]
        if tokens[mention.head].relation == "appos" and not _listed(book, mention):
            near.append(tokens[mention.head].head)
        near += _predicate(book, mention)
        near += _beside(book, mention) + _following(book, mention)
        for place in near:
            other = book.by_head.get(place)
            if other is not None and book.mentions[other].form == "name" and _compatible(book, book.mentions[other], mention):
                found.setdefault(number, other)
    return found


def _listed(book: Book, mention: Mention) -> bool:
    """ "Houthis, coalition trade fire": a bare noun beside a comma in a headline, or one joined to others, is a second party."""
    tokens = book.reading.tokens
    bare = not any(token.upos == "DET" or token.dep == "nmod:poss" for token in tokens[mention.first : mention.head])
    comma = mention.first > 0 and tokens[mention.first - 1].norm == ","
    comma = comma or (mention.last < len(tokens) and tokens[mention.last].norm == ",")
    title = book.reading.sentences[tokens[mention.head].sentence].zone is ZoneKind.TITLE
    short = mention.role is not None and mention.role.joins == "short"
    after = tokens[mention.last] if mention.last < len(tokens) else None
    joined = bool(book.reading.kids(mention.head, "conj")) and after is not None and after.norm in (",", "and", "or")
    return (bare and comma and (title or (short and mention.last - mention.first == 1))) or (joined and not mention.plural)


def _beside(book: Book, mention: Mention) -> list[int]:
    """The person's name that a comma parts from a definite office: "the envoy, Jane Doe", "Jane Doe, the envoy"."""
    tokens = book.reading.tokens
    places = []
    if mention.last + 1 < len(tokens) and tokens[mention.last].norm == ",":
        places.append(mention.last + 1)
    if mention.first >= 2 and tokens[mention.first - 1].norm == ",":
        places.append(mention.first - 2)
    numbers = [(place, book.by_head.get(place)) for place in places]
    named = [place for place, number in numbers if number is not None and book.mentions[number].sort == "person"]
    office = mention.identity is not None and mention.identity.kind == "office"
    return named if (mention.definite or office) and not mention.plural else []


def _following(book: Book, mention: Mention) -> list[int]:
    """The name right after a short form: "the rebel movement X", "the news agency Y"."""
    short = mention.role is not None and mention.role.joins == "short" and not mention.plural
    number = book.by_head.get(mention.last) if short and mention.last < len(book.reading.tokens) else None
    return [mention.last] if number is not None and book.mentions[number].first == mention.last else []


def _predicate(book: Book, mention: Mention) -> list[int]:
    """The subject of "X is the leader", where the phrase is the predicate and singular."""
    reading = book.reading
    if not reading.kids(mention.head, "cop") or mention.plural:
        return []
    negated = any(kid.lemma == "not" for kid in reading.kids(mention.head, "advmod"))
    return [] if negated else [kid.index for kid in reading.kids(mention.head, "nsubj")]


def _compatible(book: Book, name: Mention, nominal: Mention) -> bool:
    """Whether a name can be what the phrase says: a person a role of people, an organisation a short form or a body of people."""
    if nominal.identity is not None and nominal.identity.kind == "office":
        return name.identity is not None and name.identity.kind == "person"
    if nominal.role is None:
        return False
    if name.sort == "person":
        return not nominal.plural and nominal.role.joins in ("own", "side")
    if name.sort == "organisation":
        return (nominal.role.joins == "short" and _of_kind(book, name, nominal)) or nominal.role.id in _GROUPS
    return False


def _of_kind(book: Book, name: Mention, nominal: Mention) -> bool:
    """Whether a name is of a kind that the noun stands for; a movement is a coalition only where the text says "a coalition"."""
    kind, stands = name.identity.kind if name.identity else None, set(nominal.role.stands if nominal.role else ())
    if kind is None or not stands or kind in stands or kind not in _MOVEMENTS:
        return True
    first = book.reading.tokens[nominal.first].norm
    return bool(stands & _MOVEMENTS) or first in ("a", "an")


def _look_ahead(book: Book) -> None:
    """A headline's "coalition" is the one coalition that the report goes on to name."""
    for number, mention in enumerate(book.mentions):
        chain = book.chain_of(number)
        if chain is None or mention.form != "nominal" or book.sentence(number) > 2 or len(chain.mentions) != 1:
            continue
        later = _ahead(book, mention, chain)
        if later is not None:
            chain.mentions.remove(number)
            book.links[number] = book.join(number, later, f"{mention.rule}/ahead", Basis.INHERITED)


def _ahead(book: Book, mention: Mention, chain: Chain) -> Chain | None:
    """The one later chain called by the same noun."""
    head = book.reading.tokens[mention.head].lemma
    if mention.plural or not mention.role or mention.role.joins != "short" or mention.basis is not Basis.STATED:
        return None
    fitting = [
        other
        for other in book.chains
        if other is not chain and other.mentions and head in other.heads and other.identity.kind in mention.role.stands
    ]
    return fitting[0] if len(fitting) == 1 else None
