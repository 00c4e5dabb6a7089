"""What the verbs around a noun do with the happening that it names: "launched an offensive", "clashes broke out"."""

from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.model.reading import Reading, Token
from tacitus.questions.what.classes import is_in
from tacitus.questions.what.clauses import Clause, clause
from tacitus.questions.what.lost import participle_lemma
from tacitus.questions.what.phrases import preposition
from tacitus.questions.what.rows import LightRow, lists, table

_ORDER = ("repel", "do", "suffer", "own", "charge", "hit", "serve", "end", "occur", "told")
_BY = frozenset({"in", "by", "during", "from", "with", "through", "via", "using", "under"})


@dataclass(frozen=True, slots=True)
class Use:
    """A light verb's row with its clause and the place of the noun in it: subject, object or a preposition."""

    row: LightRow
    clause: Clause
    place: str


def bundle(reading: Reading, noun: int) -> int:
    """The noun that stands for it in the clause: "series" of "a series of strikes", the first of coordinated ones."""
    place = noun
    for _ in range(4):
        token = reading.tokens[place]
        above = reading.tokens[token.head] if token.head >= 0 else None
        if above is None:
            return place
        of = preposition(reading, place) == "of" or any(kid.norm == "of" for kid in reading.kids(place, "mark"))
        spell = above.lemma in lists()["spells"]  # "ten days of fighting left nine dead"
        bundled = token.relation in ("nmod", "acl") and of and (spell or is_in(above, "TRANSPARENT"))
        if not bundled and not (token.relation == "conj" and above.upos in ("NOUN", "PROPN")):
            return place
        place = above.index
    return place


def uses(reading: Reading, noun: int) -> tuple[Use, ...]:
    """Every light verb that takes the noun, the one that says most first."""
    found = [use for verb in _verbs(reading, noun) if (use := _use(reading, noun, verb))]
    return tuple(sorted(found, key=lambda use: _ORDER.index(use.row.use)))


def _verbs(reading: Reading, noun: int) -> Iterator[Token]:
    """The verbs above the noun and those that qualify it from behind."""
    seen: set[int] = set()
    for place in dict.fromkeys((noun, bundle(reading, noun))):
        token = reading.tokens[place]
        above = (reading.tokens[token.head],) if token.head >= 0 else ()
        near = [*above, *reading.kids(place, "acl", "acl:relcl", "appos", "conj"), *_misplaced(reading, place)]
        for verb in near:
            if (verb.upos == "VERB" or participle_lemma(verb, table().lights)) and verb.index not in seen:
                seen.add(verb.index)
                yield verb


def _misplaced(reading: Reading, noun: int) -> list[Token]:
    """ "An attack on a mosque that killed nine": the relative clause of the place tells of the attack."""
    found = []
    for kid in reading.kids(noun, "nmod"):
        for inner in (kid, *reading.kids(kid.index, "nmod")):
            clauses = reading.kids(inner.index, "acl:relcl")
            harmful = any(is_in(inner, name) for name in ("ACTOR", "PERSON", "WEAPON"))
            found += [verb for verb in clauses if not harmful and _hits(verb) and _relative_subject(reading, verb)]
    return found


def _relative_subject(reading: Reading, verb: Token) -> bool:
    return any(kid.norm in ("that", "which") for kid in reading.kids(verb.index, "nsubj"))


def _hits(verb: Token) -> bool:
    return any(row.use == "hit" for row in table().lights.get(verb.lemma, ()))


def _use(reading: Reading, noun: int, verb: Token) -> Use | None:
    rows = table().lights.get(participle_lemma(verb, table().lights) or verb.lemma, ())
    if not rows or (verb.lemma == "make" and reading.kids(verb.index, "xcomp")):
        return None
    frame = clause(reading, verb.index)
    place = _place(reading, noun, frame)
    if place is None:
        return None
    near = {kid.norm for kid in reading.kids(verb.index, "compound:prt", "advmod")}
    near |= {token.norm for token in reading.tokens[verb.index + 1 : verb.index + 2]}
    fitting = [row for row in rows if _suits(row, place, frame) and (not row.particle or near & set(row.particle))]
    if place in _BY and not frame.passive and any(_acts(reading, head) for head in frame.subjects):
        fitting = [row for row in fitting if row.use != "hit"]  # "in the campaign air strikes killed nine": the strikes did
    fitting.sort(key=lambda row: _ORDER.index(row.use))
    return Use(fitting[0], frame, place) if fitting else None


def _acts(reading: Reading, head: int) -> bool:
    """Whether a doer is an act itself."""
    return any(row.weight == "act" for row in table().nouns.get(reading.tokens[head].lemma, ()))


def _place(reading: Reading, noun: int, frame: Clause) -> str | None:
    heads = {noun, bundle(reading, noun)}
    if reading.tokens[frame.verb] in _misplaced(reading, noun):
        return "subject"
    if heads & set(frame.subjects):
        return "subject"
    if heads & set(frame.objects):
        return "subject" if _arises(reading, frame) else "object"
    charged = reading.kids(frame.verb, "xcomp", "advcl")
    marks = [mark.norm for kid in charged if kid.index == noun for mark in reading.kids(noun, "case", "mark")]
    return next((word for word, head in frame.obliques if head in heads), marks[0] if marks else None)


def _arises(reading: Reading, frame: Clause) -> bool:
    """ "Clashes erupted", parsed as a passive: a verb that only says that something takes place has no object."""
    rows = table().lights.get(reading.tokens[frame.verb].lemma, ())
    return frame.passive and not reading.kids(frame.verb, "aux:pass") and all(row.use == "occur" for row in rows)


def _suits(row: LightRow, place: str, frame: Clause) -> bool:
    """Whether the noun stands where the use of the verb wants it."""
    if row.use in ("do", "repel", "own", "end"):
        return place == "object" or (row.use == "do" and place == "in" and frame.verb >= 0 and row.id == "have-fight")
    if row.use == "suffer":
        return place == "object" or (place == "under" and "come" in row.lemmas)
    if row.use == "occur":
        return place == "subject" and not (frame.objects and row.id != "take-place")
    if row.use == "charge":
        return place in ("of", "for")
    if row.use == "serve":
        return place in _BY or (place == "subject" and frame.passive)
    if row.use == "hit":
        return place == "subject" or place in _BY
    return place != "subject" or frame.passive


def followers(reading: Reading, verb: int) -> tuple[int, ...]:
    """Verbs joined to a verb that share its subject: "engaged four units; destroyed a bunker"."""
    found: list[int] = []
    for kid in reading.kids(verb, "conj", "parataxis", "advcl"):
        shares = not reading.kids(kid.index, "nsubj") and not reading.kids(kid.index, "mark")
        if kid.upos == "VERB" and kid.index > verb and shares and _hits(kid) and not _sums_up(reading, kid):
            found += [kid.index, *followers(reading, kid.index)]
    return tuple(found)


def _sums_up(reading: Reading, verb: Token) -> bool:
    """ "..., bringing the death toll to 40": what all that happened comes to, not what this did."""
    return any(kid.lemma in ("toll", "total", "number", "figure") for kid in reading.kids(verb.index, "obj"))


def leaders(reading: Reading, verb: int) -> tuple[int, ...]:
    """The verb that a verb is joined to, where the doer told behind the second is that of both: "struck and killed by"."""
    token = reading.tokens[verb]
    above = reading.tokens[token.head] if token.relation == "conj" and token.head >= 0 else None
    if above and above.upos == "NOUN" and above.relation in ("obj", "nsubj") and above.head >= 0:
        above = reading.tokens[above.head]  # "killed 14 soldiers and wounded nine", the second verb hung on the first one's object
    return (above.index,) if above and above.upos == "VERB" and _hits(above) and verb - above.index <= 8 else ()
