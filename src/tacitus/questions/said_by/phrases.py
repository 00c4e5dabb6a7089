"""Sayings without a verb of saying: "according to", nouns ("the claim that"), "citing", and hearsay ("reportedly")."""

from collections.abc import Iterator, Sequence

from tacitus.model.reading import Token
from tacitus.questions.said_by.contents import has_that
from tacitus.questions.said_by.cues import Cue, spot
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.relatives import OPENERS, relative_around
from tacitus.questions.said_by.sight import SUBJECTS, Sight, trimmed
from tacitus.questions.said_by.speakers import phrase
from tacitus.questions.said_by.tables import PhraseRow, citing_words, hearsay_rows, phrase_rows
from tacitus.questions.said_by.voices import is_somebody

UNTOLD = "the text does not say who says so"
SURE = 0.6  # what the encoder gives a word that it takes for what is said, not for who says it
REACH = 9  # words in which the noun of a source's name must come
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_CLAUSES = ("xcomp", "ccomp", "csubj")
_REASONS = frozenset({"of", "to"})  # what joins an act to what it is done to


def phrase_drafts(sight: Sight) -> Iterator[Draft]:
    """Every saying whose cue is no verb of saying, in no order."""
    yield from _according(sight)
    yield from _hearsay(sight)
    yield from _things(sight)


def cited_drafts(sight: Sight, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sayings behind a saying: "the agency reported, citing doctors". Both have the same words."""
    for token in sight.tokens:
        row = citing_words().get(token.lemma)
        if row and token.norm.endswith("ing") and token.upos == "VERB":
            source = _named(sight, token.index, token.index + 1, sight.bounds(token.index)[1])
            outer = next((draft for draft in drafts if _passes_on(sight, draft, token)), None)
            if source and outer and _is_told_by(sight, source[0]):
                words = sight.span(token.index + 1, source[1])
                head = token.index
                yield Draft(row.id, row.strength, outer.parts, source[0], words, head, token.span, outer.form, outer=outer.cue)


def _is_told_by(sight: Sight, head: int) -> bool:
    """Whether a cited word can be who told it, not an act or a state that is given as a reason: citing [the release of men]; a
    thing of somebody's or what the encoder surely sees as said is a reason too (citing her age, citing costs)."""
    if is_somebody(sight, head):
        return True
    label = sight.labels[head]
    owned = any(kid.upos == "PRON" for kid in sight.reading.kids(head, "nmod:poss"))
    if owned or (label and label.kind == "Content" and label.confidence >= SURE):
        return False
    below = (case.norm for kid in sight.reading.kids(head, "nmod") for case in sight.reading.kids(kid.index, "case"))
    return not _REASONS.intersection(below)


def _passes_on(sight: Sight, draft: Draft, token: Token) -> bool:
    """Whether a draft of the same sentence has its cue beside a participle, not its words around it."""
    if draft.head in (None, token.index) or draft.source is None or any(part.contains(token.span) for part in draft.parts):
        return False
    return draft.head is not None and sight.tokens[draft.head].sentence == token.sentence


def _according(sight: Sight) -> Iterator[Draft]:
    tokens = sight.tokens
    for row in phrase_rows():
        for phrased in row.words:
            words = phrased.split()
            length = len(words)
            for token in tokens:
                if token.norm == words[0] and [word.norm for word in tokens[token.index : token.index + length]] == words:
                    draft = _beside_clause(sight, row, token.index, length)
                    if draft:
                        yield draft


def _beside_clause(sight: Sight, row: PhraseRow, start: int, length: int) -> Draft | None:
    low, high = sight.bounds(start)
    if row.voice == "voice" and start > low and sight.tokens[start - 1].text != ",":
        return None
    source = _named(sight, start, start + length, high)
    if source is None or not _may_be_told(sight, source[0], row.voice):
        return None
    head, end = source
    around = relative_around(sight, low, start, end, high) or _clause_around(sight, low, start, end, high)
    parts = tuple(sight.span(*part) for part in around)
    cue, words = sight.span(start, start + length), sight.span(start + length, end)
    return Draft(row.id, row.strength, parts, head, words, start, cue) if parts else None


def _may_be_told(sight: Sight, head: int, voice: str) -> bool:
    """Whether a word can be a source: not the bare nouns of "according to need", "according to plan"; for a row of voices
    nobody else."""
    described = voice == "any" and bool(sight.reading.kids(head, "det", "nmod", "amod", "compound"))
    return is_somebody(sight, head) or sight.kind(head) == "Source" or described


def _named(sight: Sight, cue: int, at: int, high: int) -> tuple[int, int] | None:
    """The head and the end of the name that begins at a token: what the cue's words govern, else the first noun phrase."""
    owner = next((place for place in _governed(sight, cue, at) if at <= place < high and _is_name(sight, at, place)), None)
    if owner is not None:
        return owner, min(high, max(owner + 1, phrase(sight, owner)[1]))
    for place in range(at, min(high, at + REACH)):
        first, last = phrase(sight, place)
        if first <= at < last and sight.tokens[place].upos in _NAMES:
            top = next((above for above in sight.reading.ancestors(place) if at <= above.index < last), sight.tokens[place])
            return top.index, min(high, max(last, phrase(sight, top.index)[1]))
    return None


def _is_name(sight: Sight, at: int, place: int) -> bool:
    """Whether a word can be the head of a name that begins at a token: a noun, and no verb in between."""
    verbless = not any(token.upos in ("VERB", "AUX") for token in sight.tokens[at:place])
    return verbless and (sight.tokens[place].upos in _NAMES or sight.kind(place) == "Source")


def _governed(sight: Sight, cue: int, at: int) -> Iterator[int]:
    """What the words of a cue govern: the object of a participle, the noun of a preposition."""
    for token in sight.tokens[cue:at]:
        yield from (kid.index for kid in sight.reading.kids(token.index, "obj"))
        if token.relation == "case":
            yield token.head


def _clause_around(sight: Sight, low: int, start: int, end: int, high: int) -> tuple[tuple[int, int], ...]:
    """The clause that a phrase at `start` to `end` speaks of: after it, before it, or both when it cuts the clause in two."""
    low = next((place + 1 for place in range(start - 1, low - 1, -1) if sight.tokens[place].text == ";"), low)
    high = next((place for place in range(end, high) if sight.tokens[place].text == ";"), high)
    dateline = sight.reading.document.dateline
    while low < start and dateline and sight.tokens[low].span.overlaps(dateline.span):
        low += 1
    before, after = trimmed(sight, range(low, start)), trimmed(sight, range(end, high))
    after = _past_aside(sight, after) if before is None and after else after
    joined = start > low and sight.tokens[start - 1].upos in ("CCONJ", "SCONJ")
    if before is None or joined:
        return (after,) if after else ()
    if after is None or sight.is_clause(*before) or _opens_aside(sight.tokens[after[0]]):
        return (before,)
    return (after,) if sight.is_clause(*after) else (before, after)


def _past_aside(sight: Sight, after: tuple[int, int]) -> tuple[int, int]:
    """Past what still describes the source: according to reports [given by the army], the bridge has fallen; according to
    the army, [which holds it], the bridge stands."""
    first, last = after
    described = sight.tokens[first].norm in OPENERS
    if not described and (sight.tokens[first - 1].text == "," or sight.reading.kids(first, "nsubj")):
        return after
    comma = next((place for place in range(first, last) if sight.tokens[place].text == ","), None)
    goes_on = comma is not None and sight.is_clause(comma + 1, last)
    return (comma + 1, last) if comma and goes_on and (described or not sight.is_clause(first, comma)) else after


def _opens_aside(token: Token) -> bool:
    return token.upos in ("CCONJ", "SCONJ") or token.norm in ("who", "which", "whose")


def _hearsay(sight: Sight) -> Iterator[Draft]:
    for row in hearsay_rows():
        words = frozenset(row.words)
        for token in sight.tokens:
            if token.lemma in words or token.norm in words:
                found = _of_adverb(sight, token) if row.form == "adverb" else _of_passive(sight, token)
                if found:
                    part = sight.span(*found)
                    yield Draft(row.id, row.strength, (part,), head=token.index, cue=token.span, form="implied", why_not=UNTOLD)


def _of_adverb(sight: Sight, token: Token) -> tuple[int, int] | None:
    """The clause whose verb an adverb qualifies."""
    verb = sight.tokens[token.head] if token.head >= 0 and token.relation == "advmod" else None
    if verb is None or (verb.upos not in ("VERB", "AUX") and not sight.reading.kids(verb.index, "cop")):
        return None
    low, high = sight.bounds(token.index)
    below = [place for place in sight.reading.subtree(verb.index) if low <= place < high]
    firsts = [min(sight.reading.subtree(kid.index)) for kid in sight.reading.kids(verb.index, *SUBJECTS)]
    first = max(low, min([token.index, verb.index, *firsts]))
    return trimmed(sight, range(first, max(below) + 1))


def _of_passive(sight: Sight, token: Token) -> tuple[int, int] | None:
    """The clause of a passive that names no sayer: "are believed to have fled", "it is feared that", "is accused of firing"."""
    reading = sight.reading
    passive = reading.kids(token.index, "nsubj:pass", "aux:pass") and not reading.kids(token.index, "obl:agent")
    if token.upos != "VERB" or not passive:
        return None
    low, high = sight.bounds(token.index)
    clause = next((kid for kid in reading.kids(token.index) if token.index < kid.index < high and _is_told(sight, kid)), None)
    if clause is None:
        return None
    below = [place for place in reading.subtree(clause.index) if token.index < place < high]
    subject = next(iter(reading.kids(token.index, "nsubj")), None)
    if clause.relation != "xcomp" and (subject is None or subject.norm == "it"):
        first = min(below) + (sight.tokens[min(below)].norm == "that")
    else:
        first = max(low, min(reading.subtree(subject.index))) if subject else min(below)
    return trimmed(sight, range(first, max(below) + 1))


def _is_told(sight: Sight, kid: Token) -> bool:
    """Whether a word below a passive leads the clause that is told: an infinitive, a "that" clause, "of" with a verb in -ing."""
    if kid.relation in _CLAUSES:
        return kid.relation != "csubj" or has_that(sight, kid)
    of = any(mark.norm == "of" for mark in sight.reading.kids(kid.index, "mark", "case"))
    return of and any(word.norm.endswith("ing") for word in (kid, *sight.reading.kids(kid.index, "aux", "cop")))


def _things(sight: Sight) -> Iterator[Draft]:
    """Nouns of saying with their clause: the prosecution's version that, a warning by the UN that."""
    for cue in spot(sight):
        if "thing" in cue.row.takes and (draft := _thing(sight, cue)):
            yield draft


def _thing(sight: Sight, cue: Cue) -> Draft | None:
    reading = sight.reading
    low, high = sight.bounds(cue.head)
    owner = next((kid for kid in reading.kids(cue.head, "nmod") if low <= kid.index < high and _owns(sight, kid, cue)), None)
    if owner is None:
        return None
    kids = (*reading.kids(cue.head, "acl", "ccomp"), *reading.kids(owner.index, "acl"))
    clause = next((kid for kid in kids if kid.index > cue.head and has_that(sight, kid)), None)
    if clause is None:
        return None
    below = [place for place in reading.subtree(clause.index) if cue.head < place < high]
    part = trimmed(sight, range(min(below) + 1, max(below) + 1))
    words = sight.span(*phrase(sight, owner.index))
    cue_words = sight.span(cue.first, cue.last)
    return Draft(cue.row.id, cue.row.strength, (sight.span(*part),), owner.index, words, cue.head, cue_words) if part else None


def _owns(sight: Sight, kid: Token, cue: Cue) -> bool:
    """A possessor before the noun (the army's claim), or a sayer after it (a warning by or from the UN)."""
    if kid.dep == "nmod:poss":
        return kid.index < cue.head
    cases = {case.norm for case in sight.reading.kids(kid.index, "case")}
    return bool(cases & {"by", "from"}) and kid.index > cue.head
