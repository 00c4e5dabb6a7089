"""Alleged breaches: claims that say that somebody broke the agreement. Who alleges it stands in the claim."""

from tacitus.agreements.words import words
from tacitus.model.claim import Claim
from tacitus.model.reading import Reading

_ALLEGES = frozenset({"violation", "accusation", "condemnation"})


def breaches_of(reading: Reading, claims: tuple[Claim, ...], nouns: frozenset[int]) -> tuple[str, ...]:
    """The ids of the claims that allege a breach of the agreement named by `nouns`."""
    return tuple(claim.id for claim in claims if _alleges(reading, claim, nouns))


def _alleges(reading: Reading, claim: Claim, nouns: frozenset[int]) -> bool:
    if claim.kind not in _ALLEGES and "violation" not in claim.also:
        return False
    clause = reading.inside(claim.evidence)
    named = any(token.index in nouns for token in clause)
    broken = (
        claim.kind == "violation"
        or "violation" in claim.also
        or any(token.lemma in row.words for token in clause for row in words().breaches)
    )
    return named and broken
