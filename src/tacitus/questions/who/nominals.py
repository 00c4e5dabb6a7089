"""Short forms and roles carried to what they stand for: "the movement", "the army", "the press secretary", "members of it"."""

from tacitus.model.document import ZoneKind
from tacitus.model.found import Basis
from tacitus.model.ids import content_id
from tacitus.model.reading import Token
from tacitus.questions.who.bare_institutions import bare_institution, land_institution
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.clauses import subject
from tacitus.questions.who.folding import parts
from tacitus.questions.who.mentions import Identity, Mention, bare, case_of, governor, indefinite
from tacitus.questions.who.speakers import PUBLISHER
from tacitus.questions.who.tables import loaded_word
from tacitus.questions.who.titles import title_of

NEAR = 3  # sentences that a short form may look back over by kind alone
_ARMED = frozenset({"rebel group", "militia", "armed group", "unidentified armed group", "criminal group"})
_BACKWARD = frozenset({"fighters", "rebels", "extremists", "gunmen"})
_GROUPS = frozenset({"group", "organisation", "organization", "outfit", "force"})
_PARTS = frozenset({"group", "part", "half", "section", "portion"})
_PART_WORDS = frozenset({"one", "other", "another", "second", "first", "some", "remaining"})
_SAME_PEOPLE = frozenset({"side", "short", "own"})


def link_nominal(book: Book, number: int) -> Link:
    """What a nominal stands for: its twin by apposition, its side, what it points back at, or somebody of its own."""
    mention = book.mentions[number]
    owner = _owner(book, number)
    if owner is not None and owner.identity.id != PUBLISHER.id:
        link = _of_owner(book, number, owner)
        if link:
            return link
    elif mention.of is not None and mention.role and mention.role.id == "group" and not mention.definite:
        return Link(None, mention.rule, Basis.STATED, "")
    if mention.seeks:
        return bare_institution(book, number, mention.seeks)
    identity = mention.identity
    if identity is None:
        return Link(None, mention.rule, Basis.STATED, "the words name nobody")
    if mention.basis is Basis.DERIVED:
        known = _of_country(book, number, identity)
        if known is not None:
            return book.join(number, known, f"{mention.rule}/country", Basis.INHERITED)
        return book.join(number, book.open(identity), mention.rule, Basis.DERIVED)
    if mention.definite or _capital_short(book, mention):
        back = _back(book, number)
        if back:
            return back
    return _own(book, number, identity)


def _own(book: Book, number: int, identity: Identity) -> Link:
    """A part of a whole, the body of the headline, or somebody of its own; a noun that only points back is nobody."""
    for rule in (_contained, _part, _headline):
        link = rule(book, number)
        if link:
            return link
    mention = book.mentions[number]
    new = indefinite(book.reading, mention.first, mention.head)
    if mention.role and not mention.role.alone and not new:
        return Link(None, mention.rule, Basis.STATED, "")
    return book.join(number, book.open(identity), mention.rule, mention.basis)


def _of_country(book: Book, number: int, identity: Identity) -> Chain | None:
    """ "the Lebanese group": the one group of that country that the report has named near by."""
    mention = book.mentions[number]
    role = mention.role
    if role is None or role.joins != "short" or mention.plural or not mention.definite or identity.id in book.by_id:
        return None
    near: dict[int, list[Chain]] = {}
    for chain in book.recent(number, 2 * NEAR):
        there = chain.identity
        if there.country == identity.country and there.kind in role.stands and there.sort == "organisation":
            near.setdefault(book.distance(number, chain), []).append(chain)
    closest = near[min(near)] if near else []
    return closest[0] if len(closest) == 1 else None


def _capital_short(book: Book, mention: Mention) -> bool:
    """ "Coalition jets", "Government troops": a short form printed as a name, or in a headline without its article."""
    token = book.reading.tokens[mention.head]
    bare_form = mention.last - mention.first == 1
    role = mention.role
    return bool(role and role.joins == "short" and bare_form and not mention.plural and token.upos in ("PROPN", "NOUN"))


def _owner(book: Book, number: int) -> Chain | None:
    """Whose they are, where that is known by now: "of the group", "its forces"."""
    mention = book.mentions[number]
    if mention.of is not None:
        return book.chain_at(mention.of)
    if mention.sort == "body":
        return None
    for token in book.reading.kids(mention.head, "nmod"):
        if token.dep == "nmod:poss" and mention.first <= token.index < mention.head:
            return book.chain_at(token.index)
    return None


def _of_owner(book: Book, number: int, owner: Chain) -> Link | None:
    """A role with a known owner: the owner's people, or people of their own."""
    mention, side = book.mentions[number], owner.identity
    if mention.role and mention.role.id == "group" and mention.of is not None and side.sort == "people":
        return book.join(number, owner, "group/of", Basis.DERIVED)
    if side.sort in ("body", "thing", "people"):
        return None
    if mention.seeks:
        if side.country and side.sort in ("state", "organisation", "person") and side.kind != "news outlet":
            return land_institution(book, number, side.country, mention.seeks, Basis.INHERITED)
        return None
    role = mention.role
    if role is None or mention.identity is None:
        return None
    if role.joins == "side" and side.sort == "organisation":
        return book.join(number, owner, mention.rule, Basis.DERIVED)
    if role.joins == "side" and side.sort == "state" and role.state and side.country:
        return land_institution(book, number, side.country, role.state, Basis.DERIVED)
    if side.sort == "person" and role.joins in _SAME_PEOPLE and not loaded_word(book.reading.tokens[mention.head].norm):
        return None
    name = _owned_name(book, mention, side, mention.identity.name)
    own = Identity(content_id("actor", role.id, side.id, name.casefold()), name, role.kind, side.country, mention.identity.sort)
    return book.join(number, book.open(own), mention.rule, Basis.DERIVED)


def _owned_name(book: Book, mention: Mention, side: Identity, plain: str) -> str:
    """ "Officials of the Kivu League" bear its name; of somebody unnamed the words stay as they are: "activists of the monitor"."""
    number = book.by_head.get(mention.of) if mention.of is not None else None
    before = mention.of is not None and mention.of < mention.head
    if before or number is None or book.mentions[number].form != "nominal" or not side.id.startswith("actor-"):
        return f"{side.name} {plain}"
    return f"{plain} of {'the ' if book.mentions[number].definite else ''}{side.name}"


def _back(book: Book, number: int) -> Link | None:
    """What a definite phrase points back at: what the report has called by that noun, or the one actor of that kind near by."""
    mention = book.mentions[number]
    by_noun = _by_noun(book, number)
    kin = _by_kind(book, number)
    by_kind = kin[0] if len(kin) == 1 else None
    if by_noun is None and len(kin) > 1 and mention.role and mention.role.joins == "short":
        names = "; ".join(chain.identity.name for chain in kin)
        return Link(None, mention.rule, Basis.INHERITED, f"it points back, and more than one fits: {names}")
    if by_noun and by_kind and by_noun is not by_kind:
        nearer = book.distance(number, by_kind) < book.distance(number, by_noun) and not mention.plural
        chosen: Chain | None = by_kind if nearer else by_noun
    else:
        chosen = by_noun or by_kind
    if chosen is None:
        return _by_office(book, number)
    rule = "noun" if chosen is by_noun else "kind"
    return book.join(number, chosen, f"{mention.rule}/{rule}", Basis.INHERITED)


def _describing(book: Book, mention: Mention) -> set[str]:
    """The words that describe a phrase, its head and loaded words left out."""
    tokens = book.reading.tokens[bare(book.reading, mention.first, mention.head + 1) : mention.head]
    return {part for token in tokens if not loaded_word(token.norm) for part in parts(token.text)} - {"so", "called", "s"}


def _by_noun(book: Book, number: int) -> Chain | None:
    mention = book.mentions[number]
    head = book.reading.tokens[mention.head]
    singular = {head.lemma, head.norm.removesuffix("s")}
    described = _describing(book, mention)
    for chain in book.recent(number, 40):
        if singular & chain.heads and described <= chain.words and _fits(chain, mention):
            return chain
    return None


def _fits(chain: Chain, mention: Mention) -> bool:
    """Whether a chain has the shape that the phrase asks for: one person, several people, a body."""
    sort = chain.identity.sort
    if mention.role and mention.role.joins == "body":
        return sort == "body"
    if mention.sort == "person":
        return sort == "person" or chain.identity.sort == mention.sort
    if sort == "person":
        return False
    return not (mention.plural and sort == "state")


def _by_kind(book: Book, number: int) -> list[Chain]:
    """The chains of a kind that the noun can stand for, in the nearest sentence that has any."""
    mention = book.mentions[number]
    role = mention.role
    if role is None:
        return []
    described = _describing(book, mention) - {part for words in role.words for part in words.split()}
    people = False
    if role.joins == "short" and not mention.plural:
        kinds = frozenset(role.stands)
    elif role.id in _BACKWARD and (mention.plural or book.reading.tokens[mention.head].lemma in _GROUPS):
        kinds = _ARMED
        people = role.id == "gunmen"
    elif role.id == "vehicles" and mention.plural:
        kinds = frozenset({"body"})
    else:
        return []
    near: dict[int, list[Chain]] = {}
    for chain in book.recent(number, NEAR):
        sorts = chain.identity.sort == "organisation" or kinds == {"body"} or (people and chain.identity.sort == "people")
        if chain.identity.kind in kinds and sorts and described <= chain.words and not _does_it(book, number, chain):
            near.setdefault(book.distance(number, chain), []).append(chain)
    return near[min(near)] if near else []


def _does_it(book: Book, number: int, chain: Chain) -> bool:
    """Whether a chain is who does something to the mention: "troops of the alliance chased the gunmen" are two parties."""
    above = governor(book.reading, book.mentions[number].head)
    who = subject(book.reading, above.index) if above is not None and above.upos == "VERB" else None
    if who is None or who.index >= book.mentions[number].first:
        return False
    inside = set(book.reading.subtree(who.index))
    return any(book.mentions[earlier].head in inside for earlier in chain.mentions if earlier < number)


def _by_office(book: Book, number: int) -> Link | None:
    """ "the press secretary": the person whose office has that noun."""
    mention = book.mentions[number]
    token = book.reading.tokens[mention.head]
    if mention.plural or title_of(token) is None:
        return None
    wanted = set(parts(token.norm)) | _describing(book, mention)
    for chain in book.recent(number, 40):
        if chain.identity.sort == "person" and wanted <= chain.offices:
            return book.join(number, chain, "office", Basis.INHERITED)
    return None


def _contained(book: Book, number: int) -> Link | None:
    """ "17 buses" in "the convoy of 17 buses" are the convoy."""
    mention = book.mentions[number]
    above = book.reading.tokens[mention.head].head
    if mention.sort != "body" or above < 0 or case_of(book.reading, mention.head) != "of":
        return None
    whole = book.chain_at(above)
    if whole is None or whole.identity.sort != "body":
        return None
    return book.join(number, whole, "contained", Basis.DERIVED)


def _headline(book: Book, number: int) -> Link | None:
    """ "A convoy" that opens a report is the convoy of its headline."""
    mention = book.mentions[number]
    if mention.plural or mention.role is None or mention.role.joins not in ("body", "short"):
        return None
    head = book.reading.tokens[mention.head].lemma
    first = next((n for n in range(len(book.mentions)) if book.zone(n) is book.zone(number)), number)
    if book.zone(number) is not ZoneKind.BODY or book.sentence(number) - book.sentence(first) > 1:
        return None
    for earlier in range(number):
        chain = book.chain_of(earlier)
        if chain and book.zone(earlier) is ZoneKind.TITLE and book.reading.tokens[book.mentions[earlier].head].lemma == head:
            return book.join(number, chain, "headline", Basis.INHERITED)
    return None


def _numbers(book: Book, mention: Mention) -> set[str]:
    """The numbers in a phrase, as they are written."""
    return {token.norm for token in book.reading.tokens[mention.first : mention.head] if token.upos == "NUM"}


def _only_in_title(book: Book, chain: Chain) -> bool:
    return all(book.zone(mention) is ZoneKind.TITLE for mention in chain.mentions)


def _one_of_them(book: Book, chain: Chain, head: Token) -> bool:
    """Whether a chain is of one thing only: "five trucks" are no part of "a pickup truck"."""
    heads = [book.reading.tokens[book.mentions[mention].head] for mention in chain.mentions]
    return head.norm != head.lemma and all(one.lemma == head.lemma and one.norm == one.lemma for one in heads)


def _part(book: Book, number: int) -> Link | None:
    """ "one group", "some buses" of a convoy that the report has named: a part, with the whole's name."""
    mention = book.mentions[number]
    tokens = book.reading.tokens
    head = tokens[mention.head]
    words = {token.norm for token in tokens[mention.first : mention.head]}
    number_words = _numbers(book, mention)
    if mention.identity is None or not (words & _PART_WORDS or number_words):
        return None
    part = head.lemma in _PARTS and bool(words & _PART_WORDS)
    if not any(chain.identity.kind == "body" and (part or head.lemma in chain.heads) for chain in book.chains):
        return None
    for chain in book.recent(number, 40):
        same = part or head.lemma in chain.heads
        if _one_of_them(book, chain, head):
            continue
        if chain.identity.kind == "body" and same and not chain.identity.id.startswith("part-"):
            first = _numbers(book, book.mentions[min(chain.mentions)])
            if first and first == number_words and "the" in words:
                return book.join(number, chain, "number", Basis.INHERITED)
            if first and "other" in words:
                return None
            if not first and not words & _PART_WORDS and _only_in_title(book, chain):
                return book.join(number, chain, "number", Basis.INHERITED)  # "Buses leave the hills": the report then says how many
            name = f"part of the {chain.identity.name}"
            own = Identity(content_id("part", chain.identity.id, mention.head), name, "body", None, "body")
            return book.join(number, book.open(own), "part", Basis.DERIVED)
    return None
