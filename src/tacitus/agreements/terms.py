"""Agreements of one report: who settled what, from which day, who opposes it, and who is said to have broken it.

A report's agreement is named by a claim (somebody agreed, a truce was declared) and taken up by definite nouns ("the deal",
"the accord"); two that differ in name or parties stay two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tacitus.agreements.breaches import breaches_of
from tacitus.agreements.deed import effective, says_status, status, terms_of, undertaken
from tacitus.agreements.words import words
from tacitus.model.agreement import Agreement, Term
from tacitus.model.answered import Answers
from tacitus.model.claim import Claim, Party
from tacitus.model.found import Basis, Maker
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span

_SETTLED = ("agreement", "ceasefire")
_NO_DAY = "no clause says when it took effect"


@dataclass(frozen=True, slots=True)
class Thread:
    """One agreement's claims and the nouns by which the report calls it."""

    claims: tuple[Claim, ...]
    nouns: tuple[Token, ...]
    parties: tuple[Party, ...]


def agreements(reading: Reading, answers: Answers, claims: tuple[Claim, ...]) -> tuple[Agreement, ...]:
    """The agreements that the report's claims tell of, in text order."""
    threads = _threads(reading, answers, claims)
    return tuple(_agreement(reading, answers, claims, thread, len(threads) == 1) for thread in threads)


def _agreement(reading: Reading, answers: Answers, claims: tuple[Claim, ...], thread: Thread, alone: bool) -> Agreement:
    nouns = frozenset(token.index for token in thread.nouns)
    day = effective(reading, answers, nouns)
    kinds = {words().kind(token.lemma) for token in thread.nouns}
    kind = "ceasefire" if "ceasefire" in kinds or any(claim.kind == "ceasefire" for claim in thread.claims) else "agreement"
    return Agreement(
        id=content_id("agreement", *(claim.id for claim in thread.claims)),
        kind=kind,
        parties=thread.parties,
        terms=tuple(sorted((*terms_of(reading, answers, nouns), *undertaken(reading, answers, thread.claims)), key=_stands)),
        effective=day,
        status=status(reading, nouns, day),
        opposed_by=tuple(_opposed(reading, claims, nouns)),
        breaches=breaches_of(reading, claims, nouns, alone),
        claims=tuple(claim.id for claim in thread.claims),
        effective_why_not=None if day else _NO_DAY,
    )


def _stands(term: Term) -> Span:
    return term.span


def _offered(reading: Reading, claim: Claim) -> bool:
    """Whether somebody only proposes it, so that nothing is settled yet."""
    head = reading.head_of(claim.trigger)
    above = (head, *reading.ancestors(head.index)) if head is not None and claim.standing == "planned" else ()
    return any(verb.lemma in row.words for verb in above for row in words().offers)


def _threads(reading: Reading, answers: Answers, claims: tuple[Claim, ...]) -> list[Thread]:
    found: list[Thread] = []
    for claim in claims:
        if claim.kind not in _SETTLED or claim.standing not in ("happened", "ongoing", "planned") or _offered(reading, claim):
            continue
        named = _parties(reading, answers, claim)
        place = next((place for place, thread in enumerate(found) if _joins(thread, named)), None)
        if place is None:
            found.append(Thread((claim,), (), named))
        else:
            known = found[place]
            found[place] = Thread((*known.claims, claim), (), _merged(known.parties, named))
    if not found:
        return []
    shared = [thread for thread in found if thread.parties] or found[:1]
    return [Thread(thread.claims, tuple(_nouns(reading, thread, len(shared) == 1)), thread.parties) for thread in shared]


def _joins(thread: Thread, named: tuple[Party, ...]) -> bool:
    """A claim without parties, or with one that the thread has, goes on with the thread."""
    if not named or not thread.parties:
        return True
    known = {party.name.casefold() for party in thread.parties}
    return any(party.name.casefold() in known for party in named)


def _merged(left: tuple[Party, ...], right: tuple[Party, ...]) -> tuple[Party, ...]:
    known = {party.name.casefold() for party in left}
    return (*left, *(party for party in right if party.name.casefold() not in known))


def _parties(reading: Reading, answers: Answers, claim: Claim) -> tuple[Party, ...]:
    """Those who settle: the agents and whom they settle with, and both sides of "a deal between A and B" or "with C"."""
    others = claim.targets if claim.kind == "agreement" else ()
    sides: list[Party] = [
        *(() if _brokered(reading, claim) else claim.agents),
        *(party for party in others if party.actor is not None),
    ]
    for token in _agreement_nouns(reading, claim):
        for kid in reading.kids(token.index, "nmod", "obl"):
            if {case.norm for case in reading.kids(kid.index, "case")} & {"between", "among", "with"}:
                sides += _mentioned(answers, reading.cover(reading.subtree(kid.index)))
    return tuple({party.name.casefold(): party for party in reversed(sides)}.values())[::-1]


def _brokered(reading: Reading, claim: Claim) -> bool:
    """Whether those who act only bring others together."""
    head = reading.head_of(claim.trigger)
    return head is not None and any(head.lemma in row.words for row in words().brokers)


def _mentioned(answers: Answers, span: Span) -> Iterator[Party]:
    maker = Maker("agreements", "between")
    for place, found in enumerate(answers.actors):
        if found.value and found.value.mention != "pronoun" and span.contains(found.span) and _is_party(found.value.kind):
            yield Party(found.value.name, found.span, Basis.STATED, maker, place, found.value.aliases)


def _is_party(kind: str | None) -> bool:
    return kind not in ("body", "thing", "civilians", "person")


def _agreement_nouns(reading: Reading, claim: Claim) -> list[Token]:
    return [token for token in reading.inside(claim.evidence) if token.upos in ("NOUN", "PROPN") and words().kind(token.lemma)]


def _nouns(reading: Reading, thread: Thread, alone: bool) -> Iterator[Token]:
    """The nouns that name this agreement: those of its claims, and, where it is the only one, every later definite one."""
    own = {token.index for claim in thread.claims for token in _agreement_nouns(reading, claim)}
    first = min((claim.trigger.start for claim in thread.claims), default=0)
    for token in reading.tokens:
        if token.upos not in ("NOUN", "PROPN") or words().kind(token.lemma) is None:
            continue
        later = token.span.start > first and _definite(reading, token)
        if token.index in own or (alone and (later or says_status(reading, token))):
            yield token


def _definite(reading: Reading, token: Token) -> bool:
    marks = {kid.norm for kid in reading.kids(token.index, "det", "nmod:poss")}
    return bool(marks & {"the", "this", "that", "these", "those", "its", "their"})


def _opposed(reading: Reading, claims: Sequence[Claim], nouns: frozenset[int]) -> Iterator[Party]:
    """Those who reject or oppose it."""
    seen: set[str] = set()
    for claim in claims:
        if claim.kind != "rejection" or claim.standing not in ("happened", "ongoing"):
            continue
        about = [*(party.span for party in claim.targets), claim.trigger]
        if any(token.index in nouns for span in about for token in reading.inside(span)):
            fresh = [party for party in claim.agents if party.name.casefold() not in seen]
            seen.update(party.name.casefold() for party in fresh)
            yield from fresh
