"""Who is named in a report: one entry for each mention, in text order.

Names are spotted first, the surest way first; what they leave is read as countries, people, initials, organisations, roles and
pronouns. Then everything that points back is carried to what it stands for.
"""

from collections import defaultdict
from collections.abc import Sequence

from tacitus.model.answers import Active, Who
from tacitus.model.found import Found, Maker, unresolved
from tacitus.model.ids import content_id
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tacitus.questions.who.actors import Actors
from tacitus.questions.who.chains import Book, Chain, Link
from tacitus.questions.who.clauses import listen
from tacitus.questions.who.institutions import proper
from tacitus.questions.who.labels import loaded
from tacitus.questions.who.mentions import Mention, span_of
from tacitus.questions.who.names import spot_names
from tacitus.questions.who.organisations import spot_initials, spot_organisations, spot_shouted, spot_strange_initials
from tacitus.questions.who.persons import at_home, spot_persons
from tacitus.questions.who.pronouns import spot_pronouns
from tacitus.questions.who.resolve import resolve
from tacitus.questions.who.roles import spot_roles
from tacitus.questions.who.speakers import PUBLISHER, statement_of
from tacitus.questions.who.states import spot_states
from tacitus.questions.who.survey import Report, survey
from tacitus.questions.who.tables import ActorRow

STEP = "who"


def find(reading: Reading, actors: Actors, published: Interval | None = None) -> tuple[Found[Who], ...]:
    """Every mention of an actor. A pronoun without a safe antecedent has no value and says why.

    `published` are the days on which the report may have come out: nobody is named in it by initials they did not yet have.
    """
    if not reading.tokens:
        return ()
    report = survey(reading, published)
    mentions = _spotted(report, actors)
    book = Book(report, actors, listen(reading), mentions)
    resolve(book)
    return _answers(book)


def _spotted(report: Report, actors: Actors) -> list[Mention]:
    """All mentions, in text order; one inside another stays only where it is somebody else."""
    named = spot_names(report, actors)
    named += [at_home(person, named, report) for person in spot_persons(report, named)]
    named += spot_organisations(report, named)
    named += spot_shouted(report, named)
    named += spot_initials(report, named)
    named += spot_strange_initials(report, named)
    named += spot_states(report, named)
    roles = spot_roles(report, named)
    known = list(proper([*named, *roles], actors))
    beside = _by_sentence(report.reading, known)
    kept = [
        mention
        for mention in known
        if not any(_doubles(other, mention) for other in beside[_sentence(report.reading, mention)] if other is not mention)
    ]
    taken = {token for mention in kept if mention.form == "name" for token in range(*(mention.core or (0, 0)))}
    pronouns = [mention for mention in spot_pronouns(report.reading) if mention.head not in taken]
    return sorted([*kept, *pronouns], key=lambda mention: (mention.first, -mention.last, mention.head))


def _sentence(reading: Reading, mention: Mention) -> int:
    return reading.tokens[mention.first].sentence


def _by_sentence(reading: Reading, mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The mentions of each sentence: only those can cover each other."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[_sentence(reading, mention)].append(mention)
    return found


def _doubles(outer: Mention, inner: Mention) -> bool:
    """Whether a mention only says again what the phrase around it says ("Hezbollah" in "Hezbollah fighters")."""
    if outer.sort == "person" and outer.form == "name" and inner.sort == "person" and outer.first <= inner.head < outer.last:
        return inner.form != "name" or outer.core != inner.core
    if not outer.covers(inner) or (outer.first, outer.last) == (inner.first, inner.last):
        return outer.covers(inner) and outer.form == "name" and inner.form == "nominal"
    return outer.identity is not None and inner.identity is not None and outer.identity.id == inner.identity.id


def _hidden(book: Book, number: int) -> bool:
    """Whether a mention says nothing: a noun that turned out to point at nobody, or an owner that its phrase has taken up."""
    mention, link = book.mentions[number], book.links[number]
    if link.why_not == "":
        return True
    above = book.reading.tokens[mention.head].head
    if mention.form != "nominal" or book.reading.tokens[mention.head].relation != "compound" or above < 0:
        return False
    outer = book.by_head.get(above)
    return outer is not None and outer != number and book.mentions[outer].covers(mention) and book.links[outer].chain == link.chain


def _answers(book: Book) -> tuple[Found[Who], ...]:
    shown = [number for number in range(len(book.mentions)) if not _hidden(book, number)]
    index = {number: place for place, number in enumerate(shown)}
    told: dict[int, list[int]] = defaultdict(list)
    for number in shown:
        chain = book.links[number].chain
        if chain is not None:
            told[chain].append(index[number])
    return tuple(_answer(book, number, index, told) for number in shown)


def _answer(book: Book, number: int, index: dict[int, int], told: dict[int, list[int]]) -> Found[Who]:
    mention, link = book.mentions[number], book.links[number]
    span = span_of(book.reading, mention.first, mention.last)
    if link.chain is None:
        return unresolved(span, link.why_not or "it is not said who", STEP, link.rule)
    others = told[link.chain]
    same = others[1:] if index[number] == others[0] else others[:1]
    value = _who(book, mention, link, tuple(same))
    return Found(span, value, link.basis, Maker(STEP, link.rule), None, mention.others)


def _who(book: Book, mention: Mention, link: Link, same: tuple[int, ...]) -> Who:
    assert link.chain is not None
    chain = book.chains[link.chain]
    also = [book.chains[other] for other in link.also]
    body = statement_of(book) if chain.identity.id == PUBLISHER.id else None
    also += [body] if body else []
    identity = chain.identity
    name, key = identity.name, identity.id
    if also and identity.id != PUBLISHER.id:
        name = " and ".join(each.identity.name for each in (chain, *also))
        key = content_id("joint", *(each.identity.id for each in (chain, *also)))
    return Who(
        name=name,
        id=key,
        kind=identity.kind,
        country=identity.country,
        mention=mention.form,
        aliases=_aliases([chain, *also]),
        same=same,
        loaded=loaded(book.report, book.voices, mention),
        active=_active(book.actors.rows.get(identity.id)) if not also else None,
    )


def _active(row: ActorRow | None) -> Active | None:
    """What the table says of an actor's time."""
    if row is None or not (row.since or row.until or row.became):
        return None
    return Active(row.since, row.until, row.became)


def _aliases(chains: list[Chain]) -> tuple[str, ...]:
    """Every string by which the report calls them, and the canonical names."""
    seen: dict[str, str] = {}
    for chain in chains:
        for words in (chain.identity.name, *chain.strings):
            seen.setdefault(words.casefold(), words)
    return tuple(seen.values())
