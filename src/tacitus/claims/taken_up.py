"""The place of a definite noun: "the camp", "the hospital", "the town" stand where the noun they take up was placed.

Only where one place can be meant: every earlier mention of the noun that names a place names the same one, the last mention that
brings something new ("a hospital") names it too, and the claim's own sentence names none. "The town" may also take up a named
settlement ("Rebels entered Masisi"), where its paragraph up to there names no other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tacitus.claims.slots import claim_place
from tacitus.model.answered import Answers
from tacitus.model.answers import Standing
from tacitus.model.claim import Claim
from tacitus.model.found import Basis
from tacitus.model.reading import Reading, Token
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.claims"
_PEOPLED = ("town", "city", "village", "district")
_DEFINITE = frozenset({"the", "this", "that"})
_LOCATIVE = frozenset({"in", "at", "on", "inside", "near", "outside", "around"})
_REAL = frozenset({Standing.HAPPENED, Standing.ONGOING})
_STILL = frozenset(
    {"accusation", "denial", "threat", "demand", "rejection", "warning", "condemnation", "statement", "responsibility"}
)


@dataclass(frozen=True, slots=True)
class Site:
    """A row of taken_up.toml: nouns that can take up a placed noun, and the kinds of named places that they can stand for."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    kinds: tuple[str, ...] = ()


@cache
def sites() -> Mapping[str, Site]:
    """The rows by their nouns."""
    return {word: row for row in load_rows(Site, PACKAGE, "taken_up.toml") for word in row.words}


def take_up(reading: Reading, claims: tuple[Claim, ...], answers: Answers) -> tuple[Claim, ...]:
    """The claims, those whose target or scene is a definite noun with the place of what it takes up."""
    return tuple(_placed(reading, claim, answers) for claim in claims)


def _placed(reading: Reading, claim: Claim, answers: Answers) -> Claim:
    if claim.place is not None or claim.kind in _STILL or claim.standing not in _REAL:
        return claim
    for noun in _nouns(reading, claim):
        place = None if _names_a_place(reading, noun, answers) else _place_before(reading, noun, answers)
        if place is not None:
            found = claim_place(answers, place, Basis.INHERITED, "place-of-the-noun-taken-up")
            return replace(claim, place=found, blanks=tuple(blank for blank in claim.blanks if blank.slot != "place"))
    return claim


def _nouns(reading: Reading, claim: Claim) -> Iterator[Token]:
    """The definite nouns without a name that say whom or where a claim's happening befell."""
    heads = {head.index for party in claim.targets if (head := reading.head_of(party.span))}
    for token in reading.inside(claim.evidence):
        known = token.upos == "NOUN" and token.lemma in sites()
        kids = reading.kids(token.index) if known else ()
        scene = token.relation in ("obl", "nmod") and any(kid.norm in _LOCATIVE for kid in kids)
        if (token.index in heads or scene) and _definite(kids) and not _qualified(kids):
            yield token


def _definite(kids: Iterable[Token]) -> bool:
    return any(kid.relation == "det" and kid.norm in _DEFINITE for kid in kids)


def _qualified(kids: Iterable[Token]) -> bool:
    """Whether a noun says itself which one it is ("the camp of the brigade", "the military hospital", "the two schools")."""
    return any(kid.relation in ("nmod", "compound", "amod", "nummod", "acl", "appos", "conj", "flat") for kid in kids)


def _names_a_place(reading: Reading, noun: Token, answers: Answers) -> bool:
    sentence = reading.sentences[noun.sentence].span
    return any(sentence.contains(found.span) for found in answers.places if found.value and found.value.role == "literal")


def _place_before(reading: Reading, noun: Token, answers: Answers) -> int | None:
    """The one place of the mentions that the noun takes up; None where there are two, or none."""
    mentions = [token for token in reading.tokens[: noun.index] if token.lemma == noun.lemma and token.upos in ("NOUN", "PROPN")]
    fresh = [token for token in mentions if not _bare(reading, token)]
    if fresh:
        placed = [_places_of(reading, token, answers) for token in fresh]
        known = [places[0] for places in placed if places]
        return known[-1] if known and placed[-1] and _one(answers, known) else None
    return _settlement(reading, noun, answers) if sites()[noun.lemma].kinds else None


def _bare(reading: Reading, token: Token) -> bool:
    """A mention that only takes up an earlier one."""
    kids = reading.kids(token.index)
    return _definite(kids) and not _qualified(kids)


def _places_of(reading: Reading, token: Token, answers: Answers) -> list[int]:
    """The literal places within a noun's phrase, and beside it ("shelled the hospital in Sake")."""
    phrases = [reading.cover(reading.subtree(token.index))]
    beside = reading.kids(token.head, "obl") if token.head >= 0 and token.relation == "obj" else ()
    near = [kid for kid in beside if any(case.norm in _LOCATIVE for case in reading.kids(kid.index, "case"))]
    phrases += [reading.cover(reading.subtree(kid.index)) for kid in near]
    return [place for span in phrases for place in _known(answers) if span.contains(answers.places[place].span)]


def _known(answers: Answers) -> list[int]:
    """The literal places that were resolved, countries left out: no noun of these takes one up."""
    return [
        place
        for place, found in enumerate(answers.places)
        if found.value and found.value.role == "literal" and found.value.candidate and found.value.candidate.kind != "country"
    ]


def _one(answers: Answers, places: Iterable[int]) -> bool:
    values = (answers.places[place].value for place in places)
    return len({where.candidate.id for where in values if where and where.candidate}) == 1


def _settlement(reading: Reading, noun: Token, answers: Answers) -> int | None:
    """The one settlement of the noun's sort that the paragraph names before it, with no other of that sort."""
    sorts = sites()[noun.lemma].kinds
    found = [place for place in _known(answers) if answers.places[place].span.end <= noun.span.start]
    found = [place for place in found if "\n" not in reading.text[answers.places[place].span.end : noun.span.start]]
    rivals = [place for place in found if _kind(answers, place) in (*sorts, *_PEOPLED)]
    last = rivals[-1] if rivals and _one(answers, rivals) else None
    where = answers.places[last].value if last is not None else None
    return last if where and where.relation is None and _kind(answers, last or 0) in sorts else None


def _kind(answers: Answers, place: int) -> str | None:
    where = answers.places[place].value
    return where.candidate.kind if where and where.candidate else None
