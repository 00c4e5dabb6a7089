"""Who stands in a role: noun phrases of the grammar carried to the actors they mention."""

from collections.abc import Sequence

from tacitus.model.answered import Answers
from tacitus.model.answers import Who
from tacitus.model.claim import Blank, Party
from tacitus.model.found import Basis, Found, Maker
from tacitus.model.reading import Reading, Token, remembered
from tacitus.model.span import Span

Actors = tuple[Found[Who], ...]
_SHARES = frozenset({"several", "some", "many", "most", "few", "both", "much", "dozens", "scores", "hundreds", "thousands"})


def parties(reading: Reading, slot: str, spans: Sequence[Span], answers: Answers) -> tuple[tuple[Party, ...], tuple[Blank, ...]]:
    """The parties of one role, each once, and why a phrase of the role names nobody. A time is no party ("yesterday's raid")."""
    found: list[Party] = []
    blanks: list[Blank] = []
    for span in spans:
        beside = [time.span for time in answers.times if time.span.start <= span.start < time.span.end]
        if any(_is_time(reading, span, time) for time in beside):
            continue
        party = _party(reading, span, answers.actors)
        if isinstance(party, Blank):
            blanks.append(Blank(slot, party.why_not))
        elif party.name.casefold() not in {known.name.casefold() for known in found}:
            found.append(party)
    return tuple(found), tuple(blanks)


def _is_time(reading: Reading, span: Span, time: Span) -> bool:
    """Whether a phrase is a time or its owner ("yesterday's raid"), not the doer in the happening that a time is counted from
    ("three days after gunmen raided the village")."""
    owner = 2  # characters of "'s"
    inside = time.start <= span.start and span.end <= time.end + owner
    head = reading.head_of(span) if inside and span.start > time.start else None
    return inside and not (head is not None and head.relation == "nsubj")


def mention(reading: Reading, span: Span, actors: Actors) -> int | None:
    """The index of the mention that holds the phrase's main word: the narrowest one."""
    head = reading.head_of(span)
    if head is None:
        return None
    start, end = head.span.start, head.span.end
    holding = [place for place, found in enumerate(actors) if found.span.start <= start and end <= found.span.end]
    return min(holding, key=lambda place: len(actors[place].span), default=None)


def _party(reading: Reading, span: Span, actors: Actors) -> Party | Blank:
    head = reading.head_of(span)
    whole = _shared_out(reading, head) if head is not None else None
    place = mention(reading, span if whole is None else whole.span, actors)
    head = head if whole is None else whole
    words = " ".join(span.of(reading.text).split())
    if place is None:
        if head is not None and head.upos == "PRON":
            return Blank("", f"{words!r}: nothing says who that is")
        if head is None or _no_party(reading, head):
            return Blank("", f"{words!r}: neither somebody nor something")
        return Party(words, span, Basis.STATED, Maker("claims", "noun-phrase"))
    who = actors[place]
    if who.value is None:
        return Blank("", f"{words!r}: {who.why_not}")
    aliases = tuple(dict.fromkeys((*who.value.aliases, words)))
    return Party(who.value.name, span, who.basis, who.maker, place, aliases)


def _shared_out(reading: Reading, head: Token) -> Token | None:
    """What a part without a number is part of: "several of its peacekeepers"."""
    if head.norm not in _SHARES:
        return None
    of = (kid for kid in reading.kids(head.index, "nmod") if any(case.norm == "of" for case in reading.kids(kid.index, "case")))
    return next(of, None)


def _no_party(reading: Reading, head: Token) -> bool:
    """A time, an adverb, or an adjective that stands for nobody ("suspected", but "the wounded")."""
    if any(span.contains(head.span) for span in _temporal(reading, 0)):
        return True
    return head.upos in ("ADV", "SYM", "PUNCT") or (head.upos == "ADJ" and not reading.kids(head.index, "det", "nummod"))


@remembered
def _temporal(reading: Reading, _: int) -> tuple[Span, ...]:
    return tuple([name.span for name in reading.names if name.kind == "Temporal"])
