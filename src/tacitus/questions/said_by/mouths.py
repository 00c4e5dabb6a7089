"""Who a source stands for: the actor's mention at its head, the owner of a paper, or nobody with the reason."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tacitus.model.answers import Mouth, Who
from tacitus.model.found import Found
from tacitus.model.span import Span
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.sight import SUBJECTS, Sight
from tacitus.questions.said_by.speakers import RELATIVES, phrase
from tacitus.questions.said_by.voices import is_document, unnamed

UNATTRIBUTED = "unattributed"
DAMAGED = "the letters of its name are damaged"
_BROKEN = re.compile("[ÃÂ][\u0080-\u00bf]|[ÃÂ]$|â[€\u0080]|\ufffd")  # UTF-8 read as Latin-1, or letters that are lost
_BY = frozenset({"by", "from", "of"})
_VAGUE = RELATIVES | {"some", "many", "others", "one", "several", "few", "most"}

Actors = Sequence[Found[Who]]


def mouth(sight: Sight, actors: Actors, draft: Draft) -> Mouth:
    """The mouth of a draft. A first person is left for the saying around it (see chain.py)."""
    if draft.source is None or draft.words is None:
        return Mouth(UNATTRIBUTED, span=draft.words, why_not=draft.why_not)
    found = _named(sight, actors, draft.source, draft.words)
    owner = _owner(sight, draft.source) if found.name != UNATTRIBUTED else None
    belongs = _named(sight, actors, owner, sight.span(*phrase(sight, owner))) if owner is not None else found
    if owner is None or belongs.name == UNATTRIBUTED:
        return found
    return replace(found, aliases=_once((*found.aliases, belongs.name, *belongs.aliases), found.name))


def _named(sight: Sight, actors: Actors, head: int, words: Span) -> Mouth:
    token, text = sight.tokens[head], words.of(sight.reading.text)
    row = unnamed(sight, head, *sight.range_of(words))
    why = row.why_not if row else None
    if _BROKEN.search(text):
        return Mouth(_name(sight, head, words), None, words, (), DAMAGED)
    place = _mention(sight, actors, head)
    who = actors[place].value if place is not None else None
    if who is not None:
        mine = () if token.upos == "PRON" else (text,)
        return Mouth(who.name, place, words, _once((*mine, *who.aliases), who.name), why)
    if token.upos == "PRON" and token.norm not in _VAGUE and not (token.norm == "those" and len(words) > len(token.span)):
        return Mouth(UNATTRIBUTED, None, words, (), f"the text does not settle who “{token.text}” is")
    short = _name(sight, head, words)
    return Mouth(short, None, words, (text,) if short != text else (), why)


def _name(sight: Sight, head: int, words: Span) -> str:
    """A source's words without what only describes it: "Amina Bello" of "Amina Bello, a teacher", no "who visited ..."."""
    comma = next((token for token in sight.reading.inside(words) if token.text == "," and token.index > head), None)
    if comma is None:
        return words.of(sight.reading.text)
    named = sight.tokens[head].upos == "PROPN"
    name_follows = sight.tokens[comma.index + 1].upos == "PROPN" and not named
    if name_follows or not (named or phrase(sight, head)[1] <= comma.index):
        return words.of(sight.reading.text)
    return Span(words.start, comma.span.start).of(sight.reading.text).strip()


def _mention(sight: Sight, actors: Actors, head: int) -> int | None:
    """The index of the actor's mention whose main word is a token, or else the longest one that holds the token; failing
    that, the one of a name beside it (the spokesperson, Ahmed Noor)."""
    for word in (head, *(kid.index for kid in sight.reading.kids(head, "flat", "appos", "nmod:desc"))):
        span = sight.tokens[word].span
        start, end = span.start, span.end
        over = (place for place, actor in enumerate(actors) if actor.span.start <= start and end <= actor.span.end)
        holding = [place for place in over if actors[place].value is not None]
        if holding:
            leading = [place for place in holding if _leads(sight, actors[place].span, word)]
            return max(leading or holding, key=lambda place: len(actors[place].span))
    return None


def _leads(sight: Sight, span: Span, word: int) -> bool:
    top = sight.reading.head_of(span)
    return top is not None and top.index == word


def _once(names: Sequence[str], own: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name != own))


def _owner(sight: Sight, head: int) -> int | None:
    """Whose paper a paper is: its possessor or author, or who was last said to speak in one: "in a statement ... the statement"."""
    if not is_document(sight, head):
        return None
    for token in reversed(sight.tokens[: head + 1]):
        if token.lemma == sight.tokens[head].lemma and token.upos == "NOUN":
            found = _author(sight, token.index)
            found = _issuer(sight, token.index) if found is None and token.index != head else found
            if found is not None:
                return found
    return None


def _author(sight: Sight, paper: int) -> int | None:
    for kid in sight.reading.kids(paper, "nmod"):
        cases = {case.norm for case in sight.reading.kids(kid.index, "case")}
        possessor = kid.dep == "nmod:poss" and kid.upos != "PRON"
        if possessor or (cases & _BY and kid.upos in ("PROPN", "NOUN")):
            return kid.index
    return None


def _issuer(sight: Sight, paper: int) -> int | None:
    """The subject of the verb that a paper hangs on: X said in a statement, X issued a report."""
    if sight.tokens[paper].relation not in ("obl", "obj", "nmod"):
        return None
    verb = next((above for above in sight.reading.ancestors(paper) if above.upos == "VERB"), None)
    subjects = sight.reading.kids(verb.index, *SUBJECTS) if verb else ()
    return next((subject.index for subject in subjects if subject.upos in ("NOUN", "PROPN", "PRON")), None)
