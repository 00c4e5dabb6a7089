"""Chains: the mentions that stand for the same actor, gathered as the report is read from its beginning."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tacitus.model.document import ZoneKind
from tacitus.model.found import Basis
from tacitus.model.reading import Reading
from tacitus.questions.who.actors import Actors
from tacitus.questions.who.clauses import Voices
from tacitus.questions.who.folding import parts
from tacitus.questions.who.institutions import institution_identity
from tacitus.questions.who.mentions import Identity, Mention, bare, case_of, words_of
from tacitus.questions.who.survey import Report
from tacitus.questions.who.tables import country, institution, role_book


@dataclass(slots=True)
class Chain:
    """One actor of the report. `heads` and `words` are the nouns and the describing words it has been called by, `strings` all its
    names, `offices` the words of a person's office."""

    number: int
    identity: Identity
    mentions: list[int] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    strings: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention was found to stand for: a chain, or none and why. `also` are further chains of a joint "they"."""

    chain: int | None
    rule: str
    basis: Basis = Basis.STATED
    why_not: str | None = None
    also: tuple[int, ...] = ()


@dataclass(slots=True)
class Book:
    """What is known while a report is read: its mentions in text order, the chains so far and the link of each mention."""

    report: Report
    actors: Actors
    voices: Voices
    mentions: list[Mention]
    chains: list[Chain] = field(default_factory=list)
    links: dict[int, Link] = field(default_factory=dict)
    by_id: dict[str, int] = field(default_factory=dict)
    by_head: dict[int, int] = field(default_factory=dict)
    reading: Reading = field(init=False)
    _sentences: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.reading = self.report.reading
        self._sentences = [self.reading.tokens[mention.head].sentence for mention in self.mentions]
        for number, mention in enumerate(self.mentions):
            self.by_head.setdefault(mention.head, number)
        for number, mention in enumerate(self.mentions):
            for token in range(mention.first, mention.last):
                self.by_head.setdefault(token, number)

    def sentence(self, number: int) -> int:
        return self._sentences[number]

    def chain_of(self, number: int) -> Chain | None:
        link = self.links.get(number)
        return self.chains[link.chain] if link and link.chain is not None else None

    def chain_at(self, token: int) -> Chain | None:
        """The chain of the mention that covers a token, as far as it has been read."""
        number = self.by_head.get(token)
        return self.chain_of(number) if number is not None else None

    def open(self, identity: Identity) -> Chain:
        """The chain of an identity, new where there is none."""
        number = self.by_id.get(identity.id)
        if number is None:
            number = len(self.chains)
            self.chains.append(Chain(number, identity))
            self.by_id[identity.id] = number
        return self.chains[number]

    def institution(self, code: str, key: str) -> Chain | None:
        """The chain of a country's institution, under its proper name where the table has one."""
        land = country(code)
        if land is None:
            return None
        identity = institution_identity(land, institution(key))
        row = self.actors.rows.get(identity.id)
        return self.open(replace(identity, name=row.name, kind=row.kind) if row else identity)

    def zone(self, number: int) -> ZoneKind:
        return self.reading.sentences[self.sentence(number)].zone

    def recent(self, number: int, back: int) -> Iterator[Chain]:
        """The chains of the mentions up to `back` sentences before this one, the nearest first, each once."""
        seen: set[int] = set()
        mention, sentences = self.mentions[number], self.reading.sentences
        here = self.sentence(number)
        zone = sentences[here].zone
        for earlier in range(number - 1, -1, -1):
            there = self._sentences[earlier]
            if here - there > back:
                break
            link = self.links.get(earlier)
            if link is None or link.chain is None or link.chain in seen or not _together(sentences[there].zone, zone):
                continue
            if not self.mentions[earlier].covers(mention):
                seen.add(link.chain)
                yield self.chains[link.chain]

    def distance(self, number: int, chain: Chain) -> int:
        """How many sentences before a mention its chain was mentioned last."""
        return self.sentence(number) - max(self.sentence(earlier) for earlier in chain.mentions if earlier < number)

    def join(self, number: int, chain: Chain, rule: str, basis: Basis) -> Link:
        """Put a mention into a chain, and what it is called with it."""
        mention = self.mentions[number]
        chain.mentions.append(number)
        chain.gender = chain.gender or mention.gender
        if mention.form != "pronoun":
            self._called(mention, chain)
        return Link(chain.number, rule, basis)

    def _called(self, mention: Mention, chain: Chain) -> None:
        tokens = self.reading.tokens
        first = bare(self.reading, mention.first, mention.last)
        core = mention.core or (first, mention.last)
        named = mention.form == "name"
        chain.heads.update((tokens[mention.head].lemma, tokens[core[1] - 1].lemma))
        if tokens[mention.head].upos == "PROPN" and not named:
            chain.heads.add(tokens[mention.head].norm.removesuffix("s"))
        if named:
            last = tokens[core[1] - 1].norm
            chain.heads.add(last.removesuffix("s") if chain.identity.sort != "person" else last)
        inner = range(first, mention.last)
        chain.words.update(part for token in inner for part in parts(tokens[token].text))
        for words in (words_of(self.reading, first, mention.last), *mention.aliases):
            if words not in chain.strings:
                chain.strings.append(words)
        if mention.office:
            chain.offices.update(parts(mention.office))
        if chain.identity.sort == "body":
            chain.heads.update(self._contents(mention))

    def _contents(self, mention: Mention) -> Iterator[str]:
        """What a body is made of: the buses of "a convoy of 17 buses", of "a bus convoy"."""
        tokens = self.reading.tokens
        kids = [kid for kid in self.reading.kids(mention.head, "nmod") if case_of(self.reading, kid.index) == "of"]
        for noun in [*kids, *tokens[mention.first : mention.head]]:
            if noun.upos == "NOUN" and any(row.joins == "body" for row in role_book().get(noun.lemma)):
                yield noun.lemma


def _together(earlier: ZoneKind, zone: ZoneKind) -> bool:
    """Whether words may point from one part of the page into another: a caption speaks for itself."""
    return earlier is zone or (earlier is ZoneKind.TITLE and zone is ZoneKind.BODY)
