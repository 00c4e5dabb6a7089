"""What an agreement says and when it began: its terms, its first day, where it stands."""

from collections.abc import Iterable, Iterator

from tacitus.agreements.words import Oblige, words
from tacitus.model.agreement import Term
from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span

_TO = ("to", "into", "towards", "toward")


def terms_of(reading: Reading, answers: Answers, nouns: frozenset[int]) -> tuple[Term, ...]:
    """The terms: what clauses with the agreement as their subject permit, oblige or forbid."""
    return tuple(term for verb in _verbs(reading, nouns) for term in _terms(reading, answers, verb))


def undertaken(reading: Reading, answers: Answers, claims: Iterable[Claim]) -> tuple[Term, ...]:
    """What those who agreed took upon themselves: "agreed to free their prisoners and to leave the town"."""
    found: list[Term] = []
    for claim in claims:
        head = reading.head_of(claim.trigger)
        row = next((row for row in words().undertakes if head is not None and head.lemma in row.words), None)
        if head is None or row is None:
            continue
        first = reading.kids(head.index, "xcomp")
        deeds = [*first, *(kid for verb in first for kid in reading.kids(verb.index, "conj") if kid.upos == "VERB")]
        found += [_undertaking(reading, answers, verb, row) for verb in deeds if _to_do(reading, verb)]
    return tuple(found)


def _to_do(reading: Reading, verb: Token) -> bool:
    """An infinitive that does more than agree again."""
    marked = verb.relation == "conj" or any(kid.norm == "to" for kid in reading.kids(verb.index, "mark"))
    return marked and verb.upos == "VERB"


def _undertaking(reading: Reading, answers: Answers, verb: Token, row: Oblige) -> Term:
    """The term of one infinitive, without those that are joined to it and what others do meanwhile."""
    apart = [kid for kid in reading.kids(verb.index, "conj") if kid.upos == "VERB"]
    apart += [kid for kid in reading.kids(verb.index, "advcl") if reading.kids(kid.index, "nsubj") and kid.index > verb.index]
    joined = {place for kid in apart for place in reading.subtree(kid.index)}
    inside = [place for place in reading.subtree(verb.index) if place not in joined]
    last = max(place for place in inside if reading.tokens[place].upos not in ("PUNCT", "CCONJ"))
    span = reading.cover(tuple(place for place in inside if place <= last and not _joins(reading, place)))
    action = " ".join(span.of(reading.text).split())
    start, goal = _place(reading, answers, span, ("from",)), _place(reading, answers, span, _TO)
    return Term(row.duty, action, span, start, goal)


def _joins(reading: Reading, place: int) -> bool:
    """The "and" and the "to" before an infinitive."""
    token = reading.tokens[place]
    return token.upos == "CCONJ" or (token.norm == "to" and token.relation == "mark")


def _verbs(reading: Reading, nouns: frozenset[int]) -> list[Token]:
    """Verbs whose subject (or the noun they modify, "the deal, which took effect") is one of the nouns."""
    heads = [reading.tokens[noun].head for noun in nouns if reading.tokens[noun].relation == "nsubj"]
    below = [kid.index for noun in nouns for kid in reading.kids(noun) if kid.dep == "acl:relcl"]
    return [reading.tokens[place] for place in sorted({*heads, *below}) if place >= 0 and reading.tokens[place].upos == "VERB"]


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
    verbs = _verbs(reading, nouns)
    said = [row.status for verb in verbs for row in words().statuses if verb.lemma in row.words and not _object(reading, verb)]
    if said:
        return said[-1]
    return "in effect" if day else "agreed"


def says_status(reading: Reading, noun: Token) -> bool:
    """Whether a noun is the subject of a verb that says where an agreement stands ("a six-month truce expired")."""
    verb = reading.tokens[noun.head] if noun.relation == "nsubj" else None
    return verb is not None and any(verb.lemma in row.words for row in words().statuses) and not _object(reading, verb)


def _object(reading: Reading, verb: Token) -> bool:
    """ "The deal ended the campaign" ends the campaign, not the deal."""
    return bool(reading.kids(verb.index, "obj"))
