"""Alleged breaches: claims that say that somebody broke the agreement. Who alleges it stands in the claim."""

from tacitus.agreements.words import words
from tacitus.model.claim import Claim
from tacitus.model.reading import Reading, Token

_ALLEGES = frozenset({"violation", "accusation", "condemnation"})


def breaches_of(reading: Reading, claims: tuple[Claim, ...], nouns: frozenset[int], alone: bool) -> tuple[str, ...]:
    """The ids of the claims that allege a breach of the agreement named by `nouns`; where it is the only one of the report, also
    of "it"."""
    return tuple(claim.id for claim in claims if _alleges(reading, claim, nouns, alone))


def _alleges(reading: Reading, claim: Claim, nouns: frozenset[int], alone: bool) -> bool:
    if claim.kind not in _ALLEGES and "violation" not in claim.also:
        return False
    clause = reading.inside(claim.evidence)
    named = any(token.index in nouns for token in clause) or (alone and any(_breaks_it(reading, token) for token in clause))
    broken = (
        (claim.kind == "violation" and not _only_ended(reading, claim))
        or "violation" in claim.also
        or any(token.lemma in row.words for token in clause for row in words().breaches)
    )
    return named and broken


def _only_ended(reading: Reading, claim: Claim) -> bool:
    """ "The truce expired": nobody is said to have broken it."""
    head = reading.head_of(claim.trigger)
    return head is not None and any(head.lemma in row.words for row in words().statuses)


def _breaks_it(reading: Reading, verb: Token) -> bool:
    """ "Violated it": things that can be broken so are agreements."""
    breaking = verb.upos == "VERB" and any(verb.lemma in row.words for row in words().breaches)
    return breaking and any(kid.norm in ("it", "them") for kid in reading.kids(verb.index, "obj"))
