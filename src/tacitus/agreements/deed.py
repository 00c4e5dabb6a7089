"""What an agreement says and when it began: its terms, its first day, where it stands."""

from collections.abc import Iterator

from tacitus.agreements.words import Oblige, words
from tacitus.model.agreement import Term
from tacitus.model.answered import Answers
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span

_TO = ("to", "into", "towards", "toward")


def terms_of(reading: Reading, answers: Answers, nouns: frozenset[int]) -> tuple[Term, ...]:
    """The terms: what clauses with the agreement as their subject permit, oblige or forbid."""
    return tuple(term for verb in _verbs(reading, nouns) for term in _terms(reading, answers, verb))


def _verbs(reading: Reading, nouns: frozenset[int]) -> Iterator[Token]:
    """Verbs whose subject (or the noun they modify, "the deal, which took effect") is one of the nouns."""
    for token in reading.tokens:
        if token.upos != "VERB":
            continue
        subjects = {kid.index for kid in reading.kids(token.index, "nsubj")}
        head = token.head if token.dep == "acl:relcl" else -1
        if subjects & nouns or head in nouns:
            yield token


def _terms(reading: Reading, answers: Answers, verb: Token) -> Iterator[Term]:
    row = next((row for row in words().obliges if verb.lemma in row.words), None)
    if row is None:
        return
    for kid in reading.kids(verb.index, "obj", "xcomp", "ccomp", "obl"):
        if kid.relation == "obl" and not _for(reading, kid):
            continue
        yield _term(reading, answers, kid, row)


def _for(reading: Reading, token: Token) -> bool:
    """ "calls for", "provides for": only that preposition brings in a term."""
    return any(kid.norm in ("for", "on") for kid in reading.kids(token.index, "case"))


def _term(reading: Reading, answers: Answers, kid: Token, row: Oblige) -> Term:
    span = reading.cover(reading.subtree(kid.index))
    action = " ".join(span.of(reading.text).split())
    start, goal = _place(reading, answers, span, ("from",)), _place(reading, answers, span, _TO)
    return Term(row.duty, action, span, start, goal)


def _place(reading: Reading, answers: Answers, span: Span, markers: tuple[str, ...]) -> int | None:
    """The first place that stands right under one of the prepositions, inside the term."""
    for token in reading.inside(span):
        marked = any(kid.norm in markers for kid in reading.kids(token.index, "case"))
        if not marked:
            continue
        phrase = reading.cover(reading.subtree(token.index))
        inside = [place for place, found in enumerate(answers.places) if found.value and phrase.contains(found.span)]
        if inside:
            return inside[0]
    return None


def effective(reading: Reading, answers: Answers, nouns: frozenset[int]) -> Interval | None:
    """The day on which a clause says that it took effect."""
    for verb in _verbs(reading, nouns):
        row = next((row for row in words().starts if verb.lemma in row.words), None)
        below = reading.subtree(verb.index)
        if row is None or (row.needs and not any(reading.tokens[index].lemma in row.needs for index in below)):
            continue
        span = reading.cover(below)
        for found in answers.times:
            if found.value and found.value.interval and span.contains(found.span) and found.value.grain in ("day", "time"):
                return found.value.interval
    return None


def status(reading: Reading, nouns: frozenset[int], day: Interval | None) -> str:
    """Where it stands by the report's last word on it: ended or extended, else in effect since a day, else agreed."""
    verbs = [*_verbs(reading, nouns)]
    said = [row.status for verb in verbs for row in words().statuses if verb.lemma in row.words and not _object(reading, verb)]
    if said:
        return said[-1]
    return "in effect" if day else "agreed"


def _object(reading: Reading, verb: Token) -> bool:
    """ "The deal ended the campaign" ends the campaign, not the deal."""
    return bool(reading.kids(verb.index, "obj"))
